//! Rows: an invented article against committed tables, and what the terminal says beside them.
//!
//! `UPDATE=1` writes the tables anew; look at each before committing it.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use obelus::annotation::{Id, Op, Schema};
use obelus::formats::native;
use obelus::formats::rows::{Form, RowWriter, Rows, Style, Work, columns, split, unguarded};
use obelus::storage::names;
use serde_json::Value;

const CSV: Form = Form::Csv {
    bom: false,
    raw: false,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rows")
}

fn annotations() -> PathBuf {
    folder().join(names::annotation_name("report.txt", Some("amina")))
}

fn written(rows: Rows, form: Form) -> String {
    let decoded = native::decode(&fs::read(annotations()).unwrap()).unwrap();
    assert_eq!(decoded.faults, []);
    let mut writer = RowWriter::new(rows, form, &Schema::built_in());
    let mut out = Vec::new();
    writer.begin(&mut out).unwrap();
    let work = Work::new(&decoded.article, &decoded.set, "report.txt");
    writer.article(&work, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn compare(name: &str, rows: Rows, form: Form) {
    let found = written(rows, form);
    let path = folder().join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} differs; UPDATE=1 writes it anew");
}

/// The records of a table as another reader has them.
fn read(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv_core::Reader::new();
    let (mut fields, mut ends) = (vec![0; csv.len() + 8], vec![0; 1024]);
    let mut input = csv.as_bytes();
    let mut records = Vec::new();
    loop {
        let (result, used, _, count) = reader.read_record(input, &mut fields, &mut ends);
        input = &input[used..];
        match result {
            csv_core::ReadRecordResult::Record => {
                let mut start = 0;
                let cells = ends[..count].iter().map(|end| {
                    let cell = std::str::from_utf8(&fields[start..*end])
                        .unwrap()
                        .to_owned();
                    start = *end;
                    cell
                });
                records.push(cells.collect::<Vec<_>>());
            }
            csv_core::ReadRecordResult::End => break,
            csv_core::ReadRecordResult::InputEmpty => {}
            other => panic!("{other:?}"),
        }
    }
    let names = records.remove(0);
    let named = |cells: Vec<String>| names.iter().cloned().zip(cells).collect();
    records.into_iter().map(named).collect()
}

#[test]
fn events_are_told_like_acled() {
    compare("events.acled.csv", Rows::Events(Style::Acled), CSV);
    compare(
        "events.acled.jsonl",
        Rows::Events(Style::Acled),
        Form::Jsonl,
    );
}

#[test]
fn events_are_told_with_the_fields_of_plover() {
    compare("events.plover.csv", Rows::Events(Style::Plover), CSV);
    compare(
        "events.plover.jsonl",
        Rows::Events(Style::Plover),
        Form::Jsonl,
    );
}

#[test]
fn spans_are_told_with_their_values() {
    compare("spans.csv", Rows::Spans, CSV);
}

#[test]
fn a_table_says_who_did_what_where_and_how_many() {
    let rows = read(&written(Rows::Events(Style::Acled), CSV));
    let told = |row: usize, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| rows[row][*name].clone()).collect()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(
        told(
            0,
            &[
                "event_date",
                "event_type",
                "sub_event_type",
                "actor1",
                "inter1"
            ]
        ),
        [
            "2024-05-13",
            "Explosions/Remote violence",
            "Air/drone strike",
            "Army of Halvia",
            "1"
        ]
    );
    assert_eq!(
        told(
            0,
            &[
                "actor2",
                "inter2",
                "location",
                "latitude",
                "iso",
                "fatalities",
                "dead_hedge"
            ]
        ),
        ["rebels", "2", "Port Selm", "-13.5", "562", "12", "at_least"]
    );
    assert_eq!(
        told(0, &["notes"]),
        ["'=HYPERLINK(\"x\") as the ministry put it"]
    );
    assert_eq!(
        told(
            1,
            &[
                "event_type",
                "type",
                "mode",
                "actor1",
                "assoc_actor_1",
                "actor2"
            ]
        ),
        ["", "CONSULT", "visit", "Ada Morvan", "", "Luis Okar"]
    );
    assert_eq!(
        told(
            1,
            &["context", "location", "other_locations", "actor2_country"]
        ),
        ["diplomatic | executive", "Port Selm", "Vell", "TCD"]
    );
    assert_eq!(
        told(
            2,
            &[
                "event_date",
                "event_type",
                "disorder_type",
                "size_low",
                "injured_quote"
            ]
        ),
        ["", "Protests", "Demonstrations", "3600", "'+17 injured"]
    );
    assert_eq!(
        told(2, &["other_role", "other_role_filler", "other_role_quote"]),
        ["against", "e2", "met"]
    );
}

