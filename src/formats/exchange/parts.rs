//! What stands in the work on an article beside the ranges and labels of its spans.

use super::Work;
use super::loss::{Loss, Lost};
use super::options::{Extent, Options};
use super::phrases::Phrases;
use crate::annotation::{Event, Id, Maker, RoleFiller, Span, Status};

/// One kind of thing that a format may hold or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    // Of a span
    Head,
    Value,
    Place,
    Attributes,
    Note,
    /// The parts of a discontinuous span; a format without them holds its cover.
    Fragments,
    /// Who made it, and when it was made and changed.
    Origin,
    // Of an event
    /// Frames at all: that an event has a type and roles.
    Events,
    Mode,
    Contexts,
    Flags,
    Date,
    Roles,
    /// Roles that another event fills.
    Nested,
    // Of the article
    /// Actors behind their mentions.
    Entities,
    /// Their names, countries and sectors.
    Codes,
    Rejected,
    Status,
    Flagged,
    ArticleNote,
    ArticleAttributes,
    Title,
    Published,
    Url,
    Language,
    Annotator,
    /// The name of the file or record.
    Source,
    Predictions,
    /// Entries that have no place in the text.
    Unplaced,
    /// Fields that this version does not know.
    Unknown,
}

impl Part {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Head,
        Self::Value,
        Self::Place,
        Self::Attributes,
        Self::Note,
        Self::Fragments,
        Self::Origin,
        Self::Events,
        Self::Mode,
        Self::Contexts,
        Self::Flags,
        Self::Date,
        Self::Roles,
        Self::Nested,
        Self::Entities,
        Self::Codes,
        Self::Rejected,
        Self::Status,
        Self::Flagged,
        Self::ArticleNote,
        Self::ArticleAttributes,
        Self::Title,
        Self::Published,
        Self::Url,
        Self::Language,
        Self::Annotator,
        Self::Source,
        Self::Predictions,
        Self::Unplaced,
        Self::Unknown,
    ];

    /// As it stands in `dropped.jsonl` and in tables: `head`, `article note`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Value => "value",
            Self::Place => "place",
            Self::Attributes => "attributes",
            Self::Note => "note",
            Self::Fragments => "fragments",
            Self::Origin => "origin",
            Self::Events => "events",
            Self::Mode => "mode",
            Self::Contexts => "contexts",
            Self::Flags => "flags",
            Self::Date => "date",
            Self::Roles => "roles",
            Self::Nested => "nested events",
            Self::Entities => "entities",
            Self::Codes => "codes",
            Self::Rejected => "rejected",
            Self::Status => "status",
            Self::Flagged => "flagged",
            Self::ArticleNote => "article note",
            Self::ArticleAttributes => "article attributes",
            Self::Title => "title",
            Self::Published => "published",
            Self::Url => "url",
            Self::Language => "language",
            Self::Annotator => "annotator",
            Self::Source => "source",
            Self::Predictions => "predictions",
            Self::Unplaced => "unplaced",
            Self::Unknown => "unknown fields",
        }
    }
}

/// Whether a span or an event has a part.
type Has<T> = fn(&T) -> bool;

/// Tells what a format that holds only `holds` loses of an article's work, beside whole spans:
/// each part once, with the ids of the spans, events and actors that have it. Of spans that are not
/// among `phrases` nothing is told here, nor of heads where they are what is written. Linear in the
/// set.
pub fn parts_lost(
    work: &Work<'_>,
    holds: &[Part],
    phrases: &Phrases<'_>,
    options: &Options,
    lost: &mut dyn FnMut(Loss),
) {
    let set = work.set;
    let mut tell = |part: Part, ids: Vec<Id>| {
        if !ids.is_empty() {
            lost(Loss::new(work.name, Lost::Part { part, ids }));
        }
    };
    let spans: Vec<&Span> = phrases.kept.iter().map(|phrase| phrase.span).collect();
    let heads = options.extent == Extent::Head;
    let of_spans: [(Part, Has<Span>); 8] = [
        (Part::Head, |span| span.head.is_some()),
        (Part::Value, |span| span.value.is_some()),
        (Part::Place, |span| span.place.is_some()),
        (Part::Attributes, |span| !span.attributes.is_empty()),
        (Part::Note, |span| span.note.is_some()),
        (Part::Fragments, |span| !span.fragments.is_empty()),
        (Part::Origin, |span| {
            span.origin.by != Maker::Import || span.origin.matcher.is_some()
        }),
        (Part::Unknown, |span| {
            !span.extra.is_empty() || !span.origin.extra.is_empty()
        }),
    ];
    for (part, has) in of_spans {
        let written = heads && part == Part::Head;
        if !holds.contains(&part) && !written {
            let having = spans.iter().filter(|span| has(span));
            tell(part, having.map(|span| span.id.clone()).collect());
        }
    }
    let of_events: [(Part, Has<Event>); 6] = [
        (Part::Mode, |event| event.mode.is_some()),
        (Part::Contexts, |event| !event.contexts.is_empty()),
        (Part::Flags, |event| !event.flags.is_empty()),
        (Part::Date, |event| event.date.is_some()),
        (Part::Roles, |event| !event.roles.is_empty()),
        (Part::Nested, |event| {
            let nested = |filler: &RoleFiller| matches!(filler, RoleFiller::Event(_));
            event.roles.iter().any(|role| nested(&role.filler))
        }),
    ];
    if holds.contains(&Part::Events) {
        for (part, has) in of_events {
            if !holds.contains(&part) {
                let having = set.events().filter(|event| has(event));
                tell(part, having.map(|event| event.id.clone()).collect());
            }
        }
    } else {
        tell(
            Part::Events,
            set.events().map(|event| event.id.clone()).collect(),
        );
    }
    if !holds.contains(&Part::Entities) {
        let all = set.entities().map(|entity| entity.id.clone());
        tell(Part::Entities, all.collect());
    } else if !holds.contains(&Part::Codes) {
        let coded = set
            .entities()
            .filter(|entity| entity.country.is_some() || entity.sector.is_some());
        tell(Part::Codes, coded.map(|entity| entity.id.clone()).collect());
    }
    let header = &work.article.header;
    let of_article = [
        (Part::Rejected, set.rejections().next().is_some()),
        (Part::Status, set.status != Status::New),
        (Part::Flagged, set.flagged),
        (Part::ArticleNote, !set.note.is_empty()),
        (Part::ArticleAttributes, !set.attributes.is_empty()),
        (Part::Title, !set.title.is_empty()),
        (Part::Published, set.published.is_some()),
        (Part::Url, header.url.is_some()),
        (Part::Language, header.language.is_some()),
        (Part::Annotator, set.annotator.is_some()),
        (Part::Source, !work.article.source.is_empty()),
        (Part::Predictions, !work.predictions.is_empty()),
        (Part::Unplaced, !set.faulty.is_empty()),
        (
            Part::Unknown,
            !set.extra.is_empty() || !set.article_extra.is_empty(),
        ),
    ];
    for (part, there) in of_article {
        if there && !holds.contains(&part) {
            lost(Loss::new(work.name, Lost::OfArticle(part)));
        }
    }
}
