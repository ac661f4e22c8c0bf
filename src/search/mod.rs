//! Looking through a corpus: a small query language over texts and annotations.
//!
//! A query is words, phrases and conditions, one beside the other where all must hold:
//! `Niamey figure>1000 counted:troops -status:done`. What the fields are and what they take stands
//! in one table ([`FIELDS`]), from which reading, completion and the guide derive.
//!
//! What holds for what:
//! - words and phrases hold for the text;
//! - conditions on the article (`status:`, `date>=`, `title:`) hold for the article;
//! - conditions on spans hold for one and the same span where they can be about one span; those
//!   that name different labels are about different spans of the article, since no span has two;
//! - `-` before a condition on spans is about that same span too, and where nothing else is said of
//!   such spans it means that the article has none.
//!
//! This room looks at one article at a time and is handed its text and its annotations: it never
//! reads a file, starts a thread or changes anything.

mod amounts;
mod completion;
mod error;
mod evaluation;
mod fields;
mod guide;
mod mentions;
mod misspelt;
mod query;
mod reading;
mod vocabulary;
mod words;

pub use completion::{Completion, Completions, complete};
pub use error::{QueryError, Wrong};
pub use evaluation::{Found, Hit, What};
pub use fields::{About, FIELDS, FieldDef, Takes};
pub use guide::guide;
pub use mentions::{Change, Mention, Sweep};
pub use misspelt::nearest;
pub use query::Query;
pub use vocabulary::Vocabulary;
pub use words::Words;

#[cfg(test)]
mod tests;
