//! Event frames by keyboard: proposals taken at once or role by role, the card, the lines.

use std::path::Path;

use egui::accesskit::Role;
use obelus::annotation::{Event, Flag, RoleFiller};

use crate::canvas::Canvas;
use crate::driver::{Person, Start};

const TEXT: &str = "---\ndate: 2024-05-08\n---\nGunmen attacked a convoy of aid workers near Tarsin \
on Sunday.\n\nVelmorian ministers held talks with rebel envoys in Kestrel last week, and the army \
will withdraw on Friday.\n";

fn open(text: &str, suggest: bool) -> Person<'static> {
    Start {
        files: &[("report.md", text)],
        suggest,
        ..Start::default()
    }
    .sit_down()
}

fn mark(person: &mut Person<'_>, words: &str, key: &str) {
    person.select(words, 1);
    person.press(key);
}

/// The article with its actors, places and the event of the first sentence, which is selected.
fn annotated() -> Person<'static> {
    let mut person = open(TEXT, false);
    mark(&mut person, "Gunmen", "A");
    mark(&mut person, "convoy of aid workers", "A");
    mark(&mut person, "Tarsin", "L");
    mark(&mut person, "attacked", "E");
    person
}

fn frames<'a>(person: &'a Person<'_>) -> Vec<&'a Event> {
    person.document().set.events().collect()
}

/// The roles of the first frame and its date: `actor Gunmen, date Sunday 2024-05-05`.
fn frame(person: &Person<'_>) -> String {
    let document = person.document();
    let Some(event) = document.set.events().next() else {
        return "none".to_owned();
    };
    let quote = |id: &obelus::annotation::Id| {
        let span = document.set.span(id).expect("a span");
        document.article.quote(span.range).to_owned()
    };
    let mut found: Vec<String> = event
        .roles
        .iter()
        .map(|role| match &role.filler {
            RoleFiller::Span(id) => format!("{} {}", role.role, quote(id)),
            RoleFiller::Event(id) => {
                let event = document.set.event(id).expect("an event");
                format!("{} the event {}", role.role, quote(&event.trigger))
            }
        })
        .collect();
    if let Some(date) = &event.date {
        let words = document.article.quote(date.range);
        let days = date.from.as_deref().unwrap_or("?");
        found.push(format!("date {words} {days}"));
    }
    found.join(", ")
}

/// A picture of the window, written where `PICTURES` names a folder.
fn picture(person: &mut Person<'_>, name: &str) {
    let Some(folder) = std::env::var_os("PICTURES") else {
        return;
    };
    for (theme, title) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        person.harness.ctx.set_theme(theme);
        person.wait(3);
        let all = Canvas::draw(&person.harness.ctx, person.harness.output());
        all.write(&Path::new(&folder).join(format!("{name}-{title}.png")));
    }
}

#[test]
fn a_two_role_event_takes_at_most_five_key_presses() {
    let mut person = annotated();
    let keys = ["R", "A", "Enter", "R", "Enter"];
    for key in keys {
        person.press(key);
    }
    assert_eq!(
        frame(&person),
        "actor Gunmen, recipient convoy of aid workers"
    );
    assert!(keys.len() <= 5);
    // What is done next is done, without a key to leave.
    let spans = person.document().set.len();
    person.select("Kestrel", 1);
    person.press("L");
    assert_eq!(person.document().set.len(), spans + 1);
}

