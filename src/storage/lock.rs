//! One at a time: a lock on a file of its own beside the annotation file, whose own file changes
//! with every save.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use super::files::{Lock, Locking};

/// How often a lock is tried whose file another process takes away at that moment.
const TRIES: usize = 32;

/// Longer words about a holder are not read.
const LONGEST_HOLDER: u64 = 400;

/// A lock on the disk.
struct OnFile {
    path: PathBuf,
    file: File,
}

impl Lock for OnFile {}

impl Drop for OnFile {
    fn drop(&mut self) {
        // While the lock is still held, so that nobody can hold a lock on a file that is gone.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Takes the lock. A file that a crash has left behind is no lock: that went with the process.
pub(super) fn take(path: &Path, holder: &str) -> io::Result<Locking> {
    for _ in 0..TRIES {
        refuse_other_than_file(path)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Locking::Held(read_holder(&mut file))),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if !is_at(&file, path)? {
            // Its holder gave it back and took the file away between the two calls.
            continue;
        }
        // On a full disk nobody can be named, and the lock holds all the same.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()));
        return Ok(Locking::Taken(Box::new(OnFile {
            path: path.to_owned(),
            file,
        })));
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Who this process is, for the one who comes second.
#[must_use]
pub fn holder() -> String {
    let host = gethostname::gethostname();
    let host = host.to_string_lossy();
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    let user = user.map_or(String::new(), |user| format!("{user}, "));
    format!("{user}process {} on {host}", std::process::id())
}

/// A link must not lead to a file elsewhere that is then written, nor a pipe hold everything up.
pub(super) fn refuse_other_than_file(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is a link or no file, and is not followed",
        )),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn read_holder(file: &mut File) -> String {
    let mut bytes = Vec::new();
    // Where the system locks the content too, nobody can say who it is.
    let _ = file.take(LONGEST_HOLDER).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Whether an open file is the one that a path names.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let open = file.metadata()?;
    match fs::metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere an open file keeps its name.
#[cfg(not(unix))]
pub(super) fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(locking: io::Result<Locking>) -> Option<String> {
        match locking.unwrap() {
            Locking::Taken(_) => None,
            Locking::Held(by) => Some(by),
        }
    }

    #[test]
    fn the_second_is_told_who_the_first_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".a.lock");
        let first = take(&path, "obelus, process 7 on desk").unwrap();
        let said = held(take(&path, "another"));
        assert_eq!(said.as_deref(), Some("obelus, process 7 on desk"));
        drop(first);
        assert!(!path.exists(), "the file goes with the lock");
        assert_eq!(held(take(&path, "another")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join(".a.lock"), folder.path().join("other"));
        fs::write(&other, "dear to somebody").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        assert!(take(&path, "me").is_err());
        assert_eq!(fs::read_to_string(&other).unwrap(), "dear to somebody");
    }

    #[test]
    fn what_a_crash_left_behind_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".a.lock");
        fs::write(&path, "somebody who was killed, with a long name").unwrap();
        let lock = take(&path, "me").unwrap();
        assert!(matches!(lock, Locking::Taken(_)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "me");
    }
}
