//! Numbers as news writes them, read into values: digits in all notations, number words, the two
//! mixed ("2.5 million", "three dozen", "half a million"), fractions and vague words ("dozens").
//!
//! Only the number itself is read here. What it counts, how it is hedged and whether it is a
//! figure at all is decided elsewhere.

use super::chains::read_chain;
use super::digit_runs::is_point_number;
use super::fractions::of_a_scale;
use super::number_words::small;
use super::numeral::{Context, Form, Numeral};
use super::openings::read_opening;
use super::words::{Lexicon, Words};
use crate::matching::{Language, Vocabulary};
use crate::text::{ByteRange, tokenise};

/// Reads a text that is one number and nothing else: `read_number("2.5 million")`.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    let mut tokens = Vec::new();
    tokenise(text, ByteRange::new(0, text.len()), &mut tokens);
    let mut vocabulary = Vocabulary::default();
    let forms: Vec<_> = tokens
        .iter()
        .map(|token| vocabulary.number(&text[token.range().as_range()]))
        .collect();
    let lexicon = Lexicon::new(&vocabulary, Language::English);
    let words = Words::new(text, &tokens, &forms, &lexicon);
    let numeral = read(&words, 0, Context::default())?;
    (numeral.end == words.len() && numeral.form != Form::Ordinal).then_some(numeral.value)
}

/// The number that begins at token `at`.
#[must_use]
pub fn read(words: &Words<'_>, at: usize, context: Context) -> Option<Numeral> {
    let signed = is_sign(words, at);
    let start = at + usize::from(signed);
    let mut numeral = if words.is_number(start) || is_point_number(words, start) {
        read_chain(words, start, context)
    } else if !words.is_word(start) || words.language == Language::Other {
        None
    } else {
        read_opening(words, start).or_else(|| read_chain(words, start, context))
    }?;
    if numeral.form == Form::Fraction && words.language == Language::English {
        numeral = of_a_scale(words, numeral);
    }
    if signed {
        numeral.value = -numeral.value;
        numeral.first = at;
    }
    Some(numeral)
}

/// A minus directly before a number and behind white space, or the word.
fn is_sign(words: &Words<'_>, at: usize) -> bool {
    match words.word(at) {
        "-" | "−" | "–" => {
            let digits = words.is_number(at + 1) || is_point_number(words, at + 1);
            let glued = words.glued(at + 1)
                && (!words.glued(at)
                    || matches!(words.word(at.wrapping_sub(1)), "<" | ">" | "=" | "("));
            let degrees = !words.glued(at)
                && words.any(at + 2, &["degrees", "degree", "°", "celsius", "fahrenheit"]);
            digits && (glued || degrees || (at == 0 && words.len() == 2))
        }
        _ => {
            words.any(at, &["minus", "negative"])
                && (words.is_number(at + 1) || small(&words.lower(at + 1)).is_some())
        }
    }
}
