//! `obelus suggest`: what the matchers offer, without a window.

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::Value;

use super::Status;
use crate::formats::suggestions::{self, Record};
use crate::matching::{self, Pipeline, Reading, Suggestion, THRESHOLD};
use crate::text::Article;

/// Print what the matchers suggest
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus suggest --jsonl < articles.jsonl    {\"id\",\"text\"} a line in, suggestions a line out
  obelus suggest --jsonl --all report.txt    weak suggestions too; the id is `report`")]
pub struct Arguments {
    /// Articles; with --jsonl none means standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// One line of JSON per article instead of whole annotation files
    #[arg(long)]
    jsonl: bool,
    /// Everything, however unsure
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let pipeline = matching::built_in();
    let stdout = io::stdout();
    let mut out = io::BufWriter::new(stdout.lock());
    if !arguments.jsonl {
        bail!("only --jsonl is there yet");
    }
    let mut status = Status::Clean;
    if arguments.files.is_empty() {
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let line = line.context("standard input")?;
            if line.trim().is_empty() {
                continue;
            }
            match Record::decode(&line) {
                Ok(record) => {
                    let (id, article) = record.into_article();
                    print_line(&pipeline, &id, &article, arguments.all, &mut out)?;
                }
                Err(error) => {
                    eprintln!("obelus: standard input, line {}: {error}", number + 1);
                    status = Status::Faults;
                }
            }
        }
    }
    for path in &arguments.files {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let id = Value::from(stem(path));
        let article = Article::from_text(stem(path), text);
        print_line(&pipeline, &id, &article, arguments.all, &mut out)?;
    }
    out.flush()?;
    Ok(status)
}

fn print_line(
    pipeline: &Pipeline,
    id: &Value,
    article: &Article,
    all: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let found = pipeline.suggest(&Reading::new(article));
    let shown = shown(&found, all);
    writeln!(out, "{}", suggestions::encode_line(id, article, &shown)?)?;
    Ok(())
}

/// What the desk would show of what was found.
fn shown(found: &[Suggestion], all: bool) -> Vec<&Suggestion> {
    found
        .iter()
        .filter(|s| all || s.score >= THRESHOLD)
        .collect()
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy().into_owned()
}
