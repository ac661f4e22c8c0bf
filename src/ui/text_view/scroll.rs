//! Which part of an article is in view.
//!
//! The place is kept as a block and an offset within it, so that a corrected height above never
//! moves what is being read; and as the position in the text that stands at the top, so that
//! another width or size does not either.

use egui::Context;

use super::blocks::Blocks;
use super::heights::Heights;
use super::layout::{BlockLayout, Setting};
use crate::text::Article;

/// Room above the first line and below the last.
pub const EDGE: f32 = 26.0;

/// The part of an article that is in view, and how high everything else is.
#[derive(Debug, Default)]
pub struct Scroll {
    blocks: Blocks,
    heights: Heights,
    /// The first block in view, and how much of it is scrolled out.
    top: (usize, f32),
    /// What stands in the first line that is in view as a whole, and how far below the top.
    reading: Option<(usize, f32)>,
    /// How high the view is.
    pub view: f32,
    /// Raised with every change of a height.
    pub revision: u64,
}

impl Scroll {
    /// The beginning of an article.
    #[must_use]
    pub fn new(article: &Article, setting: &Setting) -> Self {
        let blocks = Blocks::new(article);
        Self {
            heights: estimates(&blocks, setting),
            blocks,
            top: (0, -EDGE),
            ..Self::default()
        }
    }

    /// Estimates all heights anew for another setting, with the same words at the top. `lay_out`
    /// says where the line of what is being read stands in its block, and how high that is.
    /// Linear in the blocks.
    pub fn reset(
        &mut self,
        setting: &Setting,
        lay_out: impl FnOnce(&Self, usize) -> Option<(f32, f32)>,
    ) {
        self.heights = estimates(&self.blocks, setting);
        self.revision += 1;
        let Some((position, below)) = self.reading else {
            return;
        };
        let block = self.blocks.at(position);
        if let Some((line_top, height)) = lay_out(self, block) {
            self.heights.set(block, height);
            self.top = (block, 0.0);
            self.by(line_top - below);
        }
    }

    /// Remembers what is being read: a position in the text and how far below the top it stands.
    pub fn remember(&mut self, reading: Option<(usize, f32)>) {
        self.reading = reading;
    }

    /// What was remembered.
    #[must_use]
    pub fn reading(&self) -> Option<usize> {
        self.reading.map(|(position, _)| position)
    }

    #[must_use]
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// Lays out a block.
    #[must_use]
    pub fn layout<'a>(
        &self,
        context: &Context,
        article: &'a Article,
        block: usize,
        setting: &Setting,
    ) -> BlockLayout<'a> {
        let (range, lead) = (self.blocks.range(block), self.blocks.lead(block));
        BlockLayout::of_block(context, article.text(), range, lead, setting)
    }

    /// The first block in view, and how far its top lies below that of the view.
    #[must_use]
    pub fn first(&self) -> (usize, f32) {
        (self.top.0, -self.top.1)
    }

    #[must_use]
    pub fn height(&self, block: usize) -> f32 {
        self.heights.get(block)
    }

    /// Corrects the height of a block.
    pub fn set_height(&mut self, block: usize, height: f32) {
        if self.heights.set(block, height) {
            self.revision += 1;
        }
    }

    /// Scrolls down by some points, or up.
    pub fn by(&mut self, down: f32) {
        self.top.1 += down;
        while self.top.1 < 0.0 && self.top.0 > 0 {
            self.top.0 -= 1;
            self.top.1 += self.heights.get(self.top.0);
        }
        while self.top.0 + 1 < self.blocks.len() && self.top.1 > self.heights.get(self.top.0) {
            self.top.1 -= self.heights.get(self.top.0);
            self.top.0 += 1;
        }
    }

    /// How far the top of the view lies below that of the room above the first line.
    #[must_use]
    pub fn offset(&self) -> f64 {
        self.heights.above(self.top.0) + f64::from(self.top.1 + EDGE)
    }

    /// The height of everything, with the room at both ends.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.heights.total() + f64::from(2.0 * EDGE)
    }

    /// Scrolls to an offset.
    #[expect(clippy::cast_possible_truncation, reason = "an offset within a block")]
    pub fn to(&mut self, offset: f64) {
        let within = offset - f64::from(EDGE);
        let block = self.heights.at(within.max(0.0));
        self.top = (block, (within - self.heights.above(block)) as f32);
    }

    /// Keeps the view inside the article.
    pub fn clamp(&mut self) {
        let furthest = (self.total() - f64::from(self.view)).max(0.0);
        let offset = self.offset();
        if offset < 0.0 {
            self.top = (0, -EDGE);
        } else if offset > furthest {
            self.to(furthest);
        }
    }

    /// Scrolls so that a line of a block, `at` below its top, is in view: not at all, a little,
    /// or, from far away, so that it stands in the upper third.
    #[expect(clippy::cast_possible_truncation, reason = "within a few screens")]
    pub fn reveal(&mut self, block: usize, at: f32, line: f32) {
        let place = self.heights.above(block) + f64::from(at + EDGE);
        let y = place - self.offset();
        let (first, last) = (f64::from(line), f64::from(self.view - 2.5 * line));
        let far = y < -4.0 * first || y > last + 4.0 * first;
        if far {
            self.to((place - f64::from(self.view) / 3.0).max(0.0));
        } else if y < first {
            self.by((y - first) as f32);
        } else if y > last {
            self.by((y - last) as f32);
        }
    }

    /// The position of the text that is about this share of everything down: exact to the block,
    /// within it as if its lines were equally full, and not at a character's boundary. O(log n).
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place on a strip"
    )]
    pub fn position_at(&self, share: f32) -> usize {
        if self.blocks.len() == 0 {
            return 0;
        }
        let y = (f64::from(share) * self.total() - f64::from(EDGE)).max(0.0);
        let block = self.heights.at(y);
        let range = self.blocks.range(block);
        let height = f64::from(self.heights.get(block)).max(1.0);
        let within = ((y - self.heights.above(block)) / height).clamp(0.0, 1.0);
        range.start + (within * range.len() as f64) as usize
    }
}

fn estimates(blocks: &Blocks, setting: &Setting) -> Heights {
    let estimate = |block| setting.estimate(blocks.range(block).len());
    Heights::new((0..blocks.len()).map(estimate).collect())
}

/// The height of a block with the space below it. An empty line is a smaller space: the paragraphs
/// that it keeps apart are apart already.
#[must_use]
pub fn block_height(article: &Article, layout: &BlockLayout<'_>, setting: &Setting) -> f32 {
    let range = layout.range();
    if range.is_empty() {
        return setting.paragraph_gap();
    }
    // A block of a long paragraph that is cut goes on without a gap.
    let rest = &article.text()[range.end..];
    let ends = rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n");
    let gap = if ends { setting.paragraph_gap() } else { 0.0 };
    layout.height() + gap
}