#[test]
fn two_key_presses_take_all_that_is_proposed_in_one_step() {
    let mut person = annotated();
    person.press("R");
    picture(&mut person, "roles");
    let button = person.node(Role::Button, "actor: “Gunmen”");
    assert!(!button.data.is_disabled());
    person.press("Enter");
    assert_eq!(
        person.said(),
        "Actor “Gunmen”, recipient “convoy of aid workers”, location “Tarsin”, date “Sunday”, \
         2024-05-05"
    );
    let all =
        "actor Gunmen, recipient convoy of aid workers, location Tarsin, date Sunday 2024-05-05";
    assert_eq!(frame(&person), all);
    assert!(person.document().linking.is_none());
    // Both actors are known as such.
    let names: Vec<_> = person
        .document()
        .set
        .entities()
        .map(|e| e.name.clone())
        .collect();
    assert_eq!(names, ["Gunmen", "convoy of aid workers"]);
    picture(&mut person, "card");
    person.press("Ctrl+Z");
    assert_eq!(frame(&person), "");
    assert_eq!(person.document().set.entities().count(), 0);
    person.press("Ctrl+Y");
    assert_eq!(frame(&person), all);
    // Again there is nothing to propose.
    person.press("R Enter");
    assert_eq!(
        person.said(),
        "Nothing is proposed: press the key of a role"
    );
    person.press("Escape");
    let saved = {
        person.press("Ctrl+S");
        person.file("report.md.obelus.json").expect("it is saved")
    };
    assert!(saved.contains("\"from\": \"2024-05-05\""), "{saved}");
    let before = person.document().set.clone();
    let person = Person::at(person.leave(), Start::default());
    assert_eq!(person.document().set, before);
}

#[test]
fn open_suggestions_are_accepted_as_fillers() {
    let mut person = open(
        "---\ndate: 2024-05-08\n---\nThe Nigerien army attacked Boko Haram near Diffa on Sunday.\n",
        true,
    );
    mark(&mut person, "attacked", "E");
    assert_eq!(person.document().set.len(), 1);
    person.press("R Enter");
    assert_eq!(
        frame(&person),
        "actor Nigerien army, recipient Boko Haram, location Diffa, date Sunday 2024-05-05"
    );
    assert_eq!(person.document().set.len(), 4);
    let army = person.document().set.entities().next().expect("an actor");
    assert_eq!(
        (army.country.as_deref(), army.sector.as_deref()),
        (Some("NER"), Some("MIL"))
    );
    person.press("Ctrl+Z");
    assert_eq!(person.document().set.len(), 1, "one step");
    // One by one, and another than the proposal.
    person.press("Escape Escape");
    person.go_into("attacked", 1);
    person.press("Space R A M Enter");
    assert_eq!(frame(&person), "actor Boko Haram");
    assert_eq!(person.said(), "Actor: “Boko Haram”");
}

#[test]
fn an_accepted_event_has_its_mode_and_its_date_with_it() {
    let mut person = open(
        "---\ndate: 2024-05-08\n---\nThe president visited Gao on Monday.\n",
        true,
    );
    let document = person.document();
    let visited = document
        .article
        .text()
        .find("visited")
        .expect("it stands there");
    let is_it = |s: &obelus::matching::Suggestion| s.range.start == visited;
    let open: Vec<_> = document.offers.open().map(|(i, s)| (i, is_it(s))).collect();
    let steps = open
        .iter()
        .position(|(_, is_it)| *is_it)
        .expect("it is suggested");
    for _ in 0..=steps {
        person.press("N");
    }
    person.press("Enter");
    let event = frames(&person)[0];
    assert_eq!(event.kind.as_deref(), Some("CONSULT"));
    assert_eq!(event.mode.as_deref(), Some("visit"));
    assert_eq!(frame(&person), "date Monday 2024-05-06");
}

