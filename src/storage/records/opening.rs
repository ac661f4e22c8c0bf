//! Opening a file of records, by its index or by a scan, and reading one record of it.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::UTF_8;

use super::super::{Action, Files, Kind, OpenError, StorageError, names, saving};
use super::belonging;
use super::place::{Longer, Placed, longer_names, placed};
use super::work::nanoseconds;
use super::{annotated, folder_of, kept_columns, linked_folder};
use crate::formats::Fingerprint;
use crate::formats::native::Summary;
use crate::formats::records::{
    Belongs, Columns, Entry, Fault, Index, Layout, MOST_COLUMNS, PREVIEWED, Preview, RecordError,
    Role, Scan, Scanned, Shape, Sniff, Stamp, Unreadable, Wanted, Work, key_of, read_record,
};
use crate::text::Article;

/// How much of a file is read at once.
const PIECE: u64 = 1024 * 1024;

/// How many bytes at either end of a file are hashed to know it again.
const EDGE: u64 = 4096;

/// What the index is called in the folder of a file of records.
pub const INDEX: &str = "index.bin";

/// The largest index that is read, beside the size of the file that it is about: it holds a line
/// about each record, and what is known of annotation files.
const LARGEST_INDEX: u64 = 64 * 1024 * 1024;

/// A file of records that is open, and how its records are read.
#[derive(Clone, Debug)]
pub struct RecordFile {
    pub path: PathBuf,
    /// Layout, columns and encoding.
    pub shape: Shape,
    /// As it was when it was scanned.
    pub stamp: Stamp,
    /// Records whose work has a longer name than usual.
    pub(super) longer: Longer,
    /// Work that stands under another name than that of its record.
    pub(super) placed: Placed,
}

impl RecordFile {
    /// Where the work on its records is: `news.jsonl.obelus`.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        folder_of(&self.path)
    }

    /// Whether the file is no longer the one that was scanned, by its size and time.
    #[must_use]
    pub fn has_changed(&self, files: &dyn Files) -> bool {
        let modified = nanoseconds(files.modified(&self.path));
        size_of(files, &self.path).ok() != Some(self.stamp.size) || modified != self.stamp.modified
    }
}

/// What a file of records holds for the desk.
#[derive(Clone, Debug)]
pub struct Records {
    pub file: Arc<RecordFile>,
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// What is wrong with records, in the order of the file.
    pub faults: Vec<Fault>,
    /// How many more faults there are than are listed.
    pub more_faults: usize,
    /// The annotation files.
    pub works: Vec<Work>,
    /// What is odd about the file as a whole, in sentences without a full stop.
    pub notices: Vec<String>,
}

impl Records {
    /// How far an annotator is with each record, by its key: by a file of their own, else by the
    /// one that names nobody.
    #[must_use]
    pub fn summaries(&self, annotator: Option<&str>) -> foldhash::HashMap<&str, &Summary> {
        let mut found: foldhash::HashMap<&str, &Summary> = foldhash::HashMap::default();
        for work in &self.works {
            let (Some(summary), Some(record)) = (&work.summary, work.record()) else {
                continue;
            };
            let own = summary.annotator.as_deref() == annotator;
            if own {
                found.insert(record, summary);
            } else if summary.annotator.is_none() {
                found.entry(record).or_insert(summary);
            }
        }
        found
    }

    /// Writes the index, where there is a folder for the work on these records. Opening does so by
    /// itself; once more is worth it where `works` was brought up to date. Where it is not written
    /// the next opening scans.
    pub fn keep(&self, files: &dyn Files) {
        let index = Index {
            stamp: self.file.stamp.clone(),
            shape: self.file.shape.clone(),
            scanned: Scanned {
                entries: self.entries.clone(),
                faults: self.faults.clone(),
                more_faults: self.more_faults,
            },
            works: self.works.clone(),
        };
        let folder = self.file.folder();
        let there = files.kind(&folder).is_ok_and(|kind| kind == Kind::Folder);
        if there && linked_folder(files, &self.file.path).is_none() {
            let _ = saving::replace(files, &folder.join(INDEX), &index.encode(), None);
        }
    }
}

/// Looks at the beginning of a file of records, before it is opened.
///
/// # Errors
/// Where it cannot be read, or is no file of records.
pub fn preview_records(files: &dyn Files, path: &Path) -> Result<Preview, StorageError> {
    let size = size_of(files, path)?;
    let head = part(files, path, 0..PREVIEWED as u64)?;
    let whole = size <= PREVIEWED as u64;
    let unreadable = |cause| StorageError::Records {
        path: path.to_owned(),
        cause,
    };
    Preview::of(&names::file_name(path), &head, whole).map_err(unreadable)
}

