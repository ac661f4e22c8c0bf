//! Saving, closing, and whose work it is.

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::Desk;
use super::filing::expand_home;
use crate::jobs::Request;
use crate::storage::{Base, names};
use crate::ui::dialogs::Dialog;
use crate::ui::document::Saved;

/// How long closing waits for the last save.
const PATIENCE: Duration = Duration::from_secs(20);

impl Desk {
    /// Sends off saves that are due; when the next one will be.
    pub(super) fn save_due(&mut self) -> Option<f64> {
        let mut next: Option<f64> = None;
        let numbers: Vec<u64> = self.documents.keys().copied().collect();
        for number in numbers {
            let Some(Saved::Waiting(due)) = self.documents.get(&number).map(|d| d.saved.clone())
            else {
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

    /// Ctrl+S: saves whether or not there is anything new, so that the answer is the truth.
    pub(super) fn save_now(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        if let Some(why) = &document.read_only {
            let why = format!("Not saved: {why}");
            self.warn(why);
            return;
        }
        let number = document.number;
        self.save(number);
    }

    pub(super) fn save_active_if_due(&mut self) {
        if let Some(document) = self.document()
            && matches!(document.saved, Saved::Waiting(_) | Saved::Failed(_))
        {
            let number = document.number;
            self.save(number);
        }
    }

    fn save(&mut self, number: u64) {
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        if document.read_only.is_some() || document.saved == Saved::Saving {
            return;
        }
        document.saved = Saved::Saving;
        let request = Request::Save {
            number,
            revision: document.revision,
            path: document.annotation_path.clone(),
            article: document.article.clone(),
            set: Box::new(document.set.clone()),
            base: document.base,
        };
        if let Err(busy) = self.around.jobs.ask(request)
            && let Some(document) = self.documents.get_mut(&number)
        {
            document.saved = Saved::Failed(busy.to_string());
        }
    }

    pub(super) fn take_saved(&mut self, number: u64, revision: u64, result: Result<Base, String>) {
        let clock = self.clock;
        let Some(document) = self.documents.get_mut(&number) else {
            return;
        };
        match result {
            Ok(base) => {
                document.base = base;
                document.saved = if document.revision == revision {
                    Saved::Clean
                } else {
                    Saved::Waiting(clock + 2.0)
                };
            }
            // The status bar says so for as long as it is true.
            Err(why) => document.saved = Saved::Failed(why),
        }
        let (path, failed) = (
            document.path.clone(),
            matches!(document.saved, Saved::Failed(_)),
        );
        if let Some(entry) = self.list.entries.iter_mut().find(|e| e.path == path) {
            entry.unsaved = failed;
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
                .is_some_and(|d| matches!(d.saved, Saved::Waiting(_) | Saved::Failed(_)))
            {
                self.save(*number);
            }
        }
        let saving = |desk: &Self| {
            numbers.iter().any(|n| {
                desk.documents
                    .get(n)
                    .is_some_and(|d| d.saved == Saved::Saving)
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
            match self.documents.get(number).map(|d| &d.saved) {
                Some(Saved::Failed(why)) => return Err((*number, why.clone())),
                // An edit that came while an earlier state was written.
                Some(Saved::Waiting(_)) => return self.save_everything(&[*number]),
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
            self.dialog = Some(Dialog::Unsaved { number, why });
            self.quitting = true;
        }
    }

    pub(super) fn leave_anyway(&mut self, context: &Context) {
        if self.quitting {
            self.leaving = true;
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
            Err((number, why)) => self.dialog = Some(Dialog::Unsaved { number, why }),
        }
    }

    fn take_off_desk(&mut self, number: u64) {
        self.documents.remove(&number);
        self.active = None;
        self.find = None;
        self.message = None;
    }

    /// Saves what waits to be saved now: the window has lost the focus.
    pub(super) fn save_soon(&mut self) {
        let clock = self.clock;
        for document in self.documents.values_mut() {
            if let Saved::Waiting(due) = &mut document.saved {
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
            .filter_map(|d| match &d.saved {
                Saved::Failed(why) => Some(format!("“{}” is not saved: {why}", d.title())),
                _ => None,
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
        self.keep_settings();
        let path = self.document().map(|d| d.path.clone());
        self.documents.clear();
        self.active = None;
        if let Some(folder) = self.folder.clone() {
            self.list_folder(folder);
        }
        if let Some(path) = path {
            self.open_path(path);
        }
    }

    /// Makes work that belongs to nobody the analyst's own: it goes on in a file under their name,
    /// and the unnamed file stays as it is.
    pub(super) fn adopt(&mut self) {
        let annotator = self.around.settings.annotator.clone();
        let clock = self.clock;
        let Some(document) = self.document_mut().filter(|d| d.adoptable) else {
            return;
        };
        document.annotation_path = names::annotation_path(&document.path, annotator.as_deref());
        document.base = Base::Nothing;
        document.set.annotator = annotator;
        document.read_only = None;
        document.adoptable = false;
        document.revision += 1;
        document.saved = Saved::Waiting(clock);
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
