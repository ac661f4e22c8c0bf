//! The columns of event rows in the manner of ACLED.

use serde_json::{Value, json};

use super::coding::{acled_type, inter, time_precision};
use super::column::{Columns, Count};
use super::countries;
use super::groups::{
    self, Group, KINDS, country, date, date_range, degrees, fields, figures, kind_name, of_place,
    other_roles, possible_date, sector, span_range,
};
use super::sides::{FIRST, SECOND, sides};
use super::work::{self, Filler, Item, LOCATION};
use crate::annotation::{FigureKind, FigureValue, Flag, Schema, acled_precision};
use crate::matching::places::Gazetteer;

/// The columns, in their order.
pub(super) fn columns(schema: &Schema) -> Columns {
    let mut columns = Columns::default();
    let c = &mut columns;
    c.text(
        "event_id_cnty",
        "Id of the event: article, annotator and frame. Unlike ACLED's it names no country, so \
         that it stays when a place is resolved",
        |item| item.event(|event| Some(format!("{}-{}", item.work.id, event.id))),
    );
    when(c);
    what(c);
    who(c);
    place(c);
    how_many(c);
    other_roles(c, schema);
    c.text("notes", "The note on the event’s trigger", |item| {
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

fn when(c: &mut Columns) {
    c.text(
        "event_date",
        "The first day of the event, 2024-04-25; empty where it is none in the calendar or after the \
         last",
        |item| date(item, |date| date.from.as_ref()),
    );
    c.text("event_date_to", "Its last day", |item| {
        date(item, |date| date.to.as_ref())
    });
    c.number("year", "The year of the first day", |item| {
        let from = possible_date(item).and_then(|date| date.from.as_ref());
        let year = from.and_then(|day| day.split('-').next()?.parse::<u64>().ok());
        json!(year)
    });
    c.number(
        "time_precision",
        "1 the day is known, 2 the week, 3 the month; empty for a year and where nothing is known",
        |item| {
            json!(possible_date(item).and_then(|date| time_precision(date.precision.as_deref())))
        },
    );
    c.text(
        "date_precision",
        "What of the date is known: day, week, month, year",
        |item| date(item, |date| date.precision.as_ref()),
    );
    groups::evidence(c, "event_date", date_range);
}

fn what(c: &mut Columns) {
    c.text(
        "disorder_type",
        "ACLED’s disorder type, where type and mode decide it",
        |item| item.event(|event| acled_type(event).disorder),
    );
    c.text(
        "event_type",
        "ACLED’s event type, where type and mode decide it; empty for what did not happen",
        |item| item.event(|event| acled_type(event).event),
    );
    c.text(
        "sub_event_type",
        "ACLED’s sub-event type, likewise",
        |item| item.event(|event| acled_type(event).sub),
    );
    event_type(c);
}

/// Type, mode, contexts and flags as they are, with the trigger as their evidence.
pub(super) fn event_type(c: &mut Columns) {
    c.text("type", "The type of the schema: CONSULT", |item| {
        item.event(|event| event.kind.clone())
    });
    c.text("mode", "Its mode: visit", |item| {
        item.event(|event| event.mode.clone())
    });
    c.list("context", "Its contexts", Count::Several, false, |item| {
        item.event(|event| Some(event.contexts.clone()))
    });
    for (name, flag, what) in [
        (
            "negated",
            Flag::Negated,
            "Whether the text says that it did not happen",
        ),
        ("future", Flag::Future, "Whether it is still to happen"),
        (
            "hypothetical",
            Flag::Hypothetical,
            "Whether it is only supposed",
        ),
        (
            "historical",
            Flag::Historical,
            "Whether it is told as background",
        ),
    ] {
        c.text(name, what, move |item| {
            item.event(|event| Some(event.flags.contains(&flag)))
        });
    }
    groups::evidence(c, "type", span_range);
}

fn who(c: &mut Columns) {
    let sides: [(
        &'static str,
        &'static str,
        &'static str,
        &'static str,
        [Group; 2],
    ); 2] = [
        (
            "actor1",
            "assoc_actor_1",
            "inter1",
            FIRST,
            [
                Group {
                    pick: |item| side(item, 0, true),
                    count: Count::One,
                },
                Group {
                    pick: |item| side(item, 0, false),
                    count: Count::Several,
                },
            ],
        ),
        (
            "actor2",
            "assoc_actor_2",
            "inter2",
            SECOND,
            [
                Group {
                    pick: |item| side(item, 1, true),
                    count: Count::One,
                },
                Group {
                    pick: |item| side(item, 1, false),
                    count: Count::Several,
                },
            ],
        ),
    ];
    for (first, others, code, what, [one, rest]) in sides {
        one.column(c, first, what, false, work::name);
        one.evidence(c, first, '_');
        one.codes(c, first, '_');
        rest.column(
            c,
            others,
            format!("The others beside {first}"),
            false,
            work::name,
        );
        rest.evidence(c, others, '_');
        rest.codes(c, others, '_');
        let pick = one.pick;
        c.number(
            code,
            "ACLED’s code where the sector decides it: 1 forces of the state where the event is, \
             2 rebels, 7 civilians, 8 forces of another state",
            move |item| {
                let at = item.place().and_then(|place| place.country.as_deref());
                let filler = pick(item).into_iter().next();
                json!(filler.and_then(|filler| inter(sector(filler), country(filler), at)))
            },
        );
    }
}

/// The first filler of a side, or the others.
fn side<'i, 'a>(item: &'i Item<'a>, side: usize, first: bool) -> Vec<&'i Filler<'a>> {
    let mut fillers = std::mem::take(&mut sides(item)[side]);
    let others = fillers.split_off(fillers.len().min(1));
    if first { fillers } else { others }
}

fn place(c: &mut Columns) {
    let first = Group {
        pick: |item| item.of(LOCATION).take(1).collect(),
        count: Count::One,
    };
    let others = Group {
        pick: |item| item.of(LOCATION).skip(1).collect(),
        count: Count::Several,
    };
    first.column(
        c,
        "country",
        "The country of the place, in English",
        false,
        |filler| {
            let code = filler.place().and_then(|place| place.country.as_deref());
            let known = code.and_then(|code| Gazetteer::built_in().country(code));
            json!(known.map_or(code, |country| Some(country.name)))
        },
    );
    first.column(
        c,
        "iso",
        "The number of the country in ISO 3166-1",
        true,
        |filler| {
            of_place(filler, |place| {
                json!(place.country.as_deref().and_then(countries::number_of))
            })
        },
    );
    first.column(
        c,
        "iso3",
        "Its letters: ISO 3166-1 alpha-3",
        false,
        |filler| of_place(filler, |place| json!(place.country)),
    );
    first.column(c, "admin1", "Its first-level region", false, |filler| {
        of_place(filler, |place| json!(place.admin1))
    });
    first.column(
        c,
        "location",
        "The first location of the event",
        false,
        work::name,
    );
    first.evidence(c, "location", '_');
    first.column(
        c,
        "latitude",
        "Degrees north; empty where the two are no coordinates",
        true,
        |filler| {
            of_place(filler, |place| {
                degrees(place.coordinates().map(|(lat, _)| lat))
            })
        },
    );
    first.column(c, "longitude", "Degrees east", true, |filler| {
        of_place(filler, |place| {
            degrees(place.coordinates().map(|(_, lon)| lon))
        })
    });
    first.column(
        c,
        "geo_precision",
        "1 the named town, 2 a small area, 3 a large region",
        true,
        |filler| of_place(filler, |place| json!(acled_precision(place))),
    );
    first.column(c, "geonameid", "Its id in GeoNames", true, |filler| {
        of_place(filler, |place| json!(place.geonameid))
    });
    first.column(
        c,
        "place_confirmed",
        "Whether the analyst has confirmed which place it is",
        false,
        |filler| of_place(filler, |place| json!(place.confirmed)),
    );
    others.column(
        c,
        "other_locations",
        "Further locations: ACLED has one an event",
        false,
        work::name,
    );
    others.evidence(c, "other_locations", '_');
}

fn how_many(c: &mut Columns) {
    c.number(
        "fatalities",
        "The dead as one number: the lower bound of the figure, or what it most likely is. Empty \
         where its bounds contradict each other, and where several figures differ, since only the analyst knows whether they are parts or \
         reports that contradict each other",
        |item| {
            item.certain(FigureKind::Dead, fewest)
        },
    );
    for kind in KINDS {
        figures(c, kind_name(kind), kind);
    }
}

/// The lower bound, or what is most likely.
fn fewest(value: &FigureValue) -> Value {
    match &value.low {
        Some(low) => groups::number(Some(low)),
        None => groups::best(value),
    }
}

/// Whether several figures left `fatalities` empty.
pub(super) fn has_rival_dead(item: &Item<'_>) -> bool {
    let several = item.figures(FigureKind::Dead).count() > 1;
    several && item.certain(FigureKind::Dead, fewest).is_null()
}
