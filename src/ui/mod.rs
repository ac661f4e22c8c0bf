//! Everything that draws: the window and what is in it.
//!
//! Drawing code reads state and answers with actions; [`desk`] carries them out. Nothing here
//! moves bytes: files, matching and other long work belong to the background threads.

mod actions;
mod commands;
mod desk;
mod dialogs;
mod document;
mod keymap;
mod panels;
mod picker;
mod text_view;
mod theme;
mod window;

pub use actions::Action;
pub use commands::{Command, Motion};
pub use desk::{Desk, Surroundings};
pub use document::{Document, Saved};
pub use theme::install as install_theme;
pub use window::run;
