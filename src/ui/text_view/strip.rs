//! The scroll bar with an overview of the article on it: where its spans, open suggestions and
//! search hits are.
//!
//! Each has a column of its own, since colour never tells alone. What the columns show is found
//! anew when marks and heights have changed and come to rest, a part of it in each frame: neither
//! marking nor scrolling waits for it.

use egui::epaint::Mesh;
use egui::{Rect, Sense, Ui, Vec2, pos2, vec2};

use super::focus_id;
use super::scroll::Scroll;
use crate::annotation::{Label, Schema};
use crate::text::ByteRange;
use crate::ui::document::Document;
use crate::ui::theme::Palette;

/// How wide the strip is.
pub const WIDTH: f32 = 20.0;
/// The height of one row of the overview.
const ROW: f32 = 2.0;
/// How long marks and heights must rest before the overview follows them, in seconds.
const REST: f64 = 0.12;
/// So many rows are made in one frame: each asks for what stands somewhere else in memory.
const AT_ONCE: usize = 64;

/// The columns: from where to where they reach across the strip.
const SPANS: (f32, f32) = (3.0, 9.0);
const OFFERS: (f32, f32) = (10.0, 13.0);
const HITS: (f32, f32) = (14.0, 18.0);

/// What the strip keeps between frames.
#[derive(Debug, Default)]
pub struct Strip {
    rows: Vec<Row>,
    /// What rows are to be made of, and since when.
    seen: Option<(Made, f64)>,
    /// The first row that has still to be made.
    next: usize,
}

/// What one row of the overview shows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    span: Option<Label>,
    offer: Option<Label>,
    hit: bool,
}

/// The state of things that rows are made for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    document: u64,
    changes: u64,
    hits: (usize, u64),
    heights: u64,
    suggestions: bool,
    rows: usize,
}

/// What the strip shows beside the document.
pub struct Overview<'a> {
    pub schema: &'a Schema,
    pub hits: &'a [ByteRange],
    /// Raised with every search.
    pub hits_revision: u64,
    pub show_suggestions: bool,
}

impl Strip {
    /// Draws the strip and scrolls where it is clicked or dragged.
    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    pub fn show(
        &mut self,
        ui: &Ui,
        area: Rect,
        document: &Document,
        overview: &Overview<'_>,
        scroll: &mut Scroll,
    ) {
        let palette = Palette::of(ui.ctx());
        let track = Rect::from_min_max(pos2(area.right() - WIDTH, area.top()), area.max);
        let response = ui.interact(track, focus_id().with("strip"), Sense::DRAG | Sense::CLICK);
        let total = scroll.total();
        let scrolls = total > f64::from(area.height());
        let share = (f64::from(area.height()) / total).min(1.0) as f32;
        let length = (track.height() * share).max(24.0);
        let run = f64::from(track.height() - length).max(1.0);
        let most = total - f64::from(area.height());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ScrollBar, scrolls, "Place in the article")
        });
        let held = response.dragged() || response.drag_started() || response.clicked();
        if scrolls
            && held
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let offset = f64::from(pointer.y - track.top() - length / 2.0) / run * most;
            scroll.to(offset.clamp(0.0, most));
        }
        let response = response
            .on_hover_text("From left to right: spans, open suggestions, hits of the search");
        let painter = ui.painter_at(track);
        painter.rect_filled(track, 0.0, palette.panel);
        painter.vline(track.left(), track.y_range(), (1.0, palette.rule));
        if scrolls {
            let top = track.top() + (scroll.offset() / most * run) as f32;
            let corner = pos2(track.left() + 1.0, top);
            let thumb = Rect::from_min_size(corner, vec2(WIDTH - 1.0, length));
            let strong = response.hovered() || response.dragged();
            let ground = if strong {
                palette.thumb_held
            } else {
                palette.thumb
            };
            painter.rect_filled(thumb, 2.0, ground);
        }
        self.follow(ui, track, document, overview, scroll);
        let mut mesh = Mesh::default();
        let reach = if scrolls {
            track.height()
        } else {
            total as f32
        };
        for (number, row) in self.rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "rows of a strip")]
            let y = track.top() + number as f32 * ROW * reach / track.height();
            let mut put = |(left, right): (f32, f32), height: f32, color| {
                let corner = pos2(track.left() + left, y);
                let size: Vec2 = vec2(right - left, height);
                mesh.add_colored_rect(Rect::from_min_size(corner, size), color);
            };
            if let Some(label) = &row.span {
                put(SPANS, ROW, palette.label(overview.schema, label));
            }
            if let Some(label) = &row.offer {
                put(OFFERS, 1.0, palette.label(overview.schema, label));
            }
            if row.hit {
                put(HITS, ROW, palette.warning);
            }
        }
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// Goes on making the rows anew where something has changed. Each is O(log n).
    fn follow(
        &mut self,
        ui: &Ui,
        track: Rect,
        document: &Document,
        overview: &Overview<'_>,
        scroll: &Scroll,
    ) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "rows of a strip"
        )]
        let rows = (track.height() / ROW).max(0.0) as usize;
        let now = Made {
            document: document.number,
            changes: document.changes(),
            hits: (overview.hits.len(), overview.hits_revision),
            heights: scroll.revision,
            suggestions: overview.show_suggestions,
            rows,
        };
        let time = ui.input(|input| input.time);
        if self.seen.as_ref().is_none_or(|(made, _)| *made != now) {
            let other = self
                .seen
                .is_none_or(|(made, _)| made.document != now.document);
            if other || self.rows.len() != rows {
                self.rows = vec![Row::default(); rows];
            }
            let since = if other { f64::NEG_INFINITY } else { time };
            self.seen = Some((now, since));
            self.next = 0;
        }
        if self.next >= rows {
            return;
        }
        let rested = self.seen.map_or(0.0, |(_, since)| time - since);
        if rested < REST {
            #[expect(clippy::cast_possible_truncation, reason = "a moment")]
            ui.ctx()
                .request_repaint_after_secs((REST - rested) as f32 + 0.01);
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "rows of a strip")]
        let start = |row: usize| scroll.position_at(row as f32 / rows as f32);
        let until = rows.min(self.next + AT_ONCE);
        let mut from = start(self.next);
        for number in self.next..until {
            let to = start(number + 1);
            self.rows[number] = row(document, overview, from, to);
            from = to;
        }
        self.next = until;
        if until < rows {
            ui.ctx().request_repaint();
        }
    }
}

fn row(document: &Document, overview: &Overview<'_>, from: usize, to: usize) -> Row {
    let span = document.set.places().from(from);
    let span = span.filter(|(range, _)| range.start < to);
    let offer = overview
        .show_suggestions
        .then(|| document.offers.next(None, from))
        .flatten()
        .and_then(|index| document.offers.get(index))
        .filter(|suggestion| suggestion.range.start < to);
    let hit = overview.hits.partition_point(|hit| hit.start < from);
    Row {
        span: span
            .and_then(|(_, id)| document.set.span(id))
            .map(|span| span.label.clone()),
        offer: offer.map(|suggestion| suggestion.label.clone()),
        hit: overview.hits.get(hit).is_some_and(|hit| hit.start < to),
    }
}
