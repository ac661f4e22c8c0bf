//! The annotation files that a command line names: themselves, those of folders and of the folders
//! inside them, and those that belong to files of records.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Status;
use crate::formats::records::is_record_file;
use crate::storage::records::{self, RecordPlace};
use crate::storage::{Action, Files, Kind, Place, StorageError, WORK_FOLDER_SUFFIX, names};

/// Folders inside folders are entered down to this depth.
const DEEPEST: usize = 64;

/// One annotation file.
#[derive(Debug)]
pub(super) struct WorkFile {
    pub path: PathBuf,
    /// The record that it is the work on, where it belongs to a file of records.
    pub record: Option<Place>,
    /// Whose work that is.
    pub annotator: Option<String>,
}

impl WorkFile {
    fn plain(path: PathBuf) -> Self {
        Self {
            path,
            record: None,
            annotator: None,
        }
    }
}

/// Every annotation file that is named, those of a folder in the order of their paths. `tell` hears
/// what cannot be read.
pub(super) fn work_files(
    files: &dyn Files,
    named: &[PathBuf],
    tell: &mut dyn FnMut(Status, String),
) -> Vec<WorkFile> {
    let mut walk = Walk {
        files,
        tell,
        found: Vec::new(),
    };
    for path in named {
        let before = walk.found.len();
        let folder = files.kind(path).is_ok_and(|kind| kind == Kind::Folder);
        if folder {
            walk.folder(path);
        } else if is_record_file(&names::file_name(path)) {
            walk.records(path);
        } else {
            walk.found.push(WorkFile::plain(path.clone()));
            continue;
        }
        if walk.found.len() == before {
            let what = if folder {
                "there are no annotation files in this folder"
            } else {
                "there is no work on these records"
            };
            (walk.tell)(Status::Unreadable, format!("{}: {what}", path.display()));
        }
        walk.found[before..].sort_by(|a, b| a.path.cmp(&b.path));
    }
    walk.found
}

struct Walk<'a> {
    files: &'a dyn Files,
    tell: &'a mut dyn FnMut(Status, String),
    found: Vec<WorkFile>,
}

impl Walk<'_> {
    fn refuse(&mut self, why: impl std::fmt::Display) {
        (self.tell)(Status::Unreadable, why.to_string());
    }

    fn folder(&mut self, root: &Path) {
        let mut waiting = vec![(root.to_owned(), 0)];
        while let Some((folder, depth)) = waiting.pop() {
            let listed = match self.files.list(&folder) {
                Ok(listed) => listed,
                Err(source) => {
                    self.refuse(StorageError::failed(&folder, Action::List, source));
                    continue;
                }
            };
            for entry in listed {
                let name = names::file_name(&entry.path);
                if name.starts_with('.') {
                    continue;
                }
                match entry.kind {
                    Kind::Folder if entry.link => {}
                    Kind::Folder if depth >= DEEPEST => self.refuse(format_args!(
                        "{}: it was not looked into, since it stands deeper than {DEEPEST} folders",
                        entry.path.display()
                    )),
                    Kind::Folder => {
                        let records = name
                            .strip_suffix(WORK_FOLDER_SUFFIX)
                            .map(|name| entry.path.with_file_name(name))
                            .filter(|path| matches!(self.files.kind(path), Ok(Kind::File { .. })));
                        match records {
                            Some(path) => self.records(&path),
                            None => waiting.push((entry.path, depth + 1)),
                        }
                    }
                    Kind::File { .. } if names::is_annotation_file(&name) => {
                        self.found.push(WorkFile::plain(entry.path));
                    }
                    Kind::File { .. } | Kind::Other => {}
                }
            }
        }
    }

    /// The work on the records of a file.
    fn records(&mut self, path: &Path) {
        let opened = records::open_records(self.files, path, None, &mut |_, _| {}, &|| false);
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => return self.refuse(error),
        };
        for fault in &opened.faults {
            let said = format!("{}:{}: {}", path.display(), fault.line, fault.why);
            (self.tell)(Status::Faults, said);
        }
        if opened.more_faults > 0 {
            let said = format!(
                "{}: {} more records like these",
                path.display(),
                opened.more_faults
            );
            (self.tell)(Status::Faults, said);
        }
        let by_key: HashMap<&str, _> = opened.entries.iter().map(|e| (&*e.key, e)).collect();
        let folder = records::folder_of(path);
        for work in &opened.works {
            let file = folder.join(&work.name);
            let known = work.summary.as_ref().and_then(|summary| {
                let entry = by_key.get(work.record()?)?;
                let place = Place::Record(RecordPlace::new(&opened.file, entry));
                let annotator = summary.annotator.clone();
                // Work that stands under another name than its record's is looked at by itself.
                let there = place.annotation_path(self.files, annotator.as_deref()) == file;
                there.then_some((place, annotator))
            });
            self.found.push(match known {
                Some((place, annotator)) => WorkFile {
                    path: file,
                    record: Some(place),
                    annotator,
                },
                None => WorkFile::plain(file),
            });
        }
    }
}
