//! Text that no newsroom writes, read in one go: tables of letters, lists without an end, and
//! other paragraphs that look like one long name or number. What is read again from each of its
//! words would keep these tests for minutes.

use super::{Choices, Reading, Reason, Suggestion, built_in, overlaps};
use crate::annotation::Label;
use crate::text::{Article, ByteRange};

/// Long enough that quadratic reading is felt, as one paragraph.
const BYTES: usize = 200_000;

/// Reads `unit` over and over; gives how many suggestions there are, all of them inside the text
/// and in reading order.
fn check(unit: &str) -> usize {
    let article = Article::from_text("endless", unit.repeat(BYTES / unit.len()));
    let found = built_in().suggest(&Reading::new(&article));
    assert!(
        found
            .windows(2)
            .all(|two| two[0].range.start <= two[1].range.start),
        "{unit}"
    );
    assert!(
        found
            .iter()
            .all(|s| s.range.end <= article.text().len() && s.range.len() < 2_000),
        "{unit}"
    );
    found.len()
}

#[test]
fn rows_of_capitals_are_read_in_one_go() {
    for unit in [
        "A ",
        "A C G T ",
        "Q R. B Z ",
        "Jan ",
        "The ",
        "Lake ",
        "Zorvek ",
    ] {
        check(unit);
    }
}

#[test]
fn joined_names_and_initials_are_read_in_one_go() {
    for unit in [
        "Al-", "Al-x Al-", "U.S. ", "A. ", "van de ", "Bin al ", "Lt. ",
    ] {
        check(unit);
    }
}

#[test]
fn chains_of_bodies_and_places_are_read_in_one_go() {
    for unit in [
        "Bank of the ",
        "Ministry of ",
        "Minister for Health and ",
        "Republic of ",
        "Oslo, ",
        "Oslo ",
        "Nora’s ",
    ] {
        check(unit);
    }
}

#[test]
fn rows_of_numbers_and_marks_are_read_in_one_go() {
    for unit in [
        "5 5 ",
        "5-",
        "1,",
        "5% ",
        "$5 ",
        "one hundred ",
        "twenty-",
        "million ",
        ". ",
        "...",
        "-",
        "(",
        "”",
    ] {
        check(unit);
    }
}

#[test]
fn rows_of_events_are_read_in_one_go() {
    for unit in [
        "talks ",
        "not will ",
        "killed and ",
        "held the ",
        "attack on ",
    ] {
        check(unit);
    }
}

#[test]
fn suggestions_upon_suggestions_are_sorted_out_in_one_go() {
    let offer = |label: Label, start: usize, end: usize, score: f32| {
        let range = ByteRange::new(start, end);
        Suggestion::new("test", label, range, score, Reason::new("test", [range]))
    };
    let count = 20_000;
    let mut found = Vec::new();
    for i in 0..count {
        found.push(offer(Label::FIGURE, 10 * i, 10 * i + 5, 0.9));
        found.push(offer(Label::ACTOR, 10 * i, 10 * count, 0.5));
        found.push(offer(Label::LOCATION, 0, 10 * i + 10, 0.4));
        found.push(offer(Label::ACTOR, 10 * i, 10 * i + 5, 0.3));
    }
    let kept = overlaps::resolve(found, &Choices::default());
    // The figures, and one of all that spans them.
    assert_eq!(kept.len(), count + 1);
}

#[test]
fn what_an_endless_row_holds_is_still_found() {
    assert!(check("Mayor Nora Lindqvist met 12 farmers in Oslo, ") > BYTES / 45 * 2);
}
