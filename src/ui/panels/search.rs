//! The panel that searches the corpus: the query, what may be typed next, and the hits.
//!
//! In the field the arrows walk through the completions while they are shown, and through the hits
//! else. Right at the end of the query takes a completion, so does Enter on the one that was
//! walked to; else Enter searches, or shows the next hit where the query is the one that was
//! searched, and the focus stays in the field.

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat, TextWrapping};
use egui::{Id, Key, Modifiers, Rect, RichText, ScrollArea, TextEdit, Ui, pos2, vec2};

use super::articles::{count, elided};
use super::corpus_hits::{CorpusHits, Row};
use crate::annotation::Schema;
use crate::jobs::{SearchState, Seen};
use crate::search::{Completions, Query, QueryError, Vocabulary, What, complete};
use crate::text::made_visible;
use crate::ui::actions::{Action, SearchWish};
use crate::ui::theme::{self, Palette};

/// The height of a row of the list of completions.
const OFFER: f32 = 22.0;
/// So many completions are in view at once.
const OFFERS: usize = 8;
/// The characters before a hit that its row shows at most, so that the hit itself is in view.
const LEAD: usize = 26;

/// What the panel keeps.
#[derive(Debug, Default)]
pub struct SearchPanel {
    pub query: String,
    /// What the hits are of.
    pub searched: Option<String>,
    /// The number of the search that they come from.
    pub number: u64,
    pub found: CorpusHits,
    /// The row of the hit that the keys are at.
    pub current: Option<usize>,
    /// The row of the hit that was gone to last.
    pub gone_to: Option<usize>,
    pub vocabulary: Vocabulary,
    fault: Option<QueryError>,
    /// What a query that found nothing may have meant.
    meant: Option<String>,
    offers: Option<Completions>,
    /// Which completion the arrows have walked to.
    offered: Option<usize>,
    focus: bool,
    /// Whether the current row is to be brought into view.
    pub follow: bool,
    offset: f32,
    guide: bool,
}

impl SearchPanel {
    /// Asks for the focus, all of the query selected.
    pub fn take_focus(&mut self) {
        self.focus = true;
    }

    /// Another corpus has come: nothing is known of it.
    pub fn forget(&mut self) {
        self.found = CorpusHits::default();
        self.searched = None;
        (self.current, self.gone_to) = (None, None);
        self.meant = None;
        self.number = 0;
    }

    /// The search has ended.
    pub fn take_end(&mut self) {
        let searched = self.searched.as_deref().filter(|_| self.found.hits == 0);
        let query = searched.and_then(|text| Query::read(text, &self.vocabulary).ok());
        let meant = query.and_then(|query| query.corrected(&self.vocabulary));
        self.meant = meant.map(|query| query.to_string());
    }

