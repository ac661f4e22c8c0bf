//! Another annotator's work beneath one's own: to be read, never to be changed.

use super::{Document, sentence};
use crate::annotation::edits::{self, Draft};
use crate::annotation::{AnnotationSet, Label, Span, Timestamp};
use crate::storage::annotators::Marked;

/// Whose work is shown, and what came of looking for it.
#[derive(Debug)]
pub struct Beneath {
    /// Nothing for work that belongs to nobody.
    pub annotator: Option<String>,
    pub found: Found,
}

/// What came of looking for somebody's work on this article.
#[derive(Debug)]
pub enum Found {
    /// It is being looked for.
    Looking,
    /// There is none.
    Nothing,
    /// It cannot be shown, and why.
    Failed(String),
    Marked(Box<Marked>),
}

impl Beneath {
    /// Whose it is, in words.
    #[must_use]
    pub fn who(&self) -> &str {
        self.annotator.as_deref().unwrap_or("nobody")
    }

    /// The spans, where there are any to show.
    #[must_use]
    pub fn set(&self) -> Option<&AnnotationSet> {
        match &self.found {
            Found::Marked(marked) => Some(&marked.set),
            Found::Looking | Found::Nothing | Found::Failed(_) => None,
        }
    }

    /// What is shown, in a sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        let who = self.who();
        match &self.found {
            Found::Looking => format!("Looking for the work of {who}…"),
            Found::Nothing => format!("{who} has no work on this article"),
            Found::Failed(why) => why.clone(),
            Found::Marked(marked) => {
                let spans = match marked.set.len() {
                    1 => "1 span".to_owned(),
                    n => format!("{n} spans"),
                };
                let left = match marked.left_out {
                    0 => String::new(),
                    n => format!("; {n} left out, since other words stand there now"),
                };
                format!("Shown beneath: the work of {who}, {spans}{left}")
            }
        }
    }
}

impl Document {
    /// The other annotator's spans, where they are shown.
    #[must_use]
    pub fn spans_beneath(&self) -> Option<(&Beneath, &AnnotationSet)> {
        let beneath = self.beneath.as_ref()?;
        Some((beneath, beneath.set()?))
    }

    /// Makes the other annotator's innermost span at the caret one's own, with its head and value.
    ///
    /// # Errors
    /// A sentence where there is none, or it is one's own already.
    pub fn take_beneath(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let Some((beneath, theirs)) = self.spans_beneath() else {
            return Err("No other annotator’s spans are shown here".to_owned());
        };
        let at = match self.caret.selection() {
            Some(selection) => theirs.overlapping(selection),
            None => theirs.touching(self.caret.position),
        };
        let own = |span: &&Span| self.set.find(span.range, &span.label).is_some();
        if !at.is_empty() && at.iter().all(own) {
            return Err("You have marked the same already".to_owned());
        }
        let open = at.into_iter().filter(|span| !own(span));
        let Some(span) = open.min_by_key(|span| (span.range.len(), span.range.start)) else {
            return Err(format!("No span of {} at the caret", beneath.who()));
        };
        let (label, range): (Label, _) = (span.label.clone(), span.range);
        let mut draft = Draft::by_hand(label.clone(), range);
        draft.head = span.head;
        draft.value = span.value.as_deref().cloned();
        let name = format!("take over {label} of {}", beneath.who());
        let id = self.set.fresh_span_id(0);
        let transaction = edits::add(&self.set, &[draft], &name, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        self.select(id);
        Ok(format!("Taken over as {label}"))
    }
}
