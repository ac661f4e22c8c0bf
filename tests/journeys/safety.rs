//! Nothing is lost: crashes, full disks, two windows, other programs.

use std::io::ErrorKind;
use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use obelus::ui::Saved;

use crate::disk::{BadDisk, Step};
use crate::driver::{Person, Start};

const STORY: &[(&str, &str)] = &[("a.txt", "Rebels left Aleppo and Idlib.\n")];

fn sit_down() -> Person<'static> {
    Start {
        files: STORY,
        ..Start::default()
    }
    .sit_down()
}

/// What the status bar says of saving.
fn saved(person: &Person<'_>) -> String {
    person.document().keeping.in_words().0
}

#[test]
fn what_is_called_saved_survives_a_crash_and_can_be_undone() {
    let mut person = sit_down();
    assert_eq!(saved(&person), "no changes");
    person.press("A Ctrl+Right Ctrl+Right L");
    assert_eq!(saved(&person), "saved");
    assert!(
        person.file("a.txt.obelus.json").is_none(),
        "only the journal"
    );
    let spans = person.spans();
    let folder = person.leave();
    let mut person = Person::at(folder, Start::default());
    assert_eq!(person.spans(), spans);
    assert_eq!(
        person.said(),
        "Brought back 2 changes from the journal of an earlier run"
    );
    person.press("Ctrl+Z");
    assert_eq!(person.spans().lines().count(), 1);
    person.press("Ctrl+Z Ctrl+Y Ctrl+S");
    let written = person.file("a.txt.obelus.json").expect("saved");
    assert_eq!(written.matches("\"quote\"").count(), 1);
    // A crash after a save loses nothing either, and undo reaches back before it.
    let folder = person.leave();
    let mut person = Person::at(folder, Start::default());
    assert_eq!(person.said(), "");
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), "");
}

#[test]
fn a_clean_close_leaves_the_file_and_nothing_else() {
    let mut person = sit_down();
    person.press("A Ctrl+S");
    assert!(person.file(".a.txt.obelus.journal").is_some());
    assert!(person.file(".a.txt.obelus.lock").is_some());
    person.press("Ctrl+W");
    let mut names: Vec<_> = std::fs::read_dir(person.folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["a.txt", "a.txt.obelus.json"]);
}

#[test]
fn a_second_window_can_only_look_and_says_who_is_at_work() {
    let mut first = sit_down();
    first.press("A");
    let folder = tempfile::tempdir().expect("another name for the folder");
    let path = first.folder.path().to_owned();
    let second = Person::at_path(folder, path, Start::default());
    let why = second.document().read_only.clone().expect("read only");
    assert!(
        why.contains("process") && why.contains("is at work on it"),
        "{why}"
    );
    first.press("Ctrl+S");
    assert_eq!(saved(&first), "saved");
}

#[test]
fn a_full_disk_moves_the_journal_elsewhere_and_closing_asks() {
    let elsewhere = tempfile::tempdir().expect("the user's folder");
    let folder = tempfile::tempdir().expect("the articles");
    let disk = BadDisk::below(folder.path());
    std::fs::write(folder.path().join(STORY[0].0), STORY[0].1).expect("the article");
    let start = || Start {
        storage: Arc::new(disk.clone()),
        fallback: Some(elsewhere.path().to_owned()),
        ..Start::default()
    };
    let mut person = Person::at(folder, start());
    disk.fail(Some((Step::Write, ErrorKind::StorageFull)));
    person.press("A Ctrl+S");
    let said = saved(&person);
    assert!(
        said.contains("disk is full")
            && said.ends_with("your changes are safe in your own data folder"),
        "{said}"
    );
    person.press("Ctrl+W");
    let asked =
        "Your changes are safe in the journal: they come back when the article is opened again";
    assert!(person.harness.query_by_label(asked).is_some());
    person.press("Escape");
    let spans = person.spans();
    // The machine goes down while the disk is still full.
    let folder = person.leave();
    disk.fail(None);
    let mut person = Person::at(folder, start());
    assert_eq!(person.spans(), spans);
    person.press("Ctrl+S Ctrl+W");
    assert!(person.file("a.txt.obelus.json").is_some());
    let left = std::fs::read_dir(elsewhere.path())
        .expect("the folder")
        .count();
    assert_eq!(
        left, 0,
        "the journal is gone when the file holds everything"
    );
}

