//! Flags, and the type that tense, neighbours and governing words give to a trigger.

use super::bonds::{Bond, bond, is_obliged, is_voiced_in_protest, is_willing};
use super::clause::Clause;
use super::flags;
use super::grammar::Class;
use super::inflection::Part;
use super::objects;
use super::trigger::{LIGHT, Trigger};
use super::types::{Kind, ending, governed, in_future, refused};
use crate::annotation::Flag;

/// Flags, and the type that tense and governing words give.
pub fn settle(trigger: &mut Trigger, clause: &Clause<'_>, earlier: &mut [Trigger]) {
    let part = if trigger.rule == LIGHT {
        Part::Verb
    } else {
        trigger.part
    };
    trigger.own = own_kind(trigger, clause, earlier);
    trigger.kind = trigger.own;
    trigger.flags = flags::flags(clause, trigger.first, trigger.last, part, trigger.form);
    if part != trigger.part {
        for flag in flags::flags(
            clause,
            trigger.head,
            trigger.last,
            trigger.part,
            trigger.form,
        ) {
            if !trigger.flags.contains(&flag) {
                trigger.flags.push(flag);
            }
        }
    }
    if trigger.flags.contains(&Flag::Future) {
        trigger.kind = if trigger.flags.contains(&Flag::Negated) {
            refused(trigger.own)
        } else {
            {
                let passive = clause
                    .before(trigger.first)
                    .is_some_and(|b| clause.is(b, Class::BE));
                let acts = trigger.part == Part::Verb || trigger.rule == LIGHT;
                in_future(trigger.own, acts && !passive)
            }
        };
    }
    match earlier
        .last_mut()
        .and_then(|g| bond(clause, g, trigger).map(|b| (g, b)))
    {
        Some((governor, bond)) => obey(trigger, governor, bond),
        None if is_willing(clause, trigger.first) => {
            trigger.kind = governed(trigger.own, Kind::Agree, false).unwrap_or(trigger.kind);
        }
        None if trigger.part == Part::Verb && is_obliged(clause, trigger.first) => {
            trigger.kind = Kind::Request;
        }
        None => {}
    }
    if is_voiced_in_protest(trigger, clause, earlier) {
        trigger.kind = Kind::Protest;
    }
}

/// Takes the type that the governing trigger gives it.
fn obey(trigger: &mut Trigger, governor: &mut Trigger, bond: Bond) {
    if bond == Bond::Object
        && governor.kind == governor.own
        && let Some(kind) = ending(governor.lemma, trigger.own, trigger.lemma)
    {
        governor.kind = kind;
        trigger.kind = kind;
        return;
    }
    let vow = matches!(governor.lemma, "vow" | "swear" | "threaten" | "promise");
    // A verb that was itself promised or refused hands that on to its object.
    let own = if bond == Bond::Object && governor.kind != governor.own {
        governor.kind
    } else {
        governor.own
    };
    // `accused of attacking a rally`: the rally took place.
    if own == Kind::Accuse && governor.own != own {
        return;
    }
    let threatened = governor.lemma == "threaten"
        && matches!(
            trigger.own,
            Kind::Assault | Kind::Coerce | Kind::Sanction | Kind::Protest
        );
    let hands_on = governor.kind != governor.own
        || threatened
        || matches!(own, Kind::Request | Kind::Reject | Kind::Accuse);
    if bond == Bond::Object && !hands_on {
        return;
    }
    if let Some(kind) = governed(trigger.own, own, vow) {
        // What a refused demand asks for is refused with it.
        trigger.kind = if governor.kind == governor.own {
            kind
        } else {
            governor.kind
        };
        let flag = match own {
            Kind::Agree => Flag::Future,
            Kind::Reject => Flag::Negated,
            _ => Flag::Hypothetical,
        };
        if !trigger.flags.contains(&flag) {
            trigger.flags.push(flag);
        }
    }
}

/// The type that a trigger has by itself where its neighbours decide it.
fn own_kind(trigger: &Trigger, clause: &Clause<'_>, earlier: &[Trigger]) -> Kind {
    let ahead = |words: &[&str]| {
        let mut at = trigger.last;
        (0..8).any(|_| match clause.after(at) {
            Some(n) => {
                at = n;
                words.iter().any(|word| clause.reads(n, word))
            }
            None => false,
        })
    };
    let article = || {
        clause
            .before(trigger.first)
            .is_some_and(|b| clause.is(b, Class::DETERMINER))
    };
    if let Some(kind) = objects::kind(clause, trigger) {
        return kind;
    }
    match trigger.lemma {
        // The PLOVER manual: prison is coercion, a payment ordered by a court a sanction.
        "sentence" if ahead(&["prison", "jail", "years", "imprisonment"]) => Kind::Coerce,
        "order" if ahead(&["pay", "compensate"]) => Kind::Sanction,
        // Gunfire has no article.
        "fire" if trigger.part == Part::Noun && article() => Kind::Disaster,
        // What breaks out is what stands before it.
        "break out" => earlier
            .last()
            .filter(|t| t.part == Part::Noun && trigger.first - t.last <= 2)
            .map_or(trigger.own, |t| t.own),
        _ => trigger.own,
    }
}
