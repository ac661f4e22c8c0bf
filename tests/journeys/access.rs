//! The desk for somebody who neither sees nor uses a keyboard: AccessKit alone.

use egui::accesskit::{Action, Role};

use egui_kittest::kittest::NodeT as _;

use crate::driver::{Heard, Person, Start, sample};

fn open(text: &str, suggest: bool) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        suggest,
        ..Start::default()
    }
    .sit_down()
}

/// The marks in view, one a line.
fn marks(person: &Person<'_>) -> Vec<String> {
    let nodes = person.nodes().into_iter();
    let marks = nodes.filter(|node| node.role == Role::Mark);
    let line = |mark: Heard| match mark.data.description() {
        Some(about) => format!("{} ({about})", mark.name),
        None => mark.name,
    };
    marks.map(line).collect()
}

#[test]
fn a_word_is_marked_relabelled_and_undone_by_requests_alone() {
    let mut person = open("Rebels left Aleppo.\nThey came back.\n", false);
    person.select_by_ear("Aleppo");
    assert_eq!(person.selected_by_ear(), Some(("Aleppo".to_owned(), true)));
    let article = person.text_node();
    person.ask_to(&article, "Mark as actor");
    assert_eq!(person.spans(), "   12 actor Aleppo\n");
    assert_eq!(person.announced().0, "Marked as actor");
    assert!(!person.announced().1);

    let mark = person.node(Role::Mark, "actor: Aleppo");
    person.ask_to(&mark, "Relabel as location");
    assert_eq!(person.spans(), "   12 location Aleppo\n");
    assert_eq!(person.announced().0, "Relabelled as location");

    let article = person.text_node();
    person.ask_to(&article, "Undo relabel as location");
    assert_eq!(person.spans(), "   12 actor Aleppo\n");
    let article = person.text_node();
    person.ask_to(&article, "Redo relabel as location");
    let mark = person.node(Role::Mark, "location: Aleppo");
    person.ask_to(&mark, "Delete");
    assert_eq!(person.spans(), "");
    assert_eq!(person.announced().0, "Deleted location");
}

#[test]
fn a_suggestion_is_heard_accepted_and_rejected_by_requests_alone() {
    let mut person = open(&sample("02-market-town-fighting.txt"), true);
    let nodes = person.nodes();
    let offers: Vec<_> = nodes.iter().filter(|n| n.data.is_suggestion()).collect();
    assert!(offers.len() > 5, "{} suggestions in view", offers.len());
    assert!(offers.iter().all(|n| n.role == Role::Mark));
    assert!(offers.iter().all(|n| n.name.starts_with("suggested ")));
    assert!(offers.iter().all(|n| n.data.description().is_some()), "why");
    let (first, second) = (offers[0].clone(), offers[1].clone());

    person.ask(&first, Action::Click, None);
    let current = person.node(Role::Mark, &first.name);
    assert_eq!(current.data.is_selected(), Some(true));
    let (said, ..) = person.announced();
    assert!(said.contains(&first.name), "{said}");
    assert!(said.starts_with("1 of "), "{said}");

    person.ask_to(&current, "Accept");
    let (said, ..) = person.announced();
    let label = first.name.trim_start_matches("suggested ");
    assert!(said.starts_with("Accepted as "), "{said}");
    assert!(said.contains(&second.name), "what comes next: {said}");
    person.node(Role::Mark, label);
    assert_eq!(person.document().set.len(), 1);

    person.ask_to(&second, "Reject");
    assert!(person.announced().0.starts_with("Rejected"));
    assert!(person.nodes().iter().all(|node| node.id != second.id));

    let article = person.text_node();
    person.ask_to(&article, "Next suggestion");
    let now = person.document().current.expect("one is under review");
    let (said, ..) = person.announced();
    let offer = person.document().offers.get(now).expect("it is there");
    let words = person.document().article.quote(offer.range).to_owned();
    assert!(said.contains(&words), "{said}");
}

