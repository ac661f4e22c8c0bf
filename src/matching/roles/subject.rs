//! Who stands before a verb: its subject, over auxiliaries, insertions, relative pronouns, other
//! verbs of the same subject and infinitives.

use super::scene::{Scene, ends};
use crate::matching::events::grammar::Class;
use crate::text::TokenKind;

/// The subject of a verb.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Candidates, in the order of the text: several where they are joined by `and`.
    pub who: Vec<usize>,
    pub score: f32,
    pub rule: &'static str,
}

impl Subject {
    fn new(scene: &Scene<'_>, who: usize, score: f32, rule: &'static str) -> Self {
        Self {
            who: joined_before(scene, who),
            score,
            rule,
        }
    }

    fn weaker(mut self, by: f32, rule: &'static str) -> Self {
        self.score -= by;
        self.rule = rule;
        self
    }
}

/// How many verbs may share a subject.
const DEEPEST: usize = 4;
/// How far a subject may stand before its verb, in steps over words and mentions.
const REACH: usize = 28;

/// Verbs behind which an object is told what to do: `urged the army to return`.
const TELLING: &[&str] = &[
    "urged",
    "urge",
    "urges",
    "urging",
    "asked",
    "ask",
    "asks",
    "asking",
    "ordered",
    "order",
    "orders",
    "ordering",
    "told",
    "tell",
    "tells",
    "telling",
    "called",
    "call",
    "calls",
    "calling",
    "forced",
    "force",
    "forces",
    "forcing",
    "allowed",
    "allow",
    "allows",
    "helped",
    "help",
    "persuaded",
    "begged",
    "invited",
    "wanted",
    "want",
    "wants",
    "expected",
    "pressed",
    "pressured",
    "appealed",
    "instructed",
    "directed",
    "compelled",
    "permitted",
    "encouraged",
    "warned",
    "authorised",
    "authorized",
    "required",
    "enabled",
    "requested",
    "convinced",
];

/// The subject of the verb whose first token is `verb`.
pub fn subject(scene: &Scene<'_>, verb: usize) -> Option<Subject> {
    subject_at(scene, verb, 0)
}

fn subject_at(scene: &Scene<'_>, verb: usize, depth: usize) -> Option<Subject> {
    if depth > DEEPEST {
        return None;
    }
    let clause = &scene.clause;
    let mut at = verb;
    while let Some(b) = clause.before(at) {
        let passes = scene.at(b).is_none()
            && (scene.is_auxiliary(b) || clause.is(b, Class::NEGATION) || clause.is_adverb(b));
        if !passes {
            break;
        }
        at = b;
    }
    let b = clause.before(at)?;
    if scene.at(b).is_none() {
        if clause.is(b, Class::TO) {
            return infinitive(scene, b, depth);
        }
        if scene.any(b, &["and", "or", "but", "then", "nor"]) {
            return same_subject(scene, b, depth);
        }
        if scene.any(b, &["who", "which", "that"]) {
            return antecedent(scene, b);
        }
        let gerund = ends(scene.word(verb), "ing") && at == verb;
        if gerund && (scene.is_comma(b) || clause.is(b, Class::PREPOSITION | Class::CLAUSE)) {
            return participle(scene, b, depth);
        }
        if scene.is_comma(b) {
            return insertion(scene, b).or_else(|| same_subject(scene, b, depth));
        }
    } else if ends(scene.word(verb), "ing") && at == verb {
        // `left rebels fighting`: who stands there does it.
        return nominal(scene, b);
    }
    nominal(scene, b)
}

