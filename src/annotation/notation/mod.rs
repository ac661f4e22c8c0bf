//! The compact notation of figure values: one line that is typed and printed.
//!
//! | written | means |
//! |---|---|
//! | `650 troops` | 650, of troops; people are a size |
//! | `~650 troops`, `about 650 troops` | about 650 |
//! | `≥10`, `>=10`, `10+`, `at least 10` | 10 or more |
//! | `>10`, `<=10`, `<10` | more than 10, at most 10, less than 10 |
//! | `20–30 dead`, `20-30`, `20..30`, `20 to 30` | from 20 to 30, best 25 |
//! | `20–30 (22)`, `20–30 (?)` | best 22, no best number |
//! | `dozens dead`, `tens of thousands` | by the policy for vague words; `dozens @acled` names it |
//! | `1,500`, `1 500`, `2.5 million`, `3k`, `1e6` | a point stands before decimals |
//! | `€5 million`, `>1e6 EUR`, `5 %`, `3 km`, `3 miles`, `2 t of rice` | with a unit |
//! | `12 people #dead` | the kind, where the words do not say it |
//! | `[20..30)`, `(20..]` | bounds one by one: a round bracket leaves the bound out |
//! | `5 unit:widget`, `5 "of the #1"` | a unit that is not known, words that are no plain ones |
//! | `20 #at_least`, `20 #exact` | the hedge, where it is not what the bounds say |
//!
//! [`read`] and [`write`] are inverse: any sound value that is written reads back as itself. Sound
//! is a value whose numbers are as [`Number::new`] and [`Number::of_digits`] make them and whose
//! lower bound, best number and upper bound do not come in another order. Fields that this version
//! does not know ([`FigureValue::extra`]) have no notation: who sets a value keeps them.
//!
//! Nothing here panics, whatever is typed; both ways are linear.

mod amounts;
mod cursor;
mod decimal;
mod fault;
mod reading;
mod words;
mod writing;

#[cfg(test)]
mod tests;

pub use fault::{NotationError, NotationFault};

use super::{FigureValue, VaguePolicy};

/// Reads a value; a vague word without a policy of its own is what `policy` says.
///
/// # Errors
/// Where nothing can be made of it: what is wrong, what to write, and where, in bytes of `text`.
pub fn read(text: &str, policy: VaguePolicy) -> Result<FigureValue, NotationError> {
    reading::read(text, policy)
}

/// A value in the notation.
#[must_use]
pub fn write(value: &FigureValue) -> String {
    writing::write(value)
}
