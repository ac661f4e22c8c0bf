//! The counts as one JSON object, for programs.
//!
//! The shape is stable: `version` grows where a field changes its meaning or goes; new fields may
//! come at any time.
//!
//! ```json
//! { "format": "obelus-stats", "version": 1, "offset_unit": "codepoint", "annotator": null,
//!   "articles": { "all": 3, "new": 1, "in_progress": 0, "done": 2, "skipped": 0, "finished": 2,
//!                 "flagged": 0, "noted": 0 },
//!   "spans": { "all": 9, "hand": 2, "suggestion": 7, "import": 0, "edited": 1 },
//!   "labels": { "actor": { "all": 9, "hand": 2, "suggestion": 7, "import": 0, "edited": 1 } },
//!   "events": { "all": 2, "untyped": 1, "types": { "CONSULT": 1 } },
//!   "annotators": [ { "name": "amina", "articles": { … as above … }, "spans": 9, "events": 2 } ],
//!   "days": [ { "day": "2026-11-23", "spans": 9, "imported": 0, "finished": 2 } ], "finished_undated": 0,
//!   "spans_undated": 0,
//!   "pace": { "days": 2, "spans": 4.5, "articles": 1.0 }, "time_left": { "articles": 1, "days": 1.0 },
//!   "surfaces": [ { "words": "Niger", "count": 9, "labels": { "location": 8, "actor": 1 } } ],
//!   "surfaces_missed": 0,
//!   "labelled_two_ways": [ { "words": "Niger", "usual": { "label": "location", "count": 8 },
//!     "odd": { "label": "actor", "count": 1 },
//!     "places": [ { "article": "news/a.txt", "start": 3, "end": 8 } ] } ],
//!   "uncounted": [ { "file": "b.txt.obelus.json", "why": "…" } ] }
//! ```
//!
//! `pace` and `time_left` are null where there is too little to go on; days are of UTC; `spans` of a day are work, `imported` ones were
//! copied or imported on it. A type or
//! label stands where it was used. `surfaces_missed` is how many times a surface may have been met
//! beside its count, in corpora with more than 200,000 different ones.

use std::io::{self, Write};

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::MOST;
use crate::jobs::{Survey, names_country};
use crate::measure::statistics::{LabelUse, SpanCount, StatusCount};

/// Prints the counts.
pub(super) fn write(
    out: &mut impl Write,
    survey: &Survey,
    annotator: Option<&str>,
    today: Date,
) -> io::Result<()> {
    let counts = &survey.statistics;
    let mut articles = status(counts.articles);
    if let Value::Object(fields) = &mut articles {
        fields.insert("flagged".to_owned(), counts.flagged.into());
        fields.insert("noted".to_owned(), counts.noted.into());
    }
    let labels: Map<String, Value> = (counts.labels.iter())
        .map(|(label, count)| (label.clone(), spans(*count)))
        .collect();
    let types: Map<String, Value> = (counts.types.iter())
        .filter_map(|(kind, count)| Some((kind.clone()?, (*count).into())))
        .collect();
    let annotators: Vec<Value> = (counts.annotators.iter())
        .map(|(name, count)| {
            json!({ "name": name, "articles": status(count.articles),
                    "spans": count.spans, "events": count.events })
        })
        .collect();
    let days: Vec<Value> = (counts.days.iter())
        .map(|(day, count)| {
            json!({ "day": day.to_string(), "spans": count.spans, "imported": count.imported,
                    "finished": count.finished })
        })
        .collect();
    let pace = counts.pace(today).map(|pace| {
        json!({ "days": pace.days, "spans": tenth(pace.spans), "articles": tenth(pace.articles) })
    });
    let left = counts.time_left(today);
    let left = left.map(|left| json!({ "articles": left.articles, "days": tenth(left.days) }));
    let surfaces: Vec<Value> = (counts.surfaces.most_frequent(MOST).iter())
        .map(|surface| {
            let labels: Map<String, Value> = (surface.labels.iter())
                .map(|used| (used.label.clone(), used.count.into()))
                .collect();
            json!({ "words": surface.words, "count": surface.count, "labels": labels })
        })
        .collect();
    let two_ways: Vec<Value> = (counts.surfaces)
        .labelled_two_ways(MOST, &names_country)
        .iter()
        .map(|found| {
            let places: Vec<Value> = (found.places.iter())
                .map(|spot| {
                    json!({ "article": survey.name(spot.article),
                            "start": spot.extent.start, "end": spot.extent.end })
                })
                .collect();
            json!({ "words": found.words, "usual": used(&found.usual), "odd": used(&found.odd),
                    "places": places })
        })
        .collect();
    let uncounted: Vec<Value> = (survey.uncounted.iter())
        .map(|file| json!({ "file": file.file, "why": file.why }))
        .collect();
    let untyped = counts.types.get(&None).copied().unwrap_or(0);
    let whole = json!({
        "format": "obelus-stats",
        "version": 1,
        "offset_unit": "codepoint",
        "annotator": annotator,
        "articles": articles,
        "spans": spans(counts.spans),
        "labels": labels,
        "events": { "all": counts.events, "untyped": untyped, "types": types },
        "annotators": annotators,
        "days": days,
        "finished_undated": counts.finished_undated,
        "spans_undated": counts.spans_undated,
        "pace": pace,
        "time_left": left,
        "surfaces": surfaces,
        "surfaces_missed": counts.surfaces.missed(),
        "labelled_two_ways": two_ways,
        "uncounted": uncounted,
    });
    serde_json::to_writer_pretty(&mut *out, &whole).map_err(io::Error::from)?;
    writeln!(out)
}

fn status(count: StatusCount) -> Value {
    json!({ "all": count.all(), "new": count.new, "in_progress": count.in_progress,
            "done": count.done, "skipped": count.skipped, "finished": count.finished() })
}

fn spans(count: SpanCount) -> Value {
    json!({ "all": count.all(), "hand": count.hand, "suggestion": count.suggestion,
            "import": count.import, "edited": count.edited })
}

fn used(used: &LabelUse) -> Value {
    json!({ "label": used.label, "count": used.count })
}

/// To one decimal: more would say that somebody knows.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
