//! Event frames: what happened, who, to whom, where, when and how many.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fields, FigureKind, Id};
use crate::text::ByteRange;

/// One event. Its trigger is a span labelled event; one trigger may carry several events.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: Id,
    pub trigger: Id,
    /// A type of the schema such as `CONSULT`; nothing where it is not yet decided.
    pub kind: Option<String>,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub flags: Vec<Flag>,
    pub date: Option<EventDate>,
    pub roles: Vec<Role>,
    pub extra: Fields,
}

impl Event {
    /// A frame without type or roles.
    #[must_use]
    pub fn new(id: Id, trigger: Id) -> Self {
        Self {
            id,
            trigger,
            kind: None,
            mode: None,
            contexts: Vec::new(),
            flags: Vec::new(),
            date: None,
            roles: Vec::new(),
            extra: Fields::new(),
        }
    }
}

/// How the text speaks of an event that is not simply reported as having happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    Negated,
    Future,
    Hypothetical,
    Historical,
}

impl Flag {
    /// As it is shown: `future`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Historical => "historical",
        }
    }
}

/// When an event happened, with the words that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDate {
    pub range: ByteRange,
    /// First day, `2024-04-25`.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// `day`, `week`, `month`, `year`.
    pub precision: Option<String>,
    pub extra: Fields,
}

/// One filled role of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// `actor`, `recipient`, `location`, `figure`, or one of the schema's own.
    pub role: String,
    /// What a figure counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FigureKind>,
    #[serde(flatten)]
    pub filler: RoleFiller,
    #[serde(flatten)]
    pub extra: Fields,
}

/// What fills a role: a span, or another event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleFiller {
    Span(Id),
    Event(Id),
}
