//! The small forms.

use egui::{Id, Key, Modifiers, RichText, TextEdit, Ui};

use super::{buttons, focus_once, line, quiet};
use crate::storage::names;
use crate::ui::actions::{Action, DialogAnswer, NoteOn, PastedArticle};
use crate::ui::document::Document;
use crate::ui::theme::Palette;

pub(super) fn open_path(
    ui: &mut Ui,
    path: &mut String,
    why: Option<&str>,
    actions: &mut Vec<Action>,
) {
    if let Some(why) = why {
        let text = RichText::new(why).color(Palette::of(ui.ctx()).warning);
        ui.label(text);
    }
    ui.label(quiet(
        ui,
        "An article, a folder, or an annotation file (*.obelus.json)",
    ));
    let enter = line(ui, "Path", "/home/you/articles", path);
    let answer = path.trim().to_owned();
    buttons(
        ui,
        "Open",
        !answer.is_empty(),
        enter,
        || DialogAnswer::OpenPath(answer.clone()),
        actions,
    );
}

pub(super) fn save_copy(
    ui: &mut Ui,
    path: &mut String,
    why: Option<&str>,
    actions: &mut Vec<Action>,
) {
    if let Some(why) = why {
        ui.label(RichText::new(why).color(Palette::of(ui.ctx()).warning));
    }
    ui.label(quiet(ui, "The copy is a new file; you go on in this one"));
    let enter = line(ui, "Path of the copy", "/home/you/copy.obelus.json", path);
    let answer = path.trim().to_owned();
    buttons(
        ui,
        "Save",
        !answer.is_empty(),
        enter,
        || DialogAnswer::SaveCopyTo(answer.clone()),
        actions,
    );
}

pub(super) fn paste(ui: &mut Ui, article: &mut PastedArticle, actions: &mut Vec<Action>) {
    let id = Id::unique("pasted text");
    ui.label(quiet(ui, "Text"));
    let text = egui::ScrollArea::vertical()
        .max_height(260.0)
        .show(ui, |ui| {
            let field = TextEdit::multiline(&mut article.text)
                .id(id)
                .desired_rows(11)
                .desired_width(f32::INFINITY);
            ui.add(field)
        });
    text.inner.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::MultilineTextInput,
            true,
            "Article text to paste",
        )
    });
    focus_once(ui, id);
    for (name, hint, value) in [
        ("Title", "The first line, if left empty", &mut article.title),
        ("Date", "year-month-day", &mut article.date),
        ("Source address", "https://…", &mut article.url),
    ] {
        ui.horizontal(|ui| {
            ui.allocate_ui(egui::vec2(100.0, 20.0), |ui| {
                ui.set_min_width(100.0);
                ui.label(quiet(ui, name));
            });
            let field = TextEdit::singleline(value)
                .hint_text(hint)
                .desired_width(f32::INFINITY);
            let field = ui.add(field);
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
        });
    }
    let submitted = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let date = article.date.trim();
    let dated = date.is_empty() || date.parse::<jiff::civil::Date>().is_ok();
    if !dated {
        let text = format!("“{date}” is not a date: write it as 2024-04-25");
        ui.label(RichText::new(text).color(Palette::of(ui.ctx()).warning));
    }
    let enabled = dated && !article.text.trim().is_empty();
    let answer = article.clone();
    buttons(
        ui,
        "Make an article",
        enabled,
        submitted,
        || DialogAnswer::Paste(answer),
        actions,
    );
}

pub(super) fn note(ui: &mut Ui, on: &NoteOn, text: &mut String, actions: &mut Vec<Action>) {
    let id = Id::unique("note text");
    let field = TextEdit::multiline(text)
        .id(id)
        .desired_rows(4)
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| {
        let name = match on {
            NoteOn::Span(_) => "Note on the span",
            NoteOn::Article => "Note on the article",
        };
        egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name)
    });
    focus_once(ui, id);
    ui.label(quiet(
        ui,
        "Leaving with Esc or Ctrl+Enter keeps it; an empty note is removed",
    ));
    let submitted = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let quiet = Palette::of(ui.ctx()).quiet;
        let keys = RichText::new("Esc").color(quiet);
        let keep = ui.add(egui::Button::new("Keep").shortcut_text(keys));
        keep.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Keep"));
        if keep.clicked() || submitted {
            actions.push(Action::SetNote(on.clone(), text.trim().to_owned()));
            actions.push(Action::CloseDialog);
        }
        let drop = ui.button("Drop what was typed");
        if drop.clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// Keeps a note that is left otherwise than by its buttons: what was typed is not dropped in
/// silence.
pub(super) fn keep_note(
    document: Option<&Document>,
    on: &NoteOn,
    text: &str,
    actions: &mut Vec<Action>,
) {
    let before = document.and_then(|document| match on {
        NoteOn::Span(id) => document.set.span(id)?.note.as_deref(),
        NoteOn::Article => Some(document.set.note.as_str()),
    });
    if text.trim() != before.unwrap_or_default().trim() {
        actions.push(Action::SetNote(on.clone(), text.trim().to_owned()));
    }
}

pub(super) fn annotator(ui: &mut Ui, name: &mut String, actions: &mut Vec<Action>) {
    ui.label(quiet(
        ui,
        "Your files carry it, as in report.txt.amina.obelus.json",
    ));
    let enter = line(ui, "Annotator name", "amina", name);
    let trimmed = name.trim().to_lowercase();
    let sound = trimmed.is_empty() || names::is_annotator(&trimmed);
    if !sound {
        let text =
            "Letters without accents, digits, _ and -, at most 40 of them, and no ending of a file";
        ui.label(RichText::new(text).color(Palette::of(ui.ctx()).warning));
    } else if trimmed != name.trim() {
        ui.label(quiet(ui, &format!("Written in small letters: {trimmed}")));
    }
    buttons(
        ui,
        "Set",
        sound,
        enter,
        || DialogAnswer::Annotator(trimmed),
        actions,
    );
}
