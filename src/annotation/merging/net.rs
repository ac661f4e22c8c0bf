//! What a list of changes comes to in the end, part by part.
//!
//! Whoever marked, moved and moved again has moved once: merging step by step would ask the other
//! version for states between that it never had. What was made and taken back is nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::unplaced::Unplaced;
use crate::annotation::{
    Anchor, Change, Entity, Event, EventDate, EventField, Fields, FigureValue, Flag, Id, Label, Op,
    Origin, Place, Rejection, Role, Span, SpanField, Status, Timestamp, Transaction,
};
use crate::text::ByteRange;

/// One part of an entry: nothing where it was not changed.
pub(super) type Part<T> = Option<Change<T>>;

/// All changes to one set, each entry and part once.
#[derive(Default)]
pub(super) struct Net {
    pub spans: Entries<Span>,
    pub events: Entries<Event>,
    pub entities: Entries<Entity>,
    /// Whether a suggestion was turned down before and after, with its unknown fields.
    pub rejections: BTreeMap<Rejection, Change<Option<Map<String, Value>>>>,
    /// What became of the entries that had no place.
    pub unplaced: Unplaced,
    pub title: Part<String>,
    pub published: Part<Option<String>>,
    pub status: Part<Status>,
    pub flagged: Part<bool>,
    pub note: Part<String>,
    pub attributes: Part<Fields>,
}

/// What became of the entries of one kind.
pub(super) struct Entries<E: Entry> {
    pub added: BTreeMap<Id, E>,
    /// As they were before the first change.
    pub removed: BTreeMap<Id, E>,
    pub edited: BTreeMap<Id, E::Parts>,
    open: BTreeMap<Id, State<E>>,
}

impl<E: Entry> Default for Entries<E> {
    fn default() -> Self {
        Self {
            added: BTreeMap::new(),
            removed: BTreeMap::new(),
            edited: BTreeMap::new(),
            open: BTreeMap::new(),
        }
    }
}

/// What is known of an entry while the changes are read.
enum State<E: Entry> {
    Whole { before: Option<E>, after: Option<E> },
    Parts(E::Parts),
}

/// Something with an id, of which parts can change.
pub(super) trait Entry: Clone {
    type Parts: Default;

    fn id(&self) -> &Id;
    /// The parts in which two states differ.
    fn between(before: &Self, after: &Self) -> Self::Parts;
    /// Gives the parts what they become, or with `back` what they were.
    fn put(&mut self, parts: &Self::Parts, back: bool);
    /// Puts later changes behind earlier ones.
    fn chain(first: &mut Self::Parts, then: Self::Parts);
    /// Forgets parts that ended as they began; whether any is left.
    fn settle(parts: &mut Self::Parts) -> bool;
}

impl<E: Entry> Entries<E> {
    fn add(&mut self, entry: &E) {
        let before = match self.open.remove(entry.id()) {
            Some(State::Whole { before, .. }) => before,
            // Only an entry that is there has parts that change: the list is not of one piece.
            Some(State::Parts(_)) | None => None,
        };
        let after = Some(entry.clone());
        let state = State::Whole { before, after };
        self.open.insert(entry.id().clone(), state);
    }

    fn remove(&mut self, entry: &E) {
        let before = match self.open.remove(entry.id()) {
            Some(State::Whole { before, .. }) => before,
            Some(State::Parts(parts)) => {
                let mut before = entry.clone();
                before.put(&parts, true);
                Some(before)
            }
            None => Some(entry.clone()),
        };
        let after = None;
        let state = State::Whole { before, after };
        self.open.insert(entry.id().clone(), state);
    }

    fn edit(&mut self, id: &Id, parts: E::Parts) {
        match self.open.get_mut(id) {
            Some(State::Parts(first)) => E::chain(first, parts),
            Some(State::Whole { after, .. }) => {
                if let Some(after) = after {
                    after.put(&parts, false);
                }
            }
            None => {
                self.open.insert(id.clone(), State::Parts(parts));
            }
        }
    }

