//! Power cuts after any operation of long editing sessions: nothing that was reported as kept is
//! ever missing.
//!
//! `OBELUS_SOAK=1 cargo test --release --test crashes -- --nocapture` checks many more states,
//! with `OBELUS_SEED=n` those of one session.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

mod gestures;
#[path = "disk/simulated.rs"]
mod simulated;

use gestures::{Random, TEXT};
use obelus::annotation::{AnnotationSet, Change, History, Op, Step, Stroke, Transaction};
use obelus::storage::{self, Begun, Files, Keeper};
use obelus::text::Article;
use simulated::{Content, Operation, PowerCut, SimulatedDisk, Trouble};

const ARTICLE: &str = "/news/a.txt";
const NEWS: &str = "/news";
const OWN: &str = "/own";

fn is_soak() -> bool {
    std::env::var_os("OBELUS_SOAK").is_some()
}

/// An annotator at work, with everything that the disk must be able to give back.
struct Analyst {
    name: Option<&'static str>,
    set: AnnotationSet,
    history: History,
    keeper: Option<Keeper>,
    /// Each state of the work, from the first, with the operations before it.
    states: Vec<(usize, AnnotationSet)>,
    /// Which state was reported as safe, with the operations before the report.
    safe: Vec<(usize, usize)>,
}

fn begin(disk: &SimulatedDisk, name: Option<&str>) -> Begun {
    let files: Arc<dyn Files> = Arc::new(disk.clone());
    storage::begin(&files, Path::new(ARTICLE), name, Some(Path::new(OWN))).unwrap()
}

impl Analyst {
    fn new(disk: &SimulatedDisk, name: Option<&'static str>) -> Self {
        let mut analyst = Self {
            name,
            set: AnnotationSet::default(),
            history: History::default(),
            keeper: None,
            states: Vec::new(),
            safe: Vec::new(),
        };
        analyst.open(disk);
        analyst
    }

    /// Opens the article, perhaps again: what is there is one of the states that may be.
    fn open(&mut self, disk: &SimulatedDisk) {
        let begun = begin(disk, self.name);
        if !self.states.is_empty() {
            self.find(usize::MAX, &begun).unwrap();
        }
        let keeper = begun.keeper.unwrap();
        let safe = !keeper.is_unsynced();
        self.keeper = Some(keeper);
        self.history = begun.history;
        self.set = begun.opened.set;
        self.states.push((disk.position(), self.set.clone()));
        self.report_where(safe, disk);
    }

    /// The state as it is now was reported as safe.
    fn report_where(&mut self, safe: bool, disk: &SimulatedDisk) {
        if safe {
            self.safe.push((disk.position(), self.states.len() - 1));
        }
    }

    /// Whether an article that was opened after so many operations is in one of the states in
    /// which it may be.
    fn find(&self, position: usize, begun: &Begun) -> Result<(), String> {
        let reported = self.safe.iter().rev().find(|(at, _)| *at <= position);
        let least = reported.map_or(0, |(_, state)| *state);
        let set = &begun.opened.set;
        let mut may_be = self.states[least..].iter();
        let found = may_be.any(|(at, state)| *at <= position && state == set);
        let waits = begun.waiting > 0 || begun.keeper.is_none();
        if found && !waits {
            return Ok(());
        }
        let of = self.states.iter().position(|(_, state)| state == set);
        Err(format!(
            "state {of:?} where at least {least} was reported as kept; {} wait; {:?}",
            begun.waiting, begun.notices
        ))
    }

    /// Does one thing. What fails is not reported as safe, and nothing more is asked of it.
    fn act(&mut self, random: &mut Random, disk: &SimulatedDisk) {
        let article = Article::from_text("a.txt", TEXT);
        let Some(keeper) = &mut self.keeper else {
            self.open(disk);
            return;
        };
        match random.below(100) {
            0..50 => {
                let step = gestures::step(random, &article, &mut self.set, &mut self.history);
                self.states.push((disk.position(), self.set.clone()));
                // Where no disk takes it, it is tried again.
                let _ = keeper.record(step);
            }
            50..75 => {
                let kept = keeper.sync();
                self.report_where(kept.is_ok(), disk);
            }
            75..88 => {
                let saved = keeper.save();
                self.report_where(saved.is_ok(), disk);
            }
            88..93 if keeper.is_saved() => {
                keeper.rest();
                if keeper.resume().is_err() {
                    self.keeper = None;
                }
            }
            93..96 => {
                // A clean close, and one in the middle of the work.
                keeper.rest();
                self.keeper = None;
            }
            // The process is killed.
            96 => self.keeper = None,
            _ => {}
        }
    }
}

