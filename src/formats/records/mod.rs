//! Files of records: JSON lines and tables with an article in each record.
//!
//! A file is looked at first ([`Preview`]): how it is written and which column is what, for an
//! analyst to confirm. Then one pass over it ([`Scan`]) finds every record and keeps a line about
//! each; the text is read when it is needed ([`read_record`]). Nothing here holds a file, and a
//! broken record costs itself only.

mod article;
mod columns;
mod days;
mod entry;
mod fault;
mod guess;
mod index;
mod json;
mod layout;
mod preview;
mod rows;
mod scan;
mod sniff;
#[cfg(test)]
mod tests;

pub use article::{Wanted, read_record};
pub use columns::{Columns, Role};
pub use days::day;
pub use entry::{Entry, goes_by_line, key_of};
pub use fault::{Fault, LARGEST_RECORD, LONGEST_ID, RecordError, Unreadable};
pub use index::{Belongs, Index, Stamp, Work};
pub use layout::{Delimited, Layout, Shape, is_record_file};
pub use preview::{Column, MOST_COLUMNS, PREVIEWED, Preview};
pub use scan::{Scan, Scanned};
pub use sniff::Sniff;
