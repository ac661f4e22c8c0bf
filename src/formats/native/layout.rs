//! The document as serde sees it: names, order and optional fields of the file.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::annotation::{
    Anchor, Entity, Fields, FigureValue, Flag, Id, Label, Origin, Place, Role, Status, Timestamp,
};

/// Two code-point offsets, `[start, end)`.
pub(in crate::formats) type Points = [usize; 2];

/// One annotator's work on one article. Offsets are Unicode code points, half open.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Obelus annotation file")]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = super::FORMAT))]
    pub format: &'static str,
    #[schemars(extend("const" = super::VERSION))]
    pub version: u64,
    #[schemars(extend("const" = super::OFFSET_UNIT))]
    pub offset_unit: &'static str,
    pub article: ArticleRecord<'a>,
    /// `[a-z0-9_-]{1,40}`, or null until a name is set.
    pub annotator: Option<&'a str>,
    pub status: Status,
    pub flagged: bool,
    pub note: &'a str,
    /// What the schema of the corpus asks of the article as a whole.
    #[serde(skip_serializing_if = "is_empty")]
    pub attributes: &'a Fields,
    /// In reading order.
    #[schemars(with = "Vec<SpanRecord>")]
    pub spans: Vec<Entry<'a, SpanRecord>>,
    #[schemars(with = "Vec<Entity>")]
    pub entities: Vec<Entry<'a, &'a Entity>>,
    #[schemars(with = "Vec<EventRecord>")]
    pub events: Vec<Entry<'a, EventRecord>>,
    #[schemars(with = "Vec<RejectionRecord>")]
    pub rejected: Vec<Entry<'a, RejectionRecord>>,
    /// What matchers offer and nobody has accepted: only in what `obelus suggest` prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestions: Option<Vec<SuggestionRecord<'a>>>,
    /// The largest numbers ever given to ids, where deletes took the last ones away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_ids: Option<LastIds>,
    #[serde(flatten)]
    pub extra: Cow<'a, Map<String, Value>>,
}

/// `serde` hands over a reference to the reference.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_empty(fields: &&Fields) -> bool {
    fields.is_empty()
}

/// An entry of a list: one that could be placed, or the JSON of one that could not.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Entry<'a, T> {
    Good(T),
    Faulty(&'a Value),
}

/// The article, its text included.
#[derive(Serialize, JsonSchema)]
pub(super) struct ArticleRecord<'a> {
    /// The name of the article's file, in the same folder; of a file of records, beside the folder
    /// that holds the annotations.
    pub source: &'a str,
    /// The id of the record, where the source is a file of records; of several records with one
    /// id the later ones have their line behind it, and a record without has its line only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<&'a str>,
    /// Of `text` in UTF-8.
    pub sha256: String,
    /// Of the bytes of the source file.
    pub source_sha256: &'a str,
    pub encoding: &'a str,
    pub title: &'a str,
    /// A day such as `2024-04-25`.
    pub published: Option<&'a str>,
    pub url: Option<&'a str>,
    /// A BCP 47 tag.
    pub language: Option<&'a str>,
    pub meta: Cow<'a, Value>,
    pub text: &'a str,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One marked stretch of the text.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(in crate::formats) struct SpanRecord {
    pub id: Id,
    pub label: Label,
    pub start: usize,
    pub end: usize,
    /// `text[start:end]`
    pub quote: String,
    /// The core inside the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Box<FigureValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub attributes: Fields,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub origin: Origin,
    pub created: Timestamp,
    pub modified: Timestamp,
    /// The parts of a span that was discontinuous where it was imported from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fragments: Vec<Points>,
    /// Where the article was edited since: what is to be confirmed about the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    #[serde(flatten)]
    pub extra: Fields,
}

/// One event frame.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(in crate::formats) struct EventRecord {
    pub id: Id,
    /// A span labelled event.
    pub trigger: Id,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub mode: Option<String>,
    #[serde(default)]
    pub contexts: Vec<String>,
    #[serde(default)]
    pub flags: Vec<Flag>,
    pub date: Option<DateRecord>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(flatten)]
    pub extra: Fields,
}

/// When an event happened, with the words that say so.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(in crate::formats) struct DateRecord {
    pub start: usize,
    pub end: usize,
    pub quote: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub precision: Option<String>,
    #[serde(flatten)]
    pub extra: Fields,
}

/// A suggestion that was turned down.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(in crate::formats) struct RejectionRecord {
    pub label: Label,
    pub start: usize,
    pub end: usize,
    pub quote: String,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// What a matcher offers.
#[derive(Serialize, JsonSchema)]
pub(super) struct SuggestionRecord<'a> {
    pub label: &'a Label,
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a FigureValue>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Flag]>::is_empty")]
    pub flags: &'a [Flag],
    pub score: f64,
    pub matcher: &'a str,
    pub reason: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<AlternativeRecord<'a>>,
}

/// Another reading of the words of a suggestion.
#[derive(Serialize, JsonSchema)]
pub(super) struct AlternativeRecord<'a> {
    pub label: &'a Label,
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    pub score: f64,
    pub matcher: &'a str,
    pub reason: String,
}

/// Counters of ids.
#[derive(Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub(super) struct LastIds {
    #[serde(default)]
    pub span: u64,
    #[serde(default)]
    pub entity: u64,
    #[serde(default)]
    pub event: u64,
}
