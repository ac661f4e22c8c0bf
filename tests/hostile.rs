//! Input from hostile or broken hands: what the fuzz targets check, on their seeds and on
//! thousands of mutations of them; what salvage must bring back; that nothing takes quadratic
//! time.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use std::fs;
use std::path::Path;

use obelus::annotation::{AnnotationSet, Id};
use obelus::formats::native::{self, NativeError, Salvaged, TextFrom, salvage};
use obelus::text::Article;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

#[path = "../fuzz/checks.rs"]
mod checks;

/// The same cases in every run. To look for new ones, take another seed or `make fuzz`.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The seeds of a fuzz target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 3, "{target} has hardly any seeds");
    seeds
}

type Check = fn(&[u8]);

const TARGETS: [(&str, Check); 10] = [
    ("native", checks::native),
    ("salvage", checks::salvaged),
    ("article_txt", checks::article_txt),
    ("article_md", checks::article_md),
    ("suggestions", checks::suggestion_line),
    ("journal", checks::journal),
    ("record_files", checks::record_files),
    ("record_index", checks::record_index),
    ("keymap", checks::keymap),
    ("schema", checks::schema),
];

/// One way in which bytes go bad.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index, Index),
    Zeros(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let snippets = prop::sample::select(vec![
        &b"\""[..],
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\\",
        b"\n",
        b"\0",
        b"\xFF",
        b"\\ud800",
        b"{\"id\":",
        b"<<<<<<< a\n",
        b"=======\n",
        b">>>>>>> b\n",
        b"1e999",
        b"-",
        b"\xEF\xBB\xBF",
        b"---\n",
        b"&a [*a]",
        b"\r\n",
    ]);
    prop_oneof![
        (any::<Index>(), 1..=255_u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Cut(a, b)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, n)| Damage::Zeros(at, n)),
        (any::<Index>(), snippets).prop_map(|(at, bytes)| Damage::Insert(at, bytes.to_vec())),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Repeat(a, b)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len() + 1;
    let stretch = |a: &Index, b: &Index| {
        let (a, b) = (a.index(length), b.index(length));
        a.min(b)..a.max(b)
    };
    match damage {
        Damage::Flip(at, bits) => {
            if let Some(byte) = bytes.get_mut(at.index(length)) {
                *byte ^= bits;
            }
        }
        Damage::Cut(a, b) => drop(bytes.drain(stretch(a, b))),
        Damage::Zeros(at, n) => {
            let from = at.index(length);
            let to = (from + n).min(bytes.len());
            bytes[from..to].fill(0);
        }
        Damage::Insert(at, new) => {
            let at = at.index(length);
            bytes.splice(at..at, new.iter().copied());
        }
        Damage::Repeat(a, b) => {
            let range = stretch(a, b);
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, copy);
        }
    }
}

