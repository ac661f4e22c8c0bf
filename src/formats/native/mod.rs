//! The native file: one article, one annotator, one JSON document.
//!
//! Written in a stable order and pretty printed, so that version control shows what changed;
//! self-contained, with the text inside. Reading is lenient: an entry that cannot be placed is
//! kept as it is and written back. What may never happen is that reading and writing a file
//! loses something that stood in it.

mod carrying;
mod decode;
mod encode;
mod entries;
mod fault;
mod harvest;
mod json;
mod layout;
mod lines;
mod placing;
mod records;
mod reviving;
mod salvage;
mod schema;
mod summary;
mod verbatim;

pub use carrying::{Carried, carry_over};
pub use decode::{Decoded, decode};
pub use encode::{encode, encode_with_suggestions};
pub use fault::{Fault, NativeError};
pub(in crate::formats) use layout::{DateRecord, EventRecord, Points, RejectionRecord, SpanRecord};
pub(in crate::formats) use records::{Refusal, points};
pub use reviving::{ReviveError, place_lost};
pub use salvage::{Counts, Salvaged, TextFrom, salvage};
pub use schema::schema;
pub use summary::{Summary, summarise};

/// The version of the file that this program writes. A field that older programs would misread
/// needs a new one; a new optional field does not.
pub const VERSION: u64 = 1;

/// What stands in `format`.
const FORMAT: &str = "obelus";

/// The lists of a file.
pub(in crate::formats) const LISTS: [&str; 4] = ["spans", "entities", "events", "rejected"];

/// What stands in `offset_unit`: every offset of the file counts Unicode code points.
pub(in crate::formats) const OFFSET_UNIT: &str = "codepoint";
