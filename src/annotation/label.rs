//! Labels and the schema that lists them.

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

/// One label of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelDef {
    pub label: Label,
    /// The letter that marks with it and stands on its marks, a capital.
    pub key: char,
    /// What it is for, in one sentence.
    pub description: Cow<'static, str>,
}

/// The labels that a corpus is annotated with, in the order of the digits 1 to 9.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    pub labels: Vec<LabelDef>,
}

impl Schema {
    /// The four labels.
    #[must_use]
    pub fn built_in() -> Self {
        let def = |label, key, description| LabelDef {
            label,
            key,
            description: Cow::Borrowed(description),
        };
        Self {
            labels: vec![
                def(
                    Label::ACTOR,
                    'A',
                    "Who acts, decides, speaks or is acted upon",
                ),
                def(
                    Label::LOCATION,
                    'L',
                    "Where it happens, comes from or goes to",
                ),
                def(
                    Label::FIGURE,
                    'F',
                    "A number with its unit and what it counts",
                ),
                def(Label::EVENT, 'E', "What happens, in the fewest words"),
            ],
        }
    }

    /// The place of a label in the schema, from 0.
    #[must_use]
    pub fn position(&self, label: &Label) -> Option<usize> {
        self.labels.iter().position(|def| def.label == *label)
    }

    /// The letter of a label; `•` for one that the schema does not know.
    #[must_use]
    pub fn key(&self, label: &Label) -> char {
        self.position(label).map_or('•', |i| self.labels[i].key)
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self::built_in()
    }
}
