//! The settings. What is changed holds at once: the article stands beside the dialog.

use std::path::Path;

use egui::{Grid, RichText, Slider, Ui};

use super::{Facts, focus_once, quiet};
use crate::annotation::VaguePolicy;
use crate::storage::settings::{FIELDS, Face, LEADINGS, LINE_WIDTHS, Settings, Theme};
use crate::ui::actions::{Action, Setting};
use crate::ui::commands::Command;
use crate::ui::theme::{self, Palette};

/// The width of what is in it, in points.
pub(super) const WIDTH: f32 = 500.0;

/// The width of the names on the left.
const NAMES: f32 = 104.0;

/// Draws the dialog.
pub(super) fn settings(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let height = ui.ctx().content_rect().height() - 180.0;
    egui::ScrollArea::vertical()
        .max_height(height.max(120.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            // A box without a tick is told from the panel by its line.
            let line = egui::Stroke::new(1.0, Palette::of(ui.ctx()).quiet);
            ui.visuals_mut().widgets.inactive.bg_stroke = line;
            faults(ui, facts.settings_faults);
            Grid::new("settings")
                .num_columns(2)
                .min_col_width(NAMES)
                .spacing([12.0, 7.0])
                .show(ui, |ui| {
                    themes(ui, facts.settings, actions);
                    reading(ui, facts.settings, actions);
                    marking(ui, facts, actions);
                    vague_words(ui, facts, actions);
                    elsewhere(ui, facts, actions);
                });
            if let Some(path) = facts.settings_path {
                ui.add_space(4.0);
                let kept = format!("Kept in {}", path.display());
                ui.add(egui::Label::new(quiet(ui, &kept)).wrap());
            }
        });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ui.button("Restore defaults").clicked() {
            set(Setting::Usual, true, actions);
        }
        if ui.button("Close").clicked() {
            actions.push(Action::CloseDialog);
        }
        ui.label(quiet(ui, "Name, matchers and keys stay as they are"));
    });
}

fn set(setting: Setting, settled: bool, actions: &mut Vec<Action>) {
    actions.push(Action::Set { setting, settled });
}

fn faults(ui: &mut Ui, faults: &[String]) {
    let palette = Palette::of(ui.ctx());
    for fault in faults {
        let fault = RichText::new(fault).color(palette.warning);
        ui.add(egui::Label::new(fault).wrap());
    }
    if !faults.is_empty() {
        ui.add_space(6.0);
    }
}

/// The name of a row; what the setting is for shows where the pointer rests on it.
fn name(ui: &mut Ui, title: &str, field: &str) {
    let about = FIELDS.iter().find(|known| known.name == field);
    let label = ui.label(title);
    if let Some(field) = about {
        label.on_hover_text(field.about);
    }
}

fn themes(ui: &mut Ui, settings: &Settings, actions: &mut Vec<Action>) {
    name(ui, "Theme", "theme");
    ui.horizontal(|ui| {
        for theme in Theme::ALL {
            let title = match theme {
                Theme::System => "As the system",
                Theme::Light => "Light",
                Theme::Dark => "Dark",
            };
            let chosen = settings.theme == theme;
            let button = ui.radio(chosen, title);
            if chosen {
                focus_once(ui, button.id);
            }
            if button.clicked() {
                set(Setting::Theme(theme), true, actions);
            }
        }
    });
    ui.end_row();
}

fn reading(ui: &mut Ui, settings: &Settings, actions: &mut Vec<Action>) {
    name(ui, "Reading face", "face");
    ui.horizontal(|ui| {
        for face in Face::ALL {
            let title = match face {
                Face::Serif => "Source Serif",
                Face::Sans => "Inter",
            };
            let title = RichText::new(title).font(theme::reading_in(face, 15.0));
            if ui.radio(settings.face == face, title).clicked() {
                set(Setting::Face(face), true, actions);
            }
        }
    });
    ui.end_row();

    name(ui, "Text size", "zoom");
    let mut percent = settings.zoom * 100.0;
    let slider = Slider::new(&mut percent, 60.0..=300.0);
    let words = format!("{:.0} %", settings.zoom * 100.0);
    if let Some(settled) = slide(ui, slider, "Text size", &words) {
        set(Setting::Zoom(percent.round() / 100.0), settled, actions);
    }
    ui.end_row();

    name(ui, "Line width", "line_width");
    let mut width = settings.line_width;
    let slider = Slider::new(&mut width, LINE_WIDTHS);
    let words = format!("{} characters", settings.line_width);
    if let Some(settled) = slide(ui, slider, "Line width", &words) {
        set(Setting::LineWidth(width), settled, actions);
    }
    ui.end_row();

    name(ui, "Line spacing", "leading");
    let mut leading = settings.leading;
    let slider = Slider::new(&mut leading, LEADINGS);
    let words = format!("{:.2} × the size", settings.leading);
    if let Some(settled) = slide(ui, slider, "Line spacing", &words) {
        let leading = (leading * 100.0).round() / 100.0;
        set(Setting::Leading(leading), settled, actions);
    }
    ui.end_row();
}

