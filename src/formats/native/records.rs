//! Entries of the file to values and back: bytes become code points, and quotes are checked.

use serde_json::{Map, Value};

use super::layout::{DateRecord, EventRecord, Points, RejectionRecord, SpanRecord};
use crate::annotation::{Event, EventDate, Label, Rejection, Span};
use crate::text::{Article, ByteRange};

/// The longest message of a parser that is passed on, in characters: it may quote the file.
const LONGEST_CAUSE: usize = 200;

/// Why an entry does not fit its article: the field within it, and a clause.
#[derive(Debug)]
pub(in crate::formats) struct Refusal(pub &'static str, pub String);

impl Refusal {
    pub fn new(part: &'static str, why: impl Into<String>) -> Self {
        Self(part, why.into())
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self("", cut(&error.to_string(), LONGEST_CAUSE))
    }
}

/// A range in code points.
pub(in crate::formats) fn points(article: &Article, range: ByteRange) -> Points {
    let (start, end) = article.to_code_points(range);
    [start, end]
}

/// A range of the text whose words are `quote`.
pub(in crate::formats) fn quoted(
    article: &Article,
    [start, end]: Points,
    quote: &str,
) -> Result<ByteRange, Refusal> {
    if start >= end {
        return Err(Refusal::new("end", "the end does not lie behind the start"));
    }
    let Some(range) = article.to_range(start, end) else {
        let length = article.code_points();
        let why = format!("it lies outside the text, which has {length} code points");
        return Err(Refusal::new("end", why));
    };
    let words = article.quote(range);
    if words != quote {
        let why = format!(
            "the text reads “{}” there and not “{}”",
            shortened(words),
            shortened(quote)
        );
        return Err(Refusal::new("quote", why));
    }
    Ok(range)
}

/// A range without a quote, within `around`.
pub(in crate::formats) fn part(
    article: &Article,
    [start, end]: Points,
    around: ByteRange,
    name: &'static str,
) -> Result<ByteRange, Refusal> {
    article
        .to_range(start, end)
        .filter(|part| around.contains_range(*part))
        .ok_or_else(|| Refusal::new(name, "it does not lie inside the span"))
}

impl SpanRecord {
    pub(in crate::formats) fn of(article: &Article, span: &Span) -> Self {
        let [start, end] = points(article, span.range);
        Self {
            id: span.id.clone(),
            label: span.label.clone(),
            start,
            end,
            quote: article.quote(span.range).to_owned(),
            head: span.head.map(|head| points(article, head)),
            value: span.value.clone(),
            place: span.place.clone(),
            attributes: span.attributes.clone(),
            note: span.note.clone(),
            origin: span.origin.clone(),
            created: span.created.clone(),
            modified: span.modified.clone(),
            fragments: span.fragments.iter().map(|f| points(article, *f)).collect(),
            anchor: span.anchor,
            extra: span.extra.clone(),
        }
    }

    pub(in crate::formats) fn place_in(self, article: &Article) -> Result<Span, Refusal> {
        let range = quoted(article, [self.start, self.end], &self.quote)?;
        let inside = |points, name| part(article, points, range, name);
        let head = self.head.map(|head| inside(head, "head")).transpose()?;
        let fragments = self.fragments.into_iter();
        let fragments = fragments
            .map(|fragment| inside(fragment, "fragments"))
            .collect::<Result<_, _>>()?;
        Ok(Span {
            id: self.id,
            label: Label::new(self.label.as_str()),
            range,
            head: head.filter(|head| *head != range),
            value: self.value,
            place: self.place,
            attributes: self.attributes,
            note: self.note,
            origin: self.origin,
            created: self.created,
            modified: self.modified,
            fragments,
            anchor: self.anchor,
            extra: self.extra,
        })
    }
}

impl DateRecord {
    pub(in crate::formats) fn of(article: &Article, date: &EventDate) -> Self {
        let [start, end] = points(article, date.range);
        Self {
            start,
            end,
            quote: article.quote(date.range).to_owned(),
            from: date.from.clone(),
            to: date.to.clone(),
            precision: date.precision.clone(),
            extra: date.extra.clone(),
        }
    }

    pub(in crate::formats) fn place_in(self, article: &Article) -> Result<EventDate, Refusal> {
        let range = quoted(article, [self.start, self.end], &self.quote)
            .map_err(|Refusal(_, why)| Refusal("date", why))?;
        Ok(EventDate {
            range,
            from: self.from,
            to: self.to,
            precision: self.precision,
            extra: self.extra,
        })
    }
}

impl EventRecord {
    pub(in crate::formats) fn of(article: &Article, event: &Event) -> Self {
        Self {
            id: event.id.clone(),
            trigger: event.trigger.clone(),
            kind: event.kind.clone(),
            mode: event.mode.clone(),
            contexts: event.contexts.clone(),
            flags: event.flags.clone(),
            date: event.date.as_ref().map(|d| DateRecord::of(article, d)),
            roles: event.roles.clone(),
            extra: event.extra.clone(),
        }
    }

    /// The event; whether its trigger and fillers exist is for the caller to see.
    pub(in crate::formats) fn place_in(self, article: &Article) -> Result<Event, Refusal> {
        Ok(Event {
            id: self.id,
            trigger: self.trigger,
            kind: self.kind,
            mode: self.mode,
            contexts: self.contexts,
            flags: self.flags,
            date: self.date.map(|d| d.place_in(article)).transpose()?,
            roles: self.roles,
            extra: self.extra,
        })
    }
}

impl RejectionRecord {
    pub(in crate::formats) fn of(
        article: &Article,
        rejection: &Rejection,
        extra: &Map<String, Value>,
    ) -> Self {
        let [start, end] = points(article, rejection.range);
        Self {
            label: rejection.label.clone(),
            start,
            end,
            quote: article.quote(rejection.range).to_owned(),
            extra: extra.clone(),
        }
    }

    pub(in crate::formats) fn place_in(
        self,
        article: &Article,
    ) -> Result<(Rejection, Map<String, Value>), Refusal> {
        let rejection = Rejection {
            range: quoted(article, [self.start, self.end], &self.quote)?,
            label: Label::new(self.label.as_str()),
        };
        Ok((rejection, self.extra))
    }
}

/// At most forty characters of a quote, for a message.
pub(super) fn shortened(quote: &str) -> String {
    cut(quote, 40)
}

fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((cut, _)) => format!("{}…", &text[..cut]),
    }
}
