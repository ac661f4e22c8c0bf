//! An article as matchers read it.

use std::borrow::Cow;
use std::ops::Range;

use super::language_names;
use super::vocabulary::{Form, FormId, Vocabulary};
use crate::annotation::VaguePolicy;
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
        Self::named(article).0
    }

    /// A tag that means it, for an article whose language somebody has set.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Other => "und",
        }
    }

    /// The same with the language's name in English: `Spanish`. A tag that is not known stands
    /// for itself.
    #[must_use]
    pub fn named(article: &Article) -> (Self, Cow<'static, str>) {
        if let Some(tag) = &article.header.language {
            let code = tag.split(['-', '_']).next().unwrap_or_default();
            let language = match code.to_ascii_lowercase().as_str() {
                "en" | "eng" => Self::English,
                "fr" | "fra" | "fre" => Self::French,
                _ => Self::Other,
            };
            let name = language_names::of_code(code);
            return (
                language,
                name.map_or(Cow::Owned(tag.clone()), Cow::Borrowed),
            );
        }
        let Some(language) = Self::told_by_words(article) else {
            return (Self::English, Cow::Borrowed(whatlang::Lang::Eng.eng_name()));
        };
        let known = match language {
            whatlang::Lang::Eng => Self::English,
            whatlang::Lang::Fra => Self::French,
            _ => Self::Other,
        };
        (known, Cow::Borrowed(language.eng_name()))
    }

    /// By the article's first words; nothing where too little is said to tell, or where it reads
    /// as English.
    fn told_by_words(article: &Article) -> Option<whatlang::Lang> {
        let body = &article.text()[article.header.body.min(article.text().len())..];
        let end = body
            .char_indices()
            .nth(4000)
            .map_or(body.len(), |(at, _)| at);
        let guess = whatlang::detect(&body[..end])?;
        let latin = guess.script() == whatlang::Script::Latin;
        let english = latin && (!guess.is_reliable() || reads_as_english(&body[..end]));
        (!english).then(|| guess.lang())
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
    /// What vague words come to; the usual policy unless somebody chose another.
    pub vague: VaguePolicy,
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
            vague: VaguePolicy::default(),
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

    #[test]
    fn a_language_is_named_by_its_tag_or_by_its_words() {
        let check = |tag: Option<&str>, text: &str, expected: (Language, &str)| {
            let header = crate::text::Header {
                language: tag.map(str::to_owned),
                ..Default::default()
            };
            let article = Article::new("test", text, header);
            let (language, name) = Language::named(&article);
            assert_eq!((language, &*name), expected, "{tag:?}, {text}");
        };
        let german = "Der Minister sprach am Dienstag in Berlin mit den Vertretern der Länder.";
        check(None, german, (Language::Other, "German"));
        check(None, "", (Language::English, "English"));
        check(Some("en-GB"), german, (Language::English, "English"));
        check(Some("FR"), german, (Language::French, "French"));
        check(Some("es"), german, (Language::Other, "Spanish"));
        check(Some("ara"), german, (Language::Other, "Arabic"));
        check(Some("tlh"), german, (Language::Other, "tlh"));
    }
}
