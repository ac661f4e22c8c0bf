//! Figures from many records: precision, recall and F1 with their intervals.

use std::collections::BTreeMap;

use serde::Serialize;

use super::mistakes::Class;
use super::places::PlaceScore;
use super::resampling::{Generator, intervals};
use super::tally::{Agreement, Counts, Question, Tally, Verdict};

/// What a set of records says. As JSON each label stands under its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// In the order in which they were asked for; those that no record marks are left out.
    pub labels: Vec<(String, LabelScore)>,
    pub doc_label: Option<LabelShare>,
}

/// One label over all records that mark it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelScore {
    pub records: usize,
    /// Whether all records mark everything of this label: else only recall means something.
    pub precision_valid: bool,
    pub exact: Rates,
    pub norm: Rates,
    pub overlap: Rates,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etype: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<PlaceScore>,
    /// By name; the empty name stands for nobody.
    pub matchers: BTreeMap<String, MatcherScore>,
    /// How many mistakes of each class.
    pub mistakes: BTreeMap<&'static str, usize>,
}

/// Counts and what follows from them, between 0 and 1, with 95 % intervals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rates {
    pub tp: usize,
    pub fp: usize,
    #[serde(rename = "fn")]
    pub missed: usize,
    pub p: f64,
    pub r: f64,
    pub f: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub f_ci: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r_ci: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_ci: Option<(f64, f64)>,
}

/// How often a field is right: a value, a unit, a type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    pub gold: usize,
    /// Of the gold those whose span was found at all.
    pub matched: usize,
    pub right: usize,
    pub acc_matched: f64,
    /// Of all gold that holds the field.
    pub end_to_end: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e2e_ci: Option<(f64, f64)>,
}

/// How often the type of a whole article is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelShare {
    pub n: usize,
    pub accuracy: f64,
    pub ci: Option<(f64, f64)>,
}

/// What one matcher proposed of a label, and how much of it is right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatcherScore {
    pub norm_tp: usize,
    pub norm_fp: usize,
    pub norm_p: f64,
    pub overlap_tp: usize,
    pub overlap_fp: usize,
    pub overlap_p: f64,
}

impl Score {
    /// Adds up the verdicts of a set; intervals from `draws` resamples of its records.
    /// O(records × draws).
    #[must_use]
    pub fn of(verdicts: &[Verdict], question: &Question, draws: usize, seed: u64) -> Self {
        let mut generator = Generator::new(seed);
        let mut labels = Vec::new();
        for (i, label) in question.labels.iter().enumerate() {
            let tallies: Vec<&Tally> = verdicts
                .iter()
                .filter_map(|verdict| verdict.tallies.get(i)?.as_ref())
                .collect();
            if !tallies.is_empty() {
                labels.push((label.clone(), label_score(&tallies, draws, &mut generator)));
            }
        }
        let rows: Vec<[usize; 2]> = verdicts
            .iter()
            .filter_map(|verdict| verdict.doc_label)
            .map(|right| [usize::from(right), 1])
            .collect();
        let doc_label = (!rows.is_empty()).then(|| {
            let [right, all] = sum(&rows);
            let ci = intervals(&rows, draws, &mut generator, |[a, b]| [share(a, b)]);
            LabelShare {
                n: all,
                accuracy: share(right, all),
                ci: ci.map(|[ci]| ci),
            }
        });
        Self { labels, doc_label }
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(None)?;
        for (label, score) in &self.labels {
            map.serialize_entry(label, score)?;
        }
        if let Some(doc_label) = &self.doc_label {
            map.serialize_entry("doc_label", doc_label)?;
        }
        map.end()
    }
}

