//! Event frames edited as a whole: several roles at once, flags, contexts, frames of one trigger.

use super::{Draft, add};
use crate::annotation::{
    AnnotationSet, Change, Event, EventDate, EventField, Fields, Flag, Id, Label, Op, OpError,
    Role, RoleFiller, Timestamp, Transaction,
};

/// What is to fill roles of an event, all in one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    /// Roles with what fills them.
    pub roles: Vec<(String, NewFiller)>,
    pub date: Option<EventDate>,
    pub mode: Option<String>,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq)]
pub enum NewFiller {
    /// A span that is there. An event span stands for the first frame that it triggers.
    Span(Id),
    /// A span that is made in the same step.
    Draft(Box<Draft>),
}

/// Fills roles of an event, makes the spans that are wanted for them, and sets date and mode where
/// they are given. What fills its role already is passed over.
///
/// # Errors
/// Where there is no such event or span, or a span that is to be made stands there already.
pub fn fill_frame(
    set: &AnnotationSet,
    event: &Id,
    filling: &Filling,
    now: &Timestamp,
) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let drafts: Vec<Draft> = filling
        .roles
        .iter()
        .filter_map(|(_, filler)| match filler {
            NewFiller::Draft(draft) => Some((**draft).clone()),
            NewFiller::Span(_) => None,
        })
        .collect();
    // The same words may fill two roles; they are marked once.
    let mut once: Vec<Draft> = Vec::new();
    for draft in drafts {
        let known = |other: &Draft| other.range == draft.range && other.label == draft.label;
        if !once.iter().any(known) {
            once.push(draft);
        }
    }
    let mut ops = add(set, &once, "", now)?.ops;
    let mut roles = event.roles.clone();
    for (role, filler) in &filling.roles {
        let (filler, kind) = match filler {
            NewFiller::Span(id) => {
                let span = set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
                let kind = span.value.as_ref().map(|value| value.kind);
                (filler_of(set, id, &span.label), kind)
            }
            NewFiller::Draft(draft) => {
                let made = ops.iter().find_map(|op| match op {
                    Op::AddSpan(span) if span.range == draft.range && span.label == draft.label => {
                        Some(span.id.clone())
                    }
                    _ => None,
                });
                let Some(id) = made else { continue };
                let frame = ops.iter().find_map(|op| match op {
                    Op::AddEvent(event) if event.trigger == id => Some(event.id.clone()),
                    _ => None,
                });
                let filler = frame.map_or(RoleFiller::Span(id), RoleFiller::Event);
                (filler, draft.value.as_ref().map(|value| value.kind))
            }
        };
        if roles.iter().any(|r| r.role == *role && r.filler == filler) {
            continue;
        }
        roles.push(Role {
            role: role.clone(),
            kind,
            filler,
            extra: Fields::new(),
        });
    }
    let mut edit = |field| {
        ops.push(Op::EditEvent {
            id: event.id.clone(),
            field,
        });
    };
    if roles != event.roles {
        edit(EventField::Roles(Change::new(event.roles.clone(), roles)));
    }
    if let Some(date) = &filling.date
        && event.date.as_ref() != Some(date)
    {
        let change = Change::new(event.date.clone(), Some(date.clone()));
        edit(EventField::Date(Box::new(change)));
    }
    if filling.mode.is_some() && filling.mode != event.mode {
        let change = Change::new(event.mode.clone(), filling.mode.clone());
        edit(EventField::Mode(change));
    }
    Ok(Transaction::new("fill roles", ops))
}

/// What a span is in a role: itself, or the first event that it triggers.
pub(super) fn filler_of(set: &AnnotationSet, id: &Id, label: &Label) -> RoleFiller {
    let frame = (*label == Label::EVENT)
        .then(|| set.events_of(id).next().map(|event| event.id.clone()))
        .flatten();
    frame.map_or_else(|| RoleFiller::Span(id.clone()), RoleFiller::Event)
}

/// Sets or clears a flag of an event.
///
/// # Errors
/// Where there is no such event.
pub fn set_event_flag(
    set: &AnnotationSet,
    event: &Id,
    flag: Flag,
    on: bool,
) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let mut flags = event.flags.clone();
    flags.retain(|known| *known != flag);
    if on {
        flags.push(flag);
    }
    let name = if on { "set" } else { "clear" };
    let field = EventField::Flags(Change::new(event.flags.clone(), flags));
    Ok(one(event, format!("{name} {}", flag.name()), field))
}

