//! Articles that are nearly the same: agency copy that another house printed with a title or a
//! paragraph of its own.
//!
//! [`Sketches`] finds the pairs that may be, in time linear in the number of articles;
//! [`Shingles`] then says how much two of them really share. Every figure that is shown is such an
//! exact one. The same articles in the same order always give the same pairs.

mod shingles;
mod sketches;

pub use shingles::{Likeness, RUN, Shingles};
pub use sketches::{FEWEST_RUNS, Sketches};

/// From which share of all their runs of words on two articles are nearly the same.
const RESEMBLANCE: f64 = 0.5;
/// From which share of the shorter one's runs on, where the longer one goes on by itself …
const CONTAINMENT: f64 = 0.8;
/// … as long as they share this much of all: below it the sketches miss too many.
const LEAST_RESEMBLANCE: f64 = 0.3;

/// Whether two articles are nearly the same.
#[must_use]
pub fn is_near_duplicate(likeness: Likeness) -> bool {
    let resemblance = likeness.resemblance();
    let runs = likeness.first.min(likeness.second);
    runs >= FEWEST_RUNS
        && (resemblance >= RESEMBLANCE
            || (resemblance >= LEAST_RESEMBLANCE && likeness.containment() >= CONTAINMENT))
}

/// Two articles that are nearly the same, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearDuplicate {
    /// The larger number.
    pub first: u32,
    pub second: u32,
    pub likeness: Likeness,
}

/// The pairs of articles that are nearly the same, where all texts are at hand. In rising order of
/// their numbers.
#[must_use]
pub fn near_duplicates(texts: &[&str]) -> Vec<NearDuplicate> {
    let mut sketches = Sketches::default();
    for text in texts {
        sketches.add(text);
    }
    let mut known: Option<(u32, Shingles)> = None;
    let mut found = Vec::new();
    for (first, second) in sketches.candidates() {
        let shingles = match known.take() {
            Some((number, shingles)) if number == first => shingles,
            _ => Shingles::of(texts[first as usize]),
        };
        let likeness = shingles.likeness(&Shingles::of(texts[second as usize]));
        known = Some((first, shingles));
        if is_near_duplicate(likeness) {
            found.push(NearDuplicate {
                first,
                second,
                likeness,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests;
