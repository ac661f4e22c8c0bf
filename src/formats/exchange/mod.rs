//! Exchange formats: the work on articles as other programs read and write it.
//!
//! Lossless or loud: an [`Export`] tells of everything that its format cannot hold ([`Loss`]), and
//! an [`Import`] of everything that it could not place ([`Fault`]); neither guesses, and neither
//! stops at the first. Everything here is pure: readers come in, writers go out through an
//! [`Outlet`], and [`crate::storage`] knows where the bytes stand.
//!
//! A format is one file (or folder) and one line in [`FORMATS`]. Each states the [`Unit`] of its
//! offsets; inside, positions are bytes, and [`Points`] converts.

mod articles;
mod bdoc;
mod brat;
mod conll;
mod doccano;
mod facets;
mod frames;
mod hugging_face;
mod imported;
mod label_studio;
mod lines;
mod loss;
mod native_files;
mod options;
mod parts;
mod phrases;
mod points;
mod prodigy;
mod sets;
mod spacy;
mod tags;
mod telling;
mod tokens;
mod web_annotation;
mod whole;

use std::io;

pub use imported::{Fault, Import, ImportError, Imported, Input, Prediction, Receiver};
pub use loss::{Loss, Lost, loss_line};
pub use options::{Extent, Options, Overlaps, Tags};
pub use parts::{Part, parts_lost};
pub use phrases::{Phrase, Phrases};
pub use points::{Points, Unit};
pub use sets::SetBuilder;

use crate::annotation::AnnotationSet;
use crate::text::Article;

/// One annotator's work on one article, to be written.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    pub article: &'a Article,
    pub set: &'a AnnotationSet,
    /// The article's path within its corpus, with `/` between folders, or the id of its record.
    pub name: &'a str,
    /// What files that hold this article alone are called, without an ending: a plain name,
    /// unique among all that are written together.
    pub stem: &'a str,
    /// What others proposed and nobody has accepted.
    pub predictions: &'a [Prediction],
}

/// How articles are spread over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// All articles in one file, which can be written and read article by article.
    Lines,
    /// All articles in one file that is one document.
    Whole,
    /// One file, or a few, for each article.
    Apart,
}

/// Begins an export.
pub type Writing = fn(&Options) -> Box<dyn Export>;
/// Begins an import.
pub type Reading = fn() -> Box<dyn Import>;

/// One exchange format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// As it is chosen at a terminal: `doccano`.
    pub name: &'static str,
    /// As people call it: `doccano JSONL`.
    pub title: &'static str,
    /// What its main files end with, without the dot; the first is written.
    pub extensions: &'static [&'static str],
    pub unit: Unit,
    pub layout: Layout,
    /// What of an article's work it holds beside spans with labels.
    pub holds: &'static [Part],
    /// Whether it holds spans that overlap.
    pub overlaps: bool,
    pub export: Option<Writing>,
    pub import: Option<Reading>,
    /// Whether the beginning of a file looks like this format; asked where the ending does not
    /// tell.
    pub sniff: fn(&str) -> bool,
}

/// Every exchange format. A new one is a file and a line here.
pub const FORMATS: &[Format] = &[
    bdoc::FORMAT,
    brat::FORMAT,
    conll::FORMAT,
    doccano::FORMAT,
    hugging_face::FORMAT,
    label_studio::FORMAT,
    native_files::FORMAT,
    prodigy::FORMAT,
    spacy::FORMAT,
    web_annotation::FORMAT,
];

/// The format of a name such as `doccano`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Where an export's files go.
pub trait Outlet {
    /// The file of this name, which is begun where it is not open: a plain name with ending, or
    /// one with `/` between folders.
    ///
    /// # Errors
    /// Where it cannot be begun.
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write>;

    /// Nothing more comes into this file.
    ///
    /// # Errors
    /// Where it cannot be finished.
    fn close(&mut self, name: &str) -> io::Result<()>;
}

/// Writes the work on articles, one after the other.
pub trait Export {
    /// Adds an article. `lost` hears what the format cannot hold of it.
    ///
    /// # Errors
    /// Those of the outlet.
    fn write(
        &mut self,
        work: &Work<'_>,
        out: &mut dyn Outlet,
        lost: &mut dyn FnMut(Loss),
    ) -> io::Result<()>;

    /// Writes what stands behind the last article.
    ///
    /// # Errors
    /// Those of the outlet.
    fn finish(&mut self, _out: &mut dyn Outlet) -> io::Result<()> {
        Ok(())
    }
}
