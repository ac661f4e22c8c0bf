//! The suggestions of an article, and which of them are still open.

use std::collections::BTreeSet;

use crate::annotation::{AnnotationSet, Label, Op, RangeIndex, SpanField, Transaction};
use crate::matching::{Suggestion, THRESHOLD};
use crate::text::ByteRange;

/// Suggestions in reading order, with the open ones told apart: not rejected, not yet annotated,
/// and sure enough. Kept up to date edit by edit, at the cost of what stands there.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    all: Vec<Suggestion>,
    places: RangeIndex<usize>,
    open: BTreeSet<usize>,
    /// Whether the whole article has been read.
    pub complete: bool,
}

impl Offers {
    /// O(n log n) in the suggestions.
    #[must_use]
    pub fn new(suggestions: Vec<Suggestion>, set: &AnnotationSet, complete: bool) -> Self {
        let all: Vec<_> = suggestions
            .into_iter()
            .filter(|s| s.score >= THRESHOLD)
            .collect();
        let mut places = RangeIndex::default();
        for (i, suggestion) in all.iter().enumerate() {
            places.insert(suggestion.range, i);
        }
        let open = (0..all.len()).filter(|i| is_open(&all[*i], set)).collect();
        Self {
            all,
            places,
            open,
            complete,
        }
    }

    /// Looks at every one again, after the set has become another.
    pub fn refresh_all(&mut self, set: &AnnotationSet) {
        let open = |i: &usize| is_open(&self.all[*i], set);
        self.open = (0..self.all.len()).filter(open).collect();
    }

    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Suggestion> {
        self.all.get(index)
    }

    #[must_use]
    pub fn is_open(&self, index: usize) -> bool {
        self.open.contains(&index)
    }

    /// How many are open.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.open.len()
    }

    /// The open ones, in reading order.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = (usize, &Suggestion)> {
        self.open
            .iter()
            .filter_map(|i| Some((*i, self.all.get(*i)?)))
    }

    /// The open ones that share a byte with a range.
    #[must_use]
    pub fn open_in(&self, range: ByteRange) -> Vec<(usize, &Suggestion)> {
        let found = self.places.overlapping(range);
        let open = found.into_iter().filter(|(_, i)| self.open.contains(i));
        open.filter_map(|(_, i)| Some((i, self.all.get(i)?)))
            .collect()
    }

    /// The first open one behind `index`, or, with none given, at or behind `position`.
    #[must_use]
    pub fn next(&self, index: Option<usize>, position: usize) -> Option<usize> {
        let from = match index {
            Some(index) => index + 1,
            None => self.all.partition_point(|s| s.range.start < position),
        };
        self.open.range(from..).next().copied()
    }

    /// The last open one before `index`, or, with none given, before `position`.
    #[must_use]
    pub fn previous(&self, index: Option<usize>, position: usize) -> Option<usize> {
        let until = index.unwrap_or_else(|| self.all.partition_point(|s| s.range.start < position));
        self.open.range(..until).next_back().copied()
    }

    /// The open ones with the same words and label as one of them, itself included.
    #[must_use]
    pub fn same(&self, index: usize, quote: impl Fn(ByteRange) -> String) -> Vec<usize> {
        let Some(model) = self.all.get(index) else {
            return Vec::new();
        };
        let words = quote(model.range);
        self.open()
            .filter(|(_, s)| s.label == model.label && s.range.len() == model.range.len())
            .filter(|(_, s)| quote(s.range) == words)
            .map(|(i, _)| i)
            .collect()
    }

    /// How many of each label are open, in the order of `labels`.
    #[must_use]
    pub fn open_by_label(&self, labels: &[Label]) -> Vec<usize> {
        let count = |label: &Label| self.open().filter(|(_, s)| s.label == *label).count();
        labels.iter().map(count).collect()
    }

    /// Looks again at what a transaction may have opened or closed.
    pub fn refresh(&mut self, transaction: &Transaction, set: &AnnotationSet) {
        for op in &transaction.ops {
            for range in touched(op, set) {
                for (_, i) in self.places.overlapping(range) {
                    if is_open(&self.all[i], set) {
                        self.open.insert(i);
                    } else {
                        self.open.remove(&i);
                    }
                }
            }
        }
    }
}

/// Where a change may have opened or closed suggestions.
fn touched(op: &Op, set: &AnnotationSet) -> Vec<ByteRange> {
    match op {
        Op::AddSpan(span) | Op::RemoveSpan(span) => vec![span.range],
        Op::EditSpan { id, field, .. } => match &**field {
            SpanField::Extent(change) => vec![change.from.range, change.to.range],
            _ => set.span(id).map(|span| span.range).into_iter().collect(),
        },
        Op::Reject(rejection, _) | Op::Unreject(rejection, _) => vec![rejection.range],
        _ => Vec::new(),
    }
}

/// A span longer than this many bytes is more than a phrase: it does not answer for what is inside.
const PHRASE: usize = 120;

/// A suggestion is settled by its rejection, by a span on the same words, and by a phrase with its
/// label that overlaps it.
fn is_open(suggestion: &Suggestion, set: &AnnotationSet) -> bool {
    if set.is_rejected(&suggestion.to_rejection()) {
        return false;
    }
    !set.overlapping(suggestion.range).into_iter().any(|span| {
        let phrase = span.range.len() <= PHRASE;
        span.range == suggestion.range || span.label == suggestion.label && phrase
    })
}
