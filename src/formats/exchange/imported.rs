//! What an import hands over, and what was wrong.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::annotation::{AnnotationSet, Label, Timestamp};
use crate::text::{Article, ByteRange};

/// An article that was read, with the work on it.
#[derive(Clone, Debug)]
pub struct Imported {
    pub article: Article,
    pub set: AnnotationSet,
    /// What others proposed: suggestions, and no annotations.
    pub predictions: Vec<Prediction>,
}

/// A span that somebody or something proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    pub label: Label,
    pub range: ByteRange,
    /// From 0 to 1, where it is known.
    pub score: Option<f64>,
    /// Who proposes it: the version of a model.
    pub by: String,
}

/// Something in a file that could not be placed or understood; the rest of it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, where an article has several.
    pub file: String,
    /// From 1, where it is known.
    pub line: Option<usize>,
    /// What, as a clause without a full stop.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.why),
            None => write!(f, "{}: {}", self.file, self.why),
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Error)]
pub enum ImportError {
    #[error("{name}: it is no {title}: {why}")]
    NotThis {
        name: String,
        title: &'static str,
        why: String,
    },
    #[error("{name}: {source}")]
    Reading { name: String, source: io::Error },
    /// Whoever received the articles wants no more.
    #[error("stopped")]
    Stopped,
}

/// What is read.
pub struct Input<'a> {
    /// The name of the file, without folders.
    pub name: &'a str,
    pub bytes: &'a mut dyn io::BufRead,
    /// The bytes of another file in the same folder: a plain name. Nothing where there is none.
    pub beside: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>,
    /// When the spans count as made where the file does not say.
    pub now: &'a Timestamp,
}

/// Who takes in what is read.
pub trait Receiver {
    /// An article; whether to go on.
    fn article(&mut self, imported: Imported) -> bool;

    /// Something that could not be read.
    fn fault(&mut self, fault: Fault);
}

/// Reads the work on articles. Must never panic, wait or swell on any bytes: linear in them.
pub trait Import {
    /// Hands over every article of a file.
    ///
    /// # Errors
    /// Where the file is not of this format at all, or cannot be read. What is wrong with one
    /// article or span is told to the receiver instead.
    fn read(
        &mut self,
        input: &mut Input<'_>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ImportError>;
}
