//! The blocks in view, laid out for one frame.

use egui::{Context, Pos2, Rect, pos2, vec2};

use super::layout::{BlockLayout, Setting};
use super::scroll::{Scroll, block_height};
use crate::text::{Article, ByteRange};

/// What one frame shows of an article.
pub struct Page<'a> {
    pub area: Rect,
    /// From top to bottom, without gaps between them.
    pub blocks: Vec<Shown<'a>>,
}

/// A block in view.
pub struct Shown<'a> {
    pub number: usize,
    pub range: ByteRange,
    /// Where its top left corner is.
    pub at: Pos2,
    pub layout: BlockLayout<'a>,
}

impl<'a> Page<'a> {
    /// Lays out what is in view, and corrects the heights. Costs what is in view.
    #[must_use]
    pub fn new(
        context: &Context,
        article: &'a Article,
        setting: &Setting,
        scroll: &mut Scroll,
        area: Rect,
        left: f32,
    ) -> Self {
        let (mut number, from) = scroll.first();
        let mut y = area.top() + from;
        let mut blocks = Vec::new();
        while y < area.bottom() && number < scroll.blocks().len() {
            let range = scroll.blocks().range(number);
            let layout = scroll.layout(context, article, number, setting);
            scroll.set_height(number, block_height(article, &layout, setting));
            blocks.push(Shown {
                number,
                range,
                at: pos2(left, y),
                layout,
            });
            y += scroll.height(number);
            number += 1;
        }
        let page = Self { area, blocks };
        let reading = page.first_line(setting);
        scroll.remember(reading);
        page
    }

    /// The first position on the first line that is in view as a whole, and how far below the top
    /// it stands.
    fn first_line(&self, setting: &Setting) -> Option<(usize, f32)> {
        let line = setting.line_height();
        let (block, y) = self.blocks.iter().find_map(|block| {
            let hidden = ((self.area.top() - block.at.y) / line - 0.01)
                .ceil()
                .max(0.0);
            let y = hidden * line;
            (y < block.layout.height() || block.range.is_empty()).then_some((block, y))
        })?;
        let position = block.layout.hit(vec2(-1e4, y + line / 2.0));
        let position = block.layout.line(position).start;
        Some((position, block.at.y + y - self.area.top()))
    }

    /// The position of the text that is nearest to a point.
    #[must_use]
    pub fn hit(&self, point: Pos2) -> usize {
        let under = self.blocks.iter().rev().find(|b| point.y >= b.at.y);
        let Some(block) = under.or(self.blocks.first()) else {
            return 0;
        };
        let y = (point.y - block.at.y).min(block.layout.height() - 1.0);
        block.layout.hit(vec2(point.x - block.at.x, y))
    }

    /// Whether a point lies on the line's stretch that a range covers.
    #[must_use]
    pub fn is_on(&self, range: ByteRange, point: Pos2) -> bool {
        let on = |block: &Shown<'_>| {
            let stretches = block.layout.stretches(range);
            let inside = point - block.at.to_vec2();
            stretches.iter().any(|s| s.rect.contains(inside))
        };
        self.blocks.iter().any(on)
    }
}
