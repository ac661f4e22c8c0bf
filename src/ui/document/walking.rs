//! Going from span to span and from suggestion to suggestion.

use super::{Caret, Document};
use crate::annotation::{Id, Span};

impl Document {
    /// Makes a suggestion the current one.
    pub fn review(&mut self, index: usize) {
        if let Some(suggestion) = self.offers.get(index) {
            self.caret = Caret::at(suggestion.range.start);
            self.current = Some(index);
            self.selected = None;
            self.linking = None;
            self.reveal = true;
        }
    }

    /// Selects the next or previous span in reading order, from the selected one or the caret.
    /// While something is being joined, only to those that fit.
    pub fn walk_spans(&mut self, forward: bool) -> bool {
        if self.linking.is_some() {
            return self.walk_fitting(forward);
        }
        let places = self.set.places();
        let selected = self.selected.as_ref().and_then(|id| self.set.span(id));
        let found = match (selected, forward) {
            (Some(span), true) => places.after(span.range, &span.id),
            (Some(span), false) => places.before(span.range, &span.id),
            (None, true) => places.from(self.caret.position),
            (None, false) => places.until(self.caret.position),
        };
        let Some((range, id)) = found.map(|(range, id)| (range, id.clone())) else {
            return false;
        };
        self.caret = Caret::at(range.start);
        self.select(id);
        true
    }

    /// The spans at the caret, outer before inner.
    #[must_use]
    pub fn spans_here(&self) -> Vec<Id> {
        let touching = self.set.touching(self.caret.position);
        let chosen = touching.into_iter().filter(|span| self.can_choose(span));
        chosen.map(|span| span.id.clone()).collect()
    }

    /// Selects the next of the spans at the caret, the innermost first.
    pub fn cycle_spans(&mut self) -> bool {
        let mut here = self.spans_here();
        here.sort_by_key(|id| self.set.span(id).map_or(0, |span| span.range.len()));
        let at = self
            .selected
            .as_ref()
            .and_then(|id| here.iter().position(|h| h == id));
        let next = at.map_or(0, |at| (at + 1) % here.len());
        let Some(id) = here.get(next).cloned() else {
            return false;
        };
        self.select(id);
        true
    }

    /// Selects the smallest span around the selected one, or the largest one inside it.
    pub fn nest(&mut self, outward: bool) -> bool {
        let Some(span) = self.selected.as_ref().and_then(|id| self.set.span(id)) else {
            return self.cycle_spans();
        };
        let (range, id) = (span.range, span.id.clone());
        let others = self.set.overlapping(range);
        let nested = others
            .into_iter()
            .filter(|other| other.id != id && other.range != range);
        let found = if outward {
            nested
                .filter(|other| other.range.contains_range(range))
                .min_by_key(|other| other.range.len())
        } else {
            nested
                .filter(|other| range.contains_range(other.range))
                .max_by_key(|other| other.range.len())
        };
        let Some(id) = found.map(|span| span.id.clone()) else {
            return false;
        };
        self.select(id);
        true
    }

    /// Selects a span; the current suggestion is left.
    pub fn select(&mut self, id: Id) {
        self.selected = Some(id);
        self.current = None;
        self.reveal = true;
    }

    /// Leaves what is innermost: a mode, then the selection, then the current item; whether there
    /// was any.
    pub fn leave(&mut self) -> bool {
        if self.leave_link() {
            return true;
        }
        if let Some(free) = self.free_ends.take() {
            self.caret = Caret::at(self.caret.position);
            self.selected = Some(free.span);
        } else if self.caret.selection().is_some() {
            self.caret = Caret::at(self.caret.position);
        } else if self.current.take().is_none() {
            return self.selected.take().is_some();
        }
        true
    }

    /// Moves the caret, never into front matter, and asks for it to be seen. The current suggestion is left.
    pub fn put_caret(&mut self, caret: Caret) {
        let body = super::beginning(&self.article);
        self.caret = Caret {
            position: caret.position.max(body),
            anchor: caret.anchor.max(body),
            ..caret
        };
        self.current = None;
        self.reveal = true;
        // A selection outside the selected span is about something else.
        let elsewhere = |id: &Id| {
            let span = self.set.span(id).map(|span| span.range);
            let inside = |selection| span.is_some_and(|span| span.contains_range(selection));
            self.caret
                .selection()
                .is_some_and(|selection| !inside(selection))
        };
        if self.free_ends.is_none() && self.selected.as_ref().is_some_and(elsewhere) {
            self.selected = None;
        }
    }

    /// The selected span.
    ///
    /// # Errors
    /// A sentence that says how to select one.
    pub fn selected_span(&self) -> Result<&Span, String> {
        self.selected
            .as_ref()
            .and_then(|id| self.set.span(id))
            .ok_or_else(|| "Select a span first: go to the next one, or click on one".to_owned())
    }
}
