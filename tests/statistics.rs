//! `obelus stats` as a person or a pipeline runs it, on a small corpus.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use obelus::annotation::edits::{Draft, add, set_event_kind};
use obelus::annotation::{
    AnnotationSet, Change, History, Label, Maker, Op, Status, Timestamp, Transaction,
};
use obelus::formats::native;
use obelus::text::{Article, ByteRange};
use serde_json::{Value, json};

fn obelus(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Writes an article with the work of an annotator: words with their labels, marked on a day. Those
/// of a capital in the label's name were suggested.
fn write(
    folder: &Path,
    name: &str,
    text: &str,
    annotator: Option<&str>,
    status: Status,
    day: &str,
    marks: &[(&str, &str)],
) {
    let at = Timestamp::new(&format!("{day}T10:00:00Z"));
    let article = Article::from_text(name.rsplit('/').next().unwrap(), text);
    let mut set = AnnotationSet::default();
    let mut history = History::default();
    let drafts: Vec<Draft> = marks
        .iter()
        .map(|(words, label)| {
            let start = text.find(words).unwrap();
            let range = ByteRange::new(start, start + words.len());
            let mut draft = Draft::by_hand(Label::new(&label.to_lowercase()), range);
            if label.starts_with(char::is_uppercase) {
                draft.origin.by = Maker::Suggestion;
            }
            draft
        })
        .collect();
    let marked = add(&set, &drafts, "mark", &at).unwrap();
    history.apply(&mut set, marked).unwrap();
    let first = set.events().next().map(|event| event.id.clone());
    if let Some(event) = first {
        let typed = set_event_kind(&set, &event, Some("CONSULT")).unwrap();
        history.apply(&mut set, typed).unwrap();
    }
    let op = Op::Status(Change::new(Status::New, status));
    let done = Transaction::new("status", vec![op]);
    history.apply(&mut set, done).unwrap();
    set.annotator = annotator.map(str::to_owned);
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    let own = annotator.map_or(String::new(), |name| format!(".{name}"));
    let mut bytes = Vec::new();
    native::encode(&article, &set, &mut bytes).unwrap();
    fs::write(folder.join(format!("{name}{own}.obelus.json")), bytes).unwrap();
}

const TALKS: &str = "Niger held talks with Mali in Maradi.\n";

fn corpus(folder: &Path) {
    let done = Status::Done;
    for (n, day) in [
        "2024-03-02",
        "2024-03-02",
        "2024-03-04",
        "2024-03-04",
        "2024-03-04",
    ]
    .iter()
    .enumerate()
    {
        let name = format!("north/{n}.txt");
        let marks = [("Maradi", "Location"), ("held talks", "event")];
        write(folder, &name, TALKS, Some("amina"), done, day, &marks);
    }
    let odd = [("Maradi", "actor")];
    write(
        folder,
        "odd.txt",
        TALKS,
        Some("ben"),
        Status::InProgress,
        "2024-03-05",
        &odd,
    );
    fs::write(folder.join("new.txt"), TALKS).unwrap();
}

#[test]
fn the_table_tells_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let output = obelus(folder.path(), &["stats", "."]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
    let expected = "\
Articles                        7
  new                           1    14 %
  in progress                   1    14 %
  done                          5    72 %
  skipped                       0     0 %

Spans                          11
  accepted                      5    45 %
  by hand                       6    55 %
  imported                      0     0 %

By label
  event                         5    46 %
  location                      5    45 %
  actor                         1     9 %

Events                          5
  CONSULT                       5   100 %

By annotator
  amina                         5  articles, 5 done; 10 spans, 5 events
  ben                           1  article, 0 done; 1 span, 0 events

By day, in UTC
  2024-03-02                    4  spans, 2 articles finished
  2024-03-04                    6  spans, 3 articles finished
  2024-03-05                    1  span, 0 articles finished

Pace         4 spans and 1.7 articles a day, over the last 3 days of work
Time left    about 2 days of work for 2 articles, at that pace

Most frequent words
  Maradi                        6  5 location, 1 actor
  held talks                    5  5 event

Labelled two ways, likely mistakes first
  Maradi                        1  actor, else 5 location
      ./odd.txt, 30 to 36
";
    let found = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        found.lines().collect::<Vec<_>>(),
        expected.lines().collect::<Vec<_>>()
    );
}

#[test]
fn the_json_has_its_shape() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    let output = obelus(
        folder.path(),
        &["stats", "--json", "--annotator", "amina", "north"],
    );
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let articles = |all: u64| json!({ "all": all, "new": 0, "in_progress": 0, "done": all, "skipped": 0, "finished": all });
    let spans = |hand: u64, suggestion: u64| {
        json!({ "all": hand + suggestion, "hand": hand, "suggestion": suggestion, "import": 0,
                "edited": 0 })
    };
    let mut whole = articles(5);
    whole["flagged"] = json!(0);
    whole["noted"] = json!(0);
    let expected = json!({
        "format": "obelus-stats", "version": 1, "offset_unit": "codepoint", "annotator": "amina",
        "articles": whole,
        "spans": spans(5, 5),
        "labels": { "event": spans(5, 0), "location": spans(0, 5) },
        "events": { "all": 5, "untyped": 0, "types": { "CONSULT": 5 } },
        "annotators": [ { "name": "amina", "articles": articles(5), "spans": 10, "events": 5 } ],
        "days": [ { "day": "2024-03-02", "spans": 4, "imported": 0, "finished": 2 },
                  { "day": "2024-03-04", "spans": 6, "imported": 0, "finished": 3 } ],
        "finished_undated": 0,
        "spans_undated": 0,
        "pace": { "days": 2, "spans": 5.0, "articles": 2.5 },
        "time_left": { "articles": 0, "days": 0.0 },
        "surfaces": [ { "words": "held talks", "count": 5, "labels": { "event": 5 } },
                      { "words": "Maradi", "count": 5, "labels": { "location": 5 } } ],
        "surfaces_missed": 0,
        "labelled_two_ways": [],
        "uncounted": [],
    });
    assert_eq!(found, expected);
}

#[test]
fn broken_files_are_named_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    fs::write(
        folder.path().join("new.txt.obelus.json"),
        "{\"format\":\"obelus\",",
    )
    .unwrap();
    let output = obelus(folder.path(), &["stats", "--json", "."]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.starts_with("obelus: ./new.txt.obelus.json: "),
        "{said}"
    );
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["articles"]["all"], 7);
    assert_eq!(found["uncounted"][0]["file"], "./new.txt.obelus.json");

    let output = obelus(folder.path(), &["stats", "none", "north"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("none"), "{said}");
    assert!(
        String::from_utf8_lossy(&output.stdout).starts_with("Articles                        5\n")
    );
}

#[test]
fn annotation_files_count_without_their_articles_and_once() {
    let folder = tempfile::tempdir().unwrap();
    corpus(folder.path());
    for n in 0..5 {
        fs::remove_file(folder.path().join(format!("north/{n}.txt"))).unwrap();
    }
    let all = |arguments: &[&str]| {
        let output = obelus(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            found["articles"]["all"].clone(),
            found["spans"]["all"].clone(),
        )
    };
    assert_eq!(all(&["stats", "--json", "north"]), (json!(5), json!(10)));
    assert_eq!(all(&["stats", "--json", "."]), (json!(7), json!(11)));
    let file = "odd.txt.ben.obelus.json";
    assert_eq!(all(&["stats", "--json", file, file]), (json!(1), json!(1)));
}
