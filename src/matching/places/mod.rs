//! Places: by gazetteer, by the heads of their names, and countries that act.
//!
//! A country is a location where something happens and an actor where it acts, decides, speaks or
//! is acted upon: both readings are offered on the same words, the likelier with the higher score.
//! Nationality words are not places; a place name inside the name of a person or an organisation
//! is never offered.

#[cfg(test)]
mod cases;
mod context;
mod demonyms;
mod gazetteer;
mod mentions;
mod name_alone;
mod names;
mod paper;
mod place;
mod readings;
pub mod resolving;
mod rules;
mod sport;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Finder, Known, Language, Matcher, Reading, Suggestion};
use crate::annotation::Label;
use names::PlaceName;
use paper::{Facts, Paper, Run};

pub use demonyms::{Demonym, DemonymKind};
pub use gazetteer::{Found, Gazetteer};
pub use place::{Country, Place, PlaceKind};

/// Finds places, as locations and as the governments that they stand for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places;

impl Matcher for Places {
    fn name(&self) -> &'static str {
        NAME
    }

    fn labels(&self) -> &'static [Label] {
        const LABELS: &[Label] = &[Label::LOCATION, Label::ACTOR];
        LABELS
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        Box::new(PlacesOf {
            reading,
            facts: reading.vocabulary().know(Facts::of),
            sport: None,
            names: Vec::new(),
            runs: Vec::new(),
        })
    }
}

/// The matcher at work: what it knows of the article's words, and buffers.
struct PlacesOf<'r> {
    reading: &'r Reading<'r>,
    facts: Known<Facts>,
    /// Whether the article is about sport, once that was asked.
    sport: Option<bool>,
    names: Vec<PlaceName>,
    runs: Vec<Run>,
}

impl Finder for PlacesOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let reading = self.reading;
        if reading.language != Language::English {
            name_alone::find(reading, reading.tokens(paragraph), out);
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        let paper = Paper::new(reading, &self.facts, paragraph, runs);
        self.names.clear();
        names::find(&paper, &mut self.names);
        if !self.names.is_empty() {
            let whole = *self
                .sport
                .get_or_insert_with(|| sport::fills(reading, &self.facts));
            let sport = whole || sport::fills_paragraph(&paper);
            readings::offer(&paper, &self.names, sport, out);
        }
        self.runs = paper.runs;
    }

    fn find_again(
        &mut self,
        found: &[Suggestion],
        paragraphs: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        if self.reading.language == Language::English {
            mentions::find(self.reading, found, paragraphs, cancelled, out);
        }
    }
}

/// The name of the matcher.
pub const NAME: &str = "places";
