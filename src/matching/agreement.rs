//! Rules and statistics on the same words.
//!
//! Rules keep their spans, with title and head; the tagger's agreement makes them surer, and it
//! fills what they leave. Where the two disagree on the label the likelier wins and the other
//! stands among its alternatives. Looks at ranges, labels and scores only.

use std::cmp::Reverse;

use super::{Choices, Suggestion, places};
use crate::annotation::Label;

/// From here on a name that no rule saw is offered. Chosen with the limits below on development
/// sets of several kinds; between 0.4 and 0.7 little changes.
const ALONE: f32 = 0.5;
const PLACE_ALONE: f32 = 0.6;
/// From here on a wider name takes the place of what rules saw of it.
const WIDER: f32 = 0.6;
/// From here on a name takes the place of a rule's suggestion with another label.
const OTHER_LABEL: f32 = 0.95;
const PLACE_INSTEAD: f32 = 0.8;
/// How much of its probability an agreeing name adds.
const AGREEMENT: f32 = 0.3;

/// Puts the `names` of the tagger among the suggestions of the `rules`; both are in reading
/// order with their overlaps resolved, and so is what comes back. What `choices` do not show hides
/// nothing. O(n log n).
pub(super) fn combine(
    rules: Vec<Suggestion>,
    names: Vec<Suggestion>,
    choices: &Choices,
) -> Vec<Suggestion> {
    if names.is_empty() {
        return rules;
    }
    let (figures, mut others): (Vec<_>, Vec<_>) =
        rules.into_iter().partition(|s| s.label == Label::FIGURE);
    let mut replaced = vec![false; others.len()];
    let mut added = Vec::new();
    let (mut figure, mut other) = (0, 0);
    for mut name in names {
        while figures
            .get(figure)
            .is_some_and(|f| f.range.end <= name.range.start)
        {
            figure += 1;
        }
        while others
            .get(other)
            .is_some_and(|s| s.range.end <= name.range.start)
        {
            other += 1;
        }
        let crossed = figures[figure..]
            .iter()
            .take_while(|f| f.range.start < name.range.end)
            .any(|f| {
                f.range == name.range
                    || !f.range.contains_range(name.range) && !name.range.contains_range(f.range)
            });
        if crossed {
            continue;
        }
        let count = others[other..]
            .iter()
            .take_while(|s| s.range.start < name.range.end)
            .count();
        let hit = other..other + count;
        if replaced[hit.clone()].contains(&true) {
            continue;
        }
        if takes_place(&mut name, &mut others[hit.clone()], choices) {
            replaced[hit].fill(true);
            added.push(name);
        }
    }
    let kept = others.into_iter().zip(replaced).filter(|(_, gone)| !gone);
    let mut all: Vec<_> = figures
        .into_iter()
        .chain(kept.map(|(suggestion, _)| suggestion))
        .chain(added)
        .collect();
    all.sort_by(|a, b| {
        let place = |s: &Suggestion| (s.range.start, Reverse(s.range.end));
        place(a).cmp(&place(b)).then_with(|| a.label.cmp(&b.label))
    });
    all
}

