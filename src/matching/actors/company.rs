//! Organisations that neither a list nor a head gives away: two names joined by `&`, and a noun
//! that opens a name before `for`, `against` or `without`.

use super::lexicon::{
    EVERYDAY, FIELD, FIRM_SUFFIX, NATIONALITY, NO_ACTOR, OPENS_BODY, ORDINARY, PLACE, PLACE_HEAD,
};
use super::words::Words;
use super::{Found, organisations};
use crate::text::TokenKind;

/// No such name has more words on either side.
const REACH: usize = 6;

/// Appends the organisations of a paragraph.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    for i in 1..words.len() {
        let mark = words.get(i).is_some_and(|w| w.kind == TokenKind::Mark);
        if mark && words.text(i) == "&" {
            joined(words, i, found);
        }
    }
    for i in 0..words.len() {
        if words.has(i, OPENS_BODY) && words.capital(i) {
            opened(words, i, found);
        }
    }
}

/// `Harker & Dole`: no everyday words, no places.
fn joined(words: &Words<'_, '_>, and: usize, found: &mut Found<'_>) {
    const OTHER: u32 = EVERYDAY | ORDINARY | FIELD | PLACE | NATIONALITY;
    let fits = |i: usize| words.proper(i) && !words.has(i, OTHER);
    if words.opens(and) || !fits(and - 1) || !fits(and + 1) || words.opens(and + 1) {
        return;
    }
    let mut start = and - 1;
    while start > and.saturating_sub(REACH) && start > 0 && !words.opens(start) && fits(start - 1) {
        start -= 1;
    }
    let mut end = and + 2;
    while end < and + REACH && fits(end) && !words.opens(end) {
        end += 1;
    }
    if words.has(end - 1, NO_ACTOR | PLACE_HEAD | FIRM_SUFFIX) {
        return;
    }
    let range = words.range(start, end);
    found.add(
        "names joined by &",
        0.74,
        range,
        None,
        words.range(and, and + 1),
    );
}

/// `Engineers Against Poverty`, `National Centre for Rural Studies`, `Friends of the Forest`.
fn opened(words: &Words<'_, '_>, noun: usize, found: &mut Found<'_>) {
    let fits = match words.text(noun + 1) {
        "for" | "For" | "against" | "Against" | "without" | "Without" => true,
        "of" => matches!(
            words.text(noun),
            "Friends" | "Sons" | "Daughters" | "Mothers"
        ),
        _ => false,
    };
    let named = |i: usize| organisations::in_name(words, i) && !words.opens(i);
    if !fits || words.opens(noun + 1) {
        return;
    }
    let end = if let Some(end) = organisations::of(words, noun + 1) {
        end
    } else {
        let limit = noun + 2 + REACH;
        let mut end = noun + 2;
        while end < limit && named(end) {
            end += 1;
        }
        if end == noun + 2 {
            return;
        }
        organisations::of(words, end).unwrap_or(end)
    };
    let mut start = noun;
    while start > noun.saturating_sub(REACH)
        && start > 0
        && !words.opens(start)
        && organisations::in_name(words, start - 1)
    {
        start -= 1;
    }
    while start < noun && words.opens(start) && words.has(start, ORDINARY) {
        start += 1;
    }
    let range = words.range(start, end);
    found.add(
        "noun that opens a name",
        0.88,
        range,
        None,
        words.range(noun, noun + 1),
    );
}
