//! What joins the selected span to others: the roles of an event, those that an actor fills, and
//! what is being joined just now.

use std::sync::Arc;

use egui::{Button, RichText, Ui};

use super::cards::fact;
use super::frame_facts::{FrameFacts, frames_of};
use super::inspector::Inspector;
use crate::annotation::{Id, Label, RoleFiller, Span};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::{Document, Linking};
use crate::ui::theme::{self, Palette};

/// What is known of one span, worked out once after each change: looking for it takes time linear
/// in events and actors.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The frames that the span triggers.
    pub frames: Vec<FrameFacts>,
    /// Name and words of each row.
    rows: Vec<(String, String)>,
}

impl Inspector<'_> {
    /// What is known of a span.
    pub(super) fn facts(&self, ui: &Ui, span: &Span) -> Arc<Facts> {
        type Kept = (u64, u64, Id, Arc<Facts>);
        let memory = egui::Id::unique("facts of the selected span");
        let key = (self.document.number, self.document.revision(), &span.id);
        let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
        if let Some((number, revision, id, facts)) = kept
            && (number, revision, &id) == key
        {
            return facts;
        }
        let facts = Arc::new(gather(self.document, span));
        let kept: Kept = (key.0, key.1, span.id.clone(), Arc::clone(&facts));
        ui.data_mut(|data| data.insert_temp(memory, kept));
        facts
    }

    /// Draws the other mentions of an actor and the events in which it has a role.
    pub(super) fn joined(&self, ui: &mut Ui, facts: &Facts) {
        for (name, words) in &facts.rows {
            fact(ui, name, words);
        }
    }

    /// Says what is being joined, if anything is, and offers by buttons what the keys do.
    pub(super) fn joining(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(linking) = &self.document.linking else {
            return;
        };
        let palette = Palette::of(ui.ctx());
        let about = self.document.set.span(linking.about());
        let words = about.map_or_else(String::new, |span| self.document.brief(span.range));
        let title = match linking {
            Linking::ChooseRole { .. } => format!("A role of {words}"),
            Linking::FillRole { role, .. } => format!("The {} of {words}", role.name),
            Linking::SameActor { .. } => format!("The same actor as {words}"),
        };
        let title = RichText::new(title)
            .font(theme::strong(13.5))
            .color(palette.accent);
        ui.add(egui::Label::new(title).wrap());
        if linking.wants_words() {
            let how = RichText::new("Select the words that say when").color(palette.quiet);
            ui.add(egui::Label::new(how).wrap());
        }
        if let Linking::ChooseRole { proposed, .. } = linking {
            self.proposals(ui, proposed, actions);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Linking::ChooseRole { proposed, .. } = linking {
                // Those with proposals stand above.
                let above = |place: u8| proposed.iter().any(|one| one.role == usize::from(place));
                let roles = (0u8..).zip(&self.schema.roles);
                for (place, role) in roles.filter(|(place, _)| !above(*place)) {
                    let key = RichText::new(role.key).small().color(palette.quiet);
                    let button = Button::new(role.name.as_ref()).shortcut_text(key);
                    if ui.add(button).clicked() {
                        actions.push(Action::Run(Command::Role(place)));
                        actions.push(Action::FocusText);
                    }
                }
            } else {
                let title = match self.document.takes_out() {
                    true => "Take out",
                    false => "Take",
                };
                self.key_button(ui, Command::Accept, title, actions);
            }
            if linking.wanted().is_some() {
                self.key_button(ui, Command::NextSpan, "Next", actions);
                self.key_button(ui, Command::PreviousSpan, "Previous", actions);
            }
            self.key_button(ui, Command::Leave, "Leave", actions);
        });
        ui.separator();
    }
}

fn gather(document: &Document, span: &Span) -> Facts {
    let set = &document.set;
    let mut facts = Facts::default();
    let quote = |id: &Id| match set.span(id) {
        Some(span) => document.brief(span.range),
        None => id.to_string(),
    };
    if span.label == Label::EVENT {
        facts.frames = frames_of(document, span);
    }
    if span.label == Label::ACTOR {
        for event in set.events() {
            let fills =
                |role: &&crate::annotation::Role| role.filler == RoleFiller::Span(span.id.clone());
            for role in event.roles.iter().filter(fills) {
                facts
                    .rows
                    .push((capital(&role.role), format!("of {}", quote(&event.trigger))));
            }
        }
    }
    facts
}

fn capital(name: &str) -> String {
    crate::ui::document::sentence(&name)
}
