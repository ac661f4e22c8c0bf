//! What the desk asks for and what it is answered.

use std::ops::Range;
use std::path::PathBuf;

use crate::annotation::AnnotationSet;
use crate::matching::Batch;
use crate::storage::settings::Settings;
use crate::storage::{Base, Opened, folder};
use crate::text::Article;

/// A piece of background work. `number` tells the desk's documents apart.
#[derive(Debug)]
pub enum Request {
    Open {
        number: u64,
        path: PathBuf,
        annotator: Option<String>,
    },
    List {
        folder: PathBuf,
        annotator: Option<String>,
    },
    Save {
        number: u64,
        /// Which state of the work this is.
        revision: u64,
        path: PathBuf,
        article: Article,
        set: Box<AnnotationSet>,
        base: Base,
    },
    /// Writes the work to another place; the document goes on where it is.
    SaveCopy {
        path: PathBuf,
        article: Article,
        set: Box<AnnotationSet>,
    },
    /// Writes a new article file: one that was pasted.
    WriteArticle { path: PathBuf, text: String },
    SaveSettings {
        path: PathBuf,
        settings: Box<Settings>,
        base: Base,
    },
    Match {
        number: u64,
        article: Article,
        /// The paragraphs in view: they come first.
        first: Range<usize>,
        /// Set when the request is taken.
        ticket: u64,
    },
}

/// An answer. Failures are sentences for the analyst that name the file.
#[derive(Debug)]
pub enum Reply {
    Opened {
        number: u64,
        path: PathBuf,
        result: Result<Box<Opened>, String>,
    },
    Listed {
        folder: PathBuf,
        result: Result<folder::Listing, String>,
    },
    Saved {
        number: u64,
        revision: u64,
        result: Result<Base, String>,
    },
    CopySaved {
        path: PathBuf,
        result: Result<(), String>,
    },
    ArticleWritten {
        path: PathBuf,
        result: Result<(), String>,
    },
    SettingsSaved {
        result: Result<Base, String>,
    },
    Matched {
        number: u64,
        batch: Batch,
    },
    /// A piece of work broke down; the desk lives on.
    BrokeDown {
        number: Option<u64>,
        what: String,
    },
}
