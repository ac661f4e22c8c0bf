//! The first hour: an empty desk, the sample corpus, the tour, the settings, quoting.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use obelus::storage::settings::{Face, Theme};

use crate::driver::{Person, SAMPLE, SETTINGS, Start};

fn empty() -> Person<'static> {
    Start {
        suggest: true,
        keeps_settings: true,
        empty: true,
        ..Start::default()
    }
    .sit_down()
}

fn shows(person: &Person<'_>, words: &str) -> bool {
    let mut found = person.harness.query_all_by_label_contains(words);
    found.next().is_some()
}

/// Runs a command out of the palette, by what it is called.
fn run(person: &mut Person<'_>, title: &str) {
    person.press("Ctrl+K");
    person.type_text(title);
    person.press("Enter");
    person.wait(3);
}

/// What went to the clipboard last.
fn copied(person: &Person<'_>) -> Option<String> {
    let commands = &person.harness.output().platform_output.commands;
    commands.iter().rev().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn the_tour_is_taken_by_doing_what_it_teaches() {
    let mut person = empty();
    run(&mut person, "Take the tour");
    assert!(shows(&person, "Tour, 1 of 7"));
    assert!(
        person
            .document()
            .place
            .file()
            .ends_with("01-river-talks.md")
    );
    assert!(person.file(&format!("{SAMPLE}/04-cyclone.md")).is_some());
    person.wait(10);
    // Esc means what it always means, and nothing but doing it leaves a step.
    person.press("Escape N Escape Escape");
    assert!(shows(&person, "Tour, 1 of 7") || shows(&person, "Tour, 2 of 7"));
    person.press("Ctrl+Right Ctrl+Right");
    assert!(shows(&person, "Tour, 2 of 7"));
    person.press("Escape F1 Escape A");
    assert!(shows(&person, "Tour, 3 of 7"));
    person.press("N");
    assert!(shows(&person, "Tour, 3 of 7"));
    person.press("Enter");
    assert!(shows(&person, "Tour, 4 of 7"));
    person.press("X");
    assert!(shows(&person, "Tour, 5 of 7"));
    person.press("Ctrl+Z");
    assert!(shows(&person, "Tour, 6 of 7"));
    assert_eq!(person.document().set.rejections().count(), 0);
    person.press("Ctrl+Enter");
    person.wait(3);
    assert!(shows(&person, "Tour, 7 of 7"));
    assert!(
        person
            .document()
            .place
            .file()
            .ends_with("02-convoy-ambush.md")
    );
    let saved = person.file(&format!("{SAMPLE}/01-river-talks.md.obelus.json"));
    assert!(
        saved
            .expect("it was saved")
            .contains("\"status\": \"done\"")
    );
    person.press("Ctrl+K");
    assert!(shows(&person, "Tour, the end"));
    person.press("Escape");
    assert!(shows(&person, "F1 is the help"));
    person.tab_to("Close");
    person.press("Space");
    assert!(!shows(&person, "Tour, the end"));
    assert!(
        person
            .focused()
            .is_some_and(|at| at.starts_with("Document"))
    );
}

#[test]
fn a_step_of_the_tour_can_be_passed_over_and_the_tour_ended_by_key() {
    let mut person = empty();
    run(&mut person, "Take the tour");
    assert!(person.announced().0.contains("Tour, step 1"));
    person.tab_to("Skip this step");
    person.press("Space");
    assert!(shows(&person, "Tour, 2 of 7"));
    assert!(person.announced().0.contains("Tour, step 2"));
    run(&mut person, "Skip this step of the tour");
    assert!(shows(&person, "Tour, 3 of 7"));
    run(&mut person, "End the tour");
    assert!(!shows(&person, "Tour, "));
    assert_eq!(person.spans(), "");
}

#[test]
fn the_empty_desk_offers_what_was_open_last_by_key() {
    let mut person = empty();
    assert!(shows(&person, "A folder of articles…"));
    assert!(!shows(&person, "Open again"));
    run(&mut person, "Open the sample corpus");
    person.press("Ctrl+PageDown");
    person.wait_seconds(1.0);
    let folder = person.leave();
    let start = Start {
        keeps_settings: true,
        empty: true,
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    assert!(shows(&person, "Open the folder sample-corpus/, 1"));
    assert!(shows(&person, "Open the article 02-convoy-ambush.md, 2"));
    person.press("3");
    person.wait(3);
    assert!(
        person
            .document()
            .place
            .file()
            .ends_with("01-river-talks.md")
    );
    person.press("Ctrl+W");
    assert!(shows(&person, "Open again"));
    person.press("1");
    person.wait(4);
    assert!(shows(&person, "Court annuls dismissal"));
}

#[test]
fn unpacking_the_sample_corpus_again_overwrites_nothing() {
    let mut person = empty();
    run(&mut person, "Open the sample corpus");
    let first = person.folder.path().join(SAMPLE).join("01-river-talks.md");
    std::fs::write(&first, "Mine.\n").expect("it can be written");
    run(&mut person, "Open the sample corpus");
    assert_eq!(
        std::fs::read_to_string(&first).ok().as_deref(),
        Some("Mine.\n")
    );
}

#[test]
fn settings_are_changed_by_key_and_hold_at_once() {
    let mut person = Start {
        files: &[("report.txt", "Rebels left Aleppo on Monday.\n")],
        keeps_settings: true,
        ..Start::default()
    }
    .sit_down();
    let run = |person: &Person<'_>| person.runs()[0].data.bounds();
    let at_first = run(&person);
    person.press("Ctrl+Comma");
    assert!(shows(&person, "Settings"));
    person.tab_to("Dark");
    person.press("Space");
    assert_eq!(person.harness.ctx.theme(), egui::Theme::Dark);
    person.tab_to("Inter");
    person.press("Space");
    person.wait(2);
    assert_ne!(run(&person), at_first);
    // Being shown changes nothing, also not a size that lies between the steps of keys.
    assert_eq!(
        person.node(Role::Slider, "Line spacing").words,
        "1.82 × the size"
    );
    for (name, at_first) in [
        ("Text size", "100 %"),
        ("Line width", "70 characters"),
        ("Line spacing", "1.82 × the size"),
    ] {
        person.tab_to(name);
        assert_eq!(person.node(Role::Slider, name).words, at_first);
        person.press("Right");
        assert_ne!(person.node(Role::Slider, name).words, at_first);
    }
    person.tab_to("Dragging selects whole words");
    person.press("Space");
    person.press("Escape");
    assert!(!shows(&person, "Restore defaults"));
    let kept = person.file(SETTINGS).expect("they are kept");
    for line in [
        "\"theme\": \"dark\"",
        "\"face\": \"sans\"",
        "\"line_width\": 71",
        "\"snap_to_words\": false",
    ] {
        assert!(kept.contains(line), "{line} in {kept}");
    }
    for usual in ["\"zoom\": 1.0,", "\"leading\": 1.82,"] {
        assert!(!kept.contains(usual), "{usual} in {kept}");
    }
    person.press("Ctrl+Comma");
    person.tab_to("Restore defaults");
    person.press("Space Escape");
    let kept = person.file(SETTINGS).expect("they are kept");
    assert!(
        kept.contains("\"face\": \"serif\"") && kept.contains("\"zoom\": 1.0"),
        "{kept}"
    );
}

#[test]
fn the_settings_lead_to_what_has_a_dialog_of_its_own() {
    let mut person = Start {
        files: &[("report.txt", "Rebels left Aleppo.\n")],
        ..Start::default()
    }
    .sit_down();
    for (button, dialog) in [
        ("Annotator: Change…", "Annotator name"),
        ("Matchers: Choose…", "Reading the article…"),
        ("Keys: Show keys", "keymap.toml in the settings folder"),
    ] {
        person.press("Ctrl+Comma");
        person.tab_to(button);
        person.press("Space");
        person.wait(2);
        assert!(shows(&person, dialog), "{button}");
        person.press("Escape");
    }
}

#[test]
fn a_wrong_value_in_the_settings_is_named_in_the_window_and_costs_itself_only() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join(".settings")).expect("a folder");
    let file =
        "{\"theme\": \"dark\", \"zoom\": \"big\", \"annotator\": \"amina\", \"face\": \"sans\"}";
    std::fs::write(folder.path().join(SETTINGS), file).expect("it can be written");
    std::fs::write(folder.path().join("a.txt"), "Rebels left.\n").expect("it can be written");
    let start = Start {
        keeps_settings: true,
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    let read = |person: &Person<'_>| {
        let file = person.file(SETTINGS).expect("they are kept");
        let value: serde_json::Value = serde_json::from_str(&file).expect("JSON");
        let fields = value.as_object().expect("an object").clone();
        obelus::storage::settings::Settings::read(fields)
    };
    person
        .harness
        .get_by_label("settings.json: 1 wrong value")
        .click();
    person.wait(3);
    let fault = "settings.json: “zoom” is \"big\" and must be a number from 0.5 to 4; the usual value holds";
    assert!(person.harness.query_by_label(fault).is_some());
    assert!(
        person
            .document()
            .annotation_path
            .ends_with("a.txt.amina.obelus.json")
    );
    assert_eq!(person.harness.ctx.theme(), egui::Theme::Dark);
    let kept = read(&person);
    assert_eq!((kept.theme, kept.face), (Theme::Dark, Face::Sans));
    assert_eq!(kept.refused["zoom"], "big", "nobody chose otherwise yet");
    person.tab_to("Text size");
    person.press("Right Escape");
    assert!(!shows(&person, "wrong value"));
    assert!(read(&person).refused.is_empty());
}

