//! Accepting or rejecting many suggestions at once, as one undo step.

use egui::{RichText, Slider, Ui};

use super::{Facts, quiet};
use crate::annotation::Label;
use crate::matching::Suggestion;
use crate::ui::actions::{Action, BulkChoice, DialogAnswer};
use crate::ui::choice::Choice;
use crate::ui::document::Document;
use crate::ui::theme::Palette;

/// What is chosen in the dialog so far.
#[derive(Clone, Debug)]
pub struct BulkForm {
    matcher: Option<&'static str>,
    label: Option<Label>,
    at_least: f32,
}

impl Default for BulkForm {
    fn default() -> Self {
        Self {
            matcher: None,
            label: None,
            at_least: 0.8,
        }
    }
}

impl BulkForm {
    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let Some(document) = facts.document else {
            return;
        };
        let mut matchers: Vec<_> = document.offers.open().map(|(_, s)| s.matcher).collect();
        matchers.sort_unstable();
        matchers.dedup();
        egui::Grid::new("bulk")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| {
                ui.label(quiet(ui, "Matcher"));
                let all = std::iter::once("all").chain(matchers.iter().copied());
                let options: Vec<_> = all.map(|matcher| (matcher, "")).collect();
                let at = matchers.iter().position(|m| Some(*m) == self.matcher);
                let at = at.map_or(0, |at| at + 1);
                let choice = Choice::new("bulk matcher", "Matcher").width(150.0);
                if let Some(taken) = choice.show(ui, at, &options).taken {
                    self.matcher = taken
                        .checked_sub(1)
                        .and_then(|at| matchers.get(at))
                        .copied();
                }
                ui.end_row();
                ui.label(quiet(ui, "Label"));
                let labels = facts.schema.labels.iter().map(|def| &def.label);
                let all = std::iter::once("all").chain(labels.clone().map(Label::as_str));
                let options: Vec<_> = all.map(|label| (label, "")).collect();
                let at = labels.clone().position(|l| Some(l) == self.label.as_ref());
                let at = at.map_or(0, |at| at + 1);
                let choice = Choice::new("bulk label", "Label").width(150.0);
                if let Some(taken) = choice.show(ui, at, &options).taken {
                    let taken = taken.checked_sub(1);
                    self.label = taken.and_then(|at| labels.clone().nth(at)).cloned();
                }
                ui.end_row();
                ui.label(quiet(ui, "Score at least"));
                let slider = ui.add(
                    Slider::new(&mut self.at_least, 0.5..=1.0)
                        .fixed_decimals(2)
                        .step_by(0.05),
                );
                slider.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Slider, true, "Score at least")
                });
                ui.end_row();
            });
        let found = chosen(document, &self.choice(true));
        let text = match found.len() {
            0 => "No open suggestion fits".to_owned(),
            1 => "1 open suggestion fits".to_owned(),
            n => format!("{n} open suggestions fit"),
        };
        ui.add_space(4.0);
        ui.label(RichText::new(text).color(Palette::of(ui.ctx()).accent));
        for index in found.iter().take(4) {
            if let Some(suggestion) = document.offers.get(*index) {
                let words = document.article.quote(suggestion.range);
                let line = format!("{}: {words}", suggestion.label);
                ui.add(egui::Label::new(quiet(ui, &line)).truncate());
            }
        }
        if found.len() > 4 {
            ui.label(quiet(ui, &format!("and {} more", found.len() - 4)));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            for (title, accept) in [("Accept them", true), ("Reject them", false)] {
                let button = ui.add_enabled(!found.is_empty(), egui::Button::new(title));
                if accept {
                    super::focus_once(ui, button.id);
                }
                if button.clicked() {
                    actions.push(Action::Dialog(DialogAnswer::Bulk(self.choice(accept))));
                }
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }

    fn choice(&self, accept: bool) -> BulkChoice {
        BulkChoice {
            accept,
            matcher: self.matcher,
            label: self.label.clone(),
            at_least: self.at_least,
        }
    }
}

/// The open suggestions that a choice means, in reading order.
#[must_use]
pub fn chosen(document: &Document, choice: &BulkChoice) -> Vec<usize> {
    let meant = |suggestion: &Suggestion| {
        choice
            .matcher
            .is_none_or(|matcher| suggestion.matcher == matcher)
            && choice
                .label
                .as_ref()
                .is_none_or(|label| suggestion.label == *label)
            && suggestion.score >= choice.at_least - f32::EPSILON
    };
    let open = document
        .offers
        .open()
        .filter(|(_, suggestion)| meant(suggestion));
    open.map(|(index, _)| index).collect()
}
