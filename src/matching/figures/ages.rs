//! Ages that describe somebody: "a 45-year-old man", "Amina Idris, 45,", "died at 87".
//!
//! Each rule looks at a fixed number of tokens around the number. Ages that are told as such
//! ("aged 56", "the age of 56", "19 years old") are figures and no matter of this file.

use super::numeral::{Form, Numeral};
use super::words::Words;

/// "a 45-year-old man", "Amina Idris, 45,", "the officer, 45,".
pub(super) fn is_age_modifier(words: &Words<'_>, n: &Numeral, end: usize) -> bool {
    let hyphen = |at: usize| words.is_dash(at) && words.glued(at);
    // `end` may stand behind the unit: "45-year" or before it
    for at in [n.end, end] {
        let year = if hyphen(at) { at + 1 } else { at };
        if hyphen(at)
            && words.any(year, &["year", "month", "week", "day"])
            && hyphen(year + 1)
            && words.is(year + 2, "old")
        {
            return true;
        }
        if hyphen(at) && words.is(at + 1, "old") {
            return true;
        }
    }
    let Some(comma) = n.first.checked_sub(1) else {
        return false;
    };
    if is_age_said(words, n, comma)
        || is_age_reached(words, n, comma)
        || is_age_beside_name(words, n, comma)
    {
        return true;
    }
    let closes = matches!(words.word(n.end), "," | "." | ")" | ";") && !words.glued(n.end + 1);
    let name = comma > 1
        && words.capital(comma - 1)
        && words.capital(comma - 2)
        && !words.opens_sentence(comma - 1);
    // "the officer, 45, said"
    let person = words.word(n.end) == ","
        && n.value >= 4.0
        && comma > 1
        && words.is_word(comma - 1)
        && (1..=3).any(|by| {
            comma.checked_sub(1 + by).is_some_and(|at| {
                words.any(
                    at,
                    &[
                        "the", "The", "a", "A", "his", "her", "His", "Her", "'s", "’s",
                    ],
                )
            })
        });
    let last_name = comma > 0 && words.capital(comma - 1) && words.is_word(comma - 1);
    words.is_number(n.first)
        && (name || last_name || person)
        && words.word(comma) == ","
        && closes
        && n.form == Form::Digits
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0
}

/// "Ines Lund (52)", "Lund, then 17,".
fn is_age_beside_name(words: &Words<'_>, n: &Numeral, before: usize) -> bool {
    let fits = n.form == Form::Digits
        && words.is_number(n.first)
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0
        && before > 1;
    if !fits {
        return false;
    }
    let name = |at: usize| words.is_word(at) && words.capital(at);
    let brackets = words.word(before) == "("
        && words.word(n.end) == ")"
        && name(before - 1)
        && name(before - 2);
    let said = words.any(before, &["then", "now"])
        && words.word(before - 1) == ","
        && words.word(n.end) == ","
        && name(before - 2);
    brackets || said
}

/// "died at 87", "at age 87".
fn is_age_reached(words: &Words<'_>, n: &Numeral, before: usize) -> bool {
    const VERBS: &[&str] = &[
        "died", "dies", "dead", "married", "retired", "retires", "retire", "orphaned", "widowed",
    ];
    if n.value.fract() != 0.0 || !(1.0..=120.0).contains(&n.value) || n.form == Form::Fraction {
        return false;
    }
    // "a man of age 87" and "the age of 87" tell an age.
    if words.is(before, "age") && words.is(before.wrapping_sub(1), "at") {
        return !words.any(n.end, &["and", "to"]) && !words.is_dash(n.end);
    }
    let closes = !words.is_word(n.end) && !matches!(words.word(n.end), "%" | "°" | ":" | "/")
        || words.any(
            n.end,
            &[
                "in", "on", "after", "and", "from", "of", "with", "while", "when", "but", "last",
            ],
        );
    closes
        && words.is(before, "at")
        && before
            .checked_sub(1)
            .is_some_and(|verb| words.any(verb, VERBS))
}

/// "who is 34,": an age that stands for itself, as in "Amina Idris, 34,".
fn is_age_said(words: &Words<'_>, n: &Numeral, before: usize) -> bool {
    let fits = words.is_number(n.first)
        && n.form == Form::Digits
        && (1.0..=110.0).contains(&n.value)
        && n.value.fract() == 0.0;
    if !fits || words.opens_sentence(n.first) {
        return false;
    }
    let ends = !words.is_word(n.end) && !words.is_dash(n.end) && !words.glued(n.end)
        || matches!(
            words.word(n.end),
            "," | "." | ";" | ")" | "" | "and" | "or" | "when"
        )
        || words.opens_sentence(n.end);
    let percent = matches!(words.word(n.end), "%" | "/" | ":");
    ends && !percent
        && words.any(before, &["is", "was", "turned", "turns"])
        && before
            .checked_sub(1)
            .is_some_and(|who| words.any(who, &["who", "he", "she", "He", "She"]))
}