#[test]
fn the_card_is_filled_in_by_keys_alone() {
    let mut person = annotated();
    person.press("R Enter V");
    assert_eq!(person.focused().as_deref(), Some("TextInput Event type"));
    person.type_text("ass");
    person.press("Enter");
    assert_eq!(frames(&person)[0].kind.as_deref(), Some("ASSAULT"));
    person.press("V");
    person.tab_to("historical");
    person.press("Space");
    assert_eq!(frames(&person)[0].flags, [Flag::Historical]);
    person.press("Space");
    assert_eq!(frames(&person)[0].flags, []);
    person.tab_to("Event date");
    person.press("Ctrl+A");
    person.type_text("last thursday");
    let nodes = person.nodes();
    assert!(nodes.iter().any(|n| n.words == "means 2024-05-02"));
    person.press("Enter");
    assert_eq!(person.said(), "Date: 2024-05-02");
    person.press("V");
    person.tab_to("Event date");
    person.press("Ctrl+A");
    person.type_text("2024-04");
    person.press("Enter");
    let date = frames(&person)[0].date.clone().expect("a date");
    assert_eq!(date.from.as_deref(), Some("2024-04-01"));
    assert_eq!(date.to.as_deref(), Some("2024-04-30"));
    assert_eq!(date.precision.as_deref(), Some("month"));
    person.press("V");
    person.tab_to("Event date");
    person.press("Ctrl+A");
    person.type_text("soon");
    person.press("Enter");
    assert!(
        person.said().starts_with("“soon” is not a date"),
        "{}",
        person.said()
    );
    person.press("V");
    person.tab_to("Event contexts");
    person.type_text("military, terrorism");
    person.press("Enter");
    assert_eq!(frames(&person)[0].contexts, ["military", "terrorism"]);
    person.press("V");
    person.tab_to("Take out recipient “convoy of aid workers”");
    person.press("Space");
    assert!(!frame(&person).contains("recipient"));
    person.press("V");
    person.tab_to("Add another frame");
    person.press("Space");
    assert_eq!(frames(&person).len(), 2);
    assert_eq!(frames(&person)[1].kind.as_deref(), Some("ASSAULT"));
    picture(&mut person, "two-frames");
    person.tab_to("Delete frame 2");
    person.press("Space");
    assert_eq!(frames(&person).len(), 1);
    person.press("V");
    person.tab_to("Go to location “Tarsin”");
    person.press("Space");
    let selected = person.document().selected_span().expect("a span");
    assert_eq!(person.document().article.quote(selected.range), "Tarsin");
}

#[test]
fn the_card_reads_as_a_sentence() {
    let mut person = annotated();
    person.press("V");
    person.type_text("assault");
    person.press("Enter Escape R Enter");
    let said = "On Sunday (2024-05-05), Gunmen attacked convoy of aid workers near Tarsin: ASSAULT, \
                firearms";
    let says = |person: &Person<'_>, said: &str| {
        let nodes = person.nodes();
        let labels = nodes.iter().filter(|n| n.role == Role::Label);
        let names: Vec<_> = labels.map(|n| format!("{}{}", n.name, n.words)).collect();
        assert!(names.iter().any(|name| name == said), "{names:#?}");
    };
    says(&person, said);
    person.press("V");
    person.tab_to("negated");
    person.press("Space");
    says(&person, &format!("{said}; negated"));
}

#[test]
fn enter_at_the_type_goes_on_to_the_mode() {
    let mut person = annotated();
    person.press("V");
    person.type_text("assault");
    person.press("Enter");
    person.wait(2);
    let focused = person.focused().unwrap_or_default();
    assert!(focused.contains("Event mode"), "{focused}");
    // The same where nothing was changed.
    person.press("Escape V Enter");
    person.wait(2);
    let focused = person.focused().unwrap_or_default();
    assert!(focused.contains("Event mode"), "{focused}");
    // Where a type has no modes, the flags come next.
    person.press("Escape V Ctrl+A");
    person.type_text("LIFE");
    person.press("Enter");
    person.wait(2);
    let focused = person.focused().unwrap_or_default();
    let without = frames(&person)[0].kind.as_deref() == Some("LIFE");
    assert!(without, "{:?}", frames(&person)[0].kind);
    assert!(
        focused.contains("Event mode") || focused.contains("negated"),
        "{focused}"
    );
}

