//! Characters that nobody sees, and that can make a text read otherwise than it is: controls,
//! characters that turn the direction of others, and spaces without width.
//!
//! Joiners are left out: Persian, the scripts of India and emoji need them, and they show in how
//! the letters beside them look.

use std::borrow::Cow;

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
