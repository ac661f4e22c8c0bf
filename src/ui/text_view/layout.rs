//! One block of text, laid out: where its characters stand, and which stands at a point.
//!
//! A block is one galley, unless it holds right-to-left characters, which egui shapes but does not
//! order, or lines of it must be broken otherwise than egui does: then it is [`Mixed`].
//!
//! Marks never enter the layout job: each section would be shaped on its own, so marking would
//! move the text. The text is laid out plain, and marks are painted where it says.

use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::text::{CCursor, LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Pos2, Rect, Vec2, pos2};
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Around, base_of, has_rtl};
use super::breaks::breaks_otherwise;
use super::leads::Lead;
use super::lines::{self, Line};
use super::mixed::Mixed;
use crate::storage::settings::Face;
use crate::text::{ByteRange, OpenTurns, motion};
use crate::ui::theme;

/// How the article is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    pub face: Face,
    /// Size of the reading face in points.
    pub size: f32,
    /// The distance from line to line, in sizes of the text.
    pub leading: f32,
    /// Width of a line in points.
    pub width: f32,
    pub ink: Color32,
}

impl Setting {
    /// The face at its size.
    #[must_use]
    pub fn font(&self) -> FontId {
        theme::reading_in(self.face, self.size)
    }

    /// The distance from line to line: generous, since marks stand between the lines.
    #[must_use]
    pub fn line_height(&self) -> f32 {
        (self.size * self.leading).round()
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
    /// What turns directions where it begins.
    open: OpenTurns,
    /// Whether its paragraph ends with it.
    ends: bool,
}

/// The text as it is set.
enum Set<'a> {
    Plain(Arc<Galley>),
    /// Ordered, or broken into lines, by ourselves.
    Mixed(Mixed<'a>),
}

/// Whether egui, which breaks a word that is longer than a line anywhere, did so between graphemes.
fn breaks_between_graphemes(galley: &Galley, text: &str) -> bool {
    let mut chars = 0;
    let (_, rows) = galley.rows.split_last().unzip();
    rows.unwrap_or_default().iter().all(|row: &PlacedRow| {
        chars += row.glyphs.len();
        // Behind white space there is nothing to look for.
        let space = row
            .glyphs
            .last()
            .is_none_or(|glyph| glyph.chr.is_whitespace());
        space || {
            let at = text
                .char_indices()
                .nth(chars)
                .map_or(text.len(), |(at, _)| at);
            motion::snap_to_graphemes(text, ByteRange::new(at, at)).is_empty()
        }
    })
}

/// A line of a galley. Bytes of the block.
struct PlainLine {
    row: usize,
    bytes: ByteRange,
    /// The last position at which a caret stands on it.
    end: usize,
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
    /// Lays out `article_text[range]`, any part of a paragraph. What stands before it is read as far
    /// as 16 KB back.
    #[must_use]
    pub fn new(
        context: &Context,
        article_text: &'a str,
        range: ByteRange,
        setting: &Setting,
    ) -> Self {
        let lead = Lead::of_stretch(article_text, range);
        Self::of_block(context, article_text, range, lead.as_ref(), setting)
    }

    /// Lays out a block, of whose paragraph is known what it must know. Costs the block.
    #[must_use]
    pub(super) fn of_block(
        context: &Context,
        article_text: &'a str,
        range: ByteRange,
        lead: Option<&Lead>,
        setting: &Setting,
    ) -> Self {
        let text = &article_text[range.as_range()];
        let format = TextFormat {
            font_id: setting.font(),
            line_height: Some(setting.line_height()),
            color: setting.ink,
            ..TextFormat::default()
        };
        let mixed = |format| {
            let around = match lead {
                Some(lead) => lead.around(article_text, range.as_range()),
                None => Around::nothing(base_of(text)),
            };
            Set::Mixed(Mixed::new(context, text, &around, format, setting.width))
        };
        let turned = has_rtl(text) || lead.is_some_and(Lead::turns);
        let set = if turned || breaks_otherwise(text) {
            mixed(format)
        } else {
            let mut job = LayoutJob::single_section(text.to_owned(), format.clone());
            job.wrap = TextWrapping::wrap_at_width(setting.width);
            job.break_on_newline = false;
            let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
            // A face may set a character as several glyphs; then glyphs do not count characters.
            let glyphs: usize = galley.rows.iter().map(|row| row.glyphs.len()).sum();
            if glyphs == text.chars().count() && breaks_between_graphemes(&galley, text) {
                Set::Plain(galley)
            } else {
                mixed(format)
            }
        };
        Self {
            text,
            range,
            set,
            open: lead.map(|lead| lead.open().clone()).unwrap_or_default(),
            ends: !matches!(article_text.as_bytes().get(range.end), Some(byte) if !matches!(byte, b'\n' | b'\r')),
        }
    }

    /// The text of the block.
    #[must_use]
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// What turns directions where the block begins.
    #[must_use]
    pub(super) fn open(&self) -> &OpenTurns {
        &self.open
    }

    /// Whether the paragraph ends with the block.
    #[must_use]
    pub(super) fn ends_paragraph(&self) -> bool {
        self.ends
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
        let below = |row: &PlacedRow| row.max_y() > point.y;
        let number = galley.rows.iter().position(below);
        let line = self.plain_line(galley, number.unwrap_or(galley.rows.len() - 1));
        let row = &galley.rows[line.row];
        let x = |glyph: usize| row.pos.x + row.x_offset(glyph.into());
        let mut glyph = 0;
        for (at, grapheme) in self.text[line.bytes.as_range()].grapheme_indices(true) {
            let next = glyph + grapheme.chars().count();
            if point.x < x(glyph).midpoint(x(next)) {
                return self.whole(line.bytes.start + at);
            }
            glyph = next;
        }
        self.whole(line.end)
    }

    /// A place within the block as a position of the article between two graphemes: a word that is
    /// longer than a line may be broken inside one.
    fn whole(&self, at: usize) -> usize {
        let grapheme = motion::snap_to_graphemes(self.text, ByteRange::new(at, at));
        self.range.start + grapheme.start
    }

    /// A line of a galley.
    fn plain_line(&self, galley: &Galley, row: usize) -> PlainLine {
        let glyphs = |rows: &[PlacedRow]| rows.iter().map(|row| row.glyphs.len()).sum::<usize>();
        let byte = |text: &str, chars: usize| {
            let place = text.char_indices().nth(chars);
            place.map_or(text.len(), |(at, _)| at)
        };
        let start = byte(self.text, glyphs(&galley.rows[..row]));
        let length = byte(&self.text[start..], galley.rows[row].glyphs.len());
        let bytes = ByteRange::new(start, start + length);
        // Behind the last grapheme, mostly the space at which the line is broken, a caret would
        // stand on the next line.
        let end = if row + 1 == galley.rows.len() {
            bytes.end
        } else {
            motion::previous_grapheme(self.text, bytes.end).max(start)
        };
        PlainLine { row, bytes, end }
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
        let galley = match &self.set {
            Set::Plain(galley) => galley,
            Set::Mixed(mixed) => {
                let line = mixed.line(self.within(position));
                return line.shifted(self.range.start);
            }
        };
        let before = self.chars_before(position);
        let mut ended = 0;
        let row = galley.rows.iter().position(|row| {
            ended += row.glyphs.len();
            before < ended
        });
        let line = self.plain_line(galley, row.unwrap_or(galley.rows.len() - 1));
        ByteRange::new(self.whole(line.bytes.start), self.whole(line.end))
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

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
