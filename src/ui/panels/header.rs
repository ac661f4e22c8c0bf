//! Title and date above the text, both editable.

use egui::{RichText, TextEdit, Ui};

use super::articles::elided;
use crate::annotation::Schema;
use crate::annotation::schema::shown;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::document::Document;
use crate::ui::theme::{self, Palette};

/// What stands in the two fields, until it is taken over.
#[derive(Debug, Default)]
pub struct HeaderForm {
    document: Option<u64>,
    title: String,
    published: String,
}

impl HeaderForm {
    /// Draws the fields; an edit is taken over when the field is left.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        schema: &Schema,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let published = document.set.published.clone().unwrap_or_default();
        let (title_id, date_id) = (egui::Id::unique("title"), egui::Id::unique("date"));
        let focused = ui.memory(|memory| memory.focused());
        if self.document != Some(document.number) || focused != Some(title_id) {
            document.title().clone_into(&mut self.title);
        }
        if self.document != Some(document.number) || focused != Some(date_id) {
            self.published.clone_from(&published);
        }
        self.document = Some(document.number);
        let editable = document.read_only.is_none();
        ui.horizontal(|ui| {
            ui.set_height(24.0);
            let width = (ui.available_width() - 196.0).max(80.0);
            // Until it is edited the title is shown cut with an ellipsis, and in reading order.
            let mut at_rest = |ui: &Ui, title: &dyn egui::TextBuffer, _: f32| {
                elided(
                    ui,
                    title.as_str(),
                    theme::strong(15.0),
                    palette.ink,
                    width - 8.0,
                )
            };
            let shown_as_is = focused == Some(title_id) || self.title.is_empty();
            let mut title = TextEdit::singleline(&mut self.title);
            if !shown_as_is {
                title = title.layouter(&mut at_rest);
            }
            let title = title
                .id(title_id)
                .font(theme::strong(15.0))
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .hint_text("Title")
                .interactive(editable)
                .desired_width(width);
            let title = ui.add(title);
            title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Title"));
            if title.lost_focus() && self.title != document.title() {
                actions.push(Action::SetTitle(self.title.trim().to_owned()));
            }
            ui.label(RichText::new("Published").color(palette.quiet));
            let date = TextEdit::singleline(&mut self.published)
                .id(date_id)
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(egui::vec2(0.0, 24.0))
                .hint_text("no date")
                .interactive(editable)
                .desired_width(104.0);
            let date = ui.add(date);
            date.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Publication date")
            });
            if date.lost_focus() && self.published != published {
                actions.push(Action::SetPublished(self.published.trim().to_owned()));
            }
            for left in [&title, &date] {
                if left.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                    actions.push(Action::FocusText);
                }
            }
        });
        labels(ui, document, schema, actions);
        let note = document.set.note.trim();
        if !note.is_empty() {
            let width = ui.available_width();
            let first = note.lines().next().unwrap_or_default();
            let line = format!("✎ {first}");
            let font = egui::FontId::proportional(12.5);
            let galley = elided(ui, &line, font, palette.quiet, width);
            let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::click());
            ui.painter().galley(rect.min, galley, palette.quiet);
            response.widget_info(|| {
                let name = format!("Note on the article: {note}");
                egui::WidgetInfo::labeled(egui::Role::Button, true, name)
            });
            if response
                .on_hover_text(made_visible(note).as_ref())
                .clicked()
            {
                actions.push(Action::Run(Command::ArticleNote));
            }
        }
        if let Some(why) = &document.read_only {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(why).color(palette.warning));
                if document.adoptable && ui.button("Adopt").clicked() {
                    actions.push(Action::Run(Command::Adopt));
                    actions.push(Action::FocusText);
                }
            });
        }
    }
}

/// What is said of the article as a whole, as the schema asks for it.
fn labels(ui: &mut Ui, document: &Document, schema: &Schema, actions: &mut Vec<Action>) {
    /// A line has no room for more.
    const LONGEST: usize = 60;
    let given = &document.set.attributes;
    if schema.article.is_empty() && given.is_empty() {
        return;
    }
    let palette = Palette::of(ui.ctx());
    let asked = schema.article.iter().map(|def| def.name.as_ref());
    let more = given
        .keys()
        .map(String::as_str)
        .filter(|name| !schema.article.iter().any(|def| def.name == *name));
    ui.horizontal_wrapped(|ui| {
        for name in asked.chain(more) {
            let value = given.get(name).map(shown);
            let open = value.is_none();
            let value: String = value.unwrap_or_else(|| "–".to_owned());
            let value: String = value.chars().take(LONGEST).collect();
            let text = made_visible(&format!("{name}: {value}")).into_owned();
            let color = if open { palette.quiet } else { palette.ink };
            let button = egui::Button::new(RichText::new(text).small().color(color)).small();
            if ui.add(button).clicked() {
                actions.push(Action::Run(Command::ArticleLabels));
            }
        }
    });
}
