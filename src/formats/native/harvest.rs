//! Whole entries and fields in the bytes of a damaged file.
//!
//! One pass over the bytes that follows braces, brackets and strings, forgives what does not fit,
//! and remembers which stretches were closed without damage inside. What they say is read later,
//! strictly. Linear in the bytes, whatever they are; what is open is at most [`DEEPEST`] deep.

use std::ops::Range;

use super::LISTS;
use super::json::DEEPEST;

/// What was found, in the order of the file. Ranges are bytes.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    /// Which of [`LISTS`], and where the entry stands.
    pub entries: Vec<(usize, Range<usize>)>,
    /// Fields of the document: the string that names them, and their value.
    pub outer: Vec<Field>,
    /// Fields of its `article`.
    pub article: Vec<Field>,
    /// Entries that began and hold damage, or never end.
    pub damaged: usize,
}

/// A name in its quotes, and a value that is whole.
pub(super) type Field = (Range<usize>, Range<usize>);

/// Where something that is open stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Document,
    Article,
    /// One of [`LISTS`].
    List(usize),
    /// An entry of one of [`LISTS`].
    Entry(usize),
    /// Within an entry, or in a field that this program does not know.
    Inside,
    /// Nobody knows, since what is around it is damaged: its fields tell what it is.
    Lost,
}

/// An object or a list that is open.
#[derive(Debug)]
struct Open {
    start: usize,
    is_list: bool,
    place: Place,
    damaged: bool,
    /// The name of the field whose value comes next.
    key: Option<Range<usize>>,
    /// Which of [`NAMES`] it has.
    names: u16,
    /// Kept for documents, articles and what may be a document.
    fields: Vec<Field>,
}

const NAMES: [&[u8]; 11] = [
    b"id", b"label", b"start", b"end", b"quote", b"trigger", b"name", b"matcher", b"reason",
    b"format", b"article",
];

/// The fields of [`NAMES`] by which a thing is known.
const ID: u16 = 1;
const MARK: u16 = 0b1_1110;
const TRIGGER: u16 = 1 << 5;
const NAME: u16 = 1 << 6;
/// A suggestion: nobody has accepted it.
const OFFERED: u16 = 0b11 << 7;
const DOCUMENT: u16 = 0b11 << 9;

/// Which of [`LISTS`] an object with these fields belongs to.
fn list_of(names: u16) -> Option<usize> {
    let has = |fields: u16| names & fields == fields;
    if names & OFFERED != 0 {
        None
    } else if has(ID | MARK) {
        Some(0)
    } else if has(ID | TRIGGER) {
        Some(2)
    } else if has(ID | NAME) {
        Some(1)
    } else if has(MARK) && !has(ID) {
        Some(3)
    } else {
        None
    }
}

/// Goes through the bytes once.
pub(super) fn harvest(bytes: &[u8]) -> Harvest {
    let mut scan = Scan {
        bytes,
        at: 0,
        open: Vec::new(),
        objects_and_lists: [0; 2],
        found: Harvest::default(),
    };
    while let Some(byte) = bytes.get(scan.at) {
        scan.step(*byte);
    }
    while let Some(open) = scan.open.pop() {
        scan.close(open, None);
    }
    scan.found
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Open>,
    /// How many objects and how many lists are open.
    objects_and_lists: [usize; 2],
    found: Harvest,
}

