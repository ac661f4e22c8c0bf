//! Export: what is written, how and where; how far it is; what came of it.
//!
//! What can be written is one list, [`Table::ALL`]: a further kind of file is one more row of it.

use std::path::{Path, PathBuf};

use egui::{Key, ProgressBar, RichText, ScrollArea, TextEdit, Ui};

use super::{Facts, focus_once, quiet};
use crate::formats::rows::{Form, Rows, Style};
use crate::jobs::{Export, Wanted};
use crate::text::made_visible;
use crate::ui::actions::{Action, ExportWish};
use crate::ui::panels::count;
use crate::ui::theme::{self, Palette};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    Acled,
    Plover,
    Spans,
}

impl Table {
    const ALL: [Self; 3] = [Self::Acled, Self::Plover, Self::Spans];

    fn rows(self) -> Rows {
        match self {
            Self::Acled => Rows::Events(Style::Acled),
            Self::Plover => Rows::Events(Style::Plover),
            Self::Spans => Rows::Spans,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Acled => "Events, columns like ACLED",
            Self::Plover => "Events, PLOVER’s field names",
            Self::Spans => "All spans with their values",
        }
    }

    /// What the file is called if nobody says otherwise.
    fn stem(self) -> &'static str {
        match self {
            Self::Acled | Self::Plover => "events",
            Self::Spans => "spans",
        }
    }
}

/// How far it is.
#[derive(Debug)]
enum State {
    Choosing,
    /// So many articles of so many are written.
    Writing(usize, usize),
    /// The file, and what was written and left out, in sentences.
    Done(PathBuf, Vec<String>),
}

/// What is chosen so far.
#[derive(Debug)]
pub struct ExportForm {
    table: Table,
    jsonl: bool,
    bom: bool,
    /// All articles of the corpus, or the open one alone.
    pub whole: bool,
    only_done: bool,
    /// Only the analyst's own work.
    only_mine: bool,
    folder: PathBuf,
    path: String,
    /// Whether the path is the analyst's own and no proposal.
    own_path: bool,
    /// What stands at this path may be replaced: it was said so.
    replace: Option<String>,
    /// Why it was not written.
    why: Option<String>,
    state: State,
}

impl ExportForm {
    /// Begins with events of all that is listed. `folder` is where files are proposed.
    #[must_use]
    pub fn new(folder: PathBuf, whole: bool) -> Self {
        let mut form = Self {
            table: Table::Acled,
            jsonl: false,
            bom: false,
            whole,
            only_done: false,
            only_mine: true,
            folder,
            path: String::new(),
            own_path: false,
            replace: None,
            why: None,
            state: State::Choosing,
        };
        form.propose();
        form
    }

    fn form(&self) -> Form {
        if self.jsonl {
            Form::Jsonl
        } else {
            Form::Csv {
                bom: self.bom,
                raw: false,
            }
        }
    }

    /// Names the file anew, as long as the analyst has not.
    fn propose(&mut self) {
        if !self.own_path {
            let name = format!("{}.{}", self.table.stem(), self.form().extension());
            self.path = self.folder.join(name).display().to_string();
        }
    }

    /// What is to be written. `annotator` is the analyst's name.
    #[must_use]
    pub fn wanted(&self, path: PathBuf, annotator: Option<&str>) -> Wanted {
        Wanted {
            rows: self.table.rows(),
            form: self.form(),
            only_done: self.only_done,
            only: annotator.filter(|_| self.only_mine).map(str::to_owned),
            replace: self.replace.as_deref() == Some(self.path.trim()),
            path,
        }
    }