#[test]
fn a_save_is_tried_again_when_there_is_room() {
    let disk = BadDisk::default();
    let mut person = Start {
        files: STORY,
        storage: Arc::new(disk.clone()),
        ..Start::default()
    }
    .sit_down();
    disk.fail(Some((Step::Write, ErrorKind::StorageFull)));
    person.press("A Ctrl+S");
    assert!(
        saved(&person).contains("in memory only"),
        "{}",
        saved(&person)
    );
    let (heard, urgent, _) = person.announced();
    assert!(heard.contains("not saved"), "{heard}");
    assert!(urgent, "it interrupts whatever is being read");
    disk.fail(None);
    person.wait_seconds(11.0);
    assert_eq!(person.document().keeping.saved, Saved::Clean);
    assert!(person.file("a.txt.obelus.json").is_some());
    assert_eq!(person.announced().0, "Saved");
}

/// Clicks a button of a dialog.
fn choose(person: &mut Person<'_>, title: &str) {
    person.harness.get_by_label(title).click();
    person.wait(4);
}

/// A colleague's version of the file: Idlib is marked in it.
fn theirs() -> String {
    let mut colleague = sit_down();
    colleague.go_into("Idlib", 1);
    colleague.press("L Ctrl+S");
    colleague.file("a.txt.obelus.json").expect("saved")
}

/// A desk where Rebels is marked, and the file is the colleague's since.
fn changed_underneath() -> Person<'static> {
    let mut person = sit_down();
    person.press("A Ctrl+S");
    person.go_into("Aleppo", 1);
    person.press("L");
    let path = person.folder.path().join("a.txt.obelus.json");
    std::fs::write(path, theirs()).expect("the other version");
    person.press("Ctrl+S");
    person
}

#[test]
fn a_file_that_another_program_changed_is_merged_by_span() {
    let mut person = changed_underneath();
    let other = person.file("a.txt.obelus.json").expect("theirs");
    assert_eq!(other, theirs(), "it is not overwritten");
    person.harness.get_by_label("Merge by span").click();
    person.wait(4);
    person.press("Ctrl+S");
    let merged = person.spans();
    for words in ["location Aleppo", "location Idlib"] {
        assert!(merged.contains(words), "{merged}");
    }
    assert_eq!(person.document().keeping.saved, Saved::Clean);
    person.press("Ctrl+Z");
    assert!(!person.spans().contains("Aleppo"), "one step undoes it");
}

#[test]
fn ones_own_version_can_be_kept_beside_the_other() {
    let mut person = changed_underneath();
    person.harness.get_by_label("Keep mine beside it").click();
    person.wait(4);
    assert_eq!(person.file("a.txt.obelus.json"), Some(theirs()));
    let mine = person.file("a.txt.mine-1.obelus.json").expect("mine");
    assert!(mine.contains("\"quote\": \"Aleppo\""));
    assert!(person.spans().contains("Idlib") && !person.spans().contains("Aleppo"));
    assert!(person.said().contains("a.txt.mine-1.obelus.json"));
}

#[test]
fn the_other_version_can_be_opened_and_the_changes_are_set_aside() {
    let mut person = changed_underneath();
    person
        .harness
        .get_by_label("Open the other version")
        .click();
    person.wait(4);
    assert_eq!(person.file("a.txt.obelus.json"), Some(theirs()));
    assert!(person.file("a.txt.obelus.journal.aside-1").is_some());
    assert!(person.document().read_only.is_none());
    person.go_into("Rebels", 1);
    person.press("A Ctrl+S");
    assert_eq!(person.document().keeping.saved, Saved::Clean);
}

#[test]
fn changes_of_an_earlier_run_wait_when_the_file_is_another_one() {
    let mut person = sit_down();
    person.press("A");
    let folder = person.leave();
    std::fs::write(folder.path().join("a.txt.obelus.json"), theirs()).expect("the other version");
    let mut person = Person::at(folder, Start::default());
    assert!(person.document().read_only.is_some());
    // Deciding can wait, also over another crash.
    person.press("Escape");
    let folder = person.leave();
    let mut person = Person::at(folder, Start::default());
    person.harness.get_by_label("Merge by span").click();
    person.wait(4);
    assert!(person.document().read_only.is_none());
    let merged = person.spans();
    assert!(
        merged.contains("actor Rebels") && merged.contains("location Idlib"),
        "{merged}"
    );
}

