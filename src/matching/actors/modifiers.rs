//! What stands before an office or a role noun and belongs to the same actor: nationality, body,
//! field, adjectives, and a possessor.

use super::lexicon::{
    ACTS, ADDRESS, FIELD, GIVEN_NAME, HEAD, NATIONALITY, OFFICE, OFFICE_MODIFIER, ORDINARY, PLACE,
    ROLE, ROLE_MODIFIER,
};
use super::words::Words;

/// How far an actor reaches to the left of its office or role noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Modifiers {
    /// The first word of the actor.
    pub start: usize,
    /// The first word behind a possessor: `Niger’s | military government`.
    pub core: usize,
    /// A nationality, a proper name or a possessor is among them.
    pub named: bool,
    /// Anything at all is among them.
    pub any: bool,
}

impl Modifiers {
    /// Nothing stands before word `noun` that belongs to it.
    pub(super) fn none(noun: usize) -> Self {
        Self {
            start: noun,
            core: noun,
            named: false,
            any: false,
        }
    }
}

/// No actor has more words before its noun.
const REACH: usize = 9;

/// The modifiers before word `noun`.
pub(super) fn before(words: &Words<'_, '_>, noun: usize) -> Modifiers {
    let mut found = Modifiers::none(noun);
    let floor = noun.saturating_sub(REACH);
    while found.start > floor && !words.opens(found.start) {
        let i = found.start - 1;
        if words.possessive(i) {
            if let Some(start) = possessor(words, i, floor) {
                found.core = found.start;
                found.start = start;
                found.named = true;
                found.any = true;
            }
            break;
        }
        if is_joined(words, i, noun) {
            found.start = i - 1;
            continue;
        }
        if found.start < noun
            && words.capital(found.start)
            && let Some(start) = body_before(words, i, floor)
        {
            found.start = start;
            continue;
        }
        if !is_modifier(words, i) {
            // `American auto companies`: one plain noun between nationality and role.
            if found.start == noun
                && i > floor
                && !words.opens(i)
                && is_plain_noun(words, i)
                && (words.capital(i - 1) && words.has(i - 1, NATIONALITY | PLACE)
                    || words.possessive(i - 1))
            {
                found.start = i;
                found.any = true;
                continue;
            }
            break;
        }
        found.named |= words.capital(i) && words.has(i, NATIONALITY | PLACE)
            || words.capital(i) && words.has(i, HEAD) && !words.opens(i)
            || words.proper(i)
                && !words.has(i, FIELD | OFFICE_MODIFIER | ROLE_MODIFIER | OFFICE | ROLE);
        found.any = true;
        found.start = i;
    }
    if found.core == noun {
        found.core = found.start;
    }
    found
}

/// The first word of a body whose name goes on behind the preposition at word `i`, with its
/// article: `Democratic Union of | Ruritania chairman`, `Council for the Welfare of | Farmers
/// spokeswoman`.
fn body_before(words: &Words<'_, '_>, i: usize, floor: usize) -> Option<usize> {
    let mut at = i;
    while at > floor && !words.opens(at) {
        if words.text(at) == "the" {
            at -= 1;
        }
        if !matches!(words.text(at), "of" | "for" | "in" | "on") || at <= floor || words.opens(at) {
            return None;
        }
        let last = at - 1;
        if !words.capital(last) || words.has(last, OFFICE) && !words.has(last, HEAD) {
            return None;
        }
        if words.has(last, HEAD) {
            return Some(last);
        }
        // `the Welfare` between two prepositions
        at = last.checked_sub(1)?;
    }
    None
}

fn is_plain_noun(words: &Words<'_, '_>, i: usize) -> bool {
    let text = words.text(i);
    words.is_word(i)
        && !words.capital(i)
        && !words.has(i, ORDINARY | ACTS | GIVEN_NAME)
        && !text.ends_with("ed")
        && !text.ends_with("ing")
        && !text.ends_with("ly")
        && !text.ends_with('s')
}

