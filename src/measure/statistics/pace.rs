//! How fast the work goes, and how long the rest takes at that pace.
//!
//! - A **day of work** is a day of UTC on which a span was made by hand or by accepting, or on
//!   which an article was finished. Days without work do not count.
//! - The pace is that of the last [`LAST_DAYS`] days of work before today, which is not over yet.
//! - An article is **finished** when it is done or skipped; its day is the last one on which one
//!   of its spans was made or changed, since files hold no time for the status. Finished articles
//!   without spans have no day: they are taken to be spread over the days as the others are.
//! - Time left is the number of articles that are not finished, divided by those finished on a
//!   day. Below [`FEWEST_DAYS`] days of work, or [`FEWEST_FINISHED`] finished articles in them,
//!   nothing is said.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// How many days of work the pace is taken from.
pub const LAST_DAYS: usize = 10;
/// With fewer days of work there is no pace.
pub const FEWEST_DAYS: usize = 2;
/// With fewer articles finished on them there is no time left.
pub const FEWEST_FINISHED: u64 = 5;

/// What was done on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCount {
    /// Spans made by hand or by accepting that still stand: the work of the day.
    pub spans: u64,
    /// Spans copied from another article or read from another program's file, which count for no
    /// pace.
    pub imported: u64,
    /// Articles finished.
    pub finished: u64,
}

/// What is done on a day of work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// How many days of work it is taken from.
    pub days: usize,
    pub spans: f64,
    pub articles: f64,
    /// How many articles with a day were finished on them.
    finished: u64,
}

/// How long the rest takes, if it goes on as it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeLeft {
    /// Articles that are neither done nor skipped.
    pub articles: u64,
    /// Days of work.
    pub days: f64,
}

/// The pace of the last days of work. `undated` finished articles stand beside those in `days`.
#[expect(clippy::cast_precision_loss, reason = "counts of articles and spans")]
pub(super) fn pace(days: &BTreeMap<Date, DayCount>, undated: u64, today: Date) -> Option<Pace> {
    let last: Vec<&DayCount> = (days.range(..today))
        .rev()
        .map(|(_, count)| count)
        .filter(|count| count.spans > 0 || count.finished > 0)
        .take(LAST_DAYS)
        .collect();
    if last.len() < FEWEST_DAYS {
        return None;
    }
    let finished: u64 = last.iter().map(|day| day.finished).sum();
    let spans: u64 = last.iter().map(|day| day.spans).sum();
    let dated: u64 = days.values().map(|day| day.finished).sum();
    let spread = if dated == 0 {
        1.0
    } else {
        (dated + undated) as f64 / dated as f64
    };
    let worked = last.len() as f64;
    Some(Pace {
        days: last.len(),
        spans: spans as f64 / worked,
        articles: finished as f64 * spread / worked,
        finished,
    })
}

impl DayCount {
    /// Spans that came to be on the day, whoever made them.
    #[must_use]
    pub fn all(self) -> u64 {
        self.spans + self.imported
    }
}

impl Pace {
    /// How long `open` articles take; nothing where too few were finished to say.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of articles")]
    pub fn time_left(&self, open: u64) -> Option<TimeLeft> {
        (self.finished >= FEWEST_FINISHED).then(|| TimeLeft {
            articles: open,
            days: open as f64 / self.articles,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spans and finished articles by day of November.
    fn check(
        days: &[(i8, u64, u64)],
        undated: u64,
        today: i8,
        expected: Option<(usize, f64, f64)>,
    ) {
        let date = |day| jiff::civil::date(2026, 11, day);
        let days = days.iter().map(|&(day, spans, finished)| {
            let count = DayCount {
                spans,
                finished,
                ..DayCount::default()
            };
            (date(day), count)
        });
        let found = pace(&days.collect(), undated, date(today));
        let found = found.map(|pace| (pace.days, pace.spans, pace.articles));
        assert_eq!(found, expected);
    }

    #[test]
    fn the_pace_is_that_of_the_last_days_of_work() {
        check(&[], 0, 9, None);
        check(&[(3, 10, 1)], 0, 9, None);
        check(&[(3, 10, 1), (6, 30, 3)], 0, 9, Some((2, 20.0, 2.0)));
        // A day without work, and today, which is not over.
        check(
            &[(3, 10, 1), (4, 0, 0), (6, 30, 3), (9, 99, 9)],
            0,
            9,
            Some((2, 20.0, 2.0)),
        );
        // Clocks that run ahead.
        check(
            &[(3, 10, 1), (6, 30, 3), (20, 99, 9)],
            0,
            9,
            Some((2, 20.0, 2.0)),
        );
        // Skipped without a mark: as many again.
        check(&[(3, 10, 1), (6, 30, 3)], 4, 9, Some((2, 20.0, 4.0)));
        let month: Vec<_> = (1..=20)
            .map(|day| (day, u64::from(day > 10) * 5 + 1, 2))
            .collect();
        check(&month, 0, 21, Some((LAST_DAYS, 6.0, 2.0)));
    }

    #[test]
    fn time_left_needs_something_to_go_on() {
        let pace = |finished| Pace {
            days: 2,
            spans: 9.0,
            articles: 4.0,
            finished,
        };
        assert_eq!(pace(FEWEST_FINISHED - 1).time_left(10), None);
        let left = pace(FEWEST_FINISHED).time_left(10);
        assert_eq!(
            left,
            Some(TimeLeft {
                articles: 10,
                days: 2.5
            })
        );
        assert_eq!(
            pace(FEWEST_FINISHED).time_left(0).map(|left| left.days),
            Some(0.0)
        );
    }
}
