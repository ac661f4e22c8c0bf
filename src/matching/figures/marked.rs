//! The value of words that somebody has marked as a figure: read where they stand, so that the
//! hedge before them counts ("about **650** troops"), and read also where the rules would have
//! offered nothing, since a person says that it is one.

use super::facts::Facts;
use super::figure::{Figure, join_bounds, read_figure};
use super::numeral::{Context, Form};
use super::words::{Lexicon, Words};
use super::{amounts, may_open};
use crate::annotation::{
    AnnotationSet, Change, FigureValue, Label, Op, SpanField, Transaction, VaguePolicy, notation,
};
use crate::matching::{Language, Vocabulary};
use crate::text::{Article, ByteRange, tokenise};

/// How much of a paragraph before and behind the marked words is read, in bytes: hedges, nouns and
/// verbs that tell a fate stand within a few words.
const AROUND: usize = 400;

/// The most that is read of the marked words themselves. More is no figure.
const LONGEST: usize = 600;

/// The value of marked words, where there is a number in them. Takes time for a few hundred
/// characters, however long the article is.
#[must_use]
pub fn value_of(
    article: &Article,
    marked: ByteRange,
    language: Language,
    policy: VaguePolicy,
) -> Option<FigureValue> {
    if marked.len() > LONGEST || !article.holds(marked) {
        return None;
    }
    let text = article.text();
    let mut tokens = Vec::new();
    tokenise(text, window(article, marked), &mut tokens);
    let mut vocabulary = Vocabulary::default();
    let forms: Vec<_> = tokens
        .iter()
        .map(|token| vocabulary.number(&text[token.range().as_range()]))
        .collect();
    vocabulary.settle();
    let lexicon = Lexicon::new(&vocabulary, language).by(policy);
    let words = Words::new(text, &tokens, &forms, &lexicon);
    let inside = |at: usize| marked.contains_range(words.range(at, at + 1));
    let first = (0..words.len()).find(|at| inside(*at));
    let end = (0..words.len()).rfind(|at| inside(*at))? + 1;
    let first = first?;
    let figure = read(&words, first..end, false).or_else(|| read(&words, first..end, true));
    match figure {
        Some(figure) => Some(figure.value(&words)),
        // "several people": too vague to be offered, but not to be marked.
        None => notation::read(article.quote(marked), policy).ok(),
    }
}

/// Gives the figures that a transaction makes or relabels the values that their words say, where
/// they have none. `set` is the set before it. Linear in the transaction.
pub fn fill_values(
    transaction: &mut Transaction,
    article: &Article,
    set: &AnnotationSet,
    language: Language,
    policy: VaguePolicy,
) {
    let mut more = Vec::new();
    for op in &mut transaction.ops {
        match op {
            Op::AddSpan(span) if span.label == Label::FIGURE && span.value.is_none() => {
                span.value = value_of(article, span.range, language, policy).map(Box::new);
            }
            Op::EditSpan {
                id,
                field,
                modified,
            } => {
                let figure = matches!(&**field, SpanField::Label(to) if to.to == Label::FIGURE);
                let Some(span) = set.span(id).filter(|_| figure) else {
                    continue;
                };
                if let Some(value) = value_of(article, span.range, language, policy) {
                    let change = Change::new(None, Some(Box::new(value)));
                    more.push(Op::EditSpan {
                        id: id.clone(),
                        field: Box::new(SpanField::Value(change)),
                        modified: Change::new(modified.to.clone(), modified.to.clone()),
                    });
                }
            }
            _ => {}
        }
    }
    transaction.ops.append(&mut more);
}

