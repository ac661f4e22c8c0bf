//! What an analyst records: labels, spans, figure values, places, actors and event frames.
//!
//! Everything that changes is an [`Op`] with an exact inverse; the [`Op`]s of one gesture are a
//! [`Transaction`]; a [`History`] undoes and redoes them. This room reads no file and no clock:
//! times are handed in.

mod anchoring;
mod entity;
mod event;
mod fields;
pub mod figure_kinds;
mod geography;
mod history;
mod id;
mod label;
mod mentions;
pub mod notation;
mod op;
mod precision;
mod range_index;
pub mod schema;
mod set;
mod soundness;
mod span;
mod status;
mod texts;
pub mod units;
mod vague;
mod value;

pub mod edits;
pub mod merging;

pub use anchoring::{Anchored, Anchoring, CarriedOver, Leftover, LeftoverEntry, Loss, carry_over};
pub use entity::Entity;
pub use event::{Event, EventDate, Flag, Role, RoleFiller};
pub use fields::Fields;
pub use geography::distance_km;
pub use history::{History, Step, Stroke};
pub use id::Id;
pub use label::Label;
pub use merging::{Conflict, Merged};
pub use op::{Change, EventField, Extent, Op, OpError, SpanField, Transaction};
pub use precision::{Precision, acled_precision, plover_resolution};
pub use range_index::RangeIndex;
pub use schema::{
    AttributeDef, AttributeKind, BUILT_IN_ROLES, Colour, Colours, EventTypeDef, FigureRules,
    Guidelines, LabelDef, NotAValue, RESERVED_LABELS, RoleDef, Schema, SpanRules,
};
pub use set::{AnnotationSet, Faulty, Rejection};
pub use soundness::day;
pub use span::{Anchor, Maker, Origin, Place, Span};
pub use status::{Status, Timestamp};
pub use vague::{VagueBounds, VagueNumber, VaguePolicy, VagueWord};
pub use value::{FigureKind, FigureValue, Hedge, Number};
