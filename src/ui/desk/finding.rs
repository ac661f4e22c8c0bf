//! Searching the open article: the strip below it, asking the background, taking its answers, and
//! marking what was found.

use egui::text::{CCursor, CCursorRange};
use egui::{Button, Id, Key, RichText, TextEdit, Ui};

use super::Desk;
use super::find::Find;
use crate::annotation::Label;
use crate::annotation::edits::{self, Draft};
use crate::jobs::Request;
use crate::text::finding::{Options, Progress};
use crate::text::{ByteRange, motion};
use crate::ui::actions::{Action, DialogAnswer};
use crate::ui::commands::Command;
use crate::ui::dialogs::{Dialog, MarkHitsForm};
use crate::ui::document::{Caret, Leap, sentence};
use crate::ui::theme::Palette;

/// So many hits are marked in one step at most: more are hardly meant, and each is a line in the
/// journal's step.
const MOST_MARKED: usize = 100_000;
/// A longer selection than so many bytes is no phrase to look for.
const PHRASE: usize = 100;

impl Desk {
    /// Looks for other words, or in another way. The first hit from the caret on is gone to.
    pub(super) fn look_for(&mut self, query: String, options: Options) {
        let find = self.find.get_or_insert_default();
        (find.query, find.options) = (query, options);
        let active = self
            .active
            .and_then(|number| self.documents.get_mut(&number));
        let caret = active.map(|document| document.caret);
        let here = caret.map(|caret| caret.anchor.min(caret.position));
        let from = find.origin.or(here);
        find.origin = from;
        self.find_from(from);
        self.go_back_to_origin();
    }

    /// Where nothing is found, nothing stays selected that looks like a hit.
    fn go_back_to_origin(&mut self) {
        let active = self
            .active
            .and_then(|number| self.documents.get_mut(&number));
        let (Some(find), Some(document)) = (&self.find, active) else {
            return;
        };
        let over = find.hits.is_empty() && !find.is_under_way();
        if let Some(origin) = find.origin.filter(|_| over) {
            document.put_caret(Caret::at(origin));
        }
    }

    /// Opens the strip, or goes to it. What is selected is looked for, as far as it is a phrase.
    pub(super) fn open_find(&mut self) {
        let find = self.find.get_or_insert_default();
        find.focus();
        find.origin = None;
        let document = self.active.and_then(|number| self.documents.get(&number));
        let selection = document.and_then(|d| Some((d, d.caret.selection()?)));
        let Some((document, range)) = selection.filter(|(_, range)| range.len() <= PHRASE) else {
            return;
        };
        let words = document.article.quote(range).trim();
        if !words.is_empty() && !words.contains('\n') && words != find.query {
            let (words, options) = (words.to_owned(), find.options);
            self.look_for(words, options);
        }
    }

    /// Searches again, in the article that is open now.
    pub(super) fn find_from(&mut self, landing: Option<usize>) {
        let document = self.active.and_then(|number| self.documents.get(&number));
        let (Some(find), Some(document)) = (&mut self.find, document) else {
            return;
        };
        let request = find.begin(document.number, &document.article, landing);
        self.ask(request.unwrap_or(Request::StopFinding));
    }

    /// Nobody looks for anything any more.
    pub(super) fn end_find(&mut self) {
        if self.find.take().is_some() {
            self.ask(Request::StopFinding);
        }
    }

    pub(super) fn take_found(
        &mut self,
        number: u64,
        search: u64,
        hits: Vec<ByteRange>,
        progress: Progress,
    ) {
        let Some(find) = &mut self.find else {
            return;
        };
        let document = self.documents.get_mut(&number);
        let (true, Some(document)) = (find.revision == search, document) else {
            return;
        };
        if find.document != Some(number) {
            return;
        }
        let length = document.article.text().len();
        if let Some(hit) = find.take(hits, progress, length) {
            let from = document.caret.position;
            document.put_caret(Caret::selecting(hit));
            if document.jumps.note(from, hit.end, Leap::Typing) {
                self.visits.end_forward();
            }
        }
        self.go_back_to_origin();
    }

    pub(super) fn step_find(&mut self, forward: bool) {
        let active = self.active;
        let Some(find) = &mut self.find else {
            self.find = Some(Find::default());
            return;
        };
        if find.document != active {
            let from = self.document().map(|d| d.caret.position);
            self.find_from(from);
            return;
        }
        let document = active.and_then(|number| self.documents.get_mut(&number));
        let Some(document) = document else {
            return;
        };
        if let Some(hit) = find.step(document.caret.position, forward) {
            find.origin = Some(hit.start);
            document.put_caret(Caret::selecting(hit));
        }
    }

    /// Asks as what the hits are to be marked.
    pub(super) fn offer_marking_hits(&mut self) {
        let active = self.active;
        let find = self.find.as_ref().filter(|find| find.document == active);
        let hits = find.filter(|find| !find.is_under_way() && !find.hits.is_empty());
        match hits {
            Some(find) if find.hits.len() > MOST_MARKED => self.warn(format!(
                "More than {MOST_MARKED} hits: look for something rarer"
            )),
            Some(find) => {
                let text = self.document().map_or("", |d| d.article.text());
                let words = find.hits.iter().filter_map(|hit| motion::trim(text, *hit));
                let words: Vec<_> = words.collect();
                if words.is_empty() {
                    self.warn("There is nothing but white space to mark");
                    return;
                }
                let number = active.unwrap_or(0);
                let form = MarkHitsForm::new(number, find.query.clone(), words);
                self.dialog = Some(Dialog::MarkHits(form));
            }
            None if find.is_some_and(Find::is_under_way) => {
                self.warn("Wait until the search is through");
            }
            None => self.warn("Find something first"),
        }
    }

