//! Opening, saving, and what goes wrong with files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use obelus::storage::{Files, Kind, Listed, OnDisk};
use obelus::ui::Saved;

use crate::driver::{Person, Start};

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
    let mut person = Person::at(folder, false, None, Arc::new(OnDisk));
    assert_eq!(person.document().set, before);
    // The id of a deleted span is not given again.
    person.press("M Delete");
    person.press("A Ctrl+S");
    let folder = person.leave();
    let person = Person::at(folder, false, None, Arc::new(OnDisk));
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
    person.press("A");
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
fn a_file_that_changed_underneath_is_not_overwritten() {
    let mut person = Start {
        files: &[("a.txt", "Rebels left.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    let path = person.folder.path().join("a.txt.obelus.json");
    let other = std::fs::read_to_string(&path)
        .expect("saved")
        .replace("actor", "event");
    std::fs::write(&path, &other).expect("changed by another program");
    person.go_into("left", 1);
    person.press("E Ctrl+S");
    let Saved::Failed(why) = &person.document().saved else {
        panic!("{:?}", person.document().saved);
    };
    assert!(why.contains("another program changed it"), "{why}");
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), other);
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
    let mut person = Person::at(folder, false, Some("amina"), Arc::new(OnDisk));
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
    let storage = Arc::new(FullDisk::default());
    let mut person = Start {
        files: &[("a.txt", "Rebels left Aleppo.\n")],
        storage: storage.clone(),
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+S");
    let saved = person.file("a.txt.obelus.json").expect("saved");
    storage.full.store(true, Ordering::Relaxed);
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S");
    let Saved::Failed(why) = &person.document().saved else {
        panic!("{:?}", person.document().saved);
    };
    assert!(why.contains("disk is full"), "{why}");
    assert_eq!(person.file("a.txt.obelus.json"), Some(saved));
    // Closing asks instead of losing it.
    person.press("Ctrl+W");
    assert_eq!(person.spans().lines().count(), 2);
    person.press("Escape");
    storage.full.store(false, Ordering::Relaxed);
    person.press("Ctrl+S");
    assert_eq!(person.document().saved, Saved::Clean);
    let names: Vec<_> = std::fs::read_dir(person.folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names.len(), 2, "no temporary file is left: {names:?}");
}

#[test]
fn a_save_that_failed_is_shown_from_every_article() {
    use egui_kittest::kittest::Queryable as _;
    let storage = Arc::new(FullDisk::default());
    let mut person = Start {
        files: &[
            ("a.txt", "Rebels left Aleppo.\n"),
            ("b.txt", "Troops stayed.\n"),
        ],
        storage: storage.clone(),
        ..Start::default()
    }
    .sit_down();
    storage.full.store(true, Ordering::Relaxed);
    person.press("A Ctrl+PageDown");
    person.wait(2);
    assert_eq!(person.document().title(), "Troops stayed.");
    let said = "“Rebels left Aleppo.” is not saved: ";
    assert!(person.harness.query_by_label_contains(said).is_some());
    storage.full.store(false, Ordering::Relaxed);
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

/// The real disk, until it is full.
#[derive(Debug, Default)]
struct FullDisk {
    full: AtomicBool,
}

impl Files for FullDisk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        OnDisk.kind(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        OnDisk.read(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        OnDisk.list(folder)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        OnDisk.resolve(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
        if self.full.load(Ordering::Relaxed) {
            // Part of it is written before the disk is full.
            OnDisk.write_new(path, &bytes[..bytes.len() / 2], like)?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        OnDisk.write_new(path, bytes, like)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        OnDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        OnDisk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        OnDisk.sync_folder(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        OnDisk.make_folder(folder)
    }
}
