//! Whole tasks through the real app: key events in, annotations and files out.

mod canvas;
mod disk;
#[path = "journeys/driver.rs"]
mod driver;
#[path = "journeys/files.rs"]
mod files;
#[path = "journeys/keyboard.rs"]
mod keyboard;
#[path = "journeys/marking.rs"]
mod marking;
#[path = "journeys/mouse.rs"]
mod mouse;
#[path = "journeys/queue.rs"]
mod queue;
#[path = "journeys/safety.rs"]
mod safety;
#[path = "journeys/snapshots.rs"]
mod snapshots;
