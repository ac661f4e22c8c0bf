//! An article as matchers read it.

use std::ops::Range;

use super::vocabulary::{Form, FormId, Vocabulary};
use crate::text::{Article, ByteRange, Token, tokenise};

/// The language of an article, as far as matchers tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    French,
    Other,
}

impl Language {
    /// By the article's own record, else by its first words; English where too little is said
    /// to tell.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        if let Some(tag) = &article.header.language {
            return match tag.split('-').next() {
                Some("en") => Self::English,
                Some("fr") => Self::French,
                _ => Self::Other,
            };
        }
        let body = &article.text()[article.header.body.min(article.text().len())..];
        let end = body
            .char_indices()
            .nth(4000)
            .map_or(body.len(), |(at, _)| at);
        match whatlang::detect(&body[..end]) {
            Some(guess) if !guess.is_reliable() && guess.script() == whatlang::Script::Latin => {
                Self::English
            }
            Some(guess)
                if guess.script() == whatlang::Script::Latin && reads_as_english(&body[..end]) =>
            {
                Self::English
            }
            Some(guess) => match guess.lang() {
                whatlang::Lang::Eng => Self::English,
                whatlang::Lang::Fra => Self::French,
                _ => Self::Other,
            },
            None => Self::English,
        }
    }
}

/// Whether the small words of English stand in a text, however foreign its names are: a list of
/// names misleads statistics over letters.
fn reads_as_english(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "of", "and", "with", "was", "were", "from", "by", "that", "for", "is", "to", "has",
        "at",
    ];
    let (small, all) = text.split_whitespace().fold((0, 0), |(small, all), word| {
        (small + usize::from(SMALL.contains(&word)), all + 1)
    });
    small >= 2 && small * 16 >= all
}

/// An article cut into tokens once, with facts about the whole of it that matchers share.
#[derive(Debug)]
pub struct Reading<'a> {
    pub article: &'a Article,
    pub language: Language,
    tokens: Vec<Token>,
    /// The form of each token.
    forms: Vec<FormId>,
    vocabulary: Vocabulary<'a>,
    /// The tokens of each paragraph.
    paragraphs: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads the whole article, front matter left out. Linear.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let text = article.text();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut paragraphs = Vec::with_capacity(article.paragraphs().len());
        for range in article.paragraphs().iter() {
            let first = tokens.len();
            if range.start >= article.header.body {
                tokenise(text, range, &mut tokens);
            }
            paragraphs.push(first..tokens.len());
        }
        let mut vocabulary = Vocabulary::default();
        let forms = tokens
            .iter()
            .map(|t| vocabulary.number(&text[t.range().as_range()]))
            .collect();
        vocabulary.settle();
        Self {
            article,
            language: Language::of(article),
            tokens,
            forms,
            vocabulary,
            paragraphs,
        }
    }

    /// How many paragraphs there are, those of the front matter included.
    #[must_use]
    pub fn paragraphs(&self) -> usize {
        self.paragraphs.len()
    }

    /// The tokens of one paragraph.
    #[must_use]
    pub fn tokens(&self, paragraph: usize) -> &[Token] {
        &self.tokens[self.paragraphs[paragraph].clone()]
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, token: &Token) -> &'a str {
        &self.article.text()[token.range().as_range()]
    }

    /// The words of a range.
    #[must_use]
    pub fn quote(&self, range: ByteRange) -> &'a str {
        &self.article.text()[range.as_range()]
    }

    /// The forms of the tokens of one paragraph, one for each.
    #[must_use]
    pub fn forms(&self, paragraph: usize) -> &[FormId] {
        &self.forms[self.paragraphs[paragraph].clone()]
    }

    /// A form by its number.
    #[must_use]
    pub fn form(&self, id: FormId) -> &Form<'a> {
        &self.vocabulary[id]
    }

    /// The distinct words of the article, front matter left out.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary<'a> {
        &self.vocabulary
    }

    /// Whether a word also stands in the article in lower case: then a capital at the start of a
    /// sentence says nothing. `word` is compared in lower case. For a token, [`Form::also_low`]
    /// knows this already.
    #[must_use]
    pub fn occurs_in_lower_case(&self, word: &str) -> bool {
        self.vocabulary.contains(word.to_lowercase().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Language) {
        assert_eq!(
            Language::of(&Article::from_text("test", text)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn foreign_names_make_no_foreign_text() {
        check(
            "The film stars Vijayan and Sundaram, with Manikandan, Raadhan and Vadivel in the roles of brothers.",
            Language::English,
        );
        check(
            "Le président du Niger a reçu mardi à Niamey une délégation de la Banque mondiale.",
            Language::French,
        );
        check(
            "Der Minister sprach am Dienstag in Berlin mit den Vertretern der Länder.",
            Language::Other,
        );
    }
}
