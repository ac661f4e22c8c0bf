//! Saving, closing, and whose work it is.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::Desk;
use super::filing::expand_home;
use crate::jobs::{Cause, Reply, Request, Settle, Settled, Unsaved};
use crate::storage::names;
use crate::ui::dialogs::Dialog;
use crate::ui::document::{Caret, Document, Saved};
use crate::ui::panels::{Tab, count};

/// How long closing waits for the last save.
const PATIENCE: Duration = Duration::from_secs(20);

impl Desk {
    /// Hands over changes and sends off saves that are due; when the next one will be.
    pub(super) fn save_due(&mut self) -> Option<f64> {
        self.send_changes();
        let mut next: Option<f64> = None;
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        for number in numbers {
            let Some(due) = self.documents.get(&number).and_then(|d| d.keeping.due()) else {
                continue;
            };
            if due <= self.clock {
                self.save(number);
            } else {
                next = Some(next.map_or(due, |n: f64| n.min(due)));
            }
        }
        next
    }

    /// Hands changes to the saving thread. What it has no room for waits for the next frame.
    pub(super) fn send_changes(&mut self) {
        let jobs = &self.around.jobs;
        for document in self.documents.values_mut() {
            while let Some((revision, step)) = document.keeping.unsent.pop_front() {
                let request = Request::Record {
                    number: document.number,
                    revision,
                    step: Box::new(step.clone()),
                };
                if let Err(busy) = jobs.ask(request) {
                    document.keeping.unsent.push_front((revision, step));
                    document.keeping.take_kept(0, Err(busy.to_string()));
                    break;
                }
            }
        }
    }

    /// Ctrl+S: saves whether or not there is anything new, so that the answer is the truth.
    pub(super) fn save_now(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        let number = document.number;
        if self.ask_what_now(number) {
            return;
        }
        let Some(document) = self.document() else {
            return;
        };
        if let Some(why) = &document.read_only {
            let why = format!("Not saved: {why}");
            self.warn(why);
            return;
        }
        self.save(number);
    }

    pub(super) fn save_active_if_due(&mut self) {
        if let Some(document) = self.document()
            && document.keeping.is_unsaved()
        {
            let number = document.number;
            self.save(number);
        }
    }

    fn save(&mut self, number: u64) {
        self.send_changes();
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        if document.read_only.is_some() || document.keeping.saved == Saved::Saving {
            return;
        }
        document.keeping.saved = Saved::Saving;
        if let Err(busy) = self.around.jobs.ask(Request::Save { number })
            && let Some(document) = self.documents.get_mut(&number)
        {
            let why = Unsaved {
                why: busy.to_string(),
                cause: Cause::Disk,
            };
            let clock = self.clock;
            document.keeping.take_saved(0, Err(why), clock);
        }
    }

    /// Gives back the lock of an article that is out of sight. One that is not saved yet keeps it.
    pub(super) fn rest_if_saved(&mut self, number: u64) {
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        let saved = document.keeping.saved == Saved::Clean;
        if saved && document.read_only.is_none() && !document.keeping.resting {
            document.keeping.resting = true;
            self.ask(Request::Rest { number });
        }
    }

    /// Whether another program wrote the file of the open article: asked when the window gets the
    /// focus.
    pub(super) fn look_for_changes(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        let clean = document.keeping.saved == Saved::Clean;
        if document.read_only.is_none() && clean && document.keeping.has_file {
            let number = document.number;
            self.ask_and_hold(number, Request::Resume { number });
        }
    }

    /// Asks for something about a document that must not change before the answer is here.
    fn ask_and_hold(&mut self, number: u64, request: Request) {
        let asked = self.asked(request);
        if let Some(document) = self.documents.get_mut(&number) {
            document.settling = asked;
        }
    }

    /// Takes the lock of an article that comes into sight.
    pub(super) fn resume(&mut self, number: u64) {
        let resting = |d: &Document| d.keeping.resting;
        if self.documents.get(&number).is_some_and(resting) {
            self.ask_and_hold(number, Request::Resume { number });
        }
    }

