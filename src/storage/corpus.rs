//! A corpus: the articles of a folder and of the folders inside it, or the records of a file.
//!
//! Listing a folder opens no file in it: what an article is called and how far the work on it is
//! are told by [`super::facts()`], one article at a time. A file of records tells it all at once.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::records::{self, RecordPlace, Records};
use super::{Action, Facts, Files, Kind, Place, StorageError, links, names, schema};
use crate::formats::format_of;
use crate::formats::native::Summary;
use crate::formats::records::Columns;

/// Folders inside folders are entered down to this depth.
const DEEPEST: usize = 64;

/// No more articles than this are listed: a disk opened by mistake must come to an end.
const MOST: usize = 500_000;

/// What the names of folders end with that hold the work on files of records.
pub const WORK_FOLDER_SUFFIX: &str = ".obelus";

/// One article of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub place: Place,
    /// Its path within the corpus, with `/` between folders; the id of a record.
    pub name: String,
    /// What is known of it already.
    pub facts: Option<Facts>,
}

/// The articles that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corpus {
    /// The folder, or the file of records.
    pub root: PathBuf,
    /// Files sorted as a person would: `report 9` before `report 10`; records as they stand.
    pub entries: Vec<Entry>,
    /// What was left out, and why, in sentences.
    pub notices: Vec<String>,
    /// Records that cannot be opened, or are odd, each with its line.
    pub faults: Vec<String>,
    /// Whether it is a file of records.
    pub of_records: bool,
    /// The columns that were chosen for it and could not be kept beside it.
    pub unkept: Option<Box<Columns>>,
    /// Who has annotated each article, by its name in the corpus, sorted: as the names of their
    /// files tell.
    pub annotators: HashMap<String, Vec<String>>,
}

impl Corpus {
    /// Lists a folder. Hidden files and folders, annotation files and files of unknown kinds are
    /// passed over; links out of the folder are left out, since the text behind them would be
    /// copied into an annotation file that is passed on with the folder. Linked folders are not
    /// entered. The guidelines that the schema names are no article. `told` hears now and then how
    /// many articles were found; it answers whether to go on. Sorting costs O(n log n).
    ///
    /// # Errors
    /// Where the folder cannot be read or holds no article.
    pub fn list(
        files: &dyn Files,
        root: &Path,
        told: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Self, StorageError> {
        let mut walk = Walk {
            files,
            root,
            entries: Vec::new(),
            left_out: Vec::new(),
            unreadable: Vec::new(),
            too_deep: Vec::new(),
            annotators: HashMap::new(),
        };
        let whole = walk.walk(told)?;
        let Walk {
            mut entries,
            mut left_out,
            mut unreadable,
            mut too_deep,
            mut annotators,
            ..
        } = walk;
        annotators.values_mut().for_each(|names| names.sort());
        if let Some(guidelines) = schema::guidelines_file(files, root) {
            entries.retain(|entry| entry.place.file() != guidelines);
        }
        let passed = [&left_out, &unreadable, &too_deep];
        if entries.is_empty() && passed.iter().all(|paths| paths.is_empty()) {
            return Err(StorageError::NoArticles(root.to_owned()));
        }
        entries.sort_by(|a, b| natural(&a.name, &b.name));
        left_out.sort();
        unreadable.sort();
        let mut notices = Vec::new();
        notices.extend(several(
            &left_out,
            "was left out: it is a link to a file outside of this folder",
            "were left out: they are links to files outside of this folder",
        ));
        notices.extend(several(
            &unreadable,
            "could not be read: ask for access to the folder",
            "could not be read: ask for access to the folders",
        ));
        too_deep.sort();
        notices.extend(several(
            &too_deep,
            "was not looked into: it stands deeper than 64 folders",
            "were not looked into: they stand deeper than 64 folders",
        ));
        if !whole {
            notices.push(format!(
                "only the first {} articles that were found are listed",
                entries.len()
            ));
        }
        Ok(Self {
            root: root.to_owned(),
            entries,
            notices,
            faults: Vec::new(),
            of_records: false,
            unkept: None,
            annotators,
        })
    }

    /// The records of a file, with the work of an annotator on them.
    #[must_use]
    pub fn of_records(records: &Records, annotator: Option<&str>) -> Self {
        let mut work: HashMap<&str, &Summary> = HashMap::new();
        let mut annotators: HashMap<String, Vec<String>> = HashMap::new();
        let mut broken = Vec::new();
        for known in &records.works {
            let Some(summary) = &known.summary else {
                broken.push(PathBuf::from(&known.name));
                continue;
            };
            let own = summary.annotator.as_deref() == annotator;
            let Some(record) = known.record() else {
                continue;
            };
            if let Some(name) = &summary.annotator {
                let names = annotators.entry(record.to_owned()).or_default();
                names.push(name.to_string());
            }
            // Work that belongs to nobody counts where there is none of the annotator's own.
            if own {
                work.insert(record, summary);
            } else if summary.annotator.is_none() {
                work.entry(record).or_insert(summary);
            }
        }
        let entries = records.entries.iter().map(|record| {
            let mut facts = Facts {
                title: record.title.to_string(),
                published: record.published.map(|day| day.to_string()),
                ..Facts::default()
            };
            if let Some(summary) = work.get(&*record.key) {
                facts.take(summary);
            }
            Entry {
                place: Place::Record(RecordPlace::new(&records.file, record)),
                name: record.key.to_string(),
                facts: Some(facts),
            }
        });
        annotators.values_mut().for_each(|names| names.sort());
        let mut notices = records.notices.clone();
        let faults = records.faults.len() + records.more_faults;
        if let Some(first) = records.faults.first() {
            notices.push(match faults {
                1 => format!("1 record is faulty or odd: {first}"),
                faults => format!("{faults} records are faulty or odd, the first: {first}"),
            });
        }
        notices.extend(several(
            &broken,
            "is an annotation file that cannot be read",
            "are annotation files that cannot be read",
        ));
        let mut faults: Vec<String> = records.faults.iter().map(ToString::to_string).collect();
        if records.more_faults > 0 {
            faults.push(format!("and {} more", records.more_faults));
        }
        let gone: Vec<String> = records.works.iter().filter_map(records::gone).collect();
        notices.extend(match gone.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [first, more @ ..] => Some(format!(
                "{} annotation files count for no article, since their records are gone or \
                 changed; they are kept as they are, the first: {}",
                more.len() + 1,
                first.split(':').next().unwrap_or_default()
            )),
        });
        faults.extend(gone);
        Self {
            root: records.file.path.clone(),
            entries: entries.collect(),
            notices,
            faults,
            of_records: true,
            unkept: None,
            annotators,
        }
    }

