//! Event triggers by lexicon and phrase.
//!
//! The span is the shortest phrase that carries the type: a verb, a verb with its particle, a
//! noun, or a light verb with its noun, the head one word. Negation, tense and modality stay
//! outside and become flags. The rules are written for English and must never look further than
//! a few words around a trigger: reading is linear in the text.

mod bonds;
mod clause;
mod context;
mod flags;
mod grammar;
mod inflection;
mod lexicon;
mod objects;
mod phrases;
#[cfg(test)]
mod tests;

mod trigger;
mod types;

use super::{Finder, Language, Matcher, Reading, Suggestion};
use clause::Clause;
use lexicon::Lexicon;

/// Finds events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events;

impl Matcher for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn reads(&self, language: Language) -> bool {
        language == Language::English
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        Box::new(EventsOf { reading })
    }
}

struct EventsOf<'r> {
    reading: &'r Reading<'r>,
}

impl Finder for EventsOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let tokens = self.reading.tokens(paragraph);
        if tokens.is_empty() {
            return;
        }
        let lexicon = Lexicon::english();
        let clause = Clause::new(self.reading, tokens, lexicon);
        let triggers = trigger::triggers(&clause, lexicon);
        out.extend(triggers.iter().map(|t| t.to_suggestion(&clause)));
    }
}
