//! The suggestions of an article, and which of them are still open.

use crate::annotation::{AnnotationSet, Label, Op, Span, SpanField, Transaction};
use crate::text::ByteRange;

use super::Suggestion;

/// Suggestions in one stretch of the list, for which the furthest end is known.
const STRETCH: usize = 64;

/// Suggestions in reading order, with the open ones told apart: not rejected and not yet
/// annotated. Kept up to date edit by edit, at the cost of what stands there.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// By start, outer before inner.
    all: Vec<Suggestion>,
    /// The furthest end in each stretch of the list and those before it.
    furthest: Vec<usize>,
    open: Marked,
    by_label: Vec<(Label, usize)>,
    /// Whether the whole article has been read.
    pub complete: bool,
}

impl Offers {
    /// O(n log n) in the suggestions.
    #[must_use]
    pub fn new(suggestions: Vec<Suggestion>, set: &AnnotationSet, complete: bool) -> Self {
        let mut all = suggestions;
        all.shrink_to_fit();
        all.sort_by_key(|s| (s.range.start, std::cmp::Reverse(s.range.end)));
        let stretches = all.chunks(STRETCH);
        let mut reached = 0;
        let furthest = stretches.map(|some| {
            let end = some.iter().map(|s| s.range.end).max();
            reached = reached.max(end.unwrap_or(0));
            reached
        });
        let mut offers = Self {
            furthest: furthest.collect(),
            open: Marked::none(all.len()),
            by_label: Vec::new(),
            all,
            complete,
        };
        offers.refresh_all(set);
        offers
    }

    /// Looks at every one again, after the set has become another. Goes through suggestions and
    /// spans side by side, at the cost of both.
    pub fn refresh_all(&mut self, set: &AnnotationSet) {
        self.open = Marked::none(self.all.len());
        self.by_label.clear();
        let mut spans = set.spans().peekable();
        // The spans that may settle what comes.
        let mut near: Vec<&Span> = Vec::new();
        for index in 0..self.all.len() {
            let suggestion = &self.all[index];
            let range = suggestion.range;
            while let Some(span) = spans.next_if(|span| span.range.start < range.end) {
                near.push(span);
            }
            near.retain(|span| {
                let phrase = span.range.len() <= PHRASE;
                span.range.end > range.start && (phrase || span.range.start >= range.start)
            });
            let open = !near.iter().any(|span| settles(span, suggestion))
                && !set.is_rejected(&suggestion.to_rejection());
            self.put(index, open);
        }
    }

    fn put(&mut self, index: usize, open: bool) {
        if !self.open.mark(index, open) {
            return;
        }
        let label = &self.all[index].label;
        let place = self.by_label.iter().position(|(known, _)| known == label);
        let place = place.unwrap_or_else(|| {
            self.by_label.push((label.clone(), 0));
            self.by_label.len() - 1
        });
        let (_, count) = &mut self.by_label[place];
        if open {
            *count += 1;
        } else {
            *count -= 1;
        }
    }

    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Suggestion> {
        self.all.get(index)
    }

    #[must_use]
    pub fn is_open(&self, index: usize) -> bool {
        self.open.is_marked(index)
    }

    /// How many are open.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.open.count
    }

    /// The open ones, in reading order.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Suggestion)> {
        self.open_from(0)
    }

    fn open_from(&self, index: usize) -> impl Iterator<Item = (usize, &Suggestion)> {
        self.open
            .from(index)
            .filter_map(|i| Some((i, self.all.get(i)?)))
    }

    /// The open ones from the `n`th on, counted from 0. Finding it looks at one bit for each.
    pub fn open_from_nth(&self, n: usize) -> impl Iterator<Item = (usize, &Suggestion)> {
        self.open_from(self.open.nth(n).unwrap_or(self.all.len()))
    }

    /// How many open ones there are before `index`.
    #[must_use]
    pub fn open_before(&self, index: usize) -> usize {
        self.open.before(index)
    }

    /// The open ones that share a byte with a range, in reading order.
    #[must_use]
    pub fn open_in(&self, range: ByteRange) -> Vec<(usize, &Suggestion)> {
        self.overlapping(range)
            .filter(|(index, _)| self.is_open(*index))
            .collect()
    }

    /// Those that share a byte with a range: what ends before it is passed over by stretches.
    fn overlapping(&self, range: ByteRange) -> impl Iterator<Item = (usize, &Suggestion)> {
        let until = self.first_from(range.end);
        let passed = self.furthest.partition_point(|end| *end <= range.start);
        (passed * STRETCH..until)
            .map(|index| (index, &self.all[index]))
            .filter(move |(_, suggestion)| suggestion.range.overlaps(range))
    }

    /// The first that starts at or behind a position.
    fn first_from(&self, position: usize) -> usize {
        self.all.partition_point(|s| s.range.start < position)
    }

    /// The first open one behind `index`, or, with none given, at or behind `position`.
    #[must_use]
    pub fn next(&self, index: Option<usize>, position: usize) -> Option<usize> {
        let from = index.map_or_else(|| self.first_from(position), |index| index + 1);
        self.open.from(from).next()
    }

    /// The last open one before `index`, or, with none given, before `position`.
    #[must_use]
    pub fn previous(&self, index: Option<usize>, position: usize) -> Option<usize> {
        let until = index.unwrap_or_else(|| self.first_from(position));
        self.open.last_before(until)
    }

    /// How many open ones start in a stretch of the text. O(n / 64).
    #[must_use]
    pub fn open_starting_in(&self, range: ByteRange) -> usize {
        let (from, to) = (self.first_from(range.start), self.first_from(range.end));
        self.open.between(from, to)
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
        let count = |label: &Label| {
            let known = self.by_label.iter().find(|(known, _)| known == label);
            known.map_or(0, |(_, count)| *count)
        };
        labels.iter().map(count).collect()
    }

    /// Looks again at what a transaction may have opened or closed.
    pub fn refresh(&mut self, transaction: &Transaction, set: &AnnotationSet) {
        for op in &transaction.ops {
            for range in touched(op, set) {
                let there: Vec<_> = self.overlapping(range).map(|(index, _)| index).collect();
                for index in there {
                    let open = is_open(&self.all[index], set);
                    self.put(index, open);
                }
            }
        }
    }
}

