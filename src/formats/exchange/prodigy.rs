//! Prodigy JSONL: a task a line, offsets in Unicode code points; `token_end` is inclusive.
//!
//! Tokens are cut so that every span is made of whole ones. What Prodigy has no field for stands
//! under `obelus` in spans and in the `meta` of the task, which it keeps. `answer` is the status:
//! `accept` for done, `ignore` for skipped.

use std::io;

use serde_json::{Map, Value, json};

use super::articles::{header_of, shape_set};
use super::facets::shape_span;
use super::frames::FrameReader;
use super::lines::each_line;
use super::telling::{Naming, Telling};
use super::tokens::Tokens;
use super::{
    Export, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet, Part,
    Phrases, Points, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::{Status, Timestamp};
use crate::text::Article;

pub(super) const FORMAT: Format = Format {
    name: "prodigy",
    title: "Prodigy JSONL",
    extensions: &["jsonl"],
    unit: Unit::CodePoints,
    layout: Layout::Lines,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| {
        let line = head.lines().next().unwrap_or_default();
        line.contains("\"text\"") && line.contains("\"spans\"") && !line.contains("\"entities\"")
    },
};

const HOLDS: &[Part] = super::bdoc::HOLDS;

const NAME: &str = "prodigy.jsonl";

struct Writer(Options);

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        let phrases = Phrases::of(work, &self.0, lost);
        parts_lost(work, HOLDS, &phrases, &self.0, lost);
        let points = Points::new(work.article, Unit::CodePoints);
        let tokens = Tokens::of(work.article, &phrases.kept);
        let text = work.article.text();
        let words = tokens.words.iter().enumerate().map(|(n, word)| {
            let (start, end) = points.points(*word);
            let next = text[word.end..].chars().next();
            json!({
                "text": work.article.quote(*word), "start": start, "end": end, "id": n,
                "ws": next.is_some_and(char::is_whitespace),
            })
        });
        let words: Vec<Value> = words.collect();
        let telling = Telling::new(work, &phrases, &points, Naming::Numbers);
        let spans = phrases.kept.iter().map(|phrase| {
            let (start, end) = points.points(phrase.range);
            let mut told = Map::new();
            told.insert("start".to_owned(), json!(start));
            told.insert("end".to_owned(), json!(end));
            if let Some(within) = tokens.within(phrase.range) {
                told.insert("token_start".to_owned(), json!(within.start));
                told.insert("token_end".to_owned(), json!(within.end - 1));
            }
            told.insert("label".to_owned(), json!(phrase.span.label));
            let facets = telling.facets(phrase);
            if !facets.is_empty() {
                told.insert("obelus".to_owned(), Value::Object(facets));
            }
            Value::Object(told)
        });
        let spans: Vec<Value> = spans.collect();
        let mut line = json!({
            "text": text, "tokens": words, "spans": spans,
            "meta": {"source": work.name, "obelus": telling.article()},
        });
        match work.set.status {
            Status::Done => line["answer"] = json!("accept"),
            Status::Skipped => line["answer"] = json!("ignore"),
            Status::New | Status::InProgress => {}
        }
        let mut file = out.file(NAME)?;
        serde_json::to_writer(&mut file, &line)?;
        file.write_all(b"\n")
    }
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        each_line(input, receiver, &mut |line, tell| {
            let mut faults = Vec::new();
            let read = task_of(line.bytes, line.source(), line.now, &mut faults);
            faults.into_iter().for_each(tell);
            read
        })
    }
}

fn task_of(
    bytes: &[u8],
    source: String,
    now: &Timestamp,
    faults: &mut Vec<String>,
) -> Result<Imported, String> {
    let task: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON object: {error}"))?;
    let text = task
        .get("text")
        .and_then(Value::as_str)
        .ok_or("it has no “text”")?;
    let empty = Map::new();
    let meta = task
        .get("meta")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let told = meta
        .get("obelus")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let (named, header) = header_of(told);
    let article = Article::new(named.unwrap_or(source), text, header);
    let points = Points::new(&article, Unit::CodePoints);
    let mut builder = SetBuilder::new(now);
    let mut frames = FrameReader::default();
    let mut waiting = Vec::new();
    let spans = task.get("spans").and_then(Value::as_array);
    for (n, span) in spans.into_iter().flatten().enumerate() {
        let place = |name: &str| usize::try_from(span[name].as_u64()?).ok();
        let range = place("start").zip(place("end"));
        let range = range.and_then(|(start, end)| points.range(start, end));
        let Some((range, label)) = range.zip(span["label"].as_str()) else {
            faults.push(format!(
                "span {}: it has no label, or is not within the text",
                n + 1
            ));
            continue;
        };
        let facets = span["obelus"].as_object().unwrap_or(&empty);
        let mut odd = Vec::new();
        let placed = builder.span(label, range, |made| {
            shape_span(made, facets, &points, &mut odd);
        });
        faults.extend(odd);
        match placed {
            Ok(id) => {
                frames.know(&json!(n), &id);
                waiting.push((id, facets));
            }
            Err(why) => faults.push(format!("span {}: {why}", n + 1)),
        }
    }
    frames.hear(&mut builder, &waiting, told, &points, faults);
    let record = builder.record();
    shape_set(record, told);
    match task.get("answer").and_then(Value::as_str) {
        Some("accept") => record.status = Status::Done,
        Some("reject" | "ignore") => record.status = Status::Skipped,
        _ => {}
    }
    let set = builder.finish();
    Ok(Imported {
        article,
        set,
        predictions: Vec::new(),
    })
}
