//! Files that come, change and go under an open desk, and what was cut off.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use obelus::storage::cut_off::{CutOff, Note};
use obelus::storage::{Files, OnDisk};

use crate::driver::{Heard, Person, Start};

/// Lists what is open once more, as it is when something was touched.
fn look_again(person: &mut Person<'_>, path: &Path) {
    person.harness.state_mut().open_paths(&[path.to_owned()]);
    person.wait(4);
}

/// The rows of the list, as they are read out.
fn rows(person: &Person<'_>) -> Vec<String> {
    let nodes = person.nodes().into_iter();
    let rows = nodes.filter(|node| node.role == egui::accesskit::Role::ListItem);
    // Other lists stand on the right.
    let left = |node: &Heard| node.data.bounds().is_some_and(|bounds| bounds.x0 < 200.0);
    rows.filter(left).map(|node| node.name).collect()
}

fn records(lines: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.jsonl");
    write(&path, lines);
    (folder, path)
}

fn write(path: &Path, texts: &[&str]) {
    let line = |text: &&str| format!("{{\"text\":\"{text}\"}}\n");
    let lines: String = texts.iter().map(line).collect();
    std::fs::write(path, lines).expect("a file");
}

#[test]
fn a_list_that_shrinks_beneath_the_last_article_costs_nothing() {
    let names: Vec<String> = (0..6).map(|n| format!("{n}.txt")).collect();
    let files: Vec<_> = names
        .iter()
        .map(|n| (n.as_str(), "Six died in Gao.\n"))
        .collect();
    let mut person = Start {
        files: &files,
        suggest: true,
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+PageDown Ctrl+PageDown Ctrl+PageDown Ctrl+PageDown");
    for name in &names[..3] {
        std::fs::remove_file(person.path(name)).expect("removed");
    }
    let folder = person.folder.path().to_owned();
    look_again(&mut person, &folder);
    assert_eq!(rows(&person).len(), 3);
    assert_eq!(person.document().article.source, "4.txt");
    person.press("Ctrl+PageDown");
    assert_eq!(person.document().article.source, "5.txt");
}

#[test]
fn work_on_an_open_record_goes_with_it_when_lines_come_before_it() {
    let (folder, path) = records(&["Rebels left Aleppo.", "Troops left Gao."]);
    let mut person = Person::at_path(folder, path.clone(), Start::default());
    person.press("Enter");
    person.wait(3);
    person.press("A Ctrl+S");
    let marked = person.spans();
    write(
        &path,
        &[
            "Police left Gaza.",
            "Rebels left Aleppo.",
            "Troops left Gao.",
        ],
    );
    look_again(&mut person, &path);
    assert_eq!(
        rows(&person),
        [
            "Police left Gaza., ○ new",
            "Rebels left Aleppo., ◐ in progress · 1 span",
            "Troops left Gao., ○ new"
        ]
    );
    assert_eq!(
        person.said(),
        "news.jsonl has changed: 3 articles are listed"
    );
    assert_eq!(person.document().title(), "Rebels left Aleppo.");
    person.press("Ctrl+PageUp");
    assert_eq!(person.document().title(), "Police left Gaza.");
    assert_eq!(person.document().set.len(), 0);
    person.press("Ctrl+PageDown");
    assert_eq!(person.spans(), marked);
    // The next day it is the same.
    let folder = person.leave();
    let mut person = Person::at_path(folder, path, Start::default());
    person.wait(3);
    assert_eq!(person.document().title(), "Police left Gaza.");
    person.press("Ctrl+PageDown");
    assert_eq!(person.spans(), marked);
}

#[test]
fn an_open_record_that_was_changed_says_so_and_counts_for_no_other() {
    let (folder, path) = records(&["Rebels left Aleppo.", "Troops left Gao."]);
    let mut person = Person::at_path(folder, path.clone(), Start::default());
    person.press("Enter");
    person.wait(3);
    person.press("A Ctrl+S");
    write(&path, &["Nobody left.", "Troops left Gao."]);
    look_again(&mut person, &path);
    let said = person.said();
    assert!(
        said.contains("“Rebels left Aleppo.” was changed or removed in it"),
        "{said}"
    );
    assert_eq!(rows(&person)[0], "Nobody left., ○ new");
    std::fs::remove_file(&path).expect("removed");
    person.harness.state_mut().open_paths(&[path]);
    person.wait(3);
    assert!(person.said().contains("no such file"), "{}", person.said());
}

#[test]
fn a_file_of_records_opens_where_nothing_can_be_kept_beside_it() {
    let (folder, path) = records(&["Rebels left Aleppo."]);
    std::fs::write(folder.path().join("news.jsonl.obelus"), "in the way").expect("a file");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let start = || Start {
        fallback: Some(elsewhere.path().to_owned()),
        ..Start::default()
    };
    let mut person = Person::at_path(folder, path.clone(), start());
    person.press("Enter");
    person.wait(3);
    let said = person.said();
    assert!(
        said.contains("the columns hold until another file"),
        "{said}"
    );
    assert_eq!(person.document().title(), "Rebels left Aleppo.");
    person.press("A");
    person.wait(3);
    assert_eq!(person.document().keeping.in_words().0, "saved");
    let marked = person.spans();
    let folder = person.leave();
    let mut person = Person::at_path(folder, path, start());
    person.press("Enter");
    person.wait(3);
    assert_eq!(person.spans(), marked);
}

#[test]
fn a_change_across_articles_that_was_cut_off_is_told_and_can_be_gone_on_with() {
    let files = [
        ("a.txt", "Niger said so.\n"),
        ("b.txt", "Niger left.\n"),
        ("c.txt", "Niger came.\n"),
    ];
    let elsewhere = tempfile::tempdir().expect("a folder");
    let person = Start {
        files: &files,
        ..Start::default()
    }
    .sit_down();
    let folder = person.leave();
    let storage: Arc<dyn Files> = Arc::new(OnDisk);
    let change = CutOff {
        root: folder.path().to_owned(),
        name: "mark “Niger” as location in 3 articles".to_owned(),
        words: "Niger".to_owned(),
        to: Some("location".to_owned()),
        of: 3,
        done: 1,
        ..CutOff::default()
    };
    drop(Note::begin(&storage, elsewhere.path(), &change));
    let start = || Start {
        fallback: Some(elsewhere.path().to_owned()),
        ..Start::default()
    };
    let mut person = Person::at(folder, start());
    let told = "“mark “Niger” as location in 3 articles” reached 1 of 3 articles";
    assert!(person.harness.query_by_label_contains(told).is_some());
    person.press("Enter");
    person.wait(4);
    let shown = person.harness.query_all_by_label("Mark in all articles");
    assert!(shown.count() > 0);
    person.press("Enter");
    person.wait(4);
    assert!(
        person.said().starts_with("Done: mark “Niger”"),
        "{}",
        person.said()
    );
    for name in ["b.txt.obelus.json", "c.txt.obelus.json"] {
        assert!(
            person
                .file(name)
                .is_some_and(|work| work.contains("\"location\""))
        );
    }
    // Once it was decided it is not told again.
    let folder = person.leave();
    let person = Person::at(folder, start());
    assert!(person.harness.query_by_label_contains("reached").is_none());
}

#[test]
fn an_article_whose_work_would_have_too_long_a_name_is_shown_with_the_reason_first() {
    let long = format!("{}.txt", "a".repeat(250));
    let person = Start {
        files: &[
            (&long, "Rebels left Aleppo.\n"),
            ("b.txt", "Troops left.\n"),
        ],
        ..Start::default()
    }
    .sit_down();
    let document = person.document();
    assert_eq!(document.article.text(), "Rebels left Aleppo.\n");
    let why = document.read_only.as_deref().unwrap_or_default();
    assert!(
        why.starts_with("Read-only: the annotation file would have"),
        "{why}"
    );
}
