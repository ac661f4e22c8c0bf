//! Letters in capitals that stand for an organisation: defined in brackets behind its name, known
//! from the list, or merely looking like it.

use super::Found;
use super::lexicon::{self, HEAD, NATIONALITY, NO_ACTOR, ORDINARY, PEOPLE, PLACE_HEAD};
use super::words::Words;
use crate::text::TokenKind;

/// `Economic Community of West African States (ECOWAS)`: a name whose first letters stand in
/// brackets behind it.
pub(super) fn bracketed(words: &Words<'_, '_>, bracket: usize, found: &mut Found<'_>) {
    let Some(inner) = words
        .get(bracket + 1)
        .filter(|w| w.shouts && w.range().len() <= 12)
    else {
        return;
    };
    if bracket == 0 || !matches!(words.text(bracket + 2), ")" | "," | ";") {
        return;
    }
    let short = words.text(bracket + 1);
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 2 || lexicon::is_no_acronym(short) {
        return;
    }
    // Walk left while words are part of a name.
    let mut start = bracket;
    let mut initials = 0;
    let mut best = None;
    while start > 0 && bracket - start < 2 * letters.len() + 3 && !words.opens(start) {
        let i = start - 1;
        let text = words.text(i);
        let small = matches!(
            text,
            "of" | "for"
                | "the"
                | "and"
                | "de"
                | "la"
                | "des"
                | "du"
                | "on"
                | "in"
                | "&"
                | "to"
                | "against"
                | "del"
                | "le"
                | "les"
                | "et"
        ) || words.possessive(i);
        if !words.capital(i) && !small {
            break;
        }
        start = i;
        if words.capital(i) {
            initials += 1;
            let first = text.chars().next();
            if first == letters.first().copied() && !(words.opens(i) && words.has(i, ORDINARY)) {
                // The first letter fits; the longest run that has about as many words wins.
                if initials <= letters.len() + 1 {
                    best = Some(i);
                }
                if initials >= letters.len() {
                    break;
                }
            }
        }
    }
    let Some(start) = best.filter(|&s| bracket - s >= 2) else {
        if lexicon::is_acronym(short) {
            found.add("acronym", 0.85, inner.range(), None, inner.range());
        }
        return;
    };
    if words.has(bracket - 1, NO_ACTOR | PLACE_HEAD) && !words.has(bracket - 1, HEAD) {
        return;
    }
    found.add(
        "acronym in brackets behind the name",
        0.93,
        words.range(start, bracket),
        None,
        inner.range(),
    );
    found.add(
        "acronym in brackets behind the name",
        0.93,
        inner.range(),
        None,
        words.range(start, bracket),
    );
}

/// Letters in capitals that stand for an organisation.
pub(super) fn acronym(words: &Words<'_, '_>, i: usize, found: &mut Found<'_>) {
    let Some(word) = words.get(i).filter(|w| w.proper && w.shouts) else {
        return;
    };
    let text = words.text(i);
    if lexicon::is_no_acronym(text)
        || is_currency(words.text(i + 1))
        || text
            .chars()
            .any(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-'))
    {
        return;
    }
    if lexicon::is_acronym(text) {
        let crowded = words.capital(i + 1) && !words.opens(i + 1);
        found.add(
            "acronym",
            if crowded { 0.65 } else { 0.88 },
            word.range(),
            None,
            word.range(),
        );
        return;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let figure_before = i > 0
        && words
            .get(i - 1)
            .is_some_and(|w| w.kind == TokenKind::Number);
    let follows = i > 0 && words.capital(i - 1) && !words.opens(i);
    let alone = !follows && !words.capital(i + 1);
    if (3..=6).contains(&letters) && !figure_before && alone && !words.has(i, NATIONALITY | PEOPLE)
    {
        found.add(
            "letters in capitals",
            0.62,
            word.range(),
            None,
            word.range(),
        );
    }
}

/// The unit of money behind the letters that say which: `CFA francs`.
fn is_currency(word: &str) -> bool {
    const UNITS: &[&str] = &[
        "franc",
        "francs",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "peso",
        "pesos",
        "rupee",
        "rupees",
        "shilling",
        "shillings",
        "dinar",
        "dinars",
    ];
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}
