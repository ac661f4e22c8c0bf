//! A whole set carried over to an edited text.
//!
//! Nothing dangles and nothing vanishes: what lost its place is handed back with all that names
//! it, as values, and whoever keeps the file keeps them in [`AnnotationSet::faulty`]. Ids stay,
//! and so do the counters from which new ones are made.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Anchored, Anchoring};
use crate::annotation::{
    Anchor, AnnotationSet, Entity, Event, EventDate, Id, Op, Rejection, RoleFiller, Span,
};
use crate::text::{Article, ByteRange};

/// What became of a set.
#[derive(Clone, Debug)]
pub struct CarriedOver {
    /// What has a place in the new text. Its list of faulty entries is the old one.
    pub set: AnnotationSet,
    /// How many spans stand where they stood, in unchanged words and sentences.
    pub exact: usize,
    /// The spans that want confirmation, marked with [`Anchor::Moved`]. In reading order.
    pub moved: Vec<Id>,
    /// Everything else. Spans, entities, events, rejections, each in their order.
    pub leftovers: Vec<Leftover>,
}

/// One thing that has no place in the new text, or that names one that has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Leftover {
    pub entry: LeftoverEntry,
    /// Whether its ranges are those of the old text. Where not they are those of the new one, or
    /// it has none.
    pub of_old_text: bool,
    /// Why it is left, as a clause.
    pub why: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LeftoverEntry {
    Span(Box<Span>),
    Entity(Entity),
    Event(Box<Event>),
    Rejection(Rejection, Map<String, Value>),
}

/// Carries a set over from the text that it was made on to another one. About linear in both.
///
/// - A span keeps everything but its place; head and parts go with it. Where they cannot, it is
///   lost as a whole.
/// - An actor or event that names a lost span is left over whole, and so is an event that names
///   such an event or whose date is lost. A date that moved marks the trigger as moved.
/// - A rejection moves like a span. One that would hide other words than before is left over.
#[must_use]
pub fn carry_over(set: &AnnotationSet, old: &Article, new: &Article) -> CarriedOver {
    let carrying = Carrying {
        anchoring: Anchoring::new(old, new),
        old,
        new,
    };
    let mut carried = CarriedOver {
        set: set.without_places(),
        exact: 0,
        moved: Vec::new(),
        leftovers: Vec::new(),
    };
    let dates: HashMap<&Id, Date> = (set.events())
        .filter_map(|event| Some((&event.id, carrying.date(event.date.as_ref()?))))
        .collect();
    carrying.spans(set, &dates, &mut carried);
    entities(set, &mut carried);
    events(set, &dates, &mut carried);
    carrying.rejections(set, &mut carried);
    carried
}

/// Where the words of an event's date are.
enum Date {
    Placed { at: ByteRange, exact: bool },
    Lost(String),
}

struct Carrying<'a> {
    anchoring: Anchoring,
    old: &'a Article,
    new: &'a Article,
}

impl Carrying<'_> {
    fn date(&self, date: &EventDate) -> Date {
        match self.anchoring.place(date.range) {
            Anchored::Exact(at) => Date::Placed { at, exact: true },
            Anchored::Moved(at) => Date::Placed { at, exact: false },
            Anchored::Lost(loss) => Date::Lost(format!("its date is lost: {loss}")),
        }
    }

    fn spans(&self, set: &AnnotationSet, dates: &HashMap<&Id, Date>, carried: &mut CarriedOver) {
        let unsure: HashSet<&Id> = (set.events())
            .filter(|e| matches!(dates.get(&e.id), Some(Date::Placed { exact: false, .. })))
            .map(|event| &event.trigger)
            .collect();
        let mut lost: HashMap<&Id, String> = HashMap::new();
        let mut moved = Vec::new();
        for span in set.spans() {
            match self.span(span) {
                // Exact places are given first: two spans have the same one only where another
                // one is not exact.
                Ok((mut placed, true)) => {
                    if unsure.contains(&span.id) {
                        placed.anchor = Some(Anchor::Moved);
                    }
                    if let Err(why) = enter(&mut carried.set, placed) {
                        lost.insert(&span.id, why);
                    }
                }
                Ok((placed, false)) => moved.push((&span.id, placed)),
                Err(why) => {
                    lost.insert(&span.id, why);
                }
            }
        }
        for (id, mut placed) in moved {
            placed.anchor = Some(Anchor::Moved);
            if let Err(why) = enter(&mut carried.set, placed) {
                lost.insert(id, why);
            }
        }
        for span in set.spans() {
            if let Some(why) = lost.remove(&span.id) {
                carried.leftovers.push(Leftover {
                    entry: LeftoverEntry::Span(Box::new(span.clone())),
                    of_old_text: true,
                    why,
                });
            }
        }
        let marked = carried.set.spans().filter(|s| s.anchor.is_some());
        carried.moved = marked.map(|s| s.id.clone()).collect();
        carried.exact = carried.set.len() - carried.moved.len();
    }

    /// The span at its new place, and whether that is exact; or why it has none.
    fn span(&self, span: &Span) -> Result<(Span, bool), String> {
        let (range, exact) = match self.anchoring.place(span.range) {
            Anchored::Exact(range) => (range, true),
            Anchored::Moved(range) => (range, false),
            Anchored::Lost(loss) => return Err(loss.to_string()),
        };
        let same = exact || self.old.quote(span.range) == self.new.quote(range);
        let part = |part: ByteRange| {
            if same {
                let start = range.start + (part.start - span.range.start);
                return Some(ByteRange::new(start, start + part.len()));
            }
            match self.anchoring.place(part) {
                Anchored::Exact(at) | Anchored::Moved(at) => range.contains_range(at).then_some(at),
                Anchored::Lost(_) => None,
            }
        };
        let mut placed = span.clone();
        placed.range = range;
        if let Some(head) = span.head {
            let head = part(head).ok_or("the head inside it is no longer in the text")?;
            placed.head = Some(head).filter(|head| *head != range);
        }
        placed.fragments = (span.fragments.iter())
            .map(|fragment| part(*fragment))
            .collect::<Option<_>>()
            .ok_or("a part of it is no longer in the text")?;
        Ok((placed, exact))
    }

    fn rejections(&self, set: &AnnotationSet, carried: &mut CarriedOver) {
        for (rejection, extra) in set.rejections() {
            let placed = match self.anchoring.place(rejection.range) {
                Anchored::Exact(range) => Ok(range),
                Anchored::Moved(range)
                    if self.new.quote(range) == self.old.quote(rejection.range) =>
                {
                    Ok(range)
                }
                Anchored::Moved(_) => Err("its words changed".to_owned()),
                Anchored::Lost(loss) => Err(loss.to_string()),
            };
            let entered = placed.and_then(|range| {
                let label = rejection.label.clone();
                let op = Op::Reject(Rejection { range, label }, extra.clone());
                carried.set.apply(&op).map_err(|error| error.to_string())
            });
            if let Err(why) = entered {
                carried.leftovers.push(Leftover {
                    entry: LeftoverEntry::Rejection(rejection.clone(), extra.clone()),
                    of_old_text: true,
                    why,
                });
            }
        }
    }
}

