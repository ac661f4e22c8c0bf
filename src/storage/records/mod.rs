//! A file of records as a corpus: opening it, reading one record, and where the work on each is.
//!
//! Beside `news.jsonl` stands the folder `news.jsonl.obelus` with the annotation files, the choice
//! of columns and an index that spares the next scan. The file itself is never written, is read in
//! pieces, and of its text nothing is kept.

mod belonging;
mod choice;
mod opening;
mod place;
#[cfg(test)]
mod tests;
mod work;

pub(super) use belonging::gone;
pub use choice::{keep_columns, kept_columns};
pub use opening::{INDEX, RecordFile, Records, open_records, preview_records, read};
pub use place::RecordPlace;
pub use work::annotated;

use std::path::{Path, PathBuf};

use super::{Files, links};

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

/// Where links lead the folder of a file of records, if that is out of where it belongs: nothing is
/// written there.
pub(super) fn linked_folder(files: &dyn Files, records: &Path) -> Option<PathBuf> {
    links::outside_of_its_folder(files, &folder_of(records))
}

/// Where links lead the place of an annotation file of a record, likewise.
pub(super) fn linked_shelf(files: &dyn Files, records: &Path, work: &Path) -> Option<PathBuf> {
    linked_folder(files, records).or_else(|| {
        let shelf = work.parent()?;
        links::outside_of_its_folder(files, shelf)
    })
}
