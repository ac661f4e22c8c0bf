//! What an expression of time says, before it is known when it was said.

use jiff::civil::Weekday;

/// What an expression of time says. Nothing here depends on a day of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// `July 26`, `26 July 2023`, `2023-07-26`.
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    /// `in March`, `early March 2023`.
    Month {
        year: Option<i16>,
        month: i8,
        part: Part,
    },
    /// `in 2019`, `late 2019`.
    Year { year: i16, part: Part },
    /// `the 1990s`.
    Decade { first: i16 },
    /// `Thursday`, `last Thursday`, `next Thursday`.
    Weekday { day: Weekday, which: Which },
    /// Days from the publication: `yesterday` is -1.
    Days(i64),
    /// `last week`, `this month`, `next year`, `two months ago`.
    Units { unit: Unit, offset: i64, part: Part },
    /// `in the past three weeks`.
    Past { unit: Unit, count: i64 },
    /// `at the weekend`.
    Weekend { which: Which },
    /// `overnight`: the night before the publication.
    Overnight,
    /// `from 3 to 5 May`.
    Range(Box<When>, Box<When>),
    /// It says when, but not so that a day could be worked out: `years ago`, `3/4/2024`.
    Vague,
}

/// Which of several days of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// `Thursday`.
    Bare,
    This,
    Last,
    Next,
}

/// Which part of a month or a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Whole,
    Early,
    Middle,
    Late,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl When {
    /// Whether its words themselves say that it is still to come: `tomorrow`, `next week`.
    #[must_use]
    pub fn looks_ahead(&self) -> bool {
        match self {
            Self::Weekday { which, .. } | Self::Weekend { which } => *which == Which::Next,
            Self::Days(offset) | Self::Units { offset, .. } => *offset > 0,
            Self::Range(first, _) => first.looks_ahead(),
            _ => false,
        }
    }

    /// Whether it means the same whenever it is said.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        match self {
            Self::Day { year, .. } | Self::Month { year, .. } => year.is_some(),
            Self::Year { .. } | Self::Decade { .. } => true,
            Self::Range(_, last) => last.is_absolute(),
            _ => false,
        }
    }
}
