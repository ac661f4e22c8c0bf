//! What matchers offer, as lines of JSON for measuring and for pipelines.
//!
//! In: one object a line with `id` and `text`. Out, in the same order: `id` and `spans`, offsets
//! in Unicode code points. Nothing here decides what is suggested.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::records::{Columns, Layout, Scan, Shape};
use super::spelled_out;
use crate::annotation::{FigureValue, Hedge, Label, Number};
use crate::matching::Suggestion;
use crate::matching::places::resolving::{Resolver, Scene};
use crate::text::{Article, ByteRange, Header};

/// One line of input. Fields beyond these are passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct Record {
    /// Text or a number; it comes back unchanged, to the last digit.
    pub id: Box<RawValue>,
    pub text: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub published: Option<String>,
    #[serde(default)]
    pub language: Option<String>,
}

impl Record {
    /// Reads one line.
    ///
    /// # Errors
    /// Where the line is not an object with `id` and `text`, or the id could not be handed back
    /// in a line that others can read.
    pub fn decode(line: &[u8]) -> Result<Self, serde_json::Error> {
        use serde::de::Error as _;
        let record: Self = serde_json::from_slice(line)?;
        match record.id.get().as_bytes() {
            // Raw JSON is not looked into: it may hold half of a surrogate pair.
            [b'"', ..] => serde_json::from_str::<String>(record.id.get()).map(|_| record),
            [b'{' | b'[', ..] => Err(serde_json::Error::custom(
                "the id is neither text nor a number",
            )),
            _ => Ok(record),
        }
    }

    /// What is wrong with a line that cannot be decoded, a clause, as files of records say it.
    /// Linear.
    #[must_use]
    pub fn fault_of(line: &[u8]) -> String {
        type Object = std::collections::BTreeMap<String, Box<RawValue>>;
        let Ok(object) = serde_json::from_slice::<Object>(line) else {
            return not_an_object(line);
        };
        let is_text = |value: &RawValue| serde_json::from_str::<String>(value.get()).is_ok();
        for name in ["id", "text"] {
            if !object.contains_key(name) {
                return format!("it has no “{name}”; a line has an “id” and a “text”");
            }
        }
        let fields = ["text", "title", "published", "language"];
        let odd = fields.into_iter().find(|name| {
            let value = object.get(*name).filter(|value| value.get() != "null");
            value.is_some_and(|value| !is_text(value)) || *name == "text" && value.is_none()
        });
        match odd {
            Some(name) => format!("“{name}” is no text"),
            None => "its “id” is neither text nor a number".to_owned(),
        }
    }

    /// The record as an article, its text as it is.
    #[must_use]
    pub fn into_article(self) -> (Box<RawValue>, Article) {
        let id = self.id.get();
        let source = serde_json::from_str(id).unwrap_or_else(|_| id.to_owned());
        let header = Header {
            title: self.title.unwrap_or_default(),
            published: self.published,
            language: self.language,
            ..Header::default()
        };
        (self.id, Article::new(source, self.text, header))
    }
}

/// What a scan of records says of a line that is no object in JSON.
fn not_an_object(line: &[u8]) -> String {
    let shape = Shape {
        layout: Layout::JsonLines,
        columns: Columns {
            text: "text".to_owned(),
            ..Columns::default()
        },
        encoding: encoding_rs::UTF_8,
        names: Vec::new(),
    };
    let mut scan = Scan::new(&shape);
    scan.feed(line);
    let first = scan.finish().faults.into_iter().next();
    first.map_or_else(|| "it is not JSON".to_owned(), |fault| fault.why.into())
}

/// One line of output.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a RawValue,
    spans: Vec<Entry<'a>>,
}

/// One suggestion of a line.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    start: usize,
    end: usize,
    label: String,
    score: f64,
    matcher: &'static str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    core_start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    core_end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    etype: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Geo>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<Other>,
}

