//! doccano JSONL: an article a line with its spans, offsets in Unicode code points.
//!
//! `{"text", "label": [[start, end, "label"], …]}`; older files say `labels`, and those of relation
//! projects have `entities` and `relations`. What else stands in a line comes back as fields of the
//! article; doccano itself keeps such fields as metadata.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::imported::{Import, ImportError, Imported, Input, Receiver};
use super::{
    Export, Format, Layout, Loss, Options, Outlet, Part, Phrases, Points, SetBuilder, Unit, Work,
    parts_lost,
};
use crate::text::{Article, Header};

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    title: "doccano JSONL",
    extensions: &["jsonl"],
    unit: Unit::CodePoints,
    layout: Layout::Lines,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| {
        let line = head.lines().next().unwrap_or_default();
        line.contains("\"text\"") && (line.contains("\"label\"") || line.contains("\"entities\""))
    },
};

const HOLDS: &[Part] = &[
    Part::Title,
    Part::Published,
    Part::Url,
    Part::Language,
    Part::Source,
];

/// The file that is written.
const NAME: &str = "doccano.jsonl";

struct Writer(Options);

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    label: Vec<(usize, usize, &'a str)>,
    source: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

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
        let label = phrases.kept.iter().map(|phrase| {
            let (start, end) = points.points(phrase.range);
            (start, end, phrase.span.label.as_str())
        });
        let header = &work.article.header;
        let line = Line {
            text: work.article.text(),
            label: label.collect(),
            source: work.name,
            title: &work.set.title,
            published: work.set.published.as_deref(),
            url: header.url.as_deref(),
            language: header.language.as_deref(),
        };
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
        super::lines::each_line(input, receiver, &mut |line, told| {
            let mut faults = Vec::new();
            let imported = article_of(line.bytes, line.source(), line.now, &mut faults);
            faults.into_iter().for_each(told);
            imported
        })
    }
}

fn article_of(
    bytes: &[u8],
    source: String,
    now: &crate::annotation::Timestamp,
    faults: &mut Vec<String>,
) -> Result<Imported, String> {
    let mut object: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|error| format!("it is no JSON object: {error}"))?;
    let text = |object: &mut Map<String, Value>, name: &str| match object.shift_remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let words = text(&mut object, "text").ok_or("it has no “text”")?;
    let header = Header {
        title: text(&mut object, "title").unwrap_or_default(),
        published: text(&mut object, "published"),
        url: text(&mut object, "url"),
        language: text(&mut object, "language"),
        ..Header::default()
    };
    let source = text(&mut object, "source").unwrap_or(source);
    let article = Article::new(source, words, header);
    let points = Points::new(&article, Unit::CodePoints);
    let mut builder = SetBuilder::new(now);
    let lists = ["label", "labels", "entities"].map(|name| object.shift_remove(name));
    let mut entries: Vec<Value> = Vec::new();
    for list in lists.into_iter().flatten() {
        match list {
            Value::Array(list) => entries.extend(list),
            _ => faults.push("its labels are no list".to_owned()),
        }
    }
    for (n, entry) in (1..).zip(&entries) {
        let placed = span_of(entry).and_then(|(start, end, label)| {
            let outside = || format!("{start} to {end} are no characters of its text");
            let range = points.range(start, end).ok_or_else(outside)?;
            builder.span(label, range, |_| {})
        });
        if let Err(why) = placed {
            faults.push(format!("label {n}: {why}"));
        }
    }
    if object
        .shift_remove("relations")
        .is_some_and(|r| r != Value::Array(Vec::new()))
    {
        faults.push("its relations have no place in an annotation file".to_owned());
    }
    let record = builder.record();
    record.title.clone_from(&article.header.title);
    record.published.clone_from(&article.header.published);
    Ok(Imported {
        set: builder.finish(),
        article,
        predictions: Vec::new(),
    })
}

/// Start, end and label of `[2, 8, "ACTOR"]` or `{"start_offset", "end_offset", "label"}`.
fn span_of(entry: &Value) -> Result<(usize, usize, &str), String> {
    let number = |value: Option<&Value>| {
        let number = value.and_then(Value::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    let (start, end, label) = match entry {
        Value::Array(parts) => (parts.first(), parts.get(1), parts.get(2)),
        Value::Object(parts) => (
            parts.get("start_offset"),
            parts.get("end_offset"),
            parts.get("label"),
        ),
        _ => (None, None, None),
    };
    match (number(start), number(end), label.and_then(Value::as_str)) {
        (Some(start), Some(end), Some(label)) if !label.is_empty() => Ok((start, end, label)),
        _ => Err("it is not a start, an end and a label".to_owned()),
    }
}
