//! Leading articles: the, a, an; le, la, les, l’, un, une.

use super::{Article, ByteRange, sentence_at};

const WORDS: [&str; 8] = ["the", "a", "an", "le", "la", "les", "un", "une"];
const ELIDED: [&str; 2] = ["l'", "l’"];

/// The range without an article that leads it, where words follow. A capital one goes only where a
/// sentence begins and what follows is no capital: The Hague and Le Monde are names, and so is what
/// stands after them at the beginning of a sentence as far as can be told.
#[must_use]
pub fn without_article(article: &Article, range: ByteRange) -> ByteRange {
    let words = article.quote(range);
    let Some(rest) = behind_article(words) else {
        return range;
    };
    let capital = words.starts_with(char::is_uppercase);
    let name = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let begins = || sentence_at(article, range.start).is_some_and(|s| s.start == range.start);
    if capital && (name || !begins()) {
        return range;
    }
    ByteRange::new(range.end - rest.len(), range.end)
}

/// What stands behind an article and the space after it.
fn behind_article(words: &str) -> Option<&str> {
    let elided = ELIDED.into_iter().find_map(|elided| {
        let start = words.get(..elided.len())?;
        let is_it = start.to_lowercase() == elided;
        is_it.then(|| &words[elided.len()..])
    });
    let rest = elided.or_else(|| {
        let (first, rest) = words.split_once(char::is_whitespace)?;
        let first = first.to_lowercase();
        WORDS.contains(&first.as_str()).then(|| rest.trim_start())
    });
    rest.filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_article_goes_and_a_name_keeps_its_own() {
        for (text, words, expected) in [
            ("He met the president.", "the president", "president"),
            ("The president spoke.", "The president", "president"),
            ("He is in The Hague.", "The Hague", "The Hague"),
            ("The Hague is far.", "The Hague", "The Hague"),
            ("Selon l’armée, oui.", "l’armée", "armée"),
            ("Selon l'ONU, oui.", "l'ONU", "ONU"),
            ("Il lit Le Monde.", "Le Monde", "Le Monde"),
            ("a", "a", "a"),
            ("He said the –.", "the –", "the –"),
            ("Theatre news.", "Theatre news", "Theatre news"),
            ("He met the  two.", "the  two", "two"),
        ] {
            let article = Article::from_text("a.txt", text);
            let at = text.find(words).unwrap();
            let range = ByteRange::new(at, at + words.len());
            let found = without_article(&article, range);
            assert_eq!(article.quote(found), expected, "{text}");
        }
    }
}
