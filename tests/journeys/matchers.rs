//! Choosing which matchers are listened to, and the language in which they read, by keyboard.

use egui::accesskit::{Role, Toggled};

use crate::driver::{Person, SETTINGS, Start, sample};

/// A name of a body that the gazetteer knows as a place too, surely enough for a low threshold.
const HOUSE: &str = "On Monday the White House said so.\n";

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        suggest: true,
        keeps_settings: true,
        ..Start::default()
    }
    .sit_down()
}

/// The open suggestions on some words: label and matcher.
fn offered(person: &Person<'_>, words: &str) -> Vec<(String, &'static str)> {
    let document = person.document();
    let on = document
        .offers
        .open()
        .filter(|(_, s)| document.article.quote(s.range) == words);
    on.map(|(_, s)| (s.label.to_string(), s.matcher)).collect()
}

/// The switches of the panel that is open, for one label.
fn switches(person: &Person<'_>, label: &str) -> Vec<String> {
    let nodes = person.nodes().into_iter();
    let start = format!("{label} by ");
    let rows = nodes.filter(|n| n.role == Role::CheckBox && n.name.starts_with(&start));
    rows.map(|node| node.name).collect()
}

/// Switches every matcher of a label off, by keys.
fn switch_off(person: &mut Person<'_>, label: &str) {
    for name in switches(person, label) {
        person.tab_to(&name);
        person.press("Space");
        let switch = person.node(Role::CheckBox, &name);
        assert_eq!(switch.data.toggled(), Some(Toggled::False), "{name}");
    }
}

/// Moves a slider that has the focus until it speaks of a score.
fn slide_to(person: &mut Person<'_>, name: &str, key: &str, score: &str) {
    person.tab_to(name);
    for _ in 0..30 {
        if person.node(Role::Slider, name).words.contains(score) {
            return;
        }
        person.press(key);
    }
    let words = person.node(Role::Slider, name).words;
    panic!("{name} stands at {words}");
}

#[test]
fn what_a_matcher_hid_comes_forth_when_it_is_switched_off_by_keys() {
    let mut person = open(HOUSE);
    let at_first = offered(&person, "White House");
    assert!(
        at_first.iter().all(|(label, _)| label == "actor"),
        "{at_first:?}"
    );
    assert_eq!(at_first.len(), 1);
    person.press("Shift+F5");
    assert!(switches(&person, "actor").len() > 1);
    slide_to(
        &mut person,
        "location by places, lowest score",
        "Left",
        "0.20",
    );
    assert_eq!(offered(&person, "White House"), at_first, "hidden still");
    switch_off(&mut person, "actor");
    let place = [("location".to_owned(), "places")];
    assert_eq!(offered(&person, "White House"), place, "at once");
    person.press("Escape");
    assert!(
        person
            .focused()
            .is_some_and(|at| at.starts_with("Document"))
    );

    // It stays so in another window, until the defaults are restored.
    let folder = person.leave();
    let mut person = Person::at(
        folder,
        Start {
            suggest: true,
            keeps_settings: true,
            ..Start::default()
        },
    );
    assert_eq!(offered(&person, "White House"), place, "after a restart");
    person.press("Shift+F5");
    person.tab_to("Restore defaults");
    person.press("Space");
    assert_eq!(offered(&person, "White House"), at_first);
    let kept = person.file(SETTINGS).expect("settings are kept");
    assert!(!kept.contains("matchers"), "{kept}");
}

#[test]
fn a_higher_threshold_shows_fewer_at_once_and_says_how_many_are_below() {
    let mut person = open(&sample("02-market-town-fighting.txt"));
    let before = person.document().offers.open_count();
    person.press("Shift+F5");
    let name = "event by events, lowest score";
    slide_to(&mut person, name, "Right", "0.80, likely");
    let after = person.document().offers.open_count();
    assert!(after < before, "{after} of {before}");
    let nodes = person.nodes();
    let below = nodes
        .iter()
        .any(|n| n.words.contains(" shown, ") && n.words.ends_with(" below"));
    assert!(below, "the panel says how many are weaker");
    let open = format!("{after} suggestions are open in this article");
    assert!(
        nodes.iter().any(|n| n.words == open || n.name == open),
        "{open}"
    );
    slide_to(&mut person, name, "Left", "0.50");
    assert_eq!(person.document().offers.open_count(), before);
    person.tab_to("event by events");
    person.press("Space");
    assert_eq!(offered(&person, "killed"), []);
    assert!(person.nodes().iter().any(|n| n.words == "switched off"));
    let slider = person.node(Role::Slider, name);
    assert!(slider.data.is_disabled());
}

