//! Groups: a nationality, body, possessor or adjective with a role noun, and role nouns alone.

use super::institutions::{acts, is_institution, passes, rules};
use super::lexicon::{
    self, ACTS, COMMON_ACTOR, FIELD, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, ORDINARY,
    PEOPLE, PLACE, PLACE_HEAD, ROLE, ROLE_MODIFIER,
};
use super::words::Words;
use super::{COMMON_NOUN, Found, modifiers, names, organisations};
use crate::text::TokenKind;

/// Role nouns that also stand before another noun without being the actor: `police station`.
const ATTRIBUTES: &[&str] = &[
    "police",
    "government",
    "regime",
    "military",
    "army",
    "opposition",
    "parliament",
    "rebel",
    "party",
    "state",
    "navy",
    "parliamentary",
    "paramilitary",
    "council",
    "court",
    "bank",
    "company",
    "media",
    "press",
    "union",
    "group",
    "campaign",
    "troop",
    "militant",
    "terrorist",
    "student",
    "staff",
    "worker",
    "country",
    "congress",
    "senate",
    "cabinet",
    "presidency",
];

/// Appends the groups of a paragraph.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    for i in 0..words.len() {
        if words.is_word(i)
            && words.has(i, ROLE)
            && !(words.capital(i) && words.has(i, PLACE))
            && !goes_on(words, i)
        {
            group(words, i, found);
        } else if words.has(i, PEOPLE) && words.capital(i) && !words.has(i + 1, ROLE) {
            people(words, i, found);
        }
    }
}

/// Whether the role noun at `i` is itself before another one: `police officers`.
fn goes_on(words: &Words<'_, '_>, i: usize) -> bool {
    let next = i + 1;
    words.is_word(next)
        && !words.opens(next)
        && words.has(next, ROLE | OFFICE)
        && !words.has(next, ORDINARY)
        && !(words.capital(next) && words.has(next, GIVEN_NAME))
}

/// Nouns that are seldom a party of the story with only an adjective: `political parties`.
fn is_abstract(words: &Words<'_, '_>, noun: usize) -> bool {
    matches!(
        words.text(noun).to_ascii_lowercase().as_str(),
        "parties"
            | "states"
            | "countries"
            | "nations"
            | "organisations"
            | "organizations"
            | "unions"
            | "candidates"
            | "businesses"
            | "companies"
            | "families"
            | "institutions"
            | "universities"
            | "communities"
            | "groups"
            | "powers"
            | "partners"
            | "members"
            | "banks"
            | "courts"
            | "teams"
            | "agencies"
            | "firms"
            | "newspapers"
            | "governments"
            | "movements"
            | "alliances"
            | "players"
            | "peoples"
            | "citizens"
            | "nationals"
            | "forces"
    )
}

/// Nouns that are an actor only with an article: `the opposition`, but `in opposition to`.
fn is_mass(words: &Words<'_, '_>, noun: usize) -> bool {
    matches!(
        words.text(noun).to_ascii_lowercase().as_str(),
        "opposition" | "government" | "military" | "parliament" | "army" | "regime" | "junta"
    )
}

/// `the American carmaker Brunkle`, `militant group Hezbollah`: what a body is, before its name.
/// Says whether that is so.
fn described(
    words: &Words<'_, '_>,
    noun: usize,
    left: modifiers::Modifiers,
    found: &mut Found<'_>,
) -> bool {
    const KINDS: &[&str] = &[
        "company",
        "firm",
        "group",
        "organisation",
        "organization",
        "newspaper",
        "magazine",
        "website",
        "broadcaster",
        "channel",
        "network",
        "agency",
        "airline",
        "bank",
        "retailer",
        "giant",
        "automaker",
        "carmaker",
        "manufacturer",
        "maker",
        "militia",
        "movement",
        "party",
        "charity",
        "watchdog",
        "union",
        "corporation",
        "supplier",
        "operator",
        "developer",
        "publisher",
    ];
    let from = noun + 1;
    let lower = words.text(noun).to_ascii_lowercase();
    if !KINDS.contains(&lower.as_str())
        || words.capital(noun) && !words.opens(noun)
        || !words.proper(from)
        || words.opens(from)
    {
        return false;
    }
    let end = organisations::name_end(words, from);
    let known = lexicon::organisation(words.text(from), words.text(from)).is_some();
    if !known && (from..end).all(|i| words.has(i, PLACE | NATIONALITY))
        || words.has(end - 1, NO_ACTOR | PLACE_HEAD)
    {
        return false;
    }
    let name = words.range(from, end);
    found.add(
        "what a body is before its name",
        0.9,
        words.range(left.start, end),
        Some(name),
        words.range(noun, noun + 1),
    );
    true
}

