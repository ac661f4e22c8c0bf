//! How the work on an article stands to the disk.

use std::collections::VecDeque;

use crate::annotation::Step;
use crate::jobs::{Cause, Unsaved};
use crate::storage::Shelter;

/// Seconds after the last change until the file is written.
const PAUSE: f64 = 2.0;

/// Seconds until a save that the disk refused is tried again.
const AGAIN: f64 = 10.0;

/// How the annotation file stands to what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It holds what is shown.
    Clean,
    /// To be written at this time of the desk's clock, in seconds.
    Waiting(f64),
    /// Being written.
    Saving,
    /// The last attempt failed; when it is tried again, where that makes sense.
    Failed(Option<f64>),
}

/// What is on the disk, and what is on its way there.
#[derive(Debug)]
pub struct Keeping {
    /// Counts changes.
    pub revision: u64,
    /// Changes that were not handed to the saving thread yet.
    pub unsent: VecDeque<(u64, Step)>,
    /// The revision up to which everything is safe on a disk.
    kept: u64,
    pub shelter: Shelter,
    /// Why the last changes are in memory only.
    unkept: Option<String>,
    pub saved: Saved,
    /// Why the file could not be written the last time that was tried.
    failure: Option<Unsaved>,
    /// Whether there is an annotation file.
    pub has_file: bool,
    /// Whether the lock was given back, since the article is out of sight.
    pub resting: bool,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            revision: 0,
            unsent: VecDeque::new(),
            kept: 0,
            shelter: Shelter::Beside,
            unkept: None,
            saved: Saved::Clean,
            failure: None,
            has_file: false,
            resting: false,
        }
    }
}

impl Keeping {
    /// A change was made.
    pub fn changed(&mut self, step: Step, clock: f64) {
        self.revision += 1;
        self.unsent.push_back((self.revision, step));
        self.wants_saving(clock + PAUSE);
    }

    /// The file is to be written at a time of the desk's clock.
    pub fn wants_saving(&mut self, at: f64) {
        if !matches!(self.saved, Saved::Saving) {
            self.saved = Saved::Waiting(at);
        }
    }

    /// When the file is to be written, if it is.
    #[must_use]
    pub fn due(&self) -> Option<f64> {
        match &self.saved {
            Saved::Waiting(due) => Some(*due),
            Saved::Failed(again) => *again,
            Saved::Clean | Saved::Saving => None,
        }
    }

    /// Changes up to a revision are safe, or why they are not.
    pub fn take_kept(&mut self, revision: u64, result: Result<Shelter, String>) {
        match result {
            Ok(shelter) => {
                self.kept = self.kept.max(revision);
                self.shelter = shelter;
                self.unkept = None;
            }
            Err(why) => self.unkept = Some(why),
        }
    }

    /// The file was written as of a revision, or why it was not.
    pub fn take_saved(&mut self, revision: u64, result: Result<(), Unsaved>, clock: f64) {
        match result {
            Ok(()) => {
                self.kept = self.kept.max(revision);
                self.unkept = None;
                self.failure = None;
                self.has_file = true;
                self.saved = if self.revision == revision {
                    Saved::Clean
                } else {
                    Saved::Waiting(clock + PAUSE)
                };
            }
            Err(why) => {
                let again = (why.cause == Cause::Disk).then_some(clock + AGAIN);
                self.saved = Saved::Failed(again);
                self.failure = Some(why);
            }
        }
    }

    /// Whether the file does not hold everything.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        matches!(self.saved, Saved::Waiting(_) | Saved::Failed(_))
    }

    /// Why the file could not be written, until it can be.
    #[must_use]
    pub fn failure(&self) -> Option<&Unsaved> {
        self.failure.as_ref()
    }

    /// Whether everything would survive a power cut.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.unkept.is_none() && self.kept == self.revision
    }

    /// The truth in a few words, and whether it is alarming.
    #[must_use]
    pub fn in_words(&self) -> (String, bool) {
        if let Some(trouble) = self.trouble() {
            return (trouble, true);
        }
        match &self.saved {
            Saved::Clean if !self.has_file && self.revision == 0 => {
                ("no changes".to_owned(), false)
            }
            _ if self.is_safe() => ("saved".to_owned(), false),
            _ => ("saving".to_owned(), false),
        }
    }

    /// Why the work is not saved, if that failed.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        if let Some(why) = &self.unkept {
            return Some(format!("not saved: {why}"));
        }
        let Unsaved { why, .. } = self.failure.as_ref()?;
        let place = match (self.is_safe(), self.shelter) {
            (true, Shelter::Beside) => "; your changes are safe in the journal",
            (true, Shelter::Fallback) => "; your changes are safe in your own data folder",
            (false, _) => "",
        };
        Some(format!("{why}{place}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Stroke, Transaction};

    fn step() -> Step {
        Step {
            stroke: Stroke::Do,
            transaction: Transaction::new("mark", Vec::new()),
        }
    }

    fn words(keeping: &Keeping) -> (String, bool) {
        let (words, alarming) = keeping.in_words();
        (words, alarming)
    }

    #[test]
    fn saved_is_said_only_of_what_is_on_a_disk() {
        let mut keeping = Keeping::default();
        assert_eq!(words(&keeping), ("no changes".into(), false));
        keeping.changed(step(), 0.0);
        assert_eq!(words(&keeping), ("saving".into(), false));
        keeping.take_kept(1, Ok(Shelter::Beside));
        assert_eq!(words(&keeping), ("saved".into(), false));
        keeping.changed(step(), 1.0);
        keeping.take_saved(1, Ok(()), 2.0);
        assert_eq!(words(&keeping), ("saving".into(), false));
        assert_eq!(keeping.due(), Some(4.0));
        keeping.take_kept(2, Err("no disk takes it".into()));
        assert_eq!(
            words(&keeping),
            ("not saved: no disk takes it".into(), true)
        );
        keeping.take_kept(2, Ok(Shelter::Fallback));
        let full = Unsaved {
            why: "a.json: not saved: the disk is full".into(),
            cause: Cause::Disk,
        };
        keeping.take_saved(2, Err(full), 5.0);
        let (said, alarming) = words(&keeping);
        assert!(alarming && said.ends_with("full; your changes are safe in your own data folder"));
        assert_eq!(keeping.due(), Some(15.0));
        keeping.changed(step(), 6.0);
        keeping.take_kept(3, Ok(Shelter::Beside));
        assert!(words(&keeping).1, "the file still lacks everything");
        keeping.take_saved(3, Ok(()), 16.0);
        assert_eq!(words(&keeping), ("saved".into(), false));
    }

    #[test]
    fn what_another_program_changed_is_not_tried_again_by_itself() {
        let mut keeping = Keeping::default();
        keeping.changed(step(), 0.0);
        let why = Unsaved {
            why: "a.json: not saved, since another program changed it".into(),
            cause: Cause::Changed,
        };
        keeping.take_saved(1, Err(why), 2.0);
        assert_eq!(keeping.due(), None);
        assert!(keeping.is_unsaved() && !keeping.is_safe());
    }
}
