//! The system's file dialogs, away from the drawing thread.
//!
//! They may be missing (no portal, no helper program) or hang. `None` means "cancelled" or "there
//! is none": an answer that comes faster than a person could give it means that there is none,
//! and the path box opens instead.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A person cannot cancel a dialog faster than this.
const TOO_FAST: Duration = Duration::from_millis(350);

/// What is to be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Articles,
    Folder,
    /// A place for a copy, with a proposal.
    Copy(PathBuf),
    /// A place for a table, with a proposal.
    Table(PathBuf),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    Paths(Vec<PathBuf>),
    Copy(PathBuf),
    Table(PathBuf),
    Cancelled,
    /// No dialog could be had.
    Missing(Wanted),
}

/// At most one file dialog at a time.
#[derive(Debug, Default)]
pub struct Picker {
    waiting: Option<Receiver<Picked>>,
}

impl Picker {
    /// Whether a dialog is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.waiting.is_some()
    }

    /// Opens a dialog on a thread of its own; `wake` is called when it is answered.
    pub fn open(&mut self, wanted: Wanted, wake: impl Fn() + Send + 'static) {
        let (answer, waiting) = channel();
        let named = std::thread::Builder::new().name("obelus file dialog".to_owned());
        let fallback = wanted.clone();
        let started = named.spawn(move || {
            let begun = Instant::now();
            let found = pollster::block_on(ask(&wanted));
            let picked = match found {
                Some(picked) => picked,
                None if begun.elapsed() < TOO_FAST => Picked::Missing(wanted),
                None => Picked::Cancelled,
            };
            // The desk may have been closed meanwhile.
            if answer.send(picked).is_ok() {
                wake();
            }
        });
        self.waiting = match started {
            Ok(_) => Some(waiting),
            Err(_) => {
                let (answer, waiting) = channel();
                let _ = answer.send(Picked::Missing(fallback));
                Some(waiting)
            }
        };
    }

    /// What was picked, once it is.
    pub fn take(&mut self) -> Option<Picked> {
        let picked = self.waiting.as_ref()?.try_recv().ok()?;
        self.waiting = None;
        Some(picked)
    }

    /// Forgets a dialog that does not answer.
    pub fn forget(&mut self) {
        self.waiting = None;
    }
}

async fn ask(wanted: &Wanted) -> Option<Picked> {
    let dialog = rfd::AsyncFileDialog::new();
    match wanted {
        Wanted::Articles => {
            let files = dialog.set_title("Open articles").pick_files().await?;
            Some(Picked::Paths(
                files.iter().map(|file| file.path().to_owned()).collect(),
            ))
        }
        Wanted::Folder => {
            let folder = dialog
                .set_title("Open a folder of articles")
                .pick_folder()
                .await?;
            Some(Picked::Paths(vec![folder.path().to_owned()]))
        }
        Wanted::Copy(proposal) | Wanted::Table(proposal) => {
            let copy = matches!(wanted, Wanted::Copy(_));
            let title = if copy { "Save a copy" } else { "Export" };
            let name = proposal.file_name().unwrap_or_default().to_string_lossy();
            let mut dialog = dialog.set_title(title).set_file_name(name);
            if let Some(folder) = proposal.parent() {
                dialog = dialog.set_directory(folder);
            }
            let file = dialog.save_file().await?;
            let path = file.path().to_owned();
            Some(if copy {
                Picked::Copy(path)
            } else {
                Picked::Table(path)
            })
        }
    }
}
