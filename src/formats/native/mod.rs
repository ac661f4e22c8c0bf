//! The native file: one article, one annotator, one JSON document.
//!
//! Written in a stable order and pretty printed, so that version control shows what changed;
//! self-contained, with the text inside. Reading is lenient: an entry that cannot be placed is
//! kept as it is and written back. What may never happen is that reading and writing a file
//! loses something that stood in it.

mod carrying;
mod decode;
mod encode;
mod fault;
mod layout;
mod lines;
mod reviving;
mod schema;
mod summary;

pub use carrying::{Carried, carry_over};
pub use decode::{Decoded, decode};
pub use encode::{encode, encode_with_suggestions};
pub use fault::{Fault, NativeError};
pub use reviving::{ReviveError, place_lost};
pub use schema::schema;
pub use summary::{Summary, summarise};

/// The version of the file that this program writes. A field that older programs would misread
/// needs a new one; a new optional field does not.
pub const VERSION: u64 = 1;

/// What stands in `format`.
const FORMAT: &str = "obelus";

/// What stands in `offset_unit`: every offset of the file counts Unicode code points.
const OFFSET_UNIT: &str = "codepoint";
