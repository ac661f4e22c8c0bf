//! Organisations by name, by the noun that says what they are, and by the letters in brackets
//! behind their name.

use super::lexicon::{
    self, COUNTRY, FIELD, FIRM_SUFFIX, HEAD, NATIONALITY, NO_ACTOR, ORDINARY, PEOPLE, PLACE,
    PLACE_HEAD, ROLE,
};
use super::words::Words;
use super::{Found, acronyms, people};
use crate::text::ByteRange;

/// No name of an organisation has more words on either side of its head.
const REACH: usize = 9;

/// Appends the organisations of a paragraph.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    let mut i = 0;
    while i < words.len() {
        i = known(words, i, found).max(i + 1);
    }
    let mut seen = 0;
    for i in 0..words.len() {
        if i >= seen && words.capital(i) && words.has(i, HEAD | FIRM_SUFFIX) {
            seen = headed(words, i, seen, found);
        }
        if words.text(i) == "(" {
            acronyms::bracketed(words, i, found);
        }
    }
    for i in 0..words.len() {
        acronyms::acronym(words, i, found);
    }
}

/// An organisation from the list.
fn known(words: &Words<'_, '_>, i: usize, found: &mut Found<'_>) -> usize {
    if !words.is_word(i) || !words.get(i).is_some_and(|w| w.begins_body) {
        return i + 1;
    }
    let range = words.get(i).map_or(ByteRange::new(0, 0), |w| w.range());
    let text = &words.reading.article.text()[range.start..];
    let Some(name) = lexicon::organisation(words.text(i), text) else {
        return i + 1;
    };
    let whole = ByteRange::new(range.start, range.start + name.len());
    let mut end = i + 1;
    while words.get(end).is_some_and(|w| w.range().start < whole.end) {
        end += 1;
    }
    let single = end == i + 1;
    if single
        && !words.proper(i)
        && !words.get(i).is_some_and(|w| w.shouts)
        && (!words.opens(i) || words.reading.occurs_in_lower_case(name))
    {
        return end;
    }
    if !single && (i..end).all(|k| words.has(k, COUNTRY))
        || single && i > 0 && words.has(i, PLACE) && words.has(i - 1, PLACE)
    {
        return end;
    }
    let crowded = i > 0
        && !words.opens(i)
        && words.capital(i - 1)
        && !words.has(i - 1, NATIONALITY | ORDINARY)
        || words.capital(end) && !words.opens(end);
    let score = match (single, crowded) {
        (true, true) => 0.6,
        (true, false) => 0.85,
        (false, _) => 0.9,
    };
    // `the Turkish Red Crescent`: the nationality belongs to it.
    let national = i > 0
        && !single
        && !words.opens(i)
        && words.capital(i - 1)
        && words.has(i - 1, NATIONALITY)
        && !lexicon::is_no_acronym(words.text(i - 1));
    if national {
        let longer = ByteRange::new(words.range(i - 1, i).start, whole.end);
        found.add("known organisation", score, longer, Some(whole), whole);
    } else {
        found.add("known organisation", score, whole, None, whole);
    }
    end
}

/// An organisation around the head at word `head`. Gives the word up to which heads are done with.
fn headed(words: &Words<'_, '_>, head: usize, floor: usize, found: &mut Found<'_>) -> usize {
    let mut start = head;
    let lowest = head.saturating_sub(REACH).max(floor);
    let mut core = None;
    while start > lowest && !words.opens(start) {
        let i = start - 1;
        if in_name(words, i) {
            start = i;
        } else if words.text(i) == "&" && i > lowest && words.capital(i - 1)
            || words.text(i) == "and" && i > lowest && (joins(words, i) || shares_head(words, i))
        {
            start = i - 1;
        } else if words.possessive(i)
            && i > lowest
            && words.capital(i - 1)
            && !words.has(i - 1, ORDINARY)
        {
            let people = matches!(
                words.text(i - 1),
                "People"
                    | "Peoples"
                    | "Lord"
                    | "Women"
                    | "Children"
                    | "Workers"
                    | "Farmers"
                    | "Teachers"
                    | "Men"
                    | "Writers"
                    | "Lawyers"
                    | "Nurses"
                    | "Students"
                    | "Peasants"
            );
            if !people {
                if core.is_none() && start < head {
                    core = Some(start);
                } else if core.is_none() {
                    break;
                }
            }
            start = i - 1;
        } else {
            break;
        }
    }
    while start < head && words.opens(start) && !opens_name(words, start) {
        start += 1;
    }
    let mut end = head + 1;
    while words.capital(end)
        && !words.opens(end)
        && (words.has(end, HEAD | FIRM_SUFFIX | FIELD)
            || words.proper(end) && !words.has(end, lexicon::GIVEN_NAME | lexicon::OFFICE))
        && !words.has(end, NO_ACTOR)
        && end < head + REACH
    {
        end += 1;
    }
    if let Some(behind) = of(words, end) {
        end = behind;
    }
    if words.has(end - 1, FIRM_SUFFIX) && words.text(end) == "." && !words.ends_before(end + 1) {
        end += 1;
    }
    let length = end - start;
    if words.has(end - 1, NO_ACTOR | PLACE_HEAD) && !words.has(end - 1, HEAD)
        || words.has(end, NO_ACTOR) && words.capital(end)
    {
        return end;
    }
    if (start..end).all(|i| words.has(i, PLACE)) {
        return end;
    }
    let suffix = words.has(head, FIRM_SUFFIX);
    let score = if length > 1 {
        if suffix {
            0.92
        } else if length > 2 {
            0.9
        } else {
            0.88
        }
    } else if suffix
        || !words.proper(head)
        || words.opens(head)
        || !words.has(head, ROLE) && words.text(head).len() < 5
    {
        return end;
    } else {
        0.6
    };
    let doubtful = words.opens(start) && length == 1;
    if doubtful {
        return end;
    }
    let range = words.range(start, end);
    found.add(
        if suffix {
            "name of a firm"
        } else {
            "name with a head"
        },
        score,
        range,
        core.filter(|&c| c > start).map(|c| words.range(c, end)),
        words.range(head, head + 1),
    );
    end
}