fn group(words: &Words<'_, '_>, noun: usize, found: &mut Found<'_>) {
    let left = modifiers::before(words, noun);
    let (mut start, mut end) = (left.start, noun + 1);
    if described(words, noun, left, found) {
        return;
    }
    let attributive = is_attributive(words, noun);
    // A name behind: the rule for titles has it.
    if words.has(noun, OFFICE)
        && words.proper(end)
        && !words.opens(end)
        && names::end(words, end) > end
    {
        return;
    }
    // `New` and `Main` at the start of a sentence are not part of the actor's name.
    while start < noun
        && words.opens(start)
        && words.has(start, ORDINARY)
        && !words.has(start, NATIONALITY)
    {
        start += 1;
    }
    let any = left.any && start < noun;
    // `1,500 soldiers` is a figure, and `Sahel state` is a place.
    let counted = !any
        && start > 0
        && words
            .get(start - 1)
            .is_some_and(|w| w.kind == TokenKind::Number);
    let place = matches!(
        words.text(noun),
        "state" | "states" | "country" | "countries" | "nation" | "city" | "region"
    ) && !(start..noun).any(|i| words.has(i, NATIONALITY));
    // The figure holds its actor: `[23 [soldiers]]`.
    if counted && !words.has(noun, COMMON_ACTOR) || place {
        return;
    }
    let complement = if left.core > left.start {
        None
    } else {
        organisations::of_name(words, end)
    };
    let evidence = words.range(noun, noun + 1);
    if let Some(behind) = complement {
        end = behind;
        // The government of a land acts; its residents may as well be where they are.
        let land = words.has(end - 1, PLACE) && !(noun + 1..end).any(|i| words.has(i, HEAD));
        let score = if land && acts_for_land(words, noun) {
            0.93
        } else {
            0.78
        };
        found.add(
            "role noun with a name",
            score,
            words.range(start, end),
            None,
            evidence,
        );
        return;
    }
    let head = (left.core > start).then(|| words.range(left.core, end));
    if left.named && any {
        // A body before people is not the actor itself: `Interior Ministry officers`.
        let score = match (attributive, is_people(words, noun)) {
            (true, _) => 0.7,
            (false, true) => 0.92,
            (false, false) => 0.86,
        };
        found.add(
            "nationality or body with a role noun",
            score,
            words.range(start, end),
            head,
            evidence,
        );
    } else if attributive {
        // `military coup`, `police station`
    } else if words.capital(noun)
        && !words.opens(noun)
        && words.has(noun, OFFICE)
        && start > 0
        && matches!(words.text(start - 1), "the" | "The")
    {
        found.add(
            "office with a capital",
            0.62,
            words.range(start, end),
            None,
            evidence,
        );
    } else if words.has(noun, COMMON_ACTOR) {
        let score = if any { 0.62 } else { 0.54 };
        let definite = start > 0
            && matches!(
                words.text(start - 1),
                "the" | "The" | "its" | "their" | "his" | "her" | "by" | "our"
            );
        let acts = if words.text(noun).eq_ignore_ascii_case("parliament") {
            passes(words, end)
        } else {
            acts(words, end)
        };
        // `the opposition Harbour Party`
        let describes = words.capital(end) && !words.opens(end) && words.proper(end);
        if is_mass(words, noun) && (!definite && !acts || describes) {
            return;
        }
        found.add(COMMON_NOUN, score, words.range(start, end), None, evidence);
    } else if is_institution(words, start, noun) {
        found.add(COMMON_NOUN, 0.56, words.range(start, end), None, evidence);
    } else if any
        && (start..noun).any(|i| words.has(i, ROLE_MODIFIER | FIELD | ROLE))
        && words.text(noun).ends_with('s')
        && !is_abstract(words, noun)
    {
        found.add(COMMON_NOUN, 0.55, words.range(start, end), None, evidence);
    }
}

/// Whether what a role noun names stands for its land: `the government of Ruritania`.
fn acts_for_land(words: &Words<'_, '_>, noun: usize) -> bool {
    matches!(
        words.text(noun),
        "government"
            | "governments"
            | "people"
            | "peoples"
            | "parliament"
            | "army"
            | "authorities"
            | "president"
            | "presidents"
            | "regime"
            | "military"
            | "king"
            | "leaders"
    )
}

/// Whether a role noun in the plural or `spokesman` names people, not a body.
fn is_people(words: &Words<'_, '_>, noun: usize) -> bool {
    matches!(
        words.text(noun),
        "officers"
            | "officials"
            | "fighters"
            | "militants"
            | "members"
            | "soldiers"
            | "troops"
            | "forces"
            | "agents"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "lawmakers"
            | "diplomats"
            | "investigators"
            | "prosecutors"
            | "rebels"
            | "insurgents"
            | "terrorists"
            | "gunmen"
            | "commanders"
            | "leaders"
            | "ministers"
            | "peacekeepers"
            | "supporters"
            | "negotiators"
            | "mediators"
    )
}

/// Whether the noun seems to stand before another noun.
fn is_attributive(words: &Words<'_, '_>, noun: usize) -> bool {
    let text = words.text(noun);
    if !ATTRIBUTES.iter().any(|a| a.eq_ignore_ascii_case(text)) {
        return false;
    }
    let next = noun + 1;
    words.is_word(next)
        && !words.opens(next)
        && !words.capital(next)
        && !words.has(next, ORDINARY | ACTS)
        && !rules(words, next)
        && !words.text(next).ends_with("ed")
        && !words.text(next).ends_with("ly")
}

/// A people by name: `Syrians`, `young Iraqis`.
fn people(words: &Words<'_, '_>, i: usize, found: &mut Found<'_>) {
    if words.capital(i + 1) && !words.opens(i + 1)
        || i > 0
            && words.capital(i - 1)
            && !words.opens(i)
            && !words.has(i - 1, NATIONALITY | ORDINARY)
    {
        return;
    }
    let start = if i > 0
        && !words.opens(i)
        && (words.has(i - 1, ROLE_MODIFIER)
            || words.text(i - 1) == "South"
            || words.text(i - 1) == "North")
    {
        i - 1
    } else {
        i
    };
    found.add(
        "people by name",
        0.75,
        words.range(start, i + 1),
        None,
        words.range(i, i + 1),
    );
}
