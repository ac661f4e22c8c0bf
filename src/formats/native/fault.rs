//! What is wrong with a file.

use std::fmt;

use thiserror::Error;

use super::{FORMAT, OFFSET_UNIT, VERSION};

/// One thing that is wrong with a file that can be read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a path into the document: `spans[3].end`.
    pub place: String,
    /// The line of the file, from 1, where it is known.
    pub line: Option<usize>,
    /// What, as a clause without a full stop.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// Why a file cannot be read at all. It must then not be overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NativeError {
    #[error("it is not valid JSON: {what} at line {line}, column {column}")]
    NotJson {
        line: usize,
        column: usize,
        what: String,
    },
    #[error("it is not an annotation file: its \"format\" is not \"{FORMAT}\"")]
    NotObelus,
    #[error("it has version {0}, and this program reads up to {VERSION}: a newer one is needed")]
    Newer(u64),
    #[error("its offsets count {0:?}, and only \"{OFFSET_UNIT}\" can be read")]
    OffsetUnit(String),
    #[error("the text of the article is missing")]
    TextMissing,
    #[error("{place} cannot be read: {why}")]
    Field { place: String, why: String },
}
