//! The keyboard: every row of the keymap, the keymap file, the focus, roles and actors.

use egui_kittest::kittest::Queryable as _;
use obelus::annotation::{RoleFiller, Schema};
use obelus::keyboard::{Chord, Command, Keymap, Motion};

use crate::driver::{Person, Start};

fn open(text: &str) -> Person<'static> {
    Start {
        files: &[("report.txt", text)],
        ..Start::default()
    }
    .sit_down()
}

/// The default keymap, row by row. What is done later has no row yet: searching the corpus.
const ROWS: &[(&str, Command)] = &[
    ("F6", Command::NextPane),
    ("Shift+F6", Command::PreviousPane),
    ("Left", Command::Move(Motion::Left)),
    ("Right", Command::Move(Motion::Right)),
    ("Ctrl+Left", Command::Move(Motion::WordLeft)),
    ("Ctrl+Right", Command::Move(Motion::WordRight)),
    ("Up", Command::Move(Motion::LineUp)),
    ("Down", Command::Move(Motion::LineDown)),
    ("Ctrl+Up", Command::Move(Motion::ParagraphUp)),
    ("Ctrl+Down", Command::Move(Motion::ParagraphDown)),
    ("Alt+Up", Command::Move(Motion::SentenceBack)),
    ("Alt+Down", Command::Move(Motion::SentenceForward)),
    ("Home", Command::Move(Motion::LineStart)),
    ("End", Command::Move(Motion::LineEnd)),
    ("Ctrl+Home", Command::Move(Motion::ArticleStart)),
    ("Ctrl+End", Command::Move(Motion::ArticleEnd)),
    ("PageUp", Command::Move(Motion::PageUp)),
    ("PageDown", Command::Move(Motion::PageDown)),
    ("Shift+Left", Command::Extend(Motion::Left)),
    ("Ctrl+Shift+Right", Command::Extend(Motion::WordRight)),
    ("Shift+Down", Command::Extend(Motion::LineDown)),
    ("Ctrl+Shift+Up", Command::Extend(Motion::ParagraphUp)),
    ("Alt+Shift+Down", Command::Extend(Motion::SentenceForward)),
    ("Shift+Home", Command::Extend(Motion::LineStart)),
    ("Ctrl+Shift+End", Command::Extend(Motion::ArticleEnd)),
    ("Shift+PageDown", Command::Extend(Motion::PageDown)),
    ("A", Command::Mark(0)),
    ("L", Command::Mark(1)),
    ("F", Command::Mark(2)),
    ("E", Command::Mark(3)),
    ("1", Command::Mark(0)),
    ("2", Command::Mark(1)),
    ("3", Command::Mark(2)),
    ("4", Command::Mark(3)),
    ("Ctrl+1", Command::MarkAgain(0)),
    ("Ctrl+4", Command::MarkAgain(3)),
    ("N", Command::NextSuggestion),
    ("Shift+N", Command::PreviousSuggestion),
    ("Enter", Command::Accept),
    ("Shift+Enter", Command::AcceptSame),
    ("X", Command::Reject),
    // Delete rejects the suggestion under review, and else deletes the selected span.
    ("Delete", Command::Delete),
    ("Shift+X", Command::RejectSame),
    ("Ctrl+Shift+Enter", Command::Bulk),
    ("M", Command::NextSpan),
    ("Shift+M", Command::PreviousSpan),
    ("U", Command::OuterSpan),
    ("I", Command::InnerSpan),
    ("Space", Command::CycleSpans),
    ("Alt+Left", Command::RightEndLeft),
    ("Alt+Right", Command::RightEndRight),
    ("Alt+Shift+Left", Command::LeftEndLeft),
    ("Alt+Shift+Right", Command::LeftEndRight),
    ("G", Command::FreeEnds),
    ("O", Command::SwapEnds),
    ("H", Command::SetHead),
    ("C", Command::EditNote),
    ("V", Command::EditMeaning),
    ("F2", Command::Inspector),
    ("R", Command::FillRole),
    ("K", Command::SameActor),
    ("Ctrl+Z", Command::Undo),
    ("Ctrl+Shift+Z", Command::Redo),
    ("Ctrl+Y", Command::Redo),
    ("Ctrl+F", Command::Find),
    ("F3", Command::FindNext),
    ("Shift+F3", Command::FindPrevious),
    ("Ctrl+K", Command::Palette),
    ("Ctrl+Shift+P", Command::Palette),
    ("Ctrl+PageDown", Command::NextArticle),
    ("Ctrl+PageUp", Command::PreviousArticle),
    ("Ctrl+Enter", Command::DoneAndNext),
    ("Ctrl+O", Command::Open),
    ("Ctrl+Shift+O", Command::OpenFolder),
    ("Ctrl+Shift+V", Command::PasteArticle),
    ("Ctrl+S", Command::Save),
    ("Ctrl+Shift+S", Command::SaveCopy),
    ("Ctrl+W", Command::Close),
    ("Ctrl+Q", Command::Quit),
    ("Alt+Home", Command::Back),
    ("Alt+End", Command::Forward),
    ("Ctrl+Comma", Command::Settings),
    ("Ctrl+Shift+C", Command::CopyCitation),
    ("F5", Command::MatchAgain),
    ("Shift+F5", Command::Matchers),
    ("Ctrl+Plus", Command::ZoomIn),
    ("Ctrl+Minus", Command::ZoomOut),
    ("Ctrl+0", Command::ZoomReset),
    ("F10", Command::MenuBar),
    ("Shift+F10", Command::ContextMenu),
    ("F11", Command::FullScreen),
    ("F1", Command::Help),
    ("Questionmark", Command::Keys),
    ("Escape", Command::Leave),
];

