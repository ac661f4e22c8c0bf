//! The journal: every change to one set of annotations, one line each, in the order in which they
//! were made.
//!
//! A line is 16 hexadecimal digits, a space and a JSON object. The digits are the head of the
//! SHA-256 of the digits of the line before and the object, so that a line that is torn, altered,
//! missing, doubled or left over from elsewhere is found. The first line says where the work
//! starts: the fingerprint of the native file, or, where there is none yet, the article's text.
//! What may never happen is that a line is trusted that was not written whole.

mod layout;
mod read;
mod write;

pub use read::{Ending, Journal, JournalError, Line, Misfit, Recorded, read};
pub use write::{Payload, Writer};

use crate::formats::Fingerprint;

/// The version of the journal that this program writes and reads. Journals live for hours: there
/// is no migration, one of another version is set aside.
const VERSION: u64 = 1;

/// What stands in `journal`.
const FORMAT: &str = "obelus";

/// Digits of a line's check.
const CHECK: usize = 16;

/// Where the work in a journal starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The native file to which the first change applies; nothing where there was none.
    pub base: Option<Fingerprint>,
    /// The name of the article's file.
    pub source: String,
    /// Of the article's text, in UTF-8.
    pub text_sha256: Fingerprint,
    /// The text itself, where no native file holds it.
    pub text: Option<String>,
    pub annotator: Option<String>,
}

/// The check of a line, from that of the line before.
fn check_of(before: &str, json: &str) -> String {
    let mut bytes = Vec::with_capacity(before.len() + json.len());
    bytes.extend_from_slice(before.as_bytes());
    bytes.extend_from_slice(json.as_bytes());
    let mut digits = Fingerprint::of(&bytes).to_string();
    digits.truncate(CHECK);
    digits
}

#[cfg(test)]
mod tests;
