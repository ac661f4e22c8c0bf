//! Actors behind their mentions.

use std::collections::HashSet;

use super::net::EntityParts;
use super::{Carried, Conflict, Disagreement, Item, Joined, carry, carry_fields, carry_list, fill};
use crate::annotation::{Change, Entity, Fields, Id};

impl Joined<'_> {
    pub(super) fn join_entities(&mut self) {
        let net = self.net;
        for (id, before) in &net.entities.removed {
            self.remove_entity(id, before);
        }
        for (id, parts) in &net.entities.edited {
            self.edit_entity(id, parts);
        }
        self.drop_lost_mentions();
        self.add_entities();
    }

    /// The entity of the result.
    fn entity(&self, id: &Id) -> Option<&Entity> {
        match self.entities.get(id) {
            Some(joined) => joined.as_ref(),
            None => self.theirs.entities.get(id),
        }
    }

    fn conflict_about(&mut self, entity: &Entity, why: Disagreement) {
        let mention = entity.spans.iter().find_map(|id| self.span(id));
        self.conflicts.push(Conflict::at(mention, why));
    }

    fn remove_entity(&mut self, id: &Id, before: &Entity) {
        let Some(stands) = self.theirs.entities.get(id) else {
            return;
        };
        let known: HashSet<&Id> = before.spans.iter().collect();
        let mut changed = stands.clone();
        changed.spans.clone_from(&before.spans);
        let renamed = changed != *before;
        let new_mentions = stands.spans.iter().any(|span| !known.contains(span));
        let is_kept = |span: &Id| self.undeleted.contains(span) || self.unrelabelled.contains(span);
        if stands.spans.iter().any(is_kept) {
            // It went with a mention that is kept: that was told, and it stays too.
            return;
        }
        if !renamed && !new_mentions {
            self.entities.insert(id.clone(), None);
            return;
        }
        let went = |span: &Id| self.net.spans.removed.contains_key(span);
        if renamed || !before.spans.iter().all(went) {
            self.conflict_about(stands, Disagreement::ChangedThere);
        }
    }

    fn edit_entity(&mut self, id: &Id, parts: &EntityParts) {
        let Some(stands) = self.theirs.entities.get(id) else {
            if parts.adds_something() {
                let span = parts.spans.as_ref().and_then(|c| c.to.first());
                let span = span.and_then(|id| self.span(self.span_id(id)));
                let why = Disagreement::DeletedThere;
                self.conflicts.push(Conflict::at(span, why));
            }
            return;
        };
        let mut entity = stands.clone();
        let mut refused = Vec::new();
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused {
                refused.push(item);
            }
        };
        note(carry(&parts.name, &mut entity.name), Item::ActorName);
        let country = carry(&parts.country, &mut entity.country);
        note(country, Item::ActorCountry);
        note(carry(&parts.sector, &mut entity.sector), Item::ActorSector);
        let fields = carry_fields(&parts.extra, &mut entity.extra);
        refused.extend(fields.into_iter().map(Item::Field));
        if let Some(change) = &parts.spans {
            self.carry_mentions(change, &mut entity);
        }
        for item in refused {
            self.conflict_about(&entity, Disagreement::BothChanged(item));
        }
        self.entities.insert(id.clone(), Some(entity));
    }

    fn carry_mentions(&mut self, change: &Change<Vec<Id>>, entity: &mut Entity) {
        let known: HashSet<&Id> = change.from.iter().collect();
        let mut to = Vec::with_capacity(change.to.len());
        let mut lost = 0;
        for id in &change.to {
            let new = self.span_id(id);
            if self.span(new).is_some() {
                to.push(new.clone());
            } else if !known.contains(id) {
                lost += 1;
            }
        }
        let from = change.from.iter().map(|id| self.span_id(id).clone());
        let change = Change::new(from.collect(), to);
        carry_list(&change, &mut entity.spans, Clone::clone, |id| {
            self.undeleted.contains(id) || self.unrelabelled.contains(id)
        });
        for _ in 0..lost {
            self.conflict_about(entity, Disagreement::FillerDeletedThere);
        }
    }

    /// An actor added here is the one of the result with its id and its name. Failing that it
    /// keeps its id where that is free. Where it is not, it is one that says just the same and is
    /// no other's counterpart, or it is added with another id.
    fn add_entities(&mut self) {
        let net = self.net;
        if net.entities.added.is_empty() {
            return;
        }
        let gist = |entity: &Entity| {
            let mut gist = entity.clone();
            gist.id = Id::new("");
            format!("{gist:?}")
        };
        let has_counterpart = |there: &Entity| {
            let mine = net.entities.added.get(&there.id);
            mine.is_some_and(|mine| mine.name == there.name)
        };
        let there = self.theirs.entities().filter_map(|e| self.entity(&e.id));
        let there = there.filter(|there| !has_counterpart(there));
        let there: HashSet<String> = there.map(gist).collect();
        for (id, mine) in &net.entities.added {
            let stands = self.entity(id).cloned();
            let is_taken = stands.is_some() || self.fresh.faulty.contains(id);
            if let Some(stands) = stands.filter(has_counterpart) {
                self.fill_entity(stands, mine);
                continue;
            }
            let mut entity = Entity {
                spans: Vec::new(),
                ..mine.clone()
            };
            let mentions = Change::new(Vec::new(), mine.spans.clone());
            self.carry_mentions(&mentions, &mut entity);
            // An actor of whose mentions none is left is told about through them.
            let is_lost = entity.spans.is_empty() && !mine.spans.is_empty();
            if is_lost || (is_taken && there.contains(&gist(&entity))) {
                continue;
            }
            if is_taken {
                entity.id = self.fresh.entity();
            }
            self.entities.insert(entity.id.clone(), Some(entity));
        }
    }

    /// Both gave the same actor the same id, or it was carried over before.
    fn fill_entity(&mut self, mut entity: Entity, mine: &Entity) {
        let mut refused = Vec::new();
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused {
                refused.push(item);
            }
        };
        let country = fill(&mut entity.country, mine.country.as_ref());
        note(country, Item::ActorCountry);
        let sector = fill(&mut entity.sector, mine.sector.as_ref());
        note(sector, Item::ActorSector);
        let extra = Some(Change::new(Fields::new(), mine.extra.clone()));
        let fields = carry_fields(&extra, &mut entity.extra);
        refused.extend(fields.into_iter().map(Item::Field));
        let mentions = Change::new(Vec::new(), mine.spans.clone());
        self.carry_mentions(&mentions, &mut entity);
        for item in refused {
            self.conflict_about(&entity, Disagreement::BothChanged(item));
        }
        self.entities.insert(entity.id.clone(), Some(entity));
    }

    /// Takes spans that went out of the actors of theirs; an actor without mentions goes too.
    fn drop_lost_mentions(&mut self) {
        let went = |id: &Id| matches!(self.spans.get(id), Some(None));
        let mut changed = Vec::new();
        for stands in self.theirs.entities() {
            let Some(entity) = self.entity(&stands.id) else {
                continue;
            };
            let mut entity = entity.clone();
            entity.spans.retain(|id| !went(id));
            let left = !entity.spans.is_empty() || stands.spans.is_empty();
            if !left || entity != *stands {
                changed.push((stands.id.clone(), left.then_some(entity)));
            }
        }
        self.entities.extend(changed);
    }
}

impl EntityParts {
    /// Whether it does more than take mentions out.
    fn adds_something(&self) -> bool {
        let spans = self.spans.as_ref().is_some_and(|c| {
            let before: HashSet<&Id> = c.from.iter().collect();
            c.to.iter().any(|id| !before.contains(id))
        });
        let facts = self.name.is_some() || self.country.is_some() || self.sector.is_some();
        spans || facts || self.extra.is_some()
    }
}