/// The noun phrase that ends at a token: its head, over the phrases that hang on it.
fn nominal(scene: &Scene<'_>, end: usize) -> Option<Subject> {
    let clause = &scene.clause;
    let mut at = end;
    let mut inside = None;
    let mut plain = 0;
    for _ in 0..REACH {
        let next = if let Some(mention) = scene.at(at) {
            let (first, _) = scene.place(mention)?;
            let before = clause.before(first);
            let before = before.map(|b| over_determiners(scene, b));
            let hangs = before.is_some_and(|b| is_linking(scene, b));
            if scene.is_actor(mention) {
                if !hangs {
                    return Some(Subject::new(
                        scene,
                        mention,
                        0.88,
                        "subject before the verb",
                    ));
                }
                inside = inside.or(Some(mention));
            } else if !hangs {
                // `the rebels who seized the airport have released`
                return relative_before(scene, first);
            }
            plain = 0;
            before.and_then(|b| clause.before(b))
        } else if scene.is_comma(at) {
            return insertion(scene, at).or_else(|| inside_only(scene, inside));
        } else if scene.is_break(at) || clause.is(at, Class::CLAUSE | Class::CONDITION) {
            break;
        } else if clause.is(at, Class::SUBJECT) && !clause.is(at, Class::DETERMINER) {
            // A pronoun: who that is nobody knows here.
            return pronoun(scene, at);
        } else if scene.is_verb(at) {
            // `warplanes believed to belong to the coalition bombed`
            let reduced = clause.before(at).and_then(|b| scene.at(b));
            let reduced = reduced.filter(|who| scene.is_actor(*who) && scene.is_past(at));
            if let Some(who) = reduced.filter(|_| inside.is_some()) {
                return Some(Subject::new(scene, who, 0.6, "subject before an insertion"));
            }
            if let Some(found) = relative_before(scene, at + 1) {
                return Some(found);
            }
            break;
        } else if is_linking(scene, at) {
            clause.before(at)
        } else {
            plain += 1;
            if plain > 6 {
                break;
            }
            clause.before(at)
        };
        at = next?;
    }
    inside_only(scene, inside)
}

/// Whom the relative clause is about whose verb stands directly before a token.
fn relative_before(scene: &Scene<'_>, at: usize) -> Option<Subject> {
    let clause = &scene.clause;
    let mut verb = clause.before(at).map(|b| over_determiners(scene, b))?;
    if !scene.is_verb(verb) && !scene.is_other(verb) {
        return None;
    }
    for _ in 0..4 {
        let b = clause.before(verb)?;
        if scene.any(b, &["who", "which", "that"]) {
            return antecedent(scene, b);
        }
        if !scene.is_auxiliary(b) && !clause.is_adverb(b) {
            return None;
        }
        verb = b;
    }
    None
}

/// What stands only within a phrase that hangs on the subject is a guess.
fn inside_only(scene: &Scene<'_>, inside: Option<usize>) -> Option<Subject> {
    inside.map(|who| Subject::new(scene, who, 0.5, "named beside the subject"))
}

/// `he met`: the subject of the verb before it in the sentence.
fn pronoun(scene: &Scene<'_>, at: usize) -> Option<Subject> {
    let personal = scene.any(at, &["he", "she", "it", "they"]);
    let verb = previous_verb(scene, at).filter(|_| personal)?;
    let found = subject_at(scene, verb, DEEPEST - 1)?;
    Some(found.weaker(0.25, "who the pronoun stands for"))
}

/// Whether a preposition joins what stands behind it to the noun before it.
fn is_linking(scene: &Scene<'_>, at: usize) -> bool {
    scene.at(at).is_none() && scene.clause.is(at, Class::PREPOSITION)
        || scene.any(at, &["to", "outside", "inside", "around", "near", "off"])
}

/// The last token before determiners, adjectives and numbers.
fn over_determiners(scene: &Scene<'_>, at: usize) -> usize {
    let clause = &scene.clause;
    let mut at = at;
    for _ in 0..4 {
        let passes = scene.at(at).is_none()
            && (clause.is(at, Class::DETERMINER)
                || clause.is_adjective(at) && !clause.is(at, Class::PREPOSITION)
                || clause.kind(at) == Some(TokenKind::Number));
        match clause.before(at).filter(|_| passes) {
            Some(b) => at = b,
            None => break,
        }
    }
    at
}

