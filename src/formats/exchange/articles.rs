//! What is said of an article as a whole, as JSON: for formats that have room for it.

use serde_json::{Map, Value, json};

use super::Work;
use crate::annotation::{AnnotationSet, Fields, Status};
use crate::text::Header;

/// Name, title, date, status, note and the like, as far as the article has them.
#[must_use]
pub fn facets_of_article(work: &Work<'_>) -> Map<String, Value> {
    let (set, header) = (work.set, &work.article.header);
    let told = [
        ("source", json!(work.article.source)),
        ("title", json!(set.title)),
        ("published", json!(set.published)),
        ("url", json!(header.url)),
        ("language", json!(header.language)),
        ("annotator", json!(set.annotator)),
        ("status", json!(set.status)),
        ("flagged", json!(set.flagged)),
        ("note", json!(set.note)),
        ("attributes", json!(*set.attributes)),
    ];
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty() && text != "new",
        Value::Object(map) => !map.is_empty(),
        _ => true,
    };
    let told = told.into_iter().filter(|(_, value)| says(value));
    told.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The article's name, where it is told, and what belongs into its header.
pub fn header_of(told: &Map<String, Value>) -> (Option<String>, Header) {
    let text = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned);
    let header = Header {
        title: text("title").unwrap_or_default(),
        published: text("published"),
        url: text("url"),
        language: text("language"),
        ..Header::default()
    };
    (text("source"), header)
}

/// Gives a set what stands in `told`.
pub fn shape_set(set: &mut AnnotationSet, told: &Map<String, Value>) {
    let text = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned);
    set.title = text("title").unwrap_or_default();
    set.published = text("published");
    set.annotator = text("annotator").filter(|name| is_annotator(name));
    set.note = text("note").unwrap_or_default();
    set.flagged = told.get("flagged") == Some(&Value::Bool(true));
    let status = told.get("status").cloned().unwrap_or_default();
    set.status = serde_json::from_value(status).unwrap_or(Status::New);
    if let Some(Value::Object(map)) = told.get("attributes") {
        set.attributes = Fields::from(map.clone());
    }
}

/// A name that files can be called after.
fn is_annotator(name: &str) -> bool {
    let of_it = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    (1..=40).contains(&name.len()) && name.bytes().all(of_it)
}
