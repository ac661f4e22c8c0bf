//! Bytes to code points and back.

/// Bytes between two waymarks. A conversion scans at most this much text.
const BLOCK: usize = 2048;

/// Converts between byte positions and code-point offsets without scanning from the top: one
/// waymark every 2 KB, so a conversion is a division and a scan within one block.
#[derive(Debug, Default)]
pub struct OffsetIndex {
    /// For block `i`: the code points before byte `i * BLOCK`. A character that straddles the
    /// edge counts to the block in which it begins.
    before: Vec<usize>,
    code_points: usize,
}

impl OffsetIndex {
    /// Linear in the text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(count);
            count += starts(block);
        }
        if before.is_empty() {
            before.push(0);
        }
        Self {
            before,
            code_points: count,
        }
    }

    /// Length of the text in code points.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.code_points
    }

    /// Code points before `byte`, which must be at a character boundary; beyond the end it is
    /// the length.
    #[must_use]
    pub fn to_code_point(&self, text: &str, byte: usize) -> usize {
        if byte >= text.len() {
            return self.code_points;
        }
        let block = byte / BLOCK;
        self.before[block] + starts(&text.as_bytes()[block * BLOCK..byte])
    }

    /// The byte at which code point `code_point` begins; the length of the text for the offset
    /// behind the last one; nothing beyond.
    #[must_use]
    pub fn to_byte(&self, text: &str, code_point: usize) -> Option<usize> {
        if code_point >= self.code_points {
            return (code_point == self.code_points).then_some(text.len());
        }
        let block = self.before.partition_point(|&n| n <= code_point) - 1;
        let mut left = code_point - self.before[block];
        let from = block * BLOCK;
        for (i, byte) in text.as_bytes()[from..].iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from + i);
                }
                left -= 1;
            }
        }
        None
    }
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| is_start(**b)).count()
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) {
        let index = OffsetIndex::new(text);
        assert_eq!(index.code_points(), text.chars().count());
        let bytes = text.char_indices().map(|(b, _)| b).chain([text.len()]);
        for (code_point, byte) in bytes.enumerate() {
            assert_eq!(index.to_code_point(text, byte), code_point, "byte {byte}");
            assert_eq!(index.to_byte(text, code_point), Some(byte));
        }
        assert_eq!(index.to_byte(text, index.code_points() + 1), None);
    }

    #[test]
    fn every_position_of_a_text_converts_both_ways() {
        check("");
        check("a");
        check("🚨 Rebels killed 650 troops in Aleppo.");
        check(&"é".repeat(BLOCK));
        check(&format!("a{}", "🚨".repeat(BLOCK)));
    }

    proptest! {
        #[test]
        fn any_unicode_converts_both_ways(text in "\\PC{0,80}", times in 1usize..40) {
            check(&text.repeat(times));
        }
    }
}
