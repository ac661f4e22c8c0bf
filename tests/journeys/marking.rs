//! Marking by keyboard alone.

use crate::driver::{Person, Start, compare, sample};

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        ..Start::default()
    }
    .sit_down()
}

#[test]
fn a_whole_article_is_annotated_by_keys_alone() {
    let text = sample("01-border-talks.txt");
    let mut person = open(&text);
    for (words, nth, key) in [
        ("Chad", 1, "A"),
        ("Libya", 1, "A"),
        ("agree", 1, "E"),
        ("N’DJAMENA", 1, "L"),
        ("agreed", 1, "4"),
        ("fighting", 1, "E"),
        ("smugglers", 1, "A"),
        ("Chadian soldiers", 1, "1"),
        ("27 people", 1, "F"),
        ("Kouri Bougoudi", 1, "L"),
        ("Chadian Foreign Minister Halimé Oumar Dakou", 1, "A"),
        ("Fathi al-Mansouri", 1, "A"),
        ("signed the accord", 1, "E"),
        ("N’Djamena", 1, "L"),
        ("talks", 1, "E"),
        ("mediated", 1, "E"),
        ("African Union", 1, "A"),
        ("1,200 soldiers", 1, "F"),
        ("soldiers", 2, "A"),
        ("Tibesti Salvation Front", 1, "A"),
        ("€18 million", 1, "3"),
        ("Sahel", 1, "L"),
    ] {
        person.select(words, nth);
        person.press(key);
        assert!(
            person.said().starts_with("Marked as"),
            "{words}: {}",
            person.said()
        );
    }
    // Heads: the caret's word, or what is selected inside the span.
    person.select("Halimé Oumar Dakou", 1);
    person.press("H");
    person.go_into("1,200 soldiers", 1);
    person.press("H");
    person.go_into("accord", 1);
    person.press("H");
    // A second label on the same words, a correction, and a note.
    person.go_into("Sahel", 1);
    person.press("Space Ctrl+1");
    person.press("Escape Escape");
    person.go_into("mediated", 1);
    person.press("Space C");
    person.type_text("by the African Union");
    person.press("Ctrl+Enter");
    compare("border-talks.txt", &person.spans());
}

#[test]
fn six_spans_at_one_caret_are_each_reached_relabelled_and_deleted() {
    let words = [
        "Force",
        "Air Force",
        "U.S. Air Force",
        "U.S. Air Force base",
        "old U.S. Air Force base",
        "old U.S. Air Force base burns",
    ];
    let mut person = open("The old U.S. Air Force base burns today.\n");
    for words in words {
        person.select(words, 1);
        person.press("A");
    }
    let all = person.spans();
    assert_eq!(all.lines().count(), 6);
    for (steps, words) in words.iter().enumerate() {
        person.press("Escape Escape");
        person.go_into("Force", 1);
        // The innermost first, then outward.
        for _ in 0..=steps {
            person.press("Space");
        }
        let selected = person
            .document()
            .selected_span()
            .expect("a span is selected");
        assert_eq!(person.document().article.quote(selected.range), *words);

        person.press("L");
        let relabelled = person.spans();
        let differing: Vec<_> = all
            .lines()
            .zip(relabelled.lines())
            .filter(|(a, b)| a != b)
            .collect();
        assert_eq!(differing.len(), 1, "{relabelled}");
        assert!(differing[0].1.ends_with(&format!("location {words}")));
        person.press("Ctrl+Z");
        assert_eq!(person.spans(), all);

        person.go_into("Force", 1);
        for _ in 0..=steps {
            person.press("Space");
        }
        person.press("Delete");
        let left: Vec<_> = all
            .lines()
            .filter(|line| !line.ends_with(&format!("actor {words}")))
            .collect();
        assert_eq!(person.spans().lines().collect::<Vec<_>>(), left);
        person.press("Ctrl+Z");
        assert_eq!(person.spans(), all);
    }
    person.press("Escape");
    person.go_into("Force", 1);
    person.press("Space U U I");
    let selected = person
        .document()
        .selected_span()
        .expect("a span is selected");
    assert_eq!(person.document().article.quote(selected.range), "Air Force");
}

