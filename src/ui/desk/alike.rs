//! Articles that are nearly the same: looked for once in the background, said above the article,
//! and the work on one copied into the other.

use std::collections::HashMap;
use std::sync::Arc;

use super::Desk;
use crate::annotation::edits;
use crate::jobs::{Alike, Likenesses, Request};
use crate::storage::{Corpus, Opened, Place};
use crate::ui::panels::{AlikeNote, count};

/// What is known of near-duplicates in the corpus that is open.
#[derive(Default)]
pub(super) struct AlikeSearch {
    /// Grows with each search: what is left of an older one may still come.
    number: u64,
    /// The corpus that is or was searched.
    of: Option<Arc<Corpus>>,
    /// The search between two portions.
    waiting: Option<Box<Likenesses>>,
    found: HashMap<Place, Vec<Alike>>,
    /// The document that annotations are being fetched for, and the article they come from.
    copying: Option<(u64, Place)>,
}

/// Whether two listings are of the same articles in the same order.
fn have_same_places(a: &Corpus, b: &Corpus) -> bool {
    let mut pairs = a.entries.iter().zip(&b.entries);
    a.entries.len() == b.entries.len() && pairs.all(|(a, b)| a.place == b.place)
}

impl Desk {
    /// Begins the search in a corpus that was just listed, and goes on with it while the list
    /// waits for nothing.
    pub(super) fn look_for_alike(&mut self) {
        let Some(corpus) = self.corpus.clone() else {
            return;
        };
        if self.is_looking() {
            return;
        }
        let known = self.alike.of.as_ref();
        if known.is_none_or(|known| !Arc::ptr_eq(known, &corpus)) {
            // Listed once more, it is the same corpus as long as nothing came or went.
            if known.is_none_or(|known| !have_same_places(known, &corpus)) {
                self.alike.number += 1;
                self.alike.found.clear();
                let search = Likenesses::of(self.alike.number, Arc::clone(&corpus));
                self.alike.waiting = search.map(Box::new);
            }
            self.alike.of = Some(corpus);
        }
        if let Some(search) = self.alike.waiting.take() {
            self.ask(Request::Compare(search));
        }
    }

    /// Takes a portion of the search.
    pub(super) fn take_compared(&mut self, search: Box<Likenesses>) {
        if search.number != self.alike.number {
            return;
        }
        if search.is_done() {
            self.alike.found = search.found();
        } else {
            self.alike.waiting = Some(search);
        }
    }

    /// The articles that are nearly the same as the open one, the most alike first.
    fn alike(&self) -> &[Alike] {
        let place = self.document().map(|document| &document.place);
        let found = place.and_then(|place| self.alike.found.get(place));
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether there is one, and whether its annotations could be copied.
    pub(super) fn alike_stands(&self) -> (bool, bool) {
        let Some(alike) = self.alike().first() else {
            return (false, false);
        };
        (true, self.spans_to_copy(alike).is_some())
    }

    /// How many spans it has, where those are more than the open article's.
    fn spans_to_copy(&self, alike: &Alike) -> Option<usize> {
        let document = self
            .document()
            .filter(|document| document.read_only.is_none())?;
        let open = self.documents.values().find(|d| d.place == alike.place);
        let spans = match open {
            Some(open) => open.set.len(),
            None => {
                self.list.entries()[self.list.place_of(&alike.place)?]
                    .facts
                    .spans
            }
        };
        (spans > document.set.len()).then_some(spans)
    }

    /// What the line above the article says, if anything.
    pub(super) fn alike_note(&self) -> Option<AlikeNote> {
        use crate::ui::commands::Command;
        let alike = self.alike();
        let first = alike.first()?;
        Some(AlikeNote {
            title: self.list.entries()[self.list.place_of(&first.place)?]
                .title()
                .to_owned(),
            likeness: first.likeness,
            others: alike.len() - 1,
            spans: self.spans_to_copy(first),
            keys: [Command::GoToAlike, Command::CopyAlike]
                .map(|command| self.keymap.shown(command)),
        })
    }

    /// Opens the article that is most alike.
    pub(super) fn go_to_alike(&mut self) {
        match self.alike().first().map(|alike| alike.place.clone()) {
            Some(place) => self.open_place(place),
            None => self.warn("No other article is nearly the same"),
        }
    }

    /// Fetches the work on the article that is most alike, to copy it into this one.
    pub(super) fn copy_alike(&mut self) {
        let (Some(place), Some(number)) = (
            self.alike().first().map(|alike| alike.place.clone()),
            self.active,
        ) else {
            self.warn("No other article is nearly the same");
            return;
        };
        let open = self.documents.values().find(|d| d.place == place);
        if let Some((article, set)) = open.map(|d| (d.article.clone(), d.set.clone())) {
            self.copy_from(&article, &set);
            return;
        }
        self.alike.copying = Some((number, place.clone()));
        let annotator = self.around.settings.annotator.clone();
        self.ask(Request::Borrow { place, annotator });
    }

    /// Takes the work on another article that was fetched.
    pub(super) fn take_borrowed(&mut self, place: &Place, result: Result<Box<Opened>, String>) {
        let Some((number, _)) = self.alike.copying.take_if(|(_, wanted)| wanted == place) else {
            return;
        };
        if self.active != Some(number) {
            self.warn("Another article has come: nothing was copied");
            return;
        }
        match result {
            Ok(opened) => self.copy_from(&opened.article, &opened.set),
            Err(why) => self.warn(why),
        }
    }

    fn copy_from(
        &mut self,
        article: &crate::text::Article,
        set: &crate::annotation::AnnotationSet,
    ) {
        self.act(|document, now, clock| {
            let copied = edits::copy(&document.set, &document.article, set, article, now);
            let new = copied.exact + copied.moved;
            if new == 0 {
                return Err(match copied.known {
                    0 => "None of its spans has a place here".to_owned(),
                    _ => "All of its spans with a place here stand here already".to_owned(),
                });
            }
            document.commit(copied.transaction, clock)?;
            let mut said = format!("{} copied", count(new, "span"));
            for (number, what) in [
                (copied.moved, "to be confirmed"),
                (
                    copied.conflicting,
                    "on words that have another label here: look at them",
                ),
                (copied.known, "here already"),
                (copied.lost, "without a place here"),
            ] {
                if number > 0 {
                    said.push_str(&format!(", {number} {what}"));
                }
            }
            Ok(said)
        });
    }
}
