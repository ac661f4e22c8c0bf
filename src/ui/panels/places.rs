//! The editor of a location: which place it stands for, the candidates with their reasons, a
//! search of the gazetteer, coordinates by hand; and the map of the article's places.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;

use egui::{Id as WidgetId, Key, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui};

use super::articles::elided;
use super::cards::fact;
use super::inspector::Inspector;
use super::meaning::offer_meaning_field;
use crate::annotation::{Id, Label, Place, Precision, Span};
use crate::matching::places::Gazetteer;
use crate::matching::places::resolving::Candidate;
use crate::ui::actions::Action;
use crate::ui::choice::Choice as OneOf;
use crate::ui::commands::Command;
use crate::ui::document::Document;
use crate::ui::map::{self, Look, Mark};
use crate::ui::theme::{self, Palette};

/// The height of a candidate.
const ROW: f32 = 36.0;
/// So many are in view.
const ROWS: f32 = 4.5;
/// So many places of the gazetteer are listed for what is typed.
const FOUND: usize = 20;
/// So many places are marked on the map.
const MARKED: usize = 400;

/// What can be chosen for a location.
#[derive(Clone, Debug)]
enum Choice {
    /// By the rank among the candidates, from 1, where it is one.
    Candidate(Box<Candidate>, Option<usize>),
    Point(f64, f64),
    Unknown,
}

/// The choices of one location, worked out once for what is typed.
#[derive(Clone, Debug)]
struct Kept {
    document: u64,
    revision: u64,
    span: Id,
    typed: String,
    choices: Arc<Vec<Choice>>,
}

/// What is being typed and which row is chosen; forgotten with another span.
#[derive(Clone, Debug, Default)]
struct Typing {
    about: Option<(u64, Id)>,
    text: String,
    row: usize,
}