/// The place that a location most likely stands for.
#[derive(Debug, Serialize)]
struct Geo {
    /// Degrees north and east.
    lat: f64,
    lon: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u64>,
    name: String,
    /// ISO 3166-1 alpha-3; nothing for what lies in no country or several.
    country: Option<String>,
}

/// Another reading of the same words.
#[derive(Debug, Serialize)]
struct Other {
    start: usize,
    end: usize,
    label: String,
    score: f64,
    matcher: &'static str,
    reason: String,
}

/// The line for one article, without a line end. `scene` is what the article says of where it
/// plays: with it locations are resolved.
///
/// # Errors
/// None in practice: every value here has a form in JSON.
pub fn encode_line(
    id: &RawValue,
    article: &Article,
    suggestions: &[&Suggestion],
    scene: &Scene,
) -> Result<String, serde_json::Error> {
    let mut resolver = Resolver::new(scene, article.text());
    let spans = suggestions.iter();
    let spans = spans.map(|s| entry(article, s, &mut resolver)).collect();
    serde_json::to_string(&Line { id, spans })
}

fn entry<'a>(
    article: &Article,
    suggestion: &'a Suggestion,
    resolver: &mut Resolver<'_>,
) -> Entry<'a> {
    let points = |range: ByteRange| article.to_code_points(range);
    let (start, end) = points(suggestion.range);
    let core = suggestion.head.map(points);
    let value = suggestion.value.as_deref();
    Entry {
        start,
        end,
        label: suggestion.label.as_str().to_uppercase(),
        score: rounded(suggestion.score),
        matcher: suggestion.matcher,
        reason: suggestion.reason.in_words(article),
        core_start: core.map(|c| c.0),
        core_end: core.map(|c| c.1),
        value: value.and_then(|v| v.best.as_ref()),
        interval: value.and_then(interval),
        unit: value.and_then(|v| v.unit.as_deref()).map(spelled_out),
        etype: suggestion.event_kind.as_deref(),
        geo: (suggestion.label == Label::LOCATION)
            .then(|| geo(suggestion, resolver))
            .flatten(),
        alternatives: suggestion
            .alternatives
            .iter()
            .map(|other| {
                let (start, end) = points(other.range);
                Other {
                    start,
                    end,
                    label: other.label.as_str().to_uppercase(),
                    score: rounded(other.score),
                    matcher: other.matcher,
                    reason: other.reason.in_words(article),
                }
            })
            .collect(),
    }
}

fn geo(suggestion: &Suggestion, resolver: &mut Resolver<'_>) -> Option<Geo> {
    let place = resolver.best(suggestion.range)?.to_place();
    Some(Geo {
        lat: place.lat?,
        lon: place.lon?,
        geonameid: place.geonameid,
        name: place.name,
        country: place.country,
    })
}

