//! The sample corpus: a few invented news stories in the program, to practise on.
//!
//! Unpacking never overwrites: what stands in the folder is somebody's work.

use std::io;
use std::path::{Path, PathBuf};

use super::{Action, Base, Files, StorageError, save};

/// The articles: the names of their files, and what is in them.
pub const ARTICLES: &[(&str, &str)] = &[
    (
        "01-river-talks.md",
        include_str!("../../assets/sample-corpus/01-river-talks.md"),
    ),
    (
        "02-convoy-ambush.md",
        include_str!("../../assets/sample-corpus/02-convoy-ambush.md"),
    ),
    (
        "03-fuel-protests.md",
        include_str!("../../assets/sample-corpus/03-fuel-protests.md"),
    ),
    (
        "04-cyclone.md",
        include_str!("../../assets/sample-corpus/04-cyclone.md"),
    ),
    (
        "05-court-ruling.md",
        include_str!("../../assets/sample-corpus/05-court-ruling.md"),
    ),
    (
        "06-greve-au-port.md",
        include_str!("../../assets/sample-corpus/06-greve-au-port.md"),
    ),
];

/// Where the sample corpus of this user stands; nothing where the system names no such place.
#[must_use]
pub fn default_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "obelus")?;
    Some(folders.data_dir().join("sample-corpus"))
}

/// Puts those articles into a folder that are not there, and makes the folder. How many were
/// missing.
///
/// # Errors
/// Where the folder cannot be made or written.
pub fn unpack(files: &dyn Files, folder: &Path) -> Result<usize, StorageError> {
    files
        .make_folder(folder)
        .map_err(|error| StorageError::failed(folder, Action::Save, error))?;
    let mut missing = 0;
    for (name, text) in ARTICLES {
        let path = folder.join(name);
        match files.kind(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                save(files, &path, text.as_bytes(), Base::Nothing)?;
                missing += 1;
            }
            Err(error) => return Err(StorageError::failed(&path, Action::Read, error)),
            Ok(_) => {}
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::read_article;
    use crate::storage::OnDisk;

    #[test]
    fn unpacking_again_leaves_what_is_there() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("deep/sample-corpus");
        assert_eq!(unpack(&OnDisk, &folder).unwrap(), ARTICLES.len());
        let (first, second) = (folder.join(ARTICLES[0].0), folder.join(ARTICLES[1].0));
        std::fs::write(&first, "mine").unwrap();
        std::fs::remove_file(&second).unwrap();
        assert_eq!(unpack(&OnDisk, &folder).unwrap(), 1);
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "mine");
        assert_eq!(std::fs::read_to_string(&second).unwrap(), ARTICLES[1].1);
        // Where no folder can be made, that is said.
        assert!(unpack(&OnDisk, &first).is_err());
    }

    #[test]
    fn every_article_has_a_title_a_date_and_a_source_and_is_short() {
        assert!(ARTICLES.iter().map(|(_, text)| text.len()).sum::<usize>() < 10_000);
        for (name, text) in ARTICLES {
            let header = read_article(name, text.as_bytes()).unwrap().header;
            assert!(
                !header.title.is_empty() && header.published.is_some(),
                "{name}"
            );
            assert!(header.url.is_some() && header.body > 0, "{name}");
        }
    }
}
