//! Carrying changes onto another version loses nothing, leaves nothing dangling and is done once.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use obelus::annotation::merging::merge;
use obelus::annotation::{
    AnnotationSet, Change, Entity, Event, EventField, History, Id, Label, Op, Rejection, Role,
    RoleFiller, Span, Status, Timestamp, Transaction,
    edits::{self, Draft},
};
use obelus::text::ByteRange;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases in every run. `OBELUS_SOAK=1` tries many more, `OBELUS_SEED=n` others.
fn cases(cases: u32) -> ProptestConfig {
    let seed = std::env::var("OBELUS_SEED").ok();
    let soak = std::env::var_os("OBELUS_SOAK").is_some();
    ProptestConfig {
        cases: if soak { cases * 100 } else { cases },
        rng_seed: RngSeed::Fixed(seed.and_then(|n| n.parse().ok()).unwrap_or(20_261_123)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[derive(Clone, Debug)]
enum Gesture {
    Add(Label, usize, usize),
    Delete(usize, usize),
    Relabel(usize, Label),
    Move(usize, usize, usize),
    Head(usize, usize, usize),
    Note(usize, u8),
    Kind(usize, u8),
    Link(usize, usize, bool),
    Unlink(usize),
    Name(usize, usize, bool),
    Reject(Label, usize),
    Title(u8),
    Done,
    Undo,
    Redo,
}

/// Few places, so that both versions often mean the same.
fn gesture() -> impl Strategy<Value = Gesture> {
    let n = || 0usize..40;
    let label = || {
        prop::sample::select(vec![
            Label::ACTOR,
            Label::EVENT,
            Label::EVENT,
            Label::LOCATION,
        ])
    };
    prop_oneof![
        6 => (label(), 0usize..8, 1usize..4).prop_map(|(l, s, w)| Gesture::Add(l, s, w)),
        3 => (n(), n()).prop_map(|(a, b)| Gesture::Delete(a, b)),
        2 => (n(), label()).prop_map(|(k, l)| Gesture::Relabel(k, l)),
        3 => (n(), 0usize..8, 1usize..4).prop_map(|(k, s, w)| Gesture::Move(k, s, w)),
        1 => (n(), 0usize..8, 1usize..3).prop_map(|(k, s, w)| Gesture::Head(k, s, w)),
        2 => (n(), 0u8..3).prop_map(|(k, t)| Gesture::Note(k, t)),
        2 => (n(), 0u8..3).prop_map(|(k, t)| Gesture::Kind(k, t)),
        3 => (n(), n(), any::<bool>()).prop_map(|(a, b, e)| Gesture::Link(a, b, e)),
        1 => n().prop_map(Gesture::Unlink),
        2 => (n(), n(), any::<bool>()).prop_map(|(a, b, n)| Gesture::Name(a, b, n)),
        1 => (label(), 0usize..8).prop_map(|(l, s)| Gesture::Reject(l, s)),
        1 => (0u8..3).prop_map(Gesture::Title),
        1 => Just(Gesture::Done),
        3 => Just(Gesture::Undo),
        1 => Just(Gesture::Redo),
    ]
}

fn transaction(set: &AnnotationSet, gesture: &Gesture, now: &Timestamp) -> Option<Transaction> {
    let ids: Vec<Id> = set.spans().map(|s| s.id.clone()).collect();
    let span = |k: &usize| (!ids.is_empty()).then(|| &ids[k % ids.len()]);
    let events: Vec<&Event> = set.events().collect();
    let event = |k: &usize| (!events.is_empty()).then(|| events[k % events.len()]);
    let range = |start: &usize, length: &usize| ByteRange::new(*start, start + length);
    let one = |op| Transaction::new("one", vec![op]);
    let roles = |event: &Event, to| {
        let field = EventField::Roles(Change::new(event.roles.clone(), to));
        let id = event.id.clone();
        one(Op::EditEvent { id, field })
    };
    match gesture {
        Gesture::Add(label, s, w) => {
            let draft = Draft::by_hand(label.clone(), range(s, w));
            edits::add(set, &[draft], "mark", now).ok()
        }
        Gesture::Delete(a, b) => {
            let mut doomed = vec![span(a)?.clone()];
            if span(a) != span(b) && b % 2 == 0 {
                doomed.extend(span(b).cloned());
            }
            Some(edits::delete(set, &doomed, "delete"))
        }
        Gesture::Relabel(k, label) => edits::relabel(set, span(k)?, label, now).ok(),
        Gesture::Move(k, s, w) => edits::set_range(set, span(k)?, range(s, w), now).ok(),
        Gesture::Head(k, s, w) => edits::set_head(set, span(k)?, Some(range(s, w)), now).ok(),
        Gesture::Note(k, text) => edits::set_note(set, span(k)?, &text.to_string(), now).ok(),
        Gesture::Kind(k, kind) => {
            let kind = (*kind > 0).then(|| kind.to_string());
            edits::set_event_kind(set, &event(k)?.id, kind.as_deref()).ok()
        }
        Gesture::Link(a, b, with_event) => {
            let event_a = event(a)?;
            let filler = if *with_event {
                RoleFiller::Event(event(b)?.id.clone())
            } else {
                RoleFiller::Span(span(b)?.clone())
            };
            let mut to = event_a.roles.clone();
            to.push(Role {
                role: "actor".into(),
                kind: None,
                filler,
                extra: obelus::annotation::Fields::new(),
            });
            Some(roles(event_a, to))
        }
        Gesture::Unlink(k) => {
            let event = event(k)?;
            let mut to = event.roles.clone();
            to.pop();
            Some(roles(event, to))
        }
        Gesture::Name(a, b, same) => {
            let mut spans = vec![span(a)?.clone()];
            spans.extend(span(b).filter(|id| **id != spans[0]).cloned());
            let entity = Entity {
                id: Id::numbered('a', set.last_numbers().1 + 1),
                name: if *same { "N".into() } else { format!("N{a}") },
                country: None,
                sector: None,
                spans,
                extra: obelus::annotation::Fields::new(),
            };
            Some(one(Op::AddEntity(Box::new(entity))))
        }
        Gesture::Reject(label, s) => {
            let rejection = Rejection {
                range: range(s, &2),
                label: label.clone(),
            };
            Some(edits::reject(set, &[rejection], "reject"))
        }
        Gesture::Title(n) => {
            let to = n.to_string();
            Some(one(Op::Title(Change::new(set.title.clone(), to))))
        }
        Gesture::Done => Some(one(Op::Status(Change::new(set.status, Status::Done)))),
        Gesture::Undo | Gesture::Redo => None,
    }
}

/// Plays gestures as a person would, undo included; the changes as they were carried out.
fn play(
    set: &mut AnnotationSet,
    history: &mut History,
    gestures: &[Gesture],
    day: usize,
) -> Vec<Transaction> {
    let mut carried_out = Vec::new();
    for (n, gesture) in gestures.iter().enumerate() {
        let now = Timestamp::new(&format!("2026-01-{day:02}T00:00:{:02}Z", n % 60));
        match gesture {
            Gesture::Undo => {
                let undone = history.undo(set).unwrap().map(Transaction::inverse);
                carried_out.extend(undone);
            }
            Gesture::Redo => carried_out.extend(history.redo(set).unwrap().cloned()),
            other => {
                let Some(mut done) = transaction(set, other, &now) else {
                    continue;
                };
                if set.status == Status::New {
                    let start = Change::new(Status::New, Status::InProgress);
                    done.ops.insert(0, Op::Status(start));
                    if matches!(other, Gesture::Done) {
                        let end = Change::new(Status::InProgress, Status::Done);
                        done.ops[1] = Op::Status(end);
                    }
                }
                history.apply(set, done.clone()).unwrap();
                carried_out.push(done);
            }
        }
    }
    carried_out
}

fn is_sound(set: &AnnotationSet) -> Result<(), TestCaseError> {
    prop_assert_eq!(set.dangling(), Vec::<Id>::new());
    let mut places = std::collections::HashSet::new();
    for span in set.spans() {
        let framed = set.events_of(&span.id).next().is_some();
        prop_assert_eq!(framed, span.label == Label::EVENT, "{:?}", span);
        prop_assert!(places.insert((span.range, span.label.clone())));
        prop_assert!(span.head.is_none_or(|h| span.range.contains_range(h)));
    }
    Ok(())
}

fn stroll(most: usize) -> impl Strategy<Value = Vec<Gesture>> {
    prop::collection::vec(gesture(), 0..most)
}

/// A span but for when it was changed.
fn content(span: &Span) -> Span {
    let mut span = span.clone();
    span.modified = Timestamp::default();
    span
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn changes_are_carried_over_once_and_nothing_is_lost(
        base in stroll(14), theirs in stroll(12), mine in stroll(12),
    ) {
        let (mut set, mut history) = (AnnotationSet::default(), History::default());
        play(&mut set, &mut history, &base, 1);
        let base = set.clone();
        let (mut a, mut b) = (base.clone(), base.clone());
        play(&mut a, &mut history.clone(), &theirs, 2);
        let mine = play(&mut b, &mut history, &mine, 3);

        let alone = merge(&base, &mine);
        let mut result = base.clone();
        prop_assert_eq!(&alone.conflicts, &vec![]);
        prop_assert_eq!(alone.transaction.apply(&mut result), Ok(()));
        prop_assert_eq!(&result, &b);
        let again = merge(&b, &mine);
        prop_assert_eq!(&again.transaction.ops, &vec![]);
        prop_assert_eq!(&again.conflicts, &vec![]);

        let merged = merge(&a, &mine);
        let mut result = a.clone();
        prop_assert_eq!(merged.transaction.apply(&mut result), Ok(()), "{:?}", merged);
        is_sound(&result)?;
        let mut undone = result.clone();
        prop_assert_eq!(merged.transaction.inverse().apply(&mut undone), Ok(()));
        prop_assert_eq!(&undone, &a);
        let again = merge(&result, &mine);
        prop_assert_eq!(&again.transaction.ops, &vec![], "{:?}\nafter {:?}", again, merged);

        let deleted = |id: &Id| base.span(id).is_some() && b.span(id).is_none();
        for span in b.spans() {
            if base.span(&span.id).is_none() {
                prop_assert!(result.find(span.range, &span.label).is_some(), "{:?}", span);
            }
        }
        let new = |entity: &&Entity| base.entity(&entity.id).is_none();
        for entity in b.entities().filter(new) {
            let both = |id: &&Id| base.span(id).is_some() && result.span(id).is_some();
            for id in entity.spans.iter().filter(both) {
                let same = |e: &Entity| e.name == entity.name && e.spans.contains(id);
                prop_assert!(result.entities().any(same), "{:?}", entity);
            }
        }
        for span in a.spans() {
            let mine = base.span(&span.id).and(b.span(&span.id));
            match result.span(&span.id) {
                None => {
                    prop_assert!(deleted(&span.id), "{:?}", span);
                    let before = base.span(&span.id).map(content);
                    prop_assert_eq!(Some(content(span)), before);
                }
                Some(kept) if mine.is_none() => {
                    prop_assert_eq!((&kept.label, kept.range), (&span.label, span.range));
                    prop_assert!(span.note.is_none() || kept.note == span.note);
                }
                Some(_) => {}
            }
        }
        for event in a.events() {
            let gone = result.event(&event.id).is_none();
            let new = base.event(&event.id) != Some(event);
            if gone && event.kind.is_some() && base.event(&event.id).is_none() {
                prop_assert!(!new, "{:?}", event);
            }
        }
    }
}
