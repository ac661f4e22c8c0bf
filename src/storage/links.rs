//! Links that lead out of a folder. Folders are shared, and a link in one must not make this
//! program read, copy or overwrite what lies elsewhere.

use std::io;
use std::path::{Path, PathBuf};

use super::Files;

/// Where a file of `folder` really stands, if links lead it out of there. Where that cannot be
/// told it counts as outside; where there is no file nothing leads anywhere.
pub(super) fn outside(files: &dyn Files, folder: &Path, path: &Path) -> Option<PathBuf> {
    let resolved = match files.resolve(path) {
        Ok(resolved) => resolved,
        // Something else may stand in the place of the folder.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return None;
        }
        Err(_) => return Some(path.to_owned()),
    };
    match files.resolve(folder) {
        Ok(folder) if resolved.starts_with(&folder) => None,
        _ => Some(resolved),
    }
}

/// As [`outside`], of the folder in which the path itself stands.
pub(super) fn outside_of_its_folder(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    outside(files, folder, path)
}
