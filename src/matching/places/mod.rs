//! Places: by gazetteer, by the heads of their names, and countries that act.
//!
//! A country is a location where something happens and an actor where it acts, decides, speaks or
//! is acted upon: both readings are offered on the same words, the likelier with the higher score.
//! Nationality words are not places; a place name inside the name of a person or an organisation
//! is never offered.

mod context;
mod demonyms;
mod gazetteer;
mod name_alone;
mod names;
mod readings;
#[cfg(test)]
mod tests;

use super::{Finder, Language, Matcher, Reading, Suggestion};

pub use demonyms::{Demonym, DemonymKind};
pub use gazetteer::{Country, Found, Gazetteer, Place, PlaceKind};

/// Finds places, as locations and as the governments that they stand for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places;

impl Matcher for Places {
    fn name(&self) -> &'static str {
        NAME
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        Box::new(PlacesOf { reading })
    }
}

struct PlacesOf<'r> {
    reading: &'r Reading<'r>,
}

impl Finder for PlacesOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let reading = self.reading;
        let tokens = reading.tokens(paragraph);
        if reading.language == Language::English {
            let names = names::find(reading, tokens);
            readings::offer(reading, tokens, &names, out);
        } else {
            name_alone::find(reading, tokens, out);
        }
    }
}

const NAME: &str = "places";
