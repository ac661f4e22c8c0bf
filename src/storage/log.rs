//! The journal's file: what it says, writing it, and taking it off the disk again.

use std::io;
use std::path::{Path, PathBuf};

use super::files::Writing;
use super::{Action, Base, Keeper, Shelter, StorageError, saving};
use crate::annotation::Step;
use crate::formats::Fingerprint;
use crate::formats::journal::{Payload, Start, Writer};

/// What a journal says.
pub(super) struct Record {
    /// What stood in the place of the annotation file before the first step.
    pub start: Base,
    pub steps: Vec<Step>,
    /// The files that hold so many of the steps, or were about to.
    pub marks: Vec<(usize, Fingerprint)>,
    /// How many of the steps the file holds.
    pub held: usize,
}

impl Record {
    pub fn from(start: Base) -> Self {
        Self {
            start,
            steps: Vec::new(),
            marks: Vec::new(),
            held: 0,
        }
    }

    /// Whether the file holds all of it.
    pub fn is_held(&self) -> bool {
        self.held == self.steps.len()
    }

    /// Whether everything that another record says is said by this one too.
    pub fn extends(&self, other: &Self) -> bool {
        let marks = other.marks.iter();
        let marks = marks.map(|(steps, file)| (*steps, Base::File(*file)));
        let mut known = std::iter::once((0, other.start)).chain(marks);
        known.any(|(from, file)| {
            let rest = other.steps.get(from..);
            file == self.start && rest.is_some_and(|rest| self.steps.starts_with(rest))
        })
    }
}

/// The journal's file.
pub(super) struct Log {
    file: Box<dyn Writing>,
    pub path: PathBuf,
    writer: Writer,
    /// In bytes.
    pub length: usize,
}

impl Log {
    /// Whether nobody has taken the file away, cut it, or put another in its place.
    fn is_in_place(&self) -> bool {
        self.file.length_at(&self.path) == Some(self.length as u64)
    }
}

impl Keeper {
    /// Adds a line. Where it cannot be written a part of it may be torn in the file, and nothing
    /// can follow there: the next sync writes the whole journal anew.
    pub(super) fn append(&mut self, payload: &Payload) {
        if let Some(log) = &mut self.journal {
            let line = log.writer.line(payload);
            log.length += line.len();
            self.unsynced = true;
            if log.file.append(&line).is_err() {
                self.journal = None;
            }
        }
    }

    /// Waits until the journal is on the disk; where it cannot be synced, or there is none, it is
    /// written anew.
    pub(super) fn sync_journal(&mut self) -> Result<Shelter, StorageError> {
        let synced = match &mut self.journal {
            Some(log) => (!self.unsynced || log.file.sync().is_ok()) && log.is_in_place(),
            None => false,
        };
        if !synced {
            self.start_journal()?;
        }
        self.unsynced = false;
        let beside = super::names::journal_path(&self.path);
        Ok(match &self.journal {
            Some(log) if log.path != beside => Shelter::Fallback,
            _ => Shelter::Beside,
        })
    }

    /// Writes the journal whole and in one step, where it can be written: beside the file, else
    /// in the fallback. What another one says this one says too.
    pub(super) fn start_journal(&mut self) -> Result<(), StorageError> {
        self.journal = None;
        let (bytes, writer) = self.whole_journal();
        let mut failed = None;
        for path in self.journal_paths.clone() {
            match self.write_journal(&path, &bytes) {
                Ok(file) => {
                    self.unsynced = false;
                    self.journal = Some(Log {
                        file,
                        writer,
                        length: bytes.len(),
                        path: path.clone(),
                    });
                    self.remove_others(&path);
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

    fn whole_journal(&self) -> (Vec<u8>, Writer) {
        let base = match self.record.start {
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
        let mut marks = self.record.marks.iter().peekable();
        for before in 0..=self.record.steps.len() {
            while let Some((_, file)) = marks.next_if(|(at, _)| *at == before) {
                bytes.extend(writer.line(&Payload::checkpoint(*file)));
            }
            if let Some(step) = self.record.steps.get(before) {
                bytes.extend(writer.line(&Payload::step(&self.article, step)));
            }
        }
        (bytes, writer)
    }

    fn write_journal(&mut self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Writing>> {
        let folder = saving::folder(path);
        if folder != saving::folder(&self.path) {
            self.files.make_folder(folder)?;
        }
        // Who may read the work may read its journal, and nobody else.
        saving::replace(&*self.files, path, bytes, Some(&self.path))?;
        self.journaled = true;
        self.files.sync_folder(folder)?;
        self.files.append_to(path)
    }

    /// Takes away journals that say nothing that the one at `path` does not say.
    fn remove_others(&self, path: &Path) -> bool {
        let mut others = self.journal_paths.iter().filter(|other| *other != path);
        others.all(|other| self.take_away(other))
    }

    /// Whether a file is gone for good.
    fn take_away(&self, path: &Path) -> bool {
        match self.files.remove(path) {
            Ok(()) => self.files.sync_folder(saving::folder(path)).is_ok(),
            // Taken away before; that may not be on the disk yet, and a power cut bring it back.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let synced = self.files.sync_folder(saving::folder(path));
                synced.is_ok() || self.files.kind(saving::folder(path)).is_err()
            }
            Err(_) => false,
        }
    }

    /// Takes the journal off the disk, when the file holds everything and is safe: first the ones
    /// that do not know the file, so that a crash leaves none of those alone.
    pub(super) fn remove_journals(&mut self) {
        let last = match self.journal.take() {
            Some(log) => log.path,
            None => super::names::journal_path(&self.path),
        };
        self.unsynced = false;
        if self.remove_others(&last)
            && (!self.journal_paths.contains(&last) || self.take_away(&last))
        {
            self.journaled = false;
            self.record = Record::from(self.base);
        }
    }
}
