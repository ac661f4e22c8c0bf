//! Records as they are measured: one JSON object a line, marked by people or found by a program.
//!
//! Fields that measuring has no use for are passed over. A record that could not be measured as
//! it stands is refused whole, with the span that is at fault.

use serde::Deserialize;
use serde_json::Value;

use super::Extent;

/// Why a line is no record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("the id is neither text nor a number")]
    Id,
    #[error("spans[{span}]: {start} to {end} is no stretch of a text of {length} characters")]
    Range {
        span: usize,
        start: usize,
        end: usize,
        length: usize,
    },
    #[error("spans[{span}]: core_start and core_end stand together or not at all")]
    HalfCore { span: usize },
}

/// An article with the spans that people have marked.
#[derive(Clone, Debug)]
pub struct Gold {
    /// As JSON, so that `7` and `"7"` are told apart.
    pub id: String,
    pub text: Vec<char>,
    pub spans: Vec<GoldSpan>,
    /// Labels of which everything is marked: what is found beside it is wrong.
    pub covered: Vec<String>,
    /// Labels of which only a part is marked: what is found beside it says nothing.
    pub in_part: Vec<String>,
    /// One type for the whole article, where the gold holds one.
    pub doc_label: Option<String>,
}

/// A span of the gold.
#[derive(Clone, Debug)]
pub struct GoldSpan {
    pub extent: Extent,
    pub label: String,
    /// Neither required nor wrong.
    pub ignored: bool,
    /// A common noun rather than a name.
    pub common_noun: bool,
    pub value: Option<Value>,
    pub unit: Option<Value>,
    pub kind: Option<String>,
    /// Where the place lies.
    pub point: Option<Point>,
}

/// A point on the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

/// What was found in an article by whatever is measured.
#[derive(Clone, Debug)]
pub struct Found {
    pub id: String,
    /// The text that it was found in, where the record holds it.
    pub text: Option<Vec<char>>,
    pub spans: Vec<Proposal>,
    pub doc_label: Option<Value>,
}

/// A span that was found.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub extent: Extent,
    /// The name without its title, the number without its noun: fits as well.
    pub core: Option<Extent>,
    pub label: String,
    /// Who found it; empty where that is not said.
    pub matcher: String,
    pub value: Option<Value>,
    pub interval: Option<Value>,
    pub unit: Option<Value>,
    pub kind: Option<Value>,
    /// Where the place lies that it was resolved to.
    pub point: Option<Point>,
    /// Where the most populous place of the name lies: what is to be surpassed.
    pub largest: Option<Point>,
}

#[derive(Deserialize)]
struct GoldLine {
    id: Value,
    text: String,
    spans: Vec<GoldEntry>,
    #[serde(default)]
    labels_covered: Vec<String>,
    #[serde(default)]
    recall_labels: Vec<String>,
    doc_label: Option<String>,
}

#[derive(Deserialize)]
struct GoldEntry {
    start: usize,
    end: usize,
    label: String,
    ignore: Option<bool>,
    mtype: Option<String>,
    value: Option<Value>,
    unit: Option<Value>,
    etype: Option<String>,
    geo: Option<Value>,
}

#[derive(Deserialize)]
struct FoundLine {
    id: Value,
    text: Option<String>,
    #[serde(default)]
    spans: Vec<FoundEntry>,
    doc_label: Option<Value>,
}

#[derive(Deserialize)]
struct FoundEntry {
    start: usize,
    end: usize,
    label: String,
    core_start: Option<usize>,
    core_end: Option<usize>,
    matcher: Option<String>,
    value: Option<Value>,
    interval: Option<Value>,
    unit: Option<Value>,
    etype: Option<Value>,
    geo: Option<Value>,
}

impl Gold {
    /// Reads one line. O(n).
    ///
    /// # Errors
    /// Where the line is no record, or a span reaches out of the text or is empty.
    pub fn decode(line: &[u8]) -> Result<Self, RecordError> {
        let line: GoldLine = serde_json::from_slice(line)?;
        let text: Vec<char> = line.text.chars().collect();
        let mut spans = Vec::with_capacity(line.spans.len());
        for (i, entry) in line.spans.into_iter().enumerate() {
            spans.push(GoldSpan {
                extent: within(i, entry.start, entry.end, text.len())?,
                label: entry.label,
                ignored: entry.ignore == Some(true),
                common_noun: entry.mtype.as_deref() == Some("NOM"),
                value: entry.value,
                unit: entry.unit,
                kind: entry.etype,
                point: point(entry.geo),
            });
        }
        Ok(Self {
            id: id(&line.id)?,
            text,
            spans,
            covered: line.labels_covered,
            in_part: line.recall_labels,
            doc_label: line.doc_label.filter(|label| !label.is_empty()),
        })
    }

    /// Whether spans of a label are measured at all.
    #[must_use]
    pub fn is_marked(&self, label: &str) -> bool {
        self.is_covered(label) || self.in_part.iter().any(|l| l == label)
    }

