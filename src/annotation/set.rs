//! One annotator's work on one article.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::mentions::Mentions;
use super::op::{Change, EventField, Extent, Op, OpError, SpanField};
use super::texts::Texts;
use super::{Entity, Event, Fields, Id, Label, RangeIndex, RoleFiller, Span, Status};
use crate::text::ByteRange;

/// One annotator's spans, frames, rejections and status on one article.
///
/// It changes only through [`Op`]s, so that every change has an inverse. Equality leaves out the
/// counters from which ids are made: they only ever grow.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    /// Nothing until the analyst has set a name.
    pub annotator: Option<String>,
    pub title: String,
    /// `2024-04-25`
    pub published: Option<String>,
    pub status: Status,
    pub flagged: bool,
    pub note: String,
    /// What the schema asks of the article as a whole, by name.
    pub attributes: Fields,
    /// Shared with copies of the set until one of them changes it: the desk and the keeper of an
    /// article have a set each.
    spans: BTreeMap<Id, Arc<Span>>,
    by_place: RangeIndex<Id>,
    crowds: HashMap<ByteRange, HashMap<Label, Id>>,
    pub(super) entities: BTreeMap<Id, Entity>,
    mentions: Mentions,
    events: BTreeMap<Id, Arc<Event>>,
    texts: Texts,
    rejected: BTreeMap<Rejection, Map<String, Value>>,
    /// What the file holds that could not be placed in the text: kept as it is.
    pub faulty: Vec<Faulty>,
    /// Fields of the file that this version does not know.
    pub extra: Map<String, Value>,
    /// Fields of its `article` that this version does not know, and `meta`.
    pub article_extra: Map<String, Value>,
    last: Last,
}

/// A file may hold a million spans on one word: looking through all of them, for each, would take
/// quadratic time. Ranges that once had more than this are looked up by label.
const CROWD: usize = 16;

/// The largest numbers given to ids so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Last {
    span: u64,
    entity: u64,
    event: u64,
}

/// A suggestion that the analyst turned down: it does not come back, whichever matcher makes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rejection {
    pub range: ByteRange,
    pub label: Label,
}

/// Something in a file that could not be placed: shown, and written back unchanged.
#[derive(Clone, Debug, PartialEq)]
pub struct Faulty {
    /// The list of the file in which it stands: `spans`, `events`, `entities` or `rejected`.
    pub list: &'static str,
    /// The entry as the file has it.
    pub raw: Value,
    /// What is wrong, in one sentence.
    pub why: String,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.annotator == other.annotator
            && self.title == other.title
            && self.published == other.published
            && self.status == other.status
            && self.flagged == other.flagged
            && self.note == other.note
            && self.attributes == other.attributes
            && self.spans == other.spans
            && self.entities == other.entities
            && self.events == other.events
            && self.rejected == other.rejected
            && self.faulty == other.faulty
            && self.extra == other.extra
            && self.article_extra == other.article_extra
    }
}

impl AnnotationSet {
    /// The same record, counters included, without anything that has a place in the text.
    pub(super) fn without_places(&self) -> Self {
        Self {
            annotator: self.annotator.clone(),
            title: self.title.clone(),
            published: self.published.clone(),
            status: self.status,
            flagged: self.flagged,
            note: self.note.clone(),
            attributes: self.attributes.clone(),
            faulty: self.faulty.clone(),
            extra: self.extra.clone(),
            article_extra: self.article_extra.clone(),
            last: self.last,
            ..Self::default()
        }
    }

    /// The spans in reading order: by start, outer before inner.
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = &Span> {
        self.by_place.iter().filter_map(|(_, id)| self.span(id))
    }

    /// How many spans there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no span.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    #[must_use]
    pub fn span(&self, id: &Id) -> Option<&Span> {
        self.spans.get(id).map(AsRef::as_ref)
    }

    /// The spans that share at least one byte with a range, in reading order.
    #[must_use]
    pub fn overlapping(&self, range: ByteRange) -> Vec<&Span> {
        self.resolve(self.by_place.overlapping(range))
    }

    /// Of the spans that share at least one byte with a range the first `most`, in reading order.
    #[must_use]
    pub fn first_overlapping(&self, range: ByteRange, most: usize) -> Vec<&Span> {
        let found = self.by_place.iter_overlapping(range).take(most);
        found.filter_map(|(_, id)| self.span(id)).collect()
    }

