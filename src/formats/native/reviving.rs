//! Entries that lost their place, given one by hand.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use super::carrying::{forget_lost, is_lost};
use super::layout::{EventRecord, Points, RejectionRecord, SpanRecord};
use crate::annotation::edits::{self, Placed};
use crate::annotation::{
    AnnotationSet, Entity, Event, EventDate, Id, Label, Maker, OpError, Rejection, RoleFiller,
    Span, Timestamp, Transaction,
};
use crate::text::{Article, ByteRange};

/// Why an entry cannot be given a place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReviveError {
    #[error("the entry is not complete: {0}")]
    Unreadable(String),
    #[error("the entry has no place of its own: it comes back with {0}")]
    NeedsAnother(Id),
    #[error("only spans, dates of events and rejections have a place")]
    NoPlace,
    #[error(transparent)]
    Refused(#[from] OpError),
}

/// Gives entry `index` of [`AnnotationSet::faulty`] the words `range`: a span or a rejection
/// stands there, an event has its date there. A span keeps its label, value, note and whatever
/// else it had, and its id where that is free; its head stays where its words are found again.
/// The actors and events come back too whose only want was this entry.
///
/// # Errors
/// Where the entry cannot be read, names another that has no place, or does not fit.
pub fn place_lost(
    set: &AnnotationSet,
    article: &Article,
    index: usize,
    range: ByteRange,
    now: &Timestamp,
) -> Result<Transaction, ReviveError> {
    let entry = set.faulty.get(index).ok_or(OpError::StaleFaulty)?;
    if range.is_empty() || !article.holds(range) {
        return Err(OpError::Empty.into());
    }
    let mut here = Here::new(set, article);
    let first = match entry.list {
        "spans" => Placed::Span(Box::new(span(set, &entry.raw, article, range, now)?)),
        "events" => {
            let mut event: EventRecord = read(&entry.raw)?;
            let date = event.date.take().ok_or(ReviveError::NoPlace)?;
            let mut event = bare_event(event);
            if let Some(id) = here.missing_for(&event) {
                return Err(ReviveError::NeedsAnother(id.clone()));
            }
            event.date = Some(EventDate {
                range,
                from: date.from,
                to: date.to,
                precision: date.precision,
                extra: date.extra,
            });
            Placed::Event(Box::new(event))
        }
        "rejected" => {
            let record: RejectionRecord = read(&entry.raw)?;
            let label = Label::new(record.label.as_str());
            Placed::Rejection(Rejection { range, label }, record.extra)
        }
        _ => return Err(ReviveError::NoPlace),
    };
    here.enter(&first);
    let framed = match &first {
        Placed::Span(span) if span.label == Label::EVENT => Some(span.id.clone()),
        _ => None,
    };
    let mut placed = vec![(index, first)];
    placed.extend(here.hanging(index));
    // A frame that cannot be placed yet is the span's all the same: it gets no second one.
    let names =
        |raw: &Value, id: &Id| raw.get("trigger").and_then(Value::as_str) == Some(id.as_str());
    let frames: Vec<Id> = framed
        .into_iter()
        .filter(|id| !(set.faulty.iter()).any(|f| f.list == "events" && names(&f.raw, id)))
        .collect();
    Ok(edits::place_lost(set, &placed, &frames)?)
}

fn read<T: for<'a> Deserialize<'a>>(raw: &Value) -> Result<T, ReviveError> {
    let mut raw = raw.clone();
    forget_lost(&mut raw);
    T::deserialize(raw).map_err(|error| ReviveError::Unreadable(error.to_string()))
}

fn span(
    set: &AnnotationSet,
    raw: &Value,
    article: &Article,
    range: ByteRange,
    now: &Timestamp,
) -> Result<Span, ReviveError> {
    let record: SpanRecord = read(raw)?;
    let taken = set.span(&record.id).is_some();
    let id = if taken {
        set.fresh_span_id(0)
    } else {
        record.id.clone()
    };
    let label = Label::new(record.label.as_str());
    let mut span = Span::new(id, label, range, record.origin.clone(), now);
    span.head = head(&record, article, range);
    let changed = record.quote != article.quote(range);
    if changed && span.origin.by != Maker::Hand {
        span.origin.edited = true;
    }
    span.value = record.value;
    span.place = record.place;
    span.attributes = record.attributes;
    span.note = record.note;
    span.created = record.created;
    span.extra = record.extra;
    Ok(span)
}

/// The words of the head, where they stand once in the new words of the span.
fn head(record: &SpanRecord, article: &Article, range: ByteRange) -> Option<ByteRange> {
    let [start, end] = record.head?;
    let words = part(&record.quote, record.start, [start, end])?;
    let text = article.quote(range);
    let mut found = text.match_indices(words);
    let (at, _) = found.next()?;
    let head = ByteRange::new(range.start + at, range.start + at + words.len());
    (found.next().is_none() && head != range).then_some(head)
}

