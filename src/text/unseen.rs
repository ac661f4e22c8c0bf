//! Characters that nobody sees, and that can make a text read otherwise than it is: controls,
//! characters that turn the direction of others, and spaces without width.
//!
//! Joiners are left out: Persian, the scripts of India and emoji need them, and they show in how
//! the letters beside them look.

use std::borrow::Cow;
use std::ops::Range;

/// The short name of a character that nobody sees, as the Unicode standard abbreviates it; nothing
/// for the others, and for tabs and line ends.
fn unseen_name(c: char) -> Option<&'static str> {
    const CONTROLS: [&str; 32] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
        "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB",
        "ESC", "FS", "GS", "RS", "US",
    ];
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\0'..='\u{1F}' => CONTROLS.get(c as usize).copied()?,
        '\u{7F}' => "DEL",
        '\u{80}'..='\u{9F}' => "C1",
        '\u{AD}' => "SHY",
        '\u{61C}' => "ALM",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "HF",
        '\u{180E}' => "MVS",
        '\u{200B}' => "ZWSP",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{2028}' => "LSEP",
        '\u{2029}' => "PSEP",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2061}'..='\u{2064}' => "MATH",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{206A}'..='\u{206F}' => "FORMAT",
        '\u{FEFF}' => "BOM",
        '\u{FFF9}'..='\u{FFFB}' => "NOTE",
        '\u{E0000}'..='\u{E007F}' => "TAG",
        _ => return None,
    })
}

/// The characters of a text that nobody sees: where they stand, in bytes, and their names.
pub fn unseen(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let mut flag = false;
    text.char_indices().filter_map(move |(at, c)| {
        // The flags of Scotland and Wales are an emoji and tags behind it.
        flag = c == '\u{1F3F4}' || (flag && matches!(c, '\u{E0000}'..='\u{E007F}'));
        let name = unseen_name(c)?;
        (!flag).then_some((at, name))
    })
}

/// Whether a character steers a terminal or the order of a line: controls, tabs and line ends
/// among them, and those that set the direction of what follows. A part of what nobody sees.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The characters that turn the direction of what follows them and are still in force at a place:
/// embeddings and overrides until PDF, isolates until PDI, all of them until the paragraph ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenTurns {
    stack: Vec<char>,
    /// How many are nested deeper than the algorithm goes.
    beyond: usize,
}

impl OpenTurns {
    /// The depth that the Unicode Bidirectional Algorithm knows: BD2.
    const DEEPEST: usize = 125;

    /// Reads one character. O(1), but for a PDI, which closes what was opened inside its isolate.
    pub fn read(&mut self, c: char) {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}' => {
                if self.stack.len() < Self::DEEPEST {
                    self.stack.push(c);
                } else {
                    self.beyond += 1;
                }
            }
            '\u{202C}' | '\u{2069}' if self.beyond > 0 => self.beyond -= 1,
            // Never past the start of an isolate.
            '\u{202C}' if self.stack.last().is_some_and(|open| !isolates(*open)) => {
                self.stack.pop();
            }
            '\u{2069}' => {
                if let Some(at) = self.stack.iter().rposition(|open| isolates(*open)) {
                    self.stack.truncate(at);
                }
            }
            _ => {}
        }
    }

    /// Tells the direction of the innermost isolate, where it waits for the first letter in it.
    pub fn decide(&mut self, rtl: bool) {
        let isolate = self.stack.iter_mut().rfind(|open| isolates(**open));
        if let Some(open) = isolate.filter(|open| **open == '\u{2068}') {
            *open = if rtl { '\u{2067}' } else { '\u{2066}' };
        }
    }

    /// The characters in force, the outermost first.
    #[must_use]
    pub fn open(&self) -> &[char] {
        &self.stack
    }
}

fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

/// A stretch of a text in whose direction characters meddle that nobody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Bytes, with the characters that open and close it.
    pub range: Range<usize>,
    /// The name of the character that opens it.
    pub name: &'static str,
    /// Whether every letter in it, or in a part of it, is made to run one way.
    pub overridden: bool,
    /// Whether it is open where the text begins.
    pub begun: bool,
    /// Whether a character closes it; else it lasts until the paragraph ends.
    pub closed: bool,
}

/// The stretches of a text that are turned, the outermost only. `open` is in force where it begins.
/// Linear.
#[must_use]
pub fn turned(text: &str, open: &OpenTurns) -> Vec<Turned> {
    let overrides = |c: &char| matches!(c, '\u{202D}' | '\u{202E}');
    let mut state = open.clone();
    let mut found = Vec::new();
    let mut current = state.open().first().map(|first| Turned {
        range: 0..text.len(),
        name: unseen_name(*first).unwrap_or_default(),
        overridden: state.open().iter().any(overrides),
        begun: true,
        closed: false,
    });
    if text.is_ascii() {
        return current.into_iter().collect();
    }
    for (at, c) in text.char_indices() {
        if !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            continue;
        }
        state.read(c);
        let end = at + c.len_utf8();
        match &mut current {
            None if !state.open().is_empty() => {
                current = Some(Turned {
                    range: at..text.len(),
                    name: unseen_name(c).unwrap_or_default(),
                    overridden: overrides(&c),
                    begun: false,
                    closed: false,
                });
            }
            Some(stretch) => {
                stretch.overridden |= overrides(&c);
                if state.open().is_empty() {
                    stretch.range.end = end;
                    stretch.closed = true;
                    found.extend(current.take());
                }
            }
            None => {}
        }
    }
    found.extend(current);
    found
}

