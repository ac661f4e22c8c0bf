//! `obelus.toml`: the schema of a corpus as people write it.
//!
//! The file is read strictly, so that a slip of the pen cannot change what a corpus is annotated
//! with: one fault, and none of it holds. Every fault names its line and column and says what to
//! do. Whoever reads keeps the schema that was in force, or the built-in one.

mod fault;
mod print;
mod read;
mod tables;

pub use fault::Fault;
pub use print::print;
pub use read::{LARGEST_SCHEMA, read};

/// The file's name, in the folder of the corpus.
pub const NAME: &str = "obelus.toml";

/// The largest file of guidelines that is shown: a book is less.
pub const LARGEST_GUIDELINES: u64 = 2 * 1024 * 1024;

#[cfg(test)]
mod tests;
