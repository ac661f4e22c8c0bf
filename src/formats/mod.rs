//! File formats: bytes to values and back.
//!
//! Everything here is pure: readers and byte slices in, values out, and the other way round. No
//! file system, no clock, no threads; [`crate::storage`] moves the bytes. Positions become
//! Unicode code points on the way out and bytes on the way in, here and nowhere else.

pub mod suggestions;
mod units;

pub use units::spelled_out;
