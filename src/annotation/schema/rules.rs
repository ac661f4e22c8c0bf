//! Where spans begin and end, how figures become numbers, and where that is explained.

use crate::annotation::VaguePolicy;

/// What happens to words that are marked by hand. Spans that were loaded never move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanRules {
    /// Whether a selection made with the pointer is widened to whole words.
    pub snap_to_words: bool,
    /// Whether a leading article (the, a, an; le, la, les, l’, un, une) is left out.
    pub trim_articles: bool,
    /// Whether spans may have a head: the name in a phrase, the number in a figure.
    pub heads: bool,
}

impl Default for SpanRules {
    fn default() -> Self {
        Self {
            snap_to_words: true,
            trim_articles: false,
            heads: true,
        }
    }
}

/// How figures become numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureRules {
    /// What vague words come to in this corpus, whatever the analyst has set; nothing where that
    /// is left to the analyst.
    pub vague: Option<VaguePolicy>,
}

/// How the corpus is to be annotated, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guidelines {
    /// The name of a file beside the schema: a plain name, never a path.
    File(String),
    Text(String),
}
