//! What was done in a corpus, counted from its annotation files a portion at a time.
//!
//! A survey is a value that is handed to and fro: each portion is one request, so that something
//! more urgent may come between two of them, and who wants no more simply does not ask again.
//! Articles without an annotation file are counted and not read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::annotation::{AnnotationSet, Status};
use crate::matching::Reading;
use crate::matching::places::Gazetteer;
use crate::measure::statistics::{ArticleFacts, Marked, Statistics, Work};
use crate::measure::{Extent, statistics};
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

/// Counting a corpus.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The asker's own number: what is left of an older one may still come.
    pub number: u64,
    corpus: Arc<Corpus>,
    lone: Vec<Lone>,
    /// Whose work is counted; nothing for everybody's.
    only: Option<String>,
    /// The annotation files of each folder that was looked into, by the name before the annotator's.
    folders: HashMap<PathBuf, HashMap<String, Vec<PathBuf>>>,
    held: HashMap<Place, Held>,
    next: usize,
    pub statistics: Statistics,
    pub uncounted: Vec<Uncounted>,
}

impl Survey {
    /// Nothing is counted yet. With `only` the work of that annotator, who may be one that nobody
    /// has heard of. Places of spans name articles by their index in the corpus, and behind it in
    /// `lone`.
    #[must_use]
    pub fn new(number: u64, corpus: Arc<Corpus>, lone: Vec<Lone>, only: Option<String>) -> Self {
        Self {
            number,
            corpus,
            lone,
            only,
            folders: HashMap::new(),
            held: HashMap::new(),
            next: 0,
            statistics: Statistics::default(),
            uncounted: Vec::new(),
        }
    }

    /// Counts the work on an article as it is given here, and not as its file has it.
    pub fn hold(&mut self, place: Place, held: Held) {
        self.held.insert(place, held);
    }

    /// How many articles are counted, and of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.corpus.entries.len() + self.lone.len())
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        let (counted, all) = self.progress();
        counted >= all
    }

    /// The name of an article by its number.
    #[must_use]
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
    #[must_use]
    pub fn place(&self, article: u32) -> Option<&Place> {
        let entry = self.corpus.entries.get(article as usize);
        entry.map(|entry| &entry.place)
    }

    /// Counts on until everything is counted or `enough` says so; it is asked before each article.
    pub fn go_on(&mut self, files: &dyn Files, mut enough: impl FnMut() -> bool) {
        while !self.is_done() && !enough() {
            let (found, name, held) = match self.corpus.entries.get(self.next) {
                Some(entry) => {
                    let (place, name) = (entry.place.clone(), entry.name.clone());
                    let held = self.held.remove(&place);
                    (self.annotation_files(files, &place), name, held)
                }
                None => {
                    let lone = &self.lone[self.next - self.corpus.entries.len()];
                    (self.wanted(&lone.files), lone.name.clone(), None)
                }
            };
            self.count(files, &found, &name, held);
            self.next += 1;
        }
        if self.is_done() {
            self.folders = HashMap::new();
        }
    }

    fn count(&mut self, files: &dyn Files, found: &[PathBuf], name: &str, held: Option<Held>) {
        let mut opened = Vec::with_capacity(found.len());
        let instead = held.as_ref().map(|held| held.file.clone());
        if let Some(held) = held.filter(|held| is_begun(&held.set)) {
            opened.push((held.article, Arc::unwrap_or_clone(held.set)));
        }
        for path in found.iter().filter(|path| Some(*path) != instead.as_ref()) {
            let file = beside(name, path);
            match storage::open(files, path, None) {
                Ok(read) => match &read.read_only {
                    Some(ReadOnly::Broken(error)) => self.uncounted.push(Uncounted {
                        file,
                        why: error.to_string(),
                        unreadable: false,
                    }),
                    Some(ReadOnly::Newer(version)) => self.uncounted.push(Uncounted {
                        file,
                        why: format!("it was made by a newer program (version {version})"),
                        unreadable: false,
                    }),
                    _ => {
                        let unplaced = read.set.faulty.len();
                        if unplaced > 0 {
                            let entries = if unplaced == 1 { "entry" } else { "entries" };
                            self.uncounted.push(Uncounted {
                                file,
                                why: format!("{unplaced} {entries} without a place not counted"),
                                unreadable: false,
                            });
                        }
                        opened.push((read.article, read.set));
                    }
                },
                Err(error) => self.uncounted.push(Uncounted {
                    file,
                    why: unnamed(&error, path),
                    unreadable: !matches!(error, OpenError::Annotations { .. }),
                }),
            }
        }
        let works = opened.iter().map(|(article, set)| work_of(article, set));
        self.statistics.add(&ArticleFacts {
            number: u32::try_from(self.next).unwrap_or(u32::MAX),
            works: works.collect(),
        });
    }

    /// The annotation files of an article that are to be counted.
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

/// What one annotator did in an article, as it is counted.
#[must_use]
pub fn work_of<'a>(article: &'a Article, set: &'a AnnotationSet) -> Work<'a> {
    let marked = |span: &'a crate::annotation::Span| {
        let (start, end) = article.to_code_points(span.range);
        Marked {
            label: span.label.as_str(),
            extent: Extent::new(start, end),
            surface: article.quote(span.range),
            made_by: span.origin.by,
            edited: span.origin.edited,
            created: span.created.as_str(),
            modified: span.modified.as_str(),
        }
    };
    Work {
        annotator: set.annotator.as_deref(),
        status: set.status,
        flagged: set.flagged,
        noted: !set.note.trim().is_empty(),
        spans: set.spans().map(marked).collect(),
        events: set.events().map(|event| event.kind.as_deref()).collect(),
    }
}

/// The counts of one article as it stands on the desk.
#[must_use]
pub fn counts_of(article: &Article, set: &AnnotationSet) -> Statistics {
    let mut statistics = Statistics::default();
    let works = is_begun(set)
        .then(|| work_of(article, set))
        .into_iter()
        .collect();
    statistics.add(&ArticleFacts { number: 0, works });
    statistics
}

/// Whether there is anything that would be in a file.
fn is_begun(set: &AnnotationSet) -> bool {
    set.status != Status::New || !set.is_empty() || set.flagged || !set.note.is_empty()
}

/// Whether words are the name of a country, in full or in short, and nothing more.
#[must_use]
pub fn names_country(words: &str) -> bool {
    let article = Article::from_text("", words);
    let reading = Reading::new(&article);
    if reading.paragraphs() == 0 {
        return false;
    }
    let tokens = reading.tokens(0);
    let found = Gazetteer::built_in().longest(&reading, tokens, 0);
    found.is_some_and(|found| found.tokens == tokens.len() && found.country().is_some())
}

/// The day it is, in UTC: what [`statistics`] calls today.
#[must_use]
pub fn today(now: &crate::annotation::Timestamp) -> Option<jiff::civil::Date> {
    statistics::day(now.as_str())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_their_whole_name_only() {
        for (words, expected) in [
            ("Niger", true),
            ("Ivory Coast", true),
            ("Niamey", false),
            ("Niger Delta", false),
            ("Niger and Mali", false),
            ("", false),
            ("650 troops", false),
        ] {
            assert_eq!(names_country(words), expected, "{words}");
        }
    }
}
