//! Label Studio JSON: a list of tasks, offsets in Unicode code points.
//!
//! Spans are results of the type `labels`, types of events `choices` of the same region, roles
//! relations. What Label Studio has no place for stands under `obelus`, among the data of a task and
//! in the `meta` of a region, which it keeps. Several annotations of a task become the work of
//! several annotators, predictions become suggestions. `labelling-config.xml` is the configuration of
//! a project that takes the tasks.

use std::fmt::Write as _;
use std::io;

use foldhash::HashMap;
use serde_json::{Map, Value, json};

use super::articles::{header_of, shape_set};
use super::facets::shape_span;
use super::frames::FrameReader;
use super::telling::{Naming, Telling};
use super::whole::bytes_of;
use super::{
    Export, Fault, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet,
    Part, Phrases, Points, Prediction, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::{Id, Label, RoleFiller, Status, Timestamp};
use crate::text::{Article, ByteRange};

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    title: "Label Studio JSON",
    extensions: &["json"],
    unit: Unit::CodePoints,
    layout: Layout::Whole,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| {
        Box::new(Writer {
            options: options.clone(),
            begun: false,
            labels: Vec::new(),
            types: Vec::new(),
        })
    }),
    import: Some(|| Box::new(Reader)),
    sniff: |head| head.trim_start().starts_with('[') && head.contains("\"data\""),
};

const HOLDS: &[Part] = &[
    Part::Head,
    Part::Value,
    Part::Place,
    Part::Attributes,
    Part::Note,
    Part::Fragments,
    Part::Events,
    Part::Mode,
    Part::Contexts,
    Part::Flags,
    Part::Date,
    Part::Roles,
    Part::Nested,
    Part::Entities,
    Part::Codes,
    Part::Status,
    Part::Flagged,
    Part::ArticleNote,
    Part::ArticleAttributes,
    Part::Title,
    Part::Published,
    Part::Url,
    Part::Language,
    Part::Annotator,
    Part::Source,
    Part::Predictions,
];

const TASKS: &str = "label-studio.json";
const CONFIG: &str = "labelling-config.xml";

struct Writer {
    options: Options,
    begun: bool,
    labels: Vec<Label>,
    types: Vec<String>,
}

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        let phrases = Phrases::of(work, &self.options, lost);
        parts_lost(work, HOLDS, &phrases, &self.options, lost);
        let task = self.task(work, &phrases);
        let file = out.file(TASKS)?;
        file.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer(file, &task)?;
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Outlet) -> io::Result<()> {
        let file = out.file(TASKS)?;
        file.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        out.close(TASKS)?;
        for label in &self.options.schema {
            if !self.labels.contains(label) {
                self.labels.push(label.clone());
            }
        }
        let mut labels = String::new();
        for label in &self.labels {
            let _ = writeln!(labels, "    <Label value=\"{}\"/>", escaped(label.as_str()));
        }
        let mut types = String::new();
        self.types.sort_unstable();
        for kind in &self.types {
            let _ = writeln!(types, "    <Choice value=\"{}\"/>", escaped(kind));
        }
        let choices = if types.is_empty() {
            String::new()
        } else {
            format!(
                "  <Choices name=\"type\" toName=\"text\" perRegion=\"true\" \
                 whenTagName=\"label\" whenLabelValue=\"event\" choice=\"multiple\">\n{types}  \
                 </Choices>\n"
            )
        };
        let config = format!(
            "<View>\n  <Labels name=\"label\" toName=\"text\">\n{labels}  </Labels>\n{choices}  \
             <Text name=\"text\" value=\"$text\"/>\n</View>\n"
        );
        out.file(CONFIG)?.write_all(config.as_bytes())?;
        out.close(CONFIG)
    }
}

