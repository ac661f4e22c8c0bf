//! What kind of fact a figure states, by the words around it: "killed **12** people", "**12**
//! people were arrested", "a delegation of **20**".
//!
//! The noun decides, else the nearest word that tells a fate, without crossing another number or
//! the end of a clause. Every rule looks at a bounded number of tokens.

use super::counted::Counted;
use super::facts::Facts;
use super::nouns::strip_elision;
use super::words::Words;
use crate::annotation::FigureKind;
use crate::annotation::figure_kinds::{PEOPLE, fate};
use crate::matching::Language;

/// How many tokens before a figure a word may stand that tells its fate, and how many behind.
const BEFORE: usize = 6;
const BEHIND: usize = 9;

/// Where a figure stands: from its hedge to its noun, in tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Where its hedge begins, or the figure itself.
    pub hedge: usize,
    pub first: usize,
    pub end: usize,
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

/// Words that tell a fate together with those before them, as the list of fates has it by [`told`].
pub(super) fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "lives"
            | "life"
            | "homes"
            | "home"
            | "custody"
            | "hospital"
            | "hospitals"
            | "up"
            | "burns"
            | "toll"
    )
}

/// The fate that a word tells, by itself or with the words before it.
fn told(words: &Words<'_>, at: usize) -> Option<FigureKind> {
    if !words.facts(at).has(Facts::FATE) {
        return None;
    }
    let word = words.lower(at);
    if let Some(kind) = fate(&word) {
        return Some(kind);
    }
    let before = |back: usize, any: &[&str]| at >= back && words.any(at - back, any);
    let within = |reach: usize, any: &[&str]| (1..=reach).any(|back| before(back, any));
    match &*word {
        // "claimed 40 lives", "lost their lives"
        "lives" | "life" => within(
            4,
            &[
                "lost", "lose", "loses", "losing", "claimed", "claims", "claiming", "cost",
                "costing", "took", "taken", "taking",
            ],
        )
        .then_some(FigureKind::Dead),
        // "forced from their homes", "left their homes"
        "homes" | "home" => {
            let left = [
                "from",
                "left",
                "leave",
                "leaving",
                "abandoned",
                "abandon",
                "lost",
                "of",
            ];
            (before(1, &["their"]) && before(2, &left)).then_some(FigureKind::Displaced)
        }
        "custody" => before(1, &["into", "in"]).then_some(FigureKind::Arrested),
        "up" => before(1, &["rounded", "rounding"]).then_some(FigureKind::Arrested),
        "hospital" | "hospitals" => {
            let sent = ["taken", "rushed", "sent", "admitted", "treated"];
            within(3, &sent).then_some(FigureKind::Injured)
        }
        // "the toll stood at 52", but not "toll roads"
        "toll" => {
            let moves = words.any(
                at + 1,
                &[
                    "rose", "stood", "stands", "reached", "climbed", "rises", "has", "is", "was",
                    "of", "to", "at", "from", "could", "may", "now",
                ],
            );
            moves.then_some(FigureKind::Dead)
        }
        "burns" => within(3, &["suffered", "suffering", "with"]).then_some(FigureKind::Injured),
        _ => None,
    }
}

/// The kind of fact, and the token that says so.
pub(super) fn kind(
    words: &Words<'_>,
    place: Place,
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
    let before = told_before(words, place);
    let behind = told_behind(words, place, noun);
    let nearest = match (before, behind) {
        (Some(before), Some(behind)) if behind.distance < before.distance => Some(behind),
        (before, behind) => before.or(behind),
    };
    if let Some(found) = nearest {
        return (found.kind, Some(found.at));
    }
    let people = noun.is_some_and(|n| {
        let head = words.lower(n.end - 1);
        PEOPLE.contains(&strip_elision(&head, words.language))
    });
    if people || is_group(words, place, noun) {
        (FigureKind::Size, None)
    } else {
        (FigureKind::Other, None)
    }
}

/// A word that tells a fate, and how far from the figure it stands.
struct Told {
    kind: FigureKind,
    at: usize,
    distance: usize,
}

fn crosses(words: &Words<'_>, at: usize) -> bool {
    words.is_number(at)
        || matches!(
            words.word(at),
            ";" | ":" | "." | "(" | ")" | "“" | "”" | "\""
        )
}

