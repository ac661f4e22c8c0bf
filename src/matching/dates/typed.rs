//! Dates as somebody types them.

use jiff::civil::Date;
use thiserror::Error;

use super::resolving::{Interval, Precision, Tense, resolve};
use super::when::{Part, When};
use super::{Language, find};
use crate::text::ByteRange;

/// Why what was typed is no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotADate {
    #[error("“{0}” is not a date: write 2024-04-25, 2024-04, 2024 or last Thursday")]
    Unreadable(String),
    #[error("The article has no publication date, so “{0}” means no day: write 2024-04-25")]
    Unpublished(String),
}

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 100;

/// Reads a date: `2024-04-25`, `2024-04`, `2024`, two of these with `..`, `/` or `to` between
/// them, or any expression that [`find`] knows, said on the day of publication.
///
/// # Errors
/// Where it is none, or means no day without a day of publication.
pub fn typed(text: &str, published: Option<Date>, tense: Tense) -> Result<Interval, NotADate> {
    let text = text.trim();
    let unreadable = || NotADate::Unreadable(text.chars().take(40).collect());
    if text.is_empty() || text.len() > LONGEST {
        return Err(unreadable());
    }
    if let Some(found) = written(text) {
        return Ok(found);
    }
    for joint in ["..", "/", " to ", " – ", "–"] {
        if let Some((first, last)) = text.split_once(joint)
            && let (Some(first), Some(last)) = (written(first.trim()), written(last.trim()))
            && first.from <= last.to
        {
            return Ok(Interval {
                from: first.from,
                to: last.to,
                precision: first.precision.max(last.precision),
            });
        }
    }
    // Names of days and months have capitals in running text, and are often typed without.
    let shown = capitalised(text);
    let when = [Language::English, Language::French]
        .into_iter()
        .find_map(|language| {
            let found = find(&shown, ByteRange::new(0, shown.len()), language);
            let whole = |range: ByteRange| {
                range.end == shown.len() && shown[..range.start].split_whitespace().all(leads)
            };
            found.into_iter().find(|one| whole(one.range))
        });
    let when = when.ok_or_else(unreadable)?.when;
    let published = if when.is_absolute() { None } else { published };
    match resolve(&when, published, tense) {
        Some(found) => Ok(found),
        None if published.is_none() && when != When::Vague => {
            Err(NotADate::Unpublished(text.to_owned()))
        }
        None => Err(unreadable()),
    }
}

/// `2024-04-25`, `2024-04`, `2024`.
fn written(text: &str) -> Option<Interval> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let number = |part: &str, longest: usize| -> Option<i16> {
        let plain = part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| plain)
    };
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let year = number(year, 4)?;
    let month = match month {
        Some(month) => Some(i8::try_from(number(month, 2)?).ok()?),
        None => None,
    };
    let when = match (month, day) {
        (None, _) => When::Year {
            year,
            part: Part::Whole,
        },
        (Some(month), None) => When::Month {
            year: Some(year),
            month,
            part: Part::Whole,
        },
        (Some(month), Some(day)) => When::Day {
            year: Some(year),
            month,
            day: i8::try_from(number(day, 2)?).ok()?,
        },
    };
    resolve(&when, None, Tense::Past)
}

/// An interval as it is shown and typed: `2024-04-25`, `2024-04`, `2024`,
/// `2024-04-22 to 2024-04-28`.
#[must_use]
pub fn in_figures(found: &Interval) -> String {
    let Interval {
        from,
        to,
        precision,
    } = found;
    let whole_month = *from == from.first_of_month() && *to == from.last_of_month();
    let whole_year = (from.month(), from.day()) == (1, 1)
        && (to.month(), to.day()) == (12, 31)
        && from.year() == to.year();
    match precision {
        Precision::Day if from == to => from.to_string(),
        Precision::Month if whole_month => format!("{:04}-{:02}", from.year(), from.month()),
        Precision::Year if whole_year => format!("{:04}", from.year()),
        _ if from == to => from.to_string(),
        _ => format!("{from} to {to}"),
    }
}

/// Whether a word may stand before a date without being part of it: `on Thursday`. Anything else
/// would be dropped unread, as the day of `31 April`.
fn leads(word: &str) -> bool {
    const LEADING: &[&str] = &[
        "on", "in", "at", "the", "since", "during", "by", "until", "till", "from", "before",
        "after", "around", "about", "of", "le", "la", "en", "au", "à", "du", "de", "depuis", "dès",
        "avant", "après", "vers",
    ];
    LEADING.contains(&word.to_lowercase().as_str())
}

/// With a capital on each word that is a name of the calendar.
fn capitalised(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            shown.push(' ');
        }
        let name = word
            .trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase();
        let known = super::calendar::month(&name).is_some()
            || super::reading::weekday_named(&name).is_some();
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if known => {
                shown.extend(first.to_uppercase());
                shown.push_str(letters.as_str());
            }
            _ => shown.push_str(word),
        }
    }
    shown
}
