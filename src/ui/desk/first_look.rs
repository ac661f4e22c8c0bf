//! Showing everything once where nobody looks: opens each article of the list, counts what the
//! matchers suggest, writes a picture of the window and ends.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{ColorImage, Context, ScreenshotCallback, ViewportCommand};

use super::Desk;

/// How far the first look is.
#[derive(Debug)]
pub struct FirstLook {
    picture: PathBuf,
    /// The article of the list that is being looked at.
    place: usize,
    articles: usize,
    /// Open suggestions per label, in the order of the schema.
    suggestions: Vec<usize>,
    frames: usize,
    taken: bool,
    written: Arc<AtomicBool>,
}

impl FirstLook {
    pub(super) fn new(picture: PathBuf) -> Self {
        Self {
            picture,
            place: 0,
            articles: 0,
            suggestions: Vec::new(),
            frames: 0,
            taken: false,
            written: Arc::new(AtomicBool::new(false)),
        }
    }
}

impl Desk {
    /// Goes one step on with the first look, where one is under way.
    pub(super) fn first_look(&mut self, context: &Context) {
        let Some(mut look) = self.first_look.take() else {
            return;
        };
        context.request_repaint();
        let done = self.look_on(context, &mut look);
        if !done {
            self.first_look = Some(look);
        }
    }

    fn look_on(&mut self, context: &Context, look: &mut FirstLook) -> bool {
        let labels: Vec<_> = self
            .schema
            .labels
            .iter()
            .map(|def| def.label.clone())
            .collect();
        if look.taken {
            if look.written.load(Ordering::Acquire) {
                self.print_first_look(look);
                context.send_viewport_cmd(ViewportCommand::Close);
                return true;
            }
            return false;
        }
        let Some(entry) = self.list.entries().get(look.place) else {
            if look.place == 0 {
                return self.give_up(context);
            }
            return self.take_picture(context, look);
        };
        let place = entry.place.clone();
        let shown = self.document().filter(|d| d.place == place);
        match shown {
            Some(document) if document.offers.complete => {
                let found = document.offers.open_by_label(&labels);
                look.suggestions.resize(found.len(), 0);
                for (sum, n) in look.suggestions.iter_mut().zip(&found) {
                    *sum += n;
                }
                look.articles += 1;
                look.place += 1;
                let next = if look.place < self.list.entries().len() {
                    look.place
                } else {
                    0
                };
                self.open_listed(next);
            }
            Some(_) => {}
            None if self.opening.is_none() => {
                // It could not be opened: the message in the status bar says why.
                look.place += 1;
                self.open_listed(look.place);
            }
            None => {}
        }
        false
    }

    /// Ends where there is nothing to look at.
    fn give_up(&self, context: &Context) -> bool {
        let Some((why, true)) = &self.message else {
            return false;
        };
        eprintln!("obelus: {why}");
        context.send_viewport_cmd(ViewportCommand::Close);
        true
    }

    fn take_picture(&mut self, context: &Context, look: &mut FirstLook) -> bool {
        look.frames += 1;
        // A few frames, so that fonts and layout have settled.
        if look.frames < 6 {
            return false;
        }
        if look.frames == 6 {
            if let Some(document) = self.document_mut()
                && let Some(first) = document.offers.next(None, 0)
            {
                document.review(first);
            }
            return false;
        }
        if look.frames < 10 {
            return false;
        }
        let (picture, written) = (look.picture.clone(), Arc::clone(&look.written));
        let wake = context.clone();
        let callback = ScreenshotCallback::new(move |image| {
            if let Err(error) = write_png(&picture, &image) {
                eprintln!(
                    "obelus: {}: the picture could not be written: {error}",
                    picture.display()
                );
            }
            written.store(true, Ordering::Release);
            wake.request_repaint();
        });
        context.send_viewport_cmd(ViewportCommand::Screenshot(callback));
        look.taken = true;
        false
    }

    fn print_first_look(&self, look: &FirstLook) {
        println!("articles     {}", look.articles);
        for (def, count) in self.schema.labels.iter().zip(&look.suggestions) {
            println!("{:<12} {count} suggested", def.label.as_str());
        }
        println!("picture      {}", look.picture.display());
    }
}

fn write_png(path: &std::path::Path, image: &ColorImage) -> std::io::Result<()> {
    let file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(file, size(image.width()), size(image.height()));
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    let bytes: Vec<u8> = image
        .pixels
        .iter()
        .flat_map(|pixel| pixel.to_array())
        .collect();
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(())
}
