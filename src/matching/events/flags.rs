//! Negated, future, hypothetical, historical: how the text speaks of an event.

use super::clause::Clause;
use super::grammar::Class;
use super::inflection::{Form, Part};
use crate::annotation::Flag;
use crate::text::TokenKind;

/// How many tokens before a trigger are read.
const WINDOW: usize = 7;

/// The flags of a trigger whose first token is `first`.
pub fn flags(clause: &Clause<'_>, first: usize, last: usize, part: Part, form: Form) -> Vec<Flag> {
    let mut found = Vec::new();
    let mut add = |flag| {
        if !found.contains(&flag) {
            found.push(flag);
        }
    };
    match part {
        Part::Verb => {
            before_verb(clause, first, form, &mut add);
            if is_denied(clause, first) {
                add(Flag::Negated);
            }
        }
        Part::Noun => before_noun(clause, first, &mut add),
    }
    if is_conditional(clause, first) {
        add(Flag::Hypothetical);
    }
    if is_long_ago(clause, last) {
        add(Flag::Historical);
    }
    found
}

/// Auxiliaries and adverbs directly before the verb, then what governs them.
fn before_verb(clause: &Clause<'_>, first: usize, form: Form, add: &mut dyn FnMut(Flag)) {
    let mut at = first;
    for _ in 0..WINDOW {
        let Some(b) = clause.before(at) else { return };
        at = b;
        let class = clause.class(b);
        if class.is(Class::NEGATION) {
            add(Flag::Negated);
        }
        if class.is(Class::MODAL) {
            match clause.word(b) {
                w if is_one_of(
                    w,
                    &[
                        "could",
                        "may",
                        "might",
                        "can",
                        "should",
                        "must",
                        "couldn't",
                        "cannot",
                        "couldn’t",
                    ],
                ) =>
                {
                    add(Flag::Hypothetical);
                }
                w if is_one_of(w, &["would", "wouldn't", "wouldn’t"])
                    && clause.after(b).is_some_and(|n| clause.is(n, Class::HAVE)) =>
                {
                    add(Flag::Hypothetical);
                }
                _ => add(Flag::Future),
            }
            // `will not`, `never would`.
            if clause
                .before(b)
                .is_some_and(|n| clause.is(n, Class::NEGATION))
            {
                add(Flag::Negated);
            }
            return;
        }
        if class.is(Class::TO) {
            if form != Form::Base && !class.is(Class::BE) && b + 1 == first {
                return;
            }
            governed_infinitive(clause, b, add);
            return;
        }
        let auxiliary =
            class.is(Class::BE | Class::HAVE | Class::DO | Class::NEGATION) || clause.is_adverb(b);
        if !auxiliary {
            return;
        }
    }
}

/// What stands before `to`: plans and promises look ahead, failing and refusing deny.
fn governed_infinitive(clause: &Clause<'_>, to: usize, add: &mut dyn FnMut(Flag)) {
    let Some(mut g) = clause.before(to) else {
        return;
    };
    if clause.is(g, Class::NEGATION) {
        add(Flag::Negated);
        match clause.before(g) {
            Some(further) => g = further,
            None => return,
        }
    }
    if clause.is(g, Class::FAILING) {
        add(Flag::Negated);
    } else if clause.is(g, Class::INTENT) {
        add(Flag::Future);
    } else if clause.words[g].senses.iter().any(|s| {
        matches!(
            s.kind,
            super::types::Kind::Request | super::types::Kind::Threaten | super::types::Kind::Agree
        )
    }) {
        add(Flag::Hypothetical);
    }
}

/// Determiners and adjectives before a noun: `no attack`, `planned talks`.
fn before_noun(clause: &Clause<'_>, first: usize, add: &mut dyn FnMut(Flag)) {
    let mut at = first;
    for _ in 0..4 {
        let Some(b) = clause.before(at) else { return };
        at = b;
        let class = clause.class(b);
        if class.is(Class::NEGATION) || clause.is(b, Class::FAILING) && b + 1 == first {
            add(Flag::Negated);
        }
        if class.is(Class::UPCOMING) {
            add(Flag::Future);
        }
        if class.is(Class::UNCERTAIN) && !class.is(Class::MODAL) {
            add(Flag::Hypothetical);
        }
        if clause.reads(b, "past") || clause.reads(b, "historic") {
            add(Flag::Historical);
        }
        let inside = class
            .is(Class::DETERMINER | Class::ADJECTIVE | Class::UPCOMING | Class::UNCERTAIN)
            || clause.is_adjective(b)
            || clause.kind(b) == Some(TokenKind::Number);
        if !inside {
            return;
        }
    }
}

/// `denied that its forces had attacked`, `denied attacking`, `denies having attacked`.
fn is_denied(clause: &Clause<'_>, first: usize) -> bool {
    let denies = |at: usize| is_one_of(clause.word(at), &["denied", "denies", "deny", "denying"]);
    let mut that = false;
    let mut at = first;
    for _ in 0..12 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if denies(b) {
            let gerund = (b + 1..=first).all(|at| {
                let word = clause.word(at).to_lowercase();
                word.ends_with("ing") || word == "been" || clause.is_adverb(at) || at == first
            });
            return that || gerund && clause.word(b + 1).to_lowercase().ends_with("ing");
        }
        if clause.reads(b, "that") {
            that = true;
        }
        let apart = clause.kind(b) == Some(TokenKind::Mark)
            || is_one_of(
                clause.word(b),
                &[
                    "and", "but", "or", "who", "which", "after", "before", "because", "when",
                    "while",
                ],
            );
        if apart {
            return false;
        }
    }
    false
}

/// Behind `if`, `unless`, `whether` in the same clause.
fn is_conditional(clause: &Clause<'_>, first: usize) -> bool {
    let mut at = first;
    for _ in 0..10 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.is(b, Class::CONDITION) {
            return true;
        }
        if clause.kind(b) == Some(TokenKind::Mark) && matches!(clause.word(b), "," | ";" | ":") {
            return false;
        }
    }
    false
}

/// `two decades ago`, `years ago`, `anniversary of`.
fn is_long_ago(clause: &Clause<'_>, last: usize) -> bool {
    let mut at = last;
    for _ in 0..6 {
        let Some(n) = clause.after(at) else { break };
        at = n;
        if clause.kind(n) == Some(TokenKind::Mark) {
            break;
        }
        if clause.reads(n, "ago")
            && clause.before(n).is_some_and(|u| {
                is_one_of(
                    clause.word(u),
                    &["years", "decades", "centuries", "decade", "century"],
                )
            })
        {
            return true;
        }
    }
    at = last;
    for _ in 0..5 {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.reads(b, "anniversary") && clause.after(b).is_some_and(|n| clause.reads(n, "of"))
        {
            return true;
        }
    }
    false
}

fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|k| k.eq_ignore_ascii_case(word))
}
