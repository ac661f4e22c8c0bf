//! How exactly a place is known, in ACLED's levels and in PLOVER's.

use crate::annotation::Place;

/// ACLED's `geo_precision`: 1 the named town, 2 a small area, 3 a large region.
pub(super) fn acled(place: &Place) -> Option<u64> {
    match place.kind.as_deref()? {
        "capital" | "city" | "town" | "settlement" | "quarter" | "site" => Some(1),
        "district" | "natural" | "park" => Some(2),
        "region" | "province" | "country" => Some(3),
        _ => None,
    }
}

/// PLOVER's `resolution`: 5 within a town, 4 a town, 3 a district, 2 a province, 1 a country.
pub(super) fn plover(place: &Place) -> Option<u64> {
    match place.kind.as_deref()? {
        "quarter" | "site" => Some(5),
        "capital" | "city" | "town" | "settlement" => Some(4),
        "district" => Some(3),
        "region" | "province" => Some(2),
        "country" => Some(1),
        _ => None,
    }
}
