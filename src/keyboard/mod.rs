//! Which key does what: the desk's commands with their names and default keys, and the keymap
//! file that changes those.
//!
//! A room of its own beside the window, so that the terminal program can print and check a keymap
//! without one. It knows keys by name only, reads no file and draws nothing: text in, a keymap and
//! its faults out.

mod chord;
pub mod commands;
mod faults;
mod file;
mod keymap;
pub mod likeness;
mod names;
mod template;

pub use chord::{Chord, Key};
pub use commands::{Command, Entry, Menu, Motion, Scope};
pub use faults::{Fault, Why};
pub use keymap::{Keymap, letters};
pub use names::name;
pub use template::template;
