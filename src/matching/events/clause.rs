//! A paragraph as the event rules see it: its tokens, each with what the lexicon knows of it.

use super::grammar::Class;
use super::lexicon::Word;
use crate::text::{ByteRange, Token, TokenKind};

/// The tokens of one paragraph with their entries and classes.
pub struct Clause<'a> {
    pub tokens: &'a [Token],
    pub words: &'a [&'static Word],
    classes: &'a [Class],
    /// A headline or a text in capitals, where a capital says nothing.
    pub shouts: bool,
    text: &'a str,
}

impl<'a> Clause<'a> {
    /// `words` and `classes` stand beside `tokens`, one for each. Linear in the paragraph.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        words: &'a [&'static Word],
        classes: &'a [Class],
    ) -> Self {
        Self {
            tokens,
            words,
            classes,
            shouts: shouts(tokens),
            text,
        }
    }

    pub fn word(&self, i: usize) -> &'a str {
        &self.text[self.tokens[i].range().as_range()]
    }

    pub fn class(&self, i: usize) -> Class {
        self.classes.get(i).copied().unwrap_or_default()
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
        self.is_word(i) && self.is(i, Class::ADVERB | Class::ADVERBIAL)
    }

    pub fn is_adjective(&self, i: usize) -> bool {
        self.is_word(i) && self.is(i, Class::ADJECTIVE | Class::ADJECTIVAL)
    }

    /// A capitalised word whose capital means a name.
    pub fn is_name(&self, i: usize) -> bool {
        !self.shouts && self.is_word(i) && self.tokens[i].capital && !self.tokens[i].opens_sentence
    }

    /// A word that stands in no closed class: a noun, a verb, a name.
    pub fn is_content(&self, i: usize) -> bool {
        self.is_word(i) && !self.is(i, Class::CLOSED) && !self.is_adverb(i)
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
