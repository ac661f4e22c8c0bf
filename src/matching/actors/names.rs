//! Where the name of a person begins and ends.

use super::lexicon::{
    ACTS, ADDRESS, FIRM_SUFFIX, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, ORDINARY,
    PARTICLE, PLACE, PLACE_HEAD, SURNAME,
};
use super::words::Words;
use crate::text::TokenKind;

/// No name has more words.
const LONGEST: usize = 7;

/// The end of the name that begins with word `from`, which must be proper; `from` where none
/// does. Particles join, initials count, suffixes such as `Jr.` belong to it.
pub(super) fn end(words: &Words<'_, '_>, from: usize) -> usize {
    let mut end = from;
    while end < from + LONGEST {
        if end > from && words.opens(end) {
            break;
        }
        if begins_or_goes_on(words, end)
            || end > from && words.has(end, SURNAME) && is_first_name(words, end - 1)
        {
            end += 1;
        } else if end > from && words.is_word(end) && words.has(end, PARTICLE) && !words.opens(end)
        {
            // One or two particles: `van der`, `bin al`.
            let after = if words.has(end + 1, PARTICLE) && !words.capital(end + 1) {
                end + 2
            } else {
                end + 1
            };
            if !begins_or_goes_on(words, after) || words.opens(after) {
                break;
            }
            end = after + 1;
        } else {
            break;
        }
    }
    if end > from
        && words.text(end) == ","
        && matches!(words.text(end + 1), "Jr." | "Jr" | "Sr." | "Sr")
    {
        return end + 2;
    }
    end
}

/// The end of the name behind a title that ends before word `from`; there it may begin with a
/// particle: `President von der Heide`.
pub(super) fn end_behind_title(words: &Words<'_, '_>, from: usize) -> usize {
    let particle = |i: usize| {
        words.has(i, PARTICLE) && !words.capital(i) && words.is_word(i) && !words.opens(i)
    };
    let mut start = from;
    while start < from + 2 && particle(start) {
        start += 1;
    }
    let name = end(words, start);
    if start == from || words.opens(start) {
        return if start == from { name } else { from };
    }
    if name > start { name } else { from }
}

/// Whether word `i` is a first name and nothing else.
fn is_first_name(words: &Words<'_, '_>, i: usize) -> bool {
    words.capital(i) && words.has(i, GIVEN_NAME) && !words.has(i, ORDINARY | OFFICE | PLACE)
}

fn begins_or_goes_on(words: &Words<'_, '_>, i: usize) -> bool {
    words.proper(i)
        || words.is_word(i)
            && words.capital(i)
            && words.has(i, GIVEN_NAME)
            && !words.has(i, ORDINARY)
}

/// Whether words `from..to` can name a person: none of them names a body, a place or a thing.
pub(super) fn can_be_person(words: &Words<'_, '_>, from: usize, to: usize) -> bool {
    const OTHER: u32 = FIRM_SUFFIX | ADDRESS;
    const OTHER_AT_END: u32 = HEAD | NO_ACTOR | PLACE_HEAD;
    let given = words.has(from, GIVEN_NAME);
    if (from..to).all(|i| words.has(i, PLACE)) && !given || is_label(words.text(from)) {
        return false;
    }
    // `Harry West`, but not `Harry West Street`
    let surname = to == from + 2
        && words.has(from + 1, SURNAME)
        && is_first_name(words, from)
        && (!words.capital(to) || words.opens(to));
    (from..to).all(|i| !words.has(i, OTHER) || words.text(i).ends_with("r."))
        && (to == from + 1 && given || surname || !words.has(to - 1, OTHER_AT_END))
        && (given || !words.has(from, HEAD | NATIONALITY | OFFICE))
}

/// Given names that are months or modal verbs too: a name only before a surname that acts or is
/// set off, and not where a date would stand (`in May Johnson said`).
pub(super) fn is_given_by_context(words: &Words<'_, '_>, i: usize) -> bool {
    if !matches!(words.text(i), "May" | "Will" | "April" | "June" | "August")
        || !words.proper(i + 1)
        || words.opens(i + 1)
        || words.has(i + 1, ORDINARY | NATIONALITY | OFFICE | HEAD | PLACE)
    {
        return false;
    }
    let modal = words.text(i) == "Will";
    if !words.opens(i) {
        let before = i.checked_sub(1).map_or("", |b| words.text(b));
        let number = i > 0
            && words
                .get(i - 1)
                .is_some_and(|w| w.kind == TokenKind::Number);
        return modal
            || !number
                && !matches!(
                    before,
                    "in" | "In"
                        | "since"
                        | "until"
                        | "last"
                        | "next"
                        | "this"
                        | "of"
                        | "by"
                        | "before"
                        | "after"
                        | "from"
                        | "early"
                        | "late"
                        | "mid"
                        | "to"
                        | "during"
                );
    }
    // A sentence that begins with the verb asks.
    if modal && !is_question(words, i) {
        return true;
    }
    let end = end(words, i + 1);
    let acts = |k: usize| {
        words.has(k, ACTS) && words.text(k).ends_with(['d', 's', 't', 'e', 'w'])
            || words.text(k).len() > 3 && words.text(k).ends_with("ed")
            || matches!(
                words.text(k),
                "spoke"
                    | "left"
                    | "was"
                    | "is"
                    | "has"
                    | "had"
                    | "who"
                    | "took"
                    | "came"
                    | "went"
                    | "gave"
                    | "made"
                    | "also"
                    | "held"
                    | "became"
            )
    };
    !words.ends_before(end) && (acts(end) || words.possessive(end) || words.text(end) == ",")
}

/// Whether the sentence of word `i` ends in a question mark, as far as a sentence reaches.
fn is_question(words: &Words<'_, '_>, i: usize) -> bool {
    const SENTENCE: usize = 60;
    (i + 1..i + SENTENCE)
        .take_while(|&k| words.get(k).is_some() && !words.opens(k))
        .any(|k| words.text(k) == "?")
}

/// Words that open the name of a place or undertaking, whatever follows: `Mount Hope`.
pub(super) fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &[
        "Mount",
        "Mt.",
        "Lake",
        "Wadi",
        "Camp",
        "Fort",
        "Port",
        "Cape",
        "Jebel",
        "Jabal",
        "Tel",
        "Operation",
        "Project",
        "Hurricane",
        "Typhoon",
        "Cyclone",
        "Storm",
        "Hotel",
        "Group",
        "Route",
        "Windows",
        "Mac",
    ];
    LABELS.contains(&word)
}

/// Whether a word says which part of a place is meant: `Northern`.
pub(super) fn is_direction(word: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west",
        "greater", "upper", "lower", "mainland",
    ];
    DIRECTIONS.iter().any(|d| d.eq_ignore_ascii_case(word))
}
