//! What fills the roles of events.

use crate::annotation::Fields;
use crate::annotation::{
    AnnotationSet, Change, EventDate, EventField, Id, Op, OpError, Role, Transaction,
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

#[cfg(test)]
#[path = "linking_tests.rs"]
mod tests;