    /// The folder in which what belongs to the corpus stands, such as `obelus.toml`.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        if self.of_records {
            records::folder_of(&self.root)
        } else {
            self.root.clone()
        }
    }
}

/// "a.txt and 2 more were left out…"
fn several(paths: &[PathBuf], one: &str, more: &str) -> Option<String> {
    let first = names::file_name(paths.first()?);
    Some(match paths.len() - 1 {
        0 => format!("{first} {one}"),
        1 => format!("{first} and 1 other {more}"),
        others => format!("{first} and {others} others {more}"),
    })
}

/// A walk through folders.
struct Walk<'a> {
    files: &'a dyn Files,
    root: &'a Path,
    entries: Vec<Entry>,
    left_out: Vec<PathBuf>,
    unreadable: Vec<PathBuf>,
    too_deep: Vec<PathBuf>,
    annotators: HashMap<String, Vec<String>>,
}

impl Walk<'_> {
    /// Whether everything was seen.
    fn walk(&mut self, told: &mut dyn FnMut(usize) -> bool) -> Result<bool, StorageError> {
        let mut waiting = vec![(self.root.to_owned(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = waiting.pop() {
            let listed = match self.files.list(&folder) {
                Ok(listed) => listed,
                Err(source) if depth == 0 => {
                    return Err(StorageError::failed(&folder, Action::List, source));
                }
                Err(_) => {
                    self.unreadable.push(folder);
                    continue;
                }
            };
            for entry in listed {
                let name = names::file_name(&entry.path);
                if name.starts_with('.') {
                    continue;
                }
                match entry.kind {
                    Kind::Folder => {
                        let enter = !entry.link && !name.ends_with(WORK_FOLDER_SUFFIX);
                        if enter && depth >= DEEPEST {
                            self.too_deep.push(entry.path);
                        } else if enter {
                            waiting.push((entry.path, format!("{prefix}{name}/"), depth + 1));
                        }
                    }
                    Kind::File { .. } => {
                        // A version that was kept beside another one is nobody's.
                        if let Some((article, Some(who))) = names::parse(&name)
                            && !who.starts_with("mine-")
                        {
                            let names = self.annotators.entry(format!("{prefix}{article}"));
                            names.or_default().push(who.to_owned());
                        }
                        if names::is_annotation_file(&name) || format_of(&name).is_none() {
                            continue;
                        }
                        let outside = entry.link
                            && links::outside(self.files, self.root, &entry.path).is_some();
                        if outside {
                            self.left_out.push(entry.path);
                            continue;
                        }
                        self.entries.push(Entry {
                            place: Place::File(entry.path),
                            name: format!("{prefix}{name}"),
                            facts: None,
                        });
                        if self.entries.len() >= MOST {
                            return Ok(false);
                        }
                    }
                    Kind::Other => {}
                }
            }
            if !told(self.entries.len()) {
                return Ok(false);
            }
        }
        Ok(true)
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
    fn who_has_annotated_an_article_is_told_by_the_names_of_their_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("north")).unwrap();
        for name in [
            "north/a.txt",
            "north/a.txt.ben.obelus.json",
            "north/a.txt.amina.obelus.json",
            "north/a.txt.mine-2.obelus.json",
            "b.txt",
            "b.txt.obelus.json",
        ] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let corpus = Corpus::list(&crate::storage::OnDisk, folder.path(), &mut |_| true).unwrap();
        let annotators: Vec<_> = corpus.annotators.iter().collect();
        let names = vec!["amina".to_owned(), "ben".to_owned()];
        assert_eq!(annotators, [(&"north/a.txt".to_owned(), &names)]);
    }

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
