//! One trigger: a word or phrase of the text read as an event.

use std::borrow::Cow;

use super::clause::Clause;
use super::inflection::{Form, Part};
use super::types::Kind;
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
    pub(super) situations: u16,
    pub(super) rule: &'static str,
    pub(super) flags: Vec<Flag>,
}

impl Trigger {
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
