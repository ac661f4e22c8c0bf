//! Writing the work of a corpus in an exchange format, and reading such formats.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::works::{Lone, Uncounted, Works};
use crate::annotation::{AnnotationSet, Status, Timestamp};
use crate::formats::exchange::{
    Export, Fault, Format, ImportError, Imported, Input, Loss, Options, Prediction, Receiver, Work,
    loss_line,
};
use crate::storage::{Action, Corpus, Files, Outgoing, Pieces, Shelf, StorageError, names};
use crate::text::Article;

/// The name of the file that says what was dropped.
pub const DROPPED: &str = "dropped.jsonl";

/// Where a conversion goes, and what was lost on the way.
pub struct Conversion {
    format: &'static Format,
    export: Box<dyn Export>,
    shelf: Shelf,
    files: Arc<dyn Files>,
    /// Begun with the first loss.
    dropped: Option<Outgoing>,
    dropped_at: std::path::PathBuf,
    replace: bool,
    stems: HashSet<String>,
    /// How many things of each kind were lost.
    pub lost: BTreeMap<&'static str, usize>,
    pub articles: usize,
    pub spans: usize,
    pub not_done: usize,
    /// Only articles that are done.
    pub only_done: bool,
}

impl Conversion {
    /// Nothing is written yet. `folder` is where [`DROPPED`] will stand.
    #[must_use]
    pub fn new(
        format: &'static Format,
        options: &Options,
        files: &Arc<dyn Files>,
        shelf: Shelf,
        folder: &Path,
        replace: bool,
    ) -> Option<Self> {
        let export = format.export?(options);
        Some(Self {
            format,
            export,
            shelf,
            files: Arc::clone(files),
            dropped: None,
            dropped_at: folder.join(DROPPED),
            replace,
            stems: HashSet::new(),
            lost: BTreeMap::new(),
            articles: 0,
            spans: 0,
            not_done: 0,
            only_done: false,
        })
    }

    /// Writes the work on one article. `name` is its path within its corpus.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn write(
        &mut self,
        article: &Article,
        set: &AnnotationSet,
        name: &str,
        predictions: &[Prediction],
    ) -> io::Result<()> {
        if self.only_done && set.status != Status::Done {
            self.not_done += 1;
            return Ok(());
        }
        let stem = self.stem(name, set.annotator.as_deref());
        let work = Work {
            article,
            set,
            name,
            stem: &stem,
            predictions,
        };
        let mut lines = Vec::new();
        let (lost, title) = (&mut self.lost, self.format.title);
        self.export
            .write(&work, &mut self.shelf, &mut |loss: Loss| {
                *lost.entry(loss.heading()).or_default() += loss.count();
                if let Ok(line) = loss_line(&loss, title) {
                    lines.extend_from_slice(line.as_bytes());
                    lines.push(b'\n');
                }
            })?;
        if !lines.is_empty() {
            if self.dropped.is_none() {
                let files = Arc::clone(&self.files);
                let begun = Outgoing::begin(files, &self.dropped_at, self.replace);
                self.dropped = Some(begun.map_err(io::Error::other)?);
            }
            if let Some(dropped) = &mut self.dropped {
                dropped.write_all(&lines)?;
            }
        }
        self.articles += 1;
        self.spans += set.len();
        Ok(())
    }

    /// Writes the work on every article of a corpus. `told` hears how many are done; it answers
    /// whether to go on. What cannot be read is told.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn write_all(
        &mut self,
        corpus: Arc<Corpus>,
        lone: Vec<Lone>,
        only: Option<String>,
        unread: &mut Vec<Uncounted>,
        told: &mut dyn FnMut(usize, usize) -> bool,
    ) -> io::Result<()> {
        let files = Arc::clone(&self.files);
        let mut works = Works::new(corpus, lone, only);
        while let Some(read) = works.next(&*files, unread) {
            for (article, set, _) in &read.works {
                let name = short_name(&read.name, article);
                self.write(article, set, name, &[])?;
            }
            let (done, all) = works.progress();
            if !told(done, all) {
                break;
            }
        }
        Ok(())
    }

    /// Writes what stands behind the last article, and puts every file in its place.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn finish(mut self) -> io::Result<Converted> {
        self.export.finish(&mut self.shelf)?;
        self.shelf.finish().map_err(io::Error::other)?;
        if let Some(dropped) = self.dropped.take() {
            dropped.finish().map_err(io::Error::other)?;
        }
        Ok(Converted {
            lost: self.lost,
            articles: self.articles,
            spans: self.spans,
            not_done: self.not_done,
            files: self.shelf.written().len(),
        })
    }

    /// A plain name that nothing else here has.
    fn stem(&mut self, name: &str, annotator: Option<&str>) -> String {
        let base = name.strip_suffix(".txt").unwrap_or(name);
        let kept = |c: char| match c {
            '/' | '\\' => '-',
            c if c.is_control() || "<>:\"|?*".contains(c) => '_',
            c => c,
        };
        let mut stem: String = base.chars().map(kept).take(120).collect();
        stem = stem.trim_matches(['.', ' ']).to_owned();
        if stem.is_empty() {
            stem.push_str("article");
        }
        let mut free = stem.clone();
        if self.stems.contains(&free)
            && let Some(annotator) = annotator
        {
            free = format!("{stem}.{annotator}");
        }
        for n in 2.. {
            if self.stems.insert(free.clone()) {
                break;
            }
            free = format!("{stem}-{n}");
        }
        free
    }
}

