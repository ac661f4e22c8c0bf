//! Names of spans, actors and events within one set.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stable name such as `s12`, unique in its set and never used again after a delete.
///
/// Files from elsewhere may use any text. Ids are ordered by their number where both have the
/// same letters before it, so that `s9` comes before `s10`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(#[schemars(with = "String")] Arc<str>);

impl Id {
    /// Numbers above this come from no person and no program like this one; they count as text,
    /// so that there is always a next number. 2^53, which every JSON reader keeps exactly.
    pub const LARGEST: u64 = 1 << 53;

    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// `Id::numbered('s', 12)` is `s12`.
    #[must_use]
    pub fn numbered(letter: char, number: u64) -> Self {
        Self(Arc::from(format!("{letter}{number}")))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of an id of the form `s12` for that letter.
    #[must_use]
    pub fn number(&self, letter: char) -> Option<u64> {
        let digits = self.0.strip_prefix(letter)?;
        let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        let number = if plain { digits.parse().ok() } else { None };
        number.filter(|number| *number <= Self::LARGEST)
    }

    fn split(&self) -> (&str, Option<u64>) {
        let at = self.0.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (letters, digits) = self.0.split_at(at);
        (letters, digits.parse().ok())
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.split()
            .cmp(&other.split())
            .then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
