//! Actors by keyboard: codes taken and typed, names, chains walked, joined and parted.

use egui_kittest::kittest::Queryable as _;
use obelus::annotation::{Entity, Id};

use crate::driver::{Person, Start};

const TEXT: &str = "Nigerien Defense Minister Silifo Modi met the envoys. NATO waited.\n\nModi was \
firm, and so was Hunter Modi. Later Silifo Modi left for Mali. The EU agreed with NATO.\n";

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("a.txt", text)],
        ..Start::default()
    }
    .sit_down()
}

fn mark(person: &mut Person<'_>, words: &str, nth: usize) {
    person.select(words, nth);
    person.press("A Escape Escape");
}

fn select(person: &mut Person<'_>, words: &str, nth: usize) {
    person.press("Escape Escape Escape");
    person.go_into(words, nth);
    person.press("Space");
}

/// The actors, a line each.
fn actors(person: &Person<'_>) -> Vec<String> {
    let document = person.document();
    let quote = |id: &Id| {
        let span = document.set.span(id).expect("a span");
        document.article.quote(span.range)
    };
    let line = |e: &Entity| {
        let words: Vec<_> = e.spans.iter().map(quote).collect();
        let code = |code: &Option<String>| code.clone().unwrap_or_else(|| "–".to_owned());
        let codes = format!("{} {}", code(&e.country), code(&e.sector));
        format!("{} {codes}: {}", e.name, words.join(", "))
    };
    document.set.entities().map(line).collect()
}

#[test]
fn proposed_codes_are_taken_with_enter_and_others_are_typed() {
    let mut person = open(TEXT);
    mark(&mut person, "Nigerien Defense Minister Silifo Modi", 1);
    select(&mut person, "Nigerien Defense", 1);
    person.press("V");
    let focused = person.focused().unwrap_or_default();
    assert!(
        focused.ends_with("Country, proposed NER: “Nigerien” is of Niger"),
        "{focused}"
    );
    // What is proposed is taken whole: country and sector, with the name.
    person.press("Enter");
    let all = "Silifo Modi NER GOV: Nigerien Defense Minister Silifo Modi";
    assert_eq!(actors(&person), [all]);
    assert_eq!(person.focused().as_deref(), Some("TextInput Sector"));
    // Another sector by its name, and back in the text.
    person.type_text("milit");
    person.press("Enter");
    let all = "Silifo Modi NER MIL: Nigerien Defense Minister Silifo Modi";
    assert_eq!(actors(&person), [all]);
    assert_eq!(person.said(), "Sector: MIL");
    person.press("Ctrl+Z Ctrl+Z");
    assert_eq!(actors(&person), [""; 0]);

    // By the arrows: the second of the countries that begin so.
    person.press("V");
    person.type_text("nige");
    person.press("Down Down Enter Escape");
    let all = "Silifo Modi NGA GOV: Nigerien Defense Minister Silifo Modi";
    assert_eq!(actors(&person), [all]);
    // What is no code is said, and not taken; Esc leaves it as it was.
    person.press("V");
    person.type_text("xyz");
    person.press("Enter");
    assert!(
        person
            .harness
            .query_by_label("No code and no name begins so")
            .is_some()
    );
    person.press("Escape");
    assert_eq!(actors(&person), [all]);
    // Emptied.
    person.press("V Backspace Enter Escape");
    let all = "Silifo Modi – GOV: Nigerien Defense Minister Silifo Modi";
    assert_eq!(actors(&person), [all]);
}

#[test]
fn a_surname_is_proposed_with_its_full_name_and_joined_with_two_keys() {
    let mut person = open(TEXT);
    mark(&mut person, "Nigerien Defense Minister Silifo Modi", 1);
    mark(&mut person, "NATO", 1);
    mark(&mut person, "Modi", 2);
    select(&mut person, "Modi", 2);
    let likely = "likely “Nigerien Defense Minister Silifo Modi”: the surname of a full name (K)";
    assert!(person.harness.query_by_label(likely).is_some());
    person.press("K Enter");
    let all = "Silifo Modi NER GOV: Nigerien Defense Minister Silifo Modi, Modi";
    assert_eq!(actors(&person), [all]);
    assert!(person.harness.query_by_label("2 mentions").is_some());
    // From mention to mention, round and round.
    let at = |person: &Person<'_>| person.document().caret.position;
    person.press("Ctrl+M");
    assert_eq!(at(&person), 0);
    person.press("Ctrl+M");
    let second = TEXT.find("Modi was").expect("it stands there");
    assert_eq!(at(&person), second);
    person.press("Ctrl+Shift+M");
    assert_eq!(at(&person), 0);
    // Renamed together.
    person.tab_to("Name of the actor");
    person.type_text("S. Modi");
    person.press("Enter");
    let all = "S. Modi NER GOV: Nigerien Defense Minister Silifo Modi, Modi";
    assert_eq!(actors(&person), [all]);
    person.press("Ctrl+Z");
    // Deleting a mention leaves the actor to the other.
    person.press("Ctrl+M Delete");
    let all = "Silifo Modi NER GOV: Nigerien Defense Minister Silifo Modi";
    assert_eq!(actors(&person), [all]);
    person.press("Ctrl+Z");
    // Taken out.
    select(&mut person, "Modi", 2);
    person.harness.get_by_label("Take out").click_accesskit();
    person.wait(2);
    assert_eq!(actors(&person), [all]);
    assert_eq!(person.said(), "No longer a mention of Silifo Modi");
    assert_eq!(person.document().set.dangling(), []);
}