/// Opens a file of records: its index where that is of this file as it is, else a scan of all of
/// it, which `progress` follows in bytes read and in all. The columns are those that are given, or
/// that were chosen before, or that are guessed.
///
/// # Errors
/// Where it cannot be read, holds no record, has no such column, or `cancelled` says so.
pub fn open_records(
    files: &dyn Files,
    path: &Path,
    columns: Option<Columns>,
    progress: &mut dyn FnMut(u64, u64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Records, StorageError> {
    let mut notices = Vec::new();
    let columns = columns.or_else(|| match kept_columns(files, path) {
        Ok(kept) => kept,
        Err(error) => {
            notices.push(error.to_string());
            None
        }
    });
    let stamp = stamp(files, path)?;
    let before = load_index(files, path, stamp.size);
    let folder = folder_of(path);
    let known = before.as_ref().map_or(&[][..], |index| &index.works);
    let mut works = annotated(files, &folder, known);
    let same = |index: &Index| {
        let fits = columns.as_ref().is_none_or(|c| *c == index.shape.columns);
        fits && index.stamp == stamp
    };
    let up_to_date = before.as_ref().is_some_and(|index| index.works == works);
    let before = before.filter(same);
    let settled = up_to_date && before.is_some();
    let sure: foldhash::HashSet<Work> = match &before {
        Some(index) if !settled => {
            let named = index.works.iter().filter(|w| w.belongs == Belongs::Named);
            named.cloned().collect()
        }
        _ => foldhash::HashSet::default(),
    };
    let (shape, scanned, fresh) = match before {
        Some(index) => (index.shape, index.scanned, up_to_date),
        None => {
            let preview = preview_records(files, path)?;
            let seen = preview.columns.into_iter().map(|column| column.name);
            let mut shape = preview.shape;
            if let Some(columns) = columns {
                shape.columns = columns;
            }
            check(path, &shape, seen.collect())?;
            let scanned = scan(files, path, &mut shape, stamp.size, progress, cancelled)?;
            (shape, scanned, false)
        }
    };
    if scanned.entries.is_empty() && scanned.faults.is_empty() {
        return Err(StorageError::Records {
            path: path.to_owned(),
            cause: Unreadable::Empty,
        });
    }
    if shape.encoding != UTF_8 {
        let encoding = shape.encoding.name().to_ascii_lowercase();
        notices.push(format!(
            "{} is not in UTF-8; it is read as {encoding}",
            names::file_name(path)
        ));
    }
    if let Some(target) = linked_folder(files, path) {
        notices.push(format!(
            "{} is a link out of its folder, to {}: nothing is read or written there, and the \
             articles can only be looked at",
            names::file_name(&folder),
            target.display()
        ));
    }
    let mut file = RecordFile {
        path: path.to_owned(),
        shape,
        stamp,
        longer: Longer::default(),
        placed: Placed::default(),
    };
    if !settled {
        belonging::settle(files, &file, &scanned.entries, &mut works, &|work| {
            sure.contains(work)
        });
    }
    file.longer = longer_names(&scanned.entries, &works);
    file.placed = placed(&works, &file.longer);
    let records = Records {
        file: Arc::new(file),
        entries: scanned.entries,
        faults: scanned.faults,
        more_faults: scanned.more_faults,
        works,
        notices,
    };
    if !fresh {
        records.keep(files);
    }
    Ok(records)
}

/// Whether the columns are there; the fields of JSON may be in later records only.
fn check(path: &Path, shape: &Shape, seen: Vec<String>) -> Result<(), StorageError> {
    let unreadable = |cause| {
        Err(StorageError::Records {
            path: path.to_owned(),
            cause,
        })
    };
    if shape.columns.text.is_empty() {
        return unreadable(if seen.len() >= MOST_COLUMNS {
            Unreadable::TooWide {
                read: MOST_COLUMNS,
                names: seen,
            }
        } else {
            Unreadable::NoText(seen)
        });
    }
    if shape.layout == Layout::JsonLines {
        return Ok(());
    }
    let missing = Role::ALL
        .into_iter()
        .filter_map(|role| shape.columns.get(role))
        .find(|name| !shape.names.iter().any(|column| column == name));
    match missing {
        Some(name) => unreadable(Unreadable::NoColumn(name.to_owned())),
        None => Ok(()),
    }
}

fn scan(
    files: &dyn Files,
    path: &Path,
    shape: &mut Shape,
    size: u64,
    progress: &mut dyn FnMut(u64, u64),
    cancelled: &dyn Fn() -> bool,
) -> Result<Scanned, StorageError> {
    let mut scan = Scan::new(shape);
    let certain = shape.layout == Layout::JsonLines || shape.encoding != UTF_8;
    let mut again = false;
    each_piece(files, path, size, cancelled, &mut |piece, end| {
        scan.feed(piece);
        progress(end, size);
        again = scan.is_foreign() && !certain;
        !again
    })?;
    if !again {
        return Ok(scan.finish());
    }
    // A table with a row that is not in UTF-8: all of it says in what it is.
    let mut sniff = Sniff::default();
    each_piece(files, path, size, cancelled, &mut |piece, _| {
        sniff.feed(piece);
        true
    })?;
    shape.encoding = sniff.guess();
    let mut scan = Scan::new(shape);
    each_piece(files, path, size, cancelled, &mut |piece, end| {
        scan.feed(piece);
        progress(end, size);
        true
    })?;
    Ok(scan.finish())
}

/// Hands on a file in pieces, each with its end, until `take` says no.
fn each_piece(
    files: &dyn Files,
    path: &Path,
    size: u64,
    cancelled: &dyn Fn() -> bool,
    take: &mut dyn FnMut(&[u8], u64) -> bool,
) -> Result<(), StorageError> {
    let mut at = 0;
    while at < size {
        if cancelled() {
            return Err(StorageError::CalledOff(path.to_owned()));
        }
        let piece = part(files, path, at..(at + PIECE).min(size))?;
        at += piece.len() as u64;
        // It has become shorter meanwhile; the next opening sees that by the stamp.
        if piece.is_empty() || !take(&piece, at) {
            break;
        }
    }
    Ok(())
}

/// Reads one record, and nothing else of the file.
///
/// # Errors
/// Where it cannot be read, or another one stands there now: then the file is to be opened again.
pub fn read(files: &dyn Files, file: &RecordFile, entry: &Entry) -> Result<Article, OpenError> {
    read_part(files, file, &entry.key, entry.range(), entry.line)
}

pub(super) fn read_part(
    files: &dyn Files,
    file: &RecordFile,
    key: &str,
    range: Range<u64>,
    line: u32,
) -> Result<Article, OpenError> {
    let bytes = part(files, &file.path, range)?;
    let source = names::file_name(&file.path);
    let wanted = Wanted {
        source: &source,
        key,
        line,
    };
    // Without an id of its own any record would do.
    let nameless = key.starts_with(&key_of(None, line, false));
    let cause = match read_record(&file.shape, wanted, &bytes) {
        Ok(article) if !nameless || !file.has_changed(files) => return Ok(article),
        Ok(_) => RecordError::Moved,
        Err(_) if file.has_changed(files) => RecordError::Moved,
        Err(cause) => cause,
    };
    Err(OpenError::Record {
        path: file.path.clone(),
        line,
        cause,
    })
}

fn part(files: &dyn Files, path: &Path, range: Range<u64>) -> Result<Vec<u8>, StorageError> {
    let failed = |source| StorageError::failed(path, Action::Read, source);
    files.read_part(path, range).map_err(failed)
}

fn size_of(files: &dyn Files, path: &Path) -> Result<u64, StorageError> {
    let failed = |source| StorageError::failed(path, Action::Read, source);
    match files.kind(path).map_err(failed)? {
        Kind::File { size, .. } => Ok(size),
        Kind::Folder => Err(failed(io::ErrorKind::IsADirectory.into())),
        Kind::Other => Err(failed(io::ErrorKind::Unsupported.into())),
    }
}

fn stamp(files: &dyn Files, path: &Path) -> Result<Stamp, StorageError> {
    let size = size_of(files, path)?;
    let modified = nanoseconds(files.modified(path));
    let mut edges = part(files, path, 0..EDGE.min(size))?;
    edges.extend(part(files, path, size.saturating_sub(EDGE)..size)?);
    Ok(Stamp {
        size,
        modified,
        edges: Fingerprint::of(&edges).to_string(),
    })
}

/// The index of a file, where there is one that can be read.
fn load_index(files: &dyn Files, path: &Path, size: u64) -> Option<Index> {
    if linked_folder(files, path).is_some() {
        return None;
    }
    let index = folder_of(path).join(INDEX);
    match files.kind(&index).ok()? {
        Kind::File { size: large, .. } if large <= LARGEST_INDEX.saturating_add(size) => {}
        _ => return None,
    }
    Index::decode(&files.read(&index).ok()?)
}
