//! What an article says about where it plays: the countries and regions that it names, the places
//! that it tells apart, and where those of which there is no doubt lie.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::asked;
use super::ranking::{self, fame};
use super::surroundings::Surroundings;
use crate::matching::Reading;
use crate::matching::places::{Gazetteer, Place, PlaceKind};
use crate::text::{Article, ByteRange, Header, Token, TokenKind};

/// So many bytes are read: an article says where it plays at its beginning, and opening a long one
/// must cost no more than that.
const READ: usize = 256 * 1024;
/// So many places of a name are weighed.
const PLACES: usize = 60;
/// So many mentions of one name are read with what stands around them.
const MENTIONS: u32 = 4;
/// So many sure places are kept.
const ANCHORS: usize = 48;

/// What an article says about where it plays, see the module. The default says nothing.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// How much of what is said belongs to a country, by ISO alpha-3: shares that sum to one at most.
    countries: HashMap<&'static str, f32>,
    /// How much speaks for a first-level region.
    regions: HashMap<u16, f32>,
    /// What of both each name says itself, which is no support for it.
    own: HashMap<Vec<u8>, Own>,
    /// Countries of which several regions are named.
    divided: HashMap<&'static str, f32>,
    /// Places of which there is little doubt, with the key of their name.
    anchors: Vec<Anchor>,
    /// Which place of a name is meant, where something beside it says so.
    told: HashMap<Vec<u8>, Place>,
    /// Where names stand, in reading order, and which place was made of each.
    mentions: Vec<(usize, Place)>,
}

/// What a name adds to the evidence.
#[derive(Clone, Debug, Default)]
struct Own {
    country: Option<(&'static str, f32)>,
    regions: Vec<(u16, f32)>,
}

impl Own {
    fn region(&self, number: u16) -> f32 {
        let same = self.regions.iter().filter(|(region, _)| *region == number);
        same.map(|(_, weight)| weight).sum()
    }
}

/// A sure place.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub place: Place,
    pub key: Vec<u8>,
    /// Up to one.
    pub weight: f32,
}

/// A name of the article, while it is weighed.
struct Name {
    key: Vec<u8>,
    count: u32,
    places: Vec<Place>,
    told: Option<Place>,
    at: Vec<usize>,
}

