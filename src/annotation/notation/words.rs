//! The words that may be written for signs: hedges and scales.

use super::super::Hedge;

/// Hedges before a number, longer ones first where one begins with another.
const HEDGES: &[(&str, Hedge)] = &[
    ("~", Hedge::About),
    ("≈", Hedge::About),
    (">=", Hedge::AtLeast),
    ("=>", Hedge::AtLeast),
    ("≥", Hedge::AtLeast),
    ("<=", Hedge::AtMost),
    ("=<", Hedge::AtMost),
    ("≤", Hedge::AtMost),
    (">", Hedge::MoreThan),
    ("<", Hedge::LessThan),
    ("no more than", Hedge::AtMost),
    ("no fewer than", Hedge::AtLeast),
    ("no less than", Hedge::AtLeast),
    ("at least", Hedge::AtLeast),
    ("at most", Hedge::AtMost),
    ("up to", Hedge::AtMost),
    ("more than", Hedge::MoreThan),
    ("over", Hedge::MoreThan),
    ("less than", Hedge::LessThan),
    ("fewer than", Hedge::LessThan),
    ("under", Hedge::LessThan),
    ("about", Hedge::About),
    ("around", Hedge::About),
    ("some", Hedge::About),
    ("roughly", Hedge::About),
    ("approximately", Hedge::About),
    ("nearly", Hedge::About),
    ("almost", Hedge::About),
    ("circa", Hedge::About),
    ("ca.", Hedge::About),
    ("between", Hedge::Range),
    ("from", Hedge::Range),
];

/// The hedge with which a text begins, and its length in bytes.
pub(super) fn hedge(text: &str) -> Option<(Hedge, usize)> {
    let begins = |known: &str| {
        let start = text.get(..known.len());
        let same = start.is_some_and(|start| start.eq_ignore_ascii_case(known));
        // A word ends with its last letter; a sign may be written at the number.
        let word = known.ends_with(|c: char| c.is_alphabetic());
        let goes_on = text
            .get(known.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
        same && !(word && goes_on)
    };
    let found = HEDGES.iter().find(|(known, _)| begins(known));
    found.map(|(known, hedge)| (*hedge, known.len()))
}

/// A factor behind a number: so many, and so many zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub times: u8,
    pub zeros: i32,
}

const fn ten(zeros: i32) -> Option<Scale> {
    Some(Scale { times: 1, zeros })
}

/// The scale that a word means, standing by itself.
pub(super) fn scale(word: &str) -> Option<Scale> {
    match word.to_ascii_lowercase().as_str() {
        "dozen" => Some(Scale {
            times: 12,
            zeros: 0,
        }),
        "hundred" => ten(2),
        "thousand" => ten(3),
        "lakh" | "lakhs" => ten(5),
        "million" | "millions" | "mn" | "mln" => ten(6),
        "crore" | "crores" => ten(7),
        "billion" | "billions" | "bn" | "bln" => ten(9),
        "trillion" | "trillions" | "tn" | "trn" => ten(12),
        _ => None,
    }
}

/// The scale that letters mean which are written at the digits.
pub(super) fn letters(letters: &str) -> Option<Scale> {
    match letters {
        "k" | "K" => ten(3),
        "M" => ten(6),
        "b" | "B" => ten(9),
        _ => scale(letters).filter(|_| letters.len() < 4),
    }
}
