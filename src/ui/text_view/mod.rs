//! The text view: the article with its marks, the caret and the mouse.
//!
//! Only the blocks in view are laid out, each from egui's own cache. Nothing here changes a
//! document: the view answers with actions.

mod access;
mod asked;
mod bidi;
mod blocks;
mod breaks;
mod connections;
mod flow;
mod heights;
mod hover;
mod kept;
mod lanes;
mod layout;
mod leads;
mod lines;
mod lost;
mod marks;
mod missing;
mod mixed;
mod mouse;
mod page;
mod places;
mod runs;
mod scroll;
pub mod spoken;
mod steps;
mod strip;
mod tags;
mod unseen;

use egui::{EventFilter, Id, Painter, Pos2, Rect, Sense, Stroke, Ui, pos2};

pub use bidi::has_rtl;
pub use layout::{BlockLayout, Setting};
pub use missing::install as install_missing_boxes;
pub use mixed::single_line;

use self::access::Access;
use self::connections::{Canvas, Connections};
use self::marks::{MarkPainter, placed};
use self::mouse::Drag;
use self::page::{Page, Shown};
use self::scroll::{Scroll, block_height};
use self::strip::{Overview, Strip};
use self::tags::Tags;
use super::actions::Action;
use super::document::Document;
use super::theme::{self, Palette};
use crate::annotation::{Schema, Span};
use crate::storage::settings::Face;
use crate::text::ByteRange;

/// More marks than this on one block are not painted: a file may hold a million on one word. The
/// inspector lists them all.
const MOST_MARKS: usize = 1000;

/// What the text view keeps between frames.
#[derive(Debug, Default)]
pub struct TextView {
    document: Option<u64>,
    setting: Option<Setting>,
    scroll: Scroll,
    strip: Strip,
    drag: Option<Drag>,
    /// Whether the mouse was moved since the last key: only then it points at anything.
    pointing: bool,
    access: Access,
    connections: Connections,
    /// Where the caret stands on the screen, while it is in view.
    caret_at: Option<Pos2>,
    /// Where a menu is open.
    menu_at: Option<Pos2>,
}

/// The text view's place in the focus order.
#[must_use]
pub fn focus_id() -> Id {
    Id::unique("article text")
}

/// What the view paints and how.
pub struct Look<'a> {
    pub schema: &'a Schema,
    /// How the text is set: its face, its size in points, the longest line in characters and the
    /// distance from line to line in sizes.
    pub face: Face,
    pub size: f32,
    pub line_width: u16,
    pub leading: f32,
    pub show_suggestions: bool,
    /// Whether lines lead from events to what fills their roles.
    pub connections: bool,
    /// Hits of a search, in reading order.
    pub hits: &'a [ByteRange],
    /// Raised with every search.
    pub hits_revision: u64,
    pub current_hit: Option<usize>,
}

impl TextView {
    /// Opens the menu at the caret.
    pub fn open_menu(&mut self) {
        self.menu_at = self.caret_at;
    }

    /// Where the menu is open, if it is.
    #[must_use]
    pub fn menu_at(&self) -> Option<Pos2> {
        self.menu_at
    }

    /// Closes the menu.
    pub fn close_menu(&mut self) {
        self.menu_at = None;
    }

    /// The position in the text that stands first on the first line in view as a whole.
    #[must_use]
    pub fn reading_at(&self) -> Option<usize> {
        self.scroll.reading()
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
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, 0.0, palette.paper);
        let setting = setting_for(whole.width(), look, palette);
        self.fit(ui, document, &setting);
        let requests = asked::requests(ui);
        let edge = pos2(whole.right() - strip::WIDTH, whole.bottom());
        let area = Rect::from_min_max(whole.min, edge);
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
        self.scroll.view = area.height();

        if response.hovered() {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            if wheel != 0.0 {
                self.scroll.by(-wheel);
            }
        }
        let overview = Overview {
            schema: look.schema,
            hits: look.hits,
            hits_revision: look.hits_revision,
            show_suggestions: look.show_suggestions,
        };
        self.strip
            .show(ui, whole, document, &overview, &mut self.scroll);
        if document.reveal {
            self.reveal(ui, document, &setting);
        }
        self.scroll.clamp();

