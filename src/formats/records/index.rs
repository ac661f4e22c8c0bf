//! What a scan found, as it is kept beside a file of records so that the next opening need not
//! scan again.
//!
//! A cache and nothing more: bytes that are odd in any way are no index, and what it says is never
//! trusted for content. Whoever reads a record by it checks that the record is the one.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::columns::{Columns, Role};
use super::entry::Entry;
use super::fault::{Fault, LONGEST_ID};
use super::layout::{Delimited, Layout, Shape};
use super::scan::Scanned;
use crate::annotation::Status;
use crate::formats::Fingerprint;
use crate::formats::native::Summary;

/// Says what the file is, and in which version of this layout.
const MAGIC: &[u8] = b"obelus records 2\n";

/// By what a file of records is known again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970, where the file system says.
    pub modified: Option<u64>,
    /// A hash of its first and last bytes.
    pub edges: String,
}

/// An annotation file of a record, as it was seen last.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Work {
    /// Below the folder, with `/`: `4f/a17-4f00ba12.obelus.json`.
    pub name: String,
    pub size: u64,
    /// Nanoseconds since 1970, where the file system says.
    pub modified: Option<u64>,
    /// Nothing where the file cannot be read.
    pub summary: Option<Summary>,
    pub belongs: Belongs,
}

/// To which record an annotation file belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Belongs {
    /// The one that it names.
    #[default]
    Named,
    /// The one with this key, which has the text that was annotated; the key that it names is
    /// another record's by now, or no record's.
    Moved(Arc<str>),
    /// None: the text that was annotated is in no record, or in several.
    Gone,
}

impl Work {
    /// The key of the record that it belongs to.
    #[must_use]
    pub fn record(&self) -> Option<&str> {
        match &self.belongs {
            Belongs::Named => self.summary.as_ref()?.record.as_deref(),
            Belongs::Moved(key) => Some(key),
            Belongs::Gone => None,
        }
    }
}

/// What `index.bin` holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub stamp: Stamp,
    pub shape: Shape,
    pub scanned: Scanned,
    pub works: Vec<Work>,
}

impl Index {
    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Out(MAGIC.to_vec());
        out.stamp(&self.stamp);
        out.shape(&self.shape);
        out.number(self.scanned.entries.len() as u64);
        let mut end = 0;
        for entry in &self.scanned.entries {
            out.entry(entry, end);
            end = entry.range().end;
        }
        out.number(self.scanned.faults.len() as u64);
        for fault in &self.scanned.faults {
            out.number(fault.line.into());
            out.text(&fault.why);
        }
        out.number(self.scanned.more_faults as u64);
        out.number(self.works.len() as u64);
        for work in &self.works {
            out.work(work);
        }
        Self::sealed(&out.0)
    }

    /// Bytes with the check behind them that [`Index::decode`] asks for first.
    #[must_use]
    pub fn sealed(content: &[u8]) -> Vec<u8> {
        [content, &check(content)].concat()
    }

    /// Reads the file; nothing where anything in it is odd. Linear, and never larger in memory
    /// than some times its bytes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (content, stated) = bytes.split_last_chunk::<8>()?;
        if check(content) != *stated {
            return None;
        }
        let mut from = In(content.strip_prefix(MAGIC)?);
        let stamp = from.stamp()?;
        let shape = from.shape()?;
        let mut scanned = Scanned::default();
        let mut end = 0;
        for _ in 0..from.number()? {
            let entry = from.entry(end)?;
            end = entry.range().end;
            if end > stamp.size {
                return None;
            }
            scanned.entries.push(entry);
        }
        for _ in 0..from.number()? {
            let line = from.small()?;
            let why = from.text()?.into();
            scanned.faults.push(Fault { line, why });
        }
        scanned.more_faults = usize::try_from(from.number()?).ok()?;
        let mut works = Vec::new();
        for _ in 0..from.number()? {
            works.push(from.work()?);
        }
        from.0.is_empty().then_some(Self {
            stamp,
            shape,
            scanned,
            works,
        })
    }
}

/// Against damage by accident. Of another version of this program it may be another one: then the
/// index is made anew.
fn check(bytes: &[u8]) -> [u8; 8] {
    foldhash::quality::FixedState::default()
        .hash_one(bytes)
        .to_le_bytes()
}

struct Out(Vec<u8>);