impl Scene {
    /// Gathers what an article says. Linear, and no more than 256 KB of it.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let text = article.text();
        if text.len() <= READ {
            return Self::read(&Reading::new(article));
        }
        let end = text.floor_char_boundary(READ);
        let end = text[..end].rfind('\n').map_or(end, |at| at + 1);
        let header = Header {
            body: article.header.body.min(end),
            ..article.header.clone()
        };
        let part = Article::new(
            article.source.clone(),
            Arc::<str>::from(&text[..end]),
            header,
        );
        Self::read(&Reading::new(&part))
    }

    /// The same of an article that was read already.
    #[must_use]
    pub fn of_reading(reading: &Reading<'_>) -> Self {
        if reading.article.text().len() <= READ {
            Self::read(reading)
        } else {
            Self::of(reading.article)
        }
    }

    fn read(reading: &Reading<'_>) -> Self {
        let mut evidence = Evidence::default();
        if let Some(iso2) = published_in(&reading.article.header) {
            evidence.add_country_of(iso2, 1.0);
        }
        let mut names = gather(reading, &mut evidence);
        // What is sure without the others, then what follows from that, then once more.
        for _ in 0..3 {
            let scene = evidence.with(&names);
            for name in &mut names {
                name.places.sort_by(|a, b| {
                    let score = |p: &Place| fame(p) + scene.support(p, &name.key).0;
                    score(b).total_cmp(&score(a))
                });
            }
        }
        evidence.with(&names)
    }

    /// How much the article speaks for a place of this name, and what of it most.
    pub(super) fn support(&self, place: &Place, key: &[u8]) -> (f32, Support) {
        let mut best = (0.0, Support::Nothing);
        let mut sum = 0.0;
        let mut add = |weight: f32, support: Support| {
            sum += weight;
            if weight > best.0 {
                best = (weight, support);
            }
        };
        let own = self.own.get(key);
        if let Some(country) = place.country {
            let share = self.countries.get(country.iso3).copied().unwrap_or(0.0);
            let itself = own
                .and_then(|own| own.country)
                .filter(|(iso3, _)| *iso3 == country.iso3);
            let share = (share - itself.map_or(0.0, |(_, share)| share)).max(0.0);
            add(1.6 * share, Support::Country);
            if place.kind == PlaceKind::Region && !place.is_second_level() {
                let divided = self.divided.get(country.iso3).copied().unwrap_or(0.0);
                add(1.3 * divided / (divided + 1.0), Support::Country);
            }
        }
        if place.region_number > 0 && place.kind != PlaceKind::Country {
            let region = self
                .regions
                .get(&place.region_number)
                .copied()
                .unwrap_or(0.0);
            let itself = own.map_or(0.0, |own| own.region(place.region_number));
            let region = (region - itself).max(0.0);
            // What lies in a region speaks for the region too, if less.
            let whole = place.kind == PlaceKind::Region && !place.is_second_level();
            let most = if whole { 1.5 } else { 2.2 };
            add(most * region / (region + 0.8), Support::Region);
        }
        if place.kind != PlaceKind::Country {
            let mut nearest: Option<(f32, Place)> = None;
            for anchor in self.anchors.iter().filter(|a| a.key != key) {
                let Some(apart) = super::surroundings::distance(place, &anchor.place) else {
                    continue;
                };
                #[expect(clippy::cast_possible_truncation, reason = "kilometres on the earth")]
                let weight = 1.2 * anchor.weight * (-(apart as f32) / 150.0).exp();
                if nearest.is_none_or(|(most, _)| weight > most) {
                    nearest = Some((weight, anchor.place));
                }
            }
            if let Some((weight, anchor)) = nearest {
                add(weight, Support::Near(anchor));
            }
        }
        (sum, best.1)
    }

    /// Which place of a name something elsewhere in the article says is meant.
    pub(super) fn told(&self, key: &[u8]) -> Option<&Place> {
        self.told.get(key)
    }

    /// The places named no further than `reach` bytes from a range, but not in it.
    pub(super) fn around(&self, range: ByteRange, reach: usize) -> impl Iterator<Item = &Place> {
        let from = self
            .mentions
            .partition_point(|(at, _)| at + reach < range.start);
        let near = self.mentions[from..].iter();
        let near = near.take_while(move |(at, _)| *at <= range.end + reach);
        let outside = near.filter(move |(at, _)| *at < range.start || *at >= range.end);
        outside.map(|(_, place)| place)
    }

    /// The nearest place named beside a range, before it rather than behind; a country only where
    /// there is nothing finer, and the country of the whole article where there is nothing.
    pub(super) fn nearest(&self, range: ByteRange, reach: usize) -> Option<Place> {
        let from = self.mentions.partition_point(|(at, _)| *at < range.start);
        let before = self.mentions[..from].iter().rev();
        let before = before.take_while(|(at, _)| at + reach >= range.start);
        let behind = self.mentions[from..]
            .iter()
            .skip_while(|(at, _)| *at < range.end);
        let behind = behind.take_while(|(at, _)| *at <= range.end + reach / 2);
        let near: Vec<&Place> = before.chain(behind).map(|(_, place)| place).collect();
        let finer = near.iter().find(|place| !place.is_country());
        if let Some(place) = finer.or(near.first()) {
            return Some(**place);
        }
        let (iso3, share) = self.countries.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        let gazetteer = Gazetteer::built_in();
        let country = gazetteer.country(iso3).filter(|_| *share > 0.3)?;
        gazetteer.all_named(country.name).find(Place::is_country)
    }

    /// Whether the article says where it plays, and nothing of this place's country.
    pub(super) fn plays_elsewhere(&self, place: &Place) -> bool {
        let own = place.country.and_then(|c| self.countries.get(c.iso3));
        let most = self.countries.values().copied().fold(0.0, f32::max);
        most > 0.3 && own.is_none_or(|own| *own < 0.06)
    }
}

/// What speaks most for a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Support {
    Nothing,
    Country,
    Region,
    Near(Place),
}

/// What is said outright, before names are weighed.
#[derive(Default)]
struct Evidence {
    countries: HashMap<&'static str, f32>,
    /// Countries that are named by a name or a people.
    outright: HashSet<&'static str>,
    regions: HashMap<u16, f32>,
}

impl Evidence {
    fn add_country_of(&mut self, iso2: &str, weight: f32) {
        let found = Gazetteer::built_in().country_of(iso2);
        if let Some(country) = found {
            *self.countries.entry(country.iso3).or_default() += weight;
        }
    }

    /// Whether some country is named outright, and not this place's.
    fn plays_elsewhere(&self, place: &Place) -> bool {
        let own = place
            .country
            .is_some_and(|c| self.outright.contains(c.iso3));
        !own && !self.outright.is_empty()
    }

