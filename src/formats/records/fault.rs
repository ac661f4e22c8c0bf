//! What is wrong with a record, or with a file of records as a whole, and what to do about it.

use std::fmt;

use thiserror::Error;

use super::json::Broken;

/// The largest record that is read, in bytes. The longest reports have some hundred kilobytes; a
/// longer stretch without the end of a record is damage, such as a quote that is never closed, and
/// a scan holds one record in memory.
pub const LARGEST_RECORD: usize = 16 * 1024 * 1024;

/// The longest id that names a record, in bytes: it is kept in memory for each.
pub const LONGEST_ID: usize = 512;

/// A record that cannot be opened, or something odd about one that can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where the record begins, from 1.
    pub line: u32,
    /// What is wrong and what to do, a clause.
    pub why: Box<str>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// Why one record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    #[error("it is not JSON ({what} at byte {at}); mend the line, or take it out")]
    NotJson { at: usize, what: &'static str },
    #[error("it is {0}, and a record is an object in braces; mend the line, or take it out")]
    NotAnObject(&'static str),
    #[error(
        "something follows its closing brace at byte {0}; put each record on a line of its own"
    )]
    Behind(usize),
    #[error("it is nested too deep to be read")]
    Deep,
    #[error("it ends in the middle of the record; fetch the file again, or take the line out")]
    Cut,
    #[error("it has no “{0}”; choose another column for the text, or fill it in")]
    NoText(String),
    #[error("“{0}” is empty; choose another column for the text, or fill it in")]
    EmptyText(String),
    #[error("“{name}” is {kind} and no text; choose another column for the text")]
    TextOfKind { name: String, kind: &'static str },
    #[error("it is not in UTF-8 from byte {0} on; save the file in UTF-8")]
    NotUtf8(usize),
    #[error("it does not fit {0}, in which the file was read")]
    Undecodable(String),
    #[error("it has a zero byte at byte {0}, which no text has; mend the line, or take it out")]
    Zero(usize),
    #[error("it is larger than the {} MB that a record may have; take it out, or keep it as an article of its own", LARGEST_RECORD / 1024 / 1024)]
    Huge,
    #[error(
        "it has {found} fields, and the file has {expected} columns; look for a separator or a quote that is missing"
    )]
    Fields { found: usize, expected: usize },
    #[error(
        "a quote that opens here is never closed; close it, or fetch the file again where it was cut off"
    )]
    Unclosed,
    #[error("a quote is followed by text at byte {0}; double a quote that stands in the text")]
    Quote(usize),
    #[error(
        "the file was changed since it was listed, and another record stands here now; scan it again"
    )]
    Moved,
}

impl From<Broken> for RecordError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Cut => Self::Cut,
            Broken::At(at, what) => Self::NotJson { at: at + 1, what },
            Broken::NotAnObject(what) => Self::NotAnObject(what),
            Broken::Behind(at) => Self::Behind(at + 1),
            Broken::Deep => Self::Deep,
        }
    }
}

/// Why a file is not read as records at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    #[error("there is no record in it")]
    Empty,
    #[error("it is one JSON list; write each record on a line of its own (jq -c '.[]' does it)")]
    List,
    #[error(
        "it is one JSON object over many lines; write each record on a line of its own (jq -c . does it)"
    )]
    Spread,
    #[error("it is in UTF-16; save it in UTF-8 (in a spreadsheet: “CSV UTF-8”)")]
    Utf16,
    #[error("this is not a text file")]
    Binary,
    #[error("its lines end with CR only; save it with the line ends of Unix or Windows")]
    Returns,
    #[error(
        "no record in it is in UTF-8, as JSON lines are: it seems to be in {0}; save it in UTF-8"
    )]
    Foreign(String),
    #[error(
        "it is no file of records; JSON lines (.jsonl, .ndjson) and tables (.csv, .tsv) are read"
    )]
    UnknownKind,
    #[error("none of its columns holds text ({}); choose one", some(.0))]
    NoText(Vec<String>),
    #[error("it has more columns than the {read} that are looked at, and none of these holds text ({})", some(.names))]
    TooWide { read: usize, names: Vec<String> },
    #[error("there is no column “{0}” in it; choose another one")]
    NoColumn(String),
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    const NAMED: usize = 12;
    let mut said = names[..names.len().min(NAMED)].join(", ");
    if names.len() > NAMED {
        said.push_str(&format!(" and {} more", names.len() - NAMED));
    }
    said
}