impl Scan<'_> {
    fn step(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => self.at += 1,
            b'{' | b'[' => self.begin(byte == b'['),
            b'}' | b']' => self.end(byte == b']'),
            b'"' => self.string(),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'+' | b'.' => self.scalar(),
            _ => self.damage(self.at + 1),
        }
    }

    /// Marks what is open as damaged and goes on at the next place that is certainly outside of
    /// strings, from `from` on: behind a line end, since strings hold none, or at an object with
    /// a first field, since inside strings quotes have a backslash.
    fn damage(&mut self, from: usize) {
        if let Some(open) = self.open.last_mut() {
            open.damaged = true;
            open.key = None;
        }
        let mut at = from;
        while let Some(byte) = self.bytes.get(at) {
            at += 1;
            if *byte == b'\n' || (*byte == b'{' && self.opens_object(at)) {
                at -= usize::from(*byte == b'{');
                break;
            }
        }
        self.at = at;
    }

    fn opens_object(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        let blank = |byte: &&u8| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        rest.iter().find(blank) == Some(&b'"')
    }

    fn begin(&mut self, is_list: bool) {
        if self.open.len() >= DEEPEST {
            // No entry is nested so deep. What is open is given up.
            while let Some(mut open) = self.open.pop() {
                open.damaged = true;
                self.close(open, None);
            }
        }
        let place = self.place_of_next(is_list);
        self.objects_and_lists[usize::from(is_list)] += 1;
        self.open.push(Open {
            start: self.at,
            is_list,
            place,
            damaged: false,
            key: None,
            names: 0,
            fields: Vec::new(),
        });
        self.at += 1;
    }

    fn place_of_next(&mut self, is_list: bool) -> Place {
        let bytes = self.bytes;
        let Some(around) = self.open.last_mut() else {
            return if is_list {
                Place::Lost
            } else {
                Place::Document
            };
        };
        if around.is_list {
            return match around.place {
                Place::List(list) if !is_list => Place::Entry(list),
                _ if around.damaged => Place::Lost,
                Place::Lost => Place::Lost,
                _ => Place::Inside,
            };
        }
        if around.key.is_none() {
            // A value without a name.
            around.damaged = true;
        }
        let name = around.key.clone().map(|key| &bytes[key]);
        let name = name.and_then(|quoted| quoted.get(1..quoted.len() - 1));
        let is_outer = around.damaged || matches!(around.place, Place::Document | Place::Lost);
        match name {
            Some(b"article") if is_outer && !is_list => Place::Article,
            Some(name) if is_outer && is_list => {
                let list = LISTS.iter().position(|list| list.as_bytes() == name);
                match list {
                    Some(list) => Place::List(list),
                    None if around.place == Place::Document && !around.damaged => Place::Inside,
                    None => Place::Lost,
                }
            }
            _ if around.damaged || around.place == Place::Lost => Place::Lost,
            _ => Place::Inside,
        }
    }

    fn end(&mut self, is_list: bool) {
        self.at += 1;
        if self.objects_and_lists[usize::from(is_list)] == 0 {
            return;
        }
        while let Some(mut open) = self.open.pop() {
            if open.is_list == is_list {
                let end = self.at;
                self.close(open, Some(end));
                return;
            }
            // Its own end is missing.
            open.damaged = true;
            self.close(open, None);
        }
    }

    /// Takes what `open` was; with `end` where it ended properly.
    fn close(&mut self, open: Open, end: Option<usize>) {
        self.objects_and_lists[usize::from(open.is_list)] -= 1;
        let whole = end.filter(|_| !open.damaged);
        if let (Some(end), Some(around)) = (whole, self.open.last_mut()) {
            take_field(around, open.start..end);
        } else if let Some(around) = self.open.last_mut() {
            around.key = None;
        }
        if open.is_list {
            return;
        }
        match open.place {
            Place::Article => self.found.article.extend(open.fields),
            Place::Document if open.names & DOCUMENT != 0 => self.found.outer.extend(open.fields),
            Place::Entry(list) => self.entry(Some(list), open.start, whole),
            Place::Lost | Place::Document => {
                self.entry(list_of(open.names), open.start, whole);
            }
            Place::List(_) | Place::Inside => {}
        }
    }

    fn entry(&mut self, list: Option<usize>, start: usize, whole: Option<usize>) {
        let (Some(list), Some(end)) = (list, whole) else {
            self.found.damaged += usize::from(list.is_some());
            return;
        };
        // What looked like an entry inside is a part of this one.
        let entries = &mut self.found.entries;
        while entries.last().is_some_and(|(_, range)| range.start > start) {
            entries.pop();
        }
        entries.push((list, start..end));
    }

    fn string(&mut self) {
        let begin = self.at;
        let mut at = begin + 1;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => at += 2,
                Some(0x20..) => at += 1,
                // A string holds no line ends and no zero bytes.
                Some(_) | None => return self.damage(at.min(self.bytes.len())),
            }
        }
        self.at = at + 1;
        let range = begin..self.at;
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let mut next = self.at;
        while self.bytes.get(next).is_some_and(blank) {
            next += 1;
        }
        let is_key = self.bytes.get(next) == Some(&b':');
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if !is_key {
            return take_field(open, range);
        }
        self.at = next + 1;
        if open.is_list || open.key.is_some() {
            open.damaged = true;
        }
        let name = &self.bytes[range.start + 1..range.end - 1];
        if let Some(n) = NAMES.iter().position(|known| *known == name) {
            open.names |= 1 << n;
        }
        open.key = Some(range);
    }

    fn scalar(&mut self) {
        let begin = self.at;
        let rest = &self.bytes[begin..];
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let length = rest.iter().position(|byte| !part(byte));
        let end = begin + length.unwrap_or(rest.len());
        let word = &self.bytes[begin..end];
        let fits = matches!(word, b"true" | b"false" | b"null")
            || matches!(word, [b'-' | b'0'..=b'9', ..]);
        if !fits {
            return self.damage(end);
        }
        self.at = end;
        if let Some(open) = self.open.last_mut() {
            take_field(open, begin..end);
        }
    }
}

/// Enters a value that is whole into what is around it.
fn take_field(around: &mut Open, value: Range<usize>) {
    if around.is_list {
        return;
    }
    let Some(key) = around.key.take() else {
        around.damaged = true;
        return;
    };
    if matches!(around.place, Place::Document | Place::Article) {
        around.fields.push((key, value));
    }
}
