//! What figures say: read from their words, typed in the compact notation, chosen by arrows.

use egui::accesskit::Role;
use obelus::annotation::{Label, notation};

use crate::driver::{Person, Start};

const TEXT: &str = "About 650 troops left Niger on Friday.\n\n\
    The raid killed 12 people and left 30 wounded, and dozens of homes burnt down.\n";

fn open(files: &[(&str, &str)]) -> Person<'static> {
    Start {
        files,
        ..Start::default()
    }
    .sit_down()
}

fn desk() -> Person<'static> {
    open(&[("report.txt", TEXT)])
}

/// The values of the figures, in the order of the text.
fn values(person: &Person<'_>) -> Vec<String> {
    let figures = person.document().set.spans();
    let figures = figures.filter(|span| span.label == Label::FIGURE);
    figures
        .map(|span| {
            span.value
                .as_deref()
                .map_or("none".to_owned(), notation::write)
        })
        .collect()
}

/// Whether some text stands in the window.
fn sees(person: &Person<'_>, text: &str) -> bool {
    let mut labels = person.nodes().into_iter();
    labels.any(|node| node.role == Role::Label && node.words.contains(text))
}

#[test]
fn a_value_is_typed_and_taken_back_by_keys_alone() {
    let mut person = desk();
    person.select("650 troops", 1);
    person.press("F");
    assert_eq!(values(&person), ["~650 troops"], "its words say that much");
    assert!(sees(&person, "about 650, of troops, size"));
    person.press("V");
    assert_eq!(person.focused().as_deref(), Some("TextInput Value"));
    person.type_text("600-700 dead");
    assert!(
        sees(&person, "600–700, best 650, of dead"),
        "read as it is typed"
    );
    assert_eq!(values(&person), ["~650 troops"], "but not yet set");
    person.press("Enter");
    assert_eq!(values(&person), ["600–700 dead"]);
    assert_eq!(person.said(), "Value: 600–700, best 650, of dead");
    person.press("Ctrl+Z");
    assert_eq!(person.said(), "Undone: set value");
    assert_eq!(values(&person), ["~650 troops"]);
    person.press("Ctrl+Y M V");
    person.type_text(">1e6 EUR");
    person.press("Escape");
    assert_eq!(values(&person), ["600–700 dead"], "Esc leaves it as it was");
}

#[test]
fn what_cannot_be_read_is_said_and_stays_to_be_mended() {
    let mut person = desk();
    person.select("650 troops", 1);
    person.press("F V");
    person.type_text("20–");
    assert!(sees(
        &person,
        "A number is missing here, as in 20–30 or ≥10 (at character 4)"
    ));
    person.press("Enter");
    assert_eq!(
        person.said(),
        "A number is missing here, as in 20–30 or ≥10"
    );
    assert_eq!(person.focused().as_deref(), Some("TextInput Value"));
    person.type_text("30");
    person.press("Enter");
    assert_eq!(values(&person), ["20–30"]);
    person.press("V");
    person.type_text("2,5 km");
    assert!(sees(
        &person,
        "a comma stands between thousands, a point before decimals"
    ));
    person.press("Tab");
    assert_eq!(
        values(&person),
        ["20–30"],
        "what cannot be read changes nothing"
    );
}

#[test]
fn the_kind_is_chosen_by_arrows_and_by_buttons() {
    let mut person = desk();
    person.select("650 troops", 1);
    person.press("F V Down Enter");
    assert_eq!(values(&person), ["~650 troops #amount"]);
    person.press("V Up Enter");
    assert_eq!(values(&person), ["~650 troops"]);
    person.press("V");
    person.tab_to("Kind: injured");
    person.press("Space");
    assert_eq!(values(&person), ["~650 troops #injured"]);
}

#[test]
fn a_figure_has_the_value_of_its_words_however_it_is_marked() {
    let mut person = desk();
    person.select("12 people", 1);
    person.press("F");
    person.select("30", 1);
    person.press("L F");
    person.select("dozens of homes", 1);
    person.press("A Ctrl+3");
    assert_eq!(
        values(&person),
        ["12 people #dead", "30 wounded", "dozens of homes @acled"],
        "marked, relabelled, and labelled a second time"
    );
    person.press("Escape");
    person.go_into("650", 1);
    person.press("L Ctrl+3");
    assert_eq!(values(&person)[0], "~650 troops");
}

#[test]
fn a_value_follows_its_words_until_somebody_types_another() {
    let mut person = desk();
    person.select("30", 1);
    person.press("F");
    assert_eq!(values(&person), ["30 wounded"]);
    for _ in 0..4 {
        person.press("Alt+Shift+Left");
    }
    assert_eq!(person.spans(), "   56 figure 12 people and left 30\n");
    assert_eq!(values(&person), ["12 people #dead"]);
    person.press("V");
    person.type_text("13 people");
    person.press("Enter Alt+Shift+Right");
    assert_eq!(values(&person), ["13 people"], "it is the analyst’s now");
}

#[test]
fn vague_words_come_to_what_the_corpus_or_the_analyst_says() {
    let mut person = open(&[
        ("report.txt", TEXT),
        ("obelus.toml", "[figures]\nvague = \"low_best_high\"\n"),
    ]);
    person.select("dozens of homes", 1);
    person.press("F");
    assert_eq!(values(&person), ["dozens of homes @low_best_high"]);
    assert!(sees(
        &person,
        "12–99, best 36, of homes, by the policy low_best_high"
    ));

    let mut person = Start {
        files: &[("report.txt", TEXT)],
        suggest: true,
        ..Start::default()
    }
    .sit_down();
    let offered = |person: &Person<'_>| {
        let all = person.document().offers.open().map(|(_, offer)| offer);
        let values = all.filter_map(|s| s.value.clone());
        let vague = values.filter(|value| value.policy.is_some());
        vague
            .map(|value| notation::write(&value))
            .collect::<Vec<_>>()
    };
    assert_eq!(offered(&person), ["dozens of homes @acled"]);
    person.press("Ctrl+Comma");
    person.tab_to("Vague words: At least two, tens 20, dozens 24, hundreds 200, or more");
    person.press("Space Escape");
    assert_eq!(
        offered(&person),
        ["dozens of homes @at_least_two"],
        "read again"
    );
}

#[test]
fn the_key_leads_to_the_inspector_where_a_label_has_no_value() {
    let mut person = desk();
    person.press("V");
    assert!(
        person.said().starts_with("Select a span first"),
        "{}",
        person.said()
    );
    person.go_into("killed", 1);
    person.press("E F2 V");
    assert_eq!(person.focused().as_deref(), Some("TextInput Event type"));
}
