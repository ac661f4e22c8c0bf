//! Back and forward across articles: which were left for another, and where the caret was.
//!
//! Within an article its own jumps come first, as far as they were made in this visit; behind
//! them lies the article from which the visit came. Going to another article in whatever way is a
//! jump, unless it is going back or forward itself.

use super::Desk;
use crate::storage::Place;
use crate::ui::document::{Caret, Document};

/// How many visits are remembered.
const MOST: usize = 100;

/// An article as it was left.
#[derive(Clone, Debug, PartialEq)]
struct Visit {
    place: Place,
    position: usize,
    /// How many of its jumps are older than the visit.
    floor: usize,
}

impl Visit {
    fn of(document: &Document) -> Self {
        Self {
            place: document.place.clone(),
            position: document.caret.position,
            floor: document.jumps.floor(),
        }
    }
}

/// The visits before this one, and those that were come back from.
#[derive(Debug, Default)]
pub(super) struct Visits {
    back: Vec<Visit>,
    forward: Vec<Visit>,
    /// The visit that is being gone on with, and whether that is back.
    returning: Option<(Visit, bool)>,
}

impl Visits {
    /// Whether there is an article to go back to, or forward.
    pub(super) fn lead(&self, back: bool) -> bool {
        !if back { &self.back } else { &self.forward }.is_empty()
    }

    /// A new jump ends what could be gone forward to.
    pub(super) fn end_forward(&mut self) {
        self.forward.clear();
    }

    fn stack(&mut self, back: bool) -> &mut Vec<Visit> {
        if back {
            &mut self.back
        } else {
            &mut self.forward
        }
    }
}

impl Desk {
    /// Goes back to where the caret was before the last jump, or, forward, to where it came back
    /// from: in this article, and behind that in the one before.
    pub(super) fn jump(&mut self, back: bool) {
        if self
            .document_mut()
            .is_some_and(|document| document.jump(back))
        {
            self.message = None;
            return;
        }
        let here = self.document().map(Visit::of);
        let visits = &mut self.visits;
        match visits.stack(back).pop() {
            Some(visit) => {
                visits.stack(!back).extend(here);
                visits.returning = Some((visit.clone(), back));
                self.message = None;
                self.open_place(visit.place);
            }
            None if back => self.say("No jump to go back from"),
            None => self.say("No jump to go forward to"),
        }
    }

    /// Another article has come in the place of `left`: remembers where that was, or goes on with
    /// the visit that was asked for.
    pub(super) fn note_visit(&mut self, left: Option<u64>) {
        let returning = self.visits.returning.take();
        let left = left.filter(|left| self.active != Some(*left));
        let Some(here) = self.document_mut() else {
            return;
        };
        match returning {
            Some((visit, _)) if visit.place == here.place => {
                let text = here.article.text();
                let position = text.floor_char_boundary(visit.position.min(text.len()));
                here.put_caret(Caret::at(position));
                here.jumps.come_back_to(visit.floor);
                return;
            }
            _ if left.is_none() => return,
            _ => here.jumps.arrive(),
        }
        let left = left.and_then(|left| self.documents.get_mut(&left));
        let Some(left) = left else {
            return;
        };
        left.jumps.leave();
        let visit = Visit::of(left);
        self.visits.end_forward();
        self.visits.back.push(visit);
        if self.visits.back.len() > MOST {
            self.visits.back.remove(0);
        }
    }

    /// The article that was to be gone back to could not be opened: one stays where one is.
    pub(super) fn give_up_visit(&mut self) {
        if let Some((_, back)) = self.visits.returning.take() {
            self.visits.stack(!back).pop();
        }
    }
}
