//! Trains the statistical tagger: `make train TRAIN=DIR`.
//!
//! Reads the annotated texts of a folder (`FILES`, one JSON object a line: `text` and `spans`
//! `[start, end, "PER" | "ORG" | "LOC"]` in code points), learns a linear-chain CRF and writes the
//! model file, the same bytes every time. With `--held-out` it trains on four fifths, scores the
//! rest source by source, and writes nothing unless `--out` says where.

mod learning;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use obelus::matching::Reading;
use obelus::matching::tagger::{LABELS, Model, training};
use obelus::text::{Article, ByteRange};

/// The sources, and how much each of their texts counts.
const FILES: &[(&str, f64)] = &[
    ("btc", 1.0),
    ("crossner", 1.0),
    ("gum", 1.0),
    ("sec", 1.0),
    ("uner_ewt", 1.0),
    ("uner_pud", 1.0),
    ("wikigold", 1.0),
    ("wnut", 1.0),
];

struct Options {
    folder: PathBuf,
    out: Option<PathBuf>,
    held_out: bool,
    l1: f64,
    l2: f64,
    iterations: usize,
    /// Attributes seen less often are left out.
    least: u32,
    weights: BTreeMap<String, f64>,
}

/// A text and where its names stand.
struct Text {
    source: &'static str,
    weight: f64,
    article: Article,
    names: Vec<(ByteRange, String)>,
}

fn main() -> anyhow::Result<()> {
    let options = options()?;
    let began = Instant::now();
    let mut texts = Vec::new();
    for (source, weight) in FILES {
        let weight = options.weights.get(*source).copied().unwrap_or(*weight);
        read(&options.folder, source, weight, &mut texts)?;
    }
    let (train, test): (Vec<_>, Vec<_>) = texts
        .iter()
        .enumerate()
        .partition(|(i, _)| !options.held_out || i % 5 != 4);
    let mut data = Data::default();
    for (_, text) in train.iter().filter(|(_, text)| text.weight > 0.0) {
        data.add(text);
    }
    let model_bytes = data.learn(&options);
    let model = Model::read(&model_bytes)?;
    println!(
        "{} attributes, {} bytes, {:.0} s",
        model.attributes(),
        model_bytes.len(),
        began.elapsed().as_secs_f64()
    );
    if options.held_out {
        let test: Vec<&Text> = test.into_iter().map(|(_, text)| text).collect();
        score(&model, &test);
        if let Some(out) = &options.out {
            std::fs::write(out, &model_bytes)?;
        }
        return Ok(());
    }
    let out = options
        .out
        .unwrap_or_else(|| "assets/model/names.bin".into());
    std::fs::write(&out, &model_bytes)?;
    println!("written to {}", out.display());
    Ok(())
}

fn options() -> anyhow::Result<Options> {
    let mut options = Options {
        folder: PathBuf::new(),
        out: None,
        held_out: false,
        l1: 0.4,
        l2: 0.05,
        iterations: 100,
        least: 2,
        weights: BTreeMap::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context("an option needs a value");
        match argument.as_str() {
            "--held-out" => options.held_out = true,
            "--out" => options.out = Some(value()?.into()),
            "--l1" => options.l1 = value()?.parse()?,
            "--l2" => options.l2 = value()?.parse()?,
            "--iterations" => options.iterations = value()?.parse()?,
            "--least" => options.least = value()?.parse()?,
            "--weight" => {
                let value = value()?;
                let (source, weight) = value.split_once('=').context("--weight SOURCE=NUMBER")?;
                options.weights.insert(source.to_owned(), weight.parse()?);
            }
            folder if !folder.starts_with('-') => options.folder = folder.into(),
            other => bail!("unknown option {other}"),
        }
    }
    ensure!(
        options.folder.is_dir(),
        "usage: train_tagger DIR [--out FILE] [--held-out] [--l1 N] [--l2 N] [--iterations N] [--least N] [--weight SOURCE=N]"
    );
    Ok(options)
}

fn read(
    folder: &Path,
    source: &'static str,
    weight: f64,
    texts: &mut Vec<Text>,
) -> anyhow::Result<()> {
    let path = folder.join(format!("{source}.jsonl"));
    let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    for (i, line) in lines.lines().enumerate() {
        let record: serde_json::Value =
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), i + 1))?;
        let text = record["text"].as_str().context("a record without text")?;
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let place = |value: &serde_json::Value| {
            let at = usize::try_from(value.as_u64()?).ok()?;
            places.get(at).copied()
        };
        let mut names = Vec::new();
        for span in record["spans"].as_array().into_iter().flatten() {
            let (Some(start), Some(end), Some(label)) =
                (place(&span[0]), place(&span[1]), span[2].as_str())
            else {
                bail!("{}:{}: a span outside the text", path.display(), i + 1);
            };
            names.push((ByteRange::new(start, end), label.to_owned()));
        }
        names.sort_by_key(|(range, _)| range.start);
        texts.push(Text {
            source,
            weight,
            article: Article::from_text("training", text),
            names,
        });
    }
    Ok(())
}

