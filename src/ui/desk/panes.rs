//! The panes on either side of the text: how wide each is, and which give way in a narrow window.
//!
//! A pane has the width that a drag gave it, or else one that goes with the window's; what stands
//! in it never changes that. Where the text would have too little room both become narrower, then
//! the inspector goes, then the articles; they come back when the window widens. The pane that was
//! asked for last stays.

use egui::{Color32, CursorIcon, Frame, Id, Margin, Panel, Rect, Sense, Stroke, Ui, UiBuilder};

use super::Desk;
use crate::ui::theme::Palette;

/// The text keeps so many points beside panes that nobody asked for.
const TEXT: f32 = 380.0;
/// The text keeps so many beside the one that was asked for.
const SLIM: f32 = 240.0;
/// How far to either side of its edge a pane can be taken hold of.
const REACH: f32 = 4.0;

/// A pane beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Pane {
    /// The list of articles or the search, on the left.
    Articles,
    Inspector,
}

impl Pane {
    /// The width that it needs.
    fn least(self) -> f32 {
        match self {
            Self::Articles => 170.0,
            Self::Inspector => 220.0,
        }
    }

    /// The width that it has in a window before anybody drags it.
    fn usual(self, window: f32) -> f32 {
        match self {
            Self::Articles => (window * 0.2).clamp(170.0, 260.0),
            Self::Inspector => (window * 0.26).clamp(220.0, 330.0),
        }
    }
}

/// Which panes are wanted, and how wide.
#[derive(Clone, Debug)]
pub(super) struct Panes {
    articles: bool,
    inspector: bool,
    /// What a drag gave them.
    dragged: [Option<f32>; 2],
    /// The one that was asked for last.
    asked: Option<Pane>,
    /// The window's width when it was drawn last.
    window: f32,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            articles: true,
            inspector: true,
            dragged: [None; 2],
            asked: None,
            window: f32::INFINITY,
        }
    }
}

/// How wide each pane is; nothing where it is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Widths {
    articles: Option<f32>,
    inspector: Option<f32>,
}

impl Widths {
    fn of(self, pane: Pane) -> Option<f32> {
        match pane {
            Pane::Articles => self.articles,
            Pane::Inspector => self.inspector,
        }
    }
}

impl Panes {
    /// Shows a pane, also where the window is narrow.
    pub fn ask_for(&mut self, pane: Pane) {
        *self.wanted(pane) = true;
        self.asked = Some(pane);
    }

    /// Shows a pane that is not there, and takes away one that is.
    pub fn toggle(&mut self, pane: Pane) {
        if !self.is_there(pane) {
            self.ask_for(pane);
            return;
        }
        let was_asked = self.asked == Some(pane);
        if was_asked {
            self.asked = None;
        }
        // One that is only there because it was asked for comes back when the window widens.
        if !was_asked || self.is_there(pane) {
            *self.wanted(pane) = false;
        }
    }

    /// Whether a pane has room, with an article open.
    pub fn is_there(&self, pane: Pane) -> bool {
        self.widths(self.window, true).of(pane).is_some()
    }

    fn wanted(&mut self, pane: Pane) -> &mut bool {
        match pane {
            Pane::Articles => &mut self.articles,
            Pane::Inspector => &mut self.inspector,
        }
    }

    /// How wide the panes are in a window; `inspected` is whether there is anything to inspect.
    fn widths(&self, window: f32, inspected: bool) -> Widths {
        let is_wanted = |pane: Pane| match pane {
            Pane::Articles => self.articles,
            Pane::Inspector => self.inspector && inspected,
        };
        let mut room = window - TEXT;
        let mut there: Vec<Pane> = Vec::new();
        let others = [Pane::Articles, Pane::Inspector];
        let others = others.into_iter().filter(|pane| Some(*pane) != self.asked);
        for pane in self.asked.into_iter().chain(others) {
            let asked = self.asked == Some(pane) && pane.least() <= window - SLIM;
            if is_wanted(pane) && (asked || pane.least() <= room) {
                there.push(pane);
                room -= pane.least();
            }
        }
        // What is left over goes to them as far as they want it.
        let spare = room.max(0.0);
        let want = |pane: Pane| {
            let dragged = self.dragged[pane as usize];
            let want = dragged.unwrap_or_else(|| pane.usual(window));
            (want - pane.least()).max(0.0)
        };
        let all: f32 = there.iter().map(|pane| want(*pane)).sum();
        let part = if all > spare { spare / all } else { 1.0 };
        let width = |pane: Pane| {
            let there = there.contains(&pane);
            there.then(|| (pane.least() + want(pane) * part).round())
        };
        Widths {
            articles: width(Pane::Articles),
            inspector: width(Pane::Inspector),
        }
    }
}

