//! An article annotated from beginning to end, by keys alone: spans, values, places, actors and
//! frames, and the rows that come of it.

use obelus::annotation::{Label, RoleFiller};

use crate::driver::{Person, Start, compare, sample};

/// The sample article with the day on which it was published: relative dates want one.
fn open() -> Person<'static> {
    let article = format!(
        "---\ndate: 2024-05-14\n---\n{}",
        sample("01-border-talks.txt")
    );
    Start {
        files: &[("border-talks.md", &article)],
        suggest: true,
        annotator: Some("amina"),
        ..Start::default()
    }
    .sit_down()
}

/// Selects the event with these words, which is marked already.
fn select_event(person: &mut Person<'_>, words: &str, nth: usize) {
    person.go_into(words, nth);
    for _ in 0..4 {
        person.press("Space");
        let document = person.document();
        let selected = document
            .selected
            .as_ref()
            .and_then(|id| document.set.span(id));
        if selected.is_some_and(|span| span.label == Label::EVENT) {
            return;
        }
    }
    panic!("no event at {words:?}");
}

#[test]
fn an_article_becomes_rows_by_keys_alone() {
    let mut person = open();
    // What is suggested, as one step.
    person.press("Ctrl+Shift+Enter Enter");
    let spans = person.document().set.len();
    assert!(spans > 40, "{spans} spans");
    // A value that is known better: the agreement speaks of six posts.
    person.select("1,200 soldiers", 1);
    person.press("Left Space V");
    person.press("Ctrl+A");
    person.type_text("~1200 soldiers");
    person.press("Enter");
    // The clear places and the clear actors, a step each.
    person.press("Ctrl+K");
    person.type_text("all clear loc");
    person.press("Enter");
    let places = |person: &Person<'_>| {
        let places = person
            .document()
            .set
            .spans()
            .filter_map(|span| span.place.as_ref());
        places.filter(|place| place.confirmed).count()
    };
    assert!(places(&person) > 3, "{} places", places(&person));
    person.press("Ctrl+Shift+K Enter");
    assert!(
        person.said().starts_with("Joined the mentions of"),
        "{}",
        person.said()
    );
    // Three frames: what is proposed, and what is not with a key each.
    select_event(&mut person, "agreed on", 1);
    person.press("R Enter");
    select_event(&mut person, "signed", 1);
    person.press("R Enter");
    select_event(&mut person, "extradite", 1);
    person.press("R Enter");
    let document = person.document();
    let framed = document
        .set
        .events()
        .filter(|event| !event.roles.is_empty());
    let dangling = document
        .set
        .events()
        .flat_map(|event| &event.roles)
        .any(|role| match &role.filler {
            RoleFiller::Span(id) => document.set.span(id).is_none(),
            RoleFiller::Event(id) => document.set.event(id).is_none(),
        });
    assert!(framed.count() >= 3 && !dangling);
    person.wait_seconds(3.0);
    person.press("Ctrl+E Enter");
    person.wait(6);
    let rows = person.file("events.csv").expect("rows were written");
    compare("border-talks.events.csv", &rows);
}
