//! Where the paragraphs of a text are.

use super::ByteRange;

/// The paragraphs of a text: its lines, as news has one paragraph a line. A paragraph's range
/// leaves out its line end (`\n` or `\r\n`). There is always at least one.
#[derive(Debug)]
pub struct Paragraphs {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Paragraphs {
    /// Linear in the text, at the speed of a search for line ends.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut ends = Vec::new();
        for newline in memchr::memchr_iter(b'\n', bytes) {
            let carriage = newline > *starts.last().unwrap_or(&0) && bytes[newline - 1] == b'\r';
            ends.push(newline - usize::from(carriage));
            starts.push(newline + 1);
        }
        ends.push(text.len());
        Self { starts, ends }
    }

    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The range of paragraph `index`, without its line end.
    ///
    /// # Panics
    /// Where there is no such paragraph.
    #[must_use]
    pub fn range(&self, index: usize) -> ByteRange {
        ByteRange {
            start: self.starts[index],
            end: self.ends[index],
        }
    }

    /// The paragraph in which a byte position lies; one within a line end belongs to the
    /// paragraph before it. A binary search.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte) - 1
    }

    /// The paragraphs that a range touches.
    #[must_use]
    pub fn touching(&self, range: ByteRange) -> std::ops::RangeInclusive<usize> {
        self.at(range.start)..=self.at(range.end.max(range.start))
    }

    pub fn iter(&self) -> impl Iterator<Item = ByteRange> + '_ {
        (0..self.len()).map(|i| self.range(i))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let paragraphs = Paragraphs::new(text);
        let found: Vec<_> = paragraphs.iter().map(|r| &text[r.as_range()]).collect();
        assert_eq!(found, expected, "in {text:?}");
        for (i, range) in paragraphs.iter().enumerate() {
            assert_eq!(paragraphs.at(range.start), i);
            assert_eq!(paragraphs.at(range.end), i);
        }
    }

    #[test]
    fn paragraphs_are_lines_without_their_ends() {
        check("", &[""]);
        check("one", &["one"]);
        check("one\ntwo\n", &["one", "two", ""]);
        check("one\r\n\r\ntwo", &["one", "", "two"]);
        check("\r\n", &["", ""]);
        check("\n\n", &["", "", ""]);
    }
}
