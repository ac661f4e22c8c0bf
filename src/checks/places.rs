//! The places of locations.

use super::{Look, Rule};
use crate::annotation::{Label, Place};

pub(super) fn check(look: &mut Look<'_>) {
    let set = look.set;
    for span in set.spans() {
        let Some(place) = &span.place else {
            if span.label == Label::LOCATION {
                let said = format!(
                    "{} is no place of the gazetteer yet",
                    look.words(span.range)
                );
                look.of_span(Rule::PlaceUnresolved, &span.id, said);
            }
            continue;
        };
        if !place.is_possible() {
            let said = format!(
                "{} has coordinates that are none: choose its place anew",
                look.words(span.range)
            );
            look.of_span(Rule::CoordinatesOutside, &span.id, said);
        } else if !place.confirmed {
            let said = format!(
                "{} is taken for {}: confirm it or choose another place",
                look.words(span.range),
                in_words(place)
            );
            look.of_span(Rule::PlaceUnconfirmed, &span.id, said);
        }
    }
}

/// `Gao, MLI`
fn in_words(place: &Place) -> String {
    match &place.country {
        Some(country) => format!("{}, {country}", place.name),
        None => place.name.clone(),
    }
}
