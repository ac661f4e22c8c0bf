//! Finding, marking what was found, and keeping the place while the text is set otherwise.

use egui::{Event, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driver::{Person, Start};

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        ..Start::default()
    }
    .sit_down()
}

fn find(person: &mut Person<'_>, query: &str) {
    person.press("Ctrl+F");
    person.type_text(query);
    person.wait(2);
}

fn shows(person: &Person<'_>, text: &str) -> bool {
    person.harness.query_by_label(text).is_some()
}

/// The words that are selected, as every hit that is walked to is.
fn selected(person: &Person<'_>) -> String {
    let document = person.document();
    let range = document.caret.selection().expect("a hit is selected");
    document.article.quote(range).to_owned()
}

#[test]
fn words_are_found_plainly_as_whole_words_by_case_and_by_expression() {
    let mut person = open("Mali’s army left Bamako. The armyman stayed; ARMY trucks, 650 men.\n");
    find(&mut person, "army");
    assert!(shows(&person, "1 of 3"));
    assert_eq!(selected(&person), "army");
    person.press("F3 F3");
    assert_eq!(selected(&person), "ARMY");
    person.harness.get_by_label("Whole words").click();
    person.wait(3);
    assert!(shows(&person, "2 of 2") || shows(&person, "1 of 2"));
    person.harness.get_by_label("Match case").click();
    person.wait(3);
    assert!(shows(&person, "1 of 1"));
    assert_eq!(selected(&person), "army");
    person.press("Escape Escape Escape");
    assert!(!shows(&person, "Match case"), "the strip is closed");

    find(&mut person, "mali's");
    assert_eq!(
        selected(&person),
        "Mali’s",
        "a straight apostrophe finds the other"
    );
    person.press("Escape Escape");

    find(&mut person, r"\d+ men");
    assert!(shows(&person, "not found"));
    person.harness.get_by_label("Expression").click();
    person.wait(3);
    assert_eq!(selected(&person), "650 men");
    person.press("Escape Escape Escape");
    find(&mut person, "(men");
    person.harness.get_by_label("Expression").click();
    person.wait(3);
    let wrong = person.harness.query_by_label_contains("at character");
    assert!(wrong.is_some(), "a wrong expression says where");
}

#[test]
fn every_hit_is_marked_in_one_step_with_a_preview() {
    let mut person = open("Rebels left. The rebels came back. Rebels again, and rebels.\n");
    person.press("A Escape Escape");
    find(&mut person, "rebels");
    person.press("Escape Ctrl+K");
    person.type_text("mark all hits");
    person.press("Enter");
    person.wait(2);
    assert_eq!(
        person.said(),
        "Find something first",
        "the search was closed"
    );
    find(&mut person, "rebels");
    person.harness.get_by_label("Mark all as…").click();
    person.wait(3);
    assert!(shows(
        &person,
        "3 hits will be marked as actor, 1 already is"
    ));
    person.press("L");
    assert!(shows(&person, "4 hits will be marked as location"));
    person.press("1 Enter");
    person.wait(2);
    assert_eq!(person.said(), "Marked 3 hits as actor");
    assert_eq!(person.document().set.len(), 4);
    person.press("Escape Ctrl+Z");
    assert_eq!(person.document().set.len(), 1, "all of it is one step");
    person.press("Ctrl+Y");
    assert_eq!(person.document().set.len(), 4);
}

#[test]
fn the_place_that_is_read_stays_when_text_or_window_change_their_size() {
    let line = |n: usize| {
        format!(
            "{n} Nothing happened here today, and nobody minded much at all, wherever they lived.\n"
        )
    };
    let text: String = (0..400).map(line).collect();
    let mut person = open(&text);
    let middle = text.len() / 2;
    person
        .harness
        .state_mut()
        .go_to(text[..middle].rfind('\n').map_or(0, |at| at + 1));
    person.wait(4);
    let before = person
        .harness
        .state()
        .reading_at()
        .expect("something is read");
    for keys in [
        "Ctrl+Plus Ctrl+Plus Ctrl+Plus",
        "Ctrl+0",
        "F2",
        "Ctrl+Minus Ctrl+Minus",
    ] {
        person.press(keys);
        person.wait(3);
        let now = person
            .harness
            .state()
            .reading_at()
            .expect("something is read");
        assert!(
            now.abs_diff(before) < 100,
            "{before} became {now} with {keys}"
        );
    }
    person.harness.set_size(vec2(900.0, 800.0));
    person.wait(4);
    let now = person
        .harness
        .state()
        .reading_at()
        .expect("something is read");
    assert!(
        now.abs_diff(before) < 100,
        "{before} became {now} in a narrow window"
    );
}

#[test]
fn a_click_on_the_overview_goes_there() {
    let text = "Nothing happened here today.\n".repeat(2000);
    let mut person = open(&text);
    let track = person.harness.get_by_label("Place in the article").rect();
    let pos = track.left_top() + vec2(track.width() / 2.0, track.height() * 0.75);
    for pressed in [true, false] {
        person.harness.event(Event::PointerMoved(pos));
        person.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        person.wait(2);
    }
    let now = person
        .harness
        .state()
        .reading_at()
        .expect("something is read");
    let share = now * 100 / text.len();
    assert!((65..80).contains(&share), "{share} %");
}

#[test]
fn a_click_again_takes_the_span_around_and_a_letter_takes_its_own() {
    let mut person = open("The chief of the army of Mali left.\n");
    for (words, key) in [
        ("chief of the army of Mali", "A"),
        ("army of Mali", "A"),
        ("Mali", "L"),
    ] {
        person.select(words, 1);
        person.press(key);
        person.press("Escape Escape");
    }
    let at = person
        .harness
        .get_by_label("location: Mali")
        .rect()
        .center();
    let mut seen = Vec::new();
    for _ in 0..4 {
        for pressed in [true, false] {
            person.harness.event(Event::PointerMoved(at));
            person.harness.event(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            person.wait(1);
        }
        // Slow enough to be no double click.
        person.wait_seconds(0.8);
        let document = person.document();
        let span = document.selected_span().expect("a span is selected");
        seen.push(document.article.quote(span.range).to_owned());
    }
    assert_eq!(
        seen,
        ["Mali", "army of Mali", "chief of the army of Mali", "Mali"]
    );
}

#[test]
fn a_search_goes_on_in_another_article() {
    let long = format!(
        "{}Rebels left.\n",
        "Nothing happened here today.\n".repeat(300)
    );
    let mut person = Start {
        files: &[("a.txt", &long), ("b.txt", "é Rebels.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+End");
    find(&mut person, "rebels");
    assert_eq!(selected(&person), "Rebels");
    person.press("Ctrl+PageDown");
    person.wait(3);
    assert!(shows(&person, "1 hit"), "it is searched at once");
    person.press("F3");
    assert_eq!(selected(&person), "Rebels");
    person.press("Ctrl+F");
    person.type_text("nobody");
    assert!(shows(&person, "not found"));
    assert!(person.document().caret.position <= 10);
}