#[test]
fn every_seed_passes_its_check() {
    for (target, check) in TARGETS {
        for (_, seed) in seeds(target) {
            check(&seed);
        }
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn mutated_seeds_pass_their_checks(
        seed in any::<Index>(),
        target in 0..TARGETS.len(),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        let (name, check) = TARGETS[target];
        let seeds = seeds(name);
        let mut bytes = seeds[seed.index(seeds.len())].1.clone();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        check(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn mutated_lines_pass_their_check(
        seed in any::<Index>(),
        damages in prop::collection::vec(damage(), 1..3),
    ) {
        let seeds = seeds("suggestions");
        let mut bytes = seeds[seed.index(seeds.len())].1.clone();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        checks::suggestion_line(&bytes);
    }
}

// ---- salvage ----

fn story() -> Article {
    Article::from_text("report.txt", checks::STORY)
}

/// A valid file with spans, an entity, events and a rejection, and how it is decoded.
fn valid() -> (Vec<u8>, AnnotationSet) {
    let (_, bytes) = seeds("native")
        .into_iter()
        .find(|(name, _)| name == "whole.json")
        .unwrap();
    let decoded = native::decode(&bytes).unwrap();
    assert_eq!(decoded.faults, []);
    assert!(decoded.set.len() >= 4 && decoded.set.events().count() >= 2);
    (bytes, decoded.set)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Where each span ends in the bytes of a file that lists its spans one after the other.
fn span_ends(bytes: &[u8]) -> Vec<(Id, usize)> {
    let text = text(bytes);
    let list = text.find("\"spans\": [").unwrap();
    let document: Value = serde_json::from_slice(bytes).unwrap();
    let spans = document["spans"].as_array().unwrap();
    let mut at = list;
    let mut ends = Vec::new();
    for span in spans {
        let id = span["id"].as_str().unwrap();
        at += text[at..].find(&format!("\"id\": \"{id}\"")).unwrap();
        // Entries stand four spaces deep.
        let end = at + text[at..].find("\n    }").unwrap() + "\n    }".len();
        ends.push((Id::new(id), end));
    }
    ends
}

#[test]
fn a_file_cut_off_anywhere_gives_every_span_that_was_whole() {
    let (bytes, set) = valid();
    let ends = span_ends(&bytes);
    assert_eq!(ends.len(), set.len());
    let story = story();
    for cut in 0..bytes.len() {
        let salvaged = salvage(&bytes[..cut], Some(&story));
        let whole = ends.iter().filter(|(_, end)| *end <= cut);
        let expected: Vec<&Id> = whole.map(|(id, _)| id).collect();
        for id in &expected {
            let found = salvaged.decoded.set.span(id);
            assert_eq!(found, set.span(id), "{id} cut at {cut}");
        }
        assert_eq!(salvaged.decoded.set.len(), expected.len(), "cut at {cut}");
        assert_eq!(salvaged.read.spans, expected.len());
        // Behind the last brace only a line end is missing.
        let whole = cut + 1 >= bytes.len();
        assert_eq!(salvaged.cause.is_none(), whole, "cut at {cut}");
    }
}

#[test]
fn a_file_of_one_line_cut_off_anywhere_gives_every_span_that_was_whole() {
    let (bytes, set) = valid();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let compact = serde_json::to_vec(&document).unwrap();
    let mut ends = Vec::new();
    for span in document["spans"].as_array().unwrap() {
        let written = serde_json::to_string(span).unwrap();
        ends.push(text(&compact).find(&written).unwrap() + written.len());
    }
    assert_eq!(ends.len(), set.len());
    let story = story();
    for cut in 0..compact.len() {
        let salvaged = salvage(&compact[..cut], Some(&story));
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(salvaged.decoded.set.len(), whole, "cut at {cut}");
        assert_eq!(salvaged.read.spans, whole, "cut at {cut}");
    }
}

fn lost(salvaged: &Salvaged) -> (usize, usize) {
    (salvaged.read.spans, salvaged.lost)
}

#[test]
fn one_damaged_span_costs_that_span_only() {
    let (bytes, set) = valid();
    let compact = serde_json::to_vec(&serde_json::from_slice::<Value>(&bytes).unwrap()).unwrap();
    let story = story();
    for file in [&bytes, &compact] {
        let list = text(file).find("\"spans\"").unwrap();
        let list_end = text(file).find("\"entities\"").unwrap();
        let second = list + text(&file[list..]).find("\"s2\"").unwrap();
        for damage in [
            |byte: &mut u8| *byte = 0,
            |byte: &mut u8| *byte = b'X',
            |byte: &mut u8| *byte = 0xFF,
            |byte: &mut u8| *byte = b'"',
        ] {
            for at in [
                second - 3,
                second,
                second + 1,
                second + 3,
                second + 5,
                second + 12,
            ] {
                assert!(at < list_end);
                let mut broken = file.clone();
                damage(&mut broken[at]);
                let salvaged = salvage(&broken, Some(&story));
                let set_now = &salvaged.decoded.set;
                for span in set.spans().filter(|span| span.id != Id::new("s2")) {
                    assert_eq!(
                        set_now.span(&span.id),
                        Some(span),
                        "{} at {at} of {:?}",
                        span.id,
                        String::from_utf8_lossy(&broken[second - 20..second + 60])
                    );
                }
                assert_eq!(set_now.annotator, set.annotator);
                assert_eq!(set_now.status, set.status);
                assert_eq!(salvaged.text, TextFrom::File);
            }
        }
    }
}

#[test]
fn a_hole_of_zeros_costs_what_it_covers() {
    let (bytes, set) = valid();
    let ends = span_ends(&bytes);
    let story = story();
    let (from, to) = (ends[0].1 - 40, ends[1].1 - 40);
    let mut broken = bytes.clone();
    broken[from..to].fill(0);
    let salvaged = salvage(&broken, Some(&story));
    for (id, _) in &ends[2..] {
        assert_eq!(salvaged.decoded.set.span(id), set.span(id));
    }
    assert!(matches!(salvaged.cause, Some(NativeError::NotJson { .. })));
    // In the text: it is taken from the article.
    let at = text(&bytes).find("\"text\"").unwrap();
    let mut broken = bytes.clone();
    broken[at + 20..at + 60].fill(0);
    let salvaged = salvage(&broken, Some(&story));
    assert_eq!(salvaged.text, TextFrom::Article);
    assert_eq!(salvaged.decoded.set.len(), set.len());
    assert_eq!(salvaged.decoded.set.status, set.status);
    let nowhere = salvage(&broken, None);
    assert_eq!(nowhere.text, TextFrom::Nowhere);
    assert_eq!(
        (nowhere.decoded.set.len(), nowhere.read.spans),
        (0, set.len())
    );
}

#[test]
fn both_sides_of_a_conflict_are_read() {
    let (bytes, set) = valid();
    let whole = text(&bytes);
    // One side has relabelled s1 and set the status, and both have the rest.
    let label = "\"label\": \"actor\"";
    let line = whole
        .split_inclusive('\n')
        .find(|line| line.contains(label))
        .unwrap();
    let conflict = |line: &str, other: &str| {
        format!("<<<<<<< HEAD\n{line}||||||| base\n  base\n=======\n{other}>>>>>>> theirs\n")
    };
    let broken = whole.replacen(line, &conflict(line, &line.replace("actor", "location")), 1);
    let salvaged = salvage(broken.as_bytes(), Some(&story()));
    let Some(NativeError::NotJson { line, what, .. }) = &salvaged.cause else {
        panic!("{:?}", salvaged.cause)
    };
    let marker = broken.lines().position(|line| line.starts_with("<<<<<<<"));
    assert_eq!(*line, marker.unwrap() + 1);
    assert!(what.contains("version control"), "{what}");
    let now = &salvaged.decoded.set;
    assert_eq!(now.len(), set.len());
    assert!(now.spans().eq(set.spans()), "the first side counts");
    assert_eq!(now.faulty.len(), 1, "{:?}", now.faulty);
    assert_eq!(now.faulty[0].raw["label"], "location");
    assert_eq!(now.faulty[0].why, "the id s1 is taken");
    // Whole spans on either side, and a file with Windows line ends.
    let added = |id: &str, start: usize| {
        let words: String = checks::STORY.chars().skip(start).take(3).collect();
        let span = json!({"id": id, "label": "weapon", "start": start, "end": start + 3,
            "quote": words, "origin": {"by": "hand", "edited": false},
            "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z"});
        format!("{span},\n")
    };
    let opening = "\"spans\": [\n";
    let sides = format!("{opening}{}", conflict(&added("s91", 8), &added("s92", 12)));
    let broken = whole.replacen(opening, &sides, 1).replace('\n', "\r\n");
    let salvaged = salvage(broken.as_bytes(), None);
    let now = &salvaged.decoded.set;
    assert!(now.span(&Id::new("s91")).is_some() && now.span(&Id::new("s92")).is_some());
    assert_eq!((now.len(), now.faulty.len()), (set.len() + 2, 0));
}

#[test]
fn two_documents_in_one_file_are_both_read() {
    let (bytes, set) = valid();
    let twice = [bytes.as_slice(), &bytes].concat();
    let salvaged = salvage(&twice, None);
    assert!(salvaged.decoded.set == set);
    assert_eq!(salvaged.decoded.faults.len(), 1);
    let why = &salvaged.decoded.faults[0].why;
    assert!(why.contains("twice, word for word"), "{why}");
    let second = text(&bytes).replace("\"in_progress\"", "\"done\"");
    let twice = [bytes.as_slice(), second.as_bytes()].concat();
    let salvaged = salvage(&twice, None);
    assert_eq!(salvaged.decoded.set.status, set.status);
    let said: Vec<String> = salvaged
        .decoded
        .faults
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        said[0].contains("status: it stands there twice"),
        "{said:?}"
    );
    assert!(said[0].contains("another says \"done\""), "{said:?}");
}

#[test]
fn a_sound_file_is_salvaged_as_it_is() {
    let (bytes, set) = valid();
    let salvaged = salvage(&bytes, None);
    assert!(salvaged.decoded.set == set && salvaged.cause.is_none());
    assert_eq!(lost(&salvaged), (set.len(), 0));
    // Fields that are not what they should be are left out, and said.
    let mut document: Value = serde_json::from_slice(&bytes).unwrap();
    document["status"] = json!(17);
    document["article"]["title"] = json!(["no", "title"]);
    let bytes = serde_json::to_vec_pretty(&document).unwrap();
    let salvaged = salvage(&bytes, None);
    assert!(matches!(salvaged.cause, Some(NativeError::Field { .. })));
    let said: Vec<String> = salvaged
        .decoded
        .faults
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        said.iter()
            .any(|fault| fault.contains("status") && fault.contains("17")),
        "{said:?}"
    );
    assert_eq!(salvaged.decoded.set.len(), set.len());
}

#[test]
fn a_megabyte_of_anything_is_read_in_one_go() {
    const MEGABYTE: usize = 1 << 20;
    let (bytes, _) = valid();
    let head = text(&bytes).split("\"spans\"").next().unwrap().to_owned();
    let (flat, nested) = ("{\"id\":\"s1\"},", "{\"id\":\"s1\",\"x\":");
    for piece in [
        "[",
        "{",
        "]",
        "}",
        "\"",
        "{\"",
        "{\"a\":",
        "[[{\"",
        "{ ",
        "<<<<<<< a\n",
        "<<<<<<< a\n=======\n>>>>>>> b\n",
        "{{]",
        "\\",
        "{\"a\":\"",
        flat,
        nested,
        "\n",
        "{\"a\":1,\"a\":2},",
        "\0",
        "\u{FEFF}",
        "{\"spans\":[",
        "=======\n",
    ] {
        let junk = piece.repeat(MEGABYTE / piece.len());
        for hostile in [
            junk.clone(),
            format!("{head}\"spans\": [{junk}"),
            format!("{head}\"x\": \"{junk}"),
        ] {
            let _ = native::decode(hostile.as_bytes());
            let _ = salvage(hostile.as_bytes(), None);
        }
    }
}

// ---- the native file ----

#[test]
fn what_this_program_does_not_know_comes_back_byte_for_byte() {
    let (bytes, _) = valid();
    let fields = r#""x": {
    "long": 123456789012345678901234567890,
    "fine": 0.12345678901234567890,
    "far": -1.5E+400,
    "half": "a\ud800\\ \"é\"",
    "$obelus:verbatim": "1, 2"
  }"#;
    let whole = text(&bytes).replacen(
        "\"x_unknown\": {",
        &format!("{fields},\n  \"x_unknown\": {{"),
        1,
    );
    let in_span = whole.replacen(
        "\"x_later\": {",
        "\"x_long\": 18446744073709551616,\n      \"x_later\": {",
        1,
    );
    assert!(whole.contains(fields) && in_span.len() > whole.len());
    let decoded = native::decode(in_span.as_bytes()).unwrap();
    let mut written = Vec::new();
    native::encode(&decoded.article, &decoded.set, &mut written).unwrap();
    let written = text(&written);
    assert!(written.contains(fields), "{written}");
    assert!(
        written.contains("\"x_long\": 18446744073709551616,"),
        "{written}"
    );
    // The bounds of a figure are decimal strings where doubles would round them.
    let exact = whole.replacen("\"high\": 650", "\"high\": 9007199254740993", 1);
    let exact = exact.replacen("\"low\": 650", "\"low\": 0.12345678901234567890", 1);
    let decoded = native::decode(exact.as_bytes()).unwrap();
    let mut written = Vec::new();
    native::encode(&decoded.article, &decoded.set, &mut written).unwrap();
    let written = text(&written);
    assert!(
        written.contains("\"high\": \"9007199254740993\""),
        "{written}"
    );
    assert!(
        written.contains("\"low\": \"0.12345678901234567890\""),
        "{written}"
    );
}

#[test]
fn a_crowd_of_spans_on_one_character_opens() {
    const SPANS: usize = 30_000;
    let article = Article::from_text("report.txt", "x".repeat(10));
    let mut bytes = Vec::new();
    native::encode(&article, &AnnotationSet::default(), &mut bytes).unwrap();
    let list = |entry: fn(usize) -> Value| {
        let spans: Vec<Value> = (0..SPANS)
            .map(|n| {
                let mut span = json!({"origin": {"by": "hand", "edited": false},
                    "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z"});
                let own = entry(n);
                span.as_object_mut()
                    .unwrap()
                    .extend(own.as_object().unwrap().clone());
                span
            })
            .collect();
        let mut document: Value = serde_json::from_slice(&bytes).unwrap();
        document["spans"] = Value::Array(spans);
        native::decode(&serde_json::to_vec(&document).unwrap()).unwrap()
    };
    let crowd = list(|n| {
        json!({"id": format!("s{}", n + 1), "label": format!("l{n}"), "start": 3, "end": 4,
            "quote": "x"})
    });
    assert_eq!((crowd.set.len(), crowd.faults.len()), (SPANS, 0));
    let copies =
        list(|_| json!({"id": "s1", "label": "actor", "start": 3, "end": 4, "quote": "x"}));
    assert_eq!((copies.set.len(), copies.set.faulty.len()), (1, SPANS - 1));
    assert!(copies.faults.iter().all(|fault| fault.line == Some(1)));
    let mut written = Vec::new();
    native::encode(&crowd.article, &crowd.set, &mut written).unwrap();
    assert!(native::decode(&written).unwrap().set == crowd.set);
}
