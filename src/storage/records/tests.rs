//! Files of records on a real disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::*;
use crate::annotation::{AnnotationSet, Change, Op, Status, Step, Stroke, Transaction};
use crate::formats::native;
use crate::formats::records::Columns;
use crate::storage::{Base, Corpus, Files, OnDisk, Place, ReadOnly, StorageError};

const FILE: &str = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\nnonsense\n";

fn corpus(content: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.jsonl");
    fs::write(&path, content).unwrap();
    fs::create_dir(folder_of(&path)).unwrap();
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

fn place(records: &Records, key: &str) -> Place {
    let entry = records.entries.iter().find(|entry| &*entry.key == key);
    Place::Record(RecordPlace::new(&records.file, entry.unwrap()))
}

/// The keys of the records with work, as a list of articles shows them.
fn worked(records: &Records) -> Vec<String> {
    let corpus = Corpus::of_records(records, None);
    let entries = corpus.entries.into_iter();
    let done = entries.filter(|e| e.facts.as_ref().is_some_and(|f| f.status == Status::Done));
    done.map(|entry| entry.name).collect()
}

/// Work on a record that is done, through a keeper.
fn finish(place: &Place) -> PathBuf {
    let files: Arc<dyn Files> = Arc::new(OnDisk);
    let begun = crate::storage::begin(&files, place, None, None).unwrap();
    let path = begun.opened.annotation_path.clone();
    let mut keeper = begun.keeper.unwrap();
    let change = Change::new(begun.opened.set.status, Status::Done);
    let transaction = Transaction {
        name: "done".to_owned(),
        ops: vec![Op::Status(change)],
    };
    keeper
        .record(Step {
            stroke: Stroke::Do,
            transaction,
        })
        .unwrap();
    keeper.save().unwrap();
    keeper.rest();
    path
}

#[test]
fn work_goes_with_its_text_and_not_with_the_line() {
    let one = "{\"text\":\"One.\"}\n";
    let (_folder, path) = corpus(format!("{one}{{\"text\":\"Two.\"}}\n").as_bytes());
    let records = open(&path);
    let at_first = finish(&place(&records, "line 1"));
    assert_eq!(worked(&open(&path)), ["line 1"]);

    // A record that is as long, and one that is not, are put before it.
    for new in [
        "{\"text\":\"New.\"}\n",
        "{\"text\":\"Longer than that.\"}\n",
    ] {
        let file = format!("{new}{one}{{\"text\":\"Two.\"}}\n");
        fs::write(&path, file).unwrap();
        let records = open(&path);
        assert_eq!(worked(&records), ["line 2"], "{new}");
        assert!(records.notices.is_empty());
        let moved = place(&records, "line 2");
        assert_eq!(moved.annotation_path(&OnDisk, None), at_first);
        let opened = crate::storage::open(&OnDisk, &moved, None).unwrap();
        assert_eq!((opened.set.status, opened.read_only), (Status::Done, None));
        let other = place(&records, "line 1");
        assert_ne!(other.annotation_path(&OnDisk, None), at_first);
        let opened = crate::storage::open(&OnDisk, &other, None).unwrap();
        assert_eq!(opened.base, Base::Nothing);
    }
    // By the index it is the same, and once more after it was saved under its new key.
    assert_eq!(worked(&open(&path)), ["line 2"]);
    fs::write(&path, format!("{{\"text\":\"New.\"}}\n{one}")).unwrap();
    let records = open(&path);
    assert_eq!(finish(&place(&records, "line 2")), at_first);
    assert_eq!(worked(&open(&path)), ["line 2"]);
    // The other record has work of its own beside it.
    assert_ne!(finish(&place(&records, "line 1")), at_first);
    assert_eq!(worked(&open(&path)), ["line 1", "line 2"]);
}

#[test]
fn work_whose_record_is_gone_counts_for_no_article() {
    let (_folder, path) = corpus(b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
    let kept = finish(&place(&open(&path), "line 2"));
    for file in [
        // It was edited, it is gone, it stands there twice.
        "{\"text\":\"One.\"}\n{\"text\":\"2wo.\"}\n",
        "{\"text\":\"One.\"}\n",
        "{\"text\":\"Two.\"}\n{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n",
    ] {
        fs::write(&path, file).unwrap();
        let records = open(&path);
        assert_eq!(worked(&records), [] as [&str; 0], "{file}");
        let told = Corpus::of_records(&records, None);
        let said = "it is work on “line 2”, and its record is gone or changed";
        assert!(told.notices[0].contains(said), "{:?}", told.notices);
        assert!(told.faults[0].contains(said));
        assert!(kept.exists());
    }
    fs::write(&path, "{\"text\":\"Two.\"}\n").unwrap();
    assert_eq!(worked(&open(&path)), ["line 1"]);
}

#[test]
fn work_on_records_with_one_id_goes_with_its_text_too() {
    let (a, b) = (
        "{\"id\":\"a\",\"text\":\"One.\"}\n",
        "{\"id\":\"a\",\"text\":\"Two.\"}\n",
    );
    let (_folder, path) = corpus(format!("{a}{b}").as_bytes());
    let columns = Columns {
        text: "text".into(),
        id: Some("id".into()),
        ..Columns::default()
    };
    keep_columns(&OnDisk, &path, &columns).unwrap();
    finish(&place(&open(&path), "a"));
    fs::write(&path, format!("{b}{a}")).unwrap();
    assert_eq!(worked(&open(&path)), ["a (line 2)"]);
    fs::write(&path, format!("{b}\n{a}")).unwrap();
    assert_eq!(worked(&open(&path)), ["a (line 3)"]);
    // An article with an id of its own is the same one after an edit.
    fs::write(&path, a.replace("One", "Once")).unwrap();
    assert_eq!(worked(&open(&path)), ["a"]);
}

#[test]
fn a_file_that_nobody_annotates_gets_no_folder() {
    let (_folder, path) = corpus(FILE.as_bytes());
    fs::remove_dir(folder_of(&path)).unwrap();
    assert_eq!(keys(&open(&path)), ["a", "b"]);
    assert!(!folder_of(&path).exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_behind_links() {
    use std::os::unix::fs::symlink;
    let (_folder, path) = corpus(FILE.as_bytes());
    let elsewhere = tempfile::tempdir().unwrap();
    let empty = || fs::read_dir(elsewhere.path()).unwrap().next().is_none();
    let records = open(&path);
    let first = place(&records, "a");
    let shelf = first
        .annotation_path(&OnDisk, None)
        .parent()
        .unwrap()
        .to_owned();
    let refused = |place: &Place| {
        let files: Arc<dyn Files> = Arc::new(OnDisk);
        let begun = crate::storage::begin(&files, place, None, None).unwrap();
        assert_eq!(begun.keeper.is_none(), begun.opened.read_only.is_some());
        matches!(begun.opened.read_only, Some(ReadOnly::Elsewhere(_)))
    };
    symlink(elsewhere.path(), &shelf).unwrap();
    assert!(refused(&first) && empty());
    assert!(!refused(&place(&records, "b")));

    fs::remove_dir_all(folder_of(&path)).unwrap();
    symlink(elsewhere.path(), folder_of(&path)).unwrap();
    let records = open(&path);
    assert!(records.notices[0].contains("is a link out of its folder"));
    assert!(refused(&place(&records, "a")) && empty());
    let columns = records.file.shape.columns.clone();
    assert!(matches!(
        keep_columns(&OnDisk, &path, &columns),
        Err(StorageError::Linked(_))
    ));
    assert!(empty());

    // A choice of columns that is a link is neither read nor written.
    fs::remove_file(folder_of(&path)).unwrap();
    fs::create_dir(folder_of(&path)).unwrap();
    let toml = elsewhere.path().join("theirs.toml");
    fs::write(&toml, "[records]\ntext = \"id\"\n").unwrap();
    symlink(&toml, folder_of(&path).join("obelus.toml")).unwrap();
    assert_eq!(kept_columns(&OnDisk, &path).unwrap(), None);
    assert!(keep_columns(&OnDisk, &path, &columns).is_err());
    assert!(fs::read_to_string(&toml).unwrap().contains("\"id\""));
}
