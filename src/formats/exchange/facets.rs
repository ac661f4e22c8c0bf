//! What is said of a span or an event beside its words, as JSON: for formats that have room for it.
//!
//! The fields are those of the native file; positions are in the format's own unit.

use serde_json::{Map, Value, json};

use super::Points;
use crate::annotation::{Event, EventDate, Fields, Span};
use crate::text::ByteRange;

/// Head, value, place, attributes, note and fragments of a span, as far as it has them.
#[must_use]
pub fn facets_of_span(span: &Span, points: &Points<'_>) -> Map<String, Value> {
    let mut facets = Map::new();
    let mut say = |name: &str, value: Value| facets.insert(name.to_owned(), value);
    let place = |range: ByteRange| json!(points.points(range));
    if let Some(head) = span.head {
        say("head", place(head));
    }
    if let Some(value) = &span.value {
        say("value", json!(value));
    }
    if let Some(known) = &span.place {
        say("place", json!(known));
    }
    if !span.attributes.is_empty() {
        say("attributes", json!(*span.attributes));
    }
    if let Some(note) = &span.note {
        say("note", json!(note));
    }
    if !span.fragments.is_empty() {
        say(
            "fragments",
            span.fragments.iter().map(|f| place(*f)).collect(),
        );
    }
    facets
}

/// Gives a span what stands in `facets`; what cannot be understood is told and left out.
pub fn shape_span(
    span: &mut Span,
    facets: &Map<String, Value>,
    points: &Points<'_>,
    faults: &mut Vec<String>,
) {
    let mut refuse = |name: &str| faults.push(format!("its {name} cannot be read"));
    let inside = |value: &Value| {
        let range = range_in(value, points)?;
        span.range.contains_range(range).then_some(range)
    };
    for (name, value) in facets {
        match name.as_str() {
            "head" => match inside(value) {
                Some(head) => span.head = Some(head).filter(|head| *head != span.range),
                None => refuse(name),
            },
            "value" => match serde_json::from_value(value.clone()) {
                Ok(value) => span.value = Some(Box::new(value)),
                Err(_) => refuse(name),
            },
            "place" => match serde_json::from_value(value.clone()) {
                Ok(place) => span.place = Some(Box::new(place)),
                Err(_) => refuse(name),
            },
            "attributes" => match value {
                Value::Object(map) => span.attributes = Fields::from(map.clone()),
                _ => refuse(name),
            },
            "note" => match value {
                Value::String(note) => span.note = Some(note.clone()),
                _ => refuse(name),
            },
            "fragments" => {
                let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let parts: Option<Vec<_>> = list.iter().map(inside).collect();
                match parts.filter(|parts| !parts.is_empty()) {
                    Some(parts) => span.fragments = parts,
                    None => refuse(name),
                }
            }
            _ => {}
        }
    }
}

/// Mode, contexts, flags and date of an event, as far as it has them. Its type and roles are told
/// by each format in its own way.
#[must_use]
pub fn facets_of_event(event: &Event, points: &Points<'_>) -> Map<String, Value> {
    let mut facets = Map::new();
    let mut say = |name: &str, value: Value| facets.insert(name.to_owned(), value);
    if let Some(mode) = &event.mode {
        say("mode", json!(mode));
    }
    if !event.contexts.is_empty() {
        say("contexts", json!(event.contexts));
    }
    if !event.flags.is_empty() {
        say("flags", json!(event.flags));
    }
    if let Some(date) = &event.date {
        let (start, end) = points.points(date.range);
        let told = json!({
            "start": start, "end": end, "from": date.from, "to": date.to,
            "precision": date.precision,
        });
        say("date", told);
    }
    facets
}

/// Gives an event what stands in `facets`; what cannot be understood is told and left out.
pub fn shape_event(
    event: &mut Event,
    facets: &Map<String, Value>,
    points: &Points<'_>,
    faults: &mut Vec<String>,
) {
    let mut refuse = |name: &str| faults.push(format!("its {name} cannot be read"));
    for (name, value) in facets {
        match name.as_str() {
            "mode" => match value {
                Value::String(mode) => event.mode = Some(mode.clone()),
                _ => refuse(name),
            },
            "contexts" => match serde_json::from_value(value.clone()) {
                Ok(contexts) => event.contexts = contexts,
                Err(_) => refuse(name),
            },
            "flags" => match serde_json::from_value(value.clone()) {
                Ok(flags) => event.flags = flags,
                Err(_) => refuse(name),
            },
            "date" => {
                let range = range_in(&json!([value["start"], value["end"]]), points);
                let text = |name: &str| value[name].as_str().map(str::to_owned);
                match range {
                    Some(range) => {
                        event.date = Some(EventDate {
                            range,
                            from: text("from"),
                            to: text("to"),
                            precision: text("precision"),
                            extra: Fields::new(),
                        });
                    }
                    None => refuse(name),
                }
            }
            _ => {}
        }
    }
}

/// `[start, end]` as a range of the text.
fn range_in(value: &Value, points: &Points<'_>) -> Option<ByteRange> {
    let number = |n: usize| usize::try_from(value.get(n)?.as_u64()?).ok();
    points.range(number(0)?, number(1)?)
}
