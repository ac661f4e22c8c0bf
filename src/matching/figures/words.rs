//! A run of tokens as the figure rules read it: by index, in lower case, with what stands
//! directly beside what. It looks, and decides nothing.

use std::borrow::Cow;

use super::facts::Facts;
use crate::annotation::VaguePolicy;
use crate::matching::{FormId, Known, Language, Vocabulary};
use crate::text::{ByteRange, Token, TokenKind};

/// The words of an article: their forms, and what the lists know of each.
#[derive(Debug)]
pub struct Lexicon<'a> {
    vocabulary: &'a Vocabulary<'a>,
    facts: Known<Facts>,
    language: Language,
    policy: VaguePolicy,
}

impl<'a> Lexicon<'a> {
    /// Asks the lists once for each form.
    #[must_use]
    pub fn new(vocabulary: &'a Vocabulary<'a>, language: Language) -> Self {
        Self {
            vocabulary,
            facts: vocabulary.know(|form| Facts::of(form, language)),
            language,
            policy: VaguePolicy::default(),
        }
    }

    /// With another policy for vague words than the usual one.
    #[must_use]
    pub fn by(mut self, policy: VaguePolicy) -> Self {
        self.policy = policy;
        self
    }
}

/// The tokens of one paragraph. Indices are of tokens; beyond the end there are empty words.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    forms: &'a [FormId],
    lexicon: &'a Lexicon<'a>,
    pub language: Language,
    /// What vague words come to.
    pub policy: VaguePolicy,
}

impl<'a> Words<'a> {
    /// `tokens` must be of `text`, and `forms` theirs.
    #[must_use]
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        forms: &'a [FormId],
        lexicon: &'a Lexicon<'a>,
    ) -> Self {
        Self {
            text,
            tokens,
            forms,
            lexicon,
            language: lexicon.language,
            policy: lexicon.policy,
        }
    }

    /// What the lists know of a word; nothing beyond the end.
    #[must_use]
    pub fn facts(&self, at: usize) -> Facts {
        self.forms
            .get(at)
            .map_or(Facts::default(), |form| self.lexicon.facts[*form])
    }

    fn lower_form(&self, at: usize) -> &'a str {
        self.forms
            .get(at)
            .map_or("", |form| &self.lexicon.vocabulary[*form].lower)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word as written; empty beyond the end.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |t| &self.text[t.range().as_range()])
    }

    /// The word `back` tokens before `at`; empty before the start.
    #[must_use]
    pub fn before(&self, at: usize, back: usize) -> Cow<'a, str> {
        at.checked_sub(back)
            .map_or(Cow::Borrowed(""), |i| self.lower(i))
    }

    /// The word in lower case.
    #[must_use]
    pub fn lower(&self, at: usize) -> Cow<'a, str> {
        Cow::Borrowed(self.lower_form(at))
    }

    /// Whether the word, in lower case, is this one.
    #[must_use]
    pub fn is(&self, at: usize, lower: &str) -> bool {
        self.lower_form(at) == lower
    }

    /// Whether the word, in lower case, is one of these.
    #[must_use]
    pub fn any(&self, at: usize, lower: &[&str]) -> bool {
        at < self.len() && lower.contains(&self.lower_form(at))
    }

    #[must_use]
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    #[must_use]
    pub fn is_number(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Number)
    }

    #[must_use]
    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    #[must_use]
    pub fn is_mark(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark)
    }

    #[must_use]
    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    #[must_use]
    pub fn opens_sentence(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.opens_sentence)
    }

    /// Whether nothing stands between token `at` and the one before it.
    #[must_use]
    pub fn glued(&self, at: usize) -> bool {
        at > 0
            && self
                .tokens
                .get(at)
                .is_some_and(|t| self.tokens[at - 1].end == t.start)
    }

    /// What stands between token `at` and the one before it.
    #[must_use]
    pub fn gap(&self, at: usize) -> &'a str {
        match (
            at.checked_sub(1).and_then(|b| self.tokens.get(b)),
            self.tokens.get(at),
        ) {
            (Some(a), Some(b)) => &self.text[a.end as usize..b.start as usize],
            _ => "",
        }
    }

    /// Whether token `at` is one of the dashes and hyphens.
    #[must_use]
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "—" | "‑" | "‐" | "−")
    }

    /// The bytes of tokens `first..end`, which must not be empty.
    #[must_use]
    pub fn range(&self, first: usize, end: usize) -> ByteRange {
        let last = end.max(first + 1) - 1;
        ByteRange::new(
            self.tokens[first].start as usize,
            self.tokens[last].end as usize,
        )
    }

    /// The text of tokens `first..end`, which must not be empty.
    #[must_use]
    pub fn phrase(&self, first: usize, end: usize) -> &'a str {
        &self.text[self.range(first, end).as_range()]
    }
}
