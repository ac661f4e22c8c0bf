//! Reading what is left of a file that is no JSON any more: cut off, overwritten in the middle,
//! with conflict markers of version control in it, or written twice.
//!
//! Every whole entry is read and placed by the rules of [`super::decode`]; the text comes from
//! the file or else from the article. The broken file itself is never changed by this: whoever
//! saves what was salvaged has set it aside before.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::decode::{Decoded, decode, not_json, oddity, read_outer};
use super::fault::{Fault, NativeError};
use super::harvest::{Harvest, harvest};
use super::json;
use super::lines::Lines;
use super::placing::{Lists, Placing};
use super::records::shortened;
use super::{LISTS, OFFSET_UNIT, VERSION};
use crate::formats::Fingerprint;
use crate::text::Article;

/// How many entries are read: ten times what the desk is made for. More would fill the memory.
const MOST_ENTRIES: usize = 1_000_000;

/// What could be read of a broken file.
#[derive(Clone, Debug)]
pub struct Salvaged {
    pub decoded: Decoded,
    /// How many whole entries of each list stood in the file, placed or not.
    pub read: Counts,
    /// How many entries had begun and could not be read.
    pub lost: usize,
    /// Where the text of the article is from.
    pub text: TextFrom,
    /// What is wrong with the file, with line and column; nothing where [`decode`] reads it.
    pub cause: Option<NativeError>,
}

/// How many entries of each list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub spans: usize,
    pub entities: usize,
    pub events: usize,
    pub rejected: usize,
}

/// Where the text of a salvaged file is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFrom {
    /// The file itself.
    File,
    /// The article beside it.
    Article,
    /// There is none: no entry could be placed, and all are in
    /// [`crate::annotation::AnnotationSet::faulty`].
    Nowhere,
}

/// Reads whatever can be read. `article` gives the text where that of the file is gone or was
/// changed by the damage. Never fails; about linear in the bytes, whatever they are.
#[must_use]
pub fn salvage(bytes: &[u8], article: Option<&Article>) -> Salvaged {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let sides = sides(bytes);
    let cause = match &sides {
        Some((line, _)) => Some(NativeError::NotJson {
            line: *line,
            column: 1,
            what: "version control left a conflict that is not resolved".to_owned(),
        }),
        None => match json::parse(bytes) {
            Err(error) => Some(not_json(bytes, error)),
            Ok(_) => decode(bytes).err(),
        },
    };
    let mut found = Found {
        lines: Lines::flat(bytes),
        faults: Vec::new(),
        outer: Map::new(),
        article: Map::new(),
        texts: Vec::new(),
        lists: Default::default(),
        begins: Default::default(),
        seen: HashSet::new(),
        copies: 0,
        lost: 0,
    };
    match &sides {
        None => found.take(bytes, harvest(bytes)),
        Some((_, sides)) => {
            for side in sides {
                found.take(side, harvest(side));
            }
        }
    }
    found.assemble(article, cause, sides.is_some())
}

/// Both sides of the conflicts in a file, each with the other one blanked out, and the line of
/// the first conflict. Nothing where there is none.
fn sides(bytes: &[u8]) -> Option<(usize, [Vec<u8>; 2])> {
    #[derive(PartialEq)]
    enum Side {
        Both,
        Ours,
        /// What both sides started from: neither wants it.
        Base,
        Theirs,
    }
    let first = memchr::memmem::find(bytes, b"<<<<<<< ")?;
    let mut sides = [bytes.to_vec(), bytes.to_vec()];
    let blank = |side: &mut Vec<u8>, from: usize, to: usize| {
        for byte in &mut side[from..to] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let (mut state, mut at, mut conflicts) = (Side::Both, 0, 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let next = at + line.len();
        let next_state = match state {
            Side::Both if line.starts_with(b"<<<<<<< ") => Some(Side::Ours),
            Side::Ours if line.starts_with(b"|||||||") => Some(Side::Base),
            Side::Ours | Side::Base if line.trim_ascii_end() == b"=======" => Some(Side::Theirs),
            Side::Theirs if line.starts_with(b">>>>>>> ") => Some(Side::Both),
            _ => None,
        };
        let marker = next_state.is_some();
        if let Some(next_state) = next_state {
            conflicts += usize::from(next_state == Side::Ours);
            state = next_state;
        }
        if marker || matches!(state, Side::Base | Side::Theirs) {
            blank(&mut sides[0], at, next);
        }
        if marker || matches!(state, Side::Base | Side::Ours) {
            blank(&mut sides[1], at, next);
        }
        at = next;
    }
    (conflicts > 0).then(|| (json::line_and_column(bytes, first).0, sides))
}

/// Everything that was read, before it is placed.
struct Found<'a> {
    lines: Lines<'a>,
    faults: Vec<Fault>,
    outer: Map<String, Value>,
    article: Map<String, Value>,
    texts: Vec<String>,
    lists: [Vec<Value>; 4],
    /// Where each entry of the lists begins, in bytes.
    begins: [Vec<usize>; 4],
    /// Entries by list and content: the other side of a conflict repeats most of them.
    seen: HashSet<(usize, String)>,
    copies: usize,
    lost: usize,
}

