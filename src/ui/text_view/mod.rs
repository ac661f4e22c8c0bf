//! The text view: the article with its marks, the caret and the mouse.
//!
//! Only the blocks in view are laid out, each from egui's own cache. Heights of the others are
//! estimates; the view is anchored to a block and an offset within it, so that a correction above
//! never moves what is being read.

mod bidi;
mod blocks;
mod breaks;
mod flow;
mod heights;
mod kept;
mod layout;
mod leads;
mod lost;
mod marks;
mod missing;
mod mixed;
mod places;
mod unseen;

use egui::{CursorIcon, EventFilter, Id, PointerButton, Rect, Sense, Ui, pos2, vec2};

pub use bidi::has_rtl;
pub use layout::{BlockLayout, Setting};
pub use missing::install as install_missing_boxes;
pub use mixed::single_line;

use self::blocks::Blocks;
use self::heights::Heights;
use self::marks::{MarkPainter, TagRow};
use super::actions::Action;
use super::commands::Motion;
use super::document::Document;
use super::theme::Palette;
use crate::annotation::{Schema, Span};
use crate::text::ByteRange;

/// Characters in a line of comfortable length.
const MEASURE: f32 = 70.0;
/// The width of the scroll bar.
const BAR: f32 = 10.0;
/// Room above the first line and below the last.
const EDGE: f32 = 26.0;

/// What the text view keeps between frames.
#[derive(Debug, Default)]
pub struct TextView {
    document: Option<u64>,
    setting: Option<Setting>,
    blocks: Blocks,
    heights: Heights,
    /// The first block in view, and how much of it is scrolled out.
    top: (usize, f32),
    view_height: f32,
    drag: Option<Drag>,
    /// Where the caret stands on the screen, while it is in view.
    caret_at: Option<egui::Pos2>,
    /// Where a menu is open.
    menu_at: Option<egui::Pos2>,
}

/// A press of the mouse that may become a selection.
#[derive(Clone, Copy, Debug)]
struct Drag {
    anchor: usize,
    moved: bool,
    /// With Ctrl: no snapping to words.
    free: bool,
}

/// The text view's place in the focus order.
#[must_use]
pub fn focus_id() -> Id {
    Id::unique("article text")
}

/// What the view paints and how.
pub struct Look<'a> {
    pub schema: &'a Schema,
    /// Size of the text in points.
    pub size: f32,
    pub show_suggestions: bool,
    /// Hits of a search.
    pub hits: &'a [ByteRange],
    pub current_hit: Option<usize>,
}

impl TextView {
    /// Opens the menu at the caret.
    pub fn open_menu(&mut self) {
        self.menu_at = self.caret_at;
    }

    /// Where the menu is open, if it is.
    #[must_use]
    pub fn menu_at(&self) -> Option<egui::Pos2> {
        self.menu_at
    }

    /// Closes the menu.
    pub fn close_menu(&mut self) {
        self.menu_at = None;
    }

    /// Draws the article and reads the mouse.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        look: &Look<'_>,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let area = ui.available_rect_before_wrap();
        ui.painter().rect_filled(area, 0.0, palette.paper);
        let setting = setting_for(area.width(), look.size, palette);
        self.fit(document, setting);
        let Some(setting) = self.setting.clone() else {
            return;
        };

