//! What is wrong with a schema file, and where.

use thiserror::Error;

use crate::text::made_visible;

/// One thing that is wrong. Its text has no file's name: "line 3, column 7, key: …".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}{}: {why}", place(.what))]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Which entry: `labels.key`. Empty where the file cannot even be read so far.
    pub what: String,
    /// What is wrong and what to do, in a sentence without a full stop.
    pub why: String,
}

fn place(what: &str) -> String {
    match what {
        "" => String::new(),
        what => format!(", {}", shortened(what)),
    }
}

/// Words of the file that a line has room for, with every character visible.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{more}", made_visible(&cut))
}

/// Collects faults, and knows where in the file they are.
pub(super) struct Faults {
    /// Where lines begin, but for the first.
    lines: Vec<usize>,
    text: String,
    found: Vec<(usize, Fault)>,
}

impl Faults {
    pub(super) fn of(text: &str) -> Self {
        Self {
            lines: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            text: text.to_owned(),
            found: Vec::new(),
        }
    }

    /// Notes what is wrong at a byte of the file.
    pub(super) fn note(&mut self, at: usize, what: &str, why: impl Into<String>) {
        let fault = Fault {
            line: self.line(at),
            column: self.column(at),
            what: what.to_owned(),
            why: why.into(),
        };
        self.found.push((at, fault));
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) + 1
    }

    fn column(&self, at: usize) -> usize {
        let line = self.line(at);
        let start = line.checked_sub(2).map_or(0, |n| self.lines[n]);
        let end = self.text.floor_char_boundary(at);
        let before = self.text.get(start..end).unwrap_or_default();
        before.chars().count() + 1
    }

    /// All of them, in the order of the file.
    pub(super) fn into_found(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|(at, _)| *at);
        self.found.into_iter().map(|(_, fault)| fault).collect()
    }
}
