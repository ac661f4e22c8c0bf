//! Words that say when something happened, and the days that they mean.
//!
//! [`find`] reads a stretch of text and says what stands there ([`When`]); [`resolve`] works out
//! the days from that and the day of publication, by the rules in its file; [`typed`] does both for
//! what somebody enters. Days are civil days: no time zone, no clock, and without a day of
//! publication nothing is assumed.

pub mod calendar;
mod reading;
mod relative;
mod resolving;
mod typed;
mod when;
mod words;

#[cfg(test)]
mod tests;

pub use resolving::{Interval, Precision, Tense, resolve};
pub use typed::{NotADate, in_figures, typed};
pub use when::{Part, Unit, When, Which};

use jiff::civil::Date;

use super::Language;
use crate::annotation::{EventDate, Fields};
use crate::text::ByteRange;

/// Words that say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    pub range: ByteRange,
    pub when: When,
}

impl Expression {
    /// The date of an event as files have it: the words, and the days where they can be told.
    #[must_use]
    pub fn to_date(&self, published: Option<Date>, tense: Tense) -> EventDate {
        event_date(self.range, resolve(&self.when, published, tense))
    }
}

/// The date of an event as files have it.
#[must_use]
pub fn event_date(range: ByteRange, found: Option<Interval>) -> EventDate {
    EventDate {
        range,
        from: found.map(|found| found.from.to_string()),
        to: found.map(|found| found.to.to_string()),
        precision: found.map(|found| found.precision.name().to_owned()),
        extra: Fields::new(),
    }
}

/// The expressions of time in a stretch of text, in order and none within another. Linear.
#[must_use]
pub fn find(text: &str, range: ByteRange, language: Language) -> Vec<Expression> {
    let words = words::Words::new(text, range, language);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reading::expression(&words, at) {
            Some((when, end)) if end > at => {
                let range = words.range(at, end);
                found.push(Expression { range, when });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}