impl Inspector<'_> {
    /// The place of a location, and what it may be instead.
    pub(super) fn place(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        if span.label != Label::LOCATION {
            return;
        }
        self.place_as_it_is(ui, span, actions);
        if self.document.read_only.is_some() {
            return;
        }
        let field = WidgetId::unique("search for a place");
        let about = (self.document.number, span.id.clone());
        let kept: Option<Typing> = ui.data(|data| data.get_temp(field));
        let fresh = || Typing {
            about: Some(about.clone()),
            row: usize::MAX,
            ..Typing::default()
        };
        let mut typing = kept
            .filter(|t| t.about.as_ref() == Some(&about))
            .unwrap_or_else(fresh);
        let choices = self.choices(ui, span, &typing.text);
        if typing.row >= choices.len() {
            typing.row = self.row_of(span, &choices);
        }
        let focused = ui.memory(|memory| memory.has_focus(field));
        let mut take = false;
        if focused {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if pressed(Key::ArrowDown) {
                typing.row = (typing.row + 1).min(choices.len().saturating_sub(1));
            }
            if pressed(Key::ArrowUp) {
                typing.row = typing.row.saturating_sub(1);
            }
            take = pressed(Key::Enter);
        }
        let before = typing.text.clone();
        let edit = TextEdit::singleline(&mut typing.text)
            .id(field)
            .hint_text("Another place, or 13.51, 2.11")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response.widget_info(|| {
            let chosen = choices
                .get(typing.row)
                .map_or_else(String::new, |c| self.said(c, span));
            let label = format!("Place of the location, {chosen}");
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
        });
        offer_meaning_field(ui, field);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            actions.push(Action::FocusText);
            typing = fresh();
        }
        if typing.text != before && !typing.text.is_empty() {
            typing.row = 0;
        }
        let clicked = self.rows(ui, span, &choices, typing.row, focused);
        let chosen = clicked.or(take.then_some(typing.row));
        if let Some(choice) = chosen.and_then(|row| choices.get(row)) {
            let place = self.to_place(choice, span);
            actions.push(Action::SetPlace(span.id.clone(), Some(Box::new(place))));
            actions.push(Action::FocusText);
            typing = fresh();
        }
        ui.data_mut(|data| data.insert_temp(field, typing));
        ui.add_space(4.0);
    }

    /// The place as it stands, in words.
    fn place_as_it_is(&self, ui: &mut Ui, span: &Span, actions: &mut Vec<Action>) {
        let palette = Palette::of(ui.ctx());
        let Some(place) = span.place.as_deref() else {
            fact(ui, "Place", "not known yet");
            return;
        };
        let name = RichText::new(&place.name).font(theme::strong(13.5));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new("Place").small().color(palette.quiet));
            ui.label(name);
            let (state, colour) = if place.confirmed {
                ("✔ confirmed", palette.done())
            } else {
                ("proposed", palette.warning)
            };
            ui.label(RichText::new(state).small().color(colour));
        });
        let mut words = lies_in(place);
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            if !words.is_empty() {
                words.push_str(" · ");
            }
            words.push_str(&degrees(lat, lon));
        } else if place.country.is_none() {
            words.push_str("nothing is known of it");
        }
        ui.label(RichText::new(words).small().color(palette.quiet));
        let editable = self.document.read_only.is_none();
        ui.horizontal(|ui| {
            let precision = Precision::of(place);
            ui.label(RichText::new("Precision").small().color(palette.quiet));
            let title = precision.map_or("not said", Precision::in_words);
            let options: Vec<_> = Precision::ALL.iter().map(|p| (p.in_words(), "")).collect();
            let at = Precision::ALL.iter().position(|p| precision == Some(*p));
            let choice = OneOf::new(("precision", span.id.as_str()), "Precision").saying(title);
            let shown = ui.add_enabled_ui(editable, |ui| {
                choice.show(ui, at.unwrap_or(options.len()), &options)
            });
            let picked = shown.inner.taken.filter(|taken| Some(*taken) != at);
            let picked = picked.map(|taken| Precision::ALL[taken]);
            if let Some(picked) = picked {
                let mut place = place.clone();
                place.precision = Some(picked.name().to_owned());
                actions.push(Action::SetPlace(span.id.clone(), Some(Box::new(place))));
            }
            if !place.confirmed && editable {
                self.key_button(ui, Command::Accept, "Confirm", actions);
            }
        });
    }

    /// What can be chosen for what is typed. Worked out once.
    fn choices(&self, ui: &Ui, span: &Span, typed: &str) -> Arc<Vec<Choice>> {
        let memory = WidgetId::unique("candidates of the selected location");
        let (document, revision) = (self.document.number, self.document.revision());
        let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
        if let Some(kept) = kept
            && (kept.document, kept.revision, &kept.span) == (document, revision, &span.id)
            && kept.typed == typed
        {
            return kept.choices;
        }
        let choices = Arc::new(choices(self.document, span, typed));
        let kept = Kept {
            document,
            revision,
            span: span.id.clone(),
            typed: typed.to_owned(),
            choices: Arc::clone(&choices),
        };
        ui.data_mut(|data| data.insert_temp(memory, kept));
        choices
    }

    /// The row of the place that the span has, else the first.
    fn row_of(&self, span: &Span, choices: &[Choice]) -> usize {
        let stands = span.place.as_deref();
        let same = |choice: &Choice| match choice {
            Choice::Candidate(candidate, _) => {
                stands.is_some_and(|place| is_same(place, &candidate.to_place()))
            }
            Choice::Unknown => {
                stands.is_some_and(|p| p.confirmed && p.lat.is_none() && p.country.is_none())
            }
            Choice::Point(..) => false,
        };
        choices.iter().position(same).unwrap_or(0)
    }

    /// Draws the rows; the one that was clicked.
    fn rows(
        &self,
        ui: &mut Ui,
        span: &Span,
        choices: &[Choice],
        chosen: usize,
        focused: bool,
    ) -> Option<usize> {
        #[expect(clippy::cast_precision_loss, reason = "a few rows")]
        let height = ROW * (choices.len() as f32).min(ROWS);
        let mut clicked = None;
        let area = ScrollArea::vertical()
            .id_salt("candidates")
            .max_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (row, choice) in choices.iter().enumerate() {
                let current = row == chosen;
                let response = self.choice_row(ui, span, choice, current);
                if response.clicked() {
                    clicked = Some(row);
                }
                if current && focused {
                    response.scroll_to_me(None);
                }
            }
        });
        clicked
    }

    fn choice_row(
        &self,
        ui: &mut Ui,
        span: &Span,
        choice: &Choice,
        current: bool,
    ) -> egui::Response {
        let palette = Palette::of(ui.ctx());
        let size = egui::vec2(ui.available_width(), ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListItem, true, current, self.said(choice, span))
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
        let (number, title, place, second) = match choice {
            Choice::Candidate(candidate, number) => {
                let people = people(candidate);
                let second = match number {
                    Some(_) => [candidate.reason(), people].join(" · "),
                    None => people,
                };
                (
                    *number,
                    candidate.place.name.to_owned(),
                    candidate.where_it_is(),
                    second.trim_end_matches(" · ").to_owned(),
                )
            }
            Choice::Point(lat, lon) => (
                None,
                degrees(*lat, *lon),
                String::new(),
                "a point by its coordinates".to_owned(),
            ),
            Choice::Unknown => (
                None,
                "None of these".to_owned(),
                String::new(),
                "its place is not known".to_owned(),
            ),
        };
        let left = rect.left_top() + egui::vec2(6.0, 3.0);
        if let Some(number) = number {
            let font = theme::strong(11.0);
            painter.text(left, egui::Align2::LEFT_TOP, number, font, palette.quiet);
        }
        let left = left + egui::vec2(18.0, 0.0);
        let room = rect.right() - left.x - 6.0;
        let name = elided(ui, &title, theme::strong(13.0), palette.ink, room);
        let taken = name.size().x + 6.0;
        painter.galley(left, name, palette.ink);
        let small = egui::FontId::proportional(12.0);
        if !place.is_empty() && room - taken > 30.0 {
            let place = elided(ui, &place, small, palette.ink, room - taken);
            painter.galley(left + egui::vec2(taken, 1.0), place, palette.ink);
        }
        let small = egui::FontId::proportional(11.0);
        let second = elided(ui, &second, small, palette.quiet, room);
        painter.galley(left + egui::vec2(0.0, 17.0), second, palette.quiet);
        response
    }

    /// A choice as it is said.
    fn said(&self, choice: &Choice, span: &Span) -> String {
        match choice {
            Choice::Candidate(candidate, _) => {
                let (name, place) = (candidate.place.name, candidate.where_it_is());
                format!("{name}, {place}, {}", candidate.reason())
            }
            Choice::Point(lat, lon) => degrees(*lat, *lon),
            Choice::Unknown => format!(
                "The place of {} is not known",
                self.document.brief(span.range)
            ),
        }
    }

    fn to_place(&self, choice: &Choice, span: &Span) -> Place {
        let words = self.document.article.quote(span.range);
        let mut place = match choice {
            Choice::Candidate(candidate, _) => candidate.to_place(),
            Choice::Unknown => self.document.unknown_place(span.range),
            Choice::Point(lat, lon) => {
                let before = span.place.as_deref().cloned().unwrap_or_default();
                Place {
                    name: words.to_owned(),
                    geonameid: None,
                    lat: Some(*lat),
                    lon: Some(*lon),
                    kind: Some("point".to_owned()),
                    precision: Some(Precision::City.name().to_owned()),
                    ..before
                }
            }
        };
        // What a file says beyond this program's fields stays.
        if let Some(before) = span.place.as_deref() {
            place.extra.clone_from(&before.extra);
        }
        place.confirmed = true;
        place
    }

    /// The map of the article's places, and the candidates of the selected one.
    pub(super) fn map(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let places = self.map_places(ui);
        let selected = self
            .document
            .selected
            .as_ref()
            .and_then(|id| self.document.set.span(id));
        let location = selected.filter(|span| span.label == Label::LOCATION);
        let own = location
            .and_then(|span| span.place.as_deref())
            .and_then(point_of);
        let mut marks: Vec<Mark> = places.iter().map(|place| place.mark.clone()).collect();
        for mark in &mut marks {
            mark.selected = own.is_some_and(|own| is_near(own, mark.at));
        }
        let mut candidates = Vec::new();
        if let Some(span) = location {
            let choices = self.choices(ui, span, "");
            for choice in choices.iter() {
                let Choice::Candidate(candidate, Some(number)) = choice else {
                    continue;
                };
                let place = candidate.to_place();
                let Some(at) =
                    point_of(&place).filter(|at| own.is_none_or(|own| !is_near(own, *at)))
                else {
                    continue;
                };
                marks.push(Mark {
                    at,
                    name: format!("{}, {}", place.name, candidate.where_it_is()),
                    look: Look::Candidate(*number),
                    selected: false,
                    fitted: places.is_empty(),
                });
                candidates.push(choice.clone());
            }
        }
        if marks.is_empty() {
            let palette = Palette::of(ui.ctx());
            let text = "No location has a place yet: mark one, or press V on it";
            ui.label(RichText::new(text).small().color(palette.quiet));
        }
        let about = about(
            self.document.number,
            location.map(|span| &span.id),
            places.len(),
        );
        let Some(clicked) = map::show(ui, &marks, about) else {
            return;
        };
        if let Some(place) = places.get(clicked) {
            actions.push(Action::SelectSpan(place.span.clone()));
            actions.push(Action::FocusText);
        } else if let (Some(choice), Some(span)) =
            (candidates.get(clicked - places.len()), location)
        {
            let place = self.to_place(choice, span);
            actions.push(Action::SetPlace(span.id.clone(), Some(Box::new(place))));
        }
    }

    /// The places of all locations, each once. Worked out once after each change.
    fn map_places(&self, ui: &Ui) -> Arc<Vec<Placed>> {
        type Kept = (u64, u64, Arc<Vec<Placed>>);
        let memory = WidgetId::unique("places of the article");
        let key = (self.document.number, self.document.revision());
        let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
        if let Some((number, revision, places)) = kept
            && (number, revision) == key
        {
            return places;
        }
        let places = Arc::new(placed(self.document));
        let kept: Kept = (key.0, key.1, Arc::clone(&places));
        ui.data_mut(|data| data.insert_temp(memory, kept));
        places
    }
}