    pub(super) fn take_resumed(&mut self, number: u64, result: Result<(), Unsaved>) {
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        document.settling = false;
        match result {
            Ok(()) => document.keeping.resting = false,
            // Nothing of ours is in danger: it was saved before it rested.
            Err(Unsaved {
                cause: Cause::Changed,
                ..
            }) if document.keeping.is_safe() => {
                let (name, place) = (document.title().to_owned(), document.place.clone());
                self.forget(number);
                self.open_place(place);
                self.after_opening = Some(format!(
                    "“{name}” was changed by another program and is shown as it is now"
                ));
            }
            // The lock is tried again with the next change, and the save then says what is wrong.
            Err(Unsaved {
                why,
                cause: Cause::Disk,
            }) => self.warn(why),
            Err(Unsaved { why, cause }) => {
                document.held = cause == Cause::Held;
                document.read_only = Some(why.clone());
                self.warn(why);
            }
        }
    }

    pub(super) fn take_saved(&mut self, number: u64, revision: u64, result: Result<(), Unsaved>) {
        let clock = self.clock;
        let active = self.active == Some(number);
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        document.keeping.take_saved(revision, result, clock);
        // The status bar says what went wrong for as long as it is true.
        let failure = document.keeping.failure().map(|why| why.cause);
        let place = document.place.clone();
        if let Some(row) = self.list.row_of(&place) {
            row.unsaved = failure.is_some();
        }
        if active && failure == Some(Cause::Changed) && self.dialog.is_none() {
            self.ask_to_settle(number);
        }
        if !active {
            self.rest_if_saved(number);
        }
    }

    /// Asks what has to be decided before an article can be worked on, if anything; whether there
    /// is. One that somebody else is at work on is opened again: they may have left.
    pub(super) fn ask_what_now(&mut self, number: u64) -> bool {
        let Some(document) = self.documents.get(&number) else {
            return false;
        };
        if document.waiting {
            self.ask_to_settle(number);
            return true;
        }
        if document.held {
            let place = document.place.clone();
            self.forget(number);
            self.open_place(place);
            return true;
        }
        if let Some(counts) = document.carried {
            self.dialog = Some(Dialog::Edited { number, counts });
            return true;
        }
        if let (Some(salvaged), Some(why)) = (document.salvaged, &document.read_only) {
            self.dialog = Some(Dialog::Broken {
                number,
                why: why.clone(),
                salvaged,
            });
            return true;
        }
        false
    }

    /// Goes on in the text that the article has now.
    pub(super) fn change_text(&mut self, number: u64) {
        let Some(document) = self.documents.get(&number) else {
            return;
        };
        let request = Request::ChangeText {
            number,
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
        };
        self.ask_and_hold(number, request);
    }

    pub(super) fn take_text_changed(&mut self, number: u64, result: Result<(), String>) {
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        document.settling = false;
        if let Err(why) = result {
            self.warn(why);
            return;
        }
        document.read_only = None;
        document.carried = None;
        document.edited = false;
        document.keeping.has_file = true;
        let first = document
            .moved()
            .next()
            .map(|s| (s.id.clone(), s.range.start));
        let moved = document.moved().count();
        if let Some((id, start)) = first {
            document.put_caret(Caret::at(start));
            document.select(id);
            self.say(format!(
                "{} to confirm: Enter confirms, Alt+arrows move the ends, Delete deletes",
                count(moved, "place")
            ));
        }
    }

    /// Goes on with what could be read of a broken annotation file.
    pub(super) fn mend(&mut self, number: u64) {
        let Some(document) = self.documents.get(&number) else {
            return;
        };
        let Some(salvaged) = document.salvaged else {
            return;
        };
        let request = Request::Mend {
            number,
            path: document.annotation_path.clone(),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
            base: salvaged.base,
        };
        self.ask(request);
    }

    /// Asks what becomes of changes when another program wrote the file.
    pub(super) fn ask_to_settle(&mut self, number: u64) {
        if let Some(document) = self.documents.get(&number) {
            self.dialog = Some(Dialog::Changed {
                number,
                name: names::file_name(&document.annotation_path),
                from_before: document.waiting,
            });
        }
    }