    fn close(&mut self) {
        for (id, state) in std::mem::take(&mut self.open) {
            let mut parts = match state {
                State::Whole {
                    before: None,
                    after: Some(after),
                } => {
                    self.added.insert(id, after);
                    continue;
                }
                State::Whole {
                    before: Some(before),
                    after: None,
                } => {
                    self.removed.insert(id, before);
                    continue;
                }
                State::Whole {
                    before: Some(before),
                    after: Some(after),
                } => E::between(&before, &after),
                State::Whole {
                    before: None,
                    after: None,
                } => continue,
                State::Parts(parts) => parts,
            };
            if E::settle(&mut parts) {
                self.edited.insert(id, parts);
            }
        }
    }
}

impl Net {
    /// Linear in the changes, but for look-ups by id.
    pub fn of(transactions: &[Transaction]) -> Self {
        let mut net = Self::default();
        for op in transactions.iter().flat_map(|t| &t.ops) {
            net.take(op);
        }
        net.spans.close();
        net.events.close();
        net.entities.close();
        net.rejections.retain(|_, change| change.from != change.to);
        settle(&mut net.title);
        settle(&mut net.published);
        settle(&mut net.status);
        settle(&mut net.flagged);
        settle(&mut net.note);
        settle(&mut net.attributes);
        net
    }

    fn take(&mut self, op: &Op) {
        match op {
            Op::AddSpan(span) => self.spans.add(span),
            Op::RemoveSpan(span) => self.spans.remove(span),
            Op::EditSpan {
                id,
                field,
                modified,
            } => self.spans.edit(id, SpanParts::of(field, modified)),
            Op::AddEvent(event) => self.events.add(event),
            Op::RemoveEvent(event) => self.events.remove(event),
            Op::EditEvent { id, field } => self.events.edit(id, EventParts::of(field)),
            Op::AddEntity(entity) => self.entities.add(entity),
            Op::RemoveEntity(entity) => self.entities.remove(entity),
            Op::EditEntity { id, change } => {
                let parts = Entity::between(&change.from, &change.to);
                self.entities.edit(id, parts);
            }
            Op::Reject(rejection, extra) => self.reject(rejection, None, Some(extra)),
            Op::Unreject(rejection, extra) => self.reject(rejection, Some(extra), None),
            Op::AddFaulty(_, entry) => self.unplaced.put_in(entry),
            Op::RemoveFaulty(_, entry) => self.unplaced.take_out(entry),
            Op::Title(change) => chain(&mut self.title, Some(change.clone())),
            Op::Published(change) => chain(&mut self.published, Some(change.clone())),
            Op::Status(change) => chain(&mut self.status, Some(change.clone())),
            Op::Flag(change) => chain(&mut self.flagged, Some(change.clone())),
            Op::Note(change) => chain(&mut self.note, Some(change.clone())),
            Op::Attributes(change) => chain(&mut self.attributes, Some(change.clone())),
        }
    }

    fn reject(
        &mut self,
        rejection: &Rejection,
        from: Option<&Map<String, Value>>,
        to: Option<&Map<String, Value>>,
    ) {
        let change = Change::new(from.cloned(), to.cloned());
        match self.rejections.get_mut(rejection) {
            Some(first) => first.to = change.to,
            None => {
                self.rejections.insert(rejection.clone(), change);
            }
        }
    }
}

fn chain<T>(first: &mut Part<T>, then: Part<T>) {
    match (first.as_mut(), then) {
        (Some(first), Some(then)) => first.to = then.to,
        (None, then) => *first = then,
        (Some(_), None) => {}
    }
}

fn put<T: Clone>(place: &mut T, part: &Part<T>, back: bool) {
    if let Some(change) = part {
        place.clone_from(if back { &change.from } else { &change.to });
    }
}

