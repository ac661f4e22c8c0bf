//! The guided tour on the desk, and the sample corpus that it is taken on.

use super::Desk;
use crate::annotation::{Maker, Status};
use crate::jobs::Request;
use crate::ui::dialogs::Dialog;
use crate::ui::panels::first_label;
use crate::ui::tour::{Lesson, Seen, Tour, sentence};

impl Desk {
    /// Begins the tour anew. Where nothing is open it is taken on the sample corpus.
    pub(super) fn begin_tour(&mut self) {
        self.tour = Some(Tour::default());
        self.message = None;
        if self.document().is_none() && self.opening.is_none() {
            self.open_sample();
        }
        self.tell_lesson();
    }

    pub(super) fn skip_tour_step(&mut self) {
        if let Some(tour) = &mut self.tour {
            tour.skip();
            self.tell_lesson();
        }
    }

    pub(super) fn end_tour(&mut self) {
        self.tour = None;
    }

    /// Takes the card away that says what to read next.
    pub(super) fn leave_ended_tour(&mut self) {
        if self
            .tour
            .as_ref()
            .is_some_and(|tour| tour.lesson().is_none())
        {
            self.end_tour();
        }
    }

    /// Goes on with the tour where the lesson is done.
    pub(super) fn look_at_tour(&mut self) {
        if self.tour.is_none() {
            return;
        }
        let seen = self.seen();
        if self.tour.as_mut().is_some_and(|tour| tour.look(&seen)) {
            self.tell_lesson();
        }
    }

    /// What the tour looks at. Costs a look at each span while one is to be accepted.
    fn seen(&self) -> Seen {
        let accepting = self.tour.as_ref().and_then(Tour::lesson) == Some(Lesson::Accept);
        let done = self.documents.values();
        let done = done.filter(|d| d.set.status == Status::Done).count();
        let listed = matches!(self.dialog, Some(Dialog::Palette(_) | Dialog::Help));
        let Some(document) = self.document() else {
            return Seen {
                done,
                listed,
                ..Seen::default()
            };
        };
        let by_suggestion = document.set.spans().filter(|_| accepting);
        Seen {
            document: Some(document.number),
            caret: document.caret.position,
            spans: document.set.len(),
            accepted: by_suggestion
                .filter(|span| span.origin.by == Maker::Suggestion)
                .count(),
            rejected: document.set.rejections().count(),
            revision: document.revision(),
            undone: document.history().redo_name().is_some(),
            done,
            listed,
        }
    }

    /// Says the lesson to those who listen: the card shows it.
    fn tell_lesson(&mut self) {
        let Some(tour) = &self.tour else {
            return;
        };
        let words = sentence(tour.lesson(), &self.keymap, first_label(&self.schema));
        let words = match tour.lesson() {
            Some(_) => format!("Tour, step {}: {words}", tour.number()),
            None => words,
        };
        self.announcer.say(&words, false);
    }

    /// What is in the way of a step, or is to be known of it.
    pub(super) fn beside_the_lesson(&self) -> Option<String> {
        let lesson = self.tour.as_ref()?.lesson()?;
        let Some(document) = self.document() else {
            return Some("Open an article first".to_owned());
        };
        if let Some(why) = &document.read_only {
            return Some(format!("Nothing can be changed here: {why}"));
        }
        let sample = self.around.sample_folder.as_ref();
        let practising = sample.is_some_and(|folder| document.place.file().starts_with(folder));
        match lesson {
            Lesson::Accept | Lesson::Reject if document.offers.open_count() == 0 => {
                let keys = self.keymap.shown(crate::ui::commands::Command::NextArticle);
                Some(format!(
                    "No suggestion is open in this article; {keys} goes to the next one"
                ))
            }
            Lesson::Undo if document.history().undo_name().is_none() => {
                Some("There is nothing to take back in this article: skip this step".to_owned())
            }
            Lesson::Walk if !practising => Some(
                "This is an article of yours, and what you do is done to it; the sample corpus is in the menu File"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    /// Unpacks what is missing of the sample corpus, and opens it when it is there.
    pub(super) fn open_sample(&mut self) {
        match self.around.sample_folder.clone() {
            Some(folder) => self.ask(Request::UnpackSample { folder }),
            None => self.warn("This system names no folder to unpack the sample corpus into"),
        }
    }
}
