//! A small map of the world: outlines of countries, and marks on them.
//!
//! The land is laid out as triangles once for each view and kept; a frame only hands them over
//! and draws the marks. Nothing is fetched from anywhere.

mod land;
mod outlines;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align2, Color32, Context, EventFilter, FontId, Id, Key, Pos2, Rect, Sense, Stroke, Ui};

use super::theme::{self, Palette};
use land::Land;
use view::{View, spot};

/// How far from the middle of a mark a click still means it.
const REACH: f32 = 11.0;

/// Marks whose middles are nearer than this are moved beside each other.
const APART: f32 = 13.0;
/// Where, in such distances: to the right and left, then below and above, then farther.
const BESIDE: [(f32, f32); 12] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (1.0, -1.0),
    (-1.0, 1.0),
    (2.0, 0.0),
    (-2.0, 0.0),
    (0.0, 2.0),
    (0.0, -2.0),
];

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Filled: somebody confirmed it.
    Confirmed,
    /// Hollow.
    Proposed,
    /// With its rank among the candidates, from 1.
    Candidate(usize),
}

/// The sign of a candidate, in the list and on the map: a Greek letter, as digits and Latin
/// letters are keys that do something else.
#[must_use]
pub fn sign(rank: usize) -> &'static str {
    const SIGNS: [&str; 12] = ["α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ", "λ", "μ"];
    let sign = rank.checked_sub(1).and_then(|n| SIGNS.get(n));
    sign.copied().unwrap_or("·")
}

/// A mark on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Degrees north and east.
    pub at: (f64, f64),
    pub name: String,
    pub look: Look,
    /// Larger, and always with its name.
    pub selected: bool,
    /// Whether the map is fitted to it.
    pub fitted: bool,
}

/// What the map remembers between frames.
#[derive(Clone, Debug)]
struct Kept {
    /// What the view was fitted to.
    about: u64,
    view: View,
    land: Option<Arc<Land>>,
}

/// Sends the focus to the map as soon as it is drawn.
pub fn ask_for_focus(context: &Context) {
    context.data_mut(|data| data.insert_temp(wish(), true));
    context.request_repaint();
}

/// The map as a widget.
#[must_use]
pub fn focus_id() -> Id {
    Id::unique("map of the article’s places")
}

fn wish() -> Id {
    Id::unique("the focus goes to the map")
}

/// The alpha-3 code of the country that holds a point, in degrees north and east; to some
/// kilometres, and nothing at sea.
#[must_use]
pub fn country_at((north, east): (f64, f64)) -> Option<&'static str> {
    outlines::country_at(north, east)
}

/// Draws the map into the room that is left; the mark that was clicked. `about` says what the marks
/// are about: with another one the view is fitted to them anew.
pub fn show(ui: &mut Ui, marks: &[Mark], about: u64) -> Option<usize> {
    let palette = Palette::of(ui.ctx());
    let id = focus_id();
    let size = ui.available_size().max(egui::vec2(60.0, 80.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        let name = in_all(marks);
        egui::WidgetInfo::labeled(egui::Role::Canvas, true, name)
    });
    if ui.data_mut(|data| data.remove_temp::<bool>(wish())) == Some(true) {
        response.request_focus();
    }
    let fit = || {
        let fitted: Vec<_> = marks.iter().filter(|m| m.fitted).map(|m| m.at).collect();
        View::fitting(&fitted, rect.size())
    };
    let kept: Option<Kept> = ui.data(|data| data.get_temp(id));
    let mut kept = kept
        .filter(|kept| kept.about == about)
        .unwrap_or_else(|| Kept {
            about,
            view: fit(),
            land: None,
        });
    if response.dragged() {
        kept.view = kept.view.moved(response.drag_delta(), rect.size());
    }
    if let Some(pointer) = response.hover_pos() {
        let turned = ui.input_mut(|input| {
            let turned =
                f64::from(input.smooth_scroll_delta.y) / 240.0 + f64::from(input.zoom_delta()).ln();
            // The panel around the map would scroll too.
            input.smooth_scroll_delta = egui::Vec2::ZERO;
            turned
        });
        if turned.abs() > 1e-4 {
            kept.view = kept.view.zoomed(turned.exp(), pointer, rect);
        }
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        kept.view = by_keys(ui, kept.view, rect, &fit);
    }
    let key = land::Key::new(rect, kept.view, palette.dark);
    let land = match kept.land.take().filter(|land| land.key == key) {
        Some(land) => land,
        None => Arc::new(Land::new(key, rect, kept.view)),
    };
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, land::sea(palette.dark));
    painter.add(egui::Shape::mesh(Arc::clone(&land.mesh)));
    let (clicked, mut taken) = draw_marks(ui, rect, &kept.view, marks);
    let marked = |name: &str| marks.iter().any(|mark| mark.name == name);
    land::draw_names(&painter, rect, &kept.view, palette, &mut taken, &marked);
    let ring = ui.visuals().widgets.noninteractive.bg_stroke;
    painter.rect_stroke(rect, 4.0, ring, egui::StrokeKind::Inside);
    kept.land = Some(land);
    ui.data_mut(|data| data.insert_temp(id, kept));
    clicked
}

