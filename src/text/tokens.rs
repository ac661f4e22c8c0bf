//! Words, numbers and marks: the units in which matchers read.

use super::ByteRange;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between them, and abbreviations with inner points: `Niger`,
    /// `O'Brien`, `U.S.`.
    Word,
    /// Digits with separators between them: `650`, `1,500`, `2.5`.
    Number,
    /// A possessive ending: `'s`, `’s`, or the bare apostrophe after a plural.
    Possessive,
    /// One character of anything else that is not white space.
    Mark,
}

/// One token of a text. Bytes of the whole article; 32 bits are enough, since an article larger
/// than 4 GB is refused when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: TokenKind,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it begins a sentence.
    pub opens_sentence: bool,
}

impl Token {
    #[must_use]
    pub fn range(self) -> ByteRange {
        ByteRange {
            start: self.start as usize,
            end: self.end as usize,
        }
    }
}

/// Appends the tokens of `text[range]` to `out`, sentence starts marked. Linear.
pub fn tokenise(text: &str, range: ByteRange, out: &mut Vec<Token>) {
    let first = out.len();
    let part = &text[range.as_range()];
    let first_quote = memchr::memchr(b'\'', part.as_bytes()).unwrap_or(part.len());
    let mut at = 0;
    while let Some(&byte) = part.as_bytes().get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let Some(c) = part[at..].chars().next() else {
            break;
        };
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let previous = out.last().filter(|_| out.len() > first).copied();
        let (kind, length) =
            if let Some(length) = possessive(part, at, previous, range.start, first_quote) {
                (TokenKind::Possessive, length)
            } else if c.is_alphabetic() {
                (TokenKind::Word, word_length(&part[at..]))
            } else if c.is_numeric() {
                (TokenKind::Number, number_length(&part[at..]))
            } else {
                (TokenKind::Mark, c.len_utf8())
            };
        let start = range.start + at;
        out.push(Token {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(start + length).unwrap_or(u32::MAX),
            kind,
            capital: c.is_uppercase(),
            opens_sentence: false,
        });
        at += length;
    }
    super::sentences::mark_starts(text, &mut out[first..]);
}

/// Zero-width and direction characters take no part in a word and none in a token of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The length of a possessive ending at `at`, directly behind a word. `first_quote` is where the
/// first plain apostrophe stands: one behind it may close a quotation.
fn possessive(
    part: &str,
    at: usize,
    previous: Option<Token>,
    base: usize,
    first_quote: usize,
) -> Option<usize> {
    let mut chars = part[at..].chars();
    let apostrophe = chars.next().filter(|c| is_apostrophe(*c))?;
    let previous = previous.filter(|p| p.range().end == base + at && p.kind != TokenKind::Mark)?;
    let rest = &part[at + apostrophe.len_utf8()..];
    let mut after = rest.chars();
    if let Some('s' | 'S') = after.next()
        && !after.next().is_some_and(char::is_alphanumeric)
    {
        return Some(apostrophe.len_utf8() + 1);
    }
    let plural = part[..previous.range().end - base].ends_with(['s', 'S']);
    let closes = rest.chars().next().is_none_or(|c| c.is_whitespace());
    (plural && closes && (apostrophe == '’' || first_quote >= at)).then_some(apostrophe.len_utf8())
}

/// Letters and combining marks; apostrophes and points only between letters, and a last point
/// where points stood between single letters (`U.S.`, `a.m.`).
fn word_length(s: &str) -> usize {
    // Most words are plain letters with nothing behind them that could belong to them.
    let bytes = s.as_bytes();
    let plain = bytes
        .iter()
        .position(|b| !b.is_ascii_alphabetic())
        .unwrap_or(bytes.len());
    if plain > 0 && !matches!(bytes.get(plain), Some(b'\'' | b'.' | 0x80..)) {
        return plain;
    }
    let mut end = 0;
    let mut letters_since_point = 0;
    let mut points = 0;
    let mut chars = s.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        if c.is_alphabetic() || is_combining(c) {
            letters_since_point += usize::from(c.is_alphabetic());
            end = at + c.len_utf8();
        } else if is_apostrophe(c) && next.is_some_and(char::is_alphabetic) {
            let rest = &s[at + c.len_utf8()..];
            let ending = rest.starts_with(['s', 'S'])
                && !rest[1..].chars().next().is_some_and(char::is_alphanumeric);
            if ending {
                break;
            }
            end = at + c.len_utf8();
        } else if c == '.' && letters_since_point == 1 {
            if next.is_some_and(char::is_alphabetic) {
                points += 1;
                letters_since_point = 0;
                end = at + 1;
            } else {
                if points > 0 {
                    end = at + 1;
                }
                break;
            }
        } else {
            break;
        }
    }
    // `U.Street` is no abbreviation: cut behind the first letter.
    if points > 0 && letters_since_point > 1 {
        return s.find('.').unwrap_or(end);
    }
    end
}

fn is_combining(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{640}')
}

/// Digits, and between digits the separators that numbers are written with.
fn number_length(s: &str) -> usize {
    let mut end = 0;
    let mut chars = s.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let digit_next = chars.peek().is_some_and(|&(_, n)| n.is_numeric());
        if c.is_numeric() {
            end = at + c.len_utf8();
        } else if !(digit_next && matches!(c, '.' | ',' | '\'' | '’' | '\u{66B}' | '\u{66C}')) {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        tokenise(text, ByteRange::new(0, text.len()), &mut tokens);
        let words: Vec<_> = tokens.iter().map(|t| &text[t.range().as_range()]).collect();
        assert_eq!(words, expected, "in {text:?}");
    }

    #[test]
    fn news_is_cut_into_words_numbers_and_marks() {
        check(
            "About 650 U.S. troops.",
            &["About", "650", "U.S.", "troops", "."],
        );
        check(
            "Niger’s rulers’ aim",
            &["Niger", "’s", "rulers", "’", "aim"],
        );
        check("O'Brien said 'no'", &["O'Brien", "said", "'", "no", "'"]);
        check("$1,500.50, 2.5m", &["$", "1,500.50", ",", "2.5", "m"]);
        check("high-level F-16", &["high", "-", "level", "F", "-", "16"]);
        check("at 9 a.m. in D.C.", &["at", "9", "a.m.", "in", "D.C."]);
        check("J. Smith", &["J", ".", "Smith"]);
        check("", &[]);
    }

    #[test]
    fn other_scripts_are_words_too() {
        check("قُتل 12 شخصا", &["قُتل", "12", "شخصا"]);
        check("l’ONU, où", &["l’ONU", ",", "où"]);
        check("शांति वार्ता", &["शांति", "वार्ता"]);
    }
}
