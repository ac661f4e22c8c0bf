//! A real process at work, killed at random moments over and over: nothing that it reported as
//! kept is ever missing.
//!
//! `OBELUS_SOAK=1 cargo test --release --test kills -- --nocapture` kills a thousand times.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

mod gestures;

use gestures::{Random, TEXT};
use obelus::annotation::{AnnotationSet, History};
use obelus::jobs::{Jobs, Reply, Request};
use obelus::storage::{self, Begun, Files, OnDisk};
use obelus::text::Article;

/// Names the folder and the seed for a process that is to be killed.
const FOLDER: &str = "OBELUS_KILLS_FOLDER";
const SEED: &str = "OBELUS_KILLS_SEED";

fn article() -> Article {
    Article::from_text("a.txt", TEXT)
}

/// Only at work where the other test says so, in a process of its own: edits, and says what was
/// reported as kept.
#[test]
fn worker() {
    let (Some(folder), Ok(seed)) = (std::env::var_os(FOLDER), std::env::var(SEED)) else {
        return;
    };
    let folder = PathBuf::from(folder);
    let seed: u64 = seed.parse().unwrap();
    let jobs = Jobs::start(
        Arc::new(OnDisk),
        Some(folder.join("own")),
        &(Arc::new(|| {}) as _),
    );
    let jobs = jobs.unwrap();
    println!("\nready");
    let path = folder.join("a.txt");
    let annotator = None;
    jobs.ask(Request::Open {
        number: 1,
        place: path.into(),
        annotator,
    })
    .unwrap();
    let patience = Duration::from_secs(60);
    let Some(Reply::Opened { result, .. }) = jobs.wait(patience) else {
        panic!("nothing was opened");
    };
    let began = result.unwrap();
    assert!(began.waiting == 0, "{:?}", began.notices);
    let (mut set, mut history) = (began.opened.set, began.history);
    let (mut edits, mut whims) = (Random(seed), Random(!seed));
    let mut revision = 0;
    loop {
        for _ in 0..=whims.below(4) {
            let step = gestures::step(&mut edits, &article(), &mut set, &mut history);
            revision += 1;
            let step = Box::new(step);
            jobs.ask(Request::Record {
                number: 1,
                revision,
                step,
            })
            .unwrap();
        }
        let saving = whims.chance(30);
        if saving {
            jobs.ask(Request::Save { number: 1 }).unwrap();
        }
        let (mut kept, mut saved) = (false, !saving);
        while !(kept && saved) {
            match jobs.wait(patience).unwrap() {
                Reply::Kept {
                    revision: safe,
                    result,
                    ..
                } => {
                    result.unwrap();
                    println!("\nkept {safe}");
                    kept = safe == revision;
                }
                Reply::Saved {
                    revision: safe,
                    result,
                    ..
                } => {
                    result.unwrap();
                    println!("\nkept {safe}");
                    saved = safe == revision;
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

/// Kills a process at work after so long; the last revision that it reported as kept.
fn kill_one(folder: &Path, seed: u64, delay: Duration) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "worker", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (say, said) = channel();
    let reader = thread::spawn(move || {
        let mut kept = 0;
        for line in output.lines() {
            // The last line may be cut off.
            let Ok(line) = line else { break };
            if line == "ready" {
                say.send(()).unwrap();
            }
            if let Some(revision) = line.strip_prefix("kept ") {
                kept = revision.parse().unwrap();
            }
        }
        kept
    });
    let ready = said.recv();
    thread::sleep(delay);
    let early = child.try_wait().unwrap();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        ready.is_ok() && early.is_none(),
        "it ended by itself: {words}"
    );
    reader.join().unwrap()
}

fn begin(folder: &Path) -> Begun {
    let files: Arc<dyn Files> = Arc::new(OnDisk);
    let own = folder.join("own");
    storage::begin(&files, folder.join("a.txt"), None, Some(&own)).unwrap()
}

/// After how many steps, at least so many, the work was in this state.
fn steps_to(
    found: &AnnotationSet,
    least: u64,
    seed: u64,
    set: &mut AnnotationSet,
    history: &mut History,
) -> Option<u64> {
    let mut random = Random(seed);
    for step in 0..least + 10 {
        if step >= least && set == found {
            return Some(step);
        }
        gestures::step(&mut random, &article(), set, history);
    }
    None
}

#[test]
fn nothing_kept_is_missing_after_a_kill() {
    let kills = if std::env::var_os("OBELUS_SOAK").is_some() {
        1000
    } else {
        25
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), TEXT).unwrap();
    let mut random = Random(0x0BE1_0515);
    let (mut set, mut history) = (begin(folder).opened.set, History::default());
    let (mut reported, mut brought_back) = (0, 0);
    for number in 0..kills {
        let seed = random.number();
        let delay = Duration::from_micros(1000 + random.number() % 39_000);
        let least = kill_one(folder, seed, delay);
        reported += least;
        let begun = begin(folder);
        let waits = (begun.waiting, begun.keeper.is_none());
        assert_eq!(waits, (0, false), "kill {number}: {:?}", begun.notices);
        let found = &begun.opened.set;
        let steps = steps_to(found, least, seed, &mut set, &mut history);
        assert!(
            steps.is_some(),
            "kill {number}, seed {seed:#x}: {least} steps were reported as kept, and the set is \
             none that came then; {:?}",
            begun.notices
        );
        brought_back += begun.recovered;
        (set, history) = (begun.opened.set, begun.history);
        let mut keeper = begun.keeper.unwrap();
        if random.chance(10) {
            // A clean close now and then: undo ends there.
            keeper.save().unwrap();
            keeper.rest();
            history = History::default();
        }
    }
    assert!(reported > 0 && brought_back > 0, "the kills came too early");
    println!(
        "kills | {kills} survived | 0 losses ({reported} changes reported as kept, {brought_back} brought back)"
    );
    let left: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(left.len() <= 6, "kills leave rubbish behind: {left:?}");
}
