//! The schema of a corpus and its guidelines, out of the corpus' folder.
//!
//! Only files that stand in that folder are read: neither a link nor a name in the schema leads
//! out of it.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Action, Files, Kind, StorageError, links, records};
use crate::annotation::{Guidelines, Schema};
use crate::formats::schema::{self, Fault, LARGEST_GUIDELINES, LARGEST_SCHEMA, NAME};

/// What a folder says of how it is to be annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The folder's own, or the built-in one where it has none or a wrong one.
    pub schema: Schema,
    /// Whether it is the folder's own.
    pub own: bool,
    /// In Markdown.
    pub guidelines: Option<String>,
    /// What is wrong, in sentences that name file, line and column.
    pub faults: Vec<String>,
}

/// Why a schema file was not taken.
#[derive(Debug, Error)]
pub enum SchemaError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{0}: {1}")]
    Strange(String, &'static str),
    #[error("{name}, {first}{more}", first = .faults[0], more = more(.faults))]
    Wrong {
        name: String,
        /// Never empty.
        faults: Vec<Fault>,
    },
}

fn more(faults: &[Fault]) -> String {
    match faults.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    }
}

/// Reads a schema file; nothing where there is none. `taken` are the letters that cannot mark.
///
/// # Errors
/// Where it cannot be read, or something in it is wrong.
pub fn read(
    files: &dyn Files,
    path: &Path,
    taken: &[(char, &str)],
) -> Result<Option<Schema>, SchemaError> {
    let Some(text) = text(files, path, LARGEST_SCHEMA)? else {
        return Ok(None);
    };
    let wrong = |faults| SchemaError::Wrong {
        name: path.display().to_string(),
        faults,
    };
    schema::read(&text, taken).map(Some).map_err(wrong)
}

/// What the folder of a corpus says. Never fails: without a schema that can be taken the built-in
/// one is in force.
#[must_use]
pub fn load(files: &dyn Files, folder: &Path, taken: &[(char, &str)]) -> Found {
    let mut found = Found::default();
    // The folder of a plain name is the one that the program was started in.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let path = folder.join(NAME);
    if leads_elsewhere(files, folder) {
        let why = "it is a link out of its folder and is not followed; the built-in schema holds";
        found.faults.push(format!("{NAME}: {why}"));
        return found;
    }
    match read(files, &path, taken) {
        Ok(None) => return found,
        Ok(Some(schema)) => {
            found.schema = schema;
            found.own = true;
        }
        Err(SchemaError::Wrong { faults, .. }) => {
            found.faults = faults
                .iter()
                .map(|fault| format!("{NAME}, {fault}"))
                .collect();
        }
        Err(error) => found.faults.push(error.to_string()),
    }
    match found.schema.guidelines.clone() {
        None => {}
        Some(Guidelines::Text(text)) => found.guidelines = Some(text),
        Some(Guidelines::File(name)) => {
            let path = folder.join(&name);
            let text = if links::outside(files, folder, &path).is_some() {
                Err(SchemaError::Strange(
                    name.clone(),
                    "it leads out of its folder",
                ))
            } else {
                text(files, &path, LARGEST_GUIDELINES)
            };
            match text {
                Ok(Some(text)) => found.guidelines = Some(text),
                Ok(None) => found.faults.push(format!(
                    "{NAME} names the guidelines {name}, and there is no such file beside it"
                )),
                Err(error) => found.faults.push(error.to_string()),
            }
        }
    }
    found
}

/// The file of guidelines that the schema of a folder names: it is no article.
#[must_use]
pub fn guidelines_file(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    if leads_elsewhere(files, folder) {
        return None;
    }
    match read(files, &folder.join(NAME), &[]) {
        Ok(Some(Schema {
            guidelines: Some(Guidelines::File(name)),
            ..
        })) => Some(folder.join(name)),
        _ => None,
    }
}

/// Whether the schema, or the folder of a file of records in which it stands, is a link to
/// elsewhere.
fn leads_elsewhere(files: &dyn Files, folder: &Path) -> bool {
    let linked = records::file_of(folder)
        .is_some_and(|_| links::outside_of_its_folder(files, folder).is_some());
    linked || links::outside(files, folder, &folder.join(NAME)).is_some()
}

/// The text of a file of a sensible size; nothing where there is none.
fn text(files: &dyn Files, path: &Path, largest: u64) -> Result<Option<String>, SchemaError> {
    let failed = |error| StorageError::failed(path, Action::Read, error);
    let strange = |why| SchemaError::Strange(path.display().to_string(), why);
    match files.kind(path) {
        // Something else may stand in the place of the folder.
        Err(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(failed(error).into()),
        Ok(Kind::Folder | Kind::Other) => return Err(strange("it is no file")),
        Ok(Kind::File { size, .. }) if size > largest => return Err(strange("it is too large")),
        Ok(Kind::File { .. }) => {}
    }
    let bytes = files.read(path).map_err(failed)?;
    let text = String::from_utf8(bytes);
    text.map(Some)
        .map_err(|_| strange("it is not in UTF-8: save it as UTF-8"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::annotation::Label;
    use crate::storage::OnDisk;

    #[test]
    fn a_folder_has_its_own_schema_or_the_built_in_one() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
        let load = || load(&OnDisk, folder.path(), &[]);
        assert_eq!(load(), Found::default());

        put(
            NAME,
            b"[[labels]]\nname = \"person\"\nkey = \"P\"\n[guidelines]\nfile = \"g.md\"\n",
        );
        let found = load();
        assert!(found.own && found.schema.label(&Label::new("person")).is_some());
        let why = "obelus.toml names the guidelines g.md, and there is no such file beside it";
        assert_eq!(found.faults, [why]);
        put("g.md", "# Très bien".as_bytes());
        assert_eq!(load().guidelines.as_deref(), Some("# Très bien"));

        put(NAME, b"[spans]\nheads = 7\n");
        let found = load();
        assert_eq!((found.own, found.schema), (false, Schema::built_in()));
        assert_eq!(
            found.faults,
            [
                "obelus.toml, line 2, column 9, spans.heads: this must be true or false, without \
              quotation marks"
            ]
        );
        put(NAME, b"\xFF");
        assert!(load().faults[0].ends_with("it is not in UTF-8: save it as UTF-8"));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let secret = elsewhere.path().join("secret.md");
        fs::write(&secret, "secret").unwrap();
        std::os::unix::fs::symlink(&secret, folder.path().join("g.md")).unwrap();
        fs::write(folder.path().join(NAME), "[guidelines]\nfile = \"g.md\"\n").unwrap();
        let found = load(&OnDisk, folder.path(), &[]);
        assert_eq!(found.guidelines, None);
        assert_eq!(found.faults, ["g.md: it leads out of its folder"]);
        std::os::unix::fs::symlink(&secret, elsewhere.path().join(NAME)).unwrap();
        fs::remove_file(folder.path().join(NAME)).unwrap();
        std::os::unix::fs::symlink(&secret, folder.path().join(NAME)).unwrap();
        let found = load(&OnDisk, folder.path(), &[]);
        assert!(!found.own && found.faults.len() == 1, "{found:?}");
        assert_eq!(guidelines_file(&OnDisk, folder.path()), None);

        let beside = elsewhere.path().join("beside");
        fs::create_dir(&beside).unwrap();
        fs::write(beside.join(NAME), "[spans]\nheads = true\n").unwrap();
        let linked = folder.path().join("news.jsonl.obelus");
        std::os::unix::fs::symlink(&beside, &linked).unwrap();
        assert!(!load(&OnDisk, &linked, &[]).own);
    }
}
