//! One number of the text as the rules hand it on. It is data, and reads nothing.

use crate::annotation::VagueNumber;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Digits,
    /// Words, or digits with a scale word.
    Words,
    /// A share of one: "two thirds", "1/2", "half".
    Fraction,
    /// "dozens", "several hundred": what that comes to is a matter of policy.
    Vague(VagueNumber),
    /// "twenty-first", "5th": a number, but no figure.
    Ordinal,
}

/// One number: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    pub first: usize,
    pub end: usize,
    pub value: f64,
    pub form: Form,
    /// What the first part was multiplied by at the end: a million in "2.5 million", else one.
    pub scale: f64,
}

/// What is known before a number is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Behind a currency: then "m" is a million and never a metre.
    pub money: bool,
    /// Behind "between": then "and" ends the number.
    pub between: bool,
}
