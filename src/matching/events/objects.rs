//! Words whose object decides their type, or whether they are an event at all: a strike on a town
//! and a strike over pay, leaving a town and leaving people dead.
//!
//! Only a bounded number of words of the same sentence are looked at.

use super::clause::Clause;
use super::grammar::Class;
use super::inflection::Part;
use super::lexicon::Lexicon;
use super::phrases;
use super::situations::{Group, Outcome, Side, Situation};
use super::trigger::Trigger;
use super::types::Kind;
use crate::text::TokenKind;

/// How far a sentence is searched for the words that tell two readings apart.
const SENTENCE: usize = 16;
/// How far an object may stand behind its verb.
const OBJECT: usize = 8;

/// What `_`-less wars are no fighting: `a war of words`.
const FIGURATIVE: &str = "attrition words nerves wits drugs waste poverty";

/// The type that the object or the sentence gives to a trigger, where it has a say.
pub fn kind(clause: &Clause<'_>, trigger: &Trigger) -> Option<Kind> {
    match trigger.lemma {
        "strike" if trigger.part == Part::Noun => {
            is_armed(clause, trigger).then_some(Kind::Assault)
        }
        "shoot down" => {
            ahead(clause, trigger.last, OBJECT, Class::PROPOSED).then_some(Kind::Reject)
        }
        "win" | "lose" if trigger.part == Part::Verb => {
            if ahead(clause, trigger.last, OBJECT, Class::BALLOT) {
                Some(Kind::Personnel)
            } else if ahead_reads(clause, trigger.last, 5, "life lives") {
                Some(Kind::Life)
            } else if ahead(clause, trigger.last, 5, Class::COURT) {
                Some(Kind::Justice)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// What a row of the list says of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule that the row stands under.
    pub rule: &'static str,
    /// The type; nothing where it is no event.
    pub kind: Option<Kind>,
}

/// What the rows of its lemma say of a trigger; nothing where they are silent and the type of the
/// lexicon stands.
pub fn verdict(clause: &Clause<'_>, rows: &[Situation], trigger: &Trigger) -> Option<Verdict> {
    let mut only = None;
    let mut allowed = false;
    for row in rows {
        if row.part.is_some_and(|wanted| wanted != trigger.part) {
            continue;
        }
        let reach = usize::from(row.reach);
        let fits = row.side != Side::Behind && ahead_in(clause, trigger.last, reach, row.words)
            || row.side != Side::Ahead && behind_in(clause, trigger.first, reach, row.words);
        let kind = match (row.outcome, fits) {
            (Outcome::None, true) => None,
            (Outcome::Typed(kind), true) => Some(kind),
            (Outcome::Only, true) => {
                allowed = true;
                continue;
            }
            (Outcome::Only, false) => {
                only = Some(row.rule);
                continue;
            }
            (_, false) => continue,
        };
        return Some(Verdict {
            rule: row.rule,
            kind,
        });
    }
    only.filter(|_| !allowed)
        .map(|rule| Verdict { rule, kind: None })
}

/// The rule by which the words around a trigger make it no event, if any: `left twelve people
/// homeless`.
pub fn refusal(clause: &Clause<'_>, trigger: &Trigger) -> Option<&'static str> {
    let at = trigger.last;
    let (rule, refused) = match (trigger.lemma, trigger.part) {
        ("leave", Part::Verb) => (
            "what is left",
            results(clause, at) || remains(clause, trigger),
        ),
        ("recall", Part::Verb) => (
            "what is remembered",
            !ahead(clause, at, OBJECT, Class::RECALLED)
                && !behind(clause, trigger.first, 6, Class::RECALLED),
        ),
        ("post", Part::Verb) => ("what is put up", !ahead(clause, at, OBJECT, Class::MARKET)),
        ("end", Part::Verb) if trigger.own == Kind::Business => (
            "an end of no event",
            !ends_event(clause, at) && !trades(clause, trigger),
        ),
        ("win" | "lose" | "fall" | "close", Part::Verb) if trigger.own == Kind::Business => (
            "far from any market",
            kind(clause, trigger).is_none() && !trades(clause, trigger),
        ),
        ("strike", Part::Verb) => (
            "a deal that is struck",
            behind(clause, trigger.first, 4, Class::DEAL),
        ),
        ("opposition", Part::Noun) => (
            "those who oppose",
            clause
                .before(trigger.first)
                .is_some_and(|b| clause.is(b, Class::DETERMINER))
                && !clause
                    .after(at)
                    .is_some_and(|n| reads_any(clause, n, "to from against over")),
        ),
        // Goods hit the market, and so do bombs.
        ("hit", Part::Verb) => (
            "a hit that hurts nobody",
            ahead(clause, at, 5, Class::SCORED)
                || ahead_reads(clause, at, 2, "market")
                    && !behind(clause, trigger.first, SENTENCE, Class::ARMS),
        ),
        ("war", Part::Noun) => (
            "a war without arms",
            clause
                .after(at)
                .filter(|&of| clause.reads(of, "of") || clause.reads(of, "on"))
                .and_then(|of| clause.after(of))
                .is_some_and(|n| reads_any(clause, n, FIGURATIVE)),
        ),
        _ => return None,
    };
    refused.then_some(rule)
}

/// The rules of [`refusal`].
#[cfg(test)]
pub const REFUSALS: [&str; 9] = [
    "what is left",
    "what is remembered",
    "what is put up",
    "an end of no event",
    "far from any market",
    "a deal that is struck",
    "those who oppose",
    "a hit that hurts nobody",
    "a war without arms",
];

/// Whether the sentence speaks of markets or firms.
fn trades(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    ahead(clause, trigger.last, SENTENCE, Class::MARKET)
        || behind(clause, trigger.first, SENTENCE, Class::MARKET)
}

/// Whether a strike is one of arms: it goes against or hits something, and nothing in its sentence
/// speaks of work.
fn is_armed(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    let (first, last) = (trigger.first, trigger.last);
    let on_strike = clause
        .before(trigger.head)
        .is_some_and(|b| clause.reads(b, "on"));
    let near =
        |class| ahead(clause, last, SENTENCE, class) || behind(clause, first, SENTENCE, class);
    let next = clause.after(last);
    let aimed = next.is_some_and(|next| {
        reads_any(clause, next, "on against inside")
            && clause.after(next).is_some_and(|n| {
                !clause.is(n, Class::CALENDAR) && clause.kind(n) != Some(TokenKind::Number)
            })
    });
    let hits = next.is_some_and(|next| clause.is(next, Class::STRUCK));
    // Aid workers and doctors are killed by strikes, too.
    let armed = near(Class::ARMS);
    !on_strike && (armed && aimed || (armed || aimed || hits) && !near(Class::LABOUR))
}

/// `left twelve people dead`, `left for dead`: a state that follows an object.
fn results(clause: &Clause<'_>, mut at: usize) -> bool {
    for _ in 0..OBJECT + 2 {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if clause.is(n, Class::RESULT) {
            return true;
        }
        let inside = reads_any(clause, n, "of in at than for");
        if clause.is(n, Class::PREPOSITION) && !inside
            || clause.is(n, Class::CLAUSE)
            || clause.kind(n) == Some(TokenKind::Mark) && clause.word(n) != "-"
        {
            return false;
        }
    }
    false
}

/// `has little time left`, `no bread left in the town`: what remains.
fn remains(clause: &Clause<'_>, trigger: &Trigger) -> bool {
    if !clause.reads(trigger.first, "left") {
        return false;
    }
    // `little was left`: nobody goes anywhere in the passive.
    if clause
        .before(trigger.first)
        .is_some_and(|b| clause.is(b, Class::BE))
    {
        return true;
    }
    let mut at = trigger.first;
    for step in 0..6 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        let thing = clause.is_content(b) && !clause.is_name(b);
        if step == 0 && !thing {
            return false;
        }
        if step > 0 {
            const FEW: &str = "little few no any much enough nothing more fewer less only there";
            if clause.is(b, Class::HAVE) || reads_any(clause, b, FEW) {
                return true;
            }
        }
        if clause.is(b, Class::CLAUSE | Class::SUBJECT)
            || clause.kind(b) == Some(TokenKind::Mark) && clause.word(b) != "-"
        {
            return false;
        }
    }
    false
}

/// Whether a noun of the lexicon follows: `ended the war`.
fn ends_event(clause: &Clause<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..4 {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        let noun = clause.words[n]
            .senses
            .iter()
            .any(|s| s.part == Part::Noun && s.score >= 0.5);
        let phrase = phrases::phrase_at(clause, Lexicon::english(), n)
            .is_some_and(|(phrase, _)| phrase.kind.is_some());
        if noun || phrase {
            return true;
        }
        if clause.kind(n) == Some(TokenKind::Mark) || clause.is(n, Class::PREPOSITION) {
            return false;
        }
    }
    false
}

fn reads_any(clause: &Clause<'_>, at: usize, words: &str) -> bool {
    words.split(' ').any(|word| clause.reads(at, word))
}

/// Whether one of `words` stands within `reach` tokens behind token `at`.
fn ahead_reads(clause: &Clause<'_>, mut at: usize, reach: usize, words: &str) -> bool {
    for _ in 0..reach {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if reads_any(clause, n, words) {
            return true;
        }
    }
    false
}

/// Whether a word of a class stands within `reach` tokens behind token `at`.
fn ahead(clause: &Clause<'_>, mut at: usize, reach: usize, class: Class) -> bool {
    for _ in 0..reach {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if clause.is(n, class) {
            return true;
        }
    }
    false
}

/// Whether a word of a class stands within `reach` tokens before token `at`.
fn behind(clause: &Clause<'_>, mut at: usize, reach: usize, class: Class) -> bool {
    for _ in 0..reach {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.is(b, class) {
            return true;
        }
    }
    false
}

/// Whether a word of a group stands within `reach` tokens behind token `at`.
fn ahead_in(clause: &Clause<'_>, mut at: usize, reach: usize, group: Group) -> bool {
    for _ in 0..reach {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if clause.words[n].groups.contains(&group) {
            return true;
        }
    }
    false
}

/// Whether a word of a group stands within `reach` tokens before token `at`.
fn behind_in(clause: &Clause<'_>, mut at: usize, reach: usize, group: Group) -> bool {
    for _ in 0..reach {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.words[b].groups.contains(&group) {
            return true;
        }
    }
    false
}