/// A session of one or two analysts: the disk with everything that was done to it.
struct Session {
    seed: u64,
    before: Content,
    disk: SimulatedDisk,
    analysts: Vec<Analyst>,
}

fn empty() -> Content {
    let mut content = Content::default();
    content.add(Path::new(ARTICLE), TEXT.as_bytes());
    content
}

fn session(seed: u64, actions: usize, faults: bool, names: &[Option<&'static str>]) -> Session {
    let mut random = Random(seed);
    let before = empty();
    let disk = SimulatedDisk::with(before.clone());
    let mut analysts: Vec<_> = names.iter().map(|n| Analyst::new(&disk, *n)).collect();
    for _ in 0..actions {
        if faults && random.chance(12) {
            let all = [
                Trouble::Full,
                Trouble::Forbidden,
                Trouble::NoSync,
                Trouble::NoSyncOnce,
                Trouble::NoFolderSync,
            ];
            let trouble = random.chance(60).then(|| all[random.below(all.len())]);
            let below = [NEWS, NEWS, OWN, "/"][random.below(4)];
            disk.trouble(Path::new(below), trouble);
        }
        let who = random.below(analysts.len());
        analysts[who].act(&mut random, &disk);
    }
    Session {
        seed,
        before,
        disk,
        analysts,
    }
}

/// What is checked, and how many states were.
struct Check {
    outcomes: usize,
    /// One of so many states is followed by a second crash.
    second: usize,
    states: usize,
    losses: Vec<String>,
}

impl Check {
    fn session(&mut self, session: &Session) {
        let done = session.disk.done();
        let mut cut = PowerCut::new(session.before.clone());
        let mut random = Random(session.seed ^ 0x5EED);
        for position in 0..=done.len() {
            if let Some(last) = position.checked_sub(1) {
                cut.follow(&done[last]);
            }
            let count = if cut.is_open() { self.outcomes } else { 1 };
            for _ in 0..count {
                let content = cut.outcome(&mut random);
                self.state(session, position, content, &mut random);
            }
            self.state(session, position, cut.everything(), &mut random);
        }
    }

    /// Opens what a crash has left, goes on, and crashes again.
    fn state(&mut self, session: &Session, at: usize, content: Content, random: &mut Random) {
        for analyst in &session.analysts {
            self.states += 1;
            let disk = SimulatedDisk::with(content.clone());
            let went_on = match go_on(analyst, at, &disk, random) {
                Ok(went_on) => went_on,
                Err(why) => {
                    self.lost(session, at, &disk, &why);
                    continue;
                }
            };
            if random.below(self.second) > 0 {
                continue;
            }
            // A crash at any moment of what came after the first.
            self.states += 1;
            let done = disk.done();
            let stop = random.below(done.len() + 1);
            let mut cut = PowerCut::new(content.clone());
            done[..stop].iter().for_each(|o| cut.follow(o));
            let again = SimulatedDisk::with(cut.outcome(random));
            let begun = begin(&again, analyst.name);
            let set = &begun.opened.set;
            let worked = *set == went_on.worked && begun.waiting == 0;
            let found = if stop >= went_on.kept_at {
                worked
            } else if stop >= went_on.opened_at {
                worked || (*set == went_on.opened && begun.waiting == 0)
            } else {
                worked || analyst.find(at, &begun).is_ok()
            };
            if !found {
                let why = format!(
                    "crashed again after {stop} of {} operations ({} to open, {} to keep work): {} wait; {:?}",
                    done.len(),
                    went_on.opened_at,
                    went_on.kept_at,
                    begun.waiting,
                    begun.notices,
                );
                self.lost(session, at, &again, &why);
            }
        }
    }

    fn lost(&mut self, session: &Session, at: usize, disk: &SimulatedDisk, why: &str) {
        let done = session.disk.done();
        let last: Vec<_> = done[at.saturating_sub(6)..at].iter().map(shown).collect();
        let names: Vec<_> = disk.seen().names().cloned().collect();
        self.losses.push(format!(
            "seed {:#x}, after {at} operations ({}): {why}; on the disk: {names:?}",
            session.seed,
            last.join(", "),
        ));
    }
}

fn shown(operation: &Operation) -> String {
    let mut text = format!("{operation:?}");
    text.truncate(60);
    text
}

/// What was done after a crash, and with how many operations.
struct WentOn {
    opened: AnnotationSet,
    opened_at: usize,
    worked: AnnotationSet,
    kept_at: usize,
}

/// Opens twice, changes, perhaps saves, and opens again.
fn go_on(
    analyst: &Analyst,
    at: usize,
    disk: &SimulatedDisk,
    random: &mut Random,
) -> Result<WentOn, String> {
    let first = begin(disk, analyst.name);
    analyst.find(at, &first)?;
    let opened = first.opened.set;
    let opened_at = disk.position();
    drop(first.keeper);
    let second = begin(disk, analyst.name);
    if second.opened.set != opened || second.waiting > 0 {
        return Err("opened again it is another".to_owned());
    }
    let (mut worked, mut keeper) = (second.opened.set, second.keeper.unwrap());
    let change = Change::new(worked.note.clone(), "Work after the crash".to_owned());
    let transaction = Transaction::new("note", vec![Op::Note(change)]);
    transaction.apply(&mut worked).unwrap();
    let step = Step {
        stroke: Stroke::Do,
        transaction,
    };
    let failed = |e: storage::StorageError| e.to_string();
    keeper.record(step).map_err(failed)?;
    keeper.sync().map_err(failed)?;
    let kept_at = disk.position();
    if random.chance(50) {
        keeper.save().map_err(failed)?;
        if random.chance(50) {
            keeper.rest();
        }
    }
    drop(keeper);
    let last = begin(disk, analyst.name);
    if last.opened.set != worked || last.waiting > 0 {
        return Err("the work after the crash is not there".to_owned());
    }
    Ok(WentOn {
        opened,
        opened_at,
        worked,
        kept_at,
    })
}

fn check(name: &str, sessions: u64, faults: bool, names: &[Option<&'static str>]) {
    let (more, actions, outcomes) = if is_soak() { (20, 150, 3) } else { (1, 80, 2) };
    let mut check = Check {
        outcomes,
        second: 4,
        states: 0,
        losses: Vec::new(),
    };
    let only = std::env::var("OBELUS_SEED")
        .ok()
        .and_then(|n| n.parse().ok());
    let seeds = (0..sessions * more).map(|number| 0x0BE1_0500 + number);
    for seed in seeds.filter(|seed| only.is_none_or(|only: u64| only == *seed)) {
        check.session(&session(seed, actions, faults, names));
    }
    println!(
        "crash states, {name} | {} checked | {} losses",
        check.states,
        check.losses.len()
    );
    let shown: Vec<_> = check.losses.iter().take(4).cloned().collect();
    assert!(check.losses.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn no_power_cut_loses_what_was_kept() {
    check("one analyst", 6, false, &[None]);
}

#[test]
fn no_power_cut_loses_what_was_kept_on_a_disk_that_fails() {
    check("failing disks", 6, true, &[None]);
}

#[test]
fn no_power_cut_loses_the_work_of_either_of_two_analysts() {
    check("two analysts", 3, false, &[Some("amina"), Some("b-2")]);
}

#[test]
fn a_simulated_disk_loses_what_was_not_synced_and_nothing_else() {
    let (folder, path) = (Path::new("/d"), PathBuf::from("/d/f"));
    let mut before = Content::default();
    before.add(&folder.join("other"), b"x");
    let disk = SimulatedDisk::with(before.clone());
    let mut file = disk.create(&path, None).unwrap();
    file.append(b"first ").unwrap();
    file.sync().unwrap();
    disk.sync_folder(folder).unwrap();
    file.append(b"second").unwrap();
    disk.rename(&path, &folder.join("g")).unwrap();
    let mut cut = PowerCut::new(before);
    disk.done().iter().for_each(|o| cut.follow(o));
    let mut random = Random(7);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..500 {
        let content = cut.outcome(&mut random);
        let names = (content.file(&path), content.file(&folder.join("g")));
        let (bytes, renamed) = match names {
            (Some(bytes), None) => (bytes, false),
            (None, Some(bytes)) => (bytes, true),
            other => panic!("a rename is whole: {other:?}"),
        };
        assert!(bytes.starts_with(b"first "));
        seen.insert((bytes.to_vec(), renamed));
    }
    for renamed in [false, true] {
        for bytes in [
            &b"first "[..],
            b"first second",
            b"first sec",
            b"first \0\0\0\0\0\0",
        ] {
            assert!(seen.contains(&(bytes.to_vec(), renamed)), "{bytes:?}");
        }
    }
    assert_eq!(
        cut.everything().file(&folder.join("g")),
        Some(&b"first second"[..])
    );
}