    /// Begins anew with a query, under a number; nothing where it cannot be understood, which is then shown.
    pub fn begin(&mut self, text: String, number: u64) -> Option<Query> {
        self.offers = None;
        self.meant = None;
        match Query::read(&text, &self.vocabulary) {
            Ok(query) => {
                self.fault = None;
                self.number = number;
                self.found = CorpusHits::awaited();
                (self.current, self.gone_to, self.offset) = (None, None, 0.0);
                self.searched = Some(text.clone());
                self.query = text;
                Some(query)
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.query = text;
                // Other hits are no answer to it.
                self.found = CorpusHits::default();
                (self.current, self.gone_to, self.searched) = (None, None, None);
                None
            }
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, schema: &Schema, actions: &mut Vec<Action>) {
        ui.add_space(4.0);
        self.field(ui, actions);
        self.say_fault(ui);
        self.show_offers(ui);
        self.standing(ui, actions);
        if self.guide {
            show_guide(ui);
            return;
        }
        self.hits(ui, schema, actions);
    }

    fn field(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let id = search_pane();
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        if had_focus {
            self.keys(ui, id);
        }
        let edge = egui::Stroke::new(1.0, Palette::of(ui.ctx()).quiet);
        let mut enter = false;
        ui.horizontal(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = edge;
            let help = ui.spacing().interact_size.y;
            let width = ui.available_width() - help - 8.0;
            let field = TextEdit::singleline(&mut self.query)
                .id(id)
                .hint_text("words, actor:Bazoum, figure>1000…")
                .desired_width(width);
            let field = ui.add(field);
            field.widget_info(|| {
                let name = "Search the corpus".to_owned();
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, name)
            });
            if std::mem::take(&mut self.focus) {
                ui.memory_mut(|memory| memory.request_focus(id));
                select(ui, id, 0, self.query.chars().count());
            }
            if field.changed() {
                self.fault = None;
                let caret = caret(ui, id, &self.query);
                self.offer(caret);
            }
            let pressed = |key| ui.input(|input| input.key_pressed(key));
            enter = field.lost_focus() && pressed(Key::Enter);
            // Esc leaves what is innermost: the completions, then the search, then the field.
            if field.lost_focus() && pressed(Key::Escape) {
                let under_way = self.found.is_under_way();
                if self.offers.take().is_some() {
                    ui.memory_mut(|memory| memory.request_focus(id));
                } else if under_way {
                    actions.push(Action::Search(SearchWish::Stop));
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
            let guide = ui.selectable_label(self.guide, "?");
            guide.widget_info(|| {
                let name = "What can be searched for".to_owned();
                egui::WidgetInfo::selected(egui::Role::Button, true, self.guide, &name)
            });
            if guide.on_hover_text("What can be searched for").clicked() {
                self.guide = !self.guide;
            }
        });
        if enter {
            self.entered(ui, id, actions);
        }
    }

    /// Takes the keys that are not for the text of the field.
    fn keys(&mut self, ui: &mut Ui, id: Id) {
        let taken =
            |ui: &mut Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let down = taken(ui, Key::ArrowDown);
        let up = taken(ui, Key::ArrowUp);
        let offers = self.offers.as_ref().map_or(0, |offers| offers.items.len());
        if offers > 0 {
            if down {
                self.offered = Some(self.offered.map_or(0, |at| (at + 1).min(offers - 1)));
            } else if up {
                self.offered = self.offered.and_then(|at| at.checked_sub(1));
            }
            let at_end = caret(ui, id, &self.query) == self.query.len();
            if at_end && taken(ui, Key::ArrowRight) {
                self.take_offer(ui, id, self.offered.unwrap_or(0));
            }
        } else if down || up {
            let next = self.found.step(self.current, down);
            if next.is_some() {
                self.current = next;
                self.follow = true;
            }
        }
    }

    fn entered(&mut self, ui: &mut Ui, id: Id, actions: &mut Vec<Action>) {
        let walked_to = self.offers.as_ref().and(self.offered);
        if let Some(offered) = walked_to {
            ui.memory_mut(|memory| memory.request_focus(id));
            self.take_offer(ui, id, offered);
            return;
        }
        self.offers = None;
        self.guide = false;
        let searched = self.searched.as_deref() == Some(self.query.trim());
        ui.memory_mut(|memory| memory.request_focus(id));
        if searched && !self.found.rows.is_empty() {
            // The one that was walked to, or the one behind the last.
            let walked = self.current.filter(|row| Some(*row) != self.gone_to);
            let next = walked.or_else(|| self.found.step(self.current, true));
            // Behind the last one comes the first one again.
            let next = next.or_else(|| self.found.step(None, true));
            if let Some(row) = next {
                actions.push(Action::Search(SearchWish::Show(row)));
            }
            return;
        }
        let query = self.query.trim().to_owned();
        if !query.is_empty() {
            actions.push(Action::Search(SearchWish::For(query)));
        }
    }

    /// Works out what may be typed at the caret.
    fn offer(&mut self, caret: usize) {
        let offers = complete(&self.query, caret, &self.vocabulary);
        let typed = !self.query[offers.range.as_range()].is_empty() || self.query.ends_with(':');
        let wanted = typed && !offers.items.is_empty();
        self.offers = wanted.then_some(offers);
        self.offered = None;
    }

    fn take_offer(&mut self, ui: &Ui, id: Id, index: usize) {
        let Some(offers) = self.offers.take() else {
            return;
        };
        let Some(offer) = offers.items.get(index) else {
            return;
        };
        let at = offers.range;
        if self.query.get(at.as_range()).is_none() {
            return;
        }
        self.query.replace_range(at.as_range(), &offer.text);
        let end = at.start + offer.text.len();
        let chars = self.query[..end].chars().count();
        select(ui, id, chars, chars);
        if offer.text.ends_with(':') {
            self.offer(end);
        }
    }

    fn say_fault(&self, ui: &mut Ui) {
        let Some(fault) = &self.fault else {
            return;
        };
        let palette = Palette::of(ui.ctx());
        let (start, end) = (fault.range.start, fault.range.end);
        let text = &self.query;
        if let (Some(before), Some(wrong), Some(behind)) =
            (text.get(..start), text.get(start..end), text.get(end..))
        {
            let mut job = LayoutJob::default();
            let font = egui::FontId::proportional(12.0);
            let format = |color| TextFormat::simple(font.clone(), color);
            let tail: Vec<_> = before.chars().rev().take(24).collect();
            let tail: String = tail.into_iter().rev().collect();
            job.append(&tail, 0.0, format(palette.quiet));
            let mut marked = format(palette.warning);
            marked.underline = egui::Stroke::new(1.5, palette.warning);
            let wrong = if wrong.trim().is_empty() {
                "▏"
            } else {
                wrong
            };
            job.append(wrong, 0.0, marked);
            let head: String = behind.chars().take(16).collect();
            job.append(&head, 0.0, format(palette.quiet));
            ui.label(job);
        }
        ui.label(
            RichText::new(format!("✖ {}", crate::ui::document::sentence(fault)))
                .color(palette.warning),
        );
    }

    fn show_offers(&mut self, ui: &mut Ui) {
        let palette = Palette::of(ui.ctx());
        let (Some(offers), offered) = (&self.offers, self.offered) else {
            return;
        };
        let mut taken = None;
        let shown = offers.items.len().min(OFFERS);
        let first = offered.map_or(0, |at| (at + 1).saturating_sub(OFFERS));
        let frame = egui::Frame::NONE.fill(palette.paper).inner_margin(4);
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, offer) in offers.items.iter().enumerate().skip(first).take(shown) {
                let size = vec2(ui.available_width(), OFFER);
                let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
                let chosen = offered == Some(index);
                response.widget_info(|| {
                    let name = format!("{} {}", offer.text, offer.help);
                    egui::WidgetInfo::selected(egui::Role::ListItem, true, chosen, name.trim())
                });
                if chosen || response.hovered() {
                    ui.painter().rect_filled(rect, 3.0, palette.selection);
                }
                let font = theme::strong(12.5);
                let text = elided(ui, &offer.text, font, palette.ink, rect.width());
                let used = text.size().x + 10.0;
                let middle = |height: f32| rect.center().y - height / 2.0;
                let at = pos2(rect.left() + 4.0, middle(text.size().y));
                ui.painter().galley(at, text, palette.ink);
                let small = egui::FontId::proportional(11.5);
                let room = (rect.width() - used - 8.0).max(0.0);
                let help = elided(ui, &offer.help, small, palette.quiet, room);
                let at = pos2(rect.left() + 4.0 + used, middle(help.size().y));
                ui.painter().galley(at, help, palette.quiet);
                let response = response.on_hover_text(&offer.help);
                if response.clicked() {
                    taken = Some(index);
                }
            }
            let more = offers.items.len() - shown;
            let keys = if more > 0 {
                format!("↓ chooses among {more} more, → takes one")
            } else {
                "↓ chooses, → takes one, Enter searches".to_owned()
            };
            ui.label(RichText::new(keys).small().color(palette.quiet));
        });
        if let Some(index) = taken {
            let id = search_pane();
            ui.memory_mut(|memory| memory.request_focus(id));
            self.take_offer(ui, id, index);
        }
    }

    /// How far the search is, and what it has found.
    fn standing(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let found = &self.found;
        if let Some(searched) = &self.searched
            && searched != self.query.trim()
            && !found.rows.is_empty()
        {
            let text = format!("Below are the hits of “{searched}”; Enter searches anew");
            let text = RichText::new(text).small().color(palette.warning);
            ui.add(egui::Label::new(text).wrap());
        }
        let Some(state) = found.state else {
            if self.searched.is_some() && !found.rows.is_empty() {
                let text = format!("Stopped: {} so far", in_words(found));
                ui.label(RichText::new(text).small().color(palette.quiet));
            }
            return;
        };
        ui.horizontal_wrapped(|ui| {
            let text = match state {
                SearchState::UnderWay => {
                    format!(
                        "{}, {} of {} articles searched",
                        in_words(found),
                        found.looked,
                        found.of
                    )
                }
                SearchState::Done if found.rows.is_empty() => {
                    format!("Nothing found in {}", count(found.of, "article"))
                }
                SearchState::Done => in_words(found),
                SearchState::TooMany => {
                    format!("More than {}: say more to narrow it down", in_words(found))
                }
            };
            ui.label(RichText::new(text).small().color(palette.quiet));
            if state != SearchState::UnderWay && found.hits > 0 {
                let keys = "Enter: next · Esc: to the text";
                ui.label(RichText::new(keys).small().color(palette.quiet));
            }
            if state == SearchState::UnderWay && ui.small_button("Stop").clicked() {
                actions.push(Action::Search(SearchWish::Stop));
            }
        });
        if let Some(meant) = self.meant.as_ref().filter(|_| state == SearchState::Done) {
            let text = format!("Did you mean {}?", made_visible(meant));
            if ui.small_button(text).clicked() {
                actions.push(Action::Search(SearchWish::For(meant.clone())));
            }
        }
        if !found.unread.is_empty() {
            let text = format!(
                "✖ {} could not be read",
                count(found.unread.len(), "article")
            );
            let all = found
                .unread
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n");
            ui.collapsing(RichText::new(text).small().color(palette.warning), |ui| {
                ui.label(RichText::new(made_visible(&all).into_owned()).small());
            });
        }
        if state != SearchState::UnderWay && found.hits > 0 {
            ui.horizontal_wrapped(|ui| {
                use crate::ui::commands::Command;
                for (title, command) in [
                    ("Mark all…", Command::MarkEverywhere),
                    ("Relabel all…", Command::RelabelEverywhere),
                    ("Delete all…", Command::DeleteEverywhere),
                ] {
                    let is_span = self.current_is_span();
                    let enabled = is_span || command == Command::MarkEverywhere;
                    let button = ui.add_enabled(enabled, egui::Button::new(title).small());
                    let button = button.on_disabled_hover_text("Go to a span among the hits first");
                    if button.clicked() {
                        actions.push(Action::Search(SearchWish::FromCurrent(command)));
                    }
                }
            });
        }
    }

    fn current_is_span(&self) -> bool {
        let row = self.current.or_else(|| self.found.step(None, true));
        let seen = row.and_then(|row| self.found.seen(row));
        seen.is_some_and(|(_, seen)| matches!(seen.hit.what, What::Span { .. }))
    }

    fn hits(&mut self, ui: &mut Ui, schema: &Schema, actions: &mut Vec<Action>) {
        if self.found.rows.is_empty() {
            if self.found.state.is_none() {
                let hint = "Enter searches every article of the folder. What can be asked stands behind “?”.";
                ui.add_space(6.0);
                ui.label(RichText::new(hint).color(Palette::of(ui.ctx()).quiet));
            }
            return;
        }
        ui.add_space(2.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .id_salt("corpus hits")
            .auto_shrink(false);
        let height = ui.available_height();
        if let Some(row) = self.current.filter(|_| std::mem::take(&mut self.follow)) {
            let (top, bottom) = self.found.reach(row);
            if top < self.offset {
                area = area.vertical_scroll_offset((top - super::corpus_hits::ARTICLE).max(0.0));
            } else if bottom > self.offset + height {
                area = area.vertical_scroll_offset(bottom - height + 8.0);
            }
        }
        let (found, current) = (&self.found, self.current);
        let mut chosen = None;
        let out = area.show_viewport(ui, |ui, view| {
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let width = ui.available_width();
            ui.set_height(found.height());
            let (from, to) = (found.row_at(view.top()), found.row_at(view.bottom()));
            for row in from..=to.min(found.rows.len() - 1) {
                let (start, end) = found.reach(row);
                let rect =
                    Rect::from_min_max(pos2(left, top + start), pos2(left + width, top + end));
                if draw_row(ui, rect, found, row, current == Some(row), schema) {
                    chosen = Some(row);
                }
            }
        });
        self.offset = out.state.clamped_offset().y;
        if let Some(row) = chosen {
            let hit = match self.found.rows[row] {
                Row { hit: None, .. } => self.found.step(Some(row), true).unwrap_or(row),
                Row { hit: Some(_), .. } => row,
            };
            actions.push(Action::Search(SearchWish::Go(hit)));
        }
    }
}

