//! Carrying out commands.

use egui::{Context, ViewportCommand};

use super::panes::Pane;
use super::{Desk, Document};
use crate::annotation::{Change, Label, Op, Status, Transaction};
use crate::storage::names;
use crate::storage::settings::Theme;
use crate::text::ByteRange;
use crate::ui::actions::{About, NoteOn};
use crate::ui::commands::{Command, Motion};
use crate::ui::dialogs::{BulkForm, Deed, Dialog, PaletteForm};
use crate::ui::document::{self, Caret, Linking};
use crate::ui::panels::{Tab, ask_for_meaning, first_menu};
use crate::ui::picker::Wanted;
use crate::ui::text_view;

const NO_SUGGESTION: &str = "Go to a suggestion first";

impl Desk {
    pub(super) fn run(&mut self, context: &Context, command: Command) {
        if let Some(why) = self.kept_by_a_mode(command) {
            // Where roles were filled one by one, the next thing that is done ends that.
            let ready = |d: &mut Document| {
                matches!(d.linking, Some(Linking::ChooseRole { taken: 1.., .. })) && d.leave()
            };
            if !self.document_mut().is_some_and(ready) {
                self.warn(why);
                return;
            }
        }
        match command {
            Command::Open => self.pick(context, Wanted::Articles),
            Command::OpenFolder => self.pick(context, Wanted::Folder),
            Command::OpenPath => {
                self.dialog = Some(Dialog::OpenPath {
                    path: String::new(),
                    why: None,
                })
            }
            Command::PasteArticle => self.dialog = Some(Dialog::Paste(Default::default())),
            Command::Save => self.save_now(),
            Command::SaveCopy => {
                // Asked for where something could not be saved, the copy is of that.
                if let Some(Dialog::Unsaved { number, .. }) = self.dialog {
                    self.active = Some(number);
                    self.dialog = None;
                }
                if let Some(document) = self.document() {
                    let path = &document.annotation_path;
                    let name = names::file_name(path);
                    let stem = name.strip_suffix(names::SUFFIX).unwrap_or(&name);
                    let copy = path.with_file_name(format!("{stem}.copy{}", names::SUFFIX));
                    // A folder that is gone takes no copy.
                    let there = copy
                        .parent()
                        .is_some_and(|f| self.around.storage.kind(f).is_ok());
                    let home = directories::UserDirs::new().map(|u| u.home_dir().to_owned());
                    let proposal = match (there, home, copy.file_name()) {
                        (false, Some(home), Some(name)) => home.join(name),
                        _ => copy,
                    };
                    self.pick(context, Wanted::Copy(proposal));
                }
            }
            Command::Export => self.offer_export(),
            Command::Close => self.close_active(),
            Command::Quit => context.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo if self.step_linked(true) => {}
            Command::Redo if self.step_linked(false) => {}
            Command::Undo => self.step_history(Document::undo, "Undone", "Nothing to undo"),
            Command::Redo => self.step_history(Document::redo, "Redone", "Nothing to redo"),
            Command::Mark(place) => {
                if let Some(label) = self.label(place) {
                    self.act(|d, now, clock| d.mark(&label, now, clock));
                }
            }
            Command::MarkAgain(place) => {
                if let Some(label) = self.label(place) {
                    self.act(|d, now, clock| d.mark_again(&label, now, clock));
                }
            }
            Command::Delete => self.act(|d, _, clock| match d.current {
                Some(index) => d.reject(&[index], clock),
                None => d.delete(clock),
            }),
            Command::SetHead => self.act(Document::set_head),
            Command::EditNote => match self.document().map(Document::selected_span) {
                Some(Ok(span)) => {
                    let text = span.note.clone().unwrap_or_default();
                    let on = NoteOn::Span(span.id.clone());
                    self.dialog = Some(Dialog::Note { on, text });
                }
                Some(Err(why)) => self.warn(why),
                None => {}
            },
            Command::EditMeaning => self.edit_meaning(context),
            Command::ArticleNote => match self.document() {
                Some(document) => {
                    let text = document.set.note.clone();
                    let on = NoteOn::Article;
                    self.dialog = Some(Dialog::Note { on, text });
                }
                None => self.warn("Open an article first"),
            },
            Command::RightEndLeft => self.move_end(true, false),
            Command::RightEndRight => self.move_end(true, true),
            Command::LeftEndLeft => self.move_end(false, false),
            Command::LeftEndRight => self.move_end(false, true),
            Command::FreeEnds => self.act(|d, _, _| {
                d.free_the_ends()?;
                Ok("Move the end with the arrows, Enter sets it".to_owned())
            }),
            Command::SwapEnds => {
                if let Some(document) = self.document_mut()
                    && document.caret.selection().is_some()
                {
                    let caret = document.caret;
                    document.put_caret(Caret {
                        position: caret.anchor,
                        anchor: caret.position,
                        wish: None,
                    });
                }
            }
            Command::FillRole => {
                self.link(Document::begin_role);
            }
            Command::Role(place) => self.link(|d| d.choose_role(usize::from(place))),
            Command::SameActor => self.link(Document::begin_same_actor),
            Command::JoinActors => self.offer_joining(),
            Command::PartMention => self.act(|d, _, clock| d.part_mention(clock)),
            Command::NextMention => self.walk_mentions(true),
            Command::PreviousMention => self.walk_mentions(false),
            Command::SelectAll => {
                if let Some(document) = self.document_mut() {
                    // Front matter is not seen, and not selected.
                    let end = document.article.text().len();
                    let all = ByteRange::new(document::beginning(&document.article), end);
                    document.caret = Caret::selecting(all);
                    document.current = None;
                }
            }
            Command::Copy => self.copy(context),
            Command::CopyCitation => self.copy_citation(context),
            Command::OpenSample => self.open_sample(),
            Command::Settings => self.dialog = Some(Dialog::Settings),
            Command::Tour => self.begin_tour(),
            Command::TourSkip => self.skip_tour_step(),
            Command::TourEnd => self.end_tour(),
            Command::NextSuggestion => self.step_queue(true),
            Command::PreviousSuggestion => self.step_queue(false),
            Command::Accept => self.accept(),
            Command::AcceptSame => self.settle_same(true),
            Command::ConfirmPlace => self.act(|d, now, clock| d.confirm_place(now, clock)),
            Command::ConfirmLocation => self.act(Document::confirm_location),
            Command::ConfirmSameLocations => self.act(Document::confirm_same_locations),
            Command::ConfirmAllLocations => self.act(Document::confirm_all_locations),
            Command::Map => self.show_map(context),
            Command::ConfirmAllPlaces => self.act(|d, now, clock| d.confirm_all_places(now, clock)),
            Command::Reject => self.act(|d, _, clock| match d.current {
                Some(index) => d.reject(&[index], clock),
                None => Err(NO_SUGGESTION.to_owned()),
            }),
            Command::RejectSame => self.settle_same(false),
            Command::Bulk => {
                if self.document().is_some_and(|d| d.offers.open_count() > 0) {
                    self.dialog = Some(Dialog::Bulk(BulkForm::default()));
                } else {
                    self.warn("There is no open suggestion");
                }
            }
            Command::MatchAgain => self.match_active(),
            Command::Matchers => self.dialog = Some(Dialog::Matchers),
            Command::ArticleLanguage => {
                if self.document().is_some() {
                    self.dialog = Some(Dialog::Language);
                } else {
                    self.warn("Open an article first");
                }
            }
            Command::ToggleConnections => self.show_connections = !self.show_connections,
            Command::ToggleSuggestions => self.show_suggestions = !self.show_suggestions,
            Command::Move(step) => self.step_caret(context, step, false),
            Command::Extend(step) => self.step_caret(context, step, true),
            Command::NextSpan => self.walk(|d| d.walk_spans(true), "No span behind this one"),
            Command::PreviousSpan => self.walk(|d| d.walk_spans(false), "No span before this one"),
            Command::OuterSpan => self.walk(|d| d.nest(true), "No span around this one"),
            Command::InnerSpan => self.walk(|d| d.nest(false), "No span inside this one"),
            Command::CycleSpans => self.walk(Document::cycle_spans, "No span at the caret"),
            Command::Back => self.jump(true),
            Command::Forward => self.jump(false),
            Command::NextArticle => self.step_article(true),
            Command::PreviousArticle => self.step_article(false),
            Command::NextUnfinished => self.next_unfinished(),
            Command::FilterArticles => {
                self.show_list();
                self.list.filters = true;
            }
            Command::SortArticles => {
                self.show_list();
                self.list.sorts = true;
            }
            Command::Columns => self.choose_columns(),
            Command::LeftOut => self.dialog = Some(Dialog::LeftOut),
            Command::DoneAndNext => {
                self.set_status(Status::Done);
                self.next_unfinished();
            }
            Command::MarkDone => self.toggle_status(Status::Done),
            Command::MarkSkipped => self.toggle_status(Status::Skipped),
            Command::ToggleFlag => self.act(|d, _, clock| {
                let to = !d.set.flagged;
                let op = Op::Flag(Change::new(!to, to));
                let name = if to { "flag" } else { "remove flag" };
                d.commit(Transaction::new(name, vec![op]), clock)?;
                Ok(if to { "Flagged" } else { "Flag removed" }.to_owned())
            }),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_find(true),
            Command::FindPrevious => self.step_find(false),
            Command::MarkHits => self.offer_marking_hits(),
            Command::SearchCorpus => self.open_search(),
            Command::NextCorpusHit => self.step_corpus_hit(true),
            Command::PreviousCorpusHit => self.step_corpus_hit(false),
            Command::MarkEverywhere => self.offer_sweep(Deed::Mark),
            Command::RelabelEverywhere => self.offer_sweep(Deed::Relabel),
            Command::DeleteEverywhere => self.offer_sweep(Deed::Delete),
            Command::NextPane => self.step_pane(context, true),
            Command::PreviousPane => self.step_pane(context, false),
            Command::Palette => self.dialog = Some(Dialog::Palette(PaletteForm::default())),
            Command::Inspector => self.panes.toggle(Pane::Inspector),
            Command::Statistics => self.toggle_statistics(),
            Command::Checks => self.show_checks(),
            Command::NextCheck => self.step_check(true),
            Command::PreviousCheck => self.step_check(false),
            Command::GoToAlike => self.go_to_alike(),
            Command::CopyAlike => self.copy_alike(),
            Command::ArticlesPanel => self.panes.toggle(Pane::Articles),
            Command::Annotator => {
                let name = self.around.settings.annotator.clone().unwrap_or_default();
                self.dialog = Some(Dialog::Annotator { name });
            }
            Command::ShowOther => self.ask_for_others(),
            Command::HideOther => self.hide_beneath(),
            Command::TakeOther => self.act(|d, now, clock| d.take_beneath(now, clock)),
            Command::Adopt => self.adopt(),
            Command::Guidelines => self.show_guidelines(),
            Command::ReadSchema => self.read_schema_again(),
            Command::ArticleLabels => self.ask_about(About::Article),
            Command::SpanAttributes => self.ask_about_selected(),
            Command::ZoomIn => self.zoom(self.around.settings.zoom * 1.1),
            Command::ZoomOut => self.zoom(self.around.settings.zoom / 1.1),
            Command::ZoomReset => self.zoom(1.0),
            Command::ThemeSystem => self.set_theme(Theme::System),
            Command::ThemeLight => self.set_theme(Theme::Light),
            Command::ThemeDark => self.set_theme(Theme::Dark),
            Command::FullScreen => {
                self.full_screen = !self.full_screen;
                context.send_viewport_cmd(ViewportCommand::Fullscreen(self.full_screen));
            }
            Command::MenuBar => {
                if let Some(id) = context.data(|data| data.get_temp(first_menu())) {
                    context.memory_mut(|memory| memory.request_focus(id));
                }
            }
            Command::ContextMenu => self.view.open_menu(),
            Command::Help | Command::Keys => self.dialog = Some(Dialog::Help),
            Command::About => self.dialog = Some(Dialog::About),
            Command::Leave => {
                // The search strip and the end of the tour go when there is nothing else to leave.
                if !self.stop_listing() && !self.document_mut().is_some_and(Document::leave) {
                    self.end_find();
                    self.leave_ended_tour();
                }
                self.message = None;
            }
        }
    }

