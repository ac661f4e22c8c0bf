//! To which record the work in an annotation file belongs.
//!
//! Records without ids go by their line, and of records with one id all but the first do: when
//! lines come or go before them their keys are those of others. Work must not go with the key: it
//! belongs to the text that was annotated. What cannot be found again counts for no article and is
//! kept as it is.

use std::path::Path;

use foldhash::{HashMap, HashSet};

use super::super::Files;
use super::opening::{RecordFile, read_part};
use crate::formats::Fingerprint;
use crate::formats::records::{Belongs, Entry, Work, goes_by_line};

/// Works out to which record each annotation file belongs. Those that are `sure`, and those that
/// name a record with an id of its own, are taken at their word; of the others the records are
/// hashed whose texts are as long as theirs, each once.
pub(super) fn settle(
    files: &dyn Files,
    file: &RecordFile,
    entries: &[Entry],
    works: &mut [Work],
    sure: &dyn Fn(&Work) -> bool,
) {
    if works.is_empty() {
        return;
    }
    let by_key: HashMap<&str, usize> = (0..).zip(entries).map(|(i, e)| (&*e.key, i)).collect();
    let by_key = |key: &str| by_key.get(key).copied();
    let doubled: HashSet<&str> = entries.iter().filter_map(doubled_id).collect();
    let mut texts = Texts {
        files,
        file,
        entries,
        hashes: HashMap::default(),
    };
    // Which records have work of which annotator.
    let mut claimed: HashSet<(usize, Option<String>)> = HashSet::default();
    let mut homeless = Vec::new();
    for (index, work) in works.iter_mut().enumerate() {
        let Some((summary, key)) = work
            .summary
            .as_ref()
            .and_then(|s| Some((s, s.record.as_ref()?)))
        else {
            work.belongs = Belongs::Named;
            continue;
        };
        let slides = goes_by_line(key) || doubled.contains(key.as_str());
        let at = by_key(key).filter(|at| {
            !slides
                || sure(work)
                || summary.text_sha256.is_none_or(|hash| {
                    let length = entries[*at].text_bytes;
                    length == short(summary.text_bytes) && texts.of(*at).is_none_or(|t| t == hash)
                })
        });
        match at {
            Some(at) => {
                claimed.insert((at, summary.annotator.clone()));
                work.belongs = Belongs::Named;
            }
            None => homeless.push(index),
        }
    }
    if homeless.is_empty() {
        return;
    }
    // Where texts of such a length stand, and whether each is the only one of its kind.
    let lengths: HashSet<u32> = homeless
        .iter()
        .filter_map(|index| works[*index].summary.as_ref())
        .map(|summary| short(summary.text_bytes))
        .collect();
    let mut alone: HashMap<Fingerprint, Option<usize>> = HashMap::default();
    for (index, entry) in entries.iter().enumerate() {
        if lengths.contains(&entry.text_bytes)
            && let Some(hash) = texts.of(index)
        {
            let only = alone.entry(hash).or_insert(Some(index));
            *only = only.filter(|first| *first == index);
        }
    }
    for index in homeless {
        let work = &mut works[index];
        work.belongs = Belongs::Gone;
        let Some(summary) = &work.summary else {
            continue;
        };
        let found = summary.text_sha256.and_then(|hash| *alone.get(&hash)?);
        if let Some(at) = found
            && claimed.insert((at, summary.annotator.clone()))
        {
            work.belongs = Belongs::Moved(entries[at].key.clone());
        }
    }
}

/// The id that a record shares with one further up.
fn doubled_id(entry: &Entry) -> Option<&str> {
    let key = entry.key.strip_suffix(')')?;
    let (id, line) = key.rsplit_once(" (line ")?;
    (line.parse() == Ok(entry.line)).then_some(id)
}

fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The texts of records, hashed when they are asked for.
struct Texts<'a> {
    files: &'a dyn Files,
    file: &'a RecordFile,
    entries: &'a [Entry],
    hashes: HashMap<usize, Option<Fingerprint>>,
}

impl Texts<'_> {
    /// Nothing where the record cannot be read.
    fn of(&mut self, index: usize) -> Option<Fingerprint> {
        let Self {
            files,
            file,
            entries,
            hashes,
        } = self;
        *hashes.entry(index).or_insert_with(|| {
            let entry = entries.get(index)?;
            let article = read_part(*files, file, &entry.key, entry.range(), entry.line).ok()?;
            Some(Fingerprint::of(article.text().as_bytes()))
        })
    }
}

/// What is to be said of work that belongs to no record, as a fault of its file.
pub(in crate::storage) fn gone(work: &Work) -> Option<String> {
    if work.belongs != Belongs::Gone {
        return None;
    }
    let record = work.summary.as_ref()?.record.as_deref()?;
    let name = Path::new(&work.name).display();
    Some(format!(
        "{name}: it is work on “{record}”, and its record is gone or changed; it counts for no \
         article and is kept as it is"
    ))
}
