//! The words around a number that bound it or make it approximate: "at least", "some", "or more".
//!
//! They stay outside the figure's span and are kept in its value.

use super::facts::Facts;
use super::hedge_phrases::phrases;
use super::words::Words;
use crate::annotation::Hedge;
use crate::matching::Language;

/// A hedge and where it stands: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub first: usize,
    pub end: usize,
    /// A range for "equal to" and "exactly": from that to that.
    pub hedge: Option<Hedge>,
}

const MORE: &[&str] = &["more", "greater", "larger", "bigger", "higher"];
const LESS: &[&str] = &["less", "fewer", "smaller", "lower"];

/// The hedge that ends directly before token `at`.
#[must_use]
pub fn before(words: &Words<'_>, at: usize) -> Option<Found> {
    if at == 0 || !words.facts(at - 1).has(Facts::HEDGE_END) {
        return None;
    }
    if let Some(found) = sign(words, at) {
        return Some(found);
    }
    let at = at - usize::from(words.word(at - 1) == "." && words.is(at.wrapping_sub(2), "approx"));
    if words.language == Language::English
        && let Some(found) = comparison(words, at)
    {
        return Some(found);
    }
    let last = words.lower(at - 1);
    let mut best: Option<Found> = None;
    for (phrase, hedge) in phrases(words.language) {
        let (Some(closing), Some(first)) = (phrase.last(), at.checked_sub(phrase.len())) else {
            continue;
        };
        if *closing != last
            || !phrase
                .iter()
                .enumerate()
                .all(|(k, w)| words.is(first + k, w))
        {
            continue;
        }
        if *phrase == ["over"] && is_period(words, first, at) {
            continue;
        }
        if best.is_none_or(|b| b.first > first) {
            best = Some(Found {
                first,
                end: at,
                hedge: Some(*hedge),
            });
        }
    }
    best
}

/// "a loan over three years": a stretch of time, and no bound. "waited over three years" is one.
fn is_period(words: &Words<'_>, over: usize, number: usize) -> bool {
    const TIMES: &[&str] = &[
        "years", "year", "months", "weeks", "days", "decades", "quarters",
    ];
    const BOUNDED: &[&str] = &[
        "for", "lasted", "lasting", "took", "takes", "taken", "waited", "spent", "of", "after",
        "is", "was", "were", "just", "well", "and", "lived", "served", "worked",
    ];
    (number + 1..number + 3).any(|at| words.any(at, TIMES))
        && over > 0
        && !words.opens_sentence(over)
        && !words.any(over - 1, BOUNDED)
}

/// "<", ">=", "< =" before a number.
fn sign(words: &Words<'_>, at: usize) -> Option<Found> {
    let one = words.word(at.wrapping_sub(1));
    let two = if at >= 2 { words.word(at - 2) } else { "" };
    let found = |len: usize, hedge| {
        Some(Found {
            first: at - len,
            end: at,
            hedge: Some(hedge),
        })
    };
    match (two, one) {
        (">", "=") => found(2, Hedge::AtLeast),
        ("<", "=") => found(2, Hedge::AtMost),
        ("=" | "<" | ">", "<" | ">") => None,
        (_, ">") => found(1, Hedge::MoreThan),
        (_, "<") => found(1, Hedge::LessThan),
        _ => None,
    }
}

/// "no fewer than", "greater than or equal to", "equal to or less than", read from its end.
fn comparison(words: &Words<'_>, at: usize) -> Option<Found> {
    let w = |back: usize| words.before(at, back);
    let more = |word: &str| {
        if MORE.contains(&word) {
            Some(true)
        } else if LESS.contains(&word) {
            Some(false)
        } else {
            None
        }
    };
    let found = |len: usize, hedge| {
        Some(Found {
            first: at - len,
            end: at,
            hedge,
        })
    };
    let open = |more: bool| {
        Some(if more {
            Hedge::MoreThan
        } else {
            Hedge::LessThan
        })
    };
    let closed = |more: bool| Some(if more { Hedge::AtLeast } else { Hedge::AtMost });
    match &*w(1) {
        "than" => {
            if &*w(2) == "equal" && &*w(3) == "or" {
                return found(4, closed(more(&w(4))?));
            }
            let up = more(&w(2))?;
            match &*w(3) {
                "no" | "not" => found(3, closed(!up)),
                "or" if &*w(4) == "equal" => found(4, closed(up)),
                "or" if &*w(4) == "to" && &*w(5) == "equal" => found(5, closed(up)),
                _ => found(2, open(up)),
            }
        }
        "to" if matches!(&*w(2), "equal" | "equals" | "equaling" | "equalling") => {
            if &*w(3) == "or" {
                if &*w(4) == "than"
                    && let Some(up) = more(&w(5))
                {
                    return found(5, closed(up));
                }
                if &*w(4) == "least" {
                    return found(5, closed(true));
                }
                if let Some(up) = more(&w(4)) {
                    return found(4, closed(up));
                }
            }
            found(2, Some(Hedge::Range))
        }
        "equals" => found(1, Some(Hedge::Range)),
        _ => None,
    }
}

/// The hedge that begins at token `at`, directly behind a number: "or more", "-odd".
#[must_use]
pub fn behind(words: &Words<'_>, at: usize) -> Option<Found> {
    let found = |len: usize, hedge| {
        Some(Found {
            first: at,
            end: at + len,
            hedge: Some(hedge),
        })
    };
    if words.word(at) == "+" && words.glued(at) && !words.is_number(at + 1) {
        return found(1, Hedge::AtLeast);
    }
    if words.is_dash(at) && words.glued(at) && words.is(at + 1, "odd") {
        return found(2, Hedge::About);
    }
    if words.is_dash(at) && words.glued(at) && words.is(at + 1, "plus") {
        return found(2, Hedge::AtLeast);
    }
    if words.is(at, "odd") {
        return found(1, Hedge::About);
    }
    if words.language == Language::French && words.is(at, "environ") {
        return found(1, Hedge::About);
    }
    if words.is(at, "plus") && !words.is_word(at + 1) && !words.is_number(at + 1) {
        return found(1, Hedge::AtLeast);
    }
    if !words.any(at, &["or", "and"]) {
        return None;
    }
    let than = usize::from(words.is(at + 2, "than"));
    let clear = than == 0 || at + 3 >= words.len() || words.is_mark(at + 3);
    match &*words.lower(at + 1) {
        "more" | "greater" | "higher" | "above" | "over" | "up" if clear => {
            let over = words.any(at + 1, &["above", "over"]) && words.is_number(at + 2);
            if over {
                None
            } else {
                found(2 + than, Hedge::AtLeast)
            }
        }
        "less" | "fewer" | "lower" | "below" | "under" if clear && words.is(at, "or") => {
            let number = words.is_number(at + 2);
            if number {
                None
            } else {
                found(2 + than, Hedge::AtMost)
            }
        }
        "so" if words.is(at, "or") => found(2, Hedge::About),
        "thereabouts" => found(2, Hedge::About),
        // "less than 5000 or equal": closes a bound that stands before
        "equal" if words.is(at, "or") => {
            let to = usize::from(words.is(at + 2, "to"));
            if words.is_number(at + 2 + to) {
                None
            } else {
                found(2 + to, Hedge::Range)
            }
        }
        _ => None,
    }
}
