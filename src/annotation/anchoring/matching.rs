//! Which word of the old text is which word of the new one, while it is found out.

use super::chain::{self, Block};
use super::passages::{Classes, Passages};

/// How sure a match of two words is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trust {
    /// No match, or one that wants confirmation.
    #[default]
    Loose,
    /// Part of an unchanged sentence of which it is plain which one it is.
    Firm,
}

/// A one-to-one match of words, growing.
#[derive(Debug)]
pub(super) struct Matching<'a> {
    pub old: &'a Passages,
    pub new: &'a Passages,
    pub classes: Classes,
    /// The new word for each old one.
    pub new_of: Vec<Option<u32>>,
    /// The same the other way round.
    pub old_of: Vec<Option<u32>>,
    pub trust: Vec<Trust>,
}

impl<'a> Matching<'a> {
    /// Nothing is matched.
    pub fn new(old: &'a Passages, new: &'a Passages) -> Self {
        Self {
            classes: Classes::new(old, new),
            new_of: vec![None; old.len()],
            old_of: vec![None; new.len()],
            trust: vec![Trust::Loose; old.len()],
            old,
            new,
        }
    }

    /// Matches a row of words none of which is matched yet.
    pub fn join(&mut self, block: Block, trust: Trust) {
        for step in 0..block.len {
            let (old, new) = (block.old + step, block.new + step);
            debug_assert!(self.new_of[old].is_none() && self.old_of[new].is_none());
            self.new_of[old] = u32::try_from(new).ok();
            self.old_of[new] = u32::try_from(old).ok();
            self.trust[old] = trust;
        }
    }

    /// Takes the match of a word back.
    pub fn part(&mut self, old: usize) {
        if let Some(new) = self.new_of[old].take() {
            self.old_of[new as usize] = None;
            self.trust[old] = Trust::Loose;
        }
    }

    /// Whether these two words are matched.
    pub fn is_joined(&self, old: usize, new: usize) -> bool {
        self.new_of[old].map(|n| n as usize) == Some(new)
    }

    /// Whether these two words are matched and firmly so.
    pub fn is_firm(&self, old: usize, new: usize) -> bool {
        self.trust[old] == Trust::Firm && self.is_joined(old, new)
    }

    /// The rows of words that follow one another in both texts, in the order of the old one.
    pub fn blocks(&self) -> Vec<Block> {
        let mut found: Vec<Block> = Vec::new();
        for (old, new) in self.new_of.iter().enumerate() {
            let Some(new) = new.map(|n| n as usize) else {
                continue;
            };
            match found.last_mut() {
                Some(last) if last.old + last.len == old && last.new + last.len == new => {
                    last.len += 1;
                }
                _ => found.push(Block { old, new, len: 1 }),
            }
        }
        found
    }

    /// The stretches between the blocks that kept their order, the ends of the texts included,
    /// where both sides or one have words. In order.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (mut old, mut new) = (0, 0);
        let end = Block {
            old: self.old.len(),
            new: self.new.len(),
            len: 0,
        };
        for block in chain::in_order(&self.blocks()).into_iter().chain([end]) {
            gaps.push(Gap {
                old: old..block.old,
                new: new..block.new,
            });
            (old, new) = (block.old + block.len, block.new + block.len);
        }
        gaps
    }
}

/// Words of both texts between two blocks that kept their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub old: std::ops::Range<usize>,
    pub new: std::ops::Range<usize>,
}
