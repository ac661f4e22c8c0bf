//! `obelus stats`: what was done in a corpus.

mod json;
mod table;

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::Offset;

use super::named::Named;
use super::progress::progress;
use super::{Status, tell};
use crate::jobs::Survey;
use crate::storage::OnDisk;

/// So many of the most frequent words are told, and so many of those labelled two ways.
const MOST: usize = 20;

/// Count what was annotated: by status, label, type, annotator and day
///
/// Counts every article of a folder and of the folders inside it, with the work of all
/// annotators; articles without an annotation file are new. Pace and time left are those of the
/// last ten days on which somebody worked, today not counted. Words labelled two ways are likely
/// mistakes first: those that nearly always have another label.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus stats articles/                     a table
  obelus stats articles/ --annotator amina   the work of one annotator
  obelus stats --json a.txt.obelus.json      one JSON object, for a program

Status: 0 all is well, 1 some annotation files are faulty, 2 something could not be read.")]
pub struct Arguments {
    /// Folders, articles or annotation files (*.obelus.json)
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Count the work of this annotator only
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Print one JSON object; offsets are Unicode code points
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let files = &OnDisk;
    let mut named = Named::default();
    for path in &arguments.paths {
        named.take(files, path);
    }
    let mut status = named.status;
    let corpus = named.corpus();
    let only = arguments.annotator.clone();
    let mut survey = Survey::new(0, Arc::new(corpus), named.lone, only);
    let bar = progress(Some(survey.progress().1), false);
    while !survey.is_done() {
        let mut asked = 0;
        survey.go_on(files, || {
            asked += 1;
            asked > 16
        });
        bar.set_position(survey.progress().0 as u64);
    }
    bar.finish_and_clear();
    for file in &survey.uncounted {
        tell(format_args!("{}: {}", file.file, file.why));
        status = status.max(if file.unreadable {
            Status::Unreadable
        } else {
            Status::Faults
        });
    }
    let today = Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.json {
        json::write(&mut out, &survey, arguments.annotator.as_deref(), today)?;
    } else {
        table::write(&mut out, &survey, today)?;
    }
    out.flush()?;
    Ok(status)
}
