//! Event frames: which go, which of those added here are there already, and what fills them.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::net::EventParts;
use super::{Carried, Conflict, Disagreement, Item, Joined, carry, carry_fields, carry_list, fill};
use crate::annotation::{Change, Event, Fields, Id, Label, Role, RoleFiller};

impl<'a> Joined<'a> {
    pub(super) fn join_events(&mut self) {
        self.remove_events();
        let added = self.place_events();
        for (mine, new) in added {
            self.enter_event(mine, &new);
        }
        let net = self.net;
        for (id, parts) in &net.events.edited {
            self.edit_event(id, parts);
        }
        self.drop_lost_fillers();
        self.frame_events();
    }

    fn conflict_at(&mut self, trigger: &Id, why: Disagreement) {
        let span = self.span(trigger).or_else(|| self.theirs.span(trigger));
        self.conflicts.push(Conflict::at(span, why));
    }

    fn remove_events(&mut self) {
        let net = self.net;
        for (id, before) in &net.events.removed {
            let Some(stands) = self.theirs.event(id) else {
                continue;
            };
            let kept = |ids: &HashSet<&Id>| ids.contains(&stands.trigger);
            if kept(&self.undeleted) || kept(&self.unrelabelled) {
                continue;
            }
            if self.may_lose(stands) {
                self.events.insert(id.clone(), None);
            } else {
                let why = Disagreement::ChangedThere;
                self.conflict_at(&before.trigger, why);
            }
        }
        // Whatever a span triggers goes with it: it was looked at when the span was let go.
        let mut gone = Vec::new();
        for id in self.spans.keys() {
            let was_event = self
                .theirs
                .span(id)
                .is_some_and(|s| s.label == Label::EVENT);
            if self.span(id).is_none() || (was_event && !self.is_event(id)) {
                gone.extend(self.uses.frames(id).iter().map(|frame| frame.id.clone()));
            }
        }
        self.events.extend(gone.into_iter().map(|id| (id, None)));
    }

    /// Finds the frames of theirs that stand for those added here, and gives the others their id.
    /// Every id is known before a role is looked at, since frames name each other.
    fn place_events(&mut self) -> Vec<(&'a Event, Id)> {
        let net = self.net;
        let mut by_trigger: BTreeMap<Id, Vec<&'a Event>> = BTreeMap::new();
        for mine in net.events.added.values() {
            let trigger = self.span_id(&mine.trigger).clone();
            if self.is_event(&trigger) {
                by_trigger.entry(trigger).or_default().push(mine);
            } else if says_nothing_new(mine, None) {
                // It came with a change of the label that was not carried over, and was told.
            } else if self.span(&trigger).is_some() {
                self.conflict_at(&trigger, Disagreement::NoEventThere);
            } else {
                let before = net.spans.removed.get(&mine.trigger);
                let conflict = Conflict::at(before, Disagreement::DeletedThere);
                self.conflicts.push(conflict);
            }
        }
        let mut placed = Vec::new();
        for (trigger, mine) in by_trigger {
            let theirs: Vec<&Event> = self.uses.frames(&trigger).to_vec();
            let theirs = theirs.into_iter();
            let theirs = theirs.filter(|frame| self.event(&frame.id).is_some());
            let mut pairs = Pairs::new(mine, theirs.collect());
            pairs.join(
                |event| Some(event.id.clone()),
                |event| Some(event.id.clone()),
            );
            let twins = self.twins.contains(&trigger);
            // A further frame that says nothing yet is a frame of its own, unless it had to be given
            // another id: then it may have been carried over before.
            let is_same = |mine: &Event| {
                let is_new = !self.is_event_id_taken(&mine.id);
                twins || !is_new || !says_nothing_new(mine, None)
            };
            pairs.join(
                |mine| is_same(mine).then(|| self.gist(mine, true)),
                |there| Some(self.gist(there, false)),
            );
            if twins {
                pairs.join(|e| Some(e.kind.clone()), |e| Some(e.kind.clone()));
                pairs.join(|_| Some(()), |_| Some(()));
            }
            for (mine, theirs) in pairs.found {
                self.event_ids.insert(&mine.id, theirs.id.clone());
                if !self.undeleted.contains(&trigger) {
                    placed.push((mine, theirs.id.clone()));
                } else if self.gist(mine, true) != self.gist(theirs, false) {
                    // Deleted here, kept as theirs has it: not filled, as its span is not.
                    self.conflict_at(&trigger, Disagreement::BothChanged(Item::Frame));
                }
            }
            for mine in pairs.mine {
                let id = &mine.id;
                let new = if self.is_event_id_taken(id) {
                    self.fresh.event()
                } else {
                    id.clone()
                };
                let mut frame = mine.clone();
                frame.id = new.clone();
                frame.trigger = trigger.clone();
                frame.roles.clear();
                self.events.insert(new.clone(), Some(frame));
                self.event_ids.insert(id, new.clone());
                placed.push((mine, new));
            }
        }
        placed
    }

