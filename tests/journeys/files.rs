//! Opening, saving, and what goes wrong with files.

use std::io::ErrorKind;
use std::sync::Arc;

use obelus::ui::Saved;

use crate::disk::{BadDisk, Step};
use crate::driver::{Person, Start};

/// The disk takes nothing more.
const FULL: Option<(Step, ErrorKind)> = Some((Step::Write, ErrorKind::StorageFull));

#[test]
fn work_is_saved_by_itself_and_comes_back_the_same() {
    let mut person = Start {
        files: &[
            ("a.txt", "Rebels left Aleppo.\n"),
            ("b.txt", "Troops stayed.\n"),
        ],
        ..Start::default()
    }
    .sit_down();
    person.press("A");
    assert!(
        person.file("a.txt.obelus.json").is_none(),
        "not before the pause"
    );
    person.wait_seconds(2.5);
    let saved = person
        .file("a.txt.obelus.json")
        .expect("saved after the pause");
    assert!(saved.contains("\"quote\": \"Rebels\""));
    let before = person.document().set.clone();

    let folder = person.leave();
    let mut person = Person::at(folder, Start::default());
    assert_eq!(person.document().set, before);
    // The id of a deleted span is not given again.
    person.press("M Delete");
    person.press("A Ctrl+S");
    let folder = person.leave();
    let person = Person::at(folder, Start::default());
    let ids: Vec<_> = person
        .document()
        .set
        .spans()
        .map(|s| s.id.to_string())
        .collect();
    assert_eq!(ids, ["s2"]);
}

#[test]
fn leaving_an_article_saves_it() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n"), ("b.txt", "Troops stayed.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+PageDown");
    assert_eq!(person.document().title(), "Troops stayed.");
    assert!(person.file("a.txt.obelus.json").is_some());
    // Undo still reaches back when one returns.
    person.press("Ctrl+PageUp Ctrl+Z");
    assert_eq!(person.spans(), "");
}

#[test]
fn done_and_next_marks_and_goes_on() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n"), ("b.txt", "Troops stayed.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+Enter");
    assert_eq!(person.document().title(), "Troops stayed.");
    let saved = person.file("a.txt.obelus.json").expect("saved");
    assert!(saved.contains("\"status\": \"done\""));
}

#[test]
fn a_pasted_article_becomes_a_file_with_front_matter() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+Shift+V");
    person.type_text("Floods hit the coast.");
    person.press("Tab");
    person.type_text("Floods: \"worst\" in years");
    person.press("Tab");
    person.type_text("2026-03-01");
    person.press("Ctrl+Enter");
    assert_eq!(person.document().title(), "Floods: \"worst\" in years");
    assert_eq!(
        person.document().set.published.as_deref(),
        Some("2026-03-01")
    );
    let made = person.file("floods-worst-in-years.md").expect("a new file");
    assert!(made.ends_with("\n\nFloods hit the coast.\n"), "{made}");
}

#[test]
fn a_broken_annotation_file_is_named_and_left_alone() {
    let broken = "{ \"format\": \"obelus\",\n  \"version\": 1,, }";
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n"), ("a.txt.obelus.json", broken)],
        ..Start::default()
    }
    .sit_down();
    let why = person.document().read_only.clone().expect("read only");
    assert!(
        why.contains("a.txt.obelus.json") && why.contains("line 2"),
        "{why}"
    );
    person.press("Escape A");
    assert!(
        person.said().starts_with("Nothing can be changed here"),
        "{}",
        person.said()
    );
    person.press("Ctrl+S");
    person.wait_seconds(3.0);
    assert_eq!(person.file("a.txt.obelus.json").as_deref(), Some(broken));
}

#[test]
fn an_annotator_has_files_of_their_own() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n")],
        annotator: Some("amina"),
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    let saved = person
        .file("a.txt.amina.obelus.json")
        .expect("under the annotator's name");
    assert!(saved.contains("\"annotator\": \"amina\""));
}