    /// Moves the focus to what the selected span means, in the inspector.
    fn edit_meaning(&mut self, context: &Context) {
        match self.document().map(Document::selected_span) {
            Some(Ok(_)) => {
                self.message = None;
                self.close_statistics();
                self.panes.ask_for(Pane::Inspector);
                ask_for_meaning(context);
            }
            Some(Err(why)) => self.warn(why),
            None => self.warn("Open an article first"),
        }
    }

    /// Shows the list of articles, where the search or nothing is.
    fn show_list(&mut self) {
        self.panes.ask_for(Pane::Articles);
        self.searching.shown = false;
    }

    fn label(&self, place: u8) -> Option<Label> {
        self.schema
            .labels
            .get(usize::from(place))
            .map(|def| def.label.clone())
    }

    fn step_history(
        &mut self,
        step: fn(&mut Document, f64) -> Result<Option<String>, String>,
        done: &str,
        nothing: &str,
    ) {
        self.act(|d, _, clock| {
            let name = step(d, clock)?;
            Ok(name.map_or_else(|| nothing.to_owned(), |name| format!("{done}: {name}")))
        });
    }

    fn move_end(&mut self, right_end: bool, rightward: bool) {
        self.message = None;
        let now = (self.around.now)();
        let clock = self.clock;
        let moved = self
            .document_mut()
            .map(|d| d.move_end(right_end, rightward, &now, clock));
        if let Some(Err(why)) = moved {
            self.warn(why);
        }
    }

