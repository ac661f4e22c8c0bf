//! The articles of the folder that is open.

use std::path::PathBuf;

use egui::{Align, Key, Layout, RichText, ScrollArea, TextEdit, Ui};

use crate::annotation::Status;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::text_view::single_line;
use crate::ui::theme::{self, Palette};

/// One article of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub path: PathBuf,
    pub title: String,
    pub status: Status,
    pub flagged: bool,
    pub spans: usize,
    /// Open suggestions, once they are known.
    pub open: Option<usize>,
    /// Whether the last save failed.
    pub unsaved: bool,
    /// Whether its annotation file cannot be read.
    pub broken: bool,
    /// Whether changes of an earlier run wait in a journal.
    pub journal: bool,
}

/// The list, and the words that filter it.
#[derive(Debug, Default)]
pub struct ArticleList {
    pub entries: Vec<Listed>,
    pub filter: String,
    /// The keyboard's place among the rows that are shown.
    row: usize,
}

impl ArticleList {
    /// The places of the entries that the filter lets through.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let words = self.filter.to_lowercase();
        let fits = |entry: &Listed| {
            words.split_whitespace().all(|word| {
                entry.title.to_lowercase().contains(word)
                    || entry.path.to_string_lossy().to_lowercase().contains(word)
                    || entry.status.to_string().contains(word)
            })
        };
        (0..self.entries.len())
            .filter(|i| fits(&self.entries[*i]))
            .collect()
    }

    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, current: Option<&PathBuf>, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.label(RichText::new("Articles").font(theme::strong(13.5)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let done = self
                    .entries
                    .iter()
                    .filter(|e| e.status == Status::Done)
                    .count();
                let text = format!("{done} of {} done", self.entries.len());
                ui.label(RichText::new(text).small().color(palette.quiet));
            });
        });
        let shown = self.shown();
        let filter = TextEdit::singleline(&mut self.filter)
            .id(articles_pane())
            .hint_text("Filter by title or status")
            .desired_width(f32::INFINITY);
        let filter = ui.add(filter);
        filter.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter articles")
        });
        if filter.changed() {
            self.row = 0;
        }
        if filter.has_focus() {
            let (down, up) = ui.input(|input| {
                (
                    input.key_pressed(Key::ArrowDown),
                    input.key_pressed(Key::ArrowUp),
                )
            });
            if down {
                self.row = (self.row + 1).min(shown.len().saturating_sub(1));
            } else if up {
                self.row = self.row.saturating_sub(1);
            }
        }
        if filter.lost_focus()
            && ui.input(|input| input.key_pressed(Key::Enter))
            && let Some(place) = shown.get(self.row)
        {
            actions.push(Action::OpenListed(*place));
            actions.push(Action::FocusText);
        }
        ui.add_space(2.0);
        if self.entries.is_empty() {
            ui.label(RichText::new("Open a folder to list its articles here").color(palette.quiet));
            return;
        }
        if shown.is_empty() {
            ui.label(RichText::new("No article fits the filter").color(palette.quiet));
            return;
        }
        let height = 44.0;
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical()
            .auto_shrink(false)
            .show_rows(ui, height, shown.len(), |ui, rows| {
                for row in rows {
                    let place = shown[row];
                    let marked = filter.has_focus() && row == self.row;
                    if self.row(ui, &self.entries[place], current, height, marked) {
                        actions.push(Action::OpenListed(place));
                        actions.push(Action::FocusText);
                    }
                }
            });
    }

    fn row(
        &self,
        ui: &mut Ui,
        entry: &Listed,
        current: Option<&PathBuf>,
        height: f32,
        marked: bool,
    ) -> bool {
        let palette = Palette::of(ui.ctx());
        let is_current = current == Some(&entry.path);
        let size = egui::vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        let name = format!(
            "{}, {}, {}",
            entry.title,
            entry.status,
            count(entry.spans, "span")
        );
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListItem, true, is_current, &name)
        });
        let ground = if is_current {
            Some(palette.selection)
        } else if response.hovered() || marked || response.has_focus() {
            Some(ui.visuals().widgets.inactive.bg_fill)
        } else {
            None
        };
        let painter = ui.painter_at(rect);
        if let Some(ground) = ground {
            painter.rect_filled(rect, 4.0, ground);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
        }
        let inner = rect.shrink2(egui::vec2(8.0, 5.0));
        let font = if is_current {
            theme::strong(13.0)
        } else {
            egui::FontId::proportional(13.0)
        };
        let title = elided(ui, &entry.title, font, palette.ink, inner.width());
        painter.galley(inner.left_top(), title, palette.ink);
        let (mark, color) = match entry.status {
            Status::New => ("○ new", palette.quiet),
            Status::InProgress => ("◐ in progress", palette.accent),
            Status::Done => ("● done", palette.done()),
            Status::Skipped => ("– skipped", palette.quiet),
        };
        let (mark, color) = if entry.unsaved {
            ("✖ not saved", palette.warning)
        } else if entry.broken {
            ("✖ broken file", palette.warning)
        } else {
            (mark, color)
        };
        let mut detail = mark.to_owned();
        if entry.flagged {
            detail.push_str(" · ⚑ flagged");
        }
        if entry.spans > 0 {
            detail.push_str(&format!(" · {}", count(entry.spans, "span")));
        }
        if entry.journal {
            detail.push_str(" · changes in a journal");
        }
        if let Some(open) = entry.open.filter(|open| *open > 0) {
            detail.push_str(&format!(" · {open} open"));
        }
        let detail = elided(
            ui,
            &detail,
            egui::FontId::proportional(11.5),
            color,
            inner.width(),
        );
        let below = inner.left_bottom() - egui::vec2(0.0, detail.size().y);
        painter.galley(below, detail, color);
        let path = entry.path.display().to_string();
        response.on_hover_text(path).clicked()
    }
}

/// Where the focus goes that comes to this panel.
#[must_use]
pub fn articles_pane() -> egui::Id {
    egui::Id::unique("articles pane")
}

/// "1 span", "2 spans".
#[must_use]
pub fn count(n: usize, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else if let Some(stem) = what.strip_suffix("ry") {
        format!("{n} {stem}ries")
    } else {
        format!("{n} {what}s")
    }
}

/// One line, cut with an ellipsis where it is too long, its words in visual order and every
/// character visible.
pub fn elided(
    ui: &Ui,
    text: &str,
    font: egui::FontId,
    color: egui::Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let text = &*made_visible(text);
    if let Some(galley) = single_line(ui.ctx(), text, font.clone(), color, width) {
        return galley;
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