        let response = ui.interact(area, focus_id(), Sense::DRAG | Sense::FOCUSABLE);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, "Article text"));
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(focus_id(), filter);
        });
        self.view_height = area.height();

        if response.hovered() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            if wheel != 0.0 {
                self.scroll_by(-wheel);
            }
        }
        self.scroll_bar(ui, area);
        if document.reveal {
            self.reveal(ui, document, &setting);
        }
        self.clamp();

        let left = text_left(area, &setting);
        let painter = ui.painter_at(area);
        let marks = MarkPainter {
            painter: &painter,
            palette,
            schema: look.schema,
            setting: &setting,
        };
        let focused = response.has_focus();
        let selected = document
            .selected
            .as_ref()
            .and_then(|id| document.set.span(id));
        let mut y = area.top() - self.top.1;
        let mut block = self.top.0;
        let mut shown: Vec<(usize, f32)> = Vec::new();
        self.caret_at = None;
        while y < area.bottom() && block < self.blocks.len() {
            let range = self.blocks.range(block);
            let layout = self.layout(ui.ctx(), document, block, &setting);
            let height = self.block_height(document, block, &layout, &setting);
            self.heights.set(block, height);
            let at = pos2(left, y);
            let spans = document.set.overlapping(widened(range));
            marks.fills(&layout, at, &spans, selected);
            for (i, hit) in hits_in(look.hits, range) {
                let color = if look.current_hit == Some(i) {
                    palette.fill(palette.warning, true)
                } else {
                    palette.fill(palette.warning, false)
                };
                marks.ground(&layout, at, hit, color);
            }
            let current = document
                .current
                .and_then(|i| Some((i, document.offers.get(i)?)));
            if let Some((_, suggestion)) = current {
                marks.current_ground(&layout, at, suggestion);
            }
            if let Some(selection) = document.caret.selection() {
                marks.ground(&layout, at, selection, palette.selection);
            }
            layout.paint(&painter, at, palette.ink);
            let mut tags = TagRow::default();
            for tag in unseen::paint(&painter, palette, &layout, range, at, setting.size) {
                tags.take(tag);
            }
            marks.lines(&layout, at, &spans, selected, &mut tags);
            if look.show_suggestions || current.is_some() {
                let offered = document.offers.open_in(widened(range));
                let mut outer: Vec<ByteRange> = Vec::new();
                for (i, suggestion) in &offered {
                    let is_current = document.current == Some(*i);
                    outer.retain(|range| range.contains_range(suggestion.range));
                    if look.show_suggestions || is_current {
                        let inside = outer.len();
                        marks.suggestion(&layout, at, suggestion, is_current, inside, &mut tags);
                    }
                    outer.push(suggestion.range);
                }
            }
            if range.touches(document.caret.position)
                && self.blocks.at(document.caret.position) == block
            {
                let caret = layout
                    .caret(document.caret.position)
                    .translate(at.to_vec2());
                let half = setting.size * 0.66;
                let x = caret.left().round();
                let height = caret.center().y - half..=caret.center().y + half;
                let width = if focused { 2.0 } else { 1.0 };
                let color = if focused {
                    palette.caret
                } else {
                    palette.quiet
                };
                painter.vline(x, height, egui::Stroke::new(width, color));
                self.caret_at = Some(caret.left_bottom());
            }
            name_marks(ui, &layout, at, area, &spans);
            shown.push((block, y));
            y += self.heights.get(block);
            block += 1;
        }
        if focused {
            let edge = area.shrink(1.0);
            painter.line_segment(
                [edge.left_top(), edge.left_bottom()],
                egui::Stroke::new(2.0, palette.accent),
            );
        }
        self.mouse(ui, &response, document, &setting, area, &shown, actions);
    }

    /// Where a step by line or page leads from the caret, and the x that it tries to keep.
    #[must_use]
    pub fn step(
        &self,
        context: &egui::Context,
        document: &Document,
        motion: Motion,
    ) -> Option<(usize, Option<f32>)> {
        let setting = self.setting.as_ref()?;
        let at = document.caret.position;
        let layout = self.layout(context, document, self.blocks.at(at), setting);
        match motion {
            Motion::LineStart => return Some((layout.line(at).start, None)),
            Motion::LineEnd => return Some((layout.line(at).end, None)),
            _ => {}
        }
        let x = document
            .caret
            .wish
            .unwrap_or_else(|| layout.caret(at).left());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few dozen lines"
        )]
        let page = ((self.view_height / setting.line_height()) as usize)
            .saturating_sub(2)
            .max(1);
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

    fn line_step(
        &self,
        context: &egui::Context,
        document: &Document,
        setting: &Setting,
        at: usize,
        x: f32,
        down: bool,
    ) -> usize {
        let block = self.blocks.at(at);
        let layout = self.layout(context, document, block, setting);
        let line = setting.line_height();
        let y = layout.caret(at).center().y + if down { line } else { -line };
        if y < 0.0 {
            let Some(above) = block.checked_sub(1) else {
                return 0;
            };
            let layout = self.layout(context, document, above, setting);
            return layout.hit(vec2(x, layout.height() - line / 2.0));
        }
        if y > layout.height() {
            if block + 1 == self.blocks.len() {
                return document.article.text().len();
            }
            let layout = self.layout(context, document, block + 1, setting);
            return layout.hit(vec2(x, line / 2.0));
        }
        layout.hit(vec2(x, y))
    }

    fn layout<'a>(
        &self,
        context: &egui::Context,
        document: &'a Document,
        block: usize,
        setting: &Setting,
    ) -> BlockLayout<'a> {
        BlockLayout::of_block(
            context,
            document.article.text(),
            self.blocks.range(block),
            self.blocks.lead(block),
            setting,
        )
    }

    /// Makes the view fit a document and a setting: estimates anew, the reading position kept.
    fn fit(&mut self, document: &Document, setting: Setting) {
        let other = self.document != Some(document.number);
        if other {
            self.blocks = Blocks::new(&document.article);
            self.document = Some(document.number);
            self.top = (0, -EDGE);
            self.drag = None;
        } else if self.setting.as_ref() == Some(&setting) {
            return;
        }
        let estimates =
            (0..self.blocks.len()).map(|b| setting.estimate(self.blocks.range(b).len()));
        let heights = Heights::new(estimates.collect());
        if !other && self.top.1 > 0.0 && self.blocks.len() > 0 {
            let (before, after) = (self.heights.get(self.top.0), heights.get(self.top.0));
            self.top.1 *= after / before.max(1.0);
        }
        self.heights = heights;
        self.setting = Some(setting);
    }

    /// The height of a block with the space below it. An empty line is a smaller space: the
    /// paragraphs that it keeps apart are apart already.
    fn block_height(
        &self,
        document: &Document,
        block: usize,
        layout: &BlockLayout<'_>,
        setting: &Setting,
    ) -> f32 {
        let range = self.blocks.range(block);
        if range.is_empty() {
            return setting.paragraph_gap();
        }
        let paragraphs = document.article.paragraphs();
        let ends = paragraphs.range(paragraphs.at(range.end)).end == range.end;
        layout.height() + if ends { setting.paragraph_gap() } else { 0.0 }
    }

    fn scroll_by(&mut self, down: f32) {
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

    /// Keeps the view inside the article, with a little room below the last line.
    fn clamp(&mut self) {
        let furthest =
            (self.heights.total() + f64::from(EDGE - self.view_height)).max(f64::from(-EDGE));
        let offset = self.heights.above(self.top.0) + f64::from(self.top.1);
        if offset < f64::from(-EDGE) {
            self.top = (0, -EDGE);
        } else if offset > furthest {
            self.go_to(furthest);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "an offset within a block")]
    fn go_to(&mut self, offset: f64) {
        let block = self.heights.at(offset.max(0.0));
        self.top = (block, (offset - self.heights.above(block)) as f32);
    }

    /// Scrolls so that the caret is in view: not at all, a little, or, from far away, so that it
    /// stands in the upper third.
    fn reveal(&mut self, ui: &Ui, document: &Document, setting: &Setting) {
        let position = document.caret.position;
        let block = self.blocks.at(position);
        let layout = self.layout(ui.ctx(), document, block, setting);
        let height = self.block_height(document, block, &layout, setting);
        self.heights.set(block, height);
        let caret = layout.caret(position);
        let line = setting.line_height();
        let y = self.heights.above(block) + f64::from(caret.top())
            - self.heights.above(self.top.0)
            - f64::from(self.top.1);
        let (first, last) = (f64::from(line), f64::from(self.view_height - 2.5 * line));
        let far = y < -4.0 * first || y > last + 4.0 * first;
        #[expect(clippy::cast_possible_truncation, reason = "within a few screens")]
        if far {
            let target = self.heights.above(block) + f64::from(caret.top())
                - f64::from(self.view_height) / 3.0;
            self.go_to(target.max(f64::from(-EDGE)));
        } else if y < first {
            self.scroll_by((y - first) as f32);
        } else if y > last {
            self.scroll_by((y - last) as f32);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    fn scroll_bar(&mut self, ui: &Ui, area: Rect) {
        let total = self.heights.total() + f64::from(2.0 * EDGE);
        if total <= f64::from(area.height()) {
            return;
        }
        let palette = Palette::of(ui.ctx());
        let track = Rect::from_min_max(pos2(area.right() - BAR, area.top()), area.max);
        let response = ui.interact(track, focus_id().with("scroll bar"), Sense::DRAG);
        let share = (f64::from(area.height()) / total) as f32;
        let length = (track.height() * share).max(24.0);
        let run = f64::from(track.height() - length);
        let most = total - f64::from(area.height());
        if response.dragged() || response.drag_started() {
            let pointer = response
                .interact_pointer_pos()
                .map_or(0.0, |p| p.y - track.top());
            let offset = f64::from(pointer - length / 2.0) / run * most;
            self.go_to(offset.clamp(0.0, most) - f64::from(EDGE));
        }
        let offset = self.heights.above(self.top.0) + f64::from(self.top.1 + EDGE);
        let top = track.top() + (offset / most * run) as f32;
        let thumb = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(BAR - 4.0, length));
        let strong = response.hovered() || response.dragged();
        let color = if strong { palette.quiet } else { palette.rule };
        ui.painter().rect_filled(thumb, 3.0, color);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one frame's facts, handed on once"
    )]
    fn mouse(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        document: &Document,
        setting: &Setting,
        area: Rect,
        shown: &[(usize, f32)],
        actions: &mut Vec<Action>,
    ) {
        let over = response.hovered() || self.drag.is_some();
        let Some(pointer) = ui
            .input(|input| input.pointer.interact_pos())
            .filter(|_| over)
        else {
            return;
        };
        ui.ctx().set_cursor_icon(CursorIcon::Text);
        let position = self.hit(ui, document, setting, area, shown, pointer);
        let (pressed, released, down, double, triple, modifiers) = ui.input(|input| {
            (
                input.pointer.primary_pressed(),
                input.pointer.primary_released(),
                input.pointer.primary_down(),
                input.pointer.button_double_clicked(PointerButton::Primary),
                input.pointer.button_triple_clicked(PointerButton::Primary),
                input.modifiers,
            )
        });
        if response.hovered() && ui.input(|input| input.pointer.secondary_clicked()) {
            response.request_focus();
            // A selection that is clicked on stays.
            let inside = |range: ByteRange| range.touches(position);
            if !document.caret.selection().is_some_and(inside) {
                actions.push(Action::Click(position));
            }
            self.menu_at = Some(pointer);
        }
        if pressed && response.hovered() {
            response.request_focus();
            let anchor = if modifiers.shift {
                document.caret.anchor
            } else {
                position
            };
            self.drag = Some(Drag {
                anchor,
                moved: modifiers.shift,
                free: modifiers.command || modifiers.ctrl,
            });
        }
        if let Some(drag) = &mut self.drag {
            drag.moved |= position != drag.anchor;
            if down && drag.moved {
                actions.push(Action::Caret {
                    position,
                    anchor: drag.anchor,
                });
            }
        }
        if released && let Some(drag) = self.drag.take() {
            if triple {
                actions.push(Action::SelectSentence(position));
            } else if double {
                actions.push(Action::SelectWord(position));
            } else if drag.moved {
                actions.push(Action::Caret {
                    position,
                    anchor: drag.anchor,
                });
                if !drag.free {
                    actions.push(Action::SnapSelection);
                }
            } else {
                actions.push(Action::Click(position));
            }
        }
    }

    fn hit(
        &self,
        ui: &Ui,
        document: &Document,
        setting: &Setting,
        area: Rect,
        shown: &[(usize, f32)],
        pointer: egui::Pos2,
    ) -> usize {
        let place = shown
            .iter()
            .rev()
            .find(|(_, y)| pointer.y >= *y)
            .or(shown.first());
        let Some((block, y)) = place else {
            return 0;
        };
        let layout = self.layout(ui.ctx(), document, *block, setting);
        let left = text_left(area, setting);
        layout.hit(vec2(
            pointer.x - left,
            (pointer.y - y).min(layout.height() - 1.0),
        ))
    }
}

