//! `obelus eval`: how right the suggestions are.

mod frames;
mod table;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use super::progress::progress;
use super::suggest::{LONGEST_LINE, read_line};
use super::{Status, tell};
use crate::formats::suggestions::{self, Record};
use crate::matching::places::resolving::{self, Scene};
use crate::matching::{self, Pipeline, Reading, THRESHOLD};
use crate::measure::{Class, Found, Gold, LABELS, Mistake, Point, Question, Score, Verdict, judge};

/// Measure the suggestions against articles that people have marked
///
/// Each FILE holds one JSON object a line: `id`, `text`, `spans` with `start`, `end` and `label`,
/// and `labels_covered` for the labels of which everything is marked, `recall_labels` for those of
/// which only a part is. What the desk would suggest is compared with the spans: `exact` by range;
/// `norm` with articles, possessives and outer punctuation forgiven, or by head; `overlap` where
/// they share a character, one to one. P is how much of what was found is right, R how much of
/// what is marked was found, F1 their harmonic mean with its 95 % interval. Where locations are
/// marked with `geo`, a point of `lat` and `lon`: how many of those found were resolved to within
/// 161 km (100 miles) of it, and how far off, beside what taking the most populous place of each
/// name would give.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus eval gold.jsonl                     figures for each label and matcher
  obelus eval --named news/*.jsonl           names only; at the end a table of means
  obelus eval --labels actor --errors 10 gold.jsonl
                                             with ten errors of each class
  obelus eval --predictions theirs.jsonl gold.jsonl
                                             measure another program's spans
  obelus eval --frames frames.txt            who fills the roles of events, from
                                             sentences with marked frames

Status 1 where lines were passed over, since the figures are without them.")]
pub struct Arguments {
    /// Articles with marked spans, one JSON object a line
    #[arg(value_name = "FILE", required = true)]
    gold: Vec<PathBuf>,
    /// Measure the spans of this file instead of running the matchers: lines as `obelus suggest
    /// --jsonl` prints them, found by their id
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Measure the fillers that are proposed for the roles of events: each FILE is text with marked
    /// frames, as tests/frames/README.md of the source says. Precision and recall of each role,
    /// of the days of dates and of modes, with the marks as candidates and with suggestions
    #[arg(long, conflicts_with_all = ["predictions", "named", "labels"])]
    frames: bool,
    /// Let actors and locations that are common nouns count neither way
    #[arg(long)]
    named: bool,
    /// Only these labels, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "LABEL")]
    labels: Vec<String>,
    /// List up to this many errors of each class and label, spread evenly over the file
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// How often records are drawn anew for the intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(..=100_000))]
    boot: u32,
    /// Where the drawing begins; the same number gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print one JSON object, shares between 0 and 1
    #[arg(long)]
    json: bool,
}

/// One FILE measured.
#[derive(Debug, Serialize)]
struct Block {
    file: String,
    records: usize,
    labels: Score,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Listed>,
}

/// One error as JSON.
#[derive(Debug, Serialize)]
struct Listed {
    class: &'static str,
    label: String,
    /// As JSON.
    id: Box<serde_json::value::RawValue>,
    before: String,
    words: String,
    after: String,
    instead: Option<String>,
    matcher: String,
}

/// Everything measured.
#[derive(Debug, Serialize)]
struct Whole {
    named: bool,
    sets: Vec<Block>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    means: Vec<table::Mean>,
}

/// Runs the command.
///
/// # Errors
/// Where standard output cannot be written, or the predictions cannot be read or were made from
/// other texts.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if arguments.frames {
        return frames::run(&arguments.gold, arguments.errors, arguments.json);
    }
    let mut work = Work {
        pipeline: matching::built_in(),
        given: None,
        question: Question {
            labels: labels(&arguments.labels),
            named: arguments.named,
            keep_mistakes: arguments.errors > 0,
        },
        status: Status::Clean,
    };
    if let Some(path) = &arguments.predictions {
        work.given = Some(work.predictions(path)?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut whole = Whole {
        named: arguments.named,
        sets: Vec::new(),
        means: Vec::new(),
    };
    for path in &arguments.gold {
        let Some(verdicts) = work.gold(path)? else {
            continue;
        };
        let draws = usize::try_from(arguments.boot).unwrap_or(usize::MAX);
        let block = Block {
            file: path.display().to_string(),
            records: verdicts.len(),
            labels: Score::of(&verdicts, &work.question, draws, arguments.seed),
            errors: sample(&verdicts, &work.question.labels, arguments.errors)?,
        };
        work.doubts(path, &block, !arguments.labels.is_empty());
        if !arguments.json {
            table::block(&mut out, &block, !whole.sets.is_empty())?;
            out.flush()?;
        }
        whole.sets.push(block);
    }
    if whole.sets.len() > 1 {
        whole.means = table::means(&whole.sets);
    }
    if arguments.json {
        serde_json::to_writer_pretty(&mut out, &whole).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        table::last(&mut out, &whole.means)?;
    }
    out.flush()?;
    Ok(work.status)
}

/// The labels to measure, in capitals as records write them, each once.
fn labels(named: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for label in named {
        let label = label.trim().to_uppercase();
        if !label.is_empty() && !labels.contains(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() {
        labels.extend(LABELS.map(str::to_owned));
    }
    labels
}

/// Up to `most` mistakes of each class and label, spread evenly.
fn sample(verdicts: &[Verdict], labels: &[String], most: usize) -> anyhow::Result<Vec<Listed>> {
    let mut all: HashMap<(Class, &str), Vec<&Mistake>> = HashMap::new();
    for mistake in verdicts.iter().flat_map(|verdict| &verdict.mistakes) {
        let kind = (mistake.class, mistake.label.as_str());
        all.entry(kind).or_default().push(mistake);
    }
    let mut listed = Vec::new();
    for label in labels {
        for class in Class::ALL {
            let Some(mistakes) = all.get(&(class, label.as_str())) else {
                continue;
            };
            let shown = most.min(mistakes.len());
            for i in 0..shown {
                let mistake = mistakes[i * mistakes.len() / shown];
                listed.push(Listed {
                    class: class.name(),
                    label: mistake.label.clone(),
                    id: serde_json::value::RawValue::from_string(mistake.id.clone())?,
                    before: mistake.before.clone(),
                    words: mistake.words.clone(),
                    after: mistake.after.clone(),
                    instead: mistake.instead.clone(),
                    matcher: mistake.matcher.clone(),
                });
            }
        }
    }
    Ok(listed)
}

struct Work {
    pipeline: Pipeline,
    /// Predictions by id, where the matchers are not to run.
    given: Option<Predictions>,
    question: Question,
    status: Status,
}

/// What another program found, by id, and where it stands.
struct Predictions {
    name: String,
    by_id: HashMap<String, (usize, Found)>,
}

impl Work {
    fn fault(&mut self, message: impl std::fmt::Display) {
        tell(message);
        self.status = self.status.max(Status::Faults);
    }

    fn predictions(&mut self, path: &Path) -> anyhow::Result<Predictions> {
        let name = path.display().to_string();
        let file = File::open(path).with_context(|| name.clone())?;
        let mut by_id: HashMap<String, (usize, Found)> = HashMap::new();
        let mut lines = Lines::new(BufReader::new(file));
        while let Some((number, line)) = lines.next().with_context(|| name.clone())? {
            match line.map(Found::decode) {
                None => self.fault(too_long(&name, number)),
                Some(Err(error)) => self.fault(format_args!("{name}, line {number}: {error}")),
                Some(Ok(found)) => {
                    let id = found.id.clone();
                    if let Some((first, _)) = by_id.insert(id.clone(), (number, found)) {
                        self.fault(twice(&name, number, &id, first));
                    }
                }
            }
        }
        Ok(Predictions { name, by_id })
    }

    /// The verdicts over one file; nothing where it cannot be read.
    fn gold(&mut self, path: &Path) -> anyhow::Result<Option<Vec<Verdict>>> {
        let name = path.display().to_string();
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => {
                tell(format_args!("{name}: {error}"));
                self.status = Status::Unreadable;
                return Ok(None);
            }
        };
        let bar = progress(None, false);
        let mut verdicts = Vec::new();
        let mut places: HashMap<String, (usize, usize)> = HashMap::new();
        let mut lines = Lines::new(BufReader::new(file));
        loop {
            let (number, line) = match lines.next() {
                Ok(Some(next)) => next,
                Ok(None) => break,
                Err(error) => {
                    tell(format_args!("{name}: {error}"));
                    self.status = Status::Unreadable;
                    bar.finish_and_clear();
                    return Ok(None);
                }
            };
            bar.inc(1);
            let Some(line) = line else {
                self.fault(too_long(&name, number));
                continue;
            };
            let gold = match Gold::decode(line) {
                Ok(gold) => gold,
                Err(error) => {
                    self.fault(format_args!("{name}, line {number}: {error}"));
                    continue;
                }
            };
            let id = gold.id.clone();
            let verdict = match self.verdict(&gold, line) {
                Ok(verdict) => verdict,
                Err(Trouble::Record(error)) => {
                    self.fault(format_args!("{name}, line {number}: {error}"));
                    continue;
                }
                Err(Trouble::Everything(error)) => {
                    return Err(error.context(format!("{name}, line {number}")));
                }
            };
            match places.get(&id) {
                // The later one counts, as in a dictionary.
                Some((first, place)) => {
                    let message = twice(&name, number, &id, *first);
                    verdicts[*place] = verdict;
                    self.fault(message);
                }
                None => {
                    places.insert(id, (number, verdicts.len()));
                    verdicts.push(verdict);
                }
            }
        }
        bar.finish_and_clear();
        Ok(Some(verdicts))
    }

    fn verdict(&self, gold: &Gold, line: &[u8]) -> Result<Verdict, Trouble> {
        let own;
        let found = match &self.given {
            None => {
                own = self.suggest(line)?;
                Some(&own)
            }
            Some(given) => match given.by_id.get(&gold.id) {
                None => None,
                Some((number, found)) => {
                    let place = || format!("{}, line {number}", given.name);
                    if found.text.as_ref().is_some_and(|text| *text != gold.text) {
                        return Err(Trouble::Everything(anyhow::anyhow!(
                            "the spans in {} were found in another text",
                            place()
                        )));
                    }
                    found
                        .check(gold.text.len())
                        .with_context(place)
                        .map_err(Trouble::Everything)?;
                    Some(found)
                }
            },
        };
        let spans = found.map_or(&[][..], |found| &found.spans);
        let doc_label = found.and_then(|found| found.doc_label.as_ref());
        judge(gold, spans, doc_label, &self.question)
            .map_err(|error| Trouble::Record(error.to_string()))
    }

    /// What the desk would suggest, as `obelus suggest --jsonl` prints it: what is measured is
    /// what others read.
    fn suggest(&self, line: &[u8]) -> Result<Found, Trouble> {
        let at_fault = |error: &dyn std::fmt::Display| Trouble::Record(error.to_string());
        let record = Record::decode(line).map_err(|e| at_fault(&e))?;
        let (id, article) = record.into_article();
        let reading = Reading::new(&article);
        let suggested = self.pipeline.suggest(&reading);
        let shown: Vec<_> = suggested.iter().filter(|s| s.score >= THRESHOLD).collect();
        let scene = Scene::of_reading(&reading);
        let line = suggestions::encode_line(&id, &article, &shown, &scene);
        let line = line.map_err(|e| at_fault(&e))?;
        let mut found = Found::decode(line.as_bytes()).map_err(|e| at_fault(&e))?;
        for (span, suggestion) in found.spans.iter_mut().zip(&shown) {
            let largest = span.label == "LOCATION";
            let largest = largest.then(|| resolving::largest(article.quote(suggestion.range)));
            span.largest = largest.flatten().and_then(|place| {
                let (lat, lon) = place.coordinates?;
                Some(Point {
                    lat: lat.into(),
                    lon: lon.into(),
                })
            });
        }
        Ok(found)
    }

    /// What makes figures worth less than they look.
    fn doubts(&mut self, path: &Path, block: &Block, labels_named: bool) {
        if block.records == 0 {
            self.fault(format_args!(
                "{}: there are no records in it",
                path.display()
            ));
        } else if labels_named {
            for label in self.question.labels.clone() {
                if !block.labels.labels.iter().any(|(known, _)| *known == label) {
                    let path = path.display();
                    self.fault(format_args!(
                        "{path}: no record says that {label} is marked"
                    ));
                }
            }
        }
    }
}

/// Why there is no verdict.
enum Trouble {
    /// On this record alone.
    Record(String),
    /// What follows would be wrong too.
    Everything(anyhow::Error),
}

/// A line's number and its bytes; without them where it is too long to be a record.
type Line<'a> = (usize, Option<&'a [u8]>);

/// The lines of a record file that are not blank, with their numbers.
struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: usize,
}

impl<R: io::BufRead> Lines<R> {
    fn new(input: R) -> Self {
        Self {
            input,
            line: Vec::new(),
            number: 0,
        }
    }

    /// The next line; nothing at the end.
    fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        loop {
            self.line.clear();
            self.number += 1;
            if read_line(&mut self.input, &mut self.line, LONGEST_LINE)? {
                return Ok(Some((self.number, None)));
            }
            if self.line.is_empty() {
                return Ok(None);
            }
            if !without_mark(&self.line).trim_ascii().is_empty() {
                return Ok(Some((self.number, Some(without_mark(&self.line)))));
            }
        }
    }
}

fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

fn too_long(name: &str, number: usize) -> String {
    format!("{name}, line {number}: it is longer than {LONGEST_LINE} bytes")
}

fn twice(name: &str, number: usize, id: &str, first: usize) -> String {
    format!("{name}, line {number}: the id {id} stands in line {first} too; only the later counts")
}