/// "killed **12**", but not "killed by **12** men" or "killed in **12** raids".
fn told_before(words: &Words<'_>, place: Place) -> Option<Told> {
    const ASIDE: &[&str] = &[
        "by", "in", "on", "at", "during", "after", "before", "with", "near", "within", "since",
        "par", "dans", "lors",
    ];
    const STATES: &[&str] = &[
        "dead",
        "death",
        "deaths",
        "fatalities",
        "bodies",
        "toll",
        "injuries",
        "arrests",
        "refugees",
        "displaced",
        "wounded",
        "injured",
    ];
    let aside = words.any(place.hedge.wrapping_sub(1), ASIDE);
    for back in 1..=BEFORE {
        let at = place
            .first
            .checked_sub(back)
            .filter(|at| !crosses(words, *at) && words.word(*at) != ",")?;
        // A passive before belongs to the figure before: "12 were killed and 30 injured".
        if let Some(kind) = told(words, at) {
            // "30 wounded and dozens of homes": that is what the figure before counts.
            let counted =
                at > 0 && (words.is_number(at - 1) || words.facts(at - 1).has(Facts::SMALL));
            if counted {
                return None;
            }
            // "the number of dead at 52" is what is counted, not what was done there.
            let stands = words.is(place.hedge.wrapping_sub(1), "at") && words.any(at, STATES);
            return (!aside || stands).then_some(Told {
                kind,
                at,
                distance: 2 * back,
            });
        }
    }
    None
}

/// "**43** people were killed", "**12** soldiers and 3 civilians were killed", "**15** people,
/// including 3 children, were killed".
fn told_behind(words: &Words<'_>, place: Place, noun: Option<Counted>) -> Option<Told> {
    let mut passive = false;
    let mut at = place.end;
    let mut ahead = 0;
    // "including three children, were killed"
    let mut included = words.any(place.hedge.wrapping_sub(1), &["including", "among", "dont"]);
    while ahead < BEHIND && at < words.len() {
        if words.word(at) == "," {
            at = match aside_end(words, at) {
                Some(end) => end,
                None if included && ahead == 0 => {
                    included = false;
                    at + 1
                }
                None => return None,
            };
            continue;
        }
        if crosses(words, at) {
            return None;
        }
        let auxiliary = words.any(at, &["were", "was", "been", "are", "being", "people"]);
        passive |= auxiliary;
        if let Some(kind) = told(words, at) {
            // "43 people were killed": the verb behind is nearer than its distance says.
            let near = passive || ahead == 0;
            let active = !passive && noun.is_some() && is_active(words, at);
            return (!active).then_some(Told {
                kind,
                at,
                distance: if near { 1 } else { 2 * ahead + 1 },
            });
        }
        if words.is(at, "and")
            && !passive
            && let Some(auxiliary) = joint_end(words, at)
        {
            at = auxiliary;
            continue;
        }
        if words.any(at, &["and", "but", "while", "who", "which"]) && !passive {
            return None;
        }
        at += 1;
        ahead += 1;
    }
    None
}

/// Where the words between two commas end that say who is among those counted: behind the second.
fn aside_end(words: &Words<'_>, comma: usize) -> Option<usize> {
    const OPENS: &[&str] = &[
        "including",
        "among",
        "mostly",
        "most",
        "many",
        "mainly",
        "all",
        "both",
        "dont",
    ];
    if !words.any(comma + 1, OPENS) {
        return None;
    }
    let end = (comma + 2..comma + 12).find(|at| words.word(at.to_owned()) == ",")?;
    Some(end + 1)
}

/// "12 soldiers **and 3 civilians** were killed": where the verb of both begins.
fn joint_end(words: &Words<'_>, and: usize) -> Option<usize> {
    if !words.is_number(and + 1) && !words.facts(and + 1).has(Facts::SMALL) {
        return None;
    }
    for at in and + 2..and + 8 {
        if at >= words.len() || crosses(words, at) || words.word(at) == "," {
            return None;
        }
        if words.any(at, &["were", "was", "have", "had", "are"]) {
            return Some(at);
        }
        if told(words, at).is_some() {
            return None;
        }
    }
    None
}

/// "a delegation of **20**", "a **20**-strong crowd", "some **3,000** marched".
fn is_group(words: &Words<'_>, place: Place, noun: Option<Counted>) -> bool {
    const GROUPS: &[&str] = &[
        "delegation",
        "crowd",
        "crowds",
        "force",
        "forces",
        "group",
        "groups",
        "army",
        "crew",
        "team",
        "teams",
        "mob",
        "gathering",
        "contingent",
        "squad",
        "band",
        "gang",
        "convoy",
        "fleet",
        "battalion",
        "garrison",
        "unit",
        "staff",
        "militia",
        "congregation",
        "audience",
        "membership",
        "population",
        "workforce",
        "party",
        "column",
        "brigade",
        "mission",
        "délégation",
        "foule",
        "groupe",
    ];
    const GATHERED: &[&str] = &[
        "marched",
        "gathered",
        "rallied",
        "protested",
        "demonstrated",
        "attended",
        "assembled",
        "joined",
        "voted",
        "volunteered",
        "enlisted",
        "deployed",
    ];
    let before = place.hedge.wrapping_sub(1);
    let of_group =
        words.any(before, &["of", "de", "numbering"]) && words.any(before.wrapping_sub(1), GROUPS);
    let strong = words.is_dash(place.end) && words.any(place.end + 1, &["strong", "member"]);
    let took_part = words.is(place.end, "took") && words.any(place.end + 1, &["part", "to"]);
    let gathered = noun.is_none() && (words.any(place.end, GATHERED) || took_part);
    of_group || strong || gathered
}
