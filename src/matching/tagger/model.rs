//! The model file: which attribute speaks for which label, and how much.
//!
//! The layout, all numbers little-endian:
//!
//! | what | bytes |
//! |---|---|
//! | `OBTAG001` | 8 |
//! | labels, attributes, weights: how many | 3 × 4 |
//! | what a weight of 1 stands for (`f32`) | 4 |
//! | each label: length and name | 1 + length |
//! | weight of each label behind each other (`f32`) | labels² × 4 |
//! | the attributes, ascending | attributes × 4 |
//! | for each attribute the set of labels it speaks of | attributes × 1 |
//! | the weights, label by label (`i16`) | weights × 2 |
//!
//! Reading checks every length and every number; nothing in a file makes it panic.

use thiserror::Error;

use super::hashing::Attribute;

/// The labels of the tagger, in the order of the file: outside, then beginning and inside of each
/// class of names.
pub const LABELS: [&str; 7] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"];

/// Room for the labels, a power of two.
pub(super) const WIDTH: usize = 8;

/// One number for each label.
pub(super) type Scores = [f32; WIDTH];

const MAGIC: &[u8; 8] = b"OBTAG001";
/// No file has more attributes: the table in memory stays under 32 MB.
const MOST_ATTRIBUTES: usize = 500_000;
/// No weight between labels is larger.
const LARGEST_TRANSITION: f32 = 100.0;

/// What is wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    #[error(
        "this is no model of the tagger: it does not begin with OBTAG001; make it anew with `make train`"
    )]
    Magic,
    #[error("the model ends too early, in its {0}; make it anew with `make train`")]
    Short(&'static str),
    #[error("{0} bytes follow the end of the model; make it anew with `make train`")]
    Long(usize),
    #[error("the model's labels are not those of this program; make it anew with `make train`")]
    Labels,
    #[error("the model's {0} cannot be right; make it anew with `make train`")]
    Values(&'static str),
}

/// A model in memory.
#[derive(Clone, Debug)]
pub struct Model {
    /// By the low bits of the attribute: the attribute and its row, or no row.
    slots: Vec<(Attribute, u32)>,
    rows: Vec<Scores>,
    /// A bit for each value of the high bits of an attribute: set if one of them has a row. Small
    /// enough to stay in the cache, where `slots` does not.
    seen: Vec<u64>,
    transitions: [Scores; WIDTH],
    /// Their exponentials.
    factors: [Scores; WIDTH],
}

const NO_ROW: u32 = u32::MAX;
/// How many high bits of an attribute choose its bit in `seen`.
const SEEN_BITS: u32 = 20;

fn seen_bit(attribute: Attribute) -> (usize, u64) {
    let high = attribute >> (Attribute::BITS - SEEN_BITS);
    ((high >> 6) as usize, 1 << (high & 63))
}

/// Bytes that are taken from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], ModelError> {
        let (front, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(ModelError::Short(what))?;
        self.0 = rest;
        Ok(front)
    }

    fn number(&mut self, what: &'static str) -> Result<[u8; 4], ModelError> {
        Ok(four(self.take(4, what)?))
    }
}

fn four(bytes: &[u8]) -> [u8; 4] {
    let mut four = [0; 4];
    four.copy_from_slice(bytes);
    four
}

