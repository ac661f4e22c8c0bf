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

/// Whether the words before and behind are matched firmly, next to it in both texts.
fn is_flanked(matching: &Matching<'_>, first: usize, end: usize) -> bool {
    let beside = |left: usize| {
        let (Some(a), Some(b)) = (matching.new_of[left], matching.new_of[left + 1]) else {
            return false;
        };
        a + 1 == b && matching.is_firm(left, a as usize) && matching.is_firm(left + 1, b as usize)
    };
    first > 0 && end < matching.old.len() && beside(first - 1) && beside(end - 1)
}

/// Where rows of words stand in some sentences of a text.
struct Rows(HashMap<[u32; ROW], Places>);

#[derive(Default)]
struct Places {
    at: [u32; MOST_PLACES],
    count: usize,
}

impl Rows {
    fn of(passages: &Passages, counts: impl Fn(usize) -> bool) -> Self {
        let mut rows: HashMap<[u32; ROW], Places> = HashMap::new();
        for (number, sentence) in passages.sentences.iter().enumerate() {
            if !counts(number) {
                continue;
            }
            for at in sentence.first..(sentence.end + 1).saturating_sub(ROW) {
                let places = rows.entry(row(&passages.words[at..])).or_default();
                if let Some(place) = places.at.get_mut(places.count) {
                    *place = u32::try_from(at).unwrap_or(u32::MAX);
                }
                places.count += 1;
            }
        }
        Self(rows)
    }

    /// Whether these words stand there, as far as can be told in a few looks; too short ones
    /// always may.
    fn hold(&self, passages: &Passages, words: &[u32]) -> bool {
        if words.len() < ROW {
            return true;
        }
        let mut rarest: Option<(usize, &Places)> = None;
        for (offset, window) in words.windows(ROW).enumerate() {
            let Some(places) = self.0.get(&row(window)) else {
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
