//! The triggers of one paragraph: found, joined with their light verbs, typed and flagged.

use std::borrow::Cow;

use super::bonds::{Bond, bond, is_obliged, is_voiced_in_protest, is_willing};
use super::clause::Clause;
use super::context;
use super::flags;
use super::grammar::Class;
use super::inflection::Form;
use super::lexicon::{Lexicon, Part};
use super::objects;
use super::phrases;
use super::types::{Kind, ending, governed, in_future, refused};
use crate::annotation::{Flag, Label};
use crate::matching::{Detail, Reason, Suggestion};
use crate::text::ByteRange;

/// The rule of a noun with the verb that only carries it.
pub(super) const LIGHT: &str = "light verb and noun";

/// One trigger, in tokens of its paragraph.
#[derive(Clone, Debug)]
pub struct Trigger {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
    pub(super) part: Part,
    pub(super) form: Form,
    pub(super) lemma: &'static str,
    /// The type by the lexicon; what governs a later trigger.
    pub(super) own: Kind,
    pub(super) kind: Kind,
    pub(super) score: f32,
    pub(super) rule: &'static str,
    pub(super) flags: Vec<Flag>,
}

/// The triggers of a paragraph in reading order, none overlapping another. Linear.
pub fn triggers(clause: &Clause<'_>, lexicon: &'static Lexicon) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut i = 0;
    while i < clause.tokens.len() {
        let next = read_at(clause, lexicon, i, &mut found);
        i = next.max(i + 1);
    }
    for at in 0..found.len() {
        let (earlier, rest) = found.split_at_mut(at);
        if let Some(trigger) = rest.first_mut() {
            trigger.settle(clause, earlier);
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
) -> usize {
    if let Some((phrase, last)) = phrases::phrase_at(clause, lexicon, i)
        && phrases::fits(clause, phrase, i)
        && !(phrase.part == Part::Noun
            && phrase.kind.is_some()
            && context::is_before_thing(clause, last))
    {
        let Some(kind) = phrase.kind else {
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
            rule: match phrase.part {
                Part::Verb if phrase.has_gap() => "verb with its object",
                Part::Verb => "verb phrase",
                Part::Noun => "noun phrase",
            },
            flags: Vec::new(),
        };
        push(clause, trigger, found);
        return end + 1;
    }
    if let Some(choice) = context::choose(clause, i) {
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
            rule: match sense.part {
                _ if choice.modifier => "participle before its noun",
                Part::Verb => "verb",
                Part::Noun => "noun",
            },
            flags: Vec::new(),
        };
        push(clause, trigger, found);
    }
    i + 1
}

/// Adds a trigger, joined with its light verb where it has one.
fn push(clause: &Clause<'_>, mut trigger: Trigger, found: &mut Vec<Trigger>) {
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
    if !objects::is_no_event(clause, &trigger) {
        found.push(trigger);
    }
}

impl Trigger {
    /// Flags, and the type that tense and governing words give.
    fn settle(&mut self, clause: &Clause<'_>, earlier: &mut [Trigger]) {
        let part = if self.rule == LIGHT {
            Part::Verb
        } else {
            self.part
        };
        self.own = own_kind(self, clause, earlier);
        self.kind = self.own;
        self.flags = flags::flags(clause, self.first, self.last, part, self.form);
        if part != self.part {
            for flag in flags::flags(clause, self.head, self.last, self.part, self.form) {
                if !self.flags.contains(&flag) {
                    self.flags.push(flag);
                }
            }
        }
        if self.flags.contains(&Flag::Future) {
            self.kind = if self.flags.contains(&Flag::Negated) {
                refused(self.own)
            } else {
                {
                    let passive = clause
                        .before(self.first)
                        .is_some_and(|b| clause.is(b, Class::BE));
                    let acts = self.part == Part::Verb || self.rule == LIGHT;
                    in_future(self.own, acts && !passive)
                }
            };
        }
        match earlier
            .last_mut()
            .and_then(|g| bond(clause, g, self).map(|b| (g, b)))
        {
            Some((governor, bond)) => self.obey(governor, bond),
            None if is_willing(clause, self.first) => {
                self.kind = governed(self.own, Kind::Agree, false).unwrap_or(self.kind);
            }
            None if self.part == Part::Verb && is_obliged(clause, self.first) => {
                self.kind = Kind::Request;
            }
            None => {}
        }
        if is_voiced_in_protest(self, clause, earlier) {
            self.kind = Kind::Protest;
        }
    }

    /// Takes the type that the governing trigger gives it.
    fn obey(&mut self, governor: &mut Trigger, bond: Bond) {
        if bond == Bond::Object
            && governor.kind == governor.own
            && let Some(kind) = ending(governor.lemma, self.own, self.lemma)
        {
            governor.kind = kind;
            self.kind = kind;
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
                self.own,
                Kind::Assault | Kind::Coerce | Kind::Sanction | Kind::Protest
            );
        let hands_on = governor.kind != governor.own
            || threatened
            || matches!(own, Kind::Request | Kind::Reject | Kind::Accuse);
        if bond == Bond::Object && !hands_on {
            return;
        }
        if let Some(kind) = governed(self.own, own, vow) {
            // What a refused demand asks for is refused with it.
            self.kind = if governor.kind == governor.own {
                kind
            } else {
                governor.kind
            };
            let flag = match own {
                Kind::Agree => Flag::Future,
                Kind::Reject => Flag::Negated,
                _ => Flag::Hypothetical,
            };
            if !self.flags.contains(&flag) {
                self.flags.push(flag);
            }
        }
    }

    /// The head word, hyphens included: `sit-in`.
    fn head_range(&self, clause: &Clause<'_>) -> ByteRange {
        let joins = |i: usize| {
            clause.word(i) == "-" && clause.touch(i, i + 1) && i > 0 && clause.touch(i - 1, i)
        };
        let (mut first, mut last) = (self.head, self.head);
        while last + 2 <= self.last && joins(last + 1) {
            last += 2;
        }
        while first >= self.first + 2 && joins(first - 1) {
            first -= 2;
        }
        clause.range(first, last)
    }

    pub fn to_suggestion(&self, clause: &Clause<'_>) -> Suggestion {
        let range = clause.range(self.first, self.last);
        let head = self.head_range(clause);
        let mut evidence = vec![range];
        if self.rule == LIGHT {
            evidence = vec![clause.range(self.first, self.first), head];
        }
        let reason = Reason::new(self.rule, evidence)
            .with_detail(Detail::Terms(self.lemma, self.kind.name()));
        let mut suggestion = Suggestion::new(
            "events",
            Label::EVENT,
            range,
            self.score.clamp(0.0, 0.95),
            reason,
        )
        .with_head(head);
        suggestion.event_kind = Some(Cow::Borrowed(self.kind.name()));
        suggestion.event_flags.clone_from(&self.flags);
        suggestion
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
