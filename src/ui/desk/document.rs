//! An open article with everything that is being done to it.

use std::path::PathBuf;

use crate::annotation::edits::{self, Draft};
use crate::annotation::{
    AnnotationSet, Change, History, Id, Label, Op, OpError, Status, Timestamp, Transaction,
};
use crate::storage::Base;
use crate::text::{Article, ByteRange, motion};

use super::caret::Caret;
use super::offers::Offers;

/// How the work on an article stands to its file.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// What is on the disk is what is shown.
    Clean,
    /// Changed, and to be saved at this time of the desk's clock, in seconds.
    Waiting(f64),
    /// Being written.
    Saving,
    /// The last attempt failed: what happened and what to do.
    Failed(String),
}

/// Moving the ends of a span freely: the range is a selection until it is set.
#[derive(Clone, Debug, PartialEq)]
pub struct FreeEnds {
    pub span: Id,
}

/// An open article.
#[derive(Debug)]
pub struct Document {
    /// Tells replies of the background threads apart; never used twice.
    pub number: u64,
    pub path: PathBuf,
    pub annotation_path: PathBuf,
    /// What must stand in the place of the annotation file for a save to go ahead.
    pub base: Base,
    pub article: Article,
    pub set: AnnotationSet,
    history: History,
    pub offers: Offers,
    pub caret: Caret,
    /// The span that the inspector shows and that keys act on.
    pub selected: Option<Id>,
    /// The suggestion under review.
    pub current: Option<usize>,
    pub free_ends: Option<FreeEnds>,
    /// Why nothing can be changed here.
    pub read_only: Option<String>,
    /// Whether the work belongs to nobody yet and may be made the analyst's own.
    pub adoptable: bool,
    pub saved: Saved,
    /// What is wrong with its annotation file, in sentences.
    pub faults: Vec<String>,
    /// Counts changes, so that a save knows whether it wrote the newest state.
    pub revision: u64,
    /// Asks the text view to bring the caret into view.
    pub reveal: bool,
}

impl Document {
    #[must_use]
    pub fn new(
        number: u64,
        path: PathBuf,
        annotation_path: PathBuf,
        article: Article,
        set: AnnotationSet,
    ) -> Self {
        let start = article.header.body.min(article.text().len());
        Self {
            number,
            path,
            annotation_path,
            base: Base::Nothing,
            article,
            set,
            history: History::default(),
            offers: Offers::default(),
            caret: Caret::at(start),
            selected: None,
            current: None,
            free_ends: None,
            read_only: None,
            adoptable: false,
            saved: Saved::Clean,
            faults: Vec::new(),
            revision: 0,
            reveal: false,
        }
    }

    /// The title as edited, else as the source gives it, else the file's name.
    #[must_use]
    pub fn title(&self) -> &str {
        [&self.set.title, &self.article.header.title]
            .into_iter()
            .find(|title| !title.trim().is_empty())
            .map_or(self.article.source.as_str(), |title| title.as_str())
    }

    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Carries out a transaction. The first change to a new article makes it "in progress".
    ///
    /// # Errors
    /// A sentence for the analyst where it is refused.
    pub fn commit(&mut self, mut transaction: Transaction, clock: f64) -> Result<(), String> {
        if let Some(why) = &self.read_only {
            return Err(format!("Nothing can be changed here: {why}"));
        }
        if transaction.ops.is_empty() {
            return Ok(());
        }
        let sets_status = |op: &Op| matches!(op, Op::Status(_));
        if self.set.status == Status::New && !transaction.ops.iter().any(sets_status) {
            let start = Op::Status(Change::new(Status::New, Status::InProgress));
            transaction.ops.insert(0, start);
        }
        self.history
            .apply(&mut self.set, transaction.clone())
            .map_err(|error| sentence(&error))?;
        self.after(&transaction, clock);
        Ok(())
    }

    /// Takes the last transaction back; its name.
    ///
    /// # Errors
    /// A sentence where it cannot be done.
    pub fn undo(&mut self, clock: f64) -> Result<Option<String>, String> {
        self.step_history(clock, History::undo)
    }

