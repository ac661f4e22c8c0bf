//! The desk on a file of 100,000 records, with its real threads and without a display: how long
//! until the list can be used, the first time and with an index; how long until the next article
//! stands with its suggestions; what a frame costs meanwhile; and the memory of the process.
//!
//! `cargo bench --bench corpus_desk -- 10000` takes another number of records.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};

use self::large::bare::{Bare, at, chord, key};

#[path = "../tests/large/mod.rs"]
mod large;
#[path = "../tests/record_corpus/mod.rs"]
mod record_corpus;

const RECORDS: usize = 100_000;
const STEPS: usize = 60;

fn main() {
    let given = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let records = given.unwrap_or(RECORDS);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.jsonl");
    let mut bytes = Vec::new();
    record_corpus::write(&mut bytes, records, record_corpus::Written::JsonLines)
        .expect("memory takes it");
    std::fs::write(&path, &bytes).expect("the folder can be written");
    println!(
        "{records} records, {:.0} MB",
        bytes.len() as f64 / (1024.0 * 1024.0)
    );
    drop(bytes);
    println!("  empty desk: {} MB of memory", resident());

    let first = open(&path);
    println!("  listed the first time in {:.2} s", first.1.as_secs_f64());
    drop(first);
    let (mut bare, listed) = open(&path);
    println!("  listed with an index in {:.2} s", listed.as_secs_f64());
    // What was freed after a scan is not given back at once.
    println!("  {} MB of memory", resident());

    let mut waits = Vec::new();
    let mut frames = Vec::new();
    until(&mut bare, &mut frames, |bare| settled(bare));
    for _ in 0..STEPS {
        // A person reads for a while; the neighbours are matched meanwhile.
        let read = Instant::now();
        while read.elapsed() < Duration::from_millis(250) {
            frames.push(bare.frame(Vec::new()).shapes);
            std::thread::sleep(Duration::from_millis(8));
        }
        let before = bare.desk.document().map(|d| d.number);
        let begun = Instant::now();
        bare.frame(vec![chord(
            Modifiers::CTRL | Modifiers::COMMAND,
            Key::PageDown,
        )]);
        until(&mut bare, &mut frames, |bare| {
            bare.desk.document().map(|d| d.number) != before && settled(bare)
        });
        waits.push(begun.elapsed());
    }
    report("next article with its suggestions", &mut waits);
    report("a frame meanwhile", &mut frames);
    let mut typed = Vec::new();
    for letter in ["t", "r", "o"] {
        bare.frame(vec![chord(Modifiers::SHIFT, Key::F6)]);
        bare.frames(2, |_| Vec::new());
        let event = egui::Event::Text(letter.to_owned());
        typed.push(bare.frame(vec![event]).shapes);
        bare.frame(vec![key(Key::F6)]);
    }
    report("a letter in the filter", &mut typed);
    println!("  {} MB of memory", resident());
}

/// A desk on the file, and how long it took until the list was there.
fn open(path: &PathBuf) -> (Bare, Duration) {
    let begun = Instant::now();
    let mut bare = at(std::slice::from_ref(path), true);
    let mut frames = Vec::new();
    bare.frame(Vec::new());
    // The first time the columns are asked for; what was guessed is right.
    let mut asked = false;
    until(&mut bare, &mut frames, |bare| {
        if !asked && bare.desk.listed() == 0 {
            asked = true;
            std::thread::sleep(Duration::from_millis(50));
            bare.frames(3, |_| Vec::new());
            bare.frame(vec![key(Key::Enter)]);
        }
        bare.desk.listed() > 1
    });
    (bare, begun.elapsed())
}

fn settled(bare: &Bare) -> bool {
    bare.desk.document().is_some_and(|d| d.offers.complete)
}

/// Draws frames until something is so, and adds what they cost.
fn until(bare: &mut Bare, frames: &mut Vec<Duration>, mut so: impl FnMut(&mut Bare) -> bool) {
    let begun = Instant::now();
    while !so(bare) {
        assert!(begun.elapsed() < Duration::from_secs(120), "it never comes");
        frames.push(bare.frame(Vec::new()).shapes);
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!(
        "  {what:34} median {:7.2} ms, p99 {:7.2} ms, longest {:7.2} ms",
        at(50),
        at(99),
        at(100)
    );
}

/// Megabytes, where the system tells it.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1024
}
