//! What a number counts: the noun behind it, found without a grammar of the whole sentence.

use super::facts::Facts;
use super::nouns::HEADS;
use super::words::Words;
use crate::matching::Language;

/// How many tokens behind a number its noun may stand.
const REACH: usize = 6;

/// The noun phrase: tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub first: usize,
    pub end: usize,
}

/// The noun of a noun phrase without what describes it: "troops" in "U.S. troops".
#[must_use]
pub fn head(phrase: &str, language: Language) -> String {
    let core = phrase
        .split_once(" of ")
        .map_or(phrase, |(before, _)| before);
    let mut nouns = core.split_whitespace();
    let noun = match language {
        Language::English => nouns.next_back(),
        _ => nouns.next(),
    };
    noun.unwrap_or(phrase).to_owned()
}

/// Whether the word at `at` looks like the plural of a noun.
#[must_use]
pub fn is_plural(words: &Words<'_>, at: usize) -> bool {
    if !words.is_word(at) {
        return false;
    }
    words.facts(at).has(Facts::PLURAL)
}

/// Whether a word behind "one" ends as verbs do: "one takes". Few nouns in the singular do.
#[must_use]
pub fn is_verb_like(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// The noun phrase that begins at `at`, behind a number or behind "of".
#[must_use]
pub fn noun(words: &Words<'_>, at: usize, value: f64) -> Option<Counted> {
    match words.language {
        Language::English => english(words, at, value),
        Language::French => french(words, at),
        Language::Other => None,
    }
}

fn english(words: &Words<'_>, at: usize, value: f64) -> Option<Counted> {
    let one = (value - 1.0).abs() < 1e-9 && !words.is(at.wrapping_sub(1), "of");
    let mut i = at;
    while !one && i < at + REACH && i < words.len() {
        let hyphen = i > at && words.is_dash(i) && words.glued(i) && words.glued(i + 1);
        if hyphen {
            i += 1;
            continue;
        }
        if !words.is_word(i)
            || (i > at || words.glued(i)) && words.glued(i) && !words.is_dash(i - 1)
        {
            break;
        }
        let nation = words.word(i) == "US";
        let known = words.facts(i);
        if known.has(Facts::STOP) && !nation || known.has(Facts::SMALL) {
            break;
        }
        let joined = words.is_dash(i + 1)
            && words.glued(i + 1)
            && words.is_word(i + 2)
            && words.glued(i + 2);
        if !joined && is_plural(words, i) {
            return Some(Counted {
                first: at,
                end: last_head(words, i) + 1,
            });
        }
        i += 1;
    }
    let singular = (value - 1.0).abs() < 1e-9 || value.fract() != 0.0;
    let first = words.lower(at);
    let fits = |at: usize| {
        let word = words.lower(at);
        words.is_word(at)
            && !words.glued(at)
            && !words.capital(at)
            && word.len() > 2
            && !words.facts(at).has(Facts::STOP)
            && !is_verb_like(&word)
            && !["ed", "ing", "ly"]
                .iter()
                .any(|ending| word.ends_with(ending))
    };
    if !singular || !fits(at) {
        return None;
    }
    let describes = [
        "al", "ic", "ous", "ive", "ful", "ese", "ian", "young", "old", "big", "small", "new",
        "senior", "good", "large", "more", "other", "single", "further", "major",
    ]
    .iter()
    .any(|ending| first.ends_with(ending));
    // "tons of emergency food": what is measured may be named by several nouns.
    let of = words.is(at.wrapping_sub(1), "of");
    let reach = if of { 3 } else { 1 + usize::from(describes) };
    let end = (at + 1..at + reach)
        .find(|i| !fits(*i))
        .unwrap_or(at + reach);
    Some(Counted { first: at, end })
}

/// The last of several plurals that belong together.
fn last_head(words: &Words<'_>, mut at: usize) -> usize {
    for _ in 0..2 {
        let next = at + 1;
        let adjacent = words.is_word(next) && !words.glued(next) && !words.capital(next);
        let heads = HEADS.contains(&&*words.lower(next));
        let name = words.capital(at) && is_plural(words, next);
        let people = words.is(at, "missing")
            || words.any(
                at,
                &[
                    "wounded", "injured", "dead", "homeless", "youth", "militia", "infantry",
                    "police", "women",
                ],
            );
        if !(adjacent
            && (heads
                || name
                || people
                    && is_plural(words, next)
                    && !words.any(next, &["missing", "injured", "wounded"])))
        {
            break;
        }
        at = next;
    }
    at
}

fn french(words: &Words<'_>, at: usize) -> Option<Counted> {
    let of = usize::from(words.any(at, &["de", "des"]));
    for i in at + of..at + of + 2 {
        if !words.is_word(i) || words.glued(i) {
            break;
        }
        if is_plural(words, i) {
            return Some(Counted {
                first: i,
                end: i + 1,
            });
        }
    }
    None
}
