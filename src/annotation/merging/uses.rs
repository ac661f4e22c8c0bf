//! Who points to whom in the other version, and which of it was known here.

use std::collections::{HashMap, HashSet};

use super::net::Net;
use crate::annotation::{AnnotationSet, Event, Id, RoleFiller};

/// Built once: a look-up for each change would be linear in the events.
pub(super) struct Uses<'a> {
    frames: HashMap<&'a Id, Vec<&'a Event>>,
    /// The events whose roles a span or an event fills.
    roles: HashMap<&'a RoleFiller, Vec<&'a Id>>,
    /// The actors that a span mentions.
    mentions: HashMap<&'a Id, Vec<&'a Id>>,
    known_roles: HashSet<(&'a Id, &'a RoleFiller)>,
    known_mentions: HashSet<(&'a Id, &'a Id)>,
}

impl<'a> Uses<'a> {
    pub fn of(theirs: &'a AnnotationSet, net: &'a Net) -> Self {
        let mut uses = Self {
            frames: HashMap::new(),
            roles: HashMap::new(),
            mentions: HashMap::new(),
            known_roles: HashSet::new(),
            known_mentions: HashSet::new(),
        };
        for event in theirs.events() {
            uses.frames.entry(&event.trigger).or_default().push(event);
            for role in &event.roles {
                uses.roles.entry(&role.filler).or_default().push(&event.id);
            }
        }
        for entity in theirs.entities() {
            for span in &entity.spans {
                uses.mentions.entry(span).or_default().push(&entity.id);
            }
        }
        let removed = net.events.removed.iter().map(|(id, e)| (id, &e.roles));
        let edited = net.events.edited.iter();
        let edited = edited.filter_map(|(id, e)| Some((id, &e.roles.as_ref()?.from)));
        for (id, roles) in removed.chain(edited) {
            let known = roles.iter().map(|role| (id, &role.filler));
            uses.known_roles.extend(known);
        }
        let removed = net.entities.removed.iter().map(|(id, e)| (id, &e.spans));
        let edited = net.entities.edited.iter();
        let edited = edited.filter_map(|(id, e)| Some((id, &e.spans.as_ref()?.from)));
        for (id, spans) in removed.chain(edited) {
            uses.known_mentions
                .extend(spans.iter().map(|span| (id, span)));
        }
        uses
    }

    /// The events that a span triggers in the other version.
    pub fn frames(&self, trigger: &Id) -> &[&'a Event] {
        self.frames.get(trigger).map_or(&[], Vec::as_slice)
    }

    /// Whether a role there is filled by it that was not known when it was deleted here.
    pub fn is_newly_filling(&self, filler: &RoleFiller) -> bool {
        let events = self.roles.get(filler).map_or(&[][..], Vec::as_slice);
        events
            .iter()
            .any(|event| !self.known_roles.contains(&(*event, filler)))
    }

    /// Whether an actor there is mentioned by it that was not known when it was deleted here.
    pub fn is_newly_mentioning(&self, span: &Id) -> bool {
        let entities = self.mentions.get(span).map_or(&[][..], Vec::as_slice);
        entities
            .iter()
            .any(|entity| !self.known_mentions.contains(&(*entity, span)))
    }
}
