//! Names of annotation files: `FULLNAME.obelus.json` beside the article, or
//! `FULLNAME.ANNOTATOR.obelus.json` once the analyst has a name.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::formats;

/// What the name of every annotation file ends with.
pub const SUFFIX: &str = ".obelus.json";

/// The longest hidden name, in bytes: most file systems take 255, and temporary files beside it
/// have some more behind it.
const LONGEST_NAME: usize = 215;

/// The longest name of an annotator.
const LONGEST_ANNOTATOR: usize = 40;

/// Whether a name may be that of an annotator: `[a-z0-9_-]{1,40}`. An extension of articles may
/// not, or `report.txt.obelus.json` could be read in two ways.
#[must_use]
pub fn is_annotator(name: &str) -> bool {
    let fits = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    (1..=LONGEST_ANNOTATOR).contains(&name.len()) && name.bytes().all(fits) && !is_extension(name)
}

fn is_extension(name: &str) -> bool {
    formats::FORMATS
        .iter()
        .any(|format| format.extensions.contains(&name))
}

/// The name of the annotation file of an article, both without folders.
#[must_use]
pub fn annotation_name(article: &str, annotator: Option<&str>) -> String {
    match annotator {
        None => format!("{article}{SUFFIX}"),
        Some(annotator) => format!("{article}.{annotator}{SUFFIX}"),
    }
}

/// The annotation file of an article, beside it.
#[must_use]
pub fn annotation_path(article: &Path, annotator: Option<&str>) -> PathBuf {
    // The bytes of the name are kept: two names that are no text would look alike as text.
    let mut name = article.file_name().unwrap_or_default().to_owned();
    name.push(annotation_name("", annotator));
    article.with_file_name(name)
}

/// The journal of an annotation file, hidden beside it.
#[must_use]
pub fn journal_path(annotations: &Path) -> PathBuf {
    hidden(annotations, "journal")
}

/// The lock of an annotation file, hidden beside it.
#[must_use]
pub fn lock_path(annotations: &Path) -> PathBuf {
    hidden(annotations, "lock")
}

/// What the names of the temporary files of a file begin with.
#[must_use]
pub(super) fn temporary_stem(target: &Path) -> String {
    let name = file_name(target);
    let name = name.trim_start_matches('.');
    if name.len() > LONGEST_NAME {
        let hash = formats::Fingerprint::of(target.as_os_str().as_encoded_bytes()).to_string();
        return format!(
            ".{}-{}.tmp-",
            &name[..name.floor_char_boundary(100)],
            &hash[..16]
        );
    }
    format!(".{name}.tmp-")
}

/// `report.txt.obelus.json` becomes `.report.txt.obelus.lock`. A long name is cut, and told from
/// others that begin like it by its hash.
fn hidden(annotations: &Path, ending: &str) -> PathBuf {
    let name = annotations.file_name().unwrap_or_default();
    let mut hidden = OsString::from(".");
    if name.len() + ending.len() > LONGEST_NAME {
        let hash = formats::Fingerprint::of(name.as_encoded_bytes()).to_string();
        let text = name.to_string_lossy();
        let start = text.floor_char_boundary(100);
        hidden.push(format!("{}-{}.obelus", &text[..start], &hash[..16]));
    } else {
        let json = annotations.extension().is_some_and(|e| e == "json");
        let stem = annotations.file_stem().filter(|_| json).unwrap_or(name);
        hidden.push(stem);
    }
    hidden.push(".");
    hidden.push(ending);
    annotations.with_file_name(hidden)
}

/// The `number`th name under which a file is set aside: visible, and of no kind that is opened
/// as an article. `.report.txt.obelus.journal` becomes `report.txt.obelus.journal.aside-1`.
#[must_use]
pub fn aside_path(path: &Path, number: usize) -> PathBuf {
    let name = file_name(path);
    let name = name.trim_start_matches('.');
    path.with_file_name(format!("{name}.aside-{number}"))
}

/// The `number`th name for one of two versions of an annotation file that is to stand beside the
/// other: `report.txt.obelus.json` becomes `report.txt.mine-1.obelus.json`.
#[must_use]
pub fn beside_path(annotations: &Path, number: usize) -> PathBuf {
    let name = file_name(annotations);
    let stem = name.strip_suffix(SUFFIX).unwrap_or(&name);
    annotations.with_file_name(format!("{stem}.mine-{number}{SUFFIX}"))
}

/// Whether a file is an annotation file by its name.
#[must_use]
pub fn is_annotation_file(name: &str) -> bool {
    name.len() > SUFFIX.len() && name.ends_with(SUFFIX)
}

/// The article's name and the annotator's that the name of an annotation file speaks of. What
/// the file says inside counts more.
#[must_use]
pub fn parse(name: &str) -> Option<(&str, Option<&str>)> {
    let stem = name.strip_suffix(SUFFIX).filter(|stem| !stem.is_empty())?;
    match stem.rsplit_once('.') {
        Some((article, annotator)) if !article.is_empty() && is_annotator(annotator) => {
            Some((article, Some(annotator)))
        }
        _ => Some((stem, None)),
    }
}

/// The last part of a path as text.
#[must_use]
pub fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_and_read_back() {
        for (article, annotator, name) in [
            ("report.txt", None, "report.txt.obelus.json"),
            ("report.txt", Some("amina"), "report.txt.amina.obelus.json"),
            ("README", None, "README.obelus.json"),
            ("README", Some("a-1_b"), "README.a-1_b.obelus.json"),
            ("v.2.md", Some("x"), "v.2.md.x.obelus.json"),
        ] {
            assert_eq!(annotation_name(article, annotator), name);
            assert_eq!(parse(name), Some((article, annotator)));
            assert!(is_annotation_file(name));
        }
        let annotations = Path::new("in/report.txt.amina.obelus.json");
        let journal = journal_path(annotations);
        for (path, expected) in [
            (journal.clone(), "in/.report.txt.amina.obelus.journal"),
            (lock_path(annotations), "in/.report.txt.amina.obelus.lock"),
            (
                aside_path(&journal, 2),
                "in/report.txt.amina.obelus.journal.aside-2",
            ),
            (
                beside_path(annotations, 1),
                "in/report.txt.amina.mine-1.obelus.json",
            ),
        ] {
            assert_eq!(path, Path::new(expected));
        }
        let long = journal_path(Path::new(&format!("{}.obelus.json", "ع".repeat(110))));
        assert!(file_name(&long).len() < LONGEST_NAME);
        assert_ne!(
            long,
            journal_path(Path::new(&format!("{}é.obelus.json", "ع".repeat(109))))
        );
        assert_eq!(parse("report.txt"), None);
        assert_eq!(parse(".obelus.json"), None);
        assert!(!is_annotation_file(".obelus.json"));
    }

    #[test]
    fn annotators_have_plain_names() {
        assert!(is_annotator("amina") && is_annotator(&"a".repeat(40)));
        for name in [
            "",
            "Amina",
            "a.b",
            "a b",
            "é",
            "../x",
            "md",
            &"a".repeat(41),
        ] {
            assert!(!is_annotator(name), "{name:?}");
        }
    }
}
