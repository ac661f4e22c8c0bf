//! Marking every hit of a search at once, as one undo step, with a preview.

use egui::{RichText, Ui};

use super::{Facts, quiet};
use crate::annotation::Label;
use crate::text::{ByteRange, made_visible};
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::document::Document;
use crate::ui::panels::count;
use crate::ui::theme::Palette;

/// What is to be marked, and as what so far.
#[derive(Clone, Debug)]
pub struct MarkHitsForm {
    /// The document that the hits are of.
    number: u64,
    query: String,
    hits: Vec<ByteRange>,
    label: Option<Label>,
    /// How many of them are marked so already, for the label that it was counted for.
    known: Option<(Label, usize)>,
}

impl MarkHitsForm {
    #[must_use]
    pub fn new(number: u64, query: String, hits: Vec<ByteRange>) -> Self {
        Self {
            number,
            query,
            hits,
            label: None,
            known: None,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let Some(document) = facts.document else {
            return;
        };
        let found = count(self.hits.len(), "hit");
        ui.label(quiet(
            ui,
            &format!("{found} of “{}”", made_visible(&self.query)),
        ));
        let first = facts.schema.labels.first().map(|def| def.label.clone());
        let mut label = self.label.clone().or(first);
        ui.horizontal_wrapped(|ui| {
            for (place, def) in facts.schema.labels.iter().enumerate() {
                let title = format!("{} {}", def.key, def.label);
                let chosen = label.as_ref() == Some(&def.label);
                let color = Palette::of(ui.ctx()).label(facts.schema, &def.label);
                let title = RichText::new(title).color(color);
                let button = ui.selectable_label(chosen, title);
                let digit = char::from_digit(u32::try_from(place + 1).unwrap_or(0), 10);
                if button.clicked() || typed(ui, def.key) || digit.is_some_and(|d| typed(ui, d)) {
                    label = Some(def.label.clone());
                }
            }
        });
        let Some(label) = label else {
            return;
        };
        self.label = Some(label.clone());
        let known = self.known(document, &label);
        let fresh = self.hits.len() - known;
        let text = match (fresh, known) {
            (0, _) => format!("All are marked as {label} already"),
            (_, 0) => format!("{} will be marked as {label}", count(fresh, "hit")),
            (_, 1) => format!(
                "{} will be marked as {label}, 1 already is",
                count(fresh, "hit")
            ),
            _ => format!(
                "{} will be marked as {label}, {known} already are",
                count(fresh, "hit")
            ),
        };
        ui.add_space(4.0);
        ui.label(RichText::new(text).color(Palette::of(ui.ctx()).accent));
        for hit in self.hits.iter().take(4) {
            let line = made_visible(&context(document.article.text(), *hit)).into_owned();
            ui.add(egui::Label::new(quiet(ui, &line)).truncate());
        }
        if self.hits.len() > 4 {
            ui.label(quiet(ui, &format!("and {} more", self.hits.len() - 4)));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let button = ui.add_enabled(fresh > 0, egui::Button::new("Mark them"));
            super::focus_once(ui, button.id);
            if button.clicked() {
                let hits = std::mem::take(&mut self.hits);
                actions.push(Action::Dialog(DialogAnswer::MarkHits(
                    self.number,
                    hits,
                    label,
                )));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }

    /// How many hits have that mark. Counted once for a label.
    fn known(&mut self, document: &Document, label: &Label) -> usize {
        if let Some((counted, known)) = &self.known
            && counted == label
        {
            return *known;
        }
        let marked = |hit: &&ByteRange| document.set.find(**hit, label).is_some();
        let known = self.hits.iter().filter(marked).count();
        self.known = Some((label.clone(), known));
        known
    }
}

/// Whether a letter or digit was typed.
fn typed(ui: &Ui, letter: char) -> bool {
    let key = egui::Key::from_name(&letter.to_uppercase().to_string());
    key.is_some_and(|key| ui.input(|input| input.key_pressed(key)))
}

/// A hit with some words around it, on one line.
fn context(text: &str, hit: ByteRange) -> String {
    const AROUND: usize = 28;
    let from = text.ceil_char_boundary(hit.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary((hit.end + AROUND).min(text.len()));
    let words = text.get(from..to.max(from)).unwrap_or_default();
    let cut = |cut: bool| if cut { "…" } else { "" };
    let (before, after) = (cut(from > 0), cut(to < text.len()));
    format!("{before}{}{after}", words.replace(['\n', '\r'], " "))
}
