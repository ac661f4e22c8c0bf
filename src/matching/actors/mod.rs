//! People, organisations and groups by rule.
//!
//! Each rule reads a paragraph on its own and offers what it sees; where two see the same words,
//! the surer and longer reading is kept later. A rule never looks outside its paragraph, except
//! for later mentions of names found elsewhere in the article, and never reads figures, places
//! or countries.

mod acronyms;
mod capitals;
mod company;
mod french;
mod groups;
mod institutions;
pub(in crate::matching) mod lexicon;
mod mentions;
mod modifiers;
mod names;
mod organisations;
mod people;
mod relations;
mod rows;
mod spellings;
mod words;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::spellings::Spelling;
use self::words::{Word, Words};
use super::{Finder, Known, Language, Matcher, Reading, Reason, Suggestion};
use crate::annotation::Label;
use crate::text::ByteRange;

/// The rule of actors that only a common noun names (`rebels`), a class of its own.
pub const COMMON_NOUN: &str = "common noun for people";

/// Every rule of this matcher, by the name that a reason shows.
const RULES: &[&str] = &[
    // People.
    "title before name",
    "office of a state or body",
    "office with a capital",
    "office explains the name before it",
    "given name",
    "initials before a name",
    "initial inside a name",
    "suffix of a name",
    "particle inside a name",
    // Organisations.
    "known organisation",
    "name with a head",
    "name of a firm",
    "names joined by &",
    "noun that opens a name",
    "acronym in brackets behind the name",
    "acronym",
    "letters in capitals",
    // Groups.
    "nationality or body with a role noun",
    "role noun with a name",
    "what a body is before its name",
    "people by name",
    COMMON_NOUN,
    // Names by their surroundings.
    "name before a verb of saying or acting",
    "name that opens a sentence before a verb",
    "name that opens a clause before a verb",
    "name behind a verb of saying",
    "name behind words for who did it",
    "name behind a verb that takes people",
    "name of someone who has something",
    "name explained behind it",
    "name in capitals",
    // Later mentions.
    "surname of a name found in the article",
    "first name of someone named in the article",
    "firm found in the article",
    "name found elsewhere in the article",
    "in a row with other names",
];

/// Finds actors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Actors;

impl Matcher for Actors {
    fn name(&self) -> &'static str {
        "actors"
    }

    fn labels(&self) -> &'static [Label] {
        const LABELS: &[Label] = &[Label::ACTOR];
        LABELS
    }

    fn reads(&self, language: Language) -> bool {
        language != Language::Other
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        if reading.language == Language::French {
            return Box::new(FrenchActorsOf {
                reading,
                french: reading.vocabulary().know(french::Spelling::of),
                spellings: reading.vocabulary().know(Spelling::of),
            });
        }
        Box::new(ActorsOf {
            reading,
            spellings: reading.vocabulary().know(Spelling::of),
            words: vec![Vec::new(); reading.paragraphs()],
        })
    }
}

struct ActorsOf<'r> {
    reading: &'r Reading<'r>,
    spellings: Known<Spelling>,
    /// The words of the paragraphs that were read, for the second time.
    words: Vec<Vec<Word>>,
}

impl Finder for ActorsOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let words = Words::new(self.reading, &self.spellings, paragraph);
        let mut found = Found { out };
        people::find(&words, &mut found);
        organisations::find(&words, &mut found);
        groups::find(&words, &mut found);
        capitals::find(&words, &mut found);
        company::find(&words, &mut found);
        relations::find(&words, &mut found);
        self.words[paragraph] = words.into_words();
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
            let words = Words::again(self.reading, &self.words[paragraph]);
            let mut found = Found { out };
            names.find(&words, &mut found);
            rows.find(&words, &mut found);
        }
    }
}

struct FrenchActorsOf<'r> {
    reading: &'r Reading<'r>,
    french: Known<french::Spelling>,
    spellings: Known<Spelling>,
}

impl Finder for FrenchActorsOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        french::find(self.reading, &self.french, paragraph, &mut Found { out });
    }

    fn find_again(
        &mut self,
        found: &[Suggestion],
        paragraphs: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        out: &mut Vec<Suggestion>,
    ) {
        let names = mentions::Names::new(self.reading, found);
        for paragraph in paragraphs {
            if cancelled() {
                return;
            }
            let words = Words::new(self.reading, &self.spellings, paragraph);
            names.find(&words, &mut Found { out });
        }
    }
}

/// No actor is longer, in bytes: what is longer is a list.
const LONGEST: usize = 240;

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
        debug_assert!(RULES.contains(&rule), "{rule} is not in the table");
        if range.len() > LONGEST {
            return;
        }
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
