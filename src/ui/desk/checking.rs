//! Checks of the open article: worked out once after each change, gone through by keys.

use std::sync::Arc;

use super::Desk;
use super::panes::Pane;
use crate::annotation::Schema;
use crate::checks::{self, Finding, Severity};
use crate::ui::document::{Caret, Leap};
use crate::ui::panels::{Checks, Tab};

/// Of articles with more spans than this the checks are only worked out where they are shown.
const SMALL: usize = 5_000;

/// So long after the last change they are worked out where nobody looks at them, in seconds.
const REST: f64 = 0.3;

/// What was found, and in what.
#[derive(Default)]
pub(super) struct Checking {
    findings: Vec<Finding>,
    /// The article and its revision, and the schema.
    of: Option<(u64, u64, Arc<Schema>)>,
    /// Where it was gone to last.
    current: Option<usize>,
    /// The state of the work that was seen last, and since when it is so.
    seen: Option<(u64, u64)>,
    since: f64,
}

impl Checking {
    /// What panels show of it; nothing that belongs to another article.
    pub(super) fn shown(&self, document: Option<u64>) -> Checks<'_> {
        let own = self.of.as_ref().map(|of| of.0) == document && document.is_some();
        Checks {
            findings: if own { &self.findings } else { &[] },
            current: self.current.filter(|_| own),
        }
    }
}

impl Desk {
    /// Works the checks out anew, where the article has changed and somebody looks, or some rest
    /// has come. Says in how many seconds it is to be asked again.
    pub(super) fn refresh_checks(&mut self) -> Option<f64> {
        let document = self.document()?;
        let state = (document.number, document.revision());
        let known = self.checking.of.as_ref();
        let known = known.is_some_and(|(number, revision, schema)| {
            (*number, *revision) == state && Arc::ptr_eq(schema, &self.schema)
        });
        if known {
            return None;
        }
        let small = document.set.len() <= SMALL;
        if self.checking.seen != Some(state) {
            self.checking.seen = Some(state);
            self.checking.since = self.clock;
        }
        let looked_at = self.panes.is_there(Pane::Inspector) && self.tab == Tab::Checks;
        let rest = self.clock - self.checking.since;
        if rest < REST && !(looked_at && small) {
            return (small || looked_at).then_some(REST - rest);
        }
        if small || looked_at {
            self.check_now();
        }
        None
    }

    /// Works the checks out, whatever it costs.
    fn check_now(&mut self) {
        let Some(document) = self.active.and_then(|number| self.documents.get(&number)) else {
            return;
        };
        let checking = &mut self.checking;
        let findings = checks::check(&document.article, &document.set, &self.schema);
        let same = checking.of.as_ref().map(|of| of.0) == Some(document.number);
        let kept = checking.current.filter(|_| same);
        let kept = kept.and_then(|current| checking.findings.get(current));
        // What was gone to last may still be there, in another row.
        checking.current = kept.and_then(|kept| {
            let is_it = |f: &Finding| f.rule == kept.rule && f.about == kept.about;
            findings.iter().position(is_it)
        });
        checking.findings = findings;
        checking.of = Some((
            document.number,
            document.revision(),
            Arc::clone(&self.schema),
        ));
    }

    /// Shows the list.
    pub(super) fn show_checks(&mut self) {
        if self.document().is_none() {
            self.warn("Open an article first");
            return;
        }
        self.panes.ask_for(Pane::Inspector);
        self.tab = Tab::Checks;
        self.check_now();
    }

    /// Goes to the next check or the one before, from where the caret is.
    pub(super) fn step_check(&mut self, forward: bool) {
        self.show_checks();
        let Some(document) = self.document() else {
            return;
        };
        let at = document.caret.position;
        let findings = &self.checking.findings;
        let last = match findings.len().checked_sub(1) {
            Some(last) => last,
            None => return self.say("Nothing to check"),
        };
        let start = |finding: &Finding| finding.range.map_or(usize::MAX, |range| range.start);
        // The one that was gone to last, as long as the caret is still there.
        let here = self.checking.current.filter(|current| {
            findings
                .get(*current)
                .is_some_and(|f| f.range.is_none() || start(f) == at)
        });
        let next = match (here, forward) {
            (Some(here), true) => here + 1,
            (Some(here), false) => here.checked_sub(1).unwrap_or(last),
            (None, true) => findings.partition_point(|f| start(f) < at),
            (None, false) => {
                let before = findings.partition_point(|f| start(f) < at);
                before.checked_sub(1).unwrap_or(last)
            }
        };
        self.go_to_check(if next > last { 0 } else { next });
    }

    /// Goes to a check of the list.
    pub(super) fn go_to_check(&mut self, index: usize) {
        let Some(finding) = self.checking.findings.get(index).cloned() else {
            return;
        };
        self.checking.current = Some(index);
        let count = self.checking.findings.len();
        let Some(document) = self.document_mut() else {
            return;
        };
        if let Some(range) = finding.range {
            let from = document.caret.position;
            document.leave();
            document.caret = Caret::at(range.start);
            match finding.span.filter(|id| document.set.span(id).is_some()) {
                Some(span) => document.select(span),
                None => document.put_caret(Caret::at(range.start)),
            }
            document.reveal = true;
            let to = document.caret.position;
            document.jumps.note(from, to, Leap::Step);
        }
        let said = format!("{} of {count}: {}", index + 1, finding.said);
        match finding.rule.severity() {
            Severity::Wrong => self.warn(said),
            Severity::Look | Severity::Open => self.say(said),
        }
    }
}
