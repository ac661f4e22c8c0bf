//! What kept its order: of all matched blocks the heaviest row that rises in both texts.

/// Words `old..old + len` of the old text, which are words `new..new + len` of the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub old: usize,
    pub new: usize,
    pub len: usize,
}

/// The heaviest selection of blocks that stand in the same order in both texts, in that order.
/// The blocks come in the order of the old text and share no word. O(n log n).
pub(super) fn in_order(blocks: &[Block]) -> Vec<Block> {
    let mut by_new: Vec<usize> = (0..blocks.len()).collect();
    by_new.sort_unstable_by_key(|&at| blocks[at].new);
    let mut rank = vec![0; blocks.len()];
    for (place, &at) in by_new.iter().enumerate() {
        rank[at] = place;
    }
    let mut best = Heaviest::new(blocks.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let (weight, from) = best.below(rank[at]);
        before.push(from);
        best.raise(rank[at], weight + block.len, at);
    }
    let mut chain = Vec::new();
    let mut at = best.below(blocks.len()).1;
    while let Some(here) = at {
        chain.push(blocks[here]);
        at = before[here];
    }
    chain.reverse();
    chain
}

/// A tree of running maxima (Fenwick 1994): the heaviest row that ends before a place.
struct Heaviest(Vec<(usize, Option<usize>)>);

impl Heaviest {
    fn new(len: usize) -> Self {
        Self(vec![(0, None); len + 1])
    }

    /// The heaviest of places `0..place`, and its last block.
    fn below(&self, place: usize) -> (usize, Option<usize>) {
        let (mut found, mut at) = ((0, None), place);
        while at > 0 {
            if self.0[at].0 > found.0 {
                found = self.0[at];
            }
            at &= at - 1;
        }
        found
    }

    fn raise(&mut self, place: usize, weight: usize, block: usize) {
        let mut at = place + 1;
        while at < self.0.len() {
            if weight > self.0[at].0 {
                self.0[at] = (weight, Some(block));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(blocks: &[(usize, usize, usize)], expected: &[usize]) {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|&(old, new, len)| Block { old, new, len })
            .collect();
        let found: Vec<usize> = in_order(&blocks).iter().map(|b| b.old).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_heavier_side_of_a_move_stays() {
        check(&[], &[]);
        check(&[(0, 0, 5), (5, 9, 3), (8, 5, 4)], &[0, 8]);
        check(&[(0, 0, 5), (5, 9, 4), (9, 5, 3)], &[0, 5]);
        check(&[(0, 7, 2), (2, 0, 1), (3, 1, 1), (4, 2, 1)], &[2, 3, 4]);
        check(&[(0, 30, 1), (1, 20, 1), (2, 10, 1)], &[0]);
    }
}