fn enter(set: &mut AnnotationSet, span: Span) -> Result<(), String> {
    set.apply(&Op::AddSpan(Box::new(span)))
        .map_err(|error| format!("another span has its place: {error}"))
}

fn unplaced(id: &Id) -> String {
    format!("{id}, which it names, has no place in the text")
}

fn entities(set: &AnnotationSet, carried: &mut CarriedOver) {
    for entity in set.entities() {
        let missing = (entity.spans.iter()).find(|id| carried.set.span(id).is_none());
        let entered = match missing {
            Some(id) => Err(unplaced(id)),
            None => (carried.set)
                .apply(&Op::AddEntity(Box::new(entity.clone())))
                .map_err(|error| error.to_string()),
        };
        if let Err(why) = entered {
            carried.leftovers.push(Leftover {
                entry: LeftoverEntry::Entity(entity.clone()),
                of_old_text: false,
                why,
            });
        }
    }
}

fn events(set: &AnnotationSet, dates: &HashMap<&Id, Date>, carried: &mut CarriedOver) {
    let mut refused: HashMap<&Id, String> = HashMap::new();
    let mut named_by: HashMap<&Id, Vec<&Id>> = HashMap::new();
    let mut gone: Vec<&Id> = Vec::new();
    for event in set.events() {
        let mut why = match dates.get(&event.id) {
            Some(Date::Lost(why)) => Some(why.clone()),
            _ => None,
        };
        let mut spans = vec![&event.trigger];
        for role in &event.roles {
            match &role.filler {
                RoleFiller::Span(id) => spans.push(id),
                RoleFiller::Event(id) => {
                    named_by.entry(id).or_default().push(&event.id);
                    if set.event(id).is_none() {
                        gone.push(id);
                    }
                }
            }
        }
        if let Some(id) = spans.into_iter().find(|id| carried.set.span(id).is_none()) {
            why.get_or_insert_with(|| unplaced(id));
        }
        if let Some(why) = why {
            refused.insert(&event.id, why);
            gone.push(&event.id);
        }
    }
    while let Some(id) = gone.pop() {
        for namer in named_by.remove(id).unwrap_or_default() {
            if !refused.contains_key(namer) {
                refused.insert(namer, unplaced(id));
                gone.push(namer);
            }
        }
    }
    for event in set.events() {
        let mut event = event.clone();
        let mut of_old_text = false;
        match (dates.get(&event.id), &mut event.date) {
            (Some(Date::Placed { at, .. }), Some(date)) => date.range = *at,
            (_, date) => of_old_text = date.is_some(),
        }
        let entered = match refused.remove(&event.id) {
            Some(why) => Err(why),
            None => (carried.set)
                .apply(&Op::AddEvent(Box::new(event.clone())))
                .map_err(|error| error.to_string()),
        };
        if let Err(why) = entered {
            carried.leftovers.push(Leftover {
                entry: LeftoverEntry::Event(Box::new(event)),
                of_old_text,
                why,
            });
        }
    }
}
