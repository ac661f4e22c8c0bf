//! Intervals by resampling: how far a figure would move had other records been drawn.
//!
//! The generator is the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998) with the seeding
//! and the draws of Python's `random`, so that a scorer written there gives the same intervals for
//! the same seed.

const SIZE: usize = 624;
const STEP: usize = 397;

/// A generator of random numbers. The same seed gives the same numbers everywhere.
pub(super) struct Generator {
    state: Box<[u32; SIZE]>,
    next: usize,
}

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        let low = u32::try_from(seed & 0xFFFF_FFFF).unwrap_or(u32::MAX);
        let high = u32::try_from(seed >> 32).unwrap_or(u32::MAX);
        if high == 0 {
            Self::from_key(&[low])
        } else {
            Self::from_key(&[low, high])
        }
    }

    fn from_key(key: &[u32]) -> Self {
        let mut state = Box::new([0_u32; SIZE]);
        state[0] = 19_650_218;
        for i in 1..SIZE {
            let before = state[i - 1];
            state[i] = (before ^ (before >> 30))
                .wrapping_mul(1_812_433_253)
                .wrapping_add(index(i));
        }
        let mut i = 1;
        for step in 0..SIZE.max(key.len()) {
            let j = step % key.len();
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(index(j));
            i = onward(&mut state, i);
        }
        for _ in 1..SIZE {
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941))
                .wrapping_sub(index(i));
            i = onward(&mut state, i);
        }
        state[0] = 0x8000_0000;
        Self { state, next: SIZE }
    }

    fn word(&mut self) -> u32 {
        if self.next == SIZE {
            for i in 0..SIZE {
                let mixed =
                    (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % SIZE] & 0x7FFF_FFFF);
                let odd = if mixed & 1 == 1 { 0x9908_B0DF } else { 0 };
                self.state[i] = self.state[(i + STEP) % SIZE] ^ (mixed >> 1) ^ odd;
            }
            self.next = 0;
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        word ^ (word >> 18)
    }

    /// A number from 0 up to and without `n`.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a fraction of a count of records"
    )]
    fn below(&mut self, n: usize) -> usize {
        let (high, low) = (f64::from(self.word() >> 5), f64::from(self.word() >> 6));
        let fraction = (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0;
        ((fraction * n as f64) as usize).min(n.saturating_sub(1))
    }
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// The next place of the state that seeding fills.
fn onward(state: &mut [u32; SIZE], i: usize) -> usize {
    if i + 1 < SIZE {
        return i + 1;
    }
    state[0] = state[SIZE - 1];
    1
}

/// The 95 % percentile intervals of several figures, all from the same `draws` resamples of the
/// rows. Nothing without draws or with fewer than two rows. O(draws × rows).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count of draws"
)]
pub(super) fn intervals<const COLUMNS: usize, const FIGURES: usize>(
    rows: &[[usize; COLUMNS]],
    draws: usize,
    generator: &mut Generator,
    figures: impl Fn([usize; COLUMNS]) -> [f64; FIGURES],
) -> Option<[(f64, f64); FIGURES]> {
    if draws == 0 || rows.len() < 2 {
        return None;
    }
    let mut all: [Vec<f64>; FIGURES] = std::array::from_fn(|_| Vec::with_capacity(draws));
    for _ in 0..draws {
        let mut sums = [0; COLUMNS];
        for _ in 0..rows.len() {
            let row = &rows[generator.below(rows.len())];
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += cell;
            }
        }
        for (drawn, figure) in all.iter_mut().zip(figures(sums)) {
            drawn.push(figure);
        }
    }
    let low = (0.025 * draws as f64) as usize;
    let high = ((0.975 * draws as f64) as usize).min(draws - 1);
    Some(all.map(|mut drawn| {
        drawn.sort_by(f64::total_cmp);
        (drawn[low], drawn[high])
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_numbers_of_its_inventors() {
        let mut generator = Generator::from_key(&[0x123, 0x234, 0x345, 0x456]);
        let words: Vec<u32> = (0..5).map(|_| generator.word()).collect();
        let expected = [
            1_067_595_299,
            955_945_823,
            477_289_528,
            4_107_218_783,
            4_228_976_476,
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn an_interval_holds_the_figure_and_narrows_with_more_records() {
        let width = |records: usize| {
            let rows: Vec<[usize; 2]> = (0..records).map(|i| [i % 2, 1]).collect();
            #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
            let share = |[right, all]: [usize; 2]| [right as f64 / all as f64];
            let [(low, high)] = intervals(&rows, 1000, &mut Generator::new(7), share).unwrap();
            assert!(low <= 0.5 && 0.5 <= high);
            high - low
        };
        assert!(width(400) < width(20) / 3.0);
        let few = intervals(&[[1]], 10, &mut Generator::new(1), |_| [0.0]);
        assert_eq!(few, None);
        let none = intervals(&[[1], [2]], 0, &mut Generator::new(1), |_| [0.0]);
        assert_eq!(none, None);
    }
}
