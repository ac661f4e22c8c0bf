//! The desk with its real background threads.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, RawInput};
use obelus::annotation::{Label, Timestamp};
use obelus::jobs::{Jobs, Waker};
use obelus::storage::{OnDisk, settings::Settings};
use obelus::ui::{Desk, Surroundings, install_theme};

fn frame(context: &egui::Context, desk: &mut Desk, events: Vec<Event>) {
    let input = RawInput {
        events,
        ..RawInput::default()
    };
    let output = context.run_ui(input, |ui| desk.frame(ui));
    output.drop_without_applying_deltas();
}

/// Slow machines are slow; what never comes fails the test.
const PATIENCE: Duration = Duration::from_secs(120);

fn desk(context: &egui::Context) -> Desk {
    install_theme(context);
    let waker: Waker = Arc::new(|| {});
    let storage: Arc<OnDisk> = Arc::new(OnDisk);
    Desk::new(Surroundings {
        jobs: Jobs::start(storage.clone(), None, &waker).expect("threads can be started"),
        storage,
        settings: Settings::default(),
        settings_file: None,
        clock: None,
        now: Box::new(|| Timestamp::new("2026-01-01T00:00:00Z")),
        suggest: true,
        sample_folder: None,
    })
}

/// Lets time pass at the desk until something is so.
fn until(context: &egui::Context, desk: &mut Desk, what: &str, is_so: impl Fn(&Desk) -> bool) {
    let patience = Instant::now() + PATIENCE;
    while !is_so(desk) {
        assert!(Instant::now() < patience, "it never came to this: {what}");
        frame(context, desk, Vec::new());
    }
}

#[test]
fn every_article_is_matched_when_it_is_shown_though_several_were_opened_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "Rebels attacked Aleppo on Monday, killing 12 people. ".repeat(2000);
    let paths = ["one.txt", "two.txt", "three.txt"].map(|name| folder.path().join(name));
    for path in &paths {
        std::fs::write(path, &long).expect("a file");
    }
    let context = egui::Context::default();
    let mut desk = desk(&context);
    desk.open_paths(&paths);
    let patience = Instant::now() + PATIENCE;
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < paths.len() {
        assert!(Instant::now() < patience, "matched are only {seen:?}");
        let done = desk
            .document()
            .filter(|d| d.offers.complete && d.offers.open_count() > 0)
            .map(|d| d.place.file().to_owned());
        let mut events = Vec::new();
        if let Some(path) = done {
            seen.insert(path);
            events.push(Event::Key {
                key: Key::PageUp,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::CTRL | Modifiers::COMMAND,
            });
        }
        frame(&context, &mut desk, events);
    }
}

#[test]
fn files_that_come_change_and_go_while_their_folder_is_open_are_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| std::fs::write(path(name), text).expect("a file");
    write("one.txt", "Rebels attacked Aleppo on Monday.");
    let context = egui::Context::default();
    let mut desk = desk(&context);
    desk.open_paths(&[folder.path().to_owned()]);
    until(&context, &mut desk, "an article is open", |desk| {
        desk.document().is_some()
    });

    write("two.txt", "Talks began in Geneva.");
    until(&context, &mut desk, "two are listed", |desk| {
        desk.listed() == 2
    });

    write(
        "obelus.toml",
        "[[labels]]\nname = \"weapon\"\nkey = \"W\"\n",
    );
    let weapon = Label::new("weapon");
    until(&context, &mut desk, "the schema is read again", |desk| {
        let document = desk.document();
        document.is_some_and(|document| document.schema().label(&weapon).is_some())
    });

    std::fs::remove_file(path("two.txt")).expect("a file to remove");
    until(&context, &mut desk, "one is listed", |desk| {
        desk.listed() == 1
    });
}
