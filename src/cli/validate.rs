//! `obelus validate`: whether annotation files are sound.

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use super::progress::progress;
use super::visible::Visible;
use super::work_files::{WorkFile, work_files};
use super::{Status, tell};
use crate::formats::native::{self, Fault, NativeError};
use crate::storage::{
    self, Action, Files, Kind, LARGEST_ANNOTATION_FILE, OnDisk, OpenError, Opened, ReadOnly,
    StorageError, names,
};

/// Check annotation files and list every fault with its place
///
/// A line for each fault: the file, the line in it, the place in the document, and what is
/// wrong. Files that cannot be read count as unreadable, those that are no annotation files as
/// faulty.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus validate report.txt.obelus.json    one file
  obelus validate articles/                 every annotation file of a folder and those inside it
  obelus validate news.jsonl                the work on the records of a file")]
pub struct Arguments {
    /// Annotation files (*.obelus.json), folders with them, or files of records
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let files = &OnDisk;
    let mut status = Status::Clean;
    let named = work_files(files, &arguments.files, &mut |worst, why| {
        tell(why);
        status = status.max(worst);
    });
    let mut out = BufWriter::new(io::stdout().lock());
    let bar = progress(Some(named.len()), true);
    for work in named {
        let path = &work.path;
        match check(files, &work) {
            Ok((faults, spans)) => {
                for fault in &faults {
                    writeln!(out, "{}:{}", Visible(path.display()), Visible(fault))?;
                }
                if faults.is_empty() {
                    let plural = if spans == 1 { "" } else { "s" };
                    let path = Visible(path.display());
                    writeln!(out, "{path}: no faults, {spans} span{plural}")?;
                } else {
                    status = status.max(Status::Faults);
                }
            }
            Err(error) => {
                tell(error);
                status = Status::Unreadable;
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(status)
}

/// Every fault of one file, as it is printed behind the file's name (`12: spans[3].end: …`), and
/// how many spans could be placed. A file whose name says that it is an annotation file is held
/// against the article beside it too.
fn check(files: &dyn Files, work: &WorkFile) -> Result<(Vec<String>, usize), OpenError> {
    let path = work.path.as_path();
    if names::is_annotation_file(&names::file_name(path)) {
        let place = work.record.clone().unwrap_or_else(|| path.into());
        return match storage::open(files, place, work.annotator.as_deref()) {
            Ok(opened) => {
                let whole = opened.read_only.as_ref().and_then(of_the_whole);
                let mut faults = worded(whole, &opened.faults);
                faults.extend(without_article(&opened));
                Ok((faults, opened.set.len()))
            }
            Err(OpenError::Annotations { cause, .. }) => Ok((vec![refused(&cause)], 0)),
            Err(error) => Err(error),
        };
    }
    let unreadable = |source| StorageError::Failed {
        path: path.to_owned(),
        action: Action::Read,
        source,
    };
    match files.kind(path).map_err(unreadable)? {
        Kind::Other => return Err(OpenError::NoFile(path.to_owned())),
        Kind::File { size, .. } if size > LARGEST_ANNOTATION_FILE => {
            return Err(OpenError::TooLarge {
                path: path.to_owned(),
                size,
                largest: LARGEST_ANNOTATION_FILE,
            });
        }
        Kind::File { .. } | Kind::Folder => {}
    }
    let bytes = files.read(path).map_err(unreadable)?;
    Ok(match native::decode(&bytes) {
        Ok(decoded) => {
            let newer = decoded
                .newer
                .map(|version| refused(&NativeError::Newer(version)));
            (worded(newer, &decoded.faults), decoded.set.len())
        }
        Err(error) => (vec![refused(&error)], 0),
    })
}

/// That there is nothing to hold the annotations against, where that is so.
fn without_article(opened: &Opened) -> Option<String> {
    let article = &opened.article;
    match (&opened.article_place, &article.header.record) {
        (Some(_), _) => None,
        (None, Some(record)) => Some(format!(
            " article.record: there is no record “{record}” in “{}” to hold it against",
            article.source
        )),
        (None, None) => Some(format!(
            " article.source: there is no “{}” beside it to hold it against",
            article.source
        )),
    }
}

/// What is wrong with a file as a whole, where that keeps it from being changed.
fn of_the_whole(reason: &ReadOnly) -> Option<String> {
    match reason {
        ReadOnly::Broken(error) => Some(refused(error)),
        ReadOnly::Newer(version) => Some(refused(&NativeError::Newer(*version))),
        ReadOnly::EditedSince => {
            Some(" article: its file was edited since it was annotated".to_owned())
        }
        ReadOnly::Linked(path) => Some(format!(
            " file: it is a link out of its folder, to {}",
            path.display()
        )),
        ReadOnly::Unnamed | ReadOnly::Marked | ReadOnly::Held(_) => None,
    }
}

fn refused(error: &NativeError) -> String {
    match error {
        NativeError::NotJson { line, .. } => format!("{line}: {error}"),
        _ => format!(" {error}"),
    }
}

fn worded(whole: Option<String>, faults: &[Fault]) -> Vec<String> {
    let each = faults.iter().map(|fault| match fault.line {
        Some(line) => format!("{line}: {}: {}", fault.place, fault.why),
        None => format!(" {}: {}", fault.place, fault.why),
    });
    whole.into_iter().chain(each).collect()
}
