//! Carries changes onto another version of the same work, span by span.
//!
//! When another program changed an annotation file while there were changes that the file does
//! not hold, they are not laid over it but joined with it. First the changes are netted
//! ([`net`]), then each entry's end state is decided against what the other version holds, and
//! last the steps from the other version to that state are written ([`steps`]): what the other
//! version holds already needs no step, and no step fails for a state that only lay between.
//!
//! Nothing of the other version is ever lost here but what the analyst deleted, and that only
//! where it still was as they knew it and nothing new points to it. Whatever disagrees is kept as
//! the other version has it, and told.

mod conflict;
mod entities;
mod events;
mod net;
mod spans;
mod steps;
#[cfg(test)]
mod tests;
mod unplaced;
mod uses;

use crate::annotation::Fields;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use serde_json::{Map, Value};

use super::{
    AnnotationSet, Change, Entity, Event, Faulty, Id, Label, Rejection, Span, Status, Transaction,
};
use net::{Net, Part};

pub use conflict::{Conflict, Disagreement, Item};

/// What came of carrying changes onto another version of the same work.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What to apply to the other version: exact changes for that set, undone as one.
    pub transaction: Transaction,
    /// What could not be carried over; the other version's state was kept.
    pub conflicts: Vec<Conflict>,
}

/// Carries changes onto another version of the work on the same text.
///
/// `mine` are the changes in the order in which they were applied; for an undo the inverse that
/// was applied. Both versions count in the same text.
///
/// What `theirs` holds already is not done again: merging twice adds nothing. An actor added here
/// is there already where one of `theirs` has its id and name, or where its id is taken and
/// another one says just the same. Costs O((n + m) log n) for the entries of `theirs` and the
/// changes.
#[must_use]
pub fn merge(theirs: &AnnotationSet, mine: &[Transaction]) -> Merged {
    let net = Net::of(mine);
    let mut joined = Joined::new(theirs, &net);
    joined.join_spans();
    joined.join_events();
    joined.join_entities();
    joined.join_rejections();
    joined.join_record();
    let ops = steps::between(theirs, &joined);
    Merged {
        transaction: Transaction::new("carry your changes over", ops),
        conflicts: joined.conflicts,
    }
}

/// The state that comes out, as far as it may differ from theirs.
struct Joined<'a> {
    theirs: &'a AnnotationSet,
    net: &'a Net,
    uses: uses::Uses<'a>,
    /// What is in here stands for what theirs has; nothing where it goes.
    spans: BTreeMap<Id, Option<Span>>,
    events: BTreeMap<Id, Option<Event>>,
    entities: BTreeMap<Id, Option<Entity>>,
    rejections: BTreeMap<&'a Rejection, Option<Map<String, Value>>>,
    record: Record,
    /// Ids of what was added here, to those that they have in the result.
    span_ids: HashMap<&'a Id, Id>,
    event_ids: HashMap<&'a Id, Id>,
    /// Spans that both marked as the same, or made an event, each by themselves.
    twins: HashSet<Id>,
    /// Spans that were deleted here and are kept all the same.
    undeleted: HashSet<&'a Id>,
    /// Spans that were given another label here and keep theirs.
    unrelabelled: HashSet<&'a Id>,
    fresh: Fresh,
    conflicts: Vec<Conflict>,
}

/// What the result says of the article as a whole.
struct Record {
    title: String,
    published: Option<String>,
    status: Status,
    flagged: bool,
    note: String,
    attributes: Fields,
}

impl<'a> Joined<'a> {
    fn new(theirs: &'a AnnotationSet, net: &'a Net) -> Self {
        Self {
            theirs,
            net,
            uses: uses::Uses::of(theirs, net),
            spans: BTreeMap::new(),
            events: BTreeMap::new(),
            entities: BTreeMap::new(),
            rejections: BTreeMap::new(),
            record: Record {
                title: theirs.title.clone(),
                published: theirs.published.clone(),
                status: theirs.status,
                flagged: theirs.flagged,
                note: theirs.note.clone(),
                attributes: theirs.attributes.clone(),
            },
            span_ids: HashMap::new(),
            event_ids: HashMap::new(),
            twins: HashSet::new(),
            undeleted: HashSet::new(),
            unrelabelled: HashSet::new(),
            fresh: Fresh::beyond(theirs, net),
            conflicts: Vec::new(),
        }
    }

