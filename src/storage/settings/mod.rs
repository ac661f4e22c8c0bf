//! What the desk remembers between runs.

mod values;

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use thiserror::Error;

pub use values::{FIELDS, Face, Field, LEADINGS, LINE_WIDTHS, Settings, Theme, ZOOMS};

use super::{Action, Base, Files, Kind, StorageError, save as save_file};
use crate::formats::Fingerprint;

/// Why settings were not taken; the defaults apply and the file is left as it is.
#[derive(Debug, Error)]
pub enum SettingsError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{}: the settings cannot be read and the usual ones apply: {why}", path.display())]
    Broken { path: PathBuf, why: String },
    #[error("{}: the keymap cannot be read and the usual keys apply: {why}", path.display())]
    Keymap { path: PathBuf, why: &'static str },
}

/// Where the settings of this user stand; nothing where the system names no such place.
#[must_use]
pub fn default_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "obelus")?;
    Some(folders.config_dir().join("settings.json"))
}

/// Where this user's keymap stands: beside the settings.
#[must_use]
pub fn keymap_path() -> Option<PathBuf> {
    Some(default_path()?.with_file_name("keymap.toml"))
}

/// A keymap file is some thousand bytes long. The window does not open before it is read, so
/// there is a limit to what it waits for.
const LARGEST_KEYMAP: u64 = 64 * 1024;

/// Reads the keymap file; nothing where there is none.
///
/// # Errors
/// Where it cannot be read, or is no text of a sensible size.
pub fn load_keymap(files: &dyn Files, path: &Path) -> Result<Option<String>, SettingsError> {
    let failed = |error: io::Error| StorageError::failed(path, Action::Read, error);
    let strange = |why| SettingsError::Keymap {
        path: path.to_owned(),
        why,
    };
    match files.kind(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error).into()),
        Ok(Kind::Folder | Kind::Other) => return Err(strange("it is no file")),
        Ok(Kind::File { size, .. }) if size > LARGEST_KEYMAP => {
            return Err(strange("it is too large"));
        }
        Ok(Kind::File { .. }) => {}
    }
    let bytes = files.read(path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| strange("it is not in UTF-8"))?;
    Ok(Some(text))
}

/// The folder for journals and locks whose own folder cannot be written; nothing where the system
/// names no such place.
#[must_use]
pub fn default_fallback() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "obelus")?;
    Some(folders.data_local_dir().join("journals"))
}

/// Reads settings. Without a file they are the usual ones. Single values that cannot be taken are
/// no error: see [`Settings::refused`]. The base goes to [`save`]: a file that could not be read at
/// all must not be overwritten, and has none.
#[must_use]
pub fn load(files: &dyn Files, path: &Path) -> (Settings, Option<Base>, Option<SettingsError>) {
    let usual = Settings::default();
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (usual, Some(Base::Nothing), None);
        }
        Err(error) => {
            let error = StorageError::failed(path, Action::Read, error);
            return (usual, None, Some(error.into()));
        }
    };
    let broken = |why| SettingsError::Broken {
        path: path.to_owned(),
        why,
    };
    let base = Base::File(Fingerprint::of(&bytes));
    match serde_json::from_slice::<Map<String, Value>>(&bytes) {
        Ok(found) => (Settings::read(found), Some(base), None),
        Err(error) => (usual, None, Some(broken(error.to_string()))),
    }
}

/// Writes settings, with the folder around them. The base of the next save.
///
/// # Errors
/// Where they cannot be written, or another run of the desk has written them meanwhile.
pub fn save(
    files: &dyn Files,
    path: &Path,
    settings: &Settings,
    base: Base,
) -> Result<Base, StorageError> {
    let failed = |source| StorageError::failed(path, Action::Save, source);
    if let Some(folder) = path.parent() {
        files.make_folder(folder).map_err(failed)?;
    }
    let mut bytes = serde_json::to_vec_pretty(&settings.write()).map_err(|e| failed(e.into()))?;
    bytes.push(b'\n');
    match save_file(files, path, &bytes, base) {
        // Another window has written its own: the last one counts, if those can be read.
        Err(StorageError::ChangedUnderneath(_)) => match load(files, path) {
            (_, Some(base), None) => save_file(files, path, &bytes, base),
            _ => Err(StorageError::ChangedUnderneath(path.to_owned())),
        },
        saved => saved,
    }
}
