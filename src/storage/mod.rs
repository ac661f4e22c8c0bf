//! Moving bytes safely: opening, journal and recovery, locks, atomic saving, folders, settings.
//!
//! The rules of this room: a file that cannot be understood, or that another program wrote since,
//! is never overwritten; a save that fails leaves what was there; what is reported as kept is on
//! the disk. Everything goes through [`Files`], so that tests can break it at every step. What
//! the bytes mean is decided in [`crate::formats`].

pub mod annotators;
pub mod names;
pub mod records;
pub mod sample;
pub mod schema;
pub mod settings;

mod corpus;
pub mod cut_off;
mod error;
mod facts;
mod files;
mod keeper;
mod links;
mod lock;
mod log;
mod opening;
mod outgoing;
mod pieces;
mod place;
mod recovery;
mod saving;
mod settling;
mod shelf;

pub use corpus::{Corpus, Entry, WORK_FOLDER_SUFFIX};
pub use error::{Action, StorageError};
pub use facts::{Facts, facts};
pub use files::{Files, Kind, Listed, Lock, Locking, OnDisk, Writing};
pub use keeper::{Keeper, Shelter};
pub use opening::{
    Edited, LARGEST_ANNOTATION_FILE, OpenError, Opened, ReadOnly, Salvage, article_at, open,
};
pub use outgoing::Outgoing;
pub use pieces::Pieces;
pub use place::Place;
pub use recovery::{Begun, Carrying, begin, mend};
pub use saving::{Base, save};
pub use settling::Theirs;
pub use shelf::Shelf;