/// What came of a conversion.
#[derive(Debug)]
pub struct Converted {
    pub lost: BTreeMap<&'static str, usize>,
    pub articles: usize,
    pub spans: usize,
    pub not_done: usize,
    /// How many files stand in their place.
    pub files: usize,
}

/// The path within a folder, without what was named on a command line before it.
fn short_name<'a>(name: &'a str, article: &'a Article) -> &'a str {
    match &article.header.record {
        Some(record) => record,
        None if Path::new(name).is_absolute() => &article.source,
        None => name,
    }
}

/// Takes in what an import reads, and writes it.
struct Passing<'a> {
    conversion: &'a mut Conversion,
    told: &'a mut dyn FnMut(Fault),
    go_on: &'a mut dyn FnMut(usize) -> bool,
    failed: Option<io::Error>,
}

impl Receiver for Passing<'_> {
    fn article(&mut self, imported: Imported) -> bool {
        let Imported {
            article,
            set,
            predictions,
        } = imported;
        let name = article.source.clone();
        let written = self.conversion.write(&article, &set, &name, &predictions);
        if let Err(error) = written {
            self.failed = Some(error);
            return false;
        }
        (self.go_on)(self.conversion.articles)
    }

    fn fault(&mut self, fault: Fault) {
        (self.told)(fault);
    }
}

/// Reads a file in an exchange format and writes what it holds. `told` hears what could not be
/// placed, `go_on` how many articles are written; it answers whether to go on.
///
/// # Errors
/// Where the file cannot be read or is of another format, or the disk says no.
pub fn convert_file(
    conversion: &mut Conversion,
    from: &Format,
    path: &Path,
    now: &Timestamp,
    told: &mut dyn FnMut(Fault),
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<(), ConvertError> {
    let Some(import) = from.import else {
        return Err(ConvertError::WritesOnly(from.title));
    };
    let files = Arc::clone(&conversion.files);
    let failed = |source| StorageError::failed(path, Action::Read, source);
    files.kind(path).map_err(failed)?;
    let mut bytes = Pieces::of(&*files, path);
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut beside = |name: &str| {
        let plain = Path::new(name).file_name().is_some_and(|n| n == name);
        plain.then(|| files.read(&folder.join(name)).ok()).flatten()
    };
    let mut input = Input {
        name: &names::file_name(path),
        bytes: &mut bytes,
        beside: &mut beside,
        now,
    };
    let mut passing = Passing {
        conversion,
        told,
        go_on,
        failed: None,
    };
    let read = import().read(&mut input, &mut passing);
    match (passing.failed, read) {
        (Some(error), _) => Err(ConvertError::Writing(error)),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) => Err(ConvertError::Reading(error)),
    }
}

/// Why a file was not converted.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    #[error("{0} is written and not read")]
    WritesOnly(&'static str),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("not written: {0}")]
    Writing(io::Error),
    #[error("{0}")]
    Reading(ImportError),
}
