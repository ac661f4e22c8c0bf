//! From what an expression says to days of the calendar.
//!
//! The rules are those by which news is written; the table of tests has a row for each.
//!
//! | said | meant |
//! |---|---|
//! | a day of the week | the last such day that is not behind the publication; of what is still to come the first that is not before it |
//! | `last`, `next` with a day | the last such day before the publication, the first behind it |
//! | a day or month without a year | the latest that is not behind the publication; of what is to come the first that is not before it |
//! | `this week`, `in May` during May | the whole of it; of what has happened, up to the publication |
//! | weeks | Monday to Sunday |
//! | `two weeks ago` | the week in which that day lies, and so with months and years |
//! | early, mid, late | the first, middle or last third |
//!
//! Without a day of publication only what names its year is resolved: today is never assumed. Days
//! here are civil: no clock is asked and no time zone exists.

use jiff::civil::{Date, Weekday};

use super::when::{Part, Unit, When, Which};

/// Whether what is dated has happened or is to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    #[default]
    Past,
    Future,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    Day,
    Week,
    Month,
    Year,
}

impl Precision {
    /// As files have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// From the first to the last day on which something may have happened, or during which it went
/// on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
}

impl Interval {
    fn new(from: Date, to: Date, precision: Precision) -> Option<Self> {
        (from <= to).then_some(Self {
            from,
            to,
            precision,
        })
    }

    fn day(date: Date) -> Self {
        Self {
            from: date,
            to: date,
            precision: Precision::Day,
        }
    }
}

/// The days that an expression means in an article of that day. Nothing where that cannot be told.
/// Constant time.
#[must_use]
pub fn resolve(when: &When, published: Option<Date>, tense: Tense) -> Option<Interval> {
    match when {
        When::Day { year, month, day } => {
            let date = match year {
                Some(year) => Date::new(*year, *month, *day).ok()?,
                None => nearest_year(published?, tense, |year| {
                    Date::new(year, *month, *day).ok().map(|d| (d, d))
                })?,
            };
            Some(Interval::day(date))
        }
        When::Month { year, month, part } => {
            let bounds = |year| {
                let first = Date::new(year, *month, 1).ok()?;
                third(first, first.last_of_month(), *part)
            };
            let year = match year {
                Some(year) => *year,
                None => nearest_year(published?, tense, bounds)?.year(),
            };
            let (from, to) = bounds(year)?;
            let cut = until_published(Interval::new(from, to, Precision::Month)?, published, tense);
            Some(cut)
        }
        When::Year { year, part } => {
            let (from, to) = year_third(*year, *part)?;
            let found = Interval::new(from, to, Precision::Year)?;
            Some(until_published(found, published, tense))
        }
        When::Decade { first } => {
            let from = Date::new(*first, 1, 1).ok()?;
            let to = Date::new(first.checked_add(9)?, 12, 31).ok()?;
            Interval::new(from, to, Precision::Year)
        }
        When::Weekday { day, which } => weekday(*day, *which, published?, tense).map(Interval::day),
        When::Days(offset) => days(published?, *offset).map(Interval::day),
        When::Units { unit, offset, part } => {
            let found = units(published?, *unit, *offset, *part)?;
            Some(if *offset == 0 {
                until_published(found, published, tense)
            } else {
                found
            })
        }
        When::Past { unit, count } => {
            let (published, back) = (published?, count.checked_neg()?);
            let from = shifted(published, *unit, back)?;
            let precision = match unit {
                Unit::Day | Unit::Week => Precision::Week,
                Unit::Month => Precision::Month,
                Unit::Year => Precision::Year,
            };
            Interval::new(from, published, precision)
        }
        When::Weekend { which } => {
            let saturday = weekday(Weekday::Saturday, *which, published?, tense)?;
            let found = Interval::new(saturday, days(saturday, 1)?, Precision::Day)?;
            Some(until_published(found, published, tense))
        }
        When::Overnight => {
            let published = published?;
            Interval::new(days(published, -1)?, published, Precision::Day)
        }
        When::Range(first, last) => range(first, last, published, tense),
        When::Vague => None,
    }
}