        let left = text_left(area, &setting);
        let article = &document.article;
        let page = Page::new(ui.ctx(), article, &setting, &mut self.scroll, area, left);
        let focused = response.has_focus();
        let painter = ui.painter_at(area);
        let mut tags = Tags::default();
        self.caret_at = None;
        if look.connections {
            let canvas = Canvas {
                painter: &painter,
                palette,
                schema: look.schema,
                setting: &setting,
            };
            self.connections.paint(&canvas, &page, document);
        }
        for block in &page.blocks {
            let marks = MarkPainter {
                painter: &painter,
                palette,
                schema: look.schema,
                setting: &setting,
                at: block.at,
            };
            paint(&marks, block, document, look, &mut tags);
            if self.scroll.blocks().at(document.caret.position) == block.number {
                let caret = paint_caret(&painter, block, document, &setting, palette, focused);
                self.caret_at = Some(caret);
            }
        }
        let scroll = self
            .access
            .show(ui, document, look, &page, &requests, actions);
        if focused {
            let edge = area.shrink(1.0);
            painter.line_segment(
                [edge.left_top(), edge.left_bottom()],
                Stroke::new(2.0, palette.accent),
            );
        }
        let wishes = mouse::read(
            &mut self.drag,
            ui,
            &response,
            document,
            &page,
            &tags,
            actions,
        );
        self.scroll.by(wishes.scroll + scroll);
        self.menu_at = wishes.menu.or(self.menu_at);
        self.pointing = ui.input(|input| {
            let moved = input.pointer.delta() != egui::Vec2::ZERO;
            moved || self.pointing && input.keys_down.is_empty() && !document.reveal
        });
        if self.pointing && self.menu_at.is_none() && self.drag.is_none() {
            let seen = look.show_suggestions;
            hover::show(ui, response, document, look.schema, &page, &tags, seen);
        }
    }

    /// Makes the view fit a document and a setting, the reading position kept.
    fn fit(&mut self, ui: &Ui, document: &Document, setting: &Setting) {
        if self.document != Some(document.number) {
            self.scroll = Scroll::new(&document.article, setting);
            self.document = Some(document.number);
            self.drag = None;
        } else if self.setting.as_ref() != Some(setting) {
            let reading = self.scroll.reading();
            self.scroll.reset(setting, |scroll, block| {
                let article = &document.article;
                let layout = scroll.layout(ui.ctx(), article, block, setting);
                let line = layout.caret(reading?);
                // The middle is where lines of other heights agree.
                let top = line.center().y - setting.line_height() / 2.0;
                Some((top, block_height(article, &layout, setting)))
            });
        }
        self.setting = Some(setting.clone());
    }

    /// Scrolls so that the caret is in view.
    fn reveal(&mut self, ui: &Ui, document: &Document, setting: &Setting) {
        let position = document.caret.position;
        let block = self.scroll.blocks().at(position);
        let article = &document.article;
        let layout = self.scroll.layout(ui.ctx(), article, block, setting);
        let height = block_height(article, &layout, setting);
        self.scroll.set_height(block, height);
        let caret = layout.caret(position);
        self.scroll
            .reveal(block, caret.top(), setting.line_height());
    }
}

/// Paints a block with its marks. Costs what stands there.
fn paint(
    marks: &MarkPainter<'_>,
    block: &Shown<'_>,
    document: &Document,
    look: &Look<'_>,
    tags: &mut Tags,
) {
    let (layout, painter) = (&block.layout, marks.painter);
    let selected = document.selected.as_ref();
    let selected = selected.and_then(|id| document.set.span(id));
    let spans = document
        .set
        .first_overlapping(widened(block.range), MOST_MARKS);
    let spans = placed(layout, spans, |span| span.range);
    marks.fills(&spans, selected);
    for (_, hit) in hits_in(look.hits, block.range) {
        marks.hit(layout, hit);
    }
    if let Some(suggestion) = document.current.and_then(|i| document.offers.get(i)) {
        marks.current_ground(layout, suggestion);
    }
    if let Some(selection) = document.caret.selection() {
        marks.selection(layout, selection);
    }
    if let Some(hit) = look.current_hit.and_then(|at| look.hits.get(at)) {
        marks.current_hit(layout, *hit);
    }
    layout.paint(painter, block.at, marks.palette.ink);
    tags.next_block();
    let (palette, setting) = (marks.palette, marks.setting);
    for tag in unseen::paint(painter, palette, layout, block.range, block.at, setting) {
        tags.keep_free(tag);
    }
    if let Some(actor) = selected.and_then(|span| document.set.entity_of(&span.id)) {
        let is_same = |span: &Span| {
            let of = document.set.entity_of(&span.id);
            of.is_some_and(|entity| entity.id == actor.id)
        };
        marks.mentions(&spans, is_same);
    }
    marks.lines(layout, &spans, selected, tags);
    if let Some((_, theirs)) = document.spans_beneath() {
        let theirs = theirs.first_overlapping(widened(block.range), MOST_MARKS);
        marks.beneath(&placed(layout, theirs, |span| span.range));
    }
    if look.show_suggestions || document.current.is_some() {
        let mut offers = document.offers.open_in(widened(block.range));
        offers.truncate(MOST_MARKS);
        if !look.show_suggestions {
            offers.retain(|(index, _)| document.current == Some(*index));
        }
        let offers = placed(layout, offers, |(_, suggestion)| suggestion.range);
        marks.suggestions(layout, &offers, document.current, tags);
    }
}

/// Paints the caret; its foot.
fn paint_caret(
    painter: &Painter,
    block: &Shown<'_>,
    document: &Document,
    setting: &Setting,
    palette: &Palette,
    focused: bool,
) -> Pos2 {
    let caret = block.layout.caret(document.caret.position);
    let caret = caret.translate(block.at.to_vec2());
    let half = setting.size * 0.66;
    let height = caret.center().y - half..=caret.center().y + half;
    let (width, color) = if focused {
        (2.0, palette.caret)
    } else {
        (1.0, palette.quiet)
    };
    painter.vline(caret.left().round(), height, Stroke::new(width, color));
    caret.left_bottom()
}

fn setting_for(width: f32, look: &Look<'_>, palette: &Palette) -> Setting {
    let character = look.size * theme::usual_width(look.face);
    let measure = (character * f32::from(look.line_width)).round();
    let margin = (width * 0.06).clamp(14.0, 56.0);
    Setting {
        face: look.face,
        size: look.size,
        leading: look.leading,
        width: measure
            .min(width - 2.0 * margin - strip::WIDTH)
            .max(120.0)
            .round(),
        ink: palette.ink,
    }
}

fn text_left(area: Rect, setting: &Setting) -> f32 {
    let free = area.width() - setting.width;
    (area.left() + (free / 2.0).max(14.0)).round()
}

/// A block's range with its line end, so that an empty block finds what crosses it.
fn widened(range: ByteRange) -> ByteRange {
    ByteRange::new(range.start, range.end + 1)
}

fn hits_in(hits: &[ByteRange], range: ByteRange) -> impl Iterator<Item = (usize, ByteRange)> + '_ {
    let first = hits.partition_point(move |hit| hit.end <= range.start);
    let hits = hits.iter().copied().enumerate().skip(first);
    hits.take_while(move |(_, hit)| hit.start < range.end)
}
