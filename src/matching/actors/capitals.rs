//! Names that no list knows, by what stands around them.

use super::lexicon::{ACTS, FIELD, FIRM_SUFFIX, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, OFFICE_MODIFIER, PEOPLE, PLACE_HEAD, SAYS};
use super::words::Words;
use super::{Found, names};

/// Appends unknown names of a paragraph that act, speak or are explained.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    let mut i = 0;
    while i < words.len() {
        if words.proper(i) {
            i = name(words, i, found).max(i + 1);
        } else {
            i += 1;
        }
    }
}

fn name(words: &Words<'_, '_>, from: usize, found: &mut Found<'_>) -> usize {
    let end = names::end(words, from).max(from + 1);
    let length = end - from;
    let other = PLACE_HEAD | NO_ACTOR | PEOPLE;
    if words.has(end - 1, other) && !words.has(end - 1, HEAD | GIVEN_NAME) || length == 1 && words.has(from, NATIONALITY | OFFICE | HEAD | FIELD | FIRM_SUFFIX) {
        return end;
    }
    if words.has(from, NATIONALITY) && length == 2 {
        return end;
    }
    let range = words.range(from, end);
    let next = words.get(end).filter(|_| !words.ends_before(end));
    if next.is_some_and(|w| !w.capital && w.traits & ACTS != 0) {
        let score = if length > 1 { 0.78 } else { 0.66 };
        found.add("name before a verb of saying or acting", score, range, None, words.range(end, end + 1));
        return end;
    }
    if from > 0 && !words.opens(from) && words.has(from - 1, SAYS) && length > 1 {
        found.add("name behind a verb of saying", 0.74, range, None, words.range(from - 1, from));
        return end;
    }
    if length > 1 && words.text(end) == "," && !words.ends_before(end) {
        let mut k = end + 1;
        let who = matches!(words.text(k), "who" | "whose");
        if matches!(words.text(k), "the" | "a" | "an" | "its" | "his" | "her" | "their") {
            k += 1;
        }
        let until = k + 4;
        while k < until && words.has(k, NATIONALITY | OFFICE_MODIFIER | FIELD) && !words.has(k, OFFICE) {
            k += 1;
        }
        let age = words.get(end + 1).is_some_and(|w| w.kind == crate::text::TokenKind::Number && w.range.len() == 2)
            && words.text(end + 2) == ",";
        if who || age || words.has(k, OFFICE) && !words.ends_before(k) {
            found.add("name explained behind it", 0.76, range, None, words.range(end + 1, (k + 1).min(words.len()).max(end + 2)));
            return end;
        }
    }
    if length > 1 && length <= 4 && !words.opens(from) {
        found.add("name in capitals", 0.52, range, None, range);
    }
    end
}
