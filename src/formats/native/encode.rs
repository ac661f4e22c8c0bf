//! Values to a native file.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::layout::{
    AlternativeRecord, ArticleRecord, Document, Entry, EventRecord, LastIds, RejectionRecord,
    SpanRecord, SuggestionRecord,
};
use super::records::points;
use super::verbatim::Verbatim;
use super::{FORMAT, OFFSET_UNIT, VERSION};
use crate::annotation::AnnotationSet;
use crate::formats::Fingerprint;
use crate::formats::suggestions::rounded;
use crate::matching::Suggestion;
use crate::text::Article;

/// Writes a set with its article: two spaces of indentation, spans in reading order, a line end
/// behind the last brace. Linear, but for the sorting.
///
/// # Errors
/// Where the writer fails.
pub fn encode(article: &Article, set: &AnnotationSet, out: impl io::Write) -> io::Result<()> {
    write(&document(article, set), out)
}

/// As [`encode`], with suggestions in a list of their own: nobody has accepted them.
///
/// # Errors
/// Where the writer fails.
pub fn encode_with_suggestions(
    article: &Article,
    set: &AnnotationSet,
    suggestions: &[&Suggestion],
    out: impl io::Write,
) -> io::Result<()> {
    let mut document = document(article, set);
    document.extra.to_mut().shift_remove("suggestions");
    let records = suggestions.iter().map(|s| suggestion(article, s));
    document.suggestions = Some(records.collect());
    write(&document, out)
}

fn write(document: &Document<'_>, mut out: impl io::Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Verbatim::new());
    document.serialize(&mut serializer)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn document<'a>(article: &'a Article, set: &'a AnnotationSet) -> Document<'a> {
    Document {
        format: FORMAT,
        version: VERSION,
        offset_unit: OFFSET_UNIT,
        article: article_record(article, set),
        annotator: set.annotator.as_deref(),
        status: set.status,
        flagged: set.flagged,
        note: &set.note,
        attributes: &set.attributes,
        spans: list(
            set,
            "spans",
            set.spans().map(|s| SpanRecord::of(article, s)),
        ),
        entities: list(set, "entities", set.entities()),
        events: list(
            set,
            "events",
            set.events().map(|e| EventRecord::of(article, e)),
        ),
        rejected: list(
            set,
            "rejected",
            set.rejections()
                .map(|(r, extra)| RejectionRecord::of(article, r, extra)),
        ),
        suggestions: None,
        last_ids: last_ids(set),
        extra: Cow::Borrowed(&set.extra),
    }
}

/// The good entries of a list, and behind them those that could not be placed, as they were.
fn list<'a, T>(
    set: &'a AnnotationSet,
    name: &str,
    good: impl Iterator<Item = T>,
) -> Vec<Entry<'a, T>> {
    let faulty = set.faulty.iter().filter(|f| f.list == name);
    good.map(Entry::Good)
        .chain(faulty.map(|f| Entry::Faulty(&f.raw)))
        .collect()
}

fn article_record<'a>(article: &'a Article, set: &'a AnnotationSet) -> ArticleRecord<'a> {
    let mut extra = set.article_extra.clone();
    let meta = extra.shift_remove("meta");
    ArticleRecord {
        source: &article.source,
        record: article.header.record.as_deref(),
        sha256: Fingerprint::of(article.text().as_bytes()).to_string(),
        source_sha256: &article.header.source_sha256,
        encoding: &article.header.encoding,
        title: &set.title,
        published: set.published.as_deref(),
        url: article.header.url.as_deref(),
        language: article.header.language.as_deref(),
        meta: Cow::Owned(meta.unwrap_or_else(|| Value::Object(Map::new()))),
        text: article.text(),
        extra,
    }
}

fn suggestion<'a>(article: &'a Article, suggestion: &'a Suggestion) -> SuggestionRecord<'a> {
    let [start, end] = points(article, suggestion.range);
    SuggestionRecord {
        label: &suggestion.label,
        start,
        end,
        quote: article.quote(suggestion.range),
        head: suggestion.head.map(|head| points(article, head)),
        value: suggestion.value.as_deref(),
        kind: suggestion.event_kind.as_deref(),
        flags: &suggestion.event_flags,
        score: rounded(suggestion.score),
        matcher: suggestion.matcher,
        reason: suggestion.reason.in_words(article),
        alternatives: suggestion
            .alternatives
            .iter()
            .map(|other| {
                let [start, end] = points(article, other.range);
                AlternativeRecord {
                    label: &other.label,
                    start,
                    end,
                    quote: article.quote(other.range),
                    score: rounded(other.score),
                    matcher: other.matcher,
                    reason: other.reason.in_words(article),
                }
            })
            .collect(),
    }
}

/// The counters, where the ids that are left do not say them: then a deleted id would be given
/// again after the next load.
fn last_ids(set: &AnnotationSet) -> Option<LastIds> {
    let (span, entity, event) = set.last_numbers();
    let present = (
        set.spans().filter_map(|s| s.id.number('s')).max(),
        set.entities().filter_map(|e| e.id.number('a')).max(),
        set.events().filter_map(|e| e.id.number('e')).max(),
    );
    let said = (
        present.0.unwrap_or(0),
        present.1.unwrap_or(0),
        present.2.unwrap_or(0),
    );
    ((span, entity, event) != said).then_some(LastIds {
        span,
        entity,
        event,
    })
}
