//! Rows: what was annotated, as tables for people who count events.
//!
//! One row an event frame, in columns like ACLED's or with PLOVER's names, or one row a span. Every
//! cell that says something of the text has its words beside it and where they stand, in Unicode
//! code points, half open. Nothing is guessed: what the annotation does not decide stays empty, and
//! what a row cannot hold is counted ([`LeftOut`]). So is what cannot be true, as a day that there
//! is not: in event rows its cells are empty, in the table of spans they are as they stand.
//!
//! CSV is UTF-8 as RFC 4180 has it, line ends CRLF. Several values of one cell are joined by ` | `
//! ([`split`]); cells that a spreadsheet would take for a formula begin with an apostrophe
//! ([`unguarded`]). JSONL has one object a row, arrays for several values, and PLOVER's nesting.

mod acled;
mod coding;
mod column;
mod countries;
mod groups;
mod guard;
mod held;
mod plover;
mod sides;
mod spans;
mod work;
mod writer;

pub use column::{ColumnInfo, split};
pub use guard::{guarded, unguarded};
pub use held::LeftOut;
pub use work::Work;
pub use writer::{RowWriter, columns};

/// What the columns of event rows are called and hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    #[default]
    Acled,
    Plover,
}

impl Style {
    pub const ALL: [Self; 2] = [Self::Acled, Self::Plover];

    /// As people choose it at a terminal: `acled`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Plover => "plover",
        }
    }

    /// As the window shows it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Acled => "Columns like ACLED",
            Self::Plover => "PLOVER’s field names",
        }
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// One event frame.
    Events(Style),
    /// One span.
    Spans,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Csv {
        /// A byte-order mark in front: some spreadsheets read UTF-8 only then.
        bom: bool,
        /// Cells as they are, also where a spreadsheet would take them for formulas.
        raw: bool,
    },
    Jsonl,
}

impl Form {
    /// What its files are called behind the point.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv { .. } => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}
