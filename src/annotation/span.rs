//! Spans: marked stretches of the text.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fields, FigureValue, Id, Label, Timestamp};
use crate::text::ByteRange;

/// One marked stretch of the text. Spans may nest and overlap; two with the same range have
/// different labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub id: Id,
    pub label: Label,
    /// Never empty.
    pub range: ByteRange,
    /// The core inside the range: the name in "Nigerien Defense Minister **Silifo Modi**", the
    /// number in "**650** U.S. troops", the noun in "held **talks**". Left out where it equals
    /// the range or where there is none.
    pub head: Option<ByteRange>,
    /// On figures only.
    pub value: Option<Box<FigureValue>>,
    /// On locations only.
    pub place: Option<Box<Place>>,
    pub attributes: Fields,
    pub note: Option<String>,
    pub origin: Origin,
    pub created: Timestamp,
    pub modified: Timestamp,
    /// The parts of a span that was discontinuous where it was imported from; `range` is their
    /// cover. Cleared when an end moves.
    pub fragments: Vec<ByteRange>,
    /// What is to be confirmed about its place, since the article was edited.
    pub anchor: Option<Anchor>,
    /// Fields that this version does not know.
    pub extra: Fields,
}

impl Span {
    /// A span without head, value or note.
    #[must_use]
    pub fn new(id: Id, label: Label, range: ByteRange, origin: Origin, now: &Timestamp) -> Self {
        Self {
            id,
            label,
            range,
            head: None,
            value: None,
            place: None,
            attributes: Fields::new(),
            note: None,
            origin,
            created: now.clone(),
            modified: now.clone(),
            fragments: Vec::new(),
            anchor: None,
            extra: Fields::new(),
        }
    }
}

/// How a span came to its place when the article was edited, as long as nobody has confirmed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its words, or what stands around them, changed, or another place is possible; or the same
    /// is true of the date of an event that it triggers.
    Moved,
}

/// Who made a span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    /// The analyst, without a suggestion.
    #[default]
    Hand,
    /// A matcher, accepted by the analyst.
    Suggestion,
    /// A file in another format.
    Import,
}

/// Where a span comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    pub by: Maker,
    /// The matcher that suggested it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matcher: Option<Arc<str>>,
    /// How sure the matcher was, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// Whether label, range, head, value or type were changed since.
    #[serde(default)]
    pub edited: bool,
    #[serde(flatten)]
    pub extra: Fields,
}

/// A place in the world that a location stands for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonameid: Option<u64>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// `country`, `region`, `district`, `capital`, `city`, `water`, `mountain`, `area`, `point`.
    pub kind: Option<String>,
    /// How exactly it is known, a name of [`super::Precision`]; `1`, `2` or `3` mean ACLED's levels.
    pub precision: Option<String>,
    /// Whether the analyst confirmed it.
    #[serde(default)]
    pub confirmed: bool,
    #[serde(flatten)]
    pub extra: Fields,
}
