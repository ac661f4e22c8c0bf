//! Numbers that are dates, years and clock times. Each rule looks at a fixed number of tokens.

use super::counted;
use super::digits::parse_digits;
use super::facts::Facts;
use super::numeral::{Form, Numeral};
use super::words::Words;
use crate::matching::Language;

/// Beside a month, or in a numeric date.
pub(super) fn is_date(words: &Words<'_>, n: &Numeral) -> bool {
    let month = |at: usize| {
        at < words.len()
            && (words.capital(at) || words.language != Language::English)
            && words.facts(at).has(Facts::MONTH)
    };
    let first = n.first;
    if n.form != Form::Digits || n.value.fract() != 0.0 {
        return false;
    }
    let day = (1.0..=31.0).contains(&n.value) && words.word(first).len() <= 2;
    let behind = n.end + usize::from(words.is(n.end, "of")) + usize::from(words.is_dash(n.end));
    if day && month(behind) {
        return true;
    }
    // "14 and 15 May", "14–15 May"
    if day
        && (words.any(n.end, &["and", "or", "to"]) || words.is_dash(n.end))
        && words.is_number(n.end + 1)
        && month(n.end + 2)
    {
        return true;
    }
    let Some(last) = first.checked_sub(1) else {
        return false;
    };
    let point = usize::from(words.word(last) == "." && last > 0);
    if day && month(last - point) && !counted::is_plural(words, n.end) {
        return true;
    }
    if day && month(last - point) {
        // "on May 14 protesters marched"
        return !words.word(first).contains(',');
    }
    // "May 14-16", "May 14 and 15", "May 14, 2014"
    let joint = words.is_dash(last) || words.any(last, &["and", "or", "to", ","]);
    if joint && last >= 2 && words.is_number(last - 1) && month(last - 2) {
        let year = words.word(first).len() == 4 && (1000.0..=2100.0).contains(&n.value);
        return day && words.word(last) != "," || year;
    }
    false
}

/// "5 a.m.", "16:30", "9 o'clock", "0900 GMT", "17h30".
pub(super) fn is_clock(words: &Words<'_>, n: &Numeral) -> bool {
    let (first, end) = (n.first, n.end);
    if n.value > 2400.0 {
        return false;
    }
    let zone = |at: usize| {
        words.any(
            at,
            &["gmt", "utc", "cet", "edt", "est", "bst", "hrs", "hours"],
        ) && words.word(at) != "hours"
    };
    if words.any(
        end,
        &[
            "a.m.",
            "p.m.",
            "am",
            "pm",
            "o'clock",
            "o’clock",
            "a.m",
            "p.m",
            "oclock",
        ],
    ) && n.value <= 24.0
    {
        return !words.is(end, "am") || n.form == Form::Digits;
    }
    if zone(end) && n.form == Form::Digits {
        return true;
    }
    let colon = |at: usize| words.word(at) == ":" && words.glued(at) && words.glued(at + 1);
    if colon(end) && words.is_number(end + 1)
        || first >= 2 && colon(first - 1) && words.is_number(first - 2)
    {
        return true;
    }
    words.language == Language::French && words.is(end, "h") && n.value <= 24.0
        || words.language == Language::French
            && words.is(end, "heures")
            && n.value <= 24.0
            && words.is(first.wrapping_sub(1), "à")
}

/// "two days ago", "three weeks later", "in the past ten years".
pub(super) fn is_relative_date(words: &Words<'_>, end: usize) -> bool {
    words.any(end, &["ago", "later", "earlier"])
}

/// Four digits without a separator in the range of years, unless something is counted.
pub(super) fn is_year(words: &Words<'_>, n: &Numeral) -> bool {
    let word = words.word(n.first);
    if n.end != n.first + 1
        || word.len() != 4
        || !word.bytes().all(|b| b.is_ascii_digit())
        || !(1000.0..=2100.0).contains(&n.value)
    {
        return false;
    }
    // "2014-15", "2014/2015"
    if (words.is_dash(n.end) || words.word(n.end) == "/")
        && words.glued(n.end)
        && words.is_number(n.end + 1)
    {
        let next = parse_digits(words.word(n.end + 1), words.language).unwrap_or(0.0);
        if words.word(n.end + 1).len() == 2
            || (n.value..2101.0).contains(&next) && n.value >= 1800.0
        {
            return true;
        }
    }
    if n.first >= 2
        && (words.is_dash(n.first - 1) || words.word(n.first - 1) == "/")
        && words.is_number(n.first - 2)
    {
        return words.word(n.first - 2).len() == 4;
    }
    let before = words.before(n.first, 1);
    let known = n.first.checked_sub(1).map(|at| words.facts(at));
    let cue = known.is_some_and(|facts| facts.has(Facts::YEAR_CUE) || facts.has(Facts::MONTH))
        || matches!(&*before, "," | "(" | "–" | "-");
    if n.value < 1500.0 {
        return cue
            && matches!(&*before, "in" | "since" | "en" | "year")
            && !counted::is_plural(words, n.end);
    }
    let hedged =
        super::hedges::before(words, n.first).is_some() && !words.is(n.first - 1, "around");
    let plural = counted::noun(words, n.end, 2.0).is_some_and(|c| c.end <= n.end + 2);
    if hedged {
        return words.any(n.end, &["in", "levels"]) && !plural && n.value > 1900.0;
    }
    cue || !plural
}
