//! The list of all actors: name, codes, how often each is mentioned, and what is odd about it.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Sense, Ui};

use super::actor_editor::quarrel;
use super::articles::{count, elided};
use super::inspector::Inspector;
use super::lists::{List, ROW};
use crate::annotation::{Entity, Id};
use crate::ui::actions::Action;
use crate::ui::theme::{self, Palette};

/// What is remembered between frames, as long as nothing changes.
#[derive(Clone, Default)]
struct Kept {
    number: u64,
    revision: u64,
    /// In the order of the list.
    ids: Arc<Vec<Id>>,
    rows: Arc<HashMap<Id, usize>>,
    /// What is odd about those that were in view.
    odd: HashMap<Id, Option<Arc<str>>>,
}

impl Inspector<'_> {
    /// Draws the list. Choosing an actor selects its first mention.
    pub(super) fn actors(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let memory = egui::Id::unique("list of actors");
        let kept: Option<Kept> = ui.data_mut(|data| data.remove_temp(memory));
        let (number, revision) = (self.document.number, self.document.revision());
        let fresh = |kept: &Kept| (kept.number, kept.revision) == (number, revision);
        let mut kept = kept.filter(fresh).unwrap_or_else(|| self.in_order());
        let set = &self.document.set;
        let selected = self.document.selected.as_ref();
        let selected = selected.and_then(|id| set.entity_of(id));
        let current = selected.and_then(|entity| kept.rows.get(&entity.id).copied());
        let list = List {
            name: "Actors",
            rows: kept.ids.len(),
            current,
            height: ROW,
        };
        let ids = Arc::clone(&kept.ids);
        let mut chosen = None;
        let go = list.show(ui, |ui, rows| {
            for row in rows {
                let Some(entity) = ids.get(row).and_then(|id| set.entity(id)) else {
                    continue;
                };
                let odd = kept.odd.entry(entity.id.clone());
                let odd =
                    odd.or_insert_with(|| quarrel(self.document, &entity.spans).map(Arc::from));
                if actor_row(ui, entity, odd.as_deref(), current == Some(row)) {
                    chosen = first_mention(entity);
                }
            }
        });
        if let Some(id) = chosen {
            actions.push(Action::SelectSpan(id));
            actions.push(Action::FocusText);
        } else if let Some(row) = go {
            let entity = ids.get(row).and_then(|id| set.entity(id));
            let mention = entity.and_then(first_mention);
            actions.extend(mention.map(Action::SelectSpan));
        }
        ui.data_mut(|data| data.insert_temp(memory, kept));
    }

    /// The actors by how often they are mentioned, then by name.
    fn in_order(&self) -> Kept {
        let mut actors: Vec<&Entity> = self.document.set.entities().collect();
        actors.sort_by(|a, b| {
            let often = b.spans.len().cmp(&a.spans.len());
            often.then_with(|| a.name.cmp(&b.name))
        });
        let ids: Vec<Id> = actors.into_iter().map(|entity| entity.id.clone()).collect();
        Kept {
            number: self.document.number,
            revision: self.document.revision(),
            rows: Arc::new(ids.iter().cloned().zip(0..).collect()),
            ids: Arc::new(ids),
            odd: HashMap::new(),
        }
    }
}

fn first_mention(entity: &Entity) -> Option<Id> {
    entity.spans.first().cloned()
}

/// One actor; whether it was clicked.
fn actor_row(ui: &mut Ui, entity: &Entity, odd: Option<&str>, current: bool) -> bool {
    let palette = Palette::of(ui.ctx());
    let size = egui::vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let codes = [&entity.country, &entity.sector];
    let codes: Vec<&str> = codes.into_iter().flatten().map(String::as_str).collect();
    let codes = codes.join(" ");
    let mentions = count(entity.spans.len(), "mention");
    response.widget_info(|| {
        let odd = odd
            .map(|odd| format!(", two countries: {odd}"))
            .unwrap_or_default();
        let name = format!("{}, {codes}, {mentions}{odd}", entity.name);
        egui::WidgetInfo::selected(egui::Role::ListItem, true, current, name)
    });
    let painter = ui.painter_at(rect);
    if current || response.hovered() {
        let ground = match current {
            true => palette.selection,
            false => ui.visuals().widgets.inactive.bg_fill,
        };
        painter.rect_filled(rect, 4.0, ground);
    }
    let small = egui::FontId::proportional(11.5);
    let right = rect.right_center() - egui::vec2(8.0, 0.0);
    let align = egui::Align2::RIGHT_CENTER;
    let mentions = entity.spans.len().to_string();
    painter.text(right, align, mentions, small.clone(), palette.quiet);
    let at = right - egui::vec2(30.0, 0.0);
    let taken = painter.text(at, align, &codes, theme::strong(11.5), palette.ink);
    let mut edge = taken.left().min(at.x);
    if odd.is_some() {
        let at = egui::pos2(edge - 8.0, rect.center().y);
        let sign = painter.text(at, align, "⚠ 2 countries", small, palette.warning);
        edge = sign.left();
    }
    let left = rect.left() + 8.0;
    let font = egui::FontId::proportional(13.0);
    let name = elided(
        ui,
        &entity.name,
        font,
        palette.ink,
        (edge - left - 10.0).max(0.0),
    );
    let at = egui::pos2(left, rect.center().y - name.size().y / 2.0);
    painter.galley(at, name, palette.ink);
    let clicked = response.clicked();
    if let Some(odd) = odd {
        response.on_hover_text(format!("Its mentions speak of two countries: {odd}"));
    }
    clicked
}
