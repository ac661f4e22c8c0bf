//! What is proposed for the roles of an event while one is asked for.

use egui::{Button, RichText, Ui};

use super::inspector::Inspector;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Proposed;
use crate::ui::theme::Palette;

/// How many that are only to be asked for are listed.
const UNSURE: usize = 3;

impl Inspector<'_> {
    /// Lists the fillers that are proposed, each with its key and its reason; what is taken
    /// together stands first.
    pub(super) fn proposals(&self, ui: &mut Ui, proposed: &[Proposed], actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let (sure, unsure): (Vec<_>, Vec<_>) = proposed.iter().partition(|one| one.sure);
        for one in &sure {
            self.proposal(ui, one, actions);
        }
        if !sure.is_empty() {
            ui.horizontal(|ui| {
                let title = match sure.len() {
                    1 => "Take it".to_owned(),
                    all => format!("Take all {all}"),
                };
                self.key_button(ui, Command::Accept, &title, actions);
            });
        }
        if !unsure.is_empty() {
            let text = match sure.is_empty() {
                true => "Nothing is clear; the keys of the roles propose",
                false => "Less sure, by the keys of the roles",
            };
            ui.label(RichText::new(text).small().color(palette.quiet));
            for one in unsure.into_iter().take(UNSURE) {
                self.proposal(ui, one, actions);
            }
        }
    }

    fn proposal(&self, ui: &mut Ui, one: &Proposed, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let Some(role) = self.schema.roles.get(one.role) else {
            return;
        };
        let color = match &role.filler {
            Some(label) => palette.label(self.schema, label),
            None => palette.quiet,
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let key = RichText::new(role.key).small().strong().color(color);
            ui.label(key);
            ui.label(
                RichText::new(role.name.as_ref())
                    .small()
                    .color(palette.quiet),
            );
            let words = RichText::new(made_visible(&one.words)).size(12.5);
            let words = if one.sure { words.strong() } else { words };
            let button = ui.add(Button::new(words).wrap().frame(false));
            let name = format!("{}: {}", role.name, one.words);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked()
                && let Ok(place) = u8::try_from(one.role)
            {
                actions.push(Action::Run(Command::Role(place)));
                actions.push(Action::FocusText);
            }
            let why = RichText::new(made_visible(&one.why)).small();
            ui.add(egui::Label::new(why.color(palette.quiet)).wrap());
        });
    }
}
