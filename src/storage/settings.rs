//! What the desk remembers between runs.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::{Action, Base, Files, Kind, StorageError, names, save as save_file};
use crate::formats::Fingerprint;

/// How many files are remembered.
const RECENT: usize = 20;

/// The settings. Fields that this version does not know are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The analyst's name in annotation files, see [`names::is_annotator`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotator: Option<String>,
    pub theme: Theme,
    /// 1.0 is the natural size.
    pub zoom: f32,
    /// The last ones first.
    pub recent: Vec<PathBuf>,
    /// Which matchers are listened to: see [`crate::formats::choices`]. Whatever stands there, the
    /// rest of the settings can be read.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub suggestions: Value,
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            annotator: None,
            theme: Theme::System,
            zoom: 1.0,
            recent: Vec::new(),
            suggestions: Value::Null,
            extra: Map::new(),
        }
    }
}

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

impl Settings {
    /// Puts a file at the head of the recent ones. A name that is no text cannot be written down.
    pub fn remember(&mut self, path: &Path) {
        if path.to_str().is_none() {
            return;
        }
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }
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

/// Reads settings. Without a file they are the usual ones. The base goes to [`save`]: settings
/// that could not be read must not be overwritten, and have none.
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
    match serde_json::from_slice::<Settings>(&bytes) {
        Ok(mut settings) => {
            let named = settings.annotator.take();
            let wrong = named.as_deref().is_some_and(|n| !names::is_annotator(n));
            if wrong {
                return (
                    settings,
                    None,
                    Some(broken("no such annotator name is possible".into())),
                );
            }
            settings.annotator = named;
            settings.zoom = if settings.zoom.is_finite() {
                settings.zoom.clamp(0.5, 4.0)
            } else {
                1.0
            };
            (settings, Some(base), None)
        }
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
    let mut bytes = serde_json::to_vec_pretty(settings).map_err(|e| failed(e.into()))?;
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
