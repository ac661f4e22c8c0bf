//! What is known of the words of a phrase: roles, known actors, countries and their people.

use super::lexicon::{self, Known, Role, Weight};
use super::plover;
use super::words::{Word, Words};
use crate::matching::actors::lexicon::{GIVEN_NAME, OFFICE, traits};
use crate::matching::places::{DemonymKind, Gazetteer, PlaceKind};

const ARTICLES: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "le", "la", "les", "l'", "un", "une", "son",
    "sa", "ses", "leur",
];
/// Behind a hyphen they say what was done by another: "Russian-backed".
const DONE_TO: &[&str] = &[
    "backed",
    "led",
    "supported",
    "trained",
    "funded",
    "armed",
    "born",
    "based",
    "occupied",
    "controlled",
    "held",
    "allied",
    "made",
    "sponsored",
    "aligned",
    "linked",
    "owned",
    "brokered",
    "speaking",
    "annexed",
    "installed",
    "appointed",
    "run",
];
/// Before a hyphen they say what somebody is for or against.
const TOWARDS: &[&str] = &["anti", "pro", "non", "cross", "counter", "post", "inter"];
/// More words of a country's name, or of its people, are not looked up.
const LONGEST_PLACE: usize = 6;

/// What stands at some words of a phrase.
#[derive(Clone, Debug)]
pub(super) enum What {
    Role(Role),
    Known(Known),
    Country {
        code: &'static str,
        reason: String,
        /// Whether the words are the name of the country or of its capital.
        named: bool,
        /// Of its capital.
        capital: bool,
        breakaway: bool,
    },
    /// A people or region of no one country.
    People,
}

#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub from: usize,
    pub to: usize,
    pub what: What,
}

/// Whether a word is an article or stands in the place of one; UN is none.
pub(super) fn is_article(word: &Word<'_>) -> bool {
    let letters = word.text.len() > 1 && !word.text.contains(char::is_lowercase);
    !letters && is_one_of(ARTICLES, word)
}

pub(super) fn is_one_of(list: &[&str], word: &Word<'_>) -> bool {
    list.contains(&word.lower.as_str())
}

pub(super) fn has(lower: &str, bit: u32) -> bool {
    traits(lower, true) & bit != 0
}

/// All that is known of the words, from left to right, the longest first.
pub(super) fn hits(words: &Words<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < words.words.len() {
        let found = longest(words, at);
        match found {
            Some(hit) => {
                at = hit.to;
                if !is_towards(words, &hit) {
                    hits.push(hit);
                }
            }
            None => at += 1,
        }
    }
    capitals(words, &mut hits);
    hits
}

/// Whether the words only say for or against whom somebody is, or by whom something was done.
fn is_towards(words: &Words<'_>, hit: &Hit) -> bool {
    let before = hit.from.checked_sub(1).map(|i| &words.words[i]);
    let behind = words.words.get(hit.to);
    words.words[hit.from].hyphened && before.is_some_and(|word| is_one_of(TOWARDS, word))
        || behind.is_some_and(|word| word.hyphened && is_one_of(DONE_TO, word))
}

fn longest(words: &Words<'_>, at: usize) -> Option<Hit> {
    let (role, known) = lexicon::longest();
    let most = role
        .max(known)
        .max(LONGEST_PLACE)
        .min(words.words.len() - at);
    let first = &words.words[at];
    let before = at.checked_sub(1).map(|i| &words.words[i]);
    // "Denzel Washington", "Martin King", "Marine Le Pen"
    let behind_name = before.is_some_and(|word| {
        word.capital
            && first.mark.is_none()
            && !word.possessive
            && (has(&word.lower, GIVEN_NAME) && !is_role(&word.lower)
                || word.text.chars().count() == 1)
    });
    let next = words.words.get(at + 1);
    let begins_name = first.capital
        && has(&first.lower, GIVEN_NAME)
        && next.is_some_and(|next| {
            next.capital && next.mark.is_none() && !first.possessive && !is_role(&next.lower)
        });
    (1..=most).rev().find_map(|length| {
        let to = at + length;
        if !words.unbroken(at, to) {
            return None;
        }
        let hit = |what| Hit { from: at, to, what };
        let part_of_name = length == 1 && first.capital && (behind_name || begins_name);
        if first.capital && !(length == 1 && behind_name) {
            let name = lexicon::spelled(&words.written(at, to));
            if let Some(known) = lexicon::known(&name) {
                return Some(hit(What::Known(known)));
            }
            if length <= LONGEST_PLACE
                && let Some(what) = country(words, at, to, begins_name)
            {
                return Some(hit(what));
            }
        }
        if part_of_name {
            return None;
        }
        let role = lexicon::role(&words.lower(at, to), first.capital)?;
        Some(hit(What::Role(role)))
    })
}

fn is_role(lower: &str) -> bool {
    lexicon::role(lower, true).is_some() || has(lower, OFFICE)
}

