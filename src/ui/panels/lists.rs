//! The long lists of the inspector: open suggestions and spans, of which only the rows in view are
//! asked for and drawn. Each is one stop of the focus, in which the arrows choose.

use egui::{EventFilter, Key, RichText, ScrollArea, Sense, Ui};

use super::articles::elided;
use super::inspector::Inspector;
use crate::annotation::Label;
use crate::text::{ByteRange, made_visible};
use crate::ui::actions::Action;
use crate::ui::theme::{self, Palette};

/// The height of a row.
pub(super) const ROW: f32 = 26.0;
/// How much of the words of a row can be in view.
const WORDS: usize = 300;

/// A list in one frame.
pub(super) struct List<'a> {
    /// As assistive technology says it.
    pub name: &'a str,
    pub rows: usize,
    /// The row of what is selected or under review.
    pub current: Option<usize>,
    /// The height of a row.
    pub height: f32,
}

impl Inspector<'_> {
    pub(super) fn suggestions(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let offers = &self.document.offers;
        if offers.open_count() == 0 {
            let text = if offers.complete {
                "No open suggestions"
            } else {
                "Matching…"
            };
            ui.label(RichText::new(text).color(palette.quiet));
            return;
        }
        let current = self.document.current.filter(|i| offers.is_open(*i));
        let current = current.map(|index| offers.open_before(index));
        let list = List {
            name: "Open suggestions",
            rows: offers.open_count(),
            current,
            height: ROW,
        };
        let mut chosen = None;
        let go = list.show(ui, |ui, rows| {
            let from = rows.start;
            for (place, (index, suggestion)) in
                offers.open_from_nth(from).take(rows.len()).enumerate()
            {
                let detail = format!("{:.2}", suggestion.score);
                let is_current = current == Some(from + place);
                if self.row(ui, &suggestion.label, suggestion.range, &detail, is_current) {
                    chosen = Some(index);
                }
            }
        });
        if let Some(index) = chosen {
            actions.push(Action::Review(index));
            actions.push(Action::FocusText);
        } else if let Some((index, _)) = go.and_then(|row| offers.open_from_nth(row).next()) {
            actions.push(Action::Review(index));
        }
    }

    pub(super) fn spans(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let set = &self.document.set;
        if set.is_empty() && set.faulty.is_empty() && self.document.faults.is_empty() {
            ui.label(RichText::new("No spans yet").color(palette.quiet));
            return;
        }
        for fault in self.document.faults.iter().take(20) {
            ui.label(
                RichText::new(made_visible(fault))
                    .small()
                    .color(palette.warning),
            );
        }
        self.unplaced(ui, actions);
        if set.is_empty() {
            return;
        }
        let selected = self.document.selected.as_ref();
        let current = selected.and_then(|id| set.span_rank(id));
        let list = List {
            name: "Spans",
            rows: set.len(),
            current,
            height: ROW,
        };
        let mut chosen = None;
        let go = list.show(ui, |ui, rows| {
            for number in rows {
                let Some(span) = set.nth_span(number) else {
                    continue;
                };
                let detail = match (span.anchor, &span.note) {
                    (Some(_), _) => "confirm its place",
                    (None, Some(_)) => "note",
                    (None, None) => "",
                };
                if self.row(ui, &span.label, span.range, detail, current == Some(number)) {
                    chosen = Some(span.id.clone());
                }
            }
        });
        if let Some(id) = chosen {
            actions.push(Action::SelectSpan(id));
            actions.push(Action::FocusText);
        } else if let Some(span) = go.and_then(|row| set.nth_span(row)) {
            actions.push(Action::SelectSpan(span.id.clone()));
        }
    }

    /// Another annotator's spans: choosing one puts the caret there.
    pub(super) fn beneath(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some((beneath, theirs)) = self.document.spans_beneath() else {
            return;
        };
        let name = format!("Spans of {}", beneath.who());
        let caret = self.document.caret.position;
        let here = theirs.touching(caret).into_iter();
        let here = here.min_by_key(|span| span.range.len());
        let list = List {
            name: &name,
            rows: theirs.len(),
            current: here.and_then(|span| theirs.span_rank(&span.id)),
            height: ROW,
        };
        let current = list.current;
        let mut chosen = None;
        let go = list.show(ui, |ui, rows| {
            for number in rows {
                let Some(span) = theirs.nth_span(number) else {
                    continue;
                };
                let own = self.document.set.find(span.range, &span.label).is_some();
                let detail = if own { "yours too" } else { "" };
                if self.row(ui, &span.label, span.range, detail, current == Some(number)) {
                    chosen = Some(span.range.start);
                }
            }
        });
        let walked = go.and_then(|row| theirs.nth_span(row));
        let focus = chosen.is_some();
        if let Some(position) = chosen.or(walked.map(|span| span.range.start)) {
            let anchor = position;
            actions.push(Action::Caret { position, anchor });
        }
        if focus {
            actions.push(Action::FocusText);
        }
    }

    pub(super) fn row(
        &self,
        ui: &mut Ui,
        label: &Label,
        range: ByteRange,
        detail: &str,
        current: bool,
    ) -> bool {
        let palette = Palette::of(ui.ctx());
        let text = self.document.article.text();
        let end = text.floor_char_boundary(range.end.min(range.start + WORDS));
        let words = text.get(range.start..end).unwrap_or_default();
        let words = words.replace(['\n', '\r'], " ");
        let size = egui::vec2(ui.available_width(), ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::Role::ListItem,
                true,
                current,
                format!("{label}, {words}"),
            )
        });
        let painter = ui.painter_at(rect);
        if current || response.hovered() {
            let ground = if current {
                palette.selection
            } else {
                ui.visuals().widgets.inactive.bg_fill
            };
            painter.rect_filled(rect, 4.0, ground);
        }
        let color = palette.label(self.schema, label);
        let middle = rect.left_center() + egui::vec2(8.0, 0.0);
        let key = self.schema.key(label);
        painter.text(
            middle,
            egui::Align2::LEFT_CENTER,
            key,
            theme::strong(12.0),
            color,
        );
        let small = egui::FontId::proportional(11.5);
        let right = rect.right_center() - egui::vec2(8.0, 0.0);
        let taken = painter.text(
            right,
            egui::Align2::RIGHT_CENTER,
            detail,
            small,
            palette.quiet,
        );
        let room = taken.left() - middle.x - 28.0;
        let galley = elided(
            ui,
            &words,
            egui::FontId::proportional(13.0),
            palette.ink,
            room,
        );
        let at = egui::pos2(middle.x + 18.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, palette.ink);
        response.clicked()
    }
}

