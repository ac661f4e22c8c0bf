//! What becomes of changes that do not fit the file as it is: they are merged, saved beside it or
//! set aside, and never thrown away.

use std::io;
use std::path::{Path, PathBuf};

use super::log::Record;
use super::opening::new_set;
use super::{Action, Base, Files, Keeper, StorageError, names, saving};
use crate::annotation::{AnnotationSet, Conflict, Merged, Step, Stroke, Transaction, merging};
use crate::formats::{Fingerprint, native};

/// How many names are tried for a file that is set aside.
const NAMES: usize = 10_000;

/// The file as another program wrote it, and what was carried onto it.
pub struct Theirs {
    pub set: AnnotationSet,
    /// To be applied to `set`: the keeper has done so.
    pub transaction: Transaction,
    pub conflicts: Vec<Conflict>,
    /// The file that holds what could not be carried over.
    pub aside: Option<PathBuf>,
}

impl Keeper {
    /// Holds changes that do not fit the file, until [`Keeper::give_up`] or a merge decides.
    pub(super) fn wait_with(&mut self, journal: PathBuf, steps: Vec<Step>) {
        self.journaled = true;
        self.record.steps = steps;
        self.waiting = Some(journal);
    }

    /// Writes a copy of a damaged file under a free name; the name.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn copy_aside(&self, path: &Path) -> Result<PathBuf, StorageError> {
        let failed = |error| StorageError::failed(path, Action::Save, error);
        let bytes = self.files.read(path).map_err(failed)?;
        let free = free_path(&*self.files, |number| names::aside_path(path, number));
        let aside = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        saving::replace(&*self.files, &aside, &bytes, Some(path)).map_err(failed)?;
        self.files
            .sync_folder(saving::folder(path))
            .map_err(failed)?;
        Ok(aside)
    }

    /// Gives a file that stands in the way a new name beside its own; the new name.
    ///
    /// # Errors
    /// Where it cannot be renamed.
    pub(super) fn set_aside(&self, path: &Path) -> Result<PathBuf, StorageError> {
        let failed = |error| StorageError::failed(path, Action::Save, error);
        let free = free_path(&*self.files, |number| names::aside_path(path, number));
        let aside = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        self.files.rename(path, &aside).map_err(failed)?;
        let _ = self.files.sync_folder(saving::folder(path));
        Ok(aside)
    }

    /// Gives journals that this work does not go on with new names. Where that fails nothing is
    /// written there.
    pub(super) fn set_journals_aside(&mut self) {
        let mut paths = std::mem::take(&mut self.journal_paths);
        paths.retain(|path| self.files.kind(path).is_err() || self.set_aside(path).is_ok());
        self.journal_paths = paths;
        self.journaled = false;
    }

    /// Sets journals aside that lie where this work begins anew; what was done, in sentences.
    pub fn clear_the_way(&mut self) -> Vec<String> {
        let there = |path: &&PathBuf| self.files.kind(path).is_ok();
        let journals: Vec<_> = self.journal_paths.iter().filter(there).cloned().collect();
        let mut notices = Vec::new();
        for path in journals {
            notices.push(match self.set_aside(&path) {
                Ok(aside) => format!(
                    "Changes of an earlier run that were never in a file are kept as {}",
                    aside.display()
                ),
                Err(error) => {
                    self.journal_paths.retain(|other| *other != path);
                    error.to_string()
                }
            });
        }
        notices
    }

    /// Carries what the file does not hold onto the file as another program wrote it.
    ///
    /// # Errors
    /// Where that cannot be read, or belongs to another text of the article.
    pub fn merge(&mut self) -> Result<Theirs, StorageError> {
        let unmergeable = |why: String| StorageError::Unmergeable {
            path: self.path.clone(),
            why,
        };
        let (article, theirs, base) = match self.files.read(&self.path) {
            Ok(bytes) => {
                let decoded = native::decode(&bytes).map_err(|e| unmergeable(e.to_string()))?;
                if let Some(version) = decoded.newer {
                    let newer = native::NativeError::Newer(version);
                    return Err(unmergeable(newer.to_string()));
                }
                let base = Base::File(Fingerprint::of(&bytes));
                (decoded.article, decoded.set, base)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut empty = new_set(&self.article);
                empty.annotator.clone_from(&self.set.annotator);
                (self.article.clone(), empty, Base::Nothing)
            }
            Err(error) => return Err(StorageError::failed(&self.path, Action::Read, error)),
        };
        if article.text() != self.article.text() {
            return Err(unmergeable(
                "the article in it has another text; keep yours beside it".to_owned(),
            ));
        }
        let (set, merged) = self.carried_onto(&theirs)?;
        // What could not be carried over is in the version that was here, or in the journal.
        let aside = match &self.waiting {
            _ if merged.conflicts.is_empty() => None,
            Some(journal) => Some(self.copy_aside(journal)?),
            None => Some(self.save_beside()?),
        };
        self.waiting = None;
        self.base = base;
        self.set = set;
        self.record = Record::from(base);
        if merged.transaction.ops.is_empty() {
            self.remove_journals();
        } else {
            self.record.steps.push(Step {
                stroke: Stroke::Do,
                transaction: merged.transaction.clone(),
            });
            // It takes the place of the old one in one step. Where it cannot be written now, the
            // next sync tries again and says so.
            let _ = self.start_journal();
        }
        Ok(Theirs {
            set: theirs,
            transaction: merged.transaction,
            conflicts: merged.conflicts,
            aside,
        })
    }

    /// Another set with what the file does not hold.
    fn carried_onto(
        &self,
        theirs: &AnnotationSet,
    ) -> Result<(AnnotationSet, Merged), StorageError> {
        let mine = self.record.steps[self.record.held..].iter();
        let mine: Vec<_> = mine.map(|step| step.transaction.clone()).collect();
        let merged = merging::merge(theirs, &mine);
        let mut set = theirs.clone();
        match merged.transaction.apply(&mut set) {
            Ok(()) => Ok((set, merged)),
            Err(error) => Err(StorageError::Unmergeable {
                path: self.path.clone(),
                why: error.to_string(),
            }),
        }
    }

    /// Gives up what the file does not hold: it is set aside with the journal, whose new name
    /// this is.
    ///
    /// # Errors
    /// Where the journal cannot be renamed, or there is none and it cannot be written.
    pub fn give_up(&mut self) -> Result<Option<PathBuf>, StorageError> {
        if self.waiting.is_none() && !self.record.is_held() {
            self.sync_journal()?;
        }
        let path = self.journal.as_ref().map(|log| log.path.clone());
        let path = path.or_else(|| self.waiting.clone());
        let aside = path.map(|path| self.set_aside(&path)).transpose()?;
        self.waiting = None;
        self.journal = None;
        self.record = Record::from(self.base);
        self.rest();
        Ok(aside)
    }

    /// Writes this version of the work under a free name beside the file; the name.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save_beside(&self) -> Result<PathBuf, StorageError> {
        let failed = |error| StorageError::failed(&self.path, Action::Save, error);
        let free = free_path(&*self.files, |number| {
            names::beside_path(&self.path, number)
        });
        let path = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        let mut bytes = Vec::new();
        // Changes that wait are not in the set.
        let carried = match self.waiting {
            Some(_) => Some(self.carried_onto(&self.set)?.0),
            None => None,
        };
        let set = carried.as_ref().unwrap_or(&self.set);
        native::encode(&self.article, set, &mut bytes).map_err(failed)?;
        saving::save(&*self.files, &path, &bytes, Base::Nothing)?;
        Ok(path)
    }
}

/// The first of some numbered names at which nothing stands.
fn free_path(files: &dyn Files, name: impl Fn(usize) -> PathBuf) -> Option<PathBuf> {
    (1..NAMES)
        .map(name)
        .find(|path| matches!(files.kind(path), Err(e) if e.kind() == io::ErrorKind::NotFound))
}
