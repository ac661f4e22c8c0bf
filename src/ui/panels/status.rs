//! The status bar: whose work this is, whether it is saved, how much there is, what the keys do.

use egui::{Align, Layout, RichText, Ui};

use super::articles::count;
use super::checks::Checks;
use super::languages::limits_in_words;
use crate::annotation::{Label, Schema};
use crate::matching::Pipeline;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Motion};
use crate::ui::document::{Document, Linking};
use crate::ui::keymap::Keymap;
use crate::ui::theme::Palette;

/// What the status bar shows beside the document.
pub struct StatusFacts<'a> {
    pub keymap: &'a Keymap,
    pub schema: &'a Schema,
    /// How many entries of the keymap file are wrong.
    pub keymap_faults: usize,
    /// How many entries of the schema file are wrong.
    pub schema_faults: usize,
    /// What is wrong with the settings file, in a few words.
    pub settings_faults: Option<String>,
    pub annotator: Option<&'a str>,
    /// The matchers: what they cannot read is said.
    pub pipeline: &'a Pipeline,
    /// What looks wrong in the article.
    pub checks: Checks<'a>,
    /// Whether the text has the focus.
    pub in_text: bool,
    /// What runs in the background, in words.
    pub busy: Option<String>,
    /// Work in another article that could not be saved.
    pub unsaved_elsewhere: Option<String>,
    /// The last thing that was done or went wrong.
    pub message: Option<(&'a str, bool)>,
}

