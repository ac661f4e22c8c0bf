//! The desk with its real background threads.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, RawInput};
use obelus::annotation::Timestamp;
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

#[test]
fn every_article_is_matched_when_it_is_shown_though_several_were_opened_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "Rebels attacked Aleppo on Monday, killing 12 people. ".repeat(2000);
    let paths = ["one.txt", "two.txt", "three.txt"].map(|name| folder.path().join(name));
    for path in &paths {
        std::fs::write(path, &long).expect("a file");
    }
    let context = egui::Context::default();
    install_theme(&context);
    let waker: Waker = Arc::new(|| {});
    let storage: Arc<OnDisk> = Arc::new(OnDisk);
    let mut desk = Desk::new(Surroundings {
        jobs: Jobs::start(storage.clone(), None, &waker).expect("threads can be started"),
        storage,
        settings: Settings::default(),
        settings_file: None,
        clock: None,
        now: Box::new(|| Timestamp::new("2026-01-01T00:00:00Z")),
        suggest: true,
        sample_folder: None,
    });
    desk.open_paths(&paths);
    let patience = Instant::now() + Duration::from_secs(120);
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
