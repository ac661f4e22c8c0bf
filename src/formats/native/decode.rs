//! A native file to values.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::entries::Entries;
use super::fault::{Fault, NativeError};
use super::json::{self, Note, Oddity, SyntaxError};
use super::layout::LastIds;
use super::lines::Lines;
use super::placing::{Lists, Placing};
use super::records::shortened;
use super::verbatim;
use super::{FORMAT, LISTS, OFFSET_UNIT, VERSION};
use crate::annotation::AnnotationSet;
use crate::formats::Fingerprint;
use crate::formats::registry::{body_of, publisher_of};
use crate::text::{Article, Header};

/// What stands in a file.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub article: Article,
    pub set: AnnotationSet,
    /// In the order of the lists: spans, entities, events, rejected.
    pub faults: Vec<Fault>,
    /// The version of the file, where it is newer than [`VERSION`]: it must not be overwritten.
    pub newer: Option<u64>,
}

/// Reads a file. What cannot be placed goes to [`AnnotationSet::faulty`] with a fault that says
/// why. About linear: sorting and look-ups add logarithms.
///
/// # Errors
/// Where nothing can be placed at all: the file must then not be overwritten.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NativeError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let parsed = json::parse_but_for(bytes, &LISTS).map_err(|error| not_json(bytes, error))?;
    let notes = parsed.notes;
    let mut found = parsed.entries;
    let document = parsed.value;
    let Value::Object(mut document) = document else {
        return Err(NativeError::NotObelus);
    };
    if document
        .shift_remove("format")
        .as_ref()
        .and_then(Value::as_str)
        != Some(FORMAT)
    {
        return Err(NativeError::NotObelus);
    }
    let version: u64 = take(&mut document, "", "version")?.unwrap_or(0);
    if version == 0 {
        return Err(field("version", "it is missing"));
    }
    let newer = (version > VERSION).then_some(version);
    let mut list = |name| Entries::of(bytes, &mut found, name);
    let lists = Lists {
        spans: list("spans"),
        entities: list("entities"),
        events: list("events"),
        rejected: list("rejected"),
    };
    let read = read(document, lists, newer);
    let mut decoded = match (read, newer) {
        (Err(_), Some(version)) => return Err(NativeError::Newer(version)),
        (read, _) => read?,
    };
    if !(decoded.faults.is_empty() && notes.is_empty()) {
        let mut lines = Lines::new(bytes);
        for fault in &mut decoded.faults {
            fault.line = lines.line_of(&fault.place);
        }
        let odd = notes.into_iter().map(|note| oddity(note, &lines));
        decoded.faults.extend(odd);
    }
    if parsed.unnoted > 0 {
        decoded.faults.push(Fault {
            place: "file".to_owned(),
            line: None,
            why: format!(
                "{} more fields stand twice or hold half a character",
                parsed.unnoted
            ),
        });
    }
    Ok(decoded)
}

pub(super) fn not_json(bytes: &[u8], error: SyntaxError) -> NativeError {
    let (line, column) = json::line_and_column(bytes, error.at);
    NativeError::NotJson {
        line,
        column,
        what: error.what,
    }
}

pub(super) fn oddity(note: Note, lines: &Lines<'_>) -> Fault {
    let why = match &note.oddity {
        Oddity::Twice(Value::Array(list))
            if list.is_empty() && LISTS.contains(&note.place.as_str()) =>
        {
            "it stands there twice; the entries of both are read, the last ones first".to_owned()
        }
        Oddity::Twice(earlier) => format!(
            "it stands there twice; the last one counts, and the one before said {}",
            shortened(&earlier.to_string())
        ),
        Oddity::HalfPair => {
            "it holds half of a surrogate pair, which no text can have; it is kept as it is"
                .to_owned()
        }
    };
    Fault {
        line: Some(lines.line_at(note.at)),
        place: note.place,
        why,
    }
}

fn field(place: impl Into<String>, why: impl Into<String>) -> NativeError {
    NativeError::Field {
        place: place.into(),
        why: why.into(),
    }
}

/// Takes a field out of an object; null counts as absent.
fn take<T: DeserializeOwned>(
    object: &mut Map<String, Value>,
    inside: &str,
    name: &str,
) -> Result<Option<T>, NativeError> {
    match object.shift_remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) if verbatim::kept(&value).is_some() => Err(field(
            format!("{inside}{name}"),
            "it holds half of a surrogate pair, or a number that is out of range",
        )),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|error| field(format!("{inside}{name}"), error.to_string())),
    }
}

