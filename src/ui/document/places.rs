//! Which places in the world the article's locations stand for: proposed when a location is made,
//! confirmed by the analyst.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Document, sentence};
use crate::annotation::edits::{self, Draft};
use crate::annotation::{Id, Label, Op, Place, Span, SpanField, Timestamp, Transaction};
use crate::matching::places::resolving::{Candidate, Chosen, Resolver, Scene};
use crate::text::ByteRange;

impl Document {
    /// What the article says about where it plays; gathered once, from its first 256 KB.
    pub(super) fn scene(&self) -> &Scene {
        self.scene.get_or_init(|| Scene::of(&self.article))
    }

    /// What was confirmed for the names of the article. Linear in the spans once, then kept.
    fn chosen(&self) -> &Chosen {
        self.chosen.get_or_init(|| {
            let mut chosen = Chosen::default();
            for span in self.set.spans() {
                if let Some(place) = span.place.as_deref().filter(|place| place.confirmed) {
                    chosen.note(self.article.quote(span.range), place);
                }
            }
            chosen
        })
    }

    /// Keeps up with what a transaction confirms.
    pub(super) fn note_chosen(&mut self, transaction: &Transaction) {
        let Some(chosen) = self.chosen.get_mut() else {
            return;
        };
        // A bulk action says the same of many mentions.
        let mut noted = HashSet::new();
        for op in &transaction.ops {
            let (range, before, place) = match op {
                Op::AddSpan(span) => (span.range, None, span.place.as_deref()),
                Op::RemoveSpan(span) => (span.range, span.place.as_deref(), None),
                Op::EditSpan { id, field, .. } => match (&**field, self.set.span(id)) {
                    (SpanField::Place(change), Some(span)) => {
                        (span.range, change.from.as_deref(), change.to.as_deref())
                    }
                    _ => continue,
                },
                _ => continue,
            };
            let words = self.article.quote(range);
            match place.filter(|place| place.confirmed) {
                Some(place) if noted.insert(words) => chosen.note(words, place),
                Some(_) => {}
                // Another mention may still be confirmed: then that is looked up anew.
                None if before.is_some_and(|place| place.confirmed) => {
                    self.chosen = OnceCell::new();
                    return;
                }
                None => {}
            }
        }
    }

