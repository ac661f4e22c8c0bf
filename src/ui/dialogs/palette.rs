//! The command palette: every command by its name, or by another word for what it does.

use std::borrow::Cow;

use egui::{Id, Key, RichText, ScrollArea, TextEdit, Ui};

use super::{Facts, focus_once};
use crate::keyboard::likeness::{Likeness, like};
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

/// One command of the list.
struct Row {
    command: Command,
    title: String,
    /// Why it cannot be done now.
    why_not: Option<&'static str>,
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
                for (place, row) in rows.iter().enumerate() {
                    let current = place == self.row;
                    let beside = match row.why_not {
                        Some(why) => Cow::from(why),
                        None => facts.keymap.shown(row.command).into(),
                    };
                    let beside = RichText::new(beside).small().color(palette.quiet);
                    let mut title = RichText::new(row.title.as_str());
                    if row.why_not.is_some() {
                        title = title.color(palette.quiet);
                    }
                    let button = egui::Button::selectable(current, title)
                        .shortcut_text(beside)
                        .min_size(egui::vec2(ui.available_width(), 26.0));
                    let response = ui.add(button);
                    response.widget_info(|| {
                        let name = match row.why_not {
                            Some(why) => format!("{}: not now, {why}", row.title),
                            None => row.title.clone(),
                        };
                        let enabled = row.why_not.is_none();
                        egui::WidgetInfo::selected(egui::Role::Button, enabled, current, name)
                    });
                    if current && moved {
                        response.scroll_to_me(None);
                    }
                    let taken = response.clicked() || (current && enter);
                    if taken && row.why_not.is_none() {
                        chosen = Some(row.command);
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

/// The commands that the query means, the likeliest first and of those the ones that can be done
/// now.
fn rows(query: &str, facts: &Facts<'_>) -> Vec<Row> {
    let marks = (0u8..).zip(&facts.schema.labels).flat_map(|(place, def)| {
        [
            (Command::Mark(place), format!("Mark as {}", def.label)),
            (
                Command::MarkAgain(place),
                format!("Second label: {}", def.label),
            ),
        ]
    });
    let all = commands::entries()
        .map(|entry| (entry.command, entry.title.to_owned()))
        .chain(marks)
        .filter(|(command, _)| *command != Command::Palette);
    let mut rows: Vec<(Likeness, Row)> = all
        .filter_map(|(command, title)| {
            let likeness = like(query, &title, commands::other_words(command))?;
            let can = (facts.enabled)(command);
            let why_not = (!can).then(|| (facts.why_not)(command));
            let row = Row {
                command,
                title,
                why_not,
            };
            Some((likeness, row))
        })
        .collect();
    rows.sort_by_key(|(likeness, row)| (*likeness, row.why_not.is_some()));
    // Slips of the pen are only thought of where nothing else fits.
    let loose = |likeness: &Likeness| *likeness >= Likeness::Slip;
    if rows.first().is_some_and(|(first, _)| !loose(first)) {
        rows.retain(|(likeness, _)| !loose(likeness));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}
