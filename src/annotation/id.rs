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

/// Whether an id is a letter and a number as this program gives them: of those the longer one has
/// the larger number.
fn is_plain(id: &[u8]) -> bool {
    matches!(id, [letter, first, rest @ ..]
        if letter.is_ascii_alphabetic()
            && (b'1'..=b'9').contains(first)
            && rest.len() < 15
            && rest.iter().all(u8::is_ascii_digit))
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        // Nearly all are such, and a set of spans compares ids with every look at one.
        if is_plain(a) && is_plain(b) {
            return (a[0].cmp(&b[0]))
                .then(a.len().cmp(&b.len()))
                .then_with(|| a.cmp(b));
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_letters_and_numbers(
            a in "[a-z]{0,2}[0-9]{0,18}[a-z-]?", b in "[a-z]{0,2}[0-9]{0,18}[a-z-]?",
        ) {
            let (a, b) = (Id::new(&a), Id::new(&b));
            let slow = a.split().cmp(&b.split()).then_with(|| a.0.cmp(&b.0));
            prop_assert_eq!(a.cmp(&b), slow);
        }

        #[test]
        fn plain_ids_are_ordered_by_their_numbers(a in 0u64..2000, b in 0u64..2000) {
            prop_assert_eq!(Id::numbered('s', a).cmp(&Id::numbered('s', b)), a.cmp(&b));
        }
    }
}
