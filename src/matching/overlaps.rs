//! Which of several suggestions on the same words is shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::annotation::Label;
use crate::text::ByteRange;

use super::{Choices, Suggestion, agreement, tagger};

/// Keeps the best of the suggestions that exclude one another, in reading order, of those that
/// `choices` let count. What they show goes before what is below its threshold. One that loses
/// stands among the winner's alternatives where it reads the same words with another label. The
/// rules settle among themselves first; then the tagger's names join them.
/// O(n log n), and for each suggestion what it lets stand inside itself.
#[must_use]
pub fn resolve(mut found: Vec<Suggestion>, choices: &Choices) -> Vec<Suggestion> {
    found.retain(|suggestion| choices.hears(suggestion));
    let (names, rules) = found.into_iter().partition(|s| s.matcher == tagger::NAME);
    agreement::combine(settle(rules, choices), settle(names, choices), choices)
}

fn settle(found: Vec<Suggestion>, choices: &Choices) -> Vec<Suggestion> {
    // By index: suggestions are too large to be moved about.
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&i| (found[i].range.start, Reverse(found[i].range.end)));
    let mut found: Vec<Option<Suggestion>> = found.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(found.len());
    // Only what hangs together can exclude one another: mostly two or three.
    let mut group: Vec<Suggestion> = Vec::new();
    let mut end = 0;
    for i in order {
        let Some(suggestion) = found[i].take() else {
            continue;
        };
        if suggestion.range.start >= end {
            resolve_group(&mut group, &mut kept, choices);
        }
        end = end.max(suggestion.range.end);
        group.push(suggestion);
    }
    resolve_group(&mut group, &mut kept, choices);
    kept
}

/// Moves the best of a group of overlapping suggestions behind what is kept.
fn resolve_group(group: &mut Vec<Suggestion>, all: &mut Vec<Suggestion>, choices: &Choices) {
    if group.len() < 2 {
        all.append(group);
        return;
    }
    group.sort_by(|a, b| {
        let shown = choices.shows(b).cmp(&choices.shows(a));
        shown
            .then(rank(b).total_cmp(&rank(a)))
            .then(a.range.cmp(&b.range))
            .then(a.label.cmp(&b.label))
            .then(a.matcher.cmp(b.matcher))
    });
    let first = all.len();
    let (mut figures, mut others) = (Places::default(), Places::default());
    for suggestion in group.drain(..) {
        let range = suggestion.range;
        let (own, other) = if suggestion.label == Label::FIGURE {
            (&mut figures, &others)
        } else {
            (&mut others, &figures)
        };
        let excludes = |i: usize| exclude(&all[i], &suggestion);
        let near = own.first(range, range.end, excludes);
        // The first of all in reading order; behind the one just found nothing is looked at.
        let limit = near.map_or(range.end, |(found, _)| (found.start + 1).min(range.end));
        let far = other.first(range, limit, excludes);
        let rival = near
            .into_iter()
            .chain(far)
            .min_by_key(|&(found, i)| (found.start, Reverse(found.end), i))
            .map(|(_, i)| i);
        match rival {
            None => {
                own.0.insert(range.start, (range.end, all.len()));
                all.push(suggestion);
            }
            Some(i) => all[i].take_as_alternative(suggestion),
        }
    }
    all[first..].sort_by(|a, b| {
        (a.range.start, b.range.end, &a.label).cmp(&(b.range.start, a.range.end, &b.label))
    });
}

/// Where kept suggestions stand, by their starts. Figures exclude figures and all others exclude
/// one another, so that the ranges of either kind never overlap.
#[derive(Default)]
struct Places(BTreeMap<usize, (usize, usize)>);

impl Places {
    /// The first in reading order that shares a byte with `range`, starts before `limit` and is
    /// asked for.
    fn first(
        &self,
        range: ByteRange,
        limit: usize,
        wanted: impl Fn(usize) -> bool,
    ) -> Option<(ByteRange, usize)> {
        let before = self.0.range(..range.start).next_back();
        let behind = self.0.range(range.start..limit.max(range.start));
        before
            .into_iter()
            .chain(behind)
            .map(|(&start, &(end, i))| (ByteRange::new(start, end), i))
            .find(|&(place, i)| place.overlaps(range) && wanted(i))
    }
}

/// The longer of two equally sure readings is the better one.
fn rank(suggestion: &Suggestion) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "lengths of phrases")]
    let length = suggestion.range.len().min(80) as f32;
    suggestion.score + length * 0.003
}

/// Whether two overlapping suggestions cannot both be shown. A figure may contain the actors
/// that it counts; an event may stand inside nothing but a figure.
fn exclude(a: &Suggestion, b: &Suggestion) -> bool {
    if a.range == b.range || a.label == b.label {
        return true;
    }
    let nests = a.range.contains_range(b.range) || b.range.contains_range(a.range);
    let figure = a.label == Label::FIGURE || b.label == Label::FIGURE;
    !(figure && nests)
}
