//! Numbers inside strings and codes: "F-16", "G20", telephone numbers, addresses of the network,
//! and points of the map.
//!
//! Each rule looks at a fixed number of tokens around the number.

use super::number_words::small;
use super::numeral::{Form, Numeral};
use super::words::Words;

/// Glued to letters or signs as names, codes and addresses are: "F-16", "G20", "787s", "#4".
pub(super) fn inside_string(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let first = n.first;
    if words.glued(first) && first > 0 {
        let before = words.word(first - 1);
        if words.is_word(first - 1) || words.is_number(first - 1) {
            return true;
        }
        if matches!(
            before,
            "/" | "#" | "@" | "_" | "&" | "?" | ":" | "\\" | "%" | "^" | "*"
        ) {
            return true;
        }
        if before == "+" && (words.glued(first - 1) || words.is_number(end)) {
            return true;
        }
        if before == "[" && words.word(end) == "]" && words.glued(end) {
            return true;
        }
        if matches!(before, "<" | ">")
            && words.glued(first - 1)
            && matches!(words.word(first.wrapping_sub(2)), "<" | "=")
        {
            return true;
        }
        if matches!(before, "." | "'" | "’") && words.glued(first - 1) && n.form == Form::Digits {
            return true;
        }
        if before == "’" || before == "'" {
            return words.is_number(first) && words.word(first).len() == 2;
        }
        if words.is_dash(first - 1) && words.glued(first - 1) && first > 1 {
            let digits = words.is_number(first);
            let stem = words.lower(first - 2);
            let word = words.is_word(first - 2) && small(&stem).is_none();
            if digits && (word || words.is_number(first - 2)) {
                return true;
            }
            if word && !digits && !words.glued(first - 2) {
                return true;
            }
        }
    }
    // "20 7946 0958": four numbers in a row are a telephone number or a table
    if n.end == first + 1 && words.is_number(first) {
        let from =
            (1..=3).take_while(|k| first.checked_sub(*k).is_some_and(|i| words.is_number(i)));
        let to = (0..3).take_while(|k| words.is_number(end + k));
        if from.count() + to.count() >= 3 {
            return true;
        }
    }
    if words.glued(end) {
        let behind = words.word(end);
        if words.is_word(end) && words.is_number(end - 1) || words.is_number(end) {
            return true;
        }
        if matches!(behind, "_" | "@" | "=" | "&" | "\\" | "^") {
            return true;
        }
        if behind == "/"
            && words.glued(end + 1)
            && (words.is_number(end + 1)
                || n.form == Form::Digits && words.is_word(end + 1) && words.capital(end + 1))
        {
            return true;
        }
        if words.is_dash(end)
            && words.is_number(end + 1)
            && words.glued(end + 1)
            && words.is_dash(end + 2)
            && words.glued(end + 2)
            && words.is_number(end + 3)
        {
            return true;
        }
        if words.is_dash(end)
            && words.glued(end + 1)
            && words.is_word(end + 1)
            && words.capital(end + 1)
            && words.word(end + 1).len() <= 2
            && words.is_number(n.first)
        {
            return true;
        }
    }
    false
}

/// "33°47′N", "33.783; 44.5": a point of the map.
pub(super) fn is_coordinate(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let (before, behind) = (words.before(n.first, 1), words.word(n.end));
    let mark = |word: &str| matches!(word, "°" | "′" | "″" | "º");
    if words.glued(n.first) && mark(&before) {
        return true;
    }
    let sky = |at: usize| matches!(words.word(at), "N" | "S" | "E" | "W");
    if mark(behind)
        && words.glued(n.end)
        && (behind == "′" || words.glued(end) && (words.is_number(end) || sky(end)))
    {
        return true;
    }
    let decimals = |at: usize| words.is_number(at) && words.word(at).contains('.');
    decimals(n.first)
        && (behind == ";" && decimals(n.end + 1)
            || &*before == ";" && n.first >= 2 && decimals(n.first - 2))
}
