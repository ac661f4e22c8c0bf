//! A set carried over to an edited article, with what lost its place kept as the file keeps it.
//!
//! [`annotation`](crate::annotation) decides what has a place and hands the rest back as values;
//! how an entry looks in the file is known here. So neither room knows the other's business.

use serde_json::Value;

use super::LISTS;
use super::layout::{EventRecord, RejectionRecord, SpanRecord};
use crate::annotation::{self, AnnotationSet, Faulty, Id, Leftover, LeftoverEntry};
use crate::text::Article;

/// The field of an entry, and what stands in it where its offsets and quote are those of a text
/// that the article no longer has.
const ANCHOR: &str = "anchor";
const LOST: &str = "lost";

/// A set in an edited article.
#[derive(Clone, Debug)]
pub struct Carried {
    pub set: AnnotationSet,
    /// How many spans stand where they stood.
    pub exact: usize,
    /// The spans that want confirmation, in reading order.
    pub moved: Vec<Id>,
    /// How many spans are now in [`AnnotationSet::faulty`].
    pub lost: usize,
    /// How many actors, events and rejections went there too.
    pub left: usize,
}

/// Carries a set over from the text that it was made on to another one. What has no place there
/// is kept in [`AnnotationSet::faulty`] as the file has it: with the old offsets and quote and
/// `"anchor": "lost"`, so that no reader takes the offsets for those of the new text. An entry
/// that is only left because it names a lost one has no such mark, and comes back by itself once
/// that one has a place. About linear.
#[must_use]
pub fn carry_over(set: &AnnotationSet, old: &Article, new: &Article) -> Carried {
    let carried = annotation::carry_over(set, old, new);
    let mut set = carried.set;
    let is_span = |left: &&Leftover| matches!(left.entry, LeftoverEntry::Span(_));
    let lost = carried.leftovers.iter().filter(is_span).count();
    let left = carried.leftovers.len() - lost;
    set.faulty
        .extend(carried.leftovers.iter().map(|left| faulty(left, old, new)));
    set.faulty
        .sort_by_key(|entry| LISTS.iter().position(|list| *list == entry.list));
    Carried {
        set,
        exact: carried.exact,
        moved: carried.moved,
        lost,
        left,
    }
}

/// Whether an entry of a file lost its place.
pub(super) fn is_lost(raw: &Value) -> bool {
    raw.get(ANCHOR).and_then(Value::as_str) == Some(LOST)
}

/// Takes the mark off an entry.
pub(super) fn forget_lost(raw: &mut Value) {
    if is_lost(raw)
        && let Value::Object(fields) = raw
    {
        fields.shift_remove(ANCHOR);
    }
}

fn faulty(left: &Leftover, old: &Article, new: &Article) -> Faulty {
    let article = if left.of_old_text { old } else { new };
    let (list, raw) = match &left.entry {
        LeftoverEntry::Span(span) => {
            let mut span = span.clone();
            span.anchor = None;
            (
                LISTS[0],
                serde_json::to_value(SpanRecord::of(article, &span)),
            )
        }
        LeftoverEntry::Entity(entity) => (LISTS[1], serde_json::to_value(entity)),
        LeftoverEntry::Event(event) => (
            LISTS[2],
            serde_json::to_value(EventRecord::of(article, event)),
        ),
        LeftoverEntry::Rejection(rejection, extra) => {
            let record = RejectionRecord::of(article, rejection, extra);
            (LISTS[3], serde_json::to_value(record))
        }
    };
    let mut raw = raw.expect("the records of a file have text keys and finite numbers");
    if left.of_old_text
        && let Value::Object(fields) = &mut raw
    {
        fields.insert(ANCHOR.to_owned(), Value::from(LOST));
    }
    Faulty {
        list,
        raw,
        why: left.why.clone(),
    }
}
