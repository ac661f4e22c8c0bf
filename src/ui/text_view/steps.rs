//! Steps of the caret by line and page, which need to know how the text is set.

use egui::{Context, vec2};

use super::TextView;
use super::layout::Setting;
use crate::ui::commands::Motion;
use crate::ui::document::Document;

impl TextView {
    /// Where a step by line or page leads from the caret, and the x that it tries to keep.
    #[must_use]
    pub fn step(
        &self,
        context: &Context,
        document: &Document,
        motion: Motion,
    ) -> Option<(usize, Option<f32>)> {
        let setting = self.setting.as_ref()?;
        let at = document.caret.position;
        let layout = self.scroll.layout(
            context,
            &document.article,
            self.scroll.blocks().at(at),
            setting,
        );
        match motion {
            Motion::LineStart => return Some((layout.line(at).start, None)),
            Motion::LineEnd => return Some((layout.line(at).end, None)),
            _ => {}
        }
        let wish = document.caret.wish;
        let x = wish.unwrap_or_else(|| layout.caret(at).left());
        let page = self.page_lines(setting);
        let (lines, down) = match motion {
            Motion::LineUp => (1, false),
            Motion::LineDown => (1, true),
            Motion::PageUp => (page, false),
            Motion::PageDown => (page, true),
            _ => return None,
        };
        let mut at = at;
        for _ in 0..lines {
            at = self.line_step(context, document, setting, at, x, down);
        }
        Some((at, Some(x)))
    }

    /// How many lines a page is: two are seen again on the next.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few dozen lines"
    )]
    fn page_lines(&self, setting: &Setting) -> usize {
        let lines = (self.scroll.view / setting.line_height()) as usize;
        lines.saturating_sub(2).max(1)
    }

    /// Scrolls by a page, so that the caret that steps by one stays where it is on the screen.
    pub fn page(&mut self, down: bool) {
        let Some(setting) = &self.setting else {
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen lines")]
        let page = self.page_lines(setting) as f32 * setting.line_height();
        self.scroll.by(if down { page } else { -page });
        self.scroll.clamp();
    }

    fn line_step(
        &self,
        context: &Context,
        document: &Document,
        setting: &Setting,
        at: usize,
        x: f32,
        down: bool,
    ) -> usize {
        let blocks = self.scroll.blocks();
        let block = blocks.at(at);
        let layout = self
            .scroll
            .layout(context, &document.article, block, setting);
        let line = setting.line_height();
        let y = layout.caret(at).center().y + if down { line } else { -line };
        if y < 0.0 {
            let Some(above) = block.checked_sub(1) else {
                return 0;
            };
            let layout = self
                .scroll
                .layout(context, &document.article, above, setting);
            return layout.hit(vec2(x, layout.height() - line / 2.0));
        }
        if y > layout.height() {
            if block + 1 == blocks.len() {
                return document.article.text().len();
            }
            let layout = self
                .scroll
                .layout(context, &document.article, block + 1, setting);
            return layout.hit(vec2(x, line / 2.0));
        }
        layout.hit(vec2(x, y))
    }
}
