use super::*;
use crate::annotation::edits::{add, delete};
use crate::annotation::{FigureKind, FigureValue};
use crate::text::ByteRange;

fn now() -> Timestamp {
    Timestamp::new("2026-11-23T10:00:00Z")
}

fn id(text: &str) -> Id {
    Id::new(text)
}

/// Two events `e1`, `e2` at `s1`, `s2`, and actors `s3`, `s4`.
fn set() -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let labels = [Label::EVENT, Label::EVENT, Label::ACTOR, Label::ACTOR];
    let drafts: Vec<_> = labels
        .into_iter()
        .zip(0..)
        .map(|(label, at)| Draft::by_hand(label, ByteRange::new(at, at + 1)))
        .collect();
    let added = add(&set, &drafts, "add", &now()).expect("they can be added");
    added.apply(&mut set).expect("they are added");
    set
}

/// Applies it, checks that its inverse takes it back and that nothing dangles, and applies it
/// again.
#[track_caller]
fn check(set: &mut AnnotationSet, made: Result<Transaction, OpError>, name: &str) {
    let transaction = made.expect("it can be done");
    assert_eq!(transaction.name, name);
    let before = set.clone();
    transaction.apply(set).expect("it fits");
    assert_ne!(*set, before);
    assert_eq!(set.dangling(), []);
    transaction.inverse().apply(set).expect("it can be undone");
    assert_eq!(*set, before);
    transaction.apply(set).expect("it can be done again");
}

fn roles(set: &AnnotationSet, event: &str) -> Vec<String> {
    let event = set.event(&id(event)).expect("it is there");
    let line = |role: &Role| match &role.filler {
        RoleFiller::Span(id) | RoleFiller::Event(id) => format!("{} {id}", role.role),
    };
    event.roles.iter().map(line).collect()
}

#[test]
fn several_roles_are_filled_at_once_and_open_suggestions_are_accepted_with_them() {
    let mut set = set();
    let mut figure = Draft::by_hand(Label::FIGURE, ByteRange::new(8, 9));
    figure.value = Some(FigureValue {
        kind: FigureKind::Dead,
        ..FigureValue::exactly(12.0)
    });
    let place = Draft::by_hand(Label::LOCATION, ByteRange::new(9, 10));
    let filling = Filling {
        roles: vec![
            ("actor".to_owned(), NewFiller::Span(id("s3"))),
            ("figure".to_owned(), NewFiller::Draft(Box::new(figure))),
            (
                "location".to_owned(),
                NewFiller::Draft(Box::new(place.clone())),
            ),
            ("origin".to_owned(), NewFiller::Draft(Box::new(place))),
            ("cause".to_owned(), NewFiller::Span(id("s2"))),
        ],
        date: None,
        mode: Some("visit".to_owned()),
    };
    let made = fill_frame(&set, &id("e1"), &filling, &now());
    check(&mut set, made, "fill roles");
    let expected = [
        "actor s3",
        "figure s5",
        "location s6",
        "origin s6",
        "cause e2",
    ];
    assert_eq!(roles(&set, "e1"), expected);
    let event = set.event(&id("e1")).expect("it is there");
    assert_eq!(event.roles[1].kind, Some(FigureKind::Dead));
    assert_eq!(event.mode.as_deref(), Some("visit"));

    // Again there is nothing to do.
    let again = Filling {
        roles: vec![("actor".to_owned(), NewFiller::Span(id("s3")))],
        ..Filling::default()
    };
    let again = fill_frame(&set, &id("e1"), &again, &now()).expect("it can be done");
    assert_eq!(again.ops, []);
    let taken = Draft::by_hand(Label::ACTOR, ByteRange::new(2, 3));
    let taken = NewFiller::Draft(Box::new(taken));
    let taken = Filling {
        roles: vec![("actor".to_owned(), taken)],
        ..Filling::default()
    };
    assert!(fill_frame(&set, &id("e1"), &taken, &now()).is_err());
}

#[test]
fn an_event_that_fills_a_role_goes_with_its_frame() {
    let mut set = set();
    let filling = Filling {
        roles: vec![("cause".to_owned(), NewFiller::Span(id("s2")))],
        ..Filling::default()
    };
    let made = fill_frame(&set, &id("e1"), &filling, &now());
    check(&mut set, made, "fill roles");
    let made = add_frame(&set, &id("s2"));
    check(&mut set, made, "add frame");
    let made = remove_frame(&set, &id("e2"));
    check(&mut set, made, "delete frame");
    assert_eq!(roles(&set, "e1"), [""; 0]);
    let deleted = delete(&set, &[id("s2")], "delete");
    deleted.apply(&mut set).expect("it fits");
    assert_eq!(set.dangling(), []);
}

#[test]
fn flags_contexts_and_frames_come_and_go() {
    let mut set = set();
    let made = set_event_flag(&set, &id("e1"), Flag::Future, true);
    check(&mut set, made, "set future");
    let made = set_event_flag(&set, &id("e1"), Flag::Future, false);
    check(&mut set, made, "clear future");
    let contexts = [" military ", "", "election", "military"].map(str::to_owned);
    let made = set_event_contexts(&set, &id("e1"), contexts);
    check(&mut set, made, "set contexts");
    let event = set.event(&id("e1")).expect("it is there");
    assert_eq!(event.contexts, ["military", "election"]);
    // The last frame of a trigger is emptied.
    let made = remove_frame(&set, &id("e1"));
    check(&mut set, made, "empty frame");
    assert_eq!(set.events_of(&id("s1")).count(), 1);
    assert!(add_frame(&set, &id("s3")).is_err());
    assert!(remove_role(&set, &id("e1"), 0).is_err());
}