    /// The scene that follows from this and from what names are taken for.
    fn with(&self, names: &[Name]) -> Scene {
        let mut countries = self.countries.clone();
        let mut regions = self.regions.clone();
        let mut divided: HashMap<&'static str, f32> = HashMap::new();
        let mut anchors = Vec::new();
        let mut told = HashMap::new();
        let mut mentions = Vec::new();
        let mut all_own: HashMap<Vec<u8>, Own> = HashMap::new();
        for name in names {
            let Some(best) = name.told.or(name.places.first().copied()) else {
                continue;
            };
            if name.told.is_none() && fame(&best) < 4.6 && self.plays_elsewhere(&best) {
                continue;
            }
            let often = 1.0 + (name.count as f32).ln();
            let second = name.places.iter().find(|p| !ranking::is_same(p, &best));
            let margin = second.map_or(2.0, |second| fame(&best) - fame(second));
            let sure = if name.told.is_some() {
                1.0
            } else {
                (margin / 1.5).clamp(0.15, 1.0)
            };
            let mut own = Own::default();
            if let Some(country) = best.country {
                let weight = if best.is_country() { 1.0 } else { 0.5 };
                own.country = Some((country.iso3, weight * sure * often));
                *countries.entry(country.iso3).or_default() += weight * sure * often;
                if best.kind == PlaceKind::Region && !best.is_second_level() {
                    *divided.entry(country.iso3).or_default() += sure;
                }
            }
            if best.region_number > 0 {
                own.regions
                    .push((best.region_number, sure * often.min(2.0)));
                *regions.entry(best.region_number).or_default() += sure * often.min(2.0);
            }
            // What else the name may mean speaks for its regions too, the less the more there are.
            if name.told.is_none() && sure < 1.0 {
                let places = &name.places[..name.places.len().min(12)];
                let part = 0.6 / places.len().max(2) as f32;
                for place in places.iter().filter(|p| p.region_number > 0) {
                    own.regions.push((place.region_number, part));
                    *regions.entry(place.region_number).or_default() += part;
                }
            }
            if sure >= 0.6 && !best.is_country() && best.coordinates.is_some() {
                let large = matches!(
                    best.kind,
                    PlaceKind::Area | PlaceKind::Water | PlaceKind::Mountain
                );
                anchors.push(Anchor {
                    place: best,
                    key: name.key.clone(),
                    weight: if large { 0.4 * sure } else { sure },
                });
            }
            if let Some(place) = name.told {
                told.insert(name.key.clone(), place);
            }
            mentions.extend(name.at.iter().map(|at| (*at, best)));
            all_own.insert(name.key.clone(), own);
        }
        anchors.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        anchors.truncate(ANCHORS);
        mentions.sort_by_key(|(at, _)| *at);
        let sum: f32 = countries.values().sum::<f32>() + 0.8;
        countries.values_mut().for_each(|weight| *weight /= sum);
        for own in all_own.values_mut() {
            own.country = own.country.map(|(iso3, weight)| (iso3, weight / sum));
        }
        Scene {
            countries,
            regions,
            own: all_own,
            divided,
            anchors,
            told,
            mentions,
        }
    }
}

