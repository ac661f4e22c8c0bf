//! The status bar: whose work this is, whether it is saved, how much there is, what the keys do.

use egui::{Align, Layout, RichText, Ui};

use super::articles::count;
use crate::ui::document::Document;
use crate::ui::theme::Palette;

/// What the status bar shows beside the document.
pub struct StatusFacts<'a> {
    pub annotator: Option<&'a str>,
    /// What runs in the background, in words.
    pub busy: Option<String>,
    /// Work in another article that could not be saved.
    pub unsaved_elsewhere: Option<String>,
    /// The last thing that was done or went wrong.
    pub message: Option<(&'a str, bool)>,
}

/// Draws the status bar.
pub fn status_bar(ui: &mut Ui, document: Option<&Document>, facts: &StatusFacts<'_>) {
    let palette = Palette::of(ui.ctx());
    let quiet = |text: String| RichText::new(text).small().color(palette.quiet);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        ui.label(quiet(
            facts.annotator.unwrap_or("no annotator name").to_owned(),
        ));
        if let Some(document) = document {
            let (text, alarming) = saved_in_words(document);
            let text = RichText::new(text).small();
            ui.label(text.color(if alarming {
                palette.warning
            } else {
                palette.quiet
            }));
            let open = document.offers.open_count();
            let more = if document.offers.complete { "" } else { "…" };
            ui.label(quiet(format!(
                "{} · {open}{more} open",
                count(document.set.len(), "span")
            )));
        }
        if let Some(unsaved) = &facts.unsaved_elsewhere {
            let text = RichText::new(unsaved).small().color(palette.warning);
            ui.add(egui::Label::new(text).truncate());
        }
        if let Some(busy) = &facts.busy {
            ui.label(quiet(busy.clone()));
        }
        if let Some((message, alarming)) = facts.message {
            let color = if alarming {
                palette.warning
            } else {
                palette.accent
            };
            let text = RichText::new(message).small().color(color);
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(message);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hint = document.map_or("Ctrl+O opens an article, F1 helps", hint);
            ui.add(egui::Label::new(quiet(hint.to_owned())).truncate());
        });
    });
}

/// The truth about saving, and whether it is alarming.
fn saved_in_words(document: &Document) -> (String, bool) {
    if document.read_only.is_some() {
        return ("read only".to_owned(), true);
    }
    document.keeping.in_words()
}

/// What the keys do where the analyst is.
fn hint(document: &Document) -> &'static str {
    if document.free_ends.is_some() {
        "arrows move the end · O other end · Enter sets · Esc leaves"
    } else if document.caret.selection().is_some() {
        "A actor · L location · F figure · E event · Esc leaves"
    } else if document.current.is_some() {
        "Enter accepts · A L F E as another label · X rejects · N next · Esc leaves"
    } else if document.selected.is_some() {
        "A L F E relabel · Alt+←→ ends · H head · C note · Delete · U I nested · Esc leaves"
    } else {
        "A L F E mark the word · Shift+arrows select · N next suggestion · M next span · ? keys"
    }
}
