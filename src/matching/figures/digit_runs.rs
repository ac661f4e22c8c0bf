//! Numbers in digits over several tokens: "12 500", ".77", "2 1/2", "point two".
//!
//! What a single token says is known to [`super::digits`]; nothing here reads number words beyond
//! those behind "point".

use super::digits::{parse_digits, vulgar};
use super::number_words::small;
use super::words::Words;
use crate::matching::Language;

/// ".77", with nothing glued before the point.
pub(super) fn is_point_number(words: &Words<'_>, at: usize) -> bool {
    words.word(at) == "."
        && words.is_number(at + 1)
        && words.glued(at + 1)
        && (!words.glued(at) || words.is_dash(at.wrapping_sub(1)) || at == 0)
}

/// The value of digits that begin at `at`, grouped by spaces where the notation does so, and the
/// token behind them.
pub(super) fn digits(words: &Words<'_>, at: usize) -> Option<(usize, f64)> {
    if is_point_number(words, at) {
        let value = parse_digits(words.word(at + 1), words.language)?;
        let places = i32::try_from(words.word(at + 1).len()).unwrap_or(30);
        return (value.fract() == 0.0).then_some((at + 2, value / 10f64.powi(places)));
    }
    if !words.is_number(at) {
        return None;
    }
    let mut value = parse_digits(words.word(at), words.language)?;
    let mut end = at + 1;
    let opens = words.word(at).len() <= 3 && value.fract() == 0.0 && value > 0.0;
    while opens && end < at + 6 && words.is_number(end) && groups_by_space(words, end) {
        let word = words.word(end);
        let last = parse_digits(word, words.language)?;
        value = value * 1000.0 + last;
        end += 1;
        if word.len() > 3 {
            break;
        }
    }
    // "2 1/2" and "1 ½"
    if end == at + 1 && words.gap(end) == " " && value.fract() == 0.0 {
        if let Some(share) = vulgar(words.word(end)) {
            return Some((end + 1, value + share));
        }
        if words.word(end + 1) == "/"
            && words.glued(end + 1)
            && words.glued(end + 2)
            && words.is_number(end + 2)
            && let (Some(above), Some(below)) = (
                parse_digits(words.word(end), words.language),
                parse_digits(words.word(end + 2), words.language),
            )
            && above < below
            && [2.0, 3.0, 4.0, 8.0, 16.0].contains(&below)
            && !(words.word(end + 3) == "/" && words.glued(end + 3))
        {
            return Some((end + 3, value + above / below));
        }
    }
    Some((end, value))
}

/// Whether the space before token `at` separates thousands: three digits follow, and the space
/// does not break, or the language groups by spaces.
fn groups_by_space(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    let group = word.len() >= 3
        && word.bytes().take(3).all(|b| b.is_ascii_digit())
        && !word.as_bytes().get(3).is_some_and(u8::is_ascii_digit)
        && (word.len() == 3 || matches!(word.as_bytes()[3], b',' | b'.') && word.len() != 7);
    group
        && match words.gap(at) {
            "\u{A0}" | "\u{202F}" | "\u{2009}" => true,
            " " => {
                words.language != Language::English || word == "000" || grouped_beside(words, at)
            }
            _ => false,
        }
}

/// "1 234 567": in English a space separates thousands where two groups stand.
fn grouped_beside(words: &Words<'_>, at: usize) -> bool {
    let group = |i: usize| words.is_number(i) && words.word(i).len() == 3 && words.gap(i) == " ";
    let opens =
        |i: Option<usize>| i.is_some_and(|i| words.is_number(i) && words.word(i).len() <= 3);
    group(at)
        && !group(at + 2)
        && (group(at + 1) && opens(at.checked_sub(1)) || group(at.wrapping_sub(1)))
}

/// What stands behind "point": "two", "1", "seven seven".
pub(super) fn decimals(words: &Words<'_>, at: usize) -> Option<(usize, f64)> {
    if words.is_number(at) {
        let places = i32::try_from(words.word(at).len()).unwrap_or(30);
        let value = parse_digits(words.word(at), words.language)?;
        return (value.fract() == 0.0).then_some((at + 1, value / 10f64.powi(places)));
    }
    let (mut end, mut value, mut place) = (at, 0.0, 0.1);
    while end < at + 6
        && let Some(digit) = small(&words.lower(end)).filter(|v| *v < 10.0)
    {
        value += digit * place;
        place /= 10.0;
        end += 1;
    }
    (end > at).then_some((end, value))
}
