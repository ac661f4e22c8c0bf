//! The schemas of the corpora that are gone over.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::tell;
use crate::annotation::Schema;
use crate::keyboard::letters;
use crate::storage::{Files, schema};

/// The schemas of folders, each read once; nothing for folders without one of their own.
#[derive(Default)]
pub(super) struct Schemas {
    known: HashMap<PathBuf, Option<Schema>>,
    built_in: Schema,
    /// Whether something was wrong in one of them: it was told.
    pub faulty: bool,
}

impl Schemas {
    /// The schema of the corpus that a file belongs to: the nearest one in a folder around it.
    pub fn of(&mut self, files: &dyn Files, path: &Path) -> &Schema {
        let folders = path.ancestors().skip(1).map(|folder| {
            if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            }
        });
        for folder in folders.clone() {
            if !self.known.contains_key(folder) {
                let found = schema::load(files, folder, &letters());
                for fault in found.faults {
                    self.faulty = true;
                    tell(format_args!("{}: {fault}", folder.display()));
                }
                let own = found.own.then_some(found.schema);
                self.known.insert(folder.to_owned(), own);
            }
        }
        let mut found = folders.filter_map(|folder| self.known.get(folder)?.as_ref());
        found.next().unwrap_or(&self.built_in)
    }
}
