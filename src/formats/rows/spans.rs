//! The columns of the table of spans.

use serde_json::{Value, json};

use super::column::Columns;
use super::groups::{self, fields, hedge, kind_name, number, span_range};
use super::work::Item;
use crate::annotation::{Entity, FigureValue, Place, acled_precision, plover_resolution};

/// The columns, in their order.
pub(super) fn columns() -> Columns {
    let mut columns = Columns::default();
    let c = &mut columns;
    c.text(
        "id",
        "Id of the span: article, annotator and span",
        |item| item.span(|span| Some(format!("{}-{}", item.work.id, span.id))),
    );
    c.text(
        "label",
        "What it is: actor, location, figure, event",
        |item| item.span(|span| Some(span.label.as_str())),
    );
    groups::evidence(c, "span", span_range);
    c.text("head", "The words of its head", |item| {
        item.span(|span| span.head.map(|head| item.work.quote(head)))
    });
    c.number(
        "head_start",
        "Where the head begins, in Unicode code points from 0",
        |item| item.span(|span| span.head.map(|head| item.work.points(head).0)),
    );
    c.number("head_end", "Where it ends", |item| {
        item.span(|span| span.head.map(|head| item.work.points(head).1))
    });
    c.text(
        "fragments",
        "The parts of a span that was discontinuous where it was imported from, as JSON",
        |item| {
            item.span(|span| {
                let parts = span.fragments.iter().map(|part| item.work.points(*part));
                let parts: Vec<_> = parts.collect();
                (!parts.is_empty()).then(|| json!(parts))
            })
        },
    );
    value(c);
    place(c);
    c.text("actor", "The actor behind the mention", |item| {
        of_entity(item, |entity| json!(entity.name))
    });
    c.text(
        "actor_entity",
        "Its id in the annotation file: mentions with the same id are one actor",
        |item| of_entity(item, |entity| json!(entity.id.as_str())),
    );
    c.text(
        "actor_country",
        "Its country: ISO 3166-1 alpha-3, or a code of PLOVER such as IGO",
        |item| of_entity(item, |entity| json!(entity.country)),
    );
    c.text(
        "actor_sector",
        "Its sector: a code of PLOVER such as GOV",
        |item| of_entity(item, |entity| json!(entity.sector)),
    );
    c.text(
        "attributes",
        "The answers to what the schema asks of the span, as JSON",
        |item| item.span(|span| Some(fields(&span.attributes))),
    );
    c.text("note", "The note on the span", |item| {
        item.span(|span| span.note.clone())
    });
    origin(c);
    groups::article(c);
    columns
}

fn value(c: &mut Columns) {
    c.number(
        "value_low",
        "Lower bound of a figure; empty where that side is open",
        |item| of_value(item, |value| number(value.low.as_ref())),
    );
    c.number("value_best", "What it most likely is", |item| {
        of_value(item, |value| number(value.best.as_ref()))
    });
    c.number(
        "value_high",
        "Upper bound; empty where that side is open",
        |item| of_value(item, |value| number(value.high.as_ref())),
    );
    c.text(
        "value_low_open",
        "Whether the lower bound itself is left out",
        |item| of_value(item, |value| json!(value.low_open)),
    );
    c.text(
        "value_high_open",
        "Whether the upper bound itself is left out",
        |item| of_value(item, |value| json!(value.high_open)),
    );
    c.text(
        "value_hedge",
        "How the text hedges it: about, at_least, more_than, at_most, less_than, range, vague",
        |item| of_value(item, |value| hedge(value.hedge)),
    );
    c.text(
        "value_unit",
        "Its unit: a currency in ISO 4217, %, or a unit in UCUM",
        |item| of_value(item, |value| json!(value.unit)),
    );
    c.text("value_counted", "What is counted: troops", |item| {
        of_value(item, |value| json!(value.counted))
    });
    c.text(
        "value_kind",
        "dead, injured, arrested, displaced, size, amount, share, other",
        |item| of_value(item, |value| json!(kind_name(value.kind))),
    );
    c.text(
        "value_policy",
        "The rule by which a vague word was given its bounds",
        |item| of_value(item, |value| json!(value.policy)),
    );
}

fn place(c: &mut Columns) {
    c.text("place", "The place that a location is", |item| {
        of_place(item, |place| json!(place.name))
    });
    c.number("place_geonameid", "Its id in GeoNames", |item| {
        of_place(item, |place| json!(place.geonameid))
    });
    c.text("place_country", "ISO 3166-1 alpha-3", |item| {
        of_place(item, |place| json!(place.country))
    });
    c.text("place_admin1", "Its first-level region", |item| {
        of_place(item, |place| json!(place.admin1))
    });
    c.number("place_latitude", "Degrees north", |item| {
        of_place(item, |place| json!(place.lat))
    });
    c.number("place_longitude", "Degrees east", |item| {
        of_place(item, |place| json!(place.lon))
    });
    c.text("place_kind", "country, region, capital, city", |item| {
        of_place(item, |place| json!(place.kind))
    });
    c.text(
        "place_precision",
        "How exactly it is known, as the annotation file says",
        |item| of_place(item, |place| json!(place.precision)),
    );
    c.number(
        "geo_precision",
        "ACLED’s level: 1 the named town, 2 a small area, 3 a large region",
        |item| of_place(item, |place| json!(acled_precision(place))),
    );
    c.number(
        "resolution",
        "PLOVER’s level: 5 within a town, 4 a town, 3 a district, 2 a province, 1 a country",
        |item| of_place(item, |place| json!(plover_resolution(place))),
    );
    c.text(
        "place_confirmed",
        "Whether the analyst has confirmed which place it is",
        |item| of_place(item, |place| json!(place.confirmed)),
    );
}

fn origin(c: &mut Columns) {
    c.text(
        "origin",
        "Who made the span: hand, suggestion, import",
        |item| item.span(|span| Some(json!(span.origin.by))),
    );
    c.text("matcher", "The matcher that suggested it", |item| {
        item.span(|span| span.origin.matcher.as_deref())
    });
    c.number("score", "How sure the matcher was, from 0 to 1", |item| {
        item.span(|span| span.origin.score)
    });
    c.text(
        "edited",
        "Whether label, range, head, value or type were changed since",
        |item| item.span(|span| Some(span.origin.edited)),
    );
    c.text("created", "When it was made, RFC 3339", |item| {
        item.span(|span| Some(json!(span.created)))
    });
    c.text("modified", "When it was changed last, RFC 3339", |item| {
        item.span(|span| Some(json!(span.modified)))
    });
    c.text(
        "place_moved",
        "Whether where it stands is to be confirmed, since the article was edited",
        |item| item.span(|span| Some(span.anchor.is_some())),
    );
}

fn of_value(item: &Item<'_>, tell: fn(&FigureValue) -> Value) -> Value {
    item.span(|span| span.value.as_deref().map(tell))
}

fn of_place(item: &Item<'_>, tell: fn(&Place) -> Value) -> Value {
    item.span(|span| span.place.as_deref().map(tell))
}

fn of_entity(item: &Item<'_>, tell: fn(&Entity) -> Value) -> Value {
    item.span(|span| item.work.entity(&span.id).map(tell))
}