#[test]
fn all_clear_chains_are_joined_as_one_step() {
    let mut person = open(TEXT);
    for (words, nth) in [
        ("Nigerien Defense Minister Silifo Modi", 1),
        ("NATO", 1),
        ("Hunter Modi", 1),
        ("Silifo Modi", 2),
        ("EU", 1),
        ("NATO", 2),
    ] {
        mark(&mut person, words, nth);
    }
    mark(&mut person, "Modi", 2);
    person.press("Ctrl+Shift+K");
    // The bare surname is of one of two: it is not offered.
    assert!(
        person
            .harness
            .query_by_label("Silifo Modi, 2 mentions")
            .is_some()
    );
    assert!(
        person
            .harness
            .query_by_label("4 mentions of 2 actors")
            .is_some()
    );
    person.press("Enter");
    let joined = [
        "Silifo Modi NER GOV: Nigerien Defense Minister Silifo Modi, Silifo Modi",
        "NATO IGO MIL: NATO, NATO",
    ];
    assert_eq!(actors(&person), joined);
    assert_eq!(person.said(), "Joined the mentions of 2 actors");
    person.press("Ctrl+Shift+K");
    assert_eq!(
        person.said(),
        "No actors that are clearly the same and not joined yet"
    );
    person.press("Ctrl+Z");
    assert_eq!(actors(&person), [""; 0]);
    // One of them is not wanted.
    person.press("Ctrl+Shift+K");
    person
        .harness
        .get_by_label("NATO, 2 mentions")
        .click_accesskit();
    person.wait(2);
    person.harness.get_by_label("Join them").click_accesskit();
    person.wait(2);
    assert_eq!(actors(&person), joined[..1]);
}

#[test]
fn the_list_of_actors_says_codes_mentions_and_quarrels() {
    let mut person = open("The Chadian army came. The Libyan army left. Niger spoke.\n");
    mark(&mut person, "Chadian army", 1);
    mark(&mut person, "Libyan army", 1);
    mark(&mut person, "Niger", 1);
    select(&mut person, "Niger", 1);
    person.press("V Enter Escape");
    select(&mut person, "Libyan army", 1);
    person.press("K Shift+M Enter");
    person.harness.get_by_label("Actors 2").click_accesskit();
    person.wait(2);
    let army = "Chadian army, TCD MIL, 2 mentions, two countries: TCD by “Chadian army”, LBY by “Libyan army”";
    assert!(person.harness.query_by_label(army).is_some());
    assert!(
        person
            .harness
            .query_by_label("Niger, NER GOV, 1 mention")
            .is_some()
    );
    // Choosing one selects its first mention.
    let niger = person.harness.get_by_label("Niger, NER GOV, 1 mention");
    niger.click_accesskit();
    person.wait(2);
    let selected = person.document().selected.clone().expect("a span");
    let span = person.document().set.span(&selected).expect("it is there");
    assert_eq!(person.document().article.quote(span.range), "Niger");
}

#[test]
fn ten_thousand_actors_are_listed_as_quickly_as_their_spans() {
    use obelus::annotation::edits::{Draft, EntityDraft, add, join_actors};
    use obelus::annotation::{AnnotationSet, Label, Timestamp};
    use obelus::formats::native;
    use obelus::text::{Article, ByteRange};

    const LINE: &str = "Niger spoke.\n";
    let text = LINE.repeat(20_000);
    let article = Article::from_text("a.txt", text.as_str());
    let mut set = AnnotationSet::default();
    let drafts: Vec<_> = (0..20_000)
        .map(|line| line * LINE.len())
        .map(|at| Draft::by_hand(Label::ACTOR, ByteRange::new(at, at + 5)))
        .collect();
    let marked = add(&set, &drafts, "mark", &Timestamp::default()).expect("they fit");
    marked.apply(&mut set).expect("they are added");
    let ids: Vec<Id> = set.spans().map(|span| span.id.clone()).collect();
    let pairs = ids
        .chunks(2)
        .map(|pair| (pair.to_vec(), EntityDraft::default()));
    let joined = join_actors(&set, pairs, "join");
    joined.apply(&mut set).expect("they are joined");
    let mut file = Vec::new();
    native::encode(&article, &set, &mut file).expect("it can be written");
    let file = String::from_utf8(file).expect("it is JSON");
    let mut person = Start {
        files: &[("a.txt", &text), ("a.txt.obelus.json", &file)],
        ..Start::default()
    }
    .sit_down();
    person.press("M");
    let mut frames = |tab: &str| {
        person.harness.get_by_label(tab).click_accesskit();
        person.wait(10);
        let mut times: Vec<_> = (0..30)
            .map(|_| {
                let begun = std::time::Instant::now();
                person.wait(1);
                begun.elapsed()
            })
            .collect();
        times.sort();
        times[times.len() / 2]
    };
    let spans = frames("Spans 20000");
    let actors = frames("Actors 10000");
    let most = spans * 2 + std::time::Duration::from_millis(3);
    assert!(actors < most, "{actors:?} a frame, {spans:?} for the spans");
}
