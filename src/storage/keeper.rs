//! One annotator's work on one article while it is open: its lock, its journal, its file.
//!
//! A keeper has a set of its own, to which it applies what is recorded: saving then never holds
//! up the desk, however much there is to write. It also remembers everything that its journal
//! says, so that it can write it anew, elsewhere, at any time. What may never happen is that a
//! change is reported as kept before it is on the disk, or that a file that was not understood,
//! or that another program wrote, is overwritten.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{Lock, Locking};
use super::log::{Log, Record};
use super::opening::new_set;
use super::{Action, Base, Files, StorageError, lock, names, saving};
use crate::annotation::{AnnotationSet, Step};
use crate::formats::journal::Payload;
use crate::formats::{Fingerprint, native};
use crate::text::Article;

/// A journal that grew larger is begun anew when the file holds everything: far below what is
/// read at opening, far above what a day of work writes.
const LONG_JOURNAL: usize = 64 * 1024 * 1024;

/// Keeps the work on one article.
pub struct Keeper {
    pub(super) files: Arc<dyn Files>,
    pub(super) article: Article,
    pub(super) set: AnnotationSet,
    pub(super) path: PathBuf,
    /// What stands at `path`, as far as this program knows.
    pub(super) base: Base,
    /// Beside the file and in the fallback, as they were when the work began: a folder that is
    /// gone has no real path any more.
    lock_paths: Vec<PathBuf>,
    pub(super) journal_paths: Vec<PathBuf>,
    locks: Vec<Box<dyn Lock>>,
    /// Whether a run that ended without giving it back had the lock before.
    crashed: bool,
    /// What the journal says, or is to say.
    pub(super) record: Record,
    pub(super) journal: Option<Log>,
    /// Whether a journal of this work is or may be on the disk.
    pub(super) journaled: bool,
    /// Whether something was written to the journal and not yet synced.
    pub(super) unsynced: bool,
    /// Whether the name of the file is on the disk and not only in its folder's cache.
    settled: bool,
    /// Whether a save of ours is not.
    doubtful: bool,
    /// Whether the set was put here whole and is in no file yet: no journal can tell of it.
    unfiled: bool,
    /// Whether a change was made on the desk that this does not have: nothing may be reported as
    /// kept any more.
    astray: bool,
    /// Whether the lock was given back.
    resting: bool,
    /// Whether the file was made for what was done here: where all of that is taken back again it
    /// goes.
    made_here: bool,
    /// The journal of an earlier run whose changes do not fit the file: nothing is written until
    /// somebody has decided what becomes of them.
    pub(super) waiting: Option<PathBuf>,
}

/// Where a change is kept until the file holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelter {
    /// In the journal beside the file.
    Beside,
    /// In the user's own folder, since the other cannot be written.
    Fallback,
}

impl Keeper {
    /// Begins to keep a set as it is and takes the locks of its annotation file: beside it and in
    /// the fallback folder, so that nobody who can have only one of them comes second. Where no
    /// lock can be had at all the work goes on without.
    ///
    /// # Errors
    /// [`StorageError::Held`] where somebody else has one.
    pub fn adopt(
        files: Arc<dyn Files>,
        fallback: Option<&Path>,
        article: Article,
        set: AnnotationSet,
        path: &Path,
        base: Base,
    ) -> Result<Self, StorageError> {
        let both = |hidden: PathBuf| {
            let elsewhere = fallback.map(|folder| fallback_path(&*files, folder, &hidden));
            std::iter::once(hidden).chain(elsewhere).collect()
        };
        let mut empty = new_set(&article);
        empty.annotator.clone_from(&set.annotator);
        let mut keeper = Self {
            lock_paths: both(names::lock_path(path)),
            journal_paths: both(names::journal_path(path)),
            unfiled: base == Base::Nothing && set != empty,
            files,
            article,
            set,
            path: path.to_owned(),
            base,
            locks: Vec::new(),
            crashed: false,
            record: Record::from(base),
            journal: None,
            journaled: false,
            unsynced: false,
            settled: false,
            doubtful: false,
            astray: false,
            resting: true,
            made_here: base == Base::Nothing,
            waiting: None,
        };
        if let Some(fallback) = fallback {
            // Where it cannot be made nothing can be kept there; that is said when it is needed.
            let _ = keeper.files.make_folder(fallback);
        }
        keeper.take_locks()?;
        Ok(keeper)
    }

    fn take_locks(&mut self) -> Result<(), StorageError> {
        let mut locks = Vec::new();
        for path in &self.lock_paths {
            // Nobody who gives a lock back leaves its file.
            let left = self.files.kind(path).is_ok();
            match self.files.lock(path, &lock::holder()) {
                Ok(Locking::Taken(lock)) => {
                    self.crashed |= left;
                    locks.push(lock);
                }
                Ok(Locking::Held(by)) => {
                    let path = self.path.clone();
                    return Err(StorageError::Held { by, path });
                }
                Err(_) => {}
            }
        }
        self.locks = locks;
        self.resting = false;
        Ok(())
    }

