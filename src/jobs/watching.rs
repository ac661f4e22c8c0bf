//! Noticing that files of the corpus come, change and go while it is open.
//!
//! What the system tells is only a hint: the desk looks at the files again, and what it finds
//! there counts. Hidden files are passed over: temporary files, locks and journals.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

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
    /// Begins to watch a folder and those inside it, or a file; what stands `beside` it is watched
    /// where it is there. `told` is called from a thread of the
    /// system's when something was touched and nothing was waiting.
    ///
    /// # Errors
    /// Where the system cannot watch: too many folders, or a file system without that.
    pub fn begin(
        root: &Path,
        beside: Option<&Path>,
        sightings: Sightings,
        told: impl Fn() + Send + 'static,
    ) -> notify::Result<Self> {
        let folder = root.to_owned();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else {
                return;
            };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            let seen = |path: &PathBuf| {
                let within = path.strip_prefix(&folder).unwrap_or(path);
                !within
                    .iter()
                    .any(|part| part.to_string_lossy().starts_with('.'))
            };
            if sightings.add(event.paths.into_iter().filter(seen)) {
                told();
            }
        })?;
        watcher.watch(root, RecursiveMode::Recursive)?;
        if let Some(beside) = beside.filter(|beside| beside.is_dir()) {
            watcher.watch(beside, RecursiveMode::NonRecursive)?;
        }
        Ok(Self { _watcher: watcher })
    }
}
