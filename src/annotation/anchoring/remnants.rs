//! What is left of edited sentences. Everything matched here wants confirmation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::chain::Block;
use super::matching::{Matching, Trust};

/// So many words in a row that stand only once in what is left of both texts are the same.
const ROW: usize = 4;
/// Stretches are compared word by word where that takes at most so many steps; with the least
/// number of words for it, this bounds the steps to some hundred a word.
const MOST_STEPS: usize = 1 << 16;

/// Compares what is left between the blocks that kept their order, word by word.
pub(super) fn join(matching: &mut Matching<'_>) {
    let old_sentences = matching.old.sentence_of_words();
    let new_sentences = matching.new.sentence_of_words();
    for gap in matching.gaps() {
        let old: Vec<usize> = gap
            .old
            .filter(|word| {
                matching.new_of[*word].is_none()
                    && matching.classes.is_gone(old_sentences[*word] as usize)
            })
            .collect();
        let new: Vec<usize> = gap
            .new
            .filter(|word| {
                matching.old_of[*word].is_none()
                    && matching.classes.is_fresh(new_sentences[*word] as usize)
            })
            .collect();
        join_common(matching, &old, &new);
    }
    drop_thin(matching);
}

/// Matches rows of words that stand once in the sentences that are in one text only, as far as
/// they go on to both sides. Linear.
pub(super) fn join_runs(matching: &mut Matching<'_>) {
    /// Where a row stands; nothing where it stands more than once.
    #[derive(Clone, Copy, Default)]
    struct Places {
        old: Option<u32>,
        new: Option<u32>,
        twice: bool,
    }
    let (old, new) = (matching.old, matching.new);
    let mut rows: HashMap<[u32; ROW], Places> = HashMap::new();
    let row = |words: &[u32], at: usize| -> [u32; ROW] {
        [words[at], words[at + 1], words[at + 2], words[at + 3]]
    };
    for (number, sentence) in new.sentences.iter().enumerate() {
        if !matching.classes.is_fresh(number) {
            continue;
        }
        for at in sentence.first..(sentence.end + 1).saturating_sub(ROW) {
            let here = u32::try_from(at).ok();
            match rows.entry(row(&new.words, at)) {
                Entry::Vacant(free) => {
                    free.insert(Places {
                        new: here,
                        ..Places::default()
                    });
                }
                Entry::Occupied(mut taken) => taken.get_mut().twice = true,
            }
        }
    }
    let gone: Vec<usize> = (0..old.sentences.len())
        .filter(|number| matching.classes.is_gone(*number))
        .collect();
    for number in &gone {
        let sentence = old.sentences[*number];
        for at in sentence.first..(sentence.end + 1).saturating_sub(ROW) {
            if let Some(places) = rows.get_mut(&row(&old.words, at)) {
                places.twice |= places.old.is_some();
                places.old = u32::try_from(at).ok();
            }
        }
    }
    let new_sentences = new.sentence_of_words();
    for number in &gone {
        let sentence = old.sentences[*number];
        let mut at = sentence.first;
        while at + ROW <= sentence.end {
            let places = rows.get(&row(&old.words, at)).filter(|p| !p.twice);
            let Some(there) = places.and_then(|p| p.new).map(|n| n as usize) else {
                at += 1;
                continue;
            };
            let bounds = new.sentences[new_sentences[there] as usize];
            let (mut from, mut to) = (at, there);
            while from > sentence.first
                && to > bounds.first
                && old.words[from - 1] == new.words[to - 1]
                && matching.new_of[from - 1].is_none()
                && matching.old_of[to - 1].is_none()
            {
                (from, to) = (from - 1, to - 1);
            }
            let mut len = at - from;
            while from + len < sentence.end
                && to + len < bounds.end
                && old.words[from + len] == new.words[to + len]
                && matching.new_of[from + len].is_none()
                && matching.old_of[to + len].is_none()
            {
                len += 1;
            }
            let block = Block {
                old: from,
                new: to,
                len,
            };
            if len >= ROW {
                matching.join(block, Trust::Loose);
            }
            at = (from + len).max(at + 1);
        }
    }
    drop_thin(matching);
}

/// Takes the matches in edited sentences back of which less than half is found again: a phrase
/// that another sentence happens to have.
fn drop_thin(matching: &mut Matching<'_>) {
    for number in 0..matching.old.sentences.len() {
        if !matching.classes.is_gone(number) {
            continue;
        }
        let sentence = matching.old.sentences[number];
        let words = sentence.first..sentence.end;
        let matched = matching.new_of[words.clone()].iter().flatten().count();
        if 2 * matched < sentence.len() {
            words.for_each(|word| matching.part(word));
        }
    }
}

/// Matches a longest common row of two lists of words. Common ends first; what is between them
/// only where it is short.
fn join_common(matching: &mut Matching<'_>, old: &[usize], new: &[usize]) {
    let mut pairs = Vec::new();
    let same = |a: &usize, b: &usize| matching.old.words[*a] == matching.new.words[*b];
    let ahead = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
    let (old_rest, new_rest) = (&old[ahead..], &new[ahead..]);
    let behind = (old_rest.iter().rev())
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| same(a, b))
        .count();
    let old_mid = &old_rest[..old_rest.len() - behind];
    let new_mid = &new_rest[..new_rest.len() - behind];
    pairs.extend(old.iter().zip(new).take(ahead));
    pairs.extend(
        old_rest
            .iter()
            .rev()
            .zip(new_rest.iter().rev())
            .take(behind),
    );
    if old_mid.len().saturating_mul(new_mid.len()) <= MOST_STEPS {
        let width = new_mid.len() + 1;
        // The length of the longest common row of `old_mid[a..]` and `new_mid[b..]`.
        let mut longest = vec![0_u16; (old_mid.len() + 1) * width];
        for a in (0..old_mid.len()).rev() {
            for b in (0..new_mid.len()).rev() {
                longest[a * width + b] = if same(&old_mid[a], &new_mid[b]) {
                    longest[(a + 1) * width + b + 1] + 1
                } else {
                    longest[(a + 1) * width + b].max(longest[a * width + b + 1])
                };
            }
        }
        let (mut a, mut b) = (0, 0);
        while a < old_mid.len() && b < new_mid.len() {
            if same(&old_mid[a], &new_mid[b]) {
                pairs.push((&old_mid[a], &new_mid[b]));
                (a, b) = (a + 1, b + 1);
            } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
                a += 1;
            } else {
                b += 1;
            }
        }
    }
    for (old, new) in pairs {
        let block = Block {
            old: *old,
            new: *new,
            len: 1,
        };
        matching.join(block, Trust::Loose);
    }
}
