//! What can go wrong with files, said in one sentence.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::annotation::OpError;
use crate::formats::records::Unreadable;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Read,
    Save,
    List,
    /// To keep changes in a journal.
    Keep,
}

/// A file operation that failed. The message names the file, the cause and what to do.
#[derive(Debug, Error)]
pub enum StorageError {
    #[error("{}: {}", path.display(), advice(*action, source))]
    Failed {
        path: PathBuf,
        action: Action,
        #[source]
        source: io::Error,
    },
    #[error("{}: not saved, because another program changed it; press Ctrl+S to choose what happens to your changes", .0.display())]
    ChangedUnderneath(PathBuf),
    #[error("{}: not saved, since the file is marked read-only; allow writing to it", .0.display())]
    ReadOnly(PathBuf),
    #[error("{}: not saved, since it was opened read-only", .0.display())]
    Protected(PathBuf),
    #[error("{}: {by} is at work on it", path.display())]
    Held { by: String, path: PathBuf },
    #[error("{}: not saved, since a change does not fit what is kept ({cause}); save a copy and open the article again", path.display())]
    Diverged { path: PathBuf, cause: OpError },
    #[error("{}: not saved, since an earlier change could not be taken in; save a copy and open the article again", .0.display())]
    Astray(PathBuf),
    #[error("{}: it cannot be merged: {why}", path.display())]
    Unmergeable { path: PathBuf, why: String },
    #[error("{}: not saved, because it is now a link out of its folder", .0.display())]
    Linked(PathBuf),
    #[error("{}: not written, since it is there already", .0.display())]
    Taken(PathBuf),
    #[error("{}: not written, since it is {what} and is never replaced", path.display())]
    Kept { path: PathBuf, what: &'static str },
    #[error("{}: there are no articles in this folder; text and Markdown files are read", .0.display())]
    NoArticles(PathBuf),
    #[error("{}: {cause}", path.display())]
    Records {
        path: PathBuf,
        #[source]
        cause: Unreadable,
    },
    #[error("{}: {why}, so that it is left as it is; mend it, or take it away", path.display())]
    Choice { path: PathBuf, why: String },
    #[error("{}: not opened, since it was called off", .0.display())]
    CalledOff(PathBuf),
}

impl StorageError {
    pub(crate) fn failed(path: &Path, action: Action, source: io::Error) -> Self {
        Self::Failed {
            path: path.to_owned(),
            action,
            source,
        }
    }
}

fn advice(action: Action, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let (failed, reading) = match action {
        Action::Read => ("cannot be read", true),
        Action::Save => ("not saved", false),
        Action::List => ("cannot be listed", true),
        Action::Keep => ("the last changes are in memory only", false),
    };
    let cause = match error.kind() {
        Kind::NotFound if reading => "there is no such file or folder".to_owned(),
        Kind::NotFound => "its folder is gone; restore the folder and save again".to_owned(),
        Kind::PermissionDenied if reading => "permission denied; ask for access to it".to_owned(),
        Kind::PermissionDenied => {
            "permission denied; allow writing to its folder and save again".to_owned()
        }
        Kind::StorageFull | Kind::QuotaExceeded => {
            "the disk is full; make room and save again".to_owned()
        }
        Kind::ReadOnlyFilesystem => "the disk is read-only; copy the article elsewhere".to_owned(),
        Kind::IsADirectory => "it is a folder".to_owned(),
        Kind::NotADirectory => "it is not a folder".to_owned(),
        _ => error.to_string(),
    };
    format!("{failed}: {cause}")
}
