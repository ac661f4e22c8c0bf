//! The lines as serde sees them. Offsets are Unicode code points, half open.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::annotation::{
    Anchor, Change, Entity, Fields, FigureValue, Flag, Id, Label, Origin, Place, Role, Status,
    Timestamp,
};
use crate::formats::native::{DateRecord, EventRecord, Points, RejectionRecord, SpanRecord};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StartRecord {
    pub journal: String,
    pub version: u64,
    pub offset_unit: String,
    pub base: Option<String>,
    pub source: String,
    pub sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub annotator: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CheckpointRecord {
    /// The native file that holds everything before this line.
    pub checkpoint: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StepRecord {
    pub stroke: StrokeRecord,
    pub name: String,
    pub ops: Vec<OpRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StrokeRecord {
    Do,
    Undo,
    Redo,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OpRecord {
    AddSpan(Box<SpanRecord>),
    RemoveSpan(Box<SpanRecord>),
    EditSpan {
        id: Id,
        field: Box<SpanFieldRecord>,
        modified: Change<Timestamp>,
    },
    AddEvent(Box<EventRecord>),
    RemoveEvent(Box<EventRecord>),
    EditEvent {
        id: Id,
        field: EventFieldRecord,
    },
    AddEntity(Box<Entity>),
    RemoveEntity(Box<Entity>),
    EditEntity {
        id: Id,
        change: Change<Box<Entity>>,
    },
    Reject(RejectionRecord),
    Unreject(RejectionRecord),
    AddFaulty(FaultyRecord),
    RemoveFaulty(FaultyRecord),
    Title(Change<String>),
    Published(Change<Option<String>>),
    Status(Change<Status>),
    Flag(Change<bool>),
    Note(Change<String>),
    Attributes(Change<Fields>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SpanFieldRecord {
    Extent(Change<ExtentRecord>),
    Label(Change<Label>),
    Head(Change<Option<Points>>),
    Value(Change<Option<Box<FigureValue>>>),
    Place(Change<Option<Box<Place>>>),
    Note(Change<Option<String>>),
    Attributes(Change<Fields>),
    Origin(Change<Origin>),
    Anchor(Change<Option<Anchor>>),
}

/// An entry that could not be placed, and its index among those.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FaultyRecord {
    pub index: usize,
    pub list: String,
    pub raw: Value,
    pub why: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ExtentRecord {
    pub range: Points,
    pub head: Option<Points>,
    pub fragments: Vec<Points>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EventFieldRecord {
    Kind(Change<Option<String>>),
    Mode(Change<Option<String>>),
    Contexts(Change<Vec<String>>),
    Flags(Change<Vec<Flag>>),
    Date(Box<Change<Option<DateRecord>>>),
    Roles(Change<Vec<Role>>),
}
