//! Where, when and how many: by how near it stands in the clause, and what stands between.

use super::objects::behind;
use super::scene::{Scene, Voice};
use super::{Candidate, Found, Trigger};
use crate::annotation::{FigureKind, Label};
use crate::matching::events::grammar::Class;
use crate::text::ByteRange;

/// How something stands to the trigger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub score: f32,
    pub rule: &'static str,
    /// The token of what joins it, for the reason.
    pub by: Option<usize>,
}

/// How the tokens from `first` to `last` stand to the trigger, for places and dates.
/// `to_others` are the triggers of other events in the sentence.
pub fn standing(
    scene: &Scene<'_>,
    (first, last): (usize, usize),
    to_others: &[(usize, usize)],
    names: Names,
) -> Standing {
    let by = preposition(scene, first);
    if first > scene.last {
        return behind_trigger(scene, first, by, to_others, names);
    }
    before_trigger(scene, first, last, by, to_others, names)
}

/// The preposition directly before a token.
fn preposition(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let before = scene.clause.before(first);
    before.filter(|b| scene.clause.is(*b, Class::PREPOSITION) || scene.any(*b, PLACING))
}

/// The rules' names for a place and for a date.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    pub near: &'static str,
    pub opens: &'static str,
    pub same: &'static str,
    pub said: &'static str,
    /// Whether that of the main event is no other event's.
    pub own: bool,
}

pub const OF_PLACE: Names = Names {
    near: "place behind the event",
    opens: "place at the start of the sentence",
    same: "place in the same sentence",
    said: "place of the report",
    own: false,
};

pub const OF_DATE: Names = Names {
    near: "date behind the event",
    opens: "date at the start of the sentence",
    same: "date in the same sentence",
    said: "date of the report",
    own: true,
};

const PLACING: &[&str] = &[
    "outside", "inside", "around", "near", "off", "to", "onto", "along",
];

/// Verbs of saying: a date beside them is that of the report.
fn says(scene: &Scene<'_>, at: usize) -> bool {
    const SAYING: &[&str] = &[
        "said",
        "says",
        "say",
        "announced",
        "told",
        "reported",
        "confirmed",
        "stated",
        "added",
        "declared",
        "claimed",
        "according",
        "warned",
        "acknowledged",
        "admitted",
        "revealed",
    ];
    scene.any(at, SAYING)
}

fn behind_trigger(
    scene: &Scene<'_>,
    first: usize,
    by: Option<usize>,
    others: &[(usize, usize)],
    names: Names,
) -> Standing {
    let mut verbs = 0;
    let mut reported = false;
    let mut clauses = 0;
    for at in scene.last + 1..first {
        let mentioned = scene.at(at).is_some();
        let twin = scene
            .clause
            .before(at)
            .is_some_and(|b| scene.any(b, &["and"]));
        let auxiliary = scene
            .clause
            .is(at, Class::BE | Class::HAVE | Class::MODAL | Class::DO);
        if scene.is_verb(at) && !auxiliary && !twin {
            verbs += 1;
            reported |= says(scene, at);
        } else if !mentioned
            && scene.any(
                at,
                &[
                    "who", "which", "that", "where", "because", "while", "if", "before", "until",
                ],
            )
        {
            clauses += 1;
        }
    }
    let between = others.iter().filter(|(a, _)| {
        let twin = scene
            .clause
            .before(*a)
            .is_some_and(|b| scene.any(b, &["and"]) && b > scene.last + 1);
        (scene.last + 1..first).contains(a) && !twin
    });
    let between = between.count();
    if reported && (verbs == 1 || between > 0) {
        return Standing {
            score: 0.3,
            rule: names.said,
            by,
        };
    }
    // What led to something else is spoken of in the same breath: `attacked …, killing four`.
    let crossed = between.max(verbs) + clauses;
    let twin = crossed == 1
        && others.iter().any(|(a, _)| {
            scene
                .clause
                .before(*a)
                .is_some_and(|b| scene.any(b, &["and"]) && b == scene.last + 1)
        });
    let score = match crossed {
        0 => 0.86,
        1 if twin => 0.8,
        1 if scene.voice == Voice::Noun && between == 0 => 0.66,
        1 => 0.56,
        2 => 0.45,
        _ => 0.3,
    };
    Standing {
        score,
        rule: if crossed == 0 { names.near } else { names.same },
        by,
    }
}

