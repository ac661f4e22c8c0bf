//! Which of several suggestions on the same words is shown.

use crate::annotation::{Label, RangeIndex};

use super::{Alternative, Suggestion};

/// Keeps the best of the suggestions that exclude one another, in reading order. One that loses
/// stands among the winner's alternatives where it reads the same words with another label.
#[must_use]
pub fn resolve(mut found: Vec<Suggestion>) -> Vec<Suggestion> {
    found.sort_by(|a, b| {
        rank(b)
            .total_cmp(&rank(a))
            .then(a.range.cmp(&b.range))
            .then(a.label.cmp(&b.label))
            .then(a.matcher.cmp(b.matcher))
    });
    let mut kept: Vec<Suggestion> = Vec::with_capacity(found.len());
    let mut places = RangeIndex::default();
    for suggestion in found {
        let rival = places
            .overlapping(suggestion.range)
            .into_iter()
            .map(|(_, i): (_, usize)| i)
            .find(|&i| exclude(&kept[i], &suggestion));
        match rival {
            None => {
                places.insert(suggestion.range, kept.len());
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
    kept.sort_by(|a, b| {
        (a.range.start, b.range.end, &a.label).cmp(&(b.range.start, a.range.end, &b.label))
    });
    kept
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