#[test]
fn every_row_of_the_keymap_does_what_it_says() {
    let keymap = Keymap::standard(&Schema::built_in());
    for (keys, command) in ROWS {
        let chord = Chord::parse(keys).unwrap_or_else(|| panic!("{keys} is no key"));
        let found = keymap.bound(chord).map(|(_, found)| found);
        assert_eq!(found, Some(*command), "{keys}");
    }
    for free in ["Tab", "Shift+Tab", "Ctrl+Tab"] {
        let chord = Chord::parse(free).expect("a key");
        assert_eq!(keymap.bound(chord), None, "{free} belongs to the focus");
    }
}

#[test]
fn the_keymap_file_holds_and_its_wrong_entries_are_named() {
    let mut person = Start {
        files: &[("report.txt", "Rebels left Aleppo on Monday.\n")],
        keymap: "next_span = \"J\"\nundo = \"Ctrl+S\"\nset_haed = \"H\"\nhelp = \"F12\"\n",
        ..Start::default()
    }
    .sit_down();
    let faults = [
        "keymap.toml, line 2, undo: Ctrl+S belongs to save, which needs another key first, or \"\"",
        "keymap.toml, line 3, set_haed: there is no such command; set_head is one",
    ];
    assert_eq!(person.harness.state().keymap_faults(), faults);
    // The bar keeps saying so, and leads to the page that lists them.
    person
        .harness
        .get_by_label("keymap.toml: 2 wrong entries")
        .click();
    person.wait(3);
    for fault in faults {
        assert!(person.harness.query_by_label(fault).is_some(), "{fault}");
    }
    person.press("Escape");
    // Right entries hold, wrong ones leave the default.
    person.press("Ctrl+Home A Escape Ctrl+Home M");
    assert!(person.document().selected.is_none());
    person.press("J");
    assert!(person.document().selected.is_some());
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), "");
    person.press("F12");
    assert!(
        person
            .harness
            .query_by_label_contains("Press J or Space")
            .is_some()
    );
    person.press("Escape");
    assert!(
        person
            .harness
            .query_by_label_contains("J next span")
            .is_some()
    );
}

fn focused(person: &Person<'_>) -> Option<String> {
    person.focused()
}