fn before_trigger(
    scene: &Scene<'_>,
    first: usize,
    last: usize,
    by: Option<usize>,
    others: &[(usize, usize)],
    names: Names,
) -> Standing {
    let mut verbs = 0;
    let mut reported = false;
    for at in last + 1..scene.first {
        let auxiliary = scene
            .clause
            .is(at, Class::BE | Class::HAVE | Class::MODAL | Class::DO);
        if scene.is_verb(at) && !auxiliary {
            verbs += 1;
            reported |= says(scene, at);
        }
    }
    // `the rebels who seized the airport have released`: said of another clause.
    let relative = (0..first)
        .rev()
        .take_while(|at| !scene.is_comma(*at))
        .any(|at| scene.any(at, &["who", "which", "where"]));
    if relative && verbs + others.iter().filter(|(a, _)| *a < first).count() > 0 {
        let within = (last + 1..scene.first).any(|at| scene.is_auxiliary(at) || scene.is_comma(at));
        if within {
            return Standing {
                score: 0.35,
                rule: names.same,
                by,
            };
        }
    }
    // `said on Monday that`: the verb that it stands behind.
    let attached = (0..first).rev().take(4).find(|at| scene.is_verb(*at));
    let told = attached.is_some_and(|at| says(scene, at));
    // What something led to is no event of its own place: `, killing ten and wounding six`.
    let led_to = |a: usize| {
        let joint = scene
            .clause
            .before(a)
            .is_some_and(|b| scene.is_comma(b) || scene.any(b, &["and"]));
        joint && super::scene::ends(scene.word(a), "ing")
    };
    let between = others
        .iter()
        .filter(|(a, _)| (last + 1..scene.first).contains(a) && !led_to(*a));
    let between = between.count();
    let opens = by.map_or(first, |by| by) <= 1;
    if told && between == 0 {
        return Standing {
            score: 0.5,
            rule: names.said,
            by,
        };
    }
    let crossed = between.max(verbs);
    // `summoned the envoy on Monday over the detention`: it is the main event's.
    let aside = names.own && scene.voice == Voice::Noun && !opens && is_aside(scene);
    let (score, rule) = match (opens, crossed) {
        _ if aside && others.iter().any(|(a, _)| *a < first) => (0.4, names.same),
        (true, 0) => (0.84, names.opens),
        (true, 1) if !reported => (0.68, names.opens),
        (true, _) => (0.56, names.opens),
        (false, 0) => (0.68, names.same),
        (false, 1) => (0.56, names.same),
        (false, 2) => (0.45, names.same),
        (false, _) => (0.3, names.same),
    };
    Standing { score, rule, by }
}

/// Whether the noun stands behind a preposition that sets it apart from the main event.
fn is_aside(scene: &Scene<'_>) -> bool {
    let clause = &scene.clause;
    let mut at = scene.first;
    for _ in 0..4 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        if scene.any(
            b,
            &[
                "over",
                "about",
                "after",
                "following",
                "despite",
                "since",
                "before",
            ],
        ) {
            return true;
        }
        if !clause.is(b, Class::DETERMINER) && !clause.is_adjective(b) {
            return false;
        }
        at = b;
    }
    false
}

