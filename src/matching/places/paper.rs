//! A paragraph as the rules for places read it: its tokens, and what is known of their words.
//!
//! No rule lives here. What lists and gazetteer say of a word is looked up once an article for
//! each distinct form, so that asking costs a bit test.

use super::Gazetteer;
use super::context::{Use, Uses};
use crate::matching::{Form, FormId, Known, Reading};
use crate::text::{Token, TokenKind};

/// What is known of one distinct word of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    uses: Uses,
    /// Whether a name of the gazetteer may begin with it.
    opens_place: bool,
    /// Whether a word for people may begin with it.
    opens_demonym: bool,
}

impl Facts {
    pub(super) fn of(form: &Form<'_>) -> Self {
        let gazetteer = Gazetteer::built_in();
        let letter = form.text.chars().next().is_some_and(char::is_alphabetic);
        Self {
            uses: Uses::of(form.text),
            opens_place: letter && gazetteer.begins(form.text),
            opens_demonym: letter && gazetteer.begins_demonym(form.text),
        }
    }

    pub(super) fn has(self, list: Use) -> bool {
        self.uses.has(list)
    }
}

/// Capitalised words of one sentence without a gap, hyphens inside names included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// One behind the last token; the first token where no run begins.
    pub end: usize,
    /// Whether one of its words heads the name of a body: "Post", "University".
    pub body: bool,
}

/// The tokens of a paragraph, with what is asked of them.
pub(super) struct Paper<'a, 'b> {
    pub reading: &'a Reading<'b>,
    pub tokens: &'a [Token],
    forms: &'a [FormId],
    facts: &'a Known<Facts>,
    /// Whether capitals say nothing here: a headline, or all in capitals.
    pub shouting: bool,
    /// For each token the run of capitalised words that it begins, worked out once: a run may be
    /// as long as the paragraph, and is asked for from each of its words.
    pub runs: Vec<Run>,
}

impl<'a, 'b> Paper<'a, 'b> {
    /// Lays a paragraph out. `runs` is a buffer to write in. Linear.
    pub(super) fn new(
        reading: &'a Reading<'b>,
        facts: &'a Known<Facts>,
        paragraph: usize,
        runs: Vec<Run>,
    ) -> Self {
        let tokens = reading.tokens(paragraph);
        let words = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
        let (mut all, mut high) = (0_usize, 0_usize);
        for token in words {
            all += 1;
            high += usize::from(token.capital);
        }
        // Headlines end without a point; old wire copy is all in capitals.
        let pointed = tokens.last().is_some_and(|t| reading.word(t) == ".");
        let shares = if pointed {
            high == all
        } else {
            high * 10 >= all * 8
        };
        let mut paper = Self {
            reading,
            tokens,
            forms: reading.forms(paragraph),
            facts,
            shouting: all >= 4 && shares,
            runs,
        };
        paper.find_runs();
        paper
    }

    /// The run that begins at each token, from the last to the first. Linear.
    fn find_runs(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        runs.clear();
        runs.extend((0..self.tokens.len()).map(|end| Run { end, body: false }));
        for i in (0..self.tokens.len()).rev() {
            if !self.is_capital(i) {
                continue;
            }
            let mut end = i + 1;
            // A hyphen inside a name.
            if self.glued(end)
                && self.word(end) == "-"
                && self.glued(end + 1)
                && self.is_capital(end + 1)
            {
                end += 1;
            }
            let rest = runs
                .get(end)
                .filter(|_| self.is_capital(end) && !self.tokens[end].opens_sentence);
            runs[i] = Run {
                end: rest.map_or(end, |rest| rest.end),
                body: rest.is_some_and(|rest| rest.body) || self.is(i, Use::NamedAfter),
            };
        }
        self.runs = runs;
    }

    pub(super) fn word(&self, i: usize) -> &'b str {
        self.tokens.get(i).map_or("", |t| self.reading.word(t))
    }

    pub(super) fn word_before(&self, i: usize) -> &'b str {
        i.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn facts(&self, i: usize) -> Option<&Facts> {
        self.forms.get(i).map(|&form| &self.facts[form])
    }

    /// Whether a list holds the word of a token.
    pub(super) fn is(&self, i: usize, list: Use) -> bool {
        self.facts(i).is_some_and(|f| f.has(list))
    }

    /// Whether a name of the gazetteer may begin here.
    pub(super) fn opens_place(&self, i: usize) -> bool {
        self.facts(i).is_some_and(|f| f.opens_place)
    }

    /// Whether a word for people may begin here.
    pub(super) fn opens_demonym(&self, i: usize) -> bool {
        self.facts(i).is_some_and(|f| f.opens_demonym)
    }

    /// Whether the word also stands in the article in lower case.
    pub(super) fn also_low(&self, i: usize) -> bool {
        self.forms
            .get(i)
            .is_some_and(|&form| self.reading.form(form).also_low)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.capital && t.kind == TokenKind::Word)
    }

    pub(super) fn is_low(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
    }

    /// Whether tokens `i - 1` and `i` touch.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .is_some_and(|t| self.tokens[i - 1].end == t.start)
    }

    /// One behind the last of the capitalised words that begin at `i`.
    pub(super) fn run_end(&self, i: usize) -> usize {
        self.runs.get(i).map_or(i, |run| run.end)
    }

    /// Whether the capital of a word means nothing: it opens a sentence with an everyday word.
    pub(super) fn says_nothing(&self, i: usize) -> bool {
        self.tokens[i].opens_sentence && (self.is(i, Use::Opener) || self.also_low(i))
            || self.is(i, Use::DateWord)
            || self.is(i, Use::Opener) && self.word(i).len() < 5
    }

    /// Whether the paragraph's first words are all in capitals.
    pub(super) fn all_high(&self) -> bool {
        self.tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .take(12)
            .all(|t| !self.reading.word(t).chars().any(char::is_lowercase))
    }
}
