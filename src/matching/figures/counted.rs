//! What a number counts: the noun behind it, found without a grammar of the whole sentence, and
//! the kind of fact that makes.

use super::currencies::strip_elision;
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

/// Words that never stand inside the phrase between a number and its noun.
const STOP: &[&str] = &[
    "a",
    "about",
    "above",
    "after",
    "against",
    "ago",
    "all",
    "along",
    "also",
    "am",
    "among",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "away",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "but",
    "by",
    "came",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "every",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "including",
    "inside",
    "into",
    "is",
    "it",
    "its",
    "later",
    "may",
    "might",
    "must",
    "near",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "only",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "plus",
    "said",
    "says",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "throughout",
    "times",
    "to",
    "today",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "via",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yesterday",
    "yet",
    "you",
    "your",
    "killed",
    "told",
    "took",
    "went",
    "left",
    "died",
    "fled",
    "remained",
    "remain",
    "remains",
    "became",
];

/// Nouns whose plural has no s, and adjectives that stand for people.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "personnel",
    "staff",
    "crew",
    "cattle",
    "sheep",
    "fish",
    "aircraft",
    "helicopters",
    "dead",
    "wounded",
    "injured",
    "missing",
    "homeless",
    "infantry",
    "cavalry",
    "media",
    "feet",
    "teeth",
    "mice",
    "criteria",
    "data",
    "spacecraft",
    "livestock",
    "clergy",
    "militia",
    "youth",
    "folk",
    "kin",
    "phenomena",
];

/// Words that end in s and are no plural nouns.
const SINGULAR_S: &[&str] = &[
    "across",
    "always",
    "afterwards",
    "towards",
    "besides",
    "sometimes",
    "perhaps",
    "overseas",
    "previous",
    "serious",
    "various",
    "religious",
    "dangerous",
    "famous",
    "numerous",
    "its",
    "his",
    "as",
    "is",
    "was",
    "has",
    "does",
    "says",
    "this",
    "thus",
    "us",
    "yes",
    "plus",
    "minus",
    "less",
    "unless",
    "versus",
    "business",
    "press",
    "gas",
    "bus",
    "virus",
    "crisis",
    "campus",
    "census",
    "status",
    "process",
    "access",
    "success",
    "progress",
    "congress",
    "class",
    "loss",
    "mass",
    "glass",
    "cross",
    "goes",
    "makes",
    "takes",
    "comes",
    "remains",
    "becomes",
    "seems",
    "includes",
    "means",
    "wants",
    "needs",
    "gets",
    "gives",
    "shows",
    "tells",
    "lies",
    "indoors",
    "outdoors",
    "upwards",
    "downwards",
    "whereas",
    "nowadays",
    "indigenous",
    "continuous",
    "consecutive",
    "ambitious",
    "suspicious",
    "infectious",
    "anonymous",
];

/// Heads that may stand behind another plural: "sports fans", "security forces members".
const HEADS: &[&str] = &[
    "members",
    "officers",
    "officials",
    "workers",
    "fighters",
    "soldiers",
    "troops",
    "forces",
    "fans",
    "dealers",
    "experts",
    "leaders",
    "agents",
    "guards",
    "reporters",
    "groups",
    "teams",
    "cases",
    "sites",
    "projects",
    "systems",
    "sales",
    "players",
    "activists",
    "supporters",
    "demonstrators",
    "protesters",
    "peacekeepers",
    "inspectors",
    "observers",
    "monitors",
];

const PEOPLE: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "fighters",
    "police",
    "personnel",
    "staff",
    "members",
    "protesters",
    "demonstrators",
    "rebels",
    "militants",
    "civilians",
    "officers",
    "workers",
    "refugees",
    "migrants",
    "residents",
    "voters",
    "students",
    "prisoners",
    "hostages",
    "insurgents",
    "peacekeepers",
    "policemen",
    "gunmen",
    "supporters",
    "activists",
    "forces",
    "army",
    "crew",
    "passengers",
    "employees",
    "inhabitants",
    "persons",
    "families",
    "households",
    "villagers",
    "visitors",
    "attendees",
    "participants",
    "rescuers",
    "observers",
    "guards",
    "recruits",
    "reservists",
    "militiamen",
    "servicemen",
    "contractors",
    "mercenaries",
    "strikers",
    "marchers",
    "worshippers",
    "pilgrims",
    "personnes",
    "soldats",
    "habitants",
    "manifestants",
    "militaires",
    "policiers",
    "combattants",
    "civils",
    "familles",
    "sauveteurs",
];

