//! Which of the places of a name is meant.

use std::collections::HashMap;
use std::sync::Arc;

use super::asked::{self, Asked, Hint, Part};
use super::candidate::{Candidate, Ground, precision_of};
use super::scene::{Scene, Support};
use super::surroundings::{self, Container, Surroundings};
use crate::annotation::Place as AnnotatedPlace;
use crate::matching::places::{Gazetteer, Place, PlaceKind};
use crate::text::ByteRange;

/// So many candidates are handed out.
const MOST: usize = 12;
/// So many places of a name are weighed for each span.
const WEIGHED: usize = 400;
/// By so much the first candidate must lead to be clear. Tenfold population is one.
const LEAD: f32 = 0.7;

/// How well known a place is, by itself: about the decimal logarithm of its inhabitants.
#[expect(clippy::cast_precision_loss, reason = "to one in a thousand")]
pub(super) fn fame(place: &Place) -> f32 {
    let people = place.people.max(100) as f32;
    match place.kind {
        // More than its capital of the same name: "Mexico".
        PlaceKind::Country => 8.6,
        PlaceKind::Capital => people.max(1000.0).log10() + 1.0,
        PlaceKind::City => people.log10(),
        PlaceKind::Region if place.is_second_level() => 4.3,
        // Beside a city of its name it comes second: "New York".
        PlaceKind::Region => people.max(10_000.0).log10() - 0.4,
        PlaceKind::Area if place.country.is_some() => 6.0,
        PlaceKind::Area => 6.8,
        PlaceKind::Water | PlaceKind::Mountain => 6.2,
    }
}

/// Whether two entries are one place, under two names or in two lists.
pub(super) fn is_same(a: &Place, b: &Place) -> bool {
    if a.geonameid.is_some() && a.geonameid == b.geonameid {
        return true;
    }
    let alike = a.country == b.country && surroundings::near(a, b, 30.0);
    // An area of the hand-written list is a region of GeoNames under the same name.
    let divisions = |p: &Place| matches!(p.kind, PlaceKind::Region | PlaceKind::Area);
    alike && divisions(a) && divisions(b)
        || a.country == b.country
            && divisions(a)
            && divisions(b)
            && surroundings::near(a, b, 150.0)
            && a.kind != b.kind
}

/// What was decided for the names of an article: the same name elsewhere means the same place.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// By the key of the name.
    places: HashMap<Vec<u8>, AnnotatedPlace>,
}

impl Chosen {
    /// Takes in what was decided for these words.
    pub fn note(&mut self, words: &str, place: &AnnotatedPlace) {
        if let Some(key) = key_of(words) {
            self.places.insert(key, place.clone());
        }
    }

    /// Forgets what was decided for these words.
    pub fn forget(&mut self, words: &str) {
        if let Some(key) = key_of(words) {
            self.places.remove(&key);
        }
    }
}

/// The key of the name that a span's words are.
fn key_of(words: &str) -> Option<Vec<u8>> {
    let asked = asked::names(words);
    let first = asked.first()?;
    Some(Gazetteer::built_in().key(first.name))
}

/// Ranks the candidates of spans in one article. Keeps what it has worked out for a name.
#[derive(Debug)]
pub struct Resolver<'a> {
    scene: &'a Scene,
    text: &'a str,
    chosen: Option<&'a Chosen>,
    /// The places of a name with what the article says of each.
    known: HashMap<Vec<u8>, Arc<[Weighed]>>,
}

/// A place with what speaks for it wherever in the article its name stands.
#[derive(Clone, Debug)]
struct Weighed {
    place: Place,
    score: f32,
    ground: Ground,
}

impl<'a> Resolver<'a> {
    /// For the article that the scene was gathered from.
    #[must_use]
    pub fn new(scene: &'a Scene, text: &'a str) -> Self {
        Self {
            scene,
            text,
            chosen: None,
            known: HashMap::new(),
        }
    }

    /// The same, knowing what was decided already.
    #[must_use]
    pub fn with_chosen(mut self, chosen: &'a Chosen) -> Self {
        self.chosen = Some(chosen);
        self
    }

