//! `obelus eval --frames`: how right the fillers are that are proposed for events.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::annotation::{FigureKind, Flag, Label};
use crate::cli::visible::Visible;
use crate::cli::{Status, tell};
use crate::matching::dates::{self, Tense};
use crate::matching::roles::{self, Candidate, Trigger};
use crate::matching::{self, Language, Pipeline, Reading, THRESHOLD};
use crate::measure::frames::{
    FrameRecord, FrameScore, GoldFrame, Mark, ProposedDate, ProposedFrame, RoleRates, judge, read,
};
use crate::text::{Article, ByteRange};

/// One file measured.
#[derive(Debug, Serialize)]
struct Block {
    file: String,
    records: usize,
    /// With the marks of the file as candidates.
    from_marks: FrameScore,
    /// With what the matchers suggest as candidates.
    from_suggestions: FrameScore,
}

/// Measures files of gold frames.
///
/// # Errors
/// Where standard output cannot be written.
pub(super) fn run(files: &[PathBuf], errors: usize, json: bool) -> anyhow::Result<Status> {
    let pipeline = matching::built_in();
    let mut status = Status::Clean;
    let mut out = io::stdout().lock();
    let mut blocks = Vec::new();
    for path in files {
        let Some(records) = records(path, &mut status) else {
            continue;
        };
        let marks = records.iter().map(|record| proposed(record, None));
        let from_marks = judge(&records, &marks.collect::<Vec<_>>());
        let found = records
            .iter()
            .map(|record| proposed(record, Some(&pipeline)));
        let from_suggestions = judge(&records, &found.collect::<Vec<_>>());
        let block = Block {
            file: path.display().to_string(),
            records: records.len(),
            from_marks,
            from_suggestions,
        };
        if !json {
            table(&mut out, &block, errors)?;
        }
        blocks.push(block);
    }
    if json {
        serde_json::to_writer_pretty(&mut out, &blocks).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(status)
}

fn records(path: &Path, status: &mut Status) -> Option<Vec<FrameRecord>> {
    let name = path.display();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            tell(format_args!("{name}: {error}"));
            *status = Status::Unreadable;
            return None;
        }
    };
    match read(&text) {
        Ok(records) => {
            if records.iter().all(|record| record.frames.is_empty()) {
                tell(format_args!("{name}: there are no frames in it"));
                *status = (*status).max(Status::Faults);
            }
            Some(records)
        }
        Err(error) => {
            tell(format_args!("{name}, {error}"));
            *status = Status::Unreadable;
            None
        }
    }
}

/// What is proposed for each frame of a record, from its marks or from what a pipeline finds.
fn proposed(record: &FrameRecord, pipeline: Option<&Pipeline>) -> Vec<ProposedFrame> {
    let article = Article::from_text("frames", record.text.as_str());
    let range = |start, end| article.to_range(start, end);
    let from_marks: Vec<Candidate> = match pipeline {
        None => {
            let marks = record.marks.iter();
            marks
                .filter_map(|mark| {
                    Some(Candidate {
                        range: range(mark.start, mark.end)?,
                        label: label(mark)?,
                        figure: mark.said.first().and_then(|kind| figure(kind)),
                    })
                })
                .collect()
        }
        Some(pipeline) => {
            let mut reading = Reading::new(&article);
            reading.language = Language::English;
            let found = pipeline.suggest(&reading).into_iter();
            found
                .filter(|found| found.score >= THRESHOLD)
                .map(|found| Candidate {
                    range: found.range,
                    figure: found.value.as_ref().map(|value| value.kind),
                    label: found.label,
                })
                .collect()
        }
    };
    let frames = record.frames.iter();
    frames
        .map(|frame| one(record, &article, frame, &from_marks).unwrap_or_default())
        .collect()
}

fn one(
    record: &FrameRecord,
    article: &Article,
    frame: &GoldFrame,
    candidates: &[Candidate],
) -> Option<ProposedFrame> {
    let mark = &record.marks[frame.trigger];
    let flags: Vec<Flag> = mark.said.iter().filter_map(|said| flag(said)).collect();
    let trigger = Trigger {
        range: article.to_range(mark.start, mark.end)?,
        head: mark.head.and_then(|(from, to)| article.to_range(from, to)),
        kind: mark.said.first().map(String::as_str),
        flags: &flags,
    };
    let published = record.published.as_ref().and_then(|day| day.parse().ok());
    let place = |range: ByteRange| {
        (
            article.to_code_point(range.start),
            article.to_code_point(range.end),
        )
    };
    let mut found = ProposedFrame {
        mode: roles::modes::propose(article, &trigger).map(|(mode, _)| mode.to_owned()),
        ..ProposedFrame::default()
    };
    let tense = roles::tense(article, &trigger);
    for proposal in roles::propose(article, Language::English, &trigger, candidates) {
        if proposal.score < roles::TAKEN {
            continue;
        }
        match proposal.filler {
            roles::Filler::Candidate(number) => {
                let range = candidates[number].range;
                found.fillers.push((proposal.role.to_owned(), place(range)));
            }
            roles::Filler::Date(date) => {
                found.date = Some(ProposedDate {
                    place: place(date.range),
                    days: days(&date, published, tense),
                });
            }
        }
    }
    Some(found)
}

fn days(
    date: &dates::Expression,
    published: Option<jiff::civil::Date>,
    tense: Tense,
) -> Option<String> {
    let found = dates::resolve(&date.when, published, tense)?;
    Some(if found.from == found.to {
        found.from.to_string()
    } else {
        format!("{}/{}", found.from, found.to)
    })
}

fn label(mark: &Mark) -> Option<Label> {
    Some(match mark.letter() {
        'A' => Label::ACTOR,
        'L' => Label::LOCATION,
        'F' => Label::FIGURE,
        'E' => Label::EVENT,
        _ => return None,
    })
}

fn figure(kind: &str) -> Option<FigureKind> {
    serde_json::from_value(kind.into()).ok()
}

fn flag(name: &str) -> Option<Flag> {
    serde_json::from_value(name.into()).ok()
}

fn table(out: &mut impl Write, block: &Block, errors: usize) -> io::Result<()> {
    let frames = block.from_marks.frames;
    writeln!(
        out,
        "{}, {frames} frames in {} records",
        Visible(&block.file),
        block.records
    )?;
    for (name, score) in [
        ("from the marks", &block.from_marks),
        ("from suggestions", &block.from_suggestions),
    ] {
        writeln!(out, "{name}, {} frames right as a whole", score.whole)?;
        for (role, rates) in &score.roles {
            row(out, role, rates)?;
        }
        row(out, "all roles", &score.all)?;
        row(out, "days", &score.days)?;
        row(out, "mode", &score.modes)?;
    }
    let mistakes = &block.from_marks.mistakes;
    for mistake in mistakes.iter().take(errors) {
        let what = if mistake.wrong { "wrong" } else { "missed" };
        writeln!(
            out,
            "line {}  {}  {} {what}: {}",
            mistake.line,
            Visible(&mistake.trigger),
            Visible(&mistake.role),
            Visible(&mistake.words)
        )?;
    }
    Ok(())
}

fn row(out: &mut impl Write, name: &str, rates: &RoleRates) -> io::Result<()> {
    let percent = |share: Option<f64>| match share {
        Some(share) => format!("{:5.1} %", share * 100.0),
        None => "     –  ".to_owned(),
    };
    writeln!(
        out,
        "{name:<10} P {}  R {}  {} right, {} wrong, {} missed",
        percent(rates.precision()),
        percent(rates.recall()),
        rates.right,
        rates.wrong,
        rates.missed
    )
}