fn settle<T: PartialEq>(part: &mut Part<T>) -> bool {
    *part = part.take().filter(|change| change.from != change.to);
    part.is_some()
}

fn differ<T: Clone + PartialEq>(from: &T, to: &T) -> Part<T> {
    (from != to).then(|| Change::new(from.clone(), to.clone()))
}

/// Declares the parts of an entry once, for all that is done with each of them.
macro_rules! parts {
    ($(#[$doc:meta])* $name:ident of $entry:ident { $($part:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Default)]
        pub(super) struct $name { $(pub $part: Part<$kind>),* }

        impl Entry for $entry {
            type Parts = $name;

            fn id(&self) -> &Id {
                &self.id
            }

            fn between(before: &Self, after: &Self) -> $name {
                $name { $($part: differ(&before.$part, &after.$part)),* }
            }

            fn put(&mut self, parts: &$name, back: bool) {
                $(put(&mut self.$part, &parts.$part, back);)*
            }

            fn chain(first: &mut $name, then: $name) {
                $(chain(&mut first.$part, then.$part);)*
            }

            fn settle(parts: &mut $name) -> bool {
                let mut left = false;
                $(left |= settle(&mut parts.$part);)*
                left
            }
        }
    };
}

parts! {
    /// What changed of a span.
    SpanParts of Span {
        label: Label,
        range: ByteRange,
        head: Option<ByteRange>,
        fragments: Vec<ByteRange>,
        anchor: Option<Anchor>,
        value: Option<Box<FigureValue>>,
        place: Option<Box<Place>>,
        attributes: Fields,
        note: Option<String>,
        origin: Origin,
        created: Timestamp,
        modified: Timestamp,
        extra: Fields,
    }
}

parts! {
    /// What changed of an event.
    EventParts of Event {
        trigger: Id,
        kind: Option<String>,
        mode: Option<String>,
        contexts: Vec<String>,
        flags: Vec<Flag>,
        date: Option<EventDate>,
        roles: Vec<Role>,
        extra: Fields,
    }
}

parts! {
    /// What changed of an actor.
    EntityParts of Entity {
        name: String,
        country: Option<String>,
        sector: Option<String>,
        spans: Vec<Id>,
        extra: Fields,
    }
}

impl SpanParts {
    fn of(field: &SpanField, modified: &Change<Timestamp>) -> Self {
        let mut parts = Self {
            modified: Some(modified.clone()),
            ..Self::default()
        };
        match field {
            SpanField::Extent(c) => {
                // A head that did not move is written all the same, for later changes of it.
                parts.range = Some(Change::new(c.from.range, c.to.range));
                parts.head = Some(Change::new(c.from.head, c.to.head));
                let fragments = Change::new(c.from.fragments.clone(), c.to.fragments.clone());
                parts.fragments = Some(fragments);
            }
            SpanField::Label(c) => parts.label = Some(c.clone()),
            SpanField::Head(c) => parts.head = Some(c.clone()),
            SpanField::Value(c) => parts.value = Some(c.clone()),
            SpanField::Place(c) => parts.place = Some(c.clone()),
            SpanField::Note(c) => parts.note = Some(c.clone()),
            SpanField::Attributes(c) => parts.attributes = Some(c.clone()),
            SpanField::Origin(c) => parts.origin = Some(c.clone()),
            SpanField::Anchor(c) => parts.anchor = Some(c.clone()),
        }
        parts
    }
}

impl EventParts {
    fn of(field: &EventField) -> Self {
        let mut parts = Self::default();
        match field {
            EventField::Kind(c) => parts.kind = Some(c.clone()),
            EventField::Mode(c) => parts.mode = Some(c.clone()),
            EventField::Contexts(c) => parts.contexts = Some(c.clone()),
            EventField::Flags(c) => parts.flags = Some(c.clone()),
            EventField::Date(c) => parts.date = Some((**c).clone()),
            EventField::Roles(c) => parts.roles = Some(c.clone()),
        }
        parts
    }
}
