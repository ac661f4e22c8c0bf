//! Figures: numbers with their hedge, unit and what they count.
//!
//! A figure's span is the number with its unit and the noun it counts; its head is the number,
//! with the currency or percent sign written at it. Hedges stay outside and are kept in the
//! value. Dates, years, ordinals and numbers in names are left alone.
//!
//! | file | what it knows |
//! |---|---|
//! | [`numerals`] | numbers in digits and words, by way of [`digits`], `digit_runs`, [`number_words`], `chains`, `fractions` and `openings` |
//! | [`currencies`], [`units`] | what stands at a number |
//! | [`facts`], [`words`] | which lists each distinct word of the article stands in, and where it stands |
//! | [`amounts`], `ranges` | the two together, and two ends of one figure |
//! | [`hedges`] | "at least", "some", "or more" |
//! | [`counted`] | the noun, by the words of `nouns` |
//! | `kinds` | the kind of fact that is stated |
//! | [`exclusions`] | which numbers are no figures: `dates`, `identifiers`, `ages`, `labels`, `scores`, `pronouns` |
//! | `figure`, `rules` | what becomes of an amount, and why |
//! | `marked` | the value of what somebody has marked by hand |
//!
//! Every rule looks at a bounded number of tokens, so reading is linear. Nothing here reads
//! another matcher's findings.

mod ages;
pub mod amounts;
mod calendar;
mod chains;
pub mod counted;
pub mod currencies;
mod dates;
mod digit_runs;
pub mod digits;
pub mod exclusions;
pub mod facts;
mod figure;
mod fractions;
mod hedge_phrases;
pub mod hedges;
mod identifiers;
mod kinds;
mod label_words;
mod labels;
mod marked;
mod nouns;
pub mod number_words;
pub mod numeral;
pub mod numerals;
mod openings;
mod pronouns;
mod ranges;
pub mod rules;
mod scores;
pub mod units;
pub mod words;

pub use marked::{fill_values, value_of};

#[cfg(test)]
mod cases;
#[cfg(test)]
mod kind_sentences;
#[cfg(test)]
mod rule_table;

use self::facts::Facts;
use self::figure::{Figure, join_bounds, read_figure};
use self::numeral::Context;
use self::words::{Lexicon, Words};
use super::{Finder, Language, Matcher, Reading, Suggestion};
use crate::annotation::Label;
use crate::text::TokenKind;

/// Finds figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures;

impl Matcher for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn labels(&self) -> &'static [Label] {
        const LABELS: &[Label] = &[Label::FIGURE];
        LABELS
    }

    fn reads(&self, _language: Language) -> bool {
        true
    }

    fn on<'r>(&'r self, reading: &'r Reading<'r>) -> Box<dyn Finder + 'r> {
        let lexicon = Lexicon::new(reading.vocabulary(), reading.language).by(reading.vague);
        Box::new(FiguresOf { reading, lexicon })
    }
}

struct FiguresOf<'r> {
    reading: &'r Reading<'r>,
    lexicon: Lexicon<'r>,
}

impl Finder for FiguresOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let words = Words::new(
            self.reading.article.text(),
            self.reading.tokens(paragraph),
            self.reading.forms(paragraph),
            &self.lexicon,
        );
        let figures = figures(&words);
        out.extend(figures.iter().map(|figure| figure.suggestion(&words)));
    }
}

/// All figures of a paragraph, in order.
fn figures(words: &Words<'_>) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !words.facts(i).has(Facts::OPENS) {
            i += 1;
            continue;
        }
        if words.facts(i).has(Facts::ADDRESS) {
            i += 1;
            while i < words.len() && words.glued(i) {
                i += 1;
            }
            continue;
        }
        if !may_open(words, i) {
            i += 1;
            continue;
        }
        let between = words.any(i.wrapping_sub(1), &["between", "entre"]);
        let context = Context {
            money: false,
            between,
        };
        let Some(amount) = amounts::read(words, i, context) else {
            i += 1;
            continue;
        };
        let (next, figure) = read_figure(words, &amount, between, false);
        if let Some(mut figure) = figure
            && !join_bounds(words, found.last_mut(), &figure)
        {
            figure.share_fate(words, found.last());
            found.push(figure);
        }
        i = next.max(i + 1);
    }
    found
}

/// Whether a number may begin at a token: a quick look that spares most words the slow one.
fn may_open(words: &Words<'_>, at: usize) -> bool {
    match words.kind(at) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => {
            let facts = words.facts(at);
            let next = words.word(at + 1);
            if facts.has(Facts::ARTICLE) {
                return words.facts(at + 1).has(Facts::AFTER_ARTICLE)
                    || next == "$"
                    || openings::is_single_unit(words, at);
            }
            facts.has(Facts::NUMBER)
                || words.capital(at)
                    && (words.is_number(at + 1) || next == "$" || next == "." && words.is(at, "rs"))
        }
        Some(TokenKind::Mark) => {
            let mark = words.word(at);
            let quotes = matches!(mark, "“" | "”" | "‘" | "’" | "—" | "…" | "«" | "»" | "•");
            words.is_number(at + 1)
                || matches!(mark, "-" | "−" | "–" | ".") && words.glued(at + 1)
                || !mark.is_ascii() && !quotes && words.is_word(at + 1)
                || mark == "$"
        }
        _ => false,
    }
}
