//! People, organisations and groups by rule.
//!
//! Each rule reads a paragraph on its own and offers what it sees; where two see the same words,
//! the surer and longer reading is kept later. A rule never looks outside its paragraph, except
//! for later mentions of names found elsewhere in the article, and never reads figures, places
//! or countries.

mod acronyms;
mod capitals;
mod groups;
mod institutions;
pub(in crate::matching) mod lexicon;
mod mentions;
mod modifiers;
mod names;
mod organisations;
mod people;
mod rows;
mod spellings;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use self::spellings::Spelling;
use self::words::Words;
use super::{Finder, Known, Language, Matcher, Reading, Reason, Suggestion};
use crate::annotation::Label;
use crate::text::ByteRange;

/// The rule of actors that only a common noun names (`rebels`), a class of its own.
pub const COMMON_NOUN: &str = "common noun for people";

/// Finds actors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Actors;

impl Matcher for Actors {
    fn name(&self) -> &'static str {
        "actors"
    }

    fn reads(&self, language: Language) -> bool {
        language == Language::English
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        Box::new(ActorsOf {
            reading,
            spellings: reading.vocabulary().know(Spelling::of),
        })
    }
}

struct ActorsOf<'r> {
    reading: &'r Reading<'r>,
    spellings: Known<Spelling>,
}

impl Finder for ActorsOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let words = Words::new(self.reading, &self.spellings, paragraph);
        let mut found = Found { out };
        people::find(&words, &mut found);
        organisations::find(&words, &mut found);
        groups::find(&words, &mut found);
        capitals::find(&words, &mut found);
    }

    fn find_again(
        &mut self,
        found: &[Suggestion],
        paragraphs: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        let names = mentions::Names::new(self.reading, found);
        let mut rows = rows::Rows::new(found);
        for paragraph in paragraphs {
            if cancelled() {
                return;
            }
            let words = Words::new(self.reading, &self.spellings, paragraph);
            let mut found = Found { out };
            names.find(&words, &mut found);
            rows.find(&words, &mut found);
        }
    }
}

/// Where the rules put what they find.
struct Found<'o> {
    out: &'o mut Vec<Suggestion>,
}

impl Found<'_> {
    fn add(
        &mut self,
        rule: &'static str,
        score: f32,
        range: ByteRange,
        head: Option<ByteRange>,
        evidence: ByteRange,
    ) {
        let suggestion = Suggestion::new(
            "actors",
            Label::ACTOR,
            range,
            score,
            Reason::new(rule, [evidence]),
        );
        self.out.push(match head {
            Some(head) => suggestion.with_head(head),
            None => suggestion,
        });
    }
}
