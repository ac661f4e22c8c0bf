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
mod recall;
mod stretches;
mod tagging;
#[cfg(test)]
mod tests;
mod titles;
pub mod training;

use std::ops::Range;
use std::sync::LazyLock;

pub use self::hashing::Attribute;
pub use self::model::{LABELS, Model, ModelError};
use crate::annotation::Label;

use super::{Finder, Language, Matcher, Reading, Suggestion};

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

    fn labels(&self) -> &'static [Label] {
        const NAMES: &[Label] = &[Label::ACTOR, Label::LOCATION];
        NAMES
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        Box::new(TaggerOf {
            document: document::Document::new(reading),
        })
    }
}

/// The tagger at work on one article.
struct TaggerOf<'r> {
    document: document::Document<'r>,
}

impl Finder for TaggerOf<'_> {
    fn find(&mut self, _paragraph: usize, _out: &mut Vec<Suggestion>) {}

    fn find_again(
        &mut self,
        _found: &[Suggestion],
        paragraphs: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        let mut tagging = tagging::Tagging::new(Model::built_in(), &self.document);
        let mut mentions = Vec::new();
        let mut starts = Vec::with_capacity(paragraphs.len() + 1);
        for paragraph in paragraphs.clone() {
            if cancelled() {
                return;
            }
            starts.push(mentions.len());
            tagging.read(paragraph, &mut mentions);
        }
        starts.push(mentions.len());
        let names = recall::Names::new(&self.document, &mentions);
        let mut again = Vec::new();
        for (paragraph, part) in paragraphs.zip(starts.windows(2)) {
            if cancelled() {
                return;
            }
            let mentions = &mut mentions[part[0]..part[1]];
            names.read(&self.document, paragraph, mentions, &mut again);
        }
        names::offer(&self.document, &mentions, out);
        names::offer_again(&self.document, &again, out);
    }
}
