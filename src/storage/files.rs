//! The few things this program asks of a file system, behind one trait, so that tests can put a
//! failing or recording one in its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File {
        size: u64,
        /// Whether the file is marked as not to be written.
        read_only: bool,
    },
    Folder,
    /// A device, a pipe, a socket: never opened, since reading it may not end.
    Other,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub path: PathBuf,
    pub kind: Kind,
}

/// A file system. Each call is one step that may fail alone; [`super::save`] puts them in order.
pub trait Files: Send + Sync {
    /// What stands at a path, links followed.
    ///
    /// # Errors
    /// Where there is nothing, or it may not be looked at.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// A whole file.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The entries of a folder, in no order. Those that vanish meanwhile are left out.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>>;

    /// The path behind links, absolute.
    ///
    /// # Errors
    /// Where there is nothing.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Writes a new file and waits until it is on the disk. With the permissions of `like`,
    /// where that is a file.
    ///
    /// # Errors
    /// Where there is a file already, or it cannot be written; a part may be left.
    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()>;

    /// Puts one file in the place of another, in one step.
    ///
    /// # Errors
    /// Where it cannot; then both are as before.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Deletes a file.
    ///
    /// # Errors
    /// Where it cannot.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// Where the disk says no.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder and those around it.
    ///
    /// # Errors
    /// Where it cannot.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The real file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnDisk;

fn kind_of(metadata: &fs::Metadata) -> Kind {
    if metadata.is_dir() {
        Kind::Folder
    } else if metadata.is_file() {
        Kind::File {
            size: metadata.len(),
            read_only: metadata.permissions().readonly(),
        }
    } else {
        Kind::Other
    }
}

impl Files for OnDisk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(kind_of(&fs::metadata(path)?))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if let Ok(metadata) = fs::metadata(&path) {
                let kind = kind_of(&metadata);
                found.push(Listed { path, kind });
            }
        }
        Ok(found)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        if let Some(model) = like.and_then(|like| fs::metadata(like).ok()) {
            file.set_permissions(model.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows cannot open a folder as a file, and keeps names by itself.
        if cfg!(windows) {
            return Ok(());
        }
        File::open(folder)?.sync_all()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }
}
