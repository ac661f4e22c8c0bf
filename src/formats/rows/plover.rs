//! The columns of event rows with PLOVER's field names.
//!
//! A point in a name nests in JSONL: `event_loc.lat` is the field `lat` of `event_loc`. `actor` and
//! `recipient` are arrays of objects there. What nothing in an annotation decides (`magnitude`,
//! `quad_code` of the contested types) is no column.

use serde_json::json;

use super::acled::event_type;
use super::column::{Columns, Count};
use super::groups::{
    self, Group, KINDS, best, country, date, date_range, degrees, fields, figures, kind_name,
    of_place, other_roles, sector,
};
use super::work::{self, ACTOR, LOCATION, RECIPIENT};
use crate::annotation::{Schema, plover_resolution};
use crate::matching::places::Gazetteer;

/// The columns, in their order.
pub(super) fn columns(schema: &Schema) -> Columns {
    let mut columns = Columns::default();
    let c = &mut columns;
    c.text(
        "id",
        "Id of the event: article, annotator and frame",
        |item| item.event(|event| Some(format!("{}-{}", item.work.id, event.id))),
    );
    c.text("date", "The first day of the event, 2024-04-25; empty where it is none in the calendar or after the \
         last", |item| {
        date(item, |date| date.from.as_ref())
    });
    c.text("enddate", "Its last day", |item| {
        date(item, |date| date.to.as_ref())
    });
    c.text(
        "date_precision",
        "What of the date is known: day, week, month, year",
        |item| date(item, |date| date.precision.as_ref()),
    );
    groups::evidence(c, "date", date_range);
    c.text(
        "event",
        "The same as type: PLOVER’s readers ask for it under this name",
        |item| item.event(|event| event.kind.clone()),
    );
    event_type(c);
    side(c, "actor", |item| item.of(ACTOR).collect());
    side(c, "recipient", |item| item.of(RECIPIENT).collect());
    location(
        c,
        "event_loc",
        &Group {
            pick: |item| item.of(LOCATION).take(1).collect(),
            count: Count::One,
        },
    );
    location(
        c,
        "other_locs",
        &Group {
            pick: |item| item.of(LOCATION).skip(1).collect(),
            count: Count::Each,
        },
    );
    for kind in KINDS {
        let name = format!("size.{}", kind_name(kind));
        c.number(
            name.clone(),
            format!(
                "The figures of the kind “{}” as one number: what is most likely; empty where \
                 several differ",
                kind_name(kind)
            ),
            move |item| item.certain(kind, best),
        );
        figures(c, &name, kind);
    }
    other_roles(c, schema);
    c.text("note", "The note on the event’s trigger", |item| {
        item.span(|span| span.note.clone())
    });
    c.text(
        "attributes",
        "The answers to what the schema asks of the trigger, as JSON",
        |item| item.span(|span| Some(fields(&span.attributes))),
    );
    groups::article(c);
    columns
}

/// `actor` or `recipient`: a list of actors.
fn side(c: &mut Columns, prefix: &'static str, pick: super::groups::Pick) {
    let group = Group {
        pick,
        count: Count::Each,
    };
    let name = |what: &str| format!("{prefix}.{what}");
    group.column(
        c,
        name("actor_text"),
        format!("Who the {prefix} is: the name of the actor, else the words"),
        false,
        work::name,
    );
    group.column(
        c,
        name("code"),
        "Country and sector in one: USAMIL",
        false,
        |filler| match (country(filler), sector(filler)) {
            (None, None) => json!(null),
            (country, sector) => json!(format!(
                "{}{}",
                country.unwrap_or_default(),
                sector.unwrap_or_default()
            )),
        },
    );
    group.codes(c, prefix, '.');
    group.column(
        c,
        name("entity_text"),
        "The name within the words: the head",
        false,
        |filler| filler.at(|span| filler.work.quote(span.head.unwrap_or(span.range))),
    );
    group.evidence(c, prefix, '.');
}

fn location(c: &mut Columns, prefix: &str, group: &Group) {
    let name = |what: &str| format!("{prefix}.{what}");
    group.column(
        c,
        name("extracted_place"),
        "The place as the article has it: the head, or the words",
        false,
        |filler| filler.at(|span| filler.work.quote(span.head.unwrap_or(span.range))),
    );
    group.column(
        c,
        name("resolved_place"),
        "The place that it is",
        false,
        |filler| of_place(filler, |place| json!(place.name)),
    );
    group.column(c, name("geonameid"), "Its id in GeoNames", true, |filler| {
        of_place(filler, |place| json!(place.geonameid))
    });
    group.column(
        c,
        name("lat"),
        "Degrees north; empty where the two are no coordinates",
        true,
        |filler| {
            of_place(filler, |place| {
                degrees(place.coordinates().map(|(lat, _)| lat))
            })
        },
    );
    group.column(c, name("lon"), "Degrees east", true, |filler| {
        of_place(filler, |place| {
            degrees(place.coordinates().map(|(_, lon)| lon))
        })
    });
    group.column(
        c,
        name("province"),
        "Its first-level region",
        false,
        |filler| of_place(filler, |place| json!(place.admin1)),
    );
    group.column(
        c,
        name("country"),
        "Its country, in English",
        false,
        |filler| {
            of_place(filler, |place| {
                let code = place.country.as_deref();
                let known = code.and_then(|code| Gazetteer::built_in().country(code));
                json!(known.map_or(code, |country| Some(country.name)))
            })
        },
    );
    group.column(
        c,
        name("country_code"),
        "ISO 3166-1 alpha-3",
        false,
        |filler| of_place(filler, |place| json!(place.country)),
    );
    group.column(
        c,
        name("feature"),
        "What kind of place it is: country, region, capital, city",
        false,
        |filler| of_place(filler, |place| json!(place.kind)),
    );
    group.column(
        c,
        name("resolution"),
        "5 within a town, 4 a town, 3 a district, 2 a province, 1 a country",
        true,
        |filler| of_place(filler, |place| json!(plover_resolution(place))),
    );
    group.column(
        c,
        name("confirmed"),
        "Whether the analyst has confirmed which place it is",
        false,
        |filler| of_place(filler, |place| json!(place.confirmed)),
    );
    group.evidence(c, prefix, '.');
}