fn walk(person: &mut Person<'_>, key: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..120 {
        person.press(key);
        let now =
            focused(person).unwrap_or_else(|| panic!("nothing has the focus behind {seen:?}"));
        if now.starts_with("Document ") {
            return seen;
        }
        seen.push(now);
    }
    panic!("the walk does not come back to the text: {seen:#?}");
}

#[test]
fn tab_walks_every_control_with_a_name_and_comes_back_to_the_text() {
    let mut person = Start {
        files: &[
            (
                "report.txt",
                "French President Anne Martin visited Niger on Monday.\n",
            ),
            ("second.txt", "Rebels left Aleppo.\n"),
        ],
        suggest: true,
        ..Start::default()
    }
    .sit_down();
    person.press("N Enter Escape Ctrl+Home M Ctrl+F");
    person.type_text("Niger");
    person.press("F6 Shift+M");
    let forward = walk(&mut person, "Tab");
    for step in &forward {
        let name = step.split_once(' ').map_or("", |(_, name)| name);
        assert!(
            !name.trim().is_empty(),
            "a control without a name: {forward:#?}"
        );
    }
    for wanted in [
        "File",
        "Help",
        "Filter articles",
        "Title",
        "Publication date",
        "Suggestions",
        "Note…",
        "Find in the article",
    ] {
        assert!(
            forward.iter().any(|step| step.contains(wanted)),
            "{wanted}: {forward:#?}"
        );
    }
    let mut back = walk(&mut person, "Shift+Tab");
    back.reverse();
    assert_eq!(back, forward);
}

#[test]
fn panes_are_walked_and_menus_are_worked_by_keys() {
    let mut person = open("Rebels left Aleppo on Monday.\n");
    person.press("F6");
    assert!(focused(&person).is_some_and(|f| f.contains("Suggestions")));
    person.press("F6");
    assert!(focused(&person).is_some_and(|f| f.contains("Filter articles")));
    person.press("F6");
    assert!(focused(&person).is_some_and(|f| f.starts_with("Document")));
    person.press("Shift+F6 Shift+F6 Shift+F6");
    assert!(focused(&person).is_some_and(|f| f.starts_with("Document")));

    // The menu bar: to the Help menu and About, by arrows.
    person.press("F10");
    assert!(focused(&person).is_some_and(|f| f.ends_with("File")));
    person.press("Right Right Enter");
    person.wait(2);
    person.press("Down Enter");
    person.wait(2);
    assert_eq!(
        person.spans(),
        "    0 actor Rebels\n",
        "{:?}",
        focused(&person)
    );
    person.press("Ctrl+Z");

    // The menu at the caret: the second label.
    person.press("Escape");
    person.press("Ctrl+Home Shift+F10");
    person.wait(2);
    person.press("Down Enter");
    person.wait(2);
    assert_eq!(person.spans(), "    0 location Rebels\n");
    assert!(focused(&person).is_some_and(|f| f.starts_with("Document")));
}

/// Marks words, and leaves nothing selected.
fn mark(person: &mut Person<'_>, words: &str, nth: usize, key: &str) {
    person.select(words, nth);
    person.press(key);
    assert!(
        person.said().starts_with("Marked"),
        "{words}: {}",
        person.said()
    );
    person.press("Escape Escape");
}

/// The roles of the only event.
fn roles(person: &Person<'_>) -> String {
    let document = person.document();
    let event = document.set.events().next().expect("an event");
    let mut found: Vec<_> = event
        .roles
        .iter()
        .map(|role| match &role.filler {
            RoleFiller::Span(id) => {
                let span = document.set.span(id).expect("a span");
                format!("{} {}", role.role, document.article.quote(span.range))
            }
            RoleFiller::Event(id) => format!("{} {id}", role.role),
        })
        .collect();
    if let Some(date) = &event.date {
        found.push(format!("date {}", document.article.quote(date.range)));
    }
    found.join(", ")
}

