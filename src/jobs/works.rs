//! The annotation files of a corpus, one article after the other.
//!
//! What stands on the desk is ahead of its file and is taken in its place. What cannot be read is
//! named and passed over.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::annotation::{AnnotationSet, Status};
use crate::storage::{self, Corpus, Files, OpenError, Place, ReadOnly, names};
use crate::text::Article;

/// A file that could not be counted, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The annotation file, within the corpus.
    pub file: String,
    /// What is wrong, in words that follow the name.
    pub why: String,
    /// Whether it could not even be read.
    pub unreadable: bool,
}

/// An article of which only annotation files are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lone {
    /// As it is shown.
    pub name: String,
    pub files: Vec<PathBuf>,
}

/// The work on an article as it stands on the desk, ahead of its file.
#[derive(Clone, Debug)]
pub struct Held {
    /// The annotation file in whose place it is counted.
    pub file: PathBuf,
    pub article: Article,
    pub set: Arc<AnnotationSet>,
}

/// The articles of a corpus with the work on them, to be gone through once.
#[derive(Clone, Debug)]
pub(super) struct Works {
    corpus: Arc<Corpus>,
    lone: Vec<Lone>,
    /// Whose work it is; nothing for everybody's.
    only: Option<String>,
    /// The annotation files of each folder that was looked into, by the name before the annotator's.
    folders: HashMap<PathBuf, HashMap<String, Vec<PathBuf>>>,
    held: HashMap<Place, Held>,
    next: usize,
}

/// The work on one article, as it was read.
pub(super) struct Read {
    /// The number of the article.
    pub number: usize,
    /// As people find it in the corpus.
    pub name: String,
    /// One for each annotator, with the name of the file.
    pub works: Vec<(Article, AnnotationSet, String)>,
}

impl Works {
    pub fn new(corpus: Arc<Corpus>, lone: Vec<Lone>, only: Option<String>) -> Self {
        Self {
            corpus,
            lone,
            only,
            folders: HashMap::new(),
            held: HashMap::new(),
            next: 0,
        }
    }

    /// Takes the work on an article as it is given here, and not as its file has it.
    pub fn hold(&mut self, place: Place, held: Held) {
        self.held.insert(place, held);
    }

    /// How many articles were gone through, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.corpus.entries.len() + self.lone.len())
    }

    pub fn is_done(&self) -> bool {
        let (done, all) = self.progress();
        done >= all
    }

    /// The name of an article by its number.
    pub fn name(&self, article: u32) -> &str {
        let index = article as usize;
        match self.corpus.entries.get(index) {
            Some(entry) => &entry.name,
            None => (self.lone.get(index - self.corpus.entries.len()))
                .map_or("", |lone| lone.name.as_str()),
        }
    }

    /// Where an article stands, by its number; nothing for one of which only its annotation files
    /// are at hand.
    pub fn place(&self, article: u32) -> Option<&Place> {
        let entry = self.corpus.entries.get(article as usize);
        entry.map(|entry| &entry.place)
    }

    /// Whether a path is that of an article, behind links too. Linear in the articles.
    pub fn holds_article(&self, files: &dyn Files, path: &Path) -> bool {
        let Ok(path) = files.resolve(path) else {
            return false;
        };
        let same_name = |file: &Path| file.file_name() == path.file_name();
        self.corpus.entries.iter().any(|entry| {
            let file = entry.place.file();
            same_name(file) && files.resolve(file).is_ok_and(|file| file == path)
        })
    }

    /// The work on the next article; nothing behind the last one. What cannot be read is told.
    pub fn next(&mut self, files: &dyn Files, unread: &mut Vec<Uncounted>) -> Option<Read> {
        let (found, name, held) = match self.corpus.entries.get(self.next) {
            Some(entry) => {
                let (place, name) = (entry.place.clone(), entry.name.clone());
                let held = self.held.remove(&place);
                (self.annotation_files(files, &place), name, held)
            }
            None => {
                let lone = self.lone.get(self.next - self.corpus.entries.len())?;
                (self.wanted(&lone.files), lone.name.clone(), None)
            }
        };
        let works = read(files, &found, &name, held, unread);
        let number = self.next;
        self.next += 1;
        if self.is_done() {
            self.folders = HashMap::new();
        }
        Some(Read {
            number,
            name,
            works,
        })
    }

    /// The annotation files of an article that are wanted.
    fn annotation_files(&mut self, files: &dyn Files, place: &Place) -> Vec<PathBuf> {
        let path = place.annotation_path(files, None);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let name = names::file_name(&path);
        let Some((stem, _)) = names::parse(&name) else {
            return Vec::new();
        };
        if !self.folders.contains_key(&folder) {
            let listed = look_into(files, &folder);
            self.folders.insert(folder.clone(), listed);
        }
        let found = self
            .folders
            .get(&folder)
            .and_then(|folder| folder.get(stem));
        found.map_or(Vec::new(), |found| self.wanted(found))
    }

    fn wanted(&self, found: &[PathBuf]) -> Vec<PathBuf> {
        let wanted = |path: &&PathBuf| match &self.only {
            None => true,
            Some(only) => {
                let name = names::file_name(path);
                names::parse(&name).is_some_and(|(_, annotator)| annotator == Some(only))
            }
        };
        found.iter().filter(wanted).cloned().collect()
    }
}

