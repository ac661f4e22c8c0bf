//! Everything that draws: the window and what is in it.
//!
//! Drawing code reads state and answers with actions; [`desk`] carries them out. Nothing here
//! moves bytes: files, matching and other long work belong to the background threads.

mod actions;
mod choice;
mod desk;
mod dialogs;
mod document;
mod focus;
mod keymap;
mod map;
mod panels;
mod picker;
mod text_view;
mod theme;
mod tour;
mod window;

use crate::keyboard::commands;
pub use crate::keyboard::{Command, Motion};
pub use actions::Action;
pub use desk::{Desk, Surroundings};
pub use document::{Document, Saved};
pub use theme::install as install_theme;
pub use window::run;