#[test]
fn every_quote_stands_where_its_offsets_say() {
    let decoded = native::decode(&fs::read(annotations()).unwrap()).unwrap();
    let text: Vec<char> = decoded.article.text().chars().collect();
    let mut seen = 0;
    for rows in [
        Rows::Events(Style::Acled),
        Rows::Events(Style::Plover),
        Rows::Spans,
    ] {
        let all = columns(rows, &Schema::built_in());
        for row in read(&written(rows, CSV)) {
            for column in all.iter().filter(|column| column.name.ends_with("quote")) {
                let sibling = |what: &str| {
                    let name = column.name.strip_suffix("quote").unwrap();
                    row[&format!("{name}{what}")].clone()
                };
                let values = |cell: &str| {
                    if column.several {
                        split(unguarded(cell))
                    } else {
                        Some(cell.to_owned())
                            .filter(|c| !c.is_empty())
                            .into_iter()
                            .collect()
                    }
                };
                let (starts, ends) = (values(&sibling("start")), values(&sibling("end")));
                for (n, quote) in values(&row[&column.name]).iter().enumerate() {
                    let at = |cells: &[String]| cells[n].parse::<usize>().unwrap();
                    let slice: String = text[at(&starts)..at(&ends)].iter().collect();
                    let quote = if column.several {
                        quote
                    } else {
                        unguarded(quote)
                    };
                    assert_eq!(slice, quote, "{}", column.name);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn columns_have_a_name_each_and_say_what_they_are() {
    for rows in [
        Rows::Events(Style::Acled),
        Rows::Events(Style::Plover),
        Rows::Spans,
    ] {
        let all = columns(rows, &Schema::built_in());
        let names: std::collections::HashSet<_> = all.iter().map(|c| &c.name).collect();
        assert_eq!(names.len(), all.len());
        // A name that is taken gets a number: none of the built-in ones is.
        let again = |name: &&&String| {
            name.strip_suffix("_2")
                .is_some_and(|stem| names.contains(&stem.to_owned()))
        };
        assert_eq!(names.iter().find(again), None);
        assert!(
            all.iter()
                .all(|c| !c.what.is_empty() && !c.what.ends_with('.'))
        );
    }
}

fn obelus(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// A copy of the article with the work on it.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for path in [folder().join("report.txt"), annotations()] {
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    copy
}

#[test]
fn the_terminal_prints_what_the_library_writes_and_says_what_it_left_out() {
    let copy = copy();
    let output = obelus(copy.path(), &["rows", "."]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let (printed, rows) = (
        read(&printed),
        read(&written(Rows::Events(Style::Acled), CSV)),
    );
    assert_eq!(printed.len(), 3);
    assert_eq!(printed[0]["source"], "report.txt");
    assert_eq!(printed[1]["actor1_quote"], rows[1]["actor1_quote"]);
    assert!(said.contains("3 events of 1 article"), "{said}");
}

#[test]
fn a_file_is_written_whole_and_never_over_another_one_unasked() {
    let copy = copy();
    let folder = copy.path();
    let arguments = [
        "rows", "--spans", "--format", "jsonl", "--out", "tables/", ".",
    ];
    assert_eq!(obelus(folder, &arguments).status.code(), Some(0));
    let path = folder.join("tables/spans.jsonl");
    let spans = fs::read_to_string(&path).unwrap();
    assert_eq!(spans.lines().count(), 16);
    assert!(
        spans
            .lines()
            .all(|line| serde_json::from_str::<Value>(line).is_ok())
    );
    fs::write(&path, "mine").unwrap();
    let refused = obelus(folder, &arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let replacing = [&arguments[..], &["--replace"]].concat();
    assert_eq!(obelus(folder, &replacing).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), spans);
    assert_eq!(fs::read_dir(folder.join("tables")).unwrap().count(), 1);
    // Neither an annotation file nor an article is ever a table.
    let name = annotations()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let over = obelus(folder, &["rows", ".", "--replace", "--out", &name]);
    assert_eq!(over.status.code(), Some(2));
    let said = |output: Output| String::from_utf8(output.stderr).unwrap();
    let never = "it is an annotation file and is never replaced";
    assert!(said(over).contains(never));
    let over = obelus(folder, &["rows", ".", "--replace", "--out", "report.txt"]);
    assert_eq!(over.status.code(), Some(2));
    assert!(said(over).contains("report.txt: not written, since it is an article and is never"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_place_for_a_table_is_said_with_its_path() {
    let copy = copy();
    for (out, why) in [
        ("/dev/full", "/dev/full: not saved: it is no plain file"),
        ("/proc/x/e.csv", "/proc/x: it cannot be made: "),
        ("/proc", "/proc/events.csv: not saved: "),
    ] {
        let output = obelus(copy.path(), &["rows", ".", "--replace", "--out", out]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
}

/// The printed rows of a copy in which words of the annotation file were exchanged, what was said,
/// and the status.
fn spoilt(changes: &[(&str, &str)], arguments: &[&str]) -> (String, String, Option<i32>) {
    let copy = copy();
    let path = copy.path().join(annotations().file_name().unwrap());
    let mut text = fs::read_to_string(&path).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    fs::write(&path, text).unwrap();
    let output = obelus(copy.path(), &[&["rows", "."], arguments].concat());
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
    )
}

#[test]
fn what_cannot_be_true_is_empty_and_told() {
    let changes = [
        ("\"2024-05-13\"", "\"2024-13-45\""),
        ("\"lat\": -13.5", "\"lat\": -113.5"),
        (
            "\"low\": 12,\n        \"best\": 12,\n        \"high\": null",
            "\"low\": 12,\n        \"best\": null,\n        \"high\": 7",
        ),
    ];
    for style in ["acled", "plover"] {
        let (printed, said, status) = spoilt(&changes, &["--style", style]);
        assert_eq!(status, Some(1), "{said}");
        // The place is that of two events.
        let told = "4 dates, places and figures of events cannot be true: their cells are empty";
        assert!(said.contains(told), "{said}");
        let row = read(&printed).remove(0);
        let empty: &[&str] = if style == "acled" {
            &[
                "event_date",
                "event_date_to",
                "year",
                "time_precision",
                "date_precision",
                "latitude",
                "longitude",
                "fatalities",
                "dead_low",
                "dead_high",
            ]
        } else {
            &[
                "date",
                "enddate",
                "event_loc.lat",
                "event_loc.lon",
                "size.dead",
                "size.dead_low",
            ]
        };
        for name in empty {
            assert_eq!(row[*name], "", "{name}");
        }
    }
    // Spans are told as they stand.
    let (printed, said, status) = spoilt(&changes, &["--spans"]);
    assert_eq!(status, Some(0), "{said}");
    let rows = read(&printed);
    assert!(rows.iter().any(|row| row["place_latitude"] == "-113.5"));
    assert!(rows.iter().any(|row| row["value_high"] == "7"));
}

#[test]
fn what_fills_a_role_twice_is_written_once_and_people_are_whole() {
    let decoded = native::decode(&fs::read(annotations()).unwrap()).unwrap();
    let mut set = decoded.set;
    let mut event = set.event(&Id::new("e1")).unwrap().clone();
    set.apply(&Op::RemoveEvent(Box::new(event.clone())))
        .unwrap();
    event.roles.extend(event.roles.clone());
    set.apply(&Op::AddEvent(Box::new(event))).unwrap();
    let mut writer = RowWriter::new(Rows::Events(Style::Acled), CSV, &Schema::built_in());
    let mut out = Vec::new();
    writer.begin(&mut out).unwrap();
    let work = Work::new(&decoded.article, &set, "report.txt");
    writer.article(&work, &mut out).unwrap();
    let whole = written(Rows::Events(Style::Acled), CSV);
    assert_eq!(String::from_utf8(out).unwrap(), whole);

    let (printed, said, status) = spoilt(
        &[(
            "\"low\": 12,\n        \"best\": 12,\n        \"high\": null",
            "\"low\": 30,\n        \"best\": 32.5,\n        \"high\": 35",
        )],
        &[],
    );
    assert_eq!(status, Some(0), "{said}");
    let row = read(&printed).remove(0);
    let told = ["dead_low", "dead_best", "dead_high", "fatalities"].map(|name| row[name].clone());
    assert_eq!(told, ["30", "32", "35", "30"]);
}

#[test]
fn work_that_is_broken_is_not_called_none() {
    let copy = copy();
    let path = copy.path().join(annotations().file_name().unwrap());
    fs::write(&path, "{ \"format\": \"obelus\", ").unwrap();
    let output = obelus(copy.path(), &["rows", "."]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("without any work"), "{said}");
    assert!(said.contains(".obelus.json: "), "{said}");
}

#[test]
fn an_article_is_called_the_same_however_it_is_named() {
    let copy = copy();
    fs::create_dir_all(copy.path().join("news/may")).unwrap();
    for path in [folder().join("report.txt"), annotations()] {
        let name = path.file_name().unwrap();
        fs::rename(
            copy.path().join(name),
            copy.path().join("news/may").join(name),
        )
        .unwrap();
    }
    for (named, expected) in [
        ("news", "may/report.txt"),
        ("./news/", "may/report.txt"),
        ("news/may", "report.txt"),
        ("news/may/report.txt", "report.txt"),
    ] {
        let output = obelus(copy.path(), &["rows", named]);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(read(&printed)[0]["source"], expected, "{named}");
    }
}

#[test]
fn only_what_is_done_and_ones_own_is_written() {
    let copy = copy();
    let rows = |arguments: &[&str]| {
        let output = obelus(copy.path(), arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        (
            text.lines().count(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let jsonl = ["rows", ".", "--format", "jsonl"];
    assert_eq!(rows(&[&jsonl[..], &["--only-done"]].concat()).0, 3);
    assert_eq!(rows(&[&jsonl[..], &["--annotator", "bea"]].concat()).0, 0);
    let path = copy.path().join(annotations().file_name().unwrap());
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("\"status\": \"done\"", "\"status\": \"in_progress\""),
    )
    .unwrap();
    let (count, said) = rows(&[&jsonl[..], &["--only-done"]].concat());
    assert_eq!(count, 0);
    assert!(said.contains("1 article that is not done"), "{said}");
    assert_eq!(rows(&jsonl).0, 3);
}

#[test]
fn validate_says_what_looks_wrong_and_counts_it_only_if_asked() {
    let copy = copy();
    let output = obelus(copy.path(), &["validate", "."]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(
        printed.contains("no faults in the file, 16 spans, 2 checks"),
        "{printed}"
    );
    assert!(printed.contains("2 still open"), "{printed}");
    let strict = obelus(copy.path(), &["validate", "--strict", "."]);
    let printed = String::from_utf8(strict.stdout).unwrap();
    assert_eq!(strict.status.code(), Some(1), "{printed}");
    assert!(printed.contains("still open: s10 ["), "{printed}");
    let path = copy.path().join(annotations().file_name().unwrap());
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"2024-05-13\"", "\"2024-06-13\"")).unwrap();
    let output = obelus(copy.path(), &["validate", "."]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("likely wrong: e1 ["), "{printed}");
    assert!(
        printed.contains("after the article of 2024-05-15"),
        "{printed}"
    );
}
