//! An article as the tagger reads it: every token's form, and what the whole article tells of
//! each form.
//!
//! A word that stands behind a title in one place is a person's name in the next; such facts are
//! gathered in one pass. Words without capitals that stand near none are never looked at.

use super::forms::Forms;
use crate::matching::Reading;
use crate::matching::actors::lexicon::{ACTS, ADDRESS, FIRM_SUFFIX, GIVEN_NAME, HEAD, OFFICE, SAYS};
use crate::text::TokenKind;

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

/// No form: a word that is not near any capital.
pub(super) const UNREAD: u32 = u32::MAX;

pub(super) struct Document<'r, 'a> {
    pub reading: &'r Reading<'a>,
    pub forms: Forms<'a>,
    /// The form of each token, paragraph after paragraph.
    numbers: Vec<u32>,
    /// Where each paragraph's tokens begin among `numbers`.
    starts: Vec<usize>,
}

impl<'r, 'a> Document<'r, 'a> {
    /// Linear in the article.
    pub(super) fn new(reading: &'r Reading<'a>) -> Self {
        let mut document = Self {
            reading,
            forms: Forms::default(),
            numbers: Vec::new(),
            starts: Vec::with_capacity(reading.paragraphs() + 1),
        };
        for paragraph in 0..reading.paragraphs() {
            document.starts.push(document.numbers.len());
            document.read(paragraph);
        }
        document.starts.push(document.numbers.len());
        document
    }

    /// The forms of a paragraph's tokens, or [`UNREAD`].
    pub(super) fn numbers(&self, paragraph: usize) -> &[u32] {
        &self.numbers[self.starts[paragraph]..self.starts[paragraph + 1]]
    }

    /// Words on either side of a capital whose forms are read.
    const REACH: usize = 5;

    fn read(&mut self, paragraph: usize) {
        let reading = self.reading;
        let tokens = reading.tokens(paragraph);
        let first = self.numbers.len();
        self.numbers.resize(first + tokens.len(), UNREAD);
        let mut done = 0;
        for (i, token) in tokens.iter().enumerate() {
            let word = reading.word(token);
            let upper = token.capital
                || token.kind == TokenKind::Word && word.bytes().skip(1).any(|b| b.is_ascii_uppercase());
            if !upper {
                continue;
            }
            for k in i.saturating_sub(Self::REACH).max(done)..(i + Self::REACH + 1).min(tokens.len()) {
                self.numbers[first + k] = self.forms.number(reading.word(&tokens[k]), tokens[k]);
                done = k + 1;
            }
        }
        for (i, token) in tokens.iter().enumerate() {
            let number = self.numbers[first + i];
            if number == UNREAD || !self.forms.get(number).upper {
                continue;
            }
            let mut bits = self.forms.get(number).told;
            if bits == 0 && reading.occurs_in_lower_case(reading.word(token)) {
                bits |= told::LOW_ELSEWHERE;
            }
            if !token.opens_sentence {
                bits |= told::INSIDE;
                if i > 0 {
                    let before = self.forms.get(self.numbers[first + i - 1]);
                    if before.traits & GIVEN_NAME != 0 {
                        bits |= told::BEHIND_GIVEN_NAME;
                    }
                    if before.upper && before.traits & (ADDRESS | OFFICE) != 0 {
                        bits |= told::BEHIND_TITLE;
                    }
                    match reading.word(&tokens[i - 1]) {
                        "in" | "at" | "near" | "In" => bits |= told::BEHIND_IN,
                        "the" => bits |= told::BEHIND_THE,
                        "(" if tokens.get(i + 1).is_some_and(|t| reading.word(t) == ")")
                            && self.forms.get(number).shouts =>
                        {
                            bits |= told::IN_BRACKETS;
                        }
                        _ => {}
                    }
                }
            }
            if let Some(next) = tokens.get(i + 1).filter(|t| !t.opens_sentence) {
                let behind = self.forms.get(self.numbers[first + i + 1]);
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
            self.forms.get_mut(number).told |= bits;
        }
    }
}