    /// A span of the result.
    fn span(&self, id: &Id) -> Option<&Span> {
        match self.spans.get(id) {
            Some(joined) => joined.as_ref(),
            None => self.theirs.span(id),
        }
    }

    /// An event of the result.
    fn event(&self, id: &Id) -> Option<&Event> {
        match self.events.get(id) {
            Some(joined) => joined.as_ref(),
            None => self.theirs.event(id),
        }
    }

    /// The id in the result of a span that my changes name.
    fn span_id<'b>(&'b self, id: &'b Id) -> &'b Id {
        self.span_ids.get(id).unwrap_or(id)
    }

    /// The id in the result of an event that my changes name.
    fn event_id<'b>(&'b self, id: &'b Id) -> &'b Id {
        self.event_ids.get(id).unwrap_or(id)
    }

    fn is_event(&self, id: &Id) -> bool {
        self.span(id).is_some_and(|span| span.label == Label::EVENT)
    }

    fn join_rejections(&mut self) {
        if self.net.rejections.is_empty() {
            return;
        }
        let theirs: HashMap<_, _> = self.theirs.rejections().collect();
        for (rejection, change) in &self.net.rejections {
            let stands = theirs.get(rejection).copied();
            let to = change.to.as_ref();
            if stands == change.from.as_ref() {
                self.rejections.insert(rejection, change.to.clone());
            } else if stands.is_some() && stands != to && change.from.is_some() {
                self.conflicts.push(Conflict {
                    range: Some(rejection.range),
                    label: Some(rejection.label.clone()),
                    why: Disagreement::BothChanged(Item::Rejection),
                });
            }
        }
    }

    fn join_record(&mut self) {
        let (net, record) = (self.net, &mut self.record);
        let mut refused = Vec::new();
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused {
                refused.push(item);
            }
        };
        note(carry(&net.title, &mut record.title), Item::Title);
        let published = carry(&net.published, &mut record.published);
        note(published, Item::Published);
        note(carry(&net.flagged, &mut record.flagged), Item::Flag);
        note(carry(&net.note, &mut record.note), Item::ArticleNote);
        note(carry_status(&net.status, &mut record.status), Item::Status);
        let fields = carry_fields(&net.attributes, &mut record.attributes);
        refused.extend(fields.into_iter().map(Item::Field));
        self.conflicts.extend(refused.into_iter().map(|item| {
            let why = Disagreement::BothChanged(item);
            Conflict::at(None, why)
        }));
    }
}

/// The first edit of an article sets it in progress by itself: that says nothing against what the
/// other version says, and where they did no more than that, it stands like new.
fn carry_status(part: &Part<Status>, stands: &mut Status) -> Carried {
    let Some(change) = part else {
        return Carried::Same;
    };
    let by_itself = |status: Status| matches!(status, Status::New | Status::InProgress);
    let untouched = by_itself(change.from) && by_itself(*stands) && change.to == Status::Done;
    if *stands == change.to {
        Carried::Same
    } else if by_itself(change.to) {
        match (*stands == change.from, *stands) {
            (true, _) => {
                *stands = change.to;
                Carried::Taken
            }
            (false, Status::Skipped) => Carried::Refused,
            (false, Status::New | Status::InProgress | Status::Done) => Carried::Same,
        }
    } else if untouched || *stands == change.from {
        *stands = change.to;
        Carried::Taken
    } else {
        Carried::Refused
    }
}

/// What became of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carried {
    /// It was not changed here, or stands already as it was changed to.
    Same,
    Taken,
    /// It is neither as it was nor as it was changed to.
    Refused,
}

fn carry<T: Clone + PartialEq>(part: &Part<T>, stands: &mut T) -> Carried {
    match part {
        None => Carried::Same,
        Some(change) if *stands == change.to => Carried::Same,
        Some(change) if *stands == change.from => {
            stands.clone_from(&change.to);
            Carried::Taken
        }
        Some(_) => Carried::Refused,
    }
}

