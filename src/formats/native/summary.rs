//! What a list of articles shows of a file, without reading all of it into memory.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::FORMAT;
use super::decode::decode;
use crate::annotation::Status;

/// How far the work in a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
