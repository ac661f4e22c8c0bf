//! Lines to values.

use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;

use super::layout::{
    CheckpointRecord, EventFieldRecord, ExtentRecord, FaultyRecord, OpRecord, SpanFieldRecord,
    StartRecord, StepRecord, StrokeRecord,
};
use super::{CHECK, FORMAT, Start, VERSION, check_of};
use crate::annotation::{
    Change, EventField, Extent, Faulty, Op, SpanField, Step, Stroke, Transaction,
};
use crate::formats::Fingerprint;
use crate::formats::native::{LISTS, OFFSET_UNIT, Points, Refusal, SpanRecord};
use crate::text::{Article, ByteRange};

/// A journal as far as it can be trusted.
#[derive(Debug)]
pub struct Journal {
    pub start: Start,
    /// Behind the first one.
    pub lines: Vec<Line>,
    pub ending: Ending,
    /// The check of the last good line.
    pub(super) check: String,
}

/// One line behind the first.
#[derive(Debug)]
pub enum Line {
    Step(Recorded),
    /// The native file that was about to take its place when this was written.
    Checkpoint(Fingerprint),
}

/// A change whose places still have to be looked up in the article.
#[derive(Debug)]
pub struct Recorded(StepRecord);

/// How a journal ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With its last line.
    Whole,
    /// In the middle of a line, as when the power fails while it is written: nothing that was
    /// reported as kept is missing.
    Torn,
    /// At a line, from 1, that is not as it was written, with others behind it that can no
    /// longer be trusted.
    Damaged { line: usize },
}

/// Why a journal says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JournalError {
    #[error("it is empty")]
    Empty,
    #[error("its first line is damaged")]
    NoStart,
    #[error("it was written by another version of this program")]
    Version,
}

/// Reads the lines up to the first that is not as it was written. Linear.
///
/// # Errors
/// Where there is no first line to trust.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    if bytes.is_empty() {
        return Err(JournalError::Empty);
    }
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let mut check = String::new();
    let first = lines.next().unwrap_or_default();
    // It is written whole before the journal gets its name: no crash tears it.
    let first = trusted(first, &mut check).ok_or(JournalError::NoStart)?;
    let start = start(first)?;
    let mut read = Vec::new();
    let mut ending = Ending::Whole;
    let mut number = 1;
    while let Some(bytes) = lines.next() {
        number += 1;
        let mut next = check.clone();
        match trusted(bytes, &mut next).and_then(line) {
            Some(line) => {
                check = next;
                read.push(line);
            }
            None => {
                ending = match lines.next() {
                    None => Ending::Torn,
                    Some(_) => Ending::Damaged { line: number },
                };
                break;
            }
        }
    }
    Ok(Journal {
        start,
        lines: read,
        ending,
        check,
    })
}

/// The object of a line whose check is right; the check is then that of this line.
fn trusted(line: &[u8], check: &mut String) -> Option<Map<String, Value>> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (digits, json) = (line.get(..CHECK)?, line.get(CHECK..)?.strip_prefix(' ')?);
    let expected = check_of(check, json);
    if digits != expected {
        return None;
    }
    *check = expected;
    serde_json::from_str(json).ok()
}

fn start(object: Map<String, Value>) -> Result<Start, JournalError> {
    let version = object.get("version").and_then(Value::as_u64);
    if object.get("journal").and_then(Value::as_str) != Some(FORMAT) {
        return Err(JournalError::NoStart);
    }
    if version != Some(VERSION) {
        return Err(JournalError::Version);
    }
    let record: StartRecord =
        serde_json::from_value(Value::Object(object)).map_err(|_| JournalError::NoStart)?;
    if record.offset_unit != OFFSET_UNIT {
        return Err(JournalError::Version);
    }
    let base = record.base.map(|base| base.parse()).transpose();
    Ok(Start {
        base: base.map_err(|_| JournalError::NoStart)?,
        source: record.source,
        text_sha256: record.sha256.parse().map_err(|_| JournalError::NoStart)?,
        text: record.text,
        annotator: record.annotator,
    })
}

fn line(object: Map<String, Value>) -> Option<Line> {
    let checkpoint = object.contains_key("checkpoint");
    let value = Value::Object(object);
    if checkpoint {
        let record = CheckpointRecord::deserialize(value).ok()?;
        return record.checkpoint.parse().ok().map(Line::Checkpoint);
    }
    let record = StepRecord::deserialize(value).ok()?;
    Some(Line::Step(Recorded(record)))
}

/// Why a change does not fit the article. It was written for another text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a change does not fit the article: {0}")]
pub struct Misfit(String);

impl From<Refusal> for Misfit {
    fn from(Refusal(part, why): Refusal) -> Self {
        Self(format!("{part}: {why}"))
    }
}

impl Recorded {
    /// Looks the places up.
    ///
    /// # Errors
    /// Where the article is not the one that the change was made in.
    pub fn place_in(self, article: &Article) -> Result<Step, Misfit> {
        let Self(record) = self;
        let ops = record.ops.into_iter().map(|op| placed(article, op));
        Ok(Step {
            stroke: match record.stroke {
                StrokeRecord::Do => Stroke::Do,
                StrokeRecord::Undo => Stroke::Undo,
                StrokeRecord::Redo => Stroke::Redo,
            },
            transaction: Transaction::new(record.name, ops.collect::<Result<_, _>>()?),
        })
    }
}

