//! Words and sentences for formats that are made of them.
//!
//! No span is lost or moved because a word does not end where it does: words are cut where a span
//! that is written begins or ends (`Kundennummer|2785708`), and no sentence ends within one.

use std::ops::Range;

use super::{Loss, Lost, Phrase, Phrases, Work};
use crate::text::{Article, ByteRange, tokenise};

/// An article in words.
#[derive(Debug, Default)]
pub struct Tokens {
    /// In reading order; no two overlap, none is empty.
    pub words: Vec<ByteRange>,
    /// Each a stretch of `words`, all of them together.
    pub sentences: Vec<Range<usize>>,
}

impl Tokens {
    /// Cuts an article for these phrases, which stand in reading order. Linear in the text, and
    /// O(n log n) in the phrases.
    #[must_use]
    pub fn of(article: &Article, phrases: &[Phrase<'_>]) -> Self {
        let text = article.text();
        let mut cuts: Vec<usize> = phrases
            .iter()
            .flat_map(|phrase| [phrase.range.start, phrase.range.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut found = Self::default();
        let (mut cut, mut phrase, mut inside) = (0, 0, 0);
        let mut first = 0;
        for paragraph in 0..article.paragraphs().len() {
            let mut tokens = Vec::new();
            tokenise(text, article.paragraphs().range(paragraph), &mut tokens);
            for (n, token) in tokens.into_iter().enumerate() {
                let range = token.range();
                while phrases
                    .get(phrase)
                    .is_some_and(|p| p.range.start < range.start)
                {
                    inside = inside.max(phrases[phrase].range.end);
                    phrase += 1;
                }
                let begins = n == 0 || token.opens_sentence;
                if begins && inside <= range.start && found.words.len() > first {
                    found.sentences.push(first..found.words.len());
                    first = found.words.len();
                }
                while cuts.get(cut).is_some_and(|at| *at <= range.start) {
                    cut += 1;
                }
                let mut start = range.start;
                let mut next = cut;
                while let Some(at) = cuts.get(next).filter(|at| **at < range.end) {
                    found.words.push(ByteRange::new(start, *at));
                    start = *at;
                    next += 1;
                }
                found.words.push(ByteRange::new(start, range.end));
            }
        }
        if found.words.len() > first {
            found.sentences.push(first..found.words.len());
        }
        found
    }

    /// Lets the phrases begin and end with words, as a format of words has them. Those without any
    /// word, and those of which an end moves, are told.
    pub fn fit(&self, work: &Work<'_>, phrases: &mut Phrases<'_>, lost: &mut dyn FnMut(Loss)) {
        phrases.kept.retain_mut(|phrase| {
            let Some(within) = self.within(phrase.range) else {
                let why = "it holds no word, and the format is made of words";
                lost(Loss::of_span(work.name, work.article, phrase.span, why));
                return false;
            };
            let (first, last) = (self.words[within.start], self.words[within.end - 1]);
            let cover = ByteRange::new(first.start, last.end);
            if cover != phrase.range {
                let (start, end) = work.article.to_code_points(cover);
                let id = phrase.span.id.clone();
                let why = "the format has no place for what is no word at its ends";
                lost(Loss::new(
                    work.name,
                    Lost::Moved {
                        id,
                        start,
                        end,
                        why,
                    },
                ));
                phrase.range = cover;
            }
            true
        });
    }

    /// The words of a range, from the first that begins in it to the last that ends in it; nothing
    /// where it holds none.
    #[must_use]
    pub fn within(&self, range: ByteRange) -> Option<Range<usize>> {
        let first = self.words.partition_point(|word| word.start < range.start);
        let behind = self.words.partition_point(|word| word.end <= range.end);
        (first < behind).then_some(first..behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Id, Label, Origin, Span, Timestamp};

    fn check(text: &str, marks: &[&str], expected: &str) {
        let article = Article::from_text("a", text);
        let now = Timestamp::default();
        let spans: Vec<Span> = marks
            .iter()
            .map(|words| {
                let start = text.find(words).unwrap();
                let range = ByteRange::new(start, start + words.len());
                Span::new(Id::new("s1"), Label::ACTOR, range, Origin::default(), &now)
            })
            .collect();
        let mut phrases: Vec<_> = spans
            .iter()
            .map(|span| Phrase {
                span,
                range: span.range,
            })
            .collect();
        phrases.sort_by_key(|phrase| phrase.range.start);
        let tokens = Tokens::of(&article, &phrases);
        let sentences: Vec<String> = tokens
            .sentences
            .iter()
            .map(|sentence| {
                let words = &tokens.words[sentence.clone()];
                let words: Vec<_> = words.iter().map(|word| article.quote(*word)).collect();
                words.join("|")
            })
            .collect();
        assert_eq!(sentences.join(" / "), expected);
        for phrase in &phrases {
            let within = tokens.within(phrase.range).unwrap();
            let words = &tokens.words[within];
            assert_eq!(words[0].start, phrase.range.start);
            assert_eq!(words.last().unwrap().end, phrase.range.end);
        }
    }

    #[test]
    fn words_are_cut_where_spans_are_and_sentences_are_not() {
        check(
            "Talks began. Rain fell.",
            &[],
            "Talks|began|. / Rain|fell|.",
        );
        check("Nr2785708 is", &["2785708"], "Nr|2785708|is");
        check("650km of", &["650"], "650|km|of");
        check(
            "He left. She came. Rain.",
            &["left. She"],
            "He|left|.|She|came|. / Rain|.",
        );
        check("a\n\nb", &["a\n\nb"], "a|b");
        check("a\n\nb", &[], "a / b");
        check("", &[], "");
    }
}
