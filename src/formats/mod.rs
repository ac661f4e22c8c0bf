//! File formats: bytes to values and back.
//!
//! Everything here is pure: readers and byte slices in, values out, and the other way round. No
//! file system, no clock, no threads; [`crate::storage`] moves the bytes. Positions become
//! Unicode code points on the way out and bytes on the way in, here and nowhere else.

pub mod choices;
pub mod citation;
pub mod encoding;
pub mod exchange;
pub mod journal;
pub mod native;
pub mod records;
pub mod rows;
pub mod schema;
pub mod suggestions;

mod fingerprint;
mod front_matter;
mod registry;
mod title;
mod units;

pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use registry::{
    ArticleFormat, FORMATS, LARGEST_ARTICLE, Outline, ReadError, format_of, read_article,
};
pub use units::spelled_out;
