//! Spans of edited articles: where they should be, and where they are found.
//!
//! `OBELUS_SOAK=1` makes the full run, at least 200,000 spans, and prints its figures.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

#[path = "anchoring/edits.rs"]
mod edits;

use std::path::Path;

use obelus::annotation::edits::{self as edits_of_sets, Draft};
use obelus::annotation::{Anchored, Anchoring, AnnotationSet, Label, Timestamp};
use obelus::formats::native;
use obelus::text::{Article, ByteRange};

use edits::{Chance, Strength};

/// What became of spans.
#[derive(Debug, Default)]
struct Tally {
    articles: usize,
    spans: usize,
    untouched: usize,
    untouched_exact: usize,
    repeated: usize,
    repeated_exact: usize,
    moved_whole: usize,
    moved_whole_exact: usize,
    exact: usize,
    wrong: usize,
    moved_right: usize,
    moved_wrong: usize,
    touched: usize,
    touched_exact: usize,
    touched_moved: usize,
    touched_lost: usize,
    /// The first that were wrong, described.
    told: Vec<String>,
}

impl Tally {
    fn add(&mut self, case: &edits::Case) {
        let old = Article::from_text("a.txt", case.old.as_str());
        let new = Article::from_text("a.txt", case.new.as_str());
        let anchoring = Anchoring::new(&old, &new);
        self.articles += 1;
        for span in &case.spans {
            let placed = anchoring.place(span.range);
            self.spans += 1;
            self.untouched += usize::from(span.untouched);
            self.moved_whole += usize::from(span.untouched && span.moved);
            self.touched += usize::from(!span.untouched);
            self.repeated += usize::from(span.untouched && span.repeated);
            match placed {
                Anchored::Exact(range) => {
                    assert_eq!(new.quote(range), old.quote(span.range), "the same words");
                    self.exact += 1;
                    let right = span.right.contains(&range);
                    self.untouched_exact += usize::from(span.untouched && right);
                    self.repeated_exact += usize::from(span.untouched && span.repeated && right);
                    self.moved_whole_exact += usize::from(span.untouched && span.moved && right);
                    self.touched_exact += usize::from(!span.untouched);
                    if !right {
                        self.wrong += 1;
                        self.told.push(format!(
                            "{:?} of …{}… was placed in …{}… and is at {:?}",
                            old.quote(span.range),
                            around(&old, span.range),
                            around(&new, range),
                            span.right,
                        ));
                    }
                }
                Anchored::Moved(range) => {
                    let right = span.now == Some(range) || span.right.contains(&range);
                    self.moved_right += usize::from(right);
                    self.moved_wrong += usize::from(!right);
                    self.touched_moved += usize::from(!span.untouched);
                }
                Anchored::Lost(_) => self.touched_lost += usize::from(!span.untouched),
            }
        }
    }

    fn print(&self) {
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        println!(
            "anchoring | {} spans | {:.2} % exact | {} wrong without warning",
            self.spans,
            percent(self.untouched_exact, self.untouched),
            self.wrong
        );
        println!(
            "  {} articles; {} of {} untouched spans exact; of these in sentences moved whole {} of {} ({:.2} %)",
            self.articles,
            self.untouched_exact,
            self.untouched,
            self.moved_whole_exact,
            self.moved_whole,
            percent(self.moved_whole_exact, self.moved_whole),
        );
        println!(
            "  of those in sentences that stand several times {} of {} ({:.2} %)",
            self.repeated_exact,
            self.repeated,
            percent(self.repeated_exact, self.repeated),
        );
        println!(
            "  {} touched spans: {} exact, {} moved, {} lost; of all moved {} right, {} not",
            self.touched,
            self.touched_exact,
            self.touched_moved,
            self.touched_lost,
            self.moved_right,
            self.moved_wrong
        );
    }
}

/// A range with what stands around it.
fn around(article: &Article, range: ByteRange) -> &str {
    let text = article.text();
    let start = text.floor_char_boundary(range.start.saturating_sub(200));
    &text[start..text.ceil_char_boundary(range.end + 200)]
}

