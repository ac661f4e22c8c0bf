//! How far from the truth locations were resolved.

use serde::Serialize;

use super::{GoldSpan, Point, Proposal};
use crate::annotation::distance_km;

/// What counts as right: 161 km, a hundred miles, as toponym resolution is measured everywhere.
pub const NEAR_KM: f64 = 161.0;

/// What one record says of the places of a label.
#[derive(Clone, Debug, Default)]
pub(super) struct Distances {
    /// How many spans of the gold have a point, and how many of these were found.
    gold: usize,
    found: usize,
    /// Kilometres of those found that were resolved.
    resolved: Vec<f64>,
    /// The same where each name stands for its most populous place.
    largest: Vec<f64>,
}

impl Distances {
    /// Takes in a span of the gold and what was found on it.
    pub(super) fn note(&mut self, gold: &GoldSpan, found: Option<&Proposal>) {
        let Some(truth) = gold.point else {
            return;
        };
        self.gold += 1;
        let Some(found) = found else {
            return;
        };
        self.found += 1;
        let apart = |point: Point| distance_km((truth.lat, truth.lon), (point.lat, point.lon));
        self.resolved.extend(found.point.map(apart));
        self.largest.extend(found.largest.map(apart));
    }
}

/// How far from the truth places were resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceScore {
    /// Spans of the gold with a point, and those of them that were found.
    pub gold: usize,
    pub found: usize,
    #[serde(flatten)]
    pub resolved: Nearness,
    /// What is to be surpassed: each name taken for its most populous place. Nothing where it is
    /// not known, as for the spans of another program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest: Option<Nearness>,
}

/// How near some places are to where they should be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Nearness {
    /// How many of those found have a point at all.
    pub resolved: usize,
    pub within_161_km: usize,
    /// The share of those found that are within 161 km; what has no point is not.
    pub acc_161_km: f64,
    /// Of those with a point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_km: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_km: Option<f64>,
}

impl PlaceScore {
    /// Adds up what records say; nothing where no gold has a point. Takes time for sorting.
    pub(super) fn of<'t>(records: impl Iterator<Item = &'t Distances>) -> Option<Self> {
        let mut all = Distances::default();
        for record in records {
            all.gold += record.gold;
            all.found += record.found;
            all.resolved.extend(&record.resolved);
            all.largest.extend(&record.largest);
        }
        (all.gold > 0).then(|| Self {
            gold: all.gold,
            found: all.found,
            largest: (!all.largest.is_empty()).then(|| nearness(all.largest, all.found)),
            resolved: nearness(all.resolved, all.found),
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of spans")]
fn nearness(mut km: Vec<f64>, found: usize) -> Nearness {
    km.sort_by(f64::total_cmp);
    let within = km.partition_point(|km| *km <= NEAR_KM);
    let middle = km.len() / 2;
    let median = match km.get(middle) {
        Some(upper) if km.len().is_multiple_of(2) => Some(f64::midpoint(km[middle - 1], *upper)),
        upper => upper.copied(),
    };
    Nearness {
        resolved: km.len(),
        within_161_km: within,
        acc_161_km: if found == 0 {
            0.0
        } else {
            within as f64 / found as f64
        },
        mean_km: (!km.is_empty()).then(|| km.iter().sum::<f64>() / km.len() as f64),
        median_km: median,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_resolved_is_not_near() {
        let near = nearness(vec![300.0, 10.0, 0.0], 4);
        assert_eq!((near.resolved, near.within_161_km), (3, 2));
        assert!((near.acc_161_km - 0.5).abs() < 1e-9);
        assert_eq!(near.median_km, Some(10.0));
        let even = nearness(vec![20.0, 10.0], 2);
        assert_eq!((even.median_km, even.mean_km), (Some(15.0), Some(15.0)));
        let none = nearness(Vec::new(), 0);
        assert_eq!((none.median_km, none.mean_km), (None, None));
        assert!(none.acc_161_km.abs() < 1e-9);
    }
}
