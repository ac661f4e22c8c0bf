//! The schema: what a corpus is annotated with.
//!
//! A schema says what is offered and never what is kept: spans, events and attributes that it does
//! not know stay as they are, are shown and can be edited. Without one of its own a corpus has the
//! built-in one: four labels and the event types of PLOVER.

mod attributes;
mod events;
mod labels;
mod roles;
mod rules;

pub use attributes::{AttributeDef, AttributeKind, NotAValue, shown};
pub use events::EventTypeDef;
pub use labels::{Colour, Colours, LabelDef};
pub use roles::{BUILT_IN_ROLES, RoleDef};
pub use rules::{FigureRules, Guidelines, SpanRules};

use super::Label;

/// What no label may be called: fields of the search language, beside those that are named after
/// built-in labels. `status:done` would not find spans with a label `status`.
pub const RESERVED_LABELS: &[&str] = &[
    "label",
    "counted",
    "unit",
    "kind",
    "hedge",
    "type",
    "mode",
    "context",
    "role",
    "when",
    "country",
    "sector",
    "attribute",
    "note",
    "by",
    "matcher",
    "score",
    "article",
    "status",
    "is",
    "date",
    "title",
    "source",
    "language",
    "annotator",
];

/// What a corpus is annotated with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// In the order of the digits 1 to 9; those behind have a letter only.
    pub labels: Vec<LabelDef>,
    /// In the order in which they are offered.
    pub event_types: Vec<EventTypeDef>,
    /// In the order of the digits.
    pub roles: Vec<RoleDef>,
    pub rules: SpanRules,
    pub figures: FigureRules,
    /// What is asked of an article as a whole.
    pub article: Vec<AttributeDef>,
    pub guidelines: Option<Guidelines>,
}

impl Schema {
    /// The schema of a corpus that has none of its own.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            labels: labels::built_in(),
            event_types: events::built_in(),
            roles: BUILT_IN_ROLES.to_vec(),
            rules: SpanRules::default(),
            figures: FigureRules::default(),
            article: Vec::new(),
            guidelines: None,
        }
    }

    /// The place of a label in the schema, from 0.
    #[must_use]
    pub fn position(&self, label: &Label) -> Option<usize> {
        self.labels.iter().position(|def| def.label == *label)
    }

    /// What the schema says of a label, if it knows it.
    #[must_use]
    pub fn label(&self, label: &Label) -> Option<&LabelDef> {
        self.labels.iter().find(|def| def.label == *label)
    }

    /// The letter of a label; `•` for one that the schema does not know.
    #[must_use]
    pub fn key(&self, label: &Label) -> char {
        self.label(label).map_or('•', |def| def.key)
    }

    /// What the schema says of an event type, if it knows it.
    #[must_use]
    pub fn event_type(&self, name: &str) -> Option<&EventTypeDef> {
        self.event_types.iter().find(|def| def.name == name)
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self::built_in()
    }
}
