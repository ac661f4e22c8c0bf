//! What figures say: values typed by the analyst, and values that the words of a span give it.
//!
//! A value follows the words of its span as long as it is what those words say. Once somebody has
//! typed another, it is theirs: moving an end leaves it alone. No mark is needed to tell the two
//! apart, since what the words say can be read again at any time.

use super::{Document, sentence};
use crate::annotation::{
    Change, FigureKind, FigureValue, Id, Label, Op, Span, SpanField, Timestamp, Transaction, edits,
    notation,
};
use crate::matching::{Language, figures};
use crate::text::ByteRange;
use crate::ui::panels::reading_in_words;

impl Document {
    /// What words say as a figure, where that is their label.
    pub(super) fn value_of(&self, label: &Label, range: ByteRange) -> Option<FigureValue> {
        if *label != Label::FIGURE {
            return None;
        }
        figures::value_of(&self.article, range, self.language(), self.vague)
    }

    /// Gives the figures that a transaction makes or relabels the values that their words say,
    /// where they have none.
    pub fn fill_values(&self, transaction: &mut Transaction) {
        let (article, language) = (&self.article, self.language());
        figures::fill_values(transaction, article, &self.set, language, self.vague);
    }

    fn language(&self) -> Language {
        match &self.read_in {
            Some((language, _)) => *language,
            None => Language::of(&self.article),
        }
    }

    /// The transaction that moves a span. Its value goes with its words, unless it says something
    /// else than they do.
    pub(super) fn moving(
        &self,
        id: &Id,
        range: ByteRange,
        now: &Timestamp,
    ) -> Result<Transaction, String> {
        let mut transaction =
            edits::set_range(&self.set, id, range, now).map_err(|e| sentence(&e))?;
        let figure = |span: &&Span| span.label == Label::FIGURE && span.range != range;
        if let Some(span) = self.set.span(id).filter(figure) {
            let before = self.value_of(&span.label, span.range);
            let after = self.value_of(&span.label, range);
            if before.as_ref() == span.value.as_deref() && after != before {
                transaction.ops.push(value_op(id, before, after, now));
            }
        }
        Ok(transaction)
    }

    /// Gives a figure the value that was typed in the compact notation; nothing typed takes it
    /// away. What was done, in words.
    ///
    /// # Errors
    /// A sentence where it is no value, or the span is no figure.
    pub fn set_value(
        &mut self,
        id: &Id,
        typed: &str,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let value = match typed.trim() {
            "" => None,
            typed => Some(notation::read(typed, self.vague).map_err(|e| sentence(&e))?),
        };
        self.take_value(id, value, now, clock)
    }

    /// Says what kind of fact a figure states.
    ///
    /// # Errors
    /// A sentence where it has no value.
    pub fn set_kind(
        &mut self,
        id: &Id,
        kind: FigureKind,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let value = self.set.span(id).and_then(|span| span.value.as_deref());
        let Some(mut value) = value.cloned() else {
            return Err("Write the figure’s value first".to_owned());
        };
        value.kind = kind;
        self.take_value(id, Some(value), now, clock)
    }

    fn take_value(
        &mut self,
        id: &Id,
        value: Option<FigureValue>,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        if let Some(span) = self.set.span(id)
            && span.label != Label::FIGURE
        {
            return Err("Only figures have a value".to_owned());
        }
        let said = match &value {
            Some(value) => format!("Value: {}", elided(&reading_in_words(value))),
            None => "Value taken away".to_owned(),
        };
        let transaction = edits::set_value(&self.set, id, value, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        Ok(said)
    }
}

/// A reading that fits into the status bar: numbers may have hundreds of digits.
fn elided(words: &str) -> String {
    const LONGEST: usize = 80;
    match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    }
}

/// Changes a value in the gesture that has just changed its span.
fn value_op(id: &Id, from: Option<FigureValue>, to: Option<FigureValue>, now: &Timestamp) -> Op {
    let change = Change::new(from.map(Box::new), to.map(Box::new));
    Op::EditSpan {
        id: id.clone(),
        field: Box::new(SpanField::Value(change)),
        modified: Change::new(now.clone(), now.clone()),
    }
}
