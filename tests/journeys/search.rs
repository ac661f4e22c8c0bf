//! Searching the corpus and changing every same mention in it, by keys alone.

use egui::accesskit::Role;

use crate::driver::{Person, Start};

const FILES: &[(&str, &str)] = &[
    (
        "a.txt",
        "First report\n\nNiger said that 650 troops would leave Niamey.\n",
    ),
    (
        "b.txt",
        "Second report\n\nTalks in Niamey went on. Niger agreed.\n",
    ),
    ("c.txt", "Third report\n\nNigeria stayed away.\n"),
    ("d.txt", "Fourth report\n\nThe envoy of Niger left.\n"),
    (
        "e.txt",
        "Fifth report\n\nIn Niger, and in Niamey, all was quiet.\n",
    ),
];

fn sit_down() -> Person<'static> {
    Start {
        files: FILES,
        ..Start::default()
    }
    .sit_down()
}

/// Runs a command by its name, as somebody does who does not know its key.
fn run(person: &mut Person<'_>, title: &str) {
    person.press("Ctrl+K");
    person.type_text(title);
    person.press("Enter");
    person.wait(3);
}

fn search(person: &mut Person<'_>, query: &str) {
    person.press("Ctrl+Shift+F");
    person.press("Ctrl+A");
    person.type_text(query);
    person.press("Enter");
    person.wait(4);
}

fn selected(person: &Person<'_>) -> String {
    let document = person.document();
    let words = document
        .caret
        .selection()
        .map(|range| document.article.quote(range));
    let source = &document.article.source;
    format!("{source}: {}", words.unwrap_or_default())
}

