//! The cards of the inspector: what is known of the selected span, or of the suggestion under
//! review, and the buttons that act on it.

use egui::{Align, Button, Color32, Layout, RichText, Ui};

use super::articles::{count, elided};
use super::inspector::Inspector;
use super::values::{reading_in_words, score_in_words, value_in_words};
use crate::annotation::{Label, Maker, Span};
use crate::matching::{Alternative, Suggestion};
use crate::text::{ByteRange, made_visible};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::text_view::{BlockLayout, Setting, has_rtl};
use crate::ui::theme::{self, Palette};

impl Inspector<'_> {
    pub(super) fn span(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        self.label_row(ui, &span.label, |label| {
            actions.push(Action::Relabel(span.id.clone(), label))
        });
        self.quote(ui, span.range, span.head);
        if span.label == Label::FIGURE {
            self.value_editor(ui, span, actions);
        } else if let Some(value) = &span.value {
            fact(ui, "Value", &value_in_words(value));
        }
        self.place(ui, span, actions);
        let facts = self.facts(ui, span);
        self.frames(ui, &facts.frames, actions);
        self.actor(ui, span, actions);
        self.attributes(ui, span, actions);
        self.joined(ui, &facts);
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
                if command == Command::SetHead && !self.schema.rules.heads {
                    continue;
                }
                self.key_button(ui, command, title, actions);
            }
        });
    }

    pub(super) fn suggestion(
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
            fact(ui, "Value", &reading_in_words(value));
        }
        if let Some(kind) = suggestion.kind_in_words() {
            fact(ui, "Type", &kind);
        }
        let article = &self.document.article;
        let why = suggestion.reason.sentence(article, suggestion.range);
        fact(ui, "Why", &why);
        let from = from_in_words(suggestion.matcher, suggestion.score);
        fact(ui, "From", &from);
        for other in &suggestion.alternatives {
            fact(ui, "Or", &self.other_reading(suggestion, other));
        }
        ui.horizontal(|ui| {
            self.key_button(ui, Command::Accept, "Accept", actions);
            self.key_button(ui, Command::Reject, "Reject", actions);
            self.key_button(ui, Command::NextSuggestion, "Next", actions);
        });
    }

    /// Another reading of the same words, with the key that takes it: "L location: Gazetteer:
    /// Niamey, capital of Niger (places, possible, 0.52)".
    fn other_reading(&self, suggestion: &Suggestion, other: &Alternative) -> String {
        let def = self.schema.labels.iter().find(|d| d.label == other.label);
        let key = def.map(|def| format!("{} ", def.key)).unwrap_or_default();
        let article = &self.document.article;
        let words = if other.range == suggestion.range {
            String::new()
        } else {
            format!(" “{}”", article.quote(other.range))
        };
        let why = other.reason.sentence(article, other.range);
        let from = from_in_words(other.matcher, other.score);
        format!("{key}{}{words}: {why} ({from})", other.label)
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
            if self.schema.label(current).is_none() {
                let text = format!("• {current}");
                ui.label(
                    RichText::new(text)
                        .small()
                        .color(palette.label(self.schema, current)),
                )
                .on_hover_text("The schema of the corpus does not know this label");
            }
        });
        if let Some(def) = self
            .schema
            .label(current)
            .filter(|d| !d.description.is_empty())
        {
            let text = RichText::new(def.description.as_ref())
                .small()
                .color(palette.quiet);
            ui.add(egui::Label::new(text).wrap());
        }
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

    pub(super) fn key_button(
        &self,
        ui: &mut Ui,
        command: Command,
        title: &str,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let keys = self.keymap.shown(command);
        let button = match keys.is_empty() {
            true => Button::new(title),
            false => {
                let keys = RichText::new(keys).small().color(palette.quiet);
                Button::new(title).shortcut_text(keys)
            }
        };
        if ui.add(button).clicked() {
            actions.push(Action::Run(command));
            actions.push(Action::FocusText);
        }
    }
}

/// The quote where it runs from right to left, which a label cannot show.
fn quote_both_ways(ui: &mut Ui, text: &str, range: ByteRange, head: Option<ByteRange>) {
    let palette = Palette::of(ui.ctx());
    let setting = Setting {
        face: crate::storage::settings::Face::Serif,
        size: 16.0,
        leading: 1.82,
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

pub(super) fn fact(ui: &mut Ui, name: &str, text: &str) {
    const NAME: f32 = 62.0;
    let palette = Palette::of(ui.ctx());
    ui.horizontal_top(|ui| {
        let size = egui::vec2(NAME, 18.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_width(NAME);
            ui.label(RichText::new(name).small().color(palette.quiet));
        });
        if has_rtl(text) {
            // A label would set its words in the wrong order.
            let font = egui::FontId::proportional(12.5);
            let galley = elided(ui, text, font, palette.ink, ui.available_width());
            let words = ui.add(egui::Label::new(galley));
            words.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
            return;
        }
        ui.add(egui::Label::new(RichText::new(made_visible(text)).size(12.5)).wrap());
    });
}

/// Who proposes something, and how sure that is: "places, likely, 0.82".
#[must_use]
pub fn from_in_words(matcher: &str, score: f32) -> String {
    format!("{matcher}, {}", score_in_words(score))
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