/// Whether a name stands in place of the suggestions that it overlaps, all of them. If not, they
/// learn what it says.
fn takes_place(name: &mut Suggestion, others: &mut [Suggestion], choices: &Choices) -> bool {
    let place = name.label == Label::LOCATION;
    if let Some(head) = name.head {
        let known = |s: &Suggestion| s.label == name.label && s.range.contains_range(head);
        if others.iter().filter(|s| choices.shows(s)).any(known) {
            // A rule has read what stands before the name.
            name.range = head;
            name.head = None;
        }
    }
    let visible = choices.shows(name);
    let sure = visible && name.score >= if place { PLACE_ALONE } else { ALONE };
    let shown = || others.iter().filter(|s| choices.shows(s));
    let best = shown().map(|s| s.score).fold(0.0, f32::max);
    let covers = shown().all(|s| name.range.contains_range(s.range));
    let same = shown().filter(|s| s.label == name.label).count();
    let count = shown().count();
    let instead = if !sure {
        others.is_empty() && !visible
    } else if count == 0 {
        true
    } else if same > 0 {
        let wider = shown().all(|s| s.range != name.range);
        same == count && covers && wider && name.score >= WIDER
    } else {
        // That a country acts the tagger never learnt: all countries were places to it.
        let acts = place && shown().any(|s| s.matcher == places::NAME && s.label == Label::ACTOR);
        let limit = if place { PLACE_INSTEAD } else { OTHER_LABEL };
        covers && !acts && name.score >= limit && name.score > best
    };
    if instead {
        if same > 0 {
            name.score = name.score.max(best);
        }
        for other in others.iter() {
            name.take_as_alternative(other.clone());
        }
        return true;
    }
    if sure {
        let met = |s: &&mut Suggestion| choices.shows(s) && s.range.overlaps(name.range);
        for other in others.iter_mut().filter(met) {
            if other.label == name.label {
                other.score = 1.0 - (1.0 - other.score) * (1.0 - AGREEMENT * name.score);
            } else {
                other.take_as_alternative(name.clone());
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Reason;
    use crate::text::ByteRange;

    fn suggestion(label: &Label, (start, end): (usize, usize), score: f32) -> Suggestion {
        let range = ByteRange::new(start, end);
        Suggestion::new(
            "test",
            label.clone(),
            range,
            score,
            Reason::new("test", [range]),
        )
    }

    fn check(
        rules: &[(&Label, (usize, usize), f32)],
        name: (&Label, (usize, usize), f32),
        expected: &[(&Label, (usize, usize))],
    ) -> Vec<Suggestion> {
        let rules = rules
            .iter()
            .map(|(l, r, s)| suggestion(l, *r, *s))
            .collect();
        let found = combine(
            rules,
            vec![suggestion(name.0, name.1, name.2)],
            &Choices::default(),
        );
        let seen: Vec<_> = found
            .iter()
            .map(|s| (&s.label, (s.range.start, s.range.end)))
            .collect();
        assert_eq!(seen, expected);
        found
    }

    #[test]
    fn the_tagger_fills_what_rules_leave() {
        let (actor, place) = (&Label::ACTOR, &Label::LOCATION);
        check(
            &[(actor, (0, 5), 0.8)],
            (place, (9, 12), 0.7),
            &[(actor, (0, 5)), (place, (9, 12))],
        );
        check(
            &[(actor, (0, 5), 0.8)],
            (place, (9, 12), 0.55),
            &[(actor, (0, 5))],
        );
        check(
            &[(actor, (9, 12), 0.3)],
            (actor, (9, 12), 0.7),
            &[(actor, (9, 12))],
        );
    }

    #[test]
    fn agreement_makes_surer_and_keeps_the_wider_span_of_the_rule() {
        let actor = &Label::ACTOR;
        let found = check(
            &[(actor, (0, 20), 0.8)],
            (actor, (9, 20), 0.9),
            &[(actor, (0, 20))],
        );
        assert!(found[0].score > 0.84 && found[0].score < 1.0);
        check(
            &[(actor, (0, 4), 0.8)],
            (actor, (0, 20), 0.9),
            &[(actor, (0, 20))],
        );
    }

    #[test]
    fn a_title_that_only_the_tagger_sees_leaves_the_span_of_a_rule_alone() {
        let actor = &Label::ACTOR;
        let titled = |(start, end): (usize, usize), head: usize| {
            suggestion(actor, (start, end), 0.9).with_head(ByteRange::new(head, end))
        };
        let ranges = |rules: Vec<Suggestion>| -> Vec<_> {
            let found = combine(rules, vec![titled((0, 20), 9)], &Choices::default());
            found.iter().map(|s| (s.range.start, s.range.end)).collect()
        };
        assert_eq!(ranges(vec![]), [(0, 20)]);
        assert_eq!(ranges(vec![suggestion(actor, (9, 20), 0.8)]), [(9, 20)]);
        assert_eq!(ranges(vec![suggestion(actor, (0, 8), 0.7)]), [(0, 20)]);
        assert_eq!(
            ranges(vec![
                suggestion(actor, (0, 8), 0.7),
                suggestion(actor, (9, 20), 0.8)
            ]),
            [(0, 8), (9, 20)]
        );
    }

    #[test]
    fn of_two_labels_the_likelier_wins_and_the_other_is_an_alternative() {
        let (actor, place) = (&Label::ACTOR, &Label::LOCATION);
        let found = check(
            &[(place, (0, 5), 0.7)],
            (actor, (0, 5), 0.97),
            &[(actor, (0, 5))],
        );
        assert_eq!(found[0].alternatives[0].label, Label::LOCATION);
        let found = check(
            &[(place, (0, 5), 0.9)],
            (actor, (0, 5), 0.7),
            &[(place, (0, 5))],
        );
        assert_eq!(found[0].alternatives[0].label, Label::ACTOR);
    }

    #[test]
    fn names_stand_inside_figures_and_never_across_them() {
        let (figure, actor) = (&Label::FIGURE, &Label::ACTOR);
        check(
            &[(figure, (0, 20), 0.9)],
            (actor, (4, 9), 0.9),
            &[(figure, (0, 20)), (actor, (4, 9))],
        );
        check(
            &[(figure, (5, 20), 0.9)],
            (actor, (0, 9), 0.9),
            &[(figure, (5, 20))],
        );
    }
}
