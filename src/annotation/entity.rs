//! Actors behind their mentions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fields, Id};

/// One actor, and the spans that mention it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    pub id: Id,
    pub name: String,
    /// ISO 3166-1 alpha-3, or a code of PLOVER such as `IGO`.
    pub country: Option<String>,
    /// A sector code of PLOVER such as `GOV`.
    pub sector: Option<String>,
    #[serde(default)]
    pub spans: Vec<Id>,
    #[serde(flatten)]
    pub extra: Fields,
}
