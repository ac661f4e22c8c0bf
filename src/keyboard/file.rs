//! The keymap file: what it says, and what of that cannot be.
//!
//! The file is TOML, one entry a command: `next_span = ["M", "Ctrl+J"]`. What is wrong costs the
//! entry that it is in and no other.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::chord::Chord;
use super::commands::{Command, Scope};
use super::faults::{Fault, Why};
use super::keymap::{defaults, of_labels};
use super::names;
use crate::annotation::Schema;

/// The keys that a file gives to commands, in place of their defaults.
pub(super) type Chosen = HashMap<Command, Vec<Chord>>;

/// An entry that can be read.
struct Entry<'a> {
    line: usize,
    name: &'a str,
    command: Command,
    chords: Vec<Chord>,
}

/// Reads a keymap file. Faults come in the order of lines.
pub(super) fn read(schema: &Schema, text: &str) -> (Chosen, Vec<Fault>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let lines = Lines::of(text);
    let (readable, mut faults) = readable(text, &lines);
    let (table, _) = DeTable::parse_recoverable(&readable);
    let scopes: HashMap<Command, Scope> = defaults().map(|(c, scope, _)| (c, scope)).collect();
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        let line = lines.at(key.span().start);
        let name: &str = key.get_ref();
        let understood = command(name).and_then(|command| {
            let chords = chords(value.get_ref())?;
            let scope = scopes.get(&command).copied().unwrap_or(Scope::Text);
            for chord in &chords {
                permit(*chord, command, scope)?;
            }
            Ok((command, chords))
        });
        match understood {
            Ok((command, chords)) => entries.push(Entry {
                line,
                name,
                command,
                chords,
            }),
            Err(why) => faults.push(Fault {
                line,
                entry: Some(name.to_owned()),
                why,
            }),
        }
    }
    entries.sort_by_key(|entry| entry.line);
    let chosen = settle(schema, entries, &mut faults);
    faults.sort_by_key(|fault| fault.line);
    (chosen, faults)
}

/// How many lines that cannot be read are named one by one.
const MOST_SPOILT: usize = 50;

/// The text with the lines blanked that cannot be read, each with its fault: the parser gives up
/// at the first one, and the others shall hold.
fn readable(text: &str, lines: &Lines) -> (String, Vec<Fault>) {
    let mut text = text.to_owned();
    let mut faults: Vec<Fault> = Vec::new();
    while faults.len() < MOST_SPOILT {
        let Err(error) = DeTable::parse(&text) else {
            break;
        };
        let line = lines.at(error.span().map_or(0, |span| span.start));
        let range = lines.range(line, &text);
        let spoilt = text[range.clone()].to_owned();
        faults.push(Fault {
            line,
            entry: None,
            why: Why::Syntax(error.message().to_owned()),
        });
        if spoilt.trim().is_empty() {
            // What is wrong is not on this line.
            text.truncate(range.start);
            break;
        }
        text.replace_range(range, &" ".repeat(spoilt.len()));
    }
    (text, faults)
}

fn command(name: &str) -> Result<Command, Why> {
    names::named(name).ok_or_else(|| {
        let label = name.strip_prefix("mark_");
        let known = ["actor", "location", "figure", "event"];
        if label.is_some_and(|label| label.len() == 1 || known.contains(&label)) {
            Why::FromLabels
        } else {
            let nearest = names::nearest(name);
            Why::UnknownCommand { nearest }
        }
    })
}

fn chords(value: &DeValue<'_>) -> Result<Vec<Chord>, Why> {
    let one = |text: &str| Chord::parse(text).ok_or_else(|| Why::UnknownKey(text.to_owned()));
    match value {
        DeValue::String(text) if text.trim().is_empty() => Ok(Vec::new()),
        DeValue::String(text) => Ok(vec![one(text)?]),
        DeValue::Array(texts) => {
            let mut found = Vec::new();
            for text in texts.iter() {
                let chord = one(text.get_ref().as_str().ok_or(Why::NotKeys)?)?;
                if !found.contains(&chord) {
                    found.push(chord);
                }
            }
            Ok(found)
        }
        _ => Err(Why::NotKeys),
    }
}

