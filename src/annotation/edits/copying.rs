//! The work on one article taken over into another that is nearly the same.

use std::collections::{HashMap, HashSet};

use crate::annotation::{
    Anchor, AnnotationSet, Event, Fields, Id, Maker, Op, Origin, RoleFiller, Span, Timestamp,
    Transaction, carry_over,
};
use crate::text::Article;

/// What of another article's work has a place in this one.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Adds it as one step; without ops where there is nothing to add.
    pub transaction: Transaction,
    /// Spans that stand here in the same words and sentence.
    pub exact: usize,
    /// Spans that want confirmation, marked with [`Anchor::Moved`].
    pub moved: usize,
    /// Spans that stand here already, with their label: they stay as they are.
    pub known: usize,
    /// Of those that are new here, how many stand on words that have another label here, or run
    /// across a span that is here.
    pub conflicting: usize,
    /// Spans whose words are not in this article, or in more places than one.
    pub lost: usize,
}

/// Copies the spans and events of `theirs`, made on the article `from`, into `set` on the article
/// `to`. They get new ids and count as imported now; heads, values, places, attributes and notes
/// come with them. An event comes with a trigger that is new here, without
/// the roles and the date that have no place. Who is the same actor, rejections, status and note of
/// the article stay where they are. About linear in both articles.
#[must_use]
pub fn copy(
    set: &AnnotationSet,
    to: &Article,
    theirs: &AnnotationSet,
    from: &Article,
    now: &Timestamp,
) -> Copied {
    let carried = carry_over(theirs, from, to);
    let mut copied = Copied {
        transaction: Transaction::new("copy annotations", Vec::new()),
        exact: 0,
        moved: 0,
        known: 0,
        conflicting: 0,
        lost: theirs.len() - carried.set.len(),
    };
    let ops = &mut copied.transaction.ops;
    let mut ids: HashMap<&Id, Id> = HashMap::new();
    let mut fresh: HashSet<&Id> = HashSet::new();
    let mut number = 0;
    for span in carried.set.spans() {
        if let Some(there) = set.find(span.range, &span.label) {
            copied.known += 1;
            ids.insert(&span.id, there.id.clone());
            continue;
        }
        match span.anchor {
            Some(Anchor::Moved) => copied.moved += 1,
            None => copied.exact += 1,
        }
        let here = set.overlapping(span.range);
        let within = |a: &Span, b: &Span| a.range.contains_range(b.range);
        let conflicts = |own: &Span| within(own, span) == within(span, own);
        copied.conflicting += usize::from(here.into_iter().any(conflicts));
        let id = set.fresh_span_id(number);
        number += 1;
        ops.push(Op::AddSpan(Box::new(Span {
            id: id.clone(),
            origin: Origin {
                by: Maker::Import,
                ..Origin::default()
            },
            created: now.clone(),
            modified: now.clone(),
            extra: Fields::new(),
            ..span.clone()
        })));
        fresh.insert(&span.id);
        ids.insert(&span.id, id);
    }
    ops.extend(events(set, theirs, &carried.set, &ids, &fresh));
    copied
}

