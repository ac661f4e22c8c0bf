//! One block of text, laid out: where its characters stand, and which stands at a point.
//!
//! A block is one galley, unless it holds right-to-left characters: those egui shapes but does not
//! order, so [`Mixed`] does.
//!
//! Marks never enter the layout job: each section would be shaped on its own, so marking would
//! move the text. The text is laid out plain, and marks are painted where it says.

use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, Galley, Pos2, Rect, Vec2, pos2, vec2};

use super::bidi::{base_of, has_rtl};
use super::lines::{self, Line};
use super::mixed::Mixed;
use crate::text::ByteRange;

/// How the article is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Size of the reading face in points.
    pub size: f32,
    /// Width of a line in points.
    pub width: f32,
    pub ink: Color32,
}

impl Setting {
    /// The distance from line to line: generous, since marks stand between the lines.
    #[must_use]
    pub fn line_height(&self) -> f32 {
        (self.size * 1.72).round()
    }

    /// The space below a paragraph.
    #[must_use]
    pub fn paragraph_gap(&self) -> f32 {
        (self.size * 0.55).round()
    }

    /// How high a block of `bytes` will be, before it is laid out.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn estimate(&self, bytes: usize) -> f32 {
        let per_line = (self.width / (self.size * 0.46)).max(8.0);
        let lines = (bytes as f32 / per_line).ceil().max(1.0);
        lines * self.line_height() + self.paragraph_gap()
    }
}

/// A block that is laid out. Made anew for each frame from egui's own cache, never kept.
pub struct BlockLayout<'a> {
    text: &'a str,
    range: ByteRange,
    set: Set<'a>,
}

/// The text as it is set.
enum Set<'a> {
    Plain(Arc<Galley>),
    /// With right-to-left characters.
    Mixed(Mixed<'a>),
}

/// A stretch of one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Relative to the block's top left corner.
    pub rect: Rect,
    /// Whether the range begins here, and not on a line before.
    pub first: bool,
    /// Whether the range ends here.
    pub last: bool,
    /// Whether it is read from right to left: what begins here does so at the right.
    pub rtl: bool,
}

impl<'a> BlockLayout<'a> {
    /// Lays out `article_text[range]`.
    #[must_use]
    pub fn new(
        context: &Context,
        article_text: &'a str,
        range: ByteRange,
        setting: &Setting,
    ) -> Self {
        let text = &article_text[range.as_range()];
        let format = TextFormat {
            font_id: crate::ui::theme::reading(setting.size),
            line_height: Some(setting.line_height()),
            color: setting.ink,
            ..TextFormat::default()
        };
        let set = if has_rtl(text) {
            let paragraph = paragraph_start(article_text, range.start);
            let base = base_of(&article_text[paragraph..range.end]);
            Set::Mixed(Mixed::new(context, text, base, format, setting.width))
        } else {
            let mut job = LayoutJob::single_section(text.to_owned(), format);
            job.wrap = TextWrapping::wrap_at_width(setting.width);
            job.break_on_newline = false;
            Set::Plain(context.fonts_mut(|fonts| fonts.layout_job(job)))
        };
        Self { text, range, set }
    }

    /// The part of the article that is laid out.
    #[must_use]
    pub fn range(&self) -> ByteRange {
        self.range
    }

    /// The height of the lines.
    #[must_use]
    pub fn height(&self) -> f32 {
        match &self.set {
            Set::Plain(galley) => galley.size().y,
            Set::Mixed(mixed) => mixed.height(),
        }
    }

    /// Paints the text with its top left corner at `at`.
    pub fn paint(&self, painter: &egui::Painter, at: Pos2, ink: Color32) {
        match &self.set {
            Set::Plain(galley) => {
                painter.galley(at, Arc::clone(galley), ink);
            }
            Set::Mixed(mixed) => mixed.paint(painter, at, ink),
        }
    }

    /// The position in the article that is nearest to a point, relative to the block's top left
    /// corner. Always between two graphemes.
    #[must_use]
    pub fn hit(&self, point: Vec2) -> usize {
        let galley = match &self.set {
            Set::Plain(galley) => galley,
            Set::Mixed(mixed) => return self.range.start + mixed.hit(point),
        };
        let cursor = galley.cursor_from_pos(point);
        let byte = self
            .text
            .char_indices()
            .nth(cursor.index.0)
            .map_or(self.text.len(), |(at, _)| at);
        let at = crate::text::motion::snap_to_graphemes(self.text, ByteRange::new(byte, byte));
        self.range.start + at.start
    }

