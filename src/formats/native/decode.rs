//! A native file to values.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::carrying::is_lost;
use super::fault::{Fault, NativeError};
use super::layout::{EventRecord, LastIds, Points, RejectionRecord, SpanRecord};
use super::lines::Lines;
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::annotation::{
    AnnotationSet, Entity, Event, EventDate, Faulty, Id, Label, Op, Rejection, RoleFiller, Span,
};
use crate::formats::Fingerprint;
use crate::formats::registry::body_of;
use crate::text::{Article, ByteRange, Header};

/// What stands in a file.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub article: Article,
    pub set: AnnotationSet,
    /// In the order of the lists: spans, entities, events, rejected.
    pub faults: Vec<Fault>,
    /// The version of the file, where it is newer than [`VERSION`]: it must not be overwritten.
    pub newer: Option<u64>,
}

/// Reads a file. What cannot be placed goes to [`AnnotationSet::faulty`] with a fault that says
/// why. About linear: sorting and look-ups add logarithms.
///
/// # Errors
/// Where nothing can be placed at all: the file must then not be overwritten.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NativeError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let document: Value = serde_json::from_slice(bytes).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        NativeError::NotJson {
            line: error.line(),
            column: error.column(),
            what: what.to_owned(),
        }
    })?;
    let Value::Object(mut document) = document else {
        return Err(NativeError::NotObelus);
    };
    if document
        .shift_remove("format")
        .as_ref()
        .and_then(Value::as_str)
        != Some(FORMAT)
    {
        return Err(NativeError::NotObelus);
    }
    let version: u64 = take(&mut document, "", "version")?.unwrap_or(0);
    if version == 0 {
        return Err(field("version", "it is missing"));
    }
    let newer = (version > VERSION).then_some(version);
    let read = read(document, newer);
    let mut decoded = match (read, newer) {
        (Err(_), Some(version)) => return Err(NativeError::Newer(version)),
        (read, _) => read?,
    };
    if !decoded.faults.is_empty() {
        let mut lines = Lines::new(bytes);
        for fault in &mut decoded.faults {
            fault.line = lines.line_of(&fault.place);
        }
    }
    Ok(decoded)
}

fn field(place: impl Into<String>, why: impl Into<String>) -> NativeError {
    NativeError::Field {
        place: place.into(),
        why: why.into(),
    }
}

/// Takes a field out of an object; null counts as absent.
fn take<T: DeserializeOwned>(
    object: &mut Map<String, Value>,
    inside: &str,
    name: &str,
) -> Result<Option<T>, NativeError> {
    match object.shift_remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|error| field(format!("{inside}{name}"), error.to_string())),
    }
}

/// Takes a list out of the document; one that is absent is empty.
fn take_list(document: &mut Map<String, Value>, name: &str) -> Result<Vec<Value>, NativeError> {
    match document.shift_remove(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(field(name, "it is not a list")),
    }
}

fn read(mut document: Map<String, Value>, newer: Option<u64>) -> Result<Decoded, NativeError> {
    match take::<String>(&mut document, "", "offset_unit")? {
        Some(unit) if unit == OFFSET_UNIT => {}
        other => return Err(NativeError::OffsetUnit(other.unwrap_or_default())),
    }
    let mut set = AnnotationSet::default();
    let mut faults = Vec::new();
    let article = read_article(&mut document, &mut set, &mut faults)?;
    set.annotator = take(&mut document, "", "annotator")?;
    set.status = take(&mut document, "", "status")?.unwrap_or_default();
    set.flagged = take(&mut document, "", "flagged")?.unwrap_or_default();
    set.note = take(&mut document, "", "note")?.unwrap_or_default();
    let mut list = |name| take_list(&mut document, name);
    let (spans, entities) = (list("spans")?, list("entities")?);
    let (events, rejected) = (list("events")?, list("rejected")?);
    let last: LastIds = take(&mut document, "", "last_ids")?.unwrap_or_default();
    set.extra = document;
    set.raise_numbers(last.span, last.entity, last.event);
    let mut placing = Placing {
        article,
        set,
        faults,
    };
    placing.spans(spans);
    placing.entities(entities);
    let reserved = placing.events(events);
    placing.frames(&reserved);
    placing.rejections(rejected);
    Ok(Decoded {
        article: placing.article,
        set: placing.set,
        faults: placing.faults,
        newer,
    })
}

