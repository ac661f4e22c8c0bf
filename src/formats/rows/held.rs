//! What a table of rows cannot hold.

use std::fmt;

use super::acled::has_rival_dead;
use super::work::{FIGURE, Filler, Item, LOCATION, Work};
use super::{Rows, Style};
use crate::annotation::{Event, RoleFiller};

/// What stands in annotation files and in no row: counted, so that it can be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Entries of a file that could not be placed in the text.
    pub unplaced: usize,
    /// Spans that neither trigger an event nor fill a role.
    pub idle_spans: usize,
    /// Event frames, where the rows are spans.
    pub frames: usize,
    /// Fields that this version does not know.
    pub unknown_fields: usize,
    /// Events whose figures of the dead differ, so that `fatalities` is empty. The figures
    /// themselves are there.
    pub rival_dead: usize,
    /// Dates, coordinates and figures of events that cannot be true and so are empty.
    pub impossible: usize,
}

impl LeftOut {
    /// What rows of this kind leave out of a set. Linear in it.
    pub(super) fn of(work: &Work<'_>, rows: Rows) -> Self {
        let set = work.set;
        let unknown = |event: &Event| {
            let of_roles: usize = event.roles.iter().map(|role| role.extra.len()).sum();
            let of_date = event.date.as_ref().map_or(0, |date| date.extra.len());
            event.extra.len() + of_roles + of_date
        };
        let mut left = Self {
            unplaced: set.faulty.len(),
            unknown_fields: set.extra.len(),
            ..Self::default()
        };
        match rows {
            Rows::Spans => {
                left.frames = set.events().count();
                for span in set.spans() {
                    let of_value = span.value.as_ref().map_or(0, |value| value.extra.len());
                    let of_place = span.place.as_ref().map_or(0, |place| place.extra.len());
                    let own = span.extra.len() + span.origin.extra.len();
                    left.unknown_fields += own + of_value + of_place;
                }
                let of_actors = set.entities().map(|entity| entity.extra.len());
                left.unknown_fields += of_actors.sum::<usize>();
            }
            Rows::Events(style) => {
                let mut used = std::collections::HashSet::new();
                for event in set.events() {
                    used.insert(&event.trigger);
                    let fillers = event.roles.iter().map(|role| &role.filler);
                    used.extend(fillers.filter_map(|filler| match filler {
                        RoleFiller::Span(id) => Some(id),
                        RoleFiller::Event(_) => None,
                    }));
                    left.unknown_fields += unknown(event);
                    let item = Item::of_event(work, event);
                    left.impossible += impossible(&item);
                    if style == Style::Acled && has_rival_dead(&item) {
                        left.rival_dead += 1;
                    }
                }
                left.idle_spans = set.spans().filter(|span| !used.contains(&span.id)).count();
            }
        }
        left
    }

    /// Adds what another article leaves out.
    pub fn add(&mut self, other: Self) {
        self.unplaced += other.unplaced;
        self.idle_spans += other.idle_spans;
        self.frames += other.frames;
        self.unknown_fields += other.unknown_fields;
        self.rival_dead += other.rival_dead;
        self.impossible += other.impossible;
    }

    /// What is lost, in sentences; nothing where the rows hold everything.
    #[must_use]
    pub fn in_words(&self) -> Vec<String> {
        let Self {
            unplaced,
            idle_spans,
            frames,
            unknown_fields,
            rival_dead,
            impossible,
        } = *self;
        let mut said = Vec::new();
        let mut say = |count: usize, one: &str, more: &str| match count {
            0 => {}
            1 => said.push(format!("1 {one}")),
            n => said.push(format!("{n} {more}")),
        };
        say(
            idle_spans,
            "span is in no event and so in no row: the table of spans has it",
            "spans are in no event and so in no row: the table of spans has them",
        );
        say(
            frames,
            "event has its roles in the event rows only",
            "events have their roles in the event rows only",
        );
        say(
            unplaced,
            "entry has no place in its text and is left out",
            "entries have no place in their text and are left out",
        );
        say(
            unknown_fields,
            "field that this version does not know is left out",
            "fields that this version does not know are left out",
        );
        say(
            rival_dead,
            "event has several figures of the dead that differ: its fatalities are empty",
            "events have several figures of the dead that differ: their fatalities are empty",
        );
        say(
            impossible,
            "date, place or figure of an event cannot be true: its cells are empty, the checks say why",
            "dates, places and figures of events cannot be true: their cells are empty, the checks \
             say why",
        );
        said
    }
}

/// How many values of an event cannot be true.
fn impossible(item: &Item<'_>) -> usize {
    let date = item.event.and_then(|event| event.date.as_ref());
    let days = usize::from(date.is_some_and(|date| !date.is_possible()));
    let places = item.of(LOCATION).filter_map(Filler::place);
    let figures = item.of(FIGURE).filter_map(Filler::value);
    let places = places.filter(|place| !place.is_possible()).count();
    days + places + figures.filter(|value| !value.is_possible()).count()
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words().join("; "))
    }
}
