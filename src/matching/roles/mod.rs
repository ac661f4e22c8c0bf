//! Who fills the roles of an event: proposals, each with its reason.
//!
//! A proposal is made from what stands in the sentence of the trigger: spans and open suggestions
//! are the candidates, dates are found here. The rules are written for English; of other languages
//! only dates, places and figures are proposed, by nearness. What the sentence before says is
//! proposed with a low score where the sentence itself says nothing. Nothing is proposed for roles
//! that are the schema's own: no proposal is better than a wrong one.
//!
//! | file | what it knows |
//! |---|---|
//! | `scene` | the sentence, what is marked in it, and how the trigger stands: active, passive, noun |
//! | `subject` | who stands before a verb |
//! | `objects` | what stands behind it |
//! | `parties` | which of them acts and which is acted upon |
//! | `settings` | where, when and how many |
//! | [`modes`] | how it happens |
//!
//! It costs two sentences and the candidates in them.

pub mod modes;
mod objects;
mod parties;
mod scene;
mod settings;
mod subject;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use self::scene::{Scene, Sentence};
use super::dates::{self, Expression, Tense};
use super::{Language, Reason};
use crate::annotation::{FigureKind, Flag, Label};
use crate::text::{Article, ByteRange, previous_sentence, sentence_at};

/// From this score on a proposal is taken with the others in one stroke.
pub const TAKEN: f32 = 0.5;

/// What the rules are told of an event.
#[derive(Clone, Copy, Debug)]
pub struct Trigger<'a> {
    pub range: ByteRange,
    pub head: Option<ByteRange>,
    /// A type of PLOVER, or of the groups beside it.
    pub kind: Option<&'a str>,
    pub flags: &'a [Flag],
}

impl Trigger<'_> {
    /// Whether it happens between parties: what is praised, accused or asked is no place.
    fn is_between_parties(&self) -> bool {
        matches!(
            self.kind,
            Some(
                "STATEMENT"
                    | "ACCUSE"
                    | "REQUEST"
                    | "REJECT"
                    | "SUPPORT"
                    | "THREATEN"
                    | "AGREE"
                    | "COOPERATE"
                    | "AID"
                    | "SANCTION"
                    | "CONCEDE"
            )
        )
    }
}

/// Something that may fill a role: a span or an open suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub range: ByteRange,
    /// Actor, location, figure or event: another event tells what belongs to that one.
    pub label: Label,
    /// On figures.
    pub figure: Option<FigureKind>,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq)]
pub enum Filler {
    /// A candidate, by its index.
    Candidate(usize),
    Date(Expression),
}

/// A filler that is proposed for a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// `actor`, `recipient`, `location`, `date` or `figure`.
    pub role: &'static str,
    pub filler: Filler,
    /// From 0 to 1.
    pub score: f32,
    pub reason: Reason,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    role: &'static str,
    candidate: usize,
    score: f32,
    rule: &'static str,
    evidence: Vec<ByteRange>,
}

/// The stretch of text from which proposals are made: the sentence of the trigger and the one
/// before it. Candidates are wanted from there.
#[must_use]
pub fn around(article: &Article, trigger: ByteRange) -> ByteRange {
    let own = sentence(article, trigger);
    let before = previous_sentence(article, own.start);
    ByteRange::new(before.min(own.start), own.end)
}

/// The sentence of a trigger, no shorter than the trigger.
fn sentence(article: &Article, trigger: ByteRange) -> ByteRange {
    let first = sentence_at(article, trigger.start).unwrap_or(trigger);
    if first.end >= trigger.end {
        return first;
    }
    let last = sentence_at(article, trigger.end).unwrap_or(trigger);
    ByteRange::new(first.start, last.end.max(trigger.end))
}

/// Proposals for the roles of an event, for each role the best first. Those from [`TAKEN`] on are
/// meant together; the others are there to be asked for.
#[must_use]
pub fn propose(
    article: &Article,
    language: Language,
    trigger: &Trigger<'_>,
    candidates: &[Candidate],
) -> Vec<Proposal> {
    let text = article.text();
    let own = sentence(article, trigger.range);
    let read = Sentence::new(text, own);
    let Some(scene) = Scene::new(&read, trigger, candidates) else {
        return Vec::new();
    };
    let others = others(&scene, trigger, candidates);
    let english = language == Language::English;
    let mut found = Vec::new();
    if english {
        found.extend(parties::parties(&scene, trigger));
    }
    found.extend(settings::places(&scene, trigger, candidates, &others));
    found.extend(settings::figures(&scene, trigger, candidates, &others));
    if english {
        guesses(&scene, trigger, candidates, &mut found);
    }
    earlier(article, trigger, own, candidates, &mut found);
    let mut proposals: Vec<Proposal> = found
        .into_iter()
        .map(|found| {
            let range = candidates[found.candidate].range;
            let evidence = match found.evidence.is_empty() {
                true => vec![range],
                false => found.evidence,
            };
            Proposal {
                role: found.role,
                filler: Filler::Candidate(found.candidate),
                score: found.score.clamp(0.0, 0.95),
                reason: Reason::new(found.rule, evidence),
            }
        })
        .collect();
    proposals.extend(date(&scene, trigger, text, own, language, &others));
    proposals.sort_by(|a, b| {
        let score = b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal);
        order(a.role).cmp(&order(b.role)).then(score)
    });
    proposals
}

/// Whether a trigger reads as a verb, and not as a noun.
#[must_use]
pub fn reads_as_verb(article: &Article, trigger: &Trigger<'_>) -> bool {
    let read = Sentence::new(article.text(), sentence(article, trigger.range));
    let scene = Scene::new(&read, trigger, &[]);
    scene.is_some_and(|scene| scene.voice != scene::Voice::Noun)
}

