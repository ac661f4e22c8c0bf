//! Showing another annotator's work beneath one's own, from article to article.

use super::Desk;
use crate::jobs::Request;
use crate::storage::annotators::{Marked, Work};
use crate::ui::dialogs::Dialog;
use crate::ui::document::{Beneath, Found};

impl Desk {
    /// Asks who else has work on the open article.
    pub(super) fn ask_for_others(&mut self) {
        let Some(document) = self.document() else {
            self.warn("Open an article first");
            return;
        };
        let request = Request::FindOthers {
            number: document.number,
            place: document.place.clone(),
            own: document.annotation_path.clone(),
        };
        self.ask(request);
    }

    pub(super) fn take_others(&mut self, number: u64, result: Result<Vec<Work>, String>) {
        if self.active != Some(number) {
            return;
        }
        match result {
            Ok(found) if found.is_empty() => {
                self.say("Nobody else has work on this article here");
            }
            Ok(found) => {
                let names = found.into_iter().map(|work| work.annotator).collect();
                self.dialog = Some(Dialog::Others(names));
            }
            Err(why) => self.warn(why),
        }
    }

    /// Shows somebody's work beneath one's own, here and in the articles that follow.
    pub(super) fn show_beneath(&mut self, annotator: Option<String>) {
        self.beneath = Some(annotator);
        self.look_beneath();
    }

    pub(super) fn hide_beneath(&mut self) {
        self.beneath = None;
        for document in self.documents.values_mut() {
            document.beneath = None;
        }
    }

    /// Reads the work that is to be shown on the open article: also anew, since its annotator may
    /// have gone on meanwhile.
    pub(super) fn look_beneath(&mut self) {
        let wanted = self.beneath.clone();
        let Some(document) = self.document_mut() else {
            return;
        };
        let Some(annotator) = wanted else {
            document.beneath = None;
            return;
        };
        let shown = document.beneath.as_ref();
        if shown.is_none_or(|shown| shown.annotator != annotator) {
            document.beneath = Some(Beneath {
                annotator: annotator.clone(),
                found: Found::Looking,
            });
        }
        let request = Request::ReadOther {
            number: document.number,
            annotator,
            place: document.place.clone(),
            own: document.annotation_path.clone(),
            article: document.article.clone(),
        };
        self.ask(request);
    }

    pub(super) fn take_beneath(
        &mut self,
        number: u64,
        annotator: Option<String>,
        result: Result<Option<Box<Marked>>, String>,
    ) {
        if self.beneath.as_ref() != Some(&annotator) {
            return;
        }
        if let Some(document) = self.documents.get_mut(&number) {
            let found = match result {
                Ok(Some(marked)) => Found::Marked(marked),
                Ok(None) => Found::Nothing,
                Err(why) => Found::Failed(why),
            };
            document.beneath = Some(Beneath { annotator, found });
        }
    }
}
