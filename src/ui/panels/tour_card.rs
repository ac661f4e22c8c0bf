//! The card of the guided tour: below the text, so that it covers neither the caret nor what it
//! speaks of.

use egui::{Align, Layout, RichText, Sense, Ui};

use crate::annotation::Schema;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::keymap::Keymap;
use crate::ui::theme::{self, Palette};
use crate::ui::tour::{LESSONS, Tour, sentence};

/// Draws the card. `more` is what else is to be said of this step.
pub fn tour_card(
    ui: &mut Ui,
    tour: &Tour,
    keymap: &Keymap,
    schema: &Schema,
    more: Option<&str>,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui.ctx());
    let ended = tour.lesson().is_none();
    // The text above does not move from step to step.
    ui.set_min_height(68.0);
    ui.horizontal(|ui| {
        let title = if ended {
            "Tour, the end".to_owned()
        } else {
            format!("Tour, {} of {}", tour.number(), LESSONS.len())
        };
        ui.label(RichText::new(title).font(theme::strong(13.5)));
        progress(ui, tour, palette);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ended {
                if ui.button("Close").clicked() {
                    actions.push(Action::Run(Command::TourEnd));
                    actions.push(Action::FocusText);
                }
                return;
            }
            if ui.button("End the tour").clicked() {
                actions.push(Action::Run(Command::TourEnd));
                actions.push(Action::FocusText);
            }
            if ui.button("Skip this step").clicked() {
                actions.push(Action::Run(Command::TourSkip));
                actions.push(Action::FocusText);
            }
        });
    });
    let words = sentence(tour.lesson(), keymap, first_label(schema));
    ui.add(egui::Label::new(RichText::new(words).size(15.0)).wrap());
    if let Some(more) = more {
        let more = RichText::new(more).small().color(palette.quiet);
        ui.add(egui::Label::new(more).wrap());
    }
}

/// The letter and the name of the first label.
#[must_use]
pub fn first_label(schema: &Schema) -> (char, &str) {
    let first = schema.labels.first();
    first.map_or(('A', "actor"), |def| (def.key, def.label.as_str()))
}

/// One dot a step; those behind are filled. The title says the same in words.
fn progress(ui: &mut Ui, tour: &Tour, palette: &Palette) {
    let (radius, step) = (3.5, 14.0);
    #[expect(clippy::cast_precision_loss, reason = "seven dots")]
    let wide = step * LESSONS.len() as f32;
    let (rect, _) = ui.allocate_exact_size(egui::vec2(wide, 16.0), Sense::hover());
    let painter = ui.painter();
    for place in 0..LESSONS.len() {
        #[expect(clippy::cast_precision_loss, reason = "seven dots")]
        let center = rect.left_center() + egui::vec2(step * (place as f32 + 0.5), 0.0);
        let behind = place + 1 < tour.number();
        if behind {
            painter.circle_filled(center, radius, palette.accent);
        } else {
            let here = place + 1 == tour.number();
            let color = if here { palette.accent } else { palette.quiet };
            let width = if here { 2.0 } else { 1.0 };
            painter.circle_stroke(center, radius, egui::Stroke::new(width, color));
        }
    }
}