/// The places where it happens: the best one, with those that are joined to it.
pub fn places(
    scene: &Scene<'_>,
    trigger: &Trigger<'_>,
    candidates: &[Candidate],
    others: &[(usize, usize)],
) -> Vec<Found> {
    let mut all: Vec<(usize, Standing)> = Vec::new();
    for candidate in 0..candidates.len() {
        if !scene.is_label(candidate, &Label::LOCATION) || scene.is_inside(candidate) {
            continue;
        }
        let Some(place) = scene.place(candidate) else {
            continue;
        };
        let mut standing = standing(scene, place, others, OF_PLACE);
        let object = scene.voice == Voice::Active
            && !matches!(trigger.kind, Some("TRANSACTION" | "BUSINESS"))
            && scene
                .forward(scene.last)
                .is_some_and(|n| scene.at(n) == Some(candidate));
        // `praised Albania`: that is a party, and nothing happens there.
        if object && trigger.is_between_parties() {
            continue;
        }
        if object {
            standing = Standing {
                score: 0.88,
                rule: "place that it is done to",
                by: None,
            };
        }
        let touches = place.1 + 1 == scene.first && scene.voice == Voice::Noun;
        if touches {
            standing.score = 0.82;
            standing.rule = "place before the noun";
        }
        if let Some(by) = standing.by {
            weigh_preposition(scene, trigger, by, &mut standing);
        }
        let of_another = place.1 < scene.first && others.iter().any(|(a, _)| *a < place.0);
        let apart = others.iter().any(|(a, _)| between(*a, place, scene));
        if speaks(trigger) && (apart || of_another) {
            standing.score -= 0.22;
        }
        let sold = matches!(trigger.kind, Some("TRANSACTION" | "BUSINESS"));
        if sold
            && scene
                .forward(scene.last)
                .is_some_and(|n| scene.at(n) == Some(candidate))
        {
            standing.score = 0.3;
        }
        if is_of_actor(scene, place.0) {
            standing.score -= match place.1 < scene.first && speaks(trigger) {
                true => 0.3,
                false => 0.1,
            };
            standing.rule = "place beside an actor";
        }
        all.push((candidate, standing));
    }
    let best = all.iter().map(|(_, standing)| standing.score);
    let best = best.fold(f32::MIN, f32::max);
    // Of two that stand alike the first in the text is meant.
    let best = all.iter().find(|(_, other)| other.score >= best - 0.001);
    let Some((best, standing)) = best.copied() else {
        return Vec::new();
    };
    let mut found = vec![found("location", best, standing, scene)];
    for other in joined_places(scene, best, &all) {
        let mut standing = standing;
        standing.score -= 0.06;
        standing.rule = "place joined to it";
        let first = scene.place(other).map(|(first, _)| first);
        standing.by = first.and_then(|first| preposition(scene, first));
        found.push(self::found("location", other, standing, scene));
    }
    found
}

fn found(role: &'static str, candidate: usize, standing: Standing, scene: &Scene<'_>) -> Found {
    Found {
        role,
        candidate,
        score: standing.score,
        rule: standing.rule,
        evidence: standing
            .by
            .map(|by| scene.range(by, by))
            .into_iter()
            .collect(),
    }
}

/// Types of which the place of who speaks is not that of the event.
fn speaks(trigger: &Trigger<'_>) -> bool {
    matches!(
        trigger.kind,
        Some("STATEMENT" | "ACCUSE" | "REQUEST" | "REJECT" | "SUPPORT" | "THREATEN")
    )
}

/// Whether a token stands between a place and the trigger.
pub fn between(at: usize, place: (usize, usize), scene: &Scene<'_>) -> bool {
    place.1 < at && at < scene.first || scene.last < at && at < place.0
}

/// Whether a place only says where an actor comes from: `farmers from Aubrac`.
fn is_of_actor(scene: &Scene<'_>, first: usize) -> bool {
    let Some(by) = scene.clause.before(first) else {
        return false;
    };
    let from = scene.any(by, &["from", "of"]);
    let actor = scene.clause.before(by).and_then(|b| scene.at(b));
    let actor = actor.is_some_and(|m| scene.is_actor(m));
    actor && (from || first < scene.first)
}