#[test]
fn the_text_in_view_is_read_by_paragraph_word_and_character() {
    let text =
        "Élise’s e\u{301}clair, 👩‍👧 and so on.\r\n\r\nالرئيس زار 12 مدينة في Mali اليوم.\nLast";
    let person = open(text, false);
    let runs = person.runs();
    let heard: String = runs.iter().map(|run| run.words.as_str()).collect();
    assert_eq!(heard, text);
    for run in &runs {
        let lengths = run.data.character_lengths();
        let total: usize = lengths.iter().map(|l| usize::from(*l)).sum();
        assert_eq!(total, run.words.len(), "{:?}", run.words);
        let places = run.data.character_positions().expect("places");
        let widths = run.data.character_widths().expect("widths");
        assert_eq!((places.len(), widths.len()), (lengths.len(), lengths.len()));
        let bounds = run.data.bounds().expect("bounds");
        for (place, width) in places.iter().zip(widths) {
            assert!(*place >= -0.01 && *width >= 0.0, "{:?}", run.words);
            let right = f64::from(place + width);
            assert!(right <= bounds.width() + 0.01, "{:?}", run.words);
        }
    }
    // As the platforms' adapters see it.
    let root = person.harness.root();
    let mut nodes = root.children_recursive().map(|node| node.accesskit_node());
    let article = nodes.find(|node| node.role() == Role::Document);
    let article = article.expect("the article");
    assert!(article.supports_text_ranges());
    assert_eq!(article.document_range().text(), text);
    let start = article.document_range().start();
    let mut word = article.document_range();
    word.set_end(start.forward_to_word_end());
    assert_eq!(word.text(), "Élise’s ");
    word.set_end(start.forward_to_paragraph_end());
    assert_eq!(
        word.text(),
        text.split_inclusive('\n').next().unwrap_or_default()
    );
    let first = &runs[0];
    let lengths = first.data.character_lengths();
    assert_eq!(lengths[8], 3, "e with its accent is one character");
    assert_eq!(lengths.last(), Some(&2), "so is a line end");
    let starts = first.data.word_starts();
    assert_eq!(&starts[..2], &[0, 8], "Élise’s, éclair");
    let directions: Vec<_> = runs.iter().map(|run| run.data.text_direction()).collect();
    use egui::accesskit::TextDirection::{LeftToRight, RightToLeft};
    assert!(directions.contains(&Some(RightToLeft)));
    assert_eq!(directions.first(), Some(&Some(LeftToRight)));
    // Arabic, digits and Latin on one line hang together.
    let mali = runs.iter().find(|run| run.words.contains("Mali"));
    let mali = mali.expect("a run of its own");
    assert!(mali.data.previous_on_line().is_some());
    assert!(mali.data.next_on_line().is_some());
    let paragraphs = person.text_node().data.children().len();
    assert_eq!(paragraphs, 4);
}

#[test]
fn selections_come_and_go_both_ways_also_in_arabic() {
    let text = "الرئيس زار 12 مدينة في Mali اليوم.\nRebels left.\n";
    let mut person = open(text, false);
    for words in ["زار 12 مدينة", "Mali", "اليوم.\nRebels"] {
        person.select_by_ear(words);
        let caret = person.document().caret.selection().expect("a selection");
        assert_eq!(person.document().article.quote(caret), words);
        assert_eq!(person.selected_by_ear(), Some((words.to_owned(), true)));
    }
    person.press("Ctrl+Home Shift+Right Shift+Right");
    assert_eq!(person.selected_by_ear(), Some(("ال".to_owned(), true)));
    // A caret without a selection is about its own place, not about the span selected before.
    person.press("A");
    person.select_by_ear("left");
    let (words, _) = person.selected_by_ear().expect("a caret");
    assert_eq!(words, "left");
}

