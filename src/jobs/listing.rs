//! Listing a corpus, and telling how far that is.

use std::path::Path;

use super::Reply;
use crate::formats::records::{Columns, Preview};
use crate::storage::{Corpus, Files, Kind, StorageError, records};

/// After so many more articles it is told how many were found.
const SAID: usize = 2_000;

/// Lists a folder or a file of records.
pub(super) fn list(
    files: &dyn Files,
    root: &Path,
    annotator: Option<&str>,
    columns: Option<Columns>,
    wanted: &dyn Fn() -> bool,
    answer: &mut dyn FnMut(Reply),
) -> Result<Corpus, StorageError> {
    if files.kind(root).is_ok_and(|kind| kind == Kind::Folder) {
        let mut said = 0;
        return Corpus::list(files, root, &mut |found| {
            if found >= said + SAID {
                said = found;
                let so_far = format!("{found} articles");
                answer(Reply::Listing { so_far });
            }
            wanted()
        });
    }
    // Where the choice cannot be kept it holds for as long as the file is open.
    let unkept = columns.as_ref().and_then(|chosen| {
        let error = records::keep_columns(files, root, chosen).err()?;
        Some((error, chosen.clone()))
    });
    let mut said = 0;
    let mut progress = |read: u64, of: u64| {
        let percent = read * 100 / of.max(1);
        if percent >= said + 5 {
            said = percent;
            let so_far = format!("{percent} %");
            answer(Reply::Listing { so_far });
        }
    };
    let cancelled = || !wanted();
    let records = records::open_records(files, root, columns, &mut progress, &cancelled)?;
    let mut corpus = Corpus::of_records(&records, annotator);
    if let Some((why, columns)) = unkept {
        let notice = format!("{why} · the columns hold until another file is opened");
        corpus.notices.insert(0, notice);
        corpus.unkept = Some(Box::new(columns));
    }
    Ok(corpus)
}

/// What the columns of a file of records seem to be; where they were chosen before nothing, or the
/// choice if they are to be chosen again.
pub(super) fn preview(
    files: &dyn Files,
    path: &Path,
    again: bool,
) -> Result<Option<Box<Preview>>, StorageError> {
    let kept = records::kept_columns(files, path)?;
    if kept.is_some() && !again {
        return Ok(None);
    }
    let mut preview = records::preview_records(files, path)?;
    if let Some(kept) = kept {
        preview.shape.columns = kept;
    }
    Ok(Some(Box::new(preview)))
}
