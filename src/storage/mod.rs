//! Moving bytes safely: opening, journal and recovery, locks, atomic saving, folders, settings.
//!
//! The rules of this room: a file that cannot be understood, or that another program wrote since,
//! is never overwritten; a save that fails leaves what was there; what is reported as kept is on
//! the disk. Everything goes through [`Files`], so that tests can break it at every step. What
//! the bytes mean is decided in [`crate::formats`].

pub mod folder;
pub mod names;
pub mod sample;
pub mod settings;

mod error;
mod files;
mod keeper;
mod links;
mod lock;
mod log;
mod opening;
mod recovery;
mod saving;
mod settling;

pub use error::{Action, StorageError};
pub use files::{Files, Kind, Listed, Lock, Locking, OnDisk, Writing};
pub use keeper::{Keeper, Shelter};
pub use opening::{Edited, LARGEST_ANNOTATION_FILE, OpenError, Opened, ReadOnly, Salvage, open};
pub use recovery::{Begun, Carrying, begin, mend};
pub use saving::{Base, save};
pub use settling::Theirs;
