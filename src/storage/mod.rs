//! Moving bytes safely: reading, atomic saving, names, folders, settings.
//!
//! The rule of this room: a file that cannot be understood is never overwritten, and a save that
//! fails leaves what was there. What the bytes mean is decided in [`crate::formats`].

pub mod folder;
pub mod names;
pub mod settings;

mod error;
mod files;
mod links;
mod opening;
mod saving;

pub use error::{Action, StorageError};
pub use files::{Files, Kind, Listed, OnDisk};
pub use opening::{LARGEST_ANNOTATION_FILE, OpenError, Opened, ReadOnly, open};
pub use saving::{Base, save};
