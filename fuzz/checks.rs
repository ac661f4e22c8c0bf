//! What must hold of every reader, whatever bytes it is given. The fuzz targets and
//! `tests/hostile.rs` call the same functions; a broken promise is a panic.

use std::sync::LazyLock;

use obelus::annotation::{AnnotationSet, History, Schema};
use obelus::formats::journal::{self, Ending, Line, Payload, Writer};
use obelus::formats::native::{self, NativeError, Salvaged, decode, encode, salvage};
use obelus::formats::records::{self, Index, Preview, Scan, Scanned, Shape, Wanted};
use obelus::formats::suggestions::{self, Record};
use obelus::formats::{Fingerprint, LARGEST_ARTICLE, read_article};
use obelus::keyboard::{Keymap, template};
use obelus::matching::places::resolving::Scene;
use obelus::matching::{self, Pipeline, Reading, Suggestion};
use obelus::text::Article;
use serde_json::Value;

/// The article that the seeds of annotation files are about.
pub const STORY: &str = "🚨 About 650 U.S. troops left Niamey.\r\nLe préfet a parlé; e\u{301}té.\r\n\
                         وصل الوفد إلى غاو يوم الخميس.\r\nDozens were held in Agadez after talks.\n";

fn encoded(article: &Article, set: &AnnotationSet) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode(article, set, &mut bytes).expect("a vector takes everything");
    bytes
}

/// Whether two sets hold the same. Of two entries with one id the first counts, and why the other
/// one cannot be placed may be said differently when they are in reading order.
fn assert_same(a: &AnnotationSet, b: &AnnotationSet, when: &str) {
    for (one, other) in a.faulty.iter().zip(&b.faulty) {
        assert_eq!((one.list, &one.raw), (other.list, &other.raw), "{when}");
    }
    assert_eq!(
        a.faulty.len(),
        b.faulty.len(),
        "{when}: entries that cannot be placed"
    );
    assert!(a.spans().eq(b.spans()), "{when}: spans");
    assert!(a.entities().eq(b.entities()), "{when}: entities");
    assert!(a.events().eq(b.events()), "{when}: events");
    assert!(a.rejections().eq(b.rejections()), "{when}: rejections");
    assert_eq!(a.extra, b.extra, "{when}");
    assert_eq!(a.article_extra, b.article_extra, "{when}");
    let mut a = a.clone();
    a.faulty.clone_from(&b.faulty);
    assert!(a == *b, "{when}: outer fields");
}

/// How many entries a list of a document has; nothing where it is no list.
fn entries(document: &Value, list: &str) -> Option<usize> {
    match document.get(list) {
        None | Some(Value::Null) => Some(0),
        Some(list) => list.as_array().map(Vec::len),
    }
}

/// The native file: what can be read is kept whole, and comes back from being written.
pub fn native(bytes: &[u8]) {
    let plain: Option<Value> = serde_json::from_slice(bytes).ok();
    let _ = native::summarise(bytes);
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(NativeError::NotJson { what, .. }) => {
            let deep = what.contains("nested");
            assert!(plain.is_none() || deep, "valid JSON was refused: {what}");
            return;
        }
        Err(_) => return,
    };
    // A newer file is never written.
    if decoded.newer.is_some() {
        return;
    }
    let written = encoded(&decoded.article, &decoded.set);
    let again = match decode(&written) {
        Ok(again) => again,
        Err(error) => panic!("what was written cannot be read: {error}"),
    };
    assert_same(&again.set, &decoded.set, "written and read");
    assert_eq!(again.article.text(), decoded.article.text());
    let twice = encoded(&again.article, &again.set);
    assert!(written == twice, "writing is not stable");

    let said = |what: &str| decoded.faults.iter().any(|fault| fault.why.contains(what));
    if let (Some(before), Ok(after)) = (plain, serde_json::from_slice::<Value>(&written))
        && !said("stands there twice")
    {
        for list in ["spans", "entities", "rejected"] {
            assert_eq!(entries(&before, list), entries(&after, list), "{list}");
        }
        assert!(entries(&before, "events") <= entries(&after, "events"));
    }
    if decoded.faults.is_empty() {
        let salvaged = salvage(bytes, None);
        assert_eq!(salvaged.cause, None);
        assert_same(&salvaged.decoded.set, &decoded.set, "salvaged");
        assert_eq!(salvaged.decoded.faults, []);
    }
}

/// Salvage: whatever it finds can be written and read again.
pub fn salvaged(bytes: &[u8]) {
    let story = Article::from_text("report.txt", STORY);
    for article in [None, Some(&story)] {
        sound(&salvage(bytes, article));
    }
}