/// "12 hits in 3 articles".
fn in_words(found: &CorpusHits) -> String {
    format!(
        "{} in {}",
        count(found.hits, "hit"),
        count(found.articles.len(), "article")
    )
}

/// Draws one row; whether it was clicked.
fn draw_row(
    ui: &mut Ui,
    rect: Rect,
    found: &CorpusHits,
    row: usize,
    is_current: bool,
    schema: &Schema,
) -> bool {
    let palette = Palette::of(ui.ctx());
    let Row { article, hit } = found.rows[row];
    let article = &found.articles[article];
    let id = ui.scope_id().with(("hit", row));
    let response = ui.interact(rect, id, egui::Sense::CLICK);
    let seen = hit.and_then(|hit| article.hits.get(hit));
    response.widget_info(|| {
        let name = match seen {
            Some(seen) => hit_in_words(seen),
            None => format!(
                "{}, {}",
                article.title,
                count(article.hits.len() + article.more, "hit")
            ),
        };
        egui::WidgetInfo::selected(egui::Role::ListItem, true, is_current, made_visible(&name))
    });
    if is_current || response.hovered() {
        let fill = if is_current {
            palette.selection
        } else {
            ui.visuals().widgets.inactive.bg_fill
        };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let inner = rect.shrink2(vec2(6.0, 3.0));
    match seen {
        None => {
            let number = (article.hits.len() + article.more).to_string();
            let small = egui::FontId::proportional(11.5);
            let number = elided(ui, &number, small, palette.quiet, 60.0);
            let room = inner.width() - number.size().x - 8.0;
            let title = elided(ui, &article.title, theme::strong(13.0), palette.ink, room);
            let middle = |height: f32| inner.center().y - height / 2.0 + 2.0;
            let at = pos2(inner.right() - number.size().x, middle(number.size().y));
            ui.painter().galley(at, number, palette.quiet);
            let at = pos2(inner.left(), middle(title.size().y));
            ui.painter().galley(at, title, palette.ink);
            let ground = pos2(rect.left(), rect.bottom() - 0.5);
            let line = egui::Stroke::new(1.0, ui.visuals().widgets.noninteractive.bg_stroke.color);
            ui.painter()
                .line_segment([ground, pos2(rect.right(), ground.y)], line);
        }
        Some(seen) => draw_hit(ui, inner, seen, schema),
    }
    response
        .on_hover_ui(|ui| {
            ui.label(made_visible(&article.title).as_ref());
            ui.label(RichText::new(&article.name).small().color(palette.quiet));
        })
        .clicked()
}

/// A hit in its context, in at most two lines: its own words bold, its label as a letter.
pub fn draw_hit(ui: &Ui, inner: Rect, seen: &Seen, schema: &Schema) {
    let palette = Palette::of(ui.ctx());
    const TAG: f32 = 18.0;
    if let What::Span { label, .. } = &seen.hit.what {
        let color = palette.label(schema, label);
        let tag = Rect::from_min_size(inner.min + vec2(0.0, 1.0), vec2(14.0, 14.0));
        ui.painter()
            .rect_filled(tag, 3.0, palette.fill(color, true));
        let font = theme::strong(10.5);
        let key = schema.key(label).to_string();
        ui.painter().text(
            tag.center(),
            egui::Align2::CENTER_CENTER,
            key,
            font,
            palette.ink,
        );
    }
    let at = inner.min + vec2(TAG, 0.0);
    let width = inner.width() - TAG;
    let whole = line(seen);
    let font = egui::FontId::proportional(12.5);
    if whole.chars().any(is_right_to_left) {
        // Sections would be set apart and the words in the wrong order: the hit stands in brackets.
        let bracketed = format!("{}⟦{}⟧{}", lead(seen), seen.words, seen.behind);
        let galley = elided(ui, &bracketed, font, palette.ink, width);
        ui.painter().galley(at, galley, palette.ink);
        return;
    }
    let format = |font, color| TextFormat::simple(font, color);
    let mut job = LayoutJob {
        wrap: TextWrapping {
            max_width: width,
            max_rows: 2,
            ..TextWrapping::default()
        },
        ..LayoutJob::default()
    };
    let lead = lead(seen);
    job.append(
        &made_visible(&lead),
        0.0,
        format(font.clone(), palette.quiet),
    );
    let bold = theme::strong(12.5);
    job.append(&made_visible(&seen.words), 0.0, format(bold, palette.ink));
    job.append(
        &made_visible(&seen.behind),
        0.0,
        format(font, palette.quiet),
    );
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(at, galley, palette.ink);
}

/// Hebrew, Arabic and the scripts between them, with the forms for presentation.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// What stands before a hit, no more than leaves the hit in view.
fn lead(seen: &Seen) -> String {
    let length = seen.before.chars().count();
    let Some((cut, _)) = seen.before.char_indices().nth(length.saturating_sub(LEAD)) else {
        return seen.before.clone();
    };
    if cut == 0 {
        return seen.before.clone();
    }
    let rest = &seen.before[cut..];
    let whole = rest
        .find(char::is_whitespace)
        .map_or(rest, |space| &rest[space + 1..]);
    format!("…{whole}")
}

fn line(seen: &Seen) -> String {
    format!("{}{}{}", lead(seen), seen.words, seen.behind)
}

/// A hit in its context as one line, its label before it.
#[must_use]
pub fn hit_in_words(seen: &Seen) -> String {
    let line = line(seen);
    match &seen.hit.what {
        What::Span { label, .. } => format!("{label}: {line}"),
        What::Words | What::Article => line,
    }
}

fn show_guide(ui: &mut Ui) {
    let palette = Palette::of(ui.ctx());
    ui.separator();
    ScrollArea::vertical()
        .id_salt("query guide")
        .auto_shrink(false)
        .show(ui, |ui| {
            for line in crate::search::guide().lines() {
                if let Some(title) = line
                    .trim_start_matches('#')
                    .strip_prefix(' ')
                    .filter(|_| line.starts_with('#'))
                {
                    ui.add_space(6.0);
                    ui.label(RichText::new(title).font(theme::strong(13.5)));
                    continue;
                }
                let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
                match &cells[..] {
                    [text] if !line.is_empty() && !line.starts_with("|-") => {
                        ui.label(RichText::new(text.replace('`', "")).color(palette.quiet));
                    }
                    [write, rest @ ..] if !rest.is_empty() && write.trim() != "write" => {
                        let write = write.replace('`', "");
                        ui.label(RichText::new(write.trim()).font(egui::FontId::monospace(12.0)));
                        ui.indent("what it finds", |ui| {
                            ui.label(RichText::new(rest.join(" · ")).small().color(palette.quiet));
                        });
                    }
                    _ => {}
                }
            }
        });
}

/// Where the caret of a field is, as a byte of what it holds.
fn caret(ui: &Ui, id: Id, text: &str) -> usize {
    let state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = state.cursor.char_range();
    let at = range.and_then(|range| text.char_indices().nth(range.primary.index.0));
    at.map_or(text.len(), |(at, _)| at)
}

/// Selects characters of the field.
fn select(ui: &Ui, id: Id, from: usize, to: usize) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(from), CCursor::new(to));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Where the focus goes that comes to this panel.
#[must_use]
pub fn search_pane() -> Id {
    Id::unique("search pane")
}

/// The two tabs above the left column; the one that was chosen.
pub fn left_tabs(ui: &mut Ui, search: bool) -> Option<bool> {
    let mut chosen = None;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        for (title, is_search) in [("Articles", false), ("Search", true)] {
            let label = RichText::new(title).font(theme::strong(12.5));
            if ui.selectable_label(search == is_search, label).clicked() {
                chosen = Some(is_search);
            }
        }
    });
    chosen
}
