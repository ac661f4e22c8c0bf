//! What joins spans: roles of events, and mentions of one actor.

use crate::annotation::Fields;
use crate::annotation::{
    AnnotationSet, Change, Entity, EventDate, EventField, Id, Op, OpError, Role,
    Transaction,
};

/// Lets a span fill a role of an event, or, where it does so already, takes it out again. An event
/// span stands for the first frame that it triggers.
///
/// # Errors
/// Where there is no such event or span.
pub fn toggle_role(
    set: &AnnotationSet,
    event: &Id,
    role: &str,
    span: &Id,
) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let filler = set
        .span(span)
        .ok_or_else(|| OpError::Missing(span.clone()))?;
    let fills = super::framing::filler_of(set, span, &filler.label);
    let is_it = |r: &Role| r.role == role && r.filler == fills;
    let mut roles = event.roles.clone();
    let name = if roles.iter().any(is_it) {
        roles.retain(|r| !is_it(r));
        format!("take out {role}")
    } else {
        roles.push(Role {
            role: role.to_owned(),
            kind: filler.value.as_ref().map(|value| value.kind),
            filler: fills.clone(),
            extra: Fields::new(),
        });
        format!("set {role}")
    };
    let op = Op::EditEvent {
        id: event.id.clone(),
        field: EventField::Roles(Change::new(event.roles.clone(), roles)),
    };
    Ok(Transaction::new(name, vec![op]))
}

/// Sets or clears the words that say when an event happened.
///
/// # Errors
/// Where there is no such event.
pub fn set_event_date(
    set: &AnnotationSet,
    event: &Id,
    date: Option<EventDate>,
) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let name = if date.is_some() {
        "set date"
    } else {
        "take out date"
    };
    let change = Change::new(event.date.clone(), date);
    let op = Op::EditEvent {
        id: event.id.clone(),
        field: EventField::Date(Box::new(change)),
    };
    Ok(Transaction::new(name, vec![op]))
}

/// Whether two spans are mentions of one actor. Linear in the mentions.
#[must_use]
pub fn are_one_actor(set: &AnnotationSet, a: &Id, b: &Id) -> bool {
    set.entities()
        .any(|entity| entity.spans.contains(a) && entity.spans.contains(b))
}

/// Says that two spans mention one actor; where they do so already, takes `mention` out again.
/// An actor that is new is called `name`. Of two actors that become one, the older keeps its
/// name; what it does not say is taken from the other.
///
/// # Errors
/// Where there is no such span.
pub fn toggle_same_actor(
    set: &AnnotationSet,
    mention: &Id,
    other: &Id,
    name: &str,
) -> Result<Transaction, OpError> {
    for id in [mention, other] {
        set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    }
    let of = |id: &Id| set.entities().find(|entity| entity.spans.contains(id));
    let edit = |from: &Entity, to: Entity| Op::EditEntity {
        id: from.id.clone(),
        change: Change::new(Box::new(from.clone()), Box::new(to)),
    };
    if let Some(both) = set
        .entities()
        .find(|entity| entity.spans.contains(mention) && entity.spans.contains(other))
    {
        let mut to = both.clone();
        to.spans.retain(|id| id != mention);
        return Ok(Transaction::new("another actor", vec![edit(both, to)]));
    }
    let ops = match (of(mention), of(other)) {
        (None, None) => {
            let (_, last, _) = set.last_numbers();
            vec![Op::AddEntity(Box::new(Entity {
                id: Id::numbered('a', last + 1),
                name: name.to_owned(),
                country: None,
                sector: None,
                spans: in_reading_order(set, [mention, other].into_iter().cloned()),
                extra: Fields::new(),
            }))]
        }
        (Some(known), None) | (None, Some(known)) => {
            let joining = if known.spans.contains(mention) {
                other
            } else {
                mention
            };
            let mut to = known.clone();
            to.spans = in_reading_order(set, to.spans.into_iter().chain([joining.clone()]));
            vec![edit(known, to)]
        }
        (Some(a), Some(b)) => {
            let (kept, gone) = if a.id <= b.id { (a, b) } else { (b, a) };
            let mut to = kept.clone();
            to.country = to.country.or_else(|| gone.country.clone());
            to.sector = to.sector.or_else(|| gone.sector.clone());
            for (name, value) in gone.extra.iter() {
                to.extra
                    .entry(name.clone())
                    .or_insert_with(|| value.clone());
            }
            to.spans = in_reading_order(set, to.spans.into_iter().chain(gone.spans.clone()));
            vec![Op::RemoveEntity(Box::new(gone.clone())), edit(kept, to)]
        }
    };
    Ok(Transaction::new("same actor", ops))
}

/// Each mention once, in the order of the text. Ids that are no spans stay, at the end.
fn in_reading_order(set: &AnnotationSet, ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_by_key(|id| {
        let start = set.span(id).map_or(usize::MAX, |span| span.range.start);
        (start, id.clone())
    });
    ids.dedup();
    ids
}

#[cfg(test)]
#[path = "linking_tests.rs"]
mod tests;
