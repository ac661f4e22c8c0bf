//! How far an article is, and when things were done.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far the work on an article is. An article without a file is [`Status::New`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    New,
    InProgress,
    Done,
    Skipped,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::Skipped => "skipped",
        })
    }
}

/// A moment in RFC 3339, as it stands in the file: `2026-11-23T10:00:00Z`. Handed in from
/// outside and never read from a clock here; kept as text so that a file comes back unchanged.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Timestamp(#[schemars(with = "String")] pub(super) Arc<str>);

impl Timestamp {
    #[must_use]
    pub fn new(rfc3339: &str) -> Self {
        Self(rfc3339.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
