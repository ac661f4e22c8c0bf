//! What could not be carried over, in words.

use std::fmt;

use crate::annotation::{Label, Span};
use crate::text::ByteRange;

/// A change that could not be carried onto the other version: what stands there was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where: as it stands in the other version, or where it stood in yours. Nothing where it is
    /// about the article or an actor without mentions, or where the place is not known.
    pub range: Option<ByteRange>,
    pub label: Option<Label>,
    pub why: Disagreement,
}

impl Conflict {
    pub(super) fn at(span: Option<&Span>, why: Disagreement) -> Self {
        Self {
            range: span.map(|span| span.range),
            label: span.map(|span| span.label.clone()),
            why,
        }
    }
}

/// Why a change could not be carried over. Its text is a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// Deleted here, but no longer as it was there.
    ChangedThere,
    /// Deleted here, but a role or an actor there has come to point to it.
    UsedThere,
    /// Changed here, deleted there.
    DeletedThere,
    /// Moved or relabelled here to where the other version has the same mark.
    PlaceTaken,
    /// A frame was filled here whose span is no event there.
    NoEventThere,
    /// A role or an actor was given something here that is deleted there.
    FillerDeletedThere,
    /// Both changed the same part, each in another way.
    BothChanged(Item),
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ChangedThere => "you deleted it, and it was changed in the other version",
            Self::UsedThere => "you deleted it, and the other version has put it to use",
            Self::DeletedThere => "you changed it, and it was deleted in the other version",
            Self::PlaceTaken => {
                "you moved or relabelled it, and the other version has this mark already"
            }
            Self::NoEventThere => "you filled its frame, and it is no event in the other version",
            Self::FillerDeletedThere => {
                "you linked something to it that was deleted in the other version"
            }
            Self::BothChanged(item) => {
                return write!(f, "{item}: both versions changed it, each in another way");
            }
        })
    }
}

/// A part of the work that can be changed by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Label,
    Range,
    Head,
    Value,
    Place,
    /// Of a span.
    Note,
    /// An attribute by its name, or a field that this version does not know.
    Field(String),
    Origin,
    /// All of a frame.
    Frame,
    EventType,
    EventMode,
    EventDate,
    ActorName,
    ActorCountry,
    ActorSector,
    Title,
    Published,
    Status,
    Flag,
    ArticleNote,
    /// A suggestion that was turned down.
    Rejection,
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Label => "label",
            Self::Range => "range",
            Self::Head => "head",
            Self::Value => "value",
            Self::Place => "place",
            Self::Note => "note",
            Self::Field(name) => name,
            Self::Origin => "origin",
            Self::Frame => "event frame",
            Self::EventType => "event type",
            Self::EventMode => "event mode",
            Self::EventDate => "event date",
            Self::ActorName => "name of the actor",
            Self::ActorCountry => "country of the actor",
            Self::ActorSector => "sector of the actor",
            Self::Title => "title",
            Self::Published => "date of publication",
            Self::Status => "status",
            Self::Flag => "flag",
            Self::ArticleNote => "note on the article",
            Self::Rejection => "rejected suggestion",
        })
    }
}
