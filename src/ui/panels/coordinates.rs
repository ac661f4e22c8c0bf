//! Coordinates as they are typed and shown, and which of them are points on the earth.

use crate::annotation::Place;

/// What was typed for a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// A name, or the beginning of one.
    Name,
    /// Degrees north and east.
    Point(f64, f64),
    /// Numbers that are no point, and why not.
    NoPoint(&'static str),
}

const BOTH: &str = "Type latitude and longitude: 13.51, 2.11";

/// Reads degrees north and east: `13.51, 2.11`, `-33.9 18.4`. What is not all numbers is a name.
pub(super) fn read(typed: &str) -> Typed {
    let number = |part: &str| {
        part.trim_end_matches('°')
            .replace('−', "-")
            .parse::<f64>()
            .ok()
    };
    let parts = typed.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    let numbers: Option<Vec<f64>> = parts.filter(|p| !p.is_empty()).map(number).collect();
    let Some(numbers) = numbers else {
        return Typed::Name;
    };
    match numbers[..] {
        [] => Typed::Name,
        // "Nan" is a town, "Inf" the beginning of a name.
        [one] if !one.is_finite() => Typed::Name,
        [_] => Typed::NoPoint(BOTH),
        [lat, lon] if !lat.is_finite() || !lon.is_finite() => Typed::NoPoint(BOTH),
        [lat, _] if lat > 90.0 => Typed::NoPoint("Latitude is at most 90"),
        [lat, _] if lat < -90.0 => Typed::NoPoint("Latitude is at least −90"),
        [_, lon] if lon > 180.0 => Typed::NoPoint("Longitude is at most 180"),
        [_, lon] if lon < -180.0 => Typed::NoPoint("Longitude is at least −180"),
        [lat, lon] => Typed::Point(lat, lon),
        [_, _, _, _] => Typed::NoPoint("Type two numbers, with decimal points: 13.51, 2.11"),
        _ => Typed::NoPoint("Type two numbers, latitude and longitude: 13.51, 2.11"),
    }
}

/// Degrees north and east of a place, where they are a point on the earth: a file may say anything.
pub(super) fn point_of(place: &Place) -> Option<(f64, f64)> {
    let (lat, lon) = (place.lat?, place.lon?);
    // Not a number is in no range.
    let sound = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    sound.then_some((lat, lon))
}

/// `13.51° N, 2.11° E`.
pub(super) fn degrees(lat: f64, lon: f64) -> String {
    let north = if lat < 0.0 { 'S' } else { 'N' };
    let east = if lon < 0.0 { 'W' } else { 'E' };
    format!("{:.2}° {north}, {:.2}° {east}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_two_numbers_on_the_earth() {
        let check = |typed: &str, (lat, lon)| {
            assert_eq!(read(typed), Typed::Point(lat, lon), "{typed}");
        };
        check("13.51, 2.11", (13.51, 2.11));
        check("-33.9 18.4", (-33.9, 18.4));
        check("−33.9; 18.4°", (-33.9, 18.4));
        check("90,-180", (90.0, -180.0));
    }

    #[test]
    fn numbers_that_are_no_point_say_why() {
        let check = |typed: &str, expected: &str| match read(typed) {
            Typed::NoPoint(why) => assert!(why.contains(expected), "{typed}: {why}"),
            other => panic!("{typed}: {other:?}"),
        };
        check("91,200", "Latitude is at most 90");
        check("-91, 2", "Latitude is at least");
        check("13, 200", "Longitude is at most 180");
        check("nan, nan", "latitude and longitude");
        check("inf,0", "latitude and longitude");
        check("1e999 0", "latitude and longitude");
        check("13", "latitude and longitude");
        check("13.51, 2.11, 5", "two numbers");
        check("13,51, 2,11", "decimal points");
    }

    #[test]
    fn what_is_not_all_numbers_is_a_name() {
        for typed in ["", "Paris", "Paris, 3", "Nan", "nan, Thailand", "infinity"] {
            assert_eq!(read(typed), Typed::Name, "{typed}");
        }
    }

    #[test]
    fn degrees_name_their_half_of_the_earth() {
        assert_eq!(degrees(13.512, 2.11), "13.51° N, 2.11° E");
        assert_eq!(degrees(-33.9, -70.0), "33.90° S, 70.00° W");
    }

    #[test]
    fn what_is_not_on_the_earth_is_no_point() {
        let point = |lat, lon| {
            point_of(&Place {
                lat,
                lon,
                ..Place::default()
            })
        };
        assert_eq!(point(Some(-90.0), Some(180.0)), Some((-90.0, 180.0)));
        for (lat, lon) in [
            (Some(1e308), Some(0.0)),
            (Some(91.0), Some(0.0)),
            (Some(0.0), Some(200.0)),
            (Some(f64::NAN), Some(f64::INFINITY)),
            (Some(1.0), None),
            (None, Some(1.0)),
        ] {
            assert_eq!(point(lat, lon), None, "{lat:?} {lon:?}");
        }
    }
}