/// `X, the minister, met`, `X, who had refused, was removed`: who stands before the insertion that
/// ends with this comma.
fn insertion(scene: &Scene<'_>, comma: usize) -> Option<Subject> {
    let clause = &scene.clause;
    let mut at = comma;
    let mut found = None;
    for _ in 0..REACH {
        at = match scene.at(at) {
            Some(mention) => clause.before(scene.place(mention)?.0)?,
            None => clause.before(at)?,
        };
        if scene.is_break(at) {
            break;
        }
        if scene.is_comma(at)
            && let Some(b) = clause.before(at)
            && let Some(mention) = scene.at(b).filter(|m| scene.is_actor(*m))
        {
            let (first, _) = scene.place(mention)?;
            let hangs = clause.before(first).is_some_and(|b| is_linking(scene, b));
            found = Some((mention, hangs));
            // Of a list the first begins it; an insertion has one comma before it.
            let more = clause.before(first).is_some_and(|b| scene.is_comma(b));
            if !more {
                break;
            }
        }
    }
    let (who, hangs) = found?;
    if hangs {
        let (first, _) = scene.place(who)?;
        let head = clause.before(first).and_then(|prep| clause.before(prep));
        let head = head
            .and_then(|b| scene.at(b))
            .filter(|m| scene.is_actor(*m));
        return Some(Subject::new(
            scene,
            head.unwrap_or(who),
            0.7,
            "subject before an insertion",
        ));
    }
    Some(Subject::new(scene, who, 0.8, "subject before an insertion"))
}

/// The verb before `and` has the same subject.
fn same_subject(scene: &Scene<'_>, joint: usize, depth: usize) -> Option<Subject> {
    let verb = previous_verb(scene, joint)?;
    let found = subject_at(scene, verb, depth + 1)?;
    Some(found.weaker(0.08, "subject of the verb before it"))
}

/// `…, killing twelve`, `after attacking`: the subject of the main verb before it.
fn participle(scene: &Scene<'_>, joint: usize, depth: usize) -> Option<Subject> {
    if let Some(verb) = previous_verb(scene, joint) {
        // `accused the opposition of plotting`: who is accused did it.
        let told = scene.any(joint, &["of", "for", "from", "into", "with"]);
        let charged = scene.clause.before(joint).and_then(|b| scene.at(b));
        if let Some(who) = charged.filter(|who| told && scene.is_actor(*who)) {
            return Some(Subject::new(scene, who, 0.6, "who is said to do it"));
        }
        let found = subject_at(scene, verb, depth + 1)?;
        return Some(found.weaker(0.1, "subject of the main verb"));
    }
    None
}

/// `agreed to withdraw`, `urged the army to return`.
fn infinitive(scene: &Scene<'_>, to: usize, depth: usize) -> Option<Subject> {
    let b = scene.clause.before(to)?;
    // `pilots plan to strike`: forms that are no past stand directly before it.
    let plain = scene.at(b).is_none() && scene.clause.is_content(b) && !scene.is_determined(b);
    let verb = previous_verb(scene, to).filter(|verb| !plain || *verb + 1 == to);
    let verb = verb.or(Some(b).filter(|_| plain))?;
    if let Some(who) = scene.at(b).filter(|who| scene.is_actor(*who)) {
        let told = (verb..b).any(|at| scene.any(at, TELLING));
        if told || scene.any(verb, TELLING) {
            return Some(Subject::new(scene, who, 0.7, "who is told to do it"));
        }
    }
    let found = subject_at(scene, verb, depth + 1)?;
    Some(found.weaker(0.15, "subject of the governing verb"))
}

/// `the rebels who seized`.
fn antecedent(scene: &Scene<'_>, pronoun: usize) -> Option<Subject> {
    let clause = &scene.clause;
    let mut at = clause.before(pronoun)?;
    if scene.is_comma(at) {
        at = clause.before(at)?;
    }
    let mention = scene.at(at);
    match mention {
        Some(who) if scene.is_actor(who) => {
            Some(Subject::new(scene, who, 0.8, "whom the clause is about"))
        }
        // `said that`: no relative clause.
        None if scene.is_verb(at) => None,
        _ => nominal(scene, at).map(|found| found.weaker(0.2, "whom the clause is about")),
    }
}