    /// Marks hits in the article they are of as one step; those that are marked so already stay as
    /// they are.
    pub(super) fn mark_hits(&mut self, number: u64, hits: &[ByteRange], label: &Label) {
        if self.active != Some(number) {
            self.warn("Another article has come: nothing was marked");
            return;
        }
        self.act(|document, now, clock| {
            let fresh = hits
                .iter()
                .filter(|range| document.set.find(**range, label).is_none());
            let drafts: Vec<_> = fresh
                .map(|range| Draft::by_hand(label.clone(), *range))
                .collect();
            if drafts.is_empty() {
                return Err(format!("All of them are marked as {label} already"));
            }
            let count = crate::ui::panels::count(drafts.len(), "hit");
            let name = format!("mark {count} as {label}");
            let mut transaction =
                edits::add(&document.set, &drafts, &name, now).map_err(|e| sentence(&e))?;
            document.fill_values(&mut transaction);
            document.commit(transaction, clock)?;
            Ok(format!("Marked {count} as {label}"))
        });
    }
}

impl Find {
    /// Draws the strip. `shown` gives the keys of a command.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        shown: impl Fn(Command) -> String,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let id = Id::unique("find words");
        let mut left = false;
        let (enter, escape, shift) = ui.input(|input| {
            (
                input.key_pressed(Key::Enter),
                input.key_pressed(Key::Escape),
                input.modifiers.shift,
            )
        });
        // Fields and boxes are told from their ground by more than a shade.
        let edge = egui::Stroke::new(1.0, palette.quiet);
        ui.visuals_mut().widgets.inactive.bg_stroke = edge;
        ui.horizontal(|ui| {
            ui.label(RichText::new("Find").color(palette.quiet));
            let mut query = self.query.clone();
            let field = ui.add(TextEdit::singleline(&mut query).id(id).desired_width(240.0));
            field.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in the article")
            });
            if !self.focus_given {
                ui.memory_mut(|memory| memory.request_focus(id));
                select_all(ui, id, &self.query);
                self.focus_given = true;
            }
            if field.changed() {
                actions.push(Action::Dialog(DialogAnswer::FindText(query)));
            }
            left |= field.lost_focus();
            if field.lost_focus() && enter {
                actions.push(Action::Run(if shift {
                    Command::FindPrevious
                } else {
                    Command::FindNext
                }));
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            for (title, command) in [
                ("Previous", Command::FindPrevious),
                ("Next", Command::FindNext),
            ] {
                left |= self.button(ui, title, command, &shown, actions);
            }
            match self.fault() {
                Some(why) => ui.label(RichText::new(why).color(palette.warning)),
                None => ui.label(RichText::new(self.in_words()).color(palette.quiet)),
            };
            if self.is_under_way() && ui.button("Stop").clicked() {
                actions.push(Action::Dialog(DialogAnswer::FindText(String::new())));
            }
        });
        ui.horizontal_wrapped(|ui| {
            let mut options = self.options;
            let whole = ui.checkbox(&mut options.whole_word, "Whole words");
            let case = ui.checkbox(&mut options.case, "Match case");
            let regex = ui
                .checkbox(&mut options.regex, "Expression")
                .on_hover_text("A regular expression: \\d+ finds digits, Gao|Kidal either name");
            left |= whole.lost_focus() || case.lost_focus() || regex.lost_focus();
            if options != self.options {
                actions.push(Action::Dialog(DialogAnswer::FindOptions(options)));
                // Typing goes on where it was.
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            left |= self.button(ui, "Mark all as…", Command::MarkHits, &shown, actions);
            let close = ui.button("Close");
            left |= close.lost_focus();
            if close.clicked() || left && escape {
                actions.push(Action::CloseDialog);
                actions.push(Action::FocusText);
            }
        });
    }

    /// A button for a command; whether it has just lost the focus.
    fn button(
        &self,
        ui: &mut Ui,
        title: &str,
        command: Command,
        shown: &impl Fn(Command) -> String,
        actions: &mut Vec<Action>,
    ) -> bool {
        let many = command == Command::MarkHits && self.hits.len() > MOST_MARKED;
        let button = ui.add_enabled(!self.hits.is_empty() && !many, Button::new(title));
        let button = button.on_disabled_hover_text(if many {
            format!("More than {MOST_MARKED} hits")
        } else {
            "Nothing found".to_owned()
        });
        let lost = button.lost_focus();
        let keys = shown(command);
        let button = if keys.is_empty() {
            button
        } else {
            button.on_hover_text(keys)
        };
        if button.clicked() {
            actions.push(Action::Run(command));
        }
        lost
    }
}

/// Selects what a field holds, so that typing replaces it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
