//! The editor of an actor, for the mention that is selected: what it is called, its country and
//! sector, and where else it is mentioned.

use std::sync::Arc;

use egui::{RichText, TextEdit, Ui};

use super::articles::count;
use super::cards::fact;
use super::code_field::{CodeField, Entered, NAME, select_all};
use super::inspector::Inspector;
use super::lists::{List, ROW};
use super::meaning::offer_meaning_field;
use crate::annotation::edits::ActorField;
use crate::annotation::{Id, Label, Span};
use crate::matching::codes::{Codes, countries, sectors};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::{Document, Likely};
use crate::ui::theme::Palette;

/// How many mentions are in view at once.
const IN_VIEW: usize = 5;

/// What is known of the actor of one mention, worked out once after each change.
#[derive(Debug)]
struct Facts {
    /// What is proposed as its name.
    name: String,
    codes: Codes,
    likely: Option<(Likely, String)>,
    /// Of two countries: in words.
    quarrel: Option<String>,
}

impl Facts {
    fn of(document: &Document, span: &Span) -> Self {
        let entity = document.set.entity_of(&span.id);
        let alone = entity.is_none_or(|entity| entity.spans.len() < 2);
        let likely = alone.then(|| document.likely_same(span)).flatten();
        let quote = |likely: &Likely| {
            let other = document.set.span(&likely.span);
            other.map_or_else(String::new, |span| document.brief(span.range))
        };
        Self {
            name: document.proposed_actor(&[span]).name,
            codes: document.codes_of(span),
            quarrel: entity.and_then(|entity| quarrel(document, &entity.spans)),
            likely: likely.map(|likely| {
                let words = quote(&likely);
                (likely, words)
            }),
        }
    }
}

/// Which countries the words of mentions speak of, where that is more than one.
pub(super) fn quarrel(document: &Document, mentions: &[Id]) -> Option<String> {
    let countries = document.countries_of(mentions);
    let two = countries.len() > 1;
    two.then(|| {
        let said = countries.iter().map(|(code, id)| {
            let span = document.set.span(id);
            let words = span.map_or_else(String::new, |span| document.brief(span.range));
            format!("{} by {words}", code.code)
        });
        said.collect::<Vec<_>>().join(", ")
    })
}