/// The first figure whose number begins among these tokens. `by_hand` where what makes a number no
/// figure counts for nothing.
fn read(words: &Words<'_>, tokens: std::ops::Range<usize>, by_hand: bool) -> Option<Figure> {
    let mut found: Option<Figure> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if !words.facts(at).has(Facts::OPENS) || !may_open(words, at) {
            at += 1;
            continue;
        }
        let between = words.any(at.wrapping_sub(1), &["between", "entre"]);
        let context = Context {
            money: false,
            between,
        };
        let Some(amount) = amounts::read(words, at, context) else {
            at += 1;
            continue;
        };
        if amount.numeral.form == Form::Ordinal {
            at = amount.numeral.end.max(at + 1);
            continue;
        }
        let (next, figure) = read_figure(words, &amount, between, by_hand);
        match (figure, &mut found) {
            (Some(figure), None) => found = Some(figure),
            (Some(figure), Some(first)) => {
                join_bounds(words, Some(first), &figure);
                break;
            }
            (None, _) => {}
        }
        at = next.max(at + 1);
    }
    found
}

/// The part of the text around marked words that is read: of their paragraphs, from a word's start
/// to a word's end.
fn window(article: &Article, marked: ByteRange) -> ByteRange {
    let text = article.text();
    let paragraphs = article.paragraphs();
    let first = paragraphs.range(paragraphs.at(marked.start));
    let last = paragraphs.range(paragraphs.at(marked.end - 1));
    let mut start = first
        .start
        .max(text.floor_char_boundary(marked.start.saturating_sub(AROUND)));
    if start > first.start {
        let space = text[start..marked.start].find(char::is_whitespace);
        start = space.map_or(marked.start, |space| start + space);
    }
    let mut end = last.end.min(text.floor_char_boundary(marked.end + AROUND));
    if end < last.end {
        let space = text[marked.end..end].rfind(char::is_whitespace);
        end = space.map_or(marked.end, |space| marked.end + space);
    }
    ByteRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of the words in brackets, in the compact notation.
    fn check(sentence: &str, expected: &str) {
        let (before, rest) = sentence.split_once('[').expect("a bracket opens");
        let (words, behind) = rest.split_once(']').expect("and closes");
        let article = Article::from_text("a.txt", format!("{before}{words}{behind}"));
        let marked = ByteRange::new(before.len(), before.len() + words.len());
        let value = value_of(&article, marked, Language::English, VaguePolicy::Acled);
        let found = value.map_or_else(String::new, |value| notation::write(&value));
        assert_eq!(found, expected, "{sentence}");
    }

    #[test]
    fn marked_words_are_read_where_they_stand() {
        check("They sent about [650 troops] home.", "~650 troops");
        check("They sent about [650] troops home.", "~650 troops");
        check("They sent [about 650 U.S. troops] home.", "~650 troops");
        check("It killed [12 people] at noon.", "12 people #dead");
        check("More than [€5 million] was stolen.", ">5,000,000 EUR");
        check(
            "Between [20 and 30 rebels] fled.",
            "20–30 rebels #displaced",
        );
        check(
            "It left [dozens of homes] in ruins.",
            "dozens of homes @acled",
        );
        check(
            "He was met by [several people] there.",
            "several people @acled",
        );
    }

    #[test]
    fn what_is_never_offered_is_read_once_somebody_marks_it() {
        check("Resolution [1701] was passed.", "1,701");
        check("It came in [2014] again.", "2,014");
        check("The [third] time was worse.", "");
        check("There is [nothing here].", "");
        check("In 2014 [he saw 300 people] there.", "300 people");
        check("[In 2014 he saw 300 people there].", "300 people");
    }

    #[test]
    fn a_long_paragraph_costs_what_stands_around() {
        let long = "word ".repeat(200_000);
        let text = format!("{long}about 650 troops {long}");
        let article = Article::from_text("a.txt", text);
        let start = long.len() + "about ".len();
        let marked = ByteRange::new(start, start + "650 troops".len());
        let value = value_of(&article, marked, Language::English, VaguePolicy::Acled);
        let value = value.expect("a value");
        assert_eq!(notation::write(&value), "~650 troops");
        let all = ByteRange::new(0, article.text().len());
        assert_eq!(
            value_of(&article, all, Language::English, VaguePolicy::Acled),
            None
        );
    }
}