    /// Does the last undone transaction again; its name.
    ///
    /// # Errors
    /// A sentence where it cannot be done.
    pub fn redo(&mut self, clock: f64) -> Result<Option<String>, String> {
        self.step_history(clock, History::redo)
    }

    fn step_history(
        &mut self,
        clock: f64,
        step: for<'h> fn(
            &'h mut History,
            &mut AnnotationSet,
        ) -> Result<Option<&'h Transaction>, OpError>,
    ) -> Result<Option<String>, String> {
        if let Some(why) = &self.read_only {
            return Err(format!("Nothing can be changed here: {why}"));
        }
        let done = step(&mut self.history, &mut self.set).map_err(|error| sentence(&error))?;
        let Some(done) = done.cloned() else {
            return Ok(None);
        };
        self.after(&done, clock);
        self.show_where(&done);
        Ok(Some(done.name))
    }

    fn after(&mut self, transaction: &Transaction, clock: f64) {
        self.offers.refresh(transaction, &self.set);
        self.revision += 1;
        if !matches!(self.saved, Saved::Saving) {
            self.saved = Saved::Waiting(clock + 2.0);
        }
        if self
            .selected
            .as_ref()
            .is_some_and(|id| self.set.span(id).is_none())
        {
            self.selected = None;
        }
        if self.current.is_some_and(|i| !self.offers.is_open(i)) {
            self.current = None;
        }
        if self
            .free_ends
            .as_ref()
            .is_some_and(|free| self.set.span(&free.span).is_none())
        {
            self.free_ends = None;
        }
    }

    /// Puts the caret where an undone or redone change is, so that it is seen.
    fn show_where(&mut self, transaction: &Transaction) {
        let place = transaction.ops.iter().find_map(|op| match op {
            Op::AddSpan(span) | Op::RemoveSpan(span) => Some(span.range.start),
            Op::EditSpan { id, .. } => self.set.span(id).map(|span| span.range.start),
            Op::Reject(rejection, _) | Op::Unreject(rejection, _) => Some(rejection.range.start),
            _ => None,
        });
        if let Some(place) = place {
            self.put_caret(Caret::at(place));
        }
    }

    /// Moves the caret and asks for it to be seen. The current suggestion is left.
    pub fn put_caret(&mut self, caret: Caret) {
        self.caret = caret;
        self.current = None;
        self.reveal = true;
    }

    /// Marks: a selection becomes a span; else the current suggestion is accepted as that label;
    /// else the selected span is relabelled; else the word under the caret becomes a span. What
    /// was done, in words.
    ///
    /// # Errors
    /// A sentence where nothing can be marked.
    pub fn mark(&mut self, label: &Label, now: &Timestamp, clock: f64) -> Result<String, String> {
        if let Some(range) = self.caret.selection() {
            return self.mark_range(range, label, now, clock);
        }
        if let Some(index) = self.current {
            return self.accept(&[index], label.into(), now, clock);
        }
        if let Some(id) = self.selected.clone() {
            let transaction =
                edits::relabel(&self.set, &id, label, now).map_err(|e| sentence(&e))?;
            self.commit(transaction, clock)?;
            return Ok(format!("Relabelled as {label}"));
        }
        let Some(word) = motion::word_at(&self.article, self.caret.position) else {
            return Err("There is no word at the caret to mark".to_owned());
        };
        self.mark_range(word, label, now, clock)
    }

    fn mark_range(
        &mut self,
        range: ByteRange,
        label: &Label,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let Some(range) = motion::trim(self.article.text(), range) else {
            return Err("There is nothing but white space to mark".to_owned());
        };
        let draft = Draft::by_hand(label.clone(), range);
        let name = format!("mark as {label}");
        let id = self.set.fresh_span_id(0);
        let transaction = edits::add(&self.set, &[draft], &name, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        self.caret = Caret::at(range.end);
        self.select(id);
        Ok(format!("Marked as {label}"))
    }

    /// Puts a second label on the range of the selected span.
    ///
    /// # Errors
    /// A sentence where there is no selected span, or it has that label already.
    pub fn mark_again(
        &mut self,
        label: &Label,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let range = self.selected_span()?.range;
        let draft = Draft::by_hand(label.clone(), range);
        let id = self.set.fresh_span_id(0);
        let name = format!("mark as {label} too");
        let transaction = edits::add(&self.set, &[draft], &name, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        self.selected = Some(id);
        Ok(format!("Marked as {label} too"))
    }

    /// The selected span.
    ///
    /// # Errors
    /// A sentence that says how to select one.
    pub fn selected_span(&self) -> Result<&crate::annotation::Span, String> {
        self.selected
            .as_ref()
            .and_then(|id| self.set.span(id))
            .ok_or_else(|| "Select a span first, with M, Space or a click".to_owned())
    }

    /// Selects a span; the current suggestion is left.
    pub fn select(&mut self, id: Id) {
        self.selected = Some(id);
        self.current = None;
        self.reveal = true;
    }

    /// Accepts suggestions as one undo step: with their own labels, or all as `label`.
    ///
    /// # Errors
    /// A sentence where one of them cannot become a span.
    pub fn accept(
        &mut self,
        indices: &[usize],
        label: Option<&Label>,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let chosen = indices.iter().filter_map(|i| self.offers.get(*i));
        let drafts: Vec<_> = chosen
            .map(|s| s.to_draft(label.unwrap_or(&s.label)))
            .collect();
        let name = match (indices.len(), label) {
            (1, Some(label)) => format!("accept as {label}"),
            (1, None) => "accept suggestion".to_owned(),
            (n, _) => format!("accept {n} suggestions"),
        };
        let transaction = edits::add(&self.set, &drafts, &name, now).map_err(|e| sentence(&e))?;
        let from = self.current;
        self.commit(transaction, clock)?;
        self.go_on(from);
        Ok(match drafts.as_slice() {
            [one] => format!("Accepted as {}", one.label),
            all => format!("Accepted {} suggestions", all.len()),
        })
    }

    /// Rejects suggestions as one undo step.
    ///
    /// # Errors
    /// A sentence where that is refused.
    pub fn reject(&mut self, indices: &[usize], clock: f64) -> Result<String, String> {
        let chosen = indices.iter().filter_map(|i| self.offers.get(*i));
        let rejections: Vec<_> = chosen
            .map(crate::matching::Suggestion::to_rejection)
            .collect();
        let name = match rejections.len() {
            1 => "reject suggestion".to_owned(),
            n => format!("reject {n} suggestions"),
        };
        let from = self.current;
        self.commit(edits::reject(&self.set, &rejections, &name), clock)?;
        self.go_on(from);
        Ok(match rejections.len() {
            1 => "Rejected".to_owned(),
            n => format!("Rejected {n} suggestions"),
        })
    }

    /// Goes on to the next open suggestion after one that is settled.
    fn go_on(&mut self, from: Option<usize>) {
        let next = from.and_then(|from| self.offers.next(Some(from), 0));
        match next {
            Some(next) => self.review(next),
            None => self.current = None,
        }
    }

    /// Makes a suggestion the current one.
    pub fn review(&mut self, index: usize) {
        if let Some(suggestion) = self.offers.get(index) {
            self.caret = Caret::at(suggestion.range.start);
            self.current = Some(index);
            self.selected = None;
            self.reveal = true;
        }
    }

    /// Selects the next or previous span in reading order, from the selected one or the caret.
    pub fn walk_spans(&mut self, forward: bool) -> bool {
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
        touching.into_iter().map(|span| span.id.clone()).collect()
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

    /// Moves an end of the selected span by a word.
    ///
    /// # Errors
    /// A sentence where it cannot move.
    pub fn move_end(
        &mut self,
        right_end: bool,
        rightward: bool,
        now: &Timestamp,
        clock: f64,
    ) -> Result<(), String> {
        let span = self.selected_span()?;
        let (mut start, mut end) = (span.range.start, span.range.end);
        let id = span.id.clone();
        match (right_end, rightward) {
            (true, true) => end = motion::next_word_end(&self.article, end),
            (true, false) => end = motion::previous_word_end(&self.article, end),
            (false, true) => start = motion::next_word_start(&self.article, start),
            (false, false) => start = motion::previous_word_start(&self.article, start),
        }
        if start >= end {
            return Err("The span would be empty".to_owned());
        }
        self.move_span(&id, ByteRange::new(start, end), now, clock)?;
        self.caret = Caret::at(if right_end { end } else { start });
        self.reveal = true;
        Ok(())
    }

    fn move_span(
        &mut self,
        id: &Id,
        range: ByteRange,
        now: &Timestamp,
        clock: f64,
    ) -> Result<(), String> {
        let transaction = edits::set_range(&self.set, id, range, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)
    }

    /// Makes the selected span's range a selection whose ends the motions move.
    ///
    /// # Errors
    /// A sentence where no span is selected.
    pub fn free_the_ends(&mut self) -> Result<(), String> {
        let span = self.selected_span()?;
        let (id, range) = (span.id.clone(), span.range);
        self.caret = Caret::selecting(range);
        self.free_ends = Some(FreeEnds { span: id });
        self.reveal = true;
        Ok(())
    }

    /// Sets the span to the selection and leaves the mode.
    ///
    /// # Errors
    /// A sentence where the span cannot go there.
    pub fn set_the_ends(&mut self, now: &Timestamp, clock: f64) -> Result<(), String> {
        let Some(free) = self.free_ends.clone() else {
            return Ok(());
        };
        let selection = self.caret.selection();
        let Some(range) = selection.and_then(|r| motion::trim(self.article.text(), r)) else {
            return Err("The span would be empty".to_owned());
        };
        self.move_span(&free.span, range, now, clock)?;
        self.free_ends = None;
        self.caret = Caret::at(range.end);
        self.select(free.span);
        Ok(())
    }

    /// Sets the head of a span to the selected words, or to the word at the caret; where that is
    /// its head already, clears it.
    ///
    /// # Errors
    /// A sentence where there is no span around the words.
    pub fn set_head(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        let words = match self.caret.selection() {
            Some(selection) => Some(selection),
            None => motion::word_at(&self.article, self.caret.position),
        };
        let around =
            |span: &crate::annotation::Span| words.is_none_or(|w| span.range.contains_range(w));
        let selected = self
            .selected
            .as_ref()
            .and_then(|id| self.set.span(id))
            .filter(|s| around(s));
        let span = selected.or_else(|| {
            let words = words?;
            let around = self
                .set
                .overlapping(words)
                .into_iter()
                .filter(|s| around(s));
            around.min_by_key(|span| span.range.len())
        });
        let Some(span) = span else {
            return Err("Select the head's words inside a span first".to_owned());
        };
        let id = span.id.clone();
        let head = words.filter(|words| span.head != Some(*words));
        let transaction = edits::set_head(&self.set, &id, head, now).map_err(|e| sentence(&e))?;
        let name = transaction.name.clone();
        self.commit(transaction, clock)?;
        self.caret = Caret::at(self.caret.position);
        self.select(id);
        Ok(if name == "set head" {
            "Head set"
        } else {
            "Head cleared"
        }
        .to_owned())
    }

    /// Deletes the selected span.
    ///
    /// # Errors
    /// A sentence where no span is selected.
    pub fn delete(&mut self, clock: f64) -> Result<String, String> {
        let span = self.selected_span()?;
        let (id, label, range) = (span.id.clone(), span.label.clone(), span.range);
        let name = format!("delete {label}");
        self.commit(
            edits::delete(&self.set, std::slice::from_ref(&id), &name),
            clock,
        )?;
        self.caret = Caret::at(range.start);
        Ok(format!("Deleted {label}"))
    }

    /// Leaves what is innermost: free ends, then the selection, then the current item.
    pub fn leave(&mut self) {
        if let Some(free) = self.free_ends.take() {
            self.caret = Caret::at(self.caret.position);
            self.selected = Some(free.span);
        } else if self.caret.selection().is_some() {
            self.caret = Caret::at(self.caret.position);
        } else if self.current.take().is_none() {
            self.selected = None;
        }
    }
}

/// An error as a sentence that begins with a capital.
#[must_use]
pub fn sentence(error: &dyn std::fmt::Display) -> String {
    let text = error.to_string();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
