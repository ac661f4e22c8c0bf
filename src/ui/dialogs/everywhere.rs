//! Changing every same mention in the corpus: which ones, and how far it is.
//!
//! The hits come while the dialog is open; all are meant until one is taken out. In the list the
//! arrows move, Space takes a hit or a whole article out and in again, Enter does it.

use std::collections::HashSet;

use egui::{EventFilter, Id, Key, ProgressBar, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::{Facts, quiet};
use crate::annotation::{Label, Status};
use crate::jobs::{Portion, SearchState};
use crate::search::{Change, Mention, What};
use crate::storage::Place;
use crate::text::made_visible;
use crate::ui::actions::{Action, SweepWish};
use crate::ui::panels::{CorpusHits, Row, count, draw_hit, elided, hit_in_words};
use crate::ui::theme::{self, Palette};

/// The height of the list.
const LIST: f32 = 300.0;

/// What is to be done with every mention, in the words of its command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    Mark,
    Relabel,
    Delete,
}

/// What is chosen so far.
#[derive(Debug)]
pub struct EverywhereForm {
    pub deed: Deed,
    pub words: String,
    /// The label of the spans there are; nothing where they are to be made.
    pub from: Option<Label>,
    /// The label that they get.
    pub to: Option<Label>,
    /// The number of the search whose hits are taken.
    pub number: u64,
    found: CorpusHits,
    /// The rows of hits that were taken out.
    out: HashSet<usize>,
    /// How many hits and articles are meant, of how many rows with how many taken out.
    counted: Option<((usize, usize), (usize, usize))>,
    /// How many of those articles are done.
    done: usize,
    cursor: usize,
    follow: bool,
    offset: f32,
    /// Whether something is taken back (true) or done again.
    back: Option<bool>,
    /// How many articles were seen to, of how many, while it is being done.
    doing: Option<(usize, usize)>,
}

impl EverywhereForm {
    #[must_use]
    pub fn new(deed: Deed, words: String, from: Option<Label>, to: Option<Label>) -> Self {
        Self {
            deed,
            words,
            from,
            to,
            number: 0,
            found: CorpusHits::default(),
            out: HashSet::new(),
            counted: None,
            done: 0,
            cursor: 0,
            follow: false,
            offset: 0.0,
            back: None,
            doing: None,
        }
    }

