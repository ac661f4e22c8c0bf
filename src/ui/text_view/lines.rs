//! Where each grapheme of a block stands, line by line: what assistive technology reads.

use egui::Galley;
use unicode_segmentation::UnicodeSegmentation;

/// A line of a block. Places are relative to the block's top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub top: f32,
    pub bottom: f32,
    /// In logical order.
    pub graphemes: Vec<Grapheme>,
}

/// A grapheme in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grapheme {
    /// Bytes of the article.
    pub start: usize,
    pub end: usize,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

/// The lines of a text that is one galley. `from` is where the text begins in the article. Linear
/// in the text.
#[must_use]
pub fn of_galley(galley: &Galley, text: &str, from: usize) -> Vec<Line> {
    let mut rest = text;
    let mut at = from;
    let mut lines = Vec::with_capacity(galley.rows.len());
    for row in &galley.rows {
        let end = rest.char_indices().nth(row.glyphs.len());
        let (words, behind) = rest.split_at(end.map_or(rest.len(), |(end, _)| end));
        let mut column = 0;
        let mut graphemes = Vec::with_capacity(row.glyphs.len());
        for (place, grapheme) in words.grapheme_indices(true) {
            let next = column + grapheme.chars().count();
            graphemes.push(Grapheme {
                start: at + place,
                end: at + place + grapheme.len(),
                left: row.pos.x + row.x_offset(column.into()),
                right: row.pos.x + row.x_offset(next.into()),
                rtl: false,
            });
            column = next;
        }
        lines.push(Line {
            top: row.min_y(),
            bottom: row.max_y(),
            graphemes,
        });
        at += words.len();
        rest = behind;
    }
    lines
}