    /// The places that a span may stand for, the likeliest first. Costs the places of its name.
    #[must_use]
    pub fn candidates(&mut self, range: ByteRange) -> Vec<Candidate> {
        let text = self.text;
        let Some(words) = text.get(range.as_range()) else {
            return Vec::new();
        };
        let around = Surroundings::read(text, range);
        let mut candidates: Vec<Candidate> = Vec::new();
        for asked in asked::names(words) {
            // A shorter reading only adds what its cut words speak for.
            let further = !candidates.is_empty();
            if further && asked.hint.is_none() {
                continue;
            }
            for candidate in self.named(&asked, &around, range) {
                let fits = asked
                    .hint
                    .is_some_and(|hint| is_kind(&candidate.place, hint));
                let there = candidates
                    .iter()
                    .any(|c| is_same(&c.place, &candidate.place));
                if (!further || fits) && !there {
                    candidates.push(candidate);
                }
            }
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates.truncate(MOST);
        // An obscure namesake in a country of which the article says nothing is hardly meant.
        let strange = candidates
            .first()
            .is_none_or(|first| self.is_strange(first));
        if strange && let Some(other) = self.stand_in(words, range, &around) {
            candidates.insert(0, other);
        }
        if let [only] = candidates.as_mut_slice()
            && only.ground == Ground::Largest
        {
            only.ground = Ground::Only;
        }
        candidates
    }

    /// The likeliest place, if there is any.
    #[must_use]
    pub fn best(&mut self, range: ByteRange) -> Option<Candidate> {
        self.candidates(range).into_iter().next()
    }

    /// The likeliest place where it leads the others by enough to be filled in unasked.
    #[must_use]
    pub fn clear(&mut self, range: ByteRange) -> Option<Candidate> {
        let candidates = self.candidates(range);
        is_clear(&candidates).then(|| candidates.into_iter().next())?
    }

    /// What the places named in the same sentence or the next say of a place.
    fn nearby(&self, place: &Place, range: ByteRange) -> Option<(f32, Place)> {
        if place.is_country() {
            return None;
        }
        let weigh = |other: &Place| {
            let weight: f32 = if is_same(place, other) {
                0.0
            } else if surroundings::lies_in(place, other) {
                if other.is_country() { 0.5 } else { 1.2 }
            } else if surroundings::near(place, other, 80.0) {
                0.7
            } else {
                0.0
            };
            (weight > 0.0).then_some((weight, *other))
        };
        let around = self.scene.around(range, 160);
        around.filter_map(weigh).max_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// What is to be filled in for a span unasked: what was decided for its words, else the
    /// likeliest place where it is clear. Not confirmed.
    #[must_use]
    pub fn proposal(&mut self, range: ByteRange) -> Option<AnnotatedPlace> {
        let words = self.text.get(range.as_range())?;
        let chosen = self.chosen.filter(|chosen| !chosen.places.is_empty());
        let decided = chosen.and_then(|chosen| chosen.places.get(&key_of(words)?));
        match decided {
            Some(place) => Some(AnnotatedPlace {
                confirmed: false,
                ..place.clone()
            }),
            None => self.clear(range).map(|found| found.to_place()),
        }
    }

    fn named(
        &mut self,
        asked: &Asked<'_>,
        around: &Surroundings,
        range: ByteRange,
    ) -> Vec<Candidate> {
        let weighed = self.weighed(asked.name);
        let usual = weighed
            .iter()
            .map(|w| w.place)
            .max_by(|a, b| fame(a).total_cmp(&fame(b)));
        let part = match (asked.part, around.part) {
            (Part::Whole, Some(part)) => part,
            (part, _) => part,
        };
        let hint = asked.hint.or(around.hint);
        let mut found: Vec<Candidate> = Vec::new();
        for known in weighed.iter() {
            let place = known.place;
            let mut candidate = Candidate {
                place,
                precision: part.of(precision_of(&place)),
                score: known.score,
                ground: known.ground.clone(),
            };
            let mut most = 0.0;
            let mut add = |weight: f32, ground: Ground| {
                candidate.score += weight;
                if weight > most {
                    most = weight;
                    candidate.ground = ground;
                }
            };
            if let Some(hint) = hint {
                if is_kind(&place, hint) {
                    add(2.5, Ground::Kind(hint.name()));
                } else if asked.hint.is_some() || place.is_country() {
                    add(-1.2, Ground::Largest);
                }
            }
            for (nth, container) in around.inside.iter().enumerate() {
                if container.contains(&place) {
                    let weight = container_weight(container, &place, usual.as_ref());
                    let weight = if nth == 0 { weight } else { weight / 2.0 };
                    add(weight, Ground::Beside(container.words.clone()));
                }
            }
            if let Some(held) = &around.holds
                && matches!(
                    place.kind,
                    PlaceKind::Country | PlaceKind::Region | PlaceKind::Area | PlaceKind::Capital
                )
                && let Some(inner) = held
                    .places
                    .iter()
                    .find(|p| surroundings::lies_in(p, &place))
            {
                // "Florida, Georgia": the state before it lies in no other state.
                let whole = held
                    .places
                    .first()
                    .is_some_and(|p| p.is_country() || p.kind == PlaceKind::Region);
                add(
                    if whole { 1.0 } else { 4.5 },
                    Ground::Holds(inner.name.to_owned()),
                );
            }
            if let Some((weight, near)) = self.nearby(&place, range) {
                let name = near.name.to_owned();
                let ground = match surroundings::lies_in(&place, &near) {
                    true => Ground::Region(name),
                    false => Ground::Near(name),
                };
                add(weight, ground);
            }
            if let Some(row) = &around.beside
                && let Some(other) = row.places.iter().max_by(|a, b| fame(a).total_cmp(&fame(b)))
                && other.kind == place.kind
                && (other.is_country() || other.country == place.country)
            {
                // "Ohio, Iowa and Georgia" are states; "New York City and Florida" no two cities.
                let divisions = matches!(place.kind, PlaceKind::Country | PlaceKind::Region);
                let weight = if divisions { 2.4 } else { 0.6 };
                add(weight, Ground::Near(other.name.to_owned()));
            }
            found.push(candidate);
        }
        found
    }

    /// The places of a name with what the article says of each; worked out once for each name.
    fn weighed(&mut self, name: &str) -> Arc<[Weighed]> {
        let gazetteer = Gazetteer::built_in();
        let key = gazetteer.key(name);
        if let Some(known) = self.known.get(&key) {
            return Arc::clone(known);
        }
        let chosen = self.chosen.and_then(|chosen| chosen.places.get(&key));
        let told = self.scene.told(&key);
        let mut list: Vec<Weighed> = Vec::new();
        for place in gazetteer.all_named(name).take(WEIGHED) {
            let (support, by) = self.scene.support(&place, &key);
            let mut score = fame(&place) + support;
            let mut ground = match by {
                _ if support < 0.3 => Ground::Largest,
                Support::Nothing => Ground::Largest,
                Support::Country if place.is_country() => Ground::Largest,
                Support::Country => Ground::Country(country_of(&place)),
                Support::Region => Ground::Region(
                    place
                        .region
                        .map_or_else(|| country_of(&place), str::to_owned),
                ),
                Support::Near(anchor) => Ground::Near(anchor.name.to_owned()),
            };
            if told.is_some_and(|told| is_same(told, &place)) {
                score += 5.0;
                ground = Ground::ToldElsewhere;
            }
            if chosen.is_some_and(|chosen| is_chosen(chosen, &place)) {
                score += 20.0;
                ground = Ground::Chosen;
            }
            match list.iter_mut().find(|w| is_same(&w.place, &place)) {
                Some(there) if there.score < score => {
                    *there = Weighed {
                        place,
                        score,
                        ground,
                    }
                }
                Some(_) => {}
                None => list.push(Weighed {
                    place,
                    score,
                    ground,
                }),
            }
        }
        // A country is meant before the city or the region of its name: "Mexico", "Panama".
        let country = list.iter().find(|w| w.place.is_country());
        if let Some(country) = country.and_then(|w| w.place.country) {
            let city = |w: &&mut Weighed| {
                matches!(
                    w.place.kind,
                    PlaceKind::City | PlaceKind::Capital | PlaceKind::Region
                ) && w.place.country == Some(country)
                    && w.ground != Ground::Chosen
            };
            list.iter_mut().filter(city).for_each(|w| w.score -= 2.5);
        }
        let list: Arc<[Weighed]> = list.into();
        self.known.insert(key, Arc::clone(&list));
        list
    }

    /// Where no place has the name: the place named beside it, else the last one before it.
    fn stand_in(
        &mut self,
        words: &str,
        range: ByteRange,
        around: &Surroundings,
    ) -> Option<Candidate> {
        let looks_named = words.chars().any(char::is_uppercase);
        if !looks_named {
            return None;
        }
        let beside = around.inside.first().or(around.holds.as_ref());
        let place = match beside {
            Some(container) => self.best_of(container),
            None => None,
        };
        let place = place.or_else(|| self.scene.nearest(range, 400))?;
        let precision = match place.kind {
            PlaceKind::City | PlaceKind::Capital => Part::Beside.of(precision_of(&place)),
            _ => Part::Some.of(precision_of(&place)),
        };
        Some(Candidate {
            place,
            precision,
            score: 0.0,
            ground: Ground::InPlaceOf(place.name.to_owned()),
        })
    }

    /// Whether nothing speaks for a candidate but its name, which is little known.
    fn is_strange(&self, candidate: &Candidate) -> bool {
        matches!(candidate.ground, Ground::Largest)
            && fame(&candidate.place) < 4.6
            && self.scene.plays_elsewhere(&candidate.place)
    }

    fn best_of(&mut self, container: &Container) -> Option<Place> {
        if let Some(country) = container.country {
            return Gazetteer::built_in()
                .all_named(country.name)
                .find(Place::is_country);
        }
        let name = container.places.first()?.name;
        let weighed = self.weighed(name);
        let best = weighed.iter().max_by(|a, b| a.score.total_cmp(&b.score))?;
        Some(best.place)
    }
}

/// The most populous place of a name, whatever the article says: what resolving is to surpass.
#[must_use]
pub fn largest(words: &str) -> Option<Place> {
    let asked = asked::names(words);
    asked.iter().find_map(|asked| {
        let places = Gazetteer::built_in().all_named(asked.name);
        let with_point = places.filter(|place| place.coordinates.is_some());
        with_point.max_by_key(|place| place.people)
    })
}

/// Whether the first of some candidates leads by enough.
#[must_use]
pub(super) fn is_clear(candidates: &[Candidate]) -> bool {
    let Some(first) = candidates.first().filter(|c| !c.stands_in()) else {
        return false;
    };
    candidates.get(1).is_none_or(|second| {
        first.score - second.score >= LEAD
            || surroundings::near(&first.place, &second.place, 25.0)
                && first.place.country == second.place.country
    })
}

fn country_of(place: &Place) -> String {
    place
        .country
        .map_or_else(String::new, |c| c.name.to_owned())
}

fn is_chosen(chosen: &AnnotatedPlace, place: &Place) -> bool {
    match (chosen.geonameid, place.geonameid) {
        (Some(chosen), Some(number)) => chosen == u64::from(number),
        _ => {
            let country = place.country.map(|c| c.iso3);
            chosen.name == place.name && chosen.country.as_deref() == country
        }
    }
}

/// How much a container beside the name weighs.
fn container_weight(container: &Container, place: &Place, usual: Option<&Place>) -> f32 {
    let outer = container.places.first();
    // "Nevada, Iowa and Ohio" is a row of states, whatever towns there are in Iowa.
    // So is "Mexico, China, Japan" one of countries.
    let row = usual.zip(outer).is_some_and(|(usual, outer)| {
        place.kind == PlaceKind::City
            && usual.kind == outer.kind
            && (usual.is_country()
                || usual.kind == PlaceKind::Region && usual.country == place.country)
    });
    match outer.map(|outer| outer.kind) {
        _ if row => 1.5,
        Some(PlaceKind::City | PlaceKind::Capital) => 2.0,
        Some(PlaceKind::Country) | None => 4.0,
        Some(_) => 6.0,
    }
}

/// Whether a place is of the kind that words name.
fn is_kind(place: &Place, hint: Hint) -> bool {
    match hint {
        Hint::Country => place.is_country(),
        Hint::Province => {
            matches!(place.kind, PlaceKind::Region) && !place.is_second_level()
                || place.kind == PlaceKind::Area && place.country.is_some()
        }
        Hint::District => place.kind == PlaceKind::Region && place.is_second_level(),
        Hint::City => matches!(place.kind, PlaceKind::City | PlaceKind::Capital),
        Hint::Water => place.kind == PlaceKind::Water,
        Hint::Mountain => place.kind == PlaceKind::Mountain,
    }
}
