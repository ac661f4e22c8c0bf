//! What is remembered of each record.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::columns::{Columns, Role};
use super::days::day;
use super::fault::{LONGEST_ID, RecordError};
use super::json::Value;
use super::layout::{Cell, Cells};
use crate::formats::title::first_line;

/// How much of a text is read for its first line: titles are cut after 120 characters.
const HEAD: usize = 2048;

/// One record of a file, in about 150 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, unique in the file, see [`key_of`].
    pub key: Arc<str>,
    /// The title, or the first line of the text; one line of at most 120 characters.
    pub title: Box<str>,
    pub published: Option<Date>,
    /// Its first byte in the file.
    pub start: u64,
    /// In bytes, without the line end.
    pub length: u32,
    /// From 1.
    pub line: u32,
    /// The length of its text in UTF-8.
    pub text_bytes: u32,
}

impl Entry {
    /// Its bytes in the file.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<u64> {
        self.start..self.start + u64::from(self.length)
    }
}

/// What names a record in a file: its id; `line 12` where it has none. Of records with one id the
/// first goes by it, and each later one by the id with its line, `a17 (line 12)`.
#[must_use]
pub fn key_of(id: Option<&str>, line: u32, again: bool) -> String {
    match id {
        None => format!("line {line}"),
        Some(id) if again => format!("{id} (line {line})"),
        Some(id) => id.to_owned(),
    }
}

/// Whether a key is made of a line, `line 12` or `a17 (line 12)`: such a record has another key when
/// lines come or go before it. Some ids look like that too.
#[must_use]
pub fn goes_by_line(key: &str) -> bool {
    let is_line = |line: &str| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    let key = match key
        .strip_suffix(')')
        .and_then(|key| key.rsplit_once(" (line "))
    {
        Some((_, line)) => return is_line(line),
        None => key,
    };
    key.strip_prefix("line ").is_some_and(is_line)
}

/// Whether a key can be that of a record with this id.
pub(super) fn is_key_of(key: &str, id: Option<&str>, line: u32) -> bool {
    let own = key_of(id, line, false);
    let Some(mut rest) = key.strip_prefix(own.as_str()) else {
        return false;
    };
    let suffix = key_of(Some(""), line, true);
    // The suffix stands there twice where another record's id is what the first would make.
    while let Some(shorter) = rest.strip_suffix(suffix.as_str()) {
        rest = shorter;
    }
    rest.is_empty()
}

/// The id in a cell; nothing where it is blank or longer than any id.
pub(super) fn id_in(cells: &mut Cells<'_>) -> Option<String> {
    let cell = cells[Role::Id as usize].take()?;
    let too_long = match &cell {
        Cell::Json(_) => cell.text_length().is_ok_and(|length| length > LONGEST_ID),
        Cell::Field(raw, _) => raw.len() > LONGEST_ID,
    };
    let id = cell.said().filter(|_| !too_long)?;
    let id = id.trim();
    (!id.is_empty() && id.len() <= LONGEST_ID).then(|| id.to_owned())
}

/// Why a record goes by its line although ids were asked for, as a clause.
pub(super) fn without_id(columns: &Columns, cells: &Cells<'_>) -> Option<String> {
    let name = columns.id.as_deref()?;
    let what = match cells[Role::Id as usize].as_ref() {
        None => return Some(format!("it has no “{name}”, and it goes by its line")),
        Some(Cell::Json(Value::Null)) => "null".to_owned(),
        Some(Cell::Json(Value::Bool(_))) => "true or false".to_owned(),
        Some(Cell::Json(Value::List)) => "a list".to_owned(),
        Some(Cell::Json(Value::Empty)) => "an object".to_owned(),
        Some(Cell::Json(Value::Text(text))) if text.length > LONGEST_ID => {
            format!("longer than {LONGEST_ID} bytes")
        }
        Some(Cell::Field(raw, _)) if raw.len() > LONGEST_ID => {
            format!("longer than {LONGEST_ID} bytes")
        }
        Some(_) => "empty".to_owned(),
    };
    Some(format!("its “{name}” is {what}, and it goes by its line"))
}

/// Makes an entry of a record's cells: the id, where it has one, and the rest with an empty key.
pub(super) fn entry(
    columns: &Columns,
    mut cells: Cells<'_>,
) -> Result<(Option<String>, Entry), RecordError> {
    let text_bytes = text_length(columns, &cells)?;
    let title = cells[Role::Title as usize].as_ref();
    let title = title.and_then(|cell| cell.beginning(HEAD));
    let title = title.map(|title| first_line(&title)).unwrap_or_default();
    let title = if title.is_empty() {
        let text = cells[Role::Text as usize].as_ref();
        first_line(
            &text
                .and_then(|cell| cell.beginning(HEAD))
                .unwrap_or_default(),
        )
    } else {
        title
    };
    let published = published_in(&mut cells);
    let entry = Entry {
        key: Arc::default(),
        title: title.into(),
        published,
        start: 0,
        length: 0,
        line: 0,
        text_bytes: u32::try_from(text_bytes).unwrap_or(u32::MAX),
    };
    Ok((id_in(&mut cells), entry))
}

pub(super) fn published_in(cells: &mut Cells<'_>) -> Option<Date> {
    let cell = cells[Role::Published as usize].take()?;
    let said: Cow<'_, str> = cell.beginning(80)?;
    day(&said)
}

/// The length of the text, which must be one and hold something.
pub(super) fn text_length(columns: &Columns, cells: &Cells<'_>) -> Result<usize, RecordError> {
    let name = || columns.text.clone();
    let cell = cells[Role::Text as usize].as_ref();
    let cell = cell.ok_or_else(|| RecordError::NoText(name()))?;
    match cell.text_length() {
        Ok(0) => Err(RecordError::EmptyText(name())),
        Ok(_) if is_blank(cell) => Err(RecordError::EmptyText(name())),
        Ok(length) => Ok(length),
        Err(kind) => Err(RecordError::TextOfKind { name: name(), kind }),
    }
}

/// Whether there is nothing but white space in a text; hardly any begins with much of it.
fn is_blank(cell: &Cell<'_>) -> bool {
    let head = cell.beginning(64).unwrap_or_default();
    if !head.trim().is_empty() {
        return false;
    }
    match cell {
        Cell::Field(raw, _) => raw.trim().is_empty(),
        Cell::Json(_) => cell
            .beginning(usize::MAX)
            .unwrap_or_default()
            .trim()
            .is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_lines_are_told() {
        for (key, expected) in [
            ("line 3", true),
            ("a17 (line 3)", true),
            ("line 3 (line 3)", true),
            ("a17", false),
            ("line x", false),
            ("a (line )", false),
        ] {
            assert_eq!(goes_by_line(key), expected, "{key}");
        }
    }

    #[test]
    fn keys_say_which_id_they_are_made_of() {
        assert!(is_key_of("a17", Some("a17"), 3));
        assert!(is_key_of("a17 (line 3)", Some("a17"), 3));
        assert!(is_key_of("a17 (line 3) (line 3)", Some("a17"), 3));
        assert!(is_key_of("line 3", None, 3));
        assert!(is_key_of("line 3 (line 3)", None, 3));
        for (key, id, line) in [
            ("a17", Some("a1"), 3),
            ("a17 (line 3)", Some("a17"), 4),
            ("line 3", None, 4),
            ("a17", None, 3),
        ] {
            assert!(!is_key_of(key, id, line), "{key} {id:?} {line}");
        }
    }
}
