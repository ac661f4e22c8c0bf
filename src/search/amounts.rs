//! Comparisons: with numbers, and with days.

use std::fmt;

/// A comparison with one value, or with two.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test<T> {
    Is(T),
    More(T),
    AtLeast(T),
    Less(T),
    AtMost(T),
    /// Both ends belong to it.
    Between(T, T),
}

impl<T: fmt::Display> fmt::Display for Test<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(value) => write!(f, ":{value}"),
            Self::More(value) => write!(f, ">{value}"),
            Self::AtLeast(value) => write!(f, ">={value}"),
            Self::Less(value) => write!(f, "<{value}"),
            Self::AtMost(value) => write!(f, "<={value}"),
            Self::Between(from, to) => write!(f, ":{from}..{to}"),
        }
    }
}

impl Test<f64> {
    pub(super) fn holds(&self, number: f64) -> bool {
        match *self {
            Self::Is(value) => number == value,
            Self::More(value) => number > value,
            Self::AtLeast(value) => number >= value,
            Self::Less(value) => number < value,
            Self::AtMost(value) => number <= value,
            Self::Between(from, to) => from <= number && number <= to,
        }
    }
}

/// A number as people type it: with a sign, a decimal point, and commas between thousands.
pub(super) fn read_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '_'));
    if !plain {
        return None;
    }
    let text: String = text.chars().filter(|c| !matches!(c, ',' | '_')).collect();
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A day, a month or a year: `2024-04-25`, `2024-04`, `2024`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day(String);

impl Day {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize, least: u32, most: u32| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            let value: u32 = if plain { part.parse().ok()? } else { 0 };
            (plain && (least..=most).contains(&value)).then_some(value)
        };
        let well = match text.len() {
            4 => number(4, 0, 9999).is_some(),
            7 => number(4, 0, 9999).is_some() && number(2, 1, 12).is_some(),
            10 => {
                number(4, 0, 9999).is_some()
                    && number(2, 1, 12).is_some()
                    && number(2, 1, 31).is_some()
            }
            _ => false,
        };
        (well && parts.next().is_none()).then(|| Self(text.to_owned()))
    }

    /// Whether all of it comes later than another one.
    pub(super) fn is_behind(&self, other: &Self) -> bool {
        self.first() > other.last()
    }

    /// The first day of it. Days are compared as they are written.
    fn first(&self) -> String {
        let rest = "0000-01-01".get(self.0.len()..).unwrap_or_default();
        format!("{}{rest}", self.0)
    }

    /// The last day of it, or one behind that is before the next month.
    fn last(&self) -> String {
        let rest = "0000-12-31".get(self.0.len()..).unwrap_or_default();
        format!("{}{rest}", self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Test<Day> {
    /// Whether it holds for what lasts from one day to another, as files write them.
    pub(super) fn holds(&self, from: &str, to: &str) -> bool {
        match self {
            Self::Is(day) => from <= day.last().as_str() && to >= day.first().as_str(),
            Self::More(day) => from > day.last().as_str(),
            Self::AtLeast(day) => from >= day.first().as_str(),
            Self::Less(day) => to < day.first().as_str(),
            Self::AtMost(day) => to <= day.last().as_str(),
            Self::Between(first, last) => {
                from <= last.last().as_str() && to >= first.first().as_str()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let read = |text| read_number(text);
        assert_eq!(read("1,000"), Some(1000.0));
        assert_eq!(read("-2.5"), Some(-2.5));
        for wrong in ["", "-", "inf", "1e5", "12a", ".5", "1.2.3", "NaN"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
        assert_eq!(read(&"9".repeat(400)), None);
    }

    #[test]
    fn a_month_is_all_of_its_days() {
        let day = |text| Day::read(text).unwrap();
        let on = |test: &Test<Day>, date: &str| test.holds(date, date);
        assert!(on(&Test::Is(day("2024-04")), "2024-04-30"));
        assert!(!on(&Test::Is(day("2024-04")), "2024-05-01"));
        assert!(!on(&Test::More(day("2024-04")), "2024-04-30"));
        assert!(on(&Test::More(day("2024")), "2025-01-01"));
        assert!(on(&Test::AtMost(day("2024-02")), "2024-02-29"));
        assert!(on(
            &Test::Between(day("2023"), day("2024-02")),
            "2023-01-01"
        ));
        for wrong in [
            "",
            "24",
            "2024-13",
            "2024-1",
            "2024-04-32",
            "2024-04-",
            "2024/04",
            "٢٠٢٤",
        ] {
            assert_eq!(Day::read(wrong), None, "{wrong:?}");
        }
    }
}
