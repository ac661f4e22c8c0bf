//! Suggestions: the matchers, and the pipeline that runs them.
//!
//! A matcher reads a prepared article ([`Reading`]) paragraph by paragraph and offers
//! [`Suggestion`]s, each with a score and a [`Reason`]. Nothing here becomes an annotation by
//! itself, touches a file, or starts a thread.

pub mod actors;
pub mod codes;
pub mod dates;
pub mod events;
pub mod figures;
pub mod places;
pub mod roles;
pub mod tagger;

pub mod chains;
pub mod choices;

mod agreement;
mod language_names;
mod machine_text;
mod offers;
mod overlaps;
mod pipeline;
mod reading;
mod suggestion;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use choices::{Choices, THRESHOLD};
pub use offers::Offers;
pub use pipeline::{Batch, Pipeline};
pub use reading::{Language, Reading};
pub use suggestion::{Alternative, Bounds, Detail, Reason, Suggestion};
pub use vocabulary::{Form, FormId, Known, Vocabulary};

use crate::annotation::Label;

/// One way of finding spans. Pure: the same article gives the same suggestions.
pub trait Matcher: Send + Sync {
    /// The name that suggestions and files carry: `figures`.
    fn name(&self) -> &'static str;

    /// The labels that it offers.
    fn labels(&self) -> &'static [Label];

    /// Whether the matcher's rules were written for a language.
    fn reads(&self, language: Language) -> bool;

    /// Sets the matcher up for one article: what it knows of each distinct word is worked out
    /// here, once.
    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r>;
}

/// A matcher at work on one article.
pub trait Finder {
    /// Appends what paragraph `paragraph` offers.
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>);

    /// Appends what some paragraphs offer in the light of what all matchers `found` in the whole
    /// article: later mentions of a name, say. `cancelled` is asked between paragraphs.
    fn find_again(
        &mut self,
        _found: &[Suggestion],
        _paragraphs: std::ops::Range<usize>,
        _cancelled: &dyn Fn() -> bool,
        _out: &mut Vec<Suggestion>,
    ) {
    }
}

/// The matchers that are built in: the registry. A new one is a folder and a line here.
#[must_use]
pub fn built_in() -> Pipeline {
    Pipeline::new(vec![
        Box::new(figures::Figures),
        Box::new(places::Places),
        Box::new(actors::Actors),
        Box::new(events::Events),
        Box::new(tagger::Tagger),
    ])
}