/// The labels of the words in every file.
fn labels(person: &Person<'_>, words: &str) -> String {
    let of = |(name, _): &(&str, &str)| {
        let file = person.file(&format!("{name}.obelus.json"))?;
        let file: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
        let spans = file["spans"].as_array().expect("there are spans").clone();
        let here = spans.iter().filter(|span| span["quote"] == words);
        let labels: Vec<_> = here.filter_map(|span| span["label"].as_str()).collect();
        (!labels.is_empty()).then(|| format!("{name} {}", labels.join(" ")))
    };
    FILES.iter().filter_map(of).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_search_leads_to_a_hit_and_back_to_the_list() {
    let mut person = sit_down();
    search(&mut person, "niamey");
    assert_eq!(person.said(), "3 hits in 3 articles");
    person.press("Down Down Enter");
    person.wait(4);
    assert_eq!(selected(&person), "b.txt: Niamey");
    person.press("F4");
    person.wait(4);
    assert_eq!(selected(&person), "e.txt: Niamey");
    person.press("F4");
    assert_eq!(person.said(), "No hit behind this one");
    person.press("Shift+F4");
    person.wait(4);
    assert_eq!(selected(&person), "b.txt: Niamey");
    // Back in the list the place is kept: the next hit is the one behind.
    person.press("Ctrl+Shift+F");
    assert_eq!(
        person.focused().as_deref(),
        Some("TextInput Search the corpus")
    );
    person.press("Down Enter");
    person.wait(4);
    assert_eq!(selected(&person), "e.txt: Niamey");
    person.press("Escape");
    // The words that are selected in the text are looked for.
    person.press("Ctrl+Home");
    person.select("quiet", 1);
    person.press("Ctrl+Shift+F");
    person.wait(3);
    assert_eq!(person.said(), "1 hit in 1 article");
}

#[test]
fn what_may_be_typed_is_offered_and_a_mistake_is_told_with_its_place() {
    let mut person = sit_down();
    person.press("Ctrl+Shift+F");
    person.type_text("sta");
    person.press("Right");
    person.type_text("n");
    person.press("Down Enter Enter");
    person.wait(3);
    let field = person.node(Role::TextInput, "Search the corpus");
    assert_eq!(field.words, "status:new");
    assert_eq!(person.said(), "5 hits in 5 articles");
    search(&mut person, "figure>many");
    let said = person.nodes();
    let fault = "✖ “many” is no number; write figure>1000";
    assert!(
        said.iter()
            .any(|node| node.name == fault || node.words == fault)
    );
    // A value that is nearly one that was marked.
    person.press("F6");
    person.select("Niamey", 1);
    person.press("L");
    search(&mut person, "location:Nimaey");
    assert_eq!(person.said(), "Nothing found in the corpus");
    person.tab_to("Did you mean location:Niamey?");
    person.press("Enter");
    person.wait(3);
    assert_eq!(person.said(), "1 hit in 1 article");
    search(&mut person, "nowhere");
    assert_eq!(person.said(), "Nothing found in the corpus");
}

#[test]
fn every_mention_is_marked_and_relabelled_and_taken_back_from_another_article() {
    let mut person = sit_down();
    person.select("Niger", 1);
    run(&mut person, "Mark in all articles");
    person.press("L");
    person.wait(3);
    person.press("Enter");
    person.wait(4);
    assert_eq!(
        person.said(),
        "Done: mark “Niger” as location in 4 articles"
    );
    person.wait_seconds(3.0);
    let marked = "a.txt location, b.txt location, d.txt location, e.txt location";
    assert_eq!(labels(&person, "Niger"), marked);

    search(&mut person, "location:Niger");
    assert_eq!(person.said(), "4 hits in 4 articles");
    person.press("Down Down Enter");
    person.wait(4);
    assert_eq!(person.document().article.source, "b.txt");
    run(&mut person, "Relabel in all articles");
    person.press("A");
    person.wait(3);
    // The hit of the last article is taken out.
    person.press("End Space Enter");
    person.wait(4);
    assert_eq!(
        person.said(),
        "Done: relabel “Niger” as actor in 3 articles"
    );
    person.wait_seconds(3.0);
    let relabelled = "a.txt actor, b.txt actor, d.txt actor, e.txt location";
    assert_eq!(labels(&person, "Niger"), relabelled);

    // From an article that was not open when it was done.
    person.press("Ctrl+PageDown Ctrl+PageDown");
    person.wait(4);
    assert_eq!(person.document().article.source, "d.txt");
    person.press("Ctrl+Z");
    person.wait(4);
    assert_eq!(
        person.said(),
        "Undone: relabel “Niger” as actor in 3 articles"
    );
    person.wait_seconds(3.0);
    assert_eq!(labels(&person, "Niger"), marked);
    person.press("Ctrl+Y");
    person.wait(4);
    person.wait_seconds(3.0);
    assert_eq!(labels(&person, "Niger"), relabelled);
    person.press("Ctrl+Z Ctrl+Z");
    person.wait_seconds(3.0);
    assert_eq!(labels(&person, "Niger"), "");
}

#[test]
fn an_article_that_has_changed_since_is_named_and_left() {
    let mut person = sit_down();
    person.select("Niger", 1);
    run(&mut person, "Mark in all articles");
    person.press("A");
    person.wait(3);
    person.press("Enter");
    person.wait_seconds(3.0);
    // A change behind it in the second article.
    person.press("Ctrl+PageDown");
    person.wait(4);
    person.select("Niamey", 1);
    person.press("L");
    person.wait_seconds(3.0);
    person.press("Ctrl+PageUp");
    person.wait(4);
    person.press("Ctrl+Z");
    person.wait(4);
    let said = person.said();
    assert!(
        said.starts_with("Undone: mark “Niger” as actor in 4 articles"),
        "{said}"
    );
    assert!(
        said.contains("left as they are") && said.contains("b.txt"),
        "{said}"
    );
    person.wait_seconds(3.0);
    assert_eq!(labels(&person, "Niger"), "b.txt actor");
}

#[test]
fn a_broken_file_is_left_out_and_said_by_name() {
    let mut files = FILES.to_vec();
    files.push(("d.txt.obelus.json", "{ broken"));
    let mut person = Start {
        files: &files,
        ..Start::default()
    }
    .sit_down();
    person.select("Niger", 1);
    run(&mut person, "Mark in all articles");
    person.press("A");
    person.wait(3);
    person.press("Enter");
    person.wait(4);
    let said = person.said();
    assert!(
        said.contains("3 articles changed") && said.contains("Fourth report"),
        "{said}"
    );
    assert_eq!(
        person.file("d.txt.obelus.json").as_deref(),
        Some("{ broken")
    );
}

#[test]
fn enter_in_the_box_shows_hit_after_hit_and_the_focus_stays() {
    let mut person = sit_down();
    search(&mut person, "niamey");
    for expected in ["a.txt", "b.txt", "e.txt", "a.txt"] {
        person.press("Enter");
        person.wait(4);
        assert_eq!(selected(&person), format!("{expected}: Niamey"));
        assert_eq!(
            person.focused().as_deref(),
            Some("TextInput Search the corpus")
        );
    }
    // The next query replaces this one.
    person.press("Ctrl+A");
    person.type_text("niger");
    let says = |person: &Person<'_>, words: &str| {
        let nodes = person.nodes();
        nodes
            .iter()
            .any(|n| n.name.contains(words) || n.words.contains(words))
    };
    assert!(says(&person, "Below are the hits of “niamey”"));
    person.press("Enter");
    person.wait(4);
    assert!(!says(&person, "Below are the hits"));
    search(&mut person, "figure>many");
    assert!(!says(&person, "Mark all…"), "old hits are no answer");
    search(&mut person, "niger");
    person.press("Enter Escape");
    person.wait(2);
    assert!(
        person
            .focused()
            .is_some_and(|at| at.starts_with("Document"))
    );
}

