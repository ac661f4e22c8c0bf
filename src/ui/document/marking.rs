//! What an analyst does to spans and suggestions: each gesture one transaction.

use super::{Caret, Document, FreeEnds, sentence};
use crate::annotation::edits::{self, Draft};
use crate::annotation::{Id, Label, Span, Timestamp};
use crate::matching::Suggestion;
use crate::text::{ByteRange, motion, without_article};

/// Of so many suggestions that are accepted at once the mode and the date of events are read.
const READ: usize = 300;

impl Document {
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
            return self.relabel(&id, label, now, clock);
        }
        let Some(word) = motion::word_at(&self.article, self.caret.position) else {
            return Err("There is no word at the caret to mark".to_owned());
        };
        self.mark_range(word, label, now, clock)
    }

    /// Gives a span another label; a location gets its place where that is clear.
    ///
    /// # Errors
    /// A sentence where the same text has that label already.
    pub fn relabel(
        &mut self,
        id: &Id,
        label: &Label,
        now: &Timestamp,
        clock: f64,
    ) -> Result<String, String> {
        let transaction = edits::relabel(&self.set, id, label, now).map_err(|e| sentence(&e))?;
        let mut transaction = self.with_proposed_place(transaction, id, label, now);
        self.fill_values(&mut transaction);
        self.commit(transaction, clock)?;
        Ok(format!("Relabelled as {label}"))
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
        let range = match self.schema().rules.trim_articles {
            true => without_article(&self.article, range),
            false => range,
        };
        let mut drafts = [Draft::by_hand(label.clone(), range)];
        drafts[0].value = self.value_of(label, range);
        self.propose_places(&mut drafts);
        let name = format!("mark as {label}");
        let id = self.set.fresh_span_id(0);
        let transaction = edits::add(&self.set, &drafts, &name, now).map_err(|e| sentence(&e))?;
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
        let mut drafts = [Draft::by_hand(label.clone(), range)];
        drafts[0].value = self.value_of(label, range);
        self.propose_places(&mut drafts);
        let id = self.set.fresh_span_id(0);
        let name = format!("mark as {label} too");
        let transaction = edits::add(&self.set, &drafts, &name, now).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        self.selected = Some(id);
        Ok(format!("Marked as {label} too"))
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
        // Reading the sentences of very many would be felt.
        let read = indices.len() <= READ;
        let draft = |s: &Suggestion| {
            let label = label.unwrap_or(&s.label);
            if read {
                self.draft_of(s, label)
            } else {
                self.plain_draft_of(s, label)
            }
        };
        let mut drafts: Vec<_> = chosen.map(draft).collect();
        let schema = self.schema();
        let unknown = |draft: &&Draft| schema.label(&draft.label).is_none();
        if let Some(draft) = drafts.iter().find(unknown) {
            return Err(format!(
                "This corpus has no label {}: accept it with the key of one of its own",
                draft.label
            ));
        }
        self.propose_places(&mut drafts);
        let name = match (indices.len(), label) {
            (1, Some(label)) => format!("accept as {label}"),
            (1, None) => "accept suggestion".to_owned(),
            (n, _) => format!("accept {n} suggestions"),
        };
        let mut transaction =
            edits::add(&self.set, &drafts, &name, now).map_err(|e| sentence(&e))?;
        self.fill_values(&mut transaction);
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
        let rejections: Vec<_> = chosen.map(Suggestion::to_rejection).collect();
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
        if from.is_some_and(|from| self.offers.is_open(from)) {
            self.current = from;
            return;
        }
        let next = from.and_then(|from| self.offers.next(Some(from), 0));
        match next {
            Some(next) => self.review(next),
            None => self.current = None,
        }
    }

    /// Sets the head of a span to the selected words, or to the word at the caret; where that is
    /// its head already, clears it.
    ///
    /// # Errors
    /// A sentence where there is no span around the words.
    pub fn set_head(&mut self, now: &Timestamp, clock: f64) -> Result<String, String> {
        if !self.schema().rules.heads {
            return Err("This corpus is annotated without heads".to_owned());
        }
        let words = match self.caret.selection() {
            Some(selection) => Some(selection),
            None => motion::word_at(&self.article, self.caret.position),
        };
        let around = |span: &Span| words.is_none_or(|w| span.range.contains_range(w));
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
        let transaction = self.moving(id, range, now)?;
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
}
