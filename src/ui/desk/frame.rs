//! One frame of the window.

use egui::{Context, Event, Frame, Margin, Panel, Ui};

use super::panes::Pane;
use super::{Actions, Desk};
use crate::storage::settings::Theme;
use crate::text::made_visible;
use crate::ui::actions::{Action, SearchWish};
use crate::ui::commands::Command;
use crate::ui::dialogs::Facts;
use crate::ui::document::Linking;
use crate::ui::focus;
use crate::ui::keymap;
use crate::ui::panels::{self, Inspector, StatusFacts, Welcome};
use crate::ui::text_view::{self, Look};
use crate::ui::theme::Palette;

impl eframe::App for Desk {
    /// Also while the window is hidden: what was done is saved all the same.
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.tick(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

impl Desk {
    /// Draws one frame and does what was asked for in it.
    pub fn frame(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        self.tell_theme(&context);
        self.take_dropped(&context);
        if context.input(|input| input.viewport().close_requested()) {
            self.close_requested(&context);
        }
        for command in self.keys(&context) {
            self.carry_out(&context, Action::Run(command));
        }
        self.refresh_statistics();
        if let Some(due) = self.refresh_checks() {
            #[expect(clippy::cast_possible_truncation, reason = "less than a second")]
            context.request_repaint_after_secs(due as f32 + 0.01);
        }
        let mut actions = Actions::new();
        self.draw(ui, &mut actions);
        focus::paint_ring(&context);
        let acted = !actions.is_empty();
        for action in actions {
            self.carry_out(&context, action);
        }
        if let Some(document) = self.document_mut() {
            // The view has scrolled to it; a key of the next frame asks again.
            document.reveal &= acted;
        }
        self.refresh_row();
        self.look_at_tour();
        self.look_at_more();
        match context.input(|input| input.viewport().focused) {
            Some(false) => {
                self.save_soon();
                self.away = true;
            }
            Some(true) if std::mem::take(&mut self.away) => self.look_for_changes(),
            _ => {}
        }
        self.look_for_schema();
        self.tell_title(&context);
        self.tick(&context);
        if acted {
            context.request_repaint();
        }
        self.first_look(&context);
    }

    /// What goes on without anybody looking: answers come in, and saves that are due go out.
    fn tick(&mut self, context: &Context) {
        self.clock = match &self.around.clock {
            Some(clock) => clock(),
            None => context.input(|input| input.time),
        };
        self.take_replies();
        self.read_again_if_wanted();
        self.go_ahead();
        self.look_for_alike();
        if let Some(due) = self.look_at_touched() {
            #[expect(clippy::cast_possible_truncation, reason = "less than a second")]
            context.request_repaint_after_secs((due - self.clock) as f32 + 0.05);
        }
        if let Some(due) = self.save_due() {
            #[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
            context.request_repaint_after_secs((due - self.clock) as f32 + 0.05);
        }
    }

    /// The window's title names the article: several windows are told apart by it.
    fn tell_title(&mut self, context: &Context) {
        let title = match self.document() {
            Some(document) => format!("Obelus – {}", made_visible(&document.article.source)),
            None => "Obelus".to_owned(),
        };
        if self.title_told != title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title_told = title;
        }
    }

    fn tell_theme(&mut self, context: &Context) {
        let theme = self.around.settings.theme;
        if self.theme_told != Some(theme) {
            context.set_theme(match theme {
                Theme::System => egui::ThemePreference::System,
                Theme::Light => egui::ThemePreference::Light,
                Theme::Dark => egui::ThemePreference::Dark,
            });
            self.theme_told = Some(theme);
        }
    }

    /// The commands of this frame's keys, which are then taken from egui.
    fn keys(&mut self, context: &Context) -> Vec<Command> {
        let held = std::mem::take(&mut self.held_keys);
        context.input_mut(|input| drop(input.events.splice(0..0, held)));
        let page = self.counting.is_open();
        let now = context.memory(|memory| memory.focused());
        let now = now.filter(|id| page || *id != panels::statistics_pane());
        // Esc takes the focus from a field before anybody sees the key: it was meant for the field.
        let focused = now.or(self.focus_before);
        self.focus_before = now;
        let in_field = focused.is_some_and(|id| egui::TextEdit::load_state(context, id).is_some());
        if self.view.menu_at().is_some() {
            if context
                .input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
            {
                self.view.close_menu();
                context.memory_mut(|memory| memory.request_focus(text_view::focus_id()));
            }
            return Vec::new();
        }
        if self.dialog.is_some() || egui::Popup::is_any_open(context) {
            return Vec::new();
        }
        let escape = |input: &mut egui::InputState| {
            input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)
        };
        if page && !in_field && context.input_mut(escape) {
            self.close_statistics();
            return Vec::new();
        }
        if page && now.is_none_or(|id| id == text_view::focus_id()) {
            context.memory_mut(|memory| memory.request_focus(panels::statistics_pane()));
        } else if now.is_none() && self.document().is_some() {
            context.memory_mut(|memory| memory.request_focus(text_view::focus_id()));
        }
        let in_text = !page
            && self.document().is_some()
            && focused.is_none_or(|id| id == text_view::focus_id());
        let mut commands = Vec::new();
        let mut held = Vec::new();
        let linking = self
            .document()
            .and_then(|document| document.linking.as_ref());
        let mut choosing = matches!(linking, Some(Linking::ChooseRole { .. }));
        context.input_mut(|input| {
            let mut own_text = false;
            input.events.retain(|event: &Event| {
                // A key that was a command is not typed as well.
                match event {
                    Event::Text(_) if std::mem::take(&mut own_text) => return false,
                    Event::Key { pressed: true, .. } => own_text = false,
                    _ => {}
                }
                // What is typed behind a key that opens a field belongs to that field, which is
                // not there before the next frame.
                let keyboard =
                    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_));
                if keyboard
                    && commands
                        .iter()
                        .any(|command: &Command| command.opens_field())
                {
                    held.push(event.clone());
                    return false;
                }
                let roles = &self.schema.roles;
                let role = (choosing && in_text).then(|| keymap::role(event, roles));
                let bound = || keymap::command(&self.keymap, event, in_text, in_field);
                match role.flatten().or_else(bound) {
                    Some(command) => {
                        choosing = command == Command::FillRole
                            || choosing && !matches!(command, Command::Role(_) | Command::Leave);
                        own_text = matches!(event, Event::Key { .. });
                        commands.push(command);
                        false
                    }
                    None => true,
                }
            });
        });
        if !held.is_empty() {
            self.held_keys = held;
            context.request_repaint();
        }
        commands.retain(|command| self.acts_by_key(*command));
        commands
    }

    /// Keys that mean nothing in the state of things are passed over without a word; those that
    /// lack something say so.
    fn acts_by_key(&self, command: Command) -> bool {
        match command {
            Command::SwapEnds | Command::Leave => self.document().is_some(),
            _ => true,
        }
    }

    fn draw(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let context = ui.ctx().clone();
        self.announce(&context);
        panels::live_regions(&context, self.announcer.said());
        let palette = Palette::of(&context);
        let bar = |fill, x: i8, y: i8| Frame::NONE.fill(fill).inner_margin(Margin::symmetric(x, y));

        Panel::top("menus")
            .frame(bar(palette.panel, 8, 3))
            .show(ui, |ui| {
                let standing = |command| self.standing(command);
                let recent = &self.around.settings.recent;
                panels::menu_bar(ui, &self.keymap, &self.schema, recent, &standing, actions);
            });
        Panel::bottom("status")
            .frame(bar(palette.panel, 12, 4))
            .show(ui, |ui| {
                let facts = StatusFacts {
                    annotator: self.around.settings.annotator.as_deref(),
                    keymap: &self.keymap,
                    schema: &self.schema,
                    keymap_faults: self.keymap_faults.len(),
                    schema_faults: self.in_force.faults.len(),
                    settings_faults: self.settings_in_short(),
                    pipeline: self.around.jobs.pipeline(),
                    checks: self.checking.shown(self.active),
                    in_text: context
                        .memory(|memory| memory.focused())
                        .is_none_or(|id| id == text_view::focus_id()),
                    busy: self.busy(),
                    unsaved_elsewhere: self.unsaved_elsewhere(),
                    message: self
                        .message
                        .as_ref()
                        .map(|(text, alarming)| (text.as_str(), *alarming)),
                };
                panels::status_bar(ui, self.document(), &facts, actions);
            });
        let page = self.counting.is_open();
        let inspected = !page && self.document().is_some();
        self.pane(ui, Pane::Articles, inspected, |desk, ui| {
            let current = desk.document().map(|d| d.place.clone());
            if let Some(search) = panels::left_tabs(ui, desk.searching.shown) {
                actions.push(Action::Search(SearchWish::Panel(search)));
            }
            if desk.searching.shown {
                desk.searching.panel.show(ui, &desk.schema, actions);
            } else {
                desk.list.show(ui, current.as_ref(), actions);
            }
        });
        self.pane(ui, Pane::Inspector, inspected, |desk, ui| {
            if let Some(document) = desk.active.and_then(|n| desk.documents.get(&n)) {
                let inspector = Inspector {
                    document,
                    schema: &desk.schema,
                    keymap: &desk.keymap,
                    guide: &desk.in_force.guide,
                    checks: desk.checking.shown(desk.active),
                };
                inspector.show(ui, &mut desk.tab, &mut desk.guide, actions);
            }
        });
        let note = self.alike_note();
        if let Some(document) = self.active.and_then(|n| self.documents.get(&n))
            && !page
        {
            Panel::top("header")
                .frame(bar(palette.panel, 14, 5))
                .show(ui, |ui| {
                    self.header.show(ui, document, &self.schema, actions);
                    if let Some(note) = &note {
                        panels::alike_note(ui, note, actions);
                    }
                });
            if let Some(find) = &mut self.find {
                Panel::bottom("find")
                    .frame(bar(palette.panel, 12, 5))
                    .show(ui, |ui| {
                        find.show(ui, |command| self.keymap.shown(command), actions)
                    });
            }
        }
        if let Some(tour) = &self.tour {
            let more = self.beside_the_lesson();
            Panel::bottom("tour")
                .frame(bar(palette.panel, 16, 9))
                .show(ui, |ui| {
                    let edge = ui.max_rect().expand2(egui::vec2(16.0, 9.0));
                    let line = egui::Stroke::new(2.0, palette.accent);
                    ui.painter()
                        .with_clip_rect(edge)
                        .hline(edge.x_range(), edge.top() + 1.0, line);
                    let (keymap, schema) = (&self.keymap, &self.schema);
                    panels::tour_card(ui, tour, keymap, schema, more.as_deref(), actions);
                });
        }
        egui::CentralPanel::default()
            .frame(Frame::NONE.fill(palette.paper))
            .show(ui, |ui| {
                if page {
                    self.statistics_page().show(ui, actions);
                } else {
                    self.draw_text(ui, actions);
                }
            });
        self.draw_dialog(&context, actions);
    }

    fn draw_text(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let size = self.text_size();
        let settings = &self.around.settings;
        let (face, line_width, leading) = (settings.face, settings.line_width, settings.leading);
        let Some(document) = self.active.and_then(|n| self.documents.get(&n)) else {
            let welcome = Welcome {
                keymap: &self.keymap,
                settings: &self.around.settings,
                opening: self.opening.is_some(),
                listening: self.dialog.is_none() && !egui::Popup::is_any_open(ui.ctx()),
            };
            welcome.show(ui, actions);
            return;
        };
        let find = self
            .find
            .as_ref()
            .filter(|find| find.document == Some(document.number));
        let look = Look {
            schema: &self.schema,
            face,
            size,
            line_width,
            leading,
            show_suggestions: self.show_suggestions,
            connections: self.show_connections,
            hits: find.map_or(&[], |find| &find.hits),
            hits_revision: find.map_or(0, |find| find.revision),
            current_hit: find.and_then(|find| find.current),
        };
        self.view.show(ui, document, &look, actions);
        if let Some(at) = self.view.menu_at() {
            let standing = |command| self.standing(command);
            let open = panels::context_menu(ui, at, &self.keymap, &self.schema, &standing, actions);
            if !open || !actions.is_empty() {
                self.view.close_menu();
                actions.push(Action::FocusText);
            }
        }
    }

    fn draw_dialog(&mut self, context: &Context, actions: &mut Actions) {
        let Some(mut dialog) = self.dialog.take() else {
            return;
        };
        let enabled = |command| self.standing(command).enabled;
        let why_not = |command| self.why_not(command);
        let settings_faults = self.settings_faults();
        let facts = Facts {
            document: self.document(),
            schema: &self.schema,
            keymap: &self.keymap,
            keymap_faults: &self.keymap_faults,
            enabled: &enabled,
            why_not: &why_not,
            choices: &self.choices,
            pipeline: self.around.jobs.pipeline(),
            show_suggestions: self.show_suggestions,
            corpus: self.corpus.as_deref(),
            settings: &self.around.settings,
            settings_path: self
                .around
                .settings_file
                .as_ref()
                .map(|(path, _)| path.as_path()),
            settings_faults: &settings_faults,
        };
        dialog.show(context, &facts, actions);
        self.dialog = Some(dialog);
    }

    fn busy(&self) -> Option<String> {
        if self.opening.is_some() {
            return Some("opening…".to_owned());
        }
        if let Some(listing) = self.listing_busy() {
            return Some(listing);
        }
        if self.picker.is_open() {
            return Some("waiting for the file dialog…".to_owned());
        }
        let matching = self.around.suggest && self.document().is_some_and(|d| !d.offers.complete);
        matching.then(|| "matching…".to_owned())
    }
}
