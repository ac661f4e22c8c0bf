//! Gestures as transactions: what an analyst does in one stroke, as a list of [`Op`]s.
//!
//! These functions only read the set; the caller applies what they return. They keep the set
//! sound: an event span has a frame, and nothing points to what was deleted.

mod actors;
mod attributes;
mod copying;
mod framing;
mod linking;
mod places;
mod values;

pub use actors::{
    ActorField, EntityDraft, are_one_actor, entities_for, join_actors, part_mention, set_actor,
    toggle_same_actor,
};
pub use attributes::{set_article_attribute, set_attribute, set_event_mode};
pub use copying::{Copied, copy};
pub use framing::{
    Filling, NewFiller, add_frame, fill_frame, remove_frame, remove_role, set_event_contexts,
    set_event_flag,
};
pub use linking::{set_event_date, toggle_role};
pub use places::{set_place, set_places, with_place};
pub use values::set_value;

use std::collections::{HashMap, HashSet};

use super::op::Extent;
use super::{
    AnnotationSet, Change, Entity, Event, EventDate, EventField, FigureValue, Flag, Id, Label, Op,
    OpError, Origin, Place, Rejection, RoleFiller, Span, SpanField, Timestamp, Transaction,
};
use crate::text::ByteRange;

/// A span to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub label: Label,
    pub range: ByteRange,
    pub head: Option<ByteRange>,
    pub value: Option<FigureValue>,
    /// The place that a location stands for.
    pub place: Option<Place>,
    /// The type of the event that the span triggers.
    pub event_kind: Option<String>,
    pub event_flags: Vec<Flag>,
    /// Where it is clear from the words.
    pub event_mode: Option<String>,
    /// Where it is clear from the words.
    pub event_date: Option<EventDate>,
    pub origin: Origin,
}

impl Draft {
    /// A span made by hand.
    #[must_use]
    pub fn by_hand(label: Label, range: ByteRange) -> Self {
        Self {
            label,
            range,
            head: None,
            value: None,
            place: None,
            event_kind: None,
            event_flags: Vec::new(),
            event_mode: None,
            event_date: None,
            origin: Origin::default(),
        }
    }
}

/// Makes spans, all or none.
///
/// # Errors
/// Where the same text already has the same label, in the set or twice among the drafts.
pub fn add(
    set: &AnnotationSet,
    drafts: &[Draft],
    name: &str,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let mut ops = Vec::with_capacity(drafts.len());
    let mut seen = std::collections::HashSet::new();
    let (mut spans, mut events) = (0, 0);
    for draft in drafts {
        let twice = !seen.insert((draft.range, &draft.label));
        if twice || set.find(draft.range, &draft.label).is_some() {
            return Err(OpError::Double(draft.label.clone()));
        }
        let id = set.fresh_span_id(spans);
        spans += 1;
        let mut span = Span::new(
            id.clone(),
            draft.label.clone(),
            draft.range,
            draft.origin.clone(),
            now,
        );
        span.head = draft.head.filter(|head| *head != draft.range);
        span.value = draft.value.clone().map(Box::new);
        span.place = draft.place.clone().map(Box::new);
        let label = span.label.clone();
        ops.push(Op::AddSpan(Box::new(span)));
        if label == Label::EVENT {
            let mut event = Event::new(set.fresh_event_id(events), id);
            events += 1;
            event.kind.clone_from(&draft.event_kind);
            event.flags.clone_from(&draft.event_flags);
            event.mode.clone_from(&draft.event_mode);
            event.date.clone_from(&draft.event_date);
            ops.push(Op::AddEvent(Box::new(event)));
        }
    }
    Ok(Transaction::new(name, ops))
}

/// Deletes spans with the frames that they trigger and the roles that they fill.
#[must_use]
pub fn delete(set: &AnnotationSet, ids: &[Id], name: &str) -> Transaction {
    let mut ops = Vec::new();
    detach(set, ids, true, &mut ops);
    let removed = ids.iter().filter_map(|id| set.span(id));
    ops.extend(removed.map(|span| Op::RemoveSpan(Box::new(span.clone()))));
    Transaction::new(name, ops)
}