/// What the keys make of the view: arrows move it, + and − change how close it is, Home fits it.
fn by_keys(ui: &Ui, view: View, rect: Rect, fit: &dyn Fn() -> View) -> View {
    let pressed = |key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
    let typed = |sign: &str| {
        ui.input(|input| {
            input
                .events
                .iter()
                .any(|event| matches!(event, egui::Event::Text(text) if text == sign))
        })
    };
    let step = 0.2 * rect.size().min_elem();
    let mut view = view;
    for (key, by) in [
        (Key::ArrowLeft, egui::vec2(step, 0.0)),
        (Key::ArrowRight, egui::vec2(-step, 0.0)),
        (Key::ArrowUp, egui::vec2(0.0, step)),
        (Key::ArrowDown, egui::vec2(0.0, -step)),
    ] {
        if pressed(key) {
            view = view.moved(by, rect.size());
        }
    }
    if typed("+") || typed("=") {
        view = view.zoomed(1.4, rect.center(), rect);
    }
    if typed("-") || typed("−") {
        view = view.zoomed(1.0 / 1.4, rect.center(), rect);
    }
    if pressed(Key::Home) || typed("0") {
        view = fit();
    }
    view
}

/// Draws the marks, the selected one last; which was clicked, and what room they took.
fn draw_marks(ui: &Ui, rect: Rect, view: &View, marks: &[Mark]) -> (Option<usize>, Vec<Rect>) {
    let palette = Palette::of(ui.ctx());
    let painter = ui.painter_at(rect);
    let mut clicked = None;
    let true_places: Vec<(usize, Pos2)> = (0..marks.len())
        .flat_map(|i| view.all_on_screen(rect, marks[i].at).map(move |at| (i, at)))
        .collect();
    let shown = apart(true_places.iter().map(|(_, at)| *at));
    let mut taken: Vec<Rect> = shown.iter().map(|at| spot(*at, 5.0)).collect();
    let selected = |n: &usize| marks[true_places[*n].0].selected;
    let mut order: Vec<usize> = (0..shown.len()).collect();
    order.sort_by_key(selected);
    for n in order.iter().copied() {
        let ((i, true_place), at) = (true_places[n], shown[n]);
        let mark = &marks[i];
        let response = ui.interact(
            spot(at, REACH).intersect(rect),
            focus_id().with(n),
            Sense::CLICK,
        );
        let words = in_words(mark);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListItem, true, mark.selected, &words)
        });
        let response = response.on_hover_text(&words);
        if response.clicked() {
            clicked = Some(i);
        }
        let colour = if mark.selected {
            palette.accent
        } else {
            palette.ink
        };
        if at != true_place {
            painter.line_segment([true_place, at], Stroke::new(1.0, palette.quiet));
        }
        draw_mark(&painter, at, mark, colour, response.hovered());
    }
    // Names after all marks, what is selected first: a name that would lie on another is left out.
    order.sort_by_key(|n| !selected(n));
    for n in order {
        draw_name(
            &painter,
            rect,
            shown[n],
            &marks[true_places[n].0],
            &mut taken,
        );
    }
    (clicked, taken)
}

/// Moves marks that would lie on one before beside it, as far as there is room. Linear in the marks.
fn apart(places: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
    let cell = |at: Pos2| ((at.x / APART).floor() as i32, (at.y / APART).floor() as i32);
    let mut cells: HashMap<(i32, i32), Vec<Pos2>> = HashMap::new();
    let mut shown = Vec::new();
    for place in places {
        let is_free = |at: &Pos2| {
            let (x, y) = cell(*at);
            let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
            let mut others = around.filter_map(|near| cells.get(&near)).flatten();
            others.all(|other| (*other - *at).length() >= APART - 0.1)
        };
        let around = BESIDE
            .iter()
            .map(|(x, y)| place + APART * egui::vec2(*x, *y));
        let found = std::iter::once(place).chain(around).find(is_free);
        let at = found.unwrap_or(place);
        cells.entry(cell(at)).or_default().push(at);
        shown.push(at);
    }
    shown
}