/// Both ends; the first lies before the last.
fn range(first: &When, last: &When, published: Option<Date>, tense: Tense) -> Option<Interval> {
    let end = resolve(last, published, tense)?;
    // What the first end leaves out is that of the last.
    let completed = match (first, last) {
        (
            When::Day {
                year: None,
                month,
                day,
            },
            _,
        ) => Some(When::Day {
            year: Some(if *month > end.to.month() {
                end.to.year() - 1
            } else {
                end.to.year()
            }),
            month: *month,
            day: *day,
        }),
        (
            When::Month {
                year: None,
                month,
                part,
            },
            _,
        ) => Some(When::Month {
            year: Some(if *month > end.to.month() {
                end.to.year() - 1
            } else {
                end.to.year()
            }),
            month: *month,
            part: *part,
        }),
        _ => None,
    };
    let start = match (first, completed) {
        (_, Some(completed)) => resolve(&completed, published, tense)?,
        (When::Weekday { day, .. }, _) => Interval::day(at_or_before(end.from, *day)?),
        (first, None) => resolve(first, published, tense)?,
    };
    let precision = start.precision.max(end.precision);
    Interval::new(start.from, end.to, precision)
}

fn weekday(day: Weekday, which: Which, published: Date, tense: Tense) -> Option<Date> {
    match (which, tense) {
        (Which::Last, _) => at_or_before(days(published, -1)?, day),
        (Which::Next, _) => at_or_after(days(published, 1)?, day),
        (Which::Bare | Which::This, Tense::Past) => at_or_before(published, day),
        (Which::Bare | Which::This, Tense::Future) => at_or_after(published, day),
    }
}

fn at_or_before(date: Date, day: Weekday) -> Option<Date> {
    days(date, -i64::from(date.weekday().since(day)))
}

fn at_or_after(date: Date, day: Weekday) -> Option<Date> {
    days(date, i64::from(day.since(date.weekday())))
}

/// The first day of what `bounds` gives for the right year: the latest that does not begin behind
/// the publication, or the first that does not end before it. A 29th of February may be eight
/// years off.
fn nearest_year(
    published: Date,
    tense: Tense,
    bounds: impl Fn(i16) -> Option<(Date, Date)>,
) -> Option<Date> {
    const FURTHEST: i16 = 8;
    (0..=FURTHEST).find_map(|away| {
        let (from, to) = match tense {
            Tense::Past => bounds(published.year() - away),
            Tense::Future => bounds(published.year() + away),
        }?;
        let fits = match tense {
            Tense::Past => from <= published,
            Tense::Future => to >= published,
        };
        fits.then_some(from)
    })
}

fn units(published: Date, unit: Unit, offset: i64, part: Part) -> Option<Interval> {
    let there = shifted(published, unit, offset)?;
    match unit {
        Unit::Day => Some(Interval::day(there)),
        Unit::Week => {
            let monday = at_or_before(there, Weekday::Monday)?;
            Interval::new(monday, days(monday, 6)?, Precision::Week)
        }
        Unit::Month => {
            let (from, to) = third(there.first_of_month(), there.last_of_month(), part)?;
            Interval::new(from, to, Precision::Month)
        }
        Unit::Year => {
            let (from, to) = year_third(there.year(), part)?;
            Interval::new(from, to, Precision::Year)
        }
    }
}

/// What has happened has done so by the day on which it was written.
fn until_published(found: Interval, published: Option<Date>, tense: Tense) -> Interval {
    match published {
        Some(published)
            if tense == Tense::Past && found.from <= published && published < found.to =>
        {
            Interval {
                to: published,
                ..found
            }
        }
        _ => found,
    }
}

fn third(first: Date, last: Date, part: Part) -> Option<(Date, Date)> {
    let tenth = days(first, 9)?;
    let twentieth = days(first, 19)?;
    Some(match part {
        Part::Whole => (first, last),
        Part::Early => (first, tenth),
        Part::Middle => (days(tenth, 1)?, twentieth),
        Part::Late => (days(twentieth, 1)?, last),
    })
}

fn year_third(year: i16, part: Part) -> Option<(Date, Date)> {
    let (first, last) = match part {
        Part::Whole => (1, 12),
        Part::Early => (1, 4),
        Part::Middle => (5, 8),
        Part::Late => (9, 12),
    };
    let from = Date::new(year, first, 1).ok()?;
    let to = Date::new(year, last, 1).ok()?.last_of_month();
    Some((from, to))
}

fn days(date: Date, count: i64) -> Option<Date> {
    shifted(date, Unit::Day, count)
}

/// So many units further on; the last day of the month where there is no such day in it.
fn shifted(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Year => span.try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}