/// Takes spans out of frames and actors: with `as_filler` out of roles too. Frames that they
/// trigger go whole, and with them the roles that name those frames.
fn detach(set: &AnnotationSet, ids: &[Id], as_filler: bool, ops: &mut Vec<Op>) {
    let ids: HashSet<&Id> = ids.iter().collect();
    let gone = set.events().filter(|e| ids.contains(&e.trigger));
    let gone: HashMap<&Id, &Event> = gone.map(|event| (&event.id, event)).collect();
    for event in set.events().filter(|e| !ids.contains(&e.trigger)) {
        let kept: Vec<_> = event
            .roles
            .iter()
            .filter(|role| match &role.filler {
                RoleFiller::Span(id) => !(as_filler && ids.contains(id)),
                RoleFiller::Event(id) => !gone.contains_key(id),
            })
            .cloned()
            .collect();
        if kept.len() != event.roles.len() {
            ops.push(Op::EditEvent {
                id: event.id.clone(),
                field: EventField::Roles(Change::new(event.roles.clone(), kept)),
            });
        }
    }
    let gone = set.events().filter(|e| gone.contains_key(&e.id));
    ops.extend(gone.map(|e| Op::RemoveEvent(Box::new(e.clone()))));
    ops.extend(actors::without(set, &ids));
}

/// Gives a span another label. What belongs to the old label alone (a value, a place, a frame)
/// goes; an event gets a frame. A head stays.
///
/// # Errors
/// Where there is no such span, or the same text already has that label.
pub fn relabel(
    set: &AnnotationSet,
    id: &Id,
    label: &Label,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let mut edit = SpanEdit::new(span, now);
    if span.label == *label {
        return Ok(Transaction::new(String::new(), Vec::new()));
    }
    if set.find(span.range, label).is_some() {
        return Err(OpError::Double(label.clone()));
    }
    let mut ops = Vec::new();
    if span.label == Label::EVENT || span.label == Label::ACTOR {
        detach(set, std::slice::from_ref(id), false, &mut ops);
    }
    edit.push(SpanField::Label(Change::new(
        span.label.clone(),
        label.clone(),
    )));
    if span.value.is_some() {
        edit.push(SpanField::Value(Change::new(span.value.clone(), None)));
    }
    if span.place.is_some() {
        edit.push(SpanField::Place(Change::new(span.place.clone(), None)));
    }
    ops.extend(edit.finish());
    if *label == Label::EVENT {
        let event = Event::new(set.fresh_event_id(0), id.clone());
        ops.push(Op::AddEvent(Box::new(event)));
    }
    Ok(Transaction::new(format!("relabel as {label}"), ops))
}

/// Moves a span. A head that no longer lies inside is cut to what does, or dropped; fragments
/// are cleared, and so is the mark that the place wants confirmation.
///
/// # Errors
/// Where there is no such span, the range is empty, or it already has that label.
pub fn set_range(
    set: &AnnotationSet,
    id: &Id,
    range: ByteRange,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    if range.is_empty() {
        return Err(OpError::Empty);
    }
    if range != span.range && set.find(range, &span.label).is_some() {
        return Err(OpError::Double(span.label.clone()));
    }
    let mut edit = SpanEdit::new(span, now);
    let to = Extent {
        range,
        head: span
            .head
            .and_then(|h| h.intersection(range))
            .filter(|h| *h != range),
        fragments: Vec::new(),
    };
    edit.push(SpanField::Extent(Change::new(Extent::of(span), to)));
    if span.anchor.is_some() {
        edit.push(SpanField::Anchor(Change::new(span.anchor, None)));
    }
    Ok(Transaction::new(
        format!("move {}", span.label),
        edit.finish(),
    ))
}

/// Confirms where spans stand after the article was edited. Those that want no confirmation are
/// passed over.
///
/// # Errors
/// Where there is no such span.
pub fn confirm(set: &AnnotationSet, ids: &[Id], now: &Timestamp) -> Result<Transaction, OpError> {
    let mut ops = Vec::new();
    for id in ids {
        let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
        if span.anchor.is_some() {
            let mut edit = SpanEdit::new(span, now);
            edit.keep_origin = true;
            edit.push(SpanField::Anchor(Change::new(span.anchor, None)));
            ops.extend(edit.finish());
        }
    }
    Ok(Transaction::new("confirm place", ops))
}

/// What one entry of [`AnnotationSet::faulty`] becomes when it is given a place by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Placed {
    Span(Box<Span>),
    Entity(Entity),
    Event(Box<Event>),
    Rejection(Rejection, serde_json::Map<String, serde_json::Value>),
}

