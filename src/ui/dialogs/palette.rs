//! The command palette: every command by its name.

use egui::{Id, Key, RichText, ScrollArea, TextEdit, Ui};

use super::{Facts, focus_once};
use crate::ui::actions::Action;
use crate::ui::commands::{self, Command};
use crate::ui::theme::Palette;

/// What was typed, and the row that Enter takes.
#[derive(Clone, Debug, Default)]
pub struct PaletteForm {
    query: String,
    row: usize,
    /// The row that was last brought into view.
    shown: Option<usize>,
}

impl PaletteForm {
    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let id = Id::unique("palette query");
        // The arrows choose a row; the field must not have them.
        let (down, up) = ui.input_mut(|input| {
            (
                input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
                input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
            )
        });
        let field = TextEdit::singleline(&mut self.query)
            .id(id)
            .hint_text("Type what you want to do")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search commands")
        });
        focus_once(ui, id);
        if field.changed() {
            self.row = 0;
        }
        let rows = rows(&self.query, facts);
        if down {
            self.row = (self.row + 1).min(rows.len().saturating_sub(1));
        } else if up {
            self.row = self.row.saturating_sub(1);
        }
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if enter {
            // Without a command to take, Enter must not cost the field its focus.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut chosen = None;
        let moved = self.shown != Some(self.row);
        self.shown = Some(self.row);
        let size = egui::vec2(0.0, 320.0);
        ui.set_min_height(size.y + 40.0);
        ScrollArea::vertical()
            .max_height(size.y)
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                for (place, (command, title)) in rows.iter().enumerate() {
                    let current = place == self.row;
                    let keys = RichText::new(facts.keymap.shown(*command))
                        .small()
                        .color(palette.quiet);
                    let button = egui::Button::selectable(current, title.as_str())
                        .shortcut_text(keys)
                        .min_size(egui::vec2(ui.available_width(), 26.0));
                    let response = ui.add(button);
                    if current && moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() || (current && enter) {
                        chosen = Some(*command);
                    }
                }
                if rows.is_empty() {
                    ui.label(RichText::new("No command has this name").color(palette.quiet));
                }
            });
        if let Some(command) = chosen {
            actions.push(Action::CloseDialog);
            actions.push(Action::Run(command));
        }
    }
}

/// The commands whose titles hold all words of the query and that can be done now.
fn rows(query: &str, facts: &Facts<'_>) -> Vec<(Command, String)> {
    let words: Vec<_> = query
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let marks = (0u8..).zip(&facts.schema.labels).flat_map(|(place, def)| {
        [
            (Command::Mark(place), format!("Mark as {}", def.label)),
            (
                Command::MarkAgain(place),
                format!("Second label: {}", def.label),
            ),
        ]
    });
    commands::entries()
        .map(|entry| (entry.command, entry.title.to_owned()))
        .chain(marks)
        .filter(|(command, title)| {
            let title = title.to_lowercase();
            *command != Command::Palette
                && words.iter().all(|word| title.contains(word.as_str()))
                && (facts.enabled)(*command)
        })
        .collect()
}
