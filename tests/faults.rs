//! Bad input and bad disks: for each fault the message, the status, and that the folder is as it
//! was.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

mod disk;

use disk::{BadDisk, Step};
use obelus::annotation::{AnnotationSet, Label, Timestamp, edits};
use obelus::formats::native;
use obelus::storage::{self, Base, Corpus, OnDisk, Place, ReadOnly, StorageError};
use obelus::text::{Article, ByteRange};
use serde_json::{Value, json};

const STORY: &str = "🚨 Rebels met in Gao.";

/// One fault: what stands in the folder, what is run there, and what that says.
struct Case {
    name: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    arguments: &'static [&'static str],
    status: i32,
    /// Parts of what is said, on either stream.
    says: &'static [&'static str],
}

/// A sound annotation file of [`STORY`], changed.
fn annotations(change: impl Fn(&mut Value)) -> Vec<u8> {
    let article = Article::from_text("a.txt", STORY);
    let mut set = AnnotationSet::default();
    let start = STORY.find("Rebels").unwrap();
    let draft = edits::Draft::by_hand(Label::ACTOR, ByteRange::new(start, start + 6));
    let now = Timestamp::new("2026-01-01T00:00:00Z");
    edits::add(&set, &[draft], "mark", &now)
        .unwrap()
        .apply(&mut set)
        .unwrap();
    let mut bytes = Vec::new();
    native::encode(&article, &set, &mut bytes).unwrap();
    let mut value: Value = serde_json::from_slice(&bytes).unwrap();
    change(&mut value);
    serde_json::to_vec_pretty(&value).unwrap()
}

/// A sound annotation file, changed as text: for what no JSON library would write.
fn edited_as_text(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(annotations(|_| {})).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1).into_bytes()
}

const VALIDATE: &[&str] = &["validate", "a.txt.obelus.json"];
const SUGGEST: &[&str] = &["suggest", "a.txt"];

