//! Where the entries of a file stand in the text: each is placed, or kept as it is with the
//! reason.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Deserialize as _;
use serde_json::{Number, Value};

use super::carrying::is_lost;
use super::entries::Entries;
use super::fault::Fault;
use super::layout::{EventRecord, RejectionRecord, SpanRecord};
use super::records::{Refusal, shortened};
use super::verbatim;
use crate::annotation::{AnnotationSet, Entity, Event, Faulty, Id, Label, Op, RoleFiller, Span};
use crate::text::Article;

/// The longest id or label, in bytes. People and programs write a few letters; each is held
/// several times in memory, and named in messages.
const LONGEST_NAME: usize = 1000;

/// The entries of a file, as they stand there.
#[derive(Debug, Default)]
pub(super) struct Lists<'a> {
    pub spans: Entries<'a>,
    pub entities: Entries<'a>,
    pub events: Entries<'a>,
    pub rejected: Entries<'a>,
}

/// Puts entries into a set, one list after the other.
pub(super) struct Placing {
    pub article: Article,
    pub set: AnnotationSet,
    pub faults: Vec<Fault>,
}

impl Placing {
    /// Places what can be placed; the rest goes to [`AnnotationSet::faulty`].
    pub(super) fn place(&mut self, lists: Lists<'_>) {
        self.spans(lists.spans);
        self.entities(lists.entities);
        let reserved = self.events(lists.events);
        self.frames(&reserved);
        self.rejections(lists.rejected);
    }

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