/// The samples that ship, and where `OBELUS_TEXTS` names a folder the texts of its JSON lines
/// (`{"text", "spans": [{"start", "end"}]}`, code points) with their spans.
fn texts() -> Vec<(String, Vec<ByteRange>)> {
    let mut found = Vec::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut paths: Vec<_> = (std::fs::read_dir(samples).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        found.push((std::fs::read_to_string(path).unwrap(), Vec::new()));
    }
    let Some(folder) = std::env::var_os("OBELUS_TEXTS") else {
        println!("OBELUS_TEXTS names no folder: the samples alone are used");
        return found;
    };
    let mut paths: Vec<_> = (std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    paths.sort();
    for path in paths {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let article = Article::from_text("a", record["text"].as_str().unwrap());
            let spans = record["spans"].as_array().into_iter().flatten();
            let point = |span: &serde_json::Value, name: &str| {
                usize::try_from(span[name].as_u64().unwrap()).unwrap()
            };
            let ranges = spans
                .filter_map(|s| article.to_range(point(s, "start"), point(s, "end")))
                .collect();
            found.push((article.text().to_owned(), ranges));
        }
    }
    found
}

fn run(spans: usize, seed: u64) -> Tally {
    let texts = texts();
    let pool: Vec<String> = texts
        .iter()
        .flat_map(|(text, _)| edits::cut(text))
        .collect();
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    while tally.spans < spans {
        let strength = *chance.pick(&[
            Strength::Light,
            Strength::Medium,
            Strength::Heavy,
            Strength::EveryNeighbour,
        ]);
        let chosen = chance.below(4);
        let case = if chosen == 0 {
            // An article as it is.
            let (text, gold) = chance.pick(&texts);
            edits::case(
                &edits::cut(text),
                &pool,
                gold,
                Some(text),
                strength,
                &mut chance,
            )
        } else {
            // A longer one of sentences from everywhere, some of them twice; now and then of a
            // few dozen plain ones only.
            let many = match chance.below(40) {
                0 => 400,
                _ => 10 + chance.below(110),
            };
            let plain = if chosen == 1 { 80 } else { 25 };
            let mut sentences: Vec<String> = Vec::new();
            for _ in 0..many {
                let again = chance.percent(1) && !sentences.is_empty();
                sentences.push(if again {
                    chance.pick(&sentences).clone()
                } else if chance.percent(plain) {
                    edits::invented(&mut chance)
                } else {
                    edits::recombined(&pool, &mut chance)
                });
            }
            edits::case(&sentences, &pool, &[], None, strength, &mut chance)
        };
        tally.add(&case);
    }
    tally
}

/// The same cases in every run. To look for new ones, set `OBELUS_SEED` to a number.
fn seed() -> u64 {
    let given = std::env::var("OBELUS_SEED").ok();
    given.map_or(3, |seed| seed.parse().unwrap())
}

#[test]
fn untouched_spans_are_found_and_none_lands_elsewhere_without_a_warning() {
    let soak = std::env::var_os("OBELUS_SOAK").is_some();
    let tally = run(if soak { 200_000 } else { 40_000 }, seed());
    tally.print();
    assert_eq!(tally.wrong, 0, "{}", tally.told.join("\n"));
    assert!(
        1_000 * tally.untouched_exact >= 995 * tally.untouched,
        "{} of {} untouched spans are exact",
        tally.untouched_exact,
        tally.untouched
    );
}

#[test]
fn a_long_article_is_carried_over() {
    let soak = std::env::var_os("OBELUS_SOAK").is_some();
    let (sentences, marked) = if soak {
        (120_000, 100_000)
    } else {
        (2_000, 2_000)
    };
    let mut chance = Chance::new(seed());
    let (mut old, mut new) = (String::new(), String::new());
    let mut spans = Vec::new();
    for n in 0..sentences {
        let sentence = format!("{n}: {} ", edits::invented(&mut chance));
        if spans.len() < marked {
            spans.push(ByteRange::new(old.len(), old.len() + n.to_string().len()));
        }
        old.push_str(&sentence);
        match n % 50 {
            7 => {}
            8 => new.push_str("Nothing else is known. "),
            _ => new.push_str(&sentence),
        }
    }
    let (old, new) = (Article::from_text("a", old), Article::from_text("a", new));
    let mut set = AnnotationSet::default();
    let drafts: Vec<Draft> = (spans.iter())
        .map(|range| Draft::by_hand(Label::FIGURE, *range))
        .collect();
    let made = edits_of_sets::add(&set, &drafts, "mark", &Timestamp::default()).unwrap();
    made.apply(&mut set).unwrap();
    let start = std::time::Instant::now();
    let carried = native::carry_over(&set, &old, &new);
    println!(
        "anchoring | {:.1} MB, {} spans carried over in {:.2} s",
        old.text().len() as f64 / 1e6,
        set.len(),
        start.elapsed().as_secs_f64()
    );
    let gone = (0..marked).filter(|n| matches!(n % 50, 7 | 8)).count();
    assert_eq!((carried.exact, carried.lost), (marked - gone, gone));
}
