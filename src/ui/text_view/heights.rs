//! How high each block is, known or estimated.

/// Heights of blocks with their running sums: a Fenwick tree, so that correcting one height and
/// finding the block at a height both cost O(log n).
#[derive(Debug, Default)]
pub struct Heights {
    heights: Vec<f32>,
    /// Sums in the order of a Fenwick tree, from index 1.
    tree: Vec<f64>,
}

impl Heights {
    /// Linear.
    #[must_use]
    pub fn new(heights: Vec<f32>) -> Self {
        let mut tree = vec![0.0; heights.len() + 1];
        for (i, height) in heights.iter().enumerate() {
            let i = i + 1;
            tree[i] += f64::from(*height);
            let parent = i + (i & i.wrapping_neg());
            if parent < tree.len() {
                tree[parent] += tree[i];
            }
        }
        Self { heights, tree }
    }

    #[must_use]
    pub fn get(&self, block: usize) -> f32 {
        self.heights[block]
    }

    /// Corrects one height; whether it differed.
    pub fn set(&mut self, block: usize, height: f32) -> bool {
        let difference = f64::from(height) - f64::from(self.heights[block]);
        if difference == 0.0 {
            return false;
        }
        self.heights[block] = height;
        let mut i = block + 1;
        while i < self.tree.len() {
            self.tree[i] += difference;
            i += i & i.wrapping_neg();
        }
        true
    }

    /// The height of everything above a block.
    #[must_use]
    pub fn above(&self, block: usize) -> f64 {
        let mut sum = 0.0;
        let mut i = block;
        while i > 0 {
            sum += self.tree[i];
            i -= i & i.wrapping_neg();
        }
        sum
    }

    #[must_use]
    pub fn total(&self) -> f64 {
        self.above(self.heights.len())
    }

    /// The block that a height from the top falls into; the last one below the end.
    #[must_use]
    pub fn at(&self, height: f64) -> usize {
        let mut block = 0;
        let mut left = height;
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            let next = block + step;
            if next < self.tree.len() && self.tree[next] <= left {
                left -= self.tree[next];
                block = next;
            }
            step /= 2;
        }
        block.min(self.heights.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_follow_corrections() {
        let mut heights = Heights::new(vec![10.0, 20.0, 5.0, 0.0, 7.0]);
        assert!(heights.set(1, 30.0));
        assert!(!heights.set(1, 30.0));
        let sums: Vec<_> = (0..=5).map(|b| heights.above(b)).collect();
        assert_eq!(sums, [0.0, 10.0, 40.0, 45.0, 45.0, 52.0]);
        assert_eq!(heights.at(-3.0), 0);
        assert_eq!(heights.at(9.9), 0);
        assert_eq!(heights.at(10.0), 1);
        assert_eq!(heights.at(44.0), 2);
        assert_eq!(heights.at(1e9), 4);
    }
}
