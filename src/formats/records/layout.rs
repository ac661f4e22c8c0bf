//! How the records of a file are written, and how one of them is taken apart.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use super::columns::{Columns, Role};
use super::fault::{RecordError, Unreadable};
use super::json::{self, Value};
use super::rows::{Field, Row, Rows, content};

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// An object of JSON on each line.
    JsonLines,
    Delimited(Delimited),
}

/// A table of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Delimited {
    /// One byte of ASCII.
    pub separator: u8,
    /// Whether a field that begins with a quote ends with one.
    pub quotes: bool,
    /// Whether the first row names the columns.
    pub header: bool,
}

/// All that must be known to read the records of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    pub layout: Layout,
    pub columns: Columns,
    /// Of a table; JSON lines are in UTF-8.
    pub encoding: &'static Encoding,
    /// The columns of a table in their order; empty for JSON lines.
    pub names: Vec<String>,
}

/// A file that is named like one with records.
#[must_use]
pub fn is_record_file(name: &str) -> bool {
    by_name(name).is_some()
}

/// What a name says: JSON lines, or a table, perhaps with its separator.
pub(super) fn by_name(name: &str) -> Option<Named> {
    let extension = Path::new(name).extension()?.to_str()?.to_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" | "jl" => Some(Named::JsonLines),
        "csv" => Some(Named::Table(None)),
        "tsv" | "tab" => Some(Named::Table(Some(b'\t'))),
        _ => None,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    JsonLines,
    Table(Option<u8>),
}

/// Separators in the order in which they are preferred where nothing tells them apart.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows are looked at to tell a separator.
const ROWS: usize = 100;

impl Layout {
    /// What the name and the beginning of a file say of it. `whole` says that it is all of it.
    ///
    /// # Errors
    /// Where it is no file of records.
    pub fn guess(name: &str, head: &[u8], whole: bool) -> Result<Self, Unreadable> {
        if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
            return Err(Unreadable::Utf16);
        }
        let head = without_mark(head);
        // Every other byte of plain letters in UTF-16 is zero.
        let zeros = memchr::memchr_iter(0, head).count();
        if zeros * 4 > head.len() {
            return Err(Unreadable::Utf16);
        }
        // In a text a zero is damage to its record; of other files hardly a line has none.
        let lines = || head.split(|byte| *byte == b'\n');
        let damaged = |line: &&[u8]| line.contains(&0);
        if zeros > 0 && lines().filter(damaged).count() * 2 > lines().count() {
            return Err(Unreadable::Binary);
        }
        if head.trim_ascii().is_empty() && whole {
            return Err(Unreadable::Empty);
        }
        let named = by_name(name).ok_or(Unreadable::UnknownKind)?;
        let body = head.trim_ascii();
        if body.contains(&b'\r') && !head.contains(&b'\n') {
            return Err(Unreadable::Returns);
        }
        match named {
            Named::JsonLines => {
                json_lines(head)?;
                Ok(Self::JsonLines)
            }
            Named::Table(separator) => {
                let separator = told_separator(head).or(separator);
                Ok(Self::Delimited(delimited(head, whole, separator)))
            }
        }
    }
}

/// Without a byte-order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Tells a list and a spread object from lines.
fn json_lines(head: &[u8]) -> Result<(), Unreadable> {
    let head = head.trim_ascii_start();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.trim_ascii();
    if line.first() == Some(&b'[') {
        let inside = head[1..].trim_ascii_start();
        if inside.starts_with(b"{") || inside.is_empty() {
            return Err(Unreadable::List);
        }
    }
    if line == b"{" {
        return Err(Unreadable::Spread);
    }
    Ok(())
}

/// The separator of a first line `sep=;`, which spreadsheets write and read.
fn told_separator(head: &[u8]) -> Option<u8> {
    let line = head.split(|b| *b == b'\n').next()?.trim_ascii_end();
    match line.strip_prefix(b"sep=") {
        Some([separator]) => Some(*separator),
        // The tab has gone with the trimming.
        Some([]) => Some(b'\t'),
        _ => None,
    }
}

