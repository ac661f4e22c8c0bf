//! The inspector: the selected span or the suggestion under review, and the lists of both.

use egui::{Align, Button, Color32, ComboBox, Layout, RichText, ScrollArea, Ui};

use super::articles::{count, elided};
use super::values::value_in_words;
use crate::annotation::{Label, Maker, Schema, Span};
use crate::matching::Suggestion;
use crate::text::{ByteRange, made_visible};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Document;
use crate::ui::keymap::Keymap;
use crate::ui::text_view::{BlockLayout, Setting, has_rtl};
use crate::ui::theme::{self, Palette};

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Suggestions,
    Spans,
}

/// The types that an event may have where the corpus names none: those of PLOVER, then groups
/// for what PLOVER leaves out.
pub const EVENT_KINDS: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATEMENT",
    "LIFE",
    "PERSONNEL",
    "JUSTICE",
    "BUSINESS",
    "TRANSACTION",
    "MOVEMENT",
    "DISASTER",
];

/// The inspector of one frame.
pub struct Inspector<'a> {
    pub document: &'a Document,
    pub schema: &'a Schema,
    pub keymap: &'a Keymap,
}

/// Under this name egui's memory keeps the widget to which the focus goes that comes to this panel.
#[must_use]
pub fn inspector_pane() -> egui::Id {
    egui::Id::unique("inspector pane")
}