fn read_article(
    document: &mut Map<String, Value>,
    set: &mut AnnotationSet,
    faults: &mut Vec<Fault>,
) -> Result<Article, NativeError> {
    const IN: &str = "article.";
    let mut record: Map<String, Value> =
        take(document, "", "article")?.ok_or(NativeError::TextMissing)?;
    let Some(Value::String(text)) = record.shift_remove("text") else {
        return Err(NativeError::TextMissing);
    };
    let source: String = take(&mut record, IN, "source")?.unwrap_or_default();
    let stated: Option<String> = take(&mut record, IN, "sha256")?;
    if stated != Some(Fingerprint::of(text.as_bytes()).to_string()) {
        faults.push(Fault {
            place: "article.sha256".to_owned(),
            line: None,
            why: "the text is not the one that was hashed, or no hash is given".to_owned(),
        });
    }
    set.title = take(&mut record, IN, "title")?.unwrap_or_default();
    set.published = take(&mut record, IN, "published")?;
    let header = Header {
        title: set.title.clone(),
        published: set.published.clone(),
        url: take(&mut record, IN, "url")?,
        language: take(&mut record, IN, "language")?,
        encoding: take(&mut record, IN, "encoding")?.unwrap_or_default(),
        source_sha256: take(&mut record, IN, "source_sha256")?.unwrap_or_default(),
        body: body_of(&source, &text),
    };
    // An empty `meta` says nothing: it is written for every article.
    if record
        .get("meta")
        .is_some_and(|meta| meta.as_object().is_some_and(Map::is_empty))
    {
        record.shift_remove("meta");
    }
    set.article_extra = record;
    Ok(Article::new(source, text, header))
}

/// Puts entries into a set, one list after the other.
struct Placing {
    article: Article,
    set: AnnotationSet,
    faults: Vec<Fault>,
}

