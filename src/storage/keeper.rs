//! One annotator's work on one article while it is open: its lock, its journal, its file.
//!
//! A keeper has a set of its own, to which it applies what is recorded: saving then never holds
//! up the desk, however much there is to write. What may never happen is that a change is
//! reported as kept before it is on the disk, or that a file that was not understood, or that
//! another program wrote, is overwritten.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{Lock, Locking, Writing};
use super::{Action, Base, Files, StorageError, lock, names, saving};
use crate::annotation::{AnnotationSet, Step};
use crate::formats::journal::{Payload, Start, Writer};
use crate::formats::{Fingerprint, native};
use crate::text::Article;

/// How many names are tried for a file that is set aside.
const NAMES: usize = 10_000;

/// Keeps the work on one article.
pub struct Keeper {
    files: Arc<dyn Files>,
    /// Where journals and locks go whose own folder cannot be written.
    fallback: Option<PathBuf>,
    pub(super) article: Article,
    pub(super) set: AnnotationSet,
    pub(super) path: PathBuf,
    pub(super) base: Base,
    lock: Option<Box<dyn Lock>>,
    journal: Option<Log>,
    /// What the file does not hold yet.
    pub(super) since: Vec<Step>,
    /// Whether something was written to the journal and not yet synced.
    unsynced: bool,
}

/// The journal's file.
struct Log {
    file: Box<dyn Writing>,
    path: PathBuf,
    writer: Writer,
}

/// Where a change is kept until the file holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelter {
    /// In the journal beside the file.
    Beside,
    /// In the user's own folder, since the other cannot be written.
    Fallback,
}

/// What of a journal goes on being used: the writer behind its last line, and what its file does
/// not hold yet.
pub(super) struct Continued {
    pub path: PathBuf,
    pub writer: Writer,
}

impl Keeper {
    /// Takes the lock of an annotation file. Where the folder of the file cannot be written the
    /// lock stands in the fallback; where no lock can be had at all the work goes on without.
    ///
    /// # Errors
    /// [`StorageError::Held`] where somebody else has it.
    pub(super) fn lock(
        files: Arc<dyn Files>,
        fallback: Option<&Path>,
        article: Article,
        set: AnnotationSet,
        path: &Path,
        base: Base,
    ) -> Result<Self, StorageError> {
        let mut keeper = Self {
            files,
            fallback: fallback.map(Path::to_owned),
            article,
            set,
            path: path.to_owned(),
            base,
            lock: None,
            journal: None,
            since: Vec::new(),
            unsynced: false,
        };
        keeper.take_lock()?;
        Ok(keeper)
    }

