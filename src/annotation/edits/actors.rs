//! Actors behind their mentions: made, named, coded, joined and parted.

use std::collections::{BTreeSet, HashSet};

use crate::annotation::{
    AnnotationSet, Change, Entity, Fields, Id, Label, Op, OpError, Transaction,
};

/// What an actor that is yet to be made is called and coded as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityDraft {
    pub name: String,
    pub country: Option<String>,
    pub sector: Option<String>,
}

impl EntityDraft {
    fn make(self, id: Id, spans: Vec<Id>) -> Entity {
        Entity {
            id,
            name: self.name,
            country: self.country,
            sector: self.sector,
            spans,
            extra: Fields::new(),
        }
    }
}

/// What an analyst says of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActorField {
    Name(String),
    /// ISO 3166-1 alpha-3, or a code of PLOVER such as `IGO`.
    Country(Option<String>),
    Sector(Option<String>),
}

/// Makes actors of mentions that are of none yet, for a transaction that needs them: each with its
/// own draft, each once, with ids that do not collide. Passed over are spans that are of an actor
/// already, that are not labelled actor, or that are not there. Linear in the drafts.
#[must_use]
pub fn entities_for(
    set: &AnnotationSet,
    drafts: impl IntoIterator<Item = (Id, EntityDraft)>,
) -> Vec<Op> {
    let mut seen = HashSet::new();
    let mut ops = Vec::new();
    for (span, draft) in drafts {
        let is_actor = set.span(&span).is_some_and(|s| s.label == Label::ACTOR);
        if is_actor && set.entity_of(&span).is_none() && seen.insert(span.clone()) {
            let id = set.fresh_entity_id(ops.len() as u64);
            ops.push(Op::AddEntity(Box::new(draft.make(id, vec![span]))));
        }
    }
    ops
}

/// Says something of the actor that a span mentions. Where it is of none yet, an actor is made of
/// it, with what is `proposed` for the rest. An empty name is none: the name stays. Where it
/// stands so already there is nothing to do.
///
/// # Errors
/// Where there is no such span.
pub fn set_actor(
    set: &AnnotationSet,
    mention: &Id,
    field: &ActorField,
    proposed: EntityDraft,
) -> Result<Transaction, OpError> {
    set.span(mention)
        .ok_or_else(|| OpError::Missing(mention.clone()))?;
    let filled = |code: &Option<String>| code.clone().filter(|code| !code.trim().is_empty());
    let with = |mut entity: Entity| {
        match field {
            ActorField::Name(name) if !name.trim().is_empty() => {
                name.trim().clone_into(&mut entity.name);
            }
            ActorField::Name(_) => {}
            ActorField::Country(code) => entity.country = filled(code),
            ActorField::Sector(code) => entity.sector = filled(code),
        }
        entity
    };
    let name = match field {
        ActorField::Name(_) => "name actor",
        ActorField::Country(_) => "set country of actor",
        ActorField::Sector(_) => "set sector of actor",
    };
    let ops = match set.entity_of(mention) {
        Some(entity) => edit(entity, with(entity.clone())).into_iter().collect(),
        None => {
            let made = proposed.make(set.fresh_entity_id(0), vec![mention.clone()]);
            vec![Op::AddEntity(Box::new(with(made)))]
        }
    };
    Ok(Transaction::new(name, ops))
}

/// Whether two spans are mentions of one actor.
#[must_use]
pub fn are_one_actor(set: &AnnotationSet, a: &Id, b: &Id) -> bool {
    let of: Vec<&Id> = set.entities_of(a).map(|entity| &entity.id).collect();
    set.entities_of(b).any(|entity| of.contains(&&entity.id))
}

/// Says that two spans mention one actor; where they do so already, takes `mention` out again.
/// An actor that is new is made as `proposed`. Of two actors that become one, the older keeps its
/// name; what it does not say is taken from the other.
///
/// # Errors
/// Where there is no such span.
pub fn toggle_same_actor(
    set: &AnnotationSet,
    mention: &Id,
    other: &Id,
    proposed: EntityDraft,
) -> Result<Transaction, OpError> {
    for id in [mention, other] {
        set.span(id).ok_or_else(|| OpError::Missing(id.clone()))?;
    }
    if are_one_actor(set, mention, other) {
        return Ok(part_mention(set, mention));
    }
    let group = (vec![mention.clone(), other.clone()], proposed);
    Ok(join_actors(set, [group], "same actor"))
}

