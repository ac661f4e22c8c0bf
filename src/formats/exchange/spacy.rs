//! spaCy: an article a line as JSON, offsets in Unicode code points, with a script that makes a
//! `DocBin` of it.
//!
//! `entities` are flat, as `doc.ents` must be; `spans` are all of them, for `doc.spans["sc"]`. What
//! spaCy has no field for stands under `obelus`.

use std::io;

use serde_json::{Map, Value, json};

use super::articles::{header_of, shape_set};
use super::facets::shape_span;
use super::frames::FrameReader;
use super::lines::each_line;
use super::telling::{Naming, Telling};
use super::{
    Export, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet, Part,
    Phrases, Points, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::Timestamp;
use crate::text::Article;

pub(super) const FORMAT: Format = Format {
    name: "spacy",
    title: "spaCy JSONL",
    extensions: &["jsonl"],
    unit: Unit::CodePoints,
    layout: Layout::Lines,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| {
        let line = head.lines().next().unwrap_or_default();
        line.contains("\"text\"") && line.contains("\"entities\"") && line.contains("\"spans\"")
    },
};

const HOLDS: &[Part] = super::bdoc::HOLDS;

const NAME: &str = "spacy.jsonl";
const SCRIPT: &str = "to_docbin.py";

/// Fifteen lines that make a `DocBin` of the file.
const PYTHON: &str = r#"# Makes a DocBin of spacy.jsonl: python3 to_docbin.py spacy.jsonl train.spacy
import json, sys
import spacy
from spacy.tokens import DocBin

source, target = sys.argv[1:3]
nlp, docs, lost = spacy.blank("xx"), DocBin(store_user_data=True), 0
for line in open(source, encoding="utf-8"):
    task = json.loads(line)
    doc = nlp(task["text"])
    spans = [doc.char_span(s["start"], s["end"], s["label"]) for s in task["spans"]]
    ents = [doc.char_span(start, end, label) for start, end, label in task["entities"]]
    lost += spans.count(None)  # these do not end where a token ends
    doc.spans["sc"] = [span for span in spans if span is not None]
    doc.ents = [span for span in ents if span is not None]
    docs.add(doc)
docs.to_disk(target)
print(f"{len(docs)} articles; {lost} spans do not end where spaCy's tokens end")
"#;

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
        let mut flat = phrases.clone();
        // Those that overlap stand among the spans: nothing is lost.
        flat.flatten(work, &self.0, &mut |_| {});
        let points = Points::new(work.article, Unit::CodePoints);
        let entities = flat.kept.iter().map(|phrase| {
            let (start, end) = points.points(phrase.range);
            json!([start, end, phrase.span.label])
        });
        let entities: Vec<Value> = entities.collect();
        let telling = Telling::new(work, &phrases, &points, Naming::Numbers);
        let spans = phrases.kept.iter().map(|phrase| {
            let (start, end) = points.points(phrase.range);
            let mut told = json!({"start": start, "end": end, "label": phrase.span.label});
            let facets = telling.facets(phrase);
            if !facets.is_empty() {
                told["obelus"] = Value::Object(facets);
            }
            told
        });
        let spans: Vec<Value> = spans.collect();
        let line = json!({
            "text": work.article.text(), "entities": entities, "spans": spans,
            "meta": {"source": work.name, "obelus": telling.article()},
        });
        let mut file = out.file(NAME)?;
        serde_json::to_writer(&mut file, &line)?;
        file.write_all(b"\n")
    }

    fn finish(&mut self, out: &mut dyn Outlet) -> io::Result<()> {
        out.file(SCRIPT)?.write_all(PYTHON.as_bytes())?;
        out.close(SCRIPT)
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
            let read = doc_of(line.bytes, line.source(), line.now, &mut faults);
            faults.into_iter().for_each(tell);
            read
        })
    }
}

fn doc_of(
    bytes: &[u8],
    source: String,
    now: &Timestamp,
    faults: &mut Vec<String>,
) -> Result<Imported, String> {
    let doc: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON: {error}"))?;
    // The older form is a list of the text and what is said of it.
    let (text, said) = match doc.as_array() {
        Some(parts) => (parts.first(), parts.get(1).unwrap_or(&Value::Null)),
        None => (doc.get("text"), &doc),
    };
    let text = text.and_then(Value::as_str).ok_or("it has no “text”")?;
    let empty = Map::new();
    let told = said["meta"]["obelus"].as_object().unwrap_or(&empty);
    let (named, header) = header_of(told);
    let article = Article::new(named.unwrap_or(source), text, header);
    let points = Points::new(&article, Unit::CodePoints);
    let mut builder = SetBuilder::new(now);
    let mut frames = FrameReader::default();
    let mut waiting = Vec::new();
    let spans = match &said["spans"] {
        Value::Array(spans) => Some(spans),
        Value::Object(groups) => groups.values().find_map(Value::as_array),
        _ => None,
    };
    let spans = spans.or_else(|| said["entities"].as_array());
    let spans = spans.or_else(|| said["ents"].as_array());
    for (n, span) in spans.into_iter().flatten().enumerate() {
        let part = |place: usize, name: &str| match span {
            Value::Array(parts) => parts.get(place),
            other => other.get(name),
        };
        let place = |n: usize, name: &str| usize::try_from(part(n, name)?.as_u64()?).ok();
        let range = place(0, "start").zip(place(1, "end"));
        let range = range.and_then(|(start, end)| points.range(start, end));
        let Some((range, label)) = range.zip(part(2, "label").and_then(Value::as_str)) else {
            faults.push(format!(
                "span {}: it has no label, or is not within the text",
                n + 1
            ));
            continue;
        };
        let facets = span
            .get("obelus")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
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
    shape_set(builder.record(), told);
    let set = builder.finish();
    Ok(Imported {
        article,
        set,
        predictions: Vec::new(),
    })
}
