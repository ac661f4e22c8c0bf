//! Text with right-to-left characters as egui paints it: a galley for each piece.
//!
//! Galleys come from egui's own cache and are never kept across frames.

use std::sync::Arc;

use egui::text::{LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, Context, FontId, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};
use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{base_of, has_rtl};
use super::flow::{Flow, Shaped};
use super::layout::Stretch;
use super::places::Run;
use crate::text::ByteRange;

/// A block of such text. Positions are bytes of the block.
pub struct Mixed {
    flow: Flow<Arc<Galley>>,
    line_height: f32,
}

impl Mixed {
    /// Lays out a text in lines of a width.
    #[must_use]
    pub fn new(
        context: &Context,
        text: &str,
        base: Level,
        format: &TextFormat,
        width: f32,
    ) -> Self {
        let flow = set(context, text, base, format, width);
        let line_height = flow
            .pieces
            .iter()
            .find_map(|piece| Some(piece.shape.as_ref()?.rows.first()?.height()))
            .or(format.line_height)
            .unwrap_or(format.font_id.size);
        Self { flow, line_height }
    }

    /// The height of the lines.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.top(self.flow.lines.len())
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred lines")]
    fn top(&self, line: usize) -> f32 {
        line as f32 * self.line_height
    }

    /// The line at a height: the first above, the last below.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred lines; what is negative becomes 0"
    )]
    fn line_at(&self, y: f32) -> usize {
        ((y / self.line_height) as usize).min(self.flow.lines.len() - 1)
    }

    /// Paints the lines that the painter's clip shows.
    pub fn paint(&self, painter: &Painter, at: Pos2, ink: Color32) {
        let clip = painter.clip_rect();
        for (number, line) in self.flow.lines.iter().enumerate() {
            let top = at.y + self.top(number);
            if top > clip.bottom() || top + self.line_height < clip.top() {
                continue;
            }
            for place in &line.order {
                let piece = &self.flow.pieces[*place];
                if let Some(galley) = &piece.shape {
                    painter.galley(pos2(at.x + piece.left, top), Arc::clone(galley), ink);
                }
            }
        }
    }

    /// The position nearest to a point.
    #[must_use]
    pub fn hit(&self, point: Vec2) -> usize {
        self.flow.hit(self.line_at(point.y), point.x)
    }

    /// Where a caret at a position stands.
    #[must_use]
    pub fn caret(&self, position: usize) -> Rect {
        let (line, x) = self.flow.caret(position);
        let top = pos2(x, self.top(line));
        Rect::from_min_size(top, vec2(0.0, self.line_height))
    }

    /// What a range covers: its parts of each line, from left to right.
    #[must_use]
    pub fn stretches(&self, range: ByteRange) -> Vec<Stretch> {
        let runs = self.flow.runs(range.as_range());
        let stretch = |run: Run| Stretch {
            rect: Rect::from_min_max(
                pos2(run.left, self.top(run.line)),
                pos2(run.right, self.top(run.line + 1)),
            ),
            first: run.first,
            last: run.last,
            rtl: run.rtl,
        };
        runs.into_iter().map(stretch).collect()
    }

    /// The first and the last position at which a caret stands on the line of a caret at
    /// `position`.
    #[must_use]
    pub fn line(&self, position: usize) -> ByteRange {
        let range = self.flow.line_range(self.flow.caret(position).0);
        ByteRange::new(range.start, range.end)
    }
}

/// A text with right-to-left characters on a single line, in visual order, cut with an ellipsis
/// where it is longer than `width`. Nothing for a text that needs no ordering.
#[must_use]
pub fn single_line(
    context: &Context,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
) -> Option<Arc<Galley>> {
    if !has_rtl(text) {
        return None;
    }
    let format = TextFormat::simple(font, color);
    let base = base_of(text);
    let whole = set(context, text, base, &format, f32::INFINITY);
    let job = if whole.width() <= width {
        visual_job(text, &whole, &format)
    } else {
        let dots = set(context, "…", base, &format, f32::INFINITY);
        let fitting = &text[..whole.fitting(width - dots.width())];
        let cut = format!("{}…", fitting.trim_end());
        visual_job(
            &cut,
            &set(context, &cut, base, &format, f32::INFINITY),
            &format,
        )
    };
    Some(context.fonts_mut(|fonts| fonts.layout_job(job)))
}