#[test]
fn ends_move_by_word_and_freely() {
    let mut person = open("Rebels near northern Aleppo city fled.\n");
    person.select("Aleppo", 1);
    person.press("L Alt+Right Alt+Shift+Left");
    assert_eq!(person.spans(), "   12 location northern Aleppo city\n");
    person.press("Alt+Left Alt+Shift+Right");
    assert_eq!(person.spans(), "   21 location Aleppo\n");
    // Free ends: the range becomes a selection, O changes the end, Enter sets it, Esc leaves it.
    person.press("G Shift+Right Right O Left Left Enter");
    assert_eq!(person.spans(), "   19 location n Aleppo c\n");
    person.press("G Left Left Left Escape");
    assert_eq!(person.spans(), "   19 location n Aleppo c\n");
    assert!(person.document().selected.is_some());
}

#[test]
fn everything_is_undone_and_redone_by_name() {
    let mut person = open("Rebels left Aleppo.\n");
    person.press("A");
    person.select("left", 1);
    person.press("E");
    person.press("Space L");
    assert_eq!(person.spans(), "    0 actor Rebels\n    7 location left\n");
    assert_eq!(
        person.document().history().undo_name(),
        Some("relabel as location")
    );
    person.press("Ctrl+Z");
    assert_eq!(person.said(), "Undone: relabel as location");
    assert_eq!(person.spans(), "    0 actor Rebels\n    7 event left\n");
    assert_eq!(
        person.document().set.events().count(),
        1,
        "the frame is back too"
    );
    person.press("Ctrl+Z Ctrl+Z");
    assert_eq!(person.spans(), "");
    person.press("Ctrl+Shift+Z Ctrl+Y");
    assert_eq!(person.spans(), "    0 actor Rebels\n    7 event left\n");
}

#[test]
fn the_same_words_are_not_marked_twice_alike() {
    let mut person = open("Rebels left.\n");
    person.press("A Escape");
    person.go_into("Rebels", 1);
    person.press("A");
    assert_eq!(person.said(), "This text is already marked as actor");
    assert_eq!(person.spans().lines().count(), 1);
}

#[test]
fn text_fields_keep_their_keys() {
    let mut person = open("Rebels left.\n");
    person.press("Ctrl+F");
    person.type_text("left");
    person.press("A L F E Delete");
    assert_eq!(person.spans(), "");
    person.press("Escape");
    assert!(
        person.document().caret.selection().is_some(),
        "the hit is selected"
    );
    person.press("E");
    assert_eq!(person.spans(), "    7 event left\n");
}

#[test]
fn undo_ends_the_moving_of_ends() {
    let mut person = open("Chad and Libya agree.\n");
    person.press("A");
    person.go_into("and", 1);
    person.press("E Escape Escape Ctrl+Home Space G Right Right Ctrl+Z Right Enter");
    assert_eq!(person.spans(), "    0 actor Chad\n");
}

#[test]
fn what_is_typed_right_behind_find_goes_to_the_field() {
    let mut person = open("Rebels left.\n");
    let key = |key, modifiers| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    // All in one frame, as fast hands on a slow machine do.
    person.harness.input_mut().events.extend([
        key(egui::Key::F, egui::Modifiers::COMMAND),
        key(egui::Key::L, egui::Modifiers::NONE),
        egui::Event::Text("l".to_owned()),
        key(egui::Key::E, egui::Modifiers::NONE),
        egui::Event::Text("e".to_owned()),
    ]);
    person.wait(4);
    assert_eq!(person.spans(), "");
    let selection = person.document().caret.selection().expect("a hit");
    assert_eq!(person.document().article.quote(selection), "le");
}

#[test]
fn the_key_that_opens_the_note_is_not_typed_into_it() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A");
    // As window systems send it: the key, and what it types, in one frame.
    let down = egui::Event::Key {
        key: egui::Key::C,
        physical_key: Some(egui::Key::C),
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    let typed = egui::Event::Text("c".to_owned());
    person.harness.input_mut().events.extend([down, typed]);
    person.wait(2);
    person.type_text("plain");
    person.press("Ctrl+Enter");
    assert!(person.spans().contains("(plain)"), "{}", person.spans());
}
