//! Which of several suggestions on the same words is shown.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::annotation::Label;
use crate::text::ByteRange;

use super::{Alternative, Suggestion};

/// Keeps the best of the suggestions that exclude one another, in reading order. One that loses
/// stands among the winner's alternatives where it reads the same words with another label.
/// O(n log n), and for each suggestion what it lets stand inside itself.
#[must_use]
pub fn resolve(found: Vec<Suggestion>) -> Vec<Suggestion> {
    let found = sorted(found, |a, b| {
        rank(b)
            .total_cmp(&rank(a))
            .then(a.range.cmp(&b.range))
            .then(a.label.cmp(&b.label))
            .then(a.matcher.cmp(b.matcher))
    });
    let mut kept: Vec<Suggestion> = Vec::with_capacity(found.len());
    let (mut figures, mut others) = (Places::default(), Places::default());
    for suggestion in found {
        let range = suggestion.range;
        let (own, other) = if suggestion.label == Label::FIGURE {
            (&mut figures, &others)
        } else {
            (&mut others, &figures)
        };
        let excludes = |i: usize| exclude(&kept[i], &suggestion);
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
                own.0.insert(range.start, (range.end, kept.len()));
                kept.push(suggestion);
            }
            Some(i) => {
                let winner = &mut kept[i];
                let known = winner.label == suggestion.label
                    || winner
                        .alternatives
                        .iter()
                        .any(|a| a.label == suggestion.label);
                let same =
                    winner.range == suggestion.range || winner.head == Some(suggestion.range);
                if same && !known {
                    winner.alternatives.push(Alternative {
                        label: suggestion.label,
                        range: suggestion.range,
                        score: suggestion.score,
                        matcher: suggestion.matcher,
                        reason: suggestion.reason,
                    });
                }
            }
        }
    }
    sorted(kept, |a, b| {
        (a.range.start, b.range.end, &a.label).cmp(&(b.range.start, a.range.end, &b.label))
    })
}

/// Sorts, equals left as they stand, and moves every suggestion once: they are large.
fn sorted(
    suggestions: Vec<Suggestion>,
    compare: impl Fn(&Suggestion, &Suggestion) -> Ordering,
) -> Vec<Suggestion> {
    let mut order: Vec<usize> = (0..suggestions.len()).collect();
    order.sort_by(|&a, &b| compare(&suggestions[a], &suggestions[b]));
    let mut places: Vec<Option<Suggestion>> = suggestions.into_iter().map(Some).collect();
    order.into_iter().filter_map(|i| places[i].take()).collect()
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