/// A score with three decimals: more would only be noise in diffs.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// The bounds of a value: `[20,30)`, `(30,)`, `[20,20]` for "equal to 20". Nothing for a plain
/// number, and nothing where neither side is bounded.
fn interval(value: &FigureValue) -> Option<String> {
    let plain = value.low == value.high && !value.low_open && !value.high_open;
    let bounded = value.hedge == Some(Hedge::Range) && value.low.is_some();
    if plain && !bounded {
        return None;
    }
    let side = |bound: &Option<Number>| bound.as_ref().map(Number::to_string).unwrap_or_default();
    let open = if value.low_open || value.low.is_none() {
        '('
    } else {
        '['
    };
    let close = if value.high_open || value.high.is_none() {
        ')'
    } else {
        ']'
    };
    Some(format!(
        "{open}{},{}{close}",
        side(&value.low),
        side(&value.high)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Label;
    use crate::matching::{Alternative, Reason};

    fn bounds(low: Option<f64>, high: Option<f64>, low_open: bool, high_open: bool) -> FigureValue {
        FigureValue {
            low: low.and_then(Number::new),
            high: high.and_then(Number::new),
            low_open,
            high_open,
            ..FigureValue::default()
        }
    }

    #[test]
    fn an_id_is_text_or_a_number() {
        let check = |id: &str, fits: bool| {
            let line = format!("{{\"id\":{id},\"text\":\"x\"}}");
            assert_eq!(Record::decode(line.as_bytes()).is_ok(), fits, "{id}");
        };
        for id in [
            "\"a\"",
            "7",
            "123456789012345678901234567890",
            "1e999",
            "null",
            "\"\\ud83d\\udea8\"",
        ] {
            check(id, true);
        }
        for id in ["\"a\\ud800\"", "[1]", "{}"] {
            check(id, false);
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_in_words() {
        let check = |line: &[u8], said: &str| {
            assert!(Record::decode(line).is_err());
            let fault = Record::fault_of(line);
            assert!(fault.starts_with(said), "“{fault}” and not “{said}”");
        };
        check(b"{\"id\":1}", "it has no “text”; a line has");
        check(b"{\"text\":\"x\"}", "it has no “id”");
        check(b"{\"id\":1,\"text\":5}", "“text” is no text");
        check(
            b"{\"id\":1,\"text\":\"x\",\"title\":[1]}",
            "“title” is no text",
        );
        check(b"{\"id\":[1],\"text\":\"x\"}", "its “id” is neither");
        check(b"nonsense", "it is not JSON (no opening brace");
        check(b"[1]", "it is a list, and a record is an object");
        check(b"{\"id\":1,\"text\":\"x", "it ends in the middle");
        check(b"\xFF", "it is not");
    }

    #[test]
    fn intervals_stand_only_where_a_value_is_bounded_and_not_a_point() {
        let check = |value: FigureValue, expected: Option<&str>| {
            assert_eq!(interval(&value).as_deref(), expected);
        };
        check(FigureValue::exactly(650.0), None);
        let equal = FigureValue {
            hedge: Some(Hedge::Range),
            ..FigureValue::exactly(650.0)
        };
        check(equal, Some("[650,650]"));
        check(bounds(None, None, false, false), None);
        check(bounds(Some(20.0), Some(30.0), false, true), Some("[20,30)"));
        check(bounds(Some(30.0), None, true, false), Some("(30,)"));
        check(bounds(Some(30.0), None, false, false), Some("[30,)"));
        check(bounds(None, Some(2.5), false, false), Some("(,2.5]"));
    }

    #[test]
    fn a_line_counts_code_points_and_spells_units_out() {
        let text = "🚨 About 5 km of road";
        let article = Article::from_text("x", text);
        let range = |words: &str| {
            let start = text.find(words).unwrap();
            ByteRange::new(start, start + words.len())
        };
        let mut suggestion = Suggestion::new(
            "figures",
            Label::FIGURE,
            range("5 km"),
            0.912_34,
            Reason::new("number with a unit", [range("km")]),
        )
        .with_head(range("5"));
        suggestion.value = Some(Box::new(FigureValue {
            unit: Some("km".into()),
            ..FigureValue::exactly(5.0)
        }));
        suggestion.alternatives.push(Alternative {
            label: Label::LOCATION,
            range: range("5 km"),
            score: 0.5,
            matcher: "places",
            reason: Reason::new("milestone", [range("km")]),
        });
        let line = encode_line(
            &serde_json::value::to_raw_value("a").unwrap(),
            &article,
            &[&suggestion],
            &Scene::default(),
        )
        .unwrap();
        assert_eq!(
            line,
            "{\"id\":\"a\",\"spans\":[{\"start\":8,\"end\":12,\"label\":\"FIGURE\",\"score\":0.912,\
             \"matcher\":\"figures\",\"reason\":\"number with a unit: “km”\",\"core_start\":8,\
             \"core_end\":9,\"value\":5,\"unit\":\"kilometer\",\"alternatives\":[{\"start\":8,\
             \"end\":12,\"label\":\"LOCATION\",\"score\":0.5,\"matcher\":\"places\",\
             \"reason\":\"milestone: “km”\"}]}]}"
        );
    }
}
