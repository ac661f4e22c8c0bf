//! Finding the words that say when.
//!
//! Prepositions stay outside: `on [Thursday]`. A time of day belongs to its day, `[Monday
//! evening]`, and changes nothing. Each rule looks at a bounded number of tokens.

use jiff::civil::Weekday;

use super::calendar;
use super::relative;
use super::when::{Part, When, Which};
use super::words::Words;
use crate::matching::Language;

/// What is read at a token, and the token behind it.
pub type Read = Option<(When, usize)>;

/// The expression that begins at a token.
pub fn expression(words: &Words<'_>, at: usize) -> Read {
    let (when, end) = dates_of_two(words, at)
        .or_else(|| one(words, at))
        .or_else(|| relative::expression(words, at))?;
    Some((when, time_of_day(words, end)))
}

/// One date, or `from X to Y` of two.
fn one(words: &Words<'_>, at: usize) -> Read {
    let (first, end) = single(words, at)?;
    let opened = matches!(words.before(at), "from" | "between" | "du" | "de" | "entre");
    let joint = words.is_dash(end)
        || words.any(end, &["to", "until", "till", "through", "au", "à", "et"]) && opened
        || words.any(end, &["and"]) && words.before(at) == "between";
    let dashed = words.is_dash(end);
    if joint
        && (opened || dashed)
        && let Some((last, end)) = single(words, end + 1)
        && fit(&first, &last)
    {
        return Some((When::Range(Box::new(first), Box::new(last)), end));
    }
    Some((first, end))
}

/// Whether two dates can be the ends of one stretch.
fn fit(first: &When, last: &When) -> bool {
    matches!(
        (first, last),
        (When::Day { .. }, When::Day { .. })
            | (When::Month { .. }, When::Month { .. })
            | (When::Year { .. }, When::Year { .. })
            | (When::Weekday { .. }, When::Weekday { .. })
    )
}

fn single(words: &Words<'_>, at: usize) -> Read {
    numeric(words, at)
        .or_else(|| named_day(words, at))
        .or_else(|| day_of_month(words, at))
        .or_else(|| month(words, at))
        .or_else(|| year(words, at))
        .or_else(|| weekday(words, at))
}

/// `2024-04-25`, `25.4.2024`, `25/4/2024`.
fn numeric(words: &Words<'_>, at: usize) -> Read {
    // The tokeniser takes points for those of a number.
    let word = words.word(at);
    if word.bytes().filter(|b| *b == b'.').count() == 2 {
        let mut parts = word.split('.').map(|part| part.parse::<i16>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        if !(1500..=2200).contains(&year) {
            return None;
        }
        return Some((day_of(year, month, day)?, at + 1));
    }
    if words.glued(at) && words.is_dash(at.wrapping_sub(1)) {
        return None;
    }
    let apart = |sign: &dyn Fn(usize) -> bool| {
        (sign(at + 1) && sign(at + 3) && (at + 1..at + 5).all(|at| words.glued(at)))
            .then(|| (words.digits(at), words.digits(at + 2), words.digits(at + 4)))
    };
    let small = |value: i64| i16::try_from(value).ok();
    if let Some((Some(year), Some(month), Some(day))) = apart(&|at| words.word(at) == "-")
        && words.year(at).is_some()
    {
        return Some((day_of(small(year)?, small(month)?, small(day)?)?, at + 5));
    }
    if let Some((Some(a), Some(b), Some(year))) = apart(&|at| words.word(at) == "/") {
        words.year(at + 4)?;
        let (a, b, year) = (small(a)?, small(b)?, small(year)?);
        let when = match (a, b) {
            // Which of the two is the month nobody can tell.
            (1..=12, 1..=12) if a != b => When::Vague,
            (13..=31, 1..=12) => day_of(year, b, a)?,
            _ => day_of(year, a, b)?,
        };
        return Some((when, at + 5));
    }
    None
}

fn day_of(year: i16, month: i16, day: i16) -> Option<When> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(When::Day {
        year: Some(year),
        month,
        day,
    })
}

/// `Thursday, 2 May`, `Thursday (May 2)`, `jeudi 2 mai`: the date says it.
fn named_day(words: &Words<'_>, at: usize) -> Read {
    let short = || calendar::short_weekday(words.word(at)).filter(|_| words.capital(at));
    calendar::weekday(words.word(at)).or_else(short)?;
    let mut next = at + 1;
    let bracket = words.word(next) == "(";
    while words.any(next, &[",", ".", "(", "the", "le"]) && next < at + 4 {
        next += 1;
    }
    let (when, end) = numeric(words, next).or_else(|| day_of_month(words, next))?;
    let closed = bracket && words.word(end) == ")";
    Some((when, end + usize::from(closed)))
}

