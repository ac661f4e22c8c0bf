//! What a list of articles shows of a file, without reading all of it into memory.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::FORMAT;
use crate::annotation::Status;

/// How far the work in a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub status: Status,
    pub flagged: bool,
    pub annotator: Option<String>,
    /// How many spans the file lists.
    pub spans: usize,
}

/// Reads the status of a file: one pass over its bytes, nothing kept. Nothing where it is no
/// annotation file.
#[must_use]
pub fn summarise(bytes: &[u8]) -> Option<Summary> {
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
    }
    let outline: Outline = serde_json::from_slice(bytes).ok()?;
    (outline.format == FORMAT).then_some(Summary {
        status: outline.status,
        flagged: outline.flagged,
        annotator: outline.annotator,
        spans: outline.spans.len(),
    })
}