#[test]
fn roles_are_filled_by_keys_each_one_undoable_step() {
    let text = "Niger spoke. France and Mali held talks with 40 envoys in Algiers on Thursday.\n";
    let mut person = open(text);
    mark(&mut person, "Niger", 1, "A");
    mark(&mut person, "France", 1, "A");
    mark(&mut person, "Mali", 1, "A");
    mark(&mut person, "40 envoys", 1, "F");
    mark(&mut person, "Algiers", 1, "L");
    person.select("held talks", 1);
    person.press("E R");
    let hint =
        "Enter takes all 4 · A actor · R recipient · L location · T date · F figure · Esc leaves";
    assert!(person.harness.query_by_label(hint).is_some());
    // Before the role is chosen other keys change nothing.
    person.press("X");
    assert_eq!(person.said(), "Choose the role first, or leave with Esc");
    // The subject of the verb is proposed.
    person.press("A");
    let hint = "Enter takes “France” as the actor · M Shift+M others · Esc leaves";
    assert!(person.harness.query_by_label(hint).is_some());
    person.press("Enter");
    assert_eq!(person.said(), "Actor: “France”");
    assert_eq!(roles(&person), "actor France");
    // The next role is asked for at once. Who has no part in it yet comes first.
    person.press("2 Enter");
    assert_eq!(
        roles(&person),
        "actor France, recipient Mali",
        "{}",
        person.said()
    );
    person.press("L Enter F Enter");
    assert_eq!(
        roles(&person),
        "actor France, recipient Mali, location Algiers, figure 40 envoys"
    );
    // The date is words, no span.
    person.press("T Enter");
    assert!(
        roles(&person).ends_with("date Thursday"),
        "{}",
        roles(&person)
    );
    assert!(
        person
            .harness
            .query_by_label_contains("by “Thursday”")
            .is_some(),
        "the inspector shows it"
    );
    // Leaving leaves all as it was, with the event selected.
    let all = roles(&person);
    person.press("Escape R A M Escape");
    assert_eq!(roles(&person), all);
    let selected = person
        .document()
        .selected_span()
        .map(|span| span.label.to_string());
    assert_eq!(selected.as_deref(), Ok("event"));
    // The same filler again takes it out.
    person.press("R 2");
    let hint = "Enter takes “Mali” out as the recipient · M Shift+M others · Esc leaves";
    assert!(person.harness.query_by_label(hint).is_some());
    // Only actors are walked through.
    person.press("Shift+M Shift+M");
    assert!(
        person
            .harness
            .query_by_label_contains("takes “Niger” as the recipient")
            .is_some()
    );
    person.press("M M M Enter");
    assert!(!roles(&person).contains("recipient"), "{}", person.said());
    for _ in 0..2 {
        person.press("Ctrl+Z");
    }
    assert_eq!(
        roles(&person),
        "actor France, recipient Mali, location Algiers, figure 40 envoys"
    );
    person.press("Ctrl+Y Ctrl+Y");
    assert!(roles(&person).ends_with("date Thursday"));
}

#[test]
fn a_click_and_space_pick_what_fills_a_role() {
    let mut person = open("France and Mali held talks.\n");
    mark(&mut person, "France", 1, "A");
    mark(&mut person, "Mali", 1, "A");
    person.select("talks", 1);
    person.press("E R A");
    let at = person.harness.get_by_label("actor: France").rect().center();
    for pressed in [true, false] {
        person.harness.event(egui::Event::PointerMoved(at));
        person.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        person.wait(1);
    }
    person.press("Enter");
    assert_eq!(roles(&person), "actor France", "{}", person.said());
    person.press("R Ctrl+Home Ctrl+Right Ctrl+Right Ctrl+Right Space Enter");
    assert_eq!(
        roles(&person),
        "actor France, recipient Mali",
        "{}",
        person.said()
    );
}