    fn take_lock(&mut self) -> Result<(), StorageError> {
        let beside = names::lock_path(&self.path);
        let elsewhere = self.in_fallback(&beside);
        for path in std::iter::once(beside).chain(elsewhere) {
            match self.files.lock(&path, &lock::holder()) {
                Ok(Locking::Taken(lock)) => {
                    self.lock = Some(lock);
                    return Ok(());
                }
                Ok(Locking::Held(by)) => return Err(StorageError::Held(by, self.path.clone())),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Whether others are kept from this work. Some network folders have no locks.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Where a hidden file beside the annotation file goes when its folder cannot be written:
    /// under the hash of its full path.
    fn in_fallback(&self, hidden: &Path) -> Option<PathBuf> {
        let folder = self.fallback.as_ref()?;
        self.files.make_folder(folder).ok()?;
        Some(fallback_path(&*self.files, folder, hidden))
    }

    /// The journals that may be there: beside the file, and in the fallback.
    pub(super) fn journal_paths(&self) -> Vec<PathBuf> {
        let beside = names::journal_path(&self.path);
        let elsewhere = self.in_fallback(&beside);
        std::iter::once(beside).chain(elsewhere).collect()
    }

    /// Goes on with a journal that is whole.
    pub(super) fn go_on_with(&mut self, continued: Continued) {
        if let Ok(file) = self.files.append_to(&continued.path) {
            self.journal = Some(Log {
                file,
                path: continued.path,
                writer: continued.writer,
            });
        }
    }

    /// Takes a change that was made. It is kept when [`Keeper::sync`] has come back. The cost is
    /// that of the change, however large the set is, but for the first change of all.
    ///
    /// # Errors
    /// Where it does not fit, which no desk should make happen, or it can be written nowhere: it
    /// is then tried again with the next.
    pub fn record(&mut self, step: Step) -> Result<(), StorageError> {
        step.transaction
            .apply(&mut self.set)
            .map_err(|error| StorageError::Diverged(self.path.clone(), error))?;
        let payload = Payload::step(&self.article, &step);
        self.since.push(step);
        self.write(&payload)
    }

    fn write(&mut self, payload: &Payload) -> Result<(), StorageError> {
        if let Some(log) = &mut self.journal {
            let line = log.writer.line(payload);
            if log.file.append(&line).is_ok() {
                self.unsynced = true;
                return Ok(());
            }
        }
        // A line may be torn in it: nothing can follow there.
        self.start_journal(None)
    }

    /// Waits until everything that was recorded is on the disk.
    ///
    /// # Errors
    /// Where no disk takes it. It is then in memory only.
    pub fn sync(&mut self) -> Result<Option<Shelter>, StorageError> {
        match &mut self.journal {
            Some(log) if self.unsynced => {
                if log.file.sync().is_err() {
                    self.start_journal(None)?;
                }
                self.unsynced = false;
            }
            Some(_) => {}
            None if self.since.is_empty() => return Ok(None),
            None => self.start_journal(None)?,
        }
        let beside = names::journal_path(&self.path);
        let shelter = |log: &Log| {
            if log.path == beside {
                Shelter::Beside
            } else {
                Shelter::Fallback
            }
        };
        Ok(self.journal.as_ref().map(shelter))
    }

    /// Whether something was recorded that may not be on the disk yet.
    #[must_use]
    pub fn is_unsynced(&self) -> bool {
        self.unsynced || (self.journal.is_none() && !self.since.is_empty())
    }

    /// Whether the file holds everything that was recorded.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.since.is_empty()
    }

    /// Writes a journal of what the file does not hold, whole and in one step, where it can be
    /// written: beside the file, else in the fallback. `last` follows it.
    pub(super) fn start_journal(&mut self, last: Option<&Payload>) -> Result<(), StorageError> {
        self.journal = None;
        let base = match self.base {
            Base::File(file) => Some(file),
            Base::Nothing | Base::Protected => None,
        };
        let text = self.article.text();
        let start = Start {
            base,
            source: self.article.source.clone(),
            text_sha256: Fingerprint::of(text.as_bytes()),
            text: base.is_none().then(|| text.to_owned()),
            annotator: self.set.annotator.clone(),
        };
        let mut writer = Writer::default();
        let mut bytes = writer.line(&Payload::start(&start));
        for step in &self.since {
            bytes.extend(writer.line(&Payload::step(&self.article, step)));
        }
        if let Some(last) = last {
            bytes.extend(writer.line(last));
        }
        let mut failed = None;
        for path in self.journal_paths() {
            let written = saving::replace(&*self.files, &path, &bytes)
                .and_then(|()| self.files.append_to(&path));
            match written {
                Ok(file) => {
                    self.unsynced = false;
                    self.journal = Some(Log {
                        file,
                        path,
                        writer: writer.clone(),
                    });
                    return Ok(());
                }
                Err(error) => {
                    failed.get_or_insert(StorageError::failed(&path, Action::Keep, error));
                }
            }
        }
        let nowhere = || {
            let none = io::ErrorKind::NotFound.into();
            StorageError::failed(&self.path, Action::Keep, none)
        };
        Err(failed.unwrap_or_else(nowhere))
    }

    /// Writes the file: staged beside its place, noted in the journal, put in place.
    ///
    /// # Errors
    /// [`StorageError::ChangedUnderneath`] where another program wrote it since; else where it
    /// cannot be written. What was recorded stays in the journal.
    pub fn save(&mut self) -> Result<(), StorageError> {
        let mut bytes = Vec::new();
        native::encode(&self.article, &self.set, &mut bytes)
            .map_err(|error| StorageError::failed(&self.path, Action::Save, error))?;
        let file = Fingerprint::of(&bytes);
        let staged = saving::stage(&*self.files, &self.path, &bytes, self.base)?;
        let noted = self.note_checkpoint(file);
        if let Some(staged) = staged {
            staged.put_in_place(&*self.files)?;
        }
        self.base = Base::File(file);
        self.since.clear();
        if noted.is_err() {
            // A journal without this checkpoint would not fit the file any more.
            self.remove_journals();
        }
        Ok(())
    }

    fn note_checkpoint(&mut self, file: Fingerprint) -> Result<(), StorageError> {
        if self.journal.is_none() && self.since.is_empty() {
            return Ok(());
        }
        self.write(&Payload::checkpoint(file))?;
        self.sync().map(|_| ())
    }

    fn remove_journals(&mut self) {
        self.journal = None;
        self.unsynced = false;
        for path in self.journal_paths() {
            let _ = self.files.remove(&path);
        }
    }

    /// Takes the journal off the disk and gives the lock back. Where the file does not hold
    /// everything the journal stays, and brings the rest back when the article is next opened.
    pub fn rest(&mut self) {
        if self.is_saved() {
            self.remove_journals();
        }
        self.journal = None;
        self.lock = None;
    }

    /// Takes the lock again after [`Keeper::rest`].
    ///
    /// # Errors
    /// [`StorageError::Held`] where somebody else is at work, or
    /// [`StorageError::ChangedUnderneath`] where somebody was: the article is then to be opened
    /// anew.
    pub fn resume(&mut self) -> Result<(), StorageError> {
        if self.lock.is_some() {
            return Ok(());
        }
        self.take_lock()?;
        if saving::standing(&*self.files, &self.path)? != self.base {
            self.lock = None;
            return Err(StorageError::ChangedUnderneath(self.path.clone()));
        }
        Ok(())
    }

    /// Puts another state in the place of what is kept, to be saved at once: an article that was
    /// edited since, with its spans carried over.
    pub fn replace(&mut self, article: Article, set: AnnotationSet) {
        self.article = article;
        self.set = set;
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

    /// Gives up what the file does not hold: it is set aside with the journal, whose new name
    /// this is.
    ///
    /// # Errors
    /// Where the journal cannot be renamed.
    pub fn give_up(&mut self) -> Result<Option<PathBuf>, StorageError> {
        let path = self.journal.take().map(|log| log.path);
        self.since.clear();
        let aside = path.map(|path| self.set_aside(&path)).transpose()?;
        self.rest();
        Ok(aside)
    }

    /// Writes this version of the work under a free name beside the file; the name.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save_beside(&self) -> Result<PathBuf, StorageError> {
        let failed = |error| StorageError::failed(&self.path, Action::Save, error);
        let free = free_path(&*self.files, |number| names::beside_path(&self.path, number));
        let path = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        let mut bytes = Vec::new();
        native::encode(&self.article, &self.set, &mut bytes).map_err(failed)?;
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

/// A hidden file of the fallback folder that stands for one beside an annotation file.
fn fallback_path(files: &dyn Files, folder: &Path, hidden: &Path) -> PathBuf {
    let parent = saving::folder(hidden);
    let parent = files.resolve(parent).unwrap_or_else(|_| parent.to_owned());
    let full = parent.join(hidden.file_name().unwrap_or_default());
    let hash = Fingerprint::of(full.as_os_str().as_encoded_bytes()).to_string();
    let name = names::file_name(hidden);
    folder.join(format!("{}-{}", &hash[..16], name.trim_start_matches('.')))
}
