//! The ring around what has the keyboard's focus.
//!
//! egui marks some widgets strongly, some faintly and some not at all. One ring, painted last and
//! on the widget's own layer, marks them all alike.

use egui::{Context, Stroke, StrokeKind};

use super::panels::statistics_pane;
use super::text_view;
use super::theme::{FOCUS_WIDTH, Palette};

/// Paints the ring, at the end of a frame.
pub fn paint_ring(context: &Context) {
    if !context.input(|input| input.focused) {
        return;
    }
    let Some(id) = context.memory(|memory| memory.focused()) else {
        return;
    };
    let Some(response) = context.read_response(id) else {
        return;
    };
    let stroke = Stroke::new(FOCUS_WIDTH, Palette::of(context).accent);
    let painter = context.layer_painter(response.layer_id);
    let rect = response.interact_rect;
    // The text view has a line at its side and the caret; the page of statistics is read, and has
    // nothing that a key would press.
    if id == text_view::focus_id() || id == statistics_pane() {
        return;
    }
    let screen = context.content_rect();
    let ring = rect.expand(FOCUS_WIDTH).intersect(screen);
    painter.rect_stroke(ring, 5.0, stroke, StrokeKind::Inside);
}
