//! The beginning of a file of records, laid out so that columns can be chosen before it is opened.

use encoding_rs::{Encoding, UTF_8};

use super::columns::{Columns, Role};
use super::fault::Unreadable;
use super::guess::{Sample, guess};
use super::json::{self, Value};
use super::layout::{Delimited, Layout, Shape, each_row, without_mark};
use super::rows::{Field, MOST_FIELDS, content};

/// How much of a file is looked at: some dozens of articles, read in a few milliseconds.
pub const PREVIEWED: usize = 512 * 1024;

/// How many records are looked at.
const RECORDS: usize = 200;

/// How many different columns of JSON are listed: objects that use data for names have as many as
/// there are records.
pub const MOST_COLUMNS: usize = 500;

/// How much of a value is shown, in characters.
const SHOWN: usize = 120;

/// How many values of a column are shown.
const VALUES: usize = 3;

/// One column, for a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// With dots for fields of objects in JSON.
    pub name: String,
    /// The first values that are not empty, cut, on one line.
    pub values: Vec<String>,
    /// What it is guessed to be; the first of several.
    pub role: Option<Role>,
}

/// What the beginning of a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// With the columns that are guessed. Where none holds text, `columns.text` is empty.
    pub shape: Shape,
    pub columns: Vec<Column>,
    /// How many records were looked at.
    pub records: usize,
}

impl Preview {
    /// Looks at the first bytes of a file, best [`PREVIEWED`] of them; `whole` says that it has no
    /// more. `name` is without folders. Linear.
    ///
    /// # Errors
    /// Where it is no file of records.
    pub fn of(name: &str, head: &[u8], whole: bool) -> Result<Self, Unreadable> {
        let layout = Layout::guess(name, head, whole)?;
        let head = without_mark(head);
        let mut shape = Shape {
            layout,
            columns: Columns::default(),
            encoding: UTF_8,
            names: Vec::new(),
        };
        let mut samples: Vec<Sample> = Vec::new();
        let records = match layout {
            Layout::JsonLines => of_lines(head, whole, &mut samples)?,
            Layout::Delimited(table) => {
                shape.encoding = encoding_of(head, whole);
                let (header, records) = of_table(head, whole, table, shape.encoding, &mut samples);
                shape.layout = Layout::Delimited(Delimited { header, ..table });
                shape.names = samples.iter().map(|sample| sample.name.clone()).collect();
                records
            }
        };
        shape.columns = guess(&samples, records);
        let columns = samples.into_iter().map(|sample| {
            let role = shape.columns.roles_of(&sample.name).next();
            Column {
                name: sample.name,
                values: sample.shown,
                role,
            }
        });
        let columns = columns.collect();
        Ok(Self {
            columns,
            shape,
            records,
        })
    }
}

/// UTF-8 unless the beginning is in something else.
fn encoding_of(head: &[u8], whole: bool) -> &'static Encoding {
    match std::str::from_utf8(head) {
        Ok(_) => UTF_8,
        // The last character is cut.
        Err(error) if error.error_len().is_none() && !whole => UTF_8,
        Err(_) => {
            let mut sniff = super::Sniff::default();
            sniff.feed(head);
            sniff.guess()
        }
    }
}

fn of_lines(head: &[u8], whole: bool, samples: &mut Vec<Sample>) -> Result<usize, Unreadable> {
    let mut records = 0;
    let mut foreign = false;
    let mut indices: foldhash::HashMap<String, usize> = foldhash::HashMap::default();
    for line in head.split_inclusive(|b| *b == b'\n') {
        if records == RECORDS || !whole && !line.ends_with(b"\n") {
            break;
        }
        let Ok(line) = std::str::from_utf8(line) else {
            foreign = true;
            continue;
        };
        // A broken line has leaves too: a scan says what is wrong with it.
        let _ = json::leaves(line, &mut |path, value| {
            let index = match indices.get(path) {
                Some(index) => *index,
                None if samples.len() == MOST_COLUMNS => return,
                None => {
                    samples.push(Sample::new(path.to_owned()));
                    indices.insert(path.to_owned(), samples.len() - 1);
                    samples.len() - 1
                }
            };
            let sample = &mut samples[index];
            match value {
                Value::Text(text) => sample.take(&text.beginning(SAMPLED).0, text.length, true),
                Value::Number(number) => sample.take(number, number.len(), false),
                Value::Bool(yes) => sample.show(if yes { "true" } else { "false" }),
                Value::List => sample.show("[…]"),
                Value::Null | Value::Empty => {}
            }
        });
        records += usize::from(!line.trim().is_empty());
    }
    if records == 0 && foreign {
        let mut sniff = super::Sniff::default();
        sniff.feed(head);
        let encoding = match sniff.guess() {
            encoding if encoding == UTF_8 => "UTF-8 with damage".to_owned(),
            encoding => encoding.name().to_ascii_lowercase(),
        };
        return Err(Unreadable::Foreign(encoding));
    }
    Ok(records)
}

/// How much of a value is looked at, in bytes.
const SAMPLED: usize = 400;

/// Whether the first row names the columns, and how many records there are.
fn of_table(
    head: &[u8],
    whole: bool,
    table: Delimited,
    encoding: &'static Encoding,
    samples: &mut Vec<Sample>,
) -> (bool, usize) {
    let mut header = true;
    let mut records = 0;
    each_row(head, whole, table, RECORDS + 1, &mut |row| {
        let Some((row, fields)) = row else {
            return true;
        };
        let said = |field: &Field| {
            let bytes = &row[field.start..field.end];
            let text = encoding.decode_without_bom_handling(bytes).0;
            content(text, field.quoted).into_owned()
        };
        if samples.is_empty() {
            let first: Vec<String> = fields.iter().map(said).collect();
            header = are_names(&first);
            *samples = named(&first, header).into_iter().map(Sample::new).collect();
            if header {
                return true;
            }
        }
        records += 1;
        for (sample, field) in samples.iter_mut().zip(fields) {
            let text = said(field);
            sample.take(&text[..text.floor_char_boundary(SAMPLED)], text.len(), true);
        }
        true
    });
    (header, records)
}

/// Whether a first row looks like names rather than like a record.
fn are_names(row: &[String]) -> bool {
    let known = row.iter().any(|name| super::guess::is_known(name));
    let like_a_name = |name: &String| {
        name.len() <= 64
            && !name.contains('\n')
            && !name.contains("://")
            && name.parse::<f64>().is_err()
            && super::days::day(name).is_none()
    };
    row.iter().all(like_a_name) && (known || row.iter().all(|name| name.split(' ').count() <= 5))
}

/// A name of its own for each column.
fn named(row: &[String], header: bool) -> Vec<String> {
    let mut taken: foldhash::HashSet<String> = foldhash::HashSet::default();
    let mut names = Vec::with_capacity(row.len().min(MOST_FIELDS));
    for (index, name) in row.iter().enumerate() {
        let given = name.trim();
        let mut name = if given.is_empty() || !header {
            format!("column {}", index + 1)
        } else {
            given.to_owned()
        };
        if taken.contains(&name) {
            name = format!("{name} ({})", index + 1);
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// One line of at most [`SHOWN`] characters.
fn shown(value: &str) -> String {
    let mut line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(SHOWN) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

impl Sample {
    fn take(&mut self, head: &str, length: usize, text: bool) {
        if head.trim().is_empty() {
            return;
        }
        self.show(head);
        self.count(head, length, text);
    }

    fn show(&mut self, value: &str) {
        if self.shown.len() < VALUES {
            self.shown.push(shown(value));
        }
    }
}
