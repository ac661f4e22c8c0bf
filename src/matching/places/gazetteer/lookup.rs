//! Looking a name up for all places that have it, and for those whose name begins so.

use std::collections::{HashMap, HashSet};

use super::{COUNTRY, ENTRY, Gazetteer};
use crate::matching::places::{Country, Place, PlaceKind};

/// So many names with one beginning are gone through.
const MOST_GONE_THROUGH: usize = 4_000;

/// So many names that begin as a container are looked through.
const MOST_CONTAINERS: usize = 200;

/// What a typed place is to lie in.
struct Containers {
    /// By alpha-3 codes.
    countries: HashSet<&'static str>,
    /// By their numbers.
    regions: HashSet<u16>,
}

impl Containers {
    fn of(named: &[Place], by_code: Option<Country>) -> Self {
        let countries = named.iter().filter(|place| place.is_country());
        let countries = countries.filter_map(|place| place.country).chain(by_code);
        let regions = named.iter().filter(|place| place.is_first_level());
        Self {
            countries: countries.map(|country| country.iso3).collect(),
            regions: regions.map(|place| place.region_number).collect(),
        }
    }
}

impl Gazetteer {
    /// All places of a name, those found in texts first, each by prominence. Costs twenty
    /// comparisons beside what it gives.
    pub fn all_named(&self, name: &str) -> impl Iterator<Item = Place> + use<> {
        let key = self.key(name);
        let found = self.named(name).into_iter().flat_map(|f| f.places());
        let more = Self::places_from(self.more, self.first_at_least(self.more, &key));
        let same = more.take_while(move |place| Self::built_in().key(place.name) == key);
        found.chain(same)
    }

    /// All countries, each once, under the name that news gives it.
    #[must_use]
    pub fn all_countries(&self) -> Vec<Place> {
        let names = self.countries.chunks_exact(COUNTRY);
        let names = names.map(|row| self.name_at(&row[5..]));
        let own = |name| self.all_named(name).find(Place::is_country);
        names.filter_map(own).collect()
    }

    /// Up to `most` places whose name begins with these words or letters: the most prominent of
    /// those that were gone through, countries and whole names before others.
    #[must_use]
    pub fn beginning_with(&self, words: &str, most: usize) -> Vec<Place> {
        let key = self.key(words);
        if key.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for table in [self.entries, self.more] {
            let places = Self::places_from(table, self.first_at_least(table, &key));
            let same = places
                .take(MOST_GONE_THROUGH)
                .map(|place| (self.key(place.name), place));
            found.extend(same.take_while(|(other, _)| other.starts_with(&key)));
        }
        found.sort_by_key(|(other, place)| {
            // A whole name counts as twenty times as many people.
            let whole = if *other == key { 20 } else { 1 };
            // A region comes behind the city of its name.
            let part = if place.kind == PlaceKind::Region {
                100
            } else {
                1
            };
            let people = u64::from(place.people.max(1)) * whole / part;
            (!place.is_country(), std::cmp::Reverse(people))
        });
        // Of two spellings of a place the usual one is shown.
        let mut usual: HashMap<u32, Place> = HashMap::new();
        for (_, place) in &found {
            if let Some(number) = place.geonameid {
                let known = usual.entry(number).or_insert(*place);
                if self.is_found_in_texts(place) && !self.is_found_in_texts(known) {
                    *known = *place;
                }
            }
        }
        let mut seen = HashSet::new();
        found.retain(|(_, place)| place.geonameid.is_none_or(|number| seen.insert(number)));
        let shown = found.into_iter().take(most).map(|(_, place)| place);
        shown
            .map(|place| {
                let number = place.geonameid.unwrap_or_default();
                usual.get(&number).copied().unwrap_or(place)
            })
            .collect()
    }

    /// Up to `most` places for what is typed: the beginning of a name, or `NAME, CONTAINER` with a
    /// country or a first-level region by its name, its beginning or its code: "Paris, Texas",
    /// "Tripoli, LB". Several containers must all hold. As [`Self::beginning_with`] orders them.
    #[must_use]
    pub fn typed(&self, words: &str, most: usize) -> Vec<Place> {
        let mut parts = words
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let Some(name) = parts.next() else {
            return Vec::new();
        };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return self.beginning_with(name, most);
        }
        let mut places = self.beginning_with(name, usize::MAX);
        for container in parts {
            let named: Vec<Place> = self.all_named(container).collect();
            let mut inside =
                Self::inside(&places, &Containers::of(&named, self.by_code(container)));
            if inside.is_empty() {
                let beginning = self.beginning_with(container, MOST_CONTAINERS);
                inside = Self::inside(&places, &Containers::of(&beginning, None));
            }
            places = inside;
        }
        places.truncate(most);
        places
    }

    fn by_code(&self, code: &str) -> Option<Country> {
        let known = self.country_of(code);
        known.or_else(|| self.country(&code.to_ascii_uppercase()))
    }

    /// Those of some places that lie in one of the containers and are none of them.
    fn inside(places: &[Place], containers: &Containers) -> Vec<Place> {
        let held = |place: &&Place| {
            let country = place.country.map(|country| country.iso3);
            let by_country = country.is_some_and(|iso3| containers.countries.contains(iso3));
            let region = place.region_number;
            let by_region = region > 0 && containers.regions.contains(&region);
            by_region && !place.is_first_level() || by_country && !place.is_country()
        };
        places.iter().filter(held).copied().collect()
    }

    /// Whether the name of a place is one of those that are found in texts.
    fn is_found_in_texts(&self, place: &Place) -> bool {
        self.named(place.name)
            .is_some_and(|found| found.places().any(|p| p.geonameid == place.geonameid))
    }

    /// A name as it is compared: folded, one blank between its words.
    pub(in crate::matching::places) fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len());
        let words = name
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‐' | '/'))
            .filter(|word| !word.is_empty());
        for word in words {
            if !key.is_empty() {
                key.push(b' ');
            }
            self.folds.fold(word, |byte| key.push(byte));
        }
        key
    }

    fn first_at_least(&self, table: &'static [u8], key: &[u8]) -> usize {
        let (mut low, mut high) = (0, table.len() / ENTRY);
        while low < high {
            let middle = usize::midpoint(low, high);
            let name = self.name_at(&table[middle * ENTRY..]);
            if self.key(name).as_slice() < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn places_from(table: &'static [u8], first: usize) -> impl Iterator<Item = Place> + use<> {
        let entries = table.chunks_exact(ENTRY).skip(first);
        entries.map(|entry| Self::built_in().read_entry(entry))
    }
}
