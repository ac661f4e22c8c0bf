//! Learning the weights of a linear-chain CRF: likelihood and its gradient over all sequences,
//! minimised with L1 and L2 by OWL-QN (Andrew and Gao 2007).
//!
//! The same sequences give the same weights, bit for bit: the work is always cut in the same
//! parts, and their sums are added in the same order.

use std::collections::VecDeque;

/// Room for the labels of one attribute: a cache line.
pub const WIDTH: usize = 8;
const COUNT: usize = 7;
/// Parts of the sequences that are worked on at the same time.
const PARTS: usize = 2;
/// Steps that the curvature is estimated from.
const MEMORY: usize = 7;

/// One sequence: for each token its attributes by number, and its label.
pub struct Sequence {
    pub tokens: Vec<(Vec<u32>, u8)>,
    pub weight: f64,
}

pub struct Problem<'a> {
    pub sequences: &'a [Sequence],
    pub attributes: usize,
    /// For each attribute the labels that it was seen with: others keep no weight.
    pub seen: &'a [u8],
    pub l1: f64,
    pub l2: f64,
}

impl Problem<'_> {
    /// How many weights there are: those of the attributes, then one for each pair of labels.
    fn size(&self) -> usize {
        (self.attributes + WIDTH) * WIDTH
    }

    /// Minimises; gives the weights.
    pub fn solve(&self, iterations: usize) -> Vec<f64> {
        let mut x = vec![0.0; self.size()];
        let (mut value, mut gradient) = self.evaluate(&x);
        let mut steps: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
        for iteration in 0..iterations {
            let pseudo = self.pseudo_gradient(&x, &gradient);
            let mut direction = descent(&pseudo, &steps);
            for (d, p) in direction.iter_mut().zip(&pseudo) {
                if *d * *p >= 0.0 {
                    *d = 0.0;
                }
            }
            let slope = dot(&direction, &pseudo);
            if slope >= -1e-9 {
                break;
            }
            let mut step = if steps.is_empty() {
                1.0 / dot(&direction, &direction).sqrt()
            } else {
                1.0
            };
            let mut accepted = None;
            for _ in 0..20 {
                let next: Vec<f64> = x
                    .iter()
                    .zip(&direction)
                    .zip(&pseudo)
                    .map(|((x, d), p)| {
                        let side = if *x == 0.0 { -p.signum() } else { x.signum() };
                        let moved = x + step * d;
                        if moved * side > 0.0 { moved } else { 0.0 }
                    })
                    .collect();
                let (next_value, next_gradient) = self.evaluate(&next);
                let gain: f64 = next
                    .iter()
                    .zip(&x)
                    .zip(&pseudo)
                    .map(|((n, x), p)| (n - x) * p)
                    .sum();
                if next_value <= value + 1e-4 * gain {
                    accepted = Some((next, next_value, next_gradient));
                    break;
                }
                step *= 0.5;
            }
            let Some((next, next_value, next_gradient)) = accepted else {
                break;
            };
            let moved: Vec<f64> = next.iter().zip(&x).map(|(a, b)| a - b).collect();
            let turned: Vec<f64> = next_gradient
                .iter()
                .zip(&gradient)
                .map(|(a, b)| a - b)
                .collect();
            let curvature = dot(&moved, &turned);
            if curvature > 1e-10 {
                steps.push_back((moved, turned, curvature));
                if steps.len() > MEMORY {
                    steps.pop_front();
                }
            }
            let gained = (value - next_value) / next_value.max(1.0);
            (x, value, gradient) = (next, next_value, next_gradient);
            if iteration % 10 == 9 {
                println!("{:4} {value:.1}", iteration + 1);
            }
            if gained < 1e-5 {
                break;
            }
        }
        x
    }

    fn pseudo_gradient(&self, x: &[f64], gradient: &[f64]) -> Vec<f64> {
        x.iter()
            .zip(gradient)
            .map(|(x, g)| {
                if *x > 0.0 {
                    g + self.l1
                } else if *x < 0.0 {
                    g - self.l1
                } else if g + self.l1 < 0.0 {
                    g + self.l1
                } else if g - self.l1 > 0.0 {
                    g - self.l1
                } else {
                    0.0
                }
            })
            .collect()
    }

    /// The objective, and the gradient of its smooth part.
    fn evaluate(&self, x: &[f64]) -> (f64, Vec<f64>) {
        let share = self.sequences.len().div_ceil(PARTS).max(1);
        let mut parts = std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .sequences
                .chunks(share)
                .map(|part| scope.spawn(|| likelihood(part, x, self.attributes)))
                .collect();
            threads
                .into_iter()
                .map(|t| t.join().expect("a part of the likelihood does not panic"))
                .collect::<Vec<_>>()
        })
        .into_iter();
        let (mut value, mut gradient) = parts.next().unwrap_or((0.0, vec![0.0; x.len()]));
        for (more, part) in parts {
            value += more;
            for (g, p) in gradient.iter_mut().zip(part) {
                *g += p;
            }
        }
        for (attribute, seen) in self.seen.iter().enumerate() {
            for label in 0..WIDTH {
                if seen >> label & 1 == 0 {
                    gradient[attribute * WIDTH + label] = 0.0;
                }
            }
        }
        for (g, x) in gradient.iter_mut().zip(x) {
            value += self.l1 * x.abs() + 0.5 * self.l2 * x * x;
            *g += self.l2 * x;
        }
        (value, gradient)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The direction of L-BFGS: the two loops.