/// Draws the status bar.
pub fn status_bar(
    ui: &mut Ui,
    document: Option<&Document>,
    facts: &StatusFacts<'_>,
    actions: &mut Vec<Action>,
) {
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
        if let Some((said, alarming)) = facts.checks.in_short() {
            let color = if alarming {
                palette.warning
            } else {
                palette.quiet
            };
            let text = RichText::new(said).small().color(color);
            let button = ui.add(egui::Button::new(text).small());
            if button.on_hover_text("Show what looks wrong").clicked() {
                actions.push(Action::Run(Command::Checks));
            }
        }
        if let Some(limits) = document.and_then(|d| limits_in_words(d, facts.pipeline)) {
            let button = egui::Button::new(quiet(limits)).small();
            let button = ui
                .add(button)
                .on_hover_text("Set the language of the article");
            if button.clicked() {
                actions.push(Action::Run(Command::ArticleLanguage));
            }
        }
        if facts.keymap_faults > 0 {
            let text = format!("keymap.toml: {}", count(facts.keymap_faults, "wrong entry"));
            let text = RichText::new(text).small().color(palette.warning);
            if ui.add(egui::Button::new(text).small()).clicked() {
                actions.push(Action::Run(Command::Keys));
            }
        }
        if facts.schema_faults > 0 {
            let text = format!("obelus.toml: {}", count(facts.schema_faults, "fault"));
            let text = RichText::new(text).small().color(palette.warning);
            if ui.add(egui::Button::new(text).small()).clicked() {
                actions.push(Action::Run(Command::Guidelines));
            }
        }
        if let Some(text) = &facts.settings_faults {
            let text = RichText::new(text).small().color(palette.warning);
            if ui.add(egui::Button::new(text).small()).clicked() {
                actions.push(Action::Run(Command::Settings));
            }
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
            let hint = Hint::of(document, facts);
            ui.add(egui::Label::new(quiet(hint)).truncate());
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

/// What the keys do where the analyst is, by the keymap in force.
struct Hint<'a> {
    keymap: &'a Keymap,
    parts: Vec<String>,
}

impl<'a> Hint<'a> {
    fn of(document: Option<&Document>, facts: &StatusFacts<'a>) -> String {
        let mut hint = Self {
            keymap: facts.keymap,
            parts: Vec::new(),
        };
        match document {
            // Letters mean nothing elsewhere.
            Some(_) if !facts.in_text => {
                hint.keys(&[C::NextPane], "goes to the next pane");
                hint.keys(&[C::Help], "helps");
            }
            Some(document) => hint.at_work(document, facts.schema),
            None => {
                hint.keys(&[C::Open], "opens an article");
                hint.keys(&[C::Help], "helps");
            }
        }
        hint.parts.join(" · ")
    }

    /// Commands without a key are left out.
    fn keys(&mut self, commands: &[Command], does: &str) {
        let keys = commands.iter().map(|command| self.keymap.shown(*command));
        let keys: Vec<_> = keys.filter(|keys| !keys.is_empty()).collect();
        if !keys.is_empty() {
            self.parts.push(format!("{} {does}", keys.join(" ")));
        }
    }

    fn labels(&mut self, schema: &Schema, does: &str) {
        let keys = schema.labels.iter().map(|def| def.key.to_string());
        self.parts
            .push(format!("{} {does}", keys.collect::<Vec<_>>().join(" ")));
    }

    fn at_work(&mut self, document: &Document, schema: &Schema) {
        if let Some(linking) = &document.linking {
            self.linking(linking, document, schema);
        } else if document.free_ends.is_some() {
            self.keys(
                &[C::Move(Motion::Left), C::Move(Motion::Right)],
                "move the end",
            );
            self.keys(&[C::SwapEnds], "other end");
            self.keys(&[C::Accept], "sets");
        } else if document.caret.selection().is_some() {
            for def in &schema.labels {
                self.parts.push(format!("{} {}", def.key, def.label));
            }
        } else if document.current.is_some() {
            self.keys(&[C::Accept], "accepts");
            self.labels(schema, "as another label");
            self.keys(&[C::Reject], "rejects");
            self.keys(&[C::NextSuggestion], "next");
        } else if let Some(span) = document
            .selected
            .as_ref()
            .and_then(|id| document.set.span(id))
        {
            self.labels(schema, "relabel");
            if span.label == Label::EVENT {
                self.keys(&[C::FillRole], "role");
            } else if span.label == Label::ACTOR {
                self.keys(&[C::SameActor], "same as");
            }
            self.keys(&[C::RightEndLeft, C::RightEndRight], "end");
            if schema.rules.heads {
                self.keys(&[C::SetHead], "head");
            }
            let meaning = match span.label.as_str() {
                "figure" => Some("value"),
                "location" => Some("place"),
                "actor" => Some("codes"),
                "event" => Some("type"),
                _ => None,
            };
            if let Some(meaning) = meaning {
                self.keys(&[C::EditMeaning], meaning);
            }
            self.keys(&[C::EditNote], "note");
            self.keys(&[C::Delete], "deletes");
            self.keys(&[C::OuterSpan, C::InnerSpan], "nested");
        } else {
            self.labels(schema, "mark the word");
            self.keys(&[C::Extend(Motion::Right)], "selects");
            self.keys(&[C::NextSuggestion], "next suggestion");
            self.keys(&[C::NextSpan], "next span");
            self.keys(&[C::Keys], "keys");
            return;
        }
        self.keys(&[C::Leave], "leaves");
    }

    fn linking(&mut self, linking: &Linking, document: &Document, schema: &Schema) {
        let chosen = document
            .selected
            .as_ref()
            .and_then(|id| document.set.span(id));
        let chosen = chosen.filter(|span| document.can_choose(span));
        match linking {
            Linking::ChooseRole {
                proposed, taken, ..
            } => {
                match proposed.iter().filter(|one| one.sure).count() {
                    0 if *taken > 0 => self.keys(&[C::Accept], "ends"),
                    0 => {}
                    1 => self.keys(&[C::Accept], "takes what is proposed"),
                    all => self.keys(&[C::Accept], &format!("takes all {all}")),
                }
                for role in &schema.roles {
                    self.parts.push(format!("{} {}", role.key, role.name));
                }
                return;
            }
            Linking::FillRole { role, .. } if linking.wants_words() => {
                let keys = [C::Extend(Motion::WordLeft), C::Extend(Motion::WordRight)];
                self.keys(&keys, "select words");
                self.keys(&[C::Accept], &format!("takes them as the {}", role.name));
            }
            Linking::FillRole { role, .. } => {
                let offer = document
                    .current
                    .and_then(|index| document.offers.get(index));
                if let Some(offer) = offer.filter(|offer| linking.offers(&offer.label)) {
                    let words = document.brief(offer.range);
                    let does = format!("accepts {words} as the {}", role.name);
                    self.keys(&[C::Accept], &does);
                } else if let Some(span) = chosen {
                    let words = document.brief(span.range);
                    let does = if document.is_joined(span) {
                        format!("takes {words} out as the {}", role.name)
                    } else {
                        format!("takes {words} as the {}", role.name)
                    };
                    self.keys(&[C::Accept], &does);
                }
            }
            Linking::SameActor { .. } => {
                if let Some(span) = chosen {
                    let words = document.brief(span.range);
                    let does = if document.is_joined(span) {
                        format!("parts it from {words}")
                    } else {
                        format!("takes {words} as the same actor")
                    };
                    self.keys(&[C::Accept], &does);
                }
            }
        }
        if linking.wanted().is_some() {
            self.keys(&[C::NextSpan, C::PreviousSpan], "others");
        }
    }
}

use Command as C;