#[test]
fn a_role_is_filled_by_buttons_alone() {
    let mut person = open("France and Mali held talks.\n");
    mark(&mut person, "France", 1, "A");
    mark(&mut person, "Mali", 1, "A");
    person.select("talks", 1);
    person.press("E R");
    // What would change something else waits.
    person.harness.get_by_label("L location").click_accesskit();
    person.wait(3);
    assert_eq!(person.said(), "Choose the role first, or leave with Esc");
    for button in ["recipient R", "Previous Shift+M", "Take Enter"] {
        person.harness.get_by_label(button).click_accesskit();
        person.wait(3);
    }
    assert_eq!(roles(&person), "recipient France", "{}", person.said());
}

#[test]
fn a_role_that_nothing_could_fill_says_what_is_missing() {
    let mut person = open("The talks failed.\n");
    person.press("R");
    assert_eq!(
        person.said(),
        "Select an event first: its roles are filled from there"
    );
    person.select("talks", 1);
    person.press("E R L");
    assert_eq!(
        person.said(),
        "Mark a location first: there is none that could be the location"
    );
    person.press("K");
    assert_eq!(person.said(), "Choose the role first, or leave with Esc");
    person.press("Escape K");
    assert_eq!(person.said(), "Select an actor first");
}

#[test]
fn mentions_are_joined_to_one_actor() {
    let mut person =
        open("President Idriss Mahamat left. Chad waited. Mahamat returned. The general slept.\n");
    mark(&mut person, "President Idriss Mahamat", 1, "A");
    mark(&mut person, "Chad", 1, "A");
    mark(&mut person, "The general", 1, "A");
    person.select("Mahamat", 2);
    person.press("A");
    let chains = |person: &Person<'_>| -> Vec<String> {
        let document = person.document();
        let quote = |id: &obelus::annotation::Id| {
            let span = document.set.span(id).expect("a span");
            document.article.quote(span.range)
        };
        let line = |e: &obelus::annotation::Entity| {
            let words: Vec<_> = e.spans.iter().map(quote).collect();
            format!("{}: {}", e.name, words.join(", "))
        };
        document.set.entities().map(line).collect()
    };
    // The nearest mention before it that shares its words, past the one that does not.
    person.press("K Enter");
    assert_eq!(person.said(), "Same actor as “President Idriss Mahamat”");
    assert_eq!(
        chains(&person),
        ["Idriss Mahamat: President Idriss Mahamat, Mahamat"]
    );
    assert!(person.harness.query_by_label("2 mentions").is_some());
    person.press("Escape Escape");
    person.go_into("The general", 1);
    person.press("Space K");
    assert!(person.document().selected.is_none(), "nothing is proposed");
    person.press("Shift+M Enter");
    assert_eq!(
        chains(&person),
        ["Idriss Mahamat: President Idriss Mahamat, Mahamat, The general"]
    );
    person.press("Ctrl+Z Ctrl+Z");
    assert!(chains(&person).is_empty());
    assert_eq!(person.document().set.len(), 4);
}

#[test]
fn jumps_are_gone_back_and_forward() {
    let page = "Nothing happened here today, and nobody minded.\n".repeat(120);
    let mut person = open(&format!("Aleppo fell.\n{page}Rebels left Homs.\n"));
    let end = person.document().article.text().len();
    person.press("Right Right");
    let start = person.document().caret.position;
    person.press("Ctrl+End");
    assert_eq!(person.document().caret.position, end);
    person.press("Alt+Home");
    assert_eq!(person.document().caret.position, start);
    person.press("Alt+End");
    assert_eq!(person.document().caret.position, end);
    person.press("Alt+End");
    assert_eq!(person.said(), "No jump to go forward to");
    // A search that is typed is one jump, and each hit after it another.
    person.press("Alt+Home Ctrl+F");
    for letter in ["H", "o", "m", "s"] {
        person.type_text(letter);
    }
    person.press("Escape Escape");
    assert!(person.document().caret.position > 1000);
    person.press("Alt+Home");
    assert_eq!(person.document().caret.position, start);
    person.press("Alt+Home");
    assert_eq!(person.said(), "No jump to go back from");
}