fn sound(salvaged: &Salvaged) {
    let set = &salvaged.decoded.set;
    let faulty = |list: &str| set.faulty.iter().filter(|f| f.list == list).count();
    let read = salvaged.read;
    assert_eq!(read.spans, set.len() + faulty("spans"));
    assert_eq!(read.entities, set.entities().count() + faulty("entities"));
    assert_eq!(read.rejected, set.rejections().count() + faulty("rejected"));
    assert!(read.events <= set.events().count() + faulty("events"));
    assert!(set.dangling().is_empty());
    let written = encoded(&salvaged.decoded.article, set);
    match decode(&written) {
        Ok(again) => assert_same(&again.set, set, "salvaged, written and read"),
        Err(error) => panic!("what was salvaged cannot be read again: {error}"),
    }
}

/// An article reader: the text is the file's, and makes a sound annotation file.
fn article(name: &str, bytes: &[u8]) {
    let Ok(article) = read_article(name, bytes) else {
        return;
    };
    let text = article.text();
    assert!(text.is_char_boundary(article.header.body));
    assert!(bytes.len() as u64 <= LARGEST_ARTICLE);
    match article.header.encoding.as_str() {
        "utf-8" if article.header.replaced == 0 => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            assert_eq!(text.as_bytes(), bytes);
        }
        _ => {
            let marks = text.matches(char::REPLACEMENT_CHARACTER).count();
            assert!(article.header.replaced <= marks);
        }
    }
    let mut set = AnnotationSet::default();
    set.title.clone_from(&article.header.title);
    set.published.clone_from(&article.header.published);
    match decode(&encoded(&article, &set)) {
        Ok(again) => {
            assert_eq!(again.article.text(), text);
            assert_eq!(again.article.header.title, article.header.title);
            assert_eq!(again.article.header.body, article.header.body);
            assert_eq!(again.faults, []);
        }
        Err(error) => panic!("the article makes a file that cannot be read: {error}"),
    }
}

/// Plain text.
pub fn article_txt(bytes: &[u8]) {
    article("report.txt", bytes);
}

/// Markdown with front matter.
pub fn article_md(bytes: &[u8]) {
    article("report.md", bytes);
}

/// The journal: what it says can be placed and applied without harm, and comes back from being
/// written. The lines are given their checks here, which no mutation would get right.
pub fn journal(bytes: &[u8]) {
    let story = Article::from_text("report.txt", STORY);
    let _ = journal::read(bytes);
    let mut signed = Vec::new();
    let mut check = String::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        check = Fingerprint::of(&[check.as_bytes(), line].concat()).to_string();
        check.truncate(16);
        signed.extend_from_slice(check.as_bytes());
        signed.push(b' ');
        signed.extend_from_slice(line);
        signed.push(b'\n');
    }
    let Ok(read) = journal::read(&signed) else {
        return;
    };
    let mut writer = Writer::default();
    let mut written = writer.line(&Payload::start(&read.start));
    let (mut set, mut history) = (AnnotationSet::default(), History::default());
    let mut steps = Vec::new();
    for line in read.lines {
        let Line::Step(recorded) = line else {
            continue;
        };
        let Ok(step) = recorded.place_in(&story) else {
            continue;
        };
        written.extend(writer.line(&Payload::step(&story, &step)));
        let before = set.clone();
        match step.transaction.apply(&mut set) {
            Ok(()) => {
                history.take_in(&step);
                let mut back = set.clone();
                let undone = step.transaction.inverse().apply(&mut back);
                assert!(
                    undone.is_ok() && back == before,
                    "a change cannot be taken back"
                );
            }
            Err(_) => assert!(set == before, "a refused change has changed something"),
        }
        steps.push(step);
    }
    let again = journal::read(&written).expect("what was written can be read");
    assert_eq!(again.ending, Ending::Whole);
    let back = again.lines.into_iter().map(|line| match line {
        Line::Step(recorded) => recorded.place_in(&story).expect("it stood there before"),
        Line::Checkpoint(_) => panic!("none was written"),
    });
    assert!(back.eq(steps), "a change came back as another one");
}

