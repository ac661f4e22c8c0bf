//! The panes beside the text in windows of several widths.

use egui::accesskit::Role;

use crate::driver::{Person, Start};

const FILES: &[(&str, &str)] = &[
    ("a.txt", "Niger said that 650 troops would leave Niamey.\n"),
    ("b.txt", "Talks in Niamey went on. Niger agreed.\n"),
];

fn sit_down() -> Person<'static> {
    Start {
        files: FILES,
        ..Start::default()
    }
    .sit_down()
}

fn resize(person: &mut Person<'_>, width: f32) {
    person.harness.set_size(egui::vec2(width, 600.0));
    person.wait(4);
}

/// Where the article begins and ends from left to right.
fn article(person: &Person<'_>) -> (f64, f64) {
    let bounds = person.text_node().data.bounds().expect("it has a place");
    (bounds.x0, bounds.x1)
}

fn sees(person: &Person<'_>, words: &str) -> bool {
    let nodes = person.nodes();
    let mut seen = nodes.iter();
    seen.any(|node| node.name.contains(words) || node.words.contains(words))
}

#[test]
fn panes_give_way_in_a_narrow_window_and_come_back() {
    let mut person = sit_down();
    let wide = article(&person);
    assert!(sees(&person, "Nothing selected") && sees(&person, "Filter articles"));
    resize(&mut person, 760.0);
    assert!(
        !sees(&person, "Nothing selected"),
        "the inspector goes first"
    );
    assert!(sees(&person, "Filter articles"));
    resize(&mut person, 480.0);
    assert!(!sees(&person, "Filter articles"), "then the articles");
    assert!(article(&person).0 < 20.0, "{:?}", article(&person));
    // A command shows a pane all the same, and nothing of it is outside of the window.
    person.press("Ctrl+K");
    person.type_text("inspector");
    person.press("Enter");
    person.wait(3);
    let nodes = person.nodes();
    let nothing = nodes
        .iter()
        .find(|n| n.name == "Nothing selected" || n.words == "Nothing selected");
    let at = nothing
        .and_then(|n| n.data.bounds())
        .expect("the inspector is there");
    assert!(at.x0 >= 240.0 && at.x1 <= 480.0, "{at:?}");
    for tab in ["Suggestions 0", "Spans 0", "Guide"] {
        let at = person
            .node(Role::Button, tab)
            .data
            .bounds()
            .expect("a place");
        assert!(at.x1 <= 480.0, "{tab}: {at:?}");
    }
    resize(&mut person, 1280.0);
    assert_eq!(article(&person), wide);
    assert!(sees(&person, "Nothing selected") && sees(&person, "Filter articles"));
}

#[test]
fn searching_and_long_words_leave_the_panes_as_wide_as_they_are() {
    let mut person = sit_down();
    let before = article(&person);
    person.press("Ctrl+Shift+F");
    for query in [
        "niamey",
        "figure>1",
        "a-very-long-word-that-nobody-has-written-anywhere-in-the-corpus",
        "figure>many",
    ] {
        person.press("Ctrl+A");
        person.type_text(query);
        person.press("Enter");
        person.wait(3);
        assert_eq!(article(&person), before, "{query}");
    }
    person.press("Escape Escape");
    person.select("Niger", 1);
    person.press("A");
    person.wait(2);
    assert_eq!(article(&person), before);
}
