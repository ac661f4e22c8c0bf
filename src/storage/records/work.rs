//! The annotation files in the folder of a file of records, and how far each is.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::{Files, Kind, LARGEST_ANNOTATION_FILE, links, names};
use crate::formats::native::summarise;
use crate::formats::records::{Belongs, Work};

/// Every annotation file in a folder such as `news.jsonl.obelus`, in the order of their names. One
/// that is in `known` with the same size and time is not read again. Links are not
/// followed; where nothing can be listed there is no work.
#[must_use]
pub fn annotated(files: &dyn Files, folder: &Path, known: &[Work]) -> Vec<Work> {
    let known: foldhash::HashMap<&str, &Work> = known
        .iter()
        .map(|work| (work.name.as_str(), work))
        .collect();
    let mut found = Vec::new();
    if links::outside_of_its_folder(files, folder).is_some() {
        return found;
    }
    for inner in files.list(folder).unwrap_or_default() {
        let shelf = names::file_name(&inner.path);
        let hex = shelf.len() == 2 && shelf.bytes().all(|b| b.is_ascii_hexdigit());
        if inner.kind != Kind::Folder || inner.link || !hex {
            continue;
        }
        for listed in files.list(&inner.path).unwrap_or_default() {
            let name = names::file_name(&listed.path);
            let Kind::File { size, .. } = listed.kind else {
                continue;
            };
            if listed.link || name.starts_with('.') || !names::is_annotation_file(&name) {
                continue;
            }
            let name = format!("{shelf}/{name}");
            let modified = nanoseconds(files.modified(&listed.path));
            let before = known.get(name.as_str()).filter(|work| {
                work.size == size && work.modified == modified && modified.is_some()
            });
            found.push(match before {
                Some(before) => (*before).clone(),
                None => Work {
                    name,
                    size,
                    modified,
                    summary: (size <= LARGEST_ANNOTATION_FILE)
                        .then(|| files.read(&listed.path).ok())
                        .flatten()
                        .and_then(|bytes| summarise(&bytes)),
                    belongs: Belongs::Named,
                },
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Since 1970; nothing for earlier times.
pub(super) fn nanoseconds(time: Option<SystemTime>) -> Option<u64> {
    let since = time?.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}