    /// The spans that a caret touches, in reading order.
    #[must_use]
    pub fn touching(&self, position: usize) -> Vec<&Span> {
        self.resolve(self.by_place.touching(position))
    }

    fn resolve(&self, found: Vec<(ByteRange, Id)>) -> Vec<&Span> {
        found.iter().filter_map(|(_, id)| self.span(id)).collect()
    }

    /// The span with exactly this range and label.
    #[must_use]
    pub fn find(&self, range: ByteRange, label: &Label) -> Option<&Span> {
        if let Some(crowd) = self.crowds.get(&range) {
            return self.span(crowd.get(label)?);
        }
        let mut there = self.by_place.exactly(range).filter_map(|id| self.span(id));
        there.find(|span| span.label == *label)
    }

    /// Enters the place and the label of a span that stands in the set.
    fn enter(&mut self, range: ByteRange, label: &Label, id: &Id) {
        self.by_place.insert(range, id.clone());
        if let Some(crowd) = self.crowds.get_mut(&range) {
            crowd.insert(label.clone(), id.clone());
        } else if self.by_place.exactly(range).nth(CROWD).is_some() {
            let all = self.by_place.exactly(range).filter_map(|id| self.span(id));
            let crowd = all.map(|span| (span.label.clone(), span.id.clone()));
            let crowd = crowd.collect();
            self.crowds.insert(range, crowd);
        }
    }

    /// Takes them out again.
    fn leave(&mut self, range: ByteRange, label: &Label, id: &Id) {
        self.by_place.remove(range, id);
        if let Some(crowd) = self.crowds.get_mut(&range) {
            crowd.remove(label);
            if crowd.is_empty() {
                self.crowds.remove(&range);
            }
        }
    }

    /// Span number `n` in reading order, from 0. A step per 256 spans.
    #[must_use]
    pub fn nth_span(&self, n: usize) -> Option<&Span> {
        let (_, id) = self.by_place.nth(n)?;
        self.span(id)
    }

    /// The number of a span in reading order, from 0. A step per 256 spans.
    #[must_use]
    pub fn span_rank(&self, id: &Id) -> Option<usize> {
        let span = self.spans.get(id)?;
        Some(self.by_place.rank(span.range, id))
    }

    /// The spans by place, for walks through them.
    #[must_use]
    pub fn places(&self) -> &RangeIndex<Id> {
        &self.by_place
    }

    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// How many actors there are.
    #[must_use]
    pub fn entity_count(&self) -> usize {
        self.entities.len()
    }

