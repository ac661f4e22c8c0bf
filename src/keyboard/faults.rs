//! What is wrong with a keymap file.

use std::fmt;

use super::commands::Scope;
use crate::text::made_visible;

/// One entry that was not taken: for it the default stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In the file, from 1.
    pub line: usize,
    /// The command's name as the file has it; nothing where the line is not even an entry.
    pub entry: Option<String>,
    pub why: Why,
}

/// Why an entry of a keymap file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not the file's syntax, in the parser's words.
    Syntax(String),
    UnknownCommand {
        nearest: Option<&'static str>,
    },
    /// The keys that mark come from the labels, with the letters that stand on marks.
    FromLabels,
    /// Neither a text nor a list of texts.
    NotKeys,
    UnknownKey(String),
    /// Another command has it: by the file, on that line, or by default.
    Taken {
        chord: String,
        by: String,
        line: Option<usize>,
    },
    /// The key would take away what is typed where the command acts.
    EatsTyping {
        chord: String,
        scope: Scope,
    },
    /// Tab walks from widget to widget, everywhere.
    TakesTab,
    /// The window system keeps it for copying, cutting or pasting.
    Clipboard(String),
    /// With Shift a motion's key extends the selection.
    ShiftExtends(String),
}

impl fmt::Display for Fault {
    /// Without the file's name: "line 3, next_span: …".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(entry) = &self.entry {
            write!(f, ", {}", shortened(entry))?;
        }
        write!(f, ": {}", self.why)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(why) => write!(f, "this cannot be read: {}", shortened(why)),
            Self::UnknownCommand {
                nearest: Some(near),
            } => {
                write!(f, "there is no such command; {near} is one")
            }
            Self::UnknownCommand { nearest: None } => {
                write!(f, "there is no such command; `obelus keys` lists them")
            }
            Self::FromLabels => {
                f.write_str("its keys come from the labels, whose letters stand on the marks")
            }
            Self::NotKeys => f.write_str(
                "keys are written as \"Ctrl+J\" or as [\"M\", \"Ctrl+J\"], none as \"\"",
            ),
            Self::UnknownKey(key) => write!(f, "“{}” is no key", shortened(key)),
            Self::Taken {
                chord,
                by,
                line: Some(line),
            } => {
                write!(f, "line {line} gives {chord} to {by}")
            }
            Self::Taken {
                chord,
                by,
                line: None,
            } => write!(
                f,
                "{chord} belongs to {by}, which needs another key first, or \"\""
            ),
            Self::EatsTyping {
                chord,
                scope: Scope::Always,
            } => write!(
                f,
                "{chord} is needed for typing in text fields, where this acts too"
            ),
            Self::EatsTyping { chord, .. } => write!(
                f,
                "{chord} is needed for lists and buttons, where this acts too"
            ),
            Self::TakesTab => f.write_str("Tab always goes to the next widget"),
            Self::Clipboard(chord) => {
                write!(f, "{chord} is kept for copying, cutting and pasting")
            }
            Self::ShiftExtends(chord) => {
                write!(
                    f,
                    "{chord} holds Shift, which with a motion extends the selection"
                )
            }
        }
    }
}

/// Words of the file that a line has room for, with every character visible.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    let more = if cut.len() < line.len() { "…" } else { "" };
    format!("{}{more}", made_visible(&cut))
}
