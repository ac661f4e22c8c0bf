//! The few things this program asks of a file system, behind one trait, so that tests can put a
//! failing or recording one in its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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
    /// What stands behind it where it is a link.
    pub kind: Kind,
    pub link: bool,
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

    /// A part of a file, in bytes; less where it ends before.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn read_part(&self, path: &Path, range: Range<u64>) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        let within = |at: u64| usize::try_from(at).map_or(bytes.len(), |at| at.min(bytes.len()));
        let (start, end) = (within(range.start), within(range.end));
        Ok(bytes[start..end.max(start)].to_vec())
    }

    /// When a file was written last, where the file system says.
    fn modified(&self, path: &Path) -> Option<SystemTime> {
        let _ = path;
        None
    }

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

    /// Makes a new file, with the permissions of `like` where that is a file.
    ///
    /// # Errors
    /// Where there is a file already, or it cannot be made.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn Writing>>;

    /// Opens a file to write behind its end.
    ///
    /// # Errors
    /// Where there is none, or it may not be written.
    fn append_to(&self, path: &Path) -> io::Result<Box<dyn Writing>>;

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

    /// Makes a folder and those around it, and waits until their names are on the disk.
    ///
    /// # Errors
    /// Where it cannot.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Takes a lock, by a file of its own that says who holds it. It goes with the process,
    /// however that ends; the file goes when the lock is given back.
    ///
    /// # Errors
    /// Where the file cannot be made, or this file system has no locks.
    fn lock(&self, path: &Path, holder: &str) -> io::Result<Locking>;
}

/// A file that is written from its end on.
pub trait Writing: Send {
    /// Writes behind the end. What was written may be lost until [`Writing::sync`] has come back.
    ///
    /// # Errors
    /// Where it cannot; a part may have been written.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Waits until everything that was written is on the disk.
    ///
    /// # Errors
    /// Where the disk says no: what was not synced before may then be lost.
    fn sync(&mut self) -> io::Result<()>;

    /// The length of the file, where it is still the one that stands at a path. A file that was
    /// taken away together with its name, or had another put in its place, still takes what is
    /// written to it.
    fn length_at(&self, path: &Path) -> Option<u64>;
}

/// What came of trying to take a lock.
pub enum Locking {
    Taken(Box<dyn Lock>),
    /// By whom, as they wrote it; empty where that cannot be read.
    Held(String),
}

/// A lock that is held until this is dropped.
pub trait Lock: Send {}

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

    fn read_part(&self, path: &Path, range: Range<u64>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(range.start))?;
        let length = range.end.saturating_sub(range.start);
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        fs::metadata(path).ok()?.modified().ok()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let path = entry.path();
            // Only a link has to be followed.
            let metadata = if link {
                fs::metadata(&path)
            } else {
                entry.metadata()
            };
            if let Ok(metadata) = metadata {
                let kind = kind_of(&metadata);
                found.push(Listed { path, kind, link });
            }
        }
        Ok(found)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn Writing>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        if let Some(model) = like.and_then(|like| fs::metadata(like).ok()) {
            file.set_permissions(model.permissions())?;
        }
        Ok(Box::new(Handle(file)))
    }

    fn append_to(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        super::lock::refuse_other_than_file(path)?;
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Box::new(Handle(file)))
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
        match File::open(folder)?.sync_all() {
            // Some network file systems have no such thing, and keep names by themselves.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let mut missing: Vec<_> = folder.ancestors().take_while(|f| !f.exists()).collect();
        fs::create_dir_all(folder)?;
        missing.reverse();
        missing
            .into_iter()
            .try_for_each(|made| self.sync_folder(super::saving::folder(made)))
    }

    fn lock(&self, path: &Path, holder: &str) -> io::Result<Locking> {
        super::lock::take(path, holder)
    }
}

/// An open file.
struct Handle(File);

impl Writing for Handle {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn length_at(&self, path: &Path) -> Option<u64> {
        let here = super::lock::is_at(&self.0, path).unwrap_or(false);
        let metadata = self.0.metadata().ok().filter(|_| here)?;
        Some(metadata.len())
    }
}
