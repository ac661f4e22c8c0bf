//! `obelus stats`: what was done in a corpus.

mod json;
mod table;

use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::Offset;

use super::progress::progress;
use super::{Status, tell};
use crate::formats::records::is_record_file;
use crate::jobs::{Lone, Survey, look_into};
use crate::storage::{
    Action, Corpus, Entry, Files, Kind, OnDisk, Place, StorageError, names, records,
};

/// So many of the most frequent words are told, and so many of those labelled two ways.
const MOST: usize = 20;

/// Folders inside folders are entered down to this depth.
const DEEPEST: usize = 64;

/// Count what was annotated: by status, label, type, annotator and day
///
/// Counts every article of a folder and of the folders inside it, with the work of all
/// annotators; articles without an annotation file are new. Pace and time left are those of the
/// last ten days on which somebody worked, today not counted. Words labelled two ways are likely
/// mistakes first: those that nearly always have another label.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus stats articles/                     a table
  obelus stats articles/ --annotator amina   the work of one annotator
  obelus stats --json a.txt.obelus.json      one JSON object, for a program

Status: 0 all is well, 1 some annotation files are faulty, 2 something could not be read.")]
pub struct Arguments {
    /// Folders, articles or annotation files (*.obelus.json)
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Count the work of this annotator only
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Print one JSON object; offsets are Unicode code points
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let files = &OnDisk;
    let mut named = Named::default();
    for path in &arguments.paths {
        named.take(files, path);
    }
    let mut status = named.status;
    let corpus = Corpus {
        root: PathBuf::new(),
        entries: named.entries,
        notices: Vec::new(),
        faults: Vec::new(),
        of_records: false,
        annotators: HashMap::new(),
    };
    let only = arguments.annotator.clone();
    let mut survey = Survey::new(0, Arc::new(corpus), named.lone, only);
    let bar = progress(Some(survey.progress().1), false);
    while !survey.is_done() {
        let mut asked = 0;
        survey.go_on(files, || {
            asked += 1;
            asked > 16
        });
        bar.set_position(survey.progress().0 as u64);
    }
    bar.finish_and_clear();
    for file in &survey.uncounted {
        tell(format_args!("{}: {}", file.file, file.why));
        status = status.max(if file.unreadable {
            Status::Unreadable
        } else {
            Status::Faults
        });
    }
    let today = Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.json {
        json::write(&mut out, &survey, arguments.annotator.as_deref(), today)?;
    } else {
        table::write(&mut out, &survey, today)?;
    }
    out.flush()?;
    Ok(status)
}

/// What the arguments name, each article once.
struct Named {
    entries: Vec<Entry>,
    lone: Vec<Lone>,
    articles: HashSet<PathBuf>,
    /// By the article's path without the file's own ending.
    lone_by_stem: HashMap<PathBuf, usize>,
    status: Status,
}

impl Default for Named {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            lone: Vec::new(),
            articles: HashSet::new(),
            lone_by_stem: HashMap::new(),
            status: Status::Clean,
        }
    }
}

impl Named {
    fn take(&mut self, files: &dyn Files, path: &Path) {
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