/// The country that words name, or whose people.
fn country(words: &Words<'_>, from: usize, to: usize, begins_name: bool) -> Option<What> {
    let gazetteer = Gazetteer::built_in();
    let written = words.written(from, to);
    if let Some(demonym) = gazetteer.demonym(&written) {
        return Some(match (demonym.country, demonym.kind) {
            // Of either Congo.
            _ if written == "Congolese" => What::People,
            (Some(country), DemonymKind::Country) => {
                let mut what = of(country.iso3, country.name, &written);
                if let What::Country { named, .. } = &mut what {
                    // "U.S." is both.
                    let place = gazetteer.named(&written);
                    *named = place.is_some_and(|place| place.best().is_country());
                }
                what
            }
            (_, DemonymKind::Region) => match lexicon::fold(demonym.of) {
                Some(fold) => What::Country {
                    code: fold.country,
                    reason: format!(
                        "“{written}” is of {}, counted with {}",
                        demonym.of,
                        name(fold.country)
                    ),
                    named: false,
                    capital: false,
                    breakaway: fold.breakaway,
                },
                None => What::People,
            },
            _ => What::People,
        });
    }
    if begins_name && to == from + 1 {
        return None;
    }
    if let Some(fold) = lexicon::fold(&written) {
        return Some(What::Country {
            code: fold.country,
            reason: format!("“{written}” is counted with {}", name(fold.country)),
            named: true,
            capital: false,
            breakaway: fold.breakaway,
        });
    }
    let best = gazetteer.named(&written)?.best();
    let shouted = !written.chars().any(char::is_lowercase);
    if best.is_acronym() && !shouted {
        return None;
    }
    let country = best.country.filter(|_| best.kind == PlaceKind::Country)?;
    // "Chad Smith"
    let name_goes_on = |word: &Word<'_>| {
        word.capital && word.mark.is_none() && !word.hyphened && !is_role(&word.lower)
    };
    let possessive = words.words[to - 1].possessive;
    if best.is_given_name() && !possessive && words.words.get(to).is_some_and(name_goes_on) {
        return None;
    }
    let state = |word: &Word<'_>| {
        matches!(
            word.lower.as_str(),
            "governor" | "senator" | "senators" | "sheriff" | "lawmakers" | "state"
        )
    };
    if written == "Georgia" && words.words.get(to).is_some_and(state) {
        return Some(of("USA", "the United States", &written));
    }
    let mut what = of(country.iso3, country.name, &written);
    if let What::Country { named, reason, .. } = &mut what {
        *named = true;
        if written == country.name {
            *reason = format!("“{written}” is a country");
        }
    }
    Some(what)
}

fn of(code: &'static str, name: &str, written: &str) -> What {
    match lexicon::fold(code) {
        Some(fold) => What::Country {
            code: fold.country,
            reason: format!(
                "“{written}” is of {name}, counted with {}",
                self::name(fold.country)
            ),
            named: false,
            capital: false,
            breakaway: fold.breakaway,
        },
        None => What::Country {
            code,
            reason: format!("“{written}” is of {name}"),
            named: false,
            capital: false,
            breakaway: false,
        },
    }
}

fn name(country: &str) -> &'static str {
    plover::country_in_words(country).unwrap_or_default()
}

/// Cities and regions before a role ("Niamey foreign minister", "Texas governor"), and capitals
/// that stand alone, where only one country has such a place, or one of that size.
fn capitals(words: &Words<'_>, hits: &mut Vec<Hit>) {
    let mut found = Vec::new();
    for at in 0..words.words.len() {
        if !words.words[at].capital || hits.iter().any(|hit| hit.from <= at && at < hit.to) {
            continue;
        }
        for to in (at + 1..=(at + 3).min(words.words.len())).rev() {
            let before_role = hits.iter().any(|hit| {
                hit.from == to
                    && words.words[to].mark.is_none()
                    && matches!(&hit.what, What::Role(role) if role.weight != Weight::Modifier || role.sector.is_some())
            });
            let alone = to == words.words.len() && (0..at).all(|i| is_article(&words.words[i]));
            if !(before_role || alone) || !words.unbroken(at, to) {
                continue;
            }
            if let Some(what) = city(&words.written(at, to), alone) {
                found.push(Hit { from: at, to, what });
                break;
            }
        }
    }
    hits.extend(found);
    hits.sort_by_key(|hit| hit.from);
}

fn city(written: &str, alone: bool) -> Option<What> {
    let found = Gazetteer::built_in().named(written)?;
    let best = found.best();
    let country = best.country?;
    let capital = best.kind == PlaceKind::Capital;
    let doubtful = best.is_common_word() || best.is_given_name() || best.is_surname();
    if !capital && (alone || doubtful) {
        return None;
    }
    if !matches!(
        best.kind,
        PlaceKind::Capital | PlaceKind::City | PlaceKind::Region
    ) {
        return None;
    }
    let elsewhere = found.places().filter(|place| place.country != best.country);
    let rival = elsewhere
        .map(|place| place.population)
        .max()
        .unwrap_or_default();
    // A village of that name does not make a great city doubtful.
    if rival > 0 && best.population / 20 < rival {
        return None;
    }
    let what = if capital { "the capital of" } else { "in" };
    Some(What::Country {
        code: country.iso3,
        reason: format!("“{written}” is {what} {}", country.name),
        named: alone,
        capital,
        breakaway: false,
    })
}
