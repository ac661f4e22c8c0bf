//! The mouse in the text: clicks, drags, and scrolling while a drag goes on beyond the edge.

use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

use super::page::Page;
use super::tags::{Tags, Target};
use crate::text::ByteRange;
use crate::ui::actions::Action;
use crate::ui::document::Document;

/// A press of the mouse that may become a selection.
#[derive(Clone, Copy, Debug)]
pub struct Drag {
    anchor: usize,
    moved: bool,
    /// With Ctrl: no snapping to words.
    free: bool,
}

/// What the mouse asked of the view itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes {
    /// Points to scroll down, since a drag goes on beyond the edge.
    pub scroll: f32,
    /// Where a menu is wanted.
    pub menu: Option<Pos2>,
}

/// Reads the mouse.
pub fn read(
    drag: &mut Option<Drag>,
    ui: &Ui,
    response: &Response,
    document: &Document,
    page: &Page<'_>,
    tags: &Tags,
    actions: &mut Vec<Action>,
) -> Wishes {
    let mut wishes = Wishes::default();
    let over = response.hovered() || drag.is_some();
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some(pointer) = pointer.filter(|_| over) else {
        return wishes;
    };
    let target = tags.at(pointer).filter(|_| drag.is_none());
    ui.ctx().set_cursor_icon(match target {
        Some(_) => CursorIcon::PointingHand,
        None => CursorIcon::Text,
    });
    let position = page.hit(pointer);
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
        wishes.menu = Some(pointer);
    }
    if pressed && response.hovered() {
        response.request_focus();
        if let Some(target) = target {
            actions.push(match target {
                Target::Span(id) => Action::SelectSpan(id.clone()),
                Target::Offer(index) => Action::Review(*index),
            });
            return wishes;
        }
        let anchor = if modifiers.shift {
            document.caret.anchor
        } else {
            position
        };
        *drag = Some(Drag {
            anchor,
            moved: modifiers.shift,
            free: modifiers.command || modifiers.ctrl,
        });
    }
    if let Some(drag) = drag {
        drag.moved |= position != drag.anchor;
        if down && drag.moved {
            let above = page.area.top() - pointer.y;
            let below = pointer.y - page.area.bottom();
            if above > 0.0 || below > 0.0 {
                // The further out, the faster.
                let beyond = below.max(0.0) - above.max(0.0);
                wishes.scroll = (beyond * 0.4).clamp(-60.0, 60.0);
                ui.ctx().request_repaint();
            }
            actions.push(Action::Caret {
                position,
                anchor: drag.anchor,
            });
        }
    }
    if released && let Some(drag) = drag.take() {
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
    wishes
}