    fn resolver(&self) -> Resolver<'_> {
        Resolver::new(self.scene(), self.article.text()).with_chosen(self.chosen())
    }

    /// The places that a span may stand for, the likeliest first.
    #[must_use]
    pub fn place_candidates(&self, span: &Span) -> Vec<Candidate> {
        self.resolver().candidates(span.range)
    }

    /// Fills in the places of locations that are to be made, where they are clear.
    pub(super) fn propose_places(&self, drafts: &mut [Draft]) {
        if !drafts.iter().any(|draft| draft.label == Label::LOCATION) {
            return;
        }
        let mut resolver = self.resolver();
        for draft in drafts
            .iter_mut()
            .filter(|draft| draft.label == Label::LOCATION)
        {
            draft.place = resolver.proposal(draft.range);
        }
    }

    /// Adds the place, where it is clear, to what makes a location of a span.
    pub(super) fn with_proposed_place(
        &self,
        transaction: Transaction,
        id: &Id,
        label: &Label,
        now: &Timestamp,
    ) -> Transaction {
        let range = self.set.span(id).map(|span| span.range);
        let Some(range) = range.filter(|_| *label == Label::LOCATION) else {
            return transaction;
        };
        match self.resolver().proposal(range) {
            Some(place) => edits::with_place(transaction, id, place, now),
            None => transaction,
        }
    }

    /// Sets the place of a location, or takes it away.
    ///
    /// # Errors
    /// A sentence where that is refused.
    pub fn set_place(
        &mut self,
        id: &Id,
        place: Option<Place>,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let said = match &place {
            Some(place) if place.lat.is_none() && place.country.is_none() => {
                "Noted that its place is unknown".to_owned()
            }
            Some(place) => format!("{} {}", place.name, said(place.confirmed)),
            None => "Place taken out".to_owned(),
        };
        let transaction = edits::set_place(&self.set, id, place, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        Ok(said)
    }

    /// The selected location, if its place is proposed and not yet confirmed.
    #[must_use]
    pub fn proposed_location(&self) -> Option<&Span> {
        let span = self.set.span(self.selected.as_ref()?)?;
        let place = span.place.as_deref()?;
        (span.label == Label::LOCATION && !place.confirmed).then_some(span)
    }

    /// How many places the selected location may stand for, if none is proposed for it.
    #[must_use]
    pub fn location_candidates(&self) -> usize {
        let span = self.selected.as_ref().and_then(|id| self.set.span(id));
        let open = span.filter(|span| span.label == Label::LOCATION && span.place.is_none());
        open.map_or(0, |span| self.place_candidates(span).len())
    }

    /// Whether a location is selected that has a place.
    #[must_use]
    pub fn selected_location_has_place(&self) -> bool {
        let span = self.selected.as_ref().and_then(|id| self.set.span(id));
        span.is_some_and(|span| span.label == Label::LOCATION && span.place.is_some())
    }

    /// Confirms the proposed place of the selected location.
    ///
    /// # Errors
    /// A sentence where no location is selected or nothing is proposed.
    pub fn confirm_location(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let span = self.selected_span()?;
        if span.label != Label::LOCATION {
            return Err("Select a location first".to_owned());
        }
        let id = span.id.clone();
        match span.place.as_deref() {
            None => Err("No place is proposed: choose one in the inspector".to_owned()),
            Some(place) if place.confirmed => Err("Its place is confirmed already".to_owned()),
            Some(place) => {
                let mut place = place.clone();
                place.confirmed = true;
                self.set_place(&id, Some(place), now, clock)
            }
        }
    }

    /// Gives all locations with the words of the selected one its place, confirmed. One undo step.
    ///
    /// # Errors
    /// A sentence where no location with a place is selected.
    pub fn confirm_same_locations(
        &mut self,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let span = self.selected_span()?;
        let place = span
            .place
            .as_deref()
            .filter(|_| span.label == Label::LOCATION);
        let Some(mut place) = place.cloned() else {
            return Err("Select a location that has a place first".to_owned());
        };
        place.confirmed = true;
        let words = self.article.quote(span.range).to_lowercase();
        let same = |span: &&Span| {
            span.label == Label::LOCATION
                && span.range.len() == words.len()
                && self.article.quote(span.range).to_lowercase() == words
        };
        let places: Vec<_> = self
            .set
            .spans()
            .filter(same)
            .map(|span| (span.id.clone(), Some(place.clone())))
            .collect();
        let count = places.len();
        self.set_places(&places, "confirm locations", now, clock)?;
        Ok(format!("{} confirmed for {}", place.name, mentions(count)))
    }

    /// Confirms all proposed places, and those that are clear where nothing is proposed yet. One
    /// undo step; linear in the spans.
    ///
    /// # Errors
    /// A sentence where there is none.
    pub fn confirm_all_locations(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let mut resolver = self.resolver();
        let mut places = Vec::new();
        for span in self
            .set
            .spans()
            .filter(|span| span.label == Label::LOCATION)
        {
            let place = match span.place.as_deref() {
                Some(place) if place.confirmed => None,
                Some(place) => Some(place.clone()),
                None => resolver.proposal(span.range),
            };
            if let Some(mut place) = place {
                place.confirmed = true;
                places.push((span.id.clone(), Some(place)));
            }
        }
        drop(resolver);
        if places.is_empty() {
            return Err("There is no clear place to confirm".to_owned());
        }
        let count = places.len();
        self.set_places(&places, "confirm all clear locations", now, clock)?;
        Ok(match count {
            1 => "1 location confirmed".to_owned(),
            count => format!("{count} locations confirmed"),
        })
    }

    fn set_places(
        &mut self,
        places: &[(Id, Option<Place>)],
        name: &str,
        now: &Timestamp,
        clock: f64,
    ) -> Result<(), String> {
        let transaction =
            edits::set_places(&self.set, places, name, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)
    }

    /// A place that nobody knows, confirmed as such: the words of the span and nothing more.
    #[must_use]
    pub fn unknown_place(&self, range: ByteRange) -> Place {
        Place {
            name: self.article.quote(range).to_owned(),
            confirmed: true,
            ..Place::default()
        }
    }
}

fn said(confirmed: bool) -> &'static str {
    if confirmed { "confirmed" } else { "proposed" }
}

fn mentions(count: usize) -> String {
    match count {
        1 => "1 mention".to_owned(),
        count => format!("{count} mentions"),
    }
}
