//! The land in view as triangles, with the lines between countries.

use std::sync::{Arc, LazyLock};

use egui::{Color32, FontId, Mesh, Painter, Pos2, Rect, pos2};

use super::outlines::{self, Ring};
use super::view::{View, shrink};
use crate::matching::places::{Gazetteer, Place};
use crate::ui::theme::Palette;

/// Corners nearer to the one before, in points of the screen, are left out of lines.
const FINEST: f32 = 1.3;

/// The colour of the sea.
pub(super) fn sea(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x16, 0x1D, 0x24)
    } else {
        Color32::from_rgb(0xDD, 0xE6, 0xED)
    }
}

/// The colour of land.
pub(super) fn land(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x33, 0x35, 0x35)
    } else {
        Color32::from_rgb(0xFB, 0xF8, 0xF1)
    }
}

/// The colour of borders and coasts.
fn border(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x5A, 0x5F, 0x62)
    } else {
        Color32::from_rgb(0xB9, 0xB4, 0xA6)
    }
}

/// What the triangles were laid out for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Key {
    rect: Rect,
    view: View,
    dark: bool,
}

impl Key {
    pub(super) fn new(rect: Rect, view: View, dark: bool) -> Self {
        Self { rect, view, dark }
    }
}

/// The land in one view.
#[derive(Debug)]
pub(super) struct Land {
    pub key: Key,
    pub mesh: Arc<Mesh>,
}

impl Land {
    /// Lays out what is in view: at most all 37,000 corners of the outlines.
    pub(super) fn new(key: Key, rect: Rect, view: View) -> Self {
        let mut mesh = Mesh::default();
        let mut lines = Mesh::default();
        let (land, border) = (land(key.dark), border(key.dark));
        for ring in outlines::rings() {
            // A ring may be in view once more on either side of the world.
            for turn in [-360.0, 0.0, 360.0] {
                if is_in_view(ring, turn, rect, view) {
                    add(
                        ring,
                        turn,
                        rect,
                        view,
                        (&mut mesh, land),
                        (&mut lines, border),
                    );
                }
            }
        }
        mesh.append(lines);
        Self {
            key,
            mesh: Arc::new(mesh),
        }
    }
}

/// Writes the names of the countries in view, the largest first, as far as there is room beside
/// what is taken; not of those whose name stands on the map as a mark's.
pub(super) fn draw_names(
    painter: &Painter,
    rect: Rect,
    view: &View,
    palette: &Palette,
    taken: &mut Vec<Rect>,
    marked: &dyn Fn(&str) -> bool,
) {
    let mut written = 0;
    for (name, at) in COUNTRIES.iter() {
        let middle = view.on_screen(rect, *at);
        if !rect.contains(middle) || marked(name) {
            continue;
        }
        let font = FontId::proportional(10.5);
        let galley = painter.layout_no_wrap((*name).to_owned(), font, palette.quiet);
        let size = galley.size() + egui::vec2(8.0, 2.0);
        let Some(room) = beside(rect, middle, size, taken) else {
            continue;
        };
        let quiet = palette.quiet.gamma_multiply(0.75);
        painter.galley_with_override_text_color(room.min + egui::vec2(4.0, 1.0), galley, quiet);
        taken.push(room);
        written += 1;
        if written == MOST_NAMES {
            break;
        }
    }
}

/// The room for a name in the middle of its country, or just below or above it.
fn beside(rect: Rect, middle: Pos2, size: egui::Vec2, taken: &[Rect]) -> Option<Rect> {
    let steps = [0.0, 1.0, -1.0].map(|step| middle + egui::vec2(0.0, step * (size.y + 2.0)));
    let mut rooms = steps.map(|at| Rect::from_center_size(at, size)).into_iter();
    rooms.find(|room| rect.contains_rect(*room) && !taken.iter().any(|t| t.intersects(*room)))
}

/// So many names of countries are written at most.
const MOST_NAMES: usize = 24;

/// The names of countries and where they lie, the most populous first.
static COUNTRIES: LazyLock<Vec<(&str, (f64, f64))>> = LazyLock::new(|| {
    let mut countries = Gazetteer::built_in().all_countries();
    countries.sort_by_key(|place| std::cmp::Reverse(place.people));
    let point = |place: &Place| {
        let (north, east) = place.coordinates?;
        Some((place.name, (f64::from(north), f64::from(east))))
    };
    countries.iter().filter_map(point).collect()
});

fn place(rect: Rect, view: View, (east, north): (f32, f32), turn: f64) -> Pos2 {
    view.unturned(
        rect,
        f64::from(north),
        f64::from(east) + turn - view.centre.1,
    )
}

fn is_in_view(ring: &Ring, turn: f64, rect: Rect, view: View) -> bool {
    let (low, high) = (
        place(rect, view, ring.low, turn),
        place(rect, view, ring.high, turn),
    );
    Rect::from_two_pos(low, high).intersects(rect)
}

fn add(
    ring: &Ring,
    turn: f64,
    rect: Rect,
    view: View,
    (mesh, land): (&mut Mesh, Color32),
    (lines, border): (&mut Mesh, Color32),
) {
    let wide = f64::from(ring.high.0 - ring.low.0) * shrink(view.centre.0) * view.scale;
    let tall = f64::from(ring.high.1 - ring.low.1) * view.scale;
    if wide.max(tall) < 1.0 {
        return;
    }
    let corners: Vec<Pos2> = ring
        .corners
        .iter()
        .map(|c| place(rect, view, *c, turn))
        .collect();
    let Ok(first) = u32::try_from(mesh.vertices.len()) else {
        return;
    };
    for corner in &corners {
        mesh.colored_vertex(*corner, land);
    }
    for [a, b, c] in &ring.triangles {
        mesh.add_triangle(
            first + u32::from(*a),
            first + u32::from(*b),
            first + u32::from(*c),
        );
    }
    // What the date line cuts is one country: no border runs along it.
    let on_date_line = ring.corners.iter().map(|(east, _)| east.abs() >= 180.0);
    let all = corners.iter().copied().zip(on_date_line);
    let mut before: Option<(Pos2, bool)> = None;
    for (corner, cut) in all.clone().chain(all.take(1)) {
        match before {
            Some((_, true)) if cut => {}
            Some((last, _)) if (corner - last).length() < FINEST => continue,
            Some((last, _)) => line(lines, last, corner, border),
            None => {}
        }
        before = Some((corner, cut));
    }
}

/// A line of one point's width.
fn line(mesh: &mut Mesh, from: Pos2, to: Pos2, colour: Color32) {
    let along = (to - from).normalized();
    let half = egui::vec2(-along.y, along.x) * 0.45;
    let Ok(first) = u32::try_from(mesh.vertices.len()) else {
        return;
    };
    for corner in [from + half, to + half, to - half, from - half] {
        mesh.colored_vertex(pos2(corner.x, corner.y), colour);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countrys_name_lies_on_no_mark() {
        let rect = Rect::from_min_size(Pos2::ZERO, egui::vec2(200.0, 100.0));
        let (middle, size) = (pos2(100.0, 50.0), egui::vec2(60.0, 14.0));
        let room = |taken: &[Rect]| beside(rect, middle, size, taken);
        let around = |at| Rect::from_center_size(at, egui::vec2(10.0, 10.0));
        assert_eq!(room(&[]).map(|r| r.center()), Some(middle));
        let moved = room(&[around(middle)]).expect("there is room below");
        assert!(moved.center().y > middle.y && !moved.intersects(around(middle)));
        let all = [34.0, 50.0, 66.0].map(|y| around(pos2(100.0, y)));
        assert_eq!(room(&all), None);
    }
}
