//! Two ends that are one figure: "between 20 and 30", "$3-4 billion". A change from one number to
//! another is no range.

use super::amounts::{self, Amount};
use super::numeral::{Context, Form};
use super::words::Words;

/// The upper end of a range, with the lower one as it is to be read beside it.
pub(super) struct Upper {
    pub low: f64,
    pub amount: Amount,
}

pub(super) fn upper_end(words: &Words<'_>, amount: &Amount, between: bool) -> Option<Upper> {
    let at = amount.end;
    if matches!(amount.numeral.form, Form::Vague(_) | Form::Ordinal) {
        return None;
    }
    let dash = words.is_dash(at) && words.glued(at) == words.glued(at + 1) || words.word(at) == "~";
    let or = words.any(at, &["or", "ou"]);
    let joins = dash
        || or
        || words.any(at, &["to", "through", "à"])
        || between && words.any(at, &["and", "et"]);
    if !joins {
        return None;
    }
    let upper = amounts::read(
        words,
        at + 1,
        Context {
            money: amount.money,
            between: false,
        },
    )?;
    let ordinal = matches!(upper.numeral.form, Form::Vague(_) | Form::Ordinal);
    if ordinal
        || upper.first != at + 1
        || amount.unit.is_some()
            && upper.unit != amount.unit
            && !(amount.money && upper.unit.is_none())
    {
        return None;
    }
    // "by a quarter to $40"
    let new_money = upper.money && upper.numeral.first > upper.first;
    if amount.unit.is_none()
        && (new_money || amount.numeral.form == Form::Fraction && upper.unit.is_some())
    {
        return None;
    }
    let mut upper = upper;
    if amount.money && upper.unit.is_none() {
        upper.unit = amount.unit;
        upper.money = true;
        upper.kind = amount.kind;
    }
    let mut low = amount.value;
    // "3 to 4 million" is millions on both sides.
    if amount.numeral.scale == 1.0
        && upper.numeral.scale >= 1000.0
        && low < upper.value / upper.numeral.scale
    {
        low *= upper.numeral.scale;
    }
    if low >= upper.value || or && (upper.value - low > 1.0 || low.fract() != 0.0 || low > 20.0) {
        return None;
    }
    let from = amount.first.checked_sub(1).filter(|f| words.is(*f, "from"));
    if let Some(from) = from
        && words.is(at, "to")
        && changes(words, from)
    {
        return None;
    }
    // The upper end may be a year or a date where the lower one is not: "from 20 to 2014".
    let excluded = upper.exclusion(words).is_some();
    if excluded && !dash
        || dash
            && upper.numeral.form == Form::Digits
            && words.is_dash(upper.end)
            && words.glued(upper.end)
            && words.is_number(upper.end + 1)
    {
        return None;
    }
    Some(Upper { low, amount: upper })
}

/// How verbs of change begin.
const CHANGES: &[&str] = &[
    "ris", "rose", "fall", "fell", "increas", "decreas", "grow", "grew", "drop", "cut", "rais",
    "lower", "reduc", "climb", "jump", "declin", "shrink", "shrank", "chang", "slid", "soar",
    "plung", "expand", "mov", "improv", "doubl", "tripl", "slip", "slow", "advanc", "edg", "shr",
    "swell", "swoll", "bring", "brought", "pass", "augment", "baiss",
];

/// Whether "from … to …" tells a change, not a range: "rose from 9 to 10".
fn changes(words: &Words<'_>, from: usize) -> bool {
    (from.saturating_sub(6)..from).any(|i| {
        let word = words.lower(i);
        CHANGES.iter().any(|stem| word.starts_with(stem))
            || matches!(&*word, "up" | "down" | "went")
    })
}