    /// Begins or goes on with joining. The status bar says what to press.
    pub(super) fn link(&mut self, step: impl FnOnce(&mut Document) -> Result<(), String>) {
        self.message = None;
        let outcome = match self.document_mut() {
            Some(document) => step(document),
            None => Err("Open an article first".to_owned()),
        };
        if let Err(why) = outcome {
            self.warn(why);
        }
    }

    /// Why a command waits until a role or another mention is chosen.
    pub(super) fn kept_by_a_mode(&self, command: Command) -> Option<String> {
        let linking = self.document()?.linking.as_ref()?;
        let leave = self.keymap.shown(Command::Leave);
        let kept = match command {
            Command::Mark(_)
            | Command::MarkAgain(_)
            | Command::Delete
            | Command::SetHead
            | Command::EditNote
            | Command::EditMeaning
            | Command::RightEndLeft
            | Command::RightEndRight
            | Command::LeftEndLeft
            | Command::LeftEndRight
            | Command::FreeEnds
            | Command::SpanAttributes
            | Command::SameActor
            | Command::JoinActors
            | Command::PartMention
            | Command::NextMention
            | Command::PreviousMention
            | Command::TakeOther
            | Command::AcceptSame
            | Command::ConfirmPlace
            | Command::ConfirmAllPlaces
            | Command::ConfirmLocation
            | Command::ConfirmSameLocations
            | Command::ConfirmAllLocations
            | Command::Reject
            | Command::RejectSame
            | Command::Bulk => true,
            // Before the role is chosen there is nothing to walk to.
            Command::Move(_)
            | Command::Extend(_)
            | Command::NextSpan
            | Command::PreviousSpan
            | Command::OuterSpan
            | Command::InnerSpan
            | Command::CycleSpans => matches!(linking, Linking::ChooseRole { .. }),
            _ => false,
        };
        let first = match linking {
            Linking::ChooseRole { .. } => "Choose the role first",
            Linking::FillRole { .. } | Linking::SameActor { .. } => "Finish choosing first",
        };
        kept.then(|| format!("{first}, or leave with {leave}"))
    }