    pub(super) fn settle(&mut self, number: u64, how: Settle) {
        self.send_changes();
        let reopen = self.documents.get(&number).is_some_and(|d| d.edited);
        let request = Request::Settle {
            number,
            how,
            reopen,
        };
        self.ask_and_hold(number, request);
    }

    pub(super) fn take_settled(&mut self, number: u64, result: Result<Settled, String>) {
        let clock = self.clock;
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        document.settling = false;
        match result {
            Ok(Settled::Merged {
                set,
                transaction,
                conflicts,
                aside,
                ..
            }) => {
                let nothing = transaction.ops.is_empty();
                if let Err(why) = document.take_merged(*set, transaction, clock) {
                    self.warn(why);
                    return;
                }
                let worded = conflicts.iter().map(|conflict| {
                    let words = conflict.range.map(|range| document.article.quote(range));
                    match words {
                        Some(words) => format!("“{words}”: {}", conflict.why),
                        None => conflict.why.to_string(),
                    }
                });
                document.faults.extend(worded);
                let merged = if nothing {
                    "Merged: the other version had all that could be carried over"
                } else {
                    "Merged: your changes are carried over"
                };
                if conflicts.is_empty() {
                    self.say(merged);
                } else {
                    let kept = aside.map_or(String::new(), |aside| {
                        format!("; your own version is kept as {}", names::file_name(&aside))
                    });
                    self.tab = Tab::Spans;
                    self.warn(format!(
                        "{merged}, and for {} the other version was kept: see Spans{kept}",
                        count(conflicts.len(), "change")
                    ));
                }
            }
            Ok(Settled::OpenAgain(said)) => {
                let place = document.place.clone();
                self.forget(number);
                self.open_place(place);
                self.after_opening = Some(said);
            }
            Err(why) => self.warn(why),
        }
    }

    /// Takes a document off the desk whose keeper is gone already.
    fn forget(&mut self, number: u64) {
        self.documents.remove(&number);
        if self.active == Some(number) {
            self.active = None;
            self.end_find();
        }
    }

    pub(super) fn save_copy(&mut self, path: PathBuf) {
        let Some(document) = self.document() else {
            return;
        };
        let request = Request::SaveCopy {
            path: expand_home(&path),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
        };
        self.ask(request);
    }