impl List<'_> {
    /// Draws the rows in view and follows the current one; the row that the keys ask for.
    pub fn show(
        &self,
        ui: &mut Ui,
        draw: impl FnOnce(&mut Ui, std::ops::Range<usize>),
    ) -> Option<usize> {
        ui.spacing_mut().item_spacing.y = 1.0;
        let id = ui.scope_id().with(self.name);
        let response = ui.interact(ui.available_rect_before_wrap(), id, Sense::FOCUSABLE);
        response.widget_info(|| {
            let name = format!("{}, {}", self.name, self.rows);
            egui::WidgetInfo::labeled(egui::Role::ListBox, true, name)
        });
        let followed: Option<usize> = ui.data(|data| data.get_temp(id)).flatten();
        let mut area = ScrollArea::vertical().id_salt(self.name).auto_shrink(false);
        if self.current != followed {
            ui.data_mut(|data| data.insert_temp(id, self.current));
            if let Some(row) = self.current {
                #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
                let top = row as f32 * (self.height + 1.0) - ui.available_height() / 2.0;
                area = area.vertical_scroll_offset(top.max(0.0));
            }
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few dozen rows"
        )]
        let page = ((ui.available_height() / (self.height + 1.0)) as usize).max(2) - 1;
        area.show_rows(ui, self.height, self.rows, draw);
        if !response.has_focus() {
            return None;
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let last = self.rows.checked_sub(1)?;
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let at = self.current;
        Some(if pressed(Key::ArrowDown) {
            at.map_or(0, |at| (at + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            at.map_or(last, |at| at.saturating_sub(1))
        } else if pressed(Key::PageDown) {
            at.map_or(0, |at| (at + page).min(last))
        } else if pressed(Key::PageUp) {
            at.map_or(last, |at| at.saturating_sub(page))
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else {
            return None;
        })
    }
}
