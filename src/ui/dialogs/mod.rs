//! The dialogs: modal, closed by Esc, each answering with an action.

mod answers;
mod bulk;
mod columns;
mod deciding;
mod everywhere;
mod export;
mod forms;
mod help;
mod joining;
mod language;
mod left_out;
mod mark_hits;
mod matchers;
mod others;
mod palette;
mod settings;

use std::path::Path;

use egui::{Context, Id, Key, Modal, RichText, TextEdit, Ui};

pub use bulk::{BulkForm, chosen};
pub use columns::ColumnsForm;
pub use everywhere::{Deed, EverywhereForm};
pub use export::ExportForm;
pub use joining::JoiningForm;
pub use mark_hits::MarkHitsForm;
pub use palette::PaletteForm;

use super::actions::{About, Action, DialogAnswer, NoteOn, PastedArticle};
use super::commands::Command;
use super::document::{CarriedCounts, Document};
use super::keymap::Keymap;
use super::theme::{self, Palette};
use crate::annotation::Schema;
use crate::matching::{Choices, Pipeline};
use crate::storage::cut_off::CutOff;
use crate::storage::settings::Settings;
use crate::storage::{Corpus, Salvage};

/// The dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// The path box: where no file dialog can be had, and for those who know the path.
    OpenPath {
        path: String,
        why: Option<String>,
    },
    SaveCopy {
        path: String,
        /// Why it was not saved there.
        why: Option<String>,
    },
    /// Which columns of a file of records are read.
    Columns(Box<ColumnsForm>),
    Paste(PastedArticle),
    Note {
        on: NoteOn,
        text: String,
    },
    Annotator {
        name: String,
    },
    /// Who else has work on the article: one of them is shown beneath one's own.
    Others(Vec<Option<String>>),
    Bulk(BulkForm),
    /// Join what is clearly the same actor.
    Joining(JoiningForm),
    /// Mark every hit of a search.
    MarkHits(MarkHitsForm),
    /// Change every same mention in the corpus.
    Everywhere(Box<EverywhereForm>),
    /// A change across articles was cut off when the program was last at work here.
    CutOff(Box<CutOff>),
    /// Write a table.
    Export(Box<ExportForm>),
    Palette(PaletteForm),
    /// What the schema asks of a span or of the article.
    Answers(About),
    /// Which matchers are listened to, and from which score on.
    Matchers,
    /// What was left out of the corpus, and which records cannot be opened.
    LeftOut,
    Settings,
    /// The language in which the matchers read the article.
    Language,
    Help,
    About,
    /// Saving failed and the analyst wants to leave.
    Unsaved {
        /// Whose work it is: the number of the document.
        number: u64,
        why: String,
        /// Whether the journal holds everything.
        safe: bool,
    },
    /// The annotation file is broken, and some of it could be read.
    Broken {
        number: u64,
        why: String,
        salvaged: Salvage,
    },
    /// The article was edited since it was annotated.
    Edited {
        number: u64,
        counts: CarriedCounts,
    },
    /// Another program wrote the annotation file.
    Changed {
        number: u64,
        /// Of the annotation file.
        name: String,
        /// Whether the changes are those of an earlier run.
        from_before: bool,
    },
}

/// What dialogs may know.
pub struct Facts<'a> {
    pub document: Option<&'a Document>,
    pub schema: &'a Schema,
    pub keymap: &'a Keymap,
    /// What is wrong with the keymap file, in sentences.
    pub keymap_faults: &'a [String],
    pub enabled: &'a dyn Fn(Command) -> bool,
    /// Why a command cannot be done.
    pub why_not: &'a dyn Fn(Command) -> &'static str,
    /// Which matchers are listened to, of those that there are.
    pub choices: &'a Choices,
    pub pipeline: &'a Pipeline,
    pub show_suggestions: bool,
    /// What is listed.
    pub corpus: Option<&'a Corpus>,
    pub settings: &'a Settings,
    /// Where the settings file stands, where there is one.
    pub settings_path: Option<&'a Path>,
    /// What of it does not hold, in sentences.
    pub settings_faults: &'a [String],
}

