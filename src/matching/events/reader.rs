//! The triggers of one paragraph: found, joined with their light verbs, typed and flagged.

use super::clause::Clause;
use super::context;
use super::grammar::Class;
use super::inflection::Part;
use super::lexicon::Lexicon;
use super::objects;
use super::phrases;
use super::trigger::{LIGHT, Trigger};
use super::typing::settle;

/// Who is told of each rule of context that speaks: nobody but a test.
pub type Told<'a> = &'a mut dyn FnMut(&'static str);

/// The rule of phrases that are no events.
pub(super) const FIXED: &str = "a fixed phrase";

/// The triggers of a paragraph in reading order, none overlapping another. Linear.
pub fn triggers(clause: &Clause<'_>, lexicon: &'static Lexicon, told: Told<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut i = 0;
    while i < clause.tokens.len() {
        i = if clause.is(i, Class::TRIGGER) {
            read_at(clause, lexicon, i, &mut found, told).max(i + 1)
        } else {
            i + 1
        };
    }
    for at in 0..found.len() {
        let (earlier, rest) = found.split_at_mut(at);
        if let Some(trigger) = rest.first_mut() {
            settle(trigger, clause, earlier);
        }
    }
    found
}

/// Reads token `i` and says where to go on.
fn read_at(
    clause: &Clause<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    found: &mut Vec<Trigger>,
    told: Told<'_>,
) -> usize {
    if let Some((phrase, last)) = phrases::phrase_at(clause, lexicon, i)
        && phrases::fits(clause, phrase, i)
        && !(phrase.part == Part::Noun
            && phrase.kind.is_some()
            && context::is_before_thing(clause, last))
    {
        let Some(kind) = phrase.kind else {
            told(FIXED);
            return last + 1;
        };
        let end = if phrase.has_gap() { i } else { last };
        let trigger = Trigger {
            first: i,
            last: end,
            head: (i + phrase.head).min(end),
            part: phrase.part,
            form: phrase.form,
            lemma: phrase.words,
            own: kind,
            kind,
            score: phrase.score + 0.05,
            situations: phrase.situations,
            rule: match phrase.part {
                Part::Verb if phrase.has_gap() => "verb with its object",
                Part::Verb => "verb phrase",
                Part::Noun => "noun phrase",
            },
            flags: Vec::new(),
        };
        push(clause, lexicon, trigger, found, told);
        return end + 1;
    }
    if let Some(choice) = context::choose(clause, i, told) {
        let sense = choice.sense;
        let trigger = Trigger {
            first: i,
            last: i,
            head: i,
            part: sense.part,
            form: sense.form,
            lemma: sense.lemma,
            own: sense.kind,
            kind: sense.kind,
            score: choice.score,
            situations: sense.situations,
            rule: match sense.part {
                _ if choice.modifier => "participle before its noun",
                Part::Verb => "verb",
                Part::Noun => "noun",
            },
            flags: Vec::new(),
        };
        push(clause, lexicon, trigger, found, told);
    }
    i + 1
}

/// Adds a trigger, joined with its light verb where it has one.
fn push(
    clause: &Clause<'_>,
    lexicon: &Lexicon,
    mut trigger: Trigger,
    found: &mut Vec<Trigger>,
    told: Told<'_>,
) {
    if trigger.part == Part::Noun
        && trigger.score >= 0.5
        && let Some(verb) = phrases::light_verb(clause, trigger.first)
        && phrases::carries(clause.word(verb), trigger.kind)
        && found
            .iter()
            .rev()
            .take(6)
            .all(|t| t.last < verb || t.first >= verb)
    {
        while found.last().is_some_and(|t| t.first >= verb) {
            found.pop();
        }
        trigger.kind = phrases::joined(clause.word(verb), trigger.kind);
        trigger.own = trigger.kind;
        trigger.first = verb;
        trigger.rule = LIGHT;
        trigger.score = (trigger.score + 0.05).max(0.8);
    }
    let rows = lexicon.situations.list(trigger.situations);
    if let Some(verdict) = objects::verdict(clause, rows, &trigger) {
        told(verdict.rule);
        let Some(kind) = verdict.kind else { return };
        trigger.own = kind;
        trigger.kind = kind;
    }
    match objects::refusal(clause, &trigger) {
        Some(rule) => told(rule),
        None => found.push(trigger),
    }
}