/// A slider with its value in words; whether it was moved, and let go of. It has no steps: being
/// shown would move a value that lies between them.
fn slide(ui: &mut Ui, slider: Slider<'_>, title: &str, words: &str) -> Option<bool> {
    ui.horizontal(|ui| {
        let slider = ui.add(slider.show_value(false));
        slider.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, title));
        let spoken = words.to_owned();
        ui.ctx()
            .accesskit_node_builder(slider.id, |node| node.set_value(spoken));
        ui.label(quiet(ui, words));
        (slider.changed() || slider.drag_stopped()).then(|| !slider.dragged())
    })
    .inner
}

fn marking(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    name(ui, "Marking", "snap_to_words");
    let mut snap = facts.settings.snap_to_words;
    ui.horizontal(|ui| {
        if ui
            .checkbox(&mut snap, "Dragging selects whole words")
            .changed()
        {
            set(Setting::SnapToWords(snap), true, actions);
        }
        ui.label(quiet(ui, "Ctrl+drag never does"));
    });
    ui.end_row();
}

/// What "dozens" and its like come to. A corpus may have its own policy, which then holds.
fn vague_words(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let of_corpus = facts.schema.figures.vague;
    for (row, policy) in VaguePolicy::ALL.into_iter().enumerate() {
        if row == 0 {
            name(ui, "Vague words", "vague_words");
        } else {
            ui.label("");
        }
        let chosen = of_corpus.unwrap_or(facts.settings.vague_words) == policy;
        ui.horizontal(|ui| {
            let radio = egui::RadioButton::new(chosen, policy.title());
            let radio = ui.add_enabled(of_corpus.is_none(), radio);
            radio.widget_info(|| {
                let name = format!("Vague words: {}, {}", policy.title(), policy.about());
                let on = of_corpus.is_none();
                egui::WidgetInfo::selected(egui::Role::RadioButton, on, chosen, name)
            });
            if radio.clicked() && !chosen {
                set(Setting::VagueWords(policy), true, actions);
            }
            ui.add(egui::Label::new(quiet(ui, policy.about())).wrap());
        });
        ui.end_row();
    }
    if of_corpus.is_some() {
        ui.label("");
        ui.label(quiet(ui, "The obelus.toml of this corpus says so"));
        ui.end_row();
    }
}

/// What is set in a dialog or a file of its own.
fn elsewhere(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let mut row = |ui: &mut Ui, title: &str, field: &str, says: &str, button: &str, command| {
        name(ui, title, field);
        ui.horizontal(|ui| {
            let pressed = ui.button(button);
            pressed.widget_info(|| {
                let spoken = format!("{title}: {button}");
                egui::WidgetInfo::labeled(egui::Role::Button, true, spoken)
            });
            if pressed.clicked() {
                actions.push(Action::Run(command));
            }
            ui.add(egui::Label::new(quiet(ui, says)).wrap());
        });
        ui.end_row();
    };
    let annotator = facts.settings.annotator.as_deref();
    let annotator = annotator.unwrap_or("no name: the work is nobody’s");
    let change = "Change…";
    row(
        ui,
        "Annotator",
        "annotator",
        annotator,
        change,
        Command::Annotator,
    );
    let chosen = *facts.choices == facts.choices.restored(facts.pipeline.names());
    let matchers = if chosen {
        "as they are by default"
    } else {
        "some are chosen otherwise"
    };
    row(
        ui,
        "Matchers",
        "suggestions",
        matchers,
        "Choose…",
        Command::Matchers,
    );
    let keymap = facts
        .settings_path
        .map(|path| path.with_file_name("keymap.toml"));
    let own = |path: &Path| format!("your own go into {}", path.display());
    let keymap = keymap.as_deref().map_or_else(String::new, own);
    let keymap = match facts.keymap_faults.first() {
        Some(fault) => fault,
        None => &keymap,
    };
    row(ui, "Keys", "", keymap, "Show keys", Command::Help);
}