/// The part of a quote that begins at code point `from`.
fn part(quote: &str, from: usize, [start, end]: Points) -> Option<&str> {
    let byte = |point: usize| {
        let mut bytes = quote.char_indices().map(|(at, _)| at).chain([quote.len()]);
        bytes.nth(point.checked_sub(from)?)
    };
    quote
        .get(byte(start)?..byte(end)?)
        .filter(|p| !p.is_empty())
}

fn bare_event(record: EventRecord) -> Event {
    Event {
        id: record.id,
        trigger: record.trigger,
        kind: record.kind,
        mode: record.mode,
        contexts: record.contexts,
        flags: record.flags,
        date: None,
        roles: record.roles,
        extra: record.extra,
    }
}

/// What has a place, with what is about to have one.
struct Here<'a> {
    set: &'a AnnotationSet,
    article: &'a Article,
    /// With whether it is labelled event.
    span: Option<(Id, bool)>,
    events: HashSet<Id>,
    entities: HashSet<Id>,
}

impl<'a> Here<'a> {
    fn new(set: &'a AnnotationSet, article: &'a Article) -> Self {
        Self {
            set,
            article,
            span: None,
            events: HashSet::new(),
            entities: HashSet::new(),
        }
    }

    fn enter(&mut self, placed: &Placed) {
        match placed {
            Placed::Span(span) => {
                self.span = Some((span.id.clone(), span.label == Label::EVENT));
            }
            Placed::Event(event) => {
                self.events.insert(event.id.clone());
            }
            Placed::Entity(entity) => {
                self.entities.insert(entity.id.clone());
            }
            Placed::Rejection(..) => {}
        }
    }

    fn has_span(&self, id: &Id) -> bool {
        self.set.span(id).is_some() || self.span.as_ref().is_some_and(|(span, _)| span == id)
    }

    fn is_trigger(&self, id: &Id) -> bool {
        let kept = self.set.span(id).is_some_and(|s| s.label == Label::EVENT);
        kept || self
            .span
            .as_ref()
            .is_some_and(|(span, event)| span == id && *event)
    }

    /// The first that an event names and that has no place.
    fn missing_for<'e>(&self, event: &'e Event) -> Option<&'e Id> {
        if !self.is_trigger(&event.trigger) {
            return Some(&event.trigger);
        }
        event.roles.iter().find_map(|role| match &role.filler {
            RoleFiller::Span(id) => (!self.has_span(id)).then_some(id),
            RoleFiller::Event(id) => {
                let known = self.set.event(id).is_some() || self.events.contains(id);
                (!known && *id != event.id).then_some(id)
            }
        })
    }

    /// The entities and events that could not be placed and now can, events behind those that
    /// they name. Linear in the list and what it names: each entry waits for the first thing
    /// that it misses, and is looked at again when that has a place.
    fn hanging(&mut self, but: usize) -> Vec<(usize, Placed)> {
        let mut found = Vec::new();
        let mut waiting: HashMap<Id, Vec<(usize, Placed)>> = HashMap::new();
        let mut ready: Vec<(usize, Placed)> = (self.set.faulty.iter().enumerate())
            .rev()
            .filter(|(at, entry)| *at != but && !is_lost(&entry.raw))
            .filter_map(|(at, entry)| {
                let placed = match entry.list {
                    "entities" => Placed::Entity(Entity::deserialize(&entry.raw).ok()?),
                    "events" => Placed::Event(Box::new(self.event(&entry.raw)?)),
                    _ => return None,
                };
                Some((at, placed))
            })
            .collect();
        while let Some((at, placed)) = ready.pop() {
            let missing = match &placed {
                Placed::Entity(entity) => self.missing_for_entity(entity),
                Placed::Event(event) => self.missing_for(event),
                Placed::Span(_) | Placed::Rejection(..) => continue,
            };
            if let Some(id) = missing.cloned() {
                waiting.entry(id).or_default().push((at, placed));
            } else if self.is_free(&placed) {
                self.enter(&placed);
                if let Placed::Event(event) = &placed {
                    ready.extend(waiting.remove(&event.id).unwrap_or_default());
                }
                found.push((at, placed));
            }
        }
        found
    }

    fn missing_for_entity<'e>(&self, entity: &'e Entity) -> Option<&'e Id> {
        entity.spans.iter().find(|id| !self.has_span(id))
    }

    fn is_free(&self, placed: &Placed) -> bool {
        match placed {
            Placed::Entity(e) => !self.entities.contains(&e.id) && self.set.entity(&e.id).is_none(),
            Placed::Event(e) => !self.events.contains(&e.id) && self.set.event(&e.id).is_none(),
            Placed::Span(_) | Placed::Rejection(..) => false,
        }
    }

    /// An event of the file, where its date can be placed in the text.
    fn event(&self, raw: &Value) -> Option<Event> {
        let mut record = EventRecord::deserialize(raw).ok()?;
        let date = record.date.take();
        let mut event = bare_event(record);
        if let Some(date) = date {
            let range = self.article.to_range(date.start, date.end)?;
            event.date = (self.article.quote(range) == date.quote).then_some(EventDate {
                range,
                from: date.from,
                to: date.to,
                precision: date.precision,
                extra: date.extra,
            });
            event.date.as_ref()?;
        }
        Some(event)
    }
}