/// Sets the contexts of an event: each once, without white space around them, none empty.
///
/// # Errors
/// Where there is no such event.
pub fn set_event_contexts(
    set: &AnnotationSet,
    event: &Id,
    contexts: impl IntoIterator<Item = String>,
) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let mut to: Vec<String> = Vec::new();
    for context in contexts {
        let context = context.trim();
        if !context.is_empty() && !to.iter().any(|known| known == context) {
            to.push(context.to_owned());
        }
    }
    if to == event.contexts {
        return Ok(Transaction::new("set contexts", Vec::new()));
    }
    let field = EventField::Contexts(Change::new(event.contexts.clone(), to));
    Ok(one(event, "set contexts".to_owned(), field))
}

/// Takes an entry out of the roles of an event, by its place among them.
///
/// # Errors
/// Where there is no such event or entry.
pub fn remove_role(set: &AnnotationSet, event: &Id, place: usize) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let mut roles = event.roles.clone();
    if place >= roles.len() {
        return Err(OpError::Missing(event.id.clone()));
    }
    let gone = roles.remove(place);
    let field = EventField::Roles(Change::new(event.roles.clone(), roles));
    Ok(one(event, format!("take out {}", gone.role), field))
}

/// Adds another frame to a trigger, of the type of the first.
///
/// # Errors
/// Where the span is no event.
pub fn add_frame(set: &AnnotationSet, trigger: &Id) -> Result<Transaction, OpError> {
    let missing = || OpError::Missing(trigger.clone());
    let span = set.span(trigger).ok_or_else(missing)?;
    if span.label != Label::EVENT {
        return Err(missing());
    }
    let mut event = Event::new(set.fresh_event_id(0), trigger.clone());
    event.kind = set.events_of(trigger).find_map(|first| first.kind.clone());
    Ok(Transaction::new(
        "add frame",
        vec![Op::AddEvent(Box::new(event))],
    ))
}

/// Deletes one of several frames of a trigger, and the roles that name it. The last one stays: an
/// event span has a frame; it is emptied instead.
///
/// # Errors
/// Where there is no such event.
pub fn remove_frame(set: &AnnotationSet, event: &Id) -> Result<Transaction, OpError> {
    let event = set
        .event(event)
        .ok_or_else(|| OpError::Missing(event.clone()))?;
    let mut ops = Vec::new();
    if set.events_of(&event.trigger).nth(1).is_none() {
        let fresh = Event::new(event.id.clone(), event.trigger.clone());
        let mut edit = |field| {
            ops.push(Op::EditEvent {
                id: event.id.clone(),
                field,
            });
        };
        if event.mode.is_some() {
            edit(EventField::Mode(Change::new(event.mode.clone(), None)));
        }
        if !event.contexts.is_empty() {
            edit(EventField::Contexts(Change::new(
                event.contexts.clone(),
                Vec::new(),
            )));
        }
        if !event.flags.is_empty() {
            edit(EventField::Flags(Change::new(
                event.flags.clone(),
                Vec::new(),
            )));
        }
        if event.date.is_some() {
            edit(EventField::Date(Box::new(Change::new(
                event.date.clone(),
                None,
            ))));
        }
        if !event.roles.is_empty() {
            edit(EventField::Roles(Change::new(
                event.roles.clone(),
                fresh.roles,
            )));
        }
        return Ok(Transaction::new("empty frame", ops));
    }
    let names_it = |role: &Role| role.filler == RoleFiller::Event(event.id.clone());
    for other in set.events().filter(|other| other.id != event.id) {
        if other.roles.iter().any(names_it) {
            let kept: Vec<_> = other
                .roles
                .iter()
                .filter(|r| !names_it(r))
                .cloned()
                .collect();
            ops.push(Op::EditEvent {
                id: other.id.clone(),
                field: EventField::Roles(Change::new(other.roles.clone(), kept)),
            });
        }
    }
    ops.push(Op::RemoveEvent(Box::new(event.clone())));
    Ok(Transaction::new("delete frame", ops))
}

fn one(event: &Event, name: String, field: EventField) -> Transaction {
    let id = event.id.clone();
    Transaction::new(name, vec![Op::EditEvent { id, field }])
}

#[cfg(test)]
#[path = "framing_tests.rs"]
mod tests;