    fn is_event_id_taken(&self, id: &Id) -> bool {
        self.theirs.event(id).is_some() || self.fresh.faulty.contains(id)
    }

    /// What a frame says, whatever ids it and the frames in its roles have.
    fn gist(&self, event: &Event, is_mine: bool) -> String {
        let trigger_of = |id: &Id| match self.net.events.added.get(id) {
            Some(mine) if is_mine => self.span_id(&mine.trigger).clone(),
            Some(_) | None => self
                .theirs
                .event(id)
                .map_or(id, |event| &event.trigger)
                .clone(),
        };
        let mut gist = event.clone();
        gist.id = Id::new("");
        gist.trigger = Id::new("");
        for role in &mut gist.roles {
            role.filler = match &role.filler {
                RoleFiller::Span(id) if is_mine => RoleFiller::Span(self.span_id(id).clone()),
                RoleFiller::Span(id) => RoleFiller::Span(id.clone()),
                RoleFiller::Event(id) => RoleFiller::Event(trigger_of(id)),
            };
        }
        format!("{gist:?}")
    }

    /// Fills a frame with what the one added here says.
    fn enter_event(&mut self, mine: &Event, id: &Id) {
        let Some(stands) = self.event(id) else {
            return;
        };
        let mut event = stands.clone();
        let mut refused = Vec::new();
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused {
                refused.push(item);
            }
        };
        note(fill(&mut event.kind, mine.kind.as_ref()), Item::EventType);
        note(fill(&mut event.mode, mine.mode.as_ref()), Item::EventMode);
        note(fill(&mut event.date, mine.date.as_ref()), Item::EventDate);
        add_to_list(&mine.contexts, &mut event.contexts);
        add_to_list(&mine.flags, &mut event.flags);
        let extra = Some(Change::new(Fields::new(), mine.extra.clone()));
        let fields = carry_fields(&extra, &mut event.extra);
        refused.extend(fields.into_iter().map(Item::Field));
        self.carry_roles(&Change::new(Vec::new(), mine.roles.clone()), &mut event);
        for item in refused {
            self.conflict_at(&event.trigger, Disagreement::BothChanged(item));
        }
        self.events.insert(id.clone(), Some(event));
    }

    fn edit_event(&mut self, id: &Id, parts: &EventParts) {
        let Some(stands) = self.event(id) else {
            if parts.adds_something() {
                let why = Disagreement::DeletedThere;
                self.conflicts.push(Conflict::at(None, why));
            }
            return;
        };
        let mut event = stands.clone();
        let mut refused = Vec::new();
        let mut note = |carried: Carried, item: Item| {
            if carried == Carried::Refused {
                refused.push(item);
            }
        };
        note(carry(&parts.kind, &mut event.kind), Item::EventType);
        note(carry(&parts.mode, &mut event.mode), Item::EventMode);
        note(carry(&parts.date, &mut event.date), Item::EventDate);
        if let Some(change) = &parts.contexts {
            carry_list(change, &mut event.contexts, Clone::clone, |_| false);
        }
        if let Some(change) = &parts.flags {
            carry_list(change, &mut event.flags, |flag| *flag, |_| false);
        }
        let fields = carry_fields(&parts.extra, &mut event.extra);
        refused.extend(fields.into_iter().map(Item::Field));
        if let Some(change) = &parts.roles {
            self.carry_roles(change, &mut event);
        }
        for item in refused {
            self.conflict_at(&event.trigger, Disagreement::BothChanged(item));
        }
        self.events.insert(id.clone(), Some(event));
    }

    /// Carries changed roles over. A role that points to what is gone cannot be; one that went with
    /// what was deleted here, but is kept, stays.
    fn carry_roles(&mut self, change: &Change<Vec<Role>>, event: &mut Event) {
        let known: HashSet<String> = change.from.iter().map(role_key).collect();
        let mut to = Vec::with_capacity(change.to.len());
        let mut lost = 0;
        for mine in &change.to {
            let mut role = mine.clone();
            role.filler = self.filler(&mine.filler);
            if self.is_there(&role.filler) {
                to.push(role);
            } else if !known.contains(&role_key(mine)) {
                lost += 1;
            }
        }
        let from = change.from.iter().map(|role| Role {
            filler: self.filler(&role.filler),
            ..role.clone()
        });
        let change = Change::new(from.collect(), to);
        carry_list(&change, &mut event.roles, role_key, |role| {
            self.is_kept(&role.filler)
        });
        for _ in 0..lost {
            self.conflict_at(&event.trigger, Disagreement::FillerDeletedThere);
        }
    }

    fn filler(&self, mine: &RoleFiller) -> RoleFiller {
        match mine {
            RoleFiller::Span(id) => RoleFiller::Span(self.span_id(id).clone()),
            RoleFiller::Event(id) => RoleFiller::Event(self.event_id(id).clone()),
        }
    }

    fn is_there(&self, filler: &RoleFiller) -> bool {
        match filler {
            RoleFiller::Span(id) => self.span(id).is_some(),
            RoleFiller::Event(id) => self.event(id).is_some(),
        }
    }

    /// Whether it was deleted here but is kept for what theirs has made of it.
    fn is_kept(&self, filler: &RoleFiller) -> bool {
        match filler {
            RoleFiller::Span(id) => self.undeleted.contains(id),
            RoleFiller::Event(id) => {
                self.net.events.removed.contains_key(id) && self.event(id).is_some()
            }
        }
    }

    /// Takes what went out of the roles of theirs that were not looked at yet.
    fn drop_lost_fillers(&mut self) {
        let went = |filler: &RoleFiller| match filler {
            RoleFiller::Span(id) => matches!(self.spans.get(id), Some(None)),
            RoleFiller::Event(id) => matches!(self.events.get(id), Some(None)),
        };
        let mut changed = Vec::new();
        for event in self.theirs.events() {
            let Some(event) = self.event(&event.id) else {
                continue;
            };
            if event.roles.iter().any(|role| went(&role.filler)) {
                let mut event = event.clone();
                event.roles.retain(|role| !went(&role.filler));
                changed.push(event);
            }
        }
        for event in changed {
            self.events.insert(event.id.clone(), Some(event));
        }
    }

    /// Gives a frame to every event span that was left without.
    fn frame_events(&mut self) {
        let touched = self.spans.values().flatten();
        let touched = touched.filter(|span| span.label == Label::EVENT);
        let mut bare: Vec<Id> = touched.map(|span| span.id.clone()).collect();
        let went = self.events.iter().filter(|(_, event)| event.is_none());
        let went = went.filter_map(|(id, _)| self.theirs.event(id));
        bare.extend(went.map(|event| event.trigger.clone()));
        if bare.is_empty() {
            return;
        }
        bare.sort();
        bare.dedup();
        let added = self.events.values().flatten();
        let mut framed: HashSet<Id> = added.map(|event| event.trigger.clone()).collect();
        for event in self.theirs.events() {
            if self.event(&event.id).is_some() {
                framed.insert(event.trigger.clone());
            }
        }
        bare.retain(|id| self.is_event(id) && !framed.contains(id));
        for trigger in bare {
            let id = self.fresh.event();
            self.events
                .insert(id.clone(), Some(Event::new(id, trigger)));
        }
    }
}

