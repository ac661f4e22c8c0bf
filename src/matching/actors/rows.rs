//! Names in a row with names that are known: `Shas, Meretz and Likud`.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::lexicon::{
    FIELD, FIRM_SUFFIX, HEAD, NATIONALITY, NO_ACTOR, OFFICE, PEOPLE, PLACE, PLACE_HEAD, ROLE,
};
use super::words::Words;
use super::{COMMON_NOUN, Found, capitals, names};
use crate::annotation::Label;
use crate::matching::Suggestion;

/// Where the names found in an article begin and end.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: HashSet<usize, RandomState>,
    ends: HashSet<usize, RandomState>,
}

impl Rows {
    /// From everything found in the article, but only what the rules of names have found: a row
    /// of places says nothing of actors. Linear.
    pub(super) fn new(found: &[Suggestion]) -> Self {
        let mut rows = Self::default();
        let names = found.iter().filter(|s| {
            s.matcher == "actors"
                && s.label == Label::ACTOR
                && s.score >= 0.6
                && s.reason.rule != COMMON_NOUN
        });
        for name in names {
            rows.starts.insert(name.range.start);
            rows.ends.insert(name.range.end);
        }
        rows
    }

    /// Appends the names of a paragraph that stand in a row with known ones, from left to right
    /// and then from right to left.
    pub(super) fn find(&mut self, words: &Words<'_, '_>, found: &mut Found<'_>) {
        let mut open = Vec::new();
        let mut i = 0;
        while i < words.len() {
            if !words.proper(i) || words.opens(i) {
                i += 1;
                continue;
            }
            let end = names::end(words, i).max(i + 1);
            if is_candidate(words, i, end) {
                match self.behind(words, i) {
                    Some(neighbour) => self.add(words, i, end, neighbour, found),
                    None => open.push((i, end)),
                }
            }
            i = end;
        }
        for &(from, end) in open.iter().rev() {
            let next = if matches!(words.text(end), "," | "and" | "or") {
                end + 1
            } else {
                continue;
            };
            let next = if words.text(end) == "," && matches!(words.text(next), "and" | "or") {
                next + 1
            } else {
                next
            };
            if words
                .get(next)
                .is_some_and(|w| self.starts.contains(&w.range().start))
                && !words.opens(next)
            {
                self.add(words, from, end, next, found);
            }
        }
    }

    /// The last word of the known name in the row before word `i`.
    fn behind(&self, words: &Words<'_, '_>, i: usize) -> Option<usize> {
        let mut k = i.checked_sub(1)?;
        if !matches!(words.text(k), "," | "and" | "or") {
            return None;
        }
        if words.text(k) != "," && k > 0 && words.text(k - 1) == "," {
            k -= 1;
        }
        let last = k.checked_sub(1)?;
        words
            .get(last)
            .filter(|w| self.ends.contains(&w.range().end))
            .map(|_| last)
    }

    fn add(
        &mut self,
        words: &Words<'_, '_>,
        from: usize,
        end: usize,
        neighbour: usize,
        found: &mut Found<'_>,
    ) {
        let range = words.range(from, end);
        self.starts.insert(range.start);
        self.ends.insert(range.end);
        let score = if end - from > 1 { 0.64 } else { 0.6 };
        found.add(
            "in a row with other names",
            score,
            range,
            None,
            words.range(neighbour, neighbour + 1),
        );
    }
}

/// Whether words `from..to` may be the name of an actor at all.
fn is_candidate(words: &Words<'_, '_>, from: usize, to: usize) -> bool {
    const NO: u32 = PLACE
        | PEOPLE
        | NATIONALITY
        | OFFICE
        | ROLE
        | HEAD
        | FIELD
        | FIRM_SUFFIX
        | NO_ACTOR
        | PLACE_HEAD;
    let single_kind = to == from + 1 && words.has(from, NO);
    let kind = single_kind || words.has(to - 1, NO_ACTOR | PLACE_HEAD) || words.capital(to);
    let place = (from..to).any(|i| words.has(i, PLACE)) || names::is_label(words.text(from));
    !(kind || place || capitals::is_everyday(words, from, to - from))
}
