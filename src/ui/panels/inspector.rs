//! The inspector: the selected span or the suggestion under review, and the lists of both.

use egui::{Align, Button, Layout, RichText, ScrollArea, Ui};

use super::articles::count;
use super::checks::Checks;
use super::guide::{Guide, GuideView};
use super::meaning::{forget_meaning_field, give_meaning_the_focus};
use crate::annotation::Schema;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Document;
use crate::ui::keymap::Keymap;
use crate::ui::theme::{self, Palette};

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Suggestions,
    Spans,
    /// What looks wrong.
    Checks,
    Actors,
    /// How to annotate.
    Guide,
    /// The article's places on a map.
    Map,
    /// Another annotator's spans.
    Beneath,
}

/// The inspector of one frame.
pub struct Inspector<'a> {
    pub document: &'a Document,
    pub schema: &'a Schema,
    pub keymap: &'a Keymap,
    pub guide: &'a Guide,
    pub checks: Checks<'a>,
}

/// Under this name egui's memory keeps the widget to which the focus goes that comes to this panel.
#[must_use]
pub fn inspector_pane() -> egui::Id {
    egui::Id::unique("inspector pane")
}

impl Inspector<'_> {
    /// Draws it. `tab` is the list that is shown, `view` how far the guidelines are read.
    pub fn show(
        &self,
        ui: &mut Ui,
        tab: &mut Tab,
        view: &mut GuideView,
        actions: &mut Vec<Action>,
    ) {
        ui.add_space(6.0);
        let selected = self
            .document
            .selected
            .as_ref()
            .and_then(|id| self.document.set.span(id));
        let current = self
            .document
            .current
            .and_then(|i| Some((i, self.document.offers.get(i)?)));
        forget_meaning_field(ui);
        self.joining(ui, actions);
        match (current, selected) {
            (Some((index, suggestion)), _) => self.suggestion(ui, index, suggestion, actions),
            (None, Some(span)) => self.span(ui, span, actions),
            // What can be done then stands above.
            (None, None) if self.document.linking.is_some() => {}
            (None, None) => self.nothing(ui),
        }
        ui.add_space(4.0);
        ui.separator();
        let open = self.document.offers.open_count();
        let spans = self.document.set.len();
        ui.horizontal_wrapped(|ui| {
            let first = ui.selectable_value(tab, Tab::Suggestions, format!("Suggestions {open}"));
            ui.data_mut(|data| data.insert_temp(inspector_pane(), first.id));
            give_meaning_the_focus(ui, first.id);
            ui.selectable_value(tab, Tab::Spans, format!("Spans {spans}"));
            let checks = match self.checks.findings.len() {
                0 => "Checks".to_owned(),
                found => format!("Checks {found}"),
            };
            ui.selectable_value(tab, Tab::Checks, checks);
            let actors = self.document.set.entity_count();
            if actors > 0 {
                ui.selectable_value(tab, Tab::Actors, format!("Actors {actors}"));
            } else if *tab == Tab::Actors {
                *tab = Tab::Spans;
            }
            ui.selectable_value(tab, Tab::Map, "Map");
            ui.selectable_value(tab, Tab::Guide, "Guide");
            match self.document.spans_beneath() {
                Some((beneath, theirs)) => {
                    let title = format!("{} {}", beneath.who(), theirs.len());
                    ui.selectable_value(tab, Tab::Beneath, title);
                }
                None if *tab == Tab::Beneath => *tab = Tab::Spans,
                None => {}
            }
        });
        if *tab == Tab::Suggestions && open > 0 {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let button = Button::new(RichText::new("In bulk…").small()).small();
                if ui.add(button).clicked() {
                    actions.push(Action::Run(Command::Bulk));
                }
            });
        }
        match tab {
            Tab::Suggestions => self.suggestions(ui, actions),
            Tab::Spans => self.spans(ui, actions),
            Tab::Checks => self.checks(ui, actions),
            Tab::Actors => self.actors(ui, actions),
            Tab::Map => self.map(ui, actions),
            Tab::Guide => self.guide.show(ui, view, actions),
            Tab::Beneath => self.beneath(ui, actions),
        }
    }

    fn nothing(&self, ui: &mut Ui) {
        let palette = Palette::of(ui.ctx());
        ui.label(RichText::new("Nothing selected").font(theme::strong(13.5)));
        let keys: Vec<_> = self
            .schema
            .labels
            .iter()
            .map(|def| format!("{} {}", def.key, def.label))
            .collect();
        let mut text = format!("Select words and press {}", keys.join(", "));
        let next = self.keymap.shown(Command::NextSuggestion);
        if !next.is_empty() {
            text.push_str(&format!(", or press {next} to review the suggestions"));
        }
        ui.label(RichText::new(text).color(palette.quiet));
    }

    /// What could not be placed in the text: it is kept, and can be given a place by hand.
    pub(super) fn unplaced(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let faulty = &self.document.set.faulty;
        if faulty.is_empty() {
            return;
        }
        let palette = Palette::of(ui.ctx());
        let title = format!("{} without a place", count(faulty.len(), "entry"));
        ui.label(
            RichText::new(title)
                .font(theme::strong(12.5))
                .color(palette.warning),
        );
        let height = (ui.available_height() * 0.45).max(60.0);
        let area = ScrollArea::vertical()
            .id_salt("unplaced")
            .max_height(height);
        let rows = faulty.len();
        area.auto_shrink([false, true])
            .show_rows(ui, 58.0, rows, |ui, range| {
                for index in range {
                    ui.push_id(index, |ui| self.unplaced_entry(ui, index, actions));
                }
            });
        ui.separator();
    }

    fn unplaced_entry(&self, ui: &mut Ui, index: usize, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let faulty = &self.document.set.faulty[index];
        let field = |name: &str| faulty.raw.get(name).and_then(serde_json::Value::as_str);
        let quote = field("quote").map(str::to_owned);
        let what = field("label").unwrap_or(faulty.list);
        let words = match &quote {
            Some(quote) => format!("{what} “{}”", made_visible(quote)),
            None => what.to_owned(),
        };
        ui.set_height(58.0);
        ui.add(egui::Label::new(RichText::new(words).size(12.5)).truncate());
        let why = RichText::new(&faulty.why).small().color(palette.quiet);
        ui.add(egui::Label::new(why).truncate())
            .on_hover_text(&faulty.why);
        ui.horizontal(|ui| {
            let selection = self.document.caret.selection().is_some();
            let editable = self.document.read_only.is_none();
            let place = Button::new(RichText::new("Place on the selection").small());
            if ui.add_enabled(selection && editable, place).clicked() {
                actions.push(Action::PlaceLost(index));
                actions.push(Action::FocusText);
            }
            if let Some(quote) = quote
                && ui.button(RichText::new("Search for it").small()).clicked()
            {
                actions.push(Action::FindWords(quote));
            }
        });
    }
}