fn changed<T, R>(
    change: Change<R>,
    place: impl Fn(R) -> Result<T, Misfit>,
) -> Result<Change<T>, Misfit> {
    Ok(Change {
        from: place(change.from)?,
        to: place(change.to)?,
    })
}

fn placed(article: &Article, op: OpRecord) -> Result<Op, Misfit> {
    let span = |record: Box<SpanRecord>| record.place_in(article).map(Box::new);
    Ok(match op {
        OpRecord::AddSpan(record) => Op::AddSpan(span(record)?),
        OpRecord::RemoveSpan(record) => Op::RemoveSpan(span(record)?),
        OpRecord::EditSpan {
            id,
            field,
            modified,
        } => Op::EditSpan {
            id,
            field: Box::new(span_field(article, *field)?),
            modified,
        },
        OpRecord::AddEvent(record) => Op::AddEvent(Box::new(record.place_in(article)?)),
        OpRecord::RemoveEvent(record) => Op::RemoveEvent(Box::new(record.place_in(article)?)),
        OpRecord::EditEvent { id, field } => Op::EditEvent {
            id,
            field: event_field(article, field)?,
        },
        OpRecord::AddEntity(entity) => Op::AddEntity(entity),
        OpRecord::RemoveEntity(entity) => Op::RemoveEntity(entity),
        OpRecord::EditEntity { id, change } => Op::EditEntity { id, change },
        OpRecord::Reject(record) => {
            let (rejection, extra) = record.place_in(article)?;
            Op::Reject(rejection, extra)
        }
        OpRecord::Unreject(record) => {
            let (rejection, extra) = record.place_in(article)?;
            Op::Unreject(rejection, extra)
        }
        OpRecord::AddFaulty(record) => Op::AddFaulty(record.index, faulty(record)?),
        OpRecord::RemoveFaulty(record) => Op::RemoveFaulty(record.index, faulty(record)?),
        OpRecord::Title(change) => Op::Title(change),
        OpRecord::Published(change) => Op::Published(change),
        OpRecord::Status(change) => Op::Status(change),
        OpRecord::Flag(change) => Op::Flag(change),
        OpRecord::Note(change) => Op::Note(change),
        OpRecord::Attributes(change) => Op::Attributes(change),
    })
}

fn faulty(record: FaultyRecord) -> Result<Box<Faulty>, Misfit> {
    let list = LISTS.into_iter().find(|list| *list == record.list);
    Ok(Box::new(Faulty {
        list: list.ok_or_else(|| Misfit(format!("there is no list {}", record.list)))?,
        raw: record.raw,
        why: record.why,
    }))
}

fn range(article: &Article, [start, end]: Points) -> Result<ByteRange, Misfit> {
    article
        .to_range(start, end)
        .ok_or_else(|| Misfit(format!("{start} to {end} lies outside the text")))
}

fn span_field(article: &Article, field: SpanFieldRecord) -> Result<SpanField, Misfit> {
    let head = |head: Option<Points>| head.map(|head| range(article, head)).transpose();
    let extent = |extent: ExtentRecord| -> Result<Extent, Misfit> {
        let fragments = extent.fragments.into_iter();
        Ok(Extent {
            range: range(article, extent.range)?,
            head: head(extent.head)?,
            fragments: fragments
                .map(|fragment| range(article, fragment))
                .collect::<Result<_, _>>()?,
        })
    };
    Ok(match field {
        SpanFieldRecord::Extent(c) => SpanField::Extent(changed(c, extent)?),
        SpanFieldRecord::Label(c) => SpanField::Label(c),
        SpanFieldRecord::Head(c) => SpanField::Head(changed(c, head)?),
        SpanFieldRecord::Value(c) => SpanField::Value(c),
        SpanFieldRecord::Place(c) => SpanField::Place(c),
        SpanFieldRecord::Note(c) => SpanField::Note(c),
        SpanFieldRecord::Attributes(c) => SpanField::Attributes(c),
        SpanFieldRecord::Origin(c) => SpanField::Origin(c),
        SpanFieldRecord::Anchor(c) => SpanField::Anchor(c),
    })
}

fn event_field(article: &Article, field: EventFieldRecord) -> Result<EventField, Misfit> {
    Ok(match field {
        EventFieldRecord::Kind(c) => EventField::Kind(c),
        EventFieldRecord::Mode(c) => EventField::Mode(c),
        EventFieldRecord::Contexts(c) => EventField::Contexts(c),
        EventFieldRecord::Flags(c) => EventField::Flags(c),
        EventFieldRecord::Date(c) => EventField::Date(Box::new(changed(*c, |date| {
            date.map(|date| date.place_in(article).map_err(Misfit::from))
                .transpose()
        })?)),
        EventFieldRecord::Roles(c) => EventField::Roles(c),
    })
}