    fn spans(&mut self, mut list: Entries<'_>) {
        for index in 0..list.len() {
            let raw = list.take(index);
            let mut rounded = Vec::new();
            let placed = self.span(&raw, &mut rounded).and_then(|span| {
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
                    for part in ["created", "modified"] {
                        let time = raw.get(part).and_then(Value::as_str).unwrap_or_default();
                        if time.parse::<jiff::Timestamp>().is_err() {
                            let why =
                                format!("“{}” is no time as RFC 3339 writes it", shortened(time));
                            self.note(format!("spans[{index}].{part}"), why);
                        }
                    }
                    for part in rounded {
                        let why = "it has more digits than can be kept, and was rounded";
                        self.note(format!("spans[{index}].{part}"), why.to_owned());
                    }
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

    fn span(&self, raw: &Value, rounded: &mut Vec<&'static str>) -> Result<Span, Refusal> {
        refuse_lost(raw)?;
        let raw = with_known_numbers(raw, rounded);
        let record =
            SpanRecord::deserialize(&*raw).map_err(|error| offset_or(&raw, error.into()))?;
        sane("id", record.id.as_str())?;
        sane("label", record.label.as_str())?;
        record.place_in(&self.article)
    }

    fn entities(&mut self, mut list: Entries<'_>) {
        for index in 0..list.len() {
            let raw = list.take(index);
            if let Err(refusal) = self.entity(&raw) {
                self.refuse("entities", index, raw, refusal);
            }
        }
    }

    fn entity(&mut self, raw: &Value) -> Result<(), Refusal> {
        let entity = Entity::deserialize(raw)?;
        sane("id", entity.id.as_str())?;
        if let Some(id) = entity.spans.iter().find(|id| self.set.span(id).is_none()) {
            return Err(missing("spans", id));
        }
        self.set
            .apply(&Op::AddEntity(Box::new(entity)))
            .map_err(|error| Refusal::new("id", error.to_string()))
    }

    /// Places events. Where one is refused, those that have it in a role are refused too. Returns
    /// the triggers that refused events name.
    fn events(&mut self, mut list: Entries<'_>) -> HashSet<Id> {
        let mut read: Vec<Result<Event, Refusal>> = Vec::with_capacity(list.len());
        let mut by_id: HashMap<Id, usize> = HashMap::new();
        for index in 0..list.len() {
            let event = self.event(&list.get(index)).and_then(|event| {
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
        for (index, event) in read.into_iter().enumerate() {
            let placed = event.and_then(|event| {
                self.set
                    .apply(&Op::AddEvent(Box::new(event)))
                    .map_err(|error| Refusal::new("id", error.to_string()))
            });
            if let Err(refusal) = placed {
                let raw = list.take(index);
                reserved.extend(raw.get("trigger").and_then(Value::as_str).map(Id::new));
                self.refuse("events", index, raw, refusal);
            }
        }
        reserved
    }

    fn event(&self, raw: &Value) -> Result<Event, Refusal> {
        refuse_lost(raw)?;
        let record = EventRecord::deserialize(raw).map_err(|error| {
            let date = raw.get("date").filter(|date| date.is_object());
            let refusal = date.map(|date| offset_or(date, Refusal::new("", "")));
            match refusal {
                Some(Refusal(_, why)) if !why.is_empty() => Refusal("date", why),
                _ => error.into(),
            }
        })?;
        sane("id", record.id.as_str())?;
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
        record.place_in(&self.article)
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

    fn rejections(&mut self, mut list: Entries<'_>) {
        for index in 0..list.len() {
            let raw = list.take(index);
            if let Err(refusal) = self.rejection(&raw) {
                self.refuse("rejected", index, raw, refusal);
            }
        }
    }

    fn rejection(&mut self, raw: &Value) -> Result<(), Refusal> {
        refuse_lost(raw)?;
        let record =
            RejectionRecord::deserialize(raw).map_err(|error| offset_or(raw, error.into()))?;
        sane("label", record.label.as_str())?;
        let (rejection, extra) = record.place_in(&self.article)?;
        self.set
            .apply(&Op::Reject(rejection, extra))
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
    let id = shortened(id.as_str());
    Refusal::new(part, format!("there is no {id} that could be read"))
}

fn sane(part: &'static str, name: &str) -> Result<(), Refusal> {
    if name.len() <= LONGEST_NAME {
        return Ok(());
    }
    let length = name.len();
    let why = format!("it has {length} bytes, and at most {LONGEST_NAME} are allowed");
    Err(Refusal::new(part, why))
}

/// The refusal of an entry that could not be read: where an offset is to blame, that one.
fn offset_or(raw: &Value, other: Refusal) -> Refusal {
    let wrong = |name: &&str| {
        raw.get(name)
            .is_some_and(|offset| offset.as_u64().is_none())
    };
    match ["start", "end"].into_iter().find(wrong) {
        Some(name) => Refusal::new(name, "it is not a whole number, from 0, of code points"),
        None => other,
    }
}

/// An entry whose numbers a double cannot hold are as the types here expect them: the bounds of
/// a figure as decimal strings, with every digit; a score and degrees, which are doubles by
/// their nature, rounded. `rounded` gets those whose digits were more than a double's.
fn with_known_numbers<'a>(raw: &'a Value, rounded: &mut Vec<&'static str>) -> Cow<'a, Value> {
    const EXACT: u64 = 1 << 53;
    /// No double is printed with more digits.
    const DIGITS: usize = 17;
    let mut raw = Cow::Borrowed(raw);
    for name in ["low", "best", "high"] {
        let bound = raw.get("value").and_then(|value| value.get(name));
        let digits = match bound {
            Some(Value::Number(number)) => number
                .as_u64()
                .or(number.as_i64().map(i64::unsigned_abs))
                .filter(|magnitude| *magnitude > EXACT)
                .map(|_| number.to_string()),
            Some(kept) => verbatim::kept(kept).map(str::to_owned),
            None => None,
        };
        if let Some(digits) = digits {
            raw.to_mut()["value"][name] = Value::String(digits);
        }
    }
    for (whole, outer, name) in [
        ("origin.score", "origin", "score"),
        ("place.lat", "place", "lat"),
        ("place.lon", "place", "lon"),
    ] {
        let kept = raw.get(outer).and_then(|outer| outer.get(name));
        let Some(literal) = kept.and_then(verbatim::kept) else {
            continue;
        };
        let Some(number) = literal.parse().ok().and_then(Number::from_f64) else {
            continue;
        };
        if literal.bytes().filter(u8::is_ascii_digit).count() > DIGITS + 1 {
            rounded.push(whole);
        }
        raw.to_mut()[outer][name] = Value::Number(number);
    }
    raw
}

/// The events that fill roles of an event.
fn fillers(event: &Event) -> impl Iterator<Item = &Id> {
    event.roles.iter().filter_map(|role| match &role.filler {
        RoleFiller::Event(id) => Some(id),
        RoleFiller::Span(_) => None,
    })
}