impl Dialog {
    /// The title above it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenPath { .. } => "Open a path",
            Self::SaveCopy { .. } => "Save a copy",
            Self::Columns(_) => "Open a file of records",
            Self::Paste(_) => "Paste an article",
            Self::Note {
                on: NoteOn::Article,
                ..
            } => "Note on the article",
            Self::Note { .. } => "Note",
            Self::Annotator { .. } => "Annotator name",
            Self::Others(_) => "Show another’s work",
            Self::Bulk(_) => "Accept or reject in bulk",
            Self::Joining(_) => "Join same actors",
            Self::MarkHits(_) => "Mark all hits",
            Self::Everywhere(form) => form.name(),
            Self::CutOff(_) => "A change was cut off",
            Self::Export(_) => "Export",
            Self::Palette(_) => "Commands",
            Self::Answers(About::Span(_)) => "Attributes of the span",
            Self::Answers(About::Article) => "Labels of the article",
            Self::Matchers => "Matchers",
            Self::LeftOut => "Left out of the list",
            Self::Settings => "Settings",
            Self::Language => "Language of the article",
            Self::Help => "Help",
            Self::About => "About Obelus",
            Self::Unsaved { .. } => "Not saved",
            Self::Broken { .. } => "Broken annotation file",
            Self::Edited { .. } => "The article was edited",
            Self::Changed { .. } => "Changed by another program",
        }
    }

    /// Draws the dialog.
    pub fn show(&mut self, context: &Context, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let name = self.name();
        let frame = egui::Frame::popup(&context.global_style()).inner_margin(18);
        let mut modal = Modal::new(Id::unique(name)).frame(frame);
        if matches!(self, Self::Matchers | Self::Settings) {
            // What is chosen is seen at once in the article beside it.
            let area = Modal::default_area(Id::unique(name));
            modal = modal
                .area(area.anchor(egui::Align2::RIGHT_TOP, matchers::FROM_THE_CORNER))
                .backdrop_color(egui::Color32::TRANSPARENT);
        }
        let response = modal.show(context, |ui| {
            ui.set_width(match self {
                Self::Help => 680.0,
                Self::Paste(_)
                | Self::Columns(_)
                | Self::LeftOut
                | Self::Joining(_)
                | Self::Everywhere(_) => 620.0,
                Self::Export(_) => 520.0,
                Self::Matchers => matchers::WIDTH,
                Self::Settings => settings::WIDTH,
                _ => 440.0,
            });
            ui.label(RichText::new(name).font(theme::strong(16.0)));
            ui.add_space(6.0);
            match self {
                Self::OpenPath { path, why } => forms::open_path(ui, path, why.as_deref(), actions),
                Self::SaveCopy { path, why } => {
                    forms::save_copy(ui, path, why.as_deref(), actions);
                }
                Self::Columns(form) => form.show(ui, actions),
                Self::Paste(article) => forms::paste(ui, article, actions),
                Self::Note { on, text } => forms::note(ui, on, text, actions),
                Self::Annotator { name } => forms::annotator(ui, name, actions),
                Self::Others(names) => others::others(ui, names, facts, actions),
                Self::Bulk(form) => form.show(ui, facts, actions),
                Self::Joining(form) => form.show(ui, facts, actions),
                Self::MarkHits(form) => form.show(ui, facts, actions),
                Self::Everywhere(form) => form.show(ui, facts, actions),
                Self::CutOff(change) => deciding::cut_off(ui, change, actions),
                Self::Export(form) => form.show(ui, facts, actions),
                Self::Palette(form) => form.show(ui, facts, actions),
                Self::Answers(about) => answers::answers(ui, about, facts, actions),
                Self::Matchers => matchers::matchers(ui, facts, actions),
                Self::LeftOut => left_out::left_out(ui, facts.corpus, actions),
                Self::Settings => settings::settings(ui, facts, actions),
                Self::Language => language::language(ui, facts, actions),
                Self::Help => help::help(ui, facts),
                Self::About => help::about(ui),
                Self::Unsaved { why, safe, .. } => deciding::unsaved(ui, why, *safe, actions),
                Self::Broken {
                    number,
                    why,
                    salvaged,
                } => deciding::broken(ui, *number, why, *salvaged, actions),
                Self::Edited { number, counts } => {
                    deciding::edited(ui, *number, *counts, actions);
                }
                Self::Changed {
                    number,
                    name,
                    from_before,
                } => deciding::changed(ui, *number, name, *from_before, actions),
            }
        });
        if response.should_close() {
            if let Self::Note { on, text } = self {
                forms::keep_note(facts.document, on, text, actions);
            }
            actions.push(Action::CloseDialog);
        } else if actions.is_empty() {
            hold_focus(context, name);
        }
    }
}

/// One line of text that has the focus from the start; whether Enter was pressed in it.
fn line(ui: &mut Ui, name: &'static str, hint: &str, text: &mut String) -> bool {
    let id = Id::unique(("dialog line", name));
    let field = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    focus_once(ui, id);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if enter {
        // Where the answer is refused it is mended here.
        response.request_focus();
    }
    enter
}

/// What is typed into a dialog never goes nowhere: where nothing has the focus any more it comes
/// back to what had it last.
fn hold_focus(context: &Context, name: &'static str) {
    let memory = Id::unique("dialog focus held");
    match context.memory(|memory| memory.focused()) {
        Some(id) => {
            context.data_mut(|data| data.insert_temp(memory, (name, id)));
        }
        None => {
            let last: Option<(&'static str, Id)> = context.data(|data| data.get_temp(memory));
            if let Some((_, id)) = last.filter(|(of, _)| *of == name)
                && context.read_response(id).is_some()
            {
                context.memory_mut(|memory| memory.request_focus(id));
            }
        }
    }
}

/// Gives a widget the focus when the dialog opens, and not again.
fn focus_once(ui: &Ui, id: Id) {
    let memory = Id::unique("dialog focus given");
    let frame = ui.ctx().cumulative_frame_nr();
    let given: Option<(Id, u64)> = ui.data(|data| data.get_temp(memory));
    if !matches!(given, Some((to, last)) if to == id && last + 1 >= frame) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.data_mut(|data| data.insert_temp(memory, (id, frame)));
}

/// The two buttons below a form; the first does it.
fn buttons(
    ui: &mut Ui,
    title: &str,
    enabled: bool,
    submitted: bool,
    answer: impl FnOnce() -> DialogAnswer,
    actions: &mut Vec<Action>,
) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(enabled, egui::Button::new(title)).clicked();
        if (clicked || submitted) && enabled {
            actions.push(Action::Dialog(answer()));
        }
        if ui.button("Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn quiet(ui: &Ui, text: &str) -> RichText {
    RichText::new(text)
        .small()
        .color(Palette::of(ui.ctx()).quiet)
}