/// Whether a command may have a key at all where it acts.
fn permit(chord: Chord, command: Command, scope: Scope) -> Result<(), Why> {
    let Chord {
        ctrl,
        alt,
        shift,
        key,
    } = chord;
    if key.name() == "Tab" {
        return Err(Why::TakesTab);
    }
    let clipboard = ctrl && !alt && !shift && ["C", "X", "V"].contains(&key.name());
    if clipboard && !(command == Command::Copy && key.name() == "C") {
        return Err(Why::Clipboard(chord.to_string()));
    }
    if matches!(command, Command::Move(_)) && shift {
        return Err(Why::ShiftExtends(chord.to_string()));
    }
    let safe = match scope {
        Scope::Text => true,
        // Lists search by what is typed, and Space, Enter and the arrows act on widgets.
        Scope::Desk => ctrl || alt || key.is_function(),
        Scope::Always => key.is_function() || (ctrl || alt) && !edits_a_field(chord),
    };
    if safe {
        Ok(())
    } else {
        Err(Why::EatsTyping {
            chord: chord.to_string(),
            scope,
        })
    }
}

/// Whether text fields need a chord with Ctrl or Alt: to select, undo, move and delete by word.
fn edits_a_field(chord: Chord) -> bool {
    const MOVING: [&str; 8] = [
        "Left",
        "Right",
        "Up",
        "Down",
        "Home",
        "End",
        "Backspace",
        "Delete",
    ];
    let name = chord.key.name();
    let undoing = chord.ctrl && !chord.alt && ["A", "Z", "Y"].contains(&name);
    undoing || MOVING.contains(&name)
}

/// Takes the entries whose keys nobody else has. Where one is refused its default stays, which
/// may leave others without a key: so it goes round until nothing changes.
fn settle(schema: &Schema, mut entries: Vec<Entry<'_>>, faults: &mut Vec<Fault>) -> Chosen {
    let labels = of_labels(schema);
    loop {
        let mut owners: HashMap<Chord, (String, Option<usize>, Command)> = HashMap::new();
        let mut own = |command: Command, chords: &[Chord], name: &str, line| {
            for chord in chords.iter().flat_map(|chord| occupied(command, *chord)) {
                owners
                    .entry(chord)
                    .or_insert_with(|| (name.to_owned(), line, command));
            }
        };
        for (command, chords) in &labels {
            let name = match command {
                Command::Mark(place) => {
                    format!("the label {}", schema.labels[usize::from(*place)].label)
                }
                _ => "a second label".to_owned(),
            };
            own(*command, chords, &name, None);
        }
        for (command, _, chords) in defaults() {
            let free = entries.iter().any(|entry| entry.command == command);
            if let (false, Some(name)) = (free, names::name(command)) {
                own(command, &chords, name, None);
            }
        }
        for entry in &entries {
            own(entry.command, &entry.chords, entry.name, Some(entry.line));
        }
        let conflict = entries.iter().enumerate().find_map(|(i, entry)| {
            let chords = entry
                .chords
                .iter()
                .flat_map(|c| occupied(entry.command, *c));
            chords.into_iter().find_map(|chord| {
                let (by, line, command) = owners.get(&chord)?;
                (*command != entry.command).then(|| {
                    let why = Why::Taken {
                        chord: chord.to_string(),
                        by: by.clone(),
                        line: *line,
                    };
                    (i, why)
                })
            })
        });
        let Some((i, why)) = conflict else {
            return entries.into_iter().map(|e| (e.command, e.chords)).collect();
        };
        let entry = entries.remove(i);
        faults.push(Fault {
            line: entry.line,
            entry: Some(entry.name.to_owned()),
            why,
        });
    }
}

/// The chords that a key takes up: a motion's key with Shift too.
fn occupied(command: Command, chord: Chord) -> Vec<Chord> {
    let mut chords = vec![chord];
    if matches!(command, Command::Move(_)) {
        chords.push(Chord {
            shift: true,
            ..chord
        });
    }
    chords
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    /// The bytes of a line, without its end.
    fn range(&self, line: usize, text: &str) -> std::ops::Range<usize> {
        let start = if line < 2 { 0 } else { self.0[line - 2] };
        let end = self.0.get(line - 1).map_or(text.len(), |next| next - 1);
        start..end
    }

    /// The line of a byte, from 1.
    fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte) + 1
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
