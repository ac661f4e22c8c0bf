//! Rows to bytes.

use std::io;

use serde_json::{Map, Value};

use super::column::{ColumnInfo, Columns, Count, joined};
use super::held::LeftOut;
use super::work::{Item, Work};
use super::{Form, Rows, Style, acled, guard, plover, spans};
use crate::annotation::Schema;

/// Writes rows, one article after the other. Nothing is kept of an article that was written.
pub struct RowWriter {
    rows: Rows,
    form: Form,
    columns: Columns,
    /// Rows written so far.
    written: usize,
    left_out: LeftOut,
}

impl RowWriter {
    /// Nothing is written yet.
    #[must_use]
    pub fn new(rows: Rows, form: Form, schema: &Schema) -> Self {
        Self {
            rows,
            form,
            columns: columns_of(rows, schema),
            written: 0,
            left_out: LeftOut::default(),
        }
    }

    /// How many rows were written.
    #[must_use]
    pub fn written(&self) -> usize {
        self.written
    }

    /// What the articles hold that the rows do not.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// Writes what stands before the first row: in CSV the names of the columns.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let Form::Csv { bom, raw } = self.form else {
            return Ok(());
        };
        if bom {
            out.write_all(b"\xEF\xBB\xBF")?;
        }
        let names = self.columns.0.iter().map(|column| &*column.name);
        let mut line = String::new();
        for (n, name) in names.enumerate() {
            cell(&mut line, n, name, raw, false);
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes())
    }

    /// Writes the rows of one article: events in the order of their triggers, spans in reading
    /// order. Linear in the set, but for the sorting.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn article(&mut self, work: &Work<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.left_out.add(LeftOut::of(work, self.rows));
        match self.rows {
            Rows::Spans => {
                for span in work.set.spans() {
                    self.row(&Item::of_span(work, span), out)?;
                }
            }
            Rows::Events(_) => {
                let mut events: Vec<_> = work.set.events().collect();
                events.sort_by_cached_key(|event| {
                    let trigger = work.set.span(&event.trigger);
                    let start = trigger.map_or(usize::MAX, |span| span.range.start);
                    (start, event.id.clone())
                });
                for event in events {
                    self.row(&Item::of_event(work, event), out)?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, item: &Item<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.written += 1;
        match self.form {
            Form::Csv { raw, .. } => {
                let (mut line, mut text) = (String::new(), String::new());
                for (n, column) in self.columns.0.iter().enumerate() {
                    text.clear();
                    joined(&(column.value)(item), column.count, &mut text);
                    cell(&mut line, n, &text, raw, column.numeric);
                }
                line.push_str("\r\n");
                out.write_all(line.as_bytes())
            }
            Form::Jsonl => {
                let object = match self.rows {
                    Rows::Events(Style::Plover) => self.nested(item),
                    Rows::Events(Style::Acled) | Rows::Spans => self.flat(item),
                };
                let mut line = serde_json::to_vec(&object)?;
                line.push(b'\n');
                out.write_all(&line)
            }
        }
    }

    fn flat(&self, item: &Item<'_>) -> Map<String, Value> {
        let told = self.columns.0.iter();
        told.map(|column| (column.name.to_string(), (column.value)(item)))
            .collect()
    }

    /// The same with points in names as levels, and lists of things as arrays of objects.
    fn nested(&self, item: &Item<'_>) -> Map<String, Value> {
        let mut whole = Map::new();
        for column in &self.columns.0 {
            let value = (column.value)(item);
            let Some((outer, inner)) = column.name.split_once('.') else {
                whole.insert(column.name.to_string(), value);
                continue;
            };
            if column.count == Count::Each {
                let list = whole
                    .entry(outer)
                    .or_insert_with(|| Value::Array(Vec::new()));
                let (Value::Array(list), Value::Array(values)) = (list, value) else {
                    continue;
                };
                list.resize_with(values.len(), || Value::Object(Map::new()));
                for (object, value) in list.iter_mut().zip(values) {
                    if let Value::Object(object) = object {
                        object.insert(inner.to_owned(), value);
                    }
                }
            } else {
                let object = whole
                    .entry(outer)
                    .or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(object) = object {
                    object.insert(inner.to_owned(), value);
                }
            }
        }
        whole
    }
}

fn columns_of(rows: Rows, schema: &Schema) -> Columns {
    match rows {
        Rows::Events(Style::Acled) => acled::columns(schema),
        Rows::Events(Style::Plover) => plover::columns(schema),
        Rows::Spans => spans::columns(),
    }
}

/// The columns of a table, in their order.
#[must_use]
pub fn columns(rows: Rows, schema: &Schema) -> Vec<ColumnInfo> {
    let told = columns_of(rows, schema).0.into_iter();
    told.map(|column| ColumnInfo {
        name: column.name.into_owned(),
        what: column.what.into_owned(),
        several: column.count != Count::One,
        numeric: column.numeric,
    })
    .collect()
}

/// Appends one cell to a line of CSV, quoted where RFC 4180 wants it, or where blanks at its ends
/// could be lost.
fn cell(line: &mut String, number: usize, text: &str, raw: bool, numeric: bool) {
    if number > 0 {
        line.push(',');
    }
    let safe = if raw {
        text.into()
    } else {
        guard::guarded(text, numeric)
    };
    let special = |c| matches!(c, ',' | '"' | '\r' | '\n' | '\u{feff}');
    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let quoted =
        safe.contains(special) || blank(safe.chars().next()) || blank(safe.chars().next_back());
    if quoted {
        line.push('"');
        line.push_str(&safe.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(&safe);
    }
}