/// `26 July 2023`, `July 26, 2023`, `the 2nd of May`, `1er mai`.
fn day_of_month(words: &Words<'_>, at: usize) -> Read {
    if let Some((day, length)) = words.day(at) {
        let mut next = at + length;
        let article = matches!(words.word(next), "of" | "de");
        next += usize::from(article);
        let month = month_name(words, next)?;
        let (year, end) = year_behind(words, next + 1);
        return Some((date(year, month, day)?, end));
    }
    let month = month_name(words, at)?;
    let next = at + 1 + usize::from(words.word(at + 1) == "." && is_short(words, at));
    let next = next + usize::from(words.word(next) == "the");
    let (day, length) = words.day(next)?;
    // `May 14 protesters` reads as a date, `May 3.5` and `March 5-year` do not.
    if words.glued(next) {
        return None;
    }
    let (year, end) = year_behind(words, next + length);
    Some((date(year, month, day)?, end))
}

/// The year behind a day and a month, over a comma, and where it ends.
fn year_behind(words: &Words<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(words.word(at) == ",");
    let cut = usize::from(words.word(at) == "." && words.year(at + 1).is_some());
    let next = at + comma.max(cut);
    let fits = |year: &i16| (1700..=2100).contains(year);
    match words.year(next).filter(fits) {
        Some(year) => (Some(year), next + 1),
        None => (None, at),
    }
}

fn date(year: Option<i16>, month: i8, day: i8) -> Option<When> {
    // A leap year, where there is none.
    jiff::civil::Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(When::Day { year, month, day })
}

/// `3–5 May`, `from 3 to 5 May`, `14 and 15 May`, `May 14-16`.
fn dates_of_two(words: &Words<'_>, at: usize) -> Read {
    let joins = |at: usize| {
        words.is_dash(at) || words.any(at, &["to", "and", "et", "au", "until", "through", "or"])
    };
    let (first, length) = match words.day(at) {
        Some(found) => found,
        None => {
            // The month stands first.
            let month = month_name(words, at)?;
            let (first, length) = words.day(at + 1)?;
            let joint = at + 1 + length;
            let (last, length) = words.day(joint + 1).filter(|_| joins(joint))?;
            let next = joint + 1 + length;
            let (year, end) = year_behind(words, next);
            // `May 14 and 15 people`
            let plural = words.word(joint) == "and" && words.kind(next).is_some_and(is_word);
            if plural || last <= first || month_name(words, next).is_some() {
                return None;
            }
            return Some((two(year, month, first, last)?, end));
        }
    };
    let joint = at + length;
    let (last, length) = words.day(joint + 1).filter(|_| joins(joint))?;
    let next = joint + 1 + length;
    let month = month_name(words, next)?;
    let (year, end) = year_behind(words, next + 1);
    if last <= first {
        return None;
    }
    Some((two(year, month, first, last)?, end))
}

fn two(year: Option<i16>, month: i8, first: i8, last: i8) -> Option<When> {
    let (first, last) = (date(year, month, first)?, date(year, month, last)?);
    Some(When::Range(Box::new(first), Box::new(last)))
}

/// `March`, `early March 2023`, `mi-mars`.
fn month(words: &Words<'_>, at: usize) -> Read {
    let (part, next) = part(words, at);
    let month = month_name(words, next)?;
    let behind = next + 1;
    let (year, end) = match words.year(behind) {
        Some(year) => (Some(year), behind + 1),
        None if words.any(behind, &["of", ",", "de"]) && words.year(behind + 1).is_some() => {
            (words.year(behind + 1), behind + 2)
        }
        None => (None, behind),
    };
    let ambiguous = matches!(words.word(next), "may" | "march" | "mars" | "mar" | "jan");
    let cued = year.is_some() || part != Part::Whole || is_cue(words.before(at));
    if !cued && (ambiguous || is_short(words, next)) {
        return None;
    }
    // `mars dernier`, `next March`
    let which = relative::which_behind(words, end);
    if let Some((which, end)) = which.filter(|_| year.is_none()) {
        return Some((of_which(month, which), end));
    }
    Some((When::Month { year, month, part }, end))
}

/// `last March` is the latest one, as `March` is; `next March` is to come.
fn of_which(month: i8, _which: Which) -> When {
    When::Month {
        year: None,
        month,
        part: Part::Whole,
    }
}

/// Words before which the name of a month is a date, where it could be another word.
fn is_cue(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "last"
            | "next"
            | "this"
            | "during"
            | "before"
            | "after"
            | "to"
            | "of"
            | "and"
            | "between"
            | "for"
            | "en"
            | "depuis"
            | "dès"
            | "avant"
            | "après"
            | "jusqu’en"
            | "jusqu'en"
            | "entre"
            | "et"
            | "fin"
            | "début"
    )
}

