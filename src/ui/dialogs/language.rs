//! The language in which the matchers read the article.

use egui::Ui;

use super::{Facts, quiet};
use crate::matching::Language;
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::panels::limits_in_words;

/// Draws the choice; what is clicked is taken.
pub(super) fn language(ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
    let Some(document) = facts.document else {
        return;
    };
    let (_, name) = Language::named(&document.article);
    let name: String = name.chars().take(40).collect();
    if let Some(limits) = limits_in_words(document, facts.pipeline) {
        ui.label(quiet(ui, &limits));
    }
    ui.label(quiet(
        ui,
        "What is set holds for this article until the window is closed",
    ));
    ui.add_space(6.0);
    let choices = [
        (None, format!("As it seems: {name}")),
        (Some(Language::English), "English".to_owned()),
        (Some(Language::French), "French".to_owned()),
        (Some(Language::Other), "Another language".to_owned()),
    ];
    for (language, title) in choices {
        let chosen = document.language_set == language;
        let button = ui.radio(chosen, title);
        if chosen {
            super::focus_once(ui, button.id);
        }
        if button.clicked() {
            actions.push(Action::Dialog(DialogAnswer::Language(language)));
        }
    }
    ui.add_space(8.0);
    if ui.button("Cancel").clicked() {
        actions.push(Action::CloseDialog);
    }
}
