//! One of several: a button that says what is chosen, and a list of all below it.
//!
//! The focus stays at the button. Space, Enter or an arrow opens the list at what is chosen; there
//! the arrows, Home, End and first letters move, Enter and Space take and close, Esc closes.

use egui::{
    Color32, Event, EventFilter, FontId, Id, Key, Modifiers, Popup, PopupCloseBehavior, PopupKind,
    ScrollArea, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2,
};

use super::panels::elided;
use super::theme::Palette;

/// The height of a row of the list, in points.
const ROW: f32 = 24.0;
/// The list is no higher than this; it scrolls.
const HIGHEST: f32 = 290.0;
/// So much of the button is the sign that it opens.
const SIGN: f32 = 22.0;
/// So much of a row is the tick of what is chosen.
const TICK: f32 = 20.0;
/// So many rows are one page.
const PAGE: usize = 8;

/// A choice that is to be drawn.
pub struct Choice<'a> {
    salt: Id,
    name: &'a str,
    shown: Option<&'a str>,
    width: Option<f32>,
}

/// What came of it.
pub struct Chosen {
    /// The button's.
    pub id: Id,
    /// The option that was taken: it may be the one that was chosen already.
    pub taken: Option<usize>,
}

impl<'a> Choice<'a> {
    /// `salt` tells it from other choices around it, `name` is what it is about.
    #[must_use]
    pub fn new(salt: impl std::hash::Hash + std::fmt::Debug, name: &'a str) -> Self {
        Self {
            salt: Id::unique(("choice", salt)),
            name,
            shown: None,
            width: None,
        }
    }

    /// What the button says, if not the option that is chosen.
    #[must_use]
    pub fn saying(mut self, shown: &'a str) -> Self {
        self.shown = Some(shown);
        self
    }

    /// The width of the button, in points; else it is as wide as what it says.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws it. Options come with what is said of them where the pointer rests on one.
    pub fn show(self, ui: &mut Ui, chosen: usize, options: &[(&str, &str)]) -> Chosen {
        let id = ui.scope_id().with(self.salt);
        let list = id.with("list");
        let cursor_of = id.with("cursor");
        let last = options.len().saturating_sub(1);
        let was_open = Popup::is_id_open(ui.ctx(), list);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let mut open = was_open && has_focus;
        let cursor: Option<usize> = ui.data(|data| data.get_temp(cursor_of));
        let mut cursor = cursor.filter(|_| open).unwrap_or(chosen).min(last);
        let before = cursor;
        let mut taken = None;
        if has_focus && ui.is_enabled() {
            ui.memory_mut(|memory| {
                let filter = EventFilter {
                    vertical_arrows: true,
                    escape: open,
                    ..EventFilter::default()
                };
                memory.set_focus_lock_filter(id, filter);
            });
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if open {
                for (key, to) in [
                    (Key::ArrowDown, cursor + 1),
                    (Key::ArrowUp, cursor.saturating_sub(1)),
                    (Key::PageDown, cursor + PAGE),
                    (Key::PageUp, cursor.saturating_sub(PAGE)),
                    (Key::Home, 0),
                    (Key::End, last),
                ] {
                    if pressed(key) {
                        cursor = to.min(last);
                    }
                }
                if pressed(Key::Escape) {
                    open = false;
                } else if pressed(Key::Enter) || pressed(Key::Space) {
                    taken = Some(cursor);
                } else if let Some(found) = typed(ui, cursor, options) {
                    cursor = found;
                }
            } else if pressed(Key::ArrowDown) || pressed(Key::ArrowUp) {
                open = true;
            }
        }
        let chosen_text = options.get(chosen).map_or("", |(text, _)| text);
        let says = self.shown.unwrap_or(chosen_text);
        let response = self.button(ui, id, says, open);
        if response.clicked() {
            response.request_focus();
            open = !was_open;
            cursor = chosen.min(last);
        }
        if open != was_open {
            if open {
                Popup::open_id(ui.ctx(), list);
            } else {
                Popup::close_id(ui.ctx(), list);
            }
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(says.to_owned());
            info
        });
        let row_id = |index: usize| list.with(index);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_expanded(open);
            if open {
                node.set_active_descendant(row_id(cursor).accesskit_id());
            }
        });
        let moved = open && (!was_open || cursor != before);
        let clicked = Popup::from_response(&response)
            .kind(PopupKind::Popup)
            .id(list)
            .open_memory(None)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                ui.set_min_width(response.rect.width() - 12.0);
                rows(ui, options, (chosen, cursor), moved, row_id)
            });
        if let Some(clicked) = clicked.and_then(|shown| shown.inner) {
            taken = Some(clicked);
            response.request_focus();
        }
        if taken.is_some() {
            Popup::close_id(ui.ctx(), list);
        }
        ui.data_mut(|data| data.insert_temp(cursor_of, cursor));
        Chosen { id, taken }
    }

    fn button(&self, ui: &mut Ui, id: Id, says: &str, open: bool) -> egui::Response {
        let font = TextStyle::Button.resolve(ui.style());
        let room = (ui.available_width() - SIGN - 8.0).max(30.0);
        let most = self.width.map_or(room, |width| width - SIGN - 8.0);
        let ink = Palette::of(ui.ctx()).ink;
        let galley = elided(ui, says, font, ink, most);
        let width = self.width.unwrap_or(galley.size().x + SIGN + 8.0);
        let height = ui.spacing().interact_size.y.max(galley.size().y + 4.0);
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, id, Sense::click());
        let visuals = if open {
            ui.visuals().widgets.open
        } else {
            *ui.style().interact(&response)
        };
        let painter = ui.painter();
        let rounding = visuals.corner_radius;
        painter.rect_filled(rect, rounding, visuals.weak_bg_fill);
        let edge = Stroke::new(1.0, Palette::of(ui.ctx()).quiet.gamma_multiply(0.6));
        painter.rect_stroke(rect, rounding, edge, StrokeKind::Inside);
        let color = if ui.is_enabled() {
            visuals.text_color()
        } else {
            Palette::of(ui.ctx()).quiet
        };
        let at = rect.left_center() + vec2(8.0, -galley.size().y / 2.0);
        painter.galley_with_override_text_color(at, galley, color);
        let middle = rect.right_center() - vec2(SIGN / 2.0, 0.0);
        let corners = [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)];
        let corners = corners.map(|corner| middle + corner).to_vec();
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
        response
    }
}

