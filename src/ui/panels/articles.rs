//! Drawing the list of articles.

use egui::{Align, Color32, Key, Layout, RichText, ScrollArea, TextEdit, Ui};

use super::article_list::{ArticleList, Listed, Open, Order};
use super::filter;
use crate::annotation::Status;
use crate::storage::Place;
use crate::text::made_visible;
use crate::ui::actions::Action;
use crate::ui::choice::Choice;
use crate::ui::commands::Command;
use crate::ui::text_view::single_line;
use crate::ui::theme::{self, Palette};

/// The height of a row, in points.
const HEIGHT: f32 = 44.0;
/// The space between rows.
const SPACE: f32 = 2.0;

impl ArticleList {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, current: Option<&Place>, actions: &mut Vec<Action>) {
        self.bring_up_to_date();
        let palette = Palette::of(ui.ctx());
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            // The tab above says what this is.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.order_menu(ui);
                let text = if self.is_filtered() {
                    format!("{} of {}", self.shown().len(), self.entries().len())
                } else {
                    format!("{} of {} done", self.done(), self.entries().len())
                };
                let text = RichText::new(text).small().color(palette.quiet);
                ui.add(egui::Label::new(text).truncate());
            });
        });
        let field_has_focus = self.filter_field(ui, actions);
        if let Some(fault) = &self.fault {
            let text = RichText::new(made_visible(fault)).small();
            ui.label(text.color(palette.warning));
        }
        ui.add_space(2.0);
        if let Some(left_out) = &self.left_out {
            let text = RichText::new(left_out).small().color(palette.warning);
            let button = egui::Button::new(text).frame(false).truncate();
            if ui.add(button).clicked() {
                actions.push(Action::Run(Command::LeftOut));
            }
        }
        if self.entries().is_empty() {
            ui.label(RichText::new("Open a folder to list its articles here").color(palette.quiet));
            return;
        }
        if self.shown().is_empty() {
            ui.label(RichText::new("No article fits the filter").color(palette.quiet));
            return;
        }
        ui.spacing_mut().item_spacing.y = SPACE;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(offset) = self.scroll_to(ui.available_height(), current) {
            area = area.vertical_scroll_offset(offset);
        }
        let out = area.show_rows(ui, HEIGHT, self.shown().len(), |ui, rows| {
            for place in rows.clone() {
                let index = self.shown()[place];
                let marked = field_has_focus && place == self.cursor;
                let row = &self.entries()[index];
                let is_current = current == Some(&row.place);
                if draw_row(ui, row, is_current, marked, self.counting) {
                    actions.push(Action::OpenListed(index));
                    actions.push(Action::FocusText);
                }
            }
            rows
        });
        self.in_view = out.inner;
        self.offset = out.state.clamped_offset().y;
    }

    /// The field that filters, and moves among the rows; whether it has the focus.
    fn filter_field(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let field = TextEdit::singleline(&mut self.filter)
            .id(articles_pane())
            .hint_text(filter::HINT)
            .desired_width(f32::INFINITY);
        let field = ui.add(field).on_hover_text(filter::HELP);
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter articles")
        });
        if std::mem::take(&mut self.filters) {
            field.request_focus();
        }
        if field.changed() {
            self.bring_up_to_date();
        }
        let page = (ui.available_height() / (HEIGHT + SPACE)).max(2.0) as usize - 1;
        let last = self.shown().len().saturating_sub(1);
        if field.has_focus() {
            let before = self.cursor;
            ui.input(|input| {
                for (key, to) in [
                    (Key::ArrowDown, self.cursor + 1),
                    (Key::ArrowUp, self.cursor.saturating_sub(1)),
                    (Key::PageDown, self.cursor + page),
                    (Key::PageUp, self.cursor.saturating_sub(page)),
                ] {
                    if input.key_pressed(key) {
                        self.cursor = to.min(last);
                    }
                }
            });
            self.follow_cursor |= before != self.cursor;
        }
        if field.lost_focus()
            && ui.input(|input| input.key_pressed(Key::Enter))
            && let Some(index) = self.shown().get(self.cursor)
        {
            actions.push(Action::OpenListed(*index));
            actions.push(Action::FocusText);
        }
        field.has_focus()
    }

    fn order_menu(&mut self, ui: &mut Ui) {
        let arrow = if self.reversed { "↑" } else { "↓" };
        let shown = format!("Sort: {} {arrow}", self.order.title().to_lowercase());
        let turn = if self.reversed {
            "The usual way round"
        } else {
            "The other way round"
        };
        let orders = Order::ALL.iter().map(|order| (order.title(), ""));
        let options: Vec<_> = orders.chain([(turn, "")]).collect();
        let at = Order::ALL.iter().position(|order| *order == self.order);
        let choice = Choice::new("sort the articles", "Sort the articles").saying(&shown);
        let chosen = choice.show(ui, at.unwrap_or(0), &options);
        if let Some(taken) = chosen.taken {
            match Order::ALL.get(taken) {
                Some(order) => (self.order, self.reversed) = (*order, false),
                None => self.reversed = !self.reversed,
            }
        }
        if std::mem::take(&mut self.sorts) {
            ui.memory_mut(|memory| memory.request_focus(chosen.id));
        }
    }

    /// How far the list has to be scrolled so that the keyboard's row, or the article that has
    /// come onto the desk, is seen; nothing where it is, or where somebody has scrolled since.
    fn scroll_to(&mut self, height: f32, current: Option<&Place>) -> Option<f32> {
        let row = if std::mem::take(&mut self.follow_cursor) {
            self.cursor
        } else {
            let current = current?;
            if self.brought.as_ref() == Some(current) {
                return None;
            }
            let index = self.place_of(current)?;
            self.brought = Some(current.clone());
            self.shown().iter().position(|i| *i == index)?
        };
        #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
        let top = row as f32 * (HEIGHT + SPACE);
        let bottom = top + HEIGHT;
        if top < self.offset {
            Some((top - HEIGHT).max(0.0))
        } else if bottom > self.offset + height {
            Some(bottom + HEIGHT - height)
        } else {
            None
        }
    }
}