impl Out {
    /// Seven bits a byte, the low ones first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn time(&mut self, time: Option<u64>) {
        self.0.push(u8::from(time.is_some()));
        if let Some(time) = time {
            self.number(time);
        }
    }

    fn stamp(&mut self, stamp: &Stamp) {
        self.number(stamp.size);
        self.time(stamp.modified);
        self.text(&stamp.edges);
    }

    fn shape(&mut self, shape: &Shape) {
        match shape.layout {
            Layout::JsonLines => self.0.push(0),
            Layout::Delimited(table) => {
                let flags = [table.quotes, table.header].map(u8::from);
                self.0.extend([1, table.separator, flags[0], flags[1]]);
            }
        }
        for role in Role::ALL {
            self.maybe(shape.columns.get(role));
        }
        self.text(shape.encoding.name());
        self.number(shape.names.len() as u64);
        for name in &shape.names {
            self.text(name);
        }
    }

    fn entry(&mut self, entry: &Entry, end: u64) {
        self.text(&entry.key);
        self.text(&entry.title);
        self.0.push(u8::from(entry.published.is_some()));
        if let Some(day) = entry.published {
            self.0.extend_from_slice(&day.year().to_le_bytes());
            self.0.extend([day.month() as u8, day.day() as u8]);
        }
        self.number(entry.start.saturating_sub(end));
        self.number(entry.length.into());
        self.number(entry.line.into());
        self.number(entry.text_bytes.into());
    }

    fn work(&mut self, work: &Work) {
        self.text(&work.name);
        self.number(work.size);
        self.time(work.modified);
        self.0.push(u8::from(work.summary.is_some()));
        if let Some(summary) = &work.summary {
            let status = match summary.status {
                Status::New => 0,
                Status::InProgress => 1,
                Status::Done => 2,
                Status::Skipped => 3,
            };
            self.0.extend([status, u8::from(summary.flagged)]);
            self.maybe(summary.annotator.as_deref());
            self.maybe(summary.record.as_deref());
            self.number(summary.spans as u64);
            self.text(&summary.title);
            self.maybe(summary.published.as_deref());
            self.0.push(u8::from(summary.noted));
            self.0.push(u8::from(summary.text_sha256.is_some()));
            if let Some(hash) = summary.text_sha256 {
                self.0.extend_from_slice(&hash.bytes());
            }
            self.number(summary.text_bytes as u64);
        }
        match &work.belongs {
            Belongs::Named => self.0.push(0),
            Belongs::Moved(key) => {
                self.0.push(1);
                self.text(key);
            }
            Belongs::Gone => self.0.push(2),
        }
    }
}

struct In<'a>(&'a [u8]);

impl In<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn yes(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7F);
            if part << shift >> shift != part {
                return None;
            }
            number |= part << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<&str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn maybe(&mut self) -> Option<Option<String>> {
        Some(match self.yes()? {
            true => Some(self.text()?.to_owned()),
            false => None,
        })
    }

    fn time(&mut self) -> Option<Option<u64>> {
        Some(match self.yes()? {
            true => Some(self.number()?),
            false => None,
        })
    }

    fn stamp(&mut self) -> Option<Stamp> {
        Some(Stamp {
            size: self.number()?,
            modified: self.time()?,
            edges: self.text()?.to_owned(),
        })
    }

    fn shape(&mut self) -> Option<Shape> {
        let layout = match self.byte()? {
            0 => Layout::JsonLines,
            1 => Layout::Delimited(Delimited {
                separator: self.byte().filter(|b| b.is_ascii() && *b != b'\n')?,
                quotes: self.yes()?,
                header: self.yes()?,
            }),
            _ => return None,
        };
        let mut columns = Columns::default();
        for role in Role::ALL {
            columns.set(role, self.maybe()?);
        }
        let encoding = Encoding::for_label(self.text()?.as_bytes())?;
        let mut names = Vec::new();
        for _ in 0..self.number()? {
            names.push(self.text()?.to_owned());
        }
        Some(Shape {
            layout,
            columns,
            encoding,
            names,
        })
    }

    fn entry(&mut self, end: u64) -> Option<Entry> {
        // A key that tells several records apart is longer than an id.
        let key = self
            .text()
            .filter(|key| key.len() <= 2 * LONGEST_ID)?
            .into();
        let title = self.text()?.into();
        let published = if self.yes()? {
            let year = i16::from_le_bytes([self.byte()?, self.byte()?]);
            let (month, day) = (i8::try_from(self.byte()?), i8::try_from(self.byte()?));
            Some(Date::new(year, month.ok()?, day.ok()?).ok()?)
        } else {
            None
        };
        let start = end.checked_add(self.number()?)?;
        let length = self.small()?;
        start.checked_add(length.into())?;
        Some(Entry {
            key,
            title,
            published,
            start,
            length,
            line: self.small()?,
            text_bytes: self.small()?,
        })
    }

    fn work(&mut self) -> Option<Work> {
        Some(Work {
            name: self.text()?.to_owned(),
            size: self.number()?,
            modified: self.time()?,
            summary: match self.yes()? {
                true => Some(self.summary()?),
                false => None,
            },
            belongs: match self.byte()? {
                0 => Belongs::Named,
                1 => Belongs::Moved(self.text()?.into()),
                2 => Belongs::Gone,
                _ => return None,
            },
        })
    }

    fn hash(&mut self) -> Option<Option<Fingerprint>> {
        if !self.yes()? {
            return Some(None);
        }
        let (bytes, rest) = self.0.split_first_chunk::<32>()?;
        self.0 = rest;
        Some(Some(Fingerprint::from(*bytes)))
    }

    fn summary(&mut self) -> Option<Summary> {
        let status = match self.byte()? {
            0 => Status::New,
            1 => Status::InProgress,
            2 => Status::Done,
            3 => Status::Skipped,
            _ => return None,
        };
        Some(Summary {
            status,
            flagged: self.yes()?,
            annotator: self.maybe()?,
            record: self.maybe()?,
            spans: usize::try_from(self.number()?).ok()?,
            title: self.text()?.to_owned(),
            published: self.maybe()?,
            noted: self.yes()?,
            text_sha256: self.hash()?,
            text_bytes: usize::try_from(self.number()?).ok()?,
        })
    }
}
