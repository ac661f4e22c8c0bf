//! Names that no list knows, by what stands around them.

use super::lexicon::{
    ACTS, EVERYDAY, FIELD, FIRM_SUFFIX, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE,
    OFFICE_MODIFIER, ORDINARY, PEOPLE, PLACE, PLACE_HEAD, ROLE, ROLE_MODIFIER, SAYS,
};
use super::words::Words;
use super::{Found, names};
use crate::text::TokenKind;

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

/// Whether a single word is an everyday one, by the list or by its form.
pub(super) fn is_everyday(words: &Words<'_, '_>, from: usize, length: usize) -> bool {
    let text = words.text(from);
    length == 1
        && !words.has(from, GIVEN_NAME)
        && (words.has(
            from,
            EVERYDAY
                | ORDINARY
                | OFFICE
                | ROLE
                | OFFICE_MODIFIER
                | ROLE_MODIFIER
                | PLACE_HEAD
                | NO_ACTOR
                | ACTS
                | PEOPLE
                | NATIONALITY,
        ) || text.ends_with("ing")
            || text.ends_with("ly")
            || text.ends_with("tion")
            || text.ends_with("tions")
            || text.ends_with("ment")
            || text.ends_with("ments")
            || text.ends_with("ness")
            || text.ends_with("ity")
            || text.ends_with("ism")
            || text.ends_with("ies")
            || text.ends_with("ists")
            || text.ends_with("ers")
            || text.ends_with("ance")
            || text.ends_with("ence")
            || text.ends_with("ship")
            || text.ends_with("ology"))
}

/// Whether the predicate of a sentence seems to begin with word `i`.
fn is_subject(words: &Words<'_, '_>, i: usize) -> bool {
    let text = words.text(i);
    matches!(
        text,
        "was"
            | "is"
            | "has"
            | "had"
            | "also"
            | "later"
            | "did"
            | "does"
            | "will"
            | "would"
            | "could"
            | "became"
            | "began"
            | "ran"
            | "kept"
            | "held"
            | "made"
            | "took"
            | "gave"
            | "went"
            | "came"
            | "lost"
            | "won"
            | "stood"
            | "left"
            | "grew"
            | "wrote"
            | "then"
            | "never"
            | "who"
            | "himself"
            | "herself"
    ) || text.len() > 4 && text.ends_with("ed") && words.is_word(i)
}

/// Whether words `from..to` name a place: all of them, or the last behind a direction, or one
/// behind `Mount`, `Lake`, `Wadi`.
fn is_place(words: &Words<'_, '_>, from: usize, to: usize) -> bool {
    let placed = (from..to).filter(|&i| words.has(i, PLACE)).count();
    if placed == to - from {
        return true;
    }
    names::is_label(words.text(from))
        || placed == to - from - 1 && placed > 0 && names::is_direction(words.text(from))
}

fn name(words: &Words<'_, '_>, from: usize, found: &mut Found<'_>) -> usize {
    let end = names::end(words, from).max(from + 1);
    let length = end - from;
    let other = PLACE_HEAD | NO_ACTOR | PEOPLE;
    if words.has(end - 1, other) && !words.has(end - 1, HEAD | GIVEN_NAME)
        || length == 1 && words.has(from, NATIONALITY | OFFICE | HEAD | FIELD | FIRM_SUFFIX)
    {
        return end;
    }
    if words.has(from, NATIONALITY) && length == 2 {
        return end;
    }
    if is_place(words, from, end) {
        return end;
    }
    let range = words.range(from, end);
    let next = words.get(end).filter(|_| !words.ends_before(end));
    let lower = next.is_some_and(|w| !w.capital);
    if lower && !is_everyday(words, from, length) {
        let acts = |k: usize| words.has(k, ACTS) && !words.ends_before(k);
        // `has announced`, `also said`, `today introduced`
        let step = matches!(
            words.text(end),
            "has"
                | "had"
                | "have"
                | "also"
                | "later"
                | "today"
                | "then"
                | "first"
                | "again"
                | "recently"
                | "once"
                | "never"
                | "repeatedly"
                | "previously"
                | "subsequently"
        );
        if acts(end) || step && acts(end + 1) {
            let score = if length > 1 { 0.78 } else { 0.66 };
            let verb = if acts(end) { end } else { end + 1 };
            found.add(
                "name before a verb of saying or acting",
                score,
                range,
                None,
                words.range(verb, verb + 1),
            );
            return end;
        }
        if words.opens(from) && is_subject(words, end) {
            found.add(
                "name that opens a sentence before a verb",
                if length > 1 { 0.7 } else { 0.6 },
                range,
                None,
                words.range(end, end + 1),
            );
            return end;
        }
    }
    let quoted = from > 1
        && words.has(from - 1, SAYS)
        && words
            .get(from - 2)
            .is_some_and(|w| w.kind == TokenKind::Mark);
    if quoted
        && length == 1
        && !is_everyday(words, from, length)
        && words.get(end).is_none_or(|w| w.kind == TokenKind::Mark)
    {
        found.add(
            "name behind a verb of saying",
            0.7,
            range,
            None,
            words.range(from - 1, from),
        );
        return end;
    }
    if from > 0 && !words.opens(from) && words.has(from - 1, SAYS) && length > 1 {
        found.add(
            "name behind a verb of saying",
            0.74,
            range,
            None,
            words.range(from - 1, from),
        );
        return end;
    }
    if length > 1 && words.text(end) == "," && !words.ends_before(end) {
        let mut k = end + 1;
        let who = matches!(words.text(k), "who" | "whose");
        if matches!(
            words.text(k),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        ) {
            k += 1;
        }
        let until = k + 4;
        while k < until
            && words.has(k, NATIONALITY | OFFICE_MODIFIER | FIELD)
            && !words.has(k, OFFICE)
        {
            k += 1;
        }
        let age = words
            .get(end + 1)
            .is_some_and(|w| w.kind == crate::text::TokenKind::Number && w.range().len() == 2)
            && words.text(end + 2) == ",";
        if who || age || words.has(k, OFFICE) && !words.ends_before(k) {
            found.add(
                "name explained behind it",
                0.76,
                range,
                None,
                words.range(end + 1, (k + 1).min(words.len()).max(end + 2)),
            );
            return end;
        }
    }
    if length > 1 && length <= 4 && !words.opens(from) {
        found.add("name in capitals", 0.52, range, None, range);
    }
    end
}