/// Whether the word at `at` looks like the plural of a noun.
#[must_use]
pub fn is_plural(words: &Words<'_>, at: usize) -> bool {
    if !words.is_word(at) {
        return false;
    }
    let lower = words.lower(at);
    let word = strip_elision(&lower, words.language);
    if words.language == Language::French {
        return word.len() > 3
            && word.ends_with(['s', 'x'])
            && !matches!(
                word,
                "dans"
                    | "plus"
                    | "moins"
                    | "mais"
                    | "après"
                    | "depuis"
                    | "sous"
                    | "vers"
                    | "ans"
                    | "très"
                    | "sans"
                    | "ceux"
                    | "alors"
                    | "jamais"
                    | "puis"
                    | "lors"
            );
    }
    if PLURALS.contains(&word) || word.ends_with("men") && word.len() > 5 {
        return true;
    }
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("ous")
        && !SINGULAR_S.contains(&word)
        && !STOP.contains(&word)
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
    let mut i = at;
    while i < at + REACH && i < words.len() {
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
        let lower = words.lower(i);
        if STOP.contains(&&*lower) || super::numerals::small(&lower).is_some() {
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
    let lone = singular
        && words.is_word(at)
        && !words.glued(at)
        && i == at + 1
        && !words.capital(at)
        && first.len() > 2
        && !STOP.contains(&&*first)
        && !first.ends_with("ed")
        && !first.ends_with("ing")
        && !first.ends_with("ly");
    lone.then_some(Counted {
        first: at,
        end: at + 1,
    })
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

/// What happened to those who are counted, by one word.
fn fate(word: &str) -> Option<FigureKind> {
    Some(match word {
        "dead" | "killed" | "killing" | "kill" | "kills" | "died" | "dies" | "die" | "dying"
        | "deaths" | "death" | "bodies" | "fatalities" | "corpses" | "slain" | "martyrs"
        | "perished" | "drowned" | "executed" | "morts" | "tués" | "tué" | "tuant" | "décès"
        | "victimes" => FigureKind::Dead,
        "injured" | "injuring" | "injures" | "injure" | "wounded" | "wounding" | "wounds"
        | "hurt" | "injuries" | "hospitalised" | "hospitalized" | "blessés" | "blessé"
        | "blessant" => FigureKind::Injured,
        "arrested" | "arresting" | "arrest" | "arrests" | "detained" | "detaining"
        | "detainees" | "detentions" | "jailed" | "imprisoned" | "captured" | "arrêté"
        | "arrêtés" | "interpellées" | "arrêtées" => FigureKind::Arrested,
        "displaced" | "displacing" | "fled" | "fleeing" | "flee" | "evacuated" | "evacuees"
        | "homeless" | "uprooted" | "refugees" | "evacuations" | "évacuées" | "évacués"
        | "déplacés" | "déplacées" | "déplacé" => FigureKind::Displaced,
        _ => return None,
    })
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
    if let Some(noun) = noun {
        for i in noun.first..noun.end {
            if let Some(kind) = fate(&words.lower(i)) {
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
        if let Some(kind) = fate(&words.lower(i)) {
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
        if let Some(kind) = fate(&words.lower(i)) {
            // "43 people were killed": the verb behind is nearer than its distance says.
            let distance = if passive || ahead == 0 {
                1
            } else {
                2 * ahead + 1
            };
            let active_past = !passive
                && ahead > 0
                && words.any(i, &["killed", "injured", "wounded", "arrested", "detained"]);
            if !active_past && nearest.is_none_or(|(d, ..)| distance < d) {
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
