//! Numbers with their hedge, unit and what they count.

use super::{Language, Matcher, Reading, Suggestion};

/// Finds figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures;

impl Matcher for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn find(&self, _reading: &Reading<'_>, _paragraph: usize, _out: &mut Vec<Suggestion>) {}
}
