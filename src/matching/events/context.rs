//! What the words around a trigger say: verb or noun, event or not.

use super::clause::Clause;
use super::grammar::Class;
use super::inflection::{Form, Part};
use super::lexicon::Sense;
use crate::text::TokenKind;

/// The rules against non-events that need no list.
pub const RULES: [&str; 4] = [
    "inside a name",
    "joined by a hyphen",
    "before a thing",
    "a month or a measure",
];

/// A sense chosen in context.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    pub sense: Sense,
    pub score: f32,
    /// A participle before its noun: `the captured fighters`.
    pub modifier: bool,
}

/// The reading of token `i` that its neighbours allow.
/// Rules against non-events are `told` where they speak.
pub fn choose(clause: &Clause<'_>, i: usize, told: &mut dyn FnMut(&'static str)) -> Option<Choice> {
    let senses = &clause.words[i].senses;
    if senses.is_empty() {
        return None;
    }
    if is_named(clause, i) {
        told(RULES[0]);
        return None;
    }
    if is_joined(clause, i) {
        told(RULES[1]);
        return None;
    }
    let noun = nounlike(clause, i);
    let verb = verblike(clause, i);
    let mut best: Option<Choice> = None;
    for sense in senses {
        if let Some(choice) = weigh(clause, i, sense, noun, verb)
            && best.is_none_or(|b| choice.score > b.score)
        {
            best = Some(choice);
        }
    }
    let mut choice = best?;
    if choice.sense.part == Part::Noun && is_modifier_of_thing(clause, i, choice.sense) {
        told(RULES[2]);
        return None;
    }
    if is_measure(clause, i, choice.sense) {
        told(RULES[3]);
        return None;
    }
    if clause.shouts {
        choice.score -= 0.08;
    }
    Some(choice)
}

/// How well one sense fits between its neighbours.
fn weigh(clause: &Clause<'_>, i: usize, sense: &Sense, noun: bool, verb: bool) -> Option<Choice> {
    let mut choice = Choice {
        sense: *sense,
        score: sense.score,
        modifier: false,
    };
    match (sense.part, sense.form) {
        (Part::Noun, form) => {
            let after_subject = clause.before(i).is_some_and(|b| {
                clause.is(b, Class::SUBJECT | Class::MODAL) && !clause.is(b, Class::DETERMINER)
            });
            if after_subject
                || sense.strict && !noun
                || verb && form == Form::Singular && !noun && has_verb(clause, i)
            {
                return None;
            }
            choice.score += if noun { 0.02 } else { 0.0 };
        }
        (Part::Verb, Form::Base | Form::Third) => {
            // `are present`, `is complete`: an adjective; `fell to rebels`: a noun.
            let predicate = clause.before(i).is_some_and(|b| {
                clause.is(b, Class::BE) || sense.form == Form::Third && clause.is(b, Class::TO)
            });
            // `demanded support`: two verbs do not stand together.
            let object = sense.form == Form::Base
                && clause.before(i).is_some_and(|b| {
                    clause.words[b].senses.iter().any(|s| {
                        s.part == Part::Verb
                            && matches!(s.form, Form::Past | Form::Ing)
                            && s.score > 0.5
                    })
                });
            if object || predicate || noun && !verb || sense.strict && !verb {
                return None;
            }
            if verb {
                choice.score += 0.03;
            } else {
                choice.score -= 0.05;
            }
        }
        (Part::Verb, _) => {
            let before = clause.before(i);
            let next = clause.after(i);
            let determined = before.is_some_and(|b| {
                clause.is(b, Class::DETERMINER)
                    || clause.kind(b) == Some(TokenKind::Possessive)
                    || clause.is(b, Class::PREPOSITION) && sense.form == Form::Past
                    || clause.is(b, Class::ADJECTIVE) && !clause.is(b, Class::ADVERB)
            });
            let of = next.is_some_and(|n| clause.reads(n, "of"));
            if sense.form == Form::Ing && of {
                return None;
            }
            // `planned talks`, `the alleged attack`: said of the event behind, as a flag.
            // `the king threatened new sanctions`: a verb behind its subject.
            let acts = clause.reads(i, "threatened")
                && before.is_some_and(|b| {
                    clause.is(b, Class::SUBJECT | Class::HAVE)
                        || (clause.is_content(b) || clause.is_adverb(b)) && !clause.is_adjective(b)
                });
            let qualifies = !acts
                && clause.is(i, Class::UPCOMING | Class::UNCERTAIN)
                && next.is_some_and(|n| clause.is_content(n) || clause.is_adjective(n));
            if qualifies {
                return None;
            }
            if determined {
                let describes = next.is_some_and(|n| {
                    clause.is_content(n) && clause.tokens[n].kind == TokenKind::Word
                });
                // `the accused`, `the left`, `his failing`: a person, a side, a quality.
                if !describes || sense.strict && sense.form == Form::Past && clause.reads(i, "left")
                {
                    return None;
                }
                choice.modifier = true;
                choice.score -= 0.2;
            }
        }
    }
    Some(choice)
}

fn has_verb(clause: &Clause<'_>, i: usize) -> bool {
    clause.words[i].senses.iter().any(|s| s.part == Part::Verb)
}