fn weigh_preposition(scene: &Scene<'_>, trigger: &Trigger<'_>, by: usize, standing: &mut Standing) {
    let goes = matches!(
        trigger.kind,
        Some("MOVEMENT" | "MOBILIZE" | "CONSULT" | "AID" | "RETREAT")
    );
    let leaves = matches!(trigger.kind, Some("RETREAT" | "COERCE" | "SANCTION"));
    let strays = scene.any(by, &["about", "against", "with", "for", "over"])
        || scene.any(by, &["from"]) && !leaves;
    if scene.any(by, &["to"]) {
        standing.score -= if goes { 0.02 } else { 0.12 };
    } else if strays {
        standing.score -= 0.1;
    }
}

/// Places joined to another: `in Ghent and Antwerp`, `at a plant in Dalby`.
fn joined_places(scene: &Scene<'_>, best: usize, all: &[(usize, Standing)]) -> Vec<usize> {
    let mut joined = Vec::new();
    let mut at = best;
    while let Some((_, last)) = scene.place(at) {
        let Some(n) = scene.clause.after(last) else {
            break;
        };
        if !scene.any(n, &["and", "in", "at", "near"]) {
            break;
        }
        let next = scene.forward(n).and_then(|next| scene.at(next));
        let Some(next) = next.filter(|next| all.iter().any(|(c, _)| c == next)) else {
            break;
        };
        joined.push(next);
        at = next;
    }
    joined
}

/// The figures that an event counts. What another event of the sentence counts is left out, and what
/// the trigger cannot count: of `killing eleven and injuring thirty` each has its own.
pub fn figures(
    scene: &Scene<'_>,
    trigger: &Trigger<'_>,
    candidates: &[Candidate],
    others: &[(usize, usize)],
) -> Vec<Found> {
    let mut all = Vec::new();
    let around = behind(scene);
    let counted = counted_by_word(scene);
    for (number, candidate) in candidates.iter().enumerate() {
        if !scene.is_label(number, &Label::FIGURE) {
            continue;
        }
        let Some((first, last)) = scene.place(number) else {
            continue;
        };
        let of = candidate.figure.unwrap_or_default();
        let harmed = matches!(of, FigureKind::Dead | FigureKind::Injured);
        if harmed && counted.is_some_and(|counted| counted != of) {
            continue;
        }
        let fits = fits(trigger.kind, of);
        let between = |from: usize, to: usize| {
            others
                .iter()
                .filter(|(a, _)| (from..to).contains(a))
                .count()
        };
        let near = first > scene.last && around.iter().any(|b| b.what.contains(&number));
        let direct = is_counted_behind(scene, scene.last, number);
        let subject = is_counted_before(scene, last, scene.first);
        let (score, rule): (f32, &str) = if direct {
            (0.9, "figure behind the event")
        } else if subject {
            (0.88, "figure before the event")
        } else if near && between(scene.last + 1, first) == 0 {
            (0.74, "figure behind the event")
        } else if first > scene.last {
            match between(scene.last + 1, first) {
                0 if scene.voice == Voice::Noun => (0.66, "figure in the same sentence"),
                0 => (0.62, "figure in the same sentence"),
                _ => (0.35, "figure in the same sentence"),
            }
        } else {
            match between(last + 1, scene.first) {
                0 => (0.52, "figure in the same sentence"),
                _ => (0.3, "figure in the same sentence"),
            }
        };
        // `an earthquake killed 230 people`: the noun is the subject of just that event.
        let subject_of = scene.voice == Voice::Noun
            && first > scene.last
            && between(scene.last + 1, first) == 1
            && others.iter().any(|(a, end)| {
                let own = (*end + 1..first).all(|at| {
                    !scene.any(at, &["where", "who", "which", "when"]) && !scene.is_comma(at)
                });
                *a > scene.last && (scene.last + 1..*a).all(|at| scene.is_auxiliary(at)) && own
            });
        // It stands directly beside another event, or another stands between: it is that one's.
        let taken = others.iter().any(|(start, end)| {
            is_counted_behind(scene, *end, number)
                || is_counted_before(scene, last, *start)
                || *end < scene.first && *start > last
                || *start > scene.last && *end < first
        });
        let (score, rule) = match (taken, subject_of) {
            (_, true) => (score.max(0.6), "figure of what it caused"),
            (true, false) if !direct && !subject => continue,
            _ => (score, rule),
        };
        let score = match fits {
            Fit::Kind => score,
            Fit::Any if direct || subject => score - 0.12,
            Fit::Any => score - 0.25,
            Fit::No => score - 0.45,
        };
        all.push(Found {
            role: "figure",
            candidate: number,
            score,
            rule,
            evidence: Vec::new(),
        });
    }
    all
}