/// The nearest verb before a token: the last one of its group (`had refused`), or the trigger.
pub fn previous_verb(scene: &Scene<'_>, from: usize) -> Option<usize> {
    let clause = &scene.clause;
    let mut at = from;
    for _ in 0..REACH {
        at = clause.before(at)?;
        if let Some(mention) = scene.at(at) {
            at = scene.place(mention)?.0;
            continue;
        }
        if scene.is_break(at) {
            return None;
        }
        // A verb in a relative clause has a subject of its own.
        if scene.is_verb(at) || scene.is_other_verb(at) {
            let relative = group_start(scene, at)
                .and_then(|first| clause.before(first))
                .is_some_and(|b| scene.any(b, &["who", "which", "where", "whose"]));
            if !relative {
                return Some(at);
            }
        }
    }
    None
}

/// The first token of the auxiliaries before a verb.
fn group_start(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let clause = &scene.clause;
    let mut at = verb;
    for _ in 0..4 {
        match clause.before(at) {
            Some(b) if scene.is_auxiliary(b) || clause.is_adverb(b) => at = b,
            _ => break,
        }
    }
    Some(at)
}

/// A mention with those that are joined to it before it: `A, B and C`.
pub fn joined_before(scene: &Scene<'_>, who: usize) -> Vec<usize> {
    let clause = &scene.clause;
    let mut all = vec![who];
    let mut conjoined = false;
    let mut at = who;
    for _ in 0..12 {
        let Some((first, _)) = scene.place(at) else {
            break;
        };
        let Some(mut b) = clause.before(first).map(|b| over_determiners(scene, b)) else {
            break;
        };
        let joint = scene.any(b, &["and", "or", "&"]);
        if scene.any(b, &["as"]) && clause.before(b).is_some_and(|b| scene.any(b, &["well"])) {
            b = b.saturating_sub(1);
            conjoined = true;
        } else if joint {
            conjoined = true;
            // `A, B, and C`
            if let Some(comma) = clause.before(b).filter(|c| scene.is_comma(*c)) {
                b = comma;
            }
        } else if !(scene.is_comma(b) && conjoined) {
            break;
        }
        let Some(other) = clause.before(b).and_then(|b| scene.at(b)) else {
            break;
        };
        if !scene.is_actor(other) {
            break;
        }
        all.push(other);
        at = other;
    }
    all.reverse();
    all
}

/// A mention with those that are joined to it behind it: `A, B and C`. Of an `object`, what has a
/// verb of its own is left out: `attacked A and B fled`.
pub fn joined_behind(scene: &Scene<'_>, what: usize, object: bool) -> Vec<usize> {
    let clause = &scene.clause;
    let mut all = vec![what];
    let mut listed = Vec::new();
    let mut at = what;
    for _ in 0..12 {
        let Some((_, last)) = scene.place(at) else {
            break;
        };
        let Some(mut n) = clause.after(last) else {
            break;
        };
        // `A’s and B’s`
        if clause.kind(n) == Some(TokenKind::Possessive) {
            match clause.after(n) {
                Some(next) => n = next,
                None => break,
            }
        }
        let comma = scene.is_comma(n);
        if comma
            && clause
                .after(n)
                .is_some_and(|m| scene.any(m, &["and", "or"]))
        {
            n += 1;
        }
        let joint = scene.any(n, &["and", "or", "&"]);
        if !joint && !scene.is_comma(n) {
            break;
        }
        let Some(other) = scene.forward(n).and_then(|m| scene.at(m)) else {
            break;
        };
        let same = scene.is_actor(other) == scene.is_actor(what);
        let acts = scene.place(other).and_then(|(_, last)| clause.after(last));
        if !same || object && acts.is_some_and(|v| scene.is_verb(v) && !scene.is_reduced_at(v)) {
            break;
        }
        listed.push(other);
        at = other;
        if joint {
            all.append(&mut listed);
        }
    }
    all
}