/// A place of the article, with the first span that stands for it.
#[derive(Clone, Debug)]
struct Placed {
    span: Id,
    mark: Mark,
}

/// The places of all locations of a document, each once. Linear in the spans.
fn placed(document: &Document) -> Vec<Placed> {
    let mut places: Vec<Placed> = Vec::new();
    let mut known: HashMap<(i64, i64), usize> = HashMap::new();
    for span in document.set.spans() {
        let Some(place) = span.place.as_deref() else {
            continue;
        };
        let Some(at) = point_of(place) else {
            continue;
        };
        let next = places.len();
        let index = *known.entry(cell(at)).or_insert(next);
        if let Some(there) = places.get_mut(index) {
            if place.confirmed {
                there.mark.look = Look::Confirmed;
            }
        } else if next < MARKED {
            places.push(Placed {
                span: span.id.clone(),
                mark: Mark {
                    at,
                    name: place.name.clone(),
                    look: if place.confirmed {
                        Look::Confirmed
                    } else {
                        Look::Proposed
                    },
                    selected: false,
                    fitted: true,
                },
            });
        } else {
            known.remove(&cell(at));
        }
    }
    places
}

fn choices(document: &Document, span: &Span, typed: &str) -> Vec<Choice> {
    let typed = typed.trim();
    if let Some((lat, lon)) = coordinates(typed) {
        return vec![Choice::Point(lat, lon)];
    }
    if typed.is_empty() {
        let candidates = document.place_candidates(span).into_iter();
        let ranked = candidates.enumerate();
        let ranked = ranked.map(|(i, c)| Choice::Candidate(Box::new(c), Some(i + 1)));
        return ranked.chain([Choice::Unknown]).collect();
    }
    if typed.chars().count() < 2 {
        return vec![Choice::Unknown];
    }
    let found = Gazetteer::built_in()
        .beginning_with(typed, FOUND)
        .into_iter();
    let found = found.map(|place| Choice::Candidate(Box::new(Candidate::found(place)), None));
    found.chain([Choice::Unknown]).collect()
}