fn descent(gradient: &[f64], steps: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(steps.len());
    for (moved, turned, curvature) in steps.iter().rev() {
        let share = dot(moved, &q) / curvature;
        for (q, t) in q.iter_mut().zip(turned) {
            *q -= share * t;
        }
        shares.push(share);
    }
    if let Some((_, turned, curvature)) = steps.back() {
        let scale = curvature / dot(turned, turned);
        for q in &mut q {
            *q *= scale;
        }
    }
    for ((moved, turned, curvature), share) in steps.iter().zip(shares.iter().rev()) {
        let back = dot(turned, &q) / curvature;
        for (q, m) in q.iter_mut().zip(moved) {
            *q += (share - back) * m;
        }
    }
    q
}

type Row = [f64; WIDTH];

/// Minus the log-likelihood of some sequences, and its gradient.
fn likelihood(sequences: &[Sequence], x: &[f64], attributes: usize) -> (f64, Vec<f64>) {
    let rows = x.as_chunks::<WIDTH>().0;
    let links = &rows[attributes..];
    let factors: Vec<Row> = links.iter().map(|row| row.map(f64::exp)).collect();
    let mut gradient = vec![[0.0; WIDTH]; rows.len()];
    let mut value = 0.0;
    let (mut scores, mut forward, mut scales): (Vec<Row>, Vec<Row>, Vec<f64>) = Default::default();
    for sequence in sequences {
        let length = sequence.tokens.len();
        scores.clear();
        forward.clear();
        scales.clear();
        let mut total = 0.0;
        for (t, (seen, label)) in sequence.tokens.iter().enumerate() {
            let mut sum = [0.0; WIDTH];
            for attribute in seen {
                let row = &rows[*attribute as usize];
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += weight;
                }
            }
            let most = sum[..COUNT]
                .iter()
                .fold(f64::NEG_INFINITY, |m, s| m.max(*s));
            total += most - sum[usize::from(*label)];
            for score in &mut sum[..COUNT] {
                *score = (*score - most).exp();
            }
            sum[COUNT] = 0.0;
            let mut now = sum;
            if t > 0 {
                total -= links[usize::from(sequence.tokens[t - 1].1)][usize::from(*label)];
                let before = forward[t - 1];
                let mut reach = [0.0; WIDTH];
                for (weight, row) in before.iter().zip(&factors).take(COUNT) {
                    for (reach, factor) in reach.iter_mut().zip(row) {
                        *reach += weight * factor;
                    }
                }
                for (now, reach) in now.iter_mut().zip(reach) {
                    *now *= reach;
                }
            }
            let scale: f64 = now.iter().sum();
            for now in &mut now {
                *now /= scale;
            }
            total += scale.ln();
            scores.push(sum);
            forward.push(now);
            scales.push(scale);
        }
        value += sequence.weight * total;
        let mut behind = [1.0; WIDTH];
        for t in (0..length).rev() {
            let (seen, label) = &sequence.tokens[t];
            let mut expected = forward[t];
            for (e, b) in expected.iter_mut().zip(behind) {
                *e *= b * sequence.weight;
            }
            expected[usize::from(*label)] -= sequence.weight;
            for attribute in seen {
                for (g, e) in gradient[*attribute as usize].iter_mut().zip(expected) {
                    *g += e;
                }
            }
            let mut weighted = scores[t];
            for (w, b) in weighted.iter_mut().zip(behind) {
                *w *= b / scales[t];
            }
            behind = [0.0; WIDTH];
            for from in 0..COUNT {
                let before = t.checked_sub(1).map_or(0.0, |b| forward[b][from]);
                for to in 0..COUNT {
                    let share = factors[from][to] * weighted[to];
                    behind[from] += share;
                    gradient[attributes + from][to] += before * share * sequence.weight;
                }
            }
            if let Some(before) = t.checked_sub(1) {
                let from = usize::from(sequence.tokens[before].1);
                gradient[attributes + from][usize::from(*label)] -= sequence.weight;
            }
        }
    }
    (value, gradient.into_flattened())
}
