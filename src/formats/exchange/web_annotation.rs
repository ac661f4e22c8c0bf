//! W3C Web Annotation: a page of annotations for each article as JSON-LD, offsets in Unicode code
//! points, and the text beside it.
//!
//! Each span has both selectors, by position and by quote with what stands around it, so that other
//! programs can find it again. Labels are bodies with the purpose `tagging`, notes `commenting`, and
//! what else is said of a span is JSON in a body with the purpose `describing`.

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
use crate::formats::encoding;
use crate::text::{Article, ByteRange};

pub(super) const FORMAT: Format = Format {
    name: "web-annotation",
    title: "W3C Web Annotation",
    extensions: &["jsonld"],
    unit: Unit::CodePoints,
    layout: Layout::Apart,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| head.contains("http://www.w3.org/ns/anno.jsonld"),
};

const HOLDS: &[Part] = super::bdoc::HOLDS;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// So many characters stand on either side of a quote.
const AROUND: usize = 32;

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
        let telling = Telling::new(work, &phrases, &points, Naming::Ids);
        let source = format!("{}.txt", work.stem);
        let text = work.article.text();
        let mut items = Vec::with_capacity(phrases.kept.len() + 1);
        for phrase in &phrases.kept {
            let (start, end) = points.points(phrase.range);
            let mut bodies = vec![json!({
                "type": "TextualBody", "purpose": "tagging", "value": phrase.span.label,
            })];
            let mut facets = telling.facets(phrase);
            if let Some(note) = facets.shift_remove("note") {
                bodies.push(json!({
                    "type": "TextualBody", "purpose": "commenting", "value": note,
                }));
            }
            bodies.extend(described(facets));
            items.push(json!({
                "@context": CONTEXT,
                "id": format!("#{}", phrase.span.id),
                "type": "Annotation",
                "body": bodies,
                "target": {
                    "source": source,
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": work.article.quote(phrase.range),
                            "prefix": before(text, phrase.range),
                            "suffix": behind(text, phrase.range),
                        },
                        {"type": "TextPositionSelector", "start": start, "end": end},
                    ],
                },
            }));
        }
        let record = described(telling.article());
        items.extend(record.map(|body| {
            json!({
                "@context": CONTEXT, "id": "#article", "type": "Annotation",
                "motivation": "describing", "body": [body], "target": {"source": source},
            })
        }));
        let page = json!({
            "@context": CONTEXT, "id": format!("{}.jsonld", work.stem), "type": "AnnotationPage",
            "items": items,
        });
        out.file(&source)?.write_all(text.as_bytes())?;
        out.close(&source)?;
        let name = format!("{}.jsonld", work.stem);
        let file = out.file(&name)?;
        serde_json::to_writer(file, &page)?;
        out.close(&name)
    }
}

/// What is said beside label and note, as a body.
fn described(facets: Map<String, Value>) -> Option<Value> {
    (!facets.is_empty()).then(|| {
        json!({
            "type": "TextualBody", "purpose": "describing", "format": "application/json",
            "value": Value::Object(facets).to_string(),
        })
    })
}

fn before(text: &str, range: ByteRange) -> &str {
    let start = text[..range.start].char_indices().rev().nth(AROUND - 1);
    &text[start.map_or(0, |(at, _)| at)..range.start]
}

fn behind(text: &str, range: ByteRange) -> &str {
    let rest = &text[range.end..];
    let end = rest.char_indices().nth(AROUND);
    &rest[..end.map_or(rest.len(), |(at, _)| at)]
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let document = document_of(input, FORMAT.title)?;
        let name = input.name.to_owned();
        let refuse = |why: String| ImportError::NotThis {
            name: name.clone(),
            title: FORMAT.title,
            why,
        };
        let items = match document
            .get("items")
            .or_else(|| document.get("first").and_then(|page| page.get("items")))
        {
            Some(Value::Array(items)) => items.clone(),
            _ if document.get("type") == Some(&json!("Annotation")) => {
                vec![Value::Object(document)]
            }
            _ => return Err(refuse("it has no annotations".to_owned())),
        };
        let mut sources: Vec<&str> = items.iter().filter_map(source_of).collect();
        sources.sort_unstable();
        sources.dedup();
        let stem = name.strip_suffix(".jsonld").unwrap_or(&name);
        let own = format!("{stem}.txt");
        if sources.is_empty() {
            sources.push(&own);
        }
        for source in sources {
            let file = source.rsplit('/').next().unwrap_or(source);
            let Some(bytes) = (input.beside)(file) else {
                return Err(refuse(format!("there is no “{file}” beside it")));
            };
            let text = encoding::decode(&bytes).map_err(|e| refuse(format!("{file}: {e}")))?;
            let mut faults = Vec::new();
            let of_it: Vec<&Value> = items
                .iter()
                .filter(|item| source_of(item).is_none_or(|of| of == source))
                .collect();
            let imported = article_of(&of_it, file, &text.text, input.now, &mut faults);
            told_faults(&name, faults, receiver);
            if !receiver.article(imported) {
                return Err(ImportError::Stopped);
            }
        }
        Ok(())
    }
}