impl Inspector<'_> {
    /// Draws it. `tab` is the list that is shown.
    pub fn show(&self, ui: &mut Ui, tab: &mut Tab, actions: &mut Vec<Action>) {
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
        match (current, selected) {
            (Some((index, suggestion)), _) => self.suggestion(ui, index, suggestion, actions),
            (None, Some(span)) => self.span(ui, span, actions),
            (None, None) => self.nothing(ui),
        }
        ui.add_space(4.0);
        ui.separator();
        let open = self.document.offers.open_count();
        let spans = self.document.set.len();
        ui.horizontal(|ui| {
            let first = ui.selectable_value(tab, Tab::Suggestions, format!("Suggestions {open}"));
            ui.data_mut(|data| data.insert_temp(inspector_pane(), first.id));
            ui.selectable_value(tab, Tab::Spans, format!("Spans {spans}"));
            if *tab == Tab::Suggestions && open > 0 {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.button("In bulk…").clicked() {
                        actions.push(Action::Run(Command::Bulk));
                    }
                });
            }
        });
        match tab {
            Tab::Suggestions => self.suggestions(ui, actions),
            Tab::Spans => self.spans(ui, actions),
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
        let text = format!(
            "Select words and press {}, or press N to review the suggestions",
            keys.join(", ")
        );
        ui.label(RichText::new(text).color(palette.quiet));
    }

    fn span(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        self.label_row(ui, &span.label, |label| {
            actions.push(Action::Relabel(span.id.clone(), label))
        });
        self.quote(ui, span.range, span.head);
        if let Some(value) = &span.value {
            fact(ui, "Value", &value_in_words(value));
        }
        for event in self.document.set.events_of(&span.id) {
            let mut kind = event.kind.clone();
            ui.horizontal(|ui| {
                ui.label(RichText::new("Type").small().color(palette.quiet));
                let shown = kind.clone().unwrap_or_else(|| "not decided".to_owned());
                let combo =
                    ComboBox::from_id_salt(("type", event.id.as_str())).selected_text(shown);
                let combo = combo.show_ui(ui, |ui| {
                    ui.selectable_value(&mut kind, None, "not decided");
                    for known in EVENT_KINDS {
                        ui.selectable_value(&mut kind, Some((*known).to_owned()), *known);
                    }
                });
                combo.response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Event type")
                });
                if !event.flags.is_empty() {
                    let flags: Vec<_> = event
                        .flags
                        .iter()
                        .map(|f| format!("{f:?}").to_lowercase())
                        .collect();
                    ui.label(RichText::new(flags.join(", ")).small().color(palette.quiet));
                }
            });
            if kind != event.kind {
                actions.push(Action::SetEventKind(event.id.clone(), kind));
            }
        }
        if let Some(note) = &span.note {
            fact(ui, "Note", note);
        }
        if span.anchor.is_some() {
            fact(ui, "Place", "its sentence was edited since: is it right?");
            ui.horizontal(|ui| {
                self.key_button(ui, Command::Accept, "Confirm", actions);
                self.key_button(ui, Command::ConfirmAllPlaces, "Confirm all", actions);
            });
        }
        fact(ui, "Origin", &origin_in_words(span));
        ui.horizontal(|ui| {
            for (command, title) in [
                (Command::SetHead, "Head"),
                (Command::EditNote, "Note…"),
                (Command::Delete, "Delete"),
            ] {
                self.key_button(ui, command, title, actions);
            }
        });
    }

    fn suggestion(
        &self,
        ui: &mut Ui,
        index: usize,
        suggestion: &Suggestion,
        actions: &mut Vec<Action>,
    ) {
        self.label_row(ui, &suggestion.label, |label| {
            actions.push(Action::AcceptAs(index, label))
        });
        self.quote(ui, suggestion.range, suggestion.head);
        if let Some(value) = &suggestion.value {
            fact(ui, "Value", &value_in_words(value));
        }
        if let Some(kind) = &suggestion.event_kind {
            fact(ui, "Type", kind);
        }
        fact(
            ui,
            "Why",
            &suggestion.reason.in_words(&self.document.article),
        );
        fact(
            ui,
            "From",
            &format!("{}, score {:.2}", suggestion.matcher, suggestion.score),
        );
        if !suggestion.alternatives.is_empty() {
            let others: Vec<_> = suggestion
                .alternatives
                .iter()
                .map(|other| format!("{} {:.2}", other.label, other.score))
                .collect();
            fact(ui, "Or", &others.join(", "));
        }
        ui.horizontal(|ui| {
            self.key_button(ui, Command::Accept, "Accept", actions);
            self.key_button(ui, Command::Reject, "Reject", actions);
            self.key_button(ui, Command::NextSuggestion, "Next", actions);
        });
    }

    fn label_row(&self, ui: &mut Ui, current: &Label, mut choose: impl FnMut(Label)) {
        let palette = Palette::of(ui.ctx());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for def in &self.schema.labels {
                let chosen = def.label == *current;
                let color = palette.label(self.schema, &def.label);
                let name = format!("{} {}", def.key, def.label);
                let (ink, ground) = if chosen {
                    (palette.paper, color)
                } else {
                    (color, Color32::TRANSPARENT)
                };
                let text = RichText::new(name).small().color(ink);
                let button = Button::new(text)
                    .fill(ground)
                    .stroke(egui::Stroke::new(1.0, color));
                let button = ui.add(button).on_hover_text(def.description.as_ref());
                if button.clicked() && !chosen {
                    choose(def.label.clone());
                }
            }
        });
    }

    /// The words, the head among them underlined.
    fn quote(&self, ui: &mut Ui, range: ByteRange, head: Option<ByteRange>) {
        let palette = Palette::of(ui.ctx());
        let text = self.document.article.text();
        if text.get(range.as_range()).is_some_and(has_rtl) {
            quote_both_ways(ui, text, range, head);
            return;
        }
        let mut job = egui::text::LayoutJob::default();
        let plain = egui::text::TextFormat {
            font_id: theme::reading(16.0),
            color: palette.ink,
            line_height: Some(22.0),
            ..Default::default()
        };
        let mut append = |from: usize, to: usize, under: bool| {
            let mut format = plain.clone();
            if under {
                format.underline = egui::Stroke::new(1.5, palette.ink);
            }
            let words = text.get(from..to).unwrap_or_default();
            job.append(&made_visible(words), 0.0, format);
        };
        match head {
            Some(head) => {
                append(range.start, head.start, false);
                append(head.start, head.end, true);
                append(head.end, range.end, false);
            }
            None => append(range.start, range.end.min(range.start + 4000), false),
        }
        job.wrap.max_rows = 5;
        ui.add(egui::Label::new(job));
    }

    fn key_button(&self, ui: &mut Ui, command: Command, title: &str, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let keys = RichText::new(self.keymap.shown(command))
            .small()
            .color(palette.quiet);
        if ui.add(Button::new(title).shortcut_text(keys)).clicked() {
            actions.push(Action::Run(command));
            actions.push(Action::FocusText);
        }
    }

    fn suggestions(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let offers = &self.document.offers;
        if offers.open_count() == 0 {
            let text = if offers.complete {
                "No open suggestions"
            } else {
                "Matching…"
            };
            ui.label(RichText::new(text).color(palette.quiet));
            return;
        }
        let rows: Vec<_> = offers.open().collect();
        let current = self
            .document
            .current
            .and_then(|c| rows.iter().position(|(i, _)| *i == c));
        self.list(ui, "suggestions", rows.len(), current, |ui, row| {
            let (index, suggestion) = rows[row];
            let detail = format!("{:.2}", suggestion.score);
            if self.row(
                ui,
                &suggestion.label,
                suggestion.range,
                &detail,
                current == Some(row),
            ) {
                actions.push(Action::Review(index));
                actions.push(Action::FocusText);
            }
        });
    }

    fn spans(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let set = &self.document.set;
        if set.is_empty() && set.faulty.is_empty() && self.document.faults.is_empty() {
            ui.label(RichText::new("No spans yet").color(palette.quiet));
            return;
        }
        for fault in self.document.faults.iter().take(20) {
            ui.label(
                RichText::new(made_visible(fault))
                    .small()
                    .color(palette.warning),
            );
        }
        self.unplaced(ui, actions);
        let rows: Vec<_> = set.spans().collect();
        let selected = self.document.selected.as_ref();
        let current = selected.and_then(|id| rows.iter().position(|span| span.id == *id));
        self.list(ui, "spans", rows.len(), current, |ui, row| {
            let span = rows[row];
            let detail = match (span.anchor, &span.note) {
                (Some(_), _) => "confirm its place",
                (None, Some(_)) => "note",
                (None, None) => "",
            };
            if self.row(ui, &span.label, span.range, detail, current == Some(row)) {
                actions.push(Action::SelectSpan(span.id.clone()));
                actions.push(Action::FocusText);
            }
        });
    }

    /// What could not be placed in the text: it is kept, and can be given a place by hand.
    fn unplaced(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
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

    /// A long list, of which only the rows in view are drawn; it follows the current one.
    fn list(
        &self,
        ui: &mut Ui,
        name: &str,
        rows: usize,
        current: Option<usize>,
        mut draw: impl FnMut(&mut Ui, usize),
    ) {
        let height = 26.0;
        ui.spacing_mut().item_spacing.y = 1.0;
        let memory = ui.scope_id().with((name, "followed"));
        let followed: Option<usize> = ui.data(|data| data.get_temp(memory)).flatten();
        let mut area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
        if current != followed {
            ui.data_mut(|data| data.insert_temp(memory, current));
            if let Some(row) = current {
                #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
                let offset = (row as f32 * (height + 1.0) - ui.available_height() / 2.0).max(0.0);
                area = area.vertical_scroll_offset(offset);
            }
        }
        area.show_rows(ui, height, rows, |ui, range| {
            for row in range {
                draw(ui, row);
            }
        });
    }

    fn row(
        &self,
        ui: &mut Ui,
        label: &Label,
        range: ByteRange,
        detail: &str,
        current: bool,
    ) -> bool {
        let palette = Palette::of(ui.ctx());
        let words = self
            .document
            .article
            .quote(range)
            .replace(['\n', '\r'], " ");
        let size = egui::vec2(ui.available_width(), 26.0);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::Role::ListItem,
                true,
                current,
                format!("{label}, {words}"),
            )
        });
        let painter = ui.painter_at(rect);
        if current || response.hovered() {
            let ground = if current {
                palette.selection
            } else {
                ui.visuals().widgets.inactive.bg_fill
            };
            painter.rect_filled(rect, 4.0, ground);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
        }
        let color = palette.label(self.schema, label);
        let middle = rect.left_center() + egui::vec2(8.0, 0.0);
        let key = self.schema.key(label);
        painter.text(
            middle,
            egui::Align2::LEFT_CENTER,
            key,
            theme::strong(12.0),
            color,
        );
        let small = egui::FontId::proportional(11.5);
        let right = rect.right_center() - egui::vec2(8.0, 0.0);
        let taken = painter.text(
            right,
            egui::Align2::RIGHT_CENTER,
            detail,
            small,
            palette.quiet,
        );
        let room = taken.left() - middle.x - 28.0;
        let galley = elided(
            ui,
            &words,
            egui::FontId::proportional(13.0),
            palette.ink,
            room,
        );
        let at = egui::pos2(middle.x + 18.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, palette.ink);
        response.clicked()
    }
}

