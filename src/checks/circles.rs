//! Events that fill roles of themselves, by way of others too.

use std::collections::HashMap;

use super::{Look, Rule};
use crate::annotation::{Event, Id, RoleFiller};

/// How far an event was followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    /// It is on the way that is being followed.
    OnTheWay,
    Done,
}

/// One event of each circle is named: the one that closes it. Each event is followed once, without
/// recursion, since circles may be as long as the article.
pub(super) fn check(look: &mut Look<'_>) {
    let set = look.set;
    let mut met: HashMap<&Id, Met> = HashMap::new();
    for event in look.events.clone() {
        if met.contains_key(&event.id) {
            continue;
        }
        met.insert(&event.id, Met::OnTheWay);
        let mut way = vec![(event, events_in(event))];
        while let Some((at, fillers)) = way.last_mut() {
            let at = *at;
            let Some(id) = fillers.next() else {
                met.insert(&at.id, Met::Done);
                way.pop();
                continue;
            };
            match (met.get(id), set.event(id)) {
                (None, Some(next)) => {
                    met.insert(&next.id, Met::OnTheWay);
                    way.push((next, events_in(next)));
                }
                (Some(Met::OnTheWay), Some(_)) => closed(look, at, id),
                _ => {}
            }
        }
    }
}

/// The events that fill roles of an event.
fn events_in(event: &Event) -> impl Iterator<Item = &Id> {
    event.roles.iter().filter_map(|role| match &role.filler {
        RoleFiller::Event(id) => Some(id),
        RoleFiller::Span(_) => None,
    })
}

fn closed(look: &mut Look<'_>, event: &Event, filler: &Id) {
    let words = look.event_words(event);
    let said = if event.id == *filler {
        format!("{words} fills a role of itself: take it out")
    } else {
        let other = look.set.event(filler);
        let other = other.map_or(filler.to_string(), |other| look.event_words(other));
        format!("{words} has {other} in a role, which it is itself a part of: take one out")
    };
    look.of_event(Rule::Circle, event, said);
}