fn source_of(item: &Value) -> Option<&str> {
    let target = &item["target"];
    let source = target["source"].as_str().or_else(|| target.as_str());
    source.or_else(|| target["source"]["id"].as_str())
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn article_of(
    items: &[&Value],
    file: &str,
    text: &str,
    now: &Timestamp,
    faults: &mut Vec<String>,
) -> Imported {
    let mut told = Map::new();
    let mut marks = Vec::new();
    for item in items {
        let bodies = list(&item["body"]);
        let said = bodies
            .iter()
            .filter(|body| body["format"] == "application/json");
        let said = said.filter_map(|body| body["value"].as_str());
        let facets: Option<Map<String, Value>> = said
            .filter_map(|text| serde_json::from_str(text).ok())
            .next();
        match item["target"].get("selector") {
            Some(selector) => marks.push((*item, bodies, selector, facets.unwrap_or_default())),
            None => told = facets.unwrap_or_default(),
        }
    }
    let (named, header) = header_of(&told);
    let article = Article::new(named.unwrap_or_else(|| file.to_owned()), text, header);
    let points = Points::new(&article, Unit::CodePoints);
    let mut builder = SetBuilder::new(now);
    let mut frames = FrameReader::default();
    let mut placed = Vec::new();
    for (item, bodies, selector, facets) in &marks {
        let id = &item["id"];
        let range = match place_of(selector, &points) {
            Ok(range) => range,
            Err(why) => {
                faults.push(format!("annotation {id}: {why}"));
                continue;
            }
        };
        let text_of = |purpose: &str| {
            let mut of_it = bodies
                .iter()
                .filter(|body| body["purpose"] == purpose && body["format"] != "application/json");
            of_it.next().and_then(|body| body["value"].as_str())
        };
        let note = text_of("commenting").map(str::to_owned);
        let bare = bodies.iter().find_map(|body| body.as_str());
        let Some(label) = text_of("tagging").or(bare) else {
            faults.push(format!(
                "annotation {id}: it has no tag that could be its label"
            ));
            continue;
        };
        let mut odd = Vec::new();
        let made = builder.span(label, range, |span| {
            span.note = note;
            shape_span(span, facets, &points, &mut odd);
        });
        faults.extend(odd);
        match made {
            Ok(span) => {
                let name = id.as_str().unwrap_or_default();
                frames.know(&json!(name.rsplit('#').next().unwrap_or(name)), &span);
                placed.push((span, facets));
            }
            Err(why) => faults.push(format!("annotation {id}: {why}")),
        }
    }
    frames.hear(&mut builder, &placed, &told, &points, faults);
    shape_set(builder.record(), &told);
    let set = builder.finish();
    Imported {
        article,
        set,
        predictions: Vec::new(),
    }
}

/// Where an annotation stands: by position where the words there are the quoted ones, else by the
/// quote where that stands once.
fn place_of(selector: &Value, points: &Points<'_>) -> Result<ByteRange, String> {
    let article = points.article();
    let (mut by_position, mut quote) = (None, None);
    for selector in list(selector) {
        match selector["type"].as_str() {
            Some("TextPositionSelector") => {
                let place = |name: &str| usize::try_from(selector[name].as_u64()?).ok();
                let ends = place("start").zip(place("end"));
                by_position = ends.and_then(|(start, end)| points.range(start, end));
            }
            Some("TextQuoteSelector") => quote = selector["exact"].as_str().map(|e| (e, selector)),
            _ => {}
        }
    }
    match (by_position, quote) {
        (Some(range), None) => Ok(range),
        (Some(range), Some((exact, _))) if article.quote(range) == exact => Ok(range),
        (_, Some((exact, selector))) if !exact.is_empty() => {
            let around = |name: &str| selector[name].as_str().unwrap_or_default();
            let whole = format!("{}{exact}{}", around("prefix"), around("suffix"));
            let mut found = article.text().match_indices(&whole);
            match (found.next(), found.next()) {
                (Some((at, _)), None) => {
                    let start = at + around("prefix").len();
                    Ok(ByteRange::new(start, start + exact.len()))
                }
                (None, _) => Err(format!("“{exact}” does not stand in the text")),
                (Some(_), Some(_)) => Err(format!("“{exact}” stands there more than once")),
            }
        }
        _ => Err("it has no place in the text".to_owned()),
    }
}