impl Desk {
    /// Draws a pane, if it is there. What is too wide for it is cut, and moves nothing.
    pub(super) fn pane(
        &mut self,
        ui: &mut Ui,
        pane: Pane,
        inspected: bool,
        contents: impl FnOnce(&mut Self, &mut Ui),
    ) {
        if pane == Pane::Articles {
            self.panes.window = ui.available_width();
        }
        let window = self.panes.window;
        let Some(width) = self.panes.widths(window, inspected).of(pane) else {
            return;
        };
        let (panel, inner) = match pane {
            Pane::Articles => (Panel::left("articles"), 8),
            Pane::Inspector => (Panel::right("inspector"), 10),
        };
        let fill = Palette::of(ui.ctx()).panel;
        let frame = Frame::NONE.fill(fill);
        let frame = frame.inner_margin(Margin::symmetric(inner, 4));
        let shown = panel
            .resizable(false)
            .exact_size(width)
            .frame(frame)
            .show(ui, |ui| {
                let rect = ui.max_rect();
                let mut within = ui.new_child(UiBuilder::new().max_rect(rect));
                within.shrink_clip_rect(rect.expand2(egui::vec2(f32::from(inner) - 1.0, 4.0)));
                contents(self, &mut within);
            });
        self.edge(ui, pane, shown.response.rect);
    }

    /// The edge towards the text, which can be dragged.
    fn edge(&mut self, ui: &mut Ui, pane: Pane, rect: Rect) {
        let x = match pane {
            Pane::Articles => rect.right(),
            Pane::Inspector => rect.left(),
        };
        let edge = Rect::from_x_y_ranges(x - REACH..=x + REACH, rect.y_range());
        let handle = ui.interact(edge, Id::unique(("edge of a pane", pane)), Sense::DRAG);
        let color = if handle.dragged() || handle.hovered() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            Palette::of(ui.ctx()).accent
        } else {
            Color32::TRANSPARENT
        };
        ui.painter()
            .vline(x, rect.y_range(), Stroke::new(2.0, color));
        let Some(pointer) = handle.interact_pointer_pos().filter(|_| handle.dragged()) else {
            return;
        };
        let width = match pane {
            Pane::Articles => pointer.x - rect.left(),
            Pane::Inspector => rect.right() - pointer.x,
        };
        let most = self.panes.window * 0.45;
        self.panes.dragged[pane as usize] = Some(width.min(most).max(pane.least()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is there in a window of some width: "A", "I", both or neither.
    fn check(panes: &Panes, window: f32, expected: &str) {
        let widths = panes.widths(window, true);
        let name = |there: bool, name: &str| {
            if there {
                name.to_owned()
            } else {
                String::new()
            }
        };
        let found = name(widths.articles.is_some(), "A") + &name(widths.inspector.is_some(), "I");
        assert_eq!(found, expected, "{window}");
        let taken = widths.articles.unwrap_or(0.0) + widths.inspector.unwrap_or(0.0);
        assert!(window - taken >= SLIM.min(window), "{window}: {widths:?}");
    }

    #[test]
    fn the_inspector_gives_way_first_and_both_come_back() {
        let mut panes = Panes::default();
        for (window, expected) in [
            (1280.0, "AI"),
            (800.0, "AI"),
            (760.0, "A"),
            (480.0, ""),
            (760.0, "A"),
            (1280.0, "AI"),
        ] {
            check(&panes, window, expected);
        }
        panes.window = 760.0;
        panes.toggle(Pane::Inspector);
        for (window, expected) in [(760.0, "I"), (480.0, "I"), (1280.0, "AI")] {
            check(&panes, window, expected);
        }
        panes.toggle(Pane::Inspector);
        for (window, expected) in [(760.0, "A"), (1280.0, "AI")] {
            check(&panes, window, expected);
        }
        panes.window = 1280.0;
        panes.toggle(Pane::Inspector);
        check(&panes, 1280.0, "A");
    }

    #[test]
    fn a_width_is_that_of_the_drag_and_comes_back_with_the_room() {
        let mut panes = Panes::default();
        assert_eq!(panes.widths(1280.0, true).inspector, Some(330.0));
        panes.dragged[Pane::Articles as usize] = Some(400.0);
        assert_eq!(panes.widths(1280.0, true).articles, Some(400.0));
        let narrow = panes.widths(900.0, true);
        assert!(narrow.articles < Some(400.0), "{narrow:?}");
        assert_eq!(panes.widths(1280.0, true).articles, Some(400.0));
    }
}
