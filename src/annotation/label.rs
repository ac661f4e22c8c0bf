//! Labels: what a span is.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a span is: `actor`, `location`, `figure`, `event`, or a label of the corpus' own.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Label(Cow<'static, str>);

impl Label {
    /// Who acts, decides, speaks or is acted upon.
    pub const ACTOR: Self = Self(Cow::Borrowed("actor"));
    /// Where something happens, or where it comes from or goes to.
    pub const LOCATION: Self = Self(Cow::Borrowed("location"));
    /// A number with its unit and the noun that it counts.
    pub const FIGURE: Self = Self(Cow::Borrowed("figure"));
    /// What happens: the shortest phrase that carries the type.
    pub const EVENT: Self = Self(Cow::Borrowed("event"));

    /// A label by its name in files.
    #[must_use]
    pub fn new(name: &str) -> Self {
        [Self::ACTOR, Self::LOCATION, Self::FIGURE, Self::EVENT]
            .into_iter()
            .find(|known| known.as_str() == name)
            .unwrap_or_else(|| Self(Cow::Owned(name.to_owned())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