/// A text in which every character can be seen: `‹RLO›` stands for one that cannot. For lists and
/// messages, where nothing counts its characters.
#[must_use]
pub fn made_visible(text: &str) -> Cow<'_, str> {
    let mut found = unseen(text).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (at, name) in found {
        shown.push_str(&text[from..at]);
        shown.push('‹');
        shown.push_str(name);
        shown.push('›');
        from = at + text[at..].chars().next().map_or(0, char::len_utf8);
    }
    shown.push_str(&text[from..]);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_among_what_nobody_sees() {
        for c in '\0'..='\u{10FFFF}' {
            if steers(c) && !matches!(c, '\t' | '\n' | '\r') {
                assert!(unseen_name(c).is_some(), "{c:?}");
            }
        }
    }

    #[test]
    fn turned_stretches_end_where_they_are_closed_or_with_the_text() {
        // `[` and `]` stand around what is told, `+` before what overrides, `…` behind what is open.
        for (text, expected) in [
            ("plain", "plain"),
            ("to \u{202E}nomel\u{202C} sold", "to +[RLO nomel] sold"),
            (
                "a \u{202B}b \u{202D}c\u{202C} d\u{202C} e",
                "a +[RLE b c d] e",
            ),
            ("a \u{2067}b", "a [RLI b…]"),
            // A PDF does not end an isolate; a PDI ends what stands open inside it.
            ("\u{2066}a\u{202C}b\u{202E}c\u{2069}d", "+[LRI abc]d"),
            ("\u{202E}a\u{2069}b", "+[RLO ab…]"),
            ("\u{202C}a\u{2069}b", "ab"),
            ("\u{202A}a\u{202C}\u{2068}b\u{2069}", "[LRE a][FSI b]"),
        ] {
            let seen = |part: &str| -> String { part.chars().filter(|c| !steers(*c)).collect() };
            let mut told = String::new();
            let mut from = 0;
            for stretch in turned(text, &OpenTurns::default()) {
                told += &seen(&text[from..stretch.range.start]);
                told += if stretch.overridden { "+[" } else { "[" };
                told += &format!("{} {}", stretch.name, seen(&text[stretch.range.clone()]));
                told += if stretch.closed { "]" } else { "…]" };
                from = stretch.range.end;
            }
            told += &seen(&text[from..]);
            assert_eq!(told, expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_that_begins_inside_a_turned_stretch_says_so() {
        let mut open = OpenTurns::default();
        "\u{2068}x \u{202E}".chars().for_each(|c| open.read(c));
        open.decide(true);
        assert_eq!(open.open(), ['\u{2067}', '\u{202E}']);
        let found = turned("ab\u{202C}c\u{2069}d", &open);
        assert_eq!(found.len(), 1);
        assert!(found[0].begun && found[0].overridden && found[0].closed);
        assert_eq!(found[0].range, 0..9);
        let found = turned("ab", &open);
        assert!(found.len() == 1 && !found[0].closed);
    }

    #[test]
    fn nesting_without_end_stays_cheap_and_is_closed_in_order() {
        let deep = "\u{202B}".repeat(100_000);
        let text = format!("{deep}a{}b", "\u{202C}".repeat(100_000));
        let found = turned(&text, &OpenTurns::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].range, 0..text.len() - 1);
    }

    #[test]
    fn what_nobody_sees_is_named() {
        for (text, expected) in [
            (
                "Plain text,\r\n\twith 3 lines",
                "Plain text,\r\n\twith 3 lines",
            ),
            ("to \u{202E}nomel\u{202C} sold", "to ‹RLO›nomel‹PDF› sold"),
            ("\u{1B}[31mred", "‹ESC›[31mred"),
            ("a\u{200B}b\u{AD}c\u{FEFF}", "a‹ZWSP›b‹SHY›c‹BOM›"),
            (
                "می\u{200C}خواهد 👨\u{200D}👩",
                "می\u{200C}خواهد 👨\u{200D}👩",
            ),
            (
                "🏴\u{E0067}\u{E0062}\u{E007F} x\u{E0067}",
                "🏴\u{E0067}\u{E0062}\u{E007F} x‹TAG›",
            ),
            ("\u{85}é", "‹C1›é"),
        ] {
            assert_eq!(made_visible(text), expected, "{text:?}");
        }
    }
}
