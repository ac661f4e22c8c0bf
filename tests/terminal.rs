//! The terminal program as a person or a pipeline runs it.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use obelus::formats::native;
use obelus::storage::records::{self, RecordPlace};
use obelus::storage::{self, Place};
use serde_json::{Value, json};

fn obelus(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn suggest_jsonl_answers_each_line_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let input =
        "\u{FEFF}{\"id\":\"a\",\"text\":\"Talks resumed.\"}\r\n\n{\"id\":7,\"text\":\"\"}\n";
    let output = obelus(folder.path(), &["suggest", "--jsonl"], input.as_bytes());
    let ids: Vec<Value> = lines(&output)
        .iter()
        .map(|line| line["id"].clone())
        .collect();
    assert_eq!(ids, [json!("a"), json!(7)]);
    assert!(lines(&output).iter().all(|line| line["spans"].is_array()));
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "")
    );
}

#[test]
fn a_line_that_is_no_record_is_named_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let input = b"{\"id\":\"a\"}\n\xFF\n{\"id\":\"b\",\"text\":\"x\"}";
    let output = obelus(folder.path(), &["suggest", "--jsonl"], input);
    assert_eq!(lines(&output).len(), 1);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("line 1: it has no “text”") && said.contains("line 2"),
        "{said}"
    );
}

#[test]
fn lines_with_other_columns_are_read_as_they_were_chosen_or_are_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let story = "Talks resumed in Niamey on Monday, and nobody was hurt in the end.";
    let line = |n: u32| {
        format!("{{\"nr\":\"k{n}\",\"wortlaut\":\"{story}\",\"other\":\"Troops left Gao.\"}}\n")
    };
    let path = folder.path().join("news.jsonl");
    fs::write(&path, line(1) + &line(2)).unwrap();
    let suggest = ["suggest", "--jsonl", "news.jsonl"];
    let ids = |output: &Output| {
        let ids = lines(output).into_iter().map(|line| line["id"].clone());
        ids.collect::<Vec<_>>()
    };
    let output = obelus(folder.path(), &suggest, b"");
    assert_eq!(
        (ids(&output), said(&output)),
        (vec![json!("k1"), json!("k2")], String::new())
    );
    let place = |output: &Output| {
        let spans = lines(output)[0]["spans"].clone();
        let mut spans = spans.as_array().into_iter().flatten();
        let place = spans.find(|span| span["label"] == "LOCATION");
        place.map(|span| span["start"].clone())
    };
    assert_eq!(place(&output), Some(json!(17)));
    // Another column was chosen.
    let beside = folder.path().join("news.jsonl.obelus");
    fs::create_dir_all(&beside).unwrap();
    fs::write(
        beside.join("obelus.toml"),
        "[records]\ntext = \"other\"\nid = \"nr\"\n",
    )
    .unwrap();
    let output = obelus(folder.path(), &suggest, b"");
    assert_eq!(ids(&output), [json!("k1"), json!("k2")]);
    assert_eq!(place(&output), Some(json!(12)));
}

#[test]
fn files_are_named_by_their_stem() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.txt"), "Talks resumed.").unwrap();
    fs::write(
        folder.path().join("two.jsonl"),
        "{\"id\":\"in\",\"text\":\"x\"}\n",
    )
    .unwrap();
    let arguments = ["suggest", "--jsonl", "--all", "one.txt", "two.jsonl"];
    let output = obelus(folder.path(), &arguments, b"");
    let ids: Vec<Value> = lines(&output)
        .iter()
        .map(|line| line["id"].clone())
        .collect();
    assert_eq!(ids, [json!("one"), json!("in")]);
}

