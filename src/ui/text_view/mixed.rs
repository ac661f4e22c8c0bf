//! Text that is ordered or broken into lines here, as egui paints it: a galley for each line, with
//! a section for each piece.
//!
//! Galleys come from egui's own cache and are never kept across frames; where graphemes stand is,
//! as finding that out costs far more than asking.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::text::{LayoutJob, LayoutSection, TextFormat};
use egui::{Color32, Context, FontId, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Around, base_of, has_rtl};
use super::flow::{self, Cell, Flow, Shaped};
use super::kept::Kept;
use super::layout::Stretch;
use super::lines::{Grapheme, Line};
use super::places::Run;
use crate::text::ByteRange;

/// A block of such text. Positions are bytes of the block.
pub struct Mixed<'a> {
    text: &'a str,
    format: TextFormat,
    flow: Arc<Placed>,
    line_height: f32,
}

impl<'a> Mixed<'a> {
    /// Lays out a text in lines of a width.
    #[must_use]
    pub fn new(
        context: &Context,
        text: &'a str,
        around: &Around<'_>,
        format: TextFormat,
        width: f32,
    ) -> Self {
        let flow = set(context, text, around, &format, width);
        let line_height = format.line_height.unwrap_or(format.font_id.size * 1.3);
        // As egui rounds the rows of a galley.
        let scale = context.pixels_per_point();
        Self {
            text,
            format,
            flow,
            line_height: (line_height * scale).round() / scale,
        }
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
        let mut stale = false;
        for (number, line) in self.flow.lines.iter().enumerate() {
            let top = at.y + self.top(number);
            if top > clip.bottom() || top + self.line_height < clip.top() {
                continue;
            }
            let shown = || {
                let pieces = line.order.iter().map(|place| &self.flow.pieces[*place]);
                pieces.filter(|piece| piece.shape.is_some())
            };
            let Some(first) = shown().next() else {
                continue;
            };
            let job = line_job(self.text, &self.flow, line, &self.format);
            let galley = painter.ctx().fonts_mut(|fonts| fonts.layout_job(job));
            let width: f32 = shown().map(|piece| piece.width).sum();
            stale |= (galley.intrinsic_size().x - width).abs() > 0.05;
            painter.galley(pos2(at.x + first.left, top), galley, ink);
        }
        if stale {
            // Another face has come since the places were found.
            Kept::<Placed>::forget(painter.ctx());
            painter.ctx().request_repaint();
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

    /// Where every grapheme stands. `from` is where the text begins in the article.
    #[must_use]
    pub fn lines(&self, from: usize) -> Vec<Line> {
        let grapheme = |cell: &Cell| Grapheme {
            start: from + cell.start,
            end: from + cell.end,
            left: cell.left,
            right: cell.right,
            rtl: cell.rtl,
        };
        let lines = self.flow.lines.iter().enumerate();
        lines
            .map(|(number, line)| Line {
                top: self.top(number),
                bottom: self.top(number + 1),
                graphemes: self.flow.cells[line.cells.clone()]
                    .iter()
                    .map(grapheme)
                    .collect(),
            })
            .collect()
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
    let set = |text| {
        set(
            context,
            text,
            &Around::nothing(base),
            &format,
            f32::INFINITY,
        )
    };
    let whole = set(text);
    let job = if whole.width() <= width {
        visual_job(text, &whole, &format)
    } else {
        let dots = set("…");
        let fitting = &text[..whole.fitting(width - dots.width())];
        let cut = format!("{}…", fitting.trim_end());
        visual_job(&cut, &set(&cut), &format)
    };
    Some(context.fonts_mut(|fonts| fonts.layout_job(job)))
}

/// The pieces of a line from left to right, each in a section of its own: egui shapes each section
/// alone, and sets one behind the other.
fn visual_job(text: &str, flow: &Placed, format: &TextFormat) -> LayoutJob {
    // Of infinite width: there is but one.
    line_job(text, flow, &flow.lines[0], format)
}

fn line_job(text: &str, flow: &Placed, line: &flow::Line, format: &TextFormat) -> LayoutJob {
    let mut job = LayoutJob {
        break_on_newline: false,
        ..LayoutJob::default()
    };
    for place in &line.order {
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

fn piece_job(words: &str, format: &TextFormat) -> LayoutJob {
    let mut job = LayoutJob::single_section(words.to_owned(), format.clone());
    job.break_on_newline = false;
    // The widths of pieces add up to that of a line.
    job.round_output_to_gui = false;
    job
}

/// A text in lines: places without the galleys, which egui keeps.
type Placed = Flow<()>;

/// Finds the places, or remembers them from the frame before.
fn set(
    context: &Context,
    text: &str,
    around: &Around<'_>,
    format: &TextFormat,
    width: f32,
) -> Arc<Placed> {
    let key = {
        let scale = context.pixels_per_point();
        let mut hasher = DefaultHasher::new();
        (text, around.base.number(), &format.font_id).hash(&mut hasher);
        (around.open, around.before, around.after).hash(&mut hasher);
        (width.to_bits(), scale.to_bits()).hash(&mut hasher);
        hasher.finish()
    };
    Kept::or_make(context, key, || {
        context.fonts_mut(|fonts| {
            Flow::new(text, around, width, |words, rtl| {
                let galley = fonts.layout_job(piece_job(words, format));
                Shaped {
                    widths: widths(&galley, words, rtl),
                    width: galley.intrinsic_size().x,
                    shape: (),
                }
            })
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
