//! Noticing that files of the corpus come, change and go while it is open.
//!
//! What the system tells is only a hint: the desk looks at the files again, and what it finds
//! there counts. Hidden files are passed over: temporary files, locks and journals.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::storage;

/// Paths that were touched and not yet told.
type Touched = Arc<Mutex<BTreeSet<PathBuf>>>;

/// More touched paths than this are not told apart: everything is looked at again.
const MOST: usize = 1_000;

/// Watches a folder for as long as it lives.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

/// What was touched since it was last taken.
#[derive(Clone, Default)]
pub(super) struct Sightings(Touched);

impl Sightings {
    /// Takes the paths; nothing where it were too many to tell apart.
    pub fn take(&self) -> Option<Vec<PathBuf>> {
        let mut touched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = std::mem::take(&mut *touched);
        (all.len() <= MOST).then(|| all.into_iter().collect())
    }

    /// Whether this is the first since the last were taken.
    fn add(&self, paths: impl Iterator<Item = PathBuf>) -> bool {
        let mut touched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = touched.is_empty();
        for path in paths {
            if touched.len() > MOST {
                break;
            }
            touched.insert(path);
        }
        first && !touched.is_empty()
    }
}

impl Watch {
    /// Begins to watch a folder and those inside it, or a file of records with the folder of the
    /// work on it where that is there. Of a file the folder around it is watched: the file may be
    /// renamed, and another one put in its place. `told` is called from a thread of the system's
    /// when something was touched and nothing was waiting.
    ///
    /// # Errors
    /// Where the system cannot watch: too many folders, or a file system without that.
    pub fn begin(
        root: &Path,
        of_records: Option<&Path>,
        sightings: Sightings,
        told: impl Fn() + Send + 'static,
    ) -> notify::Result<Self> {
        let concerns = concerns(root, of_records);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else {
                return;
            };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            if sightings.add(event.paths.into_iter().filter(&concerns)) {
                told();
            }
        })?;
        match of_records {
            None => watcher.watch(root, RecursiveMode::Recursive)?,
            Some(beside) => {
                let around = root.parent().filter(|path| !path.as_os_str().is_empty());
                let around = around.unwrap_or_else(|| Path::new("."));
                watcher.watch(around, RecursiveMode::NonRecursive)?;
                if beside.is_dir() {
                    watcher.watch(beside, RecursiveMode::NonRecursive)?;
                }
            }
        }
        Ok(Self { _watcher: watcher })
    }
}

/// Which paths are of the corpus: nothing hidden, and of a file of records only itself, the folder
/// beside it and what people write there.
fn concerns(root: &Path, of_records: Option<&Path>) -> impl Fn(&PathBuf) -> bool + Send + use<> {
    let (root, beside) = (root.to_owned(), of_records.map(Path::to_owned));
    move |path| {
        let within = path.strip_prefix(&root).unwrap_or(path);
        let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        match &beside {
            None => !within.iter().any(hidden),
            Some(beside) => {
                let kept = path.file_name().is_some_and(|name| {
                    !hidden(name) && name != OsStr::new(storage::records::INDEX)
                });
                *path == root || path == beside || (path.starts_with(beside) && kept)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn of_a_file_of_records_only_what_is_its_own_concerns_the_corpus() {
        let (root, beside) = (Path::new("/in/n.jsonl"), Path::new("/in/n.jsonl.obelus"));
        let concerns = concerns(root, Some(beside));
        for (path, expected) in [
            ("/in/n.jsonl", true),
            ("/in/n.jsonl.obelus", true),
            ("/in/n.jsonl.obelus/obelus.toml", true),
            ("/in/n.jsonl.obelus/index.bin", false),
            ("/in/n.jsonl.obelus/.obelus.toml.tmp-1-1", false),
            ("/in/other.jsonl", false),
            ("/in/.n.jsonl.swp", false),
        ] {
            assert_eq!(concerns(&PathBuf::from(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_file_that_is_put_in_the_place_of_another_is_noticed_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("n.jsonl");
        fs::write(&root, "{}").unwrap();
        let (send, told) = mpsc::channel();
        let sightings = Sightings::default();
        let beside = folder.path().join("n.jsonl.obelus");
        let watch = Watch::begin(&root, Some(&beside), sightings.clone(), move || {
            let _ = send.send(());
        });
        // Some machines have nothing left to watch with.
        let Ok(_watch) = watch else { return };
        for content in ["{ }", "{  }", "{   }"] {
            let other = folder.path().join(".t");
            fs::write(&other, content).unwrap();
            fs::rename(&other, &root).unwrap();
            told.recv_timeout(Duration::from_secs(20)).unwrap();
            assert_eq!(sightings.take(), Some(vec![root.clone()]));
        }
    }
}
