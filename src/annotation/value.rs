//! Figures as numbers.

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

    /// As a floating-point number, rounded where it is large.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match self {
            Self::Exact(value) => *value,
            Self::Large(digits) => digits.parse().unwrap_or(f64::NAN),
        }
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
