//! Every same mention in an article, and what becomes of all of them at once.

use std::collections::HashSet;
use std::fmt;

use crate::annotation::edits::{self, Draft};
use crate::annotation::{AnnotationSet, Id, Label, OpError, Timestamp, Transaction};
use crate::text::finding::{FindError, Options, Pattern, Progress, Search};
use crate::text::{Article, ByteRange};

/// What happens to every mention of the same words, as whole words and in the same case. Quotes,
/// hyphens and kinds of white space stand for one another, as in finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    pattern: Pattern,
    what: Change,
}

/// What a sweep does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Mentions that lie in no span of the label become one.
    Mark(Label),
    /// Spans of the one label become spans of the other.
    Relabel {
        from: Label,
        to: Label,
    },
    Delete(Label),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mark(label) => write!(f, "mark as {label}"),
            Self::Relabel { to, .. } => write!(f, "relabel as {to}"),
            Self::Delete(label) => write!(f, "delete {label}"),
        }
    }
}

/// One mention that a sweep would change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    pub range: ByteRange,
    /// The span there; nothing where one is to be made.
    pub span: Option<Id>,
}

impl Sweep {
    /// A sweep over the mentions of some words.
    ///
    /// # Errors
    /// Where there is nothing to look for, or it is too long.
    pub fn new(words: &str, what: Change) -> Result<Self, FindError> {
        let options = Options {
            whole_word: true,
            case: true,
            regex: false,
        };
        let pattern = Pattern::new(words.trim(), options)?;
        Ok(Self { pattern, what })
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        self.pattern.query()
    }

    /// What is done.
    #[must_use]
    pub fn what(&self) -> &Change {
        &self.what
    }

    /// Whether it changes nothing where there are no spans yet.
    #[must_use]
    pub fn needs_annotations(&self) -> bool {
        !matches!(self.what, Change::Mark(_))
    }

