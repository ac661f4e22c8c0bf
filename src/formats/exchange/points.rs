//! Offsets as other programs count them.

use std::cell::Cell;

use crate::text::{Article, ByteRange};

/// What a format's offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Unicode code points, as Python counts.
    CodePoints,
    /// UTF-16 code units, as Java and JavaScript count.
    Utf16,
    /// There are none: text stands in tokens.
    Tokens,
}

impl Unit {
    /// How many units a character takes.
    const fn length(self, c: char) -> usize {
        match self {
            Self::Utf16 => c.len_utf16(),
            Self::CodePoints | Self::Tokens => 1,
        }
    }

    /// In words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::CodePoints => "Unicode code points",
            Self::Utf16 => "UTF-16 code units",
            Self::Tokens => "tokens",
        }
    }
}

/// So many bytes lie between two waymarks.
const STEP: usize = 2048;

/// Converts the positions of one article: bytes to units and back. Making one is linear in the text;
/// each conversion then costs at most two steps of it, and positions in reading order cost what lies
/// between them.
#[derive(Debug)]
pub struct Points<'a> {
    article: &'a Article,
    unit: Unit,
    /// The byte of each waymark, and the units before it.
    waymarks: Vec<(usize, usize)>,
    /// The same of the place that was asked for last.
    last: Cell<(usize, usize)>,
}

impl<'a> Points<'a> {
    /// Tokens are counted as code points here: formats of tokens hold no offsets.
    #[must_use]
    pub fn new(article: &'a Article, unit: Unit) -> Self {
        let mut waymarks = vec![(0, 0)];
        let (mut units, mut next) = (0, STEP);
        for (at, c) in article.text().char_indices() {
            if at >= next {
                waymarks.push((at, units));
                next = at + STEP;
            }
            units += unit.length(c);
        }
        Self {
            article,
            unit,
            waymarks,
            last: Cell::new((0, 0)),
        }
    }

    #[must_use]
    pub fn article(&self) -> &'a Article {
        self.article
    }

    /// Where a byte stands. It must be at a character's boundary.
    #[must_use]
    pub fn point(&self, byte: usize) -> usize {
        let mut known = self.last.get();
        if byte < known.0 || byte - known.0 > STEP {
            known = self.waymarks[self.waymarks.partition_point(|mark| mark.0 <= byte) - 1];
        }
        let between = self.article.text().get(known.0..byte).unwrap_or_default();
        let units = between.chars().map(|c| self.unit.length(c));
        let point = known.1 + units.sum::<usize>();
        self.last.set((byte, point));
        point
    }

    /// The byte of a position; nothing behind the end of the text or within a character.
    #[must_use]
    pub fn byte(&self, point: usize) -> Option<usize> {
        let mut known = self.last.get();
        if point < known.1 || point - known.1 > STEP {
            known = self.waymarks[self.waymarks.partition_point(|mark| mark.1 <= point) - 1];
        }
        let (at, mut units) = known;
        let rest = self.article.text().get(at..)?;
        let mut chars = rest.char_indices();
        let within = loop {
            match chars.next() {
                Some((within, _)) if units >= point => break within,
                Some((_, c)) => units += self.unit.length(c),
                None => break rest.len(),
            }
        };
        let found = (units == point).then_some(at + within)?;
        self.last.set((found, point));
        Some(found)
    }

    /// Both ends of a range.
    #[must_use]
    pub fn points(&self, range: ByteRange) -> (usize, usize) {
        (self.point(range.start), self.point(range.end))
    }

    /// The range between two positions; nothing where it is empty, reversed or outside.
    #[must_use]
    pub fn range(&self, start: usize, end: usize) -> Option<ByteRange> {
        if start >= end {
            return None;
        }
        Some(ByteRange::new(self.byte(start)?, self.byte(end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_counts_as_its_programs_do() {
        let article = Article::from_text("a", "🚨 Rebels killed 650 troops in Aleppo.");
        let start = article.text().find("650").unwrap();
        let range = ByteRange::new(start, start + "650 troops".len());
        for (unit, expected) in [(Unit::CodePoints, (16, 26)), (Unit::Utf16, (17, 27))] {
            let points = Points::new(&article, unit);
            assert_eq!(points.points(range), expected);
            assert_eq!(points.range(expected.0, expected.1), Some(range));
        }
        // Half of the siren is no place.
        assert_eq!(Points::new(&article, Unit::Utf16).byte(1), None);
    }

    #[test]
    fn every_boundary_of_a_long_text_comes_back() {
        let text = "a🚨é\u{301}\r\nمرحبا 漢 ".repeat(700);
        let article = Article::from_text("a", text.as_str());
        let points = Points::new(&article, Unit::Utf16);
        let mut units = 0;
        for (at, c) in text.char_indices().step_by(1) {
            if at % 37 == 0 {
                assert_eq!((points.point(at), points.byte(units)), (units, Some(at)));
            }
            units += c.len_utf16();
        }
        assert_eq!(points.point(text.len()), units);
        assert_eq!(points.byte(units), Some(text.len()));
        assert_eq!(points.byte(units + 1), None);
    }
}
