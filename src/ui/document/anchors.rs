//! Places after the article was edited: confirming those that moved, finding those that are lost.

use super::{Document, sentence};
use crate::annotation::{Id, Span, Timestamp, edits};
use crate::formats::native;
use crate::text::motion;

impl Document {
    /// The spans whose places want confirmation, in reading order.
    pub fn moved(&self) -> impl Iterator<Item = &Span> {
        self.set.spans().filter(|span| span.anchor.is_some())
    }

    /// Whether the selected span's place wants confirmation.
    #[must_use]
    pub fn selected_is_moved(&self) -> bool {
        let span = self.selected.as_ref().and_then(|id| self.set.span(id));
        span.is_some_and(|span| span.anchor.is_some())
    }

    /// Confirms the place of the selected span, and goes to the next that wants it.
    ///
    /// # Errors
    /// A sentence where there is none.
    pub fn confirm_place(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let Some(id) = self.selected.clone() else {
            return Err("Select a span first".to_owned());
        };
        self.confirm(&[id], now, clock)?;
        let next = self
            .moved()
            .next()
            .map(|span| (span.id.clone(), span.range));
        let left = self.moved().count();
        if let Some((id, range)) = next {
            self.put_caret(super::Caret::at(range.start));
            self.select(id);
        }
        Ok(match left {
            0 if !self.set.faulty.is_empty() => {
                "All places are confirmed; what has none is listed under Spans".to_owned()
            }
            0 => "All places are confirmed".to_owned(),
            left => format!("Place confirmed, {left} to go"),
        })
    }

    /// Confirms all places that want it.
    ///
    /// # Errors
    /// A sentence where that is refused.
    pub fn confirm_all_places(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let ids: Vec<Id> = self.moved().map(|span| span.id.clone()).collect();
        self.confirm(&ids, now, clock)?;
        Ok(format!("{} places confirmed", ids.len()))
    }

    fn confirm(&mut self, ids: &[Id], now: &Timestamp, clock: f64) -> Result<(), String> {
        let transaction = edits::confirm(&self.set, ids, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)
    }

    /// Gives an entry that has no place the selected words.
    ///
    /// # Errors
    /// A sentence where nothing is selected, or it does not fit there.
    pub fn place_lost(
        &mut self,
        index: usize,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let selection = self.caret.selection();
        let Some(range) = selection.and_then(|s| motion::trim(self.article.text(), s)) else {
            return Err("Select the words where it belongs first".to_owned());
        };
        let transaction = native::place_lost(&self.set, &self.article, index, range, now)
            .map_err(|error| sentence(&error))?;
        self.commit(transaction, clock)?;
        Ok("Placed".to_owned())
    }
}
