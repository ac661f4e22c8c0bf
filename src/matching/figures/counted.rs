//! What a number counts: the noun behind it, found without a grammar of the whole sentence, and
//! the kind of fact that makes.

use super::facts::Facts;
use super::nouns::{HEADS, PEOPLE, fate, strip_elision};
use super::words::Words;
use crate::annotation::FigureKind;
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

/// Whether "killed" behind a noun has an object, so that it tells of others: "12 soldiers killed
/// nobody", but "12 soldiers killed in the ambush".
fn is_active(words: &Words<'_>, at: usize) -> bool {
    const PASSIVE: &[&str] = &[
        "in",
        "by",
        "on",
        "at",
        "when",
        "during",
        "after",
        "and",
        "or",
        "since",
        "near",
        "as",
        "from",
        "overnight",
        "so",
        "this",
        "last",
        "with",
        "while",
        "along",
        "inside",
        "outside",
        "there",
        "here",
        "over",
        "for",
        "before",
        "between",
        "but",
        "across",
        "since",
        "yesterday",
        "today",
    ];
    words.any(
        at,
        &[
            "killed",
            "injured",
            "wounded",
            "arrested",
            "detained",
            "captured",
            "displaced",
            "evacuated",
        ],
    ) && (words.is_word(at + 1) && !words.any(at + 1, PASSIVE) || words.is_number(at + 1))
}

/// The fate that a word tells.
fn told(words: &Words<'_>, at: usize) -> Option<FigureKind> {
    if words.facts(at).has(Facts::FATE) {
        fate(&words.lower(at))
    } else {
        None
    }
}

/// The kind of fact, and the token that says so: by the noun, else by the nearest word that tells
/// a fate, without crossing another number or the end of a clause. `first..end` is the figure.
#[must_use]
pub fn kind(
    words: &Words<'_>,
    first: usize,
    end: usize,
    noun: Option<Counted>,
) -> (FigureKind, Option<usize>) {
    if words.language == Language::Other {
        return (FigureKind::Other, None);
    }
    if let Some(noun) = noun {
        for i in noun.first..noun.end {
            if let Some(kind) = told(words, i) {
                return (kind, None);
            }
        }
    }
    let crosses = |i: usize| {
        words.is_number(i)
            || matches!(
                words.word(i),
                ";" | ":" | "." | "(" | ")" | "“" | "”" | "\""
            )
    };
    let mut nearest: Option<(usize, FigureKind, usize)> = None;
    for back in 1..=6 {
        let Some(i) = first.checked_sub(back).filter(|i| !crosses(*i)) else {
            break;
        };
        // A passive before belongs to the figure before: "12 were killed and 30 injured".
        if let Some(kind) = told(words, i) {
            nearest = Some((2 * back, kind, i));
            break;
        }
    }
    let mut passive = false;
    for ahead in 0..9 {
        let i = end + ahead;
        if i >= words.len() || crosses(i) || words.word(i) == "," {
            break;
        }
        passive |= words.any(i, &["were", "was", "been", "are", "being", "people"]);
        if let Some(kind) = told(words, i) {
            // "43 people were killed": the verb behind is nearer than its distance says.
            let distance = if passive || ahead == 0 {
                1
            } else {
                2 * ahead + 1
            };
            let active = !passive && noun.is_some() && is_active(words, i);
            if !active && nearest.is_none_or(|(d, ..)| distance < d) {
                nearest = Some((distance, kind, i));
            }
            break;
        }
        if words.any(i, &["and", "but", "while", "who", "which"]) && !passive {
            break;
        }
    }
    if let Some((_, kind, at)) = nearest {
        return (kind, Some(at));
    }
    let people = noun.is_some_and(|n| {
        let head = words.lower(n.end - 1);
        PEOPLE.contains(&strip_elision(&head, words.language))
    });
    if people {
        (FigureKind::Size, None)
    } else {
        (FigureKind::Other, None)
    }
}
