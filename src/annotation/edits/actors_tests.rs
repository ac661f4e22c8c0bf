use super::*;
use crate::annotation::Timestamp;
use crate::annotation::edits::{self, Draft};
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

fn draft(name: &str, country: &str, sector: &str) -> EntityDraft {
    let code = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    EntityDraft {
        name: name.to_owned(),
        country: code(country),
        sector: code(sector),
    }
}

/// Applies it, checks that its inverse takes it back, applies it again; the actors then, a line
/// each.
#[track_caller]
fn check(set: &mut AnnotationSet, transaction: &Transaction, expected: &[&str]) {
    let before = set.clone();
    transaction.apply(set).expect("it fits");
    transaction.inverse().apply(set).expect("it can be undone");
    assert_eq!(*set, before);
    transaction.apply(set).expect("it can be done again");
    let line = |e: &Entity| {
        let spans: Vec<_> = e.spans.iter().map(Id::as_str).collect();
        let code = |code: &Option<String>| code.clone().unwrap_or_else(|| "–".to_owned());
        let codes = (code(&e.country), code(&e.sector));
        format!(
            "{} {} {} {}: {}",
            e.id,
            e.name,
            codes.0,
            codes.1,
            spans.join(" ")
        )
    };
    let lines: Vec<_> = set.entities().map(line).collect();
    assert_eq!(lines, expected);
    assert_eq!(set.dangling(), []);
    for span in set.spans() {
        let of: Vec<_> = set.entities_of(&span.id).collect();
        let linear = set.entities().filter(|e| e.spans.contains(&span.id));
        assert_eq!(of, linear.collect::<Vec<_>>());
    }
}

#[test]
fn mentions_become_one_actor_and_part_again() {
    let mut set = set(6);
    let mut same = |a: &str, b: &str, proposed: EntityDraft, expected: &[&str]| {
        let made = toggle_same_actor(&set, &id(a), &id(b), proposed).expect("it can be done");
        check(&mut set, &made, expected);
    };
    same(
        "s4",
        "s2",
        draft("Chad", "TCD", ""),
        &["a1 Chad TCD –: s2 s4"],
    );
    // What the actor does not say is taken from the proposal.
    same(
        "s3",
        "s4",
        draft("unused", "", "GOV"),
        &["a1 Chad TCD GOV: s2 s3 s4"],
    );
    same(
        "s6",
        "s5",
        draft("Libya", "LBY", ""),
        &["a1 Chad TCD GOV: s2 s3 s4", "a2 Libya LBY –: s5 s6"],
    );
    same(
        "s6",
        "s2",
        EntityDraft::default(),
        &["a1 Chad TCD GOV: s2 s3 s4 s5 s6"],
    );
    same(
        "s5",
        "s2",
        EntityDraft::default(),
        &["a1 Chad TCD GOV: s2 s3 s4 s6"],
    );
    assert!(are_one_actor(&set, &id("s2"), &id("s6")));
    assert!(!are_one_actor(&set, &id("s2"), &id("s5")));
    assert!(toggle_same_actor(&set, &id("s2"), &id("s9"), EntityDraft::default()).is_err());
}

#[test]
fn several_chains_are_joined_as_one_step() {
    let mut set = set(9);
    let one = toggle_same_actor(&set, &id("s3"), &id("s4"), draft("A", "", "MIL"));
    check(
        &mut set,
        &one.expect("it can be done"),
        &["a1 A – MIL: s3 s4"],
    );
    let groups = [
        (vec![id("s2"), id("s4")], draft("unused", "NER", "GOV")),
        (
            vec![id("s8"), id("s5"), id("s5"), id("s99")],
            draft("B", "", ""),
        ),
        (vec![id("s6"), id("s7")], draft("C", "", "")),
        (vec![id("s9")], draft("alone", "", "")),
    ];
    let joined = join_actors(&set, groups, "join");
    check(
        &mut set,
        &joined,
        &[
            "a1 A NER MIL: s2 s3 s4",
            "a2 B – –: s5 s8",
            "a3 C – –: s6 s7",
        ],
    );
}

#[test]
fn an_actor_is_made_where_something_is_said_of_it() {
    let mut set = set(3);
    let proposed = || draft("the army", "MLI", "MIL");
    let mut say = |field: ActorField, expected: &str| {
        let said = set_actor(&set, &id("s2"), &field, proposed()).expect("it can be said");
        check(&mut set, &said, &[expected]);
    };
    let code = |code: &str| Some(code.to_owned());
    say(ActorField::Country(code("NER")), "a1 the army NER MIL: s2");
    say(ActorField::Sector(code("REB")), "a1 the army NER REB: s2");
    say(ActorField::Name(" Army ".to_owned()), "a1 Army NER REB: s2");
    say(ActorField::Name("  ".to_owned()), "a1 Army NER REB: s2");
    say(ActorField::Country(None), "a1 Army – REB: s2");
    say(ActorField::Sector(code(" ")), "a1 Army – –: s2");
    let again = set_actor(&set, &id("s2"), &ActorField::Sector(None), proposed());
    assert_eq!(again.expect("it can be said").ops, []);
    assert!(set_actor(&set, &id("s9"), &ActorField::Sector(None), proposed()).is_err());
    let parted = part_mention(&set, &id("s2"));
    check(&mut set, &parted, &[]);
}

#[test]
fn fillers_become_actors_once_and_with_ids_of_their_own() {
    let mut set = set(4);
    let joined = set_actor(
        &set,
        &id("s4"),
        &ActorField::Country(None),
        draft("C", "", ""),
    );
    check(
        &mut set,
        &joined.expect("it can be said"),
        &["a1 C – –: s4"],
    );
    let drafts = ["s1", "s2", "s3", "s2", "s4", "s77"];
    let drafts = drafts.map(|span| (id(span), draft(span, "", "")));
    let made = Transaction::new("fill", entities_for(&set, drafts));
    check(
        &mut set,
        &made,
        &["a1 C – –: s4", "a2 s2 – –: s2", "a3 s3 – –: s3"],
    );
}
