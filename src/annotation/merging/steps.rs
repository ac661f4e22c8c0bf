//! The changes that lead from the other version to the joined state, each exact.

use std::collections::HashSet;

use super::Joined;
use crate::annotation::{
    AnnotationSet, Change, Event, EventField, Extent, Id, Label, Op, Span, SpanField,
};
use crate::text::ByteRange;

/// First what goes, then spans, then what points to them. What is the same needs no step.
pub(super) fn between(theirs: &AnnotationSet, joined: &Joined<'_>) -> Vec<Op> {
    let mut ops = Vec::new();
    let gone = joined.events.iter().filter(|(_, event)| event.is_none());
    let gone = gone.filter_map(|(id, _)| theirs.event(id));
    ops.extend(gone.map(|event| Op::RemoveEvent(Box::new(event.clone()))));
    let gone = joined
        .entities
        .iter()
        .filter(|(_, entity)| entity.is_none());
    let gone = gone.filter_map(|(id, _)| theirs.entities.get(id));
    ops.extend(gone.map(|entity| Op::RemoveEntity(Box::new(entity.clone()))));
    span_steps(theirs, joined, &mut ops);
    for event in joined.events.values().flatten() {
        match theirs.event(&event.id) {
            Some(stands) => event_steps(stands, event, &mut ops),
            None => ops.push(Op::AddEvent(Box::new(event.clone()))),
        }
    }
    for entity in joined.entities.values().flatten() {
        match theirs.entities.get(&entity.id) {
            Some(stands) if stands == entity => {}
            Some(stands) => ops.push(Op::EditEntity {
                id: entity.id.clone(),
                change: Change::new(Box::new(stands.clone()), Box::new(entity.clone())),
            }),
            None => ops.push(Op::AddEntity(Box::new(entity.clone()))),
        }
    }
    rejection_steps(theirs, joined, &mut ops);
    joined.net.unplaced.steps(theirs, &mut ops);
    record_steps(theirs, joined, &mut ops);
    ops
}

fn span_steps(theirs: &AnnotationSet, joined: &Joined<'_>, ops: &mut Vec<Op>) {
    let touched = || {
        let spans = joined.spans.values().flatten();
        spans.map(|span| (theirs.span(&span.id), span))
    };
    let place = |span: &Span| -> (ByteRange, Label) { (span.range, span.label.clone()) };
    // Where something comes to stand.
    let goals: HashSet<_> = touched()
        .filter(|(stands, span)| stands.is_none_or(|stands| place(stands) != place(span)))
        .map(|(_, span)| place(span))
        .collect();
    // A span that stands where another comes to stand is lifted out first and put in at last:
    // spans may change places with each other. So is one that moves and changes its label, which
    // in between might stand where another stands.
    let is_lifted = |stands: &Span, span: &Span| {
        let moves = (stands.range != span.range, stands.label != span.label);
        let blocks = (moves.0 || moves.1) && goals.contains(&place(stands));
        blocks || (moves.0 && moves.1) || !is_editable(stands, span)
    };
    let gone = joined.spans.iter().filter(|(_, span)| span.is_none());
    let gone = gone.filter_map(|(id, _)| theirs.span(id));
    ops.extend(gone.map(|span| Op::RemoveSpan(Box::new(span.clone()))));
    let mut last = Vec::new();
    for (stands, span) in touched() {
        match stands {
            Some(stands) if is_lifted(stands, span) => {
                ops.push(Op::RemoveSpan(Box::new(stands.clone())));
                last.push(span);
            }
            Some(_) => {}
            None => last.push(span),
        }
    }
    for (stands, span) in touched() {
        if let Some(stands) = stands
            && !is_lifted(stands, span)
        {
            edit_steps(stands, span, ops);
        }
    }
    let last = last.into_iter();
    ops.extend(last.map(|span| Op::AddSpan(Box::new(span.clone()))));
}

/// Whether there is a change for every part in which the two differ.
fn is_editable(stands: &Span, span: &Span) -> bool {
    stands.created == span.created && stands.extra == span.extra
}

