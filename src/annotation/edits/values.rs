//! What a figure says.

use super::SpanEdit;
use crate::annotation::{
    AnnotationSet, Change, FigureValue, Id, OpError, SpanField, Timestamp, Transaction,
};

/// Gives a span a value, or takes it away. Fields of the old value that this version does not know
/// stay, since nobody could have meant to drop them. Where it has that value already there is
/// nothing to do.
///
/// # Errors
/// Where there is no such span.
pub fn set_value(
    set: &AnnotationSet,
    id: &Id,
    value: Option<FigureValue>,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    let name = if value.is_some() {
        "set value"
    } else {
        "clear value"
    };
    let to = value.map(|mut value| {
        if let Some(from) = &span.value
            && value.extra.is_empty()
        {
            value.extra.clone_from(&from.extra);
        }
        Box::new(value)
    });
    if to == span.value {
        return Ok(Transaction::new(name, Vec::new()));
    }
    let mut edit = SpanEdit::new(span, now);
    edit.push(SpanField::Value(Change::new(span.value.clone(), to)));
    Ok(Transaction::new(name, edit.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::edits::{Draft, add};
    use crate::annotation::{Label, Maker, Origin};
    use crate::text::ByteRange;

    #[test]
    fn a_value_is_set_and_taken_back_with_what_another_version_wrote() {
        let now = Timestamp::new("2026-11-23T10:00:00Z");
        let mut set = AnnotationSet::default();
        let mut draft = Draft::by_hand(Label::FIGURE, ByteRange::new(0, 3));
        let mut old = FigureValue::exactly(650.0);
        let extra = serde_json::from_str(r#"{"later": 1}"#).expect("fields");
        old.extra = extra;
        draft.value = Some(old.clone());
        draft.origin = Origin {
            by: Maker::Suggestion,
            ..Origin::default()
        };
        let made = add(&set, &[draft], "mark", &now).expect("it fits");
        made.apply(&mut set).expect("it fits");
        let id = set.spans().next().expect("a span").id.clone();
        let before = set.clone();
        let change = set_value(&set, &id, Some(FigureValue::exactly(651.0)), &now);
        let change = change.expect("a span");
        change.apply(&mut set).expect("it fits");
        let span = set.span(&id).expect("the span");
        let value = span.value.as_deref().expect("a value");
        assert_eq!(value.low, FigureValue::exactly(651.0).low);
        assert_eq!(value.extra, old.extra);
        assert!(span.origin.edited, "a suggestion's value was changed");
        change.inverse().apply(&mut set).expect("it fits");
        assert_eq!(set, before);
        let same = set_value(&set, &id, Some(old), &now).expect("a span");
        assert!(same.ops.is_empty(), "there is nothing to do");
        let gone = set_value(&set, &id, None, &now).expect("a span");
        gone.apply(&mut set).expect("it fits");
        assert!(set.span(&id).is_some_and(|span| span.value.is_none()));
    }
}
