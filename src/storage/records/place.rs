//! One record as the place of an article: how it is told from others, where the work on it is
//! kept, and how it is read.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{Files, Kind, LARGEST_ANNOTATION_FILE, OpenError, names};
use super::opening::{RecordFile, read_part};
use crate::formats::Fingerprint;
use crate::formats::native::summarise;
use crate::formats::records::Entry;
use crate::text::Article;

/// How many digits of the hash stand in the name of an annotation file, and how many where that
/// name belongs to another record.
const DIGITS: [usize; 4] = [8, 16, 32, 64];

/// The longest readable part of a name, in bytes.
const LONGEST_SLUG: usize = 40;

/// A record of a file. Two are the same where file and key are; where it stands may change.
#[derive(Clone, Debug)]
pub struct RecordPlace {
    pub file: Arc<RecordFile>,
    /// Unique in the file.
    pub key: Arc<str>,
    /// Its bytes in the file.
    pub range: Range<u64>,
    /// From 1.
    pub line: u32,
}

impl PartialEq for RecordPlace {
    fn eq(&self, other: &Self) -> bool {
        self.file.path == other.file.path && self.key == other.key
    }
}

impl Eq for RecordPlace {}

impl PartialOrd for RecordPlace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RecordPlace {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = ((&self.file.path, &self.key), (&other.file.path, &other.key));
        a.cmp(&b)
    }
}

impl Hash for RecordPlace {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.file.path.hash(state);
        self.key.hash(state);
    }
}

/// `news.jsonl: a17`
impl fmt::Display for RecordPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", names::file_name(&self.file.path), self.key)
    }
}

impl RecordPlace {
    /// The place of a record that a scan of this file has found.
    #[must_use]
    pub fn new(file: &Arc<RecordFile>, entry: &Entry) -> Self {
        Self {
            file: file.clone(),
            key: entry.key.clone(),
            range: entry.range(),
            line: entry.line,
        }
    }

    /// The record's key, to show in a list.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.key
    }

    /// Reads the record.
    ///
    /// # Errors
    /// Where it cannot be read, or another one stands there now.
    pub fn read(&self, files: &dyn Files) -> Result<Article, OpenError> {
        read_part(files, &self.file, &self.key, self.range.clone(), self.line)
    }

    /// Where the work of an annotator on this record is, or will be. Two records may share the
    /// digits in a name: where the file there belongs to another record, a name with more of them
    /// is taken. Looks into at most four files, in most cases one.
    #[must_use]
    pub fn annotation_path(&self, files: &dyn Files, annotator: Option<&str>) -> PathBuf {
        let folder = self.file.folder();
        let names = DIGITS.map(|digits| folder.join(work_name(&self.key, digits, annotator)));
        let free = names
            .iter()
            .find(|path| !is_of_another(files, path, &self.key));
        // All four taken would need two records with one SHA-256.
        free.unwrap_or(&names[DIGITS.len() - 1]).clone()
    }
}

/// Whether an annotation file says that it belongs to another record. One that cannot be read, or
/// names none, belongs to the record after which it is named.
fn is_of_another(files: &dyn Files, path: &Path, key: &str) -> bool {
    match files.kind(path) {
        Ok(Kind::File { size, .. }) if size <= LARGEST_ANNOTATION_FILE => {}
        _ => return false,
    }
    let bytes = files.read(path).unwrap_or_default();
    let record = summarise(&bytes).and_then(|summary| summary.record);
    record.is_some_and(|record| record != key)
}

/// `4f/a17-4f00ba12.amina.obelus.json`, below the folder of the file.
pub(super) fn work_name(key: &str, digits: usize, annotator: Option<&str>) -> PathBuf {
    let hash = Fingerprint::of(key.as_bytes()).to_string();
    let stem = format!("{}-{}", slug(key), &hash[..digits]);
    Path::new(&hash[..2]).join(names::annotation_name(&stem, annotator))
}

/// A short form of a key that every file system takes: small letters of ASCII, digits and hyphens.
/// With the hash behind it, it is none of the names that Windows keeps for devices.
fn slug(key: &str) -> String {
    let mut slug = String::new();
    for c in key.chars() {
        if slug.len() == LONGEST_SLUG {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str("record");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_work_are_plain_short_and_their_own() {
        for (key, slug) in [
            ("a17", "a17"),
            (
                "https://Example.org/News/1?x=é",
                "https-example-org-news-1-x",
            ),
            ("../../etc/passwd", "etc-passwd"),
            ("con", "con"),
            ("a.b. ", "a-b"),
            ("خبر", "record"),
            ("--\0\n", "record"),
            (&"x-".repeat(400), &"x-".repeat(20)[..39]),
        ] {
            let name = work_name(key, 8, None);
            let text = name.to_str().unwrap();
            let hash = Fingerprint::of(key.as_bytes()).to_string();
            let (folder, digits) = (&hash[..2], &hash[..8]);
            assert_eq!(text, format!("{folder}/{slug}-{digits}.obelus.json"));
        }
        let name = work_name("a17", 16, Some("amina"));
        let name = names::file_name(&name);
        let (stem, annotator) = names::parse(&name).unwrap();
        assert_eq!(annotator, Some("amina"));
        assert!(stem.starts_with("a17-") && stem.len() == 20);
        assert_ne!(work_name("A", 8, None), work_name("a", 8, None));
    }
}
