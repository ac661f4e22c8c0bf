//! The columns that an analyst chose, in the table `[records]` of the corpus's `obelus.toml`. What
//! else stands in that file stays as it is, comments included.

use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::super::{Action, Base, Files, Kind, StorageError, links, saving};
use super::{folder_of, linked_folder};
use crate::formats::Fingerprint;
use crate::formats::records::{Columns, Role};

const NAME: &str = "obelus.toml";
const TABLE: &str = "records";

/// The largest file that is read: people write it by hand.
const LARGEST: u64 = 1024 * 1024;

/// The columns that were chosen for a file of records; nothing where nobody has chosen any.
///
/// # Errors
/// Where `obelus.toml` cannot be read, or is not TOML.
pub fn kept_columns(files: &dyn Files, records: &Path) -> Result<Option<Columns>, StorageError> {
    let path = folder_of(records).join(NAME);
    if leads_elsewhere(files, records, &path) {
        return Ok(None);
    }
    let Some((_, document)) = load(files, &path)? else {
        return Ok(None);
    };
    let Some(table) = document.get(TABLE).and_then(Item::as_table_like) else {
        return Ok(None);
    };
    let mut columns = Columns::default();
    for role in Role::ALL {
        let name = table.get(role.name()).and_then(Item::as_str);
        columns.set(role, name.map(str::to_owned));
    }
    Ok((!columns.text.is_empty()).then_some(columns))
}

/// Writes the choice, with the folder around it.
///
/// # Errors
/// Where the file cannot be read or written, stands behind a link, or is not TOML: then it is left
/// as it is.
pub fn keep_columns(
    files: &dyn Files,
    records: &Path,
    columns: &Columns,
) -> Result<(), StorageError> {
    let folder = folder_of(records);
    let path = folder.join(NAME);
    if leads_elsewhere(files, records, &path) {
        return Err(StorageError::Linked(path));
    }
    let (base, mut document) = match load(files, &path)? {
        Some((bytes, document)) => (Base::File(Fingerprint::of(&bytes)), document),
        None => (Base::Nothing, DocumentMut::new()),
    };
    let item = document
        .entry(TABLE)
        .or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = item.as_table_like_mut() else {
        return Err(StorageError::Choice {
            path,
            why: format!("its “{TABLE}” is no table"),
        });
    };
    for role in Role::ALL {
        match columns.get(role).filter(|name| !name.is_empty()) {
            Some(name) if table.get(role.name()).and_then(Item::as_str) == Some(name) => {}
            Some(name) => {
                table.insert(role.name(), value(name));
            }
            None => {
                table.remove(role.name());
            }
        }
    }
    let failed = |source| StorageError::failed(&path, Action::Save, source);
    files.make_folder(&folder).map_err(failed)?;
    let bytes = document.to_string();
    saving::save(files, &path, bytes.as_bytes(), base).map(|_| ())
}

/// Whether links lead out of the folder in which the choice stands.
fn leads_elsewhere(files: &dyn Files, records: &Path, path: &Path) -> bool {
    linked_folder(files, records).is_some() || links::outside_of_its_folder(files, path).is_some()
}

fn load(files: &dyn Files, path: &Path) -> Result<Option<(Vec<u8>, DocumentMut)>, StorageError> {
    let failed = |source| StorageError::failed(path, Action::Read, source);
    let odd = |why: String| StorageError::Choice {
        path: path.to_owned(),
        why,
    };
    match files.kind(path) {
        // Something else may stand in the place of the folder.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
        Ok(Kind::File { size, .. }) if size > LARGEST => return Err(odd("it is too large".into())),
        Ok(Kind::File { .. }) => {}
        Ok(Kind::Folder | Kind::Other) => return Err(odd("it is no file".into())),
    }
    let bytes = files.read(path).map_err(failed)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| odd("it is not in UTF-8".into()))?;
    let document = text.parse::<DocumentMut>().map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = &text[..text.floor_char_boundary(at)];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        odd(format!(
            "it is not TOML (line {line}, column {column}: {})",
            error.message()
        ))
    })?;
    Ok(Some((bytes, document)))
}
