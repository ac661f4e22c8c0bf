//! What an empty desk says: what can be opened, what was open last, and how to begin.

use std::path::{Path, PathBuf};

use egui::{Align, Button, Event, Key, Layout, Modifiers, RichText, ScrollArea, Ui};

use crate::storage::{names, settings::Settings};
use crate::ui::actions::Action;
use crate::ui::commands::Command;
use crate::ui::keymap::Keymap;
use crate::ui::theme::{self, Palette};

/// The width of the page, in points.
const WIDTH: f32 = 620.0;
/// How many folders and how many articles are offered.
const FOLDERS: usize = 4;
const ARTICLES: usize = 5;

/// The keys of the recent ones.
const DIGITS: [Key; FOLDERS + ARTICLES] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What the page knows.
pub struct Welcome<'a> {
    pub keymap: &'a Keymap,
    pub settings: &'a Settings,
    /// Whether something is being opened.
    pub opening: bool,
    /// Whether keys are for the page: no dialog and no menu is open.
    pub listening: bool,
}

impl Welcome<'_> {
    /// Draws the page.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let recent = self.recent();
        // As high as it will be, roughly: it stands a little above the middle.
        let high = if recent.is_empty() { 380.0 } else { 470.0 };
        let space = ((ui.available_height() - high) * 0.4).max(16.0);
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.vertical_centered(|ui| {
                    ui.add_space(space);
                    ui.label(
                        RichText::new("†")
                            .font(theme::reading(46.0))
                            .color(palette.accent),
                    );
                    ui.label(RichText::new("Obelus").font(theme::strong(24.0)));
                    let line = if self.opening {
                        "Opening…"
                    } else {
                        "Annotate news: actors, locations, figures, events"
                    };
                    ui.label(RichText::new(line).color(palette.quiet));
                    ui.add_space(18.0);
                    let width = WIDTH.min(ui.available_width() - 24.0);
                    ui.allocate_ui_with_layout(
                        egui::vec2(width, 0.0),
                        Layout::left_to_right(Align::Min),
                        |ui| {
                            let column = (width - 28.0) / 2.0;
                            ui.spacing_mut().item_spacing.x = 28.0;
                            self.column(ui, column, "Open", actions, Self::open);
                            self.column(ui, column, "Begin", actions, Self::begin);
                        },
                    );
                    if !recent.is_empty() {
                        ui.add_space(16.0);
                        ui.allocate_ui_with_layout(
                            egui::vec2(width, 0.0),
                            Layout::top_down(Align::Min),
                            |ui| self.recent_rows(ui, width, &recent, actions),
                        );
                    }
                    ui.add_space(12.0);
                    ui.label(
                        RichText::new("Files and folders can also be dropped onto this window")
                            .small()
                            .color(palette.quiet),
                    );
                    ui.add_space(12.0);
                });
            });
    }

    fn column(
        &self,
        ui: &mut Ui,
        width: f32,
        title: &str,
        actions: &mut Vec<Action>,
        rows: fn(&Self, &mut Ui, f32, &mut Vec<Action>),
    ) {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.label(RichText::new(title).font(theme::strong(13.5)));
            rows(self, ui, width, actions);
        });
    }

    fn open(&self, ui: &mut Ui, width: f32, actions: &mut Vec<Action>) {
        for (command, title) in [
            (Command::OpenFolder, "A folder of articles…"),
            (Command::Open, "An article, or a file of records…"),
            (Command::OpenPath, "A path…"),
            (Command::PasteArticle, "Paste an article…"),
        ] {
            self.button(ui, width, command, title, actions);
        }
    }

    fn begin(&self, ui: &mut Ui, width: f32, actions: &mut Vec<Action>) {
        for (command, title) in [
            (Command::Tour, "Take the tour, seven steps"),
            (Command::OpenSample, "Open the sample corpus"),
            (Command::Help, "Help and keys"),
            (Command::Settings, "Settings…"),
        ] {
            self.button(ui, width, command, title, actions);
        }
    }

    fn button(
        &self,
        ui: &mut Ui,
        width: f32,
        command: Command,
        title: &str,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        let keys = RichText::new(self.keymap.shown(command))
            .small()
            .color(palette.quiet);
        let button = Button::new(title)
            .shortcut_text(keys)
            .min_size(egui::vec2(width, 30.0));
        if ui.add(button).clicked() {
            actions.push(Action::Run(command));
        }
    }

    /// The folders and articles opened last, each with whether it is a folder.
    fn recent(&self) -> Vec<(&PathBuf, bool)> {
        let folders = self.settings.recent_folders.iter().take(FOLDERS);
        let articles = self.settings.recent.iter().take(ARTICLES);
        let folders = folders.map(|path| (path, true));
        folders.chain(articles.map(|path| (path, false))).collect()
    }

    fn recent_rows(
        &self,
        ui: &mut Ui,
        width: f32,
        recent: &[(&PathBuf, bool)],
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui.ctx());
        ui.label(RichText::new("Open again").font(theme::strong(13.5)));
        ui.spacing_mut().item_spacing.y = 2.0;
        let digit = ui.input(|input| input.events.iter().find_map(digit));
        let digit = digit.filter(|_| self.listening);
        for (place, (path, folder)) in recent.iter().enumerate() {
            let number = RichText::new((place + 1).to_string())
                .small()
                .color(palette.quiet);
            let mut name = names::file_name(path);
            if *folder {
                name.push('/');
            }
            let mut text = egui::text::LayoutJob::default();
            let format = |color, size| egui::TextFormat {
                font_id: egui::FontId::proportional(size),
                color,
                valign: Align::Center,
                ..egui::TextFormat::default()
            };
            text.append(&name, 0.0, format(palette.ink, 13.5));
            if let Some(around) = path.parent() {
                text.append(&shortened(around), 10.0, format(palette.quiet, 11.5));
            }
            let row = Button::new(text)
                .shortcut_text(number)
                .frame_when_inactive(false)
                .truncate()
                .min_size(egui::vec2(width, 24.0));
            let row = ui.add(row).on_hover_text(path.display().to_string());
            let what = if *folder { "folder" } else { "article" };
            row.widget_info(|| {
                let spoken = format!("Open the {what} {name}, {}", place + 1);
                egui::WidgetInfo::labeled(egui::Role::Button, true, spoken)
            });
            let pressed = digit.is_some() && digit == DIGITS.get(place).copied();
            if row.clicked() || pressed {
                actions.push(Action::OpenPaths(vec![(*path).clone()]));
            }
        }
    }
}

/// The digit that is pressed alone: where it is on the keyboard, whatever is printed on it.
fn digit(event: &Event) -> Option<Key> {
    match event {
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers: Modifiers::NONE,
            ..
        } => {
            let known = |key: &Key| DIGITS.contains(key);
            (*physical_key).filter(known).or(Some(*key).filter(known))
        }
        _ => None,
    }
}

/// A folder as people write it: `~` for one's own.
fn shortened(folder: &Path) -> String {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match home.and_then(|home| folder.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => folder.display().to_string(),
    }
}
