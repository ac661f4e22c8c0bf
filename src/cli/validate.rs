//! `obelus validate`: whether annotation files are sound.

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use super::progress::progress;
use super::schemas::Schemas;
use super::visible::Visible;
use super::work_files::{WorkFile, work_files};
use super::{Status, tell};
use crate::annotation::{AnnotationSet, Schema};
use crate::checks::{self, Finding, Severity};
use crate::formats::native::{self, Fault, NativeError};
use crate::storage::{
    self, Action, Files, Kind, LARGEST_ANNOTATION_FILE, OnDisk, OpenError, Opened, ReadOnly,
    StorageError, names,
};
use crate::text::Article;

/// Check annotation files and list every fault with its place
///
/// A line for each fault: the file, the line in it, the place in the document, and what is
/// wrong. Files that cannot be read count as unreadable, those that are no annotation files as
/// faulty. Behind the faults stands what is likely wrong in the work itself, and what is worth a
/// look: that is for people to decide, and changes the status only with --strict.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus validate report.txt.obelus.json    one file
  obelus validate articles/                 every annotation file of a folder and those inside it
  obelus validate news.jsonl                the work on the records of a file
  obelus validate --strict articles/        status 1 also where something is still open")]
pub struct Arguments {
    /// Annotation files (*.obelus.json), folders with them, or files of records
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// List what is still open too, and let everything that is listed count as a fault
    #[arg(long)]
    strict: bool,
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
    let mut schemas = Schemas::default();
    for work in named {
        let path = &work.path;
        match check(files, &work, &mut schemas) {
            Ok(Checked {
                faults,
                spans,
                findings,
            }) => {
                for fault in &faults {
                    writeln!(out, "{}:{}", Visible(path.display()), Visible(fault))?;
                }
                if faults.is_empty() {
                    let several = |n: usize| if n == 1 { "" } else { "s" };
                    let path = Visible(path.display());
                    let (plural, checks) = (several(spans), findings.len());
                    write!(out, "{path}: no faults in the file, {spans} span{plural}")?;
                    if checks > 0 {
                        write!(out, ", {checks} check{}", several(checks))?;
                    }
                    writeln!(out)?;
                } else {
                    status = status.max(Status::Faults);
                }
                let open = |f: &&Found| f.severity == Severity::Open && !arguments.strict;
                for found in findings.iter().filter(|f| !open(f)) {
                    writeln!(out, "{}: {}", Visible(path.display()), Visible(&found.line))?;
                }
                let open = findings.iter().filter(open).count();
                if open > 0 {
                    let path = Visible(path.display());
                    writeln!(out, "{path}: {open} still open; --strict lists them")?;
                }
                if arguments.strict && !findings.is_empty() {
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
    if schemas.faulty {
        status = status.max(Status::Faults);
    }
    Ok(status)
}

/// What was found in one file.
#[derive(Default)]
struct Checked {
    /// As they are printed behind the file's name: `12: spans[3].end: …`.
    faults: Vec<String>,
    /// How many spans could be placed.
    spans: usize,
    findings: Vec<Found>,
}

/// A finding as it is printed.
struct Found {
    severity: Severity,
    line: String,
}

impl Checked {
    fn of(faults: Vec<String>, article: &Article, set: &AnnotationSet, schema: &Schema) -> Self {
        let told = |finding: Finding| {
            let at = finding.range.map(|range| article.to_code_points(range));
            let at = at.map_or(String::new(), |(start, end)| format!(" [{start}, {end})"));
            let severity = finding.rule.severity();
            Found {
                severity,
                line: format!(
                    "{}: {}{at}: {}",
                    severity.name(),
                    finding.about,
                    finding.said
                ),
            }
        };
        Self {
            faults,
            spans: set.len(),
            findings: checks::check(article, set, schema)
                .into_iter()
                .map(told)
                .collect(),
        }
    }

    fn refused(why: String) -> Self {
        Self {
            faults: vec![why],
            ..Self::default()
        }
    }
}

/// What is wrong with one file. A file whose name says that it is an annotation file is held
/// against the article beside it too.
fn check(files: &dyn Files, work: &WorkFile, schemas: &mut Schemas) -> Result<Checked, OpenError> {
    let path = work.path.as_path();
    let schema = schemas.of(files, path);
    if names::is_annotation_file(&names::file_name(path)) {
        let place = work.record.clone().unwrap_or_else(|| path.into());
        return match storage::open(files, place, work.annotator.as_deref()) {
            Ok(opened) => {
                let whole = opened.read_only.as_ref().and_then(of_the_whole);
                let mut faults = worded(whole, &opened.faults);
                faults.extend(without_article(&opened));
                Ok(Checked::of(faults, &opened.article, &opened.set, schema))
            }
            Err(OpenError::Annotations { cause, .. }) => Ok(Checked::refused(refused(&cause))),
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
            let faults = worded(newer, &decoded.faults);
            Checked::of(faults, &decoded.article, &decoded.set, schema)
        }
        Err(error) => Checked::refused(refused(&error)),
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
        ReadOnly::Elsewhere(path) => Some(format!(
            " file: its folder is a link, to {}",
            path.display()
        )),
        ReadOnly::Unnamed | ReadOnly::Marked | ReadOnly::Held(_) | ReadOnly::LongName => None,
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
