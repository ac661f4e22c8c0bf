//! Spans and suggestions in words that are spoken.

use crate::annotation::Span;
use crate::matching::Suggestion;
use crate::text::{Article, ByteRange};
use crate::ui::document::Document;
use crate::ui::panels::{sureness, value_in_words};

/// More characters than this are not spoken of one mark.
const LONGEST: usize = 200;

/// The name of the document.
#[must_use]
pub fn title(document: &Document) -> String {
    clipped(document.title())
}

/// "actor: Mohamed Bazoum".
#[must_use]
pub fn span(article: &Article, span: &Span) -> String {
    format!("{}: {}", span.label, words(article, span.range))
}

/// "suggested actor: Mohamed Bazoum".
#[must_use]
pub fn offer(article: &Article, suggestion: &Suggestion) -> String {
    let words = words(article, suggestion.range);
    format!("suggested {}: {words}", suggestion.label)
}

/// What else is to be said of a span: its value, its type, what it lies in, its note.
#[must_use]
pub fn about_span(
    document: &Document,
    span: &Span,
    event_kind: Option<&str>,
    around: Option<&Span>,
) -> String {
    let article = &document.article;
    let mut facts = Vec::new();
    if let Some(value) = &span.value {
        facts.push(format!("value {}", value_in_words(value)));
    }
    if let Some(kind) = event_kind {
        facts.push(format!("type {kind}"));
    }
    if let Some(around) = around {
        facts.push(if around.range == span.range {
            format!("also {}", around.label)
        } else {
            format!("inside {}", self::span(article, around))
        });
    }
    if let Some(head) = span.head {
        facts.push(format!("head {}", words(article, head)));
    }
    if span.anchor.is_some() {
        facts.push("its place is to be confirmed".to_owned());
    }
    if let Some(note) = &span.note {
        facts.push(format!("note: {}", clipped(note)));
    }
    facts.join(", ")
}

/// Why something is suggested, and what would become of it.
#[must_use]
pub fn about_offer(article: &Article, suggestion: &Suggestion) -> String {
    let mut facts = Vec::new();
    if let Some(value) = &suggestion.value {
        facts.push(format!("value {}", value_in_words(value)));
    }
    if let Some(kind) = suggestion.kind_in_words() {
        facts.push(format!("type {kind}"));
    }
    let why = suggestion.reason.sentence(article, suggestion.range);
    facts.push(clipped(&why));
    let sure = sureness(suggestion.score);
    facts.push(format!("{sure} by {}", suggestion.matcher));
    let others = suggestion.alternatives.iter();
    facts.extend(others.map(|other| format!("or {}", other.label)));
    facts.join(", ")
}

/// The words of a range, on one line and of a length that somebody may listen to.
#[must_use]
pub fn words(article: &Article, range: ByteRange) -> String {
    clipped(article.quote(range))
}

fn clipped(text: &str) -> String {
    let (text, more) = match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => (&text[..cut], "…"),
        None => (text, ""),
    };
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.push_str(more);
    line
}
