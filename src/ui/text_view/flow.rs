//! Text with right-to-left characters, set in lines.
//!
//! egui shapes letters but orders nothing. So the text is cut into pieces that can be shaped on
//! their own, and put in visual order here, by the Unicode Bidirectional Algorithm. How wide a
//! piece is comes from a closure, so that nothing here needs a window.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Around, Kind, class_of, kind_of, mirrored};
use super::breaks;

/// A grapheme in its place. `left` and `right` are relative to the left end of the lines.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// White space that may hang over the end of a line.
    pub space: bool,
    /// Whether a line may begin with it.
    pub begins: bool,
    pub rtl: bool,
    pub left: f32,
    pub right: f32,
    pub width: f32,
}

impl Cell {
    /// Where a caret before this grapheme stands.
    #[must_use]
    pub fn leading(&self) -> f32 {
        if self.rtl { self.right } else { self.left }
    }

    /// Where a caret behind it stands, if nothing follows.
    #[must_use]
    pub fn trailing(&self) -> f32 {
        if self.rtl { self.left } else { self.right }
    }
}

/// What is shaped at once: graphemes of one word that run one way.
#[derive(Clone, Debug)]
pub struct Piece<S> {
    /// Its graphemes, as places in [`Flow::cells`].
    pub cells: Range<usize>,
    pub left: f32,
    /// As the shaper gave it.
    pub width: f32,
    /// What the shaper made of it; nothing for control characters.
    pub shape: Option<S>,
    pub kind: Kind,
    pub level: Level,
}

/// What a shaper makes of a piece.
pub struct Shaped<S> {
    pub shape: S,
    /// The width of each grapheme in logical order; nothing where that cannot be told, so that
    /// each grapheme has to be shaped alone.
    pub widths: Option<Vec<f32>>,
    /// The width of all of it.
    pub width: f32,
}

/// One line, from left to right.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its graphemes in logical order, as places in [`Flow::cells`].
    pub cells: Range<usize>,
    /// Its pieces, as places in [`Flow::pieces`], in visual order.
    pub order: Vec<usize>,
}

/// A text set in lines.
#[derive(Clone, Debug)]
pub struct Flow<S> {
    pub cells: Vec<Cell>,
    pub pieces: Vec<Piece<S>>,
    /// At least one.
    pub lines: Vec<Line>,
    pub base: Level,
    /// Bytes of the text.
    pub length: usize,
}

impl<S> Flow<S> {
    /// Sets a text in lines of a width; lines of infinite width begin at 0 whatever the direction.
    /// The shaper is given the words, mirrored where they must be, and whether they run from right
    /// to left.
    pub fn new(
        text: &str,
        around: &Around<'_>,
        width: f32,
        mut shaper: impl FnMut(&str, bool) -> Shaped<S>,
    ) -> Self {
        let levels = around.levels(text);
        let mut flow = Self {
            cells: Vec::new(),
            pieces: Vec::new(),
            lines: Vec::new(),
            base: around.base,
            length: text.len(),
        };
        let drafts = flow.cut(text, &levels);
        for (cells, kind, level) in drafts {
            flow.shape(text, cells, kind, level, &mut shaper);
        }
        let lines = broken(&flow.cells, width);
        flow.split(text, &lines, &mut shaper);
        flow.place(text, lines, width);
        flow
    }

    /// Cuts the text into graphemes and says which of them are shaped together.
    fn cut(&mut self, text: &str, levels: &[Level]) -> Vec<(Range<usize>, Kind, Level)> {
        let mut drafts: Vec<(Range<usize>, Kind, Level)> = Vec::new();
        let mut breaks = breaks::places(text).peekable();
        for (place, (start, grapheme)) in text.grapheme_indices(true).enumerate() {
            let level = levels.get(start).copied().unwrap_or(self.base);
            let kind = kind_of(grapheme, level);
            // A break inside a grapheme is none.
            while breaks.next_if(|at| *at < start).is_some() {}
            self.cells.push(Cell {
                start,
                end: start + grapheme.len(),
                space: kind == Kind::Space,
                begins: breaks.peek() == Some(&start),
                rtl: level.is_rtl(),
                left: 0.0,
                right: 0.0,
                width: 0.0,
            });
            match drafts.last_mut() {
                Some((cells, Kind::Joined, before)) if kind == Kind::Joined && *before == level => {
                    cells.end = place + 1;
                }
                _ => drafts.push((place..place + 1, kind, level)),
            }
        }
        drafts
    }

    fn shape(
        &mut self,
        text: &str,
        cells: Range<usize>,
        kind: Kind,
        level: Level,
        shaper: &mut impl FnMut(&str, bool) -> Shaped<S>,
    ) {
        let mut piece = Piece {
            cells: cells.clone(),
            left: 0.0,
            width: 0.0,
            shape: None,
            kind,
            level,
        };
        if kind == Kind::Hidden {
            self.pieces.push(piece);
            return;
        }
        let words = &text[self.cells[cells.start].start..self.cells[cells.end - 1].end];
        let words = if kind == Kind::Joined {
            Cow::Borrowed(words)
        } else {
            mirrored(words, level)
        };
        let shaped = shaper(&words, level.is_rtl());
        match shaped.widths {
            _ if cells.len() == 1 => self.cells[cells.start].width = shaped.width,
            Some(widths) if widths.len() == cells.len() => {
                for (cell, width) in self.cells[cells].iter_mut().zip(widths) {
                    cell.width = width;
                }
            }
            _ => {
                for place in cells {
                    self.shape(text, place..place + 1, kind, level, shaper);
                }
                return;
            }
        }
        piece.width = shaped.width;
        piece.shape = Some(shaped.shape);
        self.pieces.push(piece);
    }