/// The list; the row that was clicked.
fn rows(
    ui: &mut Ui,
    options: &[(&str, &str)],
    (chosen, cursor): (usize, usize),
    moved: bool,
    row_id: impl Fn(usize) -> Id,
) -> Option<usize> {
    let palette = Palette::of(ui.ctx());
    let font: FontId = TextStyle::Button.resolve(ui.style());
    let most = ui.ctx().content_rect().width() * 0.6;
    let texts: Vec<_> = options
        .iter()
        .map(|(text, _)| elided(ui, text, font.clone(), palette.ink, most))
        .collect();
    let least = (ui.min_rect().width() - TICK - 16.0).max(90.0);
    let widest = texts.iter().map(|text| text.size().x).fold(least, f32::max);
    let mut clicked = None;
    ScrollArea::vertical().max_height(HIGHEST).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, text) in texts.into_iter().enumerate() {
            let size = vec2(widest + TICK + 16.0, ROW);
            let (_, rect) = ui.allocate_space(size);
            let response = ui.interact(rect, row_id(index), Sense::CLICK);
            let (name, about) = options[index];
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::ListBoxOption, true, index == chosen, name)
            });
            let fill = if index == cursor {
                palette.selection
            } else if response.hovered() {
                ui.visuals().widgets.hovered.weak_bg_fill
            } else {
                Color32::TRANSPARENT
            };
            ui.painter().rect_filled(rect, 3.0, fill);
            if index == chosen {
                let at = rect.left_center() + vec2(TICK / 2.0, 0.0);
                let tick = [vec2(-4.0, 0.0), vec2(-1.0, 3.0), vec2(4.0, -4.0)];
                let tick = tick.map(|corner| at + corner).to_vec();
                let stroke = Stroke::new(1.8, palette.accent);
                ui.painter().add(Shape::line(tick, stroke));
            }
            let at = rect.left_center() + vec2(TICK, -text.size().y / 2.0);
            ui.painter().galley(at, text, palette.ink);
            if moved && index == cursor {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(index);
            }
            if !about.is_empty() {
                response.on_hover_text(about);
            }
        }
    });
    clicked
}

/// The next option behind the cursor that begins with what was typed.
fn typed(ui: &Ui, cursor: usize, options: &[(&str, &str)]) -> Option<usize> {
    let letters = ui.input(|input| {
        let mut texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.to_lowercase()),
            _ => None,
        });
        texts.next()
    })?;
    let count = options.len();
    let mut behind = (1..=count).map(|step| (cursor + step) % count);
    behind.find(|index| options[*index].0.to_lowercase().starts_with(&letters))
}
