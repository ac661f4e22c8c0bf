//! Saving in one step: either the new file is there, whole, or the old one.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Action, Files, Kind, StorageError, names};
use crate::formats::Fingerprint;

/// How often another name is tried where a temporary file is in the way.
const TRIES: usize = 16;

/// What must stand in the place of a file for it to be overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// No file: it was not there when the work began.
    Nothing,
    /// The file that was loaded, or saved last.
    File(Fingerprint),
    /// A file that was opened read-only, for one of the reasons in [`super::ReadOnly`]: nothing
    /// may take its place.
    Protected,
}

/// Writes `bytes` to a temporary file beside `path`, waits for the disk, and renames. Permissions
/// stay; a link stays a link. Where anything fails the old file is untouched and the temporary
/// one removed. Returns what the file is now, the base of the next save.
///
/// # Errors
/// Where the file is not what `base` says, is marked read-only, or cannot be written.
pub fn save(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    base: Base,
) -> Result<Base, StorageError> {
    let file = Base::File(Fingerprint::of(bytes));
    if let Some(staged) = stage(files, path, bytes, base)? {
        // The file is in its place. Where the folder cannot be synced only a power cut in the
        // next seconds could bring the old one back, and saying "not saved" would be wrong.
        staged.put_in_place(files)?;
    }
    Ok(file)
}

/// A file that lies ready beside its place, safe on the disk.
#[derive(Debug)]
pub(super) struct Staged {
    path: PathBuf,
    target: PathBuf,
    temporary: PathBuf,
    base: Base,
}

/// The first half of [`save`]: nothing where the file in place has these bytes already.
pub(super) fn stage(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    base: Base,
) -> Result<Option<Staged>, StorageError> {
    if base == Base::Protected {
        return Err(StorageError::Protected(path.to_owned()));
    }
    let failed = |source| StorageError::failed(path, Action::Save, source);
    let target = match files.resolve(path) {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let current = current(files, &target, path)?;
    if current == Base::File(Fingerprint::of(bytes)) && current == base {
        return Ok(None);
    }
    // Where the file was taken away since there is nothing to overwrite.
    if current != base && current != Base::Nothing {
        return Err(StorageError::ChangedUnderneath(path.to_owned()));
    }
    let like = (current != Base::Nothing).then_some(target.as_path());
    let temporary = write_temporary(files, &target, bytes, like).map_err(failed)?;
    Ok(Some(Staged {
        path: path.to_owned(),
        target,
        temporary,
        base,
    }))
}

impl Staged {
    /// The second half of [`save`]; whether the name is on the disk too. What stands there is
    /// looked at once more: writing took its time.
    pub fn put_in_place(self, files: &dyn Files) -> Result<bool, StorageError> {
        let current = current(files, &self.target, &self.path);
        match current {
            Ok(current) if current == self.base || current == Base::Nothing => {}
            other => {
                self.discard(files);
                other?;
                return Err(StorageError::ChangedUnderneath(self.path));
            }
        }
        if let Err(source) = files.rename(&self.temporary, &self.target) {
            self.discard(files);
            return Err(StorageError::failed(&self.path, Action::Save, source));
        }
        Ok(files.sync_folder(folder(&self.target)).is_ok())
    }

    /// Takes the temporary file away.
    pub fn discard(&self, files: &dyn Files) {
        let _ = files.remove(&self.temporary);
    }
}

/// Waits until the name of a file, behind links, is on the disk.
pub(super) fn sync_name(files: &dyn Files, path: &Path) -> io::Result<()> {
    let target = files.resolve(path).unwrap_or_else(|_| path.to_owned());
    files.sync_folder(folder(&target))
}

/// Takes away what saves of a file have left that were cut off. Nobody else may be saving it.
pub(super) fn clear_temporaries(files: &dyn Files, target: &Path) {
    let beginning = names::temporary_stem(target);
    for listed in files.list(folder(target)).unwrap_or_default() {
        if names::file_name(&listed.path).starts_with(&beginning) {
            let _ = files.remove(&listed.path);
        }
    }
}

/// What stands at a path now, for a comparison with a [`Base`].
///
/// # Errors
/// Where it cannot be read, or is marked read-only.
pub(super) fn standing(files: &dyn Files, path: &Path) -> Result<Base, StorageError> {
    current(files, path, path)
}

/// Writes a file whole, in one step, whatever stood there, with the permissions of another. Its
/// name is not on the disk before its folder is synced.
pub(super) fn replace(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    like: Option<&Path>,
) -> io::Result<()> {
    let temporary = write_temporary(files, path, bytes, like)?;
    files.rename(&temporary, path).inspect_err(|_| {
        let _ = files.remove(&temporary);
    })
}

fn current(files: &dyn Files, target: &Path, path: &Path) -> Result<Base, StorageError> {
    match files.kind(target) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(Base::Nothing)
        }
        Err(error) => Err(StorageError::failed(path, Action::Save, error)),
        Ok(Kind::File {
            read_only: true, ..
        }) => Err(StorageError::ReadOnly(path.to_owned())),
        Ok(Kind::File { .. }) => files
            .read(target)
            .map(|bytes| Base::File(Fingerprint::of(&bytes)))
            .map_err(|error| StorageError::failed(path, Action::Save, error)),
        Ok(Kind::Folder | Kind::Other) => Err(StorageError::failed(
            path,
            Action::Save,
            io::ErrorKind::IsADirectory.into(),
        )),
    }
}

fn write_temporary(
    files: &dyn Files,
    target: &Path,
    bytes: &[u8],
    like: Option<&Path>,
) -> io::Result<PathBuf> {
    for _ in 0..TRIES {
        let temporary = temporary_path(target);
        match write_new(files, &temporary, bytes, like) {
            Ok(()) => return Ok(temporary),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let _ = files.remove(&temporary);
                return Err(error);
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes a new file and waits until it is on the disk; a part may be left where that fails.
fn write_new(files: &dyn Files, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
    let mut file = files.create(path, like)?;
    file.append(bytes)?;
    file.sync()
}

/// A hidden name beside the target that no other save of this or another process uses.
pub(super) fn temporary_path(target: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    let stem = names::temporary_stem(target);
    target.with_file_name(format!("{stem}{process}-{count}"))
}

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
