//! Where an article stands, and where the work on it is kept.

use std::fmt;
use std::path::{Path, PathBuf};

use super::records::RecordPlace;
use super::{Files, Kind, names};

/// Where an article stands. Two places are the same where the same work belongs to them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A file of its own; also an annotation file, which names its article.
    File(PathBuf),
    /// A record of a file of records.
    Record(RecordPlace),
}

impl Place {
    /// The file that holds the article.
    #[must_use]
    pub fn file(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Record(record) => &record.file.path,
        }
    }

    /// How many bytes hold the article; nothing where there is no file.
    #[must_use]
    pub fn size(&self, files: &dyn Files) -> Option<u64> {
        match self {
            Self::File(path) => match files.kind(path).ok()? {
                Kind::File { size, .. } => Some(size),
                Kind::Folder | Kind::Other => None,
            },
            Self::Record(record) => Some(record.range.end - record.range.start),
        }
    }

    /// Where the work of an annotator on this article is kept.
    #[must_use]
    pub fn annotation_path(&self, files: &dyn Files, annotator: Option<&str>) -> PathBuf {
        match self {
            Self::File(path) => names::annotation_path(path, annotator),
            Self::Record(record) => record.annotation_path(files, annotator),
        }
    }

    /// What it is called among others of its folder.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => names::file_name(path),
            Self::Record(record) => record.name().to_owned(),
        }
    }
}

/// The path as people write it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Record(record) => record.fmt(f),
        }
    }
}

impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl From<&Path> for Place {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl From<&PathBuf> for Place {
    fn from(path: &PathBuf) -> Self {
        Self::File(path.clone())
    }
}

impl From<&Place> for Place {
    fn from(place: &Place) -> Self {
        place.clone()
    }
}