/// Whether a figure stands directly behind a trigger that ends at a token: `killing at least ten`.
fn is_counted_behind(scene: &Scene<'_>, end: usize, figure: usize) -> bool {
    let next = scene.forward(end).and_then(|n| scene.at(n));
    next == Some(figure)
}

/// Whether a figure that ends at a token is the subject of a trigger behind it: `ten were hurt`.
fn is_counted_before(scene: &Scene<'_>, last: usize, trigger: usize) -> bool {
    last < trigger
        && (last + 1..trigger).all(|at| {
            !scene.is_other(at)
                && (scene.is_auxiliary(at)
                    || scene.clause.is_adverb(at)
                    || scene.any(at, &["who", "people", "more"]))
        })
}

/// Who alone is counted by a trigger that says so: the dead of `killing`, the injured of `wounded`.
fn counted_by_word(scene: &Scene<'_>) -> Option<FigureKind> {
    const KILLING: &[&str] = &[
        "kill",
        "die",
        "death",
        "dead",
        "murder",
        "massacr",
        "slain",
        "slaughter",
        "execut",
        "perish",
        "drown",
        "fatal",
        "dying",
        "behead",
        "assassin",
        "lynch",
    ];
    const INJURING: &[&str] = &["injur", "wound", "hurt", "maim"];
    let begins = |stems: &[&str]| {
        (scene.first..=scene.last).any(|at| {
            let word = scene.word(at).to_lowercase();
            stems.iter().any(|stem| word.starts_with(stem))
        })
    };
    match (begins(KILLING), begins(INJURING)) {
        (true, false) => Some(FigureKind::Dead),
        (false, true) => Some(FigureKind::Injured),
        _ => None,
    }
}

enum Fit {
    Kind,
    /// It may be anything.
    Any,
    No,
}

/// Whether an event of a type may count such a thing.
fn fits(kind: Option<&str>, figure: FigureKind) -> Fit {
    use FigureKind as F;
    let Some(kind) = kind else { return Fit::Any };
    let fits = match figure {
        F::Dead | F::Injured => matches!(
            kind,
            "ASSAULT" | "LIFE" | "DISASTER" | "PROTEST" | "COERCE" | "MOVEMENT"
        ),
        F::Arrested => matches!(kind, "COERCE" | "JUSTICE" | "PROTEST" | "RETREAT"),
        F::Displaced => matches!(
            kind,
            "ASSAULT" | "LIFE" | "DISASTER" | "MOVEMENT" | "COERCE" | "AID"
        ),
        F::Size => matches!(
            kind,
            "PROTEST"
                | "MOBILIZE"
                | "RETREAT"
                | "MOVEMENT"
                | "COERCE"
                | "CONSULT"
                | "PERSONNEL"
                | "AID"
        ),
        F::Amount => matches!(
            kind,
            "AID"
                | "TRANSACTION"
                | "SANCTION"
                | "AGREE"
                | "BUSINESS"
                | "CONCEDE"
                | "COERCE"
                | "JUSTICE"
        ),
        F::Share => matches!(kind, "PERSONNEL" | "BUSINESS" | "TRANSACTION" | "SUPPORT"),
        F::Other => return Fit::Any,
    };
    if fits { Fit::Kind } else { Fit::No }
}

/// The range of a stretch as tokens of the scene, for dates.
pub fn tokens(scene: &Scene<'_>, range: ByteRange) -> Option<(usize, usize)> {
    super::scene::tokens_of(&scene.clause, range)
}
