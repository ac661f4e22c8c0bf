//! Marks at characters that nobody sees: their names above the line, with a stem to where they
//! stand. Painted over the text, so that nothing moves.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::layout::BlockLayout;
use crate::text::{ByteRange, unseen};
use crate::ui::theme::{self, Palette};

/// Paints the names of the characters of a block that nobody sees. Neighbours that would overlap
/// stand on one tag. Where the tags are.
pub(super) fn paint(
    painter: &Painter,
    palette: &Palette,
    layout: &BlockLayout<'_>,
    range: ByteRange,
    at: Pos2,
    size: f32,
) -> Vec<Rect> {
    let mut tags: Vec<(Rect, Vec<&str>)> = Vec::new();
    for (place, name) in unseen(layout.words(range)) {
        let caret = layout.caret(range.start + place).translate(at.to_vec2());
        let middle = caret.center().y;
        let x = caret.left().round();
        let stem = middle - size * 0.62..=middle + size * 0.55;
        painter.vline(x, stem, Stroke::new(1.0, palette.warning));
        let height = (size * 0.5).max(8.0);
        let top = middle - size * 0.62 - height;
        let wide = |names: &[&str]| {
            let letters: usize = names.iter().map(|name| name.len() + 1).sum();
            #[expect(clippy::cast_precision_loss, reason = "a few letters")]
            let width = letters as f32 * height * 0.62;
            width
        };
        match tags.last_mut() {
            Some((rect, names)) if rect.top() == top && x < rect.right() && x >= rect.left() => {
                names.push(name);
                rect.set_right(rect.left() + wide(names));
            }
            _ => {
                let rect = Rect::from_min_size(pos2(x, top), vec2(wide(&[name]), height));
                tags.push((rect, vec![name]));
            }
        }
    }
    for (rect, names) in &tags {
        label(painter, palette, *rect, names);
    }
    tags.into_iter().map(|(rect, _)| rect).collect()
}

fn label(painter: &Painter, palette: &Palette, rect: Rect, names: &[&str]) {
    let paper: Color32 = palette.paper;
    painter.rect_filled(rect, CornerRadius::same(2), palette.warning);
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        names.join(" "),
        theme::strong(rect.height() * 0.82),
        paper,
    );
}
