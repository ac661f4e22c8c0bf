//! No frame costs the article: what is drawn, scrolled, jumped to and marked in a large one stays
//! within a generous bound, and near to what it costs in a small one. `make bench` measures the
//! same in release.

#[expect(dead_code, reason = "the bench tells more")]
mod large;

use std::time::Duration;

use egui::{Event, Key, Pos2};

use large::bare::{self, Bare, Cost, desk, key};

const FRAMES: usize = 60;

/// The medians in one article: still, scrolling, after a jump, with a mark.
fn medians(bytes: usize, unbroken: bool) -> [Duration; 4] {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut bare, _) = desk(folder.path(), bytes, unbroken);
    let length = bare.desk.document().map_or(0, |d| d.article.text().len());
    bare.desk.go_to(bare::place(length, 5));
    bare.frames(20, |_| vec![Event::PointerMoved(Pos2::new(600.0, 400.0))]);
    let still = bare.frames(FRAMES, |_| Vec::new());
    let wheel = |_| vec![bare::line_down()];
    let scrolling = bare.frames(FRAMES, wheel);
    bare.frames(30, |_| Vec::new());
    let mut jumps = Vec::new();
    let mut marks = Vec::new();
    for number in 0..FRAMES {
        bare.desk.go_to(bare::place(length, number));
        jumps.push(bare.frame(Vec::new()));
        let before = spans(&bare);
        bare.frame(vec![key(Key::Escape)]);
        let cost = bare.frame(vec![key(Key::A)]);
        if spans(&bare) > before {
            marks.push(cost);
        }
    }
    assert!(marks.len() > FRAMES / 2, "most keys mark a word");
    [still, scrolling, jumps, marks].map(|costs| median(&costs))
}

fn spans(bare: &Bare) -> usize {
    bare.desk.document().map_or(0, |d| d.set.len())
}

fn median(costs: &[Cost]) -> Duration {
    let mut times: Vec<_> = costs.iter().map(|cost| cost.shapes).collect();
    times.sort();
    times[times.len() / 2]
}

#[test]
fn no_frame_costs_the_article() {
    let small = medians(100_000, false);
    for unbroken in [false, true] {
        let large = medians(3_000_000, unbroken);
        let what = ["still", "scrolling", "a jump", "a mark"];
        // Five times the aims for a release build, and a slow machine's worth of the small one.
        let bounds = [0.5, 2.0, 8.0, 4.0].map(|aim| Duration::from_secs_f64(aim * 5.0 / 1e3));
        for place in 0..4 {
            let (small, large) = (small[place], large[place]);
            let name = what[place];
            assert!(
                large < bounds[place],
                "{name}: {large:?}, unbroken: {unbroken}"
            );
            assert!(
                large < 4 * small + Duration::from_millis(1),
                "{name}: {large:?} where a small article takes {small:?}, unbroken: {unbroken}"
            );
        }
    }
}
