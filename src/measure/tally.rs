//! One record judged: what was found, what was missed, what was found beside it.

use std::collections::BTreeMap;

use super::mistakes::{self, Mistake};
use super::pairing::{Pairs, TooManyPairs, touches_any, touching};
use super::places::Distances;
use super::{Extent, Gold, GoldSpan, Proposal, units, values};

/// The labels that are measured where none are named.
pub const LABELS: [&str; 4] = ["ACTOR", "LOCATION", "FIGURE", "EVENT"];

/// What is measured.
#[derive(Clone, Debug)]
pub struct Question {
    /// In the order of the results.
    pub labels: Vec<String>,
    /// Whether common nouns are neutral, so that only names count.
    pub named: bool,
    /// Whether each mistake is kept, not only counted.
    pub keep_mistakes: bool,
}

/// What one record says.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// One for each label that was asked for; nothing where the record does not mark it.
    pub(super) tallies: Vec<Option<Tally>>,
    /// In reading order within each label; empty where they are not kept.
    pub mistakes: Vec<Mistake>,
    /// Whether the type of the whole article is right, where both sides say one.
    pub(super) doc_label: Option<bool>,
}

/// Counts of one record and label.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub in_part: bool,
    pub exact: Counts,
    pub norm: Counts,
    pub overlap: Counts,
    pub value: Agreement,
    pub unit: Agreement,
    pub kind: Agreement,
    pub places: Distances,
    /// By who found it.
    pub matchers: BTreeMap<String, Proposed>,
    /// By class, in the order of the classes.
    pub mistakes: [usize; mistakes::Class::ALL.len()],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

/// How often a field of the gold is met: of how many, with how many paired, how many right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    pub gold: usize,
    pub paired: usize,
    pub right: usize,
}

impl Agreement {
    fn note(&mut self, met: Option<bool>) {
        self.gold += 1;
        self.paired += usize::from(met.is_some());
        self.right += usize::from(met == Some(true));
    }
}

/// What one matcher proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Proposed {
    pub norm: Counts,
    pub overlap: Counts,
}

/// A label of a record with both sides brought together.
pub(super) struct Side<'a> {
    pub label: &'a str,
    pub covered: bool,
    /// Without those that are neutral.
    pub gold: Vec<&'a GoldSpan>,
    /// Each range once.
    pub found: Vec<&'a Proposal>,
    /// For each found one whether it touches something neutral: then it is not wrong.
    pub spared: Vec<bool>,
    pub exact: Pairs,
    pub norm: Pairs,
    pub overlap: Pairs,
}

impl<'a> Side<'a> {
    fn new(
        gold: &'a Gold,
        found: &'a [Proposal],
        label: &'a str,
        named: bool,
    ) -> Result<Self, TooManyPairs> {
        let (neutral, spans): (Vec<&GoldSpan>, Vec<&GoldSpan>) = gold
            .spans
            .iter()
            .filter(|span| span.label == label)
            .partition(|span| span.ignored || (named && span.common_noun));
        let mut seen = std::collections::HashSet::new();
        let proposals: Vec<&Proposal> = found
            .iter()
            .filter(|span| span.label == label && seen.insert(span.extent))
            .collect();
        let marked: Vec<Extent> = spans.iter().map(|s| s.extent).collect();
        let proposed: Vec<Extent> = proposals.iter().map(|s| s.extent).collect();
        let neutral: Vec<Extent> = neutral.iter().map(|s| s.extent).collect();
        let pairs = touching(&marked, &proposed).ok_or_else(|| TooManyPairs {
            label: label.to_owned(),
        })?;
        let forgiving = |extent: &Extent| extent.normalised(&gold.text);
        let bare_gold: Vec<Extent> = marked.iter().map(forgiving).collect();
        let bare_found: Vec<(Extent, Option<Extent>)> = proposals
            .iter()
            .map(|p| (forgiving(&p.extent), p.core.as_ref().map(forgiving)))
            .collect();
        let pair = |fits: &dyn Fn(usize, usize) -> f64| {
            let candidates = pairs
                .iter()
                .map(|&(g, f)| (fits(g, f), g, f))
                .filter(|(likeness, ..)| *likeness > 0.0)
                .collect();
            Pairs::best(marked.len(), proposed.len(), candidates)
        };
        let whole = |fits: bool| if fits { 1.0 } else { 0.0 };
        Ok(Self {
            label,
            covered: gold.is_covered(label),
            exact: pair(&|g, f| whole(marked[g] == proposed[f])),
            norm: pair(&|g, f| {
                let (extent, core) = bare_found[f];
                whole(bare_gold[g] == extent || Some(bare_gold[g]) == core)
            }),
            overlap: pair(&|g, f| marked[g].likeness(proposed[f])),
            spared: touches_any(&proposed, &neutral),
            gold: spans,
            found: proposals,
        })
    }