#[test]
fn marks_tell_value_type_note_and_nesting() {
    let mut person = open(&sample("01-border-talks.txt"), true);
    let at = |person: &Person<'_>, start: &str| {
        let found = person.nodes().into_iter();
        let mut found = found.filter(|node| node.name.starts_with(start));
        found
            .next()
            .unwrap_or_else(|| panic!("no {start:?}: {:#?}", marks(person)))
    };
    let figure = at(&person, "suggested figure: ");
    assert!(
        figure
            .data
            .description()
            .is_some_and(|d| d.starts_with("value "))
    );
    person.ask_to(&figure, "Accept");
    let figure = at(&person, "figure: ");
    assert!(
        figure
            .data
            .description()
            .is_some_and(|d| d.starts_with("value "))
    );
    person.select_by_ear("Chadian Foreign Minister");
    let article = person.text_node();
    person.ask_to(&article, "Mark as actor");
    person.press("C");
    person.type_text("speaks for Chad");
    person.press("Ctrl+Enter");
    person.select_by_ear("Foreign");
    let article = person.text_node();
    person.ask_to(&article, "Mark as location");
    let inner = person.node(Role::Mark, "location: Foreign");
    let outer = person.node(Role::Mark, "actor: Chadian Foreign Minister");
    assert_eq!(
        inner.data.description(),
        Some("inside actor: Chadian Foreign Minister")
    );
    assert_eq!(outer.data.description(), Some("note: speaks for Chad"));
    person.ask(&outer, Action::Focus, None);
    assert_eq!(
        person.announced().0,
        "Selected actor: Chadian Foreign Minister"
    );
    let outer = person.node(Role::Mark, "actor: Chadian Foreign Minister");
    assert_eq!(outer.data.is_selected(), Some(true));
}

#[test]
fn the_same_message_is_announced_again() {
    let mut person = open("Rebels left Aleppo on Monday.\n", false);
    assert_eq!(person.announced().0, "Rebels left Aleppo on Monday.");
    person.press("A");
    let (first, _, region) = person.announced();
    person.select("left", 1);
    person.press("A");
    let (second, _, other) = person.announced();
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("Marked as actor", "Marked as actor")
    );
    assert_ne!(region, other, "by another region, which so has changed");
    // Nothing more is said while nothing happens.
    person.wait(10);
    assert_eq!(person.announced().2, other);
    person.press("Escape X");
    assert!(person.announced().1, "a warning interrupts");
}

#[test]
fn dialogs_hits_and_steps_are_announced() {
    let mut person = open("Rebels left Aleppo. Rebels came back.\n", false);
    person.press("F1");
    assert_eq!(person.announced().0, "Help");
    person.press("Escape");
    person.press("Ctrl+F");
    person.type_text("rebels");
    assert!(
        person.announced().0.contains("of 2"),
        "{:?}",
        person.announced()
    );
    let hit = person.node(Role::Mark, "hit 2: Rebels");
    person.ask(&hit, Action::Click, None);
    assert_eq!(
        person.document().caret.selection().map(|s| s.start),
        Some(20)
    );
    person.press("A");
    person.press("Escape Escape Escape Ctrl+Home M");
    assert_eq!(person.announced().0, "Selected actor: Rebels");
}

#[test]
fn nodes_keep_their_ids_and_only_what_is_in_view_has_some() {
    let text = "Rebels left Aleppo on Monday and came back.\n".repeat(3000);
    let mut person = open(&text, false);
    person.press("A");
    let before = person.nodes();
    assert!(before.len() < 600, "{} nodes", before.len());
    person.wait(3);
    let ids = |nodes: &[Heard]| nodes.iter().map(|node| node.id).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&person.nodes()));
    let article = person.text_node();
    let third = article.data.children()[2];
    person.harness.event(egui::Event::AccessKitActionRequest(
        egui::accesskit::ActionRequest {
            action: Action::ScrollDown,
            target_tree: egui::accesskit::TreeId::ROOT,
            target_node: article.id,
            data: None,
        },
    ));
    person.wait(3);
    assert!(person.reading_at() > 0);
    assert!(
        person.text_node().data.text_selection().is_none(),
        "the caret is out of view"
    );
    assert!(person.nodes().len() < 600);
    let article = person.text_node();
    person.ask(&article, Action::ScrollUp, None);
    assert_eq!(person.text_node().data.children()[2], third);
}
