//! `obelus suggest`: what the matchers offer, without a window.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::value::{RawValue, to_raw_value};

use super::progress::progress;
use super::schemas::Schemas;
use super::{Status, tell};
use crate::annotation::VaguePolicy;
use crate::formats::LARGEST_ARTICLE;
use crate::formats::native;
use crate::formats::records::is_record_file;
use crate::formats::suggestions::{self, Record};
use crate::matching::places::resolving::Scene;
use crate::matching::{self, Pipeline, Reading, Suggestion, THRESHOLD};
use crate::storage::records::{self, RecordPlace};
use crate::storage::{
    self, Action, Base, Corpus, Files, Kind, OnDisk, Opened, Place, StorageError, names,
};
use crate::text::Article;

/// The longest line of JSON that is read, in bytes: room for the largest article, most of its
/// characters escaped. Longer ones are no articles, and may be no lines either.
pub(super) const LONGEST_LINE: u64 = 2 * LARGEST_ARTICLE;

/// Print what the matchers suggest
///
/// Without --jsonl each article becomes a whole annotation file, with the suggestions in a list
/// of their own, since nobody has accepted them. Where there are annotations beside an article
/// they are part of it, and what was rejected in them is left out. A line of --jsonl holds the
/// `spans` of an article: `start` and `end` in Unicode code points, `label`, `score`, `matcher` and
/// `reason`; on figures `value`, `interval` and `unit`, on events `etype`, on locations `geo`, the
/// likeliest place with `lat`, `lon`, `geonameid`, `name` and `country`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus suggest report.txt > report.json    an annotation file with suggestions
  obelus suggest --out drafts/ articles/     one for each article of a folder
  obelus suggest --jsonl < articles.jsonl    {\"id\",\"text\"} a line in, suggestions a line out
  obelus suggest --jsonl --all report.txt    weak suggestions too; the id is `report`
  obelus suggest --vague low_best_high report.txt    “hundreds” is 100 to 999, best 300")]
pub struct Arguments {
    /// Articles, folders or annotation files; with --jsonl none means standard input
    #[arg(value_name = "FILE", required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// One line of JSON per article; a FILE named *.jsonl holds one article per line, one named
    /// *.csv or *.tsv one per row, in the columns that were chosen for it or that are guessed
    #[arg(long, conflicts_with = "out")]
    jsonl: bool,
    /// Write annotation files to this folder; those that are there are left as they are
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Everything, however unsure
    #[arg(long)]
    all: bool,
    /// What vague words such as “dozens” come to; otherwise what the obelus.toml of the corpus
    /// says, and without one acled
    #[arg(long, value_name = "POLICY", value_parser = vague_policies())]
    vague: Option<String>,
}

/// The policies for vague words, as they are named at the command line.
fn vague_policies() -> clap::builder::PossibleValuesParser {
    let policies = VaguePolicy::ALL.into_iter();
    let named = policies.map(|p| clap::builder::PossibleValue::new(p.key()).help(p.about()));
    clap::builder::PossibleValuesParser::new(named)
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut work = Work {
        arguments,
        pipeline: matching::built_in(),
        out: BufWriter::new(io::stdout().lock()),
        schemas: Schemas::default(),
        vague: VaguePolicy::default(),
        status: Status::Clean,
    };
    work.vague = work.policy(None);
    if arguments.files.is_empty() {
        work.lines("standard input", io::stdin().lock())?;
    } else {
        work.files(&OnDisk)?;
    }
    work.out.flush()?;
    if work.schemas.faulty {
        work.status = work.status.max(Status::Faults);
    }
    Ok(work.status)
}

/// Reads a line with its end; nothing at the end of the input. Of one that is longer than
/// `longest` the rest is passed over, and true returned.
pub(super) fn read_line(
    mut input: impl BufRead,
    line: &mut Vec<u8>,
    longest: u64,
) -> io::Result<bool> {
    let read = input.by_ref().take(longest).read_until(b'\n', line)?;
    if (read as u64) < longest || line.ends_with(b"\n") || input.fill_buf()?.is_empty() {
        return Ok(false);
    }
    line.clear();
    loop {
        let rest = input.fill_buf()?;
        if rest.is_empty() {
            return Ok(true);
        }
        let end = rest.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(rest.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// Whether the lines of a file are read as they are, with their `id` and `text`: unless other
/// columns were chosen for it, or its first line has others.
fn is_plain(files: &dyn Files, path: &Path) -> bool {
    let kept = records::kept_columns(files, path).ok().flatten();
    if let Some(kept) = kept {
        return kept.text == "text" && kept.id.as_deref().is_none_or(|id| id == "id");
    }
    let Ok(file) = File::open(path) else {
        return true;
    };
    let mut input = BufReader::new(file);
    let mut line = Vec::new();
    while line.trim_ascii().is_empty() {
        line.clear();
        if !matches!(read_line(&mut input, &mut line, LONGEST_LINE), Ok(false)) || line.is_empty() {
            return true;
        }
    }
    let json = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
    // Another object is a record with other columns; what is no object at all is a fault.
    Record::decode(json).is_ok()
        || serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(json).is_err()
}

/// An article file that is to be read, and its folder within the one that was named.
struct Named {
    path: PathBuf,
    within: PathBuf,
}

struct Work<'a> {
    arguments: &'a Arguments,
    pipeline: Pipeline,
    out: BufWriter<io::StdoutLock<'static>>,
    schemas: Schemas,
    /// What vague words come to in the file that is being read.
    vague: VaguePolicy,
    status: Status,
}

impl Work<'_> {
    fn fault(&mut self, status: Status, message: impl std::fmt::Display) {
        tell(message);
        self.status = self.status.max(status);
    }

    /// One article a line.
    fn lines(&mut self, name: &str, mut input: impl BufRead) -> anyhow::Result<()> {
        let bar = progress(None, true);
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            if read_line(&mut input, &mut line, LONGEST_LINE).with_context(|| name.to_owned())? {
                let message =
                    format_args!("{name}, line {number}: it is longer than {LONGEST_LINE} bytes");
                self.fault(Status::Faults, message);
                continue;
            }
            if line.is_empty() {
                break;
            }
            let json = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
            if json.trim_ascii().is_empty() {
                continue;
            }
            match Record::decode(json) {
                Ok(record) => {
                    let (id, article) = record.into_article();
                    self.print_line(&id, &article)?;
                }
                Err(_) => {
                    let fault = Record::fault_of(json.trim_ascii_end());
                    let message = format_args!("{name}, line {number}: {fault}");
                    self.fault(Status::Faults, message);
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn files(&mut self, files: &dyn Files) -> anyhow::Result<()> {
        let paths = self.expand(files);
        let bar = progress(Some(paths.len()), self.arguments.out.is_none());
        for Named { path, within } in paths {
            let lines = path.extension().is_some_and(|e| e == "jsonl");
            let name = names::file_name(&path);
            let around = if is_record_file(&name) {
                records::folder_of(&path).join(&name)
            } else {
                path.clone()
            };
            let of_corpus = self.schemas.of(files, &around).figures.vague;
            self.vague = self.policy(of_corpus);
            if is_record_file(&name) && !self.arguments.jsonl {
                let message = format_args!(
                    "{}: it holds many articles; add --jsonl for a line on each",
                    path.display()
                );
                self.fault(Status::Unreadable, message);
            } else if is_record_file(&name) && !(lines && is_plain(files, &path)) {
                self.records(files, &path)?;
            } else if self.arguments.jsonl && lines {
                match File::open(&path) {
                    Ok(file) => {
                        self.lines(&path.display().to_string(), BufReader::new(file))?;
                    }
                    Err(error) => {
                        let message = format_args!("{}: {error}", path.display());
                        self.fault(Status::Unreadable, message);
                    }
                }
            } else {
                match storage::open(files, &path, None) {
                    Ok(opened) => self.article(files, &opened, &within)?,
                    Err(error) => self.fault(Status::Unreadable, error),
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// The records of a file, by the columns that were chosen for it or that are guessed.
    fn records(&mut self, files: &dyn Files, path: &Path) -> anyhow::Result<()> {
        let opened = records::open_records(files, path, None, &mut |_, _| {}, &|| false);
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.fault(Status::Unreadable, error);
                return Ok(());
            }
        };
        for fault in &opened.faults {
            self.fault(Status::Faults, format_args!("{}: {fault}", path.display()));
        }
        for entry in &opened.entries {
            let place = Place::Record(RecordPlace::new(&opened.file, entry));
            match storage::article_at(files, &place) {
                Ok(article) => self.print_line(&to_raw_value(&*entry.key)?, &article)?,
                Err(error) => self.fault(Status::Faults, error),
            }
        }
        Ok(())
    }

    /// The files that are named, folders as the articles in them.
    fn expand(&mut self, files: &dyn Files) -> Vec<Named> {
        let mut paths = Vec::new();
        for path in &self.arguments.files {
            if files.kind(path).is_ok_and(|kind| kind == Kind::Folder) {
                match Corpus::list(files, path, &mut |_| true) {
                    Ok(corpus) => {
                        for notice in &corpus.notices {
                            let message = format_args!("{}: {notice}", path.display());
                            self.fault(Status::Faults, message);
                        }
                        paths.extend(corpus.entries.into_iter().map(|entry| {
                            let within = Path::new(&entry.name).parent();
                            Named {
                                within: within.unwrap_or(Path::new("")).to_owned(),
                                path: entry.place.file().to_owned(),
                            }
                        }));
                    }
                    Err(error) => self.fault(Status::Unreadable, error),
                }
            } else {
                paths.push(Named {
                    path: path.clone(),
                    within: PathBuf::new(),
                });
            }
        }
        paths
    }

    fn article(&mut self, files: &dyn Files, opened: &Opened, within: &Path) -> anyhow::Result<()> {
        if let Some(reason) = &opened.read_only {
            let path = opened.annotation_path.display();
            self.fault(Status::Faults, format_args!("{path}: {reason}"));
        }
        if self.arguments.jsonl {
            let stem = Path::new(&opened.article.source).file_stem();
            let id = stem.unwrap_or_default().to_string_lossy().into_owned();
            return self.print_line(&to_raw_value(&id)?, &opened.article);
        }
        let found = self.pipeline.suggest(&self.reading(&opened.article));
        let mut shown = self.shown(&found);
        shown.retain(|s| !opened.set.is_rejected(&s.to_rejection()));
        let out = self.arguments.out.as_ref().map(|out| out.join(within));
        let Some(folder) = &out else {
            return Ok(native::encode_with_suggestions(
                &opened.article,
                &opened.set,
                &shown,
                &mut self.out,
            )?);
        };
        let mut bytes = Vec::new();
        native::encode_with_suggestions(&opened.article, &opened.set, &shown, &mut bytes)?;
        let name = names::annotation_name(
            &names::file_name(Path::new(&opened.article.source)),
            opened.set.annotator.as_deref(),
        );
        let path = folder.join(name);
        let written = files
            .make_folder(folder)
            .map_err(|source| StorageError::Failed {
                path: folder.clone(),
                action: Action::Save,
                source,
            })
            .and_then(|()| storage::save(files, &path, &bytes, Base::Nothing));
        match written {
            Ok(_) => {}
            Err(StorageError::ChangedUnderneath(path)) => self.fault(
                Status::Faults,
                format_args!(
                    "{}: it is there already and was left as it is",
                    path.display()
                ),
            ),
            Err(error) => self.fault(Status::Unreadable, error),
        }
        Ok(())
    }

    fn print_line(&mut self, id: &RawValue, article: &Article) -> anyhow::Result<()> {
        let reading = self.reading(article);
        let found = self.pipeline.suggest(&reading);
        let shown = self.shown(&found);
        let scene = Scene::of_reading(&reading);
        let line = suggestions::encode_line(id, article, &shown, &scene)?;
        writeln!(self.out, "{line}")?;
        Ok(())
    }

    /// What vague words come to: what the command line says, else what the corpus does.
    fn policy(&self, of_corpus: Option<VaguePolicy>) -> VaguePolicy {
        let said = self.arguments.vague.as_deref();
        let said = said.and_then(VaguePolicy::named);
        said.or(of_corpus).unwrap_or_default()
    }

    fn reading<'a>(&self, article: &'a Article) -> Reading<'a> {
        let mut reading = Reading::new(article);
        reading.vague = self.vague;
        reading
    }

    /// What the desk would show of what was found.
    fn shown<'s>(&self, found: &'s [Suggestion]) -> Vec<&'s Suggestion> {
        let all = self.arguments.all;
        let wanted = |s: &&Suggestion| all || s.score >= THRESHOLD;
        found.iter().filter(wanted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_passed_over() {
        let mut input = BufReader::with_capacity(3, &b"abc\nabcd\nabcdefgh\n\nabcd"[..]);
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            let too_long = read_line(&mut input, &mut line, 5).unwrap();
            if line.is_empty() && !too_long {
                break;
            }
            lines.push((String::from_utf8(line).unwrap(), too_long));
        }
        let expected = [
            ("abc\n", false),
            ("abcd\n", false),
            ("", true),
            ("\n", false),
            ("abcd", false),
        ];
        assert_eq!(lines, expected.map(|(line, long)| (line.to_owned(), long)));
    }
}