/// Draws one row; whether it was chosen.
fn draw_row(ui: &mut Ui, row: &Listed, is_current: bool, marked: bool, counting: bool) -> bool {
    let palette = Palette::of(ui.ctx());
    let size = egui::vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| {
        let name = format!(
            "{}, {}",
            row.title(),
            detail(row, counting, palette).0.spoken()
        );
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
    if response.has_focus() || marked {
        let stroke = egui::Stroke::new(1.5, palette.accent);
        painter.rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(egui::vec2(8.0, 5.0));
    let font = if is_current {
        theme::strong(13.0)
    } else {
        egui::FontId::proportional(13.0)
    };
    let title = elided(ui, row.title(), font, palette.ink, inner.width());
    painter.galley(inner.left_top(), title, palette.ink);
    let small = egui::FontId::proportional(11.5);
    let (words, color) = detail(row, counting, palette);
    let mut brief = elided(ui, &words.brief(), small.clone(), color, inner.width());
    if brief.elided {
        brief = elided(ui, &words.briefest(), small.clone(), color, inner.width());
    }
    // The date has what is left.
    let room = inner.width() - brief.size().x - 8.0;
    if let Some(date) = row.facts.published.as_deref() {
        let date = elided(ui, date, small, palette.quiet, inner.width() * 0.5);
        if date.size().x <= room {
            painter.galley(inner.right_bottom() - date.size(), date, palette.quiet);
        }
    }
    let below = inner.left_bottom() - egui::vec2(0.0, brief.size().y);
    painter.galley(below, brief, color);
    let response = response.on_hover_ui(|ui| {
        ui.label(made_visible(row.title()).as_ref());
        ui.label(
            RichText::new(row.place.to_string())
                .small()
                .color(palette.quiet),
        );
    });
    response.clicked()
}

/// How far an article is.
struct Detail {
    /// As a sign and in words.
    status: (&'static str, &'static str),
    flagged: bool,
    noted: bool,
    counts: Vec<String>,
    journal: bool,
}

impl Detail {
    /// Everything in words.
    fn spoken(&self) -> String {
        let mut words = vec![format!("{} {}", self.status.0, self.status.1)];
        words.extend(self.flagged.then(|| "⚑ flagged".to_owned()));
        words.extend(self.noted.then(|| "✎ note".to_owned()));
        words.extend(self.counts.iter().cloned());
        words.extend(self.journal.then(|| "changes in a journal".to_owned()));
        words.join(" · ").trim().to_owned()
    }

    /// What a row has room for: the status, signs for flag and note, and the counts.
    fn brief(&self) -> String {
        self.with_status(&format!("{} {}", self.status.0, self.status.1))
    }

    /// The same where the list is narrow.
    fn briefest(&self) -> String {
        self.with_status(self.status.0)
    }

    fn with_status(&self, status: &str) -> String {
        let mut first = status.trim().to_owned();
        for (there, sign) in [(self.flagged, " ⚑"), (self.noted, " ✎")] {
            if there {
                first.push_str(sign);
            }
        }
        let mut parts = vec![first];
        parts.extend(self.counts.iter().cloned());
        parts.extend(self.journal.then(|| "journal".to_owned()));
        parts.join(" · ")
    }
}

/// How far an article is, and the colour that says so.
fn detail(row: &Listed, counting: bool, palette: &Palette) -> (Detail, Color32) {
    let facts = &row.facts;
    let (status, color) = match facts.status {
        _ if row.unsaved => (("✖", "not saved"), palette.warning),
        _ if facts.broken => (("✖", "broken file"), palette.warning),
        _ if !row.known => (("…", ""), palette.quiet),
        Status::New => (("○", "new"), palette.quiet),
        Status::InProgress => (("◐", "in progress"), palette.accent),
        Status::Done => (("●", "done"), palette.done()),
        Status::Skipped => (("–", "skipped"), palette.quiet),
    };
    let mut counts = Vec::new();
    if facts.spans > 0 {
        counts.push(count(facts.spans, "span"));
    }
    match row.open {
        Open::Counted(0) | Open::Untold => {}
        Open::Counted(open) => counts.push(format!("{open} open")),
        Open::Unknown if counting && matches!(facts.status, Status::New | Status::InProgress) => {
            counts.push("… open".to_owned());
        }
        Open::Unknown => {}
    }
    if !row.others.is_empty() {
        counts.push(format!("also {}", row.others.join(", ")));
    }
    let detail = Detail {
        status,
        flagged: facts.flagged,
        noted: facts.noted,
        counts,
        journal: facts.journal,
    };
    (detail, color)
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
