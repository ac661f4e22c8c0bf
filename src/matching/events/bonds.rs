//! What binds a trigger to words before it: demands and promises, readiness, obligation, protest.
//!
//! Only the trigger directly before and a bounded number of tokens are looked at.

use super::clause::Clause;
use super::grammar::Class;
use super::inflection::{Form, Part};
use super::trigger::{LIGHT, Trigger};
use super::types::Kind;
use crate::text::TokenKind;

/// How a trigger depends on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// `agreed to withdraw`.
    Infinitive,
    /// `rejected the demand`, `accused them of violating`.
    Object,
}

/// Words that are followed by what someone is said to have done.
const CHARGING: [&str; 13] = [
    "accuse",
    "suspect",
    "charge",
    "indict",
    "arraign",
    "impeach",
    "prosecute",
    "accusation",
    "allegation",
    "suspicion",
    "complaint",
    "indictment",
    "sue",
];

/// The bond between two neighbouring triggers of one sentence, if any.
pub fn bond(clause: &Clause<'_>, governor: &Trigger, trigger: &Trigger) -> Option<Bond> {
    let from = governor.last + 1;
    let between = trigger.first.checked_sub(from)?;
    if between > 10 || (from..=trigger.first).any(|i| clause.tokens[i].opens_sentence) {
        return None;
    }
    let verbal = trigger.part == Part::Verb && trigger.form == Form::Base
        || trigger.rule == LIGHT && trigger.part == Part::Noun;
    let infinitive = verbal
        && clause
            .before(trigger.first)
            .is_some_and(|to| clause.is(to, Class::TO));
    if infinitive {
        let reaches = match governor.own {
            Kind::Request => true,
            Kind::Agree | Kind::Threaten | Kind::Reject => between <= 2,
            _ => false,
        };
        return reaches.then_some(Bond::Infinitive);
    }
    let content = |i: usize| {
        clause.is_content(i)
            && !clause.is_adjective(i)
            && !clause.is(i, Class::CLAUSE | Class::CONDITION)
    };
    if governor.own == Kind::Accuse {
        // A condemned attack is an attack; what someone is only accused of is an accusation.
        let charged = CHARGING.contains(&governor.lemma)
            && (from..trigger.first).any(|i| {
                clause.reads(i, "of")
                    || (clause.reads(i, "with") || clause.reads(i, "over")) && between <= 3
            });
        return (charged && between <= 6).then_some(Bond::Object);
    }
    let nominal = trigger.part == Part::Noun && trigger.rule != LIGHT;
    let threatened = nominal
        && governor.own == Kind::Threaten
        && between <= 5
        && (from..trigger.first).any(|i| clause.is(i, Class::TO));
    let close = (from..trigger.first).all(|i| {
        let word = clause.word(i);
        clause.is(
            i,
            Class::DETERMINER | Class::CALENDAR | Class::UPCOMING | Class::UNCERTAIN,
        ) || clause.is_adjective(i)
            || clause.is_name(i)
            || clause.is_adverb(i)
            || content(i) && (i + 1 == trigger.first || clause.reads(i + 1, "of"))
            || matches!(word, "-" | "for" | "to" | "of" | "today" | "yesterday")
            || clause.kind(i) == Some(TokenKind::Possessive)
            || clause.kind(i) == Some(TokenKind::Number)
            || content(i) && (clause.touch(i, i + 1) || clause.touch(i - 1, i))
    });
    let of_noun =
        governor.part == Part::Noun && matches!(governor.own, Kind::Request | Kind::Reject);
    (threatened || nominal && close && (governor.part == Part::Verb || of_noun) && between <= 6)
        .then_some(Bond::Object)
}

/// Demands and complaints voiced at a protest belong to it: `marched to demand`, `blocked roads
/// calling for`.
pub fn is_voiced_in_protest(trigger: &Trigger, clause: &Clause<'_>, earlier: &[Trigger]) -> bool {
    let voiced = matches!(trigger.own, Kind::Request | Kind::Accuse)
        && trigger.part == Part::Verb
        && (trigger.form == Form::Ing
            || clause
                .before(trigger.first)
                .is_some_and(|to| clause.is(to, Class::TO)));
    voiced
        && earlier.iter().rev().take(3).any(|t| {
            t.kind == Kind::Protest
                && !(t.last + 1..=trigger.first).any(|i| clause.tokens[i].opens_sentence)
        })
}

/// `willing to withdraw`, `committed to opening`: readiness for anything peaceful is agreement.
pub fn is_willing(clause: &Clause<'_>, first: usize) -> bool {
    const WILLING: [&str; 7] = [
        "willing",
        "willingness",
        "ready",
        "readiness",
        "prepared",
        "committed",
        "eager",
    ];
    clause
        .before(first)
        .filter(|&to| clause.is(to, Class::TO))
        .and_then(|to| clause.before(to))
        .is_some_and(|w| WILLING.iter().any(|known| clause.reads(w, known)))
}

/// `must` after a verb of saying is a demand.
pub fn is_obliged(clause: &Clause<'_>, first: usize) -> bool {
    let Some(must) = clause.before(first).filter(|&m| clause.reads(m, "must")) else {
        return false;
    };
    let mut at = must;
    for _ in 0..12 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.words[b]
            .senses
            .iter()
            .any(|s| s.kind == Kind::Statement && s.part == Part::Verb)
        {
            return true;
        }
    }
    false
}
