//! `obelus convert`: work in other programs' formats, out and in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::named::Named;
use super::progress::progress;
use super::{Status, tell};
use crate::annotation::{Label, Schema, Timestamp};
use crate::formats::exchange::{self, Extent, FORMATS, Format, Layout, Options, Overlaps, Tags};
use crate::jobs::{Conversion, ConvertError, DROPPED, convert_file};
use crate::keyboard::letters;
use crate::storage::{Files, Kind, OnDisk, Shelf, names, schema};

/// Convert work to the format of another program, or from one
///
/// What the format cannot hold is counted, told on standard error and listed in dropped.jsonl
/// beside the result; what could not be placed on the way in is told with its line. Nothing is
/// half written: each file is there as a whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub struct Arguments {
    /// Folders, articles, files of records or annotation files; with --from files in that format
    #[arg(value_name = "PATH", required_unless_present = "formats")]
    paths: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_name = "FORMAT", required_unless_present = "formats", value_parser = written())]
    to: Option<String>,
    /// The format to read; without it the files of this program, and what is clearly another
    #[arg(long, value_name = "FORMAT", value_parser = read())]
    from: Option<String>,
    /// The folder to write to, which is made where it is not there
    #[arg(long, value_name = "DIR", required_unless_present = "formats")]
    out: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    replace: bool,
    /// The whole phrase of a span, or its head where it has one
    #[arg(long, value_enum, default_value_t = ExtentName::Full)]
    extent: ExtentName,
    /// Only spans with these labels, with commas between them
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    labels: Vec<String>,
    /// Which of overlapping spans flat formats are given
    #[arg(long, value_enum, default_value_t = OverlapName::Longest)]
    overlaps: OverlapName,
    /// How formats of words tell where a phrase begins and ends
    #[arg(long, value_enum, default_value_t = TagsName::Iob2)]
    tags: TagsName,
    /// Only articles that are done
    #[arg(long)]
    only_done: bool,
    /// Only the work of this annotator
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Where anything would be dropped, say so and end with status 1
    #[arg(long)]
    strict: bool,
    /// List the formats, and end
    #[arg(long)]
    formats: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ExtentName {
    Full,
    Head,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum OverlapName {
    Longest,
    First,
    Shortest,
    PerLabel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum TagsName {
    Iob2,
    Bioes,
}

fn written() -> clap::builder::PossibleValuesParser {
    let all = FORMATS.iter().filter(|format| format.export.is_some());
    all.map(|format| format.name).collect::<Vec<_>>().into()
}

fn read() -> clap::builder::PossibleValuesParser {
    let all = FORMATS.iter().filter(|format| format.import.is_some());
    all.map(|format| format.name).collect::<Vec<_>>().into()
}

fn after_help() -> String {
    let mut help = "Examples:
  obelus convert articles/ --to doccano --out export/
  obelus convert --from brat old/*.ann --to native --out articles/
  obelus convert articles/ --to conll --tags bioes --extent head --only-done --out train/
  obelus convert --formats

Formats:
"
    .to_owned();
    for format in FORMATS {
        help.push_str(&format!("  {:16} {}\n", format.name, format.title));
    }
    help.push_str(
        "\nStatus: 0 all is well, 1 something could not be placed, or was dropped with --strict,
2 something could not be read or written.",
    );
    help
}

impl Arguments {
    fn options(&self, schema: &Schema) -> Options {
        let labels: Vec<Label> = self
            .labels
            .iter()
            .map(|name| Label::new(name.trim()))
            .collect();
        Options {
            extent: match self.extent {
                ExtentName::Full => Extent::Full,
                ExtentName::Head => Extent::Head,
            },
            overlaps: match self.overlaps {
                OverlapName::Longest => Overlaps::Longest,
                OverlapName::First => Overlaps::First,
                OverlapName::Shortest => Overlaps::Shortest,
                OverlapName::PerLabel => Overlaps::PerLabel,
            },
            tags: match self.tags {
                TagsName::Iob2 => Tags::Iob2,
                TagsName::Bioes => Tags::Bioes,
            },
            schema: match labels.as_slice() {
                [] => schema.labels.iter().map(|def| def.label.clone()).collect(),
                chosen => chosen.to_vec(),
            },
            labels: (!labels.is_empty()).then_some(labels),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// Where a file cannot be written.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let (Some(to), Some(out)) = (&arguments.to, &arguments.out) else {
        list();
        return Ok(Status::Clean);
    };
    let files: Arc<dyn Files> = Arc::new(OnDisk);
    let format = exchange::by_name(to).ok_or_else(|| anyhow::anyhow!("no format {to}"))?;
    let from = arguments.from.as_deref().and_then(exchange::by_name);
    let mut status = Status::Clean;
    let folder = arguments.paths.first().map(|path| folder_of(&*files, path));
    let known = schema::load(
        &*files,
        folder.as_deref().unwrap_or(Path::new("")),
        &letters(),
    );
    let options = arguments.options(&known.schema);
    let shelf = Shelf::folder(Arc::clone(&files), out, arguments.replace);
    let conversion = Conversion::new(format, &options, &files, shelf, out, arguments.replace);
    let mut conversion =
        conversion.ok_or_else(|| anyhow::anyhow!("{} is read and not written", format.title))?;
    conversion.only_done = arguments.only_done;

    let mut named = Named::default();
    let mut foreign = Vec::new();
    for path in &arguments.paths {
        match from.or_else(|| clearly(&*files, path)) {
            Some(from) => foreign.extend(in_format(&*files, path, from)),
            None => named.take(&*files, path),
        }
    }
    status = status.max(named.status);
    let bar = progress(None, true);
    let now = Timestamp::new(
        &jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
    );
    for (path, from) in foreign {
        let mut told = |fault| {
            tell(fault);
            status = status.max(Status::Faults);
        };
        let mut go_on = |done: usize| {
            bar.set_position(done as u64);
            true
        };
        match convert_file(&mut conversion, from, &path, &now, &mut told, &mut go_on) {
            Ok(()) => {}
            Err(ConvertError::Writing(error)) => return Err(error.into()),
            Err(error) => {
                tell(error);
                status = Status::Unreadable;
            }
        }
    }
    let mut unread = Vec::new();
    let corpus = Arc::new(named.corpus());
    conversion.write_all(
        corpus,
        named.lone,
        arguments.annotator.clone(),
        &mut unread,
        &mut |done, _| {
            bar.set_position(done as u64);
            true
        },
    )?;
    bar.finish_and_clear();
    for file in &unread {
        tell(format_args!("{}: {}", file.file, file.why));
        status = status.max(match file.unreadable {
            true => Status::Unreadable,
            false => Status::Faults,
        });
    }
    let converted = conversion.finish()?;
    let several = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    tell(format_args!(
        "{} with {} written as {}",
        several(converted.articles, "article"),
        several(converted.spans, "span"),
        format.title
    ));
    if converted.not_done > 0 {
        tell(format_args!(
            "left out: {} that are not done",
            converted.not_done
        ));
    }
    if !converted.lost.is_empty() {
        let counts = converted
            .lost
            .iter()
            .map(|(what, count)| format!("{count} {what}"));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let list = out.join(DROPPED);
        tell(format_args!(
            "{} has no place for: {counts}; each is named in {}",
            format.title,
            list.display()
        ));
        if arguments.strict {
            status = status.max(Status::Faults);
        }
    }
    Ok(status)
}

fn list() {
    for format in FORMATS {
        let both = match (format.import.is_some(), format.export.is_some()) {
            (true, true) => "in and out",
            (true, false) => "in",
            _ => "out",
        };
        println!(
            "{:16} {:34} {both}, {}",
            format.name,
            format.title,
            format.unit.in_words()
        );
    }
}

fn folder_of(files: &dyn Files, path: &Path) -> PathBuf {
    match files.kind(path) {
        Ok(Kind::Folder) => path.to_owned(),
        _ => path.parent().unwrap_or(Path::new("")).to_owned(),
    }
}

/// The format of a file that can be nothing of ours: by its name, or where many articles stand in
/// it, by how it begins.
fn clearly(files: &dyn Files, path: &Path) -> Option<&'static Format> {
    let name = names::file_name(path);
    if names::is_annotation_file(&name) || !matches!(files.kind(path), Ok(Kind::File { .. })) {
        return None;
    }
    let ending = |format: &&Format| {
        let mut endings = format.extensions.iter();
        endings.any(|end| name.ends_with(&format!(".{end}")))
    };
    let mut by_name: Vec<&Format> = FORMATS
        .iter()
        .filter(|format| format.import.is_some())
        .filter(ending)
        .collect();
    if by_name.len() == 1 && by_name[0].layout == Layout::Apart {
        return by_name.pop();
    }
    let head = files.read_part(path, 0..4096).ok()?;
    let head = String::from_utf8_lossy(&head);
    by_name.retain(|format| (format.sniff)(&head));
    match by_name.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// The files of a format that a path names: itself, or those in the folder.
fn in_format(
    files: &dyn Files,
    path: &Path,
    format: &'static Format,
) -> Vec<(PathBuf, &'static Format)> {
    if !matches!(files.kind(path), Ok(Kind::Folder)) {
        return vec![(path.to_owned(), format)];
    }
    let mut found: Vec<PathBuf> = files
        .list(path)
        .unwrap_or_default()
        .into_iter()
        .map(|entry| entry.path)
        .filter(|path| {
            let name = names::file_name(path);
            let mut endings = format.extensions.iter();
            name != DROPPED && endings.any(|end| name.ends_with(&format!(".{end}")))
        })
        .collect();
    found.sort();
    found.into_iter().map(|path| (path, format)).collect()
}
