//! Figures as numbers.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest magnitude that JSON readers keep exactly: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number of a figure. In files whole numbers have no decimal point, and magnitudes beyond
/// 2^53 are decimal strings, since most JSON readers would round them.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[schemars(with = "serde_json::Value")]
pub enum Number {
    Exact(f64),
    /// Decimal digits with an optional sign and fraction.
    Large(Box<str>),
}

impl Number {
    /// The number as files hold it; nothing for infinities and not-a-number.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            None
        } else if value.abs() <= EXACT {
            Some(Self::Exact(if value == 0.0 { 0.0 } else { value }))
        } else {
            Some(Self::Large(format!("{value:.0}").into()))
        }
    }

    /// Nothing at all.
    pub const ZERO: Self = Self::Exact(0.0);

    /// A decimal number in its digits, with a minus sign before and a point in it where it has
    /// them: `-1500.25`. Beyond 2^53 every digit is kept. Nothing for anything else. Linear.
    #[must_use]
    pub fn of_digits(digits: &str) -> Option<Self> {
        let decimal = Decimal::of(digits)?;
        if decimal.is_exact() {
            Self::new(decimal.to_string().parse().ok()?)
        } else {
            Some(Self::Large(decimal.to_string().into()))
        }
    }

    /// Which of two numbers is larger, to the last digit. Linear in the digits.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        let decimal = |number: &Self| Decimal::of(&number.to_string()).unwrap_or_default();
        decimal(self).compare(&decimal(other))
    }

    /// As a floating-point number, rounded where it is large.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Exact(value) => *value,
            Self::Large(digits) => digits.parse().unwrap_or(f64::NAN),
        }
    }
}

/// The digits of a decimal number, without zeros that say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    fn of(digits: &str) -> Option<Self> {
        let body = digits.strip_prefix('-').unwrap_or(digits);
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Self {
            negative: digits.starts_with('-') && !zero,
            whole,
            fraction,
        })
    }

    /// Whether its magnitude is not beyond 2^53.
    fn is_exact(&self) -> bool {
        const LIMIT: &str = "9007199254740992";
        match self.whole.len().cmp(&LIMIT.len()) {
            Ordering::Less => true,
            Ordering::Equal => {
                self.whole.as_str() < LIMIT || self.whole == LIMIT && self.fraction.is_empty()
            }
            Ordering::Greater => false,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let magnitude = || {
            let lengths = self.whole.len().cmp(&other.whole.len());
            let wholes = lengths.then_with(|| self.whole.cmp(&other.whole));
            wholes.then_with(|| self.fraction.cmp(&other.fraction))
        };
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => magnitude(),
            (true, true) => magnitude().reverse(),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let whole = match self.whole.as_str() {
            "" => "0",
            whole => whole,
        };
        let point = if self.fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{}", self.fraction)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(value) => write!(f, "{value}"),
            Self::Large(digits) => f.write_str(digits),
        }
    }
}

impl Serialize for Number {
    #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(value) if value.fract() == 0.0 => serializer.serialize_i64(*value as i64),
            Self::Exact(value) => serializer.serialize_f64(*value),
            Self::Large(digits) => serializer.serialize_str(digits),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Number(f64),
            Text(String),
        }
        match Raw::deserialize(deserializer)? {
            Raw::Number(value) => {
                Self::new(value).ok_or_else(|| D::Error::custom("a number out of range"))
            }
            Raw::Text(digits) => {
                let body = digits.strip_prefix('-').unwrap_or(&digits);
                let decimal = body.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                    && body.bytes().filter(|b| *b == b'.').count() <= 1
                    && body.bytes().any(|b| b.is_ascii_digit());
                if decimal {
                    Ok(Self::Large(digits.into()))
                } else {
                    Err(D::Error::custom(format!(
                        "{digits:?} is not a decimal number"
                    )))
                }
            }
        }
    }
}

/// How the text hedges a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hedge {
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    /// "between 20 and 30"
    Range,
    /// "dozens": bounds by a stated policy.
    Vague,
}

/// What kind of fact a figure states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    Dead,
    Injured,
    Arrested,
    Displaced,
    /// How large a group or a deployment is.
    Size,
    /// Money or a physical quantity.
    Amount,
    /// A percentage.
    Share,
    #[default]
    Other,
}

/// What a figure says: "about 650 U.S. troops" is 650, approximate, of troops.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureValue {
    /// The lower bound; nothing where that side is open.
    pub low: Option<Number>,
    pub best: Option<Number>,
    /// The upper bound; nothing where that side is open.
    pub high: Option<Number>,
    /// Whether the lower bound itself is left out ("more than 30").
    #[serde(default)]
    pub low_open: bool,
    /// Whether the upper bound itself is left out ("fewer than 30").
    #[serde(default)]
    pub high_open: bool,
    pub hedge: Option<Hedge>,
    /// A currency in ISO 4217, `%`, or a unit in UCUM, as the text has it: nothing is converted.
    pub unit: Option<String>,
    /// What is counted: `troops`.
    pub counted: Option<String>,
    #[serde(default)]
    pub kind: FigureKind,
    /// The policy by which a vague word was given its bounds.
    pub policy: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: super::Fields,
}

impl Hedge {
    pub const ALL: [Self; 7] = [
        Self::About,
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::LessThan,
        Self::Range,
        Self::Vague,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::AtMost => "at_most",
            Self::LessThan => "less_than",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
}

impl FigureKind {
    pub const ALL: [Self; 8] = [
        Self::Dead,
        Self::Injured,
        Self::Arrested,
        Self::Displaced,
        Self::Size,
        Self::Amount,
        Self::Share,
        Self::Other,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Injured => "injured",
            Self::Arrested => "arrested",
            Self::Displaced => "displaced",
            Self::Size => "size",
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Other => "other",
        }
    }
}

impl FigureValue {
    /// A plain number, without hedge or unit.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        let number = Number::new(value);
        Self {
            low: number.clone(),
            best: number.clone(),
            high: number,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_beyond_what_a_double_holds() {
        let read = |digits: &str| Number::of_digits(digits).expect("a number");
        assert_eq!(read("650"), Number::Exact(650.0));
        assert_eq!(read("-0.50"), Number::Exact(-0.5));
        assert_eq!(read("-0"), Number::ZERO);
        assert_eq!(read("9007199254740992"), Number::Exact(EXACT));
        let one_more = read("9007199254740993");
        assert_eq!(one_more, Number::Large("9007199254740993".into()));
        assert_eq!(
            read("009007199254740993.10").to_string(),
            "9007199254740993.1"
        );
        for wrong in ["", "-", ".", "1e5", "1,5", "--1", "1.2.3", "٣"] {
            assert_eq!(Number::of_digits(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_compared_to_the_last_digit() {
        let sorted = [
            "-9007199254740994",
            "-9007199254740993",
            "-2",
            "-1.5",
            "0",
            "0.25",
            "0.3",
            "9",
            "10",
            "9007199254740992",
            "9007199254740992.5",
            "9007199254740993",
        ];
        let numbers = sorted.map(|digits| Number::of_digits(digits).expect("a number"));
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.compare(b), i.cmp(&j), "{a} {b}");
            }
        }
    }
}