#[test]
fn suggest_writes_annotation_files_and_leaves_those_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let story = "---\ntitle: Talks\ndate: 2024-04-25\n---\nOn Monday 🚨 40 people met.\r\n";
    fs::write(folder.path().join("a.md"), story).unwrap();
    let output = obelus(folder.path(), &["suggest", "a.md"], b"");
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed["article"]["text"], story);
    assert_eq!(printed["article"]["title"], "Talks");
    assert_eq!(printed["article"]["published"], "2024-04-25");
    assert_eq!(printed["spans"], json!([]));
    assert!(printed["suggestions"].is_array());
    let characters: Vec<char> = story.chars().collect();
    for suggestion in printed["suggestions"].as_array().unwrap() {
        let at = |name: &str| usize::try_from(suggestion[name].as_u64().unwrap()).unwrap();
        let words: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(suggestion["quote"], words);
    }
    let out = ["suggest", "--out", "drafts", "."];
    assert_eq!(obelus(folder.path(), &out, b"").status.code(), Some(0));
    let draft = folder.path().join("drafts/a.md.obelus.json");
    assert_eq!(fs::read(&draft).unwrap(), output.stdout);
    let again = obelus(folder.path(), &out, b"");
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("left as it is"), "{}", said(&again));
    let checked = obelus(folder.path(), &["validate", "drafts"], b"");
    assert_eq!(checked.status.code(), Some(1), "{}", said(&checked));
    let faults = String::from_utf8_lossy(&checked.stdout);
    assert_eq!(faults.lines().count(), 1, "{faults}");
    assert!(faults.contains("there is no “a.md” beside it"), "{faults}");
    fs::copy(
        folder.path().join("a.md"),
        folder.path().join("drafts/a.md"),
    )
    .unwrap();
    let checked = obelus(folder.path(), &["validate", "drafts"], b"");
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(String::from_utf8_lossy(&checked.stdout).contains("no faults in the file, 0 spans"));
}

/// Writes an annotation file without spans for it, where such files are.
fn annotate_the_first_record(path: &Path) -> std::path::PathBuf {
    let files = &storage::OnDisk;
    let records = records::open_records(files, path, None, &mut |_, _| {}, &|| false).unwrap();
    let place = Place::Record(RecordPlace::new(&records.file, &records.entries[0]));
    let opened = storage::open(files, &place, None).unwrap();
    let mut bytes = Vec::new();
    native::encode(&opened.article, &opened.set, &mut bytes).unwrap();
    let work = place.annotation_path(files, None);
    fs::create_dir_all(work.parent().unwrap()).unwrap();
    fs::write(&work, bytes).unwrap();
    work
}

