//! Whole tasks through the real app: key events in, annotations and files out.

#[path = "journeys/access.rs"]
mod access;
#[path = "journeys/actors.rs"]
mod actors;
mod canvas;
#[path = "journeys/corpus.rs"]
mod corpus;
mod disk;
#[path = "journeys/driver.rs"]
mod driver;
#[path = "journeys/files.rs"]
mod files;
#[path = "journeys/first_hour.rs"]
mod first_hour;
#[path = "journeys/frames.rs"]
mod frames;
#[path = "journeys/idle.rs"]
mod idle;
#[path = "journeys/keyboard.rs"]
mod keyboard;
#[path = "journeys/marking.rs"]
mod marking;
#[path = "journeys/matchers.rs"]
mod matchers;
#[path = "journeys/meaning.rs"]
mod meaning;
#[path = "journeys/mouse.rs"]
mod mouse;
#[path = "journeys/names.rs"]
mod names;
#[path = "journeys/panes.rs"]
mod panes;
#[path = "journeys/places.rs"]
mod places;
#[path = "journeys/queue.rs"]
mod queue;
#[path = "journeys/reading.rs"]
mod reading;
#[path = "journeys/records.rs"]
mod records;
#[path = "journeys/rows.rs"]
mod rows;
#[path = "journeys/safety.rs"]
mod safety;
#[path = "journeys/schema.rs"]
mod schema;
#[path = "journeys/search.rs"]
mod search;
#[path = "journeys/snapshots.rs"]
mod snapshots;
#[path = "journeys/statistics.rs"]
mod statistics;
#[path = "journeys/values.rs"]
mod values;
