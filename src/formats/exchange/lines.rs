//! Reading files that hold an article a line.

use super::imported::{Fault, ImportError, Imported, Input, Receiver};
use crate::annotation::Timestamp;
use crate::formats::LARGEST_ARTICLE;

/// The longest line that is read, in bytes: room for the largest article, most of it escaped.
const LONGEST: usize = 2 * LARGEST_ARTICLE as usize;

/// One line that holds an article.
pub(super) struct Line<'a> {
    /// Without its end, and never blank.
    pub bytes: &'a [u8],
    /// From 1.
    pub number: usize,
    /// When spans count as made.
    pub now: &'a Timestamp,
    file: &'a str,
}

impl Line<'_> {
    /// What an article is called that has no name of its own.
    pub fn source(&self) -> String {
        let stem = self
            .file
            .rsplit_once('.')
            .map_or(self.file, |(stem, _)| stem);
        format!("{stem}-{}.txt", self.number)
    }
}

/// What makes an article of a line; it may tell of single entries that could not be placed.
pub(super) type ReadLine<'a> =
    dyn FnMut(&Line<'_>, &mut dyn FnMut(String)) -> Result<Imported, String> + 'a;

/// Hands every line that is not blank to `read`, and what that makes of it to the receiver: an
/// article, or why it is none. `read` may also tell of single entries that could not be placed.
///
/// # Errors
/// Where the input cannot be read, or the receiver wants no more.
pub(super) fn each_line(
    input: &mut Input<'_>,
    receiver: &mut dyn Receiver,
    read: &mut ReadLine<'_>,
) -> Result<(), ImportError> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let fault = |why: String| Fault {
            file: input.name.to_owned(),
            line: Some(number),
            why,
        };
        match next_line(input.bytes, &mut bytes) {
            Ok(Taken::Nothing) => break,
            Ok(Taken::Line) => {}
            Ok(Taken::TooLong) => {
                receiver.fault(fault(format!("it is longer than {LONGEST} bytes")));
                continue;
            }
            Err(source) => {
                return Err(ImportError::Reading {
                    name: input.name.to_owned(),
                    source,
                });
            }
        }
        let mut line = bytes.as_slice();
        if number == 1 {
            line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
        }
        line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let line = Line {
            bytes: line,
            number,
            now: input.now,
            file: input.name,
        };
        match read(&line, &mut |why| receiver.fault(fault(why))) {
            Ok(imported) => {
                if !receiver.article(imported) {
                    return Err(ImportError::Stopped);
                }
            }
            Err(why) => receiver.fault(fault(why)),
        }
    }
    Ok(())
}

enum Taken {
    Nothing,
    Line,
    TooLong,
}

/// Takes a line with its end; the rest of one that is too long is passed over.
fn next_line(input: &mut dyn std::io::BufRead, line: &mut Vec<u8>) -> std::io::Result<Taken> {
    let mut too_long = false;
    loop {
        let there = input.fill_buf()?;
        if there.is_empty() {
            return Ok(match (too_long, line.is_empty()) {
                (true, _) => Taken::TooLong,
                (false, true) => Taken::Nothing,
                (false, false) => Taken::Line,
            });
        }
        let end = memchr::memchr(b'\n', there);
        let used = end.map_or(there.len(), |end| end + 1);
        too_long |= line.len() + used > LONGEST;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(&there[..used]);
        }
        input.consume(used);
        if end.is_some() {
            return Ok(if too_long {
                Taken::TooLong
            } else {
                Taken::Line
            });
        }
    }
}