impl Model {
    /// Reads a model file. Linear in its length.
    ///
    /// # Errors
    /// Where the bytes are no such file, say which part is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut bytes = Bytes(bytes);
        if bytes.take(8, "head").map_err(|_| ModelError::Magic)? != MAGIC {
            return Err(ModelError::Magic);
        }
        let mut count = || Ok(u32::from_le_bytes(bytes.number("head")?) as usize);
        let (labels, attributes, weights) = (count()?, count()?, count()?);
        let unit = f32::from_le_bytes(bytes.number("head")?);
        if labels != LABELS.len() {
            return Err(ModelError::Labels);
        }
        if attributes > MOST_ATTRIBUTES || weights > attributes * labels {
            return Err(ModelError::Values("counts"));
        }
        if !(unit > 0.0 && unit <= 1.0) {
            return Err(ModelError::Values("unit of weights"));
        }
        for label in LABELS {
            let length = usize::from(bytes.take(1, "labels")?[0]);
            if bytes.take(length, "labels")? != label.as_bytes() {
                return Err(ModelError::Labels);
            }
        }
        let mut transitions = [[0.0; WIDTH]; WIDTH];
        for row in &mut transitions[..labels] {
            for weight in &mut row[..labels] {
                *weight = f32::from_le_bytes(bytes.number("weights between labels")?);
                if weight.is_nan() || weight.abs() > LARGEST_TRANSITION {
                    return Err(ModelError::Values("weights between labels"));
                }
            }
        }
        let hashes = bytes.take(attributes * 4, "attributes")?;
        let masks = bytes.take(attributes, "sets of labels")?;
        let mut values = bytes.take(weights * 2, "weights")?.chunks_exact(2);
        if !bytes.0.is_empty() {
            return Err(ModelError::Long(bytes.0.len()));
        }
        if masks.iter().map(|m| m.count_ones() as usize).sum::<usize>() != weights
            || masks.iter().any(|m| usize::from(*m) >> labels != 0)
        {
            return Err(ModelError::Values("sets of labels"));
        }
        let mut table = vec![(0, NO_ROW); (attributes * 2).next_power_of_two().max(2)];
        let mut rows = Vec::with_capacity(attributes);
        let mut seen = vec![0; 1 << (SEEN_BITS - 6)];
        let mut last = None;
        for (hash, mask) in hashes.chunks_exact(4).zip(masks) {
            let attribute = u32::from_le_bytes(four(hash));
            if last.is_some_and(|last| last >= attribute) {
                return Err(ModelError::Values("order of attributes"));
            }
            last = Some(attribute);
            let mut row = [0.0; WIDTH];
            for (label, weight) in row.iter_mut().enumerate().take(labels) {
                if mask >> label & 1 == 1
                    && let Some(value) = values.next()
                {
                    *weight = f32::from(i16::from_le_bytes([value[0], value[1]])) * unit;
                }
            }
            let number = u32::try_from(rows.len()).unwrap_or(NO_ROW);
            rows.push(row);
            let (at, bit) = seen_bit(attribute);
            seen[at] |= bit;
            let mut slot = attribute as usize & (table.len() - 1);
            while table[slot].1 != NO_ROW {
                slot = (slot + 1) & (table.len() - 1);
            }
            table[slot] = (attribute, number);
        }
        Ok(Self {
            slots: table,
            rows,
            seen,
            transitions,
            factors: transitions.map(|row| row.map(|w| w.clamp(-30.0, 30.0).exp())),
        })
    }

    /// The bytes of a model file: for each attribute its weights, and the weights of a label
    /// (first index) behind which another (second index) stands. Attributes in any order; those
    /// of no weight are left out.
    #[must_use]
    pub fn write(
        attributes: &std::collections::BTreeMap<Attribute, [f64; LABELS.len()]>,
        transitions: &[[f64; LABELS.len()]; LABELS.len()],
    ) -> Vec<u8> {
        let largest = attributes
            .values()
            .flatten()
            .fold(1e-6_f64, |most, w| most.max(w.abs()));
        #[expect(clippy::cast_possible_truncation, reason = "it is written as 32 bits")]
        let unit = (largest / f64::from(i16::MAX)) as f32;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "clamped to the type before"
        )]
        let whole = |w: f64| {
            (w / f64::from(unit))
                .round()
                .clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16
        };
        let kept: Vec<(Attribute, [i16; LABELS.len()])> = attributes
            .iter()
            .map(|(a, weights)| (*a, weights.map(whole)))
            .filter(|(_, weights)| weights.iter().any(|w| *w != 0))
            .collect();
        let values: Vec<i16> = kept
            .iter()
            .flat_map(|(_, weights)| weights.iter().copied().filter(|w| *w != 0))
            .collect();
        let mut out = MAGIC.to_vec();
        for count in [LABELS.len(), kept.len(), values.len()] {
            out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        }
        out.extend(unit.to_le_bytes());
        for label in LABELS {
            out.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
            out.extend(label.as_bytes());
        }
        for weight in transitions.iter().flatten() {
            #[expect(clippy::cast_possible_truncation, reason = "it is written as 32 bits")]
            out.extend((*weight as f32).to_le_bytes());
        }
        for (attribute, _) in &kept {
            out.extend(attribute.to_le_bytes());
        }
        for (_, weights) in &kept {
            out.push((0..LABELS.len()).fold(0, |m, i| m | u8::from(weights[i] != 0) << i));
        }
        for value in values {
            out.extend(value.to_le_bytes());
        }
        out
    }

    /// How many attributes have a weight.
    #[must_use]
    pub fn attributes(&self) -> usize {
        self.rows.len()
    }

    /// Whether an attribute may have weights; if not, adding it changes nothing.
    #[inline]
    pub(super) fn may_know(&self, attribute: Attribute) -> bool {
        let (at, bit) = seen_bit(attribute);
        self.seen[at] & bit != 0
    }

    /// Adds what an attribute says to the scores of a token.
    #[inline]
    pub(super) fn add(&self, attribute: Attribute, scores: &mut Scores) {
        let mask = self.slots.len() - 1;
        let mut slot = attribute as usize & mask;
        loop {
            let (known, row) = self.slots[slot];
            if row == NO_ROW {
                return;
            }
            if known == attribute {
                let row = &self.rows[row as usize];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += weight;
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    pub(super) fn transitions(&self) -> &[Scores; WIDTH] {
        &self.transitions
    }

    pub(super) fn factors(&self) -> &[Scores; WIDTH] {
        &self.factors
    }
}