    fn accept(&mut self) {
        let editor = self.keymap.shown(Command::EditMeaning);
        self.act(|d, now, clock| {
            if d.linking.is_some() {
                return d.take_link(now, clock);
            }
            if d.free_ends.is_some() {
                d.set_the_ends(now, clock)?;
                return Ok("Span moved".to_owned());
            }
            match d.current {
                Some(index) => d.accept(&[index], None, now, clock),
                None if d.selected_is_moved() => d.confirm_place(now, clock),
                None if d.proposed_location().is_some() => d.confirm_location(now, clock),
                None if d.location_candidates() > 0 => Err(match d.location_candidates() {
                    1 => format!("Its place is not clear: {editor} shows its candidate"),
                    n => format!("Its place is not clear: {editor} shows its {n} candidates"),
                }),
                None => Err(NO_SUGGESTION.to_owned()),
            }
        });
    }

    fn settle_same(&mut self, accept: bool) {
        self.act(|d, now, clock| {
            let Some(index) = d.current else {
                return match d.selected_location_has_place() {
                    true if accept => d.confirm_same_locations(now, clock),
                    _ => Err(NO_SUGGESTION.to_owned()),
                };
            };
            let same = d
                .offers
                .same(index, |range| d.article.quote(range).to_owned());
            if accept {
                d.accept(&same, None, now, clock)
            } else {
                d.reject(&same, clock)
            }
        });
    }

