//! Every control has a name that can be spoken.

use egui::accesskit::{Action, Role};

use crate::driver::{Person, Start, sample};

/// Each node that can be clicked or focused has a name with a word in it.
fn check(person: &Person<'_>, state: &str) {
    let mut nameless = Vec::new();
    let mut controls = 0;
    for node in person.nodes() {
        let acts = node.data.supports_action(Action::Click)
            || node.data.supports_action(Action::Focus)
            || node.data.supports_action(Action::SetValue);
        // A scroll bar is told by its role, as everywhere.
        if !acts || node.data.is_hidden() || node.role == Role::ScrollBar {
            continue;
        }
        if node.role == Role::Label {
            // No control: words that can be copied.
            assert!(!node.words.is_empty(), "{state}: an empty label");
            continue;
        }
        controls += 1;
        let name = node.name.trim();
        let spoken = name.chars().any(char::is_alphanumeric);
        // A tick or a symbol in front would be read out.
        let starts = name.chars().next().is_some_and(char::is_alphanumeric);
        if !spoken || !starts {
            nameless.push(format!(
                "{:?} {:?} {:?}",
                node.role,
                node.name,
                node.data.bounds()
            ));
        }
    }
    assert!(controls > 5, "{state}: only {controls} controls");
    assert!(nameless.is_empty(), "{state}: {nameless:#?}");
}

/// Opens every menu of the bar and what opens from it.
fn menus(person: &mut Person<'_>, state: &str) {
    for menu in ["File", "Edit", "Mark", "Suggestions", "Go", "View", "Help"] {
        let button = person
            .nodes()
            .into_iter()
            .find(|node| node.name == menu && node.data.supports_action(Action::Click))
            .unwrap_or_else(|| panic!("no menu {menu}"));
        let closed = person.nodes().len();
        person.ask(&button, Action::Click, None);
        assert!(person.nodes().len() > closed, "{menu} opens");
        check(person, &format!("{state}, the menu {menu}"));
        if menu == "Mark" {
            let more = person.nodes().into_iter();
            let mut more = more.filter(|node| node.name.contains("Second label"));
            let more = more.next().expect("the second labels");
            person.ask(&more, Action::Click, None);
            check(person, &format!("{state}, the second labels"));
        }
        for _ in 0..3 {
            person.press("Escape");
        }
    }
}

#[test]
fn an_empty_desk_names_its_controls() {
    let mut person = Start::default().sit_down();
    check(&person, "empty");
    menus(&mut person, "empty");
}

#[test]
fn an_open_article_names_its_controls_in_both_themes() {
    for theme in ["Light", "Dark"] {
        let mut person = Start {
            files: &[
                ("one.txt", &sample("01-border-talks.txt")),
                ("two.txt", &sample("02-market-town-fighting.txt")),
            ],
            suggest: true,
            ..Start::default()
        }
        .sit_down();
        person.press("Ctrl+K");
        person.type_text(theme);
        person.press("Enter");
        person.press("Ctrl+PageDown");
        person.press("Ctrl+PageUp");
        check(&person, &format!("{theme}: an article"));
        menus(&mut person, theme);
        person.press("N");
        check(&person, &format!("{theme}: a suggestion"));
        person.press("Enter Escape Escape Ctrl+Home M");
        assert!(person.document().selected.is_some());
        check(&person, &format!("{theme}: a span"));
        person.press("E");
        check(&person, &format!("{theme}: an event"));
        person.press("Ctrl+F");
        person.type_text("the");
        check(&person, &format!("{theme}: the find strip"));
        person.press("Escape Escape");
        for (keys, dialog) in [
            ("F1", "Help"),
            ("Ctrl+K", "Commands"),
            ("Ctrl+Shift+V", "Paste an article"),
            ("Ctrl+Shift+Enter", "Accept or reject in bulk"),
            ("Shift+F5", "Matchers"),
        ] {
            person.press(keys);
            check(&person, &format!("{theme}: {dialog}"));
            assert!(
                person
                    .nodes()
                    .iter()
                    .any(|n| n.name == dialog || n.words == dialog),
                "{dialog} is open"
            );
            person.press("Escape");
        }
        for (typed, dialog) in [
            ("Open a path", "Open a path"),
            ("Annotator name", "Annotator name"),
            ("Language of the article", "Language of the article"),
            ("About Obelus", "About Obelus"),
        ] {
            person.press("Ctrl+K");
            person.type_text(typed);
            person.press("Enter");
            check(&person, &format!("{theme}: {dialog}"));
            person.press("Escape");
        }
        person.press("Escape Escape Ctrl+Home M C");
        check(&person, &format!("{theme}: a note"));
        person.press("Escape Shift+F10");
        check(&person, &format!("{theme}: the menu at the caret"));
    }
}
