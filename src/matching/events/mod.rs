//! Event triggers by lexicon and phrase.

use super::{Language, Matcher, Reading, Suggestion};

/// Finds events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events;

impl Matcher for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn find(&self, _reading: &Reading<'_>, _paragraph: usize, _out: &mut Vec<Suggestion>) {}
}
