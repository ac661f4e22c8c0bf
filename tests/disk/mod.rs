//! The real disk, whose steps can be made to fail.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use obelus::storage::{Files, Kind, Listed, Locking, OnDisk, Writing};

/// A step that may fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Kind,
    Read,
    Resolve,
    /// Making a new file, or writing to one: half of it is written.
    Write,
    Rename,
}

/// The disk, with a step that fails for as long as it is told to; in one folder, or in all.
#[derive(Clone, Debug, Default)]
pub struct BadDisk {
    fault: Arc<Mutex<Option<(Step, io::ErrorKind)>>>,
    only_in: Option<PathBuf>,
}

#[allow(dead_code, reason = "not every test file needs all of it")]
impl BadDisk {
    pub fn new(step: Step, kind: io::ErrorKind) -> Self {
        let disk = Self::default();
        disk.fail(Some((step, kind)));
        disk
    }

    /// A disk that fails below this folder only.
    pub fn below(folder: &Path) -> Self {
        Self {
            only_in: Some(folder.to_owned()),
            ..Self::default()
        }
    }

    /// Fails from now on, or is sound again.
    pub fn fail(&self, fault: Option<(Step, io::ErrorKind)>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    fn at(&self, step: Step, path: &Path) -> io::Result<()> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let here = self.only_in.as_ref().is_none_or(|f| path.starts_with(f));
        match fault {
            Some((faulty, kind)) if faulty == step && here => Err(kind.into()),
            _ => Ok(()),
        }
    }

    fn watch(&self, path: &Path, file: Box<dyn Writing>) -> Box<dyn Writing> {
        Box::new(Handle {
            disk: self.clone(),
            path: path.to_owned(),
            file,
        })
    }
}

impl Files for BadDisk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.at(Step::Kind, path)?;
        OnDisk.kind(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.at(Step::Read, path)?;
        OnDisk.read(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Listed>> {
        OnDisk.list(folder)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.at(Step::Resolve, path)?;
        OnDisk.resolve(path)
    }
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn Writing>> {
        Ok(self.watch(path, OnDisk.create(path, like)?))
    }
    fn append_to(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(self.watch(path, OnDisk.append_to(path)?))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.at(Step::Rename, to)?;
        OnDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        OnDisk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        OnDisk.sync_folder(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        OnDisk.make_folder(folder)
    }
    fn lock(&self, path: &Path, holder: &str) -> io::Result<Locking> {
        OnDisk.lock(path, holder)
    }
}

struct Handle {
    disk: BadDisk,
    path: PathBuf,
    file: Box<dyn Writing>,
}

impl Writing for Handle {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let fault = self.disk.at(Step::Write, &self.path);
        if fault.is_err() {
            self.file.append(&bytes[..bytes.len() / 2])?;
        }
        fault?;
        self.file.append(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.disk.at(Step::Write, &self.path)?;
        self.file.sync()
    }
    fn length_at(&self, path: &Path) -> Option<u64> {
        self.file.length_at(path)
    }
}