fn edit_steps(stands: &Span, span: &Span, ops: &mut Vec<Op>) {
    let mut fields = Vec::new();
    if stands.range != span.range || stands.fragments != span.fragments {
        let change = Change::new(Extent::of(stands), Extent::of(span));
        fields.push(SpanField::Extent(change));
    } else if stands.head != span.head {
        fields.push(SpanField::Head(Change::new(stands.head, span.head)));
    }
    /// A change of one part, where the two differ.
    macro_rules! push {
        ($kind:ident, $part:ident) => {
            if stands.$part != span.$part {
                let change = Change::new(stands.$part.clone(), span.$part.clone());
                fields.push(SpanField::$kind(change));
            }
        };
    }
    push!(Label, label);
    push!(Value, value);
    push!(Place, place);
    push!(Note, note);
    push!(Attributes, attributes);
    push!(Origin, origin);
    push!(Anchor, anchor);
    if fields.is_empty() && stands.modified != span.modified {
        // Changed and changed back: only the time is left of it.
        let change = Change::new(span.note.clone(), span.note.clone());
        fields.push(SpanField::Note(change));
    }
    let mut from = stands.modified.clone();
    for field in fields {
        let before = std::mem::replace(&mut from, span.modified.clone());
        ops.push(Op::EditSpan {
            id: span.id.clone(),
            field: Box::new(field),
            modified: Change::new(before, span.modified.clone()),
        });
    }
}

fn event_steps(stands: &Event, event: &Event, ops: &mut Vec<Op>) {
    if stands.trigger != event.trigger || stands.extra != event.extra {
        ops.push(Op::RemoveEvent(Box::new(stands.clone())));
        ops.push(Op::AddEvent(Box::new(event.clone())));
        return;
    }
    let mut push = |field: EventField| {
        let id: Id = event.id.clone();
        ops.push(Op::EditEvent { id, field });
    };
    if stands.kind != event.kind {
        let change = Change::new(stands.kind.clone(), event.kind.clone());
        push(EventField::Kind(change));
    }
    if stands.mode != event.mode {
        let change = Change::new(stands.mode.clone(), event.mode.clone());
        push(EventField::Mode(change));
    }
    if stands.contexts != event.contexts {
        let change = Change::new(stands.contexts.clone(), event.contexts.clone());
        push(EventField::Contexts(change));
    }
    if stands.flags != event.flags {
        let change = Change::new(stands.flags.clone(), event.flags.clone());
        push(EventField::Flags(change));
    }
    if stands.date != event.date {
        let change = Change::new(stands.date.clone(), event.date.clone());
        push(EventField::Date(Box::new(change)));
    }
    if stands.roles != event.roles {
        let change = Change::new(stands.roles.clone(), event.roles.clone());
        push(EventField::Roles(change));
    }
}

fn rejection_steps(theirs: &AnnotationSet, joined: &Joined<'_>, ops: &mut Vec<Op>) {
    if joined.rejections.is_empty() {
        return;
    }
    for (rejection, extra) in theirs.rejections() {
        if let Some(to) = joined.rejections.get(rejection)
            && to.as_ref() != Some(extra)
        {
            ops.push(Op::Unreject(rejection.clone(), extra.clone()));
            let again = to
                .as_ref()
                .map(|to| Op::Reject(rejection.clone(), to.clone()));
            ops.extend(again);
        }
    }
    for (rejection, to) in &joined.rejections {
        if let Some(to) = to
            && !theirs.is_rejected(rejection)
        {
            ops.push(Op::Reject((*rejection).clone(), to.clone()));
        }
    }
}

fn record_steps(theirs: &AnnotationSet, joined: &Joined<'_>, ops: &mut Vec<Op>) {
    let record = &joined.record;
    if theirs.title != record.title {
        let change = Change::new(theirs.title.clone(), record.title.clone());
        ops.push(Op::Title(change));
    }
    if theirs.published != record.published {
        let change = Change::new(theirs.published.clone(), record.published.clone());
        ops.push(Op::Published(change));
    }
    if theirs.status != record.status {
        ops.push(Op::Status(Change::new(theirs.status, record.status)));
    }
    if theirs.flagged != record.flagged {
        ops.push(Op::Flag(Change::new(theirs.flagged, record.flagged)));
    }
    if theirs.note != record.note {
        let change = Change::new(theirs.note.clone(), record.note.clone());
        ops.push(Op::Note(change));
    }
    if theirs.attributes != record.attributes {
        let change = Change::new(theirs.attributes.clone(), record.attributes.clone());
        ops.push(Op::Attributes(change));
    }
}
