//! Which place a location stands for: proposed, confirmed, chosen anew, all by keys.

use obelus::annotation::{Place, Span};

use crate::driver::{Person, Start};

const TEXT: &str = "Heavy rain fell in London on Monday.\n\nRoads near Springfield were cut. Police in Ontario \
                    said London was dry by night.\n\nThe dam at Qamoura held. Aid came from Niamey.\n";

fn open() -> Person<'static> {
    Start {
        files: &[("rain.txt", TEXT)],
        ..Start::default()
    }
    .sit_down()
}

impl Person<'_> {
    fn mark_location(&mut self, words: &str, nth: usize) {
        self.select(words, nth);
        self.press("L");
    }

    fn selected_span(&self) -> &Span {
        let document = self.document();
        let id = document.selected.as_ref().expect("a span is selected");
        document.set.span(id).expect("it is there")
    }

    fn selected_place(&self) -> Option<&Place> {
        self.selected_span().place.as_deref()
    }

    /// The place of the selected span: name, country, and `!` where it is confirmed.
    fn stands_for(&self) -> String {
        self.selected_place().map_or_else(
            || "nothing".to_owned(),
            |place| {
                let country = place.country.as_deref().unwrap_or("-");
                let sign = if place.confirmed { "!" } else { "" };
                format!("{} {country}{sign}", place.name)
            },
        )
    }
}

#[test]
fn a_clear_place_is_filled_in_and_enter_confirms_it() {
    let mut person = open();
    person.mark_location("Ontario", 1);
    assert_eq!(person.stands_for(), "Ontario CAN");
    person.press("Enter");
    assert_eq!(person.stands_for(), "Ontario CAN!");
    assert_eq!(person.said(), "Ontario confirmed");
    person.press("Ctrl+Z");
    person.press("Space");
    assert_eq!(person.stands_for(), "Ontario CAN");
    person.press("Ctrl+Z");
    assert!(person.document().set.is_empty());
}

#[test]
fn what_is_not_clear_waits_for_the_analyst() {
    let mut person = open();
    person.mark_location("Springfield", 1);
    assert_eq!(person.stands_for(), "nothing");
    person.press("Enter");
    assert_eq!(person.stands_for(), "nothing");
    let said = person.said();
    assert!(
        said.starts_with("Its place is not clear: V shows its ") && said.ends_with("candidates"),
        "{said}"
    );
    // The first candidate that is proposed, by V and Enter; the keys go back to the text.
    person.press("V");
    assert!(
        person
            .focused()
            .is_some_and(|f| f.contains("Place of the location"))
    );
    person.press("Enter");
    assert_eq!(person.stands_for().split(' ').next(), Some("Springfield"));
    assert!(person.stands_for().ends_with('!'));
    person.press("H");
    assert_eq!(person.selected_span().head, None);
}

#[test]
fn another_candidate_is_chosen_by_the_arrows() {
    let mut person = open();
    person.mark_location("London", 2);
    let first = person.stands_for();
    person.press("V Down Enter");
    let second = person.stands_for();
    assert!(
        second.ends_with('!') && !second.starts_with(&first),
        "{first}, then {second}"
    );
    // What is chosen stands in the file, and undo takes it back.
    person.press("Ctrl+Z Space");
    assert_eq!(person.stands_for(), first);
}

#[test]
fn another_place_is_searched_for_typed_or_said_to_be_unknown() {
    let mut person = open();
    person.mark_location("Qamoura", 1);
    assert_eq!(person.stands_for(), "nothing");
    person.press("V");
    person.type_text("niame");
    person.press("Enter");
    assert_eq!(person.stands_for(), "Niamey NER!");
    person.press("V");
    person.type_text("13.51, 2.11");
    person.press("Enter");
    let place = person.selected_place().expect("it has a point").clone();
    assert_eq!((place.lat, place.lon), (Some(13.51), Some(2.11)));
    assert_eq!((place.name.as_str(), place.geonameid), ("Qamoura", None));
    person.press(
        "V Up Up Up Up Up Down Down Down Down Down Down Down Down Down Down Down Down Down Enter",
    );
    let place = person
        .selected_place()
        .expect("it is said to be unknown")
        .clone();
    assert_eq!(
        (place.lat, place.country, place.confirmed),
        (None, None, true)
    );
    person.press("V Escape");
    person.press("Escape");
    person.press("Ctrl+Z Ctrl+Z Ctrl+Z Space");
    assert_eq!(person.stands_for(), "nothing");
}

