//! The desk without a window: frames are drawn in this process, and what they cost is the time of
//! the thread on a processor. What else the machine does does not count.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use obelus::annotation::Timestamp;
use obelus::formats::native;
use obelus::jobs::{Jobs, Waker};
use obelus::storage::{OnDisk, settings::Settings};
use obelus::ui::{Desk, Surroundings, install_theme};

/// The desk without a window.
pub struct Bare {
    context: egui::Context,
    pub desk: Desk,
    time: f64,
}

/// What one frame cost.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    /// Events in, shapes out.
    pub shapes: Duration,
    /// Cutting the shapes into triangles.
    pub triangles: Duration,
}

impl Bare {
    /// Draws one frame of 1280 × 800 points.
    pub fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let begun = ThreadTime::now();
        let mut output = self.context.run_ui(input, |ui| self.desk.frame(ui));
        let shapes = begun.elapsed();
        let begun = ThreadTime::now();
        let list = std::mem::take(&mut output.shapes);
        let made = self.context.tessellate(list, output.pixels_per_point);
        std::hint::black_box(made);
        let triangles = begun.elapsed();
        output.drop_without_applying_deltas();
        Cost { shapes, triangles }
    }

    /// Draws frames with the events of each.
    pub fn frames(
        &mut self,
        count: usize,
        mut events: impl FnMut(usize) -> Vec<Event>,
    ) -> Vec<Cost> {
        (0..count).map(|i| self.frame(events(i))).collect()
    }
}

/// An article of this size on the desk, with its work read from a file, and how long opening took.
pub fn desk(folder: &Path, bytes: usize, unbroken: bool) -> (Bare, Duration) {
    let (article, set, suggestions) = super::work(bytes, unbroken);
    let path = folder.join("large.txt");
    std::fs::write(&path, article.text()).expect("the folder can be written");
    let mut file = Vec::new();
    native::encode(&article, &set, &mut file).expect("memory takes it");
    std::fs::write(folder.join("large.txt.obelus.json"), file).expect("the folder can be written");
    let begun = Instant::now();
    let mut bare = at(&[path], false);
    while bare.desk.document().is_none() {
        bare.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(1));
    }
    let opened = begun.elapsed();
    bare.desk.offer(suggestions);
    bare.frames(30, |_| Vec::new());
    (bare, opened)
}

/// The desk with its threads, which has just been asked to open something.
#[must_use]
pub fn at(paths: &[PathBuf], suggest: bool) -> Bare {
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
        suggest,
    });
    desk.open_paths(paths);
    Bare {
        context,
        desk,
        time: 0.0,
    }
}

/// A turn of the wheel by about a line.
#[must_use]
pub fn line_down() -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -31.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

/// A key press.
#[must_use]
pub fn key(key: Key) -> Event {
    chord(Modifiers::NONE, key)
}

/// A key press with modifiers.
#[must_use]
pub fn chord(modifiers: Modifiers, key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

/// A place in the text, somewhere else for each number.
#[must_use]
pub fn place(length: usize, number: usize) -> usize {
    let share = (number as f64 * 0.618_033_988_749_894_9).fract();
    (length as f64 * share) as usize / 4 * 4
}
