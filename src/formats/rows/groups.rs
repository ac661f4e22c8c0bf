//! Columns that belong together, the same in several tables.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::column::{Columns, Count};
use super::work::{self, ACTOR, DATE, FIGURE, Filler, Item, LOCATION, RECIPIENT};
use crate::annotation::{EventDate, Fields, FigureKind, FigureValue, Hedge, Number, Place, Schema};
use crate::text::ByteRange;

/// The kinds of figures, in the order of their columns.
pub(super) const KINDS: [FigureKind; 8] = [
    FigureKind::Dead,
    FigureKind::Injured,
    FigureKind::Arrested,
    FigureKind::Displaced,
    FigureKind::Size,
    FigureKind::Amount,
    FigureKind::Share,
    FigureKind::Other,
];

/// Fillers of one item that columns tell of together.
pub(super) type Pick = for<'i, 'a> fn(&'i Item<'a>) -> Vec<&'i Filler<'a>>;

/// `NAME_quote`, `NAME_start` and `NAME_end` of one piece of evidence.
pub(super) fn evidence(
    columns: &mut Columns,
    name: &str,
    range: fn(&Item<'_>) -> Option<ByteRange>,
) {
    columns.text(
        format!("{name}_quote"),
        format!("The words of the article that say so, for {name}"),
        move |item| range(item).map_or(Value::Null, |range| item.work.quote(range)),
    );
    columns.number(
        format!("{name}_start"),
        "Where they begin, in Unicode code points from 0",
        move |item| range(item).map_or(Value::Null, |range| json!(item.work.points(range).0)),
    );
    columns.number(
        format!("{name}_end"),
        "Where they end; the code point at the end is not part of them",
        move |item| range(item).map_or(Value::Null, |range| json!(item.work.points(range).1)),
    );
}

/// The range of the trigger or of the span.
pub(super) fn span_range(item: &Item<'_>) -> Option<ByteRange> {
    item.span.map(|span| span.range)
}

/// The range of the words that say when.
pub(super) fn date_range(item: &Item<'_>) -> Option<ByteRange> {
    let date = item.event.and_then(|event| event.date.as_ref());
    date.map(|date| date.range)
}

/// Something of the event's date, where that is possible.
pub(super) fn date(item: &Item<'_>, tell: fn(&EventDate) -> Option<&String>) -> Value {
    json!(possible_date(item).and_then(tell))
}

/// The event's date, unless one of its days is none in the calendar or they are reversed.
pub(super) fn possible_date<'a>(item: &Item<'a>) -> Option<&'a EventDate> {
    let date = item.event?.date.as_ref()?;
    date.is_possible().then_some(date)
}

/// What is told of each filler: the first alone, or a list of all.
pub(super) struct Group {
    pub pick: Pick,
    pub count: Count,
}

impl Group {
    /// A column that tells something of each filler.
    pub fn column(
        &self,
        columns: &mut Columns,
        name: impl Into<Cow<'static, str>>,
        what: impl Into<Cow<'static, str>>,
        numeric: bool,
        tell: fn(&Filler<'_>) -> Value,
    ) {
        let (pick, count) = (self.pick, self.count);
        columns.list(name, what, count, numeric, move |item| {
            let told = pick(item).into_iter().map(tell);
            match count {
                Count::One => told.take(1).next().unwrap_or(Value::Null),
                Count::Several | Count::Each => told.collect(),
            }
        });
    }

    /// `PREFIX_quote`, `PREFIX_start`, `PREFIX_end`, or with a point in between.
    pub fn evidence(&self, columns: &mut Columns, prefix: &str, separator: char) {
        let name = |what: &str| format!("{prefix}{separator}{what}");
        self.column(
            columns,
            name("quote"),
            format!("The words of the article, for {prefix}"),
            false,
            work::quote,
        );
        let start = "Where they begin, in Unicode code points from 0";
        self.column(columns, name("start"), start, true, work::start);
        let end = "Where they end; the code point at the end is not part of them";
        self.column(columns, name("end"), end, true, work::end);
    }

    /// Country, sector and actor id behind an actor.
    pub fn codes(&self, columns: &mut Columns, prefix: &str, separator: char) {
        let name = |what: &str| format!("{prefix}{separator}{what}");
        self.column(
            columns,
            name("country"),
            "Country of the actor: ISO 3166-1 alpha-3, or a code of PLOVER such as IGO",
            false,
            |filler| country(filler).map_or(Value::Null, |code| json!(code)),
        );
        self.column(
            columns,
            name("sector"),
            "Sector of the actor: a code of PLOVER such as GOV or MIL",
            false,
            |filler| sector(filler).map_or(Value::Null, |code| json!(code)),
        );
        self.column(
            columns,
            name("entity"),
            "Id of the actor in the annotation file: mentions with the same id are one actor",
            false,
            |filler| {
                filler
                    .entity()
                    .map_or(Value::Null, |entity| json!(entity.id.as_str()))
            },
        );
    }
}

pub(super) fn country<'a>(filler: &Filler<'a>) -> Option<&'a str> {
    filler.entity().and_then(|entity| entity.country.as_deref())
}

