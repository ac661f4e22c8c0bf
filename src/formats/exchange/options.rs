//! What an export is asked for where formats or people differ.

use crate::annotation::Label;

/// Which words of a span are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// The whole phrase: `Nigerien Defense Minister Silifo Modi`.
    #[default]
    Full,
    /// The head where there is one: `Silifo Modi`.
    Head,
}

/// Which of several overlapping spans a flat format is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overlaps {
    /// The longest; of equal ones the first in the text.
    #[default]
    Longest,
    /// The one that begins first; of those the longest.
    First,
    /// The innermost: the shortest.
    Shortest,
    /// A file for each label, so that only spans of one label exclude each other.
    PerLabel,
}

/// How formats of tokens tell where a phrase begins and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tags {
    /// `B-` begins every phrase, `I-` goes on.
    #[default]
    Iob2,
    /// `B-`, `I-`, `E-` ends, `S-` stands alone.
    Bioes,
}

/// How work is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub extent: Extent,
    /// Only these labels; nothing for all.
    pub labels: Option<Vec<Label>>,
    pub overlaps: Overlaps,
    pub tags: Tags,
    /// Every label that is exported, in the order of the schema: formats that list labels list
    /// these, also where no article has a span of one.
    pub schema: Vec<Label>,
}

impl Options {
    /// Whether spans of a label are wanted.
    #[must_use]
    pub fn wants(&self, label: &Label) -> bool {
        self.labels
            .as_ref()
            .is_none_or(|labels| labels.contains(label))
    }
}
