//! Where an export's files go: a folder, or one file with what belongs to it beside it.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Files, Outgoing, StorageError};
use crate::formats::exchange::Outlet;

/// Files that are being written. Each is in its place as a whole or not at all; those that are
/// still open when this is dropped leave nothing behind.
pub struct Shelf {
    files: Arc<dyn Files>,
    folder: PathBuf,
    /// What the main file is called, where that was chosen.
    main: Option<PathBuf>,
    /// The ending by which the main file is known.
    ending: &'static str,
    replace: bool,
    open: Vec<(String, Outgoing)>,
    /// What stands in its place by now.
    written: Vec<PathBuf>,
}

impl Shelf {
    /// Files of their own names in a folder.
    #[must_use]
    pub fn folder(files: Arc<dyn Files>, folder: &Path, replace: bool) -> Self {
        Self {
            files,
            folder: folder.to_owned(),
            main: None,
            ending: "",
            replace,
            open: Vec::new(),
            written: Vec::new(),
        }
    }

    /// The first file with this ending goes to `path`, the others beside it.
    #[must_use]
    pub fn file(files: Arc<dyn Files>, path: &Path, ending: &'static str, replace: bool) -> Self {
        let folder = path.parent().unwrap_or(Path::new(""));
        Self {
            main: Some(path.to_owned()),
            ending,
            ..Self::folder(files, folder, replace)
        }
    }

    /// The files that are in their place.
    #[must_use]
    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }

    /// Puts everything that is open in its place.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn finish(&mut self) -> Result<(), StorageError> {
        while let Some((_, file)) = self.open.pop() {
            let path = file.path().to_owned();
            file.finish()?;
            self.written.push(path);
        }
        Ok(())
    }

    fn path(&mut self, name: &str) -> io::Result<PathBuf> {
        let relative = Path::new(name);
        let plain = |part| matches!(part, Component::Normal(_));
        if name.is_empty() || !relative.components().all(plain) {
            let why = format!("“{name}” is no name of a file within the folder");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        let is_main = name.ends_with(&format!(".{}", self.ending));
        Ok(match self.main.take_if(|_| is_main) {
            Some(main) => main,
            None => self.folder.join(relative),
        })
    }
}

impl Outlet for Shelf {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write> {
        if let Some(at) = self.open.iter().position(|(open, _)| open == name) {
            return Ok(&mut self.open[at].1);
        }
        let path = self.path(name)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            self.files.make_folder(folder)?;
        }
        let files = Arc::clone(&self.files);
        let begun = Outgoing::begin(files, &path, self.replace).map_err(io::Error::other)?;
        self.open.push((name.to_owned(), begun));
        let (_, file) = self.open.last_mut().ok_or(io::ErrorKind::NotFound)?;
        Ok(file)
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        if let Some(at) = self.open.iter().position(|(open, _)| open == name) {
            let (_, file) = self.open.swap_remove(at);
            let path = file.path().to_owned();
            file.finish().map_err(io::Error::other)?;
            self.written.push(path);
        }
        Ok(())
    }
}
