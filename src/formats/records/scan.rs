//! One pass over a file of records, in pieces of any size: what each record is called and where it
//! stands, and what is wrong with those that cannot be read.
//!
//! Linear, and as large in memory as its longest record and the entries. Broken records cost
//! themselves only: the scan goes on with the next line.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use super::columns::Role;
use super::entry::{Entry, entry, key_of, without_id};
use super::fault::{Fault, LARGEST_RECORD, RecordError};
use super::json::Value;
use super::layout::{Cell, Layout, Plan, Shape, tells_separator};
use super::rows::{Row, Rows};

/// How many faults are listed; the others are counted. Nobody reads more.
const MOST_FAULTS: usize = 1000;

/// What is read of each record.
const SCANNED: [Role; 4] = [Role::Text, Role::Title, Role::Published, Role::Id];

/// A scan that is under way.
pub struct Scan {
    layout: Layout,
    columns: super::Columns,
    plan: Plan,
    rows: Rows,
    /// What was fed and is not done with: it begins with a record.
    buffer: Vec<u8>,
    /// How much of the buffer was searched for a line end.
    searched: usize,
    /// Where the buffer begins in the file.
    base: u64,
    line: u32,
    /// Whether bytes are passed over up to the next line end.
    skipping: bool,
    /// Whether the row that names the columns is still to come.
    heading: bool,
    /// How many bytes were read again behind a row with broken quotes.
    read_again: u64,
    /// Whether the last row had broken quotes: what follows may still belong to it.
    torn: bool,
    /// [`LARGEST_RECORD`], but in tests.
    largest: usize,
    foreign: bool,
    found: Found,
}

#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    /// Where an entry has no id.
    nameless: Vec<u32>,
    faults: Vec<Fault>,
    more: usize,
}

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// In the order of the file. Each has a key of its own.
    pub entries: Vec<Entry>,
    /// In the order of the file, a thousand at most.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more_faults: usize,
}

/// How a record ended in the buffer.
enum Step {
    /// More of the file is needed.
    More,
    Record {
        end: usize,
        next: usize,
    },
    /// What is wrong with its quotes, and how far was looked.
    Broken(RecordError, usize),
    /// It is too large.
    Skip,
}

impl Scan {
    /// A scan of a file from its first byte.
    #[must_use]
    pub fn new(shape: &Shape) -> Self {
        let (separator, quotes, heading) = match shape.layout {
            Layout::JsonLines => (b',', false, false),
            Layout::Delimited(table) => (table.separator, table.quotes, table.header),
        };
        Self {
            layout: shape.layout,
            columns: shape.columns.clone(),
            plan: Plan::new(shape, &SCANNED),
            rows: Rows::new(separator, quotes),
            buffer: Vec::new(),
            searched: 0,
            base: 0,
            line: 1,
            skipping: false,
            heading,
            read_again: 0,
            torn: false,
            largest: LARGEST_RECORD,
            foreign: false,
            found: Found::default(),
        }
    }

    /// As [`Scan::new`], with a smaller limit for records.
    #[cfg(test)]
    pub(super) fn limited(shape: &Shape, largest: usize) -> Self {
        Self {
            largest,
            ..Self::new(shape)
        }
    }