    /// Whether others are kept from this work. Some network folders have no locks.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        !self.locks.is_empty()
    }

    /// Whether whoever had the lock before was cut off.
    pub(super) fn follows_a_crash(&self) -> bool {
        self.crashed
    }

    /// Takes a change that was made. It is kept when [`Keeper::sync`] has come back. The cost is
    /// that of the change, however large the set is; nothing is waited for.
    ///
    /// # Errors
    /// Where the change is not taken: while changes wait, while somebody else has the lock, or
    /// where it does not fit. Nothing is then reported as kept until the article is opened again.
    pub fn record(&mut self, step: Step) -> Result<(), StorageError> {
        self.refuse()?;
        // Also where this panics the desk has a change that is missing here.
        self.astray = true;
        self.resume()?;
        let payload = Payload::step(&self.article, &step);
        step.transaction
            .apply(&mut self.set)
            .map_err(|cause| StorageError::Diverged {
                path: self.path.clone(),
                cause,
            })?;
        self.record.steps.push(step);
        self.astray = false;
        self.append(&payload);
        Ok(())
    }

    /// Waits until everything that was recorded is on the disk.
    ///
    /// # Errors
    /// Where no disk takes it. It is then in memory only.
    pub fn sync(&mut self) -> Result<Option<Shelter>, StorageError> {
        if self.waiting.is_some() {
            return Ok(None);
        }
        self.refuse()?;
        if self.unfiled {
            self.save()?;
        }
        if self.journal.is_none() && self.record.is_held() {
            self.unsynced = false;
            self.settle()?;
            return Ok(None);
        }
        self.sync_journal().map(Some)
    }

    /// Whether something was recorded that may not be on the disk yet.
    #[must_use]
    pub fn is_unsynced(&self) -> bool {
        let homeless = self.journal.is_none() && self.waiting.is_none() && !self.record.is_held();
        self.unsynced || homeless
    }

    /// Whether the file holds everything that was recorded.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        let safe = !self.doubtful || self.journal.is_some();
        self.record.is_held() && self.waiting.is_none() && !self.unfiled && safe
    }

    /// Writes the file: staged beside its place, noted in the journal, put in place.
    ///
    /// # Errors
    /// [`StorageError::ChangedUnderneath`] where another program wrote it since; else where it
    /// cannot be written. What was recorded stays in the journal.
    pub fn save(&mut self) -> Result<(), StorageError> {
        self.refuse()?;
        self.resume()?;
        let mut bytes = Vec::new();
        native::encode(&self.article, &self.set, &mut bytes)
            .map_err(|error| StorageError::failed(&self.path, Action::Save, error))?;
        let file = Fingerprint::of(&bytes);
        if super::links::outside_of_its_folder(&*self.files, &self.path).is_some() {
            return Err(StorageError::Linked(self.path.clone()));
        }
        self.make_shelf()?;
        let staged = saving::stage(&*self.files, &self.path, &bytes, self.base)?;
        let noted = self.note_checkpoint(file);
        // A journal that does not know the file would not fit it. Where there is none the file
        // alone is enough.
        if let Err(error) = noted
            && self.journaled
        {
            if let Some(staged) = staged {
                staged.discard(&*self.files);
            }
            return Err(error);
        }
        if let Some(staged) = staged {
            self.settled = staged.put_in_place(&*self.files)?;
            self.doubtful = !self.settled;
        }
        self.base = Base::File(file);
        self.record.held = self.record.steps.len();
        let unfiled = std::mem::take(&mut self.unfiled);
        if unfiled || self.journal.is_none() {
            // Nothing else tells of it, and the next journal starts from it.
            self.record = Record::from(self.base);
            self.settle()?;
        }
        let long = self
            .journal
            .as_ref()
            .is_some_and(|log| log.length > LONG_JOURNAL);
        if unfiled {
            // Whatever stands there tells of other work.
            self.set_journals_aside();
        } else if long && self.settle().is_ok() {
            self.remove_journals();
        }
        Ok(())
    }

    /// The work on records has a folder that may not have been there to be made before.
    fn make_shelf(&self) -> Result<(), StorageError> {
        let shelf = saving::folder(&self.path);
        let of_records = shelf.parent().and_then(super::records::file_of).is_some();
        if !of_records || self.files.kind(shelf).is_ok() {
            return Ok(());
        }
        let failed = |error| StorageError::failed(&self.path, Action::Save, error);
        self.files.make_folder(shelf).map_err(failed)
    }

    fn note_checkpoint(&mut self, file: Fingerprint) -> Result<(), StorageError> {
        if self.unfiled || (self.journal.is_none() && self.record.steps.is_empty()) {
            return Ok(());
        }
        let mark = (self.record.steps.len(), file);
        if self.record.marks.last() != Some(&mark) {
            self.record.marks.push(mark);
            self.append(&Payload::checkpoint(file));
        }
        self.sync_journal().map(|_| ())
    }

    /// Waits until the name of the file is on the disk.
    fn settle(&mut self) -> Result<(), StorageError> {
        if !self.settled {
            saving::sync_name(&*self.files, &self.path)
                .map_err(|error| StorageError::failed(&self.path, Action::Save, error))?;
            self.settled = true;
            self.doubtful = false;
        }
        Ok(())
    }

    fn refuse(&self) -> Result<(), StorageError> {
        if self.astray {
            return Err(StorageError::Astray(self.path.clone()));
        }
        match self.waiting {
            Some(_) => Err(StorageError::ChangedUnderneath(self.path.clone())),
            None => Ok(()),
        }
    }

    /// Takes the journal off the disk and gives the lock back. Where the file does not hold
    /// everything the journal stays, and brings the rest back when the article is next opened.
    pub fn rest(&mut self) {
        if self.resting {
            // A journal that stands there now is that of somebody else at work.
            return;
        }
        if !self.is_saved() {
            // The caller was told, or will be, that this is not kept.
            let _ = self.sync();
        } else if self.settle().is_ok() {
            self.remove_journals();
            self.withdraw();
        }
        self.journal = None;
        self.locks.clear();
        self.resting = true;
    }

    /// Says that the file was made for a change that is being taken back: where nothing else was
    /// done it goes with the lock.
    pub fn made_for_this(&mut self) {
        self.made_here = true;
    }

    /// Takes away a file that was made here and in which nothing stands any more. No journal is
    /// there by now: at every moment it is the file as it was saved, or none.
    fn withdraw(&mut self) {
        let mut blank = new_set(&self.article);
        blank.annotator.clone_from(&self.set.annotator);
        let Base::File(_) = self.base else {
            return;
        };
        if !self.made_here || self.journaled || self.set != blank {
            return;
        }
        let ours = saving::standing(&*self.files, &self.path).is_ok_and(|base| base == self.base);
        if ours && self.files.remove(&self.path).is_ok() {
            // A power cut may bring the empty file back, which says the same.
            let _ = saving::sync_name(&*self.files, &self.path);
            self.base = Base::Nothing;
            self.record = Record::from(self.base);
        }
    }

    /// Takes the lock again after [`Keeper::rest`].
    ///
    /// # Errors
    /// [`StorageError::Held`] where somebody else is at work, or
    /// [`StorageError::ChangedUnderneath`] where somebody was, also where all that is left of
    /// them is a journal: the article is then to be opened anew.
    pub fn resume(&mut self) -> Result<(), StorageError> {
        if !self.resting {
            return Ok(());
        }
        self.take_locks()?;
        let there = |path: &PathBuf| self.files.kind(path).is_ok();
        let unchanged = match saving::standing(&*self.files, &self.path) {
            // Where the file was taken away it is written again: what is here is all there is.
            Ok(base)
                if (base == self.base || base == Base::Nothing)
                    && !self.journal_paths.iter().any(there) =>
            {
                Ok(())
            }
            Ok(_) => Err(StorageError::ChangedUnderneath(self.path.clone())),
            Err(error) => Err(error),
        };
        if unchanged.is_err() {
            self.locks.clear();
            self.resting = true;
        }
        unchanged
    }

    /// Whether another program wrote the file. One that was taken away, or cannot be read now, is
    /// for the next save to deal with.
    ///
    /// # Errors
    /// [`StorageError::ChangedUnderneath`] where it did.
    pub fn look(&self) -> Result<(), StorageError> {
        match saving::standing(&*self.files, &self.path) {
            Ok(Base::File(file)) if Base::File(file) != self.base => {
                Err(StorageError::ChangedUnderneath(self.path.clone()))
            }
            _ => Ok(()),
        }
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
        self.refuse()?;
        self.resume()?;
        let mut bytes = Vec::new();
        native::encode(&article, &set, &mut bytes)
            .map_err(|error| StorageError::failed(&self.path, Action::Save, error))?;
        if let Some(staged) = saving::stage(&*self.files, &self.path, &bytes, self.base)? {
            self.settled = staged.put_in_place(&*self.files)?;
            self.doubtful = !self.settled;
        }
        (self.article, self.set) = (article, set);
        self.base = Base::File(Fingerprint::of(&bytes));
        self.unfiled = false;
        // The journal counts in the text that is no more. One that stays behind is set aside when
        // the article is next opened.
        self.journal = None;
        self.unsynced = false;
        self.record = Record::from(self.base);
        if self.settle().is_ok() {
            self.remove_journals();
        }
        Ok(())
    }
}

/// A hidden file of the fallback folder that stands for one beside an annotation file: under the
/// hash of its full path.
fn fallback_path(files: &dyn Files, folder: &Path, hidden: &Path) -> PathBuf {
    let parent = saving::folder(hidden);
    let parent = files.resolve(parent).unwrap_or_else(|_| parent.to_owned());
    let full = parent.join(hidden.file_name().unwrap_or_default());
    let hash = Fingerprint::of(full.as_os_str().as_encoded_bytes()).to_string();
    let name = names::file_name(hidden);
    folder.join(format!("{}-{}", &hash[..16], name.trim_start_matches('.')))
}