#[test]
fn an_article_that_another_program_changed_while_out_of_sight_is_shown_as_it_is_now() {
    let mut person = Start {
        files: &[STORY[0], ("b.txt", "Troops stayed.\n")],
        ..Start::default()
    }
    .sit_down();
    person.press("A Ctrl+PageDown");
    person.wait(3);
    assert!(
        person.file(".a.txt.obelus.lock").is_none(),
        "it is free for others"
    );
    let path = person.folder.path().join("a.txt.obelus.json");
    std::fs::write(path, theirs()).expect("the other version");
    person.press("Ctrl+PageUp");
    person.wait(3);
    assert!(person.spans().contains("Idlib"), "{}", person.spans());
    assert!(person.said().contains("was changed by another program"));
    person.go_into("Rebels", 1);
    person.press("A Ctrl+S");
    assert_eq!(person.document().keeping.saved, Saved::Clean);
}

#[test]
fn what_can_be_read_of_a_broken_file_is_offered_and_the_file_is_set_aside() {
    let mut person = sit_down();
    person.press("A");
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S Ctrl+W");
    let whole = person.file("a.txt.obelus.json").expect("saved");
    let cut = whole.find("\"Aleppo\"").expect("the second span");
    let folder = person.leave();
    std::fs::write(folder.path().join("a.txt.obelus.json"), &whole[..cut]).expect("broken");
    let mut person = Person::at(folder, Start::default());
    let why = person.document().read_only.clone().expect("read only");
    assert!(why.contains("line") && why.contains("column"), "{why}");
    assert_eq!(person.spans().lines().count(), 1);
    person.press("Escape Ctrl+S");
    assert_eq!(
        person.file("a.txt.obelus.json").as_deref(),
        Some(&whole[..cut]),
        "not before it is decided"
    );
    let offer = "Go on with what could be read";
    person.harness.get_by_label(offer).click();
    person.wait(4);
    assert_eq!(
        person.file("a.txt.obelus.json.aside-1").as_deref(),
        Some(&whole[..cut])
    );
    assert!(person.document().read_only.is_none());
    person.go_into("Aleppo", 1);
    person.press("L Ctrl+S");
    let mended = person.file("a.txt.obelus.json").expect("saved");
    assert_eq!(mended.matches("\"quote\"").count(), 2);
}

/// Three spans on an article that was edited since: one sentence is as it was, one has another
/// word in it, one is gone.
fn edited_since() -> Person<'static> {
    let story = "Rebels left Aleppo on Monday. The army took the village of Idlib at night. \
                 Doctors counted the wounded in Hama.\n";
    let mut person = Start {
        files: &[("a.txt", story)],
        ..Start::default()
    }
    .sit_down();
    for words in ["Aleppo", "Idlib", "Hama"] {
        person.go_into(words, 1);
        person.press("Escape L");
    }
    person.press("Ctrl+S Ctrl+W");
    let folder = person.leave();
    let now = "A new line stands above.\n\nRebels left Aleppo on Monday. The army seized the \
               village of Idlib at night.\n";
    std::fs::write(folder.path().join("a.txt"), now).expect("edited");
    Person::at(folder, Start::default())
}

