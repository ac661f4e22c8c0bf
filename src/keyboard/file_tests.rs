use crate::annotation::Schema;
use crate::keyboard::{Chord, Command, Keymap, Motion, template};

/// What a file makes of some commands' keys, and what is said of it.
#[track_caller]
fn check(text: &str, keys: &[(Command, &str)], faults: &[&str]) {
    let (keymap, found) = Keymap::read(&Schema::built_in(), text);
    let said: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(said, faults, "{text}");
    for (command, expected) in keys {
        assert_eq!(
            keymap.all_shown(*command),
            *expected,
            "{command:?} in {text}"
        );
    }
}

#[test]
fn right_entries_hold() {
    check(
        "# mine\nnext_span = [\"M\", \"Ctrl+J\"]\nhelp = \"\"\nabout = \"Ctrl+Alt+F1\"\nkeys = []\n",
        &[
            (Command::NextSpan, "M or Ctrl+J"),
            (Command::Help, ""),
            (Command::About, "Ctrl+Alt+F1"),
            (Command::Keys, ""),
            (Command::PreviousSpan, "Shift+M"),
        ],
        &[],
    );
    check("", &[(Command::NextSpan, "M")], &[]);
}

#[test]
fn keys_change_places_and_a_freed_key_can_be_taken() {
    check(
        "next_span = \"N\"\nnext_suggestion = \"M\"\n",
        &[(Command::NextSpan, "N"), (Command::NextSuggestion, "M")],
        &[],
    );
    check(
        "free_ends = \"\"\nset_head = \"G\"\n",
        &[(Command::SetHead, "G"), (Command::FreeEnds, "")],
        &[],
    );
}

#[test]
fn a_wrong_entry_is_named_with_its_line_and_the_default_stays() {
    let undo = (Command::Undo, "Ctrl+Z");
    for (entry, fault) in [
        (
            "undoo = \"Ctrl+U\"",
            "line 2, undoo: there is no such command; undo is one",
        ),
        (
            "coffee = \"F12\"",
            "line 2, coffee: there is no such command; `obelus keys` lists them",
        ),
        (
            "mark_1 = \"Q\"",
            "line 2, mark_1: its keys come from the labels, whose letters stand on the marks",
        ),
        ("undo = \"Hyper+U\"", "line 2, undo: “Hyper+U” is no key"),
        ("undo = [\"Ctrl+U\", \"\"]", "line 2, undo: “” is no key"),
        (
            "undo = 7",
            "line 2, undo: keys are written as \"Ctrl+J\" or as [\"M\", \"Ctrl+J\"], none as \"\"",
        ),
        (
            "undo = \"N\"",
            "line 2, undo: N is needed for lists and buttons, where this acts too",
        ),
        (
            "undo = \"Ctrl+S\"",
            "line 2, undo: Ctrl+S belongs to save, which needs another key first, or \"\"",
        ),
        (
            "undo = \"Ctrl+2\"",
            "line 2, undo: Ctrl+2 belongs to a second label, which needs another key first, or \"\"",
        ),
        (
            "undo = \"Ctrl+Tab\"",
            "line 2, undo: Tab always goes to the next widget",
        ),
        (
            "undo = \"Ctrl+X\"",
            "line 2, undo: Ctrl+X is kept for copying, cutting and pasting",
        ),
    ] {
        check(
            &format!("\n{entry}\nhelp = \"F12\"\n"),
            &[undo, (Command::Help, "F12")],
            &[fault],
        );
    }
    for (entry, fault) in [
        (
            "save = \"Q\"",
            "line 1, save: Q is needed for typing in text fields, where this acts too",
        ),
        (
            "save = \"Ctrl+A\"",
            "line 1, save: Ctrl+A is needed for typing in text fields, where this acts too",
        ),
        (
            "save = \"Alt+Left\"",
            "line 1, save: Alt+← is needed for typing in text fields, where this acts too",
        ),
        (
            "caret_left = \"Shift+F9\"",
            "line 1, caret_left: Shift+F9 holds Shift, which with a motion extends the selection",
        ),
        // With Shift it would extend, and that key is the previous span's.
        (
            "caret_left = \"M\"\nnext_span = \"\"",
            "line 1, caret_left: Shift+M belongs to previous_span, which needs another key first, or \"\"",
        ),
        (
            "next_span = \"A\"",
            "line 1, next_span: A belongs to the label actor, which needs another key first, or \"\"",
        ),
    ] {
        check(
            entry,
            &[
                (Command::Save, "Ctrl+S"),
                (Command::Move(Motion::Left), "←"),
            ],
            &[fault],
        );
    }
}

#[test]
fn of_two_entries_with_one_key_the_first_holds() {
    check(
        "help = \"F12\"\nabout = \"F12\"\n",
        &[(Command::Help, "F12"), (Command::About, "")],
        &["line 2, about: line 1 gives F12 to help"],
    );
}

#[test]
fn a_refused_entry_takes_its_default_back_from_others() {
    check(
        "save = \"Ctrl+Nonsense\"\nhelp = \"Ctrl+S\"\n",
        &[(Command::Save, "Ctrl+S"), (Command::Help, "F1")],
        &[
            "line 1, save: “Ctrl+Nonsense” is no key",
            "line 2, help: Ctrl+S belongs to save, which needs another key first, or \"\"",
        ],
    );
}

#[test]
fn a_line_that_is_no_entry_costs_no_other() {
    let (keymap, faults) = Keymap::read(
        &Schema::built_in(),
        "help = \"F12\"\nnonsense\nabout = F9\nsave = \"Ctrl+Alt+S\"\nhelp = \"F8\"\n",
    );
    let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 3, 5], "{faults:?}");
    assert_eq!(keymap.shown(Command::Help), "F12");
    assert_eq!(keymap.shown(Command::Save), "Ctrl+Alt+S");
    assert_eq!(keymap.shown(Command::About), "");
}

#[test]
fn the_keymap_in_force_is_printed_as_a_file_that_gives_it_again() {
    let schema = Schema::built_in();
    let (keymap, faults) = Keymap::read(&schema, "next_span = [\"M\", \"Ctrl+J\"]\nhelp = \"\"\n");
    assert_eq!(faults, []);
    let printed = template(&keymap, &schema);
    let (again, faults) = Keymap::read(&schema, &printed);
    assert_eq!(faults, [], "{printed}");
    for command in crate::keyboard::names::bindable() {
        assert_eq!(again.chords(command), keymap.chords(command), "{command:?}");
    }
    assert!(
        printed.contains("next_span = [\"M\", \"Ctrl+J\"]"),
        "{printed}"
    );
    assert!(
        printed.contains("# Cycle through the spans at the caret"),
        "{printed}"
    );
}

#[test]
fn no_bytes_make_it_panic() {
    let pieces = [
        "help", "=", "\"F1\"", "\n", "[", "]", "\"", "é", "\u{0}", "=\"\"", "[[a]]", ".", "'''",
        "{",
    ];
    let mut seed = 7u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(seed >> 33).unwrap_or(0) % pieces.len();
            text.push_str(pieces[pick]);
        }
        let (keymap, _) = Keymap::read(&Schema::built_in(), &text);
        let save = Chord::parse("Ctrl+S").and_then(|chord| keymap.bound(chord));
        assert!(save.is_some(), "{text}");
    }
}