impl Writer {
    fn task(&mut self, work: &Work<'_>, phrases: &Phrases<'_>) -> Value {
        let points = Points::new(work.article, Unit::CodePoints);
        let telling = Telling::new(work, phrases, &points, Naming::Ids);
        let mut results = Vec::with_capacity(phrases.kept.len());
        let mut relations = Vec::new();
        for phrase in &phrases.kept {
            if !self.labels.contains(&phrase.span.label) {
                self.labels.push(phrase.span.label.clone());
            }
            let mut facets = telling.facets(phrase);
            let note = facets.shift_remove("note");
            let mut types: Vec<String> = Vec::new();
            for event in telling.frames(&phrase.span.id) {
                if let Some(kind) = event.kind.as_ref().filter(|kind| !types.contains(*kind)) {
                    types.push(kind.clone());
                }
                for role in &event.roles {
                    let to = match &role.filler {
                        RoleFiller::Span(id) => telling.name(id),
                        RoleFiller::Event(id) => {
                            let event = work.set.event(id);
                            event.and_then(|event| telling.name(&event.trigger))
                        }
                    };
                    relations.extend(to.map(|to| {
                        json!({
                            "from_id": phrase.span.id, "to_id": to, "type": "relation",
                            "direction": "right", "labels": [role.role],
                        })
                    }));
                }
            }
            let mut meta = Map::new();
            if let Some(note) = note {
                meta.insert("text".to_owned(), json!([note]));
            }
            if !facets.is_empty() {
                meta.insert("obelus".to_owned(), Value::Object(facets));
            }
            let (start, end) = points.points(phrase.range);
            let region = |name: &str, kind: &str, values: Value| {
                json!({
                    "id": phrase.span.id, "from_name": name, "to_name": "text", "type": kind,
                    "value": {
                        "start": start, "end": end,
                        "text": work.article.quote(phrase.range), kind: values,
                    },
                })
            };
            let mut result = region("label", "labels", json!([phrase.span.label]));
            if !meta.is_empty() {
                result["meta"] = Value::Object(meta);
            }
            results.push(result);
            if !types.is_empty() {
                results.push(region("type", "choices", json!(types)));
                for kind in types {
                    if !self.types.contains(&kind) {
                        self.types.push(kind);
                    }
                }
            }
        }
        results.append(&mut relations);
        let mut obelus = telling.article();
        let title = obelus.shift_remove("title");
        let mut data = Map::new();
        data.insert("text".to_owned(), json!(work.article.text()));
        if let Some(title) = title {
            data.insert("title".to_owned(), title);
        }
        data.insert("obelus".to_owned(), Value::Object(obelus));
        json!({
            "data": data,
            "annotations": [{"result": results}],
            "predictions": predictions(work, &points),
        })
    }
}

/// One entry for each who proposes something.
fn predictions(work: &Work<'_>, points: &Points<'_>) -> Vec<Value> {
    let mut by: Vec<(&str, Vec<Value>)> = Vec::new();
    for (n, one) in work.predictions.iter().enumerate() {
        let (start, end) = points.points(one.range);
        let mut result = json!({
            "id": format!("p{n}"), "from_name": "label", "to_name": "text", "type": "labels",
            "value": {
                "start": start, "end": end, "text": work.article.quote(one.range),
                "labels": [one.label],
            },
        });
        if let Some(score) = one.score {
            result["score"] = json!(score);
        }
        match by.iter_mut().find(|(name, _)| *name == one.by) {
            Some((_, list)) => list.push(result),
            None => by.push((&one.by, vec![result])),
        }
    }
    let told = by.into_iter();
    told.map(|(name, list)| json!({"model_version": name, "result": list}))
        .collect()
}

/// Text inside an attribute of XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let bytes = bytes_of(input, FORMAT.title)?;
        let not_this = |why: String| ImportError::NotThis {
            name: input.name.to_owned(),
            title: FORMAT.title,
            why,
        };
        let tasks: Vec<Value> = serde_json::from_slice(&bytes)
            .map_err(|error| not_this(format!("it is no list of tasks: {error}")))?;
        for (n, task) in (1..).zip(&tasks) {
            let mut faults = Vec::new();
            let name = format!("{}-{n}.txt", input.name.trim_end_matches(".json"));
            let read = task_of(task, &name, input.now, &mut faults);
            let mut tell = |why: String| {
                receiver.fault(Fault {
                    file: input.name.to_owned(),
                    line: None,
                    why: format!("task {n}: {why}"),
                });
            };
            faults.into_iter().for_each(&mut tell);
            match read {
                Ok(all) => {
                    for imported in all {
                        if !receiver.article(imported) {
                            return Err(ImportError::Stopped);
                        }
                    }
                }
                Err(why) => tell(why),
            }
        }
        Ok(())
    }
}

