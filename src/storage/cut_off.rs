//! A note that a change across articles is under way, in the user's own folder: where the program is
//! killed amid it, the next opening of the corpus says how far it came.
//!
//! The note is there before the first article is changed and goes after the last. How far it is, is
//! a hint and not synced: each article is sound by itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::files::{Lock, Locking, Writing};
use super::{Files, Kind, lock, saving};
use crate::formats::Fingerprint;

/// The largest note that is read: a line, and a byte for each article.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The longest words that are noted, in bytes: so much is shown of them anyway.
const LONGEST_WORDS: usize = 4096;

/// A change across articles that was begun and may have come to no end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOff {
    /// The corpus, as its path stands.
    pub root: PathBuf,
    /// What the change is called.
    pub name: String,
    /// The words whose mentions are changed; empty for an undo or a redo.
    #[serde(default)]
    pub words: String,
    /// The label that the mentions had, and the one that they get.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    /// In how many articles.
    pub of: usize,
    /// How many of them were seen to.
    #[serde(default)]
    pub done: usize,
}

/// The note while the change is under way.
pub struct Note {
    files: Arc<dyn Files>,
    path: PathBuf,
    file: Option<Box<dyn Writing>>,
    _lock: Box<dyn Lock>,
}

impl Note {
    /// Writes the note; nothing where it cannot be written, or another window has one for this
    /// corpus: the change goes on without.
    #[must_use]
    pub fn begin(files: &Arc<dyn Files>, folder: &Path, change: &CutOff) -> Option<Self> {
        if change.words.len() > LONGEST_WORDS {
            return None;
        }
        let path = path_of(&**files, folder, &change.root);
        files.make_folder(folder).ok()?;
        let Ok(Locking::Taken(lock)) = files.lock(&lock_of(&path), &lock::holder()) else {
            return None;
        };
        let mut line = serde_json::to_vec(change).ok()?;
        line.push(b'\n');
        saving::replace(&**files, &path, &line, None).ok()?;
        files.sync_folder(folder).ok()?;
        Some(Self {
            file: files.append_to(&path).ok(),
            files: Arc::clone(files),
            path,
            _lock: lock,
        })
    }

    /// One more article was seen to.
    pub fn go_on(&mut self) {
        if let Some(file) = &mut self.file {
            // Where it cannot be written it is said later that fewer were reached.
            let _ = file.append(b".");
        }
    }

    /// The change has come to its end, or was called off by somebody who knows.
    pub fn end(mut self) {
        self.file = None;
        let _ = self.files.remove(&self.path);
    }
}

/// What was cut off in a corpus; nothing where nothing was, or it is still under way in another
/// window.
#[must_use]
pub fn look(files: &dyn Files, folder: &Path, root: &Path) -> Option<CutOff> {
    let path = path_of(files, folder, root);
    match files.kind(&path).ok()? {
        Kind::File { size, .. } if size <= LARGEST => {}
        _ => return None,
    }
    let Ok(Locking::Taken(_lock)) = files.lock(&lock_of(&path), &lock::holder()) else {
        return None;
    };
    let bytes = files.read(&path).ok()?;
    let end = memchr::memchr(b'\n', &bytes)?;
    let mut found: CutOff = serde_json::from_slice(&bytes[..end]).ok()?;
    found.done += bytes.len() - end - 1;
    found.done = found.done.min(found.of);
    root.clone_into(&mut found.root);
    Some(found)
}

/// Takes the note away: somebody has decided.
pub fn forget(files: &dyn Files, folder: &Path, root: &Path) {
    // Where it cannot be taken away it is told once more.
    let _ = files.remove(&path_of(files, folder, root));
}

fn path_of(files: &dyn Files, folder: &Path, root: &Path) -> PathBuf {
    let root = files.resolve(root).unwrap_or_else(|_| root.to_owned());
    let hash = Fingerprint::of(root.as_os_str().as_encoded_bytes()).to_string();
    folder.join(format!("{}-change-across-articles.json", &hash[..16]))
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::OnDisk;

    #[test]
    fn a_change_that_was_cut_off_is_told_until_somebody_decides() {
        let files: Arc<dyn Files> = Arc::new(OnDisk);
        let temporary = tempfile::tempdir().unwrap();
        let (folder, root) = (temporary.path().join("journals"), temporary.path());
        let change = CutOff {
            root: root.to_owned(),
            name: "mark “Niger” as location in 5 articles".to_owned(),
            words: "Niger".to_owned(),
            to: Some("location".to_owned()),
            of: 5,
            done: 1,
            ..CutOff::default()
        };
        let look = || look(&*files, &folder, root);
        assert_eq!(look(), None);
        let mut note = Note::begin(&files, &folder, &change).unwrap();
        note.go_on();
        note.go_on();
        assert_eq!(look(), None, "it is under way");
        assert!(Note::begin(&files, &folder, &change).is_none());
        // As a crash leaves it.
        drop(note);
        let told = look().unwrap();
        assert_eq!(
            told,
            CutOff {
                done: 3,
                ..change.clone()
            }
        );
        assert_eq!(look().as_ref(), Some(&told));
        forget(&*files, &folder, root);
        assert_eq!(look(), None);

        let note = Note::begin(&files, &folder, &change).unwrap();
        note.end();
        assert_eq!(look(), None);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    }
}
