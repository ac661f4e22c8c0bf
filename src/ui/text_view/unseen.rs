//! Marks at characters that nobody sees: their names above the line, with a stem to where they
//! stand, and a line over all words whose direction they turn. Painted over the text, so that
//! nothing moves.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::{
    Align2, Color32, Context, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2,
};

use super::kept::Kept;
use super::layout::{BlockLayout, Setting, Stretch};
use super::lost::lost_marks;
use crate::text::{ByteRange, Turned, turned, unseen};
use crate::ui::theme::{self, Palette};

/// What a block holds that nobody sees. Positions are bytes of the block.
#[derive(Default)]
struct Notes {
    /// Where characters stand that nobody sees, and their names.
    names: Vec<(usize, Cow<'static, str>)>,
    turned: Vec<Turned>,
}

/// Paints the names of the characters of a block that nobody sees, and what they turn. Neighbours
/// that would overlap stand on one tag. Where the tags are.
pub(super) fn paint(
    painter: &Painter,
    palette: &Palette,
    layout: &BlockLayout<'_>,
    range: ByteRange,
    at: Pos2,
    setting: &Setting,
) -> Vec<Rect> {
    let size = setting.size;
    let Some(notes) = notes(painter.ctx(), layout, &setting.font()) else {
        return Vec::new();
    };
    for stretch in &notes.turned {
        over(painter, palette, layout, range, at, size, stretch);
    }
    let mut tags: Vec<(Rect, Vec<&str>)> = Vec::new();
    for (place, name) in &notes.names {
        let caret = layout.caret(range.start + place).translate(at.to_vec2());
        let middle = caret.center().y;
        let x = caret.left().round();
        let stem = middle - size * 0.62..=middle + size * 0.55;
        painter.vline(x, stem, Stroke::new(1.0, palette.warning));
        let height = (size * 0.5).max(8.0);
        let top = middle - size * 0.62 - height;
        let wide = |names: &[&str]| {
            let letters: usize = names.iter().map(|name| name.chars().count() + 1).sum();
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

/// What a block holds that nobody sees, looked for once while it is in view; nothing for plain
/// ASCII.
fn notes(context: &Context, layout: &BlockLayout<'_>, font: &FontId) -> Option<Arc<Notes>> {
    let text = layout.text();
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    if layout.open().open().is_empty() && text.bytes().all(plain) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (text, layout.open().open(), layout.ends_paragraph()).hash(&mut hasher);
    font.hash(&mut hasher);
    let notes = Kept::or_make(context, hasher.finish(), || {
        let mut names: Vec<(usize, Cow<'static, str>)> = unseen(text)
            .map(|(place, name)| (place, Cow::Borrowed(name)))
            .collect();
        names.extend(lost_marks(context, text, font));
        let turned = turned(text, layout.open());
        // What no character closes ends with the paragraph, and that is said too.
        if layout.ends_paragraph() {
            let unclosed = turned.iter().filter(|stretch| !stretch.closed);
            names.extend(unclosed.map(|stretch| (stretch.range.end, "ends at ¶".into())));
        }
        names.sort_by_key(|(place, _)| *place);
        Notes { names, turned }
    });
    Some(notes)
}

/// A line over all words of a turned stretch: a zigzag where letters are made to run otherwise than
/// they do, dots where only their surroundings change. A foot where it begins and ends.
fn over(
    painter: &Painter,
    palette: &Palette,
    layout: &BlockLayout<'_>,
    block: ByteRange,
    at: Pos2,
    size: f32,
    turned: &Turned,
) {
    let range = ByteRange::new(
        block.start + turned.range.start,
        block.start + turned.range.end,
    );
    let clip = painter.clip_rect();
    for stretch in layout.stretches(range) {
        let Stretch { rect, .. } = stretch;
        let rect = rect.translate(at.to_vec2());
        if rect.bottom() < clip.top() || rect.top() > clip.bottom() {
            continue;
        }
        let y = rect.center().y - size * 0.62;
        let stroke = Stroke::new(1.4, palette.warning);
        if turned.overridden {
            painter.add(Shape::line(zigzag(rect.left(), rect.right(), y), stroke));
        } else {
            let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
            painter.extend(Shape::dotted_line(&ends, palette.warning, 4.0, 1.0));
        }
        let foot = |x: f32| painter.vline(x.round(), y..=y + size * 0.35, stroke);
        let (start, end) = if stretch.rtl {
            (rect.right(), rect.left())
        } else {
            (rect.left(), rect.right())
        };
        if stretch.first && !turned.begun {
            foot(start);
        }
        // What is not closed ends at the tag that says so.
        if stretch.last && turned.closed {
            foot(end);
        }
    }
}

/// Points up and down along a line, three points apart.
fn zigzag(left: f32, right: f32, y: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut x = left;
    while x < right {
        let up = if points.len() % 2 == 0 { -1.3 } else { 1.3 };
        points.push(pos2(x, y + up));
        x += 3.0;
    }
    points.push(pos2(right, y));
    points
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
