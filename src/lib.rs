//! Obelus: a native desk for annotating news.
//!
//! Analysts open articles, mark spans as actors, locations, figures or events, review the
//! suggestions of built-in matchers, and save JSON. The rooms of this crate, in the order in
//! which they may know of one another:
//!
//! | room | what it holds |
//! |---|---|
//! | [`text`] | an article's text, indexed by paragraph, sentence and token |
//! | [`annotation`] | labels, spans, values, event frames; changes with exact inverses |
//! | [`search`] | a query language over texts and annotations, and changes to every same mention |
//! | [`matching`] | the matchers that suggest spans, and their pipeline |
//! | [`checks`] | what is likely wrong in the work on an article |
//! | [`formats`] | article readers, the native file, exchange formats: bytes to values and back |
//! | [`measure`] | how well what was found agrees with what people have marked |
//! | [`keyboard`] | the desk's commands, their keys, and the keymap file |
//! | [`storage`] | moving bytes safely: opening, journal, recovery, locks, atomic saving, folders, settings |
//! | [`jobs`] | background threads for loading, saving and matching |
//! | [`cli`] | the terminal program |
//! | `ui` | the window (feature `gui`) |

pub mod annotation;
pub mod checks;
pub mod cli;
pub mod formats;
pub mod jobs;
pub mod keyboard;
pub mod matching;
pub mod measure;
pub mod search;
pub mod storage;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
