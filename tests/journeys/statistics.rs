//! What was done in a corpus, and articles that are nearly the same, by keyboard.

use crate::driver::{Person, Start};

/// Three articles of which each begins with the same name.
const NAMES: &[(&str, &str)] = &[
    ("a.txt", "Maradi is quiet.\n"),
    ("b.txt", "Maradi held talks.\n"),
    ("c.txt", "Maradi was calm again.\n"),
];

/// Two articles with the place in them, and a third one in which it is said to act.
fn marked() -> Person<'static> {
    let mut person = Start {
        files: NAMES,
        ..Start::default()
    }
    .sit_down();
    person.press("L Ctrl+PageDown L Ctrl+PageDown A Ctrl+PageUp Ctrl+PageUp");
    assert_eq!(person.document().title(), "Maradi is quiet.");
    person
}

/// Checks that something is read out as this, once or more.
fn shows(person: &Person<'_>, text: &str) {
    let nodes = person.nodes();
    let said = |name: &str, words: &str| name == text || words == text;
    assert!(
        nodes.iter().any(|node| said(&node.name, &node.words)),
        "{text:?} is not among {:#?}",
        nodes
            .iter()
            .map(|node| (&node.name, &node.words))
            .collect::<Vec<_>>()
    );
}

#[test]
fn statistics_open_by_a_key_and_lead_to_a_likely_mistake() {
    let mut person = marked();
    person.press("F7");
    person.wait(3);
    for shown in [
        "3 articles",
        "3 spans",
        "location: 2, 67 %",
        "in progress: 3, 100 %",
        "no name: 3, 100 %",
        "Maradi: 3, 2 location, 1 actor",
    ] {
        shows(&person, shown);
    }
    person.tab_to("Maradi: 1 actor, else 2 location");
    person.press("Enter");
    person.wait(3);
    assert_eq!(person.document().title(), "Maradi was calm again.");
    assert_eq!(person.said(), "“Maradi” as actor, 1 of 1");
    let selected = person
        .document()
        .selected_span()
        .map(|span| span.label.to_string());
    assert_eq!(selected.as_deref(), Ok("actor"));
    // The keys of the text act again: the mistake is mended, and is none any more.
    person.press("L F7");
    person.wait(3);
    shows(&person, "location: 3, 100 %");
    shows(&person, "Every word that was marked twice has one label");
    person.press("Escape");
    assert_eq!(person.spans(), "    0 location Maradi\n");
    assert!(
        person
            .focused()
            .is_some_and(|name| name.starts_with("Document"))
    );
}

#[test]
fn this_article_alone_can_be_counted() {
    let mut person = marked();
    person.press("F7");
    person.wait(3);
    person.tab_to("This article");
    person.press("Space");
    person.wait(3);
    shows(&person, "1 span");
    shows(&person, "by hand: 1, 100 %");
    // Letters mean nothing here, and nothing is changed behind the page.
    person.press("A");
    person.press("F7");
    assert_eq!(person.spans(), "    0 location Maradi\n");
}

#[test]
fn without_a_folder_the_page_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder for the journey");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "Maradi is quiet.\n").expect("a file for the journey");
    let mut person = Person::at_path(folder, path, Start::default());
    person.press("F7");
    person.wait(3);
    shows(&person, "No spans yet");
}

const STORY: &str = "Envoys of the two border provinces left Loma on Wednesday without agreeing on \
    who is to hold the customs post at Teret, where 14 people were killed last week, officials said. \
    The western province wants its police to return to the post before any patrol begins. Some \
    villages had been without flour for nine days.\n";

#[test]
fn annotations_of_a_nearly_same_article_are_copied_and_taken_back() {
    let first = format!("Envoys fail to agree\n\n{STORY}");
    let second = format!("No deal at Loma talks\n\n{STORY}");
    let mut person = Start {
        files: &[
            ("a.txt", &first),
            ("b.txt", &second),
            ("c.txt", "Ministers met in Accra.\n"),
        ],
        ..Start::default()
    }
    .sit_down();
    person.go_into("Teret", 1);
    person.press("L");
    person.go_into("killed", 1);
    person.press("E");
    person.press("Ctrl+PageDown");
    person.wait(3);
    assert_eq!(person.document().title(), "No deal at Loma talks");
    let mut nodes = person
        .nodes()
        .into_iter()
        .map(|node| node.name + &node.words);
    let line = nodes.find(|words| words.contains("% the same as"));
    let line = line.expect("a line above the article");
    assert!(line.ends_with("the same as Envoys fail to agree"), "{line}");
    person.tab_to("Copy its 2 spans");
    person.press("Enter");
    person.wait(3);
    assert_eq!(person.said(), "2 spans copied");
    let text = person.document().article.text();
    let at = |words: &str| text[..text.find(words).unwrap_or(0)].chars().count();
    let expected = format!(
        "{:>5} location Teret\n{:>5} event killed\n",
        at("Teret"),
        at("killed")
    );
    assert_eq!(person.spans(), expected);
    assert_eq!(person.document().set.events().count(), 1);
    // There is no more to copy, and one key takes all of it back.
    let copy = |person: &Person<'_>| {
        let nodes = person.nodes().into_iter();
        nodes
            .filter(|node| node.name.starts_with("Copy its"))
            .count()
    };
    assert_eq!(copy(&person), 0);
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), "");
    assert_eq!(copy(&person), 1);
    person.tab_to("Go to it");
    person.press("Enter");
    person.wait(3);
    assert_eq!(person.document().title(), "Envoys fail to agree");
}

#[test]
fn copying_says_how_many_stand_on_words_with_another_label() {
    let first = format!("Envoys fail to agree\n\n{STORY}");
    let second = format!("No deal at Loma talks\n\n{STORY}");
    let mut person = Start {
        files: &[("a.txt", &first), ("b.txt", &second)],
        ..Start::default()
    }
    .sit_down();
    person.go_into("Teret", 1);
    person.press("L");
    person.go_into("killed", 1);
    person.press("E");
    person.press("Ctrl+PageDown");
    person.wait(3);
    person.go_into("Teret", 1);
    person.press("A");
    person.tab_to("Copy its 2 spans");
    person.press("Enter");
    person.wait(3);
    assert_eq!(
        person.said(),
        "2 spans copied, 1 on words that have another label here: look at them"
    );
}
