//! `obelus eval` on invented records with every case, and against the Python scorer where it and
//! its data are at hand.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use obelus::measure::{Class, Found, Gold, Question, Score, Verdict, judge};
use serde_json::{Value, json};

fn obelus(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn question(labels: &[&str], named: bool) -> Question {
    Question {
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        named,
        keep_mistakes: true,
    }
}

fn verdict(gold: &Value, found: &Value, question: &Question) -> Verdict {
    let gold = Gold::decode(gold.to_string().as_bytes()).unwrap();
    let found = Found::decode(found.to_string().as_bytes()).unwrap();
    judge(&gold, &found.spans, found.doc_label.as_ref(), question).unwrap()
}

/// A span over the first place of `words` in `text`, with more fields.
fn span(text: &str, words: &str, label: &str, more: &Value) -> Value {
    let at = text.find(words).unwrap();
    let start = text[..at].chars().count();
    let mut span = json!({"start": start, "end": start + words.chars().count(), "label": label});
    for (key, value) in more.as_object().unwrap() {
        span[key] = value.clone();
    }
    span
}

/// Judges one record with everything of `label` marked: `[exact, norm, overlap]` as right, wrong,
/// missed.
fn check(
    text: &str,
    label: &str,
    gold: &[(&str, Value)],
    found: &[(&str, Value)],
    named: bool,
    expected: [[usize; 3]; 3],
) -> Score {
    let spans = |all: &[(&str, Value)]| -> Vec<Value> {
        let each = all
            .iter()
            .map(|(words, more)| span(text, words, label, more));
        each.collect()
    };
    let gold = json!({"id": 1, "text": text, "spans": spans(gold), "labels_covered": [label]});
    let found = json!({"id": 1, "spans": spans(found)});
    let question = question(&[label], named);
    let score = Score::of(&[verdict(&gold, &found, &question)], &question, 0, 1);
    let rates = &score.labels[0].1;
    let counts =
        [&rates.exact, &rates.norm, &rates.overlap].map(|rates| [rates.tp, rates.fp, rates.missed]);
    assert_eq!(counts, expected, "{text}");
    score
}

#[test]
fn articles_possessives_heads_and_parts_are_read_in_three_ways() {
    let text = "🚨 The mayor’s office met Senator Ada Lovik’s aides.";
    let none = || json!({});
    let right = [[1, 0, 0]; 3];
    check(
        text,
        "ACTOR",
        &[("mayor", none())],
        &[("mayor", none())],
        false,
        right,
    );
    check(
        text,
        "ACTOR",
        &[("mayor", none())],
        &[("The mayor’s", none())],
        false,
        [[0, 1, 1], [1, 0, 0], [1, 0, 0]],
    );
    // The head fits where the whole does not.
    let core = json!({"core_start": 33, "core_end": 42});
    check(
        text,
        "ACTOR",
        &[("Ada Lovik", none())],
        &[("Senator Ada Lovik", core)],
        false,
        [[0, 1, 1], [1, 0, 0], [1, 0, 0]],
    );
    check(
        text,
        "ACTOR",
        &[("Ada Lovik", none())],
        &[("Lovik’s aides", none())],
        false,
        [[0, 1, 1], [0, 1, 1], [1, 0, 0]],
    );
    check(
        text,
        "ACTOR",
        &[("Ada Lovik", none())],
        &[("aides", none()), ("aides", none())],
        false,
        [[0, 1, 1]; 3],
    );
}

#[test]
fn what_is_neutral_counts_neither_way() {
    let text = "Rebels of the Northern Front shelled a school.";
    let common = || json!({"mtype": "NOM"});
    let ignored = || json!({"ignore": true});
    let none = || json!({});
    for (neutral, named) in [(ignored(), false), (common(), true)] {
        check(
            text,
            "ACTOR",
            &[("Rebels", neutral), ("Northern Front", none())],
            &[("Rebels of", none()), ("school", none())],
            named,
            [[0, 1, 1]; 3],
        );
    }
    // Not neutral unless names alone are asked for.
    check(
        text,
        "ACTOR",
        &[("Rebels", common())],
        &[],
        false,
        [[0, 0, 1]; 3],
    );
    check(
        text,
        "ACTOR",
        &[("Rebels", common())],
        &[],
        true,
        [[0, 0, 0]; 3],
    );
}

#[test]
fn nested_spans_pair_one_to_one_with_the_most_alike_first() {
    let text = "the Bank of Northland chief economist";
    let none = || json!({});
    check(
        text,
        "ACTOR",
        &[
            ("Bank of Northland chief economist", none()),
            ("Bank of Northland", none()),
        ],
        &[("Bank of Northland", none()), ("Northland", none())],
        false,
        [[1, 1, 1], [1, 1, 1], [2, 0, 0]],
    );
    // Two pieces of one span: the second is wrong.
    check(
        text,
        "ACTOR",
        &[("Bank of Northland chief economist", none())],
        &[("Bank of", none()), ("chief economist", none())],
        false,
        [[0, 2, 1], [0, 2, 1], [1, 1, 0]],
    );
}

#[test]
fn values_intervals_units_and_types_are_compared_where_spans_meet() {
    let text = "20 to 30 of 500 soldiers walked 5 km";
    let score = check(
        text,
        "FIGURE",
        &[
            ("20 to 30", json!({"value": "[20,30]"})),
            ("500 soldiers", json!({"value": 500})),
            ("5 km", json!({"value": "5.0", "unit": "kilometres"})),
        ],
        &[
            ("20 to 30", json!({"value": null, "interval": "[20, 30)"})),
            ("500", json!({"value": 50})),
            ("5 km", json!({"value": 5, "unit": "kilometer"})),
        ],
        false,
        [[2, 1, 1], [2, 1, 1], [3, 0, 0]],
    );
    let (_, figures) = &score.labels[0];
    let value = figures.value.as_ref().unwrap();
    assert_eq!((value.gold, value.matched, value.right), (3, 3, 2));
    let unit = figures.unit.as_ref().unwrap();
    assert_eq!((unit.gold, unit.matched, unit.right), (1, 1, 1));

    let text = "They met and then fought.";
    let score = check(
        text,
        "EVENT",
        &[
            ("met", json!({"etype": "CONSULT"})),
            ("fought", json!({"etype": "ASSAULT"})),
        ],
        &[("met", json!({"etype": "consult"}))],
        false,
        [[1, 0, 1]; 3],
    );
    let kind = score.labels[0].1.etype.as_ref().unwrap();
    assert_eq!((kind.gold, kind.matched, kind.right), (2, 1, 1));
    assert!((kind.end_to_end - 0.5).abs() < 1e-12);
}

#[test]
fn a_label_marked_in_part_knows_recall_alone() {
    let text = "Ada met Bo.";
    let gold = json!({
        "id": 1, "text": text, "recall_labels": ["ACTOR"],
        "spans": [span(text, "Ada", "ACTOR", &json!({}))],
    });
    let found = json!({"id": 1, "spans": [span(text, "Bo", "ACTOR", &json!({}))]});
    let question = question(&["ACTOR", "LOCATION"], false);
    let verdict = verdict(&gold, &found, &question);
    // What stands beside it may be right.
    assert!(verdict.mistakes.iter().all(|m| m.class == Class::Missed));
    let score = Score::of(&[verdict], &question, 0, 1);
    let [(label, actors)] = &score.labels[..] else {
        panic!("no record marks locations: {:?}", score.labels);
    };
    assert_eq!((label.as_str(), actors.precision_valid), ("ACTOR", false));
    assert_eq!((actors.exact.fp, actors.exact.missed), (1, 1));
}

#[test]
fn every_class_of_mistake_is_told_with_its_words() {
    let text = "Ada Lovik of Mirna gave 40 dollars, protested in Torda, and left Bo behind.";
    let none = json!({});
    let gold = json!({
        "id": "a", "text": text, "labels_covered": ["ACTOR", "LOCATION", "FIGURE", "EVENT"],
        "spans": [
            span(text, "Ada Lovik", "ACTOR", &none),
            span(text, "Mirna", "LOCATION", &none),
            span(text, "40 dollars", "FIGURE", &json!({"value": 40, "unit": "$"})),
            span(text, "protested", "EVENT", &json!({"etype": "PROTEST"})),
            span(text, "Bo", "ACTOR", &none),
        ],
    });
    let found = json!({"id": "a", "spans": [
        span(text, "Lovik", "ACTOR", &json!({"matcher": "actors"})),
        span(text, "Mirna", "ACTOR", &json!({"matcher": "actors"})),
        span(text, "40 dollars", "FIGURE", &json!({"value": 40, "unit": "euro"})),
        span(text, "protested", "EVENT", &json!({"etype": "DEMAND"})),
        span(text, "Torda", "LOCATION", &json!({"matcher": "places"})),
    ]});
    let question = question(&["ACTOR", "LOCATION", "FIGURE", "EVENT"], false);
    let verdict = verdict(&gold, &found, &question);
    let told: Vec<_> = verdict
        .mistakes
        .iter()
        .map(|m| {
            let instead = m.instead.as_deref().unwrap_or("-");
            (
                m.class.name(),
                m.words.as_str(),
                instead,
                m.matcher.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("wrong boundary", "Ada Lovik", "Lovik", "actors"),
            ("missed", "Bo", "-", ""),
            ("wrong label", "Mirna", "ACTOR Mirna", "actors"),
            ("spurious", "Torda", "-", "places"),
            ("wrong value", "40 dollars", "40 euro, expected 40 $", ""),
            ("wrong type", "protested", "DEMAND, expected PROTEST", ""),
        ]
    );
    assert_eq!(
        verdict.mistakes[3].before,
        " of Mirna gave 40 dollars, protested in "
    );
    // By matcher: one of two actors overlaps, none fits when ends count.
    let score = Score::of(&[verdict], &question, 0, 1);
    let actors = &score.labels[0].1.matchers["actors"];
    assert_eq!((actors.overlap_tp, actors.overlap_fp), (1, 1));
    assert_eq!((actors.norm_tp, actors.norm_fp), (0, 2));
}

const GOLD: &str = concat!(
    r#"{"id":"a","text":"Talks resumed in Paris.","labels_covered":["LOCATION"],"#,
    r#""spans":[{"start":17,"end":22,"label":"LOCATION"}]}"#,
    "\n\n",
    r#"{"id":7,"text":"Rain fell.","labels_covered":["LOCATION"],"spans":[]}"#,
    "\n"
);

#[test]
fn the_matchers_are_run_and_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gold.jsonl"), GOLD).unwrap();
    let output = obelus(folder.path(), &["eval", "gold.jsonl"]);
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "")
    );
    let text = printed(&output);
    for words in [
        "gold.jsonl, 2 records\n",
        "LOCATION  exact    P 100.0  R 100.0  F1 100.0",
        "1 right, 0 wrong, 0 missed",
        "LOCATION  by places: 1 right, 0 wrong by overlap, P 100.0; norm P 100.0\n",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("means"), "{text}");

    let twice = ["eval", "--labels", "location", "gold.jsonl", "gold.jsonl"];
    let text = printed(&obelus(folder.path(), &twice));
    let means = text.split("means over files").nth(1).unwrap();
    assert!(
        means.contains("LOCATION  norm     P 100.0  R 100.0  F1 100.0  of 2"),
        "{text}"
    );
}