// The order in which intervals are drawn is part of what a seed means.
fn label_score(tallies: &[&Tally], draws: usize, generator: &mut Generator) -> LabelScore {
    let exact = rates(tallies, |t| t.exact, draws, generator);
    let norm = rates(tallies, |t| t.norm, draws, generator);
    let overlap = rates(tallies, |t| t.overlap, draws, generator);
    let value = agreement(tallies, |t| t.value, draws, generator);
    let unit = agreement(tallies, |t| t.unit, draws, generator);
    let etype = agreement(tallies, |t| t.kind, draws, generator);
    let mut matchers: BTreeMap<String, MatcherScore> = BTreeMap::new();
    for (name, proposed) in tallies.iter().flat_map(|t| &t.matchers) {
        let score = matchers.entry(name.clone()).or_insert(MatcherScore {
            norm_tp: 0,
            norm_fp: 0,
            norm_p: 0.0,
            overlap_tp: 0,
            overlap_fp: 0,
            overlap_p: 0.0,
        });
        score.norm_tp += proposed.norm.right;
        score.norm_fp += proposed.norm.wrong;
        score.overlap_tp += proposed.overlap.right;
        score.overlap_fp += proposed.overlap.wrong;
    }
    for score in matchers.values_mut() {
        score.norm_p = share(score.norm_tp, score.norm_tp + score.norm_fp);
        score.overlap_p = share(score.overlap_tp, score.overlap_tp + score.overlap_fp);
    }
    let count = |class: Class| tallies.iter().map(|t| t.mistakes[class as usize]).sum();
    LabelScore {
        records: tallies.len(),
        precision_valid: !tallies.iter().any(|t| t.in_part),
        exact,
        norm,
        overlap,
        value,
        unit,
        etype,
        places: PlaceScore::of(tallies.iter().map(|tally| &tally.places)),
        matchers,
        mistakes: Class::ALL.map(|class| (class.name(), count(class))).into(),
    }
}

fn rates(
    tallies: &[&Tally],
    reading: impl Fn(&Tally) -> Counts,
    draws: usize,
    generator: &mut Generator,
) -> Rates {
    let rows: Vec<[usize; 3]> = tallies
        .iter()
        .map(|tally| reading(tally))
        .map(|counts| [counts.right, counts.wrong, counts.missed])
        .collect();
    let sums = sum(&rows);
    let [p, r, f] = three(sums);
    let ci = intervals(&rows, draws, generator, three);
    Rates {
        tp: sums[0],
        fp: sums[1],
        missed: sums[2],
        p,
        r,
        f,
        p_ci: ci.map(|ci| ci[0]),
        r_ci: ci.map(|ci| ci[1]),
        f_ci: ci.map(|ci| ci[2]),
    }
}

fn agreement(
    tallies: &[&Tally],
    field: impl Fn(&Tally) -> Agreement,
    draws: usize,
    generator: &mut Generator,
) -> Option<Share> {
    let fields = tallies.iter().map(|tally| field(tally));
    let rows: Vec<[usize; 3]> = fields
        .filter(|field| field.gold > 0)
        .map(|field| [field.right, field.gold, field.paired])
        .collect();
    if rows.is_empty() {
        return None;
    }
    let [right, gold, matched] = sum(&rows);
    let ci = intervals(&rows, draws, generator, |[a, b, _]| [share(a, b)]);
    Some(Share {
        gold,
        matched,
        right,
        acc_matched: share(right, matched),
        end_to_end: share(right, gold),
        e2e_ci: ci.map(|[ci]| ci),
    })
}

fn sum<const COLUMNS: usize>(rows: &[[usize; COLUMNS]]) -> [usize; COLUMNS] {
    let mut sums = [0; COLUMNS];
    for row in rows {
        for (sum, cell) in sums.iter_mut().zip(row) {
            *sum += cell;
        }
    }
    sums
}

/// Precision, recall and F1.
fn three([right, wrong, missed]: [usize; 3]) -> [f64; 3] {
    let (p, r) = (share(right, right + wrong), share(right, right + missed));
    let f = if p + r > 0.0 {
        2.0 * p * r / (p + r)
    } else {
        0.0
    };
    [p, r, f]
}

/// A part of a whole; 0 where there is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of spans")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
