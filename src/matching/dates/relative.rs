//! What is said from the day of publication: `yesterday`, `last month`, `two days ago`.

use super::calendar;
use super::reading::{Read, part};
use super::when::{Part, Unit, When, Which};
use super::words::Words;
use crate::matching::Language;

/// The expression that begins at a token.
pub fn expression(words: &Words<'_>, at: usize) -> Read {
    day(words, at)
        .or_else(|| ago(words, at))
        .or_else(|| past(words, at))
        .or_else(|| of_units(words, at))
        .or_else(|| weekend(words, at))
}

fn day(words: &Words<'_>, at: usize) -> Read {
    let one = |offset| Some((When::Days(offset), at + 1));
    let of = |offset, length: usize| Some((When::Days(offset), at + length));
    match words.word(at) {
        "today" | "tonight" | "اليوم" => one(0),
        "yesterday" | "hier" | "أمس" => one(-1),
        "tomorrow" | "demain" | "غدا" => one(1),
        "overnight" => Some((When::Overnight, at + 1)),
        "aujourd’hui" | "aujourd'hui" => one(0),
        "avant" if words.is_dash(at + 1) && words.word(at + 2) == "hier" => of(-2, 3),
        "après" if words.is_dash(at + 1) && words.word(at + 2) == "demain" => of(2, 3),
        "last" if words.word(at + 1) == "night" => of(-1, 2),
        "this" if words.any(at + 1, &["morning", "afternoon", "evening"]) => of(0, 2),
        "ce" if words.any(at + 1, &["matin", "soir"]) => of(0, 2),
        "cet" if words.word(at + 1) == "après" && words.word(at + 3) == "midi" => of(0, 4),
        "cette" if words.word(at + 1) == "nuit" => of(0, 2),
        "day" if words.reads(at + 1, "before yesterday") => of(-2, 3),
        "day" if words.reads(at + 1, "after tomorrow") => of(2, 3),
        // `dans la nuit de lundi à mardi`
        "nuit" if words.any(at + 1, &["de", "du"]) => {
            let first = calendar::weekday(words.word(at + 2))?;
            let to = words.any(at + 3, &["à", "au"]);
            let last = calendar::weekday(words.word(at + 4)).filter(|_| to)?;
            let bare = |day| {
                Box::new(When::Weekday {
                    day,
                    which: Which::Bare,
                })
            };
            Some((When::Range(bare(first), bare(last)), at + 5))
        }
        _ => None,
    }
}

/// `two days ago`, `a week ago`, `il y a trois mois`, `years ago`.
fn ago(words: &Words<'_>, at: usize) -> Read {
    if words.reads(at, "il y a") {
        let (count, next) = count(words, at + 3)?;
        let unit = unit(words.word(next))?;
        return Some((back(unit, count), next + 1));
    }
    let vague = words.any(
        at,
        &["years", "decades", "centuries", "months", "weeks", "days"],
    );
    if vague && words.word(at + 1) == "ago" {
        return Some((When::Vague, at + 2));
    }
    let (count, next) = count(words, at)?;
    let far = words.any(next, &["decade", "decades", "century", "centuries"]);
    if far && words.word(next + 1) == "ago" {
        return Some((When::Vague, next + 2));
    }
    let hours = words.any(next, &["hour", "hours", "minutes", "minute"]);
    if hours && words.word(next + 1) == "ago" {
        let whole = count.filter(|count| *count < 24 && *count > 0).map(|_| 0);
        return Some((whole.map_or(When::Vague, When::Days), next + 2));
    }
    let unit = unit(words.word(next))?;
    (words.word(next + 1) == "ago").then(|| (back(unit, count), next + 2))
}

fn back(unit: Unit, count: Option<i64>) -> When {
    match count.and_then(i64::checked_neg) {
        Some(offset) => When::Units {
            unit,
            offset,
            part: Part::Whole,
        },
        None => When::Vague,
    }
}

/// `the past three weeks`, `the last 24 hours`, `recent days`, `ces trois dernières semaines`.
fn past(words: &Words<'_>, at: usize) -> Read {
    if words.any(at, &["recent"]) && words.any(at + 1, &["days", "weeks", "months", "years"]) {
        return Some((When::Vague, at + 2));
    }
    if !words.any(at, &["past", "last", "previous"]) {
        return None;
    }
    if words.word(at) == "past"
        && let Some(unit) = unit(words.word(at + 1))
        && words.before(at) == "the"
    {
        return Some((When::Past { unit, count: 1 }, at + 2));
    }
    let (count, next) = count(words, at + 1)?;
    if words.word(next) == "hours" {
        let unit = Unit::Day;
        let whole = count.map(|hours| (hours + 23) / 24);
        let when = whole.map_or(When::Vague, |count| When::Past { unit, count });
        return Some((when, next + 1));
    }
    let unit = unit(words.word(next))?;
    let when = count.map_or(When::Vague, |count| When::Past { unit, count });
    Some((when, next + 1))
}

