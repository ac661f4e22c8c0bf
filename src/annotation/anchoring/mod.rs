//! Where the places of one text stand in another: for articles that were edited after they were
//! annotated.
//!
//! A span may be taken over without asking only where its whole sentence stands unchanged in the
//! new text and it is plain which one it is: the only one with these words, or one that is told
//! from its twins by what stands around it. What must never happen is that a span lands
//! elsewhere without a warning: where two readings of the edit are possible, the place is called
//! [`Anchored::Moved`] or [`Anchored::Lost`].
//!
//! No common difference algorithm is used for that. It picks one of several equally short
//! explanations and does not say that there were others; here the question is whether there
//! were. Sentences that stand once in both texts are matched wherever they stand
//! ([`sentences`]); those that kept their order cut the texts into gaps, in which repeated
//! sentences are told apart and edited ones are compared word by word ([`remnants`]). All is
//! linear but for sorting, in time and memory, on any input.

mod carrying;
mod chain;
mod hidden;
mod matching;
mod passages;
mod remnants;
mod sentences;

pub use carrying::{CarriedOver, Leftover, LeftoverEntry, carry_over};

use thiserror::Error;

use self::matching::{Matching, Trust};
use self::passages::Passages;
use crate::text::{Article, ByteRange};

/// Where a place of the old text stands in the new one. Bytes of the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// The same words in a sentence that did not change. Safe to take.
    Exact(ByteRange),
    /// Found, but the sentence or the words changed, or it is not certain: to be confirmed.
    Moved(ByteRange),
    Lost(Loss),
}

/// Why a place is not in the new text. Reads as a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Loss {
    #[error("its words are no longer in the text")]
    Gone,
    #[error("its sentence stands in the text several times and it cannot be told which is meant")]
    Ambiguous,
}

/// How the places of one text stand in another. Holds some twenty bytes a word.
#[derive(Debug)]
pub struct Anchoring {
    old: Article,
    from: Passages,
    to: Passages,
    /// The new word for each old one.
    words: Vec<Option<u32>>,
    /// How many of the words before each one are not matched firmly.
    loose: Vec<u32>,
    /// How many of the words before each one have no match.
    missing: Vec<u32>,
    /// How many of the spaces before each one, its own included, are not the same in the new
    /// text or not between the same words. One more than words: there is one behind the last.
    broken: Vec<u32>,
    ambiguous: Vec<bool>,
    sentence_of: Vec<u32>,
}

impl Anchoring {
    /// Compares two texts. Linear but for sorting.
    #[must_use]
    pub fn new(old: &Article, new: &Article) -> Self {
        let (from, to) = passages::cut(old, new);
        let mut matching = Matching::new(&from, &to);
        let ambiguous = sentences::join(&mut matching);
        remnants::join(&mut matching);
        let Matching {
            new_of: words,
            trust,
            ..
        } = matching;
        let same = |at: usize| {
            let before = at.checked_sub(1);
            let contiguous = match (before.map(|b| words[b]), words.get(at)) {
                (None, None) => to.len() == 0,
                (None, Some(here)) => *here == Some(0),
                (Some(there), None) => there.is_some_and(|t| t as usize + 1 == to.len()),
                (Some(there), Some(here)) => there.is_some() && there.map(|t| t + 1) == *here,
            };
            let new_at = match words.get(at) {
                Some(here) => here.map_or(0, |h| h as usize),
                None => to.len(),
            };
            contiguous && from.space_before(old.text(), at) == to.space_before(new.text(), new_at)
        };
        let broken = running((0..=from.len()).map(|at| !same(at)));
        let loose = running(trust.iter().map(|t| *t != Trust::Firm));
        let missing = running(words.iter().map(Option::is_none));
        Self {
            sentence_of: from.sentence_of_words(),
            old: old.clone(),
            from,
            to,
            loose,
            missing,
            broken,
            ambiguous,
            words,
        }
    }