#[test]
fn what_was_taken_out_is_not_taken_again_with_the_others() {
    let mut person = annotated();
    person.press("R Enter R L");
    let button = person.node(Role::Button, "Take out Enter");
    assert!(!button.data.is_disabled());
    person.press("Enter");
    let all = "actor Gunmen, recipient convoy of aid workers, date Sunday 2024-05-05";
    assert_eq!(frame(&person), all);
    person.press("Enter");
    assert_eq!(frame(&person), all, "nothing is sure");
    // It is still there to be asked for.
    person.press("Escape Escape");
    person.go_into("attacked", 1);
    person.press("Space R L Enter");
    assert!(
        frame(&person).contains("location Tarsin"),
        "{}",
        frame(&person)
    );
}

#[test]
fn a_typed_date_has_words_that_say_it_or_none() {
    let mut person = annotated();
    person.press("R Enter");
    let mut words_of = |typed: &str| {
        person.press("V");
        person.tab_to("Event date");
        person.press("Ctrl+A");
        person.type_text(typed);
        person.press("Enter");
        let document = person.document();
        let date = document.set.events().next().and_then(|e| e.date.clone());
        let date = date.expect("a date");
        document.article.quote(date.range).to_owned()
    };
    assert_eq!(words_of("2024-05-05"), "Sunday");
    assert_eq!(words_of("2024-03-20"), "attacked");
    assert_eq!(words_of("sunday"), "Sunday");
    assert_eq!(
        words_of("last week"),
        "attacked",
        "that is another sentence's"
    );
}

#[test]
fn an_event_fills_a_role_where_the_schema_has_one() {
    let schema = "[[labels]]\nname = \"actor\"\nkey = \"A\"\n\n[[labels]]\nname = \"event\"\nkey = \
                  \"E\"\n\n[[roles]]\nname = \"cause\"\nkey = \"B\"\nfiller = \"event\"\n";
    let mut person = Start {
        files: &[
            ("a.txt", "The strike led to riots.\n"),
            ("obelus.toml", schema),
        ],
        ..Start::default()
    }
    .sit_down();
    mark(&mut person, "riots", "E");
    mark(&mut person, "strike", "E");
    person.press("Escape Escape");
    person.go_into("riots", 1);
    person.press("Space R B Enter");
    assert_eq!(frame(&person), "cause the event strike");
    person.press("Escape Escape");
    person.go_into("strike", 1);
    person.press("Space Delete");
    assert_eq!(frame(&person), "");
    assert!(person.document().set.dangling().is_empty());
}

#[test]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a window"
)]
fn lines_cover_no_text_and_go_with_the_same_key() {
    let mut person = annotated();
    for words in ["Velmorian ministers", "rebel envoys"] {
        mark(&mut person, words, "A");
    }
    mark(&mut person, "Kestrel", "L");
    mark(&mut person, "held talks", "E");
    person.press("R Enter Escape Escape");
    person.go_into("attacked", 1);
    person.press("Space R Enter Ctrl+Home");
    person.wait(4);
    person.harness.ctx.set_theme(egui::Theme::Light);
    person.wait(3);
    let article = person.text_node().data.bounds().expect("it is in view");
    let draw = |person: &Person<'_>| {
        let all = Canvas::draw(&person.harness.ctx, person.harness.output());
        let (left, top) = (article.x0 as usize, article.y0 as usize);
        all.part(
            left,
            top,
            article.width() as usize - 30,
            article.height() as usize,
        )
    };
    let without = draw(&person);
    person.press("Shift+F7");
    person.wait(4);
    let with = draw(&person);
    picture(&mut person, "lines");
    let strong = |pixel: &[u8; 3]| pixel.iter().all(|part| *part < 90);
    let changed = |i: &usize| without.pixels[*i] != with.pixels[*i];
    let changes: Vec<usize> = (0..without.pixels.len()).filter(changed).collect();
    assert!(changes.len() > 300, "{} pixels changed", changes.len());
    let covered = changes
        .iter()
        .filter(|i| strong(&without.pixels[**i]))
        .count();
    assert_eq!(covered, 0, "letters are covered");
    person.press("M M");
    picture(&mut person, "lines-of-one");
    person.press("Shift+F7 Ctrl+Home Escape Escape");
}
