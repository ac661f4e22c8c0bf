//! Which texts may be nearly the same, without comparing each with each.
//!
//! From each text a signature of [`BANDS`] × [`ROWS`] numbers is taken, of which two texts have
//! about the share in common that they have of their runs of words (MinHash: Broder 1997; with one
//! hash for all numbers and empty ones filled from others: Li, Owen and Zhang 2012, Shrivastava
//! 2017). Texts whose signatures agree in a whole band of rows are candidates. With three rows in 48
//! bands, of pairs that share half of their runs 998 in 1,000 are found, of those that share three
//! tenths 73 in 100, and of those that share one in a hundred one in twenty thousand. What a
//! candidate is worth, only [`Shingles::likeness`](super::Shingles::likeness) says.

use super::shingles::{for_each_run, mixed};

const ROWS: usize = 3;
const BANDS: usize = 48;
const NUMBERS: usize = ROWS * BANDS;

/// Texts with fewer runs of words are left out: a few sentences may be the same by chance.
pub const FEWEST_RUNS: usize = 12;

/// With how many of those before it in a band a text is compared, beside the first one. So the
/// time stays linear where a thousand texts are the same, and each is still joined to others.
const NEIGHBOURS: usize = 3;

/// Sketches of texts: 192 bytes of each.
#[derive(Clone, Debug, Default)]
pub struct Sketches {
    texts: u32,
    /// The numbers of the texts that have a sketch, in rising order.
    sketched: Vec<u32>,
    /// For each of them a number for each band.
    bands: Vec<[u32; BANDS]>,
}

impl Sketches {
    /// Takes a text in; the first has number 0. Linear.
    pub fn add(&mut self, text: &str) {
        let number = self.texts;
        self.texts += 1;
        if let Some(bands) = sketch(text) {
            self.sketched.push(number);
            self.bands.push(bands);
        }
    }

    /// Counts a text without a look at it: one that cannot be read, or is too large.
    pub fn pass(&mut self) {
        self.texts += 1;
    }

    /// How many texts were taken in or passed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts as usize
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// Pairs of texts that may be nearly the same, the larger number first, in rising order. At
    /// most a few for each band of each text: about linear in the number of texts.
    #[must_use]
    pub fn candidates(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(self.bands.len());
        for band in 0..BANDS {
            order.clear();
            let numbers = self.bands.iter().zip(&self.sketched);
            order.extend(numbers.map(|(bands, number)| (bands[band], *number)));
            order.sort_unstable();
            for crowd in order.chunk_by(|a, b| a.0 == b.0) {
                for (index, (_, text)) in crowd.iter().enumerate().skip(1) {
                    pairs.push((*text, crowd[0].1));
                    for (_, before) in &crowd[index.saturating_sub(NEIGHBOURS).max(1)..index] {
                        pairs.push((*text, *before));
                    }
                }
            }
            // Texts that are the same agree in every band.
            if pairs.len() > 1 << 20 {
                pairs.sort_unstable();
                pairs.dedup();
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

fn sketch(text: &str) -> Option<[u32; BANDS]> {
    const EMPTY: u64 = u64::MAX;
    let mut least = [EMPTY; NUMBERS];
    let mut runs = 0;
    for_each_run(text, |run| {
        runs += 1;
        // The upper half says which number of the signature it is for, the lower half is its rank.
        let bin = ((run >> 32) as usize * NUMBERS) >> 32;
        least[bin] = least[bin].min(run & 0xFFFF_FFFF);
    });
    if runs < FEWEST_RUNS {
        return None;
    }
    let full = least;
    for (bin, number) in least.iter_mut().enumerate() {
        let mut attempt = 0;
        while *number == EMPTY {
            // The same for every text, so that two texts borrow from the same place.
            attempt += 1;
            let from = mixed(((bin as u64) << 32) | attempt);
            let from = full[((from >> 32) as usize * NUMBERS) >> 32];
            if from != EMPTY {
                *number = mixed(from ^ attempt.rotate_left(40)) & 0xFFFF_FFFF;
            }
        }
    }
    let mut bands = [0; BANDS];
    for (band, rows) in bands.iter_mut().zip(least.chunks_exact(ROWS)) {
        let whole = rows.iter().fold(0, |whole, row| mixed(whole ^ row));
        *band = (whole >> 32) as u32;
    }
    Some(bands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_and_passed_ones_are_counted_and_left_out() {
        let story = "On Monday the northern council said that its patrols had left both towns before the talks began.";
        let mut sketches = Sketches::default();
        for text in [story, "On Monday the council said.", story] {
            sketches.add(text);
            sketches.pass();
        }
        assert_eq!(sketches.len(), 6);
        assert_eq!(sketches.candidates(), [(4, 0)]);
    }

    #[test]
    fn a_thousand_equal_texts_give_a_few_pairs_each() {
        let story = "The page that you asked for could not be found on this server, please try again in a few minutes or write to us.";
        let mut sketches = Sketches::default();
        for _ in 0..1000 {
            sketches.add(story);
        }
        let pairs = sketches.candidates();
        assert!(pairs.len() < 1000 * (NEIGHBOURS + 1), "{}", pairs.len());
        // Everybody is joined to the first.
        let joined = pairs.iter().filter(|(_, other)| *other == 0).count();
        assert_eq!(joined, 999);
    }

    #[test]
    fn numbers_of_the_signature_that_are_empty_are_filled() {
        let few = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        assert_eq!(sketch(few), sketch(few));
        let bands = sketch(few).unwrap();
        let mut different = bands.to_vec();
        different.sort_unstable();
        different.dedup();
        assert!(different.len() > BANDS / 2, "{}", different.len());
    }
}
