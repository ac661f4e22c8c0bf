//! Places by gazetteer, and countries that act.

mod demonyms;
mod gazetteer;

use super::{Language, Matcher, Reading, Suggestion};

pub use demonyms::{Demonym, DemonymKind};
pub use gazetteer::{Country, Found, Gazetteer, Place, PlaceKind};

/// Finds places, as locations and as the governments that they stand for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places;

impl Matcher for Places {
    fn name(&self) -> &'static str {
        "places"
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn find(&self, _reading: &Reading<'_>, _paragraph: usize, _out: &mut Vec<Suggestion>) {}
}
