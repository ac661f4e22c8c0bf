//! Numbers that are no figures, and why: the order in which the rules are asked.
//!
//! The rules themselves are in `dates`, `identifiers`, `ages`, `labels`, `scores` and
//! `pronouns`; each looks at a fixed number of tokens around the number, never at a whole
//! sentence.

use super::ages::is_age_modifier;
use super::dates::{is_clock, is_date, is_relative_date, is_year};
use super::identifiers::{inside_string, is_coordinate};
use super::labels::{headline, is_label};
use super::numeral::{Form, Numeral};
use super::pronouns::is_pronoun;
use super::rules::Exclusion;
use super::scores::{is_list_mark, is_score};
use super::words::Words;

/// What stands at a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    None,
    Time,
    Other,
}

/// Why a number is no figure; nothing where it may be one. `end` is behind its unit.
#[must_use]
pub fn reason(words: &Words<'_>, n: &Numeral, end: usize, unit: Unit) -> Option<Exclusion> {
    if n.form == Form::Ordinal {
        return Some(Exclusion::Ordinal);
    }
    let digits = words.is_number(n.first);
    if inside_string(words, n, end) {
        return Some(Exclusion::Identifier);
    }
    if digits && unit == Unit::None && (is_date(words, n) || is_clock(words, n))
        || is_clock(words, n)
    {
        return Some(Exclusion::DateOrTime);
    }
    if is_starting_point(words, n) {
        return Some(Exclusion::StartingPoint);
    }
    if is_coordinate(words, n, end) {
        return Some(Exclusion::Coordinate);
    }
    if is_age_modifier(words, n, end) {
        return Some(Exclusion::Age);
    }
    let name = !digits && words.capital(n.first) && !words.opens_sentence(n.first);
    if unit != Unit::None && name && end > n.end && words.capital(end - 1) && !headline(words, n) {
        return Some(Exclusion::Name);
    }
    // "One day they left."
    if words.is(n.first, "one") && words.is(n.end, "day") && words.opens_sentence(n.first) {
        return Some(Exclusion::DateOrTime);
    }
    if unit != Unit::None {
        let date = unit == Unit::Time && is_relative_date(words, end);
        return date.then_some(Exclusion::DateOrTime);
    }
    if digits && is_year(words, n) {
        return Some(Exclusion::Year);
    }
    if is_label(words, n) {
        return Some(Exclusion::Name);
    }
    if digits && (is_score(words, n) || is_list_mark(words, n)) {
        return Some(Exclusion::ScoreOrList);
    }
    if n.value == 1.0 && is_pronoun(words, n) {
        return Some(Exclusion::Pronoun);
    }
    None
}

/// "ground zero", "patient zero", "hour zero".
fn is_starting_point(words: &Words<'_>, n: &Numeral) -> bool {
    n.first > 0
        && words.word(n.first).eq_ignore_ascii_case("zero")
        && words.any(
            n.first - 1,
            &[
                "ground", "Ground", "patient", "Patient", "hour", "year", "absolute", "net",
            ],
        )
}