impl EventParts {
    /// Whether it does more than take something out.
    fn adds_something(&self) -> bool {
        fn sets<T>(part: &Option<Change<Option<T>>>) -> bool {
            part.as_ref().is_some_and(|c| c.to.is_some())
        }
        fn adds<T, K: Hash + Eq>(part: &Option<Change<Vec<T>>>, key: fn(&T) -> K) -> bool {
            part.as_ref().is_some_and(|c| {
                let before: HashSet<K> = c.from.iter().map(key).collect();
                c.to.iter().any(|entry| !before.contains(&key(entry)))
            })
        }
        sets(&self.kind)
            || sets(&self.mode)
            || sets(&self.date)
            || adds(&self.contexts, Clone::clone)
            || adds(&self.flags, |flag| *flag)
            || adds(&self.roles, role_key)
            || self.extra.is_some()
    }
}

/// Whether a frame of theirs holds no more than one that was known here, or than an empty one.
pub(super) fn says_nothing_new(frame: &Event, known: Option<&Event>) -> bool {
    fn within<T: PartialEq>(part: Option<&T>, known: Option<&T>) -> bool {
        part.is_none() || part == known
    }
    fn all_in<T, K: Hash + Eq>(list: &[T], known: Option<&Vec<T>>, key: fn(&T) -> K) -> bool {
        let known: HashSet<K> = known.into_iter().flatten().map(key).collect();
        list.iter().all(|entry| known.contains(&key(entry)))
    }
    let said = |name: &String| known.and_then(|known| known.extra.get(name));
    within(frame.kind.as_ref(), known.and_then(|k| k.kind.as_ref()))
        && within(frame.mode.as_ref(), known.and_then(|k| k.mode.as_ref()))
        && within(frame.date.as_ref(), known.and_then(|k| k.date.as_ref()))
        && all_in(&frame.contexts, known.map(|k| &k.contexts), Clone::clone)
        && all_in(&frame.flags, known.map(|k| &k.flags), |flag| *flag)
        && all_in(&frame.roles, known.map(|k| &k.roles), role_key)
        && frame
            .extra
            .iter()
            .all(|(name, value)| said(name) == Some(value))
}

