//! A file of records as a corpus: opening it, reading one record, and where the work on each is.
//!
//! Beside `news.jsonl` stands the folder `news.jsonl.obelus` with the annotation files, the choice
//! of columns and an index that spares the next scan. The file itself is never written, is read in
//! pieces, and of its text nothing is kept.

mod choice;
mod opening;
mod place;
#[cfg(test)]
mod tests;
mod work;

pub use choice::{keep_columns, kept_columns};
pub use opening::{RecordFile, Records, open_records, preview_records, read};
pub use place::RecordPlace;
pub use work::annotated;

use std::path::{Path, PathBuf};

/// The folder of a file of records: `news.jsonl.obelus` beside `news.jsonl`.
#[must_use]
pub fn folder_of(path: &Path) -> PathBuf {
    // The bytes of the name are kept: two names that are no text would look alike as text.
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".obelus");
    path.with_file_name(name)
}

/// The file of records to which a folder belongs by its name.
#[must_use]
pub fn file_of(folder: &Path) -> Option<PathBuf> {
    let name = super::names::file_name(folder);
    let name = name.strip_suffix(".obelus")?;
    crate::formats::records::is_record_file(name).then(|| folder.with_file_name(name))
}