#[test]
fn title_and_date_are_edited_above_the_text() {
    use egui_kittest::kittest::Queryable as _;
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n")],
        ..Start::default()
    }
    .sit_down();
    person.harness.get_by_label("Publication date").focus();
    person.wait(2);
    person.type_text("2026-13-99");
    person.press("Enter");
    assert!(person.said().contains("not a date"), "{}", person.said());
    person.harness.get_by_label("Publication date").focus();
    person.wait(2);
    person.type_text("2026-11-20");
    person.press("Enter");
    assert_eq!(
        person.document().set.published.as_deref(),
        Some("2026-11-20")
    );
    person.press("Ctrl+Z");
    assert_eq!(person.document().set.published, None);
}

#[test]
fn unnamed_work_is_adopted_into_a_file_of_ones_own() {
    use egui_kittest::kittest::Queryable as _;
    let mut person = Start {
        files: &[("a.txt", "Rebels left Aleppo.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    let unnamed = person.file("a.txt.obelus.json").expect("saved");
    let folder = person.leave();
    let mut person = Person::at(
        folder,
        Start {
            annotator: Some("amina"),
            ..Start::default()
        },
    );
    assert!(person.document().read_only.is_some());
    person.harness.get_by_label("Adopt").click();
    person.wait(3);
    assert!(person.document().read_only.is_none());
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S");
    let named = person
        .file("a.txt.amina.obelus.json")
        .expect("under the analyst's name");
    assert_eq!(named.matches("\"quote\"").count(), 2);
    assert_eq!(
        person.file("a.txt.obelus.json"),
        Some(unnamed),
        "the unnamed file stays"
    );
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    let disk = BadDisk::default();
    let mut person = Start {
        files: &[("a.txt", "Rebels left Aleppo.\n")],
        storage: Arc::new(disk.clone()),
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    let saved = person.file("a.txt.obelus.json").expect("saved");
    disk.fail(FULL);
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S");
    let (why, alarming) = person.document().keeping.in_words();
    assert!(alarming && why.contains("disk is full"), "{why}");
    assert_eq!(person.file("a.txt.obelus.json"), Some(saved));
    // Closing asks instead of losing it.
    person.press("Ctrl+W");
    assert_eq!(person.spans().lines().count(), 2);
    person.press("Escape");
    disk.fail(None);
    person.press("Ctrl+S");
    assert_eq!(person.document().keeping.saved, Saved::Clean);
    let names: Vec<_> = std::fs::read_dir(person.folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    let temporary = names.iter().any(|n| n.to_string_lossy().contains(".tmp-"));
    assert!(!temporary, "no temporary file is left: {names:?}");
}

#[test]
fn a_save_that_failed_is_shown_from_every_article() {
    use egui_kittest::kittest::Queryable as _;
    let disk = BadDisk::default();
    let mut person = Start {
        files: &[
            ("a.txt", "Rebels left Aleppo.\n"),
            ("b.txt", "Troops stayed.\n"),
        ],
        storage: Arc::new(disk.clone()),
        ..Start::default()
    }
    .sit_down();
    disk.fail(FULL);
    person.press("A Ctrl+PageDown");
    person.wait(2);
    assert_eq!(person.document().title(), "Troops stayed.");
    let said = "“Rebels left Aleppo.” is not saved: ";
    assert!(person.harness.query_by_label_contains(said).is_some());
    disk.fail(None);
    person.press("Ctrl+PageUp Ctrl+S Ctrl+PageDown");
    assert!(person.harness.query_by_label_contains(said).is_none());
}

#[test]
fn an_article_that_is_gone_can_be_passed() {
    let mut person = Start {
        files: &[
            ("a.txt", "One.\n"),
            ("b.txt", "Two.\n"),
            ("c.txt", "Three.\n"),
        ],
        ..Start::default()
    }
    .sit_down();
    std::fs::remove_file(person.folder.path().join("b.txt")).expect("removed");
    person.press("Ctrl+PageDown");
    assert!(person.said().contains("b.txt"), "{}", person.said());
    person.press("Ctrl+PageDown");
    assert_eq!(person.document().title(), "Three.");
}

#[test]
fn work_whose_file_was_removed_is_written_again() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left Aleppo.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    std::fs::remove_file(person.folder.path().join("a.txt.obelus.json")).expect("removed");
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S");
    let saved = person.file("a.txt.obelus.json").expect("written again");
    assert_eq!(saved.matches("\"quote\"").count(), 2);
}
