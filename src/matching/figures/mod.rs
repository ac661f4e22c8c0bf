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
//! | [`amounts`], `ranges` | the two together, and two ends of one figure |
//! | [`hedges`] | "at least", "some", "or more" |
//! | [`counted`] | the noun, and the kind of fact, by the words of `nouns` |
//! | [`exclusions`] | which numbers are no figures: `dates`, `identifiers`, `ages`, `labels`, `scores`, `pronouns` |
//! | `figure`, `rules` | what becomes of an amount, and why |
//!
//! Every rule looks at a bounded number of tokens, so reading is linear. Nothing here reads
//! another matcher's findings.

mod ages;
pub mod amounts;
mod chains;
pub mod counted;
pub mod currencies;
mod dates;
mod digit_runs;
pub mod digits;
pub mod exclusions;
mod figure;
mod fractions;
pub mod hedges;
mod identifiers;
mod labels;
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

#[cfg(test)]
mod cases;
#[cfg(test)]
mod rule_table;

use self::figure::{Figure, join_bounds, read_figure};
use self::numeral::Context;
use self::words::Words;
use super::{Finder, Known, Language, Matcher, Reading, Suggestion};
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
        let language = reading.language;
        let opens = reading.vocabulary().know(|form| {
            !form.text.starts_with(char::is_lowercase)
                || number_words::opens(&form.lower, language)
                || matches!(form.text, "http" | "https" | "www")
        });
        Box::new(FiguresOf { reading, opens })
    }
}

struct FiguresOf<'r> {
    reading: &'r Reading<'r>,
    /// Whether a figure may begin with a form: most words are passed over by this alone.
    opens: Known<bool>,
}

impl Finder for FiguresOf<'_> {
    fn find(&mut self, paragraph: usize, out: &mut Vec<Suggestion>) {
        let words = Words::new(
            self.reading.article.text(),
            self.reading.tokens(paragraph),
            self.reading.language,
        );
        let forms = self.reading.forms(paragraph);
        let figures = figures(&words, &|at| {
            forms.get(at).is_some_and(|form| self.opens[*form])
        });
        out.extend(figures.iter().map(|figure| figure.suggestion(&words)));
    }
}

/// All figures of a paragraph, in order.
fn figures(words: &Words<'_>, opens: &dyn Fn(usize) -> bool) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !opens(i) {
            i += 1;
            continue;
        }
        if words.any(i, &["http", "https", "www"]) {
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
        let (next, figure) = read_figure(words, &amount, between);
        if let Some(figure) = figure
            && !join_bounds(words, found.last_mut(), &figure)
        {
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
            let money = words.capital(at)
                && (words.is_number(at + 1) || matches!(words.word(at + 1), "$" | "."));
            money || number_words::opens(&words.lower(at), words.language)
        }
        Some(TokenKind::Mark) => {
            words.is_number(at + 1)
                || matches!(words.word(at), "-" | "−" | "–" | ".") && words.glued(at + 1)
                || !words.word(at).is_ascii() && words.is_word(at + 1)
                || words.word(at) == "$"
        }
        _ => false,
    }
}
