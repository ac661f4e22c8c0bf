//! `obelus validate`: whether annotation files are sound.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::progress::progress;
use super::{Status, tell};
use crate::formats::native::{self, NativeError};
use crate::storage::{self, Action, Files, Kind, OnDisk, StorageError, names};

/// Check annotation files and list every fault with its place
///
/// A line for each fault: the file, the line in it, the place in the document, and what is
/// wrong. Files that cannot be read count as unreadable, those that are no annotation files as
/// faulty.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus validate report.txt.obelus.json    one file
  obelus validate articles/                 every annotation file of a folder")]
pub struct Arguments {
    /// Annotation files (*.obelus.json), or folders with them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let files = &OnDisk;
    let mut status = Status::Clean;
    let paths = expand(files, &arguments.files, &mut status);
    let mut out = BufWriter::new(io::stdout().lock());
    let bar = progress(Some(paths.len()), true);
    for path in paths {
        let bytes = match read(files, &path) {
            Ok(bytes) => bytes,
            Err(source) => {
                report_unreadable(&path, Action::Read, source, &mut status);
                continue;
            }
        };
        let faults = faults(files, &path, &bytes);
        for fault in &faults {
            writeln!(out, "{}:{fault}", path.display())?;
        }
        if faults.is_empty() {
            let spans = native::summarise(&bytes).map_or(0, |summary| summary.spans);
            writeln!(out, "{}: no faults, {spans} spans", path.display())?;
        } else {
            status = status.max(Status::Faults);
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(status)
}

fn read(files: &dyn Files, path: &Path) -> io::Result<Vec<u8>> {
    match files.kind(path)? {
        Kind::Other => Err(io::Error::other("it is neither a file nor a folder")),
        Kind::File { .. } | Kind::Folder => files.read(path),
    }
}

/// Every fault of one file as it is printed behind the file's name: `12: spans[3].end: …`.
fn faults(files: &dyn Files, path: &Path, bytes: &[u8]) -> Vec<String> {
    let shown = |line: Option<usize>, rest: &dyn std::fmt::Display| match line {
        Some(line) => format!("{line}: {rest}"),
        None => format!(" {rest}"),
    };
    match native::decode(bytes) {
        Err(error) => {
            let line = match &error {
                NativeError::NotJson { line, .. } => Some(*line),
                _ => None,
            };
            vec![shown(line, &error)]
        }
        Ok(decoded) => {
            let newer = decoded
                .newer
                .map(|version| NativeError::Newer(version).to_string());
            let mut found: Vec<String> = newer.map(|why| shown(None, &why)).into_iter().collect();
            let mut listed = decoded.faults;
            // Opening adds what only shows beside other files: names that disagree, an article
            // that was edited since.
            if names::is_annotation_file(&names::file_name(path))
                && let Ok(opened) = storage::open(files, path, None)
            {
                let edited = opened.edited_since();
                listed = opened.faults;
                if edited {
                    found.push(shown(
                        None,
                        &"article: its file was edited since it was annotated",
                    ));
                }
            }
            found.extend(
                listed.iter().map(|fault| {
                    shown(fault.line, &format_args!("{}: {}", fault.place, fault.why))
                }),
            );
            found
        }
    }
}

fn expand(files: &dyn Files, named: &[PathBuf], status: &mut Status) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for path in named {
        if !files.kind(path).is_ok_and(|kind| kind == Kind::Folder) {
            paths.push(path.clone());
            continue;
        }
        match files.list(path) {
            Ok(listed) => {
                let mut inside: Vec<PathBuf> = listed
                    .into_iter()
                    .map(|entry| entry.path)
                    .filter(|path| names::is_annotation_file(&names::file_name(path)))
                    .collect();
                if inside.is_empty() {
                    tell(format_args!(
                        "{}: there are no annotation files in this folder",
                        path.display()
                    ));
                    *status = (*status).max(Status::Unreadable);
                }
                inside.sort();
                paths.append(&mut inside);
            }
            Err(source) => report_unreadable(path, Action::List, source, status),
        }
    }
    paths
}

fn report_unreadable(path: &Path, action: Action, source: io::Error, status: &mut Status) {
    tell(StorageError::Failed {
        path: path.to_owned(),
        action,
        source,
    });
    *status = (*status).max(Status::Unreadable);
}