    /// Saves what is not saved and waits for it. Why something could not be saved.
    fn save_everything(&mut self, numbers: &[u64]) -> Result<(), (u64, String)> {
        for number in numbers {
            if self
                .documents
                .get(number)
                .is_some_and(|d| d.keeping.is_unsaved())
            {
                self.save(*number);
            }
        }
        let saving = |desk: &Self| {
            numbers.iter().any(|n| {
                desk.documents
                    .get(n)
                    .is_some_and(|d| d.keeping.saved == Saved::Saving)
            })
        };
        while saving(self) {
            match self
                .around
                .jobs
                .reply()
                .or_else(|| self.around.jobs.wait(PATIENCE))
            {
                Some(reply) => self.take_reply(reply),
                None => {
                    let number = numbers.first().copied().unwrap_or_default();
                    return Err((number, "Saving takes too long".to_owned()));
                }
            }
        }
        for number in numbers {
            let keeping = self.documents.get(number).map(|d| &d.keeping);
            match keeping.map(|keeping| &keeping.saved) {
                Some(Saved::Failed(_)) => {
                    let why = keeping.and_then(|k| k.failure()).map(|why| why.why.clone());
                    return Err((*number, why.unwrap_or_default()));
                }
                // An edit that came while an earlier state was written.
                Some(Saved::Waiting(_)) => self.save_everything(&[*number])?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The window is to close: everything is saved first; where that fails the analyst is asked.
    pub(super) fn close_requested(&mut self, context: &Context) {
        if self.leaving {
            return;
        }
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        if let Err((number, why)) = self.save_everything(&numbers) {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.show_unsaved(number, why);
            self.quitting = true;
            return;
        }
        self.close_keepers(&numbers);
    }

    fn show_unsaved(&mut self, number: u64, why: String) {
        let safe = self
            .documents
            .get(&number)
            .is_some_and(|d| d.keeping.is_safe());
        self.dialog = Some(Dialog::Unsaved { number, why, safe });
    }

    /// Journals and locks go off the disk where they are no longer needed.
    fn close_keepers(&mut self, numbers: &[u64]) {
        let mut open = 0;
        for number in numbers {
            if self
                .around
                .jobs
                .ask(Request::Close { number: *number })
                .is_ok()
            {
                open += 1;
            }
        }
        while open > 0 {
            let reply = self.around.jobs.reply();
            match reply.or_else(|| self.around.jobs.wait(PATIENCE)) {
                Some(Reply::Closed { .. }) => open -= 1,
                Some(reply) => self.take_reply(reply),
                None => return,
            }
        }
    }

    pub(super) fn leave_anyway(&mut self, context: &Context) {
        if self.quitting {
            self.leaving = true;
            let numbers: Vec<u64> = self.documents.keys().copied().collect();
            self.close_keepers(&numbers);
            context.send_viewport_cmd(ViewportCommand::Close);
        } else if let Some(number) = self.active {
            self.take_off_desk(number);
        }
    }

    pub(super) fn close_active(&mut self) {
        let Some(number) = self.active else {
            return;
        };
        match self.save_everything(&[number]) {
            Ok(()) => self.take_off_desk(number),
            Err((number, why)) => self.show_unsaved(number, why),
        }
    }

    fn take_off_desk(&mut self, number: u64) {
        self.ask(Request::Close { number });
        self.documents.remove(&number);
        self.active = None;
        self.end_find();
        self.message = None;
    }

    /// Saves what waits to be saved now: the window has lost the focus.
    pub(super) fn save_soon(&mut self) {
        let clock = self.clock;
        for document in self.documents.values_mut() {
            if let Saved::Waiting(due) = &mut document.keeping.saved {
                *due = due.min(clock);
            }
        }
    }

    /// Work that could not be saved, in an article other than the open one.
    pub(super) fn unsaved_elsewhere(&self) -> Option<String> {
        let elsewhere = self
            .documents
            .values()
            .filter(|d| Some(d.number) != self.active);
        elsewhere
            .filter_map(|d| {
                let why = &d.keeping.failure()?.why;
                Some(format!("“{}” is not saved: {why}", d.title()))
            })
            .next()
    }

    /// Sets the analyst's name. Work under another name is another file, so everything is saved,
    /// taken off the desk and opened anew.
    pub(super) fn set_annotator(&mut self, name: &str) {
        let name = (!name.is_empty()).then(|| name.to_owned());
        if self.around.settings.annotator == name {
            return;
        }
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        if let Err((_, why)) = self.save_everything(&numbers) {
            self.warn(why);
            return;
        }
        self.around.settings.annotator = name;
        self.renamed_at = self.last_number;
        self.keep_settings();
        let place = self.document().map(|d| d.place.clone());
        self.close_keepers(&numbers);
        self.documents.clear();
        self.active = None;
        self.list_again();
        if let Some(place) = place {
            self.open_place(place);
        }
    }

    /// Makes work that belongs to nobody the analyst's own: it goes on in a file under their name,
    /// and the unnamed file stays as it is.
    pub(super) fn adopt(&mut self) {
        let annotator = self.around.settings.annotator.clone();
        let storage = Arc::clone(&self.around.storage);
        let Some(document) = self.document_mut().filter(|d| d.adoptable) else {
            return;
        };
        document.annotation_path = document
            .place
            .annotation_path(&*storage, annotator.as_deref());
        document.set.annotator = annotator;
        document.read_only = None;
        document.adoptable = false;
        document.keeping.saved = Saved::Saving;
        let request = Request::Adopt {
            number: document.number,
            path: document.annotation_path.clone(),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
        };
        self.ask(request);
        self.say("Adopted: you go on in a file of your own");
    }

    pub(super) fn keep_settings(&mut self) {
        if let Some((path, base)) = &self.around.settings_file {
            let request = Request::SaveSettings {
                path: path.clone(),
                settings: Box::new(self.around.settings.clone()),
                base: *base,
            };
            self.ask(request);
        }
    }
}
