//! What the arguments of a command name: articles with the work on them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Status, tell};
use crate::formats::records::is_record_file;
use crate::jobs::{Lone, look_into};
use crate::storage::{Action, Corpus, Entry, Files, Kind, Place, StorageError, names, records};

/// Folders inside folders are entered down to this depth.
const DEEPEST: usize = 64;

/// What the arguments name, each article once.
pub(super) struct Named {
    entries: Vec<Entry>,
    pub lone: Vec<Lone>,
    /// The folders that were named, as they were.
    pub roots: Vec<String>,
    articles: HashSet<PathBuf>,
    /// By the article's path without the file's own ending.
    lone_by_stem: HashMap<PathBuf, usize>,
    pub status: Status,
}

impl Default for Named {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            lone: Vec::new(),
            roots: Vec::new(),
            articles: HashSet::new(),
            lone_by_stem: HashMap::new(),
            status: Status::Clean,
        }
    }
}

impl Named {
    /// Takes in what one argument names.
    pub fn take(&mut self, files: &dyn Files, path: &Path) {
        match files.kind(path) {
            Ok(Kind::Folder) => self.folder(files, path),
            Ok(_) if names::is_annotation_file(&names::file_name(path)) => self.annotations(path),
            Ok(_) if is_record_file(&names::file_name(path)) => self.records(files, path),
            Ok(_) => {
                let name = path.display().to_string();
                self.article(files, Place::from(path), name);
            }
            Err(source) => self.refuse(StorageError::Failed {
                path: path.to_owned(),
                action: Action::Read,
                source,
            }),
        }
    }

    /// The articles that were named, as a corpus; none are left here.
    pub fn corpus(&mut self) -> Corpus {
        Corpus {
            root: PathBuf::new(),
            entries: std::mem::take(&mut self.entries),
            notices: Vec::new(),
            faults: Vec::new(),
            of_records: false,
            unkept: None,
            annotators: std::collections::HashMap::new(),
        }
    }

    fn refuse(&mut self, why: impl std::fmt::Display) {
        tell(why);
        self.status = self.status.max(Status::Unreadable);
    }

    fn article(&mut self, files: &dyn Files, place: Place, name: String) {
        if self.articles.insert(place.annotation_path(files, None)) {
            let facts = None;
            self.entries.push(Entry { place, name, facts });
        }
    }

    /// The records of a file: each is an article.
    fn records(&mut self, files: &dyn Files, path: &Path) {
        let opened = records::open_records(files, path, None, &mut |_, _| {}, &|| false);
        let records = match opened {
            Ok(records) => records,
            Err(error) => return self.refuse(error),
        };
        let corpus = Corpus::of_records(&records, None);
        for fault in &corpus.faults {
            tell(fault);
            self.status = self.status.max(Status::Faults);
        }
        let path = path.display();
        for entry in corpus.entries {
            let name = format!("{path}: {}", entry.name);
            self.article(files, entry.place, name);
        }
    }

    /// An annotation file whose article was not named.
    fn annotations(&mut self, path: &Path) {
        let name = names::file_name(path);
        let Some((article, _)) = names::parse(&name) else {
            return;
        };
        let stem = path.with_file_name(article);
        let lone = &mut self.lone;
        let index = *self.lone_by_stem.entry(stem.clone()).or_insert_with(|| {
            lone.push(Lone {
                name: stem.display().to_string(),
                files: Vec::new(),
            });
            lone.len() - 1
        });
        let known = &mut self.lone[index].files;
        if !known.iter().any(|known| known == path) {
            known.push(path.to_owned());
        }
    }

    fn folder(&mut self, files: &dyn Files, root: &Path) {
        let prefix = root.display().to_string();
        let prefix = prefix.trim_end_matches('/');
        self.roots.push(prefix.to_owned());
        let before = self.entries.len();
        let nothing = match Corpus::list(files, root, &mut |_| true) {
            Ok(corpus) => {
                corpus.notices.iter().for_each(tell);
                for entry in corpus.entries {
                    let name = format!("{prefix}/{}", entry.name);
                    self.article(files, entry.place, name);
                }
                None
            }
            Err(error @ StorageError::NoArticles(_)) => Some(error),
            Err(error) => return self.refuse(error),
        };
        let found = self.orphans(files, root);
        if let Some(error) = nothing
            && found == 0
            && self.entries.len() == before
        {
            self.refuse(error);
        }
    }

    /// Annotation files whose articles are not there: they may be all that was passed on. How many
    /// there are.
    fn orphans(&mut self, files: &dyn Files, root: &Path) -> usize {
        let mut found: Vec<PathBuf> = Vec::new();
        let mut waiting = vec![(root.to_owned(), 0)];
        while let Some((folder, depth)) = waiting.pop() {
            for (article, annotations) in look_into(files, &folder) {
                if !self
                    .articles
                    .contains(&names::annotation_path(&folder.join(article), None))
                {
                    found.extend(annotations);
                }
            }
            for listed in files.list(&folder).unwrap_or_default() {
                let hidden = names::file_name(&listed.path).starts_with('.');
                if listed.kind == Kind::Folder && !listed.link && !hidden && depth < DEEPEST {
                    waiting.push((listed.path, depth + 1));
                }
            }
        }
        found.sort();
        found.iter().for_each(|path| self.annotations(path));
        found.len()
    }
}