#[test]
fn all_mentions_of_a_name_are_confirmed_together() {
    let mut person = open();
    person.mark_location("London", 1);
    person.mark_location("London", 2);
    person.press("V Enter");
    let chosen = person.stands_for();
    person.press("Shift+Enter");
    let places: Vec<_> = person
        .document()
        .set
        .spans()
        .map(|s| s.place.clone())
        .collect();
    assert_eq!(places.len(), 2);
    assert_eq!(places[0], places[1], "{chosen}");
    person.press("Ctrl+Z");
    let confirmed = |span: &&Span| span.place.as_ref().is_some_and(|p| p.confirmed);
    assert_eq!(person.document().set.spans().filter(confirmed).count(), 1);
}

#[test]
fn all_clear_places_are_confirmed_in_one_step() {
    let mut person = open();
    for (words, nth) in [("Niamey", 1), ("Ontario", 1), ("Springfield", 1)] {
        person.mark_location(words, nth);
    }
    person.press("Ctrl+K");
    person.type_text("all clear loc");
    person.press("Enter");
    let confirmed = |span: &&Span| span.place.as_ref().is_some_and(|p| p.confirmed);
    assert_eq!(person.said(), "2 locations confirmed");
    assert_eq!(person.document().set.spans().filter(confirmed).count(), 2);
    person.press("Ctrl+Z");
    assert_eq!(person.document().set.spans().filter(confirmed).count(), 0);
}

#[test]
fn an_actor_that_becomes_a_location_gets_its_place() {
    let mut person = open();
    person.select("Ontario", 1);
    person.press("A");
    assert_eq!(person.stands_for(), "nothing");
    person.press("L");
    assert_eq!(person.stands_for(), "Ontario CAN");
    person.press("A");
    assert_eq!(person.stands_for(), "nothing");
    person.press("Ctrl+Z Space");
    assert_eq!(person.stands_for(), "Ontario CAN");
}

#[test]
fn the_map_is_reached_and_moved_by_keys() {
    let mut person = open();
    person.mark_location("Niamey", 1);
    person.press("Shift+F2");
    person.wait(2);
    assert_eq!(person.focused().as_deref(), Some("Canvas Map, 1 place"));
    person.press("Left Up Home");
    person.type_text("+");
    person.press("F6");
    person.press("Shift+F2 Shift+F2");
    assert!(person.focused().is_some());
}

#[test]
fn a_slip_in_the_place_field_erases_no_place() {
    let mut person = open();
    person.mark_location("Niamey", 1);
    person.press("Enter");
    for (typed, why) in [
        ("91,200", "Latitude is at most 90"),
        ("13.51, 200", "Longitude is at most 180"),
        ("nan, nan", "latitude and longitude"),
        ("inf,0", "latitude and longitude"),
        ("13.51, 2.11, 5", "two numbers"),
        ("xyzzyplugh", "No place of this name"),
        ("x", "two letters"),
    ] {
        person.press("V");
        person.type_text(typed);
        person.press("Enter");
        assert_eq!(person.stands_for(), "Niamey NER!", "{typed}");
        assert!(person.said().contains(why), "{typed}: {}", person.said());
        person.press("Escape");
    }
    // That nobody knows the place is gone to by the arrows.
    person.press("V");
    person.type_text("xyzzyplugh");
    person.press("Down Enter");
    assert_eq!(person.stands_for(), "Niamey -!");
}

#[test]
fn a_place_by_its_coordinates_lies_in_a_country() {
    let mut person = open();
    person.mark_location("London", 1);
    person.press("V");
    person.type_text("36.2, 37.16");
    person.press("Enter");
    assert_eq!(person.stands_for(), "London SYR!");
    // What was turned down is not taken by going to the field once more.
    person.press("V Enter");
    assert_eq!(person.stands_for(), "London SYR!");
    assert_eq!(person.said(), "Go to a place with the arrows first");
    person.press("Escape V");
    person.type_text("0, -30");
    person.press("Enter");
    assert_eq!(person.stands_for(), "London -!");
}

#[test]
fn a_place_is_searched_for_by_what_it_lies_in() {
    let mut person = open();
    person.mark_location("London", 1);
    person.press("V");
    person.type_text("Paris, Texas");
    person.press("Enter");
    let place = person.selected_place().expect("it has a place");
    let said = (
        place.name.as_str(),
        place.admin1.as_deref(),
        place.country.as_deref(),
    );
    assert_eq!(said, ("Paris", Some("Texas"), Some("USA")));
}

#[test]
fn a_candidates_sign_is_the_same_in_the_list_and_on_the_map() {
    let mut person = open();
    person.mark_location("London", 1);
    person.press("Shift+F2 Escape");
    person.wait(2);
    let beta = person
        .nodes()
        .into_iter()
        .filter(|node| node.name.starts_with("Candidate β, London"));
    assert_eq!(beta.count(), 2);
}
