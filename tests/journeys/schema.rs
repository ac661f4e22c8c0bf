//! The schema of a corpus, by keyboard: its labels and keys, its questions, its guidelines.

use egui::accesskit::Role;

use crate::driver::{Person, Start};

const TEXT: &str = "The president met Amina Diallo in Niamey on Monday.\n";

const SCHEMA: &str = r##"
[[labels]]
name = "person"
key = "P"
colour = "#FFEE00"
description = "A human being with a name"

[[labels.attributes]]
name = "certainty"
kind = "choice"
options = ["certain", "likely"]

[[labels.attributes]]
name = "age"
kind = "number"

[[labels.attributes]]
name = "official"
kind = "flag"

[[labels]]
name = "event"
key = "E"

[[event_types]]
name = "MEET"
modes = ["in-person", "phone"]

[[event_types]]
name = "QUARREL"

[[roles]]
name = "guest"
key = "B"
filler = "person"

[[article]]
name = "relevant"
kind = "choice"
options = ["yes", "no"]

[spans]
trim_articles = true
heads = false

[guidelines]
file = "how-to.md"
"##;

const GUIDELINES: &str = "# How to annotate\n\nMark every **person**.\n\n## Meetings\n\n- A meeting \
is an event.\n- So is a quarrel between persons.\n";

fn open(files: &[(&str, &str)]) -> Person<'static> {
    Start {
        files,
        ..Start::default()
    }
    .sit_down()
}

fn corpus() -> Person<'static> {
    open(&[
        ("a.txt", TEXT),
        ("obelus.toml", SCHEMA),
        ("how-to.md", GUIDELINES),
    ])
}

/// Whether some text stands in the window.
fn sees(person: &Person<'_>, text: &str) -> bool {
    let mut labels = person.nodes().into_iter();
    labels.any(|node| node.role == Role::Label && node.words == text)
}

fn run_by_name(person: &mut Person<'_>, words: &str) {
    person.press("Ctrl+K");
    person.type_text(words);
    person.press("Enter");
}

#[test]
fn the_labels_and_keys_of_the_folder_mark() {
    let mut person = corpus();
    person.select("The president", 1);
    person.press("P");
    assert_eq!(person.spans(), "    4 person president\n");
    person.press("Ctrl+End Ctrl+Home A L");
    assert_eq!(
        person.spans(),
        "    4 person president\n",
        "the built-in keys mean nothing here"
    );
    person.go_into("met", 1);
    person.press("2 H");
    assert_eq!(person.said(), "This corpus is annotated without heads");
    person.press("R");
    person.press("B Enter");
    assert_eq!(person.said(), "Guest: “president”");
    assert!(person.file("how-to.md.obelus.json").is_none());
}

#[test]
fn a_wrong_file_names_line_and_column_and_can_be_mended_while_open() {
    let wrong = SCHEMA.replace("\"P\"", "\"PQ\"");
    let mut person = open(&[("a.txt", TEXT), ("obelus.toml", &wrong)]);
    assert!(
        person
            .said()
            .starts_with("obelus.toml, line 4, column 7, labels.key: “PQ” is no key"),
        "{}",
        person.said()
    );
    assert!(
        person.said().ends_with("the built-in schema holds"),
        "{}",
        person.said()
    );
    person.go_into("Amina", 1);
    person.press("A");
    assert_eq!(person.spans(), "   18 actor Amina\n");

    let path = person.path("obelus.toml");
    std::fs::write(
        &path,
        SCHEMA.replace("file = \"how-to.md\"", "text = \"hi\""),
    )
    .unwrap();
    run_by_name(&mut person, "read schema");
    assert_eq!(person.said(), "The schema has the labels person, event");
    // What the schema does not know stays, and can be changed.
    assert_eq!(person.spans(), "   18 actor Amina\n");
    person.press("P");
    assert_eq!(person.spans(), "   18 person Amina\n");

    std::fs::remove_file(path).unwrap();
    run_by_name(&mut person, "read schema");
    assert_eq!(
        person.said(),
        "There is no obelus.toml: the built-in schema holds"
    );
    person.press("A");
    assert_eq!(person.spans(), "   18 actor Amina\n");
}

