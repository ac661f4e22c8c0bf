//! How exactly a place is known: one word in the file, from which ACLED's three levels and
//! PLOVER's five follow.

use super::Place;

/// How exactly a location says where something happened; `precision` in the file.
///
/// | word | what is known | ACLED `geo_precision` | PLOVER `resolution` |
/// |---|---|---|---|
/// | `sub_city` | a quarter, a building, a street | 1 | 5 |
/// | `city` | the settlement or the landmark itself | 1 | 4 |
/// | `near_city` | near a settlement, or a small part of a region | 2 | 4 |
/// | `district` | a second-level division, a small natural feature | 2 | 3 |
/// | `province` | a first-level division, a large part of a country | 3 | 2 |
/// | `country` | a country | 3 | 1 |
/// | `area` | more than a country, or no country: a sea, a continent | 3 | – |
///
/// ACLED: 1 the named town, 2 a small area whose coordinates are a nearby town's, 3 a large
/// region. PLOVER: 5 finer than a city, 4 city, 3 district, 2 province, 1 country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    SubCity,
    City,
    NearCity,
    District,
    Province,
    Country,
    Area,
}

impl Precision {
    pub const ALL: [Self; 7] = [
        Self::SubCity,
        Self::City,
        Self::NearCity,
        Self::District,
        Self::Province,
        Self::Country,
        Self::Area,
    ];

    /// As files have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SubCity => "sub_city",
            Self::City => "city",
            Self::NearCity => "near_city",
            Self::District => "district",
            Self::Province => "province",
            Self::Country => "country",
            Self::Area => "area",
        }
    }

    /// As the desk shows it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::SubCity => "part of a city",
            Self::City => "city",
            Self::NearCity => "near a city",
            Self::District => "district",
            Self::Province => "province",
            Self::Country => "country",
            Self::Area => "area",
        }
    }

    /// By its name in files.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// What the place says; where it says nothing that is known, what follows from its kind.
    #[must_use]
    pub fn of(place: &Place) -> Option<Self> {
        let said = place.precision.as_deref().and_then(Self::named);
        said.or_else(|| match place.kind.as_deref()? {
            "country" => Some(Self::Country),
            "region" => Some(Self::Province),
            "district" => Some(Self::District),
            "capital" | "city" => Some(Self::City),
            "water" | "mountain" | "area" => Some(Self::Area),
            _ => None,
        })
    }
}

/// ACLED's `geo_precision` of a place, 1 to 3; nothing where neither precision nor kind is known.
/// A `precision` that is one of these digits stands for itself.
#[must_use]
pub fn acled_precision(place: &Place) -> Option<u8> {
    if let Some(level @ ("1" | "2" | "3")) = place.precision.as_deref() {
        return level.parse().ok();
    }
    Some(match Precision::of(place)? {
        Precision::SubCity | Precision::City => 1,
        Precision::NearCity | Precision::District => 2,
        Precision::Province | Precision::Country | Precision::Area => 3,
    })
}

/// PLOVER's `resolution` of a place, 1 (country) to 5 (finer than a city); nothing where it is not
/// known, and for what is no part of one country.
#[must_use]
pub fn plover_resolution(place: &Place) -> Option<u8> {
    Some(match Precision::of(place)? {
        Precision::SubCity => 5,
        Precision::City | Precision::NearCity => 4,
        Precision::District => 3,
        Precision::Province => 2,
        Precision::Country => 1,
        Precision::Area => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes_follow_from_one_word() {
        let check = |precision: Option<&str>, kind: Option<&str>, acled, plover| {
            let place = Place {
                precision: precision.map(str::to_owned),
                kind: kind.map(str::to_owned),
                ..Place::default()
            };
            let both = (acled_precision(&place), plover_resolution(&place));
            assert_eq!(both, (acled, plover), "{precision:?} {kind:?}");
        };
        check(Some("sub_city"), Some("city"), Some(1), Some(5));
        check(Some("city"), Some("city"), Some(1), Some(4));
        check(Some("near_city"), Some("city"), Some(2), Some(4));
        check(Some("district"), Some("region"), Some(2), Some(3));
        check(Some("province"), Some("region"), Some(3), Some(2));
        check(Some("country"), Some("country"), Some(3), Some(1));
        check(Some("area"), Some("water"), Some(3), None);
        check(None, Some("capital"), Some(1), Some(4));
        check(Some("2"), Some("city"), Some(2), Some(4));
        check(Some("odd"), Some("region"), Some(3), Some(2));
        check(None, Some("odd"), None, None);
        check(None, None, None, None);
    }

    #[test]
    fn a_precision_is_found_by_its_name() {
        for precision in Precision::ALL {
            assert_eq!(Precision::named(precision.name()), Some(precision));
        }
    }
}