/// Gives places to entries that had none, all or none: each is taken out of
/// [`AnnotationSet::faulty`], by its index there, and becomes what it says. Events come behind the
/// spans and events that they name. `frames` are spans that trigger none of these events and
/// need a frame.
///
/// # Errors
/// Where there is no such entry, or what it becomes does not fit into the set.
pub fn place_lost(
    set: &AnnotationSet,
    placed: &[(usize, Placed)],
    frames: &[Id],
) -> Result<Transaction, OpError> {
    let mut indices: Vec<usize> = placed.iter().map(|(index, _)| *index).collect();
    indices.sort_unstable();
    let mut ops = Vec::new();
    for index in indices.into_iter().rev() {
        let entry = set.faulty.get(index).ok_or(OpError::StaleFaulty)?;
        ops.push(Op::RemoveFaulty(index, Box::new(entry.clone())));
    }
    for (_, placed) in placed {
        ops.push(match placed {
            Placed::Span(span) => {
                if set.find(span.range, &span.label).is_some() {
                    return Err(OpError::Double(span.label.clone()));
                }
                Op::AddSpan(span.clone())
            }
            Placed::Entity(entity) => Op::AddEntity(Box::new(entity.clone())),
            Placed::Event(event) => Op::AddEvent(event.clone()),
            Placed::Rejection(rejection, extra) => Op::Reject(rejection.clone(), extra.clone()),
        });
    }
    for (n, id) in (0..).zip(frames) {
        let event = Event::new(set.fresh_event_id(n), id.clone());
        ops.push(Op::AddEvent(Box::new(event)));
    }
    Ok(Transaction::new("place by hand", ops))
}

/// Sets or clears the head of a span.
///
/// # Errors
/// Where there is no such span.
pub fn set_head(
    set: &AnnotationSet,
    id: &Id,
    head: Option<ByteRange>,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let head = head
        .and_then(|h| h.intersection(span.range))
        .filter(|h| *h != span.range);
    let mut edit = SpanEdit::new(span, now);
    edit.push(SpanField::Head(Change::new(span.head, head)));
    let name = if head.is_some() {
        "set head"
    } else {
        "clear head"
    };
    Ok(Transaction::new(name, edit.finish()))
}

/// Sets the note of a span; an empty one clears it.
///
/// # Errors
/// Where there is no such span.
pub fn set_note(
    set: &AnnotationSet,
    id: &Id,
    note: &str,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let to = (!note.trim().is_empty()).then(|| note.to_owned());
    let mut edit = SpanEdit::new(span, now);
    edit.keep_origin = true;
    edit.push(SpanField::Note(Change::new(span.note.clone(), to)));
    Ok(Transaction::new("edit note", edit.finish()))
}

/// Sets the type of an event.
///
/// # Errors
/// Where there is no such event.
pub fn set_event_kind(
    set: &AnnotationSet,
    id: &Id,
    kind: Option<&str>,
) -> Result<Transaction, OpError> {
    let event = set.event(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let change = Change::new(event.kind.clone(), kind.map(str::to_owned));
    let field = EventField::Kind(change);
    let op = Op::EditEvent {
        id: id.clone(),
        field,
    };
    Ok(Transaction::new("set event type", vec![op]))
}

/// Turns suggestions down, so that they do not return. Those already turned down are passed over.
#[must_use]
pub fn reject(set: &AnnotationSet, rejections: &[Rejection], name: &str) -> Transaction {
    let mut seen = std::collections::BTreeSet::new();
    let ops = rejections
        .iter()
        .filter(|r| !set.is_rejected(r) && seen.insert((*r).clone()))
        .map(|r| Op::Reject(r.clone(), serde_json::Map::new()))
        .collect();
    Transaction::new(name, ops)
}

/// Several changes to one span in one gesture: `modified` moves once, and a span that came from
/// a suggestion is marked as edited.
struct SpanEdit<'a> {
    span: &'a Span,
    now: &'a Timestamp,
    fields: Vec<SpanField>,
    keep_origin: bool,
}

impl<'a> SpanEdit<'a> {
    fn new(span: &'a Span, now: &'a Timestamp) -> Self {
        Self {
            span,
            now,
            fields: Vec::new(),
            keep_origin: false,
        }
    }

    fn push(&mut self, field: SpanField) {
        self.fields.push(field);
    }

    fn finish(mut self) -> Vec<Op> {
        let origin = &self.span.origin;
        if !self.keep_origin && origin.by != super::Maker::Hand && !origin.edited {
            let mut to = origin.clone();
            to.edited = true;
            self.fields
                .push(SpanField::Origin(Change::new(origin.clone(), to)));
        }
        let mut from = self.span.modified.clone();
        self.fields
            .into_iter()
            .map(|field| Op::EditSpan {
                id: self.span.id.clone(),
                field: Box::new(field),
                modified: Change::new(
                    std::mem::replace(&mut from, self.now.clone()),
                    self.now.clone(),
                ),
            })
            .collect()
    }
}
