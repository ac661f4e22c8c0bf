use super::*;
use crate::annotation::edits::{self, Draft};
use crate::annotation::{Label, Timestamp};
use crate::text::ByteRange;

/// Spans `s1`… of one byte each, the first an event.
fn set(spans: usize) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let now = Timestamp::new("2026-11-23T10:00:00Z");
    let drafts: Vec<_> = (0..spans)
        .map(|i| {
            let label = if i == 0 { Label::EVENT } else { Label::ACTOR };
            Draft::by_hand(label, ByteRange::new(i, i + 1))
        })
        .collect();
    let transaction = edits::add(&set, &drafts, "add", &now).expect("they can be added");
    transaction.apply(&mut set).expect("they are added");
    set
}

fn id(text: &str) -> Id {
    Id::new(text)
}

/// Applies it, checks that its inverse takes it back, and applies it again.
#[track_caller]
fn check(set: &mut AnnotationSet, made: Result<Transaction, OpError>, name: &str) {
    let transaction = made.expect("it can be done");
    assert_eq!(transaction.name, name);
    let before = set.clone();
    transaction.apply(set).expect("it fits");
    assert_ne!(*set, before);
    transaction.inverse().apply(set).expect("it can be undone");
    assert_eq!(*set, before);
    transaction.apply(set).expect("it can be done again");
}

#[test]
fn a_role_is_filled_and_the_same_filler_takes_it_out() {
    let mut set = set(3);
    let (event, actor) = (id("e1"), id("s2"));
    let made = toggle_role(&set, &event, "actor", &actor);
    check(&mut set, made, "set actor");
    let made = toggle_role(&set, &event, "recipient", &actor);
    check(&mut set, made, "set recipient");
    let roles = |set: &AnnotationSet| -> Vec<String> {
        let event = set.event(&event).expect("it is there");
        event.roles.iter().map(|role| role.role.clone()).collect()
    };
    assert_eq!(roles(&set), ["actor", "recipient"]);
    let made = toggle_role(&set, &event, "actor", &actor);
    check(&mut set, made, "take out actor");
    assert_eq!(roles(&set), ["recipient"]);
    assert!(toggle_role(&set, &event, "actor", &id("s9")).is_err());
}