/// Fills a part that theirs leaves empty.
fn fill<T: Clone + PartialEq>(stands: &mut Option<T>, mine: Option<&T>) -> Carried {
    match (stands.as_ref(), mine) {
        (_, None) => Carried::Same,
        (Some(theirs), Some(mine)) if theirs == mine => Carried::Same,
        (Some(_), Some(_)) => Carried::Refused,
        (None, Some(mine)) => {
            *stands = Some(mine.clone());
            Carried::Taken
        }
    }
}

/// Carries changed fields over, name by name; the names of those that disagree.
fn carry_fields(part: &Part<Fields>, stands: &mut Fields) -> Vec<String> {
    let Some(change) = part else {
        return Vec::new();
    };
    if *stands == change.from {
        stands.clone_from(&change.to);
        return Vec::new();
    }
    let mut refused = Vec::new();
    let new = change
        .to
        .keys()
        .filter(|name| !change.from.contains_key(*name));
    for name in change.from.keys().chain(new) {
        let (from, to) = (change.from.get(name), change.to.get(name));
        let there = stands.get(name);
        if from == to || there == to {
            continue;
        }
        if there != from {
            refused.push(name.clone());
        } else if let Some(to) = to {
            stands.insert(name.clone(), to.clone());
        } else {
            stands.shift_remove(name);
        }
    }
    refused
}

/// Carries what was added to a list and taken out of it. Entries for which `keep` holds stay.
fn carry_list<T: Clone + PartialEq, K: Hash + Eq>(
    change: &Change<Vec<T>>,
    stands: &mut Vec<T>,
    key: impl Fn(&T) -> K,
    keep: impl Fn(&T) -> bool,
) {
    if *stands == change.to {
        return;
    }
    let after: HashSet<K> = change.to.iter().map(&key).collect();
    let kept = |entry: &T| keep(entry) && !after.contains(&key(entry));
    if *stands == change.from && !stands.iter().any(kept) {
        stands.clone_from(&change.to);
        return;
    }
    let before: HashSet<K> = change.from.iter().map(&key).collect();
    stands.retain(|entry| {
        let key = key(entry);
        keep(entry) || !before.contains(&key) || after.contains(&key)
    });
    let mut there: HashSet<K> = stands.iter().map(&key).collect();
    for entry in &change.to {
        if !before.contains(&key(entry)) && there.insert(key(entry)) {
            stands.push(entry.clone());
        }
    }
}

/// Gives ids that neither version has used.
struct Fresh {
    span: u64,
    entity: u64,
    event: u64,
    /// Ids of entries that could not be read and stay so: they stand in the file all the same.
    faulty: HashSet<Id>,
}

impl Fresh {
    fn beyond(theirs: &AnnotationSet, net: &Net) -> Self {
        let largest = |ids: &mut dyn Iterator<Item = &Id>, letter: char| {
            ids.filter_map(|id| id.number(letter)).max().unwrap_or(0)
        };
        let last = theirs.last_numbers();
        let placed: HashSet<String> = net.unplaced.taken_out().map(|e| format!("{e:?}")).collect();
        let stays = |entry: &&Faulty| placed.is_empty() || !placed.contains(&format!("{entry:?}"));
        let stay = theirs.faulty.iter().filter(stays);
        let id = |raw: &Value| raw.get("id").and_then(Value::as_str).map(Id::new);
        Self {
            span: last
                .0
                .max(largest(&mut net.spans.added.keys(), 's'))
                .max(largest(&mut net.spans.removed.keys(), 's')),
            entity: last
                .1
                .max(largest(&mut net.entities.added.keys(), 'a'))
                .max(largest(&mut net.entities.removed.keys(), 'a')),
            event: last
                .2
                .max(largest(&mut net.events.added.keys(), 'e'))
                .max(largest(&mut net.events.removed.keys(), 'e')),
            faulty: stay.filter_map(|entry| id(&entry.raw)).collect(),
        }
    }

    fn span(&mut self) -> Id {
        self.span += 1;
        Id::numbered('s', self.span)
    }

    fn entity(&mut self) -> Id {
        self.entity += 1;
        Id::numbered('a', self.entity)
    }

    fn event(&mut self) -> Id {
        self.event += 1;
        Id::numbered('e', self.event)
    }
}