/// Why an entry was refused: the field within it, and a clause.
struct Refusal(&'static str, String);

impl Refusal {
    fn new(part: &'static str, why: impl Into<String>) -> Self {
        Self(part, why.into())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self("", error.to_string())
    }
}

impl Placing {
    fn refuse(&mut self, list: &'static str, index: usize, raw: Value, refusal: Refusal) {
        let Refusal(part, why) = refusal;
        let (letter, named) = match list {
            "spans" => ('s', true),
            "entities" => ('a', true),
            "events" => ('e', true),
            _ => (' ', false),
        };
        // An id that stands in the file counts as used, wherever it stands.
        let id = raw.get("id").and_then(Value::as_str).map(Id::new);
        if let Some(number) = id.and_then(|id| id.number(letter)).filter(|_| named) {
            match letter {
                's' => self.set.raise_numbers(number, 0, 0),
                'a' => self.set.raise_numbers(0, number, 0),
                _ => self.set.raise_numbers(0, 0, number),
            }
        }
        let dot = if part.is_empty() { "" } else { "." };
        self.note(format!("{list}[{index}]{dot}{part}"), why.clone());
        self.set.faulty.push(Faulty { list, raw, why });
    }

    fn note(&mut self, place: String, why: String) {
        self.faults.push(Fault {
            place,
            line: None,
            why,
        });
    }

    /// A range of the text whose words are `quote`.
    fn range(&self, start: usize, end: usize, quote: &str) -> Result<ByteRange, Refusal> {
        if start >= end {
            return Err(Refusal::new("end", "the end does not lie behind the start"));
        }
        let Some(range) = self.article.to_range(start, end) else {
            let length = self.article.code_points();
            let why = format!("it lies outside the text, which has {length} code points");
            return Err(Refusal::new("end", why));
        };
        let words = self.article.quote(range);
        if words != quote {
            let why = format!(
                "the text reads “{}” there and not “{}”",
                shortened(words),
                shortened(quote)
            );
            return Err(Refusal::new("quote", why));
        }
        Ok(range)
    }

    /// A range without a quote, within `around`.
    fn part(
        &self,
        [start, end]: Points,
        around: ByteRange,
        name: &'static str,
    ) -> Result<ByteRange, Refusal> {
        self.article
            .to_range(start, end)
            .filter(|part| around.contains_range(*part))
            .ok_or_else(|| Refusal::new(name, "it does not lie inside the span"))
    }

    fn spans(&mut self, list: Vec<Value>) {
        for (index, raw) in list.into_iter().enumerate() {
            let placed = self.span(&raw).and_then(|span| {
                let id = span.id.clone();
                let (range, label, value, place) = (
                    span.range,
                    span.label.clone(),
                    span.value.is_some(),
                    span.place.is_some(),
                );
                self.set
                    .apply(&Op::AddSpan(Box::new(span)))
                    .map_err(|error| match self.set.find(range, &label) {
                        Some(other) if other.id != id => Refusal::new(
                            "",
                            format!("{} has the same range and label already", other.id),
                        ),
                        _ => Refusal::new("id", error.to_string()),
                    })?;
                Ok((label, value, place))
            });
            match placed {
                Ok((label, value, place)) => {
                    if value && label != Label::FIGURE {
                        self.note(
                            format!("spans[{index}].value"),
                            format!("only figures have values, and this is marked as {label}"),
                        );
                    }
                    if place && label != Label::LOCATION {
                        self.note(
                            format!("spans[{index}].place"),
                            format!("only locations have places, and this is marked as {label}"),
                        );
                    }
                }
                Err(refusal) => self.refuse("spans", index, raw, refusal),
            }
        }
    }

    fn span(&self, raw: &Value) -> Result<Span, Refusal> {
        refuse_lost(raw)?;
        let record = SpanRecord::deserialize(raw)?;
        let range = self.range(record.start, record.end, &record.quote)?;
        let head = record
            .head
            .map(|head| self.part(head, range, "head"))
            .transpose()?;
        let fragments = record
            .fragments
            .into_iter()
            .map(|fragment| self.part(fragment, range, "fragments"))
            .collect::<Result<_, _>>()?;
        Ok(Span {
            id: record.id,
            label: Label::new(record.label.as_str()),
            range,
            head: head.filter(|head| *head != range),
            value: record.value,
            place: record.place,
            attributes: record.attributes,
            note: record.note,
            origin: record.origin,
            created: record.created,
            modified: record.modified,
            fragments,
            anchor: record.anchor,
            extra: record.extra,
        })
    }

    fn entities(&mut self, list: Vec<Value>) {
        for (index, raw) in list.into_iter().enumerate() {
            if let Err(refusal) = self.entity(&raw) {
                self.refuse("entities", index, raw, refusal);
            }
        }
    }

    fn entity(&mut self, raw: &Value) -> Result<(), Refusal> {
        let entity = Entity::deserialize(raw)?;
        if let Some(id) = entity.spans.iter().find(|id| self.set.span(id).is_none()) {
            return Err(missing("spans", id));
        }
        self.set
            .apply(&Op::AddEntity(Box::new(entity)))
            .map_err(|error| Refusal::new("id", error.to_string()))
    }

    /// Places events. Where one is refused, those that have it in a role are refused too. Returns
    /// the triggers that refused events name.
    fn events(&mut self, list: Vec<Value>) -> HashSet<Id> {
        let mut read: Vec<Result<Event, Refusal>> = Vec::with_capacity(list.len());
        let mut by_id: HashMap<Id, usize> = HashMap::new();
        for (index, raw) in list.iter().enumerate() {
            let event = self.event(raw).and_then(|event| {
                if by_id.contains_key(&event.id) {
                    return Err(Refusal::new("id", format!("the id {} is taken", event.id)));
                }
                by_id.insert(event.id.clone(), index);
                Ok(event)
            });
            read.push(event);
        }
        let mut named_by: HashMap<Id, Vec<usize>> = HashMap::new();
        let mut gone = Vec::new();
        for (index, event) in read.iter().enumerate() {
            for id in event.iter().flat_map(fillers) {
                named_by.entry(id.clone()).or_default().push(index);
                if !by_id.contains_key(id) {
                    gone.push(id.clone());
                }
            }
        }
        while let Some(id) = gone.pop() {
            for index in named_by.remove(&id).unwrap_or_default() {
                if let Ok(event) = &read[index] {
                    gone.push(event.id.clone());
                    read[index] = Err(missing("roles", &id));
                }
            }
        }
        let mut reserved = HashSet::new();
        for (index, (event, raw)) in read.into_iter().zip(list).enumerate() {
            let placed = event.and_then(|event| {
                self.set
                    .apply(&Op::AddEvent(Box::new(event)))
                    .map_err(|error| Refusal::new("id", error.to_string()))
            });
            if let Err(refusal) = placed {
                reserved.extend(raw.get("trigger").and_then(Value::as_str).map(Id::new));
                self.refuse("events", index, raw, refusal);
            }
        }
        reserved
    }

    fn event(&self, raw: &Value) -> Result<Event, Refusal> {
        refuse_lost(raw)?;
        let record = EventRecord::deserialize(raw)?;
        match self.set.span(&record.trigger) {
            None => return Err(missing("trigger", &record.trigger)),
            Some(span) if span.label != Label::EVENT => {
                let why = format!("{} is marked as {}, not as event", span.id, span.label);
                return Err(Refusal::new("trigger", why));
            }
            Some(_) => {}
        }
        for role in &record.roles {
            if let RoleFiller::Span(id) = &role.filler
                && self.set.span(id).is_none()
            {
                return Err(missing("roles", id));
            }
        }
        let date = match record.date {
            None => None,
            Some(date) => Some(EventDate {
                range: self
                    .range(date.start, date.end, &date.quote)
                    .map_err(|Refusal(_, why)| Refusal("date", why))?,
                from: date.from,
                to: date.to,
                precision: date.precision,
                extra: date.extra,
            }),
        };
        Ok(Event {
            id: record.id,
            trigger: record.trigger,
            kind: record.kind,
            mode: record.mode,
            contexts: record.contexts,
            flags: record.flags,
            date,
            roles: record.roles,
            extra: record.extra,
        })
    }

    /// Gives a frame to each event span that has none. Where a refused frame names the span it
    /// is left alone: it has one, once that is repaired.
    fn frames(&mut self, reserved: &HashSet<Id>) {
        let framed: HashSet<&Id> = self.set.events().map(|e| &e.trigger).collect();
        let bare: Vec<Id> = self
            .set
            .spans()
            .filter(|s| s.label == Label::EVENT)
            .filter(|s| !framed.contains(&s.id) && !reserved.contains(&s.id))
            .map(|s| s.id.clone())
            .collect();
        for id in bare {
            let event = Event::new(self.set.fresh_event_id(0), id.clone());
            let made = self.set.apply(&Op::AddEvent(Box::new(event)));
            debug_assert!(made.is_ok(), "a fresh id is free");
            self.note(
                "events".to_owned(),
                format!("{id} had no frame and was given one"),
            );
        }
    }

    fn rejections(&mut self, list: Vec<Value>) {
        for (index, raw) in list.into_iter().enumerate() {
            if let Err(refusal) = self.rejection(&raw) {
                self.refuse("rejected", index, raw, refusal);
            }
        }
    }

    fn rejection(&mut self, raw: &Value) -> Result<(), Refusal> {
        refuse_lost(raw)?;
        let record = RejectionRecord::deserialize(raw)?;
        let rejection = Rejection {
            range: self.range(record.start, record.end, &record.quote)?,
            label: Label::new(record.label.as_str()),
        };
        self.set
            .apply(&Op::Reject(rejection, record.extra))
            .map_err(|error| Refusal::new("", error.to_string()))
    }
}

/// What lost its place when the article was edited stays out: its offsets are those of the older
/// text, and the same words might stand there by chance.
fn refuse_lost(raw: &Value) -> Result<(), Refusal> {
    if is_lost(raw) {
        let why = "it lost its place when the article was edited";
        return Err(Refusal::new("anchor", why));
    }
    Ok(())
}

fn missing(part: &'static str, id: &Id) -> Refusal {
    Refusal::new(part, format!("there is no {id} that could be read"))
}

/// The events that fill roles of an event.
fn fillers(event: &Event) -> impl Iterator<Item = &Id> {
    event.roles.iter().filter_map(|role| match &role.filler {
        RoleFiller::Event(id) => Some(id),
        RoleFiller::Span(_) => None,
    })
}

/// At most forty characters of a quote, for a message.
fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(40) {
        None => quote.to_owned(),
        Some((cut, _)) => format!("{}…", &quote[..cut]),
    }
}
