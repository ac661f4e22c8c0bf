//! What may be wrong with what was typed, in words for whoever types.

use std::ops::Range;

use thiserror::Error;

/// Why a text is no value, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{fault}")]
pub struct NotationError {
    /// The bytes that cannot be read; empty where something is missing.
    pub at: Range<usize>,
    pub fault: NotationFault,
}

/// What is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotationFault {
    #[error("write a number, as 650, ~650, ≥10 or 20–30")]
    Empty,
    #[error("“{0}” is no number: begin with one, as 650 troops, or with a word like dozens")]
    NoNumber(String),
    #[error("a number is missing here, as in 20–30 or ≥10")]
    NumberMissing,
    #[error("“{0}” cannot be read: a comma stands between thousands, a point before decimals")]
    Comma(String),
    #[error("“{0}” cannot be read: a number has one point, before its decimals")]
    Points(String),
    #[error("“m” may be metres or millions: write {0} m or {0} M")]
    MetresOrMillions(String),
    #[error("this number has too many digits")]
    TooLong,
    #[error("“{0}” is no unit: put a space before what is counted")]
    Glued(String),
    #[error("the lower bound is above the upper one: write {high}–{low}")]
    Reversed { low: String, high: String },
    #[error("the best number lies outside the bounds")]
    BestOutside,
    #[error("two hedges do not go together: keep one")]
    TwoHedges,
    #[error("there are two of these: keep one")]
    Twice,
    #[error("close it with {0}")]
    Unclosed(char),
    #[error("write the bounds as [20..30], [20..] or [..30]")]
    Bracket,
    #[error("write \\\" for a quotation mark and \\\\ for a stroke")]
    Escape,
    #[error("“#{0}” is no kind: write {kinds}", kinds = kinds())]
    Tag(String),
    #[error("“@{0}” is no policy for vague words: write {policies}", policies = policies())]
    Policy(String),
    #[error("a unit is missing behind “unit:”")]
    UnitMissing,
    #[error("“{0}” cannot be read here: put what is counted into quotation marks")]
    Strange(String),
}

fn kinds() -> String {
    let kinds = super::super::FigureKind::ALL.map(|kind| format!("#{}", kind.name()));
    listed(&kinds)
}

fn policies() -> String {
    let policies = super::super::VaguePolicy::ALL.map(|policy| format!("@{}", policy.key()));
    listed(&policies)
}

fn listed(names: &[String]) -> String {
    match names {
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
        [] => String::new(),
    }
}