#[test]
fn predictions_stand_in_for_the_matchers() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gold.jsonl"), GOLD).unwrap();
    let theirs = concat!(
        r#"{"id":7,"spans":[{"start":0,"end":4,"label":"LOCATION","matcher":"theirs"}]}"#,
        "\n",
        r#"{"id":"7","spans":[{"start":5,"end":9,"label":"LOCATION"}]}"#,
    );
    fs::write(folder.path().join("theirs.jsonl"), theirs).unwrap();
    let arguments = [
        "eval",
        "--json",
        "--errors",
        "5",
        "--predictions",
        "theirs.jsonl",
    ];
    let output = obelus(folder.path(), &[&arguments[..], &["gold.jsonl"]].concat());
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(0), "")
    );
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    let set = &whole["sets"][0];
    assert_eq!(
        (&set["file"], &set["records"]),
        (&json!("gold.jsonl"), &json!(2))
    );
    let exact = &set["labels"]["LOCATION"]["exact"];
    assert_eq!(
        (&exact["tp"], &exact["fp"], &exact["fn"]),
        (&json!(0), &json!(1), &json!(1))
    );
    assert_eq!(
        set["labels"]["LOCATION"]["matchers"]["theirs"]["overlap_fp"],
        1
    );
    let classes: Vec<_> = set["errors"].as_array().unwrap().iter().collect();
    assert_eq!(classes.len(), 2);
    assert_eq!(
        (&classes[0]["class"], &classes[0]["id"]),
        (&json!("missed"), &json!("a"))
    );
    assert_eq!(
        (&classes[1]["class"], &classes[1]["words"]),
        (&json!("spurious"), &json!("Rain"))
    );

    // Spans of another text are no predictions for this one.
    fs::write(
        folder.path().join("theirs.jsonl"),
        r#"{"id":7,"text":"Snow fell.","spans":[]}"#,
    )
    .unwrap();
    let output = obelus(folder.path(), &[&arguments[..], &["gold.jsonl"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said(&output),
        "obelus: gold.jsonl, line 3: the spans in theirs.jsonl, line 1 were found in another text\n"
    );
}

#[test]
fn lines_at_fault_are_named_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let deep = "[".repeat(100_000);
    let lines = [
        r#"{"id":1,"text":"x"}"#,
        "\u{FEFF}no JSON",
        r#"{"id":1,"text":"x","spans":[{"start":0,"end":9,"label":"ACTOR"}]}"#,
        r#"{"id":1,"text":"x","spans":[{"start":1,"end":0,"label":"ACTOR"}]}"#,
        r#"{"id":1,"text":"x","spans":[{"start":-1,"end":1,"label":"ACTOR"}]}"#,
        r#"{"id":1,"text":"x","spans":[{"start":0,"end":18446744073709551616,"label":"ACTOR"}]}"#,
        r#"{"id":null,"text":"x","spans":[]}"#,
        r#"{"id":"\ud800","text":"x","spans":[]}"#,
        &deep,
        r#"{"id":1,"text":"x","labels_covered":["ACTOR"],"spans":[]}"#,
        r#"{"id":1,"text":"y","labels_covered":["ACTOR"],"spans":[]}"#,
    ];
    fs::write(folder.path().join("gold.jsonl"), lines.join("\n")).unwrap();
    let output = obelus(
        folder.path(),
        &["eval", "gold.jsonl", "--labels", "ACTOR,EVENT"],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for (number, words) in [
        (1, "missing field `spans`"),
        (2, "expected"),
        (
            3,
            "spans[0]: 0 to 9 is no stretch of a text of 1 characters",
        ),
        (4, "spans[0]: 1 to 0 is no stretch"),
        (5, "expected usize"),
        (6, "expected usize"),
        (7, "the id is neither text nor a number"),
        (8, "hex escape"),
        (9, "recursion limit"),
        (11, "the id 1 stands in line 10 too"),
    ] {
        let line = said
            .lines()
            .find(|line| line.starts_with(&format!("obelus: gold.jsonl, line {number}: ")));
        assert!(
            line.is_some_and(|line| line.contains(words)),
            "{number} {words}\n{said}"
        );
    }
    assert!(
        said.contains("gold.jsonl: no record says that EVENT is marked"),
        "{said}"
    );
    assert!(printed(&output).starts_with("gold.jsonl, 1 record\n"));

    fs::write(folder.path().join("empty.jsonl"), "\n").unwrap();
    let output = obelus(folder.path(), &["eval", "none.jsonl", "empty.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    let said = self::said(&output);
    assert!(
        said.contains("obelus: none.jsonl: ") && said.contains("no records in it"),
        "{said}"
    );
}

// ---- against the Python scorer ----

/// The scorer and its sets, where they are: beside the project, or where `OBELUS_EVAL` says.
fn shared() -> Option<(PathBuf, Vec<PathBuf>)> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    let named = std::env::var_os("OBELUS_EVAL").map(PathBuf::from);
    let folder = named
        .into_iter()
        .chain([beside])
        .find(|folder| folder.join("score.py").is_file())?;
    let mut sets: Vec<PathBuf> = fs::read_dir(folder.join("dev"))
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    sets.sort();
    Some((folder.join("score.py"), sets))
}

/// Compares what both scorers say, without what only this one says.
fn compare(theirs: &Value, ours: &Value, place: &str, wrong: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => {
            for (key, value) in theirs {
                let place = format!("{place} {key}");
                compare(value, ours.get(key).unwrap_or(&Value::Null), &place, wrong);
            }
            for key in ours.keys() {
                if !theirs.contains_key(key) && !OURS.contains(&key.as_str()) {
                    wrong.push(format!("{place} {key}: only ours"));
                }
            }
        }
        (Value::Array(theirs), Value::Array(ours)) => {
            for (a, b) in theirs.iter().zip(ours) {
                let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                if (a - b).abs() > 0.005 {
                    wrong.push(format!("{place}: an interval ends at {a}, ours at {b}"));
                }
            }
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            if (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() > 1e-12 {
                wrong.push(format!("{place}: {a}, ours {b}"));
            }
        }
        _ if theirs == ours => {}
        _ => wrong.push(format!("{place}: {theirs}, ours {ours}")),
    }
}

/// What the Python scorer does not measure.
const OURS: [&str; 3] = ["matchers", "mistakes", "places"];

#[test]
fn the_python_scorer_says_the_same_on_every_set() {
    let Some((scorer, sets)) = shared() else {
        println!("skipped: neither ../shared/eval nor OBELUS_EVAL holds the Python scorer");
        return;
    };
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no python3");
        return;
    }
    assert!(!sets.is_empty(), "the scorer has no sets beside it");
    let folder = tempfile::tempdir().unwrap();
    let mut predicted = Vec::new();
    for (i, set) in sets.iter().enumerate() {
        let output = Command::new(env!("CARGO_BIN_EXE_obelus"))
            .args(["suggest", "--jsonl"])
            .arg(set)
            .output()
            .unwrap();
        let path = folder.path().join(format!("{i}.jsonl"));
        fs::write(&path, output.stdout).unwrap();
        predicted.push(path);
    }
    let mut wrong = Vec::new();
    for named in [false, true] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_obelus"));
        command.args(["eval", "--json", "--boot", "100", "--seed", "5"]);
        command.args(named.then_some("--named")).args(&sets);
        let ours: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        for (i, set) in sets.iter().enumerate() {
            let mut command = Command::new("python3");
            command.arg(&scorer).arg(set).arg(&predicted[i]);
            command.args(["--json", "--boot", "100", "--seed", "5"]);
            command.args(named.then_some("--named"));
            let theirs: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
            let place = set.file_name().unwrap().to_string_lossy();
            let place = format!("{place}{}", if named { " named" } else { "" });
            compare(&theirs, &ours["sets"][i]["labels"], &place, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_are_measured_by_how_far_off_they_are() {
    let text = "Rain fell in Niamey, Paris and Qamoura.";
    let at = |lat: f64, lon: f64| json!({"geo": {"lat": lat, "lon": lon}});
    let gold = [
        ("Niamey", at(13.5, 2.1)),
        ("Paris", at(33.66, -95.56)),
        ("Qamoura", at(15.0, 44.0)),
    ];
    let found = [
        ("Niamey", at(13.5, 2.1)),
        ("Paris", at(48.86, 2.35)),
        ("Qamoura", json!({})),
    ];
    let score = check(text, "LOCATION", &gold, &found, false, [[3, 0, 0]; 3]);
    let places = score.labels[0].1.places.as_ref().unwrap();
    assert_eq!((places.gold, places.found), (3, 3));
    let near = &places.resolved;
    assert_eq!((near.resolved, near.within_161_km), (2, 1));
    assert!((near.acc_161_km - 1.0 / 3.0).abs() < 1e-9);
    assert!(near.median_km.is_some_and(|km| km > 3_000.0));
    assert_eq!(places.largest, None);
    let without = check(
        text,
        "LOCATION",
        &[("Niamey", json!({}))],
        &found,
        false,
        [[1, 2, 0]; 3],
    );
    assert_eq!(without.labels[0].1.places, None);
}

#[test]
fn the_table_shows_places_beside_the_most_populous_of_each_name() {
    let folder = tempfile::tempdir().unwrap();
    let text = "A fire broke out in Paris, Texas, on Sunday.";
    let gold = span(
        text,
        "Paris",
        "LOCATION",
        &json!({"geo": {"lat": 33.66, "lon": -95.56}}),
    );
    let line = json!({"id": 1, "text": text, "spans": [gold], "labels_covered": ["LOCATION"]});
    fs::write(folder.path().join("gold.jsonl"), line.to_string()).unwrap();
    let shown = printed(&obelus(folder.path(), &["eval", "gold.jsonl"]));
    let row = |name: &str| {
        let found = shown
            .lines()
            .find(|line| line.contains(&format!(" {name} ")));
        found
            .unwrap_or_else(|| panic!("no {name} in {shown}"))
            .to_owned()
    };
    assert!(
        row("place").contains("1 within 161 km: 100.0 of 1 found"),
        "{shown}"
    );
    assert!(
        row("largest").contains("0 within 161 km:   0.0 of 1 found"),
        "{shown}"
    );
    let json = printed(&obelus(folder.path(), &["eval", "--json", "gold.jsonl"]));
    let json: Value = serde_json::from_str(&json).unwrap();
    let places = &json["sets"][0]["labels"]["LOCATION"]["places"];
    assert_eq!(places["acc_161_km"], json!(1.0));
    assert_eq!(places["largest"]["within_161_km"], json!(0));
}
