//! Sentences that stand inside longer ones. An edit can make two sentences one for whoever cuts
//! them (a small letter behind a full stop is enough), and a sentence that seems to stand once
//! then stands twice.

use std::collections::HashMap;

use super::matching::{Matching, Trust};
use super::passages::Passages;

/// Rows of so many words are looked up.
const ROW: usize = 3;
/// So many places of a row are looked at.
const MOST_PLACES: usize = 4;

/// Loosens the matches of sentences that also stand inside a sentence of one text that the other
/// one does not have, but for those that have firm neighbours on both sides. About linear.
pub(super) fn loosen(matching: &mut Matching<'_>) {
    let (old, new) = (matching.old, matching.new);
    let in_old = Rows::of(old, |number| matching.classes.is_gone(number));
    let in_new = Rows::of(new, |number| matching.classes.is_fresh(number));
    let mut doubtful = Vec::new();
    for sentence in &old.sentences {
        let words = sentence.first..sentence.end;
        let firm = matching.trust[sentence.first] == Trust::Firm;
        let hides = || {
            let text = &old.words[words.clone()];
            in_old.hold(old, text) || in_new.hold(new, text)
        };
        if firm && !is_flanked(matching, sentence.first, sentence.end) && hides() {
            doubtful.push(words);
        }
    }
    for words in doubtful {
        matching.trust[words].fill(Trust::Loose);
    }
}

/// Whether the words before and behind are matched firmly, next to it in both texts, the ends of
/// the texts counting as words.
fn is_flanked(matching: &Matching<'_>, first: usize, end: usize) -> bool {
    let beside = |left: usize| {
        let (Some(a), Some(b)) = (matching.new_of[left], matching.new_of[left + 1]) else {
            return false;
        };
        a + 1 == b && matching.is_firm(left, a as usize) && matching.is_firm(left + 1, b as usize)
    };
    let ends = (matching.old.len(), matching.new.len());
    let before = match first.checked_sub(1) {
        Some(before) => beside(before),
        None => matching.is_firm(0, 0),
    };
    let behind = match end < ends.0 {
        true => beside(end - 1),
        false => ends.1 > 0 && matching.is_firm(end - 1, ends.1 - 1),
    };
    before && behind
}

/// Where rows of words stand in some sentences of a text.
#[derive(Default)]
struct Rows {
    places: HashMap<[u32; ROW], Places>,
    /// Whether there are any such sentences.
    any: bool,
}

#[derive(Default)]
struct Places {
    at: [u32; MOST_PLACES],
    count: usize,
}

impl Rows {
    fn of(passages: &Passages, counts: impl Fn(usize) -> bool) -> Self {
        let mut rows = Self::default();
        for (number, sentence) in passages.sentences.iter().enumerate() {
            if !counts(number) {
                continue;
            }
            rows.any = true;
            for at in sentence.first..(sentence.end + 1).saturating_sub(ROW) {
                let places = rows.places.entry(row(&passages.words[at..])).or_default();
                if let Some(place) = places.at.get_mut(places.count) {
                    *place = u32::try_from(at).unwrap_or(u32::MAX);
                }
                places.count += 1;
            }
        }
        rows
    }

    /// Whether these words stand there, as far as can be told in a few looks; too short ones
    /// always may.
    fn hold(&self, passages: &Passages, words: &[u32]) -> bool {
        if words.len() < ROW {
            return self.any;
        }
        let mut rarest: Option<(usize, &Places)> = None;
        for (offset, window) in words.windows(ROW).enumerate() {
            let Some(places) = self.places.get(&row(window)) else {
                return false;
            };
            if rarest.is_none_or(|(_, least)| places.count < least.count) {
                rarest = Some((offset, places));
            }
        }
        rarest.is_some_and(|(offset, places)| {
            places.count > MOST_PLACES
                || places.at[..places.count].iter().any(|at| {
                    let start = (*at as usize).checked_sub(offset);
                    start.is_some_and(|start| passages.words[start..].starts_with(words))
                })
        })
    }
}

fn row(words: &[u32]) -> [u32; ROW] {
    [words[0], words[1], words[2]]
}
