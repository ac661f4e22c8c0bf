//! What a block needs to know of the paragraph that it is cut from, so that its letters run as
//! they would in the whole.
//!
//! Found in one pass over the paragraph; laying out a block then costs the block.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, bidi_class};

use super::bidi::{Around, base_of, turns};
use crate::text::{ByteRange, OpenTurns};

/// How much text before and behind a block is read with it: letters that decide which way the
/// digits and signs at its ends run.
const CONTEXT: usize = 256;
/// How far back a stretch that is no block looks for the start of its paragraph.
const LOOK_BACK: usize = 16 * 1024;

/// What is known of the paragraph at the start of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    base: Level,
    /// Where the text begins that is read with the block, and what is in force there.
    from: usize,
    open_before: OpenTurns,
    /// What is in force where the block begins.
    open: OpenTurns,
}

impl Lead {
    /// The leads of the blocks of a paragraph, which follow on each other; nothing where no letter
    /// runs from right to left and nothing turns one. Linear in the paragraph.
    #[must_use]
    pub fn of_blocks(text: &str, paragraph: ByteRange, blocks: &[ByteRange]) -> Vec<Self> {
        let words = &text[paragraph.as_range()];
        let plain =
            |c: char| !turns(c) && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if words.is_ascii() || words.chars().all(plain) {
            return Vec::new();
        }
        let base = base_of(words);
        let mut open = OpenTurns::default();
        let mut leads = Vec::with_capacity(blocks.len());
        let mut at = paragraph.start;
        for block in blocks {
            let from = text
                .floor_char_boundary(block.start.saturating_sub(CONTEXT))
                .max(at);
            read(&mut open, &text[at..from]);
            let open_before = open.clone();
            read(&mut open, &text[from..block.start]);
            at = block.start;
            leads.push(Self {
                base,
                from,
                open_before,
                open: open.clone(),
            });
        }
        leads
    }

    /// The lead of a stretch that is no block, as far as 16 KB before it tell.
    #[must_use]
    pub fn of_stretch(text: &str, range: ByteRange) -> Option<Self> {
        let earliest = text.floor_char_boundary(range.start.saturating_sub(LOOK_BACK));
        let before = &text.as_bytes()[earliest..range.start];
        let start = memchr::memrchr(b'\n', before).map_or(earliest, |at| earliest + at + 1);
        if start == range.start {
            return None;
        }
        let known = ByteRange::new(start, range.end);
        Self::of_blocks(text, known, &[range]).pop()
    }

    /// What is in force where the block begins.
    #[must_use]
    pub fn open(&self) -> &OpenTurns {
        &self.open
    }

    /// Whether text can be turned here that has no letters from right to left.
    #[must_use]
    pub fn turns(&self) -> bool {
        self.base.is_rtl() || !self.open.open().is_empty()
    }

    /// The surroundings of the block.
    #[must_use]
    pub fn around<'a>(&'a self, text: &'a str, block: Range<usize>) -> Around<'a> {
        let end = text.floor_char_boundary((block.end + CONTEXT).min(text.len()));
        let after = &text[block.end..end];
        Around {
            base: self.base,
            open: self.open_before.open(),
            before: &text[self.from..block.start],
            after: after.split('\n').next().unwrap_or_default(),
        }
    }
}

/// Reads on: what is opened and closed, and which way an isolate runs that waits for a letter.
fn read(open: &mut OpenTurns, text: &str) {
    let waits = |open: &OpenTurns| {
        let isolate = open
            .open()
            .iter()
            .rfind(|c| matches!(c, '\u{2066}'..='\u{2068}'));
        isolate == Some(&'\u{2068}')
    };
    let mut waiting = waits(open);
    for c in text.chars() {
        if matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            open.read(c);
            waiting = waits(open);
        } else if waiting {
            let rtl = match bidi_class(c) {
                BidiClass::L => false,
                BidiClass::R | BidiClass::AL => true,
                _ => continue,
            };
            open.decide(rtl);
            waiting = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_bidi::ParagraphBidiInfo;

    use super::*;

    /// The levels of a paragraph put together from blocks of about this many bytes.
    fn levels_in_blocks(text: &str, length: usize) -> Vec<Level> {
        let mut blocks = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let end = text.floor_char_boundary((start + length).min(text.len()));
            let end = if end > start {
                end
            } else {
                text.ceil_char_boundary(start + 1)
            };
            blocks.push(ByteRange::new(start, end));
            start = end;
        }
        let leads = Lead::of_blocks(text, ByteRange::new(0, text.len()), &blocks);
        let mut levels = Vec::new();
        for (place, block) in blocks.iter().enumerate() {
            let words = &text[block.as_range()];
            match leads.get(place) {
                Some(lead) => levels.extend(lead.around(text, block.as_range()).levels(words)),
                None => levels.extend(Around::nothing(base_of(words)).levels(words)),
            }
        }
        levels
    }

    fn whole(text: &str) -> Vec<Level> {
        ParagraphBidiInfo::new(text, Some(base_of(text))).levels
    }

    #[test]
    fn a_paragraph_cut_into_blocks_keeps_its_levels() {
        let sentence = "قتل 12 شخصا (Paris, 3.5%) في «حلب» أمس. Two officials said so; ";
        let isolate = "\u{2068}in \u{202E}Paris 12\u{202C} (x) ";
        for text in [
            sentence.repeat(40),
            format!("{}{}", "12, 13; ".repeat(100), sentence.repeat(20)),
            format!(
                "{}{}\u{2069}{}",
                isolate,
                "a b 1 ".repeat(200),
                sentence.repeat(9)
            ),
            format!("\u{202E}{}", "plain text all turned round ".repeat(40)),
            format!(
                "\u{2068}{}שלום{}",
                ", 1 ".repeat(10),
                " latin 12".repeat(200)
            ),
        ] {
            for length in [300, 700, 1500] {
                assert_eq!(
                    levels_in_blocks(&text, length),
                    whole(&text),
                    "{length}: {text:.60}"
                );
            }
        }
    }

    #[test]
    fn a_paragraph_without_such_letters_needs_no_lead() {
        let text = "Niger’s junta – “plain” 马里 ".repeat(100);
        let blocks = [ByteRange::new(0, 600), ByteRange::new(600, text.len())];
        assert!(Lead::of_blocks(&text, ByteRange::new(0, text.len()), &blocks).is_empty());
    }

    #[test]
    fn a_stretch_far_into_a_paragraph_does_not_read_all_of_it() {
        let text = format!("שלום {}", "a ".repeat(1_000_000));
        let near = ByteRange::new(1000, 1100);
        let far = ByteRange::new(1_500_000, 1_500_100);
        assert!(Lead::of_stretch(&text, near).expect("a lead").turns());
        assert_eq!(Lead::of_stretch(&text, far), None);
    }

    proptest! {
        #[test]
        fn words_of_both_directions_keep_their_levels_across_cuts(
            parts in prop::collection::vec("[א-ת]{1,5}|[a-z]{1,5}|[0-9.,]{1,4}|\u{202B}|\u{202C}|\u{2067}|\u{2069}| ", 40..200)
        ) {
            // A letter on each side of a cut within reach, and no brackets, which pair across it.
            let text = parts.join(" ");
            let found = levels_in_blocks(&text, 400);
            let expected = whole(&text);
            prop_assert_eq!(found.len(), expected.len());
            // A neutral between two runs may only be told by what lies beyond the context; letters
            // are never wrong.
            for (at, c) in text.char_indices() {
                if c.is_alphabetic() {
                    prop_assert_eq!(found[at], expected[at], "at {} of {:?}", at, text);
                }
            }
        }
    }
}
