//! Which places in the world locations stand for.

use super::SpanEdit;
use crate::annotation::{
    AnnotationSet, Change, Id, Label, Op, OpError, Place, SpanField, Timestamp, Transaction,
};

/// Sets the places of locations, or takes them away, all or none. Those that stand so already are
/// passed over, and so is what is no location.
///
/// # Errors
/// Where there is no such span.
pub fn set_places(
    set: &AnnotationSet,
    places: &[(Id, Option<Place>)],
    name: &str,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let mut ops = Vec::new();
    for (id, place) in places {
        let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
        let to = place.clone().map(Box::new);
        if span.label != Label::LOCATION || span.place == to {
            continue;
        }
        let mut edit = SpanEdit::new(span, now);
        edit.keep_origin = true;
        edit.push(SpanField::Place(Change::new(span.place.clone(), to)));
        ops.extend(edit.finish());
    }
    Ok(Transaction::new(name, ops))
}

/// Sets the place of one location, or takes it away.
///
/// # Errors
/// Where there is no such span.
pub fn set_place(
    set: &AnnotationSet,
    id: &Id,
    place: Option<Place>,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let name = match &place {
        Some(place) if place.confirmed => "confirm location",
        Some(_) => "set location",
        None => "take out location",
    };
    set_places(set, &[(id.clone(), place)], name, now)
}

/// Adds to a transaction that makes a location of a span the place that it stands for.
pub fn with_place(
    mut transaction: Transaction,
    id: &Id,
    place: Place,
    now: &Timestamp,
) -> Transaction {
    if !transaction.ops.is_empty() {
        transaction.ops.push(Op::EditSpan {
            id: id.clone(),
            field: Box::new(SpanField::Place(Change::new(None, Some(Box::new(place))))),
            modified: Change::new(now.clone(), now.clone()),
        });
    }
    transaction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::edits::{Draft, add, relabel};
    use crate::text::ByteRange;

    fn niamey(confirmed: bool) -> Place {
        Place {
            name: "Niamey".to_owned(),
            confirmed,
            ..Place::default()
        }
    }

    #[test]
    fn places_are_set_changed_and_taken_back_to_the_letter() {
        let (mut set, now) = (
            AnnotationSet::default(),
            Timestamp::new("2026-11-23T10:00:00Z"),
        );
        let drafts = [
            Draft::by_hand(Label::LOCATION, ByteRange::new(0, 3)),
            Draft::by_hand(Label::ACTOR, ByteRange::new(4, 6)),
        ];
        let ids = [set.fresh_span_id(0), set.fresh_span_id(1)];
        let marked = add(&set, &drafts, "mark", &Timestamp::default()).unwrap();
        marked.apply(&mut set).unwrap();
        let before = set.clone();
        let both: Vec<_> = ids
            .iter()
            .map(|id| (id.clone(), Some(niamey(true))))
            .collect();
        let transaction = set_places(&set, &both, "confirm", &now).unwrap();
        transaction.apply(&mut set).unwrap();
        assert_eq!(
            set.span(&ids[0]).unwrap().place.as_deref(),
            Some(&niamey(true))
        );
        assert_eq!(set.span(&ids[1]).unwrap().place, None);
        let again = set_places(&set, &both, "confirm", &now).unwrap();
        assert_eq!(again.ops, []);
        transaction.inverse().apply(&mut set).unwrap();
        assert_eq!(set, before);
    }

    #[test]
    fn what_becomes_a_location_brings_its_place() {
        let (mut set, now) = (
            AnnotationSet::default(),
            Timestamp::new("2026-11-23T10:00:00Z"),
        );
        let id = set.fresh_span_id(0);
        let draft = Draft::by_hand(Label::ACTOR, ByteRange::new(0, 3));
        let marked = add(&set, &[draft], "mark", &Timestamp::default()).unwrap();
        marked.apply(&mut set).unwrap();
        let before = set.clone();
        let relabelled = relabel(&set, &id, &Label::LOCATION, &now).unwrap();
        let transaction = with_place(relabelled, &id, niamey(false), &now);
        transaction.apply(&mut set).unwrap();
        assert_eq!(
            set.span(&id).unwrap().place.as_deref(),
            Some(&niamey(false))
        );
        transaction.inverse().apply(&mut set).unwrap();
        assert_eq!(set, before);
    }
}