#[test]
fn actors_that_only_a_common_noun_names_are_switched_off_by_themselves() {
    let mut person = open("Rebels attacked the Red Crescent near Aleppo.\n");
    assert_eq!(offered(&person, "Rebels").len(), 1);
    let named = offered(&person, "Red Crescent");
    assert_eq!(named.len(), 1);
    person.press("Shift+F5");
    let class = "Actors that only a common noun names";
    person.tab_to(class);
    person.press("Space");
    let heard = person.node(Role::CheckBox, class);
    assert_eq!(heard.data.toggled(), Some(Toggled::False));
    assert_eq!(offered(&person, "Rebels"), []);
    assert_eq!(offered(&person, "Red Crescent"), named);
    person.press("Space");
    assert_eq!(offered(&person, "Rebels").len(), 1);
}

#[test]
fn the_next_article_is_read_with_what_was_chosen_in_another() {
    let mut person = Start {
        files: &[("one.txt", HOUSE), ("two.txt", "Rebels left Aleppo.\n")],
        suggest: true,
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+PageDown");
    assert_eq!(offered(&person, "Rebels").len(), 1);
    person.press("Ctrl+PageUp Shift+F5");
    switch_off(&mut person, "actor");
    person.press("Escape Ctrl+PageDown");
    assert_eq!(offered(&person, "Rebels"), []);
}

#[test]
fn strange_settings_are_kept_and_do_no_harm() {
    let folder = tempfile::tempdir().expect("a folder");
    let strange = r#"{"suggestions": {"matchers": {"places": 3, "later": {"mood": {"on": false}}},
        "classes": "none", "why": [1e999]}, "more": true}"#
        .replace("1e999", "null");
    std::fs::create_dir(folder.path().join(".settings")).expect("a folder");
    std::fs::write(folder.path().join(SETTINGS), &strange).expect("settings");
    std::fs::write(folder.path().join("report.txt"), HOUSE).expect("an article");
    let start = Start {
        suggest: true,
        keeps_settings: true,
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    assert_eq!(offered(&person, "White House").len(), 1);
    person.press("Shift+F5");
    person.tab_to("event by events");
    person.press("Space Escape");
    let kept = person.file(SETTINGS).expect("settings are kept");
    for part in ["\"later\"", "\"mood\"", "\"why\"", "\"more\"", "\"events\""] {
        assert!(kept.contains(part), "{part} in {kept}");
    }
}

#[test]
fn another_language_is_told_and_can_be_set() {
    let spanish = "El presidente de Colombia viajó el martes a Madrid para hablar con los \
                   ministros sobre la paz y los derechos de las víctimas del conflicto.\n";
    let mut person = open(spanish);
    let note = person.node(Role::Button, "Spanish: places and digits only");
    assert!(!note.data.is_disabled());
    let (said, ..) = person.announced();
    assert!(said.contains("Spanish: places and digits only"), "{said}");
    // In the panel those that do not read it say so.
    person.press("Shift+F5");
    assert!(
        person
            .nodes()
            .iter()
            .any(|n| n.words == "does not read Spanish")
    );
    person.press("Escape Ctrl+K");
    person.type_text("Language of the article");
    person.press("Enter");
    person.tab_to("English");
    person.press("Space");
    person.node(Role::Button, "Read as English");
    assert_eq!(person.said(), "The matchers read it as: English");
    person.press("Ctrl+K");
    person.type_text("Language of the article");
    person.press("Enter");
    person.tab_to("As it seems: Spanish");
    person.press("Space");
    person.node(Role::Button, "Spanish: places and digits only");

    let french = open(&sample("06-inondations.txt"));
    let nodes = french.nodes();
    let note = nodes.iter().find(|n| n.name.starts_with("French: places"));
    assert!(note.is_some_and(|n| n.name.ends_with(" only")));
    let english = open(HOUSE);
    assert!(
        english
            .nodes()
            .iter()
            .all(|n| !n.name.starts_with("English"))
    );
}

#[test]
fn another_reading_is_shown_with_its_reason_and_taken_by_its_key() {
    let mut person = open("France withdrew its envoy on Monday.\n");
    person.press("Ctrl+Home N");
    let (label, key) = {
        let document = person.document();
        let index = document.current.expect("a suggestion is under review");
        let offer = document.offers.get(index).expect("it is there");
        let other = offer.alternatives.first().expect("another reading");
        let key = &other.label.as_str()[..1];
        let why = other.reason.sentence(&document.article, other.range);
        assert!(why.starts_with(|c: char| c.is_uppercase()), "{why}");
        let key = key.to_uppercase();
        let shown = person
            .nodes()
            .into_iter()
            .map(|n| n.words)
            .find(|words| words.starts_with(&format!("{key} {}: {why}", other.label)));
        assert!(shown.is_some(), "{why} is on the screen");
        (other.label.to_string(), key)
    };
    person.press(&key);
    assert!(
        person.spans().contains(&format!("{label} France")),
        "{}",
        person.spans()
    );
    let document = person.document();
    let span = document.set.spans().next().expect("a span");
    assert!(!span.origin.edited, "it was suggested as that too");
    assert!(document.offers.open().all(|(_, s)| s.range != span.range));
}
