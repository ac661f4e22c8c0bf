//! An article as the tagger reads it: every token's form, and what the whole article tells of
//! each form.
//!
//! A word that stands behind a title in one place is a person's name in the next; such facts are
//! gathered in one pass. Words without capitals that stand near none are never looked at.

use std::cell::Cell;

use super::forms::Form;
use crate::matching::actors::lexicon::{
    ACTS, ADDRESS, FIRM_SUFFIX, GIVEN_NAME, HEAD, OFFICE, SAYS,
};
use crate::matching::{FormId, Known, Reading};

/// What an article tells of a form.
pub(super) mod told {
    pub const LOW_ELSEWHERE: u16 = 1;
    /// Has its capital inside a sentence too.
    pub const INSIDE: u16 = 1 << 1;
    pub const BEHIND_GIVEN_NAME: u16 = 1 << 2;
    pub const BEHIND_TITLE: u16 = 1 << 3;
    pub const BEFORE_SUFFIX: u16 = 1 << 4;
    /// Capitals in brackets.
    pub const IN_BRACKETS: u16 = 1 << 5;
    pub const BEHIND_IN: u16 = 1 << 6;
    pub const BEFORE_VERB: u16 = 1 << 7;
    pub const BEFORE_HEAD: u16 = 1 << 8;
    /// Behind `the`, inside a sentence.
    pub const BEHIND_THE: u16 = 1 << 9;
    pub const BITS: u16 = 10;
}

pub(super) struct Document<'r> {
    pub reading: &'r Reading<'r>,
    forms: Known<Form>,
    told: Known<Cell<u16>>,
}

impl<'r> Document<'r> {
    /// Linear in the article.
    pub(super) fn new(reading: &'r Reading<'r>) -> Self {
        let vocabulary = reading.vocabulary();
        let document = Self {
            reading,
            forms: vocabulary.know(|form| Form::new(form.text, &form.lower)),
            told: vocabulary.know(|form| {
                Cell::new(if form.also_low {
                    told::LOW_ELSEWHERE
                } else {
                    0
                })
            }),
        };
        for paragraph in 0..reading.paragraphs() {
            document.read(paragraph);
        }
        document
    }

    pub(super) fn form(&self, id: FormId) -> &Form {
        &self.forms[id]
    }

    /// What the article tells of a form: bits of [`told`].
    pub(super) fn told(&self, id: FormId) -> u16 {
        self.told[id].get()
    }

    fn read(&self, paragraph: usize) {
        let reading = self.reading;
        let (tokens, ids) = (reading.tokens(paragraph), reading.forms(paragraph));
        for (i, token) in tokens.iter().enumerate() {
            if !self.forms[ids[i]].upper {
                continue;
            }
            let mut bits = 0;
            if !token.opens_sentence {
                bits |= told::INSIDE;
                if i > 0 {
                    let before = &self.forms[ids[i - 1]];
                    if before.traits & GIVEN_NAME != 0 {
                        bits |= told::BEHIND_GIVEN_NAME;
                    }
                    if before.upper && before.traits & (ADDRESS | OFFICE) != 0 {
                        bits |= told::BEHIND_TITLE;
                    }
                    match reading.word(&tokens[i - 1]) {
                        "in" | "at" | "near" | "In" => bits |= told::BEHIND_IN,
                        "the" => bits |= told::BEHIND_THE,
                        "(" if self.forms[ids[i]].shouts
                            && tokens.get(i + 1).is_some_and(|t| reading.word(t) == ")") =>
                        {
                            bits |= told::IN_BRACKETS;
                        }
                        _ => {}
                    }
                }
            }
            if let Some(next) = tokens.get(i + 1).filter(|t| !t.opens_sentence) {
                let behind = &self.forms[ids[i + 1]];
                if behind.traits & FIRM_SUFFIX != 0 && next.capital {
                    bits |= told::BEFORE_SUFFIX;
                }
                if behind.traits & HEAD != 0 && next.capital {
                    bits |= told::BEFORE_HEAD;
                }
                if behind.traits & (ACTS | SAYS) != 0 && !next.capital {
                    bits |= told::BEFORE_VERB;
                }
            }
            let told = &self.told[ids[i]];
            told.set(told.get() | bits);
        }
    }
}