/// Joins the mentions of each group to one actor, all groups as one step. What of a group belongs
/// to actors already comes with all their mentions: the oldest actor stays, and what it does not
/// say is taken from the others, then from the draft. Spans that are not there are passed over, and
/// groups of which less than two mentions are left. No actor may come into two groups. Linear in
/// the mentions.
#[must_use]
pub fn join_actors(
    set: &AnnotationSet,
    groups: impl IntoIterator<Item = (Vec<Id>, EntityDraft)>,
    name: &str,
) -> Transaction {
    let mut ops = Vec::new();
    let mut made = 0;
    for (mentions, draft) in groups {
        let mentions: Vec<Id> = (mentions.into_iter())
            .filter(|id| set.span(id).is_some())
            .collect();
        let known: BTreeSet<&Id> = (mentions.iter())
            .flat_map(|id| set.entities_of(id))
            .map(|entity| &entity.id)
            .collect();
        let mut known = known.into_iter().filter_map(|id| set.entity(id));
        let Some(kept) = known.next() else {
            let spans = in_reading_order(set, mentions.into_iter());
            if spans.len() > 1 {
                let id = set.fresh_entity_id(made);
                made += 1;
                ops.push(Op::AddEntity(Box::new(draft.make(id, spans))));
            }
            continue;
        };
        let mut to = kept.clone();
        for gone in known {
            to.country = to.country.or_else(|| gone.country.clone());
            to.sector = to.sector.or_else(|| gone.sector.clone());
            for (name, value) in gone.extra.iter() {
                let stands = to.extra.entry(name.clone());
                stands.or_insert_with(|| value.clone());
            }
            to.spans.extend(gone.spans.iter().cloned());
            ops.push(Op::RemoveEntity(Box::new(gone.clone())));
        }
        to.country = to.country.or(draft.country);
        to.sector = to.sector.or(draft.sector);
        to.spans = in_reading_order(set, to.spans.into_iter().chain(mentions));
        ops.extend(edit(kept, to));
    }
    Transaction::new(name, ops)
}

/// Takes a mention out of its actor. An actor without mentions goes.
#[must_use]
pub fn part_mention(set: &AnnotationSet, mention: &Id) -> Transaction {
    let ops = without(set, &HashSet::from([mention]));
    Transaction::new("another actor", ops)
}

/// Takes spans out of the actors that they mention; an actor without mentions goes. Linear in the
/// spans and in the mentions of their actors.
pub(super) fn without(set: &AnnotationSet, spans: &HashSet<&Id>) -> Vec<Op> {
    let concerned: BTreeSet<&Id> = (spans.iter())
        .flat_map(|id| set.entities_of(id))
        .map(|entity| &entity.id)
        .collect();
    let entities = concerned.into_iter().filter_map(|id| set.entity(id));
    let changed = entities.filter_map(|entity| {
        let mut to = entity.clone();
        to.spans.retain(|id| !spans.contains(id));
        if to.spans.is_empty() {
            return Some(Op::RemoveEntity(Box::new(entity.clone())));
        }
        edit(entity, to)
    });
    changed.collect()
}

fn edit(from: &Entity, to: Entity) -> Option<Op> {
    (*from != to).then(|| Op::EditEntity {
        id: from.id.clone(),
        change: Change::new(Box::new(from.clone()), Box::new(to)),
    })
}

/// Each mention once, in the order of the text. Ids that are no spans stay, at the end.
fn in_reading_order(set: &AnnotationSet, ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut ids: Vec<_> = ids.collect();
    ids.sort_by_cached_key(|id| {
        let start = set.span(id).map_or(usize::MAX, |span| span.range.start);
        (start, id.clone())
    });
    ids.dedup();
    ids
}

#[cfg(test)]
#[path = "actors_tests.rs"]
mod tests;