/// Whether the neighbours want a noun at `i`.
fn nounlike(clause: &Clause<'_>, i: usize) -> bool {
    if let Some(mut b) = clause.before(i) {
        // `launched strikes`, `carried out strikes`
        let light = clause.is(b, Class::LIGHT)
            || clause.reads(b, "out")
                && clause
                    .before(b)
                    .is_some_and(|verb| clause.is(verb, Class::LIGHT));
        // `condemned strikes on`
        let object = clause.after(i).is_some_and(|n| clause.reads(n, "on"))
            && clause.words[b]
                .senses
                .iter()
                .any(|s| s.part == Part::Verb && matches!(s.form, Form::Past | Form::Ing));
        if (light || object) && clause.word(i).ends_with('s') {
            return true;
        }
        // Over adjectives and numbers to what stands before them.
        for _ in 0..3 {
            let skips =
                clause.is_adjective(b) && !clause.is(b, Class::DETERMINER | Class::PREPOSITION);
            match clause.before(b) {
                Some(further) if skips => b = further,
                _ => break,
            }
        }
        let adjective = clause.is_adjective(i.saturating_sub(1)) && clause.before(i).is_some();
        if adjective
            || clause.is(b, Class::DETERMINER)
            || clause.kind(b) == Some(TokenKind::Possessive)
            || clause.is(b, Class::PREPOSITION) && !clause.is(b, Class::TO)
            || clause.kind(b) == Some(TokenKind::Number)
        {
            return true;
        }
    }
    // `US strikes hit`: two finite verbs do not stand together.
    let acts = |n: usize| {
        !clause.is_name(n)
            && clause.words[n]
                .senses
                .iter()
                .any(|s| s.part == Part::Verb && s.form == Form::Past && s.score > 0.5)
    };
    clause.after(i).is_some_and(|n| {
        clause.reads(n, "of")
            || clause.reads(n, "against")
            || clause.before(i).is_some() && acts(n)
            || clause.is(n, Class::BE) && !clause.reads(n, "being")
            || clause.is(n, Class::MODAL | Class::HAVE)
    })
}

/// Whether the neighbours want a verb at `i`.
fn verblike(clause: &Clause<'_>, i: usize) -> bool {
    if let Some(mut b) = clause.before(i) {
        while clause.is_adverb(b) {
            match clause.before(b) {
                Some(further) => b = further,
                None => break,
            }
        }
        if clause.is(b, Class::SUBJECT | Class::MODAL | Class::TO | Class::DO)
            && clause.kind(b) != Some(TokenKind::Possessive)
        {
            return true;
        }
        if clause.is(b, Class::DETERMINER | Class::PREPOSITION)
            || clause.kind(b) == Some(TokenKind::Possessive)
        {
            return false;
        }
    }
    let Some(n) = clause.after(i) else {
        return false;
    };
    let object = clause.is(n, Class::DETERMINER | Class::OBJECT)
        || clause.reads(n, "that") && clause.before(i).is_some();
    // `Israel strikes Gaza`: between two names.
    let between = clause.is_name(n)
        && clause
            .before(i)
            .is_some_and(|b| clause.is_word(b) && clause.tokens[b].capital);
    object || between
}

/// Inside a name: a capital within a sentence, or at its start before further capitals.
fn is_named(clause: &Clause<'_>, i: usize) -> bool {
    if clause.is_name(i) {
        return true;
    }
    let token = clause.tokens[i];
    if !token.capital || clause.shouts {
        return false;
    }
    clause
        .after(i)
        .is_some_and(|n| clause.is_name(n) && !clause.is(n, Class::CALENDAR))
}

/// Part of a hyphenated modifier, an address or a tag.
fn is_joined(clause: &Clause<'_>, i: usize) -> bool {
    let joins = |mark: usize| {
        matches!(
            clause.word(mark),
            "-" | "‐" | "‑" | "@" | "_" | "#" | "/" | "."
        )
    };
    if let Some(n) = clause.after(i)
        && clause.touch(i, n)
        && clause.kind(n) == Some(TokenKind::Mark)
        && joins(n)
        && clause
            .after(n)
            .is_some_and(|m| clause.touch(n, m) && clause.is_word(m))
    {
        return true;
    }
    let Some(b) = clause.before(i) else {
        return false;
    };
    if !clause.touch(b, i) || clause.kind(b) != Some(TokenKind::Mark) || !joins(b) {
        return false;
    }
    let verbal = clause.words[i].senses.iter().any(|s| s.form == Form::Past);
    let stem = clause.before(b).filter(|&s| clause.touch(s, b));
    let negating = stem.is_some_and(|s| {
        ["anti", "pre", "post", "non", "ex", "pro", "self", "mid"]
            .iter()
            .any(|prefix| clause.reads(s, prefix))
    });
    let graded = stem.is_some_and(|s| clause.is(s, Class::ADJECTIVE));
    verbal || graded || negating || clause.word(b) != "-" || stem.is_none()
}

/// `fire department`, `protest leaders`: the noun only says what kind of thing follows.
fn is_modifier_of_thing(clause: &Clause<'_>, i: usize, sense: Sense) -> bool {
    sense.form != Form::Plural && is_before_thing(clause, i)
}

/// Whether the noun that ends at token `i` only modifies the noun behind it.
pub fn is_before_thing(clause: &Clause<'_>, i: usize) -> bool {
    let compound = |n: usize| {
        let senses = &clause.words[n].senses;
        senses
            .iter()
            .any(|s| s.part == Part::Noun && s.score >= 0.5)
            && !senses.iter().any(|s| s.part == Part::Verb && !s.strict)
            && !clause.is_name(n)
    };
    clause
        .after(i)
        .is_some_and(|n| clause.is(n, Class::MODIFIED) || compound(n))
}

/// `March 5`, `demand for oil`.
fn is_measure(clause: &Clause<'_>, i: usize, sense: Sense) -> bool {
    let Some(n) = clause.after(i) else {
        return false;
    };
    match sense.lemma {
        "march" => clause.kind(n) == Some(TokenKind::Number),
        "demand" => {
            clause.reads(n, "for")
                && sense.part == Part::Noun
                && clause.after(n).is_some_and(|m| clause.is(m, Class::GOODS))
        }
        "second" => true,
        _ => false,
    }
}
