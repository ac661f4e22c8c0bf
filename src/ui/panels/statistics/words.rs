//! The words that were marked most, and those that were labelled two ways.

use egui::{FontId, Key, RichText, Sense, Ui, pos2, vec2};

use super::bars::{heading, numeral};
use super::figures::{Figures, grouped};
use crate::annotation::{Label, Schema};
use crate::measure::statistics::{LabelUse, TwoWays};
use crate::ui::actions::Action;
use crate::ui::panels::articles::elided;
use crate::ui::theme::Palette;

const ROW: f32 = 22.0;
const SIZE: f32 = 13.0;
const NUMBER: f32 = 56.0;

/// Draws the table of the most frequent words.
pub(super) fn frequent(ui: &mut Ui, figures: &Figures, schema: &Schema) {
    let palette = Palette::of(ui.ctx());
    heading(ui, "Most frequent words");
    if figures.words.is_empty() {
        ui.label(RichText::new("No spans yet").color(palette.quiet));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for surface in &figures.words {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::HOVER);
        let labels: Vec<String> = surface.labels.iter().map(used).collect();
        let name = format!(
            "{}: {}, {}",
            surface.words,
            surface.count,
            labels.join(", ")
        );
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let middle = rect.center().y;
        let width = rect.width() * 0.46;
        let words = elided(
            ui,
            &surface.words,
            FontId::proportional(SIZE),
            palette.ink,
            width - 8.0,
        );
        ui.painter().galley(
            pos2(rect.left(), middle - words.size().y / 2.0),
            words,
            palette.ink,
        );
        let right = rect.left() + width + NUMBER;
        numeral(
            ui,
            pos2(right, middle),
            &grouped(surface.count),
            SIZE,
            palette.ink,
        );
        let mut at = right + 14.0;
        for used in &surface.labels {
            let text = if surface.labels.len() == 1 {
                used.label.clone()
            } else {
                self::used(used)
            };
            let color = palette.label(schema, &Label::new(&used.label));
            let room = rect.right() - at;
            if room < 20.0 {
                break;
            }
            let galley = elided(ui, &text, FontId::proportional(12.0), color, room);
            let long = galley.size().x;
            ui.painter()
                .galley(pos2(at, middle - galley.size().y / 2.0), galley, color);
            at += long + 12.0;
        }
    }
    if figures.missed > 0 {
        let text = format!(
            "Each may have been met up to {} times more",
            grouped(figures.missed)
        );
        ui.label(RichText::new(text).small().color(palette.quiet));
    }
}

/// Draws the words that were labelled two ways; each is gone to with a click or Enter.
pub(super) fn two_ways(ui: &mut Ui, figures: &Figures, schema: &Schema, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.ctx());
    heading(ui, "Labelled two ways");
    if figures.mistakes.is_empty() {
        let text = "Every word that was marked twice has one label";
        ui.label(RichText::new(text).color(palette.quiet));
        return;
    }
    ui.label(
        RichText::new("Likely mistakes first; a click or Enter goes to the next odd one")
            .small()
            .color(palette.quiet),
    );
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for (index, found) in figures.mistakes.iter().enumerate() {
        if row(ui, found, schema) {
            actions.push(Action::GoToOdd(index));
        }
    }
}

fn row(ui: &mut Ui, found: &TwoWays, schema: &Schema) -> bool {
    let palette = Palette::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let name = format!(
        "{}: {}, else {}",
        found.words,
        used(&found.odd),
        used(&found.usual)
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            let ground = ui.visuals().widgets.inactive.bg_fill;
            ui.painter()
                .rect_filled(rect.expand2(vec2(4.0, 0.0)), 4.0, ground);
        }
        let middle = rect.center().y;
        let width = rect.width() * 0.42;
        let words = elided(
            ui,
            &found.words,
            FontId::proportional(SIZE),
            palette.ink,
            width - 8.0,
        );
        ui.painter().galley(
            pos2(rect.left(), middle - words.size().y / 2.0),
            words,
            palette.ink,
        );
        let mut at = rect.left() + width;
        let parts = [
            (
                used(&found.odd),
                palette.label(schema, &Label::new(&found.odd.label)),
            ),
            ("else".to_owned(), palette.quiet),
            (
                used(&found.usual),
                palette.label(schema, &Label::new(&found.usual.label)),
            ),
        ];
        for (text, color) in parts {
            let room = (rect.right() - at).max(10.0);
            let galley = elided(ui, &text, FontId::proportional(12.5), color, room);
            let long = galley.size().x;
            ui.painter()
                .galley(pos2(at, middle - galley.size().y / 2.0), galley, color);
            at += long + 6.0;
        }
    }
    let enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    response.clicked() || enter
}

fn used(used: &LabelUse) -> String {
    format!("{} {}", grouped(used.count), used.label)
}
