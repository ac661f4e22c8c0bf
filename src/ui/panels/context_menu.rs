//! The menu at the caret or the pointer: what can be done to what is there.

use egui::{Align, Id, Layout, Popup, PopupKind, Pos2, Ui};

use super::menus::{Standing, item};
use crate::annotation::Schema;
use crate::ui::actions::Action;
use crate::ui::commands::{self, Command};
use crate::ui::keymap::Keymap;
use crate::ui::text_view::focus_id;

/// The commands below the labels, where they can be done.
const OFFERED: [Command; 15] = [
    Command::Accept,
    Command::AcceptSame,
    Command::Reject,
    Command::RejectSame,
    Command::SetHead,
    Command::EditMeaning,
    Command::EditNote,
    Command::FreeEnds,
    Command::FillRole,
    Command::SameActor,
    Command::PartMention,
    Command::OuterSpan,
    Command::InnerSpan,
    Command::Delete,
    Command::Copy,
];

/// Draws the menu at a place; whether it stays open.
pub fn context_menu(
    ui: &Ui,
    at: Pos2,
    keymap: &Keymap,
    schema: &Schema,
    standing: &dyn Fn(Command) -> Standing,
    actions: &mut Vec<Action>,
) -> bool {
    let mut open = true;
    Popup::new(
        Id::unique("menu at the caret"),
        ui.ctx().clone(),
        at,
        ui.layer_id(),
    )
    .kind(PopupKind::Menu)
    .layout(Layout::top_down_justified(Align::Min))
    .style(egui::containers::menu::menu_style as fn(&mut egui::Style))
    .open_bool(&mut open)
    .accessible_name("Menu at the caret")
    .show(|ui| {
        ui.set_min_width(230.0);
        for (place, def) in (0u8..).zip(&schema.labels) {
            let title = format!("Mark as {}", def.label);
            let first = item(ui, keymap, Command::Mark(place), &title, standing, actions)
                .on_hover_text(def.description.as_ref());
            // The arrows go on from the first item.
            if place == 0 && ui.memory(|memory| memory.focused()) == Some(focus_id()) {
                first.request_focus();
            }
        }
        ui.separator();
        for command in OFFERED {
            let entry = commands::entries().find(|entry| entry.command == command);
            if let Some(entry) = entry.filter(|entry| standing(entry.command).enabled) {
                item(ui, keymap, command, entry.title, standing, actions);
            }
        }
    });
    open
}
