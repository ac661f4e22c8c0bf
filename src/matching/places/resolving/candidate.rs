//! A place that a location may stand for.

use std::fmt::Write as _;

use crate::annotation::{Place as AnnotatedPlace, Precision};
use crate::matching::places::{Place, PlaceKind};

/// Why a place is proposed: the strongest of what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ground {
    /// What was confirmed or chosen for the same name in the article.
    Chosen,
    /// These words beside the name say where it lies.
    Beside(String),
    /// Elsewhere in the article the name stands beside what says where it lies.
    ToldElsewhere,
    /// The place before it lies in it: "Mobile, Alabama".
    Holds(String),
    /// The kind that the words name: "the city of".
    Kind(&'static str),
    /// The article names its region.
    Region(String),
    /// The article names its country.
    Country(String),
    /// Another place of the article is near.
    Near(String),
    /// It is the largest, or the best known, of the name.
    Largest,
    /// There is no other of the name.
    Only,
    /// The name is not in the gazetteer; this is the place named beside it.
    InPlaceOf(String),
}

/// A place that a location may stand for, with the reason in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub place: Place,
    pub precision: Precision,
    /// How much speaks for it; comparable between the candidates of one span only.
    pub score: f32,
    pub(super) ground: Ground,
}

impl Candidate {
    /// The place that the words name, without its reason, as the search of the gazetteer lists it.
    #[must_use]
    pub fn found(place: Place) -> Self {
        Self {
            place,
            precision: precision_of(&place),
            score: 0.0,
            ground: Ground::Largest,
        }
    }

    /// Whether it only stands in for a name that the gazetteer does not know.
    #[must_use]
    pub fn stands_in(&self) -> bool {
        matches!(self.ground, Ground::InPlaceOf(_))
    }

    /// Why it is proposed: `“Alabama” stands beside it`.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.ground {
            Ground::Chosen => "chosen for this name in the article".to_owned(),
            Ground::Beside(words) => format!("“{words}” stands beside it"),
            Ground::ToldElsewhere => "told apart elsewhere in the article".to_owned(),
            Ground::Holds(name) => format!("{name} lies in it"),
            Ground::Kind(kind) => format!("the words say {kind}"),
            Ground::Region(name) | Ground::Country(name) => format!("the article names {name}"),
            Ground::Near(name) => format!("near {name}, which the article names"),
            Ground::Largest => "best known of the name".to_owned(),
            Ground::Only => "only place of the name".to_owned(),
            Ground::InPlaceOf(name) => format!("not in the gazetteer; {name} is named beside it"),
        }
    }

    /// Where it is, without its name: `Alabama, United States`, `capital of Niger`, `sea`.
    #[must_use]
    pub fn where_it_is(&self) -> String {
        where_it_is(&self.place)
    }

    /// As annotations keep it, not yet confirmed.
    #[must_use]
    pub fn to_place(&self) -> AnnotatedPlace {
        let place = &self.place;
        let degrees = |value: f32| (f64::from(value) * 1e4).round() / 1e4;
        let admin1 = match place.kind {
            PlaceKind::Region if !place.is_second_level() => Some(place.name),
            _ => place.region,
        };
        AnnotatedPlace {
            name: place.name.to_owned(),
            geonameid: place.geonameid.map(u64::from),
            country: place.country.map(|c| c.iso3.to_owned()),
            admin1: admin1.map(str::to_owned),
            lat: place.coordinates.map(|c| degrees(c.0)),
            lon: place.coordinates.map(|c| degrees(c.1)),
            kind: Some(kind_name(place).to_owned()),
            precision: Some(self.precision.name().to_owned()),
            confirmed: false,
            extra: crate::annotation::Fields::new(),
        }
    }
}

/// The kind as files name it.
fn kind_name(place: &Place) -> &'static str {
    match place.kind {
        PlaceKind::Country => "country",
        PlaceKind::Region if place.is_second_level() => "district",
        PlaceKind::Region => "region",
        PlaceKind::Capital => "capital",
        PlaceKind::City => "city",
        PlaceKind::Water => "water",
        PlaceKind::Mountain => "mountain",
        PlaceKind::Area => "area",
    }
}

/// How exactly a place of its kind says where something happened.
pub(super) fn precision_of(place: &Place) -> Precision {
    match place.kind {
        PlaceKind::Country => Precision::Country,
        PlaceKind::Region if place.is_second_level() => Precision::District,
        PlaceKind::Region => Precision::Province,
        PlaceKind::Capital | PlaceKind::City => Precision::City,
        PlaceKind::Area if place.country.is_some() => Precision::Province,
        PlaceKind::Water | PlaceKind::Mountain | PlaceKind::Area => Precision::Area,
    }
}

/// Where a place is, without its name.
pub(super) fn where_it_is(place: &Place) -> String {
    let country = place.country.map(|c| c.name);
    let mut words = String::new();
    match (place.kind, country) {
        (PlaceKind::Country, Some(name)) if name != place.name => {
            let _ = write!(words, "{name}, country");
        }
        (PlaceKind::Country, _) => words.push_str("country"),
        (PlaceKind::Capital, Some(name)) => {
            let _ = write!(words, "capital of {name}");
        }
        (kind, Some(name)) => {
            if let Some(region) = place.region.filter(|r| *r != place.name) {
                let _ = write!(words, "{region}, ");
            }
            words.push_str(name);
            match kind {
                PlaceKind::Region if place.is_second_level() => words.push_str(", district"),
                PlaceKind::Region => words.push_str(", region"),
                PlaceKind::Area => words.push_str(", area"),
                _ => {}
            }
        }
        (PlaceKind::Water, None) => words.push_str("water"),
        (PlaceKind::Mountain, None) => words.push_str("landform"),
        _ => words.push_str("area"),
    }
    words
}