/// Whether a row is such a line.
pub(super) fn tells_separator(row: &[u8]) -> bool {
    row.starts_with(b"sep=") && row.trim_ascii_end().len() <= 5
}

fn delimited(head: &[u8], whole: bool, separator: Option<u8>) -> Delimited {
    let one = separator.map(|separator| [separator]);
    let separators: &[u8] = one.as_ref().map_or(&SEPARATORS, |one| one);
    let mut best = (0, 0, b',', true);
    for separator in separators {
        // With commas nothing could be written without quotes; with tabs it often is.
        let ways: &[bool] = match separator {
            b'\t' | b'|' => &[true, false],
            _ => &[true],
        };
        for quotes in ways.iter().copied() {
            let (sound, odd, columns) = soundness(head, whole, *separator, quotes);
            // One column is what every wrong separator finds.
            let sound = if columns > 1 { sound + 1 } else { 0 };
            let score = (sound.saturating_sub(odd), columns, *separator, quotes);
            if (score.0, score.1) > (best.0, best.1) {
                best = score;
            }
        }
    }
    let (sound, _, separator, quotes) = best;
    let separator = if sound == 0 { separators[0] } else { separator };
    let quotes = quotes || sound == 0;
    Delimited {
        separator,
        quotes,
        header: true,
    }
}

/// How many rows have as many fields as the first one, how many have not or are broken, and how
/// many fields that are.
fn soundness(head: &[u8], whole: bool, separator: u8, quotes: bool) -> (usize, usize, usize) {
    let (mut sound, mut odd, mut columns) = (0, 0, 0);
    let layout = Delimited {
        separator,
        quotes,
        header: false,
    };
    let _ = each_row(head, whole, layout, ROWS, &mut |row| {
        match row {
            Some((_, fields)) if columns == 0 => columns = fields.len(),
            Some((_, fields)) if fields.len() == columns => sound += 1,
            _ => odd += 1,
        }
        true
    });
    (sound, odd, columns)
}

/// A row and its fields.
type Found<'a> = (&'a [u8], &'a [Field]);

/// The rows at the beginning of a table, nothing for a broken one; blank ones and the line that
/// tells the separator are passed over. Ends where `take` says no.
pub(super) fn each_row(
    head: &[u8],
    whole: bool,
    layout: Delimited,
    most: usize,
    take: &mut dyn FnMut(Option<Found<'_>>) -> bool,
) -> usize {
    let mut rows = Rows::new(layout.separator, layout.quotes);
    let (mut from, mut count) = (0, 0);
    while from < head.len() && count < most {
        rows.begin();
        let rest = &head[from..];
        match rows.advance(rest, whole) {
            Row::More => break,
            Row::Whole { end, next } => {
                let row = &rest[..end];
                let blank = rows.count == 1 && row.trim_ascii().is_empty();
                let told = from == 0 && tells_separator(row);
                if !blank && !told {
                    count += 1;
                    if !take(Some((row, &rows.fields))) {
                        break;
                    }
                }
                from += next;
            }
            Row::Behind(_) | Row::Unclosed => {
                count += 1;
                if !take(None) {
                    break;
                }
                from += memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            }
        }
    }
    from
}

/// What stands in one column of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Json(Value<'a>),
    /// Of a table: decoded, quotes inside still doubled where it was quoted.
    Field(Cow<'a, str>, bool),
}

impl<'a> Cell<'a> {
    /// What it says as text; nothing for null, yes and no, and what is nested.
    pub fn said(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Json(Value::Text(text)) => Some(text.decode().0),
            Self::Json(Value::Number(number)) => Some(Cow::Borrowed(number)),
            Self::Json(_) => None,
            Self::Field(raw, quoted) => Some(content(raw, quoted)),
        }
    }

    /// About so many bytes of what it says.
    pub fn beginning(&self, bytes: usize) -> Option<Cow<'_, str>> {
        match self {
            Self::Json(Value::Text(text)) => Some(text.beginning(bytes).0),
            Self::Json(Value::Number(number)) => Some(Cow::Borrowed(number)),
            Self::Json(_) => None,
            Self::Field(raw, quoted) => {
                let end = raw.floor_char_boundary(bytes);
                Some(content(Cow::Borrowed(&raw[..end]), *quoted))
            }
        }
    }

    /// How many bytes its text has in UTF-8, where it is a text.
    ///
    /// # Errors
    /// What it is instead.
    pub fn text_length(&self) -> Result<usize, &'static str> {
        match self {
            Self::Json(Value::Text(text)) => Ok(text.length),
            Self::Json(Value::Null) => Ok(0),
            Self::Json(Value::Number(_)) => Err("a number"),
            Self::Json(Value::Bool(_)) => Err("true or false"),
            Self::Json(Value::List) => Err("a list"),
            Self::Json(Value::Empty) => Err("an object"),
            Self::Field(raw, false) => Ok(raw.len()),
            Self::Field(raw, true) => {
                let quotes = memchr::memchr_iter(b'"', raw.as_bytes()).count();
                Ok(raw.len() - quotes / 2)
            }
        }
    }
}

