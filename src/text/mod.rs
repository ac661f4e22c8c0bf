//! An article's text: immutable, indexed by paragraph, sentence and token.
//!
//! Inside the program a position is a **byte** at a character boundary ([`ByteRange`]); in every
//! file it is a **Unicode code point**. [`Article`] converts between the two. This room knows
//! nothing of labels, files or windows.

mod article;
mod determiners;
pub mod finding;
mod graphemes;
pub mod motion;
mod offsets;
mod paragraphs;
mod queries;
mod range;
mod sentences;
mod tokens;
mod unseen;
mod words;

pub use article::{Article, Header};
pub use determiners::without_article;
pub use offsets::OffsetIndex;
pub use paragraphs::Paragraphs;
pub use range::ByteRange;
pub use sentences::{next_sentence, previous_sentence, sentence_at, sentences};
pub use tokens::{Token, TokenKind, tokenise};
pub use unseen::{OpenTurns, Turned, made_visible, steers, turned, unseen};