/// A bit for each of many numbers, and how many are set.
#[derive(Clone, Debug, Default)]
struct Marked {
    words: Vec<u64>,
    count: usize,
}

impl Marked {
    fn none(numbers: usize) -> Self {
        Self {
            words: vec![0; numbers.div_ceil(64)],
            count: 0,
        }
    }

    /// Sets or clears a bit; whether it was otherwise before.
    fn mark(&mut self, number: usize, set: bool) -> bool {
        let (word, bit) = (&mut self.words[number / 64], 1 << (number % 64));
        if (*word & bit != 0) == set {
            return false;
        }
        *word ^= bit;
        if set {
            self.count += 1;
        } else {
            self.count -= 1;
        }
        true
    }

    fn is_marked(&self, number: usize) -> bool {
        let word = self.words.get(number / 64);
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// The numbers that are set, from one on.
    fn from(&self, number: usize) -> impl Iterator<Item = usize> {
        let first = number / 64;
        let words = self.words.iter().enumerate().skip(first);
        words.flat_map(move |(place, word)| {
            let cut = if place == first { number % 64 } else { 0 };
            let mut left = word >> cut << cut;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        })
    }

    /// The last number before one that is set.
    fn last_before(&self, number: usize) -> Option<usize> {
        let last = number / 64;
        let words = self.words.iter().enumerate().take(last + 1).rev();
        words
            .map(|(place, word)| match place == last {
                true => (place, word & ((1 << (number % 64)) - 1)),
                false => (place, *word),
            })
            .find(|(_, word)| *word != 0)
            .map(|(place, word)| place * 64 + 63 - word.leading_zeros() as usize)
    }

    /// How many are set before a number.
    fn before(&self, number: usize) -> usize {
        self.between(0, number)
    }

    /// How many are set from one number up to another.
    fn between(&self, from: usize, to: usize) -> usize {
        let ones = |words: &[u64]| -> usize { words.iter().map(|w| w.count_ones() as usize).sum() };
        let (first, last) = (from / 64, (to / 64).min(self.words.len()));
        if first > last || first >= self.words.len() {
            return 0;
        }
        let below = |number: usize| {
            let word = self.words.get(number / 64).copied().unwrap_or(0);
            (word & ((1 << (number % 64)) - 1)).count_ones() as usize
        };
        ones(&self.words[first..last]) + below(to) - below(from)
    }

    /// The `n`th number that is set, from 0.
    fn nth(&self, n: usize) -> Option<usize> {
        let mut left = n;
        for (place, word) in self.words.iter().enumerate() {
            let ones = word.count_ones() as usize;
            if left < ones {
                return self.from(place * 64).nth(left);
            }
            left -= ones;
        }
        None
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
    let there = set.overlapping(suggestion.range);
    !there.into_iter().any(|span| settles(span, suggestion))
}

fn settles(span: &Span, suggestion: &Suggestion) -> bool {
    let phrase = span.range.len() <= PHRASE;
    span.range == suggestion.range
        || span.label == suggestion.label && phrase && span.range.overlaps(suggestion.range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_counted_and_found_as_in_a_list(
            bits in prop::collection::vec(any::<bool>(), 0..300),
            at in 0usize..320, to in 0usize..320,
        ) {
            let mut marked = Marked::none(bits.len());
            for (number, bit) in bits.iter().enumerate() {
                prop_assert_eq!(marked.mark(number, *bit), *bit);
            }
            let set: Vec<_> = (0..bits.len()).filter(|n| bits[*n]).collect();
            prop_assert_eq!(marked.count, set.len());
            let (at, to) = (at.min(bits.len()), to.min(bits.len()));
            prop_assert_eq!(marked.from(at).collect::<Vec<_>>(), set.iter().copied().filter(|n| *n >= at).collect::<Vec<_>>());
            prop_assert_eq!(marked.last_before(at), set.iter().copied().rfind(|n| *n < at));
            prop_assert_eq!(marked.before(at), set.iter().filter(|n| **n < at).count());
            if at <= to {
                prop_assert_eq!(marked.between(at, to), set.iter().filter(|n| (at..to).contains(*n)).count());
            }
            for n in 0..set.len() + 2 {
                prop_assert_eq!(marked.nth(n), set.get(n).copied());
            }
        }
    }
}
