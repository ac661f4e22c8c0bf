//! The statistical tagger: names of people, organisations and places by a linear-chain
//! conditional random field.
//!
//! Its model is made by `make train` and lies in `assets/model`, with its sources and licence.
//! The tagger reads letters, neighbours, the lists of the actor rules, the gazetteer and what the
//! whole article tells; it never reads what other matchers found, and it looks only at words near
//! a capital.

mod decoder;
mod document;
mod features;
mod forms;
mod hashing;
mod model;
mod names;
mod stretches;
mod tagging;
#[cfg(test)]
mod tests;
pub mod training;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::hashing::Attribute;
pub use self::model::{LABELS, Model, ModelError};
use super::{Language, Matcher, Reading, Suggestion};

/// The name of the matcher.
pub const NAME: &str = "tagger";

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../../assets/model/names.bin")).expect("the asset is a model")
});

impl Model {
    /// The model that is built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &MODEL
    }
}

/// Finds names by statistics.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tagger;

impl Matcher for Tagger {
    fn name(&self) -> &'static str {
        NAME
    }

    fn reads(&self, language: Language) -> bool {
        language == Language::English
    }

    fn find(&self, _reading: &Reading<'_>, _paragraph: usize, _out: &mut Vec<Suggestion>) {}

    fn find_throughout(
        &self,
        reading: &Reading<'_>,
        _found: &[Suggestion],
        paragraphs: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        let document = document::Document::new(reading);
        let mut tagging = tagging::Tagging::new(Model::built_in(), &document);
        let mut mentions = Vec::new();
        for paragraph in paragraphs {
            if cancelled() {
                return;
            }
            tagging.read(paragraph, &mut mentions);
        }
        names::offer(&document, &mentions, out);
    }
}
