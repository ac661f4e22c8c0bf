//! The articles of a folder.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use super::{Action, Files, Kind, LARGEST_ANNOTATION_FILE, StorageError, links, names};
use crate::annotation::Status;
use crate::formats::{format_of, native, read_article};

/// A file above this size is listed by its name: reading it would hold up the list.
const LARGEST_FOR_TITLE: u64 = 256 * 1024;

/// One article of a folder, and how far the work on it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub path: PathBuf,
    /// Without folders.
    pub name: String,
    /// Empty where the article cannot be read: opening it says why.
    pub title: String,
    /// [`Status::New`] where there is no annotation file.
    pub status: Status,
    pub flagged: bool,
    /// How many spans its annotation file lists.
    pub spans: usize,
    /// Whether there is an annotation file that cannot be read.
    pub broken: bool,
    /// Whether a journal lies beside it: changes of an earlier run, or of somebody at work.
    pub journal: bool,
}

/// What a folder holds for the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub entries: Vec<Entry>,
    /// Articles that are links to files outside of the folder, which are not read: their text
    /// would be copied into an annotation file that is passed on with the folder.
    pub left_out: Vec<PathBuf>,
}

impl Listing {
    /// A sentence about what was left out, if anything was.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        let first = names::file_name(self.left_out.first()?);
        Some(match self.left_out.len() - 1 {
            0 => format!("{first} was left out: it is a link to a file outside of this folder"),
            more => format!(
                "{first} and {more} more were left out: they are links to files outside of this folder"
            ),
        })
    }
}

/// The articles of a folder, sorted as a person would: `report 9` before `report 10`. Hidden
/// files, annotation files and files of unknown kinds are passed over, and links out of the folder
/// left out; folders inside are not entered. Reads each annotation file once, without keeping it.
///
/// # Errors
/// Where the folder cannot be read or holds no article.
pub fn list(
    files: &dyn Files,
    folder: &Path,
    annotator: Option<&str>,
) -> Result<Listing, StorageError> {
    let listed = files
        .list(folder)
        .map_err(|source| StorageError::failed(folder, Action::List, source))?;
    let mut left_out = Vec::new();
    let mut found: Vec<Entry> = listed
        .into_iter()
        .filter(|entry| matches!(entry.kind, Kind::File { .. }))
        .filter_map(|entry| {
            let name = names::file_name(&entry.path);
            let article = !name.starts_with('.')
                && !names::is_annotation_file(&name)
                && format_of(&name).is_some();
            if article && links::outside(files, folder, &entry.path).is_some() {
                left_out.push(entry.path);
                return None;
            }
            article.then(|| {
                let title = title(files, &entry, &name);
                Entry {
                    title,
                    ..with_status(files, entry.path, name, annotator)
                }
            })
        })
        .collect();
    if found.is_empty() && left_out.is_empty() {
        return Err(StorageError::NoArticles(folder.to_owned()));
    }
    found.sort_by(|a, b| natural(&a.name, &b.name));
    left_out.sort();
    Ok(Listing {
        entries: found,
        left_out,
    })
}

/// The title of an article; that of a large one is read when it is opened.
fn title(files: &dyn Files, entry: &super::Listed, name: &str) -> String {
    let Kind::File { size, .. } = entry.kind else {
        return String::new();
    };
    if size > LARGEST_FOR_TITLE {
        return String::new();
    }
    let bytes = files.read(&entry.path).unwrap_or_default();
    read_article(name, &bytes).map_or(String::new(), |article| article.header.title)
}

fn with_status(files: &dyn Files, path: PathBuf, name: String, annotator: Option<&str>) -> Entry {
    let own = names::annotation_path(&path, annotator);
    let journal = files.kind(&names::journal_path(&own)).is_ok();
    let read = |at: &Path| {
        if links::outside_of_its_folder(files, at).is_some() {
            return None;
        }
        // Neither a pipe, which may never end, nor what no file of ours can be.
        let Kind::File { size, .. } = files.kind(at).ok()? else {
            return None;
        };
        if size > LARGEST_ANNOTATION_FILE {
            return Some(None);
        }
        let bytes = files.read(at).ok()?;
        Some(native::summarise(&bytes))
    };
    let unnamed = || read(&names::annotation_path(&path, None));
    let found = read(&own).or_else(|| annotator.and_then(|_| unnamed()));
    let broken = matches!(found, Some(None));
    let (status, flagged, spans) = match found.flatten() {
        Some(summary) => (summary.status, summary.flagged, summary.spans),
        None if broken || journal => (Status::InProgress, false, 0),
        None => (Status::New, false, 0),
    };
    Entry {
        path,
        name,
        title: String::new(),
        status,
        flagged,
        spans,
        broken,
        journal,
    }
}

/// Compares names with runs of digits as numbers and letters without their case; ties by bytes.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (digits_left, rest_left) = leading_digits(left);
        let (digits_right, rest_right) = leading_digits(right);
        if !digits_left.is_empty() && !digits_right.is_empty() {
            let value = |digits: &str| digits.trim_start_matches('0').to_owned();
            let (x, y) = (value(digits_left), value(digits_right));
            match x.len().cmp(&y.len()).then_with(|| x.cmp(&y)) {
                Ordering::Equal => (left, right) = (rest_left, rest_right),
                unequal => return unequal,
            }
            continue;
        }
        let (mut chars_left, mut chars_right) = (left.chars(), right.chars());
        match (chars_left.next(), chars_right.next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match x.to_lowercase().cmp(y.to_lowercase()) {
                Ordering::Equal => (left, right) = (chars_left.as_str(), chars_right.as_str()),
                unequal => return unequal,
            },
        }
    }
}

fn leading_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_sort_them() {
        let mut names = [
            "b.txt", "a10.txt", "A2.txt", "a2.txt", "a02b", "a", "é.txt", "10", "9",
        ];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            [
                "9", "10", "a", "A2.txt", "a2.txt", "a02b", "a10.txt", "b.txt", "é.txt"
            ]
        );
    }
}