/// The annotation files of a folder by the names of their articles. A folder that is not there
/// holds none.
#[must_use]
pub fn look_into(files: &dyn Files, folder: &Path) -> HashMap<String, Vec<PathBuf>> {
    let mut found: HashMap<String, Vec<PathBuf>> = HashMap::new();
    for listed in files.list(folder).unwrap_or_default() {
        let name = names::file_name(&listed.path);
        if name.starts_with('.') || !matches!(listed.kind, storage::Kind::File { .. }) {
            continue;
        }
        let Some((article, annotator)) = names::parse(&name) else {
            continue;
        };
        // A version that was kept beside another one counts for nobody's work.
        if annotator.is_none_or(|name| !name.starts_with("mine-")) {
            found
                .entry(article.to_owned())
                .or_default()
                .push(listed.path);
        }
    }
    for files in found.values_mut() {
        files.sort();
    }
    found
}

fn read(
    files: &dyn Files,
    found: &[PathBuf],
    name: &str,
    held: Option<Held>,
    unread: &mut Vec<Uncounted>,
) -> Vec<(Article, AnnotationSet, String)> {
    let mut works = Vec::with_capacity(found.len());
    let instead = held.as_ref().map(|held| held.file.clone());
    if let Some(held) = held.filter(|held| is_begun(&held.set)) {
        let file = beside(name, &held.file);
        works.push((held.article, Arc::unwrap_or_clone(held.set), file));
    }
    for path in found.iter().filter(|path| Some(*path) != instead.as_ref()) {
        let file = beside(name, path);
        match storage::open(files, path, None) {
            Ok(read) => match &read.read_only {
                Some(ReadOnly::Broken(error)) => unread.push(Uncounted {
                    file,
                    why: error.to_string(),
                    unreadable: false,
                }),
                Some(ReadOnly::Newer(version)) => unread.push(Uncounted {
                    file,
                    why: format!("it was made by a newer program (version {version})"),
                    unreadable: false,
                }),
                _ => works.push((read.article, read.set, file)),
            },
            Err(error) => unread.push(Uncounted {
                file,
                why: unnamed(&error, path),
                unreadable: !matches!(error, OpenError::Annotations { .. }),
            }),
        }
    }
    works
}

/// Whether there is anything that would be in a file.
pub(super) fn is_begun(set: &AnnotationSet) -> bool {
    set.status != Status::New || !set.is_empty() || set.flagged || !set.note.is_empty()
}

/// The name of a file that stands beside an article, as people find it in the corpus.
fn beside(article: &str, path: &Path) -> String {
    let file = names::file_name(path);
    match article.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{file}"),
        None => file,
    }
}

/// An error without the name of the file, which is told beside it.
fn unnamed(error: &OpenError, path: &Path) -> String {
    let whole = error.to_string();
    let name = format!("{}: ", path.display());
    whole.strip_prefix(&name).unwrap_or(&whole).to_owned()
}
