//! The native format as one among others: `NAME.txt` and `NAME.txt.obelus.json` for each article.
//!
//! Nothing is lost. Predictions stand in the list `suggestions`, since nobody has accepted them.

use std::io;

use serde_json::{Value, json};

use super::whole::bytes_of;
use super::{
    Export, Fault, Format, Import, ImportError, Imported, Input, Layout, Loss, Options, Outlet,
    Part, Phrases, Receiver, Unit, Work, parts_lost,
};
use crate::annotation::{AnnotationSet, Op};
use crate::formats::{Fingerprint, native};
use crate::text::{Article, Header};

pub(super) const FORMAT: Format = Format {
    name: "native",
    title: "Obelus annotation files",
    extensions: &["obelus.json"],
    unit: Unit::CodePoints,
    layout: Layout::Apart,
    holds: HOLDS,
    overlaps: true,
    export: Some(|options| Box::new(Writer(options.clone()))),
    import: Some(|| Box::new(Reader)),
    sniff: |head| head.contains("\"format\": \"obelus\""),
};

const HOLDS: &[Part] = Part::ALL;

struct Writer(Options);

impl Export for Writer {
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()> {
        // Spans are whole here, whatever the extent.
        let options = Options {
            extent: super::Extent::Full,
            ..self.0.clone()
        };
        let phrases = Phrases::of(work, &options, lost);
        let named = format!("{}.txt", work.stem);
        let mut holds = HOLDS.to_vec();
        if work.article.source != named {
            holds.retain(|part| *part != Part::Source);
        }
        parts_lost(work, &holds, &phrases, &options, lost);
        let text = work.article.text();
        let header = Header {
            encoding: "utf-8".to_owned(),
            source_sha256: Fingerprint::of(text.as_bytes()).to_string(),
            replaced: 0,
            record: None,
            ..work.article.header.clone()
        };
        let article = Article::new(named.as_str(), text, header);
        let mut set = narrowed(work.set, &phrases);
        if !work.predictions.is_empty() {
            let told = work.predictions.iter().map(|one| {
                let (start, end) = article.to_code_points(one.range);
                json!({
                    "label": one.label, "start": start, "end": end,
                    "quote": article.quote(one.range), "score": one.score, "matcher": one.by,
                })
            });
            set.extra.insert("suggestions".to_owned(), told.collect());
        }
        out.file(&named)?.write_all(text.as_bytes())?;
        out.close(&named)?;
        let annotator = set.annotator.as_ref().map(|name| format!(".{name}"));
        let name = format!("{named}{}.obelus.json", annotator.unwrap_or_default());
        native::encode(&article, &set, out.file(&name)?)?;
        out.close(&name)
    }
}

/// The set without the spans that are not written.
fn narrowed(set: &AnnotationSet, phrases: &Phrases<'_>) -> AnnotationSet {
    let mut narrowed = set.clone();
    if phrases.kept.len() == set.len() {
        return narrowed;
    }
    let kept: foldhash::HashSet<_> = phrases.kept.iter().map(|p| &p.span.id).collect();
    let gone: Vec<_> = set
        .spans()
        .map(|span| span.id.clone())
        .filter(|id| !kept.contains(id))
        .collect();
    let delete = crate::annotation::edits::delete(set, &gone, "");
    for op in &delete.ops {
        // What is deleted stands in the set: it cannot be refused.
        let done = narrowed.apply(op);
        debug_assert!(done.is_ok() || matches!(op, Op::RemoveSpan(_)));
    }
    narrowed
}

struct Reader;

impl Import for Reader {
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError> {
        let bytes = bytes_of(input, FORMAT.title)?;
        let decoded = native::decode(&bytes).map_err(|error| ImportError::NotThis {
            name: input.name.to_owned(),
            title: FORMAT.title,
            why: error.to_string(),
        })?;
        for fault in decoded.faults {
            receiver.fault(Fault {
                file: input.name.to_owned(),
                line: fault.line,
                why: format!("{}: {}", fault.place, fault.why),
            });
        }
        let mut set = decoded.set;
        let article = decoded.article;
        let mut predictions = Vec::new();
        if let Some(Value::Array(list)) = set.extra.shift_remove("suggestions") {
            predictions.extend(list.iter().filter_map(|told| {
                let place = |name: &str| usize::try_from(told[name].as_u64()?).ok();
                Some(super::Prediction {
                    label: crate::annotation::Label::new(told["label"].as_str()?),
                    range: article.to_range(place("start")?, place("end")?)?,
                    score: told["score"].as_f64(),
                    by: told["matcher"].as_str().unwrap_or_default().to_owned(),
                })
            }));
        }
        match receiver.article(Imported {
            article,
            set,
            predictions,
        }) {
            true => Ok(()),
            false => Err(ImportError::Stopped),
        }
    }
}