/// Takes the place of a list out of the document; it may be absent.
fn check_list(document: &mut Map<String, Value>, name: &str) -> Result<(), NativeError> {
    match document.shift_remove(name) {
        None | Some(Value::Null | Value::Array(_)) => Ok(()),
        Some(_) => Err(field(name, "it is not a list")),
    }
}

fn read(
    mut document: Map<String, Value>,
    lists: Lists<'_>,
    newer: Option<u64>,
) -> Result<Decoded, NativeError> {
    match take::<String>(&mut document, "", "offset_unit")? {
        Some(unit) if unit == OFFSET_UNIT => {}
        other => return Err(NativeError::OffsetUnit(other.unwrap_or_default())),
    }
    for name in LISTS {
        check_list(&mut document, name)?;
    }
    let (article, set, faults) = read_outer(document)?;
    let mut placing = Placing {
        article,
        set,
        faults,
    };
    placing.place(lists);
    Ok(Decoded {
        article: placing.article,
        set: placing.set,
        faults: placing.faults,
        newer,
    })
}

/// What stands outside of the lists.
pub(super) fn read_outer(
    mut document: Map<String, Value>,
) -> Result<(Article, AnnotationSet, Vec<Fault>), NativeError> {
    let mut set = AnnotationSet::default();
    let mut faults = Vec::new();
    let article = read_article(&mut document, &mut set, &mut faults)?;
    set.annotator = take(&mut document, "", "annotator")?;
    set.status = take(&mut document, "", "status")?.unwrap_or_default();
    set.flagged = take(&mut document, "", "flagged")?.unwrap_or_default();
    set.note = take(&mut document, "", "note")?.unwrap_or_default();
    set.attributes = take(&mut document, "", "attributes")?.unwrap_or_default();
    let last: LastIds = take(&mut document, "", "last_ids")?.unwrap_or_default();
    set.extra = document;
    set.raise_numbers(last.span, last.entity, last.event);
    Ok((article, set, faults))
}

/// `2024-04-25`, and such a day exists.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn read_article(
    document: &mut Map<String, Value>,
    set: &mut AnnotationSet,
    faults: &mut Vec<Fault>,
) -> Result<Article, NativeError> {
    const IN: &str = "article.";
    let mut record: Map<String, Value> =
        take(document, "", "article")?.ok_or(NativeError::TextMissing)?;
    let Some(Value::String(text)) = record.shift_remove("text") else {
        return Err(NativeError::TextMissing);
    };
    let source: String = take(&mut record, IN, "source")?.unwrap_or_default();
    let stated: Option<String> = take(&mut record, IN, "sha256")?;
    if stated != Some(Fingerprint::of(text.as_bytes()).to_string()) {
        faults.push(Fault {
            place: "article.sha256".to_owned(),
            line: None,
            why: "the text is not the one that was hashed, or no hash is given".to_owned(),
        });
    }
    set.title = take(&mut record, IN, "title")?.unwrap_or_default();
    set.published = take(&mut record, IN, "published")?;
    if let Some(day) = set.published.as_deref().filter(|day| !is_day(day)) {
        faults.push(Fault {
            place: "article.published".to_owned(),
            line: None,
            why: format!("“{}” is no day such as 2024-04-25", shortened(day)),
        });
    }
    let header = Header {
        title: set.title.clone(),
        published: set.published.clone(),
        url: take(&mut record, IN, "url")?,
        publisher: publisher_of(&source, &text),
        language: take(&mut record, IN, "language")?,
        encoding: take(&mut record, IN, "encoding")?.unwrap_or_default(),
        source_sha256: take(&mut record, IN, "source_sha256")?.unwrap_or_default(),
        replaced: 0,
        body: body_of(&source, &text),
        record: take(&mut record, IN, "record")?,
    };
    // An empty `meta` says nothing: it is written for every article.
    if record
        .get("meta")
        .is_some_and(|meta| meta.as_object().is_some_and(Map::is_empty))
    {
        record.shift_remove("meta");
    }
    set.article_extra = record;
    Ok(Article::new(source, text, header))
}