#[test]
fn what_the_schema_asks_is_answered_and_taken_back_by_keys() {
    let mut person = corpus();
    person.go_into("Amina", 1);
    person.press("P F8");
    assert_eq!(
        person.focused().as_deref(),
        Some("RadioButton certainty: certain")
    );
    person.press("Tab Space");
    person.tab_to("age");
    person.type_text("many");
    person.press("Tab");
    assert_eq!(
        person.said(),
        "“many” is no number: write it as 1200 or 0.5"
    );
    person.press("Shift+Tab");
    person.type_text("41");
    person.tab_to("official");
    person.press("Space Escape");
    let answers = |person: &Person<'_>| {
        let span = person.document().set.spans().next().expect("a span");
        serde_json::to_string(&span.attributes).unwrap()
    };
    let all = r#"{"certainty":"likely","age":41,"official":true}"#;
    assert_eq!(answers(&person), all);
    person.press("Ctrl+Z");
    assert_eq!(answers(&person), r#"{"certainty":"likely","age":41}"#);
    person.press("Ctrl+Y");
    assert_eq!(answers(&person), all);

    // Enter goes on to the next question, and stays where an answer is none.
    person.press("F8");
    person.tab_to("age");
    person.type_text("x");
    person.press("Enter");
    assert_eq!(person.focused().as_deref(), Some("TextInput age"));
    person.press("Ctrl+A");
    person.type_text("41");
    person.press("Enter");
    assert_eq!(person.focused().as_deref(), Some("CheckBox official"));
    person.press("Down Down Down");
    assert!(
        person
            .focused()
            .is_some_and(|at| !at.starts_with("Document"))
    );
    person.press("Escape");
    assert_eq!(answers(&person), all);

    person.press("Shift+F8");
    person.press("Down Down Down Enter");
    assert!(
        person
            .focused()
            .is_some_and(|at| !at.starts_with("Document"))
    );
    person.tab_to("relevant: no");
    person.press("Space Escape Ctrl+S");
    let saved = person.file("a.txt.obelus.json").expect("saved");
    assert!(
        saved.contains("\"attributes\": {\n    \"relevant\": \"no\"\n  },"),
        "{saved}"
    );
    person.node(Role::Button, "relevant: no");
    let before = person.document().set.clone();
    let person = Person::at(person.leave(), Start::default());
    assert_eq!(person.document().set, before);
}

#[test]
fn an_event_has_the_types_and_modes_of_the_schema() {
    let mut person = corpus();
    person.go_into("met", 1);
    person.press("E");
    let event = |person: &Person<'_>| {
        let event = person.document().set.events().next().expect("a frame");
        (event.kind.clone(), event.mode.clone())
    };
    let pick = |person: &mut Person<'_>, box_name: &str, row: &str| {
        person.press("F6");
        person.tab_to(box_name);
        person.press("Space");
        // The focus stays at the box; letters go to what begins with them.
        person.type_text(&row[..1]);
        person.press("Enter");
        assert_eq!(
            person.focused(),
            Some(format!("ComboBox {box_name}")),
            "{row}"
        );
    };
    let choose = |person: &mut Person<'_>, typed: &str| {
        person.press("V");
        assert_eq!(person.focused().as_deref(), Some("TextInput Event type"));
        person.press("Ctrl+A");
        person.type_text(typed);
        person.press("Enter");
    };
    choose(&mut person, "me");
    assert_eq!(event(&person), (Some("MEET".into()), None));
    pick(&mut person, "Event mode", "phone");
    assert_eq!(event(&person), (Some("MEET".into()), Some("phone".into())));
    // The arrows go through all that there are.
    person.tab_to("Event type");
    person.press("Down Enter");
    assert_eq!(event(&person), (Some("QUARREL".into()), None));
    person.press("Ctrl+Z");
    assert_eq!(event(&person), (Some("MEET".into()), Some("phone".into())));
}

#[test]
fn the_guidelines_are_searched_by_keys() {
    let mut person = corpus();
    person.press("Shift+F1");
    assert_eq!(
        person.focused().as_deref(),
        Some("TextInput Search the guidelines")
    );
    assert!(sees(&person, "How to annotate"));
    person.type_text("person");
    assert!(sees(&person, "1 of 2"));
    person.press("Enter");
    assert!(sees(&person, "2 of 2"));
    person.press("Enter");
    assert!(sees(&person, "1 of 2"));
    person.type_text("age");
    assert!(sees(&person, "not found"));
    person.press("Escape");
    assert!(
        person
            .focused()
            .is_some_and(|at| at.starts_with("Document"))
    );

    let mut person = open(&[("a.txt", TEXT)]);
    person.press("Shift+F1");
    assert!(sees(&person, "[guidelines]\nfile = \"guidelines.md\""));
}

#[test]
fn a_suggestion_of_another_schema_is_taken_with_a_key_of_this_one() {
    let mut person = Start {
        files: &[("a.txt", TEXT), ("obelus.toml", SCHEMA)],
        suggest: true,
        ..Start::default()
    }
    .sit_down();
    let label = |person: &Person<'_>| {
        let document = person.document();
        let current = document
            .current
            .and_then(|index| document.offers.get(index));
        current.expect("a suggestion").label.to_string()
    };
    person.press("N");
    while label(&person) == "event" {
        person.press("N");
    }
    let label = label(&person);
    person.press("Enter");
    assert_eq!(
        person.said(),
        format!("This corpus has no label {label}: accept it with the key of one of its own")
    );
    person.press("P");
    assert!(person.spans().contains(" person "), "{}", person.spans());
}
