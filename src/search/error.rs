//! What is wrong with a query, and where.

use thiserror::Error;

use super::fields::FieldDef;
use crate::text::ByteRange;
use crate::text::finding::FindError;

/// A query that cannot be understood: what is wrong, and the bytes of the query where it is. At
/// the end of the query the range is empty.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{wrong}")]
pub struct QueryError {
    pub range: ByteRange,
    pub wrong: Wrong,
}

/// What is wrong. Each message says what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    #[error("there is no field “{name}”{}; put it in quotes to look for it in the text", meant(*.close))]
    UnknownField {
        name: String,
        /// A field whose name is nearly the same.
        close: Option<&'static str>,
    },
    #[error("{}: takes {}", .0.name, .0.takes.said())]
    MissingValue(&'static FieldDef),
    #[error("{}: the name of the attribute stands behind a point; write {}", .0.name, .0.example)]
    Nameless(&'static FieldDef),
    #[error("{}: cannot be compared with {operator}; write {}", .field.name, .field.example)]
    WrongOperator {
        field: &'static FieldDef,
        operator: &'static str,
    },
    #[error("“{value}” is no number; write {}", .field.example)]
    NotANumber {
        field: &'static FieldDef,
        value: String,
    },
    #[error("“{value}” is no day; write 2024-04-25, 2024-04 or 2024")]
    NotADay { value: String },
    #[error("the first of the two is the larger one")]
    Reversed,
    #[error("{}: is one of {}", .field.name, .choices.join(", "))]
    NotOneOf {
        field: &'static FieldDef,
        choices: Vec<String>,
    },
    #[error("the quotation mark is not closed")]
    OpenQuote,
    #[error("the parenthesis is not closed")]
    OpenParenthesis,
    #[error("this parenthesis was not opened; put it in quotes to look for it")]
    ClosingParenthesis,
    #[error("there is nothing between the parentheses")]
    EmptyParentheses,
    #[error("nothing follows to be left out")]
    NothingToNegate,
    #[error("“or” stands between two conditions; put it in quotes to look for the word")]
    LooseOr,
    #[error("longer than {0} characters")]
    TooLong(usize),
    #[error("parentheses and “not” are nested too deeply")]
    TooDeep,
    #[error(transparent)]
    Words(#[from] FindError),
}

fn meant(close: Option<&'static str>) -> String {
    close.map_or(String::new(), |name| format!(" (did you mean {name}:?)"))
}