#[test]
fn the_rows_of_a_table_are_suggested_for_and_the_work_on_records_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let table = "id,headline,body\na1,Talks,\"Talks began in Niamey, Niger on Monday.\"\na2,Rain,It rained.\n";
    fs::write(folder.path().join("news.csv"), table).unwrap();
    let output = obelus(folder.path(), &["suggest", "--jsonl", "news.csv"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let found = lines(&output);
    assert_eq!([&found[0]["id"], &found[1]["id"]], ["a1", "a2"]);
    assert!(!found[0]["spans"].as_array().unwrap().is_empty());
    let output = obelus(folder.path(), &["suggest", "news.csv"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("add --jsonl"), "{}", said(&output));

    let output = obelus(folder.path(), &["validate", "news.csv"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no work on these records"));

    let work = annotate_the_first_record(&folder.path().join("news.csv"));
    let output = obelus(folder.path(), &["validate", "."], b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("no faults in the file, 0 spans"), "{told}");
    // The record goes by another id: the work on it is found by its text.
    let renamed = table.replace("a1,", "a9,");
    fs::write(folder.path().join("news.csv"), &renamed).unwrap();
    let output = obelus(folder.path(), &["validate", "news.csv"], b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!told.contains("there is no record"), "{told}");
    // The record is gone, the work on it is not.
    let gone = renamed.replace("Talks began", "Talks ended");
    fs::write(folder.path().join("news.csv"), gone).unwrap();
    let output = obelus(folder.path(), &["validate", "news.csv"], b"");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    let expected = "there is no record “a1” in “news.csv” to hold it against";
    assert!(told.contains(expected), "{told}");
    assert!(work.is_file());
}

#[test]
fn several_files_with_one_missing_are_done_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "A").unwrap();
    let output = obelus(
        folder.path(),
        &["suggest", "--jsonl", "none.txt", "a.txt"],
        b"",
    );
    assert_eq!(lines(&output).len(), 1);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("none.txt: cannot be read: there is no such file"));
}

#[test]
fn help_and_wrong_usage_have_their_status() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [["suggest", "--help"], ["validate", "--help"]] {
        let output = obelus(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("Examples:"));
    }
    for arguments in [
        ["suggest"].as_slice(),
        &["validate"],
        &["suggest", "--jsonl", "--out", "x"],
        &["suggest", "--none"],
    ] {
        let output = obelus(folder.path(), arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_stops_listening_ends_the_work_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{{\"id\":\"{}\",\"text\":\"x\"}}\n", "a".repeat(1000));
    fs::write(folder.path().join("many.jsonl"), line.repeat(2000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(["suggest", "--jsonl", "many.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "")
    );
}

#[test]
fn the_schema_is_printed_as_a_file_and_a_wrong_one_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let printed = obelus(folder.path(), &["schema"], b"");
    let outcome = (printed.status.code(), said(&printed));
    assert_eq!(outcome, (Some(0), String::new()));
    fs::write(folder.path().join("obelus.toml"), &printed.stdout).unwrap();
    let checked = obelus(folder.path(), &["schema", "obelus.toml"], b"");
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert_eq!(
        String::from_utf8_lossy(&checked.stdout),
        "obelus.toml: 4 labels (actor, location, figure, event), 24 event types, 5 roles\n"
    );

    let wrong = "[[labels]]\nname = \"person\"\nkey = \"N\"\ncolour = \"red\"\n";
    fs::write(folder.path().join("obelus.toml"), wrong).unwrap();
    let checked = obelus(folder.path(), &["schema", "obelus.toml"], b"");
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(
        said(&checked),
        "obelus: obelus.toml, line 3, column 7, labels.key: N is the key for “Next suggestion”: \
         take one of A B D E F J L P Q S T W Y Z\n\
         obelus: obelus.toml, line 4, column 10, labels.colour: “red” is no colour: write it as \
         #1F5FA8\n"
    );
    let missing = obelus(folder.path(), &["schema", "none.toml"], b"");
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn the_keymap_is_printed_as_a_file_and_its_wrong_entries_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let printed = obelus(folder.path(), &["keys", "--default"], b"");
    assert_eq!(
        (printed.status.code(), said(&printed).as_str()),
        (Some(0), "")
    );
    // What is printed is a keymap file without a fault, and gives the same keys.
    fs::write(folder.path().join("mine.toml"), &printed.stdout).unwrap();
    let again = obelus(folder.path(), &["keys", "mine.toml"], b"");
    assert_eq!((again.status.code(), said(&again).as_str()), (Some(0), ""));
    assert_eq!(again.stdout, printed.stdout);

    fs::write(
        folder.path().join("mine.toml"),
        "next_span = \"J\"\nsave = \"Q\"\nno entry\n",
    )
    .unwrap();
    let wrong = obelus(folder.path(), &["keys", "mine.toml"], b"");
    assert_eq!(wrong.status.code(), Some(1));
    let lines: Vec<_> = said(&wrong).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(
        lines[0],
        "obelus: mine.toml: line 2, save: Q is needed for typing in text fields, where this acts too"
    );
    assert!(
        lines[1].starts_with("obelus: mine.toml: line 3: this cannot be read: "),
        "{lines:?}"
    );
    let printed = String::from_utf8(wrong.stdout).unwrap();
    assert!(printed.contains("next_span = \"J\""), "{printed}");
    assert!(printed.contains("save = \"Ctrl+S\""), "{printed}");

    let missing = obelus(folder.path(), &["keys", "none.toml"], b"");
    assert_eq!(missing.status.code(), Some(2));
    assert_eq!(said(&missing), "obelus: none.toml: there is no such file\n");
}

#[test]
fn broken_records_are_listed_and_nothing_is_left_beside_a_file_that_nobody_annotated() {
    let folder = tempfile::tempdir().unwrap();
    let file = "{\"id\":\"a\",\"text\":\"One.\"}\nnonsense\n{\"id\":[1],\"text\":\"Three.\"}\n\
                {\"id\":\"b\",\"text\":\"Four.\"}\n{\"id\":\"c\",\"text\":\"Five.\"}\n";
    fs::write(folder.path().join("news.jsonl"), file).unwrap();
    let output = obelus(folder.path(), &["validate", "news.jsonl"], b"");
    let told = said(&output);
    assert!(
        told.contains("news.jsonl:2: it is not JSON") && told.contains("news.jsonl:3: its “id”"),
        "{told}"
    );
    assert_eq!(output.status.code(), Some(2));
    obelus(folder.path(), &["stats", "news.jsonl"], b"");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn vague_words_come_to_what_the_policy_says() {
    let folder = tempfile::tempdir().unwrap();
    let input = b"{\"id\":\"a\",\"text\":\"The blast killed dozens of people in Gao.\"}\n";
    for (policy, value, interval) in [
        ("acled", 12, json!("[12,)")),
        ("at_least_two", 24, json!("[24,)")),
        ("low_best_high", 36, json!("[12,99]")),
    ] {
        let arguments = ["suggest", "--jsonl", "--vague", policy];
        let output = obelus(folder.path(), &arguments, input);
        let line = &lines(&output)[0];
        let spans = line["spans"].as_array().unwrap().iter();
        let figure = spans
            .clone()
            .find(|span| span["label"] == "FIGURE")
            .unwrap();
        assert_eq!(figure["value"].as_f64(), Some(f64::from(value)), "{line}");
        assert_eq!(figure["interval"], interval, "{line}");
    }
    let output = obelus(
        folder.path(),
        &["suggest", "--jsonl", "--vague", "mood"],
        input,
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("low_best_high"), "{}", said(&output));
}

#[test]
fn the_policy_of_the_corpus_holds_unless_the_command_line_says_another() {
    let corpus = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(corpus.path().join(name), text).unwrap();
    fs::create_dir(corpus.path().join("news")).unwrap();
    put("obelus.toml", "[figures]\nvague = \"low_best_high\"\n");
    put("news/b.txt", "The blast killed dozens of people in Gao.\n");
    put(
        "c.jsonl",
        "{\"id\":\"c\",\"text\":\"The blast killed dozens of people in Gao.\"}\n",
    );
    let value = |arguments: &[&str]| {
        let arguments = [&["suggest", "--jsonl"], arguments].concat();
        let output = obelus(corpus.path(), &arguments, b"");
        let line = lines(&output).remove(0);
        let spans = line["spans"].as_array().unwrap();
        let figure = spans.iter().find(|span| span["label"] == "FIGURE").unwrap();
        let status = output.status.code();
        (figure["value"].as_f64(), status, said(&output))
    };
    let clean = |value: f64| (Some(value), Some(0), String::new());
    for named in [".", "news", "news/b.txt", "c.jsonl"] {
        assert_eq!(value(&[named]), clean(36.0), "{named}");
    }
    assert_eq!(value(&["--vague", "acled", "news/b.txt"]), clean(12.0));
    put("obelus.toml", "[figures]\nvague = \"mood\"\n");
    let (figure, status, said) = value(&["news/b.txt"]);
    assert_eq!((figure, status), (Some(12.0), Some(1)), "{said}");
    assert!(said.contains("obelus.toml, line 2, column 9"), "{said}");
}

#[test]
fn work_goes_to_another_format_and_comes_back_and_what_is_dropped_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    let text = "🚨 Rebels killed 650 troops in Aleppo.";
    fs::create_dir(inside("work")).unwrap();
    fs::write(inside("work/a.txt"), text).unwrap();
    fs::create_dir(inside("brat")).unwrap();
    fs::write(inside("brat/a.txt"), text).unwrap();
    let standoff = "T1\tactor 2 8\tRebels\nT2\tASSAULT 9 15\tkilled\nT3\tfigure 16 26\t650 troops\n\
                    E1\tASSAULT:T2 actor:T1\nT9\tactor 2 9\tRebels\n";
    fs::write(inside("brat/a.ann"), standoff).unwrap();
    let arguments = [
        "convert", "--from", "brat", "brat", "--to", "native", "--out", "work",
    ];
    // The article is there already: nothing is replaced unasked.
    let output = obelus(folder.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let arguments = [&arguments[..], &["--replace"]].concat();
    let output = obelus(folder.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("a.ann, line 5"), "{}", said(&output));
    let work = fs::read_to_string(inside("work/a.txt.obelus.json")).unwrap();
    assert!(work.contains("\"type\": \"ASSAULT\""), "{work}");

    let arguments = [
        "convert", "work", "--to", "doccano", "--out", "out", "--strict",
    ];
    let output = obelus(folder.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let told = said(&output);
    assert!(
        told.contains("1 article with 3 spans written as doccano JSONL"),
        "{told}"
    );
    let line: Value =
        serde_json::from_slice(&fs::read(inside("out/doccano.jsonl")).unwrap()).unwrap();
    assert_eq!(
        line["label"],
        json!([[2, 8, "actor"], [9, 15, "event"], [16, 26, "figure"]])
    );
    let dropped = fs::read_to_string(inside("out/dropped.jsonl")).unwrap();
    assert!(dropped.contains("\"what\":\"events\""), "{dropped}");
}