    fn step_queue(&mut self, forward: bool) {
        let Some(document) = self.document_mut() else {
            return;
        };
        let (current, position) = (document.current, document.caret.position);
        let found = if forward {
            document.offers.next(current, position)
        } else {
            document.offers.previous(current, position)
        };
        match found {
            Some(index) => {
                document.review(index);
                self.tab = Tab::Suggestions;
                self.message = None;
            }
            None => {
                let round = if forward {
                    document.offers.next(None, 0)
                } else {
                    document.offers.previous(None, usize::MAX)
                };
                match round {
                    Some(index) => {
                        document.review(index);
                        self.say(if forward {
                            "Back at the first suggestion"
                        } else {
                            "On to the last suggestion"
                        });
                    }
                    None => self.say("No open suggestions"),
                }
            }
        }
    }

    fn step_caret(&mut self, context: &Context, step: Motion, extend: bool) {
        let Some(document) = self
            .active
            .and_then(|number| self.documents.get_mut(&number))
        else {
            return;
        };
        let from = document.caret;
        let collapsing = !extend && document.free_ends.is_none();
        // Without Shift the first arrow only leaves the selection, at its end.
        let edge = match (from.selection(), step) {
            (Some(selection), Motion::Left) if collapsing => Some(selection.start),
            (Some(selection), Motion::Right) if collapsing => Some(selection.end),
            _ => None,
        };
        let found = match edge {
            Some(edge) => Some((edge, None)),
            None => document::step(&document.article, from.position, step)
                .map(|position| (position, None))
                .or_else(|| self.view.step(context, document, step)),
        };
        let Some((position, wish)) = found else {
            return;
        };
        let anchor = if collapsing { position } else { from.anchor };
        self.message = None;
        if matches!(step, Motion::PageUp | Motion::PageDown) {
            self.view.page(step == Motion::PageDown);
        }
        document.put_caret(Caret {
            position,
            anchor,
            wish,
        });
        if collapsing {
            document.selected = None;
        }
    }

    fn walk(&mut self, step: impl FnOnce(&mut Document) -> bool, nothing: &str) {
        let Some(document) = self.document_mut() else {
            return;
        };
        if step(document) {
            self.tab = Tab::Spans;
            self.message = None;
        } else {
            self.say(nothing);
        }
    }

    fn set_status(&mut self, to: Status) {
        self.act(|d, _, clock| {
            if d.set.status != to {
                let op = Op::Status(Change::new(d.set.status, to));
                d.commit(
                    Transaction::new(format!("set status {to}"), vec![op]),
                    clock,
                )?;
            }
            Ok(format!("Article is {to}"))
        });
    }

    fn toggle_status(&mut self, status: Status) {
        let is = self.document().is_some_and(|d| d.set.status == status);
        self.set_status(if is { Status::InProgress } else { status });
    }

    fn step_pane(&mut self, context: &Context, forward: bool) {
        let mut panes = vec![text_view::focus_id()];
        if self.panes.is_there(Pane::Inspector) {
            let pane: Option<egui::Id> =
                context.data(|data| data.get_temp(crate::ui::panels::inspector_pane()));
            panes.extend(pane);
        }
        if self.panes.is_there(Pane::Articles) {
            panes.push(self.left_pane());
        }
        let focused = context.memory(|memory| memory.focused());
        let at = panes.iter().position(|pane| Some(*pane) == focused);
        let next = match (at, forward) {
            (Some(at), true) => (at + 1) % panes.len(),
            (Some(at), false) => (at + panes.len() - 1) % panes.len(),
            (None, _) => 0,
        };
        context.memory_mut(|memory| memory.request_focus(panes[next]));
    }
}
