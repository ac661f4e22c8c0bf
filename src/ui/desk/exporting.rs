//! Writing tables: asked for in the export dialog, written in the background.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::{Desk, filing};
use crate::jobs::{Export, Request};
use crate::storage::{Corpus, Entry, Kind, names};
use crate::ui::actions::ExportWish;
use crate::ui::dialogs::{Dialog, ExportForm};
use crate::ui::picker::Wanted;

/// What an export is called where it breaks down.
const WRITING: &str = "writing rows";

impl Desk {
    /// Asks what is to be written, and where.
    pub(super) fn offer_export(&mut self) {
        let corpus = self.corpus.as_deref();
        if corpus.is_none() && self.document().is_none() {
            self.warn("Open an article or a folder first");
            return;
        }
        let of_article = self.document().and_then(|d| d.place.file().parent());
        let folder = match corpus {
            Some(corpus) if corpus.of_records => corpus.root.parent(),
            Some(corpus) => Some(corpus.root.as_path()),
            None => of_article,
        };
        let folder = folder.map(PathBuf::from).unwrap_or_default();
        self.message = None;
        let form = ExportForm::new(folder, self.corpus.is_some());
        self.dialog = Some(Dialog::Export(Box::new(form)));
    }

    pub(super) fn export_wish(&mut self, context: &Context, wish: ExportWish) {
        match wish {
            ExportWish::Choose(path) => self.pick(context, Wanted::Table(path)),
            ExportWish::Do => self.export(),
            ExportWish::Stop => {
                self.stop_exporting();
                if let Some(form) = self.export_form() {
                    form.fail("Stopped: nothing was written".to_owned());
                }
            }
        }
    }

    /// Nobody waits for the table any more; what there is of it is taken away.
    pub(super) fn stop_exporting(&mut self) {
        self.exports += 1;
    }

    /// The export dialog, if it is open.
    pub(super) fn export_form(&mut self) -> Option<&mut ExportForm> {
        match &mut self.dialog {
            Some(Dialog::Export(form)) => Some(form),
            _ => None,
        }
    }

    fn export(&mut self) {
        let annotator = self.around.settings.annotator.clone();
        let Some(form) = self.export_form() else {
            return;
        };
        let path = filing::expand_home(form.path().as_ref());
        let path = std::path::absolute(&path).unwrap_or(path);
        let wanted = form.wanted(path, annotator.as_deref());
        let whole = form.whole;
        let there = self.around.storage.kind(&wanted.path);
        let is_file = there.is_ok_and(|kind| matches!(kind, Kind::File { .. }));
        let is_work = names::is_annotation_file(&names::file_name(&wanted.path));
        if is_file && !wanted.replace && !is_work {
            if let Some(form) = self.export_form() {
                form.ask_to_replace();
            }
            return;
        }
        let corpus = match (&self.corpus, self.document()) {
            (Some(corpus), _) if whole => Arc::clone(corpus),
            (_, Some(document)) => Arc::new(alone(document)),
            _ => return,
        };
        self.exports += 1;
        let mut export = Export::new(self.exports, wanted, corpus, Vec::new(), &self.schema);
        // What is open is ahead of its file.
        for document in self.documents.values() {
            export.hold(document.place.clone(), super::statistics::held(document));
        }
        let (done, of) = export.progress();
        if let Some(form) = self.export_form() {
            form.progress(done, of);
        }
        if !self.asked(Request::Export(Box::new(export)))
            && let Some(form) = self.export_form()
        {
            form.fail("Too much is waiting to be done: try again in a moment".to_owned());
        }
    }

    /// Takes a portion of a table, and asks for the next one.
    pub(super) fn take_exported(&mut self, export: Box<Export>) {
        let number = self.exports;
        let Some(form) = self.export_form().filter(|form| form.is_writing()) else {
            return;
        };
        if export.number != number {
            return;
        }
        match &export.ended {
            None => {
                let (done, of) = export.progress();
                form.progress(done, of);
                self.ask(Request::Export(export));
            }
            Some(Ok(())) => {
                form.finish(&export);
                let said = export.in_words().into_iter().next().unwrap_or_default();
                self.say(format!(
                    "{said} written to {}",
                    export.wanted.path.display()
                ));
            }
            Some(Err(why)) => form.fail(why.clone()),
        }
    }

    /// Something in the background broke down: was it this?
    pub(super) fn export_broke_down(&mut self, what: &str) {
        if let Some(form) = self.export_form().filter(|form| form.is_writing())
            && what == WRITING
        {
            form.fail("Something broke down while it was written: nothing was kept".to_owned());
        }
    }
}

/// The open article as a corpus of its own.
fn alone(document: &super::Document) -> Corpus {
    let place = document.place.clone();
    Corpus {
        root: place.file().to_owned(),
        entries: vec![Entry {
            name: place.name(),
            place,
            facts: None,
        }],
        notices: Vec::new(),
        faults: Vec::new(),
        of_records: false,
        unkept: None,
        annotators: std::collections::HashMap::new(),
    }
}
