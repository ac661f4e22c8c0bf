//! Values to lines.

use serde::Serialize;

use super::layout::{
    CheckpointRecord, EventFieldRecord, ExtentRecord, FaultyRecord, OpRecord, SpanFieldRecord,
    StartRecord, StepRecord, StrokeRecord,
};
use super::{FORMAT, Journal, Start, VERSION, check_of};
use crate::annotation::{Change, EventField, Extent, Faulty, Op, SpanField, Step, Stroke};
use crate::formats::Fingerprint;
use crate::formats::native::{
    DateRecord, EventRecord, OFFSET_UNIT, Points, RejectionRecord, SpanRecord, points,
};
use crate::text::Article;

/// What a line says, without its check: it may be written again behind other lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload(String);

impl Payload {
    /// The first line.
    #[must_use]
    pub fn start(start: &Start) -> Self {
        Self::of(&StartRecord {
            journal: FORMAT.to_owned(),
            version: VERSION,
            offset_unit: OFFSET_UNIT.to_owned(),
            base: start.base.map(|base| base.to_string()),
            source: start.source.clone(),
            sha256: start.text_sha256.to_string(),
            text: start.text.clone(),
            annotator: start.annotator.clone(),
        })
    }

    /// A change. Costs what the change holds, however large the set is.
    #[must_use]
    pub fn step(article: &Article, step: &Step) -> Self {
        let ops = step.transaction.ops.iter();
        Self::of(&StepRecord {
            stroke: match step.stroke {
                Stroke::Do => StrokeRecord::Do,
                Stroke::Undo => StrokeRecord::Undo,
                Stroke::Redo => StrokeRecord::Redo,
            },
            name: step.transaction.name.clone(),
            ops: ops.map(|op| op_record(article, op)).collect(),
        })
    }

    /// The native file that is about to hold all changes so far.
    #[must_use]
    pub fn checkpoint(file: Fingerprint) -> Self {
        Self::of(&CheckpointRecord {
            checkpoint: file.to_string(),
        })
    }

    fn of(record: &impl Serialize) -> Self {
        let json = serde_json::to_string(record);
        Self(json.expect("a record has text for keys and finite numbers"))
    }
}

/// Puts checks before payloads, each from the one before.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    check: String,
}

impl Writer {
    /// Goes on behind the last good line of a journal.
    #[must_use]
    pub fn after(journal: &Journal) -> Self {
        Self {
            check: journal.check.clone(),
        }
    }

    /// The line of a payload, its end included.
    pub fn line(&mut self, Payload(json): &Payload) -> Vec<u8> {
        self.check = check_of(&self.check, json);
        format!("{} {json}\n", self.check).into_bytes()
    }
}

fn changed<T, R>(change: &Change<T>, record: impl Fn(&T) -> R) -> Change<R> {
    Change {
        from: record(&change.from),
        to: record(&change.to),
    }
}

fn op_record(article: &Article, op: &Op) -> OpRecord {
    let span = |span| Box::new(SpanRecord::of(article, span));
    let event = |event| Box::new(EventRecord::of(article, event));
    match op {
        Op::AddSpan(added) => OpRecord::AddSpan(span(added)),
        Op::RemoveSpan(removed) => OpRecord::RemoveSpan(span(removed)),
        Op::EditSpan {
            id,
            field,
            modified,
        } => OpRecord::EditSpan {
            id: id.clone(),
            field: Box::new(span_field(article, field)),
            modified: modified.clone(),
        },
        Op::AddEvent(added) => OpRecord::AddEvent(event(added)),
        Op::RemoveEvent(removed) => OpRecord::RemoveEvent(event(removed)),
        Op::EditEvent { id, field } => OpRecord::EditEvent {
            id: id.clone(),
            field: event_field(article, field),
        },
        Op::AddEntity(entity) => OpRecord::AddEntity(entity.clone()),
        Op::RemoveEntity(entity) => OpRecord::RemoveEntity(entity.clone()),
        Op::EditEntity { id, change } => OpRecord::EditEntity {
            id: id.clone(),
            change: change.clone(),
        },
        Op::Reject(rejection, extra) => {
            OpRecord::Reject(RejectionRecord::of(article, rejection, extra))
        }
        Op::Unreject(rejection, extra) => {
            OpRecord::Unreject(RejectionRecord::of(article, rejection, extra))
        }
        Op::AddFaulty(index, entry) => OpRecord::AddFaulty(faulty_record(*index, entry)),
        Op::RemoveFaulty(index, entry) => OpRecord::RemoveFaulty(faulty_record(*index, entry)),
        Op::Title(change) => OpRecord::Title(change.clone()),
        Op::Published(change) => OpRecord::Published(change.clone()),
        Op::Status(change) => OpRecord::Status(change.clone()),
        Op::Flag(change) => OpRecord::Flag(change.clone()),
        Op::Note(change) => OpRecord::Note(change.clone()),
        Op::Attributes(change) => OpRecord::Attributes(change.clone()),
    }
}

fn faulty_record(index: usize, entry: &Faulty) -> FaultyRecord {
    FaultyRecord {
        index,
        list: entry.list.to_owned(),
        raw: entry.raw.clone(),
        why: entry.why.clone(),
    }
}

fn span_field(article: &Article, field: &SpanField) -> SpanFieldRecord {
    let head = |head: &Option<_>| -> Option<Points> { head.map(|head| points(article, head)) };
    let extent = |extent: &Extent| ExtentRecord {
        range: points(article, extent.range),
        head: head(&extent.head),
        fragments: extent
            .fragments
            .iter()
            .map(|fragment| points(article, *fragment))
            .collect(),
    };
    match field {
        SpanField::Extent(c) => SpanFieldRecord::Extent(changed(c, extent)),
        SpanField::Label(c) => SpanFieldRecord::Label(c.clone()),
        SpanField::Head(c) => SpanFieldRecord::Head(changed(c, head)),
        SpanField::Value(c) => SpanFieldRecord::Value(c.clone()),
        SpanField::Place(c) => SpanFieldRecord::Place(c.clone()),
        SpanField::Note(c) => SpanFieldRecord::Note(c.clone()),
        SpanField::Attributes(c) => SpanFieldRecord::Attributes(c.clone()),
        SpanField::Origin(c) => SpanFieldRecord::Origin(c.clone()),
        SpanField::Anchor(c) => SpanFieldRecord::Anchor(c.clone()),
    }
}

fn event_field(article: &Article, field: &EventField) -> EventFieldRecord {
    match field {
        EventField::Kind(c) => EventFieldRecord::Kind(c.clone()),
        EventField::Mode(c) => EventFieldRecord::Mode(c.clone()),
        EventField::Contexts(c) => EventFieldRecord::Contexts(c.clone()),
        EventField::Flags(c) => EventFieldRecord::Flags(c.clone()),
        EventField::Date(c) => EventFieldRecord::Date(Box::new(changed(c, |date| {
            date.as_ref().map(|date| DateRecord::of(article, date))
        }))),
        EventField::Roles(c) => EventFieldRecord::Roles(c.clone()),
    }
}
