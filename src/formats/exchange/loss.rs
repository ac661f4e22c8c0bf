//! What an export could not hold, as the lines of `dropped.jsonl`.

use serde::Serialize;

use super::parts::Part;
use crate::annotation::{Id, Label, Span};
use crate::text::Article;

/// Something that a format could not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The article's name within its corpus.
    pub article: String,
    pub what: Lost,
}

/// What it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Lost {
    /// A span that is not written.
    Span {
        id: Id,
        label: Label,
        /// Code points.
        start: usize,
        end: usize,
        quote: String,
        why: &'static str,
    },
    /// An event frame that is not written although the format holds frames.
    Event { id: Id, why: &'static str },
    /// A span that is written with other ends than it has, in code points.
    Moved {
        id: Id,
        start: usize,
        end: usize,
        why: &'static str,
    },
    /// A part of these spans, events or actors that the format has no place for.
    Part { part: Part, ids: Vec<Id> },
    /// Something of the article as a whole.
    OfArticle(Part),
    /// The text itself is written differently, as `why` says.
    Text { why: &'static str },
}

impl Loss {
    #[must_use]
    pub fn new(article: &str, what: Lost) -> Self {
        Self {
            article: article.to_owned(),
            what,
        }
    }

    /// A span that is not written.
    #[must_use]
    pub fn of_span(name: &str, article: &Article, span: &Span, why: &'static str) -> Self {
        let (start, end) = article.to_code_points(span.range);
        let what = Lost::Span {
            id: span.id.clone(),
            label: span.label.clone(),
            start,
            end,
            quote: article.quote(span.range).to_owned(),
            why,
        };
        Self::new(name, what)
    }

    /// Under which heading it is counted: `spans`, `head`, `title`.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match &self.what {
            Lost::Span { .. } => "spans",
            Lost::Event { .. } => "events",
            Lost::Moved { .. } => "ends",
            Lost::Part { part, .. } | Lost::OfArticle(part) => part.name(),
            Lost::Text { .. } => "text",
        }
    }

    /// How many things it is.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.what {
            Lost::Part { ids, .. } => ids.len(),
            _ => 1,
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ids: &'a [Id],
    why: &'a str,
}

/// A line of `dropped.jsonl` without its end. `title` is what the format is called.
///
/// # Errors
/// None in practice: every value here has a form in JSON.
pub fn loss_line(loss: &Loss, title: &str) -> Result<String, serde_json::Error> {
    let mut line = Line {
        article: &loss.article,
        what: match &loss.what {
            Lost::Span { .. } => "span",
            Lost::Event { .. } => "event",
            Lost::Moved { .. } => "end",
            Lost::Text { .. } => "text",
            Lost::Part { part, .. } | Lost::OfArticle(part) => part.name(),
        },
        id: None,
        label: None,
        start: None,
        end: None,
        quote: None,
        ids: &[],
        why: "",
    };
    let nowhere = format!("{title} has no place for it");
    match &loss.what {
        Lost::Span {
            id,
            label,
            start,
            end,
            quote,
            why,
        } => {
            line.id = Some(id);
            line.label = Some(label);
            (line.start, line.end) = (Some(*start), Some(*end));
            line.quote = Some(quote);
            line.why = why;
        }
        Lost::Event { id, why } => {
            line.id = Some(id);
            line.why = why;
        }
        Lost::Moved {
            id,
            start,
            end,
            why,
        } => {
            line.id = Some(id);
            (line.start, line.end) = (Some(*start), Some(*end));
            line.why = why;
        }
        Lost::Part { ids, .. } => {
            line.ids = ids;
            line.why = &nowhere;
        }
        Lost::OfArticle(_) => line.why = &nowhere,
        Lost::Text { why } => line.why = why,
    }
    serde_json::to_string(&line)
}
