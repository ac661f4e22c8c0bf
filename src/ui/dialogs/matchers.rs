//! Which matchers are listened to, label by label, and from which score on. The article beside it
//! shows at once what is chosen.

use egui::{RichText, Slider, Ui};

use super::{Facts, quiet};
use crate::annotation::Label;
use crate::matching::Choices;
use crate::matching::choices::{CLASSES, Choice, Class};
use crate::text::made_visible;
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::commands::Command;
use crate::ui::panels::sureness;
use crate::ui::theme::{self, Palette};

/// The width of what is in it, in points.
pub(super) const WIDTH: f32 = 500.0;
/// Where it stands, from the window's upper right corner: below the menus.
pub(super) const FROM_THE_CORNER: egui::Vec2 = egui::vec2(-12.0, 38.0);

/// The width of a row's switch, in points.
const SWITCH: f32 = 96.0;

/// Thresholds are chosen in steps of a twentieth.
const STEP: f64 = 0.05;

/// Draws the panel.
pub(super) fn matchers(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let mut change = Change {
        choices: facts.choices.clone(),
        settled: true,
        made: false,
    };
    ui.label(quiet(ui, &situation(facts)));
    ui.add_space(2.0);
    let height = ui.ctx().content_rect().height() - 180.0;
    egui::ScrollArea::vertical()
        .max_height(height.max(120.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            // A box without a tick is told from the panel by its line.
            let line = egui::Stroke::new(1.0, Palette::of(ui.ctx()).quiet);
            ui.visuals_mut().widgets.inactive.bg_stroke = line;
            let mut first = true;
            for def in &facts.schema.labels {
                heading(ui, facts, &def.label, def.key);
                let rows = facts.pipeline.offers();
                let rows = rows.filter(|(_, labels)| labels.contains(&def.label));
                let rows: Vec<_> = rows.map(|(matcher, _)| matcher).collect();
                if rows.is_empty() {
                    ui.label(quiet(ui, "No matcher suggests this"));
                }
                let grid = egui::Grid::new(("matchers", def.label.as_str()));
                grid.num_columns(4).spacing([12.0, 4.0]).show(ui, |ui| {
                    for matcher in rows {
                        row(ui, facts, matcher, &def.label, &mut first, &mut change);
                        ui.end_row();
                    }
                });
                for class in CLASSES.iter().filter(|class| class.label == def.label) {
                    class_row(ui, class, &mut change);
                }
                ui.add_space(4.0);
            }
        });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let restored = facts.choices.restored(facts.pipeline.names());
        let usual = *facts.choices == restored;
        let restore = egui::Button::new("Restore defaults");
        if ui.add_enabled(!usual, restore).clicked() {
            change.choices = restored;
            change.made = true;
        }
        if ui.button("Close").clicked() {
            actions.push(Action::CloseDialog);
        }
        if usual {
            ui.label(quiet(ui, "These are the defaults"));
        }
    });
    if change.made {
        let (choices, settled) = (change.choices, change.settled);
        actions.push(Action::Dialog(DialogAnswer::Choose { choices, settled }));
    }
}

/// What is changed in one frame.
struct Change {
    choices: Choices,
    /// Not while a slider is being dragged.
    settled: bool,
    made: bool,
}

/// What there is to be seen of the choices now.
fn situation(facts: &Facts<'_>) -> String {
    let Some(document) = facts.document else {
        return "Open an article to see what each of them suggests".to_owned();
    };
    if !document.offers.complete {
        return "Reading the article…".to_owned();
    }
    if !facts.show_suggestions {
        let keys = facts.keymap.shown(Command::ToggleSuggestions);
        let by = if keys.is_empty() {
            String::new()
        } else {
            format!(" with {keys}")
        };
        return format!("Suggestions are hidden: show them in the menu Suggestions{by}");
    }
    match document.offers.open_count() {
        0 => "No suggestion is open in this article".to_owned(),
        1 => "1 suggestion is open in this article".to_owned(),
        n => format!("{n} suggestions are open in this article"),
    }
}

fn heading(ui: &mut Ui, facts: &Facts<'_>, label: &Label, key: char) {
    let color = Palette::of(ui.ctx()).label(facts.schema, label);
    let title = format!("{key} {label}");
    ui.label(RichText::new(title).font(theme::strong(13.0)).color(color));
}

fn row(
    ui: &mut Ui,
    facts: &Facts<'_>,
    matcher: &'static str,
    label: &Label,
    first: &mut bool,
    change: &mut Change,
) {
    let Choice {
        mut on,
        mut threshold,
    } = facts.choices.of(matcher, label);
    let switch = ui.allocate_ui(egui::vec2(SWITCH, 22.0), |ui| {
        ui.set_width(SWITCH);
        ui.checkbox(&mut on, matcher)
    });
    let switch = switch.inner;
    let name = format!("{label} by {matcher}");
    switch.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &name));
    if std::mem::take(first) {
        super::focus_once(ui, switch.id);
    }

    let words = format!("from {threshold:.2}, {}", sureness(threshold));
    let slider = Slider::new(&mut threshold, 0.0..=1.0)
        .step_by(STEP)
        .show_value(false);
    let slider = ui.add_enabled(on, slider);
    let lowest = format!("{label} by {matcher}, lowest score");
    slider.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, on, &lowest));
    let spoken = words.clone();
    ui.ctx()
        .accesskit_node_builder(slider.id, |node| node.set_value(spoken));
    ui.add_sized(
        [118.0, 22.0],
        egui::Label::new(quiet(ui, &words)).halign(egui::Align::LEFT),
    );
    ui.label(quiet(ui, &given(facts, matcher, label, on)));

    if switch.changed() || slider.changed() || slider.drag_stopped() {
        #[expect(clippy::cast_possible_truncation, reason = "a score")]
        let threshold = ((f64::from(threshold) / STEP).round() * STEP) as f32;
        let choice = Choice { on, threshold };
        change.choices.set(matcher, label, choice);
        change.made = true;
        change.settled = !slider.dragged();
    }
}

/// What a matcher gives in the open article, in words.
fn given(facts: &Facts<'_>, matcher: &str, label: &Label, on: bool) -> String {
    if !on {
        return "switched off".to_owned();
    }
    let Some(document) = facts.document else {
        return String::new();
    };
    if let Some((language, name)) = &document.read_in
        && !facts.pipeline.readers(*language).any(|m| m == matcher)
    {
        let name: String = name.chars().take(24).collect();
        return format!("does not read {}", made_visible(&name));
    }
    match document.tally.of(matcher, label) {
        (0, 0) => "nothing here".to_owned(),
        (shown, 0) => format!("{shown} shown"),
        (shown, weaker) => format!("{shown} shown, {weaker} below"),
    }
}

fn class_row(ui: &mut Ui, class: &Class, change: &mut Change) {
    let mut on = change.choices.has_class(class.key);
    ui.horizontal(|ui| {
        let switch = ui.checkbox(&mut on, class.name);
        let examples = if on {
            format!("as in: {}", class.examples)
        } else {
            "switched off".to_owned()
        };
        ui.label(quiet(ui, &examples));
        if switch.changed() {
            change.choices.set_class(class.key, on);
            change.made = true;
        }
    });
}