/// Visible spans as marks of the accessibility tree: "actor: Mohamed Bazoum".
fn name_marks(ui: &Ui, layout: &BlockLayout<'_>, at: egui::Pos2, area: Rect, spans: &[&Span]) {
    for span in spans {
        for stretch in layout.stretches(span.range) {
            let rect = stretch.rect.translate(at.to_vec2()).intersect(area);
            if !stretch.first || !rect.is_positive() {
                continue;
            }
            let id = focus_id().with(span.id.as_str());
            let response = ui.interact(rect, id, Sense::hover());
            let words = layout.words(span.range);
            let name = format!("{}: {words}", span.label);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Mark, true, &name));
            // Not over a dialog that has come up under a resting pointer.
            if ui.memory(|memory| memory.top_modal_layer()).is_none() {
                response.on_hover_ui_at_pointer(|ui| describe(ui, span));
            }
        }
    }
}

/// What hovering over a span tells.
fn describe(ui: &mut Ui, span: &Span) {
    let label = span.label.to_string();
    ui.strong(label);
    if let Some(value) = &span.value {
        ui.label(super::panels::value_in_words(value));
    }
    if let Some(matcher) = &span.origin.matcher {
        ui.label(format!("suggested by {matcher}"));
    }
    if let Some(note) = &span.note {
        ui.label(note);
    }
}

fn setting_for(width: f32, size: f32, palette: &Palette) -> Setting {
    let measure = (size * 0.47 * MEASURE).round();
    let margin = (width * 0.06).clamp(14.0, 56.0);
    Setting {
        size,
        width: measure.min(width - 2.0 * margin - BAR).max(120.0).round(),
        ink: palette.ink,
    }
}

fn text_left(area: Rect, setting: &Setting) -> f32 {
    let free = area.width() - BAR - setting.width;
    (area.left() + (free / 2.0).max(14.0)).round()
}

/// A block's range with its line end, so that an empty block finds what crosses it.
fn widened(range: ByteRange) -> ByteRange {
    ByteRange::new(range.start, range.end + 1)
}

fn hits_in(hits: &[ByteRange], range: ByteRange) -> impl Iterator<Item = (usize, ByteRange)> + '_ {
    let first = hits.partition_point(move |hit| hit.end <= range.start);
    hits.iter()
        .copied()
        .enumerate()
        .skip(first)
        .take_while(move |(_, hit)| hit.start < range.end)
}