fn is_modifier(words: &Words<'_, '_>, i: usize) -> bool {
    const KNOWN: u32 = FIELD | OFFICE_MODIFIER | ROLE_MODIFIER | NATIONALITY | OFFICE | ROLE | HEAD;
    if !words.is_word(i) {
        return false;
    }
    let ordinary = words.has(i, ORDINARY);
    let adjective = matches!(
        words.text(i),
        "armed" | "masked" | "unidentified" | "allied" | "united" | "retired"
    );
    if !adjective
        && !words.capital(i)
        && words.text(i).ends_with("ed")
        && !words.text(i).contains('-')
    {
        // `the ousted president`, but `they ousted President X`
        let before = i.checked_sub(1).map_or("", |k| words.text(k));
        if words.opens(i)
            || !matches!(
                before,
                "the"
                    | "The"
                    | "a"
                    | "an"
                    | "A"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "some"
                    | "several"
                    | "many"
            )
        {
            return false;
        }
    }
    if words.has(i, ADDRESS) && !words.has(i, OFFICE_MODIFIER) {
        return false;
    }
    if words.has(i, NATIONALITY) {
        return true;
    }
    if ordinary {
        // `first`, `second`, `high`, `new` are ordinary words and modifiers both.
        if matches!(
            words.text(i),
            "news" | "radio" | "television" | "TV" | "internet"
        ) {
            return true;
        }
        if words.text(i) == "high" && words.text(i + 1) == "court" {
            return true;
        }
        // `New York police`
        if words.capital(i) && words.has(i, PLACE) {
            return true;
        }
        return words.has(i, OFFICE_MODIFIER | ROLE_MODIFIER)
            && !words.opens(i)
            && !matches!(words.text(i), "late" | "then" | "high" | "top");
    }
    if words.has(i, KNOWN) {
        return true;
    }
    words.proper(i) && !(words.has(i, GIVEN_NAME) && words.opens(i))
}

/// Whether word `i` is an `and` between two modifiers: `interior and overseas`.
fn is_joined(words: &Words<'_, '_>, i: usize, noun: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    if !matches!(words.text(i), "and" | "&") || i + 1 > noun || words.opens(i) {
        return false;
    }
    let both = |traits: u32| words.has(before, traits) && words.has(i + 1, traits);
    // `Prime Minister and President X` are two people.
    let two = is_head_of_state(words, before) && is_head_of_state(words, i + 1);
    // `Kurdish and Zorbet officials`: one of them may be unknown.
    let people = |a: usize, b: usize| words.has(a, NATIONALITY) && words.proper(b);
    let before_name = before > 0
        && words.capital(before - 1)
        && !words.opens(before)
        && !words.has(before - 1, ORDINARY);
    let longer = before_name || words.capital(i + 2);
    let place = words.has(before, PLACE) || words.has(i + 1, PLACE);
    let peoples = i + 1 < noun
        && !longer
        && !place
        && (people(before, i + 1) || people(i + 1, before))
        && !words.has(before, HEAD | GIVEN_NAME | OFFICE)
        && !words.has(i + 1, HEAD | GIVEN_NAME | OFFICE);
    both(NATIONALITY)
        || peoples
        || both(OFFICE) && !two && words.capital(before) == words.capital(i + 1)
        || i + 1 < noun && both(FIELD)
}

/// Offices that no one holds together with another of them.
fn is_head_of_state(words: &Words<'_, '_>, i: usize) -> bool {
    matches!(
        words.text(i),
        "Minister"
            | "President"
            | "Premier"
            | "Chancellor"
            | "King"
            | "Queen"
            | "Emir"
            | "Sultan"
            | "Pope"
            | "Prince"
            | "Prime"
            | "Secretary"
    )
}

/// The first word of the possessor whose ending is word `ending`: `the country’s`, `Sri Lanka’s`.
fn possessor(words: &Words<'_, '_>, ending: usize, floor: usize) -> Option<usize> {
    let last = ending.checked_sub(1)?;
    if words.capital(last) && (words.has(last, NATIONALITY) || !words.has(last, ORDINARY)) {
        let mut start = last;
        while start > floor
            && !words.opens(start)
            && words.capital(start - 1)
            && (words.proper(start - 1)
                || !words.has(start - 1, ORDINARY)
                || words.has(start - 1, PLACE))
        {
            start -= 1;
        }
        return Some(start);
    }
    matches!(
        words.text(last),
        "country"
            | "nation"
            | "state"
            | "city"
            | "region"
            | "government"
            | "company"
            | "group"
            | "party"
            | "kingdom"
            | "republic"
            | "world"
    )
    .then_some(last)
}
