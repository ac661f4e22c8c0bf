//! What the matchers load, in time and memory. What an open article holds in memory: 10 MB of text
//! and 100,000 spans with the fields that spans have after a day of work, opened as the desk opens
//! it, by the threads of `jobs`. Resident memory as the system counts it, so where it says
//! (`/proc/self/status`); elsewhere this does nothing. Each figure is taken in a process of its
//! own: what one step leaves in the allocator would be given to the next.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use obelus::annotation::{
    AnnotationSet, FigureValue, Label, Place, Timestamp, edits, edits::Draft,
};
use obelus::formats::{native, read_article};
use obelus::jobs::{Jobs, Reply, Request};
use obelus::matching::{Matcher, Pipeline, Reading, actors, built_in, events, figures, places};
use obelus::storage::OnDisk;
use obelus::text::{Article, ByteRange};

const SPANS: usize = 100_000;
const SENTENCE: &str = "Des rebelles ont attaqué près de Gao; about 650 troops left the town.\n";
const SHORT: &str = "On Monday President Ada Lovik of the Bank of Northland met rebels in Niamey; \
    police killed at least 40 people.\n";
const STEPS: [&str; 5] = ["matchers", "article", "set", "second set", "open"];

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    match (words.next(), words.next()) {
        (Some(step), Some(folder)) if step == "make" || STEPS.contains(&&*step) => {
            run(&step, Path::new(&folder));
        }
        _ if resident("VmRSS:").is_none() => {
            println!("memory: skipped, since this system does not tell it in /proc/self/status");
        }
        _ => {
            let folder = tempfile::tempdir().expect("a folder for the article");
            again("make", folder.path());
            for step in STEPS {
                again(step, folder.path());
            }
        }
    }
}

/// Runs one step in a process of its own.
fn again(step: &str, folder: &Path) {
    let program = std::env::current_exe().expect("this program has a path");
    let status = Command::new(program).arg(step).arg(folder).status();
    assert!(status.is_ok_and(|status| status.success()), "{step}");
}