/// Whether a word that opens a sentence may open a name.
fn opens_name(words: &Words<'_, '_>, i: usize) -> bool {
    words.proper(i) || words.has(i, FIELD | NATIONALITY | HEAD) && !words.has(i, ORDINARY)
}

/// `Science and Technology Agency`: fields on both sides.
fn joins(words: &Words<'_, '_>, and: usize) -> bool {
    words.capital(and - 1)
        && words.capital(and + 1)
        && words.has(and - 1, FIELD)
        && words.has(and + 1, FIELD)
}

/// Whether a word with a capital can stand inside the name of an organisation.
fn in_name(words: &Words<'_, '_>, i: usize) -> bool {
    /// Words that are ordinary elsewhere.
    const IN_NAMES: &[&str] = &[
        "Internet",
        "Web",
        "World",
        "Woman",
        "Women",
        "Men",
        "Child",
        "Children",
        "People",
        "Time",
        "Day",
        "Old",
        "Young",
        "One",
        "First",
        "Second",
        "Third",
        "Three",
        "Four",
        "Five",
        "Fifth",
        "New",
        "Great",
        "Best",
        "Next",
        "English",
        "French",
        "German",
        "Spanish",
        "Russian",
        "Chinese",
        "Arabic",
        "Television",
        "Radio",
        "TV",
        "News",
        "General",
        "High",
        "Free",
        "Your",
        "Our",
        "God",
    ];
    if !words.capital(i) {
        return false;
    }
    !words.has(i, ORDINARY)
        || words.has(i, FIELD | NATIONALITY)
        || !words.opens(i) && IN_NAMES.contains(&words.text(i))
}

/// The end of the name of an organisation that begins with word `from`.
pub(super) fn name_end(words: &Words<'_, '_>, from: usize) -> usize {
    let mut end = from + 1;
    while end < from + REACH && in_name(words, end) && !words.opens(end) {
        end += 1;
    }
    if words.has(end - 1, HEAD) {
        of(words, end).unwrap_or(end)
    } else {
        end
    }
}

/// `the Conservative and Unionist Party`: one word before the `and`, with an article and no head
/// of its own.
fn shares_head(words: &Words<'_, '_>, and: usize) -> bool {
    let first = and - 1;
    words.capital(first)
        && words.capital(and + 1)
        && first > 0
        && matches!(words.text(first - 1), "the" | "The" | "a")
        && words.proper(first)
        && !words.get(first).is_some_and(|w| w.shouts)
        && !words.has(
            first,
            HEAD | PLACE | PEOPLE | lexicon::GIVEN_NAME | lexicon::OFFICE,
        )
        && lexicon::organisation(words.text(first), words.text(first)).is_none()
}

/// `Party of Socialists and Democrats`: two single words of one kind around the `and`.
fn is_pair(words: &Words<'_, '_>, and: usize) -> bool {
    let fits = |i: usize| {
        words.capital(i)
            && !words.has(
                i,
                PLACE | NATIONALITY | lexicon::GIVEN_NAME | lexicon::OFFICE | ORDINARY,
            )
            && (!words.has(i, HEAD) || words.has(i, PEOPLE))
            && !words.get(i).is_some_and(|w| w.shouts)
            && lexicon::organisation(words.text(i), words.text(i)).is_none()
    };
    fits(and - 1) && fits(and + 1) && (words.opens(and + 2) || !words.capital(and + 2))
}

/// The end of `of X`, `for X and Y`, `of the X` behind a head.
fn of(words: &Words<'_, '_>, from: usize) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    while at < from + 3 * REACH
        && matches!(
            words.text(at),
            "of" | "for" | "on" | "against" | "de" | "du" | "des"
        )
        && !words.opens(at)
    {
        let mut i = at + 1;
        if words.text(i) == "the" {
            i += 1;
        }
        let first = i;
        while in_name(words, i) && !words.opens(i) && i < first + REACH {
            i += 1;
            if matches!(words.text(i), "and" | "&")
                && words.capital(i + 1)
                && words.has(i + 1, FIELD | HEAD)
                && words.has(i - 1, FIELD)
            {
                i += 1;
            } else if words.text(i) == "and" && i == first + 1 && is_pair(words, i) {
                i += 2;
            } else if words.text(i) == ","
                && words.capital(i + 1)
                && words.has(i - 1, FIELD)
                && words.has(i + 1, FIELD)
            {
                i += 1;
            }
        }
        if i == first {
            break;
        }
        end = Some(i);
        at = i;
    }
    end
}

/// The end of the complement of an organisation written in small letters, `government of Niger`.
pub(super) fn of_name(words: &Words<'_, '_>, from: usize) -> Option<usize> {
    if words.text(from) == "of" {
        people::complement(words, from)
    } else {
        None
    }
}
