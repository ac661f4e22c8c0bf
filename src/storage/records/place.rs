//! One record as the place of an article: how it is told from others, where the work on it is
//! kept, and how it is read.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::{Files, Kind, LARGEST_ANNOTATION_FILE, OpenError, annotators, names};
use super::opening::{RecordFile, read_part};
use crate::formats::Fingerprint;
use crate::formats::native::summarise;
use crate::formats::records::{Entry, Work};
use crate::text::Article;

/// How many digits of the hash stand in the name of an annotation file, and how many where that
/// name belongs to another record.
const DIGITS: [usize; 4] = [8, 16, 32, 64];

/// The longest readable part of a name, in bytes.
const LONGEST_SLUG: usize = 40;

/// By the keys of the records.
pub(super) type Longer = foldhash::HashMap<Arc<str>, usize>;

/// By the keys of the records: whose work it is, and its name below the folder.
pub(super) type Placed = foldhash::HashMap<Arc<str>, Vec<(Option<String>, String)>>;

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

    /// Work on this record that stands under another name than its own.
    pub(in crate::storage) fn placed_work(&self) -> impl Iterator<Item = annotators::Work> {
        let folder = self.file.folder();
        let placed = self.file.placed.get(&self.key);
        placed
            .into_iter()
            .flatten()
            .map(move |(annotator, name)| annotators::Work {
                annotator: annotator.clone(),
                path: folder.join(name),
            })
    }

    /// Where the work of an annotator on this record is, or will be. Where a file of another
    /// record has come to stand there since the opening, a name with more digits is taken. Looks
    /// into one file in nearly all cases.
    #[must_use]
    pub fn annotation_path(&self, files: &dyn Files, annotator: Option<&str>) -> PathBuf {
        let folder = self.file.folder();
        let placed = self.file.placed.get(&self.key);
        let mut placed = placed.into_iter().flatten();
        if let Some((_, name)) = placed.find(|(whose, _)| whose.as_deref() == annotator) {
            return folder.join(name);
        }
        let least = self.file.longer.get(&self.key).copied().unwrap_or(0);
        let names = DIGITS
            .map(|digits| folder.join(names::annotation_name(&stem(&self.key, digits), annotator)));
        let free = DIGITS
            .iter()
            .zip(&names)
            .find(|(digits, path)| **digits >= least && !is_of_another(files, path, &self.key));
        // All four taken would need two records with one SHA-256.
        free.map_or(&names[DIGITS.len() - 1], |(_, path)| path)
            .clone()
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

/// The records whose names have more digits than usual, and how many: those that would have the
/// name of an annotation file that says it is another record's, or whose record has another key by
/// now, or of a record further up. One that cannot be read belongs to the record after which it is
/// named.
pub(super) fn longer_names(entries: &[Entry], works: &[Work]) -> Longer {
    let prefix = |key: &str| {
        let [a, b, c, d, ..] = Fingerprint::of(key.as_bytes()).bytes();
        u32::from_be_bytes([a, b, c, d])
    };
    let mut prefixes: Vec<(u32, u32)> = (0..)
        .zip(entries)
        .map(|(index, entry)| (prefix(&entry.key), index))
        .collect();
    prefixes.sort_unstable();
    let alike = |crowd: u32| {
        let from = prefixes.partition_point(|(prefix, _)| *prefix < crowd);
        let same = prefixes[from..].iter();
        let same = same.take_while(move |(prefix, _)| *prefix == crowd);
        same.map(|(_, index)| &entries[*index as usize].key)
    };
    let mut owners = foldhash::HashMap::default();
    let mut crowded = Vec::new();
    for work in works {
        let names_none = work.summary.as_ref().is_none_or(|s| s.record.is_none());
        let Some((stem, _)) = names::parse(&work.name).filter(|_| !names_none) else {
            continue;
        };
        let record = work.record();
        // One annotator's may have come from elsewhere while another's belongs here.
        let owner = owners.entry(stem).or_insert(record);
        if *owner != record {
            *owner = None;
        }
        let digits = stem.rsplit('-').next().and_then(|hex| hex.get(..8));
        let crowd = digits.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        // In most cases it is the only record with these digits.
        crowded.extend(crowd.filter(|crowd| alike(*crowd).any(|key| Some(&**key) != record)));
    }
    crowded.extend(
        prefixes
            .windows(2)
            .filter(|pair| pair[0].0 == pair[1].0)
            .map(|pair| pair[0].0),
    );
    crowded.sort_unstable();
    crowded.dedup();
    let mut longer = Longer::default();
    for crowd in crowded {
        let mut taken: Vec<String> = Vec::new();
        for key in alike(crowd) {
            let free = |stem: &String| {
                let owner = owners.get(stem.as_str());
                owner.is_none_or(|owner| *owner == Some(&**key)) && !taken.contains(stem)
            };
            let names = DIGITS.map(|digits| stem(key, digits));
            // All of them taken would need two records with one SHA-256.
            let chosen = names.iter().position(free).unwrap_or(DIGITS.len() - 1);
            if chosen > 0 {
                longer.insert(key.clone(), DIGITS[chosen]);
            }
            taken.push(names[chosen].clone());
        }
    }
    longer
}

/// The work that is not found by the key of its record: it was named after the key that the record
/// had, and stays where it is. Where there is a file of the right name that one counts.
pub(super) fn placed(works: &[Work], longer: &Longer) -> Placed {
    let mut placed = Placed::default();
    let mut rightly: foldhash::HashSet<(&str, Option<&str>)> = foldhash::HashSet::default();
    let mut strays = Vec::new();
    for work in works {
        let (Some(summary), Some(record)) = (&work.summary, work.record()) else {
            continue;
        };
        let Some((found, named)) = names::parse(&work.name) else {
            continue;
        };
        let whose = summary.annotator.as_deref();
        let digits = longer.get(record).copied().unwrap_or(DIGITS[0]);
        if found != stem(record, digits) {
            strays.push((record, whose, &work.name));
        } else if named == whose {
            rightly.insert((record, whose));
        }
    }
    for (record, whose, name) in strays {
        if rightly.insert((record, whose)) {
            let places: &mut Vec<_> = placed.entry(record.into()).or_default();
            places.push((whose.map(str::to_owned), name.clone()));
        }
    }
    placed
}

/// `4f/a17-4f00ba12`, below the folder of the file.
fn stem(key: &str, digits: usize) -> String {
    let hash = Fingerprint::of(key.as_bytes()).to_string();
    format!("{}/{}-{}", &hash[..2], slug(key), &hash[..digits])
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
            let hash = Fingerprint::of(key.as_bytes()).to_string();
            let (folder, digits) = (&hash[..2], &hash[..8]);
            assert_eq!(stem(key, 8), format!("{folder}/{slug}-{digits}"));
        }
        let name = names::annotation_name(&stem("a17", 16), Some("amina"));
        let (read, annotator) = names::parse(&name).unwrap();
        assert_eq!((read, annotator), (&*stem("a17", 16), Some("amina")));
        assert_ne!(stem("A", 8), stem("a", 8));
    }
}