    #[must_use]
    pub fn entity(&self, id: &Id) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// The actors that a span mentions, the oldest first: in a sound set one at most, but a file
    /// may say otherwise. One look-up.
    pub fn entities_of<'a>(&'a self, span: &Id) -> impl Iterator<Item = &'a Entity> + use<'a> {
        let ids = self.mentions.of(span).iter();
        ids.filter_map(|id| self.entities.get(id))
    }

    /// The actor that a span mentions. One look-up.
    #[must_use]
    pub fn entity_of(&self, span: &Id) -> Option<&Entity> {
        self.entities_of(span).next()
    }

    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.events.values().map(AsRef::as_ref)
    }

    #[must_use]
    pub fn event(&self, id: &Id) -> Option<&Event> {
        self.events.get(id).map(AsRef::as_ref)
    }

    /// The events that a span triggers. Linear in the events.
    pub fn events_of<'a>(&'a self, trigger: &'a Id) -> impl Iterator<Item = &'a Event> {
        self.events().filter(move |e| e.trigger == *trigger)
    }

    pub fn rejections(&self) -> impl Iterator<Item = (&Rejection, &Map<String, Value>)> {
        self.rejected.iter()
    }

    #[must_use]
    pub fn is_rejected(&self, rejection: &Rejection) -> bool {
        self.rejected.contains_key(rejection)
    }

    /// A span id that was never used in this set; the `n`th such, from 0.
    #[must_use]
    pub fn fresh_span_id(&self, n: u64) -> Id {
        Id::numbered('s', self.last.span + 1 + n)
    }

    /// An event id that was never used in this set; the `n`th such, from 0.
    #[must_use]
    pub fn fresh_event_id(&self, n: u64) -> Id {
        Id::numbered('e', self.last.event + 1 + n)
    }

    /// An actor's id that was never used in this set; the `n`th such, from 0.
    #[must_use]
    pub fn fresh_entity_id(&self, n: u64) -> Id {
        Id::numbered('a', self.last.entity + 1 + n)
    }

    /// The numbers last given to spans, actors and events, for the file: they outlive deletes.
    #[must_use]
    pub fn last_numbers(&self) -> (u64, u64, u64) {
        (self.last.span, self.last.entity, self.last.event)
    }

    /// Raises the counters to what a file says was used before.
    pub fn raise_numbers(&mut self, span: u64, entity: u64, event: u64) {
        let sane = |number: u64| number.min(Id::LARGEST);
        self.last.span = self.last.span.max(sane(span));
        self.last.entity = self.last.entity.max(sane(entity));
        self.last.event = self.last.event.max(sane(event));
    }

    /// Does one change. Where it is refused the set is as before.
    ///
    /// # Errors
    /// Where the change does not fit what is there.
    pub fn apply(&mut self, op: &Op) -> Result<(), OpError> {
        match op {
            Op::AddSpan(span) => self.add_span(span),
            Op::RemoveSpan(span) => self.remove_span(span),
            Op::EditSpan {
                id,
                field,
                modified,
            } => self.edit_span(id, field, modified),
            Op::AddEvent(event) => {
                if self.events.contains_key(&event.id) {
                    return Err(OpError::Taken(event.id.clone()));
                }
                self.last.event = self.last.event.max(event.id.number('e').unwrap_or(0));
                let new = Arc::new((**event).clone());
                self.events.insert(event.id.clone(), new);
                Ok(())
            }
            Op::RemoveEvent(event) => {
                match_current(self.event(&event.id), event, &event.id)?;
                self.events.remove(&event.id);
                Ok(())
            }
            Op::EditEvent { id, field } => {
                let event = self.events.get_mut(id).map(Arc::make_mut);
                let event = event.ok_or_else(|| OpError::Missing(id.clone()))?;
                match field {
                    EventField::Kind(c) => c.apply(&mut event.kind, id),
                    EventField::Mode(c) => c.apply(&mut event.mode, id),
                    EventField::Contexts(c) => c.apply(&mut event.contexts, id),
                    EventField::Flags(c) => c.apply(&mut event.flags, id),
                    EventField::Date(c) => c.apply(&mut event.date, id),
                    EventField::Roles(c) => c.apply(&mut event.roles, id),
                }
            }
            Op::AddEntity(entity) => {
                if self.entities.contains_key(&entity.id) {
                    return Err(OpError::Taken(entity.id.clone()));
                }
                self.last.entity = self.last.entity.max(entity.id.number('a').unwrap_or(0));
                self.mentions.enter(entity);
                self.entities.insert(entity.id.clone(), (**entity).clone());
                Ok(())
            }
            Op::RemoveEntity(entity) => {
                match_current(self.entities.get(&entity.id), entity, &entity.id)?;
                self.mentions.leave(entity);
                self.entities.remove(&entity.id);
                Ok(())
            }
            Op::EditEntity { id, change } => {
                let entity = self
                    .entities
                    .get_mut(id)
                    .ok_or_else(|| OpError::Missing(id.clone()))?;
                if *entity != *change.from || change.to.id != *id {
                    return Err(OpError::Stale(id.clone()));
                }
                if change.from.spans != change.to.spans {
                    self.mentions.leave(&change.from);
                    self.mentions.enter(&change.to);
                }
                entity.clone_from(&change.to);
                Ok(())
            }
            Op::Reject(rejection, extra) => {
                if self.rejected.contains_key(rejection) {
                    return Err(OpError::AlreadyRejected);
                }
                self.rejected.insert(rejection.clone(), extra.clone());
                Ok(())
            }
            Op::Unreject(rejection, extra) => match self.rejected.get(rejection) {
                Some(kept) if kept == extra => {
                    self.rejected.remove(rejection);
                    Ok(())
                }
                _ => Err(OpError::NotRejected),
            },
            Op::AddFaulty(index, entry) => {
                if *index > self.faulty.len() {
                    return Err(OpError::StaleFaulty);
                }
                self.faulty.insert(*index, (**entry).clone());
                Ok(())
            }
            Op::RemoveFaulty(index, entry) => match self.faulty.get(*index) {
                Some(there) if *there == **entry => {
                    self.faulty.remove(*index);
                    Ok(())
                }
                _ => Err(OpError::StaleFaulty),
            },
            Op::Title(change) => change.apply_whole(&mut self.title),
            Op::Published(change) => change.apply_whole(&mut self.published),
            Op::Status(change) => change.apply_whole(&mut self.status),
            Op::Flag(change) => change.apply_whole(&mut self.flagged),
            Op::Note(change) => change.apply_whole(&mut self.note),
            Op::Attributes(change) => change.apply_whole(&mut self.attributes),
        }
    }

    fn add_span(&mut self, span: &Span) -> Result<(), OpError> {
        if span.range.is_empty() {
            return Err(OpError::Empty);
        }
        if self.spans.contains_key(&span.id) {
            return Err(OpError::Taken(span.id.clone()));
        }
        self.refuse_double(span.range, &span.label)?;
        self.last.span = self.last.span.max(span.id.number('s').unwrap_or(0));
        let mut new = span.clone();
        self.texts.share(&mut new);
        self.spans.insert(new.id.clone(), Arc::new(new));
        self.enter(span.range, &span.label, &span.id);
        Ok(())
    }

    fn remove_span(&mut self, span: &Span) -> Result<(), OpError> {
        match_current(self.span(&span.id), span, &span.id)?;
        self.leave(span.range, &span.label, &span.id);
        self.spans.remove(&span.id);
        Ok(())
    }

    fn edit_span(
        &mut self,
        id: &Id,
        field: &SpanField,
        modified: &Change<super::Timestamp>,
    ) -> Result<(), OpError> {
        let Some(span) = self.spans.get(id) else {
            return Err(OpError::Missing(id.clone()));
        };
        match field {
            SpanField::Extent(change) => {
                if change.to.range.is_empty() {
                    return Err(OpError::Empty);
                }
                if change.to.range != span.range {
                    self.refuse_double(change.to.range, &span.label)?;
                }
            }
            SpanField::Label(change) if change.to != span.label => {
                self.refuse_double(span.range, &change.to)?;
            }
            _ => {}
        }
        let Some(span) = self.spans.get_mut(id).map(Arc::make_mut) else {
            return Err(OpError::Missing(id.clone()));
        };
        if span.modified != modified.from {
            return Err(OpError::Stale(id.clone()));
        }
        let before = (span.range, span.label.clone());
        match field {
            SpanField::Extent(change) => {
                let mut extent = Extent {
                    range: span.range,
                    head: span.head,
                    fragments: std::mem::take(&mut span.fragments),
                };
                let done = change.apply(&mut extent, id);
                (span.range, span.head, span.fragments) =
                    (extent.range, extent.head, extent.fragments);
                done
            }
            SpanField::Label(change) => change.apply(&mut span.label, id),
            SpanField::Head(change) => change.apply(&mut span.head, id),
            SpanField::Value(change) => change.apply(&mut span.value, id),
            SpanField::Place(change) => change.apply(&mut span.place, id),
            SpanField::Note(change) => change.apply(&mut span.note, id),
            SpanField::Attributes(change) => change.apply(&mut span.attributes, id),
            SpanField::Origin(change) => change.apply(&mut span.origin, id),
            SpanField::Anchor(change) => change.apply(&mut span.anchor, id),
        }?;
        span.modified = modified.to.clone();
        let after = (span.range, span.label.clone());
        if after != before {
            self.leave(before.0, &before.1, id);
            self.enter(after.0, &after.1, id);
        }
        Ok(())
    }

    fn refuse_double(&self, range: ByteRange, label: &Label) -> Result<(), OpError> {
        match self.find(range, label) {
            Some(_) => Err(OpError::Double(label.clone())),
            None => Ok(()),
        }
    }

    /// Ids that events and entities name but that do not exist: none in a sound set.
    #[must_use]
    pub fn dangling(&self) -> Vec<Id> {
        let span = |id: &Id| (!self.spans.contains_key(id)).then(|| id.clone());
        let mut found = Vec::new();
        for event in self.events() {
            found.extend(span(&event.trigger));
            for role in &event.roles {
                match &role.filler {
                    RoleFiller::Span(id) => found.extend(span(id)),
                    RoleFiller::Event(id) if !self.events.contains_key(id) => {
                        found.push(id.clone());
                    }
                    RoleFiller::Event(_) => {}
                }
            }
        }
        for entity in self.entities.values() {
            found.extend(entity.spans.iter().filter_map(span));
        }
        found
    }
}

fn match_current<T: PartialEq>(current: Option<&T>, expected: &T, id: &Id) -> Result<(), OpError> {
    match current {
        None => Err(OpError::Missing(id.clone())),
        Some(current) if current == expected => Ok(()),
        Some(_) => Err(OpError::Stale(id.clone())),
    }
}