/// The label of each token, names being cut to what the sequence holds of them.
fn labels(
    tokens: &[ByteRange],
    names: &[(ByteRange, String)],
    reached: &mut [bool],
) -> Vec<&'static str> {
    let mut before = None;
    tokens
        .iter()
        .map(|token| {
            let end = names.partition_point(|(range, _)| range.start < token.end);
            let inside = end.checked_sub(1).filter(|&i| names[i].0.end > token.start);
            let first = inside != before;
            before = inside;
            let Some(i) = inside else {
                return "O";
            };
            reached[i] = true;
            match (names[i].1.as_str(), first) {
                ("PER", true) => "B-PER",
                ("PER", false) => "I-PER",
                ("ORG", true) => "B-ORG",
                ("ORG", false) => "I-ORG",
                (_, true) => "B-LOC",
                (_, false) => "I-LOC",
            }
        })
        .collect()
}

/// The sequences of all texts, and the attributes in them by number.
#[derive(Default)]
struct Data {
    numbers: HashMap<u32, u32>,
    attributes: Vec<u32>,
    times: Vec<u32>,
    sequences: Vec<learning::Sequence>,
    missed: usize,
}

impl Data {
    fn add(&mut self, text: &Text) {
        let reading = Reading::new(&text.article);
        let mut reached = vec![false; text.names.len()];
        for sequence in training::sequences(&reading) {
            let labels = labels(&sequence.tokens, &text.names, &mut reached);
            let number = |attribute: &u32| {
                let next = u32::try_from(self.attributes.len()).unwrap_or(u32::MAX);
                let number = *self.numbers.entry(*attribute).or_insert(next);
                if number == next {
                    self.attributes.push(*attribute);
                    self.times.push(0);
                }
                self.times[number as usize] += 1;
                number
            };
            let mut number = number;
            let tokens = sequence
                .attributes
                .iter()
                .zip(labels)
                .map(|(all, label)| {
                    let label = LABELS.iter().position(|l| *l == label).unwrap_or(0);
                    let all = all.iter().map(&mut number).collect();
                    (all, u8::try_from(label).unwrap_or(0))
                })
                .collect();
            self.sequences.push(learning::Sequence {
                tokens,
                weight: text.weight,
            });
        }
        self.missed += reached.iter().filter(|r| !**r).count();
    }

    /// Learns, and gives the bytes of the model.
    fn learn(mut self, options: &Options) -> Vec<u8> {
        let tokens: usize = self.sequences.iter().map(|s| s.tokens.len()).sum();
        println!(
            "{tokens} tokens near capitals, {} attributes; {} names without a capital left out",
            self.attributes.len(),
            self.missed
        );
        // Rare attributes go, the others move up.
        let mut new = vec![u32::MAX; self.attributes.len()];
        let mut kept = Vec::new();
        for (number, attribute) in self.attributes.iter().enumerate() {
            if self.times[number] >= options.least {
                new[number] = u32::try_from(kept.len()).unwrap_or(u32::MAX);
                kept.push(*attribute);
            }
        }
        let mut seen = vec![0_u8; kept.len()];
        for (all, label) in self.sequences.iter_mut().flat_map(|s| &mut s.tokens) {
            all.retain_mut(|number| {
                *number = new[*number as usize];
                *number != u32::MAX
            });
            for number in all {
                seen[*number as usize] |= 1 << *label;
            }
        }
        let problem = learning::Problem {
            sequences: &self.sequences,
            attributes: kept.len(),
            seen: &seen,
            l1: options.l1,
            l2: options.l2,
        };
        let weights = problem.solve(options.iterations);
        let row = |i: usize| std::array::from_fn(|label| weights[i * learning::WIDTH + label]);
        let attributes = kept.iter().enumerate().map(|(i, a)| (*a, row(i))).collect();
        let transitions = std::array::from_fn(|i| row(kept.len() + i));
        Model::write(&attributes, &transitions)
    }
}

/// Prints precision, recall and F1 of whole names with their class, source by source.
fn score(model: &Model, texts: &[&Text]) {
    let mut table: BTreeMap<(String, &str), [usize; 3]> = BTreeMap::new();
    for text in texts {
        let reading = Reading::new(&text.article);
        let tagged = training::labels(model, &reading);
        let tokens: Vec<ByteRange> = tagged.iter().map(|(range, _)| *range).collect();
        let mut reached = vec![false; text.names.len()];
        let gold = names(&labels(&tokens, &text.names, &mut reached));
        let found = names(&tagged.iter().map(|(_, label)| *label).collect::<Vec<_>>());
        for class in ["PER", "ORG", "LOC"] {
            let of = |all: &[(usize, usize, &'static str)]| {
                all.iter()
                    .filter(|n| n.2 == class)
                    .copied()
                    .collect::<Vec<_>>()
            };
            let (gold, found) = (of(&gold), of(&found));
            let both = found.iter().filter(|n| gold.contains(n)).count();
            for source in [text.source, "all"] {
                let row = table.entry((source.to_owned(), class)).or_default();
                row[0] += both;
                row[1] += found.len();
                row[2] += gold.len();
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of names")]
    for ((source, class), [both, found, gold]) in table {
        let (p, r) = (
            both as f64 / found.max(1) as f64,
            both as f64 / gold.max(1) as f64,
        );
        println!(
            "{source:10} {class}  P {:5.1}  R {:5.1}  F1 {:5.1}  ({gold} names)",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        );
    }
}

/// The names that a row of labels spells: first, end, class.
fn names(labels: &[&'static str]) -> Vec<(usize, usize, &'static str)> {
    let mut all: Vec<(usize, usize, &'static str)> = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        let Some(class) = label.get(2..) else {
            continue;
        };
        match all.last_mut() {
            Some((_, end, last)) if *end == i && *last == class && label.starts_with('I') => {
                *end += 1
            }
            _ => all.push((i, i + 1, class)),
        }
    }
    all
}