impl Found<'_> {
    fn note(&mut self, place: impl Into<String>, line: Option<usize>, why: impl Into<String>) {
        self.faults.push(Fault {
            place: place.into(),
            line,
            why: why.into(),
        });
    }

    fn take(&mut self, bytes: &[u8], harvest: Harvest) {
        self.lost += harvest.damaged;
        for (list, range) in harvest.entries {
            if self.seen.len() >= MOST_ENTRIES {
                self.lost += 1;
                continue;
            }
            let Some(parsed) = strictly(bytes, &range) else {
                self.lost += 1;
                continue;
            };
            if !self.seen.insert((list, parsed.value.to_string())) {
                self.copies += 1;
                continue;
            }
            let index = self.lists[list].len();
            for mut note in parsed.notes {
                note.place = format!("{}[{index}].{}", LISTS[list], note.place);
                self.faults.push(oddity(note, &self.lines));
            }
            self.lists[list].push(parsed.value);
            self.begins[list].push(range.start);
        }
        for (is_article, fields) in [(false, harvest.outer), (true, harvest.article)] {
            for (key, range) in fields {
                self.field(bytes, is_article, &key, &range);
            }
        }
    }

    /// A field outside of the lists. The first one counts, as the first document and the first
    /// side of a conflict do.
    fn field(
        &mut self,
        bytes: &[u8],
        is_article: bool,
        key: &std::ops::Range<usize>,
        range: &std::ops::Range<usize>,
    ) {
        let Some(Value::String(name)) = strictly(bytes, key).map(|parsed| parsed.value) else {
            return;
        };
        if !is_article && (name == "article" || LISTS.contains(&name.as_str())) {
            return;
        }
        let line = Some(self.lines.line_at(range.start));
        let place = if is_article {
            format!("article.{}", shortened(&name))
        } else {
            shortened(&name)
        };
        let Some(parsed) = strictly(bytes, range) else {
            if is_article && name == "text" {
                self.damaged_text(&bytes[range.clone()]);
            }
            self.note(place, line, "it is damaged");
            return;
        };
        if is_article && name == "text" {
            match parsed.value {
                Value::String(text) => self.texts.push(text),
                _ => self.note(place, line, "it is no text"),
            }
            return;
        }
        for mut note in parsed.notes {
            note.place = format!("{place}.{}", note.place);
            self.faults.push(oddity(note, &self.lines));
        }
        let fields = if is_article {
            &mut self.article
        } else {
            &mut self.outer
        };
        let name = super::verbatim::escape_key(name);
        match fields.get(&name) {
            None => {
                fields.insert(name, parsed.value);
            }
            Some(first) if *first == parsed.value => {}
            Some(_) => {
                let other = shortened(&parsed.value.to_string());
                let why = format!(
                    "it stands there twice; the first one counts, and another says {other}"
                );
                self.note(place, line, why);
            }
        }
    }

    /// A text with bytes that are no UTF-8 any more: better than none.
    fn damaged_text(&mut self, literal: &[u8]) {
        let lossy = String::from_utf8_lossy(literal);
        if let Ok(parsed) = json::parse(lossy.as_bytes())
            && let Value::String(text) = parsed.value
        {
            self.texts.push(text);
        }
    }

    /// The text that the spans were made in, as far as can be told: one that hashes to what the
    /// file says, else that of the file, else that of the article.
    fn choose_text(&mut self, article: Option<&Article>) -> (String, TextFrom) {
        let stated = self.article.get("sha256").and_then(Value::as_str);
        let is_stated = |text: &str| stated == Some(&Fingerprint::of(text.as_bytes()).to_string());
        if let Some(at) = self.texts.iter().position(|text| is_stated(text)) {
            return (self.texts.swap_remove(at), TextFrom::File);
        }
        match article {
            Some(article) if self.texts.is_empty() || is_stated(article.text()) => {
                (article.text().to_owned(), TextFrom::Article)
            }
            _ if self.texts.is_empty() => (String::new(), TextFrom::Nowhere),
            _ => (self.texts.swap_remove(0), TextFrom::File),
        }
    }

    fn assemble(
        mut self,
        article: Option<&Article>,
        cause: Option<NativeError>,
        conflict: bool,
    ) -> Salvaged {
        let (text, from) = self.choose_text(article);
        if from == TextFrom::Nowhere {
            let why = "it is gone, and no entry can be placed without it";
            self.note("article.text", None, why);
        }
        if let Some(article) = article {
            complete(&mut self.article, article);
        }
        self.article.insert("text".to_owned(), Value::String(text));
        self.outer.shift_remove("format");
        let version = self.outer.shift_remove("version");
        let newer = version.and_then(|version| version.as_u64());
        let newer = newer.filter(|version| *version > VERSION);
        let unit = self.outer.shift_remove("offset_unit");
        let unit = unit.filter(|unit| unit != OFFSET_UNIT);

        let (article, set, faults) = self.outer_values();
        self.faults.extend(faults);
        let [spans, entities, events, rejected] = self.lists;
        let read = Counts {
            spans: spans.len(),
            entities: entities.len(),
            events: events.len(),
            rejected: rejected.len(),
        };
        if let Some(unit) = unit {
            let said = shortened(&unit.to_string());
            self.faults.push(Fault {
                place: "offset_unit".to_owned(),
                line: None,
                why: format!("it says {said}; entries were placed only where their words stand"),
            });
        }
        let mut placing = Placing {
            article,
            set,
            faults: Vec::new(),
        };
        placing.place(Lists {
            spans: spans.into(),
            entities: entities.into(),
            events: events.into(),
            rejected: rejected.into(),
        });
        for mut fault in placing.faults {
            fault.line = begin_of(&fault.place, &self.begins).map(|at| self.lines.line_at(at));
            self.faults.push(fault);
        }
        if self.copies > 0 && !conflict {
            self.faults.push(Fault {
                place: "file".to_owned(),
                line: None,
                why: format!("{} entries stand in it twice, word for word", self.copies),
            });
        }
        Salvaged {
            decoded: Decoded {
                article: placing.article,
                set: placing.set,
                faults: self.faults,
                newer,
            },
            read,
            lost: self.lost,
            text: from,
            cause,
        }
    }

    /// The outer fields as values; those that are not what they should be are left out, with a
    /// fault.
    fn outer_values(&mut self) -> (Article, crate::annotation::AnnotationSet, Vec<Fault>) {
        let mut document = std::mem::take(&mut self.outer);
        document.insert(
            "article".to_owned(),
            Value::Object(std::mem::take(&mut self.article)),
        );
        loop {
            let left = fields(&document);
            match read_outer(document.clone()) {
                Ok(read) => return read,
                Err(error) => {
                    if let NativeError::Field { place, why } = &error {
                        let removed = match place.strip_prefix("article.") {
                            Some(name) => document["article"]
                                .as_object_mut()
                                .and_then(|article| article.shift_remove(name)),
                            None => document.shift_remove(place),
                        };
                        let said = removed.map(|value| shortened(&value.to_string()));
                        let said = said.unwrap_or_default();
                        self.note(place, None, format!("{why}; it said {said}"));
                    }
                    if fields(&document) == left {
                        // Every other error is ruled out by now, and each field goes once.
                        document.retain(|name, _| name == "article");
                        if let Some(article) = document["article"].as_object_mut() {
                            article.retain(|name, _| name == "text");
                        }
                    }
                }
            }
        }
    }
}