    fn counts(&self, pairs: &Pairs) -> Counts {
        let right = pairs.count();
        let wrong = pairs
            .of_found
            .iter()
            .zip(&self.spared)
            .filter(|(pair, spared)| pair.is_none() && !**spared)
            .count();
        Counts {
            right,
            wrong,
            missed: self.gold.len() - right,
        }
    }

    fn tally(&self) -> Tally {
        let mut tally = Tally {
            in_part: !self.covered,
            exact: self.counts(&self.exact),
            norm: self.counts(&self.norm),
            overlap: self.counts(&self.overlap),
            ..Tally::default()
        };
        for (g, gold) in self.gold.iter().enumerate() {
            let found = self.overlap.of_gold[g].map(|f| self.found[f]);
            tally.places.note(gold, found);
            if gold.value.is_some() {
                tally.value.note(found.map(|found| has_value(gold, found)));
            }
            if gold.unit.is_some() {
                tally.unit.note(found.map(|found| has_unit(gold, found)));
            }
            if gold.kind.is_some() {
                tally.kind.note(found.map(|found| has_kind(gold, found)));
            }
        }
        for (f, found) in self.found.iter().enumerate() {
            let proposed = tally.matchers.entry(found.matcher.clone()).or_default();
            for (pairs, counts) in [
                (&self.norm, &mut proposed.norm),
                (&self.overlap, &mut proposed.overlap),
            ] {
                if pairs.of_found[f].is_some() {
                    counts.right += 1;
                } else if !self.spared[f] {
                    counts.wrong += 1;
                }
            }
        }
        tally
    }
}

/// Whether the value is met. True where the gold holds none.
pub(super) fn has_value(gold: &GoldSpan, found: &Proposal) -> bool {
    gold.value
        .as_ref()
        .is_none_or(|value| values::is_met(value, found.value.as_ref(), found.interval.as_ref()))
}

/// Whether the unit is met. True where the gold holds none.
pub(super) fn has_unit(gold: &GoldSpan, found: &Proposal) -> bool {
    gold.unit
        .as_ref()
        .is_none_or(|unit| units::same(unit, found.unit.as_ref()))
}

/// Whether the type of an event is met. True where the gold holds none.
pub(super) fn has_kind(gold: &GoldSpan, found: &Proposal) -> bool {
    gold.kind.as_ref().is_none_or(|kind| {
        let found = found.kind.as_ref().and_then(serde_json::Value::as_str);
        found.unwrap_or_default().to_uppercase() == kind.to_uppercase()
    })
}

/// Judges what was found in one record. Takes time for sorting the spans and for the pairs that
/// overlap. What was found must lie within the text: see [`super::Found::check`].
///
/// # Errors
/// Where spans overlap in more ways than could be compared.
pub fn judge(
    gold: &Gold,
    found: &[Proposal],
    doc_label: Option<&serde_json::Value>,
    question: &Question,
) -> Result<Verdict, TooManyPairs> {
    // Labels that were not asked for may still tell why a span is missed.
    let asked = question.labels.iter().map(String::as_str);
    let mut sides: Vec<Side<'_>> = Vec::new();
    let others = gold.covered.iter().map(String::as_str);
    for label in asked.chain(others) {
        if gold.is_marked(label) && !sides.iter().any(|side| side.label == label) {
            sides.push(Side::new(gold, found, label, question.named)?);
        }
    }
    let mistakes = mistakes::of_record(&sides);
    let mut tallies = Vec::with_capacity(question.labels.len());
    let mut kept = Vec::new();
    for label in &question.labels {
        let Some(i) = sides.iter().position(|side| side.label == *label) else {
            tallies.push(None);
            continue;
        };
        let mut tally = sides[i].tally();
        for mistake in mistakes.iter().filter(|m| m.side == i) {
            tally.mistakes[mistake.class as usize] += 1;
            if question.keep_mistakes {
                kept.push(mistake.worded(gold, &sides[i]));
            }
        }
        tallies.push(Some(tally));
    }
    Ok(Verdict {
        tallies,
        mistakes: kept,
        doc_label: match (&gold.doc_label, doc_label) {
            (Some(gold), Some(found)) => Some(found.as_str() == Some(gold)),
            _ => None,
        },
    })
}