/// `last week`, `earlier this month`, `late last year`, `la semaine dernière`, `l’an dernier`.
fn of_units(words: &Words<'_>, at: usize) -> Read {
    let (part, next) = match words.word(at) {
        "earlier" | "later" => (Part::Whole, at + 1),
        _ => part(words, at),
    };
    let english = match words.word(next) {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        "ce" | "cet" | "cette" => Some(0),
        _ => None,
    };
    if let Some(offset) = english
        && let Some(unit) = unit(words.word(next + 1)).filter(|unit| *unit != Unit::Day)
    {
        // `ce mois-ci`
        let here = words.is_dash(next + 2) && words.word(next + 3) == "ci";
        let end = next + 2 + if here { 2 } else { 0 };
        // `le mois prochain` says so behind the word.
        return Some((When::Units { unit, offset, part }, end));
    }
    if words.language == Language::English {
        return None;
    }
    let joined = matches!(words.word(next), "l’an" | "l'an" | "l’année" | "l'année");
    let unit = match joined {
        true => Unit::Year,
        false => unit(words.word(next)).filter(|unit| *unit != Unit::Day)?,
    };
    let offset = match words.word(next + 1) {
        "dernier" | "dernière" | "passé" | "passée" | "précédente" => -1,
        "prochain" | "prochaine" => 1,
        _ => return None,
    };
    Some((When::Units { unit, offset, part }, next + 2))
}

fn weekend(words: &Words<'_>, at: usize) -> Read {
    let (which, next) = which_before(words, at);
    let end = if words.word(next) == "weekend" {
        next + 1
    } else if words.any(next, &["week"]) && words.is_dash(next + 1) && words.word(next + 2) == "end"
    {
        next + 3
    } else {
        return None;
    };
    Some((When::Weekend { which }, end))
}

/// Which one, as it stands before a day: `last`, `next`, `this past`.
pub fn which_before(words: &Words<'_>, at: usize) -> (Which, usize) {
    match words.word(at) {
        "last" | "past" => (Which::Last, at + 1),
        "next" => (Which::Next, at + 1),
        "this" if words.any(at + 1, &["past"]) => (Which::Last, at + 2),
        "this" if words.any(at + 1, &["coming"]) => (Which::Next, at + 2),
        "this" | "ce" => (Which::This, at + 1),
        _ => (Which::Bare, at),
    }
}

/// Which one, as French says it behind a day or a month.
pub fn which_behind(words: &Words<'_>, at: usize) -> Option<(Which, usize)> {
    match words.word(at) {
        "dernier" | "passé" => Some((Which::Last, at + 1)),
        "prochain" => Some((Which::Next, at + 1)),
        _ => None,
    }
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" | "jour" | "jours" => Unit::Day,
        "week" | "weeks" | "semaine" | "semaines" => Unit::Week,
        "month" | "months" | "mois" => Unit::Month,
        "year" | "years" | "an" | "ans" | "année" | "années" => Unit::Year,
        _ => return None,
    })
}

/// How many, in digits or words; nothing for `a few`.
fn count(words: &Words<'_>, at: usize) -> Option<(Option<i64>, usize)> {
    if let Some(number) = words.digits(at) {
        return Some((Some(number).filter(|n| *n <= 1000), at + 1));
    }
    if words.any(at, &["a", "an"]) && words.any(at + 1, &["few"]) {
        return Some((None, at + 2));
    }
    if words.word(at) == "a" && words.reads(at + 1, "couple of") {
        return Some((Some(2), at + 3));
    }
    if words.any(
        at,
        &["several", "few", "many", "some", "quelques", "plusieurs"],
    ) {
        return Some((None, at + 1));
    }
    const NUMBERS: [&[&str]; 12] = [
        &["a", "an", "one", "un", "une"],
        &["two", "deux"],
        &["three", "trois"],
        &["four", "quatre"],
        &["five", "cinq"],
        &["six"],
        &["seven", "sept"],
        &["eight", "huit"],
        &["nine", "neuf"],
        &["ten", "dix"],
        &["eleven", "onze"],
        &["twelve", "douze"],
    ];
    let place = NUMBERS.iter().position(|names| words.any(at, names))?;
    Some((i64::try_from(place + 1).ok(), at + 1))
}