fn fields(document: &Map<String, Value>) -> usize {
    document.len() + document["article"].as_object().map_or(0, Map::len)
}

/// The value of a stretch, where it is whole and nothing else stands in it.
fn strictly(bytes: &[u8], range: &std::ops::Range<usize>) -> Option<json::Parsed> {
    json::parse(&bytes[range.clone()]).ok().map(|mut parsed| {
        for note in &mut parsed.notes {
            note.at += range.start;
        }
        parsed
    })
}

/// Gives the record of an article what the article itself knows and the file has lost.
fn complete(record: &mut Map<String, Value>, article: &Article) {
    let header = &article.header;
    let known = [
        ("source", Some(&article.source)),
        ("record", header.record.as_ref()),
        ("title", Some(&header.title)),
        ("published", header.published.as_ref()),
        ("url", header.url.as_ref()),
        ("language", header.language.as_ref()),
        ("encoding", Some(&header.encoding)),
        ("source_sha256", Some(&header.source_sha256)),
    ];
    for (name, value) in known {
        if let Some(value) = value.filter(|_| !record.contains_key(name)) {
            record.insert(name.to_owned(), Value::String(value.clone()));
        }
    }
}

/// Where the entry of a fault such as `spans[3].end` begins.
fn begin_of(place: &str, begins: &[Vec<usize>; 4]) -> Option<usize> {
    let (list, rest) = place.split_once('[')?;
    let list = LISTS.iter().position(|known| *known == list)?;
    let index: usize = rest.split(']').next()?.parse().ok()?;
    begins[list].get(index).copied()
}