pub(super) fn sector<'a>(filler: &Filler<'a>) -> Option<&'a str> {
    filler.entity().and_then(|entity| entity.sector.as_deref())
}

/// All figures of one kind, in columns that begin with `prefix`.
pub(super) fn figures(columns: &mut Columns, prefix: &str, kind: FigureKind) {
    let name = |what: &str| format!("{prefix}_{what}");
    let kind_name = kind_name(kind);
    let mut list = |what: &str, told: String, numeric, tell: fn(&Filler<'_>) -> Value| {
        columns.list(name(what), told, Count::Several, numeric, move |item| {
            item.figures(kind).map(tell).collect()
        });
    };
    list(
        "low",
        format!(
            "Lower bounds of the figures of the kind “{kind_name}”; empty where that side is open, \
             and where the bounds contradict each other"
        ),
        true,
        |f| of_possible(f, |value| number(value.low.as_ref())),
    );
    list("best", BEST.to_owned(), true, |f| of_possible(f, best));
    list("high", "Upper bounds, likewise".to_owned(), true, |f| {
        of_possible(f, |value| number(value.high.as_ref()))
    });
    list(
        "hedge",
        "How the text hedges them: about, at_least, more_than, at_most, less_than, range, vague"
            .to_owned(),
        false,
        |f| of_value(f, |value| hedge(value.hedge)),
    );
    list(
        "unit",
        "Their unit: a currency in ISO 4217, %, or a unit in UCUM".to_owned(),
        false,
        |f| of_value(f, |value| json!(value.unit)),
    );
    list(
        "counted",
        "What is counted: troops".to_owned(),
        false,
        |f| of_value(f, |value| json!(value.counted)),
    );
    list(
        "quote",
        "Their words in the article".to_owned(),
        false,
        work::quote,
    );
    list(
        "start",
        "Where they begin, in Unicode code points from 0".to_owned(),
        true,
        work::start,
    );
    list(
        "end",
        "Where they end; the code point at the end is not part of them".to_owned(),
        true,
        work::end,
    );
}

/// Something of a figure's numbers, where they are possible.
fn of_possible(filler: &Filler<'_>, tell: fn(&FigureValue) -> Value) -> Value {
    let possible = filler.value().filter(|value| value.is_possible());
    possible.map_or(Value::Null, tell)
}

/// How the column of [`best`] is described.
const BEST: &str = "What they most likely are: a whole number where whole things are counted, so \
                    that “30–35 civilians” are 32";

/// What a figure most likely is. The middle between two whole numbers without a unit is rounded
/// down, as ACLED takes the lower: there are no half people.
pub(super) fn best(value: &FigureValue) -> Value {
    let whole = |number: &Option<Number>| match number {
        Some(Number::Exact(number)) => number.fract() == 0.0,
        Some(Number::Large(_)) | None => false,
    };
    match &value.best {
        Some(Number::Exact(best))
            if best.fract() != 0.0
                && value.unit.is_none()
                && value.kind != FigureKind::Share
                && whole(&value.low)
                && whole(&value.high) =>
        {
            number(Number::new(best.floor()).as_ref())
        }
        best => number(best.as_ref()),
    }
}

fn of_value(filler: &Filler<'_>, tell: fn(&FigureValue) -> Value) -> Value {
    filler.value().map_or(Value::Null, tell)
}

/// A number as files have it: digits, or a text of digits beyond 2^53.
pub(super) fn number(number: Option<&Number>) -> Value {
    json!(number)
}

/// As files have it: `at_least`.
pub(super) fn hedge(hedge: Option<Hedge>) -> Value {
    json!(hedge)
}

/// As files have it: `dead`.
pub(super) fn kind_name(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Dead => "dead",
        FigureKind::Injured => "injured",
        FigureKind::Arrested => "arrested",
        FigureKind::Displaced => "displaced",
        FigureKind::Size => "size",
        FigureKind::Amount => "amount",
        FigureKind::Share => "share",
        FigureKind::Other => "other",
    }
}