/// The cells of the roles that are asked for, in the order of [`Role::ALL`].
pub(super) type Cells<'a> = [Option<Cell<'a>>; Role::ALL.len()];

/// A shape with its columns looked up.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// For each role the path of the field.
    paths: [Option<String>; Role::ALL.len()],
    /// For each role the index of the column.
    indices: [Option<usize>; Role::ALL.len()],
    columns: usize,
    encoding: &'static Encoding,
}

impl Plan {
    /// Of these roles only.
    pub fn new(shape: &Shape, roles: &[Role]) -> Self {
        let path = |role| {
            let asked = roles.contains(&role);
            shape.columns.get(role).filter(|_| asked)
        };
        let index = |role| {
            let name = path(role)?;
            shape.names.iter().position(|column| column == name)
        };
        Self {
            paths: Role::ALL.map(|role| path(role).map(str::to_owned)),
            indices: Role::ALL.map(index),
            columns: shape.names.len(),
            encoding: shape.encoding,
        }
    }

    /// Takes a line of JSON apart. Where a name stands twice the last one counts, and `again` hears
    /// of it.
    pub fn of_line<'a>(
        &self,
        line: &'a [u8],
        again: &mut dyn FnMut(Role),
    ) -> Result<Cells<'a>, RecordError> {
        let line = std::str::from_utf8(line)
            .map_err(|error| RecordError::NotUtf8(error.valid_up_to() + 1))?;
        let mut cells: Cells<'a> = Default::default();
        json::leaves(line, &mut |path, value| {
            for ((cell, wanted), role) in cells.iter_mut().zip(&self.paths).zip(Role::ALL) {
                if wanted.as_deref() == Some(path) {
                    if cell.is_some() {
                        again(role);
                    }
                    *cell = Some(Cell::Json(value));
                }
            }
        })?;
        Ok(cells)
    }

    /// Takes a row apart whose fields were found. Empty fields beyond the columns are passed over.
    pub fn of_row<'a>(
        &self,
        row: &'a [u8],
        fields: &[Field],
        count: usize,
    ) -> Result<Cells<'a>, RecordError> {
        let surplus = fields.get(self.columns..).unwrap_or_default();
        let odd = count > fields.len() || surplus.iter().any(|field| field.start < field.end);
        if count < self.columns || odd {
            return Err(RecordError::Fields {
                found: count,
                expected: self.columns,
            });
        }
        let text = if self.encoding == UTF_8 {
            let text = std::str::from_utf8(row);
            Some(text.map_err(|error| RecordError::NotUtf8(error.valid_up_to() + 1))?)
        } else {
            None
        };
        let mut cells: Cells<'a> = Default::default();
        for (cell, index) in cells.iter_mut().zip(self.indices) {
            let Some(field) = index.and_then(|index| fields.get(index)) else {
                continue;
            };
            let said = match text {
                Some(text) => Cow::Borrowed(&text[field.start..field.end]),
                None => {
                    let bytes = &row[field.start..field.end];
                    self.encoding.decode_without_bom_handling(bytes).0
                }
            };
            *cell = Some(Cell::Field(said, field.quoted));
        }
        Ok(cells)
    }
}
