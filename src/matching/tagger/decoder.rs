//! The likeliest labels of a stretch, and how likely each label of each token is: Viterbi and
//! forward-backward over a linear chain.
//!
//! Knows scores and labels only, no words. Both are linear in the length of the stretch.

use super::model::{LABELS, Model, Scores, WIDTH};

const COUNT: usize = LABELS.len();

/// Buffers that are kept between stretches.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    back: Vec<[u8; WIDTH]>,
    factors: Vec<Scores>,
    forward: Vec<Scores>,
}

impl Decoder {
    /// Sets `labels` to the best sequence; of two equally good ones the first in the order of the
    /// labels.
    pub(super) fn best(&mut self, model: &Model, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        let Some((first, rest)) = scores.split_first() else {
            return;
        };
        self.back.clear();
        let mut now = *first;
        for scores in rest {
            let mut next = [f32::NEG_INFINITY; WIDTH];
            let mut from = [0; WIDTH];
            for (before, row) in (0..).zip(&model.transitions()[..COUNT]) {
                for to in 0..COUNT {
                    let score = now[usize::from(before)] + row[to];
                    if score > next[to] {
                        next[to] = score;
                        from[to] = before;
                    }
                }
            }
            for to in 0..COUNT {
                next[to] += scores[to];
            }
            now = next;
            self.back.push(from);
        }
        let mut best = 0_u8;
        for label in 1..COUNT {
            if now[label] > now[usize::from(best)] {
                best = u8::try_from(label).unwrap_or(0);
            }
        }
        labels.push(best);
        for from in self.back.iter().rev() {
            best = from[usize::from(best)];
            labels.push(best);
        }
        labels.reverse();
    }

    /// Sets `marginals` to the probability of each label of each token.
    pub(super) fn marginals(
        &mut self,
        model: &Model,
        scores: &[Scores],
        marginals: &mut Vec<Scores>,
    ) {
        marginals.clear();
        self.factors.clear();
        self.forward.clear();
        for scores in scores {
            let most = scores[..COUNT]
                .iter()
                .fold(f32::NEG_INFINITY, |m, s| m.max(*s));
            let mut factors = [0.0; WIDTH];
            for (factor, score) in factors.iter_mut().zip(&scores[..COUNT]) {
                *factor = (score - most).exp();
            }
            self.factors.push(factors);
        }
        for (t, factors) in self.factors.iter().enumerate() {
            let mut now = *factors;
            if t > 0 {
                let before = self.forward[t - 1];
                let mut sums = [0.0; WIDTH];
                for (weight, row) in before.iter().zip(model.factors()).take(COUNT) {
                    for (sum, factor) in sums.iter_mut().zip(row) {
                        *sum += weight * factor;
                    }
                }
                for (now, sum) in now.iter_mut().zip(sums) {
                    *now *= sum;
                }
            }
            normalise(&mut now);
            self.forward.push(now);
        }
        // From the back, each row of `forward` becomes that of the marginals.
        let mut behind = [1.0; WIDTH];
        for t in (0..self.factors.len()).rev() {
            let mut marginal = self.forward[t];
            for (now, behind) in marginal.iter_mut().zip(behind) {
                *now *= behind;
            }
            normalise(&mut marginal);
            marginals.push(marginal);
            let mut weighted = self.factors[t];
            for (weight, behind) in weighted.iter_mut().zip(behind) {
                *weight *= behind;
            }
            for (before, row) in behind.iter_mut().zip(model.factors()) {
                *before = row[..COUNT].iter().zip(&weighted).map(|(a, b)| a * b).sum();
            }
            normalise(&mut behind);
        }
        marginals.reverse();
    }
}

/// Makes the numbers of the labels sum to one.
fn normalise(numbers: &mut Scores) {
    for spare in &mut numbers[COUNT..] {
        *spare = 0.0;
    }
    let sum: f32 = numbers[..COUNT].iter().sum();
    if sum > 0.0 && sum.is_finite() {
        for number in numbers.iter_mut() {
            *number /= sum;
        }
    } else {
        // Nothing is left of any label within the precision: none is likelier than another.
        numbers[..COUNT].fill(1.0 / f32::from(u8::try_from(COUNT).unwrap_or(1)));
    }
}
