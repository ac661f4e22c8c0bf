//! What stands behind a trigger: its object, and what prepositions join to it.

use super::scene::{Scene, Voice};
use super::subject::joined_behind;
use crate::matching::events::grammar::Class;
use crate::text::TokenKind;

/// Something behind a trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// What is joined by `and` stands together.
    pub what: Vec<usize>,
    /// Between the trigger and it.
    pub link: Link,
    /// The token of the preposition, or of the first mention.
    pub at: usize,
    /// Over how many other verbs it was reached.
    pub crossed: usize,
}

/// How it is joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Directly: the object.
    Object,
    /// By a preposition, in lower case.
    By(String),
    /// As the subject of a clause with `that`.
    That,
}

/// How far behind a trigger is looked, in steps over words and mentions.
const REACH: usize = 36;

/// Verbs that only say that something takes place: what hangs on the noun stands behind them.
const TAKING_PLACE: &[&str] = &[
    "erupted",
    "erupt",
    "broke",
    "break",
    "resumed",
    "resume",
    "continued",
    "continue",
    "continues",
    "began",
    "begun",
    "begin",
    "started",
    "took",
    "take",
    "taking",
    "place",
    "out",
    "flared",
    "intensified",
    "escalated",
    "held",
    "ended",
    "end",
    "raged",
    "rage",
    "occurred",
    "opened",
    "collapsed",
    "stalled",
    "under",
    "way",
    "followed",
    "spread",
    "entered",
    "were",
    "was",
    "are",
    "is",
    "has",
    "have",
    "had",
    "been",
    "being",
    "will",
    "be",
];

/// Verbs of the passive behind which `by` names who did what the noun says.
const CARRIED_OUT: &[&str] = &[
    "carried",
    "launched",
    "staged",
    "claimed",
    "conducted",
    "mounted",
    "imposed",
    "ordered",
    "organised",
    "organized",
    "led",
    "announced",
    "committed",
    "perpetrated",
    "held",
    "hosted",
    "mediated",
    "brokered",
    "called",
    "made",
    "issued",
    "signed",
];

/// All that stands behind the trigger in its clause, in the order of the text.
pub fn behind(scene: &Scene<'_>) -> Vec<Behind> {
    let clause = &scene.clause;
    let mut found: Vec<Behind> = Vec::new();
    let Some(mut at) = clause.after(scene.last) else {
        return found;
    };
    let mut link = Link::Object;
    let mut link_at = None;
    let mut crossed = 0;
    let noun = scene.voice == Voice::Noun;
    for _ in 0..REACH {
        let next = if let Some(mention) = scene.at(at) {
            let Some((_, end)) = scene.place(mention) else {
                break;
            };
            let all = joined_behind(scene, mention, link == Link::Object);
            let end = all
                .iter()
                .filter_map(|m| scene.place(*m))
                .map(|(_, e)| e)
                .fold(end, usize::max);
            // Who acts in a clause of its own is no object.
            let acts = clause
                .after(end)
                .is_some_and(|v| scene.is_verb(v) && !scene.is_reduced_at(v));
            let free = matches!(link, Link::Object) && link_at.is_none();
            if acts && free && scene.is_actor(mention) && !found.is_empty() {
                break;
            }
            found.push(Behind {
                what: all,
                link: std::mem::replace(&mut link, Link::Object),
                at: link_at.take().unwrap_or(at),
                crossed,
            });
            clause.after(end)
        } else if scene.is_break(at) {
            break;
        } else if scene.is_other(at) && !scene.is_verb(at) {
            // `suspended its lending to`: on the object hangs what the verb is done to; `for talks
            // with` is another event with parties of its own.
            if link_at.is_some() || noun {
                break;
            }
            crossed += usize::from(!scene.is_other(at.saturating_sub(1)));
            clause.after(at)
        } else if clause.is(at, Class::PREPOSITION)
            || clause.is(at, Class::TO)
            || scene.any(
                at,
                &[
                    "onto",
                    "off",
                    "outside",
                    "inside",
                    "around",
                    "along",
                    "alongside",
                ],
            )
        {
            let infinite = clause.is(at, Class::TO)
                && scene
                    .forward(at)
                    .is_some_and(|n| scene.at(n).is_none() && is_base_verb(scene, n));
            if infinite {
                crossed += 1;
                link = Link::Object;
                link_at = None;
                clause.after(at).and_then(|verb| clause.after(verb))
            } else {
                link = Link::By(scene.word(at).to_lowercase());
                link_at = Some(at);
                clause.after(at)
            }
        } else if scene.any(at, &["that"]) && at == scene.last + 1 {
            if let Some(who) = scene
                .forward(at)
                .and_then(|n| scene.at(n))
                .filter(|m| scene.is_actor(*m))
            {
                found.push(Behind {
                    what: joined_behind(scene, who, false),
                    link: Link::That,
                    at,
                    crossed: 0,
                });
            }
            break;
        } else if scene.is_verb(at) {
            // `beaten and detained by`
            let twin = clause
                .before(at)
                .is_some_and(|b| scene.any(b, &["and", "or"]));
            let empty = found.is_empty() && link_at.is_none();
            let goes_on = scene.any(at, TAKING_PLACE) || is_carried_out(scene, at);
            if noun && goes_on || twin && empty && !noun {
                clause.after(at)
            } else {
                break;
            }
        } else if scene.is_comma(at) {
            // What stands behind a comma belongs to it only where it goes on with a preposition.
            let next = clause.after(at);
            let goes_on = next.is_some_and(|n| {
                clause.is(n, Class::PREPOSITION) && !clause.is(n, Class::CLAUSE)
                    || scene.at(n).is_some_and(|m| !scene.is_actor(m))
            });
            if !goes_on {
                break;
            }
            next
        } else if clause.is(at, Class::CLAUSE | Class::CONDITION) {
            break;
        } else if scene.any(at, &["and", "but", "or"]) {
            let next = clause.after(at);
            // `attacked X and killed Y`
            let verb = next.is_some_and(|n| scene.is_verb(n) || scene.is_past(n));
            let twin = verb && found.is_empty() && link_at.is_none() && !noun;
            if verb && !twin {
                break;
            }
            next
        } else {
            // A noun that is not marked takes the preposition's place.
            let content = clause.is_content(at) && !clause.is_adjective(at);
            let possessive = clause.kind(at) == Some(TokenKind::Possessive);
            if content
                && !possessive
                && link_at.is_some()
                && scene.forward(at).is_none_or(|n| scene.at(n).is_none())
            {
                link_at = None;
                link = Link::By(String::new());
            }
            clause.after(at)
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    found
}

/// Whether a word reads as the base of a verb: nothing closed, no name.
fn is_base_verb(scene: &Scene<'_>, at: usize) -> bool {
    let clause = &scene.clause;
    let previous = clause.before(at);
    previous.is_some_and(|b| clause.is(b, Class::TO))
        && clause.is_word(at)
        && !clause.is(at, Class::DETERMINER | Class::PREPOSITION | Class::OBJECT)
        && !clause.is_name(at)
        && !scene.word(at).ends_with('s')
}

/// `was carried out by`.
fn is_carried_out(scene: &Scene<'_>, at: usize) -> bool {
    scene.any(at, CARRIED_OUT)
}
