//! Many articles: the list, its order and filter, notes, and the way from one to the next.

use egui_kittest::kittest::Queryable as _;

use crate::driver::{Person, Start};

const FILES: &[(&str, &str)] = &[
    ("a.md", "---\ndate: 2024-03-02\n---\nRebels left Aleppo.\n"),
    (
        "b.md",
        "---\ndate: 2024-05-07\n---\nTroops stayed in Gao.\n",
    ),
    ("march/c.txt", "Police fired on 40 marchers in Lagos.\n"),
    ("march/d.txt", "Ministers met in Accra.\n"),
    ("march/deep/e.txt", "A storm hit Manila.\n"),
];

fn five(suggest: bool) -> Person<'static> {
    Start {
        files: FILES,
        suggest,
        ..Start::default()
    }
    .sit_down()
}

/// The names of the rows, as they are read out, in the order on the screen.
fn rows(person: &Person<'_>) -> Vec<String> {
    let nodes = person.nodes().into_iter();
    let rows = nodes.filter(|node| node.role == egui::accesskit::Role::ListItem);
    // Other lists stand on the right.
    let mut rows: Vec<_> = rows
        .filter_map(|node| Some((node.data.bounds()?, node.name)))
        .filter(|(bounds, _)| bounds.x0 < 200.0)
        .map(|(bounds, name)| (bounds.y0, name))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn titles(person: &Person<'_>) -> Vec<String> {
    let rows = rows(person).into_iter();
    rows.map(|row| row.split(". ,").next().unwrap_or_default().to_owned())
        .map(|row| row.split(".,").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_folder_of_five_articles_is_worked_through_by_keyboard_alone() {
    let mut person = five(false);
    person.wait(3);
    assert_eq!(
        titles(&person),
        [
            "Rebels left Aleppo",
            "Troops stayed in Gao",
            "Police fired on 40 marchers in Lagos",
            "Ministers met in Accra",
            "A storm hit Manila",
        ]
    );
    // Mark, note, flag, done: the row tells of it.
    person.press("A Shift+C");
    person.type_text("ask the editor");
    person.press("Ctrl+Enter");
    assert_eq!(person.document().set.note, "ask the editor");
    person.wait(2);
    assert_eq!(
        rows(&person)[0],
        "Rebels left Aleppo., ◐ in progress · ✎ note · 1 span"
    );
    assert!(
        person
            .harness
            .query_by_label("Note on the article: ask the editor")
            .is_some()
    );
    person.press("Ctrl+Z");
    assert_eq!(person.document().set.note, "");
    person.press("Ctrl+Enter");
    assert_eq!(person.document().title(), "Troops stayed in Gao.");
    person.wait(2);
    assert_eq!(rows(&person)[0], "Rebels left Aleppo., ● done · 1 span");
    // The filter takes the focus with F6, moves with the arrows and opens with Enter.
    person.press("Shift+F6");
    person.type_text("-done march");
    person.wait(2);
    assert_eq!(titles(&person).len(), 3);
    person.press("Down Enter");
    person.wait(3);
    assert_eq!(person.document().title(), "Ministers met in Accra.");
    // The next article is the next of those shown, and done and next goes on from the top.
    person.press("Ctrl+Enter");
    assert_eq!(person.document().title(), "A storm hit Manila.");
    person.press("Ctrl+Enter");
    let title = person.document().title().to_owned();
    assert_eq!(title, "Police fired on 40 marchers in Lagos.");
    person.press("Ctrl+Enter");
    assert_eq!(
        person.said(),
        "Every article that the filter shows is done or skipped"
    );
}

#[test]
fn what_is_next_is_matched_before_it_is_opened_and_all_is_counted() {
    let mut person = five(true);
    person.wait(4);
    let rows = rows(&person);
    let counted = |row: &String| row.ends_with(" open");
    assert!(rows.iter().all(counted), "{rows:?}");
    assert!(!rows.iter().any(|row| row.contains('…')), "{rows:?}");
    let open: Vec<usize> = (0..5)
        .map(|_| {
            let open = person.document().offers.open_count();
            person.press("Ctrl+PageDown");
            open
        })
        .collect();
    let told = rows
        .iter()
        .map(|row| row.rsplit(" · ").next().unwrap_or_default().to_owned());
    let expected: Vec<String> = open.iter().map(|open| format!("{open} open")).collect();
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn an_article_that_was_read_ahead_and_changed_since_is_read_again() {
    let mut person = five(true);
    person.wait(4);
    let path = person.folder.path().join("b.md");
    std::fs::write(path, "Nine people died in Kidal.\n").expect("written");
    person.press("Ctrl+PageDown");
    let document = person.document();
    assert_eq!(document.article.text(), "Nine people died in Kidal.\n");
    let sound = |(_, s): (usize, &obelus::matching::Suggestion)| document.article.holds(s.range);
    assert!(document.offers.open_count() > 0 && document.offers.open().all(sound));
    let kidal = document.article.text().find("Kidal").expect("it is there");
    assert!(document.offers.open().any(|(_, s)| s.range.start == kidal));
}

#[test]
fn articles_are_sorted_by_what_is_chosen() {
    let mut person = five(false);
    person.wait(3);
    person.harness.get_by_label("Sort the articles").click();
    person.wait(3);
    person.harness.get_by_label("Date").click();
    person.wait(3);
    let all = titles(&person);
    assert_eq!(all[..2], ["Troops stayed in Gao", "Rebels left Aleppo"]);
}

const RECORDS: &str = concat!(
    r#"{"id":"n1","headline":"Ceasefire holds","body":"Rebels left Aleppo on Monday.","day":"2024-03-02"}"#,
    "\n",
    r#"{"id":"n2","headline":"March in Lagos","body":"Police fired on 40 marchers in Lagos.\r\nThey fled.","day":"2024-03-03"}"#,
    "\n{\"id\":\"n3\",\n",
    r#"{"id":"n2","headline":"Storm","body":"A storm hit Manila and Cebu.","day":"2024-03-04"}"#,
    "\n",
);

#[test]
fn a_file_of_records_shows_its_columns_and_is_annotated_like_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.jsonl");
    std::fs::write(&path, RECORDS).expect("a file");
    let mut person = Person::at_path(folder, path, Start::default());
    person.wait(3);
    for name in ["Open a file of records", "Text: body", "Date: day"] {
        let shown = person.harness.query_all_by_label(name).count();
        assert!(shown > 0, "{name}");
    }
    // The list of a column opens at what is chosen, and closes with the choice.
    person.tab_to("Source: none");
    person.press("Space");
    person.wait(1);
    let open = |person: &Person<'_>| {
        let nodes = person.nodes().into_iter();
        nodes
            .filter(|n| n.role == egui::accesskit::Role::ListBoxOption)
            .count()
    };
    assert!(open(&person) > 1);
    person.press("Down Enter");
    assert_eq!(open(&person), 0, "the list is closed");
    let first = person.focused().expect("the focus stays");
    assert!(
        first.starts_with("ComboBox Source: ") && !first.ends_with("none"),
        "{first}"
    );
    person.press("Space Home Escape");
    assert_eq!(person.focused(), Some(first), "Esc changes nothing");
    assert_eq!(open(&person), 0);
    person.press("Down Home Enter");
    assert_eq!(person.focused().as_deref(), Some("ComboBox Source: none"));
    person.tab_to("Open");
    person.press("Enter");
    person.wait(3);
    assert_eq!(
        rows(&person),
        [
            "Ceasefire holds, ○ new",
            "March in Lagos, ○ new",
            "Storm, ○ new"
        ]
    );
    let said = person.said();
    assert!(said.contains("line 3"), "{said}");
    assert_eq!(
        person.document().article.text(),
        "Rebels left Aleppo on Monday."
    );
    person.press("A Ctrl+Enter");
    assert_eq!(
        person.document().article.text(),
        "Police fired on 40 marchers in Lagos.\r\nThey fled."
    );
    person.press("A Ctrl+Enter A Ctrl+S");
    person.wait(3);
    assert_eq!(
        rows(&person),
        [
            "Ceasefire holds, ● done · 1 span",
            "March in Lagos, ● done · 1 span",
            "Storm, ◐ in progress · 1 span"
        ]
    );
    let work = person.folder.path().join("news.jsonl.obelus");
    let chosen = std::fs::read_to_string(work.join("obelus.toml")).expect("the choice");
    assert!(chosen.contains("text = \"body\""), "{chosen}");
    // The next time nothing is asked, and the work is there, each on its own record.
    let folder = person.leave();
    let path = folder.path().join("news.jsonl");
    let mut again = Person::at_path(folder, path, Start::default());
    again.wait(3);
    assert_eq!(again.document().title(), "Storm");
    assert_eq!(again.document().set.len(), 1);
    again.press("Ctrl+PageUp");
    assert_eq!(again.document().title(), "March in Lagos");
    assert_eq!(
        again.document().article.header.record.as_deref(),
        Some("n2")
    );
    assert_eq!(again.document().set.len(), 1);
    // The columns can be chosen again.
    again.press("Ctrl+K");
    again.type_text("Columns of this file");
    again.press("Enter");
    again.wait(3);
    for name in ["Open a file of records", "Text: body", "Title: headline"] {
        assert!(again.harness.query_all_by_label(name).count() > 0, "{name}");
    }
    again.press("Escape");
    assert_eq!(again.document().title(), "March in Lagos");
}

#[test]
fn the_list_is_sorted_by_a_command_and_arrows() {
    let mut person = five(false);
    person.press("Ctrl+K");
    person.type_text("sort the list");
    person.press("Enter");
    person.wait(2);
    assert_eq!(
        person.focused().as_deref(),
        Some("ComboBox Sort the articles")
    );
    person.press("Down Down Enter");
    person.wait(2);
    assert_eq!(titles(&person)[0], "A storm hit Manila");
    assert_eq!(
        person
            .node(egui::accesskit::Role::ComboBox, "Sort the articles")
            .words,
        "Sort: title ↓"
    );
    person.press("Space End Enter");
    person.wait(2);
    assert_eq!(titles(&person)[0], "Troops stayed in Gao");
}
