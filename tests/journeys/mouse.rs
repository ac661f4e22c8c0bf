//! Marking with the mouse.

use egui::{Event, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;

use crate::driver::{Person, Start};

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        ..Start::default()
    }
    .sit_down()
}

/// Where the middle of a span stands on the screen.
fn middle_of(person: &Person<'_>, name: &str) -> Pos2 {
    person.harness.get_by_label(name).rect().center()
}

fn button(person: &mut Person<'_>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    let press = Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    };
    person.harness.event(Event::PointerMoved(pos));
    if modifiers.any() {
        person.harness.event_modifiers(press, modifiers);
    } else {
        // Without the extra frames that modifiers cost: a double click must be quick.
        person.harness.event(press);
    }
    person.wait(1);
}

fn click(person: &mut Person<'_>, pos: Pos2, times: usize) {
    for _ in 0..times {
        button(person, pos, true, Modifiers::NONE);
        button(person, pos, false, Modifiers::NONE);
    }
    person.wait(1);
}

#[test]
fn a_click_selects_the_innermost_span_and_keys_go_on_from_there() {
    let mut person = open("The U.S. Air Force left.\n");
    person.select("U.S. Air Force", 1);
    person.press("A");
    person.select("U.S.", 1);
    person.press("L Escape Escape");
    let at = middle_of(&person, "location: U.S.");
    click(&mut person, at, 1);
    let selected = person
        .document()
        .selected_span()
        .expect("selected")
        .label
        .clone();
    assert_eq!(selected.as_str(), "location");
    person.press("Delete");
    assert_eq!(person.spans(), "    4 actor U.S. Air Force\n");
}

#[test]
fn two_clicks_take_the_word_and_three_the_sentence() {
    let mut person = open("Calm came. Rebels left Aleppo on Monday. Nobody died.\n");
    person.select("Aleppo", 1);
    person.press("L Escape");
    let at = middle_of(&person, "location: Aleppo");
    person.press("Space Delete");
    click(&mut person, at, 2);
    let words = |person: &Person<'_>| {
        let selection = person.document().caret.selection();
        selection.map(|r| person.document().article.quote(r).to_owned())
    };
    assert_eq!(words(&person).as_deref(), Some("Aleppo"));
    person.wait_seconds(1.0);
    click(&mut person, at, 3);
    assert_eq!(
        words(&person).as_deref(),
        Some("Rebels left Aleppo on Monday.")
    );
}

#[test]
fn a_drag_snaps_to_words_and_with_control_it_does_not() {
    let mut person = open("Rebels left northern Aleppo on Monday.\n");
    person.select("northern Aleppo", 1);
    person.press("L Escape");
    let rect = person
        .harness
        .get_by_label("location: northern Aleppo")
        .rect();
    person.press("Space Delete");
    let from = rect.left_center() + egui::vec2(14.0, 0.0);
    let to = rect.right_center() - egui::vec2(14.0, 0.0);
    for (modifiers, expected) in [(Modifiers::NONE, true), (Modifiers::CTRL, false)] {
        button(&mut person, from, true, modifiers);
        person.harness.event(Event::PointerMoved(to));
        person.wait(1);
        button(&mut person, to, false, modifiers);
        person.wait(1);
        let selection = person.document().caret.selection().expect("a selection");
        let words = person.document().article.quote(selection);
        assert_eq!(words == "northern Aleppo", expected, "{words:?}");
    }
}
