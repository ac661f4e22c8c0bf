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
use super::opening::new_set;
use super::{Action, Base, Files, StorageError, lock, names, saving};
use crate::annotation::{AnnotationSet, Conflict, Step, Stroke, Transaction, merging};
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
    /// The journal of an earlier run whose changes do not fit the file: nothing is written until
    /// somebody has decided what becomes of them.
    waiting: Option<PathBuf>,
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

/// The file as another program wrote it, and what was carried onto it.
pub struct Theirs {
    pub article: Article,
    pub set: AnnotationSet,
    /// To be applied to `set`: the keeper has done so.
    pub transaction: Transaction,
    pub conflicts: Vec<Conflict>,
    /// Where the journal is kept that holds what could not be carried over.
    pub aside: Option<PathBuf>,
}

/// What of a journal goes on being used: the writer behind its last line, and what its file does
/// not hold yet.
pub(super) struct Continued {
    pub path: PathBuf,
    pub writer: Writer,
}

impl Keeper {
    /// Begins to keep a set as it is. Takes the lock of its annotation file. Where the folder of the file cannot be written the
    /// lock stands in the fallback; where no lock can be had at all the work goes on without.
    ///
    /// # Errors
    /// [`StorageError::Held`] where somebody else has it.
    pub fn adopt(
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
            waiting: None,
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
                Ok(Locking::Held(by)) => {
                    let path = self.path.clone();
                    return Err(StorageError::Held { by, path });
                }
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
        self.refuse_while_waiting()?;
        step.transaction
            .apply(&mut self.set)
            .map_err(|cause| StorageError::Diverged {
                path: self.path.clone(),
                cause,
            })?;
        let payload = Payload::step(&self.article, &step);
        self.since.push(step);
        if !self.append(&payload) {
            self.start_journal(None)?;
        }
        Ok(())
    }

    /// Whether the journal took a line. Where not a part of it may be torn in the file, and
    /// nothing can follow there.
    fn append(&mut self, payload: &Payload) -> bool {
        let Some(log) = &mut self.journal else {
            return false;
        };
        let line = log.writer.line(payload);
        self.unsynced = true;
        log.file.append(&line).is_ok()
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
            None if self.since.is_empty() || self.waiting.is_some() => return Ok(None),
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
        let homeless = self.journal.is_none() && self.waiting.is_none() && !self.since.is_empty();
        self.unsynced || homeless
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
        self.refuse_while_waiting()?;
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

    fn refuse_while_waiting(&self) -> Result<(), StorageError> {
        match self.waiting {
            Some(_) => Err(StorageError::ChangedUnderneath(self.path.clone())),
            None => Ok(()),
        }
    }

    fn note_checkpoint(&mut self, file: Fingerprint) -> Result<(), StorageError> {
        if self.journal.is_none() && self.since.is_empty() {
            return Ok(());
        }
        let payload = Payload::checkpoint(file);
        let appended = self.append(&payload);
        let synced = self.journal.as_mut().map(|log| log.file.sync().is_ok());
        if appended && synced == Some(true) {
            self.unsynced = false;
            return Ok(());
        }
        self.start_journal(Some(&payload))
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

    /// Saves another text of the article with the set carried over to it, and goes on with these.
    ///
    /// # Errors
    /// Where they cannot be saved; then everything is as before.
    pub fn change_text(
        &mut self,
        article: Article,
        set: AnnotationSet,
    ) -> Result<(), StorageError> {
        self.refuse_while_waiting()?;
        let mut bytes = Vec::new();
        native::encode(&article, &set, &mut bytes)
            .map_err(|error| StorageError::failed(&self.path, Action::Save, error))?;
        if let Some(staged) = saving::stage(&*self.files, &self.path, &bytes, self.base)? {
            staged.put_in_place(&*self.files)?;
        }
        (self.article, self.set) = (article, set);
        self.base = Base::File(Fingerprint::of(&bytes));
        self.since.clear();
        // It counts in the text that is no more.
        self.remove_journals();
        Ok(())
    }

    /// Holds changes that do not fit the file, until [`Keeper::give_up`] or a merge decides.
    pub(super) fn wait_with(&mut self, journal: PathBuf, steps: Vec<Step>) {
        self.since = steps;
        self.waiting = Some(journal);
    }

    /// Writes a copy of a damaged file under a free name; the name.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn copy_aside(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf, StorageError> {
        let failed = |error| StorageError::failed(path, Action::Save, error);
        let free = free_path(&*self.files, |number| names::aside_path(path, number));
        let aside = free.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
        saving::replace(&*self.files, &aside, bytes).map_err(failed)?;
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
        let mine: Vec<_> = self.since.iter().map(|s| s.transaction.clone()).collect();
        let merged = merging::merge(&theirs, &mine);
        let mut set = theirs.clone();
        let applied = merged.transaction.apply(&mut set);
        applied.map_err(|error| unmergeable(error.to_string()))?;
        // What could not be carried over is still in the journal.
        let journal = self.journal.as_ref().map(|log| log.path.clone());
        let journal = journal.or_else(|| self.waiting.clone());
        let aside = match journal {
            Some(path) if !merged.conflicts.is_empty() => Some(self.set_aside(&path)?),
            _ => None,
        };
        self.waiting = None;
        self.base = base;
        self.set = set;
        self.since.clear();
        if merged.transaction.ops.is_empty() {
            self.remove_journals();
        } else {
            self.since.push(Step {
                stroke: Stroke::Do,
                transaction: merged.transaction.clone(),
            });
            self.start_journal(None)?;
        }
        Ok(Theirs {
            article: self.article.clone(),
            set: theirs,
            transaction: merged.transaction,
            conflicts: merged.conflicts,
            aside,
        })
    }

    /// Gives up what the file does not hold: it is set aside with the journal, whose new name
    /// this is.
    ///
    /// # Errors
    /// Where the journal cannot be renamed.
    pub fn give_up(&mut self) -> Result<Option<PathBuf>, StorageError> {
        let path = self.journal.take().map(|log| log.path);
        let path = path.or_else(|| self.waiting.clone());
        let aside = path.map(|path| self.set_aside(&path)).transpose()?;
        self.waiting = None;
        self.since.clear();
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
