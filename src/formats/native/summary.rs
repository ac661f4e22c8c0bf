//! What a list of articles shows of a file, without reading all of it into memory.

use std::fmt;

use serde::de::{Error, IgnoredAny, Visitor};
use serde::{Deserialize, Deserializer};

use super::FORMAT;
use super::decode::decode;
use crate::annotation::Status;
use crate::formats::Fingerprint;

/// How far the work in a file is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Summary {
    pub status: Status,
    pub flagged: bool,
    pub annotator: Option<String>,
    /// The record that it belongs to, where the article is one of a file of records.
    pub record: Option<String>,
    /// How many spans the file lists.
    pub spans: usize,
    /// As edited.
    pub title: String,
    pub published: Option<String>,
    /// Whether there is a note on the article.
    pub noted: bool,
    /// What the text hashes to that the work belongs to, as the file states it.
    pub text_sha256: Option<Fingerprint>,
    /// How many bytes that text has in UTF-8.
    pub text_bytes: usize,
}

/// Reads the status of a file: one pass over its bytes, nothing kept, for all but odd files.
/// Nothing where it is no annotation file, or broken.
#[must_use]
pub fn summarise(bytes: &[u8]) -> Option<Summary> {
    outline(bytes).or_else(|| {
        // Fields that stand twice, and numbers beyond all measure.
        let decoded = decode(bytes).ok()?;
        let set = decoded.set;
        let unplaced = set.faulty.iter().filter(|f| f.list == "spans").count();
        Some(Summary {
            status: set.status,
            flagged: set.flagged,
            spans: set.len() + unplaced,
            annotator: set.annotator,
            title: set.title,
            published: set.published,
            noted: !set.note.trim().is_empty(),
            text_sha256: Some(Fingerprint::of(decoded.article.text().as_bytes())),
            text_bytes: decoded.article.text().len(),
            record: decoded.article.header.record,
        })
    })
}

fn outline(bytes: &[u8]) -> Option<Summary> {
    #[derive(Deserialize)]
    struct Outline {
        format: String,
        #[serde(default)]
        status: Status,
        #[serde(default)]
        flagged: bool,
        #[serde(default)]
        annotator: Option<String>,
        #[serde(default)]
        spans: Vec<IgnoredAny>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        article: Head,
    }
    #[derive(Default, Deserialize)]
    struct Head {
        #[serde(default)]
        title: String,
        #[serde(default)]
        published: Option<String>,
        #[serde(default)]
        record: Option<String>,
        #[serde(default)]
        sha256: Option<String>,
        #[serde(default)]
        text: Length,
    }
    let outline: Outline = serde_json::from_slice(bytes).ok()?;
    (outline.format == FORMAT).then_some(Summary {
        status: outline.status,
        flagged: outline.flagged,
        annotator: outline.annotator,
        record: outline.article.record,
        spans: outline.spans.len(),
        noted: !outline.note.trim().is_empty(),
        title: outline.article.title,
        published: outline.article.published,
        text_sha256: outline.article.sha256.and_then(|hash| hash.parse().ok()),
        text_bytes: outline.article.text.0,
    })
}

/// The length of a string that nobody keeps.
#[derive(Default)]
struct Length(usize);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Measuring;
        impl Visitor<'_> for Measuring {
            type Value = Length;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Length, E> {
                Ok(Length(text.len()))
            }
        }
        deserializer.deserialize_str(Measuring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_known_by_its_hash_and_length() {
        let hash = Fingerprint::of("é!\n".as_bytes());
        let file =
            format!(r#"{{"format":"obelus","article":{{"sha256":"{hash}","text":"\u00e9!\n"}}}}"#);
        let summary = summarise(file.as_bytes()).unwrap();
        assert_eq!((summary.text_sha256, summary.text_bytes), (Some(hash), 4));
        let none = summarise(br#"{"format":"obelus","article":{"sha256":"x"}}"#).unwrap();
        assert_eq!((none.text_sha256, none.text_bytes), (None, 0));
    }

    #[test]
    fn odd_files_have_a_status_too() {
        let file = |fields: &str| {
            format!(
                r#"{{"format":"obelus","version":1,"offset_unit":"codepoint",
                "article":{{"source":"a.txt","text":"Rebels left."}},{fields}}}"#
            )
        };
        let status = |fields: &str| summarise(file(fields).as_bytes()).map(|s| s.status);
        for (fields, expected) in [
            (r#""status":"done""#, Some(Status::Done)),
            (r#""status":"skipped","status":"done""#, Some(Status::Done)),
            (r#""status":"done","far":1e999"#, Some(Status::Done)),
            (r#""status":"done","spans":[{"#, None),
        ] {
            assert_eq!(status(fields), expected, "{fields}");
        }
    }
}
