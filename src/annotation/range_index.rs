//! Finding what stands at a place in the text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::ByteRange;

/// Bytes of text in one bucket.
const BUCKET: usize = 1024;
/// A range over more buckets than this is kept aside, so that entering it stays cheap.
const WIDE: usize = 64;

type Place<K> = (usize, Reverse<usize>, K);

/// Keys by range, in reading order, with queries that cost what they find: ranges are bucketed by
/// stretches of text. Outer ranges come before inner ones that start at the same place.
#[derive(Clone, Debug)]
pub struct RangeIndex<K> {
    order: BTreeSet<Place<K>>,
    buckets: BTreeMap<usize, BTreeSet<Place<K>>>,
    wide: BTreeSet<Place<K>>,
}

impl<K> Default for RangeIndex<K> {
    fn default() -> Self {
        Self {
            order: BTreeSet::new(),
            buckets: BTreeMap::new(),
            wide: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone> RangeIndex<K> {
    /// Enters a key. O(log n) for each kilobyte of the range, at most 64 times.
    pub fn insert(&mut self, range: ByteRange, key: K) {
        let place = (range.start, Reverse(range.end), key);
        match buckets(range) {
            Some(numbers) => {
                for number in numbers {
                    let bucket = self.buckets.entry(number).or_default();
                    bucket.insert(place.clone());
                }
            }
            None => {
                self.wide.insert(place.clone());
            }
        }
        self.order.insert(place);
    }

    /// Takes out a key that was entered with this range.
    pub fn remove(&mut self, range: ByteRange, key: &K) {
        let place = (range.start, Reverse(range.end), key.clone());
        self.order.remove(&place);
        self.wide.remove(&place);
        for number in buckets(range).into_iter().flatten() {
            if let Some(bucket) = self.buckets.get_mut(&number) {
                bucket.remove(&place);
                if bucket.is_empty() {
                    self.buckets.remove(&number);
                }
            }
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Everything, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ByteRange, &K)> {
        self.order.iter().map(unpack)
    }

    /// What shares at least one byte with `range`, in reading order.
    #[must_use]
    pub fn overlapping(&self, range: ByteRange) -> Vec<(ByteRange, K)> {
        self.collect(range, |r| r.overlaps(range))
    }

    /// What a caret at `position` touches, ends included, in reading order.
    #[must_use]
    pub fn touching(&self, position: usize) -> Vec<(ByteRange, K)> {
        let around = ByteRange::new(position.saturating_sub(1), position + 1);
        self.collect(around, |r| r.touches(position))
    }

    /// The first in reading order that comes after (`range`, `key`).
    #[must_use]
    pub fn after(&self, range: ByteRange, key: &K) -> Option<(ByteRange, &K)> {
        use std::ops::Bound::{Excluded, Unbounded};
        let place = (range.start, Reverse(range.end), key.clone());
        self.order
            .range((Excluded(place), Unbounded))
            .next()
            .map(unpack)
    }

    /// The last in reading order that comes before (`range`, `key`).
    #[must_use]
    pub fn before(&self, range: ByteRange, key: &K) -> Option<(ByteRange, &K)> {
        let place = (range.start, Reverse(range.end), key.clone());
        self.order.range(..place).next_back().map(unpack)
    }

    /// The first that starts at or behind `position`.
    #[must_use]
    pub fn from(&self, position: usize) -> Option<(ByteRange, &K)> {
        self.iter_from(position).next()
    }

    /// Everything that starts at or behind `position`, in reading order.
    pub fn iter_from(&self, position: usize) -> impl Iterator<Item = (ByteRange, &K)> {
        let split = self.order.iter().next().map(|first| {
            let key = first.2.clone();
            (position, Reverse(usize::MAX), key)
        });
        // `Reverse(MAX)` sorts before every real end; the key only has to be some key.
        split
            .into_iter()
            .flat_map(|from| self.order.range(from..))
            .map(unpack)
    }

    /// The last that starts before `position`.
    #[must_use]
    pub fn until(&self, position: usize) -> Option<(ByteRange, &K)> {
        let key = self.order.iter().next()?.2.clone();
        let edge = (position, Reverse(usize::MAX), key);
        self.order.range(..edge).next_back().map(unpack)
    }

    fn collect(&self, around: ByteRange, keep: impl Fn(ByteRange) -> bool) -> Vec<(ByteRange, K)> {
        let mut found = BTreeSet::new();
        let numbers = around.start / BUCKET..=around.end.saturating_sub(1) / BUCKET;
        for (_, bucket) in self.buckets.range(numbers) {
            found.extend(bucket.iter().filter(|p| keep(unpack(p).0)));
        }
        found.extend(self.wide.iter().filter(|p| keep(unpack(p).0)));
        found
            .into_iter()
            .map(|place| (unpack(place).0, place.2.clone()))
            .collect()
    }
}

fn unpack<K>(place: &Place<K>) -> (ByteRange, &K) {
    (ByteRange::new(place.0, place.1.0), &place.2)
}

fn buckets(range: ByteRange) -> Option<std::ops::RangeInclusive<usize>> {
    let (first, last) = (range.start / BUCKET, range.end.saturating_sub(1) / BUCKET);
    (last.saturating_sub(first) < WIDE).then_some(first..=last.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn queries_find_what_a_look_at_everything_finds(
            ranges in prop::collection::vec((0usize..200_000, 1usize..100_000), 0..60),
            removed in prop::collection::vec(any::<bool>(), 60),
            at in 0usize..200_000, width in 1usize..5_000,
        ) {
            let mut index = RangeIndex::default();
            let mut all = Vec::new();
            for (key, (start, len)) in ranges.into_iter().enumerate() {
                let range = ByteRange::new(start, start + len);
                index.insert(range, key);
                if removed[key] {
                    index.remove(range, &key);
                } else {
                    all.push((range, key));
                }
            }
            all.sort_by_key(|(r, k)| (r.start, Reverse(r.end), *k));
            let window = ByteRange::new(at, at + width);
            let expect = |keep: &dyn Fn(ByteRange) -> bool| -> Vec<_> {
                all.iter().copied().filter(|(r, _)| keep(*r)).collect()
            };
            prop_assert_eq!(index.overlapping(window), expect(&|r| r.overlaps(window)));
            prop_assert_eq!(index.touching(at), expect(&|r| r.touches(at)));
            let from: Vec<_> = index.iter_from(at).map(|(r, k)| (r, *k)).collect();
            prop_assert_eq!(from, expect(&|r| r.start >= at));
            prop_assert_eq!(index.until(at).map(|(r, k)| (r, *k)), expect(&|r| r.start < at).last().copied());
            prop_assert_eq!(index.len(), all.len());
        }
    }
}