impl Inspector<'_> {
    /// Draws the editor of the actor that a span mentions.
    pub(super) fn actor(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        if span.label != Label::ACTOR {
            return;
        }
        let facts = self.actor_facts(ui, span);
        let set = &self.document.set;
        let entity = set.entity_of(&span.id);
        let editable = self.document.read_only.is_none();
        let widget = |field: &str| {
            egui::Id::unique(("actor", self.document.number, span.id.as_str(), field))
        };
        let field = |name, code, proposed, codes| CodeField {
            name,
            id: widget(name),
            code,
            proposed,
            codes,
            editable,
        };
        let country = entity.and_then(|entity| entity.country.as_deref());
        let country = field(
            "Country",
            country,
            facts.codes.country.as_ref(),
            countries(),
        );
        let sector = entity.and_then(|entity| entity.sector.as_deref());
        let sector = field("Sector", sector, facts.codes.sector.as_ref(), sectors());
        offer_meaning_field(ui, country.id);
        let name = entity.map_or("", |entity| &entity.name);
        self.actor_name(ui, widget("name"), span, (name, &facts.name), actions);
        let mut go_on = false;
        for (code_field, make) in [
            (
                &country,
                ActorField::Country as fn(Option<String>) -> ActorField,
            ),
            (&sector, ActorField::Sector),
        ] {
            let entered = code_field.show(ui);
            let code = match &entered {
                Some(Entered::Done(Some(code))) => Some(code.clone()),
                Some(Entered::Picked(code)) => Some(Some(code.clone())),
                _ => None,
            };
            if let Some(code) = code {
                actions.push(Action::SetActor(span.id.clone(), make(code)));
            }
            match entered {
                // From one to the next, and back to the text.
                Some(Entered::Done(_) | Entered::Picked(_)) if code_field.id == country.id => {
                    go_on = true;
                }
                Some(_) => actions.push(Action::FocusText),
                None => {}
            }
        }
        // Behind both, or one Enter would be meant for both.
        if go_on {
            ui.memory_mut(|memory| memory.request_focus(sector.id));
        }
        if let Some(quarrel) = &facts.quarrel {
            let text = format!("⚠ Its mentions speak of two countries: {quarrel}");
            let text = RichText::new(text)
                .small()
                .color(Palette::of(ui.ctx()).warning);
            ui.add(egui::Label::new(text).wrap());
        }
        if let Some((likely, words)) = &facts.likely {
            let key = self.keymap.shown(Command::SameActor);
            let text = format!("likely {words}: {} ({key})", likely.reason);
            fact(ui, "Same as", &text);
        }
        self.mentions(ui, span, actions);
    }

    fn actor_facts(&self, ui: &Ui, span: &Span) -> Arc<Facts> {
        type Kept = (u64, u64, Id, Arc<Facts>);
        let memory = egui::Id::unique("facts of the selected actor");
        let key = (self.document.number, self.document.revision(), &span.id);
        let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
        if let Some((number, revision, id, facts)) = kept
            && (number, revision, &id) == key
        {
            return facts;
        }
        let facts = Arc::new(Facts::of(self.document, span));
        let kept: Kept = (key.0, key.1, span.id.clone(), Arc::clone(&facts));
        ui.data_mut(|data| data.insert_temp(memory, kept));
        facts
    }

    fn actor_name(
        &self,
        ui: &mut Ui,
        id: egui::Id,
        span: &Span,
        (stands, proposed): (&str, &str),
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        ui.horizontal(|ui| {
            let size = egui::vec2(NAME, 20.0);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(NAME);
                ui.label(RichText::new("Actor").small().color(palette.quiet));
            });
            // What is being typed lives as long as the field has the focus.
            let being_typed: Option<String> = ui.data(|data| data.get_temp(id));
            let is_first = being_typed.is_none() && ui.memory(|memory| memory.has_focus(id));
            let mut text = being_typed.unwrap_or_else(|| stands.to_owned());
            if is_first {
                select_all(ui, id, &text);
            }
            let field = TextEdit::singleline(&mut text)
                .id(id)
                .interactive(self.document.read_only.is_none())
                .hint_text(proposed)
                .desired_width(ui.available_width() - 12.0);
            let field = ui.add(field);
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the actor")
            });
            if field.gained_focus() {
                select_all(ui, id, &text);
            }
            let pressed = |key| ui.input(|input| input.key_pressed(key));
            if field.has_focus() {
                ui.data_mut(|data| data.insert_temp(id, text));
                return;
            }
            if field.lost_focus() && !pressed(egui::Key::Escape) {
                let enter = pressed(egui::Key::Enter);
                // Enter in the empty field takes the name that is proposed.
                let name = match text.trim() {
                    "" if enter && stands.is_empty() => proposed,
                    text => text,
                };
                if !name.is_empty() && name != stands {
                    let field = ActorField::Name(name.to_owned());
                    actions.push(Action::SetActor(span.id.clone(), field));
                }
            }
            if field.lost_focus() && (pressed(egui::Key::Enter) || pressed(egui::Key::Escape)) {
                actions.push(Action::FocusText);
            }
            ui.data_mut(|data| data.remove::<String>(id));
        });
    }

    /// All mentions of the actor, with their place; the selected one can be taken out.
    fn mentions(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        let set = &self.document.set;
        let Some(entity) = set.entity_of(&span.id) else {
            return;
        };
        let palette = Palette::of(ui.ctx());
        let mentions = &entity.spans;
        ui.horizontal_wrapped(|ui| {
            let title = RichText::new(count(mentions.len(), "mention"));
            ui.label(title.small().color(palette.quiet));
            if mentions.len() > 1 {
                ui.spacing_mut().item_spacing.x = 4.0;
                for (command, title) in [
                    (Command::NextMention, "Next"),
                    (Command::PreviousMention, "Previous"),
                    (Command::PartMention, "Take out"),
                ] {
                    let button = ui.small_button(title);
                    let keys = self.keymap.shown(command);
                    let button = match keys.is_empty() {
                        true => button,
                        false => button.on_hover_text(keys),
                    };
                    if button.clicked() {
                        actions.push(Action::Run(command));
                        actions.push(Action::FocusText);
                    }
                }
            }
        });
        if mentions.len() < 2 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let height = mentions.len().min(IN_VIEW) as f32 * (ROW + 1.0);
        let size = egui::vec2(ui.available_width(), height);
        ui.allocate_ui(size, |ui| {
            ui.set_min_height(height);
            ui.set_max_height(height);
            let list = List {
                name: "Mentions of the actor",
                rows: mentions.len(),
                current: mentions.iter().position(|id| *id == span.id),
                height: ROW,
            };
            let current = list.current;
            let mut chosen = None;
            let go = list.show(ui, |ui, rows| {
                for number in rows {
                    let Some(other) = mentions.get(number).and_then(|id| set.span(id)) else {
                        continue;
                    };
                    let paragraphs = self.document.article.paragraphs();
                    let place = format!("¶ {}", paragraphs.at(other.range.start) + 1);
                    let is_current = current == Some(number);
                    if self.row(ui, &other.label, other.range, &place, is_current) {
                        chosen = Some(other.id.clone());
                    }
                }
            });
            if let Some(id) = chosen {
                actions.push(Action::SelectSpan(id));
                actions.push(Action::FocusText);
            } else if let Some(id) = go.and_then(|row| mentions.get(row)) {
                actions.push(Action::SelectSpan(id.clone()));
            }
        });
    }
}
