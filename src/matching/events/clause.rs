//! A paragraph as the event rules see it: its tokens, each with what the lexicon knows of it.

use super::grammar::{Class, ends_as_adjective, ends_as_adverb};
use super::lexicon::{Lexicon, Word};
use crate::matching::Reading;
use crate::text::{ByteRange, Token, TokenKind};

/// The tokens of one paragraph with their entries: one look-up each.
pub struct Clause<'a> {
    pub tokens: &'a [Token],
    pub words: Vec<&'static Word>,
    /// A headline or a text in capitals, where a capital says nothing.
    pub shouts: bool,
    text: &'a str,
}

impl<'a> Clause<'a> {
    /// Linear in the paragraph.
    pub fn new(reading: &Reading<'a>, tokens: &'a [Token], lexicon: &'static Lexicon) -> Self {
        let text = reading.article.text();
        let words = tokens
            .iter()
            .map(|t| match t.kind {
                TokenKind::Word => lexicon.word(&text[t.range().as_range()]),
                _ => lexicon.word(""),
            })
            .collect();
        Self {
            tokens,
            words,
            shouts: shouts(tokens),
            text,
        }
    }

    pub fn word(&self, i: usize) -> &'a str {
        &self.text[self.tokens[i].range().as_range()]
    }

    pub fn class(&self, i: usize) -> Class {
        self.words.get(i).map_or(Class::default(), |w| w.class)
    }

    pub fn is(&self, i: usize, class: Class) -> bool {
        self.class(i).is(class)
    }

    /// Whether token `i` reads as `word`, whatever its case.
    pub fn reads(&self, i: usize, word: &str) -> bool {
        i < self.tokens.len() && self.word(i).eq_ignore_ascii_case(word)
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// The token before `i` in the same sentence.
    pub fn before(&self, i: usize) -> Option<usize> {
        if self.tokens.get(i)?.opens_sentence {
            return None;
        }
        i.checked_sub(1)
    }

    /// The token behind `i` in the same sentence.
    pub fn after(&self, i: usize) -> Option<usize> {
        let next = i + 1;
        (next < self.tokens.len() && !self.tokens[next].opens_sentence).then_some(next)
    }

    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    /// Whether two neighbouring tokens touch.
    pub fn touch(&self, left: usize, right: usize) -> bool {
        match (self.tokens.get(left), self.tokens.get(right)) {
            (Some(l), Some(r)) => l.end == r.start,
            _ => false,
        }
    }

    pub fn is_adverb(&self, i: usize) -> bool {
        self.is_word(i) && (self.is(i, Class::ADVERB) || ends_as_adverb(self.word(i)))
    }

    pub fn is_adjective(&self, i: usize) -> bool {
        self.is_word(i) && (self.is(i, Class::ADJECTIVE) || ends_as_adjective(self.word(i)))
    }

    /// A capitalised word whose capital means a name.
    pub fn is_name(&self, i: usize) -> bool {
        !self.shouts && self.is_word(i) && self.tokens[i].capital && !self.tokens[i].opens_sentence
    }

    /// A word that stands in no closed class: a noun, a verb, a name.
    pub fn is_content(&self, i: usize) -> bool {
        const CLOSED: [Class; 12] = [
            Class::DETERMINER,
            Class::SUBJECT,
            Class::OBJECT,
            Class::MODAL,
            Class::BE,
            Class::HAVE,
            Class::DO,
            Class::TO,
            Class::PREPOSITION,
            Class::NEGATION,
            Class::CONJUNCTION,
            Class::CLAUSE,
        ];
        self.is_word(i) && !CLOSED.iter().any(|c| self.is(i, *c)) && !self.is_adverb(i)
    }

    pub fn range(&self, first: usize, last: usize) -> ByteRange {
        ByteRange {
            start: self.tokens[first].range().start,
            end: self.tokens[last].range().end,
        }
    }
}

/// A short paragraph without a full stop where most long words begin with a capital, or any
/// paragraph where nearly all do.
fn shouts(tokens: &[Token]) -> bool {
    let long = |t: &&Token| t.kind == TokenKind::Word && t.end - t.start > 3;
    let words = tokens.iter().filter(long).count();
    let capitals = tokens.iter().filter(long).filter(|t| t.capital).count();
    let sentence_ends = tokens
        .last()
        .is_some_and(|t| t.kind == TokenKind::Mark && t.end - t.start == 1);
    words >= 3
        && (words >= 6 && capitals * 10 >= words * 9
            || !sentence_ends && words <= 16 && capitals * 10 > words * 6)
}
