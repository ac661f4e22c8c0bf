//! Characters as they are read: graphemes (UAX #29).
//!
//! Only a stretch of text around a position is looked at, of at most [`REACH`] bytes on each side:
//! a kilobyte of combining marks or flags without an end is stepped through in parts.

use unicode_segmentation::GraphemeCursor;

use super::ByteRange;

/// No grapheme that anybody reads is longer.
const REACH: usize = 1024;

/// The text around a position, and where it begins.
fn around(text: &str, at: usize) -> (usize, &str) {
    // Begun at fixed places, so that neighbouring positions see flags paired alike.
    let start = (at / REACH).saturating_sub(1) * REACH;
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(at.saturating_add(REACH));
    (start, &text[start..end])
}

/// Whether a position does not lie inside a grapheme.
#[must_use]
pub fn is_grapheme_edge(text: &str, at: usize) -> bool {
    if at == 0 || at >= text.len() {
        return true;
    }
    let (base, part) = around(text, at);
    let mut cursor = GraphemeCursor::new(at - base, part.len(), true);
    cursor.is_boundary(part, 0).unwrap_or(true)
}

/// The next grapheme boundary behind `at`; the end of the text at the end.
#[must_use]
pub fn next_grapheme(text: &str, at: usize) -> usize {
    let (base, part) = around(text, at);
    let mut cursor = GraphemeCursor::new(at - base, part.len(), true);
    match cursor.next_boundary(part, 0) {
        Ok(Some(next)) => base + next,
        _ => text.len(),
    }
}

/// The grapheme boundary before `at`; 0 at the start.
#[must_use]
pub fn previous_grapheme(text: &str, at: usize) -> usize {
    let (base, part) = around(text, at);
    let mut cursor = GraphemeCursor::new(at - base, part.len(), true);
    match cursor.prev_boundary(part, 0) {
        Ok(Some(previous)) => base + previous,
        _ => 0,
    }
}

/// Widens a range to grapheme boundaries: no selection ends inside a character as read.
#[must_use]
pub fn snap_to_graphemes(text: &str, range: ByteRange) -> ByteRange {
    let mut snapped = range;
    if !is_grapheme_edge(text, range.start) {
        snapped.start = previous_grapheme(text, range.start);
    }
    if !is_grapheme_edge(text, range.end) {
        snapped.end = next_grapheme(text, range.end);
    }
    snapped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    proptest! {
        #[test]
        fn graphemes_are_those_of_the_whole_text(
            parts in prop::collection::vec("\\PC{1,4}|e\u{301}|🇫🇷🇩🇪|👩‍👩‍👧|क्षे|\r\n", 1..900),
        ) {
            let text = parts.concat();
            let all: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut at = 0;
            for pair in all.windows(2) {
                prop_assert_eq!(next_grapheme(&text, pair[0]), pair[1]);
                prop_assert_eq!(previous_grapheme(&text, pair[1]), pair[0]);
                while at < pair[1] {
                    if text.is_char_boundary(at) {
                        prop_assert_eq!(is_grapheme_edge(&text, at), at == pair[0], "{}", at);
                    }
                    at += 1;
                }
            }
        }
    }

    #[test]
    fn a_character_without_an_end_is_stepped_through_in_parts() {
        for unit in ["\u{301}", "🇫🇷", "👩\u{200D}"] {
            let text = format!("e{}", unit.repeat(50_000));
            for forward in [true, false] {
                let mut at = if forward { 0 } else { text.len() };
                for _ in 0..30 {
                    let next = if forward {
                        next_grapheme(&text, at)
                    } else {
                        previous_grapheme(&text, at)
                    };
                    assert!(
                        next != at && next.abs_diff(at) <= 2 * REACH + 8,
                        "{at} {next}"
                    );
                    at = next;
                }
            }
        }
    }
}
