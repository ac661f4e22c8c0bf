//! Where an article stands, and where the work on it is kept.

use std::fmt;
use std::path::{Path, PathBuf};

use super::names;

/// Where an article stands. Two places are the same where the same work belongs to them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A file of its own; also an annotation file, which names its article.
    File(PathBuf),
}

impl Place {
    /// The file that holds the article.
    #[must_use]
    pub fn file(&self) -> &Path {
        match self {
            Self::File(path) => path,
        }
    }

    /// Where the work of an annotator on this article is kept.
    #[must_use]
    pub fn annotation_path(&self, annotator: Option<&str>) -> PathBuf {
        match self {
            Self::File(path) => names::annotation_path(path, annotator),
        }
    }

    /// What it is called among others of its folder.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => names::file_name(path),
        }
    }
}

/// The path as people write it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
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