    /// Where a caret at a position of the article stands: a line without width. Where the position
    /// ends one line and begins the next, the next.
    #[must_use]
    pub fn caret(&self, position: usize) -> Rect {
        match &self.set {
            Set::Plain(galley) => {
                let mut cursor = CCursor::new(self.chars_before(position));
                cursor.prefer_next_row = true;
                galley.pos_from_cursor(cursor)
            }
            Set::Mixed(mixed) => mixed.caret(self.within(position)),
        }
    }

    /// The lines' stretches that a range of the article covers, top to bottom. A line has several
    /// where text runs both ways.
    #[must_use]
    pub fn stretches(&self, range: ByteRange) -> Vec<Stretch> {
        let Some(inside) = range.intersection(self.range) else {
            return Vec::new();
        };
        let galley = match &self.set {
            Set::Plain(galley) => galley,
            Set::Mixed(mixed) => {
                let local = ByteRange::new(self.within(inside.start), self.within(inside.end));
                let mut found = mixed.stretches(local);
                for stretch in &mut found {
                    stretch.first &= inside.start == range.start;
                    stretch.last &= inside.end == range.end;
                }
                return found;
            }
        };
        let (from, to) = (
            self.chars_before(inside.start),
            self.chars_before(inside.end),
        );
        let mut found = Vec::new();
        let mut row_start = 0;
        for row in &galley.rows {
            let row_end = row_start + row.glyphs.len();
            let (start, end) = (from.max(row_start), to.min(row_end));
            if start < end {
                // White space at a line's end is not marked.
                let visible = row.glyphs[..end - row_start]
                    .iter()
                    .rposition(|glyph| !glyph.chr.is_whitespace())
                    .map_or(end, |at| row_start + at + 1);
                let end = visible.max(start + 1).min(end);
                let left = row.pos.x + row.x_offset((start - row_start).into());
                let right = row.pos.x + row.x_offset((end - row_start).into());
                found.push(Stretch {
                    rect: Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y())),
                    first: start == from && inside.start == range.start,
                    last: to <= row_end && inside.end == range.end,
                    rtl: false,
                });
            }
            row_start = row_end + usize::from(row.ends_with_newline);
        }
        found
    }

    /// The start and end, in the article, of the line on which a caret at `position` stands.
    #[must_use]
    pub fn line(&self, position: usize) -> ByteRange {
        if let Set::Mixed(mixed) = &self.set {
            let line = mixed.line(self.within(position));
            return line.shifted(self.range.start);
        }
        let y = self.caret(position).center().y;
        let start = self.hit(vec2(-1e4, y));
        let mut end = self.hit(vec2(1e5, y));
        // The space at which a line is broken belongs to it, but a caret behind it would stand on
        // the next line.
        if end < self.range.end && self.caret(end).center().y > y {
            end = crate::text::motion::previous_grapheme(self.text, end - self.range.start)
                + self.range.start;
        }
        ByteRange::new(start, end)
    }

    /// Where every grapheme stands. Linear in the block.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        match &self.set {
            Set::Plain(galley) => lines::of_galley(galley, self.text, self.range.start),
            Set::Mixed(mixed) => mixed.lines(self.range.start),
        }
    }

    /// The words of a range as far as they stand in this block.
    #[must_use]
    pub fn words(&self, range: ByteRange) -> &'a str {
        range
            .intersection(self.range)
            .and_then(|r| {
                self.text
                    .get(r.start - self.range.start..r.end - self.range.start)
            })
            .unwrap_or_default()
    }

    fn chars_before(&self, position: usize) -> usize {
        self.text[..self.within(position)].chars().count()
    }

    /// A position of the article as one of the block.
    fn within(&self, position: usize) -> usize {
        position.clamp(self.range.start, self.range.end) - self.range.start
    }
}

/// Where the paragraph around a position begins. A long one is cut into several blocks, but has
/// one direction.
fn paragraph_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}