/// Which part of what follows: `early`, `mid-`, `at the end of`.
pub fn part(words: &Words<'_>, at: usize) -> (Part, usize) {
    let dash = usize::from(words.is_dash(at + 1));
    match words.word(at) {
        "early" | "début" => (Part::Early, at + 1 + dash),
        "mid" | "mi" => (Part::Middle, at + 1 + dash),
        "late" | "fin" => (Part::Late, at + 1 + dash),
        "beginning" | "start" if words.word(at + 1) == "of" => (Part::Early, at + 2),
        "middle" if words.word(at + 1) == "of" => (Part::Middle, at + 2),
        "end" if words.word(at + 1) == "of" => (Part::Late, at + 2),
        _ => (Part::Whole, at),
    }
}

/// `2019`, `late 2019`, `the 1990s`.
fn year(words: &Words<'_>, at: usize) -> Read {
    let (part, next) = part(words, at);
    let year = words
        .year(next)
        .filter(|year| (1700..=2100).contains(year))?;
    if words.glued(next) && !words.is_dash(next.wrapping_sub(1)) {
        return None;
    }
    let behind = next + 1;
    if words.glued(behind) && words.word(behind) == "s" && year % 10 == 0 {
        return Some((When::Decade { first: year }, behind + 1));
    }
    const CUES: &[&str] = &[
        "in", "since", "by", "until", "till", "during", "before", "after", "year", "of", "from",
        "between", "en", "depuis", "dès", "avant", "après", "l’an", "l'an", "an", "année",
        "around", "circa", "back", "to", "and", "et", "à", "late", "early", "عام", "سنة",
    ];
    let before = words.before(at);
    let dashed = words.is_dash(at.wrapping_sub(1)) && at > 0;
    let cued = part != Part::Whole || CUES.contains(&before) || dashed;
    // `in 2019 cases`: a number of things.
    let counts = words.kind(behind).is_some_and(is_word)
        && words.word(behind).ends_with('s')
        && words.word(behind).len() > 3
        && !matches!(words.word(behind), "was" | "elections");
    let glued =
        words.glued(behind) && !words.is_dash(behind) && words.kind(behind).is_some_and(is_word);
    (cued && !counts && !glued).then_some((When::Year { year, part }, behind))
}

/// `Thursday`, `last Thursday`, `lundi dernier`.
fn weekday(words: &Words<'_>, at: usize) -> Read {
    let (which, next) = relative::which_before(words, at);
    let early = words.any(next, &["early", "late"]);
    let day_at = next + usize::from(early && which != Which::Bare);
    let day = calendar::weekday(words.word(day_at))?;
    // `Black Sunday`, `Sunday Times`: names, which the article and the capital behind give away.
    let mut end = day_at + 1;
    let english = words.language != Language::French;
    if english && words.capital(day_at) && is_name_of_day(words, day_at) {
        return None;
    }
    let mut found = which;
    if which == Which::Bare
        && let Some((which, behind)) = relative::which_behind(words, end)
    {
        found = which;
        end = behind;
    }
    // `Thursday last week`, `Thursday of this week` keep to the day.
    Some((When::Weekday { day, which: found }, end))
}

/// Whether a day of the week is part of a name: `Bloody Sunday`, `Sunday Times`.
fn is_name_of_day(words: &Words<'_>, at: usize) -> bool {
    const BEFORE: &[&str] = &[
        "bloody",
        "black",
        "good",
        "ash",
        "palm",
        "easter",
        "cyber",
        "sheffield",
    ];
    BEFORE.contains(&words.before(at))
        || words.any(
            at + 1,
            &["times", "post", "mail", "telegraph", "mirror", "express"],
        ) && words.capital(at + 1)
}

/// The month whose name stands there; one that is another word too only with a capital, but in
/// French.
pub fn month_name(words: &Words<'_>, at: usize) -> Option<i8> {
    let month = calendar::month(words.word(at))?;
    let arabic = words.word(at).starts_with(|c: char| c > '\u{600}');
    let named = words.capital(at) || arabic || words.language != Language::English;
    named.then_some(month)
}

fn is_short(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    word.is_ascii() && (word.len() == 3 && word != "may" && word != "mai" || word == "sept")
}

fn is_word(kind: crate::text::TokenKind) -> bool {
    kind == crate::text::TokenKind::Word
}

/// The token behind a time of day, where one follows.
fn time_of_day(words: &Words<'_>, end: usize) -> usize {
    const TIMES: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "matin",
        "soir",
        "après-midi",
        "midi",
    ];
    end + usize::from(words.any(end, TIMES))
}

/// Which day of the week an English or French name is, for what is typed.
pub fn weekday_named(word: &str) -> Option<Weekday> {
    calendar::weekday(word).or_else(|| calendar::short_weekday(word))
}
