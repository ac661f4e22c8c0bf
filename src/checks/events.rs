//! Event frames: types, modes and roles.

use std::collections::HashMap;

use super::{Look, Rule};
use crate::annotation::{Event, FigureKind, Flag, Id, Role, RoleFiller};

/// Types of PLOVER, and statements: somebody does them. What only happens (a disaster, a death)
/// needs no actor, and of a corpus' own types nobody knows.
const DONE_BY_SOMEBODY: [&str; 17] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATEMENT",
];

/// Types that happen somewhere. Words are said anywhere, and articles seldom say where.
const DONE_SOMEWHERE: [&str; 8] = [
    "CONSULT", "AID", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "DISASTER",
];

/// What tells two events of one trigger apart.
type Same<'a> = (&'a Id, Option<&'a str>, Vec<(&'a str, &'a RoleFiller)>);

pub(super) fn check(look: &mut Look<'_>) {
    let mut seen: HashMap<Same<'_>, &Id> = HashMap::new();
    for event in look.events.clone() {
        kind(look, event);
        fillers(look, event);
        twice(look, event);
        missing(look, event);
        let mut roles: Vec<_> = event.roles.iter().map(plain).collect();
        roles.sort_by(|a, b| (a.0, id_of(a.1)).cmp(&(b.0, id_of(b.1))));
        let same = (&event.trigger, event.kind.as_deref(), roles);
        if seen.insert(same, &event.id).is_some() {
            let words = look.event_words(event);
            let said = format!("{words} is there twice with the same roles: delete one");
            look.of_event(Rule::Twice, event, said);
        }
    }
}

fn plain(role: &Role) -> (&str, &RoleFiller) {
    (role.role.as_str(), &role.filler)
}

fn id_of(filler: &RoleFiller) -> &Id {
    match filler {
        RoleFiller::Span(id) | RoleFiller::Event(id) => id,
    }
}

fn kind(look: &mut Look<'_>, event: &Event) {
    let words = look.span_words(&event.trigger);
    let Some(kind) = &event.kind else {
        let said = format!("{words} has no type yet");
        look.of_event(Rule::NoType, event, said);
        return;
    };
    let Some(def) = look.schema.event_type(kind) else {
        let said = format!("{words} has the type {kind}, which the schema does not know");
        look.of_event(Rule::UnknownType, event, said);
        return;
    };
    if let Some(mode) = &event.mode
        && !def.modes.iter().any(|known| known == mode)
    {
        let said = match def.modes.first() {
            None => format!("{words} has the mode {mode}, and {kind} has none: clear it"),
            Some(_) => format!("{words} has the mode {mode}, which is none of {kind}"),
        };
        look.of_event(Rule::ModeOfAnotherType, event, said);
    }
}

fn fillers(look: &mut Look<'_>, event: &Event) {
    for role in &event.roles {
        let RoleFiller::Span(id) = &role.filler else {
            continue;
        };
        let def = look.schema.roles.iter().find(|def| def.name == role.role);
        let wanted = def.and_then(|def| def.filler.as_ref());
        let (Some(wanted), Some(span)) = (wanted, look.set.span(id)) else {
            continue;
        };
        if span.label != *wanted {
            let said = format!(
                "{}: the {} {} is marked as {}, and not as {wanted}",
                look.event_words(event),
                role.role,
                look.words(span.range),
                span.label
            );
            look.of_event(Rule::FillerOfAnotherLabel, event, said);
        }
    }
}

/// What fills one role more than once, each named once.
fn twice(look: &mut Look<'_>, event: &Event) {
    let mut times: HashMap<(&str, Option<FigureKind>, &RoleFiller), usize> = HashMap::new();
    for role in &event.roles {
        let known = times.entry((role.role.as_str(), role.kind, &role.filler));
        let known = known.or_insert(0);
        *known += 1;
        if *known != 2 {
            continue;
        }
        let filler = match &role.filler {
            RoleFiller::Span(id) => look.span_words(id),
            RoleFiller::Event(id) => {
                (look.set.event(id)).map_or(id.to_string(), |filler| look.event_words(filler))
            }
        };
        let said = format!(
            "{} has {filler} twice as {}: take it out once",
            look.event_words(event),
            role.role
        );
        look.of_event(Rule::FillerTwice, event, said);
    }
}

fn missing(look: &mut Look<'_>, event: &Event) {
    let Some(kind) = event.kind.as_deref() else {
        return;
    };
    let has = |name: &str| event.roles.iter().any(|role| role.role == name);
    let offered = |look: &Look<'_>, name: &str| look.schema.roles.iter().any(|r| r.name == name);
    if DONE_BY_SOMEBODY.contains(&kind) && !has("actor") && offered(look, "actor") {
        let said = format!("{} has no actor: fill the role", look.event_words(event));
        look.of_event(Rule::NoActor, event, said);
    }
    let unreal = [Flag::Negated, Flag::Future, Flag::Hypothetical];
    let happened = !event.flags.iter().any(|flag| unreal.contains(flag));
    if happened && DONE_SOMEWHERE.contains(&kind) && !has("location") && offered(look, "location") {
        let said = format!("{} has no location: fill the role", look.event_words(event));
        look.of_event(Rule::NoPlace, event, said);
    }
}
