//! A new file that is written piece by piece and is there as a whole or not at all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::saving::{sync_name, temporary_path};
use super::{Action, Files, Kind, StorageError, Writing, names};

/// So much is gathered before it is handed to the disk.
const PIECE: usize = 1 << 16;

/// How often another name is tried where a temporary file is in the way.
const TRIES: usize = 16;

/// A file that is being written beside its place. Dropped before [`Outgoing::finish`], it leaves
/// nothing behind.
pub struct Outgoing {
    files: Arc<dyn Files>,
    path: PathBuf,
    temporary: PathBuf,
    file: Box<dyn Writing>,
    waiting: Vec<u8>,
    replace: bool,
    in_place: bool,
}

impl Outgoing {
    /// Begins a file. What stands at its path is only replaced where `replace` says so, and never
    /// where it is an annotation file.
    ///
    /// # Errors
    /// Where something stands there that may not be replaced, or the folder cannot be written.
    pub fn begin(files: Arc<dyn Files>, path: &Path, replace: bool) -> Result<Self, StorageError> {
        refuse(&*files, path, replace)?;
        let failed = |source| StorageError::failed(path, Action::Save, source);
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let temporary = temporary_path(path);
            match files.create(&temporary, None) {
                Ok(file) => {
                    return Ok(Self {
                        files,
                        path: path.to_owned(),
                        temporary,
                        file,
                        waiting: Vec::with_capacity(PIECE),
                        replace,
                        in_place: false,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err(failed(error)),
            }
        }
        Err(failed(last))
    }

    /// Where it will stand.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the disk and puts the file in its place, in one step.
    ///
    /// # Errors
    /// Where the disk says no, or something stands there by now that may not be replaced; nothing
    /// is left behind then.
    pub fn finish(mut self) -> Result<(), StorageError> {
        let done = self.pass_on().and_then(|()| self.file.sync());
        let failed = |source| StorageError::failed(&self.path, Action::Save, source);
        done.map_err(failed)?;
        refuse(&*self.files, &self.path, self.replace)?;
        let failed = |source| StorageError::failed(&self.path, Action::Save, source);
        self.files
            .rename(&self.temporary, &self.path)
            .map_err(failed)?;
        self.in_place = true;
        // The file is in its place; a power cut in the next seconds may still take its name.
        let _ = sync_name(&*self.files, &self.path);
        Ok(())
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let done = self.file.append(&self.waiting);
        self.waiting.clear();
        done
    }
}

/// What stands at a path must not be lost.
fn refuse(files: &dyn Files, path: &Path, replace: bool) -> Result<(), StorageError> {
    let name = names::file_name(path);
    let there = match files.kind(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StorageError::failed(path, Action::Save, error)),
        Ok(there) => there,
    };
    match there {
        Kind::File {
            read_only: true, ..
        } => Err(StorageError::ReadOnly(path.to_owned())),
        Kind::File { .. } if names::is_annotation_file(&name) => Err(StorageError::Kept {
            path: path.to_owned(),
            what: "an annotation file",
        }),
        Kind::File { .. } if !replace => Err(StorageError::Taken(path.to_owned())),
        Kind::File { .. } => Ok(()),
        Kind::Other => Err(StorageError::failed(
            path,
            Action::Save,
            io::Error::other("it is no plain file"),
        )),
        Kind::Folder => Err(StorageError::failed(
            path,
            Action::Save,
            io::ErrorKind::IsADirectory.into(),
        )),
    }
}

impl io::Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        if !self.in_place {
            let _ = self.files.remove(&self.temporary);
        }
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;
    use crate::storage::OnDisk;

    fn names(folder: &Path) -> Vec<String> {
        let listed = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = listed
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_there_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        let files: Arc<dyn Files> = Arc::new(OnDisk);
        let mut out = Outgoing::begin(Arc::clone(&files), &path, false).unwrap();
        out.write_all(&vec![b'a'; 2 * PIECE]).unwrap();
        assert!(!path.exists());
        drop(out);
        assert!(names(folder.path()).is_empty());
        let mut out = Outgoing::begin(Arc::clone(&files), &path, false).unwrap();
        out.write_all(b"rows").unwrap();
        out.finish().unwrap();
        assert_eq!(names(folder.path()), ["events.csv"]);
        assert_eq!(fs::read(&path).unwrap(), b"rows");
    }

    #[test]
    fn what_stands_there_is_replaced_only_where_that_was_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        let work = folder.path().join("a.txt.obelus.json");
        fs::write(&path, "before").unwrap();
        fs::write(&work, "{}").unwrap();
        let files: Arc<dyn Files> = Arc::new(OnDisk);
        assert!(Outgoing::begin(Arc::clone(&files), &path, false).is_err());
        assert!(Outgoing::begin(Arc::clone(&files), &work, true).is_err());
        assert!(Outgoing::begin(Arc::clone(&files), folder.path(), true).is_err());
        let out = Outgoing::begin(Arc::clone(&files), &path, true).unwrap();
        out.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"");
        assert_eq!(fs::read(&work).unwrap(), b"{}");
    }
}
