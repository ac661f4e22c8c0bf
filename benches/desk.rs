//! What a frame of the whole desk costs: events in, shapes out, in this process and without a
//! display, with a span and a suggestion for each hundred bytes of the article. What follows, the
//! cutting of shapes into triangles, is given beside it. Times are those of the thread on a
//! processor: what else the machine does does not count.
//!
//! `cargo bench --bench desk -- 1000000 10000000` measures other sizes; `unbroken` is one
//! paragraph of 5 MB.

use std::time::Duration;

use egui::{Event, Key, Pos2};

use self::large::bare::{self, Cost, desk, key};

#[path = "../tests/large/mod.rs"]
mod large;

const SIZES: [usize; 4] = [100_000, 1_000_000, 10_000_000, 50_000_000];
const FRAMES: usize = 400;

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
    bare.desk.go_to(bare::place(length, 5));
    bare.frames(20, |_| vec![Event::PointerMoved(middle)]);

    let still = bare.frames(FRAMES, |_| Vec::new());
    report("nothing moves", &still);

    let wheel = |_| vec![bare::line_down()];
    bare.frames(30, wheel);
    let scrolled = bare.frames(FRAMES, wheel);
    report("one line scrolled", &scrolled);
    bare.frames(30, |_| Vec::new());

    let mut jumps = Vec::new();
    for number in 0..FRAMES {
        bare.desk.go_to(bare::place(length, number));
        jumps.push(bare.frame(Vec::new()));
        bare.frames(2, |_| Vec::new());
    }
    report("jump to a random place", &jumps);

    let mut marked = Vec::new();
    let before = bare.desk.document().map_or(0, |d| d.set.len());
    for number in 0..FRAMES {
        bare.desk.go_to(bare::place(length, number * 7 + 1));
        bare.frame(vec![key(Key::Escape)]);
        bare.frames(3, |_| Vec::new());
        marked.push(bare.frame(vec![key(Key::A)]));
        bare.frames(1, |_| Vec::new());
    }
    let after = bare.desk.document().map_or(0, |d| d.set.len());
    println!("  ({} words marked)", after - before);
    report("key press to mark", &marked);
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
