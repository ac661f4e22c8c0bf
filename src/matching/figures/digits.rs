//! Runs of digits with separators, read by the habits of a language.
//!
//! Nothing here looks at more than one token.

use crate::matching::Language;

/// The longest run of digits that is a number; longer ones are identifiers.
const MOST_DIGITS: usize = 24;

/// A run of digits with separators, read by the habits of the language: "1,500.5", "1.500,5",
/// "2,5", "12,34,567", "1'500", "1½". Nothing for versions and other strings of points.
#[must_use]
pub fn parse_digits(word: &str, language: Language) -> Option<f64> {
    let mut plain = [0u8; 2 * MOST_DIGITS];
    let mut n = 0;
    let mut share = None;
    for c in word.chars() {
        let byte = match c {
            '0'..='9' | ',' | '.' => u8::try_from(c).ok()?,
            '\'' | '’' | '\u{66C}' => b'\'',
            '\u{66B}' => b'.',
            _ => match (decimal_digit(c), vulgar_char(c)) {
                (Some(d), _) => b'0' + d,
                (None, Some(part)) if share.is_none() => {
                    share = Some(part);
                    continue;
                }
                _ => return None,
            },
        };
        if n >= plain.len() || share.is_some() {
            return None;
        }
        plain[n] = byte;
        n += 1;
    }
    let plain = std::str::from_utf8(&plain[..n]).ok()?;
    if plain.is_empty() {
        return share;
    }
    Some(parse_plain(plain, language)? + share.unwrap_or(0.0))
}

/// Whether a run of digits has one mark and three digits behind it, so that it is thousands or
/// thousandths by the habits of the language: "1.234".
pub(super) fn is_ambiguous(word: &str) -> bool {
    let marks = word.bytes().filter(|b| matches!(b, b'.' | b',')).count();
    marks == 1 && (groups(word, '.') || groups(word, ','))
}

fn parse_plain(plain: &str, language: Language) -> Option<f64> {
    if plain.bytes().all(|b| b.is_ascii_digit()) {
        return (plain.len() <= MOST_DIGITS)
            .then(|| plain.parse().ok())
            .flatten();
    }
    let count = |mark: char| plain.matches(mark).count();
    let (commas, points) = (count(','), count('.'));
    let decimal = if commas > 0 && points > 0 {
        if plain.rfind(',') > plain.rfind('.') {
            ','
        } else {
            '.'
        }
    } else if points == 1 && !(language != Language::English && groups(plain, '.')) {
        '.'
    } else if commas == 1 && (!groups(plain, ',') || language == Language::French) {
        ','
    } else {
        '\0'
    };
    let (whole, fraction) = match plain.rsplit_once(decimal) {
        Some((whole, fraction)) if decimal != '\0' => (whole, fraction),
        _ => (plain, ""),
    };
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    if let Some(mark) = mark
        && (mark == decimal || !groups(whole, mark))
    {
        return None;
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut number = String::with_capacity(plain.len() + 2);
    number.extend(whole.chars().filter(char::is_ascii_digit));
    number.push('.');
    number.push_str(fraction);
    number.push('0');
    number.parse().ok()
}

/// Whether `mark` separates groups as thousands are written: the last of three digits, those
/// before it of two or three (in India), the first of one to three.
fn groups(whole: &str, mark: char) -> bool {
    let mut parts = whole.split(mark).peekable();
    let first = parts.next().unwrap_or("");
    let mut fits = (1..=3).contains(&first.len()) && first != "0";
    while let Some(part) = parts.next() {
        let all = part.bytes().all(|b| b.is_ascii_digit());
        let length = if parts.peek().is_none() {
            part.len() == 3
        } else {
            (2..=3).contains(&part.len())
        };
        fits &= all && length;
    }
    fits && first.bytes().all(|b| b.is_ascii_digit())
}

/// The value of a decimal digit of other scripts.
fn decimal_digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 6] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10];
    let code = u32::from(c);
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| u8::try_from(code - zero).ok())
}

pub(super) fn vulgar(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let share = vulgar_char(chars.next()?)?;
    chars.next().is_none().then_some(share)
}

fn vulgar_char(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}