    /// The next bytes of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
        // Three bytes may be a mark, which belongs to no record.
        if self.base > 0 || self.buffer.len() >= 3 {
            self.go_on(false);
        }
    }

    /// Whether a row was met that is not in UTF-8: a table is then likely to be in another
    /// encoding as a whole, see [`super::Sniff`].
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// How many records were found so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.entries.len()
    }

    /// The end of the file. Sorts the ids.
    #[must_use]
    pub fn finish(mut self) -> Scanned {
        self.go_on(true);
        self.found.finish()
    }

    fn go_on(&mut self, last: bool) {
        let buffer = std::mem::take(&mut self.buffer);
        let mut from = 0;
        if self.base == 0 && buffer.starts_with(b"\xEF\xBB\xBF") {
            from = 3;
        }
        while from < buffer.len() {
            let rest = &buffer[from..];
            if self.skipping {
                let Some(at) = memchr(b'\n', rest) else {
                    from = buffer.len();
                    break;
                };
                self.line = self.line.saturating_add(1);
                self.skipping = false;
                from += at + 1;
                continue;
            }
            // What is found must not hang on how much of the file came at once.
            let window = &rest[..rest.len().min(self.largest + 1)];
            let at = self.base + from as u64;
            let beyond = match self.step(window, last && window.len() == rest.len()) {
                Step::More => break,
                Step::Record { end, next } => {
                    self.take(&window[..end], at, end == next);
                    next
                }
                Step::Broken(error, seen) => {
                    self.heading = false;
                    self.torn = true;
                    self.found.fault(self.line, &error);
                    let beyond = self.behind(window, at, seen);
                    // Behind what is given up in one piece stands the rest of a line.
                    self.skipping = !window[..beyond].ends_with(b"\n");
                    beyond
                }
                Step::Skip => {
                    self.found.fault(self.line, &RecordError::Huge);
                    self.skipping = !window.ends_with(b"\n");
                    window.len()
                }
            };
            self.pass(&rest[..beyond]);
            from += beyond;
        }
        self.base += from as u64;
        self.buffer = buffer;
        self.buffer.drain(..from);
    }

    /// Leaves bytes behind.
    fn pass(&mut self, bytes: &[u8]) {
        let lines = memchr_iter(b'\n', bytes).count();
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(lines);
        self.searched = 0;
        self.rows.begin();
    }

    /// Where to go on behind a row with broken quotes, of which `seen` bytes were looked at: at
    /// the next line, as long as not much more is read again than was read.
    fn behind(&mut self, rest: &[u8], at: u64, seen: usize) -> usize {
        let next = memchr(b'\n', &rest[..seen]).map_or(seen, |at| at + 1);
        let again = (seen - next) as u64;
        if self.read_again + again > at + 2 * self.largest as u64 {
            return seen;
        }
        self.read_again += again;
        next
    }

    /// Finds the end of the record at the beginning of `rest`.
    fn step(&mut self, rest: &[u8], last: bool) -> Step {
        let step = match self.layout {
            Layout::JsonLines => match memchr(b'\n', &rest[self.searched..]) {
                Some(found) => {
                    let end = self.searched + found;
                    Step::Record { end, next: end + 1 }
                }
                None if last => Step::Record {
                    end: rest.len(),
                    next: rest.len(),
                },
                None => {
                    self.searched = rest.len();
                    Step::More
                }
            },
            Layout::Delimited(_) => match self.rows.advance(rest, last) {
                Row::More => Step::More,
                Row::Whole { end, next } => Step::Record { end, next },
                Row::Behind(at) => Step::Broken(RecordError::Quote(at + 1), at),
                Row::Unclosed => Step::Broken(RecordError::Unclosed, rest.len()),
            },
        };
        match step {
            Step::More if rest.len() > self.largest && self.rows.in_quotes() => {
                Step::Broken(RecordError::Unclosed, rest.len())
            }
            Step::More if rest.len() > self.largest => Step::Skip,
            step => step,
        }
    }

    /// Takes a whole record; `unended` where the file ends with it, without a line end.
    fn take(&mut self, record: &[u8], at: u64, unended: bool) {
        let blank = record.trim_ascii_start().is_empty();
        let mut oddities = Vec::new();
        let cells = match self.layout {
            Layout::JsonLines => {
                if blank {
                    return;
                }
                let columns = &self.columns;
                let cells = self.plan.of_line(record, &mut |role| {
                    let name = columns.get(role).unwrap_or_default();
                    let odd = format!("“{name}” stands twice in it; the last one is read");
                    if !oddities.contains(&odd) {
                        oddities.push(odd);
                    }
                });
                match memchr(0, record) {
                    Some(at) if cells.is_ok() => Err(RecordError::Zero(at + 1)),
                    _ => cells,
                }
            }
            Layout::Delimited(_) => {
                if blank && self.rows.count == 1 || at <= 3 && tells_separator(record) {
                    return;
                }
                if std::mem::take(&mut self.heading) {
                    return;
                }
                match memchr(0, record) {
                    Some(at) => Err(RecordError::Zero(at + 1)),
                    None => self.plan.of_row(record, &self.rows.fields, self.rows.count),
                }
            }
        };
        let columns = &self.columns;
        let entry = cells.and_then(|cells| {
            for role in [Role::Text, Role::Id, Role::Title] {
                if let Some(Cell::Json(Value::Text(text))) = &cells[role as usize]
                    && text.halved
                {
                    let name = columns.get(role).unwrap_or_default();
                    oddities.push(format!(
                        "“{name}” holds half of a surrogate pair, which stands as \u{FFFD} in it"
                    ));
                }
            }
            let without = without_id(columns, &cells);
            let (id, entry) = entry(columns, cells)?;
            oddities.extend(without.filter(|_| id.is_none()));
            Ok((id, entry))
        });
        let error = match entry {
            Ok((id, mut entry)) => {
                for odd in oddities {
                    self.found.note(self.line, odd);
                }
                entry.start = at;
                entry.length = u32::try_from(record.len()).unwrap_or(u32::MAX);
                entry.line = self.line;
                self.found.add(id, entry);
                self.torn = false;
                return;
            }
            Err(error) => error,
        };
        self.foreign |= matches!(error, RecordError::NotUtf8(_));
        match error {
            // Lines of a text that had broken quotes: its fault is noted.
            RecordError::Fields { .. } if self.torn => {}
            RecordError::Fields { found, expected } if unended && found < expected => {
                self.found.fault(self.line, &RecordError::Cut);
            }
            // Within the file a line that ends too early is as broken as any other.
            RecordError::Cut if !unended => {
                let at = record.trim_ascii_end().len();
                let what = "the record has no end";
                self.found
                    .fault(self.line, &RecordError::NotJson { at, what });
            }
            error => self.found.fault(self.line, &error),
        }
    }
}