    /// Shapes anew the parts of pieces in which a line is broken.
    fn split(
        &mut self,
        text: &str,
        lines: &[Range<usize>],
        shaper: &mut impl FnMut(&str, bool) -> Shaped<S>,
    ) {
        let breaks = lines.iter().skip(1).map(|line| line.start);
        let mut breaks = breaks.peekable();
        for piece in std::mem::take(&mut self.pieces) {
            let mut from = piece.cells.start;
            while let Some(at) = breaks.next_if(|at| *at < piece.cells.end) {
                if at > from {
                    self.shape(text, from..at, piece.kind, piece.level, shaper);
                    from = at;
                }
            }
            if from == piece.cells.start {
                self.pieces.push(piece);
            } else {
                let rest = from..piece.cells.end;
                self.shape(text, rest, piece.kind, piece.level, shaper);
            }
        }
    }

    /// Gives every piece and grapheme its place.
    fn place(&mut self, text: &str, lines: Vec<Range<usize>>, width: f32) {
        let mut next = 0;
        for cells in lines {
            let first = next;
            while self
                .pieces
                .get(next)
                .is_some_and(|p| p.cells.start < cells.end)
            {
                next += 1;
            }
            let order = self.order(text, first..next);
            let total: f32 = self.cells[cells.clone()].iter().map(|c| c.width).sum();
            let mut x = if self.base.is_rtl() && width.is_finite() {
                width - total
            } else {
                0.0
            };
            for place in &order {
                let piece = &mut self.pieces[*place];
                piece.left = x;
                let inside = &mut self.cells[piece.cells.clone()];
                let mut put = |cell: &mut Cell| {
                    cell.left = x;
                    x += cell.width;
                    cell.right = x;
                };
                if piece.level.is_rtl() {
                    inside.iter_mut().rev().for_each(&mut put);
                } else {
                    inside.iter_mut().for_each(&mut put);
                }
            }
            self.lines.push(Line { cells, order });
        }
    }

    /// The visual order of the pieces of a line: rules L1 and L2.
    fn order(&mut self, text: &str, pieces: Range<usize>) -> Vec<usize> {
        let mut at_end = true;
        for piece in self.pieces[pieces.clone()].iter_mut().rev() {
            let cell = &mut self.cells[piece.cells.start];
            match (piece.kind, class_of(&text[cell.start..cell.end])) {
                (_, BidiClass::B | BidiClass::S) => at_end = true,
                (Kind::Joined | Kind::Single, _)
                | (_, BidiClass::L | BidiClass::R | BidiClass::AL) => at_end = false,
                _ => {}
            }
            if at_end {
                piece.level = self.base;
                cell.rtl = self.base.is_rtl();
            }
        }
        let levels: Vec<_> = self.pieces[pieces.clone()]
            .iter()
            .map(|p| p.level)
            .collect();
        let order = ParagraphBidiInfo::reorder_visual(&levels);
        order.into_iter().map(|i| pieces.start + i).collect()
    }

    /// The words of a piece as they are shaped.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str, piece: &Piece<S>) -> Cow<'t, str> {
        let cells = &self.cells[piece.cells.clone()];
        let start = cells.first().map_or(0, |cell| cell.start);
        let end = cells.last().map_or(start, |cell| cell.end);
        if piece.kind == Kind::Joined {
            Cow::Borrowed(&text[start..end])
        } else {
            mirrored(&text[start..end], piece.level)
        }
    }

    /// The width of all graphemes together, as on one line.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.cells.iter().map(|cell| cell.width).sum()
    }

    /// How much of the text fits in a width on one line.
    #[must_use]
    pub fn fitting(&self, width: f32) -> usize {
        let mut sum = 0.0;
        let fits = |cell: &&Cell| {
            sum += cell.width;
            sum <= width
        };
        self.cells
            .iter()
            .take_while(fits)
            .last()
            .map_or(0, |cell| cell.end)
    }
}

/// Breaks graphemes into lines where they may be broken; white space may hang over the end, and
/// what may not be broken but is longer than a line is broken anywhere. At least one line.
fn broken(cells: &[Cell], width: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut word, mut x, mut at) = (0, 0, 0.0, 0);
    while let Some(cell) = cells.get(at) {
        if at > start && cell.begins && !cell.space {
            word = at;
        }
        if !cell.space && at > start && x + cell.width > width {
            let end = if word > start { word } else { at };
            lines.push(start..end);
            (start, word, x, at) = (end, end, 0.0, end);
            continue;
        }
        x += cell.width;
        at += 1;
    }
    lines.push(start..cells.len());
    lines
}

#[cfg(test)]
#[path = "conformance_tests.rs"]
mod tests;
