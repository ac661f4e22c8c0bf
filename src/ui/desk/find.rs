//! Finding words in the open article.

use egui::{Id, Key, RichText, TextEdit, Ui};

use crate::text::{Article, ByteRange};
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::commands::Command;
use crate::ui::theme::Palette;

/// A search and its hits.
#[derive(Debug, Default)]
pub struct Find {
    pub query: String,
    pub hits: Vec<ByteRange>,
    pub current: Option<usize>,
    /// The article that the hits are of.
    pub document: Option<u64>,
    /// Raised with every search.
    pub revision: u64,
    focus_given: bool,
}

impl Find {
    /// Looks for the query, letters in either case. Linear in the text.
    pub fn search(&mut self, number: u64, article: &Article) {
        self.document = Some(number);
        self.revision += 1;
        self.current = None;
        self.hits.clear();
        let escaped = regex::escape(&self.query);
        if self.query.is_empty() {
            return;
        }
        if let Ok(pattern) = regex::RegexBuilder::new(&escaped)
            .case_insensitive(true)
            .build()
        {
            let hits = pattern.find_iter(article.text());
            self.hits = hits
                .map(|hit| ByteRange::new(hit.start(), hit.end()))
                .collect();
        }
    }

    /// The next hit behind a position, or the previous one; it goes round at the ends.
    pub fn step(&mut self, position: usize, forward: bool) -> Option<ByteRange> {
        if self.hits.is_empty() {
            return None;
        }
        let count = self.hits.len();
        let next = match (self.current, forward) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => self.hits.partition_point(|hit| hit.start < position) % count,
            (None, false) => {
                let behind = self.hits.partition_point(|hit| hit.start < position);
                (behind + count - 1) % count
            }
        };
        self.current = Some(next);
        self.hits.get(next).copied()
    }

    /// Asks for the focus again.
    pub fn focus(&mut self) {
        self.focus_given = false;
    }

    /// Draws the strip.
    pub fn show(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let id = Id::unique("find words");
        ui.horizontal(|ui| {
            ui.label(RichText::new("Find").color(palette.quiet));
            let mut query = self.query.clone();
            let field = ui.add(TextEdit::singleline(&mut query).id(id).desired_width(240.0));
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in the article")
            });
            if !self.focus_given {
                ui.memory_mut(|memory| memory.request_focus(id));
                self.focus_given = true;
            }
            if field.changed() {
                actions.push(Action::Dialog(DialogAnswer::FindText(query)));
            }
            let (enter, escape, shift) = ui.input(|input| {
                (
                    input.key_pressed(Key::Enter),
                    input.key_pressed(Key::Escape),
                    input.modifiers.shift,
                )
            });
            if field.lost_focus() && enter {
                actions.push(Action::Run(if shift {
                    Command::FindPrevious
                } else {
                    Command::FindNext
                }));
                ui.memory_mut(|memory| memory.request_focus(id));
            } else if field.lost_focus() && escape {
                actions.push(Action::CloseDialog);
                actions.push(Action::FocusText);
            }
            let count = match (self.query.is_empty(), self.hits.len(), self.current) {
                (true, ..) => String::new(),
                (false, 0, _) => "not found".to_owned(),
                (false, n, Some(at)) => format!("{} of {n}", at + 1),
                (false, 1, None) => "1 hit".to_owned(),
                (false, n, None) => format!("{n} hits"),
            };
            ui.label(RichText::new(count).color(palette.quiet));
            for (title, command) in [
                ("Previous", Command::FindPrevious),
                ("Next", Command::FindNext),
            ] {
                if ui
                    .add_enabled(!self.hits.is_empty(), egui::Button::new(title))
                    .clicked()
                {
                    actions.push(Action::Run(command));
                }
            }
            if ui.button("Close").clicked() {
                actions.push(Action::CloseDialog);
                actions.push(Action::FocusText);
            }
        });
    }
}