    /// The path as it was typed.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path.trim()
    }

    /// A place was chosen in the system's dialog, which has asked whether to replace what is there.
    pub fn take_place(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.own_path = true;
        self.replace = Some(self.path.clone());
        self.why = None;
    }

    /// It is not written, and why.
    pub fn fail(&mut self, why: String) {
        self.why = Some(why);
        self.state = State::Choosing;
    }

    /// Something stands there: it is replaced when that is wanted once more.
    pub fn ask_to_replace(&mut self) {
        self.replace = Some(self.path().to_owned());
        self.fail("There is a file of this name already".to_owned());
    }

    /// So many articles of so many are written.
    pub fn progress(&mut self, done: usize, of: usize) {
        self.state = State::Writing(done, of);
    }

    /// Whether it is being written.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        matches!(self.state, State::Writing(..))
    }

    /// It is written.
    pub fn finish(&mut self, export: &Export) {
        self.state = State::Done(export.wanted.path.clone(), export.in_words());
    }

    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        match &self.state {
            State::Choosing => self.choosing(ui, facts, actions),
            State::Writing(done, of) => writing(ui, *done, *of, actions),
            State::Done(path, said) => done(ui, path, said, actions),
        }
    }

    fn choosing(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        let mut changed = false;
        part(ui, "What", |ui| {
            for table in Table::ALL {
                let title = table.title();
                changed |= ui.radio_value(&mut self.table, table, title).changed();
            }
        });
        part(ui, "Format", |ui| {
            ui.horizontal(|ui| {
                changed |= ui
                    .radio_value(&mut self.jsonl, false, "CSV")
                    .on_hover_text("For spreadsheets, R and pandas")
                    .changed();
                changed |= ui
                    .radio_value(&mut self.jsonl, true, "JSONL")
                    .on_hover_text("One object a line, for programs")
                    .changed();
            });
            if !self.jsonl {
                ui.checkbox(&mut self.bom, "Byte-order mark, for older spreadsheets");
            }
        });
        part(ui, "Articles", |ui| {
            let corpus = facts.corpus.map_or(0, |corpus| corpus.entries.len());
            ui.add_enabled_ui(facts.corpus.is_some(), |ui| {
                let title = format!("All that are listed ({corpus})");
                ui.radio_value(&mut self.whole, true, title);
            });
            ui.add_enabled_ui(facts.document.is_some(), |ui| {
                ui.radio_value(&mut self.whole, false, "The open article alone");
            });
            ui.checkbox(&mut self.only_done, "Only those that are done");
            if let Some(name) = &facts.settings.annotator {
                let title = format!("Only the work of {name}");
                ui.checkbox(&mut self.only_mine, title);
            }
        });
        if changed {
            self.propose();
        }
        let enter = self.place(ui, actions);
        self.buttons(ui, enter, actions);
    }

    /// The path; whether Enter was pressed in it.
    fn place(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let mut enter = false;
        part(ui, "File", |ui| {
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 90.0).max(120.0);
                let field = TextEdit::singleline(&mut self.path).desired_width(width);
                let field = ui.add(field);
                field
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "File"));
                if field.changed() {
                    self.own_path = true;
                    self.replace = None;
                    self.why = None;
                }
                enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if ui.button("Choose…").clicked() {
                    let path = PathBuf::from(self.path());
                    actions.push(Action::Export(ExportWish::Choose(path)));
                }
            });
        });
        if let Some(why) = &self.why {
            let text = RichText::new(made_visible(why)).color(Palette::of(ui.ctx()).warning);
            ui.add(egui::Label::new(text).wrap());
        }
        enter
    }

    fn buttons(&self, ui: &mut Ui, enter: bool, actions: &mut Vec<Action>) {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let replaces = self.why.is_some() && self.replace.as_deref() == Some(self.path());
            let title = if replaces { "Replace it" } else { "Export" };
            let ready = !self.path().is_empty();
            let button = ui.add_enabled(ready, egui::Button::new(title));
            focus_once(ui, button.id);
            if ready && (button.clicked() || enter) {
                actions.push(Action::Export(ExportWish::Do));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}

/// A part of the form with its name on the left.
fn part(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui(egui::vec2(76.0, 24.0), |ui| {
            ui.set_min_size(egui::vec2(76.0, 24.0));
            ui.add_space(4.0);
            ui.label(RichText::new(name).font(theme::strong(13.0)));
        });
        ui.vertical(content);
    });
    ui.add_space(8.0);
}

fn writing(ui: &mut Ui, done: usize, of: usize, actions: &mut Vec<Action>) {
    ui.label(format!("{done} of {} written", count(of, "article")));
    #[expect(clippy::cast_precision_loss, reason = "a part of a bar")]
    let part = done as f32 / of.max(1) as f32;
    ui.add(ProgressBar::new(part));
    ui.add_space(8.0);
    let stop = ui.button("Stop");
    focus_once(ui, stop.id);
    if stop.clicked() {
        actions.push(Action::Export(ExportWish::Stop));
    }
    ui.label(quiet(ui, "What is stopped leaves no file behind"));
}

fn done(ui: &mut Ui, path: &Path, said: &[String], actions: &mut Vec<Action>) {
    let palette = Palette::of(ui.ctx());
    let mut said = said.iter();
    if let Some(written) = said.next() {
        let text = format!("{written} written to");
        ui.label(RichText::new(text).font(theme::strong(13.5)));
    }
    let path = path.display().to_string();
    ui.add(egui::Label::new(made_visible(&path).as_ref()).wrap());
    let left_out = said.as_slice();
    if !left_out.is_empty() {
        ui.add_space(8.0);
        ui.label(RichText::new("What the file does not hold").font(theme::strong(13.0)));
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for line in left_out {
                let text = RichText::new(made_visible(line)).color(palette.quiet);
                ui.add(egui::Label::new(text).wrap());
            }
        });
    }
    ui.add_space(10.0);
    let close = ui.button("Close");
    focus_once(ui, close.id);
    if close.clicked() {
        actions.push(Action::CloseDialog);
    }
}