impl Found {
    fn fault(&mut self, line: u32, error: &RecordError) {
        self.note(line, error.to_string());
    }

    fn note(&mut self, line: u32, why: String) {
        if self.faults.len() < MOST_FAULTS {
            let why = why.into();
            self.faults.push(Fault { line, why });
        } else {
            self.more += 1;
        }
    }

    fn add(&mut self, id: Option<String>, mut entry: Entry) {
        if id.is_none() {
            self.nameless
                .push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        }
        let key = id.unwrap_or_else(|| key_of(None, entry.line, false));
        entry.key = key.into();
        self.entries.push(entry);
    }

    /// Gives each entry a key of its own.
    fn finish(mut self) -> Scanned {
        let entries = &self.entries;
        let mut order: Vec<u32> = (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect();
        let by_key = |index: u32| (&*entries[index as usize].key, index);
        order.sort_unstable_by(|a, b| by_key(*a).cmp(&by_key(*b)));
        let mut again = Vec::new();
        for pair in order.windows(2) {
            let (one, other) = (&entries[pair[0] as usize], &entries[pair[1] as usize]);
            if one.key == other.key {
                again.push(pair[1]);
            }
        }
        // Two that are alike are seldom; only then are all keys looked at again.
        if !again.is_empty() {
            again.sort_unstable();
            self.tell_apart(&again);
        }
        Scanned {
            entries: self.entries,
            faults: self.faults,
            more_faults: self.more,
        }
    }

    fn tell_apart(&mut self, again: &[u32]) {
        let keys = self.entries.iter().map(|entry| entry.key.clone());
        let mut taken: foldhash::HashSet<std::sync::Arc<str>> = keys.collect();
        let mut notes = Vec::new();
        for index in again {
            let entry = &mut self.entries[*index as usize];
            let nameless = self.nameless.binary_search(index).is_ok();
            let id = entry.key.clone();
            let mut key = Cow::Borrowed(&*id);
            while taken.contains(&*key) {
                key = Cow::Owned(key_of(Some(&key), entry.line, true));
            }
            entry.key = key.as_ref().into();
            taken.insert(entry.key.clone());
            if !nameless {
                notes.push((
                    entry.line,
                    format!("its id “{id}” stands further up already; here it goes by “{key}”"),
                ));
            }
        }
        for (line, why) in notes {
            self.note(line, why);
        }
        self.faults.sort_by_key(|fault| fault.line);
    }
}