/// Whether an event has happened or is to come, by its flags and by what stands before the trigger.
#[must_use]
pub fn tense(article: &Article, trigger: &Trigger<'_>) -> Tense {
    let read = Sentence::new(article.text(), sentence(article, trigger.range));
    let coming = trigger.flags.contains(&Flag::Future)
        || Scene::new(&read, trigger, &[]).is_some_and(|scene| scene.is_to_come());
    if coming { Tense::Future } else { Tense::Past }
}

fn order(role: &str) -> usize {
    const ORDER: [&str; 5] = ["actor", "recipient", "location", "date", "figure"];
    ORDER.iter().position(|known| *known == role).unwrap_or(5)
}

/// The triggers of other events in the sentence, as tokens.
fn others(
    scene: &Scene<'_>,
    trigger: &Trigger<'_>,
    candidates: &[Candidate],
) -> Vec<(usize, usize)> {
    let events = candidates.iter().filter(|c| c.label == Label::EVENT);
    let others = events.filter(|c| !c.range.overlaps(trigger.range));
    let mut places: Vec<_> = others
        .filter_map(|c| settings::tokens(scene, c.range))
        .collect();
    places.sort_unstable();
    places
}

/// The date that stands best to the trigger.
fn date(
    scene: &Scene<'_>,
    trigger: &Trigger<'_>,
    text: &str,
    sentence: ByteRange,
    language: Language,
    others: &[(usize, usize)],
) -> Option<Proposal> {
    let found = dates::find(text, sentence, language);
    let over = language == Language::English && scene.has_happened(trigger);
    let mut best: Option<Proposal> = None;
    for expression in found {
        // `warned that it would strike next week`: what it tells of is to come, and not the telling.
        if over && expression.when.looks_ahead() {
            continue;
        }
        let Some(place) = settings::tokens(scene, expression.range) else {
            continue;
        };
        // Words of the trigger, or of a name: `the July 26 Movement`.
        if place.0 <= scene.last && scene.first <= place.1 || scene.at(place.0).is_some() {
            continue;
        }
        let mut standing = settings::standing(scene, place, others, settings::OF_DATE);
        let report = trigger.kind == Some("STATEMENT");
        let apart = others
            .iter()
            .any(|(a, _)| settings::between(*a, place, scene));
        if report && (apart || standing.score < 0.6) {
            standing.score -= 0.3;
        }
        if place.1 + 1 == scene.first {
            standing.score = 0.84;
            standing.rule = "date before the event";
        }
        if best.as_ref().is_none_or(|best| standing.score > best.score) {
            let evidence = standing.by.map(|by| scene.range(by, by));
            best = Some(Proposal {
                role: "date",
                score: standing.score,
                reason: Reason::new(standing.rule, vec![evidence.unwrap_or(expression.range)]),
                filler: Filler::Date(expression),
            });
        }
    }
    best
}

/// Who stands nearest before the trigger, where no rule found an actor: to be asked for.
fn guesses(
    scene: &Scene<'_>,
    trigger: &Trigger<'_>,
    candidates: &[Candidate],
    found: &mut Vec<Found>,
) {
    const GUESS: f32 = 0.35;
    for (role, before) in [("actor", true), ("recipient", false)] {
        if found.iter().any(|f| f.role == role) || trigger.kind == Some("DISASTER") {
            continue;
        }
        let free = |n: &usize| {
            let who = scene.actor(*n).filter(|_| !scene.is_inside(*n));
            who.is_some_and(|who| !found.iter().any(|f| f.candidate == who))
                && !scene.is_speaker(*n)
        };
        let side = |n: &usize| {
            scene.place(*n).is_some_and(|(first, last)| match before {
                true => last < scene.first,
                false => first > scene.last,
            })
        };
        let all = (0..candidates.len()).filter(free).filter(side);
        let nearest = match before {
            true => all.max_by_key(|n| scene.place(*n)),
            false => all.min_by_key(|n| scene.place(*n)),
        };
        let rule = match before {
            true => "nearest actor before the event",
            false => "nearest actor behind the event",
        };
        found.extend(nearest.and_then(|n| scene.actor(n)).map(|candidate| Found {
            role,
            candidate,
            score: GUESS,
            rule,
            evidence: Vec::new(),
        }));
    }
}

/// What the sentence before says, where this one says nothing: to be asked for.
fn earlier(
    article: &Article,
    trigger: &Trigger<'_>,
    own: ByteRange,
    candidates: &[Candidate],
    found: &mut Vec<Found>,
) {
    const EARLIER: f32 = 0.3;
    let before = around(article, trigger.range);
    for (role, label, rule) in [
        ("actor", Label::ACTOR, "actor in the sentence before"),
        ("location", Label::LOCATION, "place in the sentence before"),
    ] {
        if found.iter().any(|f| f.role == role) {
            continue;
        }
        let there = |c: &Candidate| {
            c.label == label && before.contains_range(c.range) && c.range.end <= own.start
        };
        let all = (0..candidates.len()).filter(|n| there(&candidates[*n]));
        // Who acted there stands first; the place that is still in mind stands last.
        let chosen = match role {
            "actor" => all.min_by_key(|n| candidates[*n].range.start),
            _ => all.max_by_key(|n| candidates[*n].range.start),
        };
        found.extend(chosen.map(|candidate| Found {
            role,
            candidate,
            score: EARLIER,
            rule,
            evidence: Vec::new(),
        }));
    }
}
