//! What a frame of the whole desk costs: events in, shapes out, in this process and without a
//! display, with a span and a suggestion for each hundred bytes of the article. What follows, the
//! cutting of shapes into triangles, is given beside it. Times are those of the thread on a
//! processor: what else the machine does does not count.
//!
//! `cargo bench --bench desk -- 1000000 10000000` measures other sizes; `unbroken` is one
//! paragraph of 5 MB.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2};
use obelus::annotation::Timestamp;
use obelus::formats::native;
use obelus::jobs::{Jobs, Waker};
use obelus::storage::{OnDisk, settings::Settings};
use obelus::ui::{Desk, Surroundings, install_theme};

#[path = "../tests/large/mod.rs"]
mod large;

const SIZES: [usize; 4] = [100_000, 1_000_000, 10_000_000, 50_000_000];
const FRAMES: usize = 400;

/// The desk without a window.
struct Bare {
    context: egui::Context,
    desk: Desk,
    time: f64,
    triangles: bool,
}

/// What one frame cost.
#[derive(Clone, Copy, Default)]
struct Cost {
    shapes: Duration,
    triangles: Duration,
}

impl Bare {
    fn frame(&mut self, events: Vec<Event>) -> Cost {
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
        if self.triangles {
            let list = std::mem::take(&mut output.shapes);
            let made = self.context.tessellate(list, output.pixels_per_point);
            std::hint::black_box(made);
        }
        let triangles = begun.elapsed();
        output.drop_without_applying_deltas();
        Cost { shapes, triangles }
    }

    fn frames(&mut self, count: usize, mut events: impl FnMut(usize) -> Vec<Event>) -> Vec<Cost> {
        (0..count).map(|i| self.frame(events(i))).collect()
    }
}

/// An article of this size on the desk, with its work read from a file.
fn desk(folder: &Path, bytes: usize, unbroken: bool) -> (Bare, Duration) {
    let (article, set, suggestions) = large::work(bytes, unbroken);
    let path = folder.join("large.txt");
    std::fs::write(&path, article.text()).expect("the folder can be written");
    let mut file = Vec::new();
    native::encode(&article, &set, &mut file).expect("memory takes it");
    std::fs::write(folder.join("large.txt.obelus.json"), file).expect("the folder can be written");
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
        suggest: false,
    });
    let begun = Instant::now();
    desk.open_paths(&[path]);
    let mut bare = Bare {
        context,
        desk,
        time: 0.0,
        triangles: true,
    };
    while bare.desk.document().is_none() {
        bare.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(1));
    }
    let opened = begun.elapsed();
    bare.desk.offer(suggestions);
    bare.frames(30, |_| Vec::new());
    (bare, opened)
}

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The median and the 99th percentile, in milliseconds.
fn summary(costs: &[Cost], of: impl Fn(&Cost) -> Duration) -> (f64, f64) {
    let mut times: Vec<_> = costs.iter().map(|c| of(c).as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    (at(50), at(99))
}

fn measure(bytes: usize, unbroken: bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut bare, opened) = desk(folder.path(), bytes, unbroken);
    let document = bare.desk.document().expect("it is open");
    let length = document.article.text().len();
    println!(
        "\n{:.1} MB{}, {} spans, {} suggestions; opened in {:.2} s",
        length as f64 / 1e6,
        if unbroken { " in one paragraph" } else { "" },
        document.set.len(),
        document.offers.open_count(),
        opened.as_secs_f64(),
    );
    let middle = Pos2::new(600.0, 400.0);
    bare.desk.go_to(middle_of(length, 5));
    bare.frames(20, |_| vec![Event::PointerMoved(middle)]);

    let still = bare.frames(FRAMES, |_| Vec::new());
    report("nothing moves", &still);

    let wheel = |_| {
        vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -31.0),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }]
    };
    bare.frames(30, wheel);
    let scrolled = bare.frames(FRAMES, wheel);
    report("one line scrolled", &scrolled);
    bare.frames(30, |_| Vec::new());

    let mut jumps = Vec::new();
    for number in 0..FRAMES {
        bare.desk.go_to(middle_of(length, number));
        jumps.push(bare.frame(Vec::new()));
        bare.frames(2, |_| Vec::new());
    }
    report("jump to a random place", &jumps);

    let mut marked = Vec::new();
    let before = bare.desk.document().map_or(0, |d| d.set.len());
    for number in 0..FRAMES {
        bare.desk.go_to(middle_of(length, number * 7 + 1));
        bare.frame(vec![key(Key::Escape)]);
        bare.frames(3, |_| Vec::new());
        marked.push(bare.frame(vec![key(Key::A)]));
        bare.frames(1, |_| Vec::new());
    }
    let after = bare.desk.document().map_or(0, |d| d.set.len());
    println!("  ({} words marked)", after - before);
    report("key press to mark", &marked);
}

/// A place in the text, somewhere else for each number.
fn middle_of(length: usize, number: usize) -> usize {
    let share = (number as f64 * 0.618_033_988_749_894_9).fract();
    (length as f64 * share) as usize / 4 * 4
}

fn report(what: &str, costs: &[Cost]) {
    let (shapes, shapes_99) = summary(costs, |c| c.shapes);
    let (triangles, triangles_99) = summary(costs, |c| c.triangles);
    println!(
        "  {what:24} median {shapes:6.3} ms, p99 {shapes_99:6.3} ms; triangles {triangles:6.3}, {triangles_99:6.3}"
    );
}

fn main() {
    let mut sizes = Vec::new();
    let mut unbroken = false;
    for argument in std::env::args().skip(1) {
        if argument == "unbroken" {
            unbroken = true;
        } else if let Ok(size) = argument.parse() {
            sizes.push(size);
        }
    }
    let all = sizes.is_empty() && !unbroken;
    for size in if all { SIZES.to_vec() } else { sizes } {
        measure(size, false);
    }
    if unbroken || all {
        measure(5_000_000, true);
    }
}