/// The schema's own roles, in its order, each with its evidence; and behind them what fills roles
/// that the schema does not know.
pub(super) fn other_roles(columns: &mut Columns, schema: &Schema) {
    let built_in = [ACTOR, RECIPIENT, LOCATION, FIGURE, DATE];
    let mut known: Vec<String> = built_in.map(str::to_owned).to_vec();
    for role in &schema.roles {
        let name = role.name.to_string();
        if known.contains(&name) {
            continue;
        }
        known.push(name.clone());
        let mut list = |what: &str, told: String, numeric, tell: fn(&Filler<'_>) -> Value| {
            let role = name.clone();
            let column = format!("role_{role}{what}");
            columns.list(column, told, Count::Several, numeric, move |item| {
                item.of(&role).map(tell).collect()
            });
        };
        list(
            "",
            format!("What fills the role {name} of the schema"),
            false,
            work::name,
        );
        list(
            "_quote",
            "Its words in the article".to_owned(),
            false,
            work::quote,
        );
        list(
            "_start",
            "Where they begin, in Unicode code points from 0".to_owned(),
            true,
            work::start,
        );
        list(
            "_end",
            "Where they end; the code point at the end is not part of them".to_owned(),
            true,
            work::end,
        );
    }
    let mut list = |what: &str, told: &'static str, numeric, tell: fn(&Filler<'_>) -> Value| {
        let known = known.clone();
        columns.list(
            format!("other_role{what}"),
            told,
            Count::Several,
            numeric,
            move |item| {
                let others = item.fillers.iter();
                let others = others.filter(|filler| !known.contains(&filler.role.role));
                others.map(tell).collect()
            },
        );
    };
    list("", "Roles that the schema does not know", false, |filler| {
        json!(filler.role.role)
    });
    list("_filler", "What fills them", false, work::name);
    list("_quote", "Its words in the article", false, work::quote);
    list(
        "_start",
        "Where they begin, in Unicode code points from 0",
        true,
        work::start,
    );
    list(
        "_end",
        "Where they end; the code point at the end is not part of them",
        true,
        work::end,
    );
}

/// Where the article comes from, who annotated it and how far the work is.
pub(super) fn article(columns: &mut Columns) {
    columns.text(
        "source",
        "The article: its path within the corpus, or the file of records that it is from",
        |item| json!(item.work.source()),
    );
    columns.text(
        "record",
        "Which record of the source it is, where that is a file of records",
        |item| json!(item.work.article.header.record),
    );
    columns.text("title", "Its title", |item| json!(item.work.set.title));
    columns.text("published", "The day it was published", |item| {
        json!(item.work.set.published)
    });
    columns.text("url", "Its address", |item| {
        json!(item.work.article.header.url)
    });
    columns.text("language", "Its language, a BCP 47 tag", |item| {
        json!(item.work.article.header.language)
    });
    columns.text(
        "sha256",
        "SHA-256 of its text in UTF-8: the offsets hold for this text",
        |item| json!(item.work.sha256),
    );
    columns.text("annotator", "Who annotated it", |item| {
        json!(item.work.set.annotator)
    });
    columns.text(
        "status",
        "How far the work on it is: in_progress, done, skipped",
        |item| json!(item.work.set.status),
    );
    columns.text("flagged", "Whether the article is flagged", |item| {
        json!(item.work.set.flagged)
    });
    columns.text("article_note", "The note on the article", |item| {
        some(&item.work.set.note)
    });
    columns.text(
        "article_attributes",
        "The answers to what the schema asks of the article, as JSON",
        |item| fields(&item.work.set.attributes),
    );
}

/// A text, or nothing where it is empty.
pub(super) fn some(text: &str) -> Value {
    if text.trim().is_empty() {
        Value::Null
    } else {
        json!(text)
    }
}

/// A map as it is, or nothing where it is empty.
pub(super) fn fields(map: &Fields) -> Value {
    if map.is_empty() {
        Value::Null
    } else {
        Value::Object((**map).clone())
    }
}

/// A coordinate in degrees.
pub(super) fn degrees(degrees: Option<f64>) -> Value {
    json!(degrees)
}

/// Something of a filler's place.
pub(super) fn of_place(filler: &Filler<'_>, tell: fn(&Place) -> Value) -> Value {
    filler.place().map_or(Value::Null, tell)
}
