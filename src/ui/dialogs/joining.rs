//! Joining what is clearly the same actor, all over the article, as one undo step.

use egui::{RichText, ScrollArea, Ui};

use super::{Facts, quiet};
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::document::{ClearChain, Document};
use crate::ui::panels::count;
use crate::ui::theme::Palette;

/// The height of a row of the list.
const ROW: f32 = 44.0;
/// How many mentions of a chain are written out.
const WRITTEN: usize = 6;

/// The chains that are offered, and which of them are taken.
#[derive(Clone, Debug)]
pub struct JoiningForm {
    /// Of the document.
    number: u64,
    chains: Vec<(ClearChain, bool)>,
}

impl JoiningForm {
    /// All of them taken.
    #[must_use]
    pub fn new(document: &Document, chains: Vec<ClearChain>) -> Self {
        Self {
            number: document.number,
            chains: chains.into_iter().map(|chain| (chain, true)).collect(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let Some(document) = facts.document else {
            return;
        };
        ui.label(quiet(
            ui,
            "Clear from their words: untick what is not one actor",
        ));
        ui.add_space(4.0);
        let rows = self.chains.len();
        let area = ScrollArea::vertical()
            .max_height(360.0)
            .auto_shrink([false, true]);
        area.show_rows(ui, ROW, rows, |ui, range| {
            for index in range {
                let (chain, taken) = &mut self.chains[index];
                ui.push_id(index, |ui| row(ui, document, chain, taken));
            }
        });
        let taken = self.chains.iter().filter(|(_, taken)| *taken).count();
        let mentions = self.chains.iter().filter(|(_, taken)| *taken);
        let mentions: usize = mentions.map(|(chain, _)| chain.mentions.len()).sum();
        let text = format!(
            "{} of {}",
            count(mentions, "mention"),
            count(taken, "actor")
        );
        ui.add_space(6.0);
        ui.label(RichText::new(text).color(Palette::of(ui.ctx()).accent));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let join = ui.add_enabled(taken > 0, egui::Button::new("Join them"));
            super::focus_once(ui, join.id);
            if join.clicked() {
                let chosen = self.chains.iter().filter(|(_, taken)| *taken);
                let chosen = chosen.map(|(chain, _)| chain.clone()).collect();
                let answer = DialogAnswer::JoinActors(self.number, chosen);
                actions.push(Action::Dialog(answer));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}

fn row(ui: &mut Ui, document: &Document, chain: &ClearChain, taken: &mut bool) {
    ui.set_height(ROW);
    ui.vertical(|ui| {
        let title = format!("{}, {}", chain.name, count(chain.mentions.len(), "mention"));
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        ui.checkbox(taken, title);
        let spans = chain.mentions.iter().filter_map(|id| document.set.span(id));
        let words: Vec<_> = (spans.take(WRITTEN))
            .map(|span| document.brief(span.range))
            .collect();
        let more = chain.mentions.len().saturating_sub(WRITTEN);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let line = quiet(ui, &format!("{}{more}", words.join(" ")));
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            ui.add(egui::Label::new(line).truncate());
        });
    });
}