/// The events that new triggers carry, with the names that things have here. One that names what
/// has no place here comes without it.
fn events(
    set: &AnnotationSet,
    theirs: &AnnotationSet,
    carried: &AnnotationSet,
    spans: &HashMap<&Id, Id>,
    fresh: &HashSet<&Id>,
) -> Vec<Op> {
    let coming: Vec<&Event> = (theirs.events())
        .filter(|event| fresh.contains(&event.trigger))
        .collect();
    let ids: HashMap<&Id, Id> = (coming.iter().zip(0..))
        .map(|(event, number)| (&event.id, set.fresh_event_id(number)))
        .collect();
    let mut ops: Vec<Op> = Vec::with_capacity(coming.len());
    for event in coming {
        let mut copy = event.clone();
        copy.id = ids[&event.id].clone();
        copy.trigger = spans[&event.trigger].clone();
        copy.extra = Fields::new();
        // Where its words are in this text; nothing where they are not.
        copy.date = carried
            .event(&event.id)
            .and_then(|placed| placed.date.clone());
        copy.roles.retain_mut(|role| {
            let name = match &role.filler {
                RoleFiller::Span(id) => spans.get(id).map(|id| RoleFiller::Span(id.clone())),
                RoleFiller::Event(id) => ids.get(id).map(|id| RoleFiller::Event(id.clone())),
            };
            name.map(|name| role.filler = name).is_some()
        });
        ops.push(Op::AddEvent(Box::new(copy)));
    }
    ops
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::edits::{Draft, add, toggle_role};
    use crate::annotation::{History, Label, Role};
    use crate::text::ByteRange;

    const THEIRS: &str = "Envoys fail to agree\n\nRebels met officials in Gao on Monday. They talked \
        for two hours. At least 650 troops stayed north of the river.\n";
    const OURS: &str = "No deal\n\nRebels met officials in Gao on Monday. They talked for two hours. \
        At least 650 soldiers and many troops stayed north.\n";

    fn draft(text: &str, words: &str, label: &Label) -> Draft {
        let start = text.find(words).unwrap();
        Draft::by_hand(label.clone(), ByteRange::new(start, start + words.len()))
    }

    fn annotated(text: &str, marks: &[(&str, Label)]) -> AnnotationSet {
        let mut set = AnnotationSet::default();
        let drafts: Vec<_> = marks
            .iter()
            .map(|(words, label)| draft(text, words, label))
            .collect();
        let added = add(
            &set,
            &drafts,
            "mark",
            &Timestamp::new("2026-11-23T10:00:00Z"),
        )
        .unwrap();
        History::default().apply(&mut set, added).unwrap();
        set
    }

    fn copied(set: &AnnotationSet, theirs: &AnnotationSet) -> Copied {
        let now = Timestamp::new("2026-11-24T10:00:00Z");
        let (from, to) = (
            Article::from_text("a", THEIRS),
            Article::from_text("b", OURS),
        );
        copy(set, &to, theirs, &from, &now)
    }

    fn theirs() -> AnnotationSet {
        let marks = [
            ("Envoys", Label::ACTOR),
            ("Rebels", Label::ACTOR),
            ("met", Label::EVENT),
            ("Gao", Label::LOCATION),
            ("650 troops", Label::FIGURE),
        ];
        let mut set = annotated(THEIRS, &marks);
        let event = set.events().next().unwrap().id.clone();
        for (role, words) in [("actor", "Rebels"), ("recipient", "Envoys")] {
            let filler = set.spans().find(|s| &THEIRS[s.range.as_range()] == words);
            let filler = filler.unwrap().id.clone();
            let step = toggle_role(&set, &event, role, &filler).unwrap();
            History::default().apply(&mut set, step).unwrap();
        }
        set
    }

    #[test]
    fn spans_and_events_come_with_new_ids_as_imports() {
        let theirs = theirs();
        let set = annotated(OURS, &[("Gao", Label::LOCATION), ("talked", Label::EVENT)]);
        let copied = copied(&set, &theirs);
        assert_eq!((copied.exact, copied.known), (2, 1));
        assert_eq!(
            copied.exact + copied.moved + copied.known + copied.lost,
            theirs.len()
        );
        assert!(copied.lost >= 1, "the title is another one");
        let mut here = set.clone();
        let mut history = History::default();
        history.apply(&mut here, copied.transaction).unwrap();
        assert_eq!(here.dangling(), []);
        let met = here
            .spans()
            .find(|s| &OURS[s.range.as_range()] == "met")
            .unwrap();
        assert_eq!(met.origin.by, Maker::Import);
        assert_eq!(met.created.as_str(), "2026-11-24T10:00:00Z");
        let event = here.events_of(&met.id).next().unwrap();
        // The envoys of the other title are not here.
        let [
            Role {
                filler: RoleFiller::Span(actor),
                ..
            },
        ] = &event.roles[..]
        else {
            panic!("{event:?}");
        };
        let actor = here.span(actor).unwrap();
        assert_eq!(&OURS[actor.range.as_range()], "Rebels");
        // One step back, and everything is as it was.
        history.undo(&mut here).unwrap();
        assert_eq!(here, set);
    }

    #[test]
    fn what_stands_here_already_is_not_copied_twice() {
        let theirs = theirs();
        let mut here = AnnotationSet::default();
        let first = copied(&here, &theirs);
        let all = first.exact + first.moved;
        History::default()
            .apply(&mut here, first.transaction)
            .unwrap();
        let again = copied(&here, &theirs);
        assert_eq!((again.exact, again.moved, again.known), (0, 0, all));
        assert!(again.transaction.ops.is_empty());
    }
}
