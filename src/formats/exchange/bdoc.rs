//! GATE bdoc JSON: a document for each article, offsets in Unicode code points, as it says itself.
//!
//! The only format besides the native one that declares its unit (`offset_type`: `p` for Python, `j`
//! for Java), and both are read. Features are JSON, so that everything but rejections and origins has
//! room: what is said of a span stands among its features, frames among those of their trigger,
//! actors and the article's record among those of the document.

use std::io;

use serde_json::{Map, Value, json};

use super::articles::{header_of, shape_set};
use super::facets::shape_span;
use super::frames::FrameReader;
use super::telling::{Naming, Telling};
use super::whole::{document_of, told_faults};
use super::{
    Export, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet, Part,
    Phrases, Points, Receiver, SetBuilder, Unit, Work, parts_lost,
};
use crate::annotation::Timestamp;
use crate::text::Article;

pub(super) const FORMAT: Format = Format {
    name: "bdoc",
    title: "GATE bdoc",
    extensions: &["bdocjs", "bdoc"],
    unit: Unit::CodePoints,
    layout: Layout::Apart,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| head.contains("\"annotation_sets\""),
};

/// Everything but what only the native file holds.
pub(super) const HOLDS: &[Part] = &[
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
];

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
        let telling = Telling::new(work, &phrases, &points, Naming::Numbers);
        let annotations = phrases.kept.iter().enumerate().map(|(n, phrase)| {
            let (start, end) = points.points(phrase.range);
            json!({
                "type": phrase.span.label, "start": start, "end": end, "id": n,
                "features": telling.facets(phrase),
            })
        });
        let annotations: Vec<Value> = annotations.collect();
        let document = json!({
            "annotation_sets": {
                "": {
                    "name": "detached-from:",
                    "annotations": annotations,
                    "next_annid": phrases.kept.len(),
                },
            },
            "text": work.article.text(),
            "features": telling.article(),
            "offset_type": "p",
            "name": work.name,
        });
        let name = format!("{}.bdocjs", work.stem);
        let file = out.file(&name)?;
        serde_json::to_writer(file, &document)?;
        out.close(&name)
    }
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let document = document_of(input, FORMAT.title)?;
        let mut faults = Vec::new();
        let read = article_of(&document, input.name, input.now, &mut faults);
        told_faults(input.name, faults, receiver);
        let imported = read.map_err(|why| ImportError::NotThis {
            name: input.name.to_owned(),
            title: FORMAT.title,
            why,
        })?;
        match receiver.article(imported) {
            true => Ok(()),
            false => Err(ImportError::Stopped),
        }
    }
}

fn article_of(
    document: &Map<String, Value>,
    name: &str,
    now: &Timestamp,
    faults: &mut Vec<String>,
) -> Result<Imported, String> {
    let text = document
        .get("text")
        .and_then(Value::as_str)
        .ok_or("it has no “text”")?;
    let unit = match document.get("offset_type").and_then(Value::as_str) {
        Some("j") => Unit::Utf16,
        Some("p") => Unit::CodePoints,
        other => {
            let found = other.unwrap_or("nothing");
            return Err(format!("its “offset_type” is {found}, and neither p nor j"));
        }
    };
    let empty = Map::new();
    let features = document
        .get("features")
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let (source, header) = header_of(features);
    let given = document
        .get("name")
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty());
    let source = source.or_else(|| given.map(str::to_owned));
    let source = source.unwrap_or_else(|| name.to_owned());
    let article = Article::new(source, text, header);
    let points = Points::new(&article, unit);
    let mut builder = SetBuilder::new(now);
    let mut frames = FrameReader::default();
    let sets = document.get("annotation_sets").and_then(Value::as_object);
    let mut waiting = Vec::new();
    for (set, told) in sets.into_iter().flatten() {
        let list = told["annotations"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for annotation in list {
            let number = &annotation["id"];
            let mut refuse = |why: String| faults.push(format!("annotation {number}: {why}"));
            let place = |name: &str| usize::try_from(annotation[name].as_u64()?).ok();
            let range = place("start").zip(place("end"));
            let range = range.and_then(|(start, end)| points.range(start, end));
            let Some((range, label)) = range.zip(annotation["type"].as_str()) else {
                refuse("it has no type, or is not within the text".to_owned());
                continue;
            };
            let features = annotation["features"].as_object().unwrap_or(&empty);
            let mut odd = Vec::new();
            let placed = builder.span(label, range, |span| {
                shape_span(span, features, &points, &mut odd);
            });
            odd.into_iter().for_each(&mut refuse);
            match placed {
                Ok(id) => {
                    if set.is_empty() {
                        frames.know(number, &id);
                    }
                    waiting.push((id, features));
                }
                Err(why) => refuse(why),
            }
        }
    }
    frames.hear(&mut builder, &waiting, features, &points, faults);
    shape_set(builder.record(), features);
    let set = builder.finish();
    Ok(Imported {
        article,
        set,
        predictions: Vec::new(),
    })
}
