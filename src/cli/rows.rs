//! `obelus rows`: events or spans as a table.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::anyhow;

use super::named::Named;
use super::progress::progress;
use super::{Status, tell};
use crate::annotation::Schema;
use crate::formats::records::is_record_file;
use crate::formats::rows::{self, Form, Rows, Style};
use crate::jobs::{Export, Wanted};
use crate::keyboard::letters;
use crate::storage::{Files, Kind, OnDisk, names, records, schema};

/// Write one row for each event, or for each span
///
/// Each cell that says something of the text has its words beside it and where they stand, in
/// Unicode code points. Nothing is guessed: what the annotation does not decide stays empty. What
/// rows cannot hold is counted and told on standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus rows articles/ > events.csv             columns like ACLED
  obelus rows --style plover --format jsonl a/   PLOVER's fields, one object a line
  obelus rows --spans --out tables/ articles/    every span with its values
  obelus rows --columns                          what each column holds

Values of one cell are joined by ` | `, with a `|` inside of a value doubled. A cell of CSV
that a spreadsheet would take for a formula (behind blanks and apostrophes it begins with
= + - @, a tab or a line end) begins with an apostrophe more; numbers in columns of
numbers never do. --raw leaves cells as they are.

What cannot be true is counted and told: in event rows a date that is none in the calendar,
coordinates that are none on the globe and bounds that contradict each other are empty; the
table of spans has them as they stand. What fills one role twice is written once.

Status: 0 all is well, 1 some files are faulty and were left out, or a value cannot be true,
2 something could not be read or written.")]
pub struct Arguments {
    /// Folders, articles, files of records or annotation files (*.obelus.json)
    #[arg(value_name = "PATH", required_unless_present = "columns")]
    paths: Vec<PathBuf>,
    /// What the columns of event rows are called and hold
    #[arg(long, value_enum, default_value_t = StyleName::Acled)]
    style: StyleName,
    /// How rows are written
    #[arg(long, value_enum, default_value_t = FormatName::Csv)]
    format: FormatName,
    /// One row for each span instead of each event
    #[arg(long)]
    spans: bool,
    /// Write to this file, or to events.csv or spans.csv in this folder; otherwise to standard
    /// output
    #[arg(long, value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// Replace the file that --out names
    #[arg(long, requires = "out")]
    replace: bool,
    /// Only articles that are done
    #[arg(long)]
    only_done: bool,
    /// Only the work of this annotator
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Leave cells as they are, also those that a spreadsheet would take for formulas
    #[arg(long)]
    raw: bool,
    /// Begin with a byte-order mark: some spreadsheets read UTF-8 only then
    #[arg(long)]
    bom: bool,
    /// Print what each column holds, and end
    #[arg(long)]
    columns: bool,
}

/// `--style`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum StyleName {
    Acled,
    Plover,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FormatName {
    Csv,
    Jsonl,
}

impl Arguments {
    fn rows(&self) -> Rows {
        match self.style {
            _ if self.spans => Rows::Spans,
            StyleName::Acled => Rows::Events(Style::Acled),
            StyleName::Plover => Rows::Events(Style::Plover),
        }
    }

    fn form(&self) -> Form {
        match self.format {
            FormatName::Csv => Form::Csv {
                bom: self.bom,
                raw: self.raw,
            },
            FormatName::Jsonl => Form::Jsonl,
        }
    }

    /// The file that is to be written.
    fn file(&self, files: &dyn Files) -> Option<PathBuf> {
        let out = self.out.as_ref()?;
        let folder = files.kind(out).is_ok_and(|kind| kind == Kind::Folder)
            || out.as_os_str().to_string_lossy().ends_with('/');
        let stem = if self.spans { "spans" } else { "events" };
        Some(if folder {
            out.join(format!("{stem}.{}", self.form().extension()))
        } else {
            out.clone()
        })
    }
}

/// Runs the command.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let files: Arc<dyn Files> = Arc::new(OnDisk);
    let mut named = Named::default();
    let schema = schema_of(&*files, &arguments.paths, &mut named.status);
    if arguments.columns {
        print_columns(arguments.rows(), &schema)?;
        return Ok(named.status);
    }
    for path in &arguments.paths {
        named.take(&*files, path);
    }
    let file = arguments.file(&*files);
    let wanted = Wanted {
        rows: arguments.rows(),
        form: arguments.form(),
        only_done: arguments.only_done,
        only: arguments.annotator.clone(),
        path: file.clone().unwrap_or_default(),
        replace: arguments.replace,
    };
    let corpus = Arc::new(named.corpus());
    let mut status = named.status;
    let mut export = Export::new(0, wanted, corpus, named.lone, &schema);
    export.within(named.roots);
    let bar = progress(Some(export.progress().1), file.is_none());
    match &file {
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            export.write_to(&*files, &mut out, |done| bar.set_position(done as u64))?;
            out.flush()?;
        }
        Some(path) => {
            make_folder_of(&*files, path)?;
            while !export.is_done() {
                let mut asked = 0;
                export.go_on(&files, || {
                    asked += 1;
                    asked > 16
                });
                bar.set_position(export.progress().0 as u64);
            }
        }
    }
    bar.finish_and_clear();
    for unread in &export.unread {
        status = status.max(if unread.unreadable {
            Status::Unreadable
        } else {
            Status::Faults
        });
    }
    if let Some(Err(why)) = &export.ended {
        tell(why);
        return Ok(Status::Unreadable);
    }
    for line in export.in_words() {
        tell(line);
    }
    if export.left_out().unplaced + export.left_out().impossible > 0 {
        status = status.max(Status::Faults);
    }
    Ok(status)
}

fn make_folder_of(files: &dyn Files, path: &Path) -> anyhow::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            let made = files.make_folder(folder);
            made.map_err(|error| anyhow!("{}: it cannot be made: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// The schema whose roles become columns: that of the first path that has one of its own.
fn schema_of(files: &dyn Files, paths: &[PathBuf], status: &mut Status) -> Schema {
    let mut known: Vec<PathBuf> = Vec::new();
    let mut found: Option<(PathBuf, Schema)> = None;
    for path in paths {
        let folder = if files.kind(path).is_ok_and(|kind| kind == Kind::Folder) {
            path.clone()
        } else if is_record_file(&names::file_name(path)) {
            records::folder_of(path)
        } else {
            path.parent().unwrap_or(Path::new("")).to_owned()
        };
        if known.contains(&folder) {
            continue;
        }
        let there = schema::load(files, &folder, &letters());
        for fault in &there.faults {
            tell(format_args!("{}: {fault}", folder.display()));
            *status = (*status).max(Status::Faults);
        }
        if there.own {
            match &found {
                None => found = Some((folder.clone(), there.schema)),
                Some((first, schema)) if *schema != there.schema => tell(format_args!(
                    "{}: its roles are told as those of the schema in {}",
                    folder.display(),
                    first.display()
                )),
                Some(_) => {}
            }
        }
        known.push(folder);
    }
    found.map_or_else(Schema::built_in, |(_, schema)| schema)
}

fn print_columns(rows: Rows, schema: &Schema) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let columns = rows::columns(rows, schema);
    let width = columns.iter().map(|c| c.name.chars().count()).max();
    for column in columns {
        let mut kind = if column.numeric { "number" } else { "text" }.to_owned();
        if column.several {
            kind.push_str(", several");
        }
        let width = width.unwrap_or(0);
        writeln!(out, "{:width$}  {kind:15}  {}", column.name, column.what)?;
    }
    out.flush()
}
