//! Reviewing suggestions by keyboard.

use crate::driver::{Person, Start, compare, sample};

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        suggest: true,
        ..Start::default()
    }
    .sit_down()
}

/// The words and label of the current suggestion.
fn current(person: &Person<'_>) -> Option<(String, String)> {
    let document = person.document();
    let suggestion = document.offers.get(document.current?)?;
    Some((
        document.article.quote(suggestion.range).to_owned(),
        suggestion.label.to_string(),
    ))
}

/// Presses N until some words are under review.
fn review(person: &mut Person<'_>, words: &str) {
    person.press("Ctrl+Home");
    for _ in 0..400 {
        person.press("N");
        if current(person).is_some_and(|(found, _)| found == words) {
            return;
        }
    }
    panic!("{words:?} is not suggested");
}

#[test]
fn the_queue_accepts_relabels_moves_rejects_and_undoes_the_bulk() {
    let mut person = open(&sample("02-market-town-fighting.txt"));
    let open_at_first = person.document().offers.open_count();
    assert!(open_at_first > 15, "{open_at_first} suggestions");
    person.press("N");
    assert!(current(&person).is_some());
    let (first, label) = current(&person).expect("a suggestion");
    person.press("Enter");
    assert!(
        person.spans().contains(&format!("{label} ")),
        "{first}: {}",
        person.spans()
    );
    assert!(
        person
            .spans()
            .contains(first.split(' ').next_back().unwrap_or_default())
    );
    assert_ne!(
        current(&person).map(|c| c.0),
        Some(first),
        "the queue goes on"
    );

    // Accepted as another label, then an end moved.
    let (second, _) = current(&person).expect("a second suggestion");
    person.press("F");
    assert_eq!(person.said(), "Accepted as figure");
    let quote =
        |span: &obelus::annotation::Span| person.document().article.quote(span.range) == second;
    let figure = person
        .document()
        .set
        .spans()
        .find(|span| quote(span))
        .expect("it")
        .clone();
    assert_eq!(figure.label.as_str(), "figure");
    assert!(figure.origin.edited && figure.origin.matcher.is_some());
    person.press("Escape");
    person.go_into(&second, 1);
    person.press("Space Alt+Right");
    let moved = person
        .document()
        .set
        .span(&figure.id)
        .expect("it is still there")
        .range;
    assert!(moved.end > figure.range.end);

    // Rejected: it does not come back when the article is matched again.
    person.press("Escape Escape N");
    let (third, _) = current(&person).expect("a third suggestion");
    let before = person.document().offers.open_count();
    person.press("X");
    assert_eq!(person.said(), "Rejected");
    assert_eq!(person.document().offers.open_count(), before - 1);
    person.press("F5");
    assert_eq!(
        person.document().offers.open_count(),
        before - 1,
        "{third} stays away"
    );

    // The bulk is one step, and one undo takes it back.
    let spans = person.spans();
    let open = person.document().offers.open_count();
    person.press("Escape Ctrl+Shift+Enter");
    person.press("Enter");
    assert!(person.said().starts_with("Accepted "), "{}", person.said());
    assert!(person.document().offers.open_count() < open);
    let after = person.document().set.len();
    assert!(after > spans.lines().count() + 3);
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), spans);
    assert_eq!(person.document().offers.open_count(), open);
    person.press("Ctrl+Y");
    assert_eq!(person.document().set.len(), after);
}

#[test]
fn every_same_mention_is_settled_at_once() {
    let text = "The war in Sudan goes on.\nPeople fled from Sudan.\nAid came to Sudan.\n";
    let mut person = open(text);
    review(&mut person, "Sudan");
    person.press("Shift+Enter");
    assert_eq!(person.said(), "Accepted 3 suggestions");
    assert_eq!(person.spans().matches("location Sudan").count(), 3);
    person.press("Ctrl+Z");
    review(&mut person, "Sudan");
    person.press("Shift+X");
    assert_eq!(person.said(), "Rejected 3 suggestions");
    assert_eq!(person.document().set.rejections().count(), 3);
}

#[test]
fn accepting_carries_head_and_value_over() {
    let mut person = open("About 650 U.S. troops left Niger.\n");
    review(&mut person, "650 U.S. troops");
    person.press("Enter");
    let span = person
        .document()
        .set
        .spans()
        .find(|s| s.label.as_str() == "figure")
        .expect("it");
    assert_eq!(
        span.head.map(|h| person.document().article.quote(h)),
        Some("650")
    );
    let value = span.value.as_ref().expect("a value");
    assert_eq!(
        value.best.as_ref().map(obelus::annotation::Number::to_f64),
        Some(650.0)
    );
    assert_eq!(value.counted.as_deref(), Some("troops"));
    compare("accepted-figure.txt", &format!("{value:#?}\n"));
}

#[test]
fn moving_the_caret_leaves_the_queue() {
    let mut person = open("Rebels left Aleppo on Monday.\n");
    person.press("N");
    assert!(person.document().current.is_some());
    person.press("Right");
    assert!(person.document().current.is_none());
}

#[test]
fn a_reason_is_shown_with_the_words_that_gave_it() {
    use egui_kittest::kittest::Queryable as _;
    let mut person = open("French President Anne Martin visited Niger.\n");
    review(&mut person, "French President Anne Martin");
    let document = person.document();
    let suggestion = document
        .offers
        .get(document.current.expect("current"))
        .expect("it");
    let reason = suggestion
        .reason
        .sentence(&document.article, suggestion.range);
    assert!(reason.contains("President"), "{reason}");
    assert!(
        person.harness.query_by_label(&reason).is_some(),
        "{reason} is on the screen"
    );
}
