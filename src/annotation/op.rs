//! Changes to a set, each with its exact inverse.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::{
    Anchor, Entity, Event, EventDate, Faulty, Fields, FigureValue, Flag, Id, Label, Origin, Place,
    Rejection, Role, Span, Status, Timestamp,
};
use crate::text::ByteRange;

/// What a value was and what it becomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change<T> {
    pub from: T,
    pub to: T,
}

impl<T: Clone + PartialEq> Change<T> {
    #[must_use]
    pub fn new(from: T, to: T) -> Self {
        Self { from, to }
    }

    fn inverse(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
        }
    }

    pub(super) fn apply(&self, place: &mut T, id: &Id) -> Result<(), OpError> {
        if *place != self.from {
            return Err(OpError::Stale(id.clone()));
        }
        *place = self.to.clone();
        Ok(())
    }

    pub(super) fn apply_whole(&self, place: &mut T) -> Result<(), OpError> {
        if *place != self.from {
            return Err(OpError::StaleArticle);
        }
        *place = self.to.clone();
        Ok(())
    }
}

/// Where a span is: what moves together when an end moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Extent {
    pub range: ByteRange,
    pub head: Option<ByteRange>,
    pub fragments: Vec<ByteRange>,
}

impl Extent {
    #[must_use]
    pub fn of(span: &Span) -> Self {
        Self {
            range: span.range,
            head: span.head,
            fragments: span.fragments.clone(),
        }
    }
}

/// One part of a span that changes.
#[derive(Clone, Debug, PartialEq)]
pub enum SpanField {
    Extent(Change<Extent>),
    Label(Change<Label>),
    Head(Change<Option<ByteRange>>),
    Value(Change<Option<Box<FigureValue>>>),
    Place(Change<Option<Box<Place>>>),
    Note(Change<Option<String>>),
    Attributes(Change<Fields>),
    Origin(Change<Origin>),
    Anchor(Change<Option<Anchor>>),
}

/// One part of an event that changes.
#[derive(Clone, Debug, PartialEq)]
pub enum EventField {
    Kind(Change<Option<String>>),
    Mode(Change<Option<String>>),
    Contexts(Change<Vec<String>>),
    Flags(Change<Vec<Flag>>),
    Date(Box<Change<Option<EventDate>>>),
    Roles(Change<Vec<Role>>),
}

/// One change to a set. Removals carry what they remove, so that the inverse is exact.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    AddSpan(Box<Span>),
    RemoveSpan(Box<Span>),
    EditSpan {
        id: Id,
        field: Box<SpanField>,
        modified: Change<Timestamp>,
    },
    AddEvent(Box<Event>),
    RemoveEvent(Box<Event>),
    EditEvent {
        id: Id,
        field: EventField,
    },
    AddEntity(Box<Entity>),
    RemoveEntity(Box<Entity>),
    EditEntity {
        id: Id,
        change: Change<Box<Entity>>,
    },
    /// Turns a suggestion down, with the unknown fields that a file gave it.
    Reject(Rejection, Map<String, Value>),
    Unreject(Rejection, Map<String, Value>),
    /// Puts an entry into the list of what could not be placed, at an index. Linear in what
    /// stands behind it.
    AddFaulty(usize, Box<Faulty>),
    /// Takes it out.
    RemoveFaulty(usize, Box<Faulty>),
    Title(Change<String>),
    Published(Change<Option<String>>),
    Status(Change<Status>),
    Flag(Change<bool>),
    Note(Change<String>),
    /// What the schema asks of the article as a whole.
    Attributes(Change<Fields>),
}