/// Two roles with the same key are the same.
fn role_key(role: &Role) -> String {
    format!("{role:?}")
}

fn add_to_list<T: Clone + PartialEq + Hash + Eq>(mine: &[T], stands: &mut Vec<T>) {
    let change = Change::new(Vec::new(), mine.to_vec());
    carry_list(&change, stands, Clone::clone, |_| false);
}

/// Frames of one span: those added here, those of theirs, and which are the same.
struct Pairs<'a, 'b> {
    mine: Vec<&'a Event>,
    theirs: Vec<&'b Event>,
    found: Vec<(&'a Event, &'b Event)>,
}

impl<'a, 'b> Pairs<'a, 'b> {
    fn new(mine: Vec<&'a Event>, theirs: Vec<&'b Event>) -> Self {
        Self {
            mine,
            theirs,
            found: Vec::new(),
        }
    }

    /// Joins those with the same key, in their order; one without a key stays alone.
    fn join<K: Hash + Eq>(
        &mut self,
        key_of_mine: impl Fn(&Event) -> Option<K>,
        key_of_theirs: impl Fn(&Event) -> Option<K>,
    ) {
        if self.mine.is_empty() || self.theirs.is_empty() {
            return;
        }
        let mut there: HashMap<K, VecDeque<&'b Event>> = HashMap::new();
        for event in &self.theirs {
            if let Some(key) = key_of_theirs(event) {
                there.entry(key).or_default().push_back(event);
            }
        }
        let mut taken = HashSet::new();
        let found = &mut self.found;
        self.mine.retain(|mine| {
            let same = key_of_mine(mine).and_then(|key| there.get_mut(&key)?.pop_front());
            if let Some(same) = same {
                taken.insert(&same.id);
                found.push((mine, same));
            }
            same.is_none()
        });
        self.theirs.retain(|event| !taken.contains(&event.id));
    }
}