#[test]
fn escape_keeps_a_note_that_was_typed() {
    let mut person = open("Rebels left Aleppo.\n");
    person.press("A C");
    person.type_text("which ones?");
    person.press("Escape");
    person.wait(2);
    assert_eq!(person.spans(), "    0 actor Rebels (which ones?)\n");
    assert_eq!(person.said(), "Note kept");
    // Unchanged it makes no step to undo.
    person.press("C Escape");
    person.press("Ctrl+Z");
    assert_eq!(person.spans(), "    0 actor Rebels\n");
    // The button drops it.
    person.press("C");
    person.type_text("nothing");
    person.harness.get_by_label("Drop what was typed").click();
    person.wait(2);
    assert_eq!(person.spans(), "    0 actor Rebels\n");
}

#[test]
fn escape_leaves_popup_then_mode_then_selection_then_item() {
    let mut person = open("France and Mali held talks.\n");
    mark(&mut person, "France", 1, "A");
    person.select("talks", 1);
    person.press("E R Shift+F10");
    person.wait(2);
    assert!(
        person
            .harness
            .query_by_label_contains("Mark as actor")
            .is_some()
    );
    person.press("Escape");
    person.wait(2);
    assert!(
        person
            .harness
            .query_by_label_contains("Mark as actor")
            .is_none()
    );
    assert!(person.document().linking.is_some());
    person.press("Escape");
    assert!(person.document().linking.is_none());
    assert!(person.document().selected.is_some());
    person.press("Shift+Right");
    assert!(person.document().caret.selection().is_some());
    person.press("Escape");
    assert!(person.document().caret.selection().is_none());
    person.press("Escape");
    assert!(person.document().selected.is_none());
}

#[test]
fn the_palette_lists_what_cannot_be_done_and_finds_by_other_words_and_slips() {
    let mut person = open("France and Mali held talks.\n");
    let first = |person: &mut Person<'_>, typed: &str| {
        person.press("Ctrl+K");
        person.type_text(typed);
        let nodes = person.nodes().into_iter();
        let mut rows = nodes.filter(|node| {
            let row = node.data.toggled().is_some();
            node.role == egui::accesskit::Role::Button
                && row
                && node
                    .data
                    .bounds()
                    .is_some_and(|b| (400.0..700.0).contains(&b.x0))
        });
        let name = rows.next().map(|row| row.name);
        person.press("Escape");
        name.unwrap_or_default()
    };
    for (typed, expected) in [
        ("undo", "Undo: not now, nothing to undo"),
        ("another's work", "Show another’s work…"),
        ("flter the list", "Filter the list…"),
        (
            "twin",
            "Article that is nearly the same: not now, no other article is nearly the same",
        ),
        (
            "duplicate",
            "Article that is nearly the same: not now, no other article is nearly the same",
        ),
        ("questions", "Labels of the article…"),
        ("relevant", "Labels of the article…"),
        ("sort", "Sort the list…"),
        ("statistcs", "Statistics"),
    ] {
        assert_eq!(first(&mut person, typed), expected, "{typed}");
    }
    person.press("Ctrl+K");
    person.type_text("filter");
    person.press("Enter");
    person.type_text("fr");
    assert_eq!(
        person.focused().as_deref(),
        Some("TextInput Filter articles")
    );
}

#[test]
fn an_annotators_name_is_written_small_and_a_wrong_one_is_mended_in_place() {
    let mut person = open("France and Mali held talks.\n");
    person.press("Ctrl+K");
    person.type_text("annotator name");
    person.press("Enter");
    person.type_text("Zoë");
    person.press("Enter");
    assert_eq!(
        person.focused().as_deref(),
        Some("TextInput Annotator name")
    );
    person.press("Ctrl+A");
    person.type_text("Amina");
    let said = "Written in small letters: amina";
    assert!(
        person
            .nodes()
            .iter()
            .any(|n| n.name == said || n.words == said)
    );
    person.press("Enter");
    person.wait(4);
    assert_eq!(person.document().set.annotator.as_deref(), Some("amina"));
}