/// The names of an article with their places, and what peoples it names.
fn gather(reading: &Reading<'_>, evidence: &mut Evidence) -> Vec<Name> {
    let gazetteer = Gazetteer::built_in();
    let text = reading.article.text();
    let mut index: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut names: Vec<Name> = Vec::new();
    let mut peoples: HashMap<&'static str, u32> = HashMap::new();
    for paragraph in 0..reading.paragraphs() {
        let tokens = reading.tokens(paragraph);
        let mut i = 0;
        while i < tokens.len() {
            if !tokens[i].capital && tokens[i].kind != TokenKind::Word {
                i += 1;
                continue;
            }
            if let Some((used, demonym)) = gazetteer.demonym_at(reading, tokens, i) {
                if let Some(country) = demonym.country {
                    *peoples.entry(country.iso3).or_default() += 1;
                }
                i += used;
                continue;
            }
            let used = match gazetteer.longest(reading, tokens, i) {
                Some(found) => found.tokens,
                None if tokens[i].capital && is_county(reading, tokens, i + 1) => 1,
                None => {
                    i += 1;
                    continue;
                }
            };
            let county = is_county(reading, tokens, i + used);
            let end = i + used + usize::from(county);
            let range = ByteRange::new(tokens[i].start as usize, tokens[end - 1].end as usize);
            let words = &text[range.as_range()];
            let key = gazetteer.key(words);
            let known = index.get(&key).copied();
            let place = match known {
                Some(known) => known,
                None => {
                    let mut places: Vec<Place> = gazetteer.all_named(words).collect();
                    places.sort_by(|a, b| fame(b).total_cmp(&fame(a)));
                    names.push(Name {
                        key: key.clone(),
                        count: 0,
                        places,
                        told: None,
                        at: Vec::new(),
                    });
                    index.insert(key, names.len() - 1);
                    names.len() - 1
                }
            };
            let name = &mut names[place];
            let around = name.count < MENTIONS && name.told.is_none();
            let around = around.then(|| Surroundings::read(text, range));
            let told = around.as_ref().and_then(|around| told_by(name, around));
            if told.is_some() || stands_alone(reading, tokens, i, end, &name.places) {
                name.count += 1;
                name.at.push(range.start);
                name.told = name.told.or(told);
            }
            i = end;
        }
    }
    for (iso3, count) in peoples {
        evidence.outright.insert(iso3);
        *evidence.countries.entry(iso3).or_default() += 0.6 * (1.0 + (count as f32).ln());
    }
    names.retain(|name| name.count > 0 && !name.places.is_empty());
    for name in &names {
        let best = name.places.first().filter(|place| place.is_country());
        evidence
            .outright
            .extend(best.and_then(|place| place.country).map(|c| c.iso3));
    }
    for name in &mut names {
        name.places.truncate(PLACES);
    }
    names
}

/// The place that what stands around a name says is meant.
fn told_by(name: &Name, around: &Surroundings) -> Option<Place> {
    let inside = around.inside.first()?;
    let mut fitting = name.places.iter().filter(|place| inside.contains(place));
    let first = fitting.next()?;
    // Of several the second container decides, else the largest.
    let second = around.inside.get(1);
    let better = second.and_then(|second| {
        let all = std::iter::once(first).chain(fitting);
        all.into_iter().find(|place| second.contains(place))
    });
    let told = *better.unwrap_or(first);
    // Two states in a row: "Nevada, Iowa".
    let usual = name.places.first()?;
    let row = usual.kind == PlaceKind::Region
        && told.kind == PlaceKind::City
        && usual.country == told.country;
    (!row).then_some(told)
}

fn is_county(reading: &Reading<'_>, tokens: &[Token], i: usize) -> bool {
    tokens
        .get(i)
        .is_some_and(|t| matches!(reading.word(t), "County" | "Parish"))
}

/// Whether a name looks like the place rather than a part of another name.
fn stands_alone(
    reading: &Reading<'_>,
    tokens: &[Token],
    first: usize,
    end: usize,
    places: &[Place],
) -> bool {
    let Some(best) = places.first() else {
        return false;
    };
    if best.is_country() && !best.is_given_name() {
        return true;
    }
    let joins = |t: &Token| t.capital && t.kind == TokenKind::Word;
    let before = first.checked_sub(1).and_then(|i| tokens.get(i));
    let name_before =
        before.is_some_and(|t| joins(t) && !t.opens_sentence && t.end + 1 >= tokens[first].start);
    let name_behind = tokens
        .get(end)
        .is_some_and(|t| joins(t) && !t.opens_sentence && t.start <= tokens[end - 1].end + 1);
    if name_before || name_behind && !asked::is_kind(reading.word(&tokens[end])) {
        return false;
    }
    let small = best.kind == PlaceKind::City && best.population < 100_000;
    let word = best.is_common_word() || best.is_given_name() || best.is_surname();
    if word && (small || tokens[first].opens_sentence) {
        // "Reading", "Mobile", "Jackson": only where a preposition says that it is a place.
        return before.is_some_and(|t| {
            matches!(
                reading.word(t),
                "in" | "In" | "near" | "at" | "to" | "from" | "of" | "outside"
            )
        });
    }
    true
}

/// The country whose domain the article's address has.
fn published_in(header: &Header) -> Option<&str> {
    let url = header.url.as_deref()?;
    let host = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split('/')
        .next()?;
    let domain = host.rsplit('.').next()?;
    match domain {
        "uk" => Some("GB"),
        // Sold for what they spell.
        "tv" | "io" | "co" | "me" | "ai" | "fm" | "cc" | "ly" | "to" => None,
        domain if domain.len() == 2 => Some(domain),
        _ => None,
    }
}