/// Degrees north and east as they are typed: `13.51, 2.11`, `-33.9 18.4`.
fn coordinates(typed: &str) -> Option<(f64, f64)> {
    let mut parts = typed
        .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
        .filter(|p| !p.is_empty());
    let number = |part: &str| {
        part.trim_end_matches('°')
            .replace('−', "-")
            .parse::<f64>()
            .ok()
    };
    let (lat, lon) = (number(parts.next()?)?, number(parts.next()?)?);
    let sound = parts.next().is_none() && lat.abs() <= 90.0 && lon.abs() <= 180.0;
    sound.then_some((lat, lon))
}

/// `13.51° N, 2.11° E`.
fn degrees(lat: f64, lon: f64) -> String {
    let north = if lat < 0.0 { 'S' } else { 'N' };
    let east = if lon < 0.0 { 'W' } else { 'E' };
    format!("{:.2}° {north}, {:.2}° {east}", lat.abs(), lon.abs())
}

/// Region, country and kind of a place.
fn lies_in(place: &Place) -> String {
    let country = place.country.as_deref().map(|iso3| {
        let known = Gazetteer::built_in().country(iso3);
        known.map_or_else(|| iso3.to_owned(), |country| country.name.to_owned())
    });
    let region = place.admin1.clone().filter(|region| *region != place.name);
    let country = country.filter(|country| *country != place.name);
    let parts = [region, country, place.kind.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `1.3 million people`, `4,300 people`; nothing where it is not known.
fn people(candidate: &Candidate) -> String {
    match candidate.place.people {
        0 => String::new(),
        n if n >= 1_000_000 => format!("{:.1} million people", f64::from(n) / 1e6),
        n if n >= 1_000 => format!("{},000 people", (n + 500) / 1000),
        n => format!("{n} people"),
    }
}

fn point_of(place: &Place) -> Option<(f64, f64)> {
    Some((place.lat?, place.lon?))
}

/// The hundredth of a degree in which a point lies.
#[expect(clippy::cast_possible_truncation, reason = "degrees")]
fn cell(at: (f64, f64)) -> (i64, i64) {
    ((at.0 * 100.0).round() as i64, (at.1 * 100.0).round() as i64)
}

fn is_near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < 0.02 && (a.1 - b.1).abs() < 0.02
}

fn is_same(a: &Place, b: &Place) -> bool {
    match (a.geonameid, b.geonameid) {
        (Some(a), Some(b)) => a == b,
        _ => a.name == b.name && a.country == b.country && a.kind == b.kind,
    }
}

/// What the map is about: with another document, location or number of places it is fitted anew.
fn about(document: u64, selected: Option<&Id>, places: usize) -> u64 {
    let state = foldhash::fast::FixedState::default();
    let mut hasher = state.build_hasher();
    hasher.write_u64(document);
    hasher.write(selected.map_or("", Id::as_str).as_bytes());
    hasher.write_usize(places);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_two_numbers_on_the_earth() {
        let check = |typed: &str, expected| assert_eq!(coordinates(typed), expected, "{typed}");
        check("13.51, 2.11", Some((13.51, 2.11)));
        check("-33.9 18.4", Some((-33.9, 18.4)));
        check("−33.9; 18.4°", Some((-33.9, 18.4)));
        check("91, 2", None);
        check("13", None);
        check("1, 2, 3", None);
        check("Paris, 3", None);
    }

    #[test]
    fn degrees_name_their_half_of_the_earth() {
        assert_eq!(degrees(13.512, 2.11), "13.51° N, 2.11° E");
        assert_eq!(degrees(-33.9, -70.0), "33.90° S, 70.00° W");
    }
}
