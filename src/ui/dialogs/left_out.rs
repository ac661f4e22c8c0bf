//! What was left out of a corpus, and which of its records cannot be opened.

use egui::{Label, RichText, ScrollArea, Ui};

use super::{focus_once, quiet};
use crate::storage::Corpus;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::theme::Palette;

/// Draws the list; it can be selected and copied.
pub(super) fn left_out(ui: &mut Ui, corpus: Option<&Corpus>, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.ctx());
    let notices = corpus.map_or(&[][..], |corpus| &corpus.notices);
    let faults = corpus.map_or(&[][..], |corpus| &corpus.faults);
    if notices.is_empty() && faults.is_empty() {
        ui.label(quiet(ui, "Everything that was found is listed"));
    }
    for notice in notices {
        ui.label(made_visible(notice).as_ref());
    }
    if !faults.is_empty() {
        ui.add_space(6.0);
        ui.label(quiet(
            ui,
            "Everything else is open. Mend the file with another program; it is then read again.",
        ));
        ui.add_space(4.0);
        let height = ui.text_style_height(&egui::TextStyle::Body);
        ScrollArea::vertical()
            .max_height(320.0)
            .auto_shrink([false, true])
            .show_rows(ui, height, faults.len(), |ui, rows| {
                for fault in &faults[rows] {
                    let (line, why) = fault.split_once(": ").unwrap_or((fault, ""));
                    ui.horizontal(|ui| {
                        ui.set_height(height);
                        ui.label(RichText::new(line).color(palette.warning));
                        ui.add(Label::new(made_visible(why).as_ref()).truncate());
                    });
                }
            });
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let close = ui.button("Close");
        focus_once(ui, close.id);
        if close.clicked() {
            actions.push(Action::CloseDialog);
        }
        if !faults.is_empty() && ui.button("Copy the list").clicked() {
            ui.ctx().copy_text(faults.join("\n"));
        }
    });
}
