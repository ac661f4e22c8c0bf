//! The editor of a location: which place it stands for, the candidates with their reasons, a
//! search of the gazetteer, coordinates by hand; and the map of the article's places.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;

use egui::{Id as WidgetId, Key, Modifiers, RichText, ScrollArea, Sense, TextEdit, Ui};

use super::articles::elided;
use super::cards::fact;
use super::coordinates::{self, Typed, degrees, point_of};
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
    /// With the alpha-3 code of the country that holds it.
    Point(f64, f64, Option<&'static str>),
    Unknown,
}

impl Choice {
    fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

/// What can be chosen for what is typed, and why that is nothing where it is nothing.
#[derive(Clone, Debug, Default)]
struct Listed {
    choices: Vec<Choice>,
    why_none: Option<String>,
}

/// The choices of one location, worked out once for what is typed.
#[derive(Clone, Debug)]
struct Kept {
    document: u64,
    revision: u64,
    span: Id,
    typed: String,
    listed: Arc<Listed>,
}

/// What is being typed and which row is chosen; forgotten with another span.
#[derive(Clone, Debug, Default)]
struct Typing {
    about: Option<(u64, Id)>,
    text: String,
    /// Where nothing was gone to yet, it is the one that `row_of` gives.
    row: Option<usize>,
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
            ..Typing::default()
        };
        let mut typing = kept
            .filter(|t| t.about.as_ref() == Some(&about))
            .unwrap_or_else(fresh);
        let listed = self.listed(ui, span, &typing.text);
        let choices = &listed.choices;
        let focused = ui.memory(|memory| memory.has_focus(field));
        let row_of = || match typing.text.trim() {
            "" => row_of(span, choices, focused),
            // Nothing that is typed comes to "None of these": that is gone to.
            _ => choices.first().filter(|c| !c.is_unknown()).map(|_| 0),
        };
        let mut row = typing
            .row
            .filter(|row| *row < choices.len())
            .or_else(row_of);
        let mut take = false;
        if focused {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if pressed(Key::ArrowDown) {
                let next = row.map_or(0, |row| row + 1);
                row = Some(next.min(choices.len().saturating_sub(1)));
                typing.row = row;
            }
            if pressed(Key::ArrowUp) {
                row = row.map(|row| row.saturating_sub(1));
                typing.row = row;
            }
            take = pressed(Key::Enter);
        }
        let before = typing.text.clone();
        let edit = TextEdit::singleline(&mut typing.text)
            .id(field)
            .hint_text("Another place; Paris, Texas; 13.51, 2.11")
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response.widget_info(|| {
            let chosen = row.and_then(|row| choices.get(row));
            let chosen = match (chosen, &listed.why_none) {
                (Some(choice), _) => self.said(choice, span),
                (None, Some(why)) => why.clone(),
                (None, None) => "nothing chosen".to_owned(),
            };
            let label = format!("Place of the location, {chosen}");
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
        });
        offer_meaning_field(ui, field);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            actions.push(Action::FocusText);
            typing = fresh();
        }
        if typing.text != before {
            typing.row = None;
        }
        if let Some(why) = &listed.why_none {
            let palette = Palette::of(ui.ctx());
            ui.label(RichText::new(why).small().color(palette.warning));
        }
        let clicked = self.rows(ui, span, choices, row, focused);
        let chosen = clicked.or(row.filter(|_| take));
        if take && chosen.is_none() {
            let why = listed.why_none.clone();
            let why = why.unwrap_or_else(|| "Go to a place with the arrows first".to_owned());
            actions.push(Action::Refuse(why));
        }
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
        if let Some((lat, lon)) = point_of(place) {
            if !words.is_empty() {
                words.push_str(" · ");
            }
            words.push_str(&degrees(lat, lon));
        } else if place.lat.is_some() || place.lon.is_some() {
            let apart = if words.is_empty() { "" } else { " · " };
            words.push_str(apart);
            words.push_str("its coordinates are no point on the earth");
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
    fn listed(&self, ui: &Ui, span: &Span, typed: &str) -> Arc<Listed> {
        let memory = WidgetId::unique("candidates of the selected location");
        let (document, revision) = (self.document.number, self.document.revision());
        let kept: Option<Kept> = ui.data(|data| data.get_temp(memory));
        if let Some(kept) = kept
            && (kept.document, kept.revision, &kept.span) == (document, revision, &span.id)
            && kept.typed == typed
        {
            return kept.listed;
        }
        let listed = Arc::new(list(self.document, span, typed));
        let kept = Kept {
            document,
            revision,
            span: span.id.clone(),
            typed: typed.to_owned(),
            listed: Arc::clone(&listed),
        };
        ui.data_mut(|data| data.insert_temp(memory, kept));
        listed
    }

    /// Draws the rows; the one that was clicked.
    fn rows(
        &self,
        ui: &mut Ui,
        span: &Span,
        choices: &[Choice],
        chosen: Option<usize>,
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
                let current = Some(row) == chosen;
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
        let (rank, title, place, second) = match choice {
            Choice::Candidate(candidate, rank) => {
                let people = people(candidate);
                let second = match rank {
                    Some(_) => [candidate.reason(), people].join(" · "),
                    None => people,
                };
                (
                    *rank,
                    candidate.place.name.to_owned(),
                    candidate.where_it_is(),
                    second.trim_end_matches(" · ").to_owned(),
                )
            }
            Choice::Point(lat, lon, country) => (
                None,
                degrees(*lat, *lon),
                country.map_or_else(|| "in no country".to_owned(), country_name),
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
        if let Some(rank) = rank {
            let (font, sign) = (theme::strong(11.0), map::sign(rank));
            painter.text(left, egui::Align2::LEFT_TOP, sign, font, palette.quiet);
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
            Choice::Candidate(candidate, rank) => {
                let (name, place) = (candidate.place.name, candidate.where_it_is());
                match rank {
                    Some(rank) => {
                        let (sign, reason) = (map::sign(*rank), candidate.reason());
                        format!("Candidate {sign}, {name}, {place}, {reason}")
                    }
                    None => format!("{name}, {place}"),
                }
            }
            Choice::Point(lat, lon, country) => {
                let country = country.map_or_else(|| "in no country".to_owned(), country_name);
                format!("{}, {country}", degrees(*lat, *lon))
            }
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
            Choice::Point(lat, lon, country) => {
                let before = span.place.as_deref().cloned().unwrap_or_default();
                // The region was that of the place before.
                Place {
                    name: words.to_owned(),
                    geonameid: None,
                    country: country.map(str::to_owned),
                    admin1: None,
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
            let listed = self.listed(ui, span, "");
            for choice in &listed.choices {
                let Choice::Candidate(candidate, Some(rank)) = choice else {
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
                    look: Look::Candidate(*rank),
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

/// The row of the place that the span has. Where it has none, the likeliest candidate is ready to
/// be taken by who went to the field; what was chosen before is never replaced unasked.
fn row_of(span: &Span, choices: &[Choice], focused: bool) -> Option<usize> {
    let Some(stands) = span.place.as_deref() else {
        let first = choices.first().filter(|choice| !choice.is_unknown());
        return first.filter(|_| focused).map(|_| 0);
    };
    let same = |choice: &Choice| match choice {
        Choice::Candidate(candidate, _) => is_same(stands, &candidate.to_place()),
        Choice::Unknown => stands.confirmed && stands.lat.is_none() && stands.country.is_none(),
        Choice::Point(..) => false,
    };
    choices.iter().position(same)
}

fn list(document: &Document, span: &Span, typed: &str) -> Listed {
    let typed = typed.trim();
    let (mut choices, mut why_none) = (Vec::new(), None);
    match coordinates::read(typed) {
        Typed::Point(lat, lon) => {
            return Listed {
                choices: vec![Choice::Point(lat, lon, map::country_at((lat, lon)))],
                why_none,
            };
        }
        Typed::NoPoint(why) => why_none = Some(why.to_owned()),
        Typed::Name if typed.is_empty() => {
            let candidates = document.place_candidates(span).into_iter();
            let ranked = candidates.enumerate();
            choices.extend(ranked.map(|(i, c)| Choice::Candidate(Box::new(c), Some(i + 1))));
        }
        Typed::Name if typed.chars().count() < 2 => {
            why_none = Some("Type two letters or more".to_owned());
        }
        Typed::Name => {
            let found = Gazetteer::built_in().typed(typed, FOUND);
            let found = found
                .into_iter()
                .map(|place| Box::new(Candidate::found(place)));
            choices.extend(found.map(|candidate| Choice::Candidate(candidate, None)));
            if choices.is_empty() {
                why_none = Some(format!("No place of this name: {typed}"));
            }
        }
    }
    choices.push(Choice::Unknown);
    Listed { choices, why_none }
}

/// A country by its alpha-3 code, as news writes it.
fn country_name(iso3: &str) -> String {
    let known = Gazetteer::built_in().country(iso3);
    known.map_or_else(|| iso3.to_owned(), |country| country.name.to_owned())
}

/// Region, country and kind of a place.
fn lies_in(place: &Place) -> String {
    let country = place.country.as_deref().map(country_name);
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