/// The pieces of a line from left to right, each in a section of its own: egui shapes each section
/// alone, and sets one behind the other.
fn visual_job<S>(text: &str, flow: &Flow<S>, format: &TextFormat) -> LayoutJob {
    let mut job = LayoutJob {
        break_on_newline: false,
        ..LayoutJob::default()
    };
    for place in flow.lines.iter().flat_map(|line| &line.order) {
        let piece = &flow.pieces[*place];
        if piece.shape.is_some() {
            // Not `append`, which would join sections of one format.
            let start = job.text.len();
            job.text.push_str(&flow.words(text, piece));
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range: start.into()..job.text.len().into(),
                format: format.clone(),
            });
        }
    }
    job
}

fn set(
    context: &Context,
    text: &str,
    base: Level,
    format: &TextFormat,
    width: f32,
) -> Flow<Arc<Galley>> {
    context.fonts_mut(|fonts| {
        Flow::new(text, base, width, |words, rtl| {
            let mut job = LayoutJob::single_section(words.to_owned(), format.clone());
            job.break_on_newline = false;
            let galley = fonts.layout_job(job);
            Shaped {
                widths: widths(&galley, words, rtl),
                width: galley.intrinsic_size().x,
                shape: galley,
            }
        })
    })
}

/// The width of each grapheme of a piece in logical order, where the galley tells it.
fn widths(galley: &Galley, words: &str, rtl: bool) -> Option<Vec<f32>> {
    let [row] = galley.rows.as_slice() else {
        return None;
    };
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    let mut widths = vec![0.0; graphemes.len()];
    if rtl {
        // The shaper gives the glyphs from left to right, the last letter first, and names the
        // first character of what each stands for: several for a ligature. Glyphs without an
        // advance are marks, and what egui appends so that each character has a glyph.
        let glyphs = row.glyphs.iter().rev().filter(|g| g.advance_width > 0.0);
        let mut face = None;
        let mut at = None;
        for glyph in glyphs {
            // Where several faces take part, egui sets their runs from left to right.
            let metrics = (glyph.font_face_ascent, glyph.font_face_height);
            if *face.get_or_insert(metrics) != metrics {
                return None;
            }
            let is_of = |place: &usize| graphemes[*place].starts_with(glyph.chr);
            let next = at.map_or(0, |place| place + 1);
            let ligated = if at.is_some() { 4 } else { 1 };
            let place = (next..graphemes.len().min(next + ligated))
                .find(is_of)
                .or(at.filter(is_of))?;
            widths[place] += glyph.advance_width;
            at = Some(place);
        }
    } else {
        let mut glyphs = row.glyphs.iter();
        for (width, grapheme) in widths.iter_mut().zip(&graphemes) {
            for _ in grapheme.chars() {
                *width += glyphs.next()?.advance_width;
            }
        }
        if glyphs.next().is_some() {
            return None;
        }
    }
    share(&mut widths);
    Some(widths)
}

/// The graphemes of a ligature get equal parts of its width, which so far is all with the first.
fn share(widths: &mut [f32]) {
    let mut at = 0;
    while at < widths.len() {
        let zeros = widths[at + 1..].iter().take_while(|w| **w <= 0.0).count();
        #[expect(clippy::cast_precision_loss, reason = "a handful of letters")]
        let part = widths[at] / (zeros + 1) as f32;
        widths[at..=at + zeros].fill(part);
        at += zeros + 1;
    }
}

#[cfg(test)]
#[path = "mixed_tests.rs"]
mod tests;
