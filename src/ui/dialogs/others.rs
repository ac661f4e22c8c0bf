//! Whose work is shown beneath one's own.

use egui::Ui;

use super::{Facts, focus_once, quiet};
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::commands::Command;

/// Draws the choice; what is clicked is taken. `names` are those who have work on this article;
/// nothing for work that belongs to nobody.
pub(super) fn others(
    ui: &mut Ui,
    names: &[Option<String>],
    facts: &Facts<'_>,
    actions: &mut Vec<Action>,
) {
    let about = "It stands as broken lines beneath the words, can be read and not changed, and goes along to the next article";
    ui.add(egui::Label::new(quiet(ui, about)).wrap());
    ui.add_space(6.0);
    let shown = facts
        .document
        .and_then(|document| document.beneath.as_ref());
    for (place, name) in names.iter().enumerate() {
        let title = name
            .as_deref()
            .unwrap_or("nobody: an unnamed annotation file");
        let chosen = shown.is_some_and(|shown| shown.annotator == *name);
        let button = ui.radio(chosen, title);
        if place == 0 {
            focus_once(ui, button.id);
        }
        if button.clicked() {
            actions.push(Action::Dialog(DialogAnswer::ShowWork(name.clone())));
        }
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if shown.is_some() && ui.button("Hide it").clicked() {
            actions.push(Action::CloseDialog);
            actions.push(Action::Run(Command::HideOther));
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
