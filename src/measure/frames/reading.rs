//! Reading gold frames.

use thiserror::Error;

/// Why a line is no part of a gold frame.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
pub struct FrameError {
    /// From 1.
    pub line: usize,
    pub why: String,
}

/// A text with its marks and frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRecord {
    /// The line of the file at which it begins, from 1.
    pub line: usize,
    pub text: String,
    pub published: Option<String>,
    pub marks: Vec<Mark>,
    pub frames: Vec<GoldFrame>,
}

/// Marked words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// `A1`: what it is, and which one.
    pub name: String,
    /// Code points.
    pub start: usize,
    pub end: usize,
    /// The head, between stars.
    pub head: Option<(usize, usize)>,
    /// The type of an event or the kind of a figure, then flags.
    pub said: Vec<String>,
}

impl Mark {
    /// The letter that says what it is: actor, location, figure, date, event.
    #[must_use]
    pub fn letter(&self) -> char {
        self.name.chars().next().unwrap_or_default()
    }
}

/// A frame as people have made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldFrame {
    /// Its trigger, as a place among the marks.
    pub trigger: usize,
    pub fillers: Vec<Filler>,
    pub mode: Option<String>,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    pub role: String,
    /// A place among the marks.
    pub mark: usize,
    /// The days of a date: `2024-05-06` or `2024-05-01/2024-05-31`.
    pub days: Option<String>,
}

/// Reads a file of gold frames. Linear.
///
/// # Errors
/// At the first line that is none of what may stand in it.
pub fn read(text: &str) -> Result<Vec<FrameRecord>, FrameError> {
    let mut records: Vec<FrameRecord> = Vec::new();
    let mut published = None;
    let mut inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        let fault = |why: String| FrameError { line: number, why };
        let line = line.trim();
        if line.is_empty() {
            inside = false;
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some(day) = line.strip_prefix('@') {
            published = Some(day.trim().to_owned());
            continue;
        }
        match records.last_mut().filter(|_| inside) {
            Some(record) => {
                let frame = frame(line, &record.marks).map_err(fault)?;
                record.frames.push(frame);
            }
            None => {
                let (text, marks) = marked(line).map_err(fault)?;
                inside = true;
                records.push(FrameRecord {
                    line: number,
                    text,
                    published: published.clone(),
                    marks,
                    frames: Vec::new(),
                });
            }
        }
    }
    Ok(records)
}

/// The text of a line and what is marked in it.
fn marked(line: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut length = 0;
    let mut marks: Vec<Mark> = Vec::new();
    // Where each open mark begins, and the stars in it.
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => open.push((length, Vec::new())),
            '*' if !open.is_empty() => {
                if let Some((_, stars)) = open.last_mut() {
                    stars.push(length);
                }
            }
            '|' if !open.is_empty() => {
                let mut closed = false;
                let said = chars.by_ref().take_while(|c| {
                    closed = *c == ']';
                    !closed
                });
                let said: String = said.collect();
                if !closed {
                    return Err("a mark is never closed".to_owned());
                }
                let mut said = said.split_whitespace().map(str::to_owned);
                let name = said.next().ok_or("a mark without a name")?;
                let (start, stars) = open.pop().unwrap_or_default();
                if start == length {
                    return Err(format!("{name} marks nothing"));
                }
                if marks.iter().any(|mark| mark.name == name) {
                    return Err(format!("{name} is marked twice"));
                }
                let head = match stars[..] {
                    [from, to] => Some((from, to)),
                    _ => None,
                };
                marks.push(Mark {
                    name,
                    start,
                    end: length,
                    head,
                    said: said.collect(),
                });
            }
            c => {
                text.push(c);
                length += 1;
            }
        }
    }
    match open.is_empty() {
        true => Ok((text, marks)),
        false => Err("a mark is never closed".to_owned()),
    }
}

/// `E1: actor A1 A2; date D1=2024-05-06; mode visit`.
fn frame(line: &str, marks: &[Mark]) -> Result<GoldFrame, String> {
    let named = |name: &str| {
        let place = marks.iter().position(|mark| mark.name == name);
        place.ok_or_else(|| format!("{name} is not marked"))
    };
    let (trigger, rest) = line
        .split_once(':')
        .ok_or("a frame begins with its event and a colon")?;
    let mut frame = GoldFrame {
        trigger: named(trigger.trim())?,
        fillers: Vec::new(),
        mode: None,
    };
    for part in rest.split(';') {
        let mut words = part.split_whitespace();
        let Some(role) = words.next() else { continue };
        if role == "mode" {
            frame.mode = words.next().map(str::to_owned);
            continue;
        }
        for word in words {
            let (name, days) = match word.split_once('=') {
                Some((name, days)) => (name, Some(days.to_owned())),
                None => (word, None),
            };
            frame.fillers.push(Filler {
                role: role.to_owned(),
                mark: named(name)?,
                days,
            });
        }
    }
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# gold\n@ 2024-05-08\n[Ministers|A1] [held *talks*|E1 CONSULT future] with \
        [a [Chadian|A3] envoy|A2].\nE1: actor A1 A2; date A2=2024-05-06; mode visit\n\nNothing.\n";

    #[test]
    fn marks_and_frames_are_read() {
        let records = read(FILE).unwrap();
        assert_eq!(records.len(), 2);
        let record = &records[0];
        assert_eq!(record.text, "Ministers held talks with a Chadian envoy.");
        assert_eq!(
            (record.line, record.published.as_deref()),
            (3, Some("2024-05-08"))
        );
        let names: Vec<_> = record.marks.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["A1", "E1", "A3", "A2"]);
        assert_eq!(record.marks[1].head, Some((15, 20)));
        assert_eq!(record.marks[1].said, ["CONSULT", "future"]);
        let frame = &record.frames[0];
        assert_eq!((frame.trigger, frame.fillers.len()), (1, 3));
        assert_eq!(frame.mode.as_deref(), Some("visit"));
        assert_eq!(frame.fillers[2].days.as_deref(), Some("2024-05-06"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |file: &str, expected: &str| {
            let found = read(file).unwrap_err().to_string();
            assert_eq!(found, expected);
        };
        check("[A|A1", "line 1: a mark is never closed");
        check("[A|A1] [B|A1]", "line 1: A1 is marked twice");
        check("[|A1]", "line 1: A1 marks nothing");
        check("[A|E1]\nE2: actor E1", "line 2: E2 is not marked");
        check(
            "[A|E1]\nactor",
            "line 2: a frame begins with its event and a colon",
        );
    }
}
