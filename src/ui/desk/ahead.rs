//! What is done before anybody asks for it: the neighbours of the open article are matched, and
//! the open suggestions of all articles counted, while nothing else is waited for.

use super::Desk;
use crate::jobs::{Ahead, Request};
use crate::storage::Place;
use crate::ui::document::Document;

/// So many articles are kept matched: those on either side, and where "done and next" leads.
const KEPT: usize = 4;

/// So many articles are handed over in one go to be counted; what a portion has no time for comes
/// back.
const COUNTED: usize = 16;

/// How far the desk is ahead of the analyst.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Whether something was asked for that has not come.
    asked: bool,
    kept: Vec<Ahead>,
    /// Neighbours that cannot be matched ahead.
    refused: Vec<Place>,
    /// With which choices everything was read.
    choices: u64,
    /// All rows before this one are counted, or cannot be.
    next: usize,
    /// For which listing.
    listing: u64,
}

impl Desk {
    /// Asks for the next thing that can be done ahead, if nothing is waited for.
    pub(super) fn go_ahead(&mut self) {
        let waiting = self.opening.is_some()
            || self.document().is_some_and(|d| !d.offers.complete)
            || self.is_looking();
        if self.lead.asked || waiting || !self.around.suggest || self.corpus.is_none() {
            return;
        }
        let listing = self.listing_number();
        if self.lead.choices != self.choices_revision || self.lead.listing != listing {
            self.lead = Lead {
                choices: self.choices_revision,
                listing,
                ..Lead::default()
            };
            self.list.forget_counts();
        }
        let request = match self.next_neighbour() {
            Some(place) => Request::ReadAhead {
                place,
                annotator: self.around.settings.annotator.clone(),
                choices: self.choices.clone(),
                revision: self.choices_revision,
            },
            None => {
                let places = self.list.uncounted(COUNTED, &mut self.lead.next);
                if places.is_empty() {
                    return;
                }
                Request::Count {
                    places,
                    annotator: self.around.settings.annotator.clone(),
                    choices: self.choices.clone(),
                    revision: self.choices_revision,
                }
            }
        };
        self.lead.asked = self.asked(request);
    }

    /// An article to which the next key may lead, and which is not matched yet.
    fn next_neighbour(&mut self) -> Option<Place> {
        let current = self.document()?.place.clone();
        let list = &self.list;
        let steps = [
            list.neighbour(Some(&current), true, |_| true),
            list.neighbour(Some(&current), true, |i| list.is_unfinished(i)),
            list.neighbour(Some(&current), false, |_| true),
        ];
        let wanted: Vec<Place> = steps
            .into_iter()
            .flatten()
            .map(|index| list.entries()[index].place.clone())
            .collect();
        self.lead.kept.retain(|ahead| wanted.contains(&ahead.place));
        self.lead.refused.retain(|place| wanted.contains(place));
        let open = |place: &Place| self.documents.values().any(|d| d.place == *place);
        wanted.into_iter().find(|place| {
            !open(place)
                && !self.lead.refused.contains(place)
                && self.lead.kept.iter().all(|ahead| ahead.place != *place)
        })
    }

    pub(super) fn take_read_ahead(
        &mut self,
        place: Place,
        revision: u64,
        ahead: Option<(Box<Ahead>, usize)>,
    ) {
        self.lead.asked = false;
        if revision != self.choices_revision {
            return;
        }
        match ahead {
            Some((ahead, open)) => {
                self.list.count_open(&place, Some(open));
                self.lead.kept.push(*ahead);
                if self.lead.kept.len() > KEPT {
                    self.lead.kept.remove(0);
                }
            }
            None => self.lead.refused.push(place),
        }
    }

    /// Open suggestions are counted again where nothing is known of them.
    pub(super) fn count_open_again(&mut self) {
        self.lead.next = 0;
    }

    pub(super) fn take_counted(&mut self, revision: u64, counts: Vec<(Place, Option<usize>)>) {
        self.lead.asked = false;
        if revision != self.choices_revision {
            return;
        }
        for (place, open) in counts {
            self.list.count_open(&place, open);
        }
    }

    /// Gives a document that comes onto the desk what was found in it ahead, if it is still that
    /// article.
    pub(super) fn offer_ahead(&mut self, document: &mut Document) {
        let kept = &mut self.lead.kept;
        let Some(index) = kept.iter().position(|ahead| ahead.place == document.place) else {
            return;
        };
        let ahead = kept.swap_remove(index);
        let same = ahead.article.text() == document.article.text()
            && ahead.article.header.language == document.article.header.language
            && self.lead.choices == self.choices_revision;
        if same && self.around.suggest {
            document.to_be_read();
            document.read_with = self.choices_revision;
            document.tally = ahead.tally;
            document.offer(ahead.suggestions, true);
        }
    }
}