#[test]
fn spans_follow_an_article_that_was_edited() {
    let mut person = edited_since();
    let before = person.file("a.txt.obelus.json");
    assert!(person.document().read_only.is_some());
    assert_eq!(
        person.file("a.txt.obelus.json"),
        before,
        "nothing is written unasked"
    );
    let go_on = "Go on in the text as it is now";
    person.harness.get_by_label(go_on).click();
    person.wait(4);
    assert!(person.document().read_only.is_none());
    let spans = person.spans();
    assert!(
        spans.contains("location Aleppo") && spans.contains("location Idlib"),
        "{spans}"
    );
    let moved: Vec<_> = person.document().moved().map(|s| s.range).collect();
    let words: Vec<_> = moved
        .iter()
        .map(|range| person.document().article.quote(*range).to_owned())
        .collect();
    assert_eq!(words, ["Idlib"], "only this one is to be confirmed");
    let lost = &person.document().set.faulty;
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].raw["quote"], "Hama");
    // Over a restart the confirmation is still wanted.
    person.press("Ctrl+W");
    let folder = person.leave();
    let mut person = Person::at(folder, Start::default());
    assert!(person.document().read_only.is_none());
    assert_eq!(person.document().moved().count(), 1);
    person.press("M M Enter");
    assert_eq!(person.document().moved().count(), 0, "{}", person.said());
    person.select("above", 1);
    person.harness.get_by_label("Spans 2").click();
    person.wait(2);
    person
        .harness
        .get_by_label("Place on the selection")
        .click();
    person.wait(2);
    assert!(
        person.spans().contains("location above"),
        "{}",
        person.spans()
    );
    assert!(person.document().set.faulty.is_empty());
    person.press("Ctrl+Z");
    assert_eq!(person.document().set.faulty.len(), 1);
    person.press("Ctrl+S");
    let file = person.file("a.txt.obelus.json").expect("saved");
    assert!(file.contains("seized"), "with the new text");
}

#[test]
fn changes_in_the_journal_follow_an_article_that_was_edited() {
    let mut person = sit_down();
    person.press("A");
    let folder = person.leave();
    std::fs::write(
        folder.path().join("a.txt"),
        "First, this.\n\nRebels left Aleppo and Idlib.\n",
    )
    .expect("edited");
    let mut person = Person::at(folder, Start::default());
    let go_on = "Go on in the text as it is now";
    person.harness.get_by_label(go_on).click();
    person.wait(4);
    assert_eq!(person.spans(), "   14 actor Rebels\n");
    assert!(person.file("a.txt.obelus.json").is_some());
}

#[test]
fn an_empty_file_beside_a_whole_journal_is_set_aside_and_the_work_comes_back() {
    let mut person = sit_down();
    person.press("A");
    let folder = person.leave();
    std::fs::write(folder.path().join("a.txt.obelus.json"), "").expect("an empty file");
    let mut person = Person::at(folder, Start::default());
    assert!(person.document().read_only.is_some());
    choose(&mut person, "Set it aside and begin anew");
    assert_eq!(person.spans(), "    0 actor Rebels\n");
    assert!(person.file("a.txt.obelus.json.aside-1").is_some());
}

#[test]
fn adopting_work_keeps_a_journal_that_was_never_in_a_file() {
    let folder = tempfile::tempdir().expect("the articles");
    std::fs::write(folder.path().join("a.txt"), STORY[0].1).expect("the article");
    let amina = || Start {
        annotator: Some("amina"),
        ..Start::default()
    };
    let mut person = Person::at(folder, amina());
    person.press("A");
    let folder = person.leave();
    std::fs::write(folder.path().join("a.txt.obelus.json"), theirs()).expect("a colleague's");
    let mut person = Person::at(folder, amina());
    assert!(
        person
            .said()
            .contains("wait in .a.txt.amina.obelus.journal"),
        "{}",
        person.said()
    );
    choose(&mut person, "Adopt");
    assert!(person.file("a.txt.amina.obelus.json").is_some());
    let aside = person
        .file("a.txt.amina.obelus.journal.aside-1")
        .expect("kept");
    assert!(aside.contains("Rebels"));
}

#[test]
fn a_merge_of_an_edited_article_opens_it_in_its_new_text() {
    let mut person = sit_down();
    person.press("A Ctrl+S");
    person.go_into("Aleppo", 1);
    person.press("L");
    let folder = person.leave();
    std::fs::write(folder.path().join("a.txt.obelus.json"), theirs()).expect("the other version");
    let edited = format!("A new line.\n\n{}", STORY[0].1);
    std::fs::write(folder.path().join("a.txt"), edited).expect("edited");
    let mut person = Person::at(folder, Start::default());
    choose(&mut person, "Merge by span");
    choose(&mut person, "Go on in the text as it is now");
    let spans = person.spans();
    for line in ["   25 location Aleppo", "   36 location Idlib"] {
        assert!(spans.contains(line), "{spans}");
    }
}