    /// Whether a text has the words at all: so that nothing more need be read of an article.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let (mut search, mut hits) = (Search::default(), Vec::new());
        loop {
            let progress = search.advance(&self.pattern, text, 1, &mut hits);
            if !hits.is_empty() || !matches!(progress, Progress::At(_)) {
                return !hits.is_empty();
            }
        }
    }

    /// The mentions that would be changed, in reading order. Linear in the text, and in what
    /// stands at each mention.
    #[must_use]
    pub fn mentions(&self, article: &Article, set: &AnnotationSet) -> Vec<Mention> {
        let (mut search, mut hits) = (Search::default(), Vec::new());
        let text = article.text();
        while let Progress::At(_) = search.advance(&self.pattern, text, usize::MAX, &mut hits) {}
        let found = hits.into_iter().filter_map(|range| {
            let span = |label| set.find(range, label).map(|span| span.id.clone());
            match &self.what {
                Change::Mark(label) => {
                    let around = set.overlapping(range);
                    let mut around = around.iter();
                    let marked =
                        around.any(|span| span.label == *label && span.range.contains_range(range));
                    (!marked).then_some(Mention { range, span: None })
                }
                Change::Relabel { from, to } if set.find(range, to).is_none() => {
                    span(from).map(Some).map(|span| Mention { range, span })
                }
                Change::Relabel { .. } => None,
                Change::Delete(label) => span(label).map(Some).map(|span| Mention { range, span }),
            }
        });
        found.collect()
    }

    /// The change of some mentions as one transaction under a name. Those that are no longer as
    /// they were found are passed over.
    ///
    /// # Errors
    /// Where the set refuses a change that should fit.
    pub fn transaction(
        &self,
        article: &Article,
        set: &AnnotationSet,
        chosen: &[Mention],
        name: &str,
        now: &Timestamp,
    ) -> Result<Transaction, OpError> {
        let chosen: HashSet<&Mention> = chosen.iter().collect();
        let mentions = self.mentions(article, set);
        let still = mentions.iter().filter(|mention| chosen.contains(mention));
        match &self.what {
            Change::Mark(label) => {
                let draft = |mention: &Mention| Draft::by_hand(label.clone(), mention.range);
                edits::add(set, &still.map(draft).collect::<Vec<_>>(), name, now)
            }
            Change::Delete(_) => {
                let ids: Vec<Id> = still.filter_map(|mention| mention.span.clone()).collect();
                Ok(edits::delete(set, &ids, name))
            }
            Change::Relabel { to, .. } => {
                // One after the other: frames and actors that several of them share change with
                // each. The spans themselves are shared with the set until they change.
                let (mut after, mut ops) = (set.clone(), Vec::new());
                for id in still.filter_map(|mention| mention.span.as_ref()) {
                    let one = edits::relabel(&after, id, to, now)?;
                    one.apply(&mut after)?;
                    ops.extend(one.ops);
                }
                Ok(Transaction::new(name, ops))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Niger said Niger and Nigeria; in Niger, NIGER. President Niger’s aide";

    fn set(drafts: &[(&str, usize, Label)]) -> AnnotationSet {
        let mut set = AnnotationSet::default();
        let drafts: Vec<_> = drafts
            .iter()
            .map(|(words, nth, label)| {
                let start = TEXT.match_indices(words).nth(*nth).unwrap().0;
                let range = ByteRange::new(start, start + words.len());
                Draft::by_hand(label.clone(), range)
            })
            .collect();
        let all = edits::add(&set, &drafts, "", &Timestamp::default()).unwrap();
        all.apply(&mut set).unwrap();
        set
    }

    fn check(what: Change, set: &AnnotationSet, mentions: usize, after: &str) {
        let article = Article::from_text("a.txt", TEXT);
        let sweep = Sweep::new("Niger", what).unwrap();
        assert!(sweep.is_in(TEXT) && !sweep.is_in("Nigeria NIGER"));
        let found = sweep.mentions(&article, set);
        assert_eq!(found.len(), mentions, "{found:?}");
        let now = Timestamp::new("2026-11-23T10:00:00Z");
        let change = sweep
            .transaction(&article, set, &found, "all", &now)
            .unwrap();
        let mut changed = set.clone();
        change.apply(&mut changed).unwrap();
        let spans: Vec<_> = changed
            .spans()
            .map(|s| format!("{} {}", s.label, article.quote(s.range)))
            .collect();
        assert_eq!(spans.join(", "), after);
        change.inverse().apply(&mut changed).unwrap();
        assert_eq!(changed, *set);
        assert!(
            sweep
                .transaction(&article, set, &[], "", &now)
                .unwrap()
                .ops
                .is_empty()
        );
    }

    #[test]
    fn every_same_mention_is_marked_that_is_in_no_such_span_yet() {
        let set = set(&[
            ("Niger", 0, Label::ACTOR),
            ("President Niger", 0, Label::ACTOR),
            ("Niger", 1, Label::LOCATION),
        ]);
        check(
            Change::Mark(Label::ACTOR),
            &set,
            2,
            "actor Niger, location Niger, actor Niger, actor Niger, actor President Niger",
        );
    }

    #[test]
    fn spans_of_one_label_change_and_others_stay() {
        let set = set(&[
            ("Niger", 0, Label::LOCATION),
            ("Niger", 1, Label::LOCATION),
            ("Niger", 1, Label::EVENT),
            ("Nigeria", 0, Label::LOCATION),
            ("Niger", 3, Label::LOCATION),
        ]);
        let (from, to) = (Label::LOCATION, Label::EVENT);
        check(
            Change::Relabel { from, to },
            &set,
            2,
            "event Niger, location Niger, event Niger, location Nigeria, event Niger",
        );
        check(
            Change::Delete(Label::LOCATION),
            &set,
            3,
            "event Niger, location Nigeria",
        );
    }
}
