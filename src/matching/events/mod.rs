//! Event triggers by lexicon and phrase.
//!
//! The span is the shortest phrase that carries the type: a verb, a verb with its particle, a
//! noun, or a light verb with its noun, the head one word. Negation, tense and modality stay
//! outside and become flags. The rules are written for English and must never look further than
//! a few words around a trigger: reading is linear in the text.

mod bonds;
pub(super) mod clause;
pub(super) mod context;
pub(super) mod flags;
pub(super) mod grammar;
pub(super) mod inflection;
pub(super) mod lexicon;
mod objects;
mod phrases;
#[cfg(test)]
mod rule_sentences;
mod situations;
#[cfg(test)]
mod tests;

mod reader;
mod trigger;
mod types;
mod typing;

use super::{Finder, Known, Language, Matcher, Reading, Suggestion};
use crate::annotation::Label;
use clause::Clause;
use grammar::Class;
use lexicon::{Lexicon, Word};

pub(super) use lexicon::is_irregular_past;

/// Finds events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events;

impl Matcher for Events {
    fn name(&self) -> &'static str {
        "events"
    }

    fn labels(&self) -> &'static [Label] {
        const LABELS: &[Label] = &[Label::EVENT];
        LABELS
    }

    fn reads(&self, language: Language) -> bool {
        language == Language::English
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        let lexicon = Lexicon::english();
        Box::new(EventsOf {
            reading,
            lexicon,
            known: reading.vocabulary().know(|form| lexicon.known(form)),
            words: Vec::new(),
            classes: Vec::new(),
        })
    }
}

/// The matcher at work on one article.
struct EventsOf<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'static Lexicon,
    /// What the lexicon knows of each distinct word of the article.
    known: Known<(&'static Word, Class)>,
    /// Entries and classes of the paragraph that is being read, kept for their memory.
    words: Vec<&'static Word>,
    classes: Vec<Class>,
}

impl Finder for EventsOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let tokens = self.reading.tokens(paragraph);
        if tokens.is_empty() {
            return;
        }
        self.words.clear();
        self.classes.clear();
        for form in self.reading.forms(paragraph) {
            let (word, class) = self.known[*form];
            self.words.push(word);
            self.classes.push(class);
        }
        let text = self.reading.article.text();
        let clause = Clause::new(text, tokens, &self.words, &self.classes);
        let triggers = reader::triggers(&clause, self.lexicon, &mut |_| {});
        out.extend(triggers.iter().map(|t| t.to_suggestion(&clause)));
    }
}