/// The quote where it runs from right to left, which a label cannot show.
fn quote_both_ways(ui: &mut Ui, text: &str, range: ByteRange, head: Option<ByteRange>) {
    let palette = Palette::of(ui.ctx());
    let setting = Setting {
        size: 16.0,
        width: ui.available_width().floor(),
        ink: palette.ink,
    };
    let longest = text.floor_char_boundary(range.start + 600);
    let range = ByteRange::new(range.start, range.end.min(longest));
    let layout = BlockLayout::new(ui.ctx(), text, range, &setting);
    let size = egui::vec2(setting.width, layout.height());
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, layout.words(range)));
    let painter = ui.painter_at(rect.expand(2.0));
    layout.paint(&painter, rect.min, palette.ink);
    for stretch in head.map(|head| layout.stretches(head)).unwrap_or_default() {
        let under = stretch.rect.translate(rect.min.to_vec2());
        let y = under.center().y + setting.size * 0.56;
        let stroke = egui::Stroke::new(1.5, palette.ink);
        painter.hline(under.x_range(), y, stroke);
    }
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    let palette = Palette::of(ui.ctx());
    ui.horizontal_top(|ui| {
        let size = egui::vec2(44.0, 18.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(44.0);
            ui.label(RichText::new(name).small().color(palette.quiet));
        });
        ui.add(egui::Label::new(RichText::new(text).size(12.5)).wrap());
    });
}

/// Who made a span, in words.
#[must_use]
pub fn origin_in_words(span: &Span) -> String {
    let mut words = match (span.origin.by, &span.origin.matcher) {
        (Maker::Hand, _) => "by hand".to_owned(),
        (Maker::Import, _) => "imported".to_owned(),
        (Maker::Suggestion, Some(matcher)) => format!("suggested by {matcher}"),
        (Maker::Suggestion, None) => "suggested".to_owned(),
    };
    if span.origin.edited {
        words.push_str(", edited since");
    }
    if !span.fragments.is_empty() {
        words.push_str(&format!(
            ", {} in the source",
            count(span.fragments.len(), "part")
        ));
    }
    words
}
