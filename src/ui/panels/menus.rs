//! The menu bar, made from the table of commands.

use egui::{Button, Id, MenuBar, RichText, Ui};

use crate::annotation::Schema;
use crate::ui::actions::Action;
use crate::ui::commands::{self, Command, Menu};
use crate::ui::keymap::Keymap;
use crate::ui::theme::Palette;

/// How one command stands: whether it can be done, a title that says more, a tick.
pub struct Standing {
    pub enabled: bool,
    pub title: Option<String>,
    pub ticked: Option<bool>,
}

/// Draws the menu bar. `recent` are the articles opened last.
pub fn menu_bar(
    ui: &mut Ui,
    keymap: &Keymap,
    schema: &Schema,
    recent: &[std::path::PathBuf],
    standing: &dyn Fn(Command) -> Standing,
    actions: &mut Vec<Action>,
) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            let response = ui.menu_button(menu.title(), |ui| {
                ui.set_min_width(250.0);
                if menu == Menu::Mark {
                    marking(ui, keymap, schema, standing, actions);
                }
                for entry in commands::entries().filter(|entry| entry.menu == menu) {
                    if entry.rule {
                        ui.separator();
                    }
                    item(ui, keymap, entry.command, entry.title, standing, actions);
                    if entry.command == Command::OpenPath && !recent.is_empty() {
                        recent_files(ui, recent, actions);
                    }
                }
            });
            if menu == Menu::File {
                let id = response.response.id;
                ui.ctx().data_mut(|data| data.insert_temp(first_menu(), id));
            }
        }
    });
}

/// Where the id of the first menu's button is kept, for F10.
#[must_use]
pub fn first_menu() -> Id {
    Id::unique("first menu")
}

fn marking(
    ui: &mut Ui,
    keymap: &Keymap,
    schema: &Schema,
    standing: &dyn Fn(Command) -> Standing,
    actions: &mut Vec<Action>,
) {
    for (place, def) in (0u8..).zip(&schema.labels) {
        let title = format!("Mark as {}", def.label);
        item(ui, keymap, Command::Mark(place), &title, standing, actions)
            .on_hover_text(def.description.as_ref());
    }
    ui.menu_button("Second label on the same range", |ui| {
        for (place, def) in (0u8..).zip(&schema.labels) {
            let title = def.label.to_string();
            item(
                ui,
                keymap,
                Command::MarkAgain(place),
                &title,
                standing,
                actions,
            );
        }
    });
}

/// One command as a row of a menu.
pub(super) fn item(
    ui: &mut Ui,
    keymap: &Keymap,
    command: Command,
    title: &str,
    standing: &dyn Fn(Command) -> Standing,
    actions: &mut Vec<Action>,
) -> egui::Response {
    let palette = Palette::of(ui.ctx());
    let standing = standing(command);
    let title = standing.title.unwrap_or_else(|| title.to_owned());
    let shown = match standing.ticked {
        Some(true) => format!("✔ {title}"),
        Some(false) => format!("    {title}"),
        None => title.clone(),
    };
    let keys = RichText::new(keymap.shown(command)).color(palette.quiet);
    let button = Button::new(shown).shortcut_text(keys);
    let response = ui.add_enabled(standing.enabled, button);
    if let Some(ticked) = standing.ticked {
        // The tick is told as a state, and not read out as a sign.
        response.widget_info(|| {
            let role = egui::Role::MenuItemCheckBox;
            egui::WidgetInfo::selected(role, standing.enabled, ticked, &title)
        });
    }
    if response.clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
    response
}

fn recent_files(ui: &mut Ui, recent: &[std::path::PathBuf], actions: &mut Vec<Action>) {
    ui.menu_button("Open recent", |ui| {
        for path in recent {
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |n| n.to_string_lossy().into_owned(),
            );
            if ui
                .button(name)
                .on_hover_text(path.display().to_string())
                .clicked()
            {
                actions.push(Action::OpenPaths(vec![path.clone()]));
                ui.close();
            }
        }
    });
}
