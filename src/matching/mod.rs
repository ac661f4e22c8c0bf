//! Suggestions: the matchers, and the pipeline that runs them.
//!
//! A matcher reads a prepared article ([`Reading`]) paragraph by paragraph and offers
//! [`Suggestion`]s, each with a score and a [`Reason`]. Nothing here becomes an annotation by
//! itself, touches a file, or starts a thread.

pub mod actors;
pub mod events;
pub mod figures;
pub mod places;
pub mod tagger;

mod overlaps;
mod pipeline;
mod reading;
mod suggestion;
#[cfg(test)]
mod tests;

pub use pipeline::{Batch, Pipeline, THRESHOLD};
pub use reading::{Language, Reading};
pub use suggestion::{Alternative, Reason, Suggestion};

/// One way of finding spans. Pure: the same article gives the same suggestions.
pub trait Matcher: Send + Sync {
    /// The name that suggestions and files carry: `figures`.
    fn name(&self) -> &'static str;

    /// Whether the matcher's rules were written for a language.
    fn reads(&self, language: Language) -> bool;

    /// Appends what paragraph `paragraph` offers.
    fn find(&self, reading: &Reading<'_>, paragraph: usize, out: &mut Vec<Suggestion>);

    /// Appends what paragraph `paragraph` offers in the light of what all matchers `found` in
    /// the whole article: later mentions of a name, say.
    fn find_again(
        &self,
        _reading: &Reading<'_>,
        _found: &[Suggestion],
        _paragraph: usize,
        _out: &mut Vec<Suggestion>,
    ) {
    }

    /// The same for many paragraphs at once, for matchers that first gather facts from all that
    /// was found: gathered once, the whole stays linear. `cancelled` is asked between paragraphs.
    fn find_throughout(
        &self,
        reading: &Reading<'_>,
        found: &[Suggestion],
        paragraphs: std::ops::Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        for paragraph in paragraphs {
            if cancelled() {
                return;
            }
            self.find_again(reading, found, paragraph, out);
        }
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