/// The work of each annotator on one task.
fn task_of(
    task: &Value,
    name: &str,
    now: &Timestamp,
    faults: &mut Vec<String>,
) -> Result<Vec<Imported>, String> {
    let data = &task["data"];
    let text = data["text"].as_str().ok_or("its data has no “text”")?;
    let empty = Map::new();
    let obelus = data["obelus"].as_object().unwrap_or(&empty);
    let mut told = obelus.clone();
    for field in ["title", "published", "url", "language", "source"] {
        if let Some(given) = data[field].as_str() {
            told.entry(field).or_insert_with(|| json!(given));
        }
    }
    let (source, header) = header_of(&told);
    let article = Article::new(source.unwrap_or_else(|| name.to_owned()), text, header);
    let points = Points::new(&article, Unit::CodePoints);
    let list = |name: &str| task[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut proposed = Vec::new();
    for prediction in list("predictions") {
        let by = prediction["model_version"].as_str().unwrap_or("prediction");
        for result in results(prediction) {
            if result["type"] != "labels" {
                continue;
            }
            match place_of(result, &points) {
                Ok((range, labels)) => proposed.extend(labels.map(|label| Prediction {
                    label: Label::new(label),
                    range,
                    score: result["score"].as_f64().or(prediction["score"].as_f64()),
                    by: by.to_owned(),
                })),
                Err(why) => faults.push(format!("a prediction: {why}")),
            }
        }
    }
    let annotations = list("annotations");
    let mut all = Vec::new();
    let several = annotations.len() > 1;
    let none = json!({});
    let given: Vec<&Value> = match annotations {
        [] => vec![&none],
        some => some.iter().collect(),
    };
    for annotation in given {
        let mut builder = SetBuilder::new(now);
        place_all(annotation, &points, &mut builder, &told, faults);
        let record = builder.record();
        shape_set(record, &told);
        if several {
            record.annotator = Some(annotator_of(annotation));
        }
        if annotation["was_cancelled"] == true {
            record.status = Status::Skipped;
        }
        all.push(Imported {
            set: builder.finish(),
            predictions: std::mem::take(&mut proposed),
            article: article.clone(),
        });
    }
    Ok(all)
}

fn results(annotation: &Value) -> &[Value] {
    annotation["result"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn place_all(
    annotation: &Value,
    points: &Points<'_>,
    builder: &mut SetBuilder,
    told: &Map<String, Value>,
    faults: &mut Vec<String>,
) {
    let empty = Map::new();
    let mut frames = FrameReader::default();
    let mut waiting: Vec<(Id, Vec<Value>)> = Vec::new();
    let mut chosen: HashMap<String, Vec<String>> = HashMap::default();
    let mut related: Vec<(&Value, &Value, String)> = Vec::new();
    for result in results(annotation) {
        match result["type"].as_str() {
            Some("labels") => {}
            Some("choices") => {
                let list = result["value"]["choices"].as_array();
                let types = list.into_iter().flatten().filter_map(Value::as_str);
                let known = chosen.entry(result["id"].to_string()).or_default();
                known.extend(types.map(str::to_owned));
                continue;
            }
            Some("relation") => {
                let role = result["labels"][0].as_str().unwrap_or("related").to_owned();
                related.push((&result["from_id"], &result["to_id"], role));
                continue;
            }
            other => {
                let other = other.unwrap_or("no type");
                faults.push(format!("a result of the type {other} has no place here"));
                continue;
            }
        }
        let (range, labels) = match place_of(result, points) {
            Ok(found) => found,
            Err(why) => {
                faults.push(format!("region {}: {why}", result["id"]));
                continue;
            }
        };
        let meta = &result["meta"];
        let facets = meta["obelus"].as_object().unwrap_or(&empty);
        let note = meta["text"].as_array().map(|lines| {
            let lines = lines.iter().filter_map(Value::as_str);
            lines.collect::<Vec<_>>().join("\n")
        });
        for label in labels {
            let mut odd = Vec::new();
            let placed = builder.span(label, range, |span| {
                span.note = note.clone().filter(|note| !note.is_empty());
                shape_span(span, facets, points, &mut odd);
            });
            faults.extend(odd);
            match placed {
                Ok(id) => {
                    frames.know(&result["id"], &id);
                    if label == Label::EVENT.as_str()
                        && let Some(Value::Array(events)) = facets.get("events")
                    {
                        waiting.push((id, events.clone()));
                    }
                }
                Err(why) => faults.push(format!("region {}: {why}", result["id"])),
            }
        }
    }
    // What came from elsewhere has its types and roles in choices and relations only.
    let told_here: foldhash::HashSet<Id> = waiting.iter().map(|(id, _)| id.clone()).collect();
    let mut bare: Vec<(Value, Id)> = Vec::new();
    for (region, types) in chosen {
        let name: Value = serde_json::from_str(&region).unwrap_or_default();
        let Some(id) = frames
            .span(&name)
            .filter(|id| !told_here.contains(*id))
            .cloned()
        else {
            continue;
        };
        for kind in types {
            bare.push((json!({"type": kind}), id.clone()));
        }
    }
    bare.sort_by(|a, b| a.1.cmp(&b.1));
    let roles_of = |id: &Id, frames: &FrameReader| -> Vec<Value> {
        let from = related
            .iter()
            .filter(|(from, ..)| frames.span(from) == Some(id));
        from.map(|(_, to, role)| json!({"role": role, "span": to}))
            .collect()
    };
    for (mut event, id) in bare {
        event["roles"] = Value::Array(roles_of(&id, &frames));
        waiting.push((id, vec![event]));
    }
    for (trigger, events) in waiting {
        for event in events.iter().filter_map(Value::as_object) {
            frames.event(builder, &trigger, event.get("id"), event, points, faults);
        }
    }
    frames.fill(builder, faults);
    if let Some(actors) = told.get("actors") {
        frames.entities(builder, actors, faults);
    }
}

/// Where a region of labels stands, and its labels.
fn place_of<'v>(
    result: &'v Value,
    points: &Points<'_>,
) -> Result<(ByteRange, impl Iterator<Item = &'v str>), String> {
    let value = &result["value"];
    let place = |name: &str| usize::try_from(value[name].as_u64()?).ok();
    let (Some(start), Some(end)) = (place("start"), place("end")) else {
        return Err("it has no start and end in the text".to_owned());
    };
    let outside = || format!("{start} to {end} are no characters of its text");
    let range = points.range(start, end).ok_or_else(outside)?;
    if let Some(words) = value["text"].as_str() {
        let there = points.article().quote(range);
        // The program itself squeezes white space there.
        if !there.split_whitespace().eq(words.split_whitespace()) {
            return Err(format!("the text reads “{there}” there and not “{words}”"));
        }
    }
    let labels = value["labels"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if labels.is_empty() {
        return Err("it has no label".to_owned());
    }
    Ok((range, labels.iter().filter_map(Value::as_str)))
}

/// A name for whoever made one of several annotations.
fn annotator_of(annotation: &Value) -> String {
    let by = &annotation["completed_by"];
    let given = by["email"].as_str().map(str::to_owned);
    let given = given.or_else(|| match by {
        Value::Number(number) => Some(format!("user-{number}")),
        _ => by["id"].as_u64().map(|id| format!("user-{id}")),
    });
    let given = given.unwrap_or_else(|| format!("annotation-{}", annotation["id"]));
    let kept = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() || c == '-' => c,
        _ => '_',
    };
    given.chars().map(kept).take(40).collect()
}
