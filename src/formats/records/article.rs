//! One record as an article.

use encoding_rs::UTF_8;

use super::columns::Role;
use super::entry::{id_in, is_key_of, published_in, text_length};
use super::fault::RecordError;
use super::json::Value;
use super::layout::{Cell, Cells, Layout, Plan, Shape};
use super::rows::{Row, Rows, content};
use crate::formats::{Fingerprint, title};
use crate::text::{Article, Header};

/// Which record is to be read: what a scan said of it.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The name of the file, without folders.
    pub source: &'a str,
    pub key: &'a str,
    /// From 1.
    pub line: u32,
}

/// Reads a record from its bytes. The text is the field's value, unchanged, and the record's key
/// stands in the header.
///
/// # Errors
/// Where the bytes are no record with a text, or one with another id: then the file was changed
/// since it was scanned.
pub fn read_record(
    shape: &Shape,
    wanted: Wanted<'_>,
    bytes: &[u8],
) -> Result<Article, RecordError> {
    let plan = Plan::new(shape, &Role::ALL);
    let (mut rows, row);
    let mut cells = match shape.layout {
        Layout::JsonLines => plan.of_line(bytes, &mut |_| {})?,
        Layout::Delimited(table) => {
            rows = Rows::new(table.separator, table.quotes);
            // Without a line end the last byte might be taken for the half of one.
            row = [bytes, b"\r\n"].concat();
            match rows.advance(&row, true) {
                Row::Whole { next, .. } if next == row.len() => {
                    plan.of_row(bytes, &rows.fields, rows.count)?
                }
                Row::Whole { .. } | Row::More => return Err(RecordError::Moved),
                Row::Behind(at) => return Err(RecordError::Quote(at + 1)),
                Row::Unclosed => return Err(RecordError::Unclosed),
            }
        }
    };
    let id = id_in(&mut cells);
    if !is_key_of(wanted.key, id.as_deref(), wanted.line) {
        return Err(RecordError::Moved);
    }
    text_length(&shape.columns, &cells)?;
    let (text, replaced) = text_of(shape, &mut cells)?;
    let published = published_in(&mut cells).map(|day| day.to_string());
    let mut line = |role| said(&mut cells, role);
    let title = line(Role::Title);
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let address = line(Role::Url);
    let (named, publisher) = match line(Role::Source) {
        Some(source) if source.contains("://") => (Some(source), None),
        source => (None, source),
    };
    let header = Header {
        title: title.unwrap_or_else(|| title::first_line(&text)),
        published,
        url: address.or(named),
        publisher,
        language: line(Role::Language),
        encoding: shape.encoding.name().to_ascii_lowercase(),
        source_sha256: Fingerprint::of(bytes).to_string(),
        replaced,
        body: 0,
        record: Some(wanted.key.to_owned()),
    };
    Ok(Article::new(wanted.source, text, header))
}

/// What a column says, trimmed; nothing where that is nothing.
fn said(cells: &mut Cells<'_>, role: Role) -> Option<String> {
    let said = cells[role as usize].take()?.said()?;
    let said = said.trim();
    (!said.is_empty()).then(|| said.to_owned())
}

/// The text, and how much of it was no character.
fn text_of(shape: &Shape, cells: &mut Cells<'_>) -> Result<(String, usize), RecordError> {
    match cells[Role::Text as usize].take() {
        Some(Cell::Json(Value::Text(text))) => {
            let (text, halves) = text.decode();
            Ok((text.into_owned(), halves))
        }
        Some(Cell::Field(raw, quoted)) => {
            let text = content(raw, quoted).into_owned();
            let replaced = if shape.encoding == UTF_8 {
                0
            } else {
                text.matches(char::REPLACEMENT_CHARACTER).count()
            };
            Ok((text, replaced))
        }
        _ => Err(RecordError::NoText(shape.columns.text.clone())),
    }
}
