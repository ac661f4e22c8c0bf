//! People, organisations and groups by rule.

use super::{Language, Matcher, Reading, Suggestion};

/// Finds actors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Actors;

impl Matcher for Actors {
    fn name(&self) -> &'static str {
        "actors"
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn find(&self, _reading: &Reading<'_>, _paragraph: usize, _out: &mut Vec<Suggestion>) {}
}