impl Op {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::AddSpan(span) => Self::RemoveSpan(span.clone()),
            Self::RemoveSpan(span) => Self::AddSpan(span.clone()),
            Self::EditSpan {
                id,
                field,
                modified,
            } => Self::EditSpan {
                id: id.clone(),
                field: Box::new(field.inverse()),
                modified: modified.inverse(),
            },
            Self::AddEvent(event) => Self::RemoveEvent(event.clone()),
            Self::RemoveEvent(event) => Self::AddEvent(event.clone()),
            Self::EditEvent { id, field } => Self::EditEvent {
                id: id.clone(),
                field: field.inverse(),
            },
            Self::AddEntity(entity) => Self::RemoveEntity(entity.clone()),
            Self::RemoveEntity(entity) => Self::AddEntity(entity.clone()),
            Self::EditEntity { id, change } => Self::EditEntity {
                id: id.clone(),
                change: change.inverse(),
            },
            Self::Reject(rejection, extra) => Self::Unreject(rejection.clone(), extra.clone()),
            Self::Unreject(rejection, extra) => Self::Reject(rejection.clone(), extra.clone()),
            Self::AddFaulty(index, entry) => Self::RemoveFaulty(*index, entry.clone()),
            Self::RemoveFaulty(index, entry) => Self::AddFaulty(*index, entry.clone()),
            Self::Title(change) => Self::Title(change.inverse()),
            Self::Published(change) => Self::Published(change.inverse()),
            Self::Status(change) => Self::Status(change.inverse()),
            Self::Flag(change) => Self::Flag(change.inverse()),
            Self::Note(change) => Self::Note(change.inverse()),
            Self::Attributes(change) => Self::Attributes(change.inverse()),
        }
    }
}

impl SpanField {
    fn inverse(&self) -> Self {
        match self {
            Self::Extent(c) => Self::Extent(c.inverse()),
            Self::Label(c) => Self::Label(c.inverse()),
            Self::Head(c) => Self::Head(c.inverse()),
            Self::Value(c) => Self::Value(c.inverse()),
            Self::Place(c) => Self::Place(c.inverse()),
            Self::Note(c) => Self::Note(c.inverse()),
            Self::Attributes(c) => Self::Attributes(c.inverse()),
            Self::Origin(c) => Self::Origin(c.inverse()),
            Self::Anchor(c) => Self::Anchor(c.inverse()),
        }
    }
}

impl EventField {
    fn inverse(&self) -> Self {
        match self {
            Self::Kind(c) => Self::Kind(c.inverse()),
            Self::Mode(c) => Self::Mode(c.inverse()),
            Self::Contexts(c) => Self::Contexts(c.inverse()),
            Self::Flags(c) => Self::Flags(c.inverse()),
            Self::Date(c) => Self::Date(Box::new(c.inverse())),
            Self::Roles(c) => Self::Roles(c.inverse()),
        }
    }
}

/// Why a change was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpError {
    #[error("this text is already marked as {0}")]
    Double(Label),
    #[error("a span must hold at least one character")]
    Empty,
    #[error("the id {0} is taken")]
    Taken(Id),
    #[error("there is no {0}")]
    Missing(Id),
    #[error("{0} has changed since")]
    Stale(Id),
    #[error("the article's record has changed since")]
    StaleArticle,
    #[error("this suggestion is already rejected")]
    AlreadyRejected,
    #[error("this suggestion is not rejected")]
    NotRejected,
    #[error("the list of what could not be placed has changed since")]
    StaleFaulty,
}

/// The changes of one gesture.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    /// What the Edit menu shows behind "Undo": "mark as actor".
    pub name: String,
    pub ops: Vec<Op>,
}

impl Transaction {
    #[must_use]
    pub fn new(name: impl Into<String>, ops: Vec<Op>) -> Self {
        Self {
            name: name.into(),
            ops,
        }
    }

    /// The changes that take these back, last first.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            name: self.name.clone(),
            ops: self.ops.iter().rev().map(Op::inverse).collect(),
        }
    }

    /// Does all changes or none.
    ///
    /// # Errors
    /// The first refusal; the set is then as before.
    pub fn apply(&self, set: &mut super::AnnotationSet) -> Result<(), OpError> {
        for (done, op) in self.ops.iter().enumerate() {
            if let Err(error) = set.apply(op) {
                for op in self.ops[..done].iter().rev() {
                    let undone = set.apply(&op.inverse());
                    debug_assert!(undone.is_ok(), "an inverse applies right after its change");
                }
                return Err(error);
            }
        }
        Ok(())
    }
}