    /// Where a range of the old text stands in the new one. A binary search.
    #[must_use]
    pub fn place(&self, range: ByteRange) -> Anchored {
        if range.is_empty() || !self.old.holds(range) {
            return Anchored::Lost(Loss::Gone);
        }
        let first = self.from.first_behind(range.start);
        let end = self.from.first_from(range.end);
        if first >= end {
            return self.place_space(range, end);
        }
        let last = end - 1;
        let (start_in, end_in) = (self.from.bounds(first), self.from.bounds(last));
        // A range may begin in the space before its first word and end in that behind its last.
        let first_space = if range.start < start_in.start {
            first
        } else {
            first + 1
        };
        let end_space = if range.end > end_in.end { end + 1 } else { end };
        let whole = count(&self.broken, first_space, end_space) == 0;
        if let (Some(from), Some(to)) = (self.words[first], self.words[last]) {
            let (to_start, to_end) = (self.to.bounds(from as usize), self.to.bounds(to as usize));
            if whole {
                let start = (to_start.start + range.start).saturating_sub(start_in.start);
                let placed = ByteRange::new(start, start + range.len());
                return if count(&self.loose, first, end) == 0 {
                    Anchored::Exact(placed)
                } else {
                    Anchored::Moved(placed)
                };
            }
            if let Some(placed) = self.stretched(first..end, from..to.saturating_add(1)) {
                let start = to_start.start + range.start.saturating_sub(start_in.start);
                let end = to_end.end - end_in.end.saturating_sub(range.end);
                debug_assert!(start >= placed.start && end <= placed.end && start < end);
                return Anchored::Moved(ByteRange::new(start, end));
            }
        }
        let ambiguous = self.ambiguous[self.sentence_of[first] as usize];
        Anchored::Lost(if ambiguous {
            Loss::Ambiguous
        } else {
            Loss::Gone
        })
    }

    /// A range that holds no word: it stays where the space around it is the same.
    fn place_space(&self, range: ByteRange, space: usize) -> Anchored {
        let (before, behind) = (space.saturating_sub(1), (space + 1).min(self.from.len()));
        if count(&self.broken, space, space + 1) > 0 || count(&self.loose, before, behind) > 0 {
            return Anchored::Lost(Loss::Gone);
        }
        let (old_end, new_end) = match space.checked_sub(1) {
            None => (0, 0),
            Some(word) => match self.words[word] {
                None => return Anchored::Lost(Loss::Gone),
                Some(new) => (self.from.bounds(word).end, self.to.bounds(new as usize).end),
            },
        };
        let start = new_end + (range.start - old_end);
        Anchored::Exact(ByteRange::new(start, start + range.len()))
    }

    /// Words of which the first and the last are found, with others between them than before:
    /// the cover, where it is about as long and most of the words are matched.
    fn stretched(
        &self,
        old: std::ops::Range<usize>,
        new: std::ops::Range<u32>,
    ) -> Option<ByteRange> {
        let (old_len, new_len) = (old.len(), new.len());
        let missing = count(&self.missing, old.start, old.end) as usize;
        let plausible = new.start < new.end
            && new_len <= 2 * old_len + 4
            && 2 * new_len + 4 >= old_len
            && 2 * missing <= old_len;
        plausible.then(|| {
            let (first, last) = (new.start as usize, new.end as usize - 1);
            ByteRange::new(self.to.bounds(first).start, self.to.bounds(last).end)
        })
    }
}

/// How many are true before each one.
fn running(truths: impl Iterator<Item = bool>) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(truths.map(|truth| {
        sum += u32::from(truth);
        sum
    }));
    sums
}

/// How many are true in `start..end`.
fn count(running: &[u32], start: usize, end: usize) -> u32 {
    match end > start {
        true => running[end] - running[start],
        false => 0,
    }
}

#[cfg(test)]
mod tests;