    /// Whether everything of a label is marked.
    #[must_use]
    pub fn is_covered(&self, label: &str) -> bool {
        self.covered.iter().any(|l| l == label)
    }
}

impl Found {
    /// Reads one line: of `obelus suggest --jsonl`, or of any program that writes the same. O(n).
    ///
    /// # Errors
    /// Where the line is no record, or a span is empty. What reaches out of the text is found by
    /// [`Found::check`], since the text may stand elsewhere.
    pub fn decode(line: &[u8]) -> Result<Self, RecordError> {
        let line: FoundLine = serde_json::from_slice(line)?;
        let text: Option<Vec<char>> = line.text.map(|text| text.chars().collect());
        let length = text.as_ref().map_or(usize::MAX, Vec::len);
        let mut spans = Vec::with_capacity(line.spans.len());
        for (i, entry) in line.spans.into_iter().enumerate() {
            let core = match (entry.core_start, entry.core_end) {
                (Some(start), Some(end)) => Some(within(i, start, end, length)?),
                (None, None) => None,
                _ => return Err(RecordError::HalfCore { span: i }),
            };
            spans.push(Proposal {
                extent: within(i, entry.start, entry.end, length)?,
                core,
                label: entry.label,
                matcher: entry.matcher.unwrap_or_default(),
                value: entry.value,
                interval: entry.interval,
                unit: entry.unit,
                kind: entry.etype,
                point: point(entry.geo),
                largest: None,
            });
        }
        Ok(Self {
            id: id(&line.id)?,
            text,
            spans,
            doc_label: line.doc_label,
        })
    }

    /// Whether every span stands within a text of `length` characters.
    ///
    /// # Errors
    /// Names the first span that does not.
    pub fn check(&self, length: usize) -> Result<(), RecordError> {
        for (i, span) in self.spans.iter().enumerate() {
            for extent in [Some(span.extent), span.core].into_iter().flatten() {
                within(i, extent.start, extent.end, length)?;
            }
        }
        Ok(())
    }
}

/// A point of numbers on the earth; anything else is none.
fn point(geo: Option<Value>) -> Option<Point> {
    let point: Point = serde_json::from_value(geo?).ok()?;
    (point.lat.abs() <= 90.0 && point.lon.abs() <= 360.0).then_some(point)
}

fn within(span: usize, start: usize, end: usize, length: usize) -> Result<Extent, RecordError> {
    if start < end && end <= length {
        return Ok(Extent::new(start, end));
    }
    Err(RecordError::Range {
        span,
        start,
        end,
        length,
    })
}

fn id(id: &Value) -> Result<String, RecordError> {
    match id {
        Value::String(_) | Value::Number(_) => Ok(id.to_string()),
        _ => Err(RecordError::Id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_at_fault_is_refused_with_its_span() {
        let check = |spans: &str, expected: &str| {
            let line = format!("{{\"id\":1,\"text\":\"🚨 fire\",\"spans\":[{spans}]}}");
            let gold = Gold::decode(line.as_bytes()).map(|_| ());
            let found = Found::decode(line.as_bytes()).map(|_| ());
            for error in [gold, found] {
                assert_eq!(error.map_err(|e| e.to_string()), Err(expected.to_owned()));
            }
        };
        check(
            r#"{"start":2,"end":6,"label":"EVENT"},{"start":2,"end":7,"label":"EVENT"}"#,
            "spans[1]: 2 to 7 is no stretch of a text of 6 characters",
        );
        check(
            r#"{"start":3,"end":3,"label":"EVENT"}"#,
            "spans[0]: 3 to 3 is no stretch of a text of 6 characters",
        );
    }

    #[test]
    fn a_core_stands_whole_and_within_the_text() {
        let line = r#"{"id":1,"spans":[{"start":0,"end":4,"label":"ACTOR","core_start":2}]}"#;
        let error = Found::decode(line.as_bytes()).unwrap_err();
        assert!(matches!(error, RecordError::HalfCore { span: 0 }));
        let line =
            r#"{"id":1,"spans":[{"start":0,"end":4,"label":"ACTOR","core_start":2,"core_end":9}]}"#;
        let found = Found::decode(line.as_bytes()).unwrap();
        assert!(found.check(9).is_ok());
        assert!(matches!(
            found.check(8),
            Err(RecordError::Range { end: 9, .. })
        ));
    }

    #[test]
    fn an_id_keeps_its_kind() {
        let id = |id: &str| {
            let line = format!("{{\"id\":{id}}}");
            Found::decode(line.as_bytes()).map(|found| found.id)
        };
        assert_ne!(id("7").unwrap(), id("\"7\"").unwrap());
        for wrong in ["null", "[1]", "{}", "true"] {
            assert!(matches!(id(wrong), Err(RecordError::Id)), "{wrong}");
        }
    }
}
