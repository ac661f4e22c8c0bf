//! What counting is told of an article and of the work on it.

use jiff::civil::Date;
use jiff::tz::Offset;

use crate::annotation::{Maker, Status};
use crate::measure::Extent;

/// An article with the work on it: of one annotator, of several, or of nobody yet.
#[derive(Clone, Debug, Default)]
pub struct ArticleFacts<'a> {
    /// By what the places of its spans name it: the caller's own number.
    pub number: u32,
    pub works: Vec<Work<'a>>,
}

/// What one annotator did in an article.
#[derive(Clone, Debug, Default)]
pub struct Work<'a> {
    /// Nothing until a name is set.
    pub annotator: Option<&'a str>,
    pub status: Status,
    pub flagged: bool,
    /// Whether there is a note to the article.
    pub noted: bool,
    /// In reading order.
    pub spans: Vec<Marked<'a>>,
    /// The type of each event, where it has one.
    pub events: Vec<Option<&'a str>>,
}

/// A span, as it is counted.
#[derive(Clone, Debug)]
pub struct Marked<'a> {
    pub label: &'a str,
    /// Code points.
    pub extent: Extent,
    /// Its words.
    pub surface: &'a str,
    pub made_by: Maker,
    /// Whether it was changed since it was accepted or imported.
    pub edited: bool,
    /// RFC 3339; may be anything.
    pub created: &'a str,
    /// RFC 3339; may be anything.
    pub modified: &'a str,
}

/// The day of a moment in RFC 3339, in UTC; nothing where it is no such moment.
#[must_use]
pub fn day(moment: &str) -> Option<Date> {
    // Nearly all are written by this program, in UTC.
    let bytes = moment.as_bytes();
    if let [date @ .., b'T', _, _, b':', _, _, b':', _, _, b'Z'] = bytes
        && date.len() == 10
        && moment[11..19]
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b':')
    {
        return moment[..10].parse().ok();
    }
    let moment: jiff::Timestamp = moment.parse().ok()?;
    Some(Offset::UTC.to_datetime(moment).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_utc() {
        let check = |moment: &str, expected: Option<&str>| {
            assert_eq!(
                day(moment).map(|day| day.to_string()).as_deref(),
                expected,
                "{moment}"
            );
        };
        check("2026-11-23T10:00:00Z", Some("2026-11-23"));
        check("2026-11-23T23:30:00-02:00", Some("2026-11-24"));
        check("2026-11-23T00:30:00.25+01:00", Some("2026-11-22"));
        check("2026-02-30T10:00:00Z", None);
        check("2026-11-23", None);
        check("", None);
        check("yesterday🚨T00:00:00Z", None);
    }
}