    /// What is done to each mention; nothing until a label is chosen.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let (from, to) = (self.from.clone(), self.to.clone());
        match self.deed {
            Deed::Mark => to.map(Change::Mark),
            Deed::Relabel => from.zip(to).map(|(from, to)| Change::Relabel { from, to }),
            Deed::Delete => from.map(Change::Delete),
        }
    }

    /// The title above it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.deed {
            _ if self.back == Some(true) => "Undo in all articles",
            _ if self.back == Some(false) => "Redo in all articles",
            Deed::Mark => "Mark in all articles",
            Deed::Relabel => "Relabel in all articles",
            Deed::Delete => "Delete in all articles",
        }
    }

    /// An undo or a redo is shown.
    pub fn go_back(&mut self, undo: bool) {
        self.back = Some(undo);
        self.doing = Some((0, 0));
    }

    /// Whether it is being done.
    #[must_use]
    pub fn is_doing(&self) -> bool {
        self.doing.is_some()
    }

    /// Another search begins, under a number.
    pub fn begin(&mut self, number: u64) {
        self.number = number;
        self.found = CorpusHits::awaited();
        self.out.clear();
        self.counted = None;
        self.cursor = 0;
    }

    /// Takes in hits.
    pub fn take(&mut self, portion: Portion) {
        self.found.take(portion);
    }

    /// It is being done, and so far it is.
    pub fn progress(&mut self, looked: usize, of: usize) {
        self.doing = Some((looked, of));
    }

    /// The mentions that are meant, by article.
    #[must_use]
    pub fn chosen(&self) -> Vec<(Place, Vec<Mention>)> {
        let mut chosen: Vec<(usize, Vec<Mention>)> = Vec::new();
        for (index, row) in self.found.rows.iter().enumerate() {
            let (Some(hit), false) = (row.hit, self.out.contains(&index)) else {
                continue;
            };
            let hit = &self.found.articles[row.article].hits[hit].hit;
            let Some(range) = hit.range else {
                continue;
            };
            let span = match &hit.what {
                What::Span { id, .. } => Some(id.clone()),
                What::Words | What::Article => None,
            };
            let mention = Mention { range, span };
            match chosen.last_mut() {
                Some((article, mentions)) if *article == row.article => mentions.push(mention),
                _ => chosen.push((row.article, vec![mention])),
            }
        }
        let place = |article: usize| self.found.articles[article].place.clone();
        let chosen = chosen.into_iter();
        chosen.map(|(article, all)| (place(article), all)).collect()
    }

    /// What an article is called.
    #[must_use]
    pub fn title_of(&self, place: &Place) -> Option<&str> {
        let found = self
            .found
            .articles
            .iter()
            .find(|article| article.place == *place);
        found.map(|article| article.title.as_str())
    }

    pub(super) fn show(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        if let Some((looked, of)) = self.doing {
            ui.label(format!("{looked} of {} changed", count(of, "article")));
            #[expect(clippy::cast_precision_loss, reason = "a part of a bar")]
            let part = looked as f32 / of.max(1) as f32;
            ui.add(ProgressBar::new(part));
            ui.add_space(8.0);
            let stop = ui.button("Stop");
            super::focus_once(ui, stop.id);
            if stop.clicked() {
                actions.push(Action::Sweep(SweepWish::Stop));
            }
            ui.label(quiet(
                ui,
                "What is changed by then stays, and can be undone in one step",
            ));
            return;
        }
        ui.label(quiet(ui, &self.in_words()));
        if self.deed != Deed::Delete {
            self.labels(ui, facts, actions);
        }
        ui.add_space(4.0);
        if self.change().is_none() {
            ui.label("Choose a label by its letter or digit");
        }
        let (hits, articles) = self.meant();
        ui.label(RichText::new(self.standing(hits)).color(Palette::of(ui.ctx()).accent));
        let enter = self.list(ui, facts);
        if !self.found.unread.is_empty() {
            let text = format!(
                "✖ {} could not be read: {}",
                count(self.found.unread.len(), "article"),
                self.found.unread[0]
            );
            ui.add(egui::Label::new(quiet(ui, &made_visible(&text))).truncate());
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let ready = hits > 0 && !self.found.is_under_way() && self.change().is_some();
            let verb = match self.deed {
                Deed::Mark => "Mark",
                Deed::Relabel => "Relabel",
                Deed::Delete => "Delete",
            };
            let title = format!("{verb} {hits} in {}", count(articles, "article"));
            let button = ui.add_enabled(ready, egui::Button::new(title));
            if ready && (button.clicked() || enter) {
                actions.push(Action::Sweep(SweepWish::Do));
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
            let keys = "Space takes out or in, Enter does it";
            ui.label(quiet(ui, keys));
        });
    }

    fn in_words(&self) -> String {
        let words = made_visible(&self.words);
        match (&self.deed, &self.from) {
            (Deed::Mark, _) => {
                format!("Every “{words}” in the corpus that is not marked so yet, as…")
            }
            (Deed::Relabel, Some(from)) => format!("Every {from} “{words}” in the corpus becomes…"),
            (_, from) => {
                let from = from.as_ref().map_or("span", Label::as_str);
                format!("Every {from} “{words}” in the corpus")
            }
        }
    }

    fn labels(&mut self, ui: &mut Ui, facts: &Facts<'_>, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            for (place, def) in facts.schema.labels.iter().enumerate() {
                let own = self.from.as_ref() == Some(&def.label);
                let chosen = self.to.as_ref() == Some(&def.label);
                let color = Palette::of(ui.ctx()).label(facts.schema, &def.label);
                let title = RichText::new(format!("{} {}", def.key, def.label)).color(color);
                let button = ui.add_enabled(!own, egui::Button::selectable(chosen, title));
                let digit = char::from_digit(u32::try_from(place + 1).unwrap_or(0), 10);
                let keyed = typed(ui, def.key) || digit.is_some_and(|digit| typed(ui, digit));
                if (button.clicked() || keyed) && !own && !chosen {
                    self.to = Some(def.label.clone());
                    actions.push(Action::Sweep(SweepWish::Look));
                }
            }
        });
    }

    /// How many hits are meant, in how many articles. Counted anew when hits have come or one was
    /// taken out or in: each changes how many there are.
    fn meant(&mut self) -> (usize, usize) {
        let of = (self.found.rows.len(), self.out.len());
        if let Some((counted, meant)) = self.counted
            && counted == of
        {
            return meant;
        }
        let rows = self.found.rows.iter().enumerate();
        let meant = rows.filter(|(index, row)| row.hit.is_some() && !self.out.contains(index));
        let (mut hits, mut articles, mut done, mut last) = (0, 0, 0, None);
        for (_, row) in meant {
            hits += 1;
            if last != Some(row.article) {
                articles += 1;
                let status = self.found.articles[row.article].status;
                done += usize::from(status == Status::Done);
            }
            last = Some(row.article);
        }
        self.counted = Some((of, (hits, articles)));
        self.done = done;
        (hits, articles)
    }

    fn standing(&self, meant: usize) -> String {
        let found = &self.found;
        match found.state {
            None => String::new(),
            Some(SearchState::UnderWay) => format!(
                "{} so far, {} of {} articles searched",
                count(found.hits, "mention"),
                found.looked,
                found.of
            ),
            Some(_) if found.hits == 0 => "There is none to change".to_owned(),
            Some(state) => {
                let all = count(found.hits, "mention");
                let more = match state {
                    SearchState::TooMany => "; there are more, which stay as they are",
                    _ => "",
                };
                let done = match self.done {
                    0 => String::new(),
                    done => format!(", {done} of them done"),
                };
                if meant == found.hits {
                    let articles = count(found.articles.len(), "article");
                    format!("{all} in {articles}{done}{more}")
                } else {
                    format!("{meant} of {all}{more}{done}")
                }
            }
        }
    }

    /// The list of hits; whether Enter was pressed in it.
    fn list(&mut self, ui: &mut Ui, facts: &Facts<'_>) -> bool {
        let id = Id::unique("mentions everywhere");
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(width, LIST), Sense::hover());
        let response = ui.interact(rect, id, Sense::FOCUSABLE);
        super::focus_once(ui, id);
        response.widget_info(|| {
            let name = format!("Mentions, {}", self.found.hits);
            egui::WidgetInfo::labeled(egui::Role::ListBox, true, name)
        });
        let enter = response.has_focus() && self.keys(ui, id);
        let palette = Palette::of(ui.ctx());
        let stroke = egui::Stroke::new(1.0, palette.quiet);
        ui.painter()
            .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(3.0)));
        let mut area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
        if std::mem::take(&mut self.follow) {
            let (top, bottom) = self.found.reach(self.cursor);
            if top < self.offset {
                area = area.vertical_scroll_offset(top);
            } else if bottom > self.offset + LIST - 6.0 {
                area = area.vertical_scroll_offset(bottom - LIST + 10.0);
            }
        }
        let has_focus = response.has_focus();
        let mut toggled = None;
        let out = area.show_viewport(&mut child, |ui, view| {
            ui.set_height(self.found.height());
            if self.found.rows.is_empty() {
                return;
            }
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let width = ui.available_width();
            let (from, to) = (
                self.found.row_at(view.top()),
                self.found.row_at(view.bottom()),
            );
            for row in from..=to.min(self.found.rows.len() - 1) {
                let (start, end) = self.found.reach(row);
                let rect =
                    Rect::from_min_max(pos2(left, top + start), pos2(left + width, top + end));
                if self.row(ui, rect, row, has_focus, facts) {
                    toggled = Some(row);
                }
            }
        });
        self.offset = out.state.clamped_offset().y;
        if let Some(row) = toggled {
            self.cursor = row;
            self.toggle(row);
        }
        enter
    }

    fn keys(&mut self, ui: &Ui, id: Id) -> bool {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let Some(last) = self.found.rows.len().checked_sub(1) else {
            return false;
        };
        let before = self.cursor;
        for (key, to) in [
            (Key::ArrowDown, self.cursor + 1),
            (Key::ArrowUp, self.cursor.saturating_sub(1)),
            (Key::PageDown, self.cursor + 7),
            (Key::PageUp, self.cursor.saturating_sub(7)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.cursor = to.min(last);
            }
        }
        self.follow |= before != self.cursor;
        if pressed(Key::Space) {
            self.toggle(self.cursor);
        }
        pressed(Key::Enter)
    }

    /// The rows of hits that a row stands for.
    fn hits_of(&self, row: usize) -> std::ops::Range<usize> {
        match self.found.rows.get(row) {
            Some(Row { hit: None, article }) => {
                let hits = self.found.articles[*article].hits.len();
                row + 1..row + 1 + hits
            }
            _ => row..row + 1,
        }
    }

    /// Takes a hit out, or in again; all of an article on its own row.
    fn toggle(&mut self, row: usize) {
        let hits = self.hits_of(row);
        if hits.clone().all(|hit| self.out.contains(&hit)) {
            hits.for_each(|hit| {
                self.out.remove(&hit);
            });
        } else {
            self.out.extend(hits);
        }
    }

    /// Draws a row; whether it was clicked.
    fn row(&self, ui: &mut Ui, rect: Rect, row: usize, has_focus: bool, facts: &Facts<'_>) -> bool {
        let palette = Palette::of(ui.ctx());
        let Row { article, hit } = self.found.rows[row];
        let article = &self.found.articles[article];
        let hits = self.hits_of(row);
        let meant = hits.clone().filter(|hit| !self.out.contains(hit)).count();
        let seen = hit.and_then(|hit| article.hits.get(hit));
        let response = ui.interact(rect, ui.scope_id().with(("mention", row)), Sense::CLICK);
        response.widget_info(|| {
            let name = match seen {
                Some(seen) => hit_in_words(seen),
                None => format!("{}, {meant} of {}", article.title, hits.len()),
            };
            egui::WidgetInfo::selected(egui::Role::CheckBox, true, meant > 0, made_visible(&name))
        });
        let is_current = has_focus && self.cursor == row;
        if is_current || response.hovered() {
            ui.painter().rect_filled(rect, 3.0, palette.selection);
        }
        let mark = match meant {
            0 => "☐",
            all if all == hits.len() => "☑",
            _ => "◪",
        };
        let font = egui::FontId::proportional(15.0);
        let inner = rect.shrink2(vec2(6.0, 3.0));
        let at = inner.min + vec2(0.0, -1.0);
        ui.painter()
            .text(at, egui::Align2::LEFT_TOP, mark, font, palette.ink);
        let rest = Rect::from_min_max(inner.min + vec2(22.0, 0.0), inner.max);
        match seen {
            Some(seen) => draw_hit(ui, rest, seen, facts.schema),
            None => {
                let number = format!("{meant} of {}", hits.len());
                let small = egui::FontId::proportional(11.5);
                let number = elided(ui, &number, small, palette.quiet, 90.0);
                let room = rest.width() - number.size().x - 8.0;
                let title = elided(ui, &article.title, theme::strong(13.0), palette.ink, room);
                let at = pos2(rest.right() - number.size().x, rest.top() + 3.0);
                ui.painter().galley(at, number, palette.quiet);
                ui.painter()
                    .galley(rest.min + vec2(0.0, 2.0), title, palette.ink);
            }
        }
        response.clicked()
    }
}

/// Whether a letter or digit was typed.
fn typed(ui: &Ui, letter: char) -> bool {
    let key = Key::from_name(&letter.to_uppercase().to_string());
    key.is_some_and(|key| ui.input(|input| input.key_pressed(key)))
}
