//! Pairs of what was marked and what was found: one to one, the most alike first.

use super::Extent;

/// The most overlapping pairs of one label that one record may hold. No annotation comes near
/// it; beyond, comparing all with all would take minutes and gigabytes.
pub const MOST_PAIRS: usize = 4_000_000;

/// A record's spans overlap one another in too many ways to be compared.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("its spans of the label {label} overlap in more than {MOST_PAIRS} pairs")]
pub struct TooManyPairs {
    pub label: String,
}

/// Every pair of a left and a right extent that share a character, by index, in no order.
/// Nothing where there are more than [`MOST_PAIRS`]. Takes time for sorting and for the pairs.
pub(super) fn touching(left: &[Extent], right: &[Extent]) -> Option<Vec<(usize, usize)>> {
    let mut order: Vec<(Extent, bool, usize)> = Vec::with_capacity(left.len() + right.len());
    order.extend(left.iter().enumerate().map(|(i, e)| (*e, true, i)));
    order.extend(right.iter().enumerate().map(|(i, e)| (*e, false, i)));
    order.sort_unstable();
    let (mut lefts, mut rights): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut pairs = Vec::new();
    for (extent, is_left, i) in order {
        // What ended before can touch nothing that is still to come.
        if is_left {
            rights.retain(|r| right[*r].end > extent.start);
            pairs.extend(rights.iter().map(|r| (i, *r)));
            lefts.push(i);
        } else {
            lefts.retain(|l| left[*l].end > extent.start);
            pairs.extend(lefts.iter().map(|l| (*l, i)));
            rights.push(i);
        }
        if pairs.len() > MOST_PAIRS {
            return None;
        }
    }
    pairs.retain(|&(l, r)| left[l].overlaps(right[r]));
    Some(pairs)
}

/// Who belongs to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pairs {
    pub of_gold: Vec<Option<usize>>,
    pub of_found: Vec<Option<usize>>,
}

impl Pairs {
    /// Takes candidates `(likeness, gold, found)` by falling likeness, then in the order of gold
    /// and found, as long as neither side is taken.
    pub(super) fn best(
        gold: usize,
        found: usize,
        mut candidates: Vec<(f64, usize, usize)>,
    ) -> Self {
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut pairs = Self {
            of_gold: vec![None; gold],
            of_found: vec![None; found],
        };
        for (_, g, f) in candidates {
            if pairs.of_gold[g].is_none() && pairs.of_found[f].is_none() {
                pairs.of_gold[g] = Some(f);
                pairs.of_found[f] = Some(g);
            }
        }
        pairs
    }

    /// How many pairs there are.
    pub(super) fn count(&self) -> usize {
        self.of_gold.iter().flatten().count()
    }
}

/// For each extent whether it touches one of `others`. O(n log n).
pub(super) fn touches_any(extents: &[Extent], others: &[Extent]) -> Vec<bool> {
    let mut others: Vec<Extent> = others.to_vec();
    others.sort_unstable();
    let reach: Vec<usize> = others
        .iter()
        .scan(0, |reach, other| {
            *reach = (*reach).max(other.end);
            Some(*reach)
        })
        .collect();
    let touches = |extent: &Extent| {
        let before = others.partition_point(|other| other.start < extent.end);
        before > 0 && reach[before - 1] > extent.start
    };
    extents.iter().map(touches).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extents(ends: &[(usize, usize)]) -> Vec<Extent> {
        ends.iter().map(|(s, e)| Extent::new(*s, *e)).collect()
    }

    #[test]
    fn the_sweep_finds_what_comparing_all_with_all_finds() {
        let left = extents(&[(0, 10), (2, 4), (4, 6), (9, 12), (2, 4), (20, 21)]);
        let right = extents(&[(3, 5), (0, 2), (11, 30), (6, 9), (4, 20), (2, 4)]);
        let mut pairs = touching(&left, &right).unwrap();
        pairs.sort_unstable();
        let mut expected = Vec::new();
        for (l, a) in left.iter().enumerate() {
            for (r, b) in right.iter().enumerate() {
                if a.overlaps(*b) {
                    expected.push((l, r));
                }
            }
        }
        assert_eq!(pairs, expected);
        let alone = extents(&[(12, 13)]);
        assert_eq!(touches_any(&left, &alone), [false; 6]);
        let any: Vec<bool> = (0..left.len())
            .map(|l| expected.iter().any(|(e, _)| *e == l))
            .collect();
        assert_eq!(touches_any(&left, &right), any);
    }

    #[test]
    fn the_most_alike_come_first_and_nobody_pairs_twice() {
        let pairs = Pairs::best(
            2,
            3,
            vec![(0.5, 0, 0), (0.9, 1, 0), (0.5, 0, 2), (0.5, 0, 1)],
        );
        assert_eq!(pairs.of_gold, [Some(1), Some(0)]);
        assert_eq!(pairs.of_found, [Some(1), Some(0), None]);
        assert_eq!(pairs.count(), 2);
    }

    #[test]
    fn too_many_nested_spans_are_refused() {
        let nested: Vec<Extent> = (0..2_100).map(|i| Extent::new(i, 10_000 - i)).collect();
        assert!(touching(&nested, &nested).is_none());
        assert!(touching(&nested[..1_900], &nested[..1_900]).is_some());
    }
}
