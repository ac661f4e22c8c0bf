//! Which column of a file of records says what, before the file is opened.

use std::path::PathBuf;

use egui::{Grid, RichText, Ui};

use super::{focus_once, quiet};
use crate::formats::records::{Columns, Preview, Role};
use crate::storage::names;
use crate::text::made_visible;
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::choice::Choice;
use crate::ui::theme::{self, Palette};

/// What stands behind a role that no column has.
const NONE: &str = "none";

/// How many values of a column are shown.
const SHOWN: usize = 2;

/// The file that is to be opened, and the choice so far.
#[derive(Debug)]
pub struct ColumnsForm {
    path: PathBuf,
    preview: Preview,
    columns: Columns,
    /// Whether the file is open, and the columns are chosen again.
    again: bool,
}

impl ColumnsForm {
    /// Begins with what was guessed, or with what was chosen before.
    #[must_use]
    pub fn new(path: PathBuf, preview: Preview, again: bool) -> Self {
        let columns = preview.shape.columns.clone();
        Self {
            path,
            preview,
            columns,
            again,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let name = names::file_name(&self.path);
        let encoding = self.preview.shape.encoding.name();
        let said = if self.again {
            "the columns that are read. Work on a record is found by its id."
        } else {
            "what its columns seem to be. The choice is kept beside the file."
        };
        let said = format!("{}, {encoding}: {said}", made_visible(&name));
        ui.label(quiet(ui, &said));
        ui.add_space(8.0);
        Grid::new("columns of records")
            .num_columns(3)
            .spacing(egui::vec2(12.0, 7.0))
            .show(ui, |ui| {
                for role in Role::ALL {
                    ui.label(RichText::new(title(role)).font(theme::strong(13.0)));
                    self.choice(ui, role);
                    self.values(ui, role, palette);
                    ui.end_row();
                }
            });
        let has_text = !self.columns.text.is_empty();
        if !has_text {
            let why = "Choose the column that holds the text";
            ui.label(RichText::new(why).color(palette.warning));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let open = ui.add_enabled(has_text, egui::Button::new("Open"));
            focus_once(ui, open.id);
            if open.clicked() {
                let (path, columns) = (self.path.clone(), self.columns.clone());
                let answer = DialogAnswer::OpenRecords(path, columns);
                actions.push(Action::Dialog(answer));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }

    fn choice(&mut self, ui: &mut Ui, role: Role) {
        let chosen = self.columns.get(role).filter(|name| !name.is_empty());
        let columns = &self.preview.columns;
        let at = chosen.and_then(|name| columns.iter().position(|c| c.name == name));
        let names = columns.iter().map(|column| made_visible(&column.name));
        let names: Vec<_> = std::iter::once(NONE.into()).chain(names).collect();
        let options: Vec<_> = names.iter().map(|name| (name.as_ref(), "")).collect();
        let at = at.map_or(0, |at| at + 1);
        let name = format!("{}: {}", title(role), options[at].0);
        let choice = Choice::new(role, &name).width(170.0);
        let taken = choice.show(ui, at, &options).taken;
        let picked = taken.map(|taken| {
            let column = taken.checked_sub(1).and_then(|at| columns.get(at));
            column.map(|column| column.name.clone())
        });
        if let Some(picked) = picked {
            self.columns.set(role, picked);
        }
    }

    /// What stands in the column that was chosen.
    fn values(&self, ui: &mut Ui, role: Role, palette: &Palette) {
        let name = self.columns.get(role);
        let column = self
            .preview
            .columns
            .iter()
            .find(|c| Some(c.name.as_str()) == name);
        let values = column.map(|column| {
            let values = column.values.iter().take(SHOWN);
            let short = values.map(|value| value.chars().take(60).collect::<String>());
            short.collect::<Vec<_>>().join(" · ")
        });
        let values = values.unwrap_or_default();
        let text = RichText::new(made_visible(&values).as_ref())
            .small()
            .color(palette.quiet);
        ui.add(egui::Label::new(text).truncate());
    }
}

fn title(role: Role) -> &'static str {
    match role {
        Role::Text => "Text",
        Role::Title => "Title",
        Role::Published => "Date",
        Role::Id => "Id",
        Role::Source => "Source",
        Role::Url => "Address",
        Role::Language => "Language",
    }
}
