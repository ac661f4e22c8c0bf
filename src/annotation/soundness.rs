//! What can be true of a value, whatever the text says: days that there are, places on the globe,
//! bounds in their order.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{EventDate, FigureKind, FigureValue, Number, Place};

/// A day as files have it, `2024-04-25`; nothing for anything else, and for days that there are
/// not.
#[must_use]
pub fn day(written: &str) -> Option<Date> {
    let plain = written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day: Date = plain.then(|| written.parse().ok())??;
    (day.year() > 0).then_some(day)
}

impl EventDate {
    /// Whether its days are days, and the last one is not before the first.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let [from, to] = [&self.from, &self.to].map(|written| written.as_deref().map(day));
        match (from, to) {
            (Some(None), _) | (_, Some(None)) => false,
            (Some(Some(from)), Some(Some(to))) => from <= to,
            _ => true,
        }
    }
}

impl Place {
    /// Degrees north and east; nothing where one is missing or not on the globe.
    #[must_use]
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        let within = |degrees: f64, most: f64| degrees.is_finite() && degrees.abs() <= most;
        let (lat, lon) = self.lat.zip(self.lon)?;
        (within(lat, 90.0) && within(lon, 180.0)).then_some((lat, lon))
    }

    /// Whether it has no coordinates, or some that are on the globe.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        (self.lat.is_none() && self.lon.is_none()) || self.coordinates().is_some()
    }
}

impl FigureKind {
    /// Whether it counts people or things, of which there are never fewer than none.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(
            self,
            Self::Dead | Self::Injured | Self::Arrested | Self::Displaced | Self::Size
        )
    }
}

impl FigureValue {
    /// Whether its bounds are in their order, what is most likely lies within them, and nothing is
    /// counted below zero. To the last digit.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let ordered = |low: &Option<Number>, high: &Option<Number>| match (low, high) {
            (Some(low), Some(high)) => low.compare(high) != Ordering::Greater,
            _ => true,
        };
        let numbers = [&self.low, &self.best, &self.high];
        let below = |number: &&Option<Number>| {
            let number = number.as_ref();
            number.is_some_and(|number| number.compare(&Number::ZERO) == Ordering::Less)
        };
        ordered(&self.low, &self.high)
            && ordered(&self.low, &self.best)
            && ordered(&self.best, &self.high)
            && !(self.kind.counts() && numbers.iter().any(below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for written in ["2024-04-25", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert!(day(written).is_some(), "{written}");
        }
        for written in [
            "2024-13-45",
            "99999-01-01",
            "0000-00-00",
            "0000-01-01",
            "2023-02-29",
            "20240425",
            "2024-4-25",
            "",
        ] {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn coordinates_are_on_the_globe_and_two() {
        let check = |lat, lon, coordinates: Option<(f64, f64)>, possible| {
            let place = Place {
                lat,
                lon,
                ..Place::default()
            };
            assert_eq!(place.coordinates(), coordinates, "{lat:?} {lon:?}");
            assert_eq!(place.is_possible(), possible, "{lat:?} {lon:?}");
        };
        check(Some(-13.5), Some(180.0), Some((-13.5, 180.0)), true);
        check(None, None, None, true);
        check(Some(91.0), Some(0.0), None, false);
        check(Some(0.0), Some(-180.5), None, false);
        check(Some(1.0), None, None, false);
        check(Some(f64::NAN), Some(0.0), None, false);
    }

    #[test]
    fn bounds_are_compared_to_the_last_digit() {
        let check = |low: &str, best: &str, high: &str, kind, expected| {
            let value = FigureValue {
                low: Number::of_digits(low),
                best: Number::of_digits(best),
                high: Number::of_digits(high),
                kind,
                ..FigureValue::default()
            };
            assert_eq!(value.is_possible(), expected, "{low} {best} {high}");
        };
        check("30", "32", "35", FigureKind::Other, true);
        check("35", "", "30", FigureKind::Other, false);
        check("30", "36", "35", FigureKind::Other, false);
        let (less, more) = ("9007199254740993", "9007199254740994");
        check(less, "", more, FigureKind::Other, true);
        check(more, "", less, FigureKind::Other, false);
        check("-3", "-3", "-3", FigureKind::Other, true);
        check("-3", "-3", "-3", FigureKind::Dead, false);
    }
}