/// A line of `/proc/self/status`, in bytes.
fn resident(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: usize = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn run(step: &str, folder: &Path) {
    let path = folder.join("a.txt");
    let file = folder.join("a.txt.obelus.json");
    let before = resident("VmRSS:").unwrap_or(0);
    let grown = || resident("VmRSS:").unwrap_or(0).saturating_sub(before);
    match step {
        "make" => make(&path, &file),
        "matchers" => matchers(grown),
        "article" => {
            let bytes = std::fs::read(&path).expect("it was made");
            let article = read_article("a.txt", &bytes).expect("it is text");
            drop(bytes);
            let text = article.text().len();
            say("article", grown(), &format!("for {text} bytes of text"));
            black_box(article);
        }
        "set" => {
            let (article, set) = work();
            say(
                "article and set",
                grown(),
                &each(grown().saturating_sub(article.text().len())),
            );
            black_box((article, set));
        }
        "second set" => {
            let (article, set) = read(&file);
            let before = grown();
            let second = set.clone();
            let more = grown().saturating_sub(before);
            say("second set, of the keeper", more, &each(more));
            black_box((article, set, second));
        }
        _ => {
            let jobs = Jobs::start(Arc::new(OnDisk), None, &(Arc::new(|| {}) as _));
            let jobs = jobs.expect("the system gives threads");
            let request = Request::Open {
                number: 1,
                place: path.into(),
                annotator: None,
            };
            jobs.ask(request).expect("nothing waits");
            let reply = jobs.wait(Duration::from_secs(120));
            let Some(Reply::Opened {
                result: Ok(began), ..
            }) = &reply
            else {
                panic!("it opens: {reply:?}");
            };
            assert_eq!(began.opened.set.len(), SPANS);
            let peak = resident("VmHWM:").unwrap_or(0).saturating_sub(before);
            say(
                "open",
                grown(),
                &format!("at most {} MB on the way", peak / 1_000_000),
            );
            black_box(reply);
        }
    }
}

/// All that the matchers load before the first suggestion: lists, gazetteer, models. The time of
/// each matcher is from its making to its answer on one short article that has something for all.
fn matchers(grown: impl Fn() -> usize) {
    let article = Article::from_text("a.txt", SHORT);
    let begun = Instant::now();
    let reading = Reading::new(&article);
    println!(
        "reading a short article      {:>7.1} ms",
        milliseconds(begun)
    );
    let each: [Box<dyn Matcher>; 4] = [
        Box::new(figures::Figures),
        Box::new(places::Places),
        Box::new(actors::Actors),
        Box::new(events::Events),
    ];
    for matcher in each {
        let name = matcher.name();
        let begun = Instant::now();
        let found = Pipeline::new(vec![matcher]).suggest(&reading);
        println!(
            "{name:<28} {:>7.1} ms  until its first answer",
            milliseconds(begun)
        );
        black_box(found);
    }
    let begun = Instant::now();
    let pipeline = built_in();
    black_box(pipeline.suggest(&reading));
    println!(
        "all of them again            {:>7.1} ms",
        milliseconds(begun)
    );
    say("matchers", grown(), "with all that they load");
    black_box(pipeline);
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}

fn say(what: &str, bytes: usize, more: &str) {
    println!("{what:<28} {:>7.1} MB  {more}", bytes as f64 / 1e6);
}

fn each(bytes: usize) -> String {
    format!("{} bytes a span", bytes / SPANS)
}

/// What the annotation file holds.
fn read(file: &Path) -> (Article, AnnotationSet) {
    let bytes = std::fs::read(file).expect("it was made");
    let decoded = native::decode(&bytes).expect("it was written by this program");
    assert!(decoded.faults.is_empty(), "{:?}", decoded.faults.first());
    (decoded.article, decoded.set)
}

/// The text with its spans: a figure, a place, an event and an actor in turn, as accepted and
/// edited by hand.
fn work() -> (Article, AnnotationSet) {
    let sentences = 10_000_000 / SENTENCE.len();
    let article = Article::from_text("a.txt", SENTENCE.repeat(sentences));
    let mut set = AnnotationSet::default();
    for batch in 0..SPANS / 1_000 {
        let drafts: Vec<_> = (batch * 1_000..(batch + 1) * 1_000).map(draft).collect();
        let now = format!("2026-01-01T{:02}:{:02}:00Z", batch / 60, batch % 60);
        let now = Timestamp::new(&now);
        let added = edits::add(&set, &drafts, "mark", &now).expect("no two are alike");
        added.apply(&mut set).expect("the set is sound");
    }
    (article, set)
}

fn draft(number: usize) -> Draft {
    let sentences = 10_000_000 / SENTENCE.len();
    let start = number * sentences / SPANS * SENTENCE.len();
    let at = |words: &str| {
        let at = start + SENTENCE.find(words).expect("it stands there");
        ByteRange::new(at, at + words.len())
    };
    match number % 4 {
        0 => Draft {
            value: Some(FigureValue {
                counted: Some("troops".to_owned()),
                ..FigureValue::exactly(650.0)
            }),
            ..Draft::by_hand(Label::FIGURE, at("about 650 troops"))
        },
        1 => Draft::by_hand(Label::LOCATION, at("Gao")),
        2 => Draft::by_hand(Label::EVENT, at("attaqué")),
        _ => Draft::by_hand(Label::ACTOR, at("rebelles")),
    }
}

fn make(path: &Path, file: &Path) {
    let (article, set) = work();
    std::fs::write(path, article.text()).expect("the folder takes it");
    let mut bytes = Vec::new();
    native::encode(&article, &set, &mut bytes).expect("memory takes it");
    let mut json: serde_json::Value = serde_json::from_slice(&bytes).expect("it was written");
    let spans = json["spans"].as_array_mut().expect("a list");
    for span in spans {
        // As accepted suggestions stand in the file.
        span["origin"] = serde_json::json!({
            "by": "suggestion", "matcher": "places", "score": 0.83, "edited": false
        });
        if span["label"] == "location" {
            let place = Place {
                name: "Gao".to_owned(),
                geonameid: Some(2_457_161),
                country: Some("MLI".to_owned()),
                lat: Some(16.2717),
                lon: Some(-0.0447),
                kind: Some("city".to_owned()),
                ..Place::default()
            };
            span["place"] = serde_json::to_value(place).expect("it is plain");
        }
    }
    let bytes = serde_json::to_vec_pretty(&json).expect("memory takes it");
    std::fs::write(file, bytes).expect("the folder takes it");
}
