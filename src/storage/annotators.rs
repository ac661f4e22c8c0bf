//! Other annotators' work on an article: who has any, and what it says. It is only looked at:
//! nothing is locked, recovered or written, and what their journals hold beyond their files is
//! theirs.

use std::path::{Path, PathBuf};

use super::opening::{LARGEST_ANNOTATION_FILE, OpenError, read};
use super::{Action, Files, Kind, Place, StorageError, links, names};
use crate::annotation::{AnnotationSet, Op};
use crate::formats::native;
use crate::text::Article;

/// Somebody's work on an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// Whose it is; nothing for what belongs to nobody.
    pub annotator: Option<String>,
    pub path: PathBuf,
}

/// What somebody has marked, on the text as it is here.
#[derive(Debug)]
pub struct Marked {
    /// Their spans, and nothing else of their work.
    pub set: AnnotationSet,
    /// How many of their spans stand on other words here, or had no place already.
    pub left_out: usize,
}

/// The work of others on an article: the annotation files beside `own`, sorted by name. Costs a
/// look at the names in that folder.
///
/// # Errors
/// Where the folder cannot be read.
pub fn others(files: &dyn Files, place: &Place, own: &Path) -> Result<Vec<Work>, StorageError> {
    let unnamed = place.annotation_path(files, None);
    let base = names::file_name(&unnamed);
    let base = base.strip_suffix(names::SUFFIX).unwrap_or(&base);
    let Some(folder) = unnamed.parent() else {
        return Ok(Vec::new());
    };
    let entries = match files.list(folder) {
        Ok(entries) => entries,
        // The work on a file of records has no folder before there is any.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StorageError::failed(folder, Action::Read, error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let name = names::file_name(&entry.path);
        let Some(rest) = name.strip_prefix(base) else {
            continue;
        };
        let Some(rest) = rest.strip_suffix(names::SUFFIX) else {
            continue;
        };
        let annotator = match rest.strip_prefix('.') {
            Some(who) if names::is_annotator(who) => Some(who.to_owned()),
            None if rest.is_empty() => None,
            _ => continue,
        };
        let whole = matches!(entry.kind, Kind::File { .. });
        let here = links::outside_of_its_folder(files, &entry.path).is_none();
        if whole && here && entry.path.file_name() != own.file_name() {
            found.push(Work {
                annotator,
                path: entry.path,
            });
        }
    }
    if let Place::Record(record) = place {
        let elsewhere = record.placed_work().filter(|work| work.path != own);
        found.extend(elsewhere);
    }
    found.sort();
    Ok(found)
}

/// Reads what somebody has marked, as far as it stands on the same words of `article`.
///
/// # Errors
/// Where the file cannot be read or is broken.
pub fn marked(files: &dyn Files, work: &Work, article: &Article) -> Result<Marked, OpenError> {
    let bytes = read(files, &work.path, LARGEST_ANNOTATION_FILE)?;
    let decoded = native::decode(&bytes).map_err(|cause| OpenError::Annotations {
        path: work.path.clone(),
        cause,
    })?;
    let theirs = decoded.article.text();
    let mut set = AnnotationSet::default();
    let mut left_out = decoded
        .set
        .faulty
        .iter()
        .filter(|f| f.list == "spans")
        .count();
    for span in decoded.set.spans() {
        let words = theirs.get(span.range.as_range());
        let same = words.is_some() && words == article.text().get(span.range.as_range());
        let mut span = span.clone();
        // What points into the rest of their work points nowhere here.
        span.head = span.head.filter(|head| span.range.contains_range(*head));
        if !same || set.apply(&Op::AddSpan(Box::new(span))).is_err() {
            left_out += 1;
        }
    }
    Ok(Marked { set, left_out })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::edits::{self, Draft};
    use crate::annotation::{Label, Timestamp};
    use crate::storage::OnDisk;
    use crate::text::ByteRange;

    fn file(text: &str, words: &[&str]) -> Vec<u8> {
        let article = Article::from_text("a.txt", text);
        let mut set = AnnotationSet::default();
        for words in words {
            let start = text.find(words).unwrap();
            let draft = Draft::by_hand(Label::ACTOR, ByteRange::new(start, start + words.len()));
            let now = Timestamp::new("2026-11-23T10:00:00Z");
            let done = edits::add(&set, &[draft], "mark", &now).unwrap();
            done.apply(&mut set).unwrap();
        }
        let mut bytes = Vec::new();
        native::encode(&article, &set, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn others_are_those_whose_files_stand_beside_the_article() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "a.txt",
            "a.txt.obelus.json",
            "a.txt.omar.obelus.json",
            "a.txt.amina.obelus.json",
            "a.txt.zoe.obelus.json",
            "a.txt.Not A Name.obelus.json",
            "a.txt.md.obelus.json",
            "ab.txt.zoe.obelus.json",
            ".a.txt.zoe.obelus.journal",
        ] {
            std::fs::write(folder.path().join(name), "{}").unwrap();
        }
        let place = Place::File(folder.path().join("a.txt"));
        let own = place.annotation_path(&OnDisk, Some("omar"));
        let found = others(&OnDisk, &place, &own).unwrap();
        let who: Vec<_> = found.iter().map(|work| work.annotator.as_deref()).collect();
        assert_eq!(who, [None, Some("amina"), Some("zoe")]);
        let gone = Place::File(folder.path().join("gone/a.txt"));
        assert_eq!(others(&OnDisk, &gone, &own).unwrap(), []);
    }

    #[test]
    fn what_stands_on_other_words_is_left_out_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let work = Work {
            annotator: Some("amina".to_owned()),
            path: folder.path().join("a.txt.amina.obelus.json"),
        };
        let bytes = file(
            "Rebels left Aleppo and Homs.",
            &["Rebels", "Aleppo", "Homs"],
        );
        std::fs::write(&work.path, &bytes).unwrap();
        let check = |text: &str, kept: &[&str], left_out: usize| {
            let article = Article::from_text("a.txt", text);
            let found = marked(&OnDisk, &work, &article).unwrap();
            let words: Vec<_> = found.set.spans().map(|s| article.quote(s.range)).collect();
            assert_eq!(
                (words.as_slice(), found.left_out),
                (kept, left_out),
                "{text}"
            );
        };
        check(
            "Rebels left Aleppo and Homs.",
            &["Rebels", "Aleppo", "Homs"],
            0,
        );
        check("Rebels left Aleppo and Hama.", &["Rebels", "Aleppo"], 1);
        check("Rebels", &["Rebels"], 2);
        check("Ré", &[], 3);
        std::fs::write(&work.path, "{").unwrap();
        let error = marked(&OnDisk, &work, &Article::from_text("a.txt", "x")).unwrap_err();
        assert!(error.to_string().contains("a.txt.amina.obelus.json"));
    }
}