#[test]
fn a_change_in_all_articles_is_taken_back_where_it_was_made_and_leaves_no_files() {
    let mut person = sit_down();
    // The third article has no part in it.
    person.press("Ctrl+PageDown Ctrl+PageDown");
    person.wait(4);
    assert_eq!(person.document().article.source, "c.txt");
    search(&mut person, "niger");
    assert_eq!(person.said(), "4 hits in 4 articles");
    person.tab_to("Mark all…");
    person.press("Space");
    person.press("A");
    person.wait(3);
    person.press("Enter");
    person.wait(4);
    assert_eq!(person.said(), "Done: mark “Niger” as actor in 4 articles");
    person.wait_seconds(3.0);
    assert_eq!(
        labels(&person, "Niger"),
        "a.txt actor, b.txt actor, d.txt actor, e.txt actor"
    );
    person.press("Escape F6 Ctrl+Z");
    person.wait(4);
    assert_eq!(person.document().article.source, "c.txt");
    assert_eq!(person.said(), "Undone: mark “Niger” as actor in 4 articles");
    person.wait_seconds(3.0);
    for name in ["b.txt", "c.txt", "d.txt", "e.txt"] {
        let file = person.file(&format!("{name}.obelus.json"));
        assert_eq!(file, None, "{name} had none");
    }
    person.press("Ctrl+Y");
    person.wait_seconds(3.0);
    assert_eq!(
        labels(&person, "Niger"),
        "a.txt actor, b.txt actor, d.txt actor, e.txt actor"
    );
    // What is done here afterwards comes first.
    person.press("Ctrl+Home A Ctrl+Z");
    assert_eq!(person.said(), "Undone: mark as actor");
    person.press("Ctrl+Z");
    person.wait(4);
    assert_eq!(person.said(), "Undone: mark “Niger” as actor in 4 articles");
    // Of the hits none is an actor any more.
    search(&mut person, "actor:niger");
    assert_eq!(person.said(), "Nothing found in the corpus");
}

#[test]
fn the_list_of_hits_follows_a_change_and_the_preview_counts_what_is_done() {
    let mut person = sit_down();
    person.select("Niger", 1);
    person.press("L");
    run(&mut person, "Done");
    search(&mut person, "location:niger");
    assert_eq!(person.said(), "1 hit in 1 article");
    person.press("Enter Escape");
    person.wait(2);
    run(&mut person, "Mark in all articles");
    person.press("L");
    person.wait(3);
    person.press("Enter");
    person.wait(4);
    let found = |person: &Person<'_>| {
        let nodes = person.nodes().into_iter();
        let mut found = nodes.filter(|n| n.name.contains("hits in") || n.words.contains("hits in"));
        found.next().map(|n| n.name + &n.words).unwrap_or_default()
    };
    assert!(
        found(&person).starts_with("4 hits in 4 articles"),
        "{}",
        found(&person)
    );
    run(&mut person, "Relabel in all articles");
    person.press("A");
    person.wait(3);
    let says = |words: &str| {
        let nodes = person.nodes();
        nodes
            .iter()
            .any(|n| n.name.contains(words) || n.words.contains(words))
    };
    let all: Vec<_> = person
        .nodes()
        .into_iter()
        .map(|n| n.name + &n.words)
        .collect();
    assert!(says("4 mentions in 4 articles, 1 of them done"), "{all:?}");
}

#[test]
fn selecting_all_leaves_hidden_front_matter_out() {
    let mut person = Start {
        files: &[(
            "a.md",
            "---\ndate: 2024-03-02\n---\n\nRebels left Aleppo.\n",
        )],
        ..Start::default()
    }
    .sit_down();
    // The caret stands on the first line that is seen.
    let at = |person: &Person<'_>| {
        let document = person.document();
        document.article.text()[document.caret.position..].starts_with("Rebels")
    };
    assert!(at(&person));
    person.press("Right Ctrl+Home");
    assert!(at(&person));
    person.press("Ctrl+A");
    let document = person.document();
    let range = document.caret.selection().expect("a selection");
    assert!(document.article.quote(range).starts_with("Rebels"));
}