#[test]
fn words_are_copied_with_where_they_stand() {
    let mut person = Start {
        files: &[(
            "report.md",
            "---\ntitle: Gao\ndate: 2025-03-11\nurl: https://example.org/g\n---\n\nÀ Gao, 650 soldats partent.\n",
        )],
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+Shift+C");
    assert_eq!(person.said(), "Select words or a span first");
    person.select("650 soldats", 1);
    person.harness.event(egui::Event::Key {
        key: egui::Key::C,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::COMMAND | egui::Modifiers::CTRL | egui::Modifiers::SHIFT,
    });
    person.harness.step();
    let start = person.document().article.text().chars().collect::<String>();
    let start = start
        .find("650")
        .map(|at| start[..at].chars().count())
        .expect("there");
    assert_eq!(
        copied(&person).expect("it was copied"),
        format!(
            "“650 soldats” — Gao, report.md, 2025-03-11, https://example.org/g, [{start}, {})",
            start + 11
        )
    );
    assert_eq!(person.said(), "Copied with citation");
}

const THREE: &[(&str, &str)] = &[
    ("a.txt", "Rebels left Aleppo on Monday.\n"),
    ("b.txt", "Troops stayed in Homs.\n"),
    ("c.txt", "France sent envoys.\n"),
];

/// The first words of the article, and where the caret is in it.
fn at(person: &Person<'_>) -> (String, usize) {
    let document = person.document();
    (document.article.source.clone(), document.caret.position)
}

#[test]
fn back_and_forward_go_through_articles_and_the_jumps_within_them() {
    let mut person = Start {
        files: THREE,
        ..Start::default()
    }
    .sit_down();
    let place = |name: &str, caret| (name.to_owned(), caret);
    // A span makes a jump within the first article; then on to the third.
    person.press("Ctrl+Right A Escape Ctrl+End Escape");
    let end = at(&person).1;
    person.press("Shift+M");
    assert_eq!(at(&person), place("a.txt", 0));
    person.press("Escape Ctrl+Right Ctrl+Right Ctrl+PageDown");
    person.press("Right Ctrl+PageDown Right Right");
    assert_eq!(at(&person), place("c.txt", 2));
    person.press("Alt+Home");
    assert_eq!(at(&person), place("b.txt", 1));
    person.press("Alt+Home");
    let (name, caret) = at(&person);
    assert!(name == "a.txt" && caret > 0, "{name} {caret}");
    person.press("Alt+End");
    assert_eq!(at(&person), place("b.txt", 1));
    person.press("Alt+End");
    assert_eq!(at(&person), place("c.txt", 2));
    person.press("Alt+End");
    assert_eq!(person.said(), "No jump to go forward to");
    // Another way on ends what could be gone forward to.
    person.press("Alt+Home Ctrl+PageUp");
    assert_eq!(at(&person).0, "a.txt");
    person.press("Alt+End");
    assert_eq!(person.said(), "No jump to go forward to");
    person.press("Alt+Home");
    assert_eq!(at(&person), place("b.txt", 1));
    assert!(end > 0);
}

#[test]
fn a_search_within_the_article_is_gone_back_over_before_the_article() {
    let mut person = Start {
        files: THREE,
        ..Start::default()
    }
    .sit_down();
    person.press("Ctrl+PageDown Ctrl+F");
    person.type_text("Homs");
    person.press("Escape Escape");
    person.wait(2);
    let there = at(&person);
    assert!(there.1 > 0, "{there:?}");
    person.press("Alt+Home");
    assert_eq!(at(&person), ("b.txt".to_owned(), 0));
    person.press("Alt+Home");
    assert_eq!(at(&person).0, "a.txt");
    person.press("Alt+Home");
    assert_eq!(person.said(), "No jump to go back from");
    person.press("Alt+End Alt+End");
    assert_eq!(at(&person), there);
}

/// An annotation file of an annotator, made by working as that annotator.
fn work_of(folder: tempfile::TempDir, who: &str, keys: &[&str]) -> tempfile::TempDir {
    let start = Start {
        annotator: Some(who),
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    for keys in keys {
        person.press(keys);
    }
    person.press("Ctrl+S");
    person.leave()
}

#[test]
fn anothers_work_is_shown_beneath_and_a_span_of_it_taken_over() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in THREE {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let keys = ["A Escape Ctrl+Right Ctrl+Right L", "Ctrl+PageDown A"];
    let folder = work_of(folder, "amina", &keys);
    let file = "a.txt.amina.obelus.json";
    let theirs = std::fs::read_to_string(folder.path().join(file)).expect("it was saved");
    let start = Start {
        annotator: Some("omar"),
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    run(&mut person, "Show another");
    person.tab_to("amina");
    person.press("Space");
    person.wait(2);
    assert!(shows(&person, "Shown beneath: the work of amina, 2 spans"));
    person.node(Role::Mark, "amina: actor: Rebels");
    person.node(Role::Mark, "amina: location: Aleppo");
    assert_eq!(person.spans(), "");
    // It cannot be selected or deleted, and can be taken over in one step.
    person.press("Space M Delete");
    run(&mut person, "Take over another");
    assert_eq!(person.spans(), "    0 actor Rebels\n");
    run(&mut person, "Take over another");
    assert_eq!(person.said(), "You have marked the same already");
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), "");
    // It goes along; where they have no work, that is said.
    person.press("Ctrl+PageDown");
    person.wait(2);
    assert!(shows(&person, "Shown beneath: the work of amina, 1 span"));
    person.press("Ctrl+PageDown");
    person.wait(2);
    assert!(shows(&person, "amina has no work on this article"));
    run(&mut person, "Hide another");
    assert!(!shows(&person, "amina has no work"));
    person.press("Ctrl+PageUp Ctrl+PageUp");
    assert!(!shows(&person, "Shown beneath"));
    person.press("Ctrl+S");
    assert_eq!(person.file(file).as_deref(), Some(&*theirs));
}

#[test]
fn what_another_marked_on_words_that_changed_is_left_out_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = folder.path().join("a.txt");
    std::fs::write(&article, THREE[0].1).expect("it can be written");
    let keys = ["A Escape Ctrl+Right Ctrl+Right L"];
    let folder = work_of(folder, "amina", &keys);
    std::fs::write(&article, "Rebels left Palmyra on Monday.\n").expect("it can be written");
    let start = Start {
        annotator: Some("omar"),
        ..Start::default()
    };
    let mut person = Person::at(folder, start);
    run(&mut person, "Show another");
    person.press("Space");
    person.wait(2);
    let said = "the work of amina, 1 span; 1 left out, since other words stand there now";
    assert!(shows(&person, said));
}

#[test]
fn the_last_card_of_the_tour_goes_with_escape() {
    let mut person = empty();
    run(&mut person, "Take the tour");
    for _ in 0..7 {
        run(&mut person, "Skip this step of the tour");
    }
    let card = |person: &Person<'_>| {
        let nodes = person.nodes().into_iter();
        let said = nodes.map(|node| node.name + &node.words);
        said.filter(|words| words.contains("That is how one works here"))
            .count()
    };
    let with_card = card(&person);
    person.press("Escape");
    person.wait(2);
    assert!(card(&person) < with_card, "the card is gone");
}
