//! Finding what stands at a place in the text.

use std::cmp::Reverse;

use crate::text::ByteRange;

/// Ranges in one chunk at most. A chunk is looked through one by one.
const CHUNK: usize = 256;

/// A range and its key, in 8 bytes and those of the key. An article of more than 4 GB is refused
/// when it is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place<K> {
    start: u32,
    end: Reverse<u32>,
    key: K,
}

impl<K> Place<K> {
    fn new(range: ByteRange, key: K) -> Self {
        Self {
            start: narrow(range.start),
            end: Reverse(narrow(range.end)),
            key,
        }
    }

    fn range(&self) -> ByteRange {
        ByteRange {
            start: self.start as usize,
            end: self.end.0 as usize,
        }
    }

    fn unpack(&self) -> (ByteRange, &K) {
        (self.range(), &self.key)
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Neighbours in reading order. Never empty.
#[derive(Clone, Debug)]
struct Chunk<K> {
    places: Vec<Place<K>>,
    /// The furthest end of them.
    reach: u32,
}

impl<K> Chunk<K> {
    fn new(places: Vec<Place<K>>) -> Self {
        let reach = places.iter().map(|place| place.end.0).max().unwrap_or(0);
        Self { places, reach }
    }
}

/// Keys by range, in reading order: outer ranges come before inner ones that start at the same
/// place. One sorted list in chunks of at most [`CHUNK`], each of which knows how far its ranges
/// reach: a query looks at one number per chunk and into those chunks that hold something of what
/// is asked for.
#[derive(Clone, Debug)]
pub struct RangeIndex<K> {
    chunks: Vec<Chunk<K>>,
    len: usize,
}

impl<K> Default for RangeIndex<K> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<K: Ord + Clone> RangeIndex<K> {
    /// Enters a key; nothing happens where it is entered with this range already. O(log n + 256),
    /// and once in 128 times O(n / 128).
    pub fn insert(&mut self, range: ByteRange, key: K) {
        let place = Place::new(range, key);
        let Some(last) = self.chunks.len().checked_sub(1) else {
            self.chunks.push(Chunk::new(vec![place]));
            self.len = 1;
            return;
        };
        let number = self.chunk_of(&place).min(last);
        let chunk = &mut self.chunks[number];
        let Err(at) = chunk.places.binary_search(&place) else {
            return;
        };
        self.len += 1;
        if chunk.places.len() < CHUNK {
            chunk.reach = chunk.reach.max(place.end.0);
            chunk.places.insert(at, place);
        } else if number == last && at == CHUNK {
            // What comes in order, as from a file, fills each chunk.
            self.chunks.push(Chunk::new(vec![place]));
        } else {
            chunk.places.insert(at, place);
            let behind = chunk.places.split_off(CHUNK / 2);
            let before = std::mem::take(&mut chunk.places);
            *chunk = Chunk::new(before);
            self.chunks.insert(number + 1, Chunk::new(behind));
        }
    }

    /// Takes out a key that was entered with this range. Costs as much as entering it.
    pub fn remove(&mut self, range: ByteRange, key: &K) {
        let place = Place::new(range, key.clone());
        let number = self.chunk_of(&place);
        let Some(chunk) = self.chunks.get_mut(number) else {
            return;
        };
        let Ok(at) = chunk.places.binary_search(&place) else {
            return;
        };
        self.len -= 1;
        chunk.places.remove(at);
        if chunk.places.is_empty() {
            self.chunks.remove(number);
        } else if chunk.reach == place.end.0 {
            *chunk = Chunk::new(std::mem::take(&mut chunk.places));
        }
    }

    /// The first chunk that ends at or behind a place: the only one that can hold it.
    fn chunk_of(&self, place: &Place<K>) -> usize {
        self.chunks
            .partition_point(|chunk| chunk.places.last().is_some_and(|last| last < place))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Everything, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ByteRange, &K)> {
        let places = self.chunks.iter().flat_map(|chunk| &chunk.places);
        places.map(Place::unpack)
    }

    /// Number `n` in reading order, from 0. One step per 256 entries.
    #[must_use]
    pub fn nth(&self, n: usize) -> Option<(ByteRange, &K)> {
        let mut left = n;
        for chunk in &self.chunks {
            match chunk.places.get(left) {
                Some(place) => return Some(place.unpack()),
                None => left -= chunk.places.len(),
            }
        }
        None
    }

    /// How many come before (`range`, `key`) in reading order, whether it is entered or not: its
    /// own number where it is. One step per 256 entries.
    #[must_use]
    pub fn rank(&self, range: ByteRange, key: &K) -> usize {
        let place = Place::new(range, key.clone());
        let number = self.chunk_of(&place);
        let before: usize = self.chunks[..number].iter().map(|c| c.places.len()).sum();
        let within = self.chunks.get(number);
        before + within.map_or(0, |c| c.places.partition_point(|other| *other < place))
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

    /// What has exactly this range, in the order of the keys. Costs what it finds and O(log n).
    pub fn exactly(&self, range: ByteRange) -> impl Iterator<Item = &K> {
        let sought = (narrow(range.start), Reverse(narrow(range.end)));
        let at = |place: &Place<K>| (place.start, place.end);
        self.all_behind(move |place| at(place) < sought)
            .take_while(move |place| at(place) == sought)
            .map(|place| &place.key)
    }

    /// The first in reading order that comes after (`range`, `key`).
    #[must_use]
    pub fn after(&self, range: ByteRange, key: &K) -> Option<(ByteRange, &K)> {
        let place = Place::new(range, key.clone());
        let mut behind = self.all_behind(move |other| *other <= place);
        behind.next().map(Place::unpack)
    }

    /// The last in reading order that comes before (`range`, `key`).
    #[must_use]
    pub fn before(&self, range: ByteRange, key: &K) -> Option<(ByteRange, &K)> {
        let place = Place::new(range, key.clone());
        self.last_of(|other| *other < place)
    }

    /// The first that starts at or behind `position`.
    #[must_use]
    pub fn from(&self, position: usize) -> Option<(ByteRange, &K)> {
        self.iter_from(position).next()
    }

    /// Everything that starts at or behind `position`, in reading order.
    pub fn iter_from(&self, position: usize) -> impl Iterator<Item = (ByteRange, &K)> {
        let position = narrow(position);
        self.all_behind(move |place| place.start < position)
            .map(Place::unpack)
    }

    /// The last that starts before `position`.
    #[must_use]
    pub fn until(&self, position: usize) -> Option<(ByteRange, &K)> {
        let position = narrow(position);
        self.last_of(|place| place.start < position)
    }

    /// Everything from the first place on for which `is_before` no longer holds.
    fn all_behind(&self, is_before: impl Fn(&Place<K>) -> bool) -> impl Iterator<Item = &Place<K>> {
        let number = self
            .chunks
            .partition_point(|chunk| chunk.places.last().is_some_and(&is_before));
        let first = self.chunks.get(number);
        let at = first.map_or(0, |chunk| chunk.places.partition_point(&is_before));
        let chunks = self.chunks.get(number..).unwrap_or_default();
        chunks.iter().flat_map(|chunk| &chunk.places).skip(at)
    }

    /// The last place for which `is_before` holds.
    fn last_of(&self, is_before: impl Fn(&Place<K>) -> bool) -> Option<(ByteRange, &K)> {
        let chunks = self
            .chunks
            .partition_point(|chunk| chunk.places.first().is_some_and(&is_before));
        let places = &self.chunks[chunks.checked_sub(1)?].places;
        let count = places.partition_point(&is_before);
        places.get(count.checked_sub(1)?).map(Place::unpack)
    }

    /// What shares at least one byte with `range`, in reading order, one after the other.
    pub fn iter_overlapping(&self, range: ByteRange) -> impl Iterator<Item = (ByteRange, &K)> {
        self.near(range)
            .map(Place::unpack)
            .filter(move |(r, _)| r.overlaps(range))
    }

    fn collect(&self, around: ByteRange, keep: impl Fn(ByteRange) -> bool) -> Vec<(ByteRange, K)> {
        self.near(around)
            .filter(|place| keep(place.range()))
            .map(|place| (place.range(), place.key.clone()))
            .collect()
    }

    /// The places of all chunks that may reach into a range.
    fn near(&self, around: ByteRange) -> impl Iterator<Item = &Place<K>> {
        let end = narrow(around.end);
        let reached = self
            .chunks
            .partition_point(|chunk| chunk.places.first().is_some_and(|p| p.start < end));
        self.chunks[..reached]
            .iter()
            .filter(move |chunk| chunk.reach as usize >= around.start)
            .flat_map(|chunk| &chunk.places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn queries_find_what_a_look_at_everything_finds(
            ranges in prop::collection::vec(
                (0usize..200_000, prop_oneof![1usize..50, 1usize..100_000]), 0..1_500),
            removed in prop::collection::vec(prop::bool::weighted(0.2), 1_500),
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
            for (n, (range, key)) in all.iter().enumerate() {
                prop_assert_eq!(index.nth(n), Some((*range, key)));
                prop_assert_eq!(index.rank(*range, key), n);
                let after = all.get(n + 1).map(|(r, k)| (*r, k));
                prop_assert_eq!(index.after(*range, key), after);
                let before = n.checked_sub(1).map(|n| (all[n].0, &all[n].1));
                prop_assert_eq!(index.before(*range, key), before);
                let same: Vec<_> = all.iter().filter(|(r, _)| r == range).map(|(_, k)| k).collect();
                prop_assert_eq!(index.exactly(*range).collect::<Vec<_>>(), same);
            }
            prop_assert_eq!(index.nth(all.len()), None);
            let places: Vec<_> = index.iter().map(|(r, k)| (r, *k)).collect();
            prop_assert_eq!(places, all);
        }
    }
}
