//! What the schema asks beside labels: attributes of spans and of the article, modes of events.

use serde_json::Value;

use super::SpanEdit;
use crate::annotation::{
    AnnotationSet, Change, EventField, Fields, Id, Op, OpError, SpanField, Timestamp, Transaction,
};

/// Sets an attribute of a span, or takes it away. Where it stands so already there is nothing to do.
///
/// # Errors
/// Where there is no such span.
pub fn set_attribute(
    set: &AnnotationSet,
    id: &Id,
    name: &str,
    value: Option<Value>,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let mut edit = SpanEdit::new(span, now);
    edit.keep_origin = true;
    let to = with(&span.attributes, name, value);
    if to != span.attributes {
        let change = Change::new(span.attributes.clone(), to);
        edit.push(SpanField::Attributes(change));
    }
    Ok(Transaction::new(format!("set {name}"), edit.finish()))
}

/// Sets an attribute of the article as a whole, or takes it away.
#[must_use]
pub fn set_article_attribute(set: &AnnotationSet, name: &str, value: Option<Value>) -> Transaction {
    let to = with(&set.attributes, name, value);
    let mut ops = Vec::new();
    if to != set.attributes {
        ops.push(Op::Attributes(Change::new(set.attributes.clone(), to)));
    }
    Transaction::new(format!("set {name} of the article"), ops)
}

/// Sets the mode of an event.
///
/// # Errors
/// Where there is no such event.
pub fn set_event_mode(
    set: &AnnotationSet,
    id: &Id,
    mode: Option<&str>,
) -> Result<Transaction, OpError> {
    let event = set.event(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let change = Change::new(event.mode.clone(), mode.map(str::to_owned));
    let ops = if change.from == change.to {
        Vec::new()
    } else {
        vec![Op::EditEvent {
            id: id.clone(),
            field: EventField::Mode(change),
        }]
    };
    Ok(Transaction::new("set event mode", ops))
}

fn with(fields: &Fields, name: &str, value: Option<Value>) -> Fields {
    let mut fields = fields.clone();
    match value {
        Some(value) => {
            fields.insert(name.to_owned(), value);
        }
        None => {
            fields.shift_remove(name);
        }
    }
    // Without an entry it must compare and be kept like one that never had any.
    if fields.is_empty() {
        Fields::new()
    } else {
        fields
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::annotation::Label;
    use crate::annotation::edits::{Draft, add};
    use crate::text::ByteRange;

    #[test]
    fn an_attribute_is_set_taken_away_and_taken_back() {
        let (mut set, now) = (AnnotationSet::default(), Timestamp::default());
        let draft = Draft::by_hand(Label::ACTOR, ByteRange::new(0, 3));
        let id = set.fresh_span_id(0);
        add(&set, &[draft], "mark", &now)
            .unwrap()
            .apply(&mut set)
            .unwrap();
        let marked = set.clone();
        let sure = set_attribute(&set, &id, "sure", Some(json!(true)), &now).unwrap();
        sure.apply(&mut set).unwrap();
        assert_eq!(
            set.span(&id).unwrap().attributes.get("sure"),
            Some(&json!(true))
        );
        let again = set_attribute(&set, &id, "sure", Some(json!(true)), &now).unwrap();
        assert_eq!(again.ops, []);
        sure.inverse().apply(&mut set).unwrap();
        assert_eq!(set, marked);

        let relevant = set_article_attribute(&set, "relevant", Some(json!("no")));
        relevant.apply(&mut set).unwrap();
        assert_eq!(set.attributes.get("relevant"), Some(&json!("no")));
        set_article_attribute(&set, "relevant", None)
            .apply(&mut set)
            .unwrap();
        assert_eq!(set, marked);
    }
}