fn draw_mark(painter: &egui::Painter, at: Pos2, mark: &Mark, colour: Color32, hovered: bool) {
    let palette = Palette::of(painter.ctx());
    let radius = 4.0 + if mark.selected { 2.0 } else { 0.0 } + if hovered { 1.0 } else { 0.0 };
    match mark.look {
        Look::Confirmed => {
            painter.circle_filled(at, radius + 1.0, palette.paper);
            painter.circle_filled(at, radius, colour);
        }
        Look::Proposed => {
            painter.circle_filled(at, radius + 1.0, palette.paper);
            painter.circle_stroke(at, radius - 0.5, Stroke::new(1.8, colour));
        }
        Look::Candidate(rank) => {
            let radius = 7.5 + if hovered { 1.0 } else { 0.0 };
            painter.circle_filled(at, radius, palette.paper);
            painter.circle_stroke(at, radius, Stroke::new(1.2, palette.accent));
            let font = theme::strong(10.0);
            painter.text(at, Align2::CENTER_CENTER, sign(rank), font, palette.accent);
        }
    }
}

/// Writes the name beside its mark, where there is room.
fn draw_name(painter: &egui::Painter, rect: Rect, at: Pos2, mark: &Mark, taken: &mut Vec<Rect>) {
    if matches!(mark.look, Look::Candidate(_)) {
        return;
    }
    let palette = Palette::of(painter.ctx());
    let (font, colour) = if mark.selected {
        (theme::strong(12.5), palette.ink)
    } else {
        (FontId::proportional(11.0), palette.ink)
    };
    let galley = painter.layout_no_wrap(mark.name.clone(), font, colour);
    let size = galley.size();
    let apart = if mark.selected { 10.0 } else { 7.0 };
    let right = Rect::from_min_size(at + egui::vec2(apart, -size.y / 2.0), size);
    let left = Rect::from_min_size(at + egui::vec2(-apart - size.x, -size.y / 2.0), size);
    let above = Rect::from_min_size(at + egui::vec2(-size.x / 2.0, -apart - size.y), size);
    let below = Rect::from_min_size(at + egui::vec2(-size.x / 2.0, apart), size);
    let own = spot(at, 5.0);
    let fits = |room: &Rect| {
        rect.contains_rect(*room) && !taken.iter().any(|t| *t != own && t.intersects(*room))
    };
    let sides = [right, left, above, below];
    let found = sides.into_iter().find(fits);
    let Some(room) = found.or(mark.selected.then_some(right)) else {
        return;
    };
    let ground = land::land(palette.dark).gamma_multiply(0.75);
    painter.rect_filled(room.expand2(egui::vec2(2.0, 0.0)), 2.0, ground);
    painter.galley(room.min, galley, colour);
    taken.push(room);
}

/// What is on the map, as it is said.
fn in_all(marks: &[Mark]) -> String {
    let candidate = |mark: &&Mark| matches!(mark.look, Look::Candidate(_));
    let candidates = marks.iter().filter(candidate).count();
    let number = |count, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let places = number(marks.len() - candidates, "place");
    match candidates {
        0 => format!("Map, {places}"),
        count => format!("Map, {places}, {}", number(count, "candidate")),
    }
}

/// A mark as it is said.
fn in_words(mark: &Mark) -> String {
    match mark.look {
        Look::Confirmed => format!("{}, confirmed", mark.name),
        Look::Proposed => format!("{}, proposed", mark.name),
        Look::Candidate(rank) => format!("Candidate {}, {}", sign(rank), mark.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidates_sign_is_no_key_and_its_own() {
        let signs: Vec<_> = (1..=12).map(sign).collect();
        for (n, sign) in signs.iter().enumerate() {
            assert!(!sign.is_ascii() && !signs[..n].contains(sign), "{sign}");
        }
        assert_eq!((sign(0), sign(13)), ("·", "·"));
    }

    #[test]
    fn marks_on_one_another_are_moved_beside_each_other() {
        let check = |places: &[Pos2]| {
            let shown = apart(places.iter().copied());
            assert_eq!(shown[0], places[0]);
            for (n, a) in shown.iter().enumerate() {
                assert!(
                    (*a - places[n]).length() < 3.0 * APART,
                    "{places:?}: {shown:?}"
                );
                for b in &shown[..n] {
                    assert!((*a - *b).length() > APART - 0.2, "{places:?}: {shown:?}");
                }
            }
            shown
        };
        let at = egui::pos2;
        check(&[at(50.0, 50.0), at(53.0, 51.0)]);
        check(&[at(50.0, 50.0); 8]);
        let far = [at(50.0, 50.0), at(80.0, 50.0)];
        assert_eq!(check(&far), far);
        // Where there is no room the mark stays in its place.
        assert_eq!(apart([at(9.0, 9.0); 60].into_iter())[59], at(9.0, 9.0));
    }
}
