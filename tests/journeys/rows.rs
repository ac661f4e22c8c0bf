//! Exporting rows and going through the checks, by keyboard.

use std::path::Path;

use obelus::ui::Document;

use crate::canvas::Canvas;
use crate::driver::{Person, Start};

const ARTICLE: &str = include_str!("../rows/report.txt");
const WORK: &str = include_str!("../rows/report.txt.amina.obelus.json");
/// What rows of this article are, with its name in place of the corpus' own.
const EVENTS: &str = include_str!("../rows/events.acled.csv");

fn sit_down() -> Person<'static> {
    sit_down_with(WORK)
}

/// With an event after the article's publication, and a place that is not confirmed, twice.
fn sit_down_with_mistakes() -> Person<'static> {
    sit_down_with(&WORK.replace("2024-05-13", "2024-06-13"))
}

fn sit_down_with(work: &str) -> Person<'static> {
    Start {
        files: &[
            ("report.txt", ARTICLE),
            ("report.txt.amina.obelus.json", work),
            ("other.txt", "Troops stayed in Vell.\n"),
        ],
        annotator: Some("amina"),
        ..Start::default()
    }
    .sit_down()
}

/// Opens the annotated article.
fn open_report(person: &mut Person<'_>) {
    if person.document().article.source != "report.txt" {
        person.press("Ctrl+PageDown");
    }
    assert_eq!(person.document().article.source, "report.txt");
    person.wait_seconds(0.6);
}

fn reads_out(person: &Person<'_>, text: &str) -> bool {
    let nodes = person.nodes();
    nodes
        .iter()
        .any(|node| node.name.contains(text) || node.words.contains(text))
}

/// Writes a picture of the window to the folder that `PICTURES` names, to be looked at.
fn picture(person: &mut Person<'_>, name: &str) {
    let Some(folder) = std::env::var_os("PICTURES") else {
        return;
    };
    for (theme, title) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        person.harness.ctx.set_theme(theme);
        person.wait(4);
        let all = Canvas::draw(&person.harness.ctx, person.harness.output());
        all.write(&Path::new(&folder).join(format!("{title}-{name}.png")));
    }
}

#[test]
fn two_keys_write_the_events_of_the_corpus() {
    let mut person = sit_down();
    person.press("Ctrl+E");
    picture(&mut person, "export");
    person.press("Enter");
    person.wait(6);
    assert_eq!(person.file("events.csv").as_deref(), Some(EVENTS));
    assert!(
        person
            .said()
            .starts_with("3 events of 1 article written to")
    );
    assert!(reads_out(&person, "3 events of 1 article written to"));
    picture(&mut person, "exported");
    person.press("Enter");
    // The keys are those of the text again.
    person.press("Ctrl+Home");
    assert_eq!(person.document().caret.position, 0);
}

#[test]
fn the_open_article_alone_with_what_is_not_saved_yet() {
    let mut person = sit_down();
    open_report(&mut person);
    person.press("Ctrl+Home Ctrl+Right A");
    let spans = person.document().set.len();
    person.press("Ctrl+E");
    for choice in [
        "All spans with their values",
        "JSONL",
        "The open article alone",
    ] {
        person.tab_to(choice);
        person.press("Space");
    }
    person.tab_to("Export");
    person.press("Enter");
    person.wait(6);
    picture(&mut person, "left-out");
    let written = person.file("spans.jsonl").expect("it is written");
    assert_eq!(written.lines().count(), spans);
}

#[test]
fn what_is_there_is_replaced_only_when_that_was_said() {
    let mut person = sit_down();
    std::fs::write(person.path("events.csv"), "mine").expect("a file in the way");
    person.press("Ctrl+E Enter");
    person.wait(4);
    assert_eq!(person.file("events.csv").as_deref(), Some("mine"));
    assert!(reads_out(&person, "There is a file of this name already"));
    picture(&mut person, "replace");
    person.tab_to("Replace it");
    person.press("Enter");
    person.wait(6);
    assert_eq!(person.file("events.csv").as_deref(), Some(EVENTS));
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_asked_for_again() {
    let mut person = sit_down();
    person.press("Ctrl+E");
    person.tab_to("File");
    person.press("Ctrl+A");
    let path = person.path("nowhere/at all.csv").display().to_string();
    person.type_text(&path);
    person.press("Enter");
    person.wait(6);
    assert!(
        reads_out(&person, "its folder is gone"),
        "{}",
        person.said()
    );
    // An article is no place for a table either.
    person.tab_to("File");
    person.press("Ctrl+A");
    let path = person.path("report.txt").display().to_string();
    person.type_text(&path);
    person.press("Enter");
    person.wait(6);
    person.tab_to("Replace it");
    person.press("Enter");
    person.wait(6);
    assert_eq!(person.file("report.txt").as_deref(), Some(ARTICLE));
    person.press("Escape");
    assert!(!reads_out(&person, "Columns like"));
}

/// What the selected span says.
fn selected(document: &Document) -> String {
    let span = document.selected_span().expect("a span is selected");
    document.article.quote(span.range).to_owned()
}

#[test]
fn a_key_goes_from_check_to_check() {
    let mut person = sit_down_with_mistakes();
    open_report(&mut person);
    person.press("F9");
    assert!(person.said().starts_with("1 of 3: "), "{}", person.said());
    let mut seen = vec![selected(person.document())];
    person.press("F9");
    seen.push(selected(person.document()));
    picture(&mut person, "checks");
    person.press("F9");
    seen.push(selected(person.document()));
    assert_eq!(seen, ["struck", "Vell", "Vell"]);
    // Round again, and back.
    person.press("F9");
    assert!(person.said().starts_with("1 of 3: "), "{}", person.said());
    person.press("Shift+F9");
    assert!(person.said().starts_with("3 of 3: "), "{}", person.said());
    assert!(reads_out(&person, "Checks 3"));
}

#[test]
fn a_mistake_is_counted_until_it_is_mended() {
    let mut person = Start {
        files: &[("a.txt", "Rebels attacked Gao on Monday.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("F9");
    assert_eq!(person.said(), "Nothing to check");
    // A figure without a value.
    person.select("Monday", 1);
    person.press("F");
    person.wait_seconds(0.8);
    assert!(reads_out(&person, "1 check"));
    person.press("Ctrl+Home F9");
    assert_eq!(person.said(), "1 of 1: “Monday” has no value: give it one");
    assert_eq!(selected(person.document()), "Monday");
    person.press("Delete");
    person.wait_seconds(0.8);
    assert!(!reads_out(&person, "1 check"));
    person.press("F9");
    assert_eq!(person.said(), "Nothing to check");
}

#[test]
fn the_list_is_walked_by_arrows() {
    let mut person = sit_down_with_mistakes();
    open_report(&mut person);
    person.press("F9");
    person.tab_to("Checks, 3");
    person.press("Down");
    assert!(person.said().starts_with("2 of 3: "), "{}", person.said());
    person.press("End");
    assert!(person.said().starts_with("3 of 3: "), "{}", person.said());
    assert_eq!(selected(person.document()), "Vell");
}
