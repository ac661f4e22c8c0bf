//! Where graphemes stand in a text set in lines, and which stands at a place.

use std::ops::Range;

use super::flow::{Cell, Flow};

/// A part of a line that a range covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    pub line: usize,
    pub left: f32,
    pub right: f32,
    /// Whether the range begins here.
    pub first: bool,
    /// Whether the range ends here.
    pub last: bool,
    /// Whether it is read from right to left: it begins at its right end.
    pub rtl: bool,
}

impl<S> Flow<S> {
    /// The position nearest to `x` on a line, always between two graphemes, and always one at
    /// which a caret stands on this line.
    #[must_use]
    pub fn hit(&self, line: usize, x: f32) -> usize {
        let range = self.line_range(line);
        let cells = &self.cells[self.lines[line].cells.clone()];
        let wide = || cells.iter().filter(|cell| cell.right > cell.left);
        let left = wide().map(|cell| cell.left).fold(f32::INFINITY, f32::min);
        let right = wide()
            .map(|cell| cell.right)
            .fold(f32::NEG_INFINITY, f32::max);
        if left > right {
            return range.start;
        }
        if x < left || x > right {
            let at_start = (x < left) == self.base.is_ltr();
            return if at_start { range.start } else { range.end };
        }
        let distance = |cell: &Cell| (cell.left - x).max(x - cell.right).max(0.0);
        let Some(cell) = wide().min_by(|a, b| distance(a).total_cmp(&distance(b))) else {
            return range.start;
        };
        let middle = cell.left.midpoint(cell.right);
        let before = if cell.rtl { x >= middle } else { x <= middle };
        (if before { cell.start } else { cell.end }).min(range.end)
    }

    /// The line and the place on it of a caret at a position: at the leading edge of the grapheme
    /// behind it.
    #[must_use]
    pub fn caret(&self, position: usize) -> (usize, f32) {
        let place = self.cells.partition_point(|cell| cell.end <= position);
        let x = match (self.cells.get(place), self.cells.last()) {
            (Some(cell), _) => cell.leading(),
            (None, Some(last)) => last.trailing(),
            (None, None) => 0.0,
        };
        let line = self.lines.partition_point(|line| line.cells.end <= place);
        (line.min(self.lines.len() - 1), x)
    }

    /// The first and the last position at which a caret stands on a line.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let cells = &self.cells[self.lines[line].cells.clone()];
        let start = cells.first().map_or(0, |cell| cell.start);
        let end = if line + 1 == self.lines.len() {
            self.length
        } else {
            // Behind the last grapheme, mostly the space at which the line is broken, a caret
            // would stand on the next line.
            cells.last().map_or(start, |cell| cell.start)
        };
        start..end
    }

    /// What a range covers, line by line, each from left to right.
    #[must_use]
    pub fn runs(&self, range: Range<usize>) -> Vec<Run> {
        let from = self.cells.partition_point(|cell| cell.end <= range.start);
        let to = self.cells.partition_point(|cell| cell.start < range.end);
        let mut runs = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let start = from.max(line.cells.start);
            let end = to.min(line.cells.end);
            if start < end {
                // White space at a line's end is not marked.
                let mut visible = self.cells[line.cells.start..end].iter();
                let visible = visible.rposition(|cell| !cell.space && cell.width > 0.0);
                let visible = visible.map_or(end, |at| line.cells.start + at + 1);
                let end = if to >= line.cells.end {
                    visible.max(start + 1).min(end)
                } else {
                    end
                };
                let ends = (start == from, to <= line.cells.end);
                self.runs_of_line(number, start..end, ends, &mut runs);
            }
        }
        runs
    }

    fn runs_of_line(
        &self,
        number: usize,
        chosen: Range<usize>,
        (begins, finishes): (bool, bool),
        runs: &mut Vec<Run>,
    ) {
        let all_hidden = self.cells[chosen.clone()].iter().all(|c| c.width <= 0.0);
        let shown = |place: &usize| all_hidden || self.cells[*place].width > 0.0;
        let first = chosen.clone().find(shown);
        let last = chosen.clone().rfind(shown);
        let mut open: Option<(Run, bool)> = None;
        for piece in &self.lines[number].order {
            let piece = &self.pieces[*piece];
            let mut put = |place: usize| {
                let cell = &self.cells[place];
                if !chosen.contains(&place) {
                    if cell.width > 0.0 {
                        runs.extend(open.take().map(|(run, _)| run));
                    }
                } else if shown(&place) {
                    let (run, uniform) = open.get_or_insert((
                        Run {
                            line: number,
                            left: cell.left,
                            right: cell.right,
                            first: false,
                            last: false,
                            rtl: cell.rtl,
                        },
                        true,
                    ));
                    run.right = cell.right;
                    run.first |= begins && first == Some(place);
                    run.last |= finishes && last == Some(place);
                    *uniform &= run.rtl == cell.rtl;
                    if !*uniform {
                        run.rtl = self.base.is_rtl();
                    }
                }
            };
            if piece.level.is_rtl() {
                piece.cells.clone().rev().for_each(&mut put);
            } else {
                piece.cells.clone().for_each(&mut put);
            }
        }
        runs.extend(open.map(|(run, _)| run));
    }
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