/// A line for `suggest --jsonl`: what is answered is JSON with offsets inside the text.
pub fn suggestion_line(bytes: &[u8]) {
    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(matching::built_in);
    let Ok(record) = Record::decode(bytes) else {
        return;
    };
    let (id, article) = record.into_article();
    let found = PIPELINE.suggest(&Reading::new(&article));
    let shown: Vec<&Suggestion> = found.iter().collect();
    let scene = Scene::of(&article);
    let line = suggestions::encode_line(&id, &article, &shown, &scene).expect("values of JSON");
    assert!(!line.contains('\n') || id.get().contains('\n'));
    // A number comes back to the last digit, also where no double can hold it.
    if serde_json::from_str::<Value>(id.get()).is_err() {
        assert!(
            id.get()
                .starts_with(|c: char| c == '-' || c.is_ascii_digit())
        );
        return;
    }
    let line: Value = match serde_json::from_str(&line) {
        Ok(line) => line,
        Err(error) => panic!("the answer is not JSON: {error}: {line}"),
    };
    let spans = line["spans"].as_array().expect("a list");
    assert_eq!(spans.len(), found.len());
    for span in spans {
        let at = |name: &str| span[name].as_u64().expect("an offset");
        assert!(at("start") < at("end") && at("end") <= article.code_points() as u64);
    }
}

/// The keymap file: each fault is on a line of the file, and the keymap in force is printed as a
/// file that gives it again.
pub fn keymap(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let schema = Schema::built_in();
    let (keymap, faults) = Keymap::read(&schema, &text);
    let lines = text.matches('\n').count() + 1;
    for fault in &faults {
        assert!((1..=lines).contains(&fault.line), "{fault}");
        assert!(fault.to_string().chars().count() < 300, "{fault}");
    }
    let printed = template(&keymap, &schema);
    let (again, faults) = Keymap::read(&schema, &printed);
    assert!(faults.is_empty(), "{faults:?} in {printed}");
    assert_eq!(template(&again, &schema), printed);
}

/// A file of records, JSON lines or a table: pieces do not matter, no two records have one key,
/// they stand behind one another, and each that is listed can be read.
fn record_file(name: &str, bytes: &[u8]) {
    let Ok(preview) = Preview::of(name, bytes, true) else {
        return;
    };
    let mut shape = preview.shape;
    if shape.columns.text.is_empty() {
        shape.columns.text = "text".to_owned();
    }
    let scanned = scan(&shape, bytes, bytes.len().max(1));
    assert_eq!(scan(&shape, bytes, 13), scanned, "in pieces");
    let mut keys = std::collections::HashSet::new();
    let mut end = 0;
    for entry in &scanned.entries {
        assert!(keys.insert(&entry.key), "{} stands there twice", entry.key);
        assert!(end <= entry.start);
        end = entry.range().end;
        assert!(entry.title.chars().count() <= 121);
        let wanted = Wanted {
            source: name,
            key: &entry.key,
            line: entry.line,
        };
        let part = &bytes[entry.start as usize..end as usize];
        let article = match records::read_record(&shape, wanted, part) {
            Ok(article) => article,
            Err(error) => panic!("it was listed and cannot be read: {error}"),
        };
        assert_eq!(article.header.record.as_deref(), Some(&*entry.key));
        assert_eq!(article.text().len(), entry.text_bytes as usize);
    }
    let index = Index {
        stamp: records::Stamp {
            size: bytes.len() as u64,
            ..records::Stamp::default()
        },
        shape,
        scanned,
        works: Vec::new(),
    };
    assert_eq!(Index::decode(&index.encode()).as_ref(), Some(&index));
}

fn scan(shape: &Shape, bytes: &[u8], piece: usize) -> Scanned {
    let mut scan = Scan::new(shape);
    bytes.chunks(piece).for_each(|piece| scan.feed(piece));
    scan.finish()
}

/// JSON lines, and the same bytes as a table.
pub fn record_files(bytes: &[u8]) {
    record_file("news.jsonl", bytes);
    record_file("news.csv", bytes);
    record_file("news.tsv", bytes);
}

/// The index of a file of records: odd bytes are none, and what is one comes back. The check at
/// its end is made right here, which no mutation would do.
pub fn record_index(bytes: &[u8]) {
    let _ = Index::decode(bytes);
    if let Some(index) = Index::decode(&Index::sealed(bytes)) {
        assert_eq!(Index::decode(&index.encode()).as_ref(), Some(&index));
    }
}

/// The schema file: each fault is at a place of the file, and what is read is printed as a file
/// that gives it again.
pub fn schema(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.matches('\n').count() + 1;
    match obelus::formats::schema::read(&text, &[]) {
        Ok(schema) => {
            let printed = obelus::formats::schema::print(&schema);
            let again = obelus::formats::schema::read(&printed, &[]);
            assert_eq!(again.as_ref(), Ok(&schema), "{printed}");
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!((1..=lines).contains(&fault.line), "{fault}");
                assert!(fault.to_string().chars().count() < 2000, "{fault}");
            }
        }
    }
}
