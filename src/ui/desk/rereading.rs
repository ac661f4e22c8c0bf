//! What becomes of the desk when the file of records that is open was changed by somebody.
//!
//! An open article goes with its text: where records come or go before it, its key may be that of
//! another one by now.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Desk;
use super::listing::facts_of;
use crate::formats::records::goes_by_line;
use crate::formats::schema::NAME;
use crate::jobs::Request;
use crate::storage::{Corpus, Place, names, records};
use crate::ui::panels::count;

/// Of no more records than these it is looked whether an open article has become one of them.
const TRIED: usize = 64;

impl Desk {
    /// Looks at what was touched of a file of records, or of the folder beside it: which of it is
    /// there comes with it.
    pub(super) fn take_touched_records(&mut self, root: &Path, paths: &[(PathBuf, bool)]) {
        let beside = records::folder_of(root);
        let mut again = false;
        for (path, there) in paths {
            self.look_at_schema_file(path);
            // Work on single records is looked at when they are opened.
            again |= *there && path == root || *path == beside.join(NAME);
            if path == root && !there {
                self.warn(format!(
                    "{} was removed or renamed: its articles cannot be opened until it is back",
                    names::file_name(root)
                ));
            } else if *path == beside && *there {
                let root = Some(root.to_owned());
                self.ask(Request::Watch { root });
            }
        }
        if again {
            self.list_files_again();
        }
    }

    /// Goes on with records that have changed since `before` of them were listed; what was said of
    /// it.
    pub(super) fn follow_records(&mut self, corpus: &Corpus, before: usize) -> String {
        // What was done across articles is known by keys that may be those of others.
        self.linked.clear();
        let storage = Arc::clone(&self.around.storage);
        let mut changed = Vec::new();
        let mut taken: Vec<Place> = Vec::new();
        for document in self.documents.values_mut() {
            let Place::Record(old) = &document.place else {
                continue;
            };
            if old.file.path != corpus.root {
                continue;
            }
            let text = document.article.text();
            let same = |place: &Place| match place {
                Place::Record(record) => record
                    .read(&*storage)
                    .is_ok_and(|article| article.text() == text),
                Place::File(_) => false,
            };
            let length = old.range.end - old.range.start;
            let as_long = |place: &&Place| match place {
                Place::Record(record) => record.range.end - record.range.start == length,
                Place::File(_) => false,
            };
            let named = self.list.place_of(&document.place);
            let named = named.and_then(|index| self.list.entries().get(index));
            let named = named.map(|row| &row.place).filter(|place| same(place));
            let found = named.cloned().or_else(|| {
                let places = corpus.entries.iter().map(|entry| &entry.place);
                let mut found = places.filter(as_long).take(TRIED).filter(|p| same(p));
                let only = found.next()?;
                found.next().is_none().then(|| only.clone())
            });
            match found.filter(|place| !taken.contains(place)) {
                Some(place) => {
                    taken.push(place.clone());
                    document.place = place;
                }
                None => {
                    changed.push(document.title().to_owned());
                    if goes_by_line(&old.key) {
                        // Its key is another record's, or nobody's: it is known by its work alone.
                        document.place = Place::File(document.annotation_path.clone());
                    }
                }
            }
        }
        for document in self.documents.values() {
            self.list.describe(&document.place, facts_of(document));
        }
        let name = names::file_name(&corpus.root);
        let now = corpus.entries.len();
        let mut said = format!("{name} has changed: {} are listed", count(now, "article"));
        if now == before {
            said = format!("{name} has changed: its articles are read again");
        }
        let alarming = !changed.is_empty();
        if let Some(first) = changed.first() {
            let more = match changed.len() - 1 {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            said = format!(
                "{said} · “{first}”{more} was changed or removed in it: close it and open it again \
                 to see how"
            );
        }
        self.tell(said.clone(), alarming);
        said
    }
}

/// Whether two listings of a file of records are of different states of it, or name its records
/// differently.
pub(super) fn records_differ(one: &Corpus, other: &Corpus) -> bool {
    fn file(corpus: &Corpus) -> Option<&Arc<records::RecordFile>> {
        match &corpus.entries.first()?.place {
            Place::Record(record) => Some(&record.file),
            Place::File(_) => None,
        }
    }
    match (file(one), file(other)) {
        (Some(one), Some(other)) => {
            let ids = |file: &records::RecordFile| file.shape.columns.id.clone();
            one.stamp != other.stamp || ids(one) != ids(other)
        }
        (one, other) => one.is_some() != other.is_some(),
    }
}
