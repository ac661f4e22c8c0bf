//! Files of records on a real disk.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::annotation::AnnotationSet;
use crate::formats::native;
use crate::formats::records::Columns;
use crate::storage::{OnDisk, StorageError};

const FILE: &str = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\nnonsense\n";

fn corpus(content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.jsonl");
    fs::write(&path, content).unwrap();
    (folder, path)
}

/// How many pieces of it were read.
fn opened(path: &Path, columns: Option<Columns>) -> (Result<Records, StorageError>, usize) {
    let mut pieces = 0;
    let records = open_records(&OnDisk, path, columns, &mut |_, _| pieces += 1, &|| false);
    (records, pieces)
}

fn open(path: &Path) -> Records {
    opened(path, None).0.unwrap()
}

fn keys(records: &Records) -> Vec<&str> {
    records.entries.iter().map(|entry| &*entry.key).collect()
}

fn text(records: &Records, index: usize) -> String {
    let place = RecordPlace::new(&records.file, &records.entries[index]);
    place.read(&OnDisk).unwrap().text().to_owned()
}

/// Writes work on a record, as saving does.
fn annotate(place: &RecordPlace, annotator: Option<&str>) -> PathBuf {
    let article = place.read(&OnDisk).unwrap();
    let mut set = AnnotationSet::default();
    set.annotator = annotator.map(str::to_owned);
    let mut bytes = Vec::new();
    native::encode(&article, &set, &mut bytes).unwrap();
    let path = place.annotation_path(&OnDisk, annotator);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_file_opens_by_its_index_until_it_changes() {
    let (_folder, path) = corpus(FILE.as_bytes());
    let (records, pieces) = opened(&path, None);
    let records = records.unwrap();
    assert_eq!((keys(&records), pieces), (vec!["a", "b"], 1));
    assert_eq!(records.faults.len(), 1);
    let (again, pieces) = opened(&path, None);
    let again = again.unwrap();
    assert_eq!((&again.entries, pieces), (&records.entries, 0));
    assert_eq!(again.faults, records.faults);
    assert_eq!(text(&again, 1), "Two.");

    // Another record stands there now.
    fs::write(&path, FILE.replace("\"a\"", "\"longer\"")).unwrap();
    for entry in &again.entries {
        let error = read(&OnDisk, &again.file, entry).unwrap_err();
        assert!(error.to_string().contains("scan it again"), "{error}");
    }
    assert!(again.file.has_changed(&OnDisk));
    assert_eq!(keys(&open(&path)), ["longer", "b"]);

    // An index that is odd is made anew.
    let index = path.with_file_name("news.jsonl.obelus/index.bin");
    let good = fs::read(&index).unwrap();
    for odd in [&b""[..], b"obelus records 1\n", &good[..good.len() / 2]] {
        fs::write(&index, odd).unwrap();
        let (records, pieces) = opened(&path, None);
        assert_eq!((keys(&records.unwrap()), pieces), (vec!["longer", "b"], 1));
        assert_eq!(fs::read(&index).unwrap(), good);
    }
}

#[test]
fn records_without_ids_are_not_read_from_a_changed_file() {
    let (_folder, path) = corpus(b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    let records = open(&path);
    assert_eq!(keys(&records), ["line 1", "line 2"]);
    assert_eq!(text(&records, 0), "One.");
    fs::write(
        &path,
        b"{\"text\":\"New.\"}\n{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n",
    )
    .unwrap();
    assert!(read(&OnDisk, &records.file, &records.entries[0]).is_err());
}

#[test]
fn the_choice_of_columns_is_kept_beside_what_else_is_in_the_file() {
    let (_folder, path) = corpus(b"{\"id\":\"a\",\"text\":\"One.\",\"body\":\"Long.\"}\n");
    assert_eq!(kept_columns(&OnDisk, &path).unwrap(), None);
    assert_eq!(text(&open(&path), 0), "One.");
    let mut columns = Columns {
        text: "body".into(),
        title: Some("text".into()),
        id: Some("id".into()),
        ..Columns::default()
    };
    let toml = folder_of(&path).join("obelus.toml");
    let own = "# ours\n[labels.actor] # blue\ncolour = \"#00f\"\n";
    fs::write(&toml, own).unwrap();
    for title in [Some("text"), None] {
        columns.title = title.map(str::to_owned);
        keep_columns(&OnDisk, &path, &columns).unwrap();
        assert_eq!(
            kept_columns(&OnDisk, &path).unwrap().as_ref(),
            Some(&columns)
        );
        assert!(fs::read_to_string(&toml).unwrap().starts_with(own));
    }
    assert_eq!(text(&open(&path), 0), "Long.");

    fs::write(&toml, "[labels\n").unwrap();
    let error = keep_columns(&OnDisk, &path, &columns)
        .unwrap_err()
        .to_string();
    assert!(error.contains("line 1, column"), "{error}");
    assert_eq!(fs::read_to_string(&toml).unwrap(), "[labels\n");
    assert_eq!(open(&path).notices.len(), 1);
    assert_eq!(text(&open(&path), 0), "Long.");
}

#[test]
fn work_on_records_is_found_and_read_again_when_it_changes() {
    let (_folder, path) = corpus(FILE.as_bytes());
    let records = open(&path);
    let places: Vec<_> = records
        .entries
        .iter()
        .map(|entry| RecordPlace::new(&records.file, entry))
        .collect();
    annotate(&places[0], None);
    annotate(&places[1], Some("amina"));
    annotate(&places[1], None);
    let records = open(&path);
    let flagged = |annotator: Option<&str>| {
        let summaries = records.summaries(annotator);
        let mut found: Vec<_> = summaries
            .iter()
            .map(|(key, summary)| (key.to_string(), summary.annotator.clone()))
            .collect();
        found.sort();
        found
    };
    let amina = Some("amina".to_owned());
    assert_eq!(flagged(None), [("a".into(), None), ("b".into(), None)]);
    assert_eq!(
        flagged(amina.as_deref()),
        [("a".into(), None), ("b".into(), amina)]
    );
    assert_eq!(records.works.len(), 3);
    // What is known with this size and time is taken as it is.
    let mut known = records.works.clone();
    known[0].summary = None;
    let found = annotated(&OnDisk, &folder_of(&path), &known);
    assert_eq!(found[0].summary, None);
    known[0].size += 1;
    let found = annotated(&OnDisk, &folder_of(&path), &known);
    assert_eq!(found, records.works);
}

#[test]
fn records_never_share_a_name_for_their_work() {
    // Their SHA-256 begin with the same eight digits, and neither has a letter of ASCII.
    let (one, other) = ("呃丂", "帒东");
    let file = format!(
        "{{\"id\":\"{one}\",\"text\":\"One.\"}}\n{{\"id\":\"{other}\",\"text\":\"Two.\"}}\n"
    );
    let (_folder, path) = corpus(file.as_bytes());
    let paths = |records: &Records| -> Vec<PathBuf> {
        let places = records
            .entries
            .iter()
            .map(|e| RecordPlace::new(&records.file, e));
        places
            .map(|place| place.annotation_path(&OnDisk, None))
            .collect()
    };
    let records = open(&path);
    let before = paths(&records);
    let lengths = |paths: &[PathBuf]| -> Vec<usize> {
        paths
            .iter()
            .map(|path| path.file_name().unwrap().len())
            .collect()
    };
    let short = "record-12345678.obelus.json".len();
    assert_eq!(lengths(&before), [short, short + 8]);
    // The second one has the short name already, from when it was the only one.
    fs::write(&path, file.lines().nth(1).unwrap()).unwrap();
    let alone = open(&path);
    let place = RecordPlace::new(&alone.file, &alone.entries[0]);
    assert_eq!(annotate(&place, None), before[0]);
    fs::write(&path, &file).unwrap();
    let after = paths(&open(&path));
    assert_eq!(lengths(&after), [short + 8, short]);
}

#[test]
fn a_table_of_a_spreadsheet_is_decoded_from_the_row_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.csv");
    let plain = "1;Plain words of the day\n".repeat(40_000);
    let mut file = format!("id;texte\n{plain}").into_bytes();
    file.extend_from_slice(b"x;Le pr\xe9fet a d\xe9clar\xe9 l\x92\xe9tat d\x92urgence.\n");
    fs::write(&path, file).unwrap();
    let records = open(&path);
    assert_eq!(records.file.shape.encoding.name(), "windows-1252");
    assert!(records.notices[0].contains("windows-1252"));
    assert_eq!(
        text(&records, 40_000),
        "Le préfet a déclaré l’état d’urgence."
    );
}

#[test]
fn files_without_records_and_wrong_columns_are_refused_with_a_reason() {
    let check = |name: &str, content: &str, columns: Option<&str>, expected: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let columns = columns.map(|text| Columns {
            text: text.into(),
            ..Columns::default()
        });
        let error = opened(&path, columns).0.unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(expected), "{error}");
    };
    check("a.jsonl", "", None, "there is no record in it");
    check("a.csv", "id,text\n", None, "there is no record in it");
    check(
        "a.csv",
        "id,n\n1,2\n",
        None,
        "none of its columns holds text (id, n)",
    );
    check("a.csv", "id,text\n1,x\n", Some("body"), "no column “body”");
    check("a.jsonl", "[{\"text\":\"x\"}]", None, "one JSON list");
    let (_folder, path) = corpus(FILE.as_bytes());
    let stop = open_records(&OnDisk, &path, None, &mut |_, _| {}, &|| true);
    assert!(matches!(stop, Err(StorageError::CalledOff(_))));
    assert!(opened(&path.with_file_name("none.jsonl"), None).0.is_err());
}