fn cases() -> Vec<Case> {
    let with = |annotations: Vec<u8>| {
        vec![
            ("a.txt", STORY.as_bytes().to_vec()),
            ("a.txt.obelus.json", annotations),
        ]
    };
    let broken = || {
        let mut bytes = annotations(|_| {});
        bytes.truncate(bytes.len() / 2);
        bytes
    };
    let newer = || {
        annotations(|v| {
            v["version"] = json!(9);
            v["spans"] = json!({"unheard": "of"});
        })
    };
    let edited = || {
        vec![
            ("a.txt", b"Quite another story.".to_vec()),
            ("a.txt.obelus.json", annotations(|_| {})),
        ]
    };
    vec![
        Case {
            name: "a binary file",
            files: vec![("a.txt", b"\x7FELF\x02\0\0\0\x01".to_vec())],
            arguments: SUGGEST,
            status: 2,
            says: &["a.txt: this is not a text file"],
        },
        Case {
            name: "a file of an unknown kind",
            files: vec![("a.xyz", b"text".to_vec())],
            arguments: &["suggest", "a.xyz"],
            status: 2,
            says: &["a.xyz: files named .xyz cannot be read"],
        },
        Case {
            name: "a folder without articles",
            files: vec![(".hidden.txt", b"x".to_vec()), ("photo.png", b"x".to_vec())],
            arguments: &["suggest", "."],
            status: 2,
            says: &["there are no articles in this folder"],
        },
        Case {
            name: "no such file",
            files: vec![],
            arguments: &["validate", "gone.obelus.json"],
            status: 2,
            says: &["gone.obelus.json: cannot be read: there is no such file"],
        },
        Case {
            name: "broken JSON, checked",
            files: with(broken()),
            arguments: VALIDATE,
            status: 1,
            says: &["a.txt.obelus.json:", "not valid JSON", "at line", "column"],
        },
        Case {
            name: "broken JSON beside an article",
            files: with(broken()),
            arguments: SUGGEST,
            status: 1,
            says: &["a.txt.obelus.json: left untouched", "at line"],
        },
        Case {
            name: "JSON of something else",
            files: with(b"{\"format\": \"other\"}".to_vec()),
            arguments: VALIDATE,
            status: 1,
            says: &["it is not an annotation file"],
        },
        Case {
            name: "a newer version",
            files: with(newer()),
            arguments: SUGGEST,
            status: 1,
            says: &["a.txt.obelus.json: read-only", "version 9"],
        },
        Case {
            name: "another offset unit",
            files: with(annotations(|v| v["offset_unit"] = json!("utf16"))),
            arguments: VALIDATE,
            status: 1,
            says: &["its offsets count \"utf16\""],
        },
        Case {
            name: "offsets outside the text",
            files: with(annotations(|v| v["spans"][0]["end"] = json!(4000))),
            arguments: VALIDATE,
            status: 1,
            says: &[":26: spans[0].end: it lies outside the text, which has 20 code points"],
        },
        Case {
            name: "a quote that does not match",
            files: with(annotations(|v| v["spans"][0]["quote"] = json!("Troops"))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].quote: the text reads “Rebels” there and not “Troops”"],
        },
        Case {
            name: "two spans with one id",
            files: with(annotations(|v| {
                let mut twin = v["spans"][0].clone();
                twin["label"] = json!("location");
                v["spans"].as_array_mut().unwrap().push(twin);
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[1].id: the id s1 is taken"],
        },
        Case {
            name: "one range twice with one label",
            files: with(annotations(|v| {
                let mut twin = v["spans"][0].clone();
                twin["id"] = json!("s2");
                v["spans"].as_array_mut().unwrap().push(twin);
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[1]: s1 has the same range and label already"],
        },
        Case {
            name: "a frame without its trigger",
            files: with(annotations(|v| {
                v["events"] = json!([{"id": "e1", "trigger": "s9"}])
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["events[0].trigger: there is no s9"],
        },
        Case {
            name: "an article edited since",
            files: edited(),
            arguments: SUGGEST,
            status: 1,
            says: &["a.txt.obelus.json: read-only: the article was edited since"],
        },
        Case {
            name: "an article edited since, checked",
            files: edited(),
            arguments: VALIDATE,
            status: 1,
            says: &["its file was edited since it was annotated"],
        },
        Case {
            name: "a name that says something else",
            files: with(annotations(|v| v["annotator"] = json!("amina"))),
            arguments: VALIDATE,
            status: 1,
            says: &["annotator: the file says “amina” and its name says nobody"],
        },
        Case {
            name: "a source that leads elsewhere",
            files: with(annotations(|v| {
                v["article"]["source"] = json!("../../etc/passwd")
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["article.source: it is not the plain name of a file"],
        },
        Case {
            name: "a field that stands twice",
            files: with(edited_as_text(
                "\"flagged\": false,",
                "\"flagged\": true,\n  \"flagged\": false,",
            )),
            arguments: VALIDATE,
            status: 1,
            says: &[
                "json:20: flagged: it stands there twice; the last one counts, and the one before said true",
            ],
        },
        Case {
            name: "a list that stands twice",
            files: with(edited_as_text(
                "\"entities\": []",
                "\"spans\": [{\"id\": \"s7\"}],\n  \"entities\": []",
            )),
            arguments: VALIDATE,
            status: 1,
            says: &[
                "spans: it stands there twice; the entries of both are read",
                "spans[0]: missing field `label`",
            ],
        },
        Case {
            name: "values nested without end",
            files: with(edited_as_text(
                "\"entities\": []",
                &format!("\"x\": {}", "[".repeat(1_000_000)),
            )),
            arguments: VALIDATE,
            status: 1,
            says: &[
                "nested more than 100 deep, which is the limit at line",
                "column 107",
            ],
        },
        Case {
            name: "half a character in a field of ours",
            files: with(edited_as_text("\"note\": \"\"", "\"note\": \"a\\ud83d\"")),
            arguments: VALIDATE,
            status: 1,
            says: &["note cannot be read: it holds half of a surrogate pair"],
        },
        Case {
            name: "half a character in a field of others",
            files: with(edited_as_text(
                "\"note\": \"\"",
                "\"note\": \"\",\n  \"x\": {\"y\": [1, \"\\ude00\"]}",
            )),
            arguments: VALIDATE,
            status: 1,
            says: &["json:21: x.y[1]: it holds half of a surrogate pair, which no text can have"],
        },
        Case {
            name: "a negative offset",
            files: with(annotations(|v| v["spans"][0]["start"] = json!(-1))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].start: it is not a whole number, from 0, of code points"],
        },
        Case {
            name: "half an offset",
            files: with(annotations(|v| v["spans"][0]["end"] = json!(8.5))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].end: it is not a whole number"],
        },
        Case {
            name: "an offset beyond 64 bits",
            files: with(edited_as_text(
                "\"end\": 8",
                "\"end\": 18446744073709551624",
            )),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].end: it is not a whole number"],
        },
        Case {
            name: "the largest offset of 64 bits",
            files: with(annotations(|v| v["spans"][0]["end"] = json!(u64::MAX))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].end: it lies outside the text"],
        },
        Case {
            name: "a span that ends before it begins",
            files: with(annotations(|v| v["spans"][0]["end"] = json!(1))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].end: the end does not lie behind the start"],
        },
        Case {
            name: "a head outside of its span",
            files: with(annotations(|v| v["spans"][0]["head"] = json!([0, 3]))),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].head: it does not lie inside the span"],
        },
        Case {
            name: "an id without end",
            files: with(annotations(|v| {
                v["spans"][0]["id"] = json!("s".repeat(100_000))
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].id: it has 100000 bytes, and at most 1000 are allowed"],
        },
        Case {
            name: "a score with more digits than a double has",
            files: with(edited_as_text(
                "\"by\": \"hand\"",
                "\"by\": \"hand\", \"score\": 0.123456789012345678901234567890",
            )),
            arguments: VALIDATE,
            status: 1,
            says: &["spans[0].origin.score: it has more digits than can be kept, and was rounded"],
        },
        Case {
            name: "a text that is not the one that was hashed",
            files: with(annotations(|v| v["article"]["sha256"] = json!("00"))),
            arguments: VALIDATE,
            status: 1,
            says: &["article.sha256: the text is not the one that was hashed"],
        },
        Case {
            name: "other bytes with the same text",
            files: with(annotations(|v| v["article"]["source_sha256"] = json!("00"))),
            arguments: VALIDATE,
            status: 1,
            says: &["article.source_sha256: the bytes of “a.txt” are not those that were hashed"],
        },
        Case {
            name: "an article that is not there",
            files: vec![("a.txt.obelus.json", annotations(|_| {}))],
            arguments: VALIDATE,
            status: 1,
            says: &["article.source: there is no “a.txt” beside it"],
        },
        Case {
            name: "a day that is none",
            files: with(annotations(|v| {
                v["article"]["published"] = json!("2024-02-30")
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["json:11: article.published: “2024-02-30” is no day such as 2024-04-25"],
        },
        Case {
            name: "times that are none",
            files: with(annotations(|v| {
                v["spans"][0]["created"] = json!("yesterday");
                v["spans"][0]["modified"] = json!("2026-01-01T00:00:00");
            })),
            arguments: VALIDATE,
            status: 1,
            says: &[
                "spans[0].created: “yesterday” is no time as RFC 3339 writes it",
                "spans[0].modified: “2026-01-01T00:00:00” is no time",
            ],
        },
        Case {
            name: "words that would steer the terminal",
            files: with(annotations(|v| {
                v["spans"][0]["quote"] = json!("\u{1b}[2J\u{202e}x\u{9b}");
            })),
            arguments: VALIDATE,
            status: 1,
            says: &["not “\\u{1b}[2J\\u{202e}x\\u{9b}”"],
        },
        Case {
            name: "a name that would steer the terminal",
            files: vec![("a\u{1b}]0;x\u{7}.pdf", b"x".to_vec())],
            arguments: &["suggest", "a\u{1b}]0;x\u{7}.pdf"],
            status: 2,
            says: &["a\\u{1b}]0;x\\u{7}.pdf: files named .pdf cannot be read"],
        },
        Case {
            name: "half a character at the end of UTF-16",
            files: vec![
                ("a.txt", b"\xFF\xFER\0e\0b\0\n\0x\0y".to_vec()),
                (
                    "a.txt.obelus.json",
                    annotations(|v| v["article"]["text"] = json!("Reb\nx\u{FFFD}")),
                ),
            ],
            arguments: VALIDATE,
            status: 1,
            says: &[
                "article: 1 stretch of its bytes is no text in utf-16le, and stands as \u{FFFD} in it, first in line 2 of “a.txt”",
            ],
        },
        Case {
            name: "an empty annotation file",
            files: with(Vec::new()),
            arguments: VALIDATE,
            status: 1,
            says: &["not valid JSON"],
        },
        Case {
            name: "an empty article",
            files: vec![("a.txt", Vec::new())],
            arguments: SUGGEST,
            status: 0,
            says: &["\"text\": \"\""],
        },
        Case {
            name: "a file of 10 MB",
            files: vec![("a.txt", "Rebels met in Gao.\n".repeat(560_000).into_bytes())],
            arguments: &["suggest", "--jsonl", "a.txt"],
            status: 0,
            says: &["{\"id\":\"a\",\"spans\":["],
        },
    ]
}

fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect()
}

#[test]
fn each_fault_is_said_and_leaves_the_folder_as_it_was() {
    for case in cases() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &case.files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let before = snapshot(folder.path());
        let output = Command::new(env!("CARGO_BIN_EXE_obelus"))
            .args(case.arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let shown: String = said.chars().take(2000).collect();
        assert_eq!(
            output.status.code(),
            Some(case.status),
            "{}: {shown}",
            case.name
        );
        for part in case.says {
            assert!(said.contains(part), "{}: no {part:?} in {shown}", case.name);
        }
        assert!(
            before == snapshot(folder.path()),
            "{}: the folder changed",
            case.name
        );
    }
}

/// Links that lead out of a folder are left out and not followed: reading them would copy what
/// lies elsewhere into a file that is passed on, writing would change what the folder hides.
#[cfg(unix)]
#[test]
fn links_out_of_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("shared");
    fs::create_dir(&folder).unwrap();
    let secret = outer.path().join("secret.txt");
    fs::write(&secret, "The secret words.").unwrap();
    fs::write(folder.join("real.txt"), STORY).unwrap();
    symlink(&secret, folder.join("a.txt")).unwrap();
    symlink("../secret.txt", folder.join("b.txt")).unwrap();
    symlink("real.txt", folder.join("inside.txt")).unwrap();
    fs::create_dir(folder.join("deeper")).unwrap();
    symlink("../../secret.txt", folder.join("deeper/c.txt")).unwrap();
    symlink(&folder, folder.join("deeper/round")).unwrap();
    let listed = |folder: &Path| Corpus::list(&OnDisk, folder, &mut |_| true).unwrap();
    let corpus = listed(&folder);
    let names: Vec<&str> = corpus.entries.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["inside.txt", "real.txt"]);
    let notice = &corpus.notices[0];
    assert!(
        notice.starts_with("a.txt and 2 others were left out"),
        "{notice}"
    );

    // The article of an annotation file.
    let file = folder.join("a.txt.obelus.json");
    fs::write(&file, annotations(|_| {})).unwrap();
    let opened = storage::open(&OnDisk, &file, None).unwrap();
    assert_eq!(
        (opened.article.text(), opened.article_place.clone()),
        (STORY, None)
    );
    let said = opened.faults[0].to_string();
    assert_eq!(
        said,
        "article.source: it is a link out of this folder, and is not followed"
    );
    fs::write(&file, b"{").unwrap();
    assert!(storage::open(&OnDisk, &file, None).is_err());

    // An annotation file: shown, and never written through.
    let elsewhere = outer.path().join("real.txt.obelus.json");
    fs::write(
        &elsewhere,
        annotations(|v| v["article"]["source"] = json!("real.txt")),
    )
    .unwrap();
    symlink(&elsewhere, folder.join("real.txt.obelus.json")).unwrap();
    let opened = storage::open(&OnDisk, folder.join("real.txt"), None).unwrap();
    let target = elsewhere.canonicalize().unwrap();
    assert_eq!(opened.read_only, Some(ReadOnly::Linked(target)));
    assert_eq!((opened.set.len(), opened.base), (1, Base::Protected));
    let facts = storage::facts(&OnDisk, &corpus.entries[1].place, None);
    assert_eq!((facts.title.as_str(), facts.spans), (STORY, 0));

    // A link in a folder that is itself reached by a link.
    let way = outer.path().join("way");
    symlink(&folder, &way).unwrap();
    let corpus = listed(&way);
    assert_eq!((corpus.entries.len(), corpus.notices.len()), (2, 1));
}

#[test]
fn a_permission_error_on_either_file_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, STORY).unwrap();
    for step in [Step::Kind, Step::Read] {
        let files = BadDisk::new(step, io::ErrorKind::PermissionDenied);
        let error = storage::open(&files, &path, None).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("a.txt: cannot be read: permission denied"),
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_permission_error_of_the_real_disk_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, STORY).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("not tested: this user may read everything");
        return;
    }
    let error = storage::open(&OnDisk, &path, None).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a.txt: cannot be read: permission denied")
    );
}

/// The steps of a file system that can be made to fail.
#[test]
fn a_save_that_fails_at_any_step_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt.obelus.json");
    let base = storage::save(&OnDisk, &path, b"old", Base::Nothing).unwrap();
    let before = snapshot(folder.path());
    for (step, kind, says) in [
        (
            Step::Write,
            io::ErrorKind::StorageFull,
            "not saved: the disk is full; make room",
        ),
        (
            Step::Write,
            io::ErrorKind::PermissionDenied,
            "not saved: permission denied",
        ),
        (
            Step::Write,
            io::ErrorKind::NotFound,
            "not saved: its folder is gone",
        ),
        (
            Step::Write,
            io::ErrorKind::ReadOnlyFilesystem,
            "not saved: the disk is read-only",
        ),
        (
            Step::Rename,
            io::ErrorKind::PermissionDenied,
            "not saved: permission denied",
        ),
        (
            Step::Kind,
            io::ErrorKind::PermissionDenied,
            "not saved: permission denied",
        ),
        (
            Step::Read,
            io::ErrorKind::PermissionDenied,
            "not saved: permission denied",
        ),
        (
            Step::Resolve,
            io::ErrorKind::PermissionDenied,
            "not saved: permission denied",
        ),
    ] {
        let error = storage::save(&BadDisk::new(step, kind), &path, b"new one", base).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("a.txt.obelus.json: ") && said.contains(says),
            "{step:?}: {said}"
        );
        assert!(
            before == snapshot(folder.path()),
            "{step:?}: the folder changed"
        );
    }
}

#[test]
fn a_file_that_changed_since_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt.obelus.json");
    let base = storage::save(&OnDisk, &path, b"old", Base::Nothing).unwrap();
    let next = storage::save(&OnDisk, &path, b"newer", base).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"newer");
    for stale in [base, Base::Nothing] {
        let error = storage::save(&OnDisk, &path, b"mine", stale).unwrap_err();
        assert!(matches!(error, StorageError::ChangedUnderneath(_)));
    }
    let error = storage::save(&OnDisk, &path, b"mine", Base::Protected).unwrap_err();
    assert!(matches!(error, StorageError::Protected(_)));
    assert_eq!(storage::save(&OnDisk, &path, b"newer", next).unwrap(), next);
    // Where it was taken away there is nothing to overwrite.
    fs::remove_file(&path).unwrap();
    storage::save(&OnDisk, &path, b"mine", next).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn permissions_links_and_write_protection_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (
        folder.path().join("real.json"),
        folder.path().join("link.json"),
    );
    let base = storage::save(&OnDisk, &real, b"old", Base::Nothing).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    let base = storage::save(&OnDisk, &link, b"new", base).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&real).unwrap(), b"new");
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let error = storage::save(&OnDisk, &real, b"more", base).unwrap_err();
    assert!(error.to_string().contains("marked read-only"), "{error}");
    assert_eq!(snapshot(folder.path()).len(), 2);
}

#[test]
fn what_may_only_be_looked_at_cannot_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.txt");
    let file = folder.path().join("a.txt.obelus.json");
    fs::write(&article, STORY).unwrap();
    let newer = annotations(|v| v["version"] = json!(2));
    let cases: [(&[u8], Option<&str>, usize); 3] = [
        (b"{", None, 0),
        (&newer, None, 1),
        (&annotations(|_| {}), Some("amina"), 1),
    ];
    for (bytes, annotator, spans) in cases {
        fs::write(&file, bytes).unwrap();
        let opened = storage::open(&OnDisk, &article, annotator).unwrap();
        assert_eq!(opened.set.len(), spans);
        assert!(opened.read_only.is_some());
        assert_eq!(opened.base, Base::Protected);
        let saved = storage::save(&OnDisk, &opened.annotation_path, b"x", opened.base);
        assert!(saved.is_err());
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn an_annotation_file_opens_with_and_without_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt.obelus.json");
    fs::write(&file, annotations(|_| {})).unwrap();
    let alone = storage::open(&OnDisk, &file, None).unwrap();
    assert_eq!(
        (alone.article.text(), alone.article_place.is_some()),
        (STORY, false)
    );
    fs::write(folder.path().join("a.txt"), STORY).unwrap();
    let joined = storage::open(&OnDisk, &file, None).unwrap();
    assert_eq!((joined.set.len(), joined.read_only.clone()), (1, None));
    assert_eq!(
        joined.article_place,
        Some(Place::File(folder.path().join("a.txt")))
    );
    assert_eq!(joined.faults, []);
    fs::write(folder.path().join("a.txt"), "Other").unwrap();
    let edited = storage::open(&OnDisk, &file, None).unwrap();
    assert_eq!(
        (edited.article.text(), edited.read_only),
        (STORY, Some(ReadOnly::EditedSince))
    );
}

#[test]
fn settings_that_cannot_be_read_are_reported_and_kept() {
    use obelus::storage::settings::{self, Settings, Theme};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/settings.json");
    let (mut settings, base, error) = settings::load(&OnDisk, &path);
    assert!(settings == Settings::default() && error.is_none());
    settings.annotator = Some("amina".into());
    settings.theme = Theme::Dark;
    settings.zoom = 1.1;
    settings.extra.insert("later".into(), json!([1]));
    settings.remember(Path::new("/x/a.txt"));
    settings::save(&OnDisk, &path, &settings, base.unwrap()).unwrap();
    assert_eq!(settings::load(&OnDisk, &path).0, settings);
    for broken in ["{", "[1]", "{\"zoom\": }"] {
        fs::write(&path, broken).unwrap();
        let (usual, base, error) = settings::load(&OnDisk, &path);
        assert!(usual == Settings::default() && base.is_none());
        assert!(
            error
                .unwrap()
                .to_string()
                .contains("settings.json: the settings cannot be read")
        );
    }
    // A wrong value costs that value, and saving leaves it where it stands.
    fs::write(
        &path,
        "{\"zoom\": \"big\", \"annotator\": \"A B\", \"theme\": \"dark\"}",
    )
    .unwrap();
    let (mut found, base, error) = settings::load(&OnDisk, &path);
    assert!(error.is_none() && found.faults().len() == 2);
    assert_eq!(
        (found.theme, found.annotator.as_deref()),
        (Theme::Dark, None)
    );
    found.theme = Theme::Light;
    settings::save(&OnDisk, &path, &found, base.unwrap()).unwrap();
    assert_eq!(settings::load(&OnDisk, &path).0, found);
    let kept = fs::read_to_string(&path).unwrap();
    assert!(
        kept.contains("\"big\"") && kept.contains("\"A B\""),
        "{kept}"
    );
}
