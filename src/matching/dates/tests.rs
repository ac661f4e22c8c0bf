//! A row for each kind of expression and each rule.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

/// A Thursday.
const PUBLISHED: Date = date(2024, 4, 25);

/// The first expression of a text and its days, on that Thursday: `Thursday 2024-04-25`.
fn read(text: &str, language: Language, tense: Tense) -> String {
    let found = find(text, ByteRange::new(0, text.len()), language);
    let Some(one) = found.first() else {
        return "nothing".to_owned();
    };
    let words = &text[one.range.as_range()];
    match resolve(&one.when, Some(PUBLISHED), tense) {
        Some(found) => format!("{words} = {} {}", in_days(&found), found.precision.name()),
        None => format!("{words} = ?"),
    }
}

fn in_days(found: &Interval) -> String {
    if found.from == found.to {
        found.from.to_string()
    } else {
        format!("{}/{}", found.from, found.to)
    }
}

#[track_caller]
fn check(language: Language, tense: Tense, rows: &[(&str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .map(|(text, expected)| (text, *expected, read(text, language, tense)))
        .filter(|(_, expected, found)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn english_news_of_what_has_happened() {
    check(
        Language::English,
        Tense::Past,
        &[
            ("They met on Thursday.", "Thursday = 2024-04-25 day"),
            ("They met on Friday.", "Friday = 2024-04-19 day"),
            (
                "They met on Monday evening in Niamey.",
                "Monday evening = 2024-04-22 day",
            ),
            ("It fell last Thursday.", "last Thursday = 2024-04-18 day"),
            (
                "It fell this past Tuesday.",
                "this past Tuesday = 2024-04-23 day",
            ),
            ("It fell this Monday.", "this Monday = 2024-04-22 day"),
            ("The July 26 coup ousted him.", "July 26 = 2023-07-26 day"),
            ("Since April 25 he has waited.", "April 25 = 2024-04-25 day"),
            ("Since April 26 he has waited.", "April 26 = 2023-04-26 day"),
            ("on 26 July 2023", "26 July 2023 = 2023-07-26 day"),
            (
                "on July 26, 2023, the guards",
                "July 26, 2023 = 2023-07-26 day",
            ),
            ("on the 2nd of May", "2nd of May = 2023-05-02 day"),
            ("on May 2nd", "May 2nd = 2023-05-02 day"),
            ("on Thursday, 2 May,", "Thursday, 2 May = 2023-05-02 day"),
            (
                "on Thursday (April 18)",
                "Thursday (April 18) = 2024-04-18 day",
            ),
            ("on Mon. 22 April", "Mon. 22 April = 2024-04-22 day"),
            ("on 2024-02-29", "2024-02-29 = 2024-02-29 day"),
            ("on 29.2.2024", "29.2.2024 = 2024-02-29 day"),
            ("on 25/12/2023", "25/12/2023 = 2023-12-25 day"),
            ("on 12/25/2023", "12/25/2023 = 2023-12-25 day"),
            ("on 3/4/2023", "3/4/2023 = ?"),
            ("on Feb. 29", "Feb. 29 = 2024-02-29 day"),
            ("He left yesterday.", "yesterday = 2024-04-24 day"),
            (
                "He left the day before yesterday.",
                "day before yesterday = 2024-04-23 day",
            ),
            ("He left today.", "today = 2024-04-25 day"),
            ("He left last night.", "last night = 2024-04-24 day"),
            ("He left this morning.", "this morning = 2024-04-25 day"),
            (
                "They were hit overnight.",
                "overnight = 2024-04-24/2024-04-25 day",
            ),
            ("He left two days ago.", "two days ago = 2024-04-23 day"),
            ("He left 10 days ago.", "10 days ago = 2024-04-15 day"),
            (
                "He left a week ago.",
                "a week ago = 2024-04-15/2024-04-21 week",
            ),
            (
                "He left three months ago.",
                "three months ago = 2024-01-01/2024-01-31 month",
            ),
            (
                "He left a couple of years ago.",
                "a couple of years ago = 2022-01-01/2022-12-31 year",
            ),
            ("He left decades ago.", "decades ago = ?"),
            ("He left a few days ago.", "a few days ago = ?"),
            (
                "He left three hours ago.",
                "three hours ago = 2024-04-25 day",
            ),
            (
                "They met last week.",
                "last week = 2024-04-15/2024-04-21 week",
            ),
            (
                "They met this week.",
                "this week = 2024-04-22/2024-04-25 week",
            ),
            (
                "They met earlier this month.",
                "earlier this month = 2024-04-01/2024-04-25 month",
            ),
            (
                "They met last month.",
                "last month = 2024-03-01/2024-03-31 month",
            ),
            (
                "They met late last month.",
                "late last month = 2024-03-21/2024-03-31 month",
            ),
            (
                "They met last year.",
                "last year = 2023-01-01/2023-12-31 year",
            ),
            (
                "They met early this year.",
                "early this year = 2024-01-01/2024-04-25 year",
            ),
            ("in March", "March = 2024-03-01/2024-03-31 month"),
            ("in April", "April = 2024-04-01/2024-04-25 month"),
            ("in May", "May = 2023-05-01/2023-05-31 month"),
            (
                "in early March",
                "early March = 2024-03-01/2024-03-10 month",
            ),
            ("in mid-March", "mid-March = 2024-03-11/2024-03-20 month"),
            (
                "at the end of February",
                "end of February = 2024-02-21/2024-02-29 month",
            ),
            (
                "in November 2022",
                "November 2022 = 2022-11-01/2022-11-30 month",
            ),
            ("in 2019", "2019 = 2019-01-01/2019-12-31 year"),
            ("in late 2019", "late 2019 = 2019-09-01/2019-12-31 year"),
            ("in the 1990s", "1990s = 1990-01-01/1999-12-31 year"),
            (
                "from 3 to 5 April",
                "3 to 5 April = 2024-04-03/2024-04-05 day",
            ),
            (
                "on 3–5 April 2022",
                "3–5 April 2022 = 2022-04-03/2022-04-05 day",
            ),
            ("on April 3-5", "April 3-5 = 2024-04-03/2024-04-05 day"),
            (
                "on 14 and 15 April",
                "14 and 15 April = 2024-04-14/2024-04-15 day",
            ),
            (
                "from 28 March to 2 April",
                "28 March to 2 April = 2024-03-28/2024-04-02 day",
            ),
            (
                "from 30 December to 2 January",
                "30 December to 2 January = 2023-12-30/2024-01-02 day",
            ),
            (
                "between March and April 2021",
                "March and April 2021 = 2021-03-01/2021-04-30 month",
            ),
            (
                "from Monday to Wednesday",
                "Monday to Wednesday = 2024-04-22/2024-04-24 day",
            ),
            (
                "from 2019 to 2021",
                "2019 to 2021 = 2019-01-01/2021-12-31 year",
            ),
            ("over the weekend", "weekend = 2024-04-20/2024-04-21 day"),
            (
                "in the past three weeks",
                "past three weeks = 2024-04-04/2024-04-25 week",
            ),
            (
                "in the last 24 hours",
                "last 24 hours = 2024-04-24/2024-04-25 week",
            ),
            ("in recent days", "recent days = ?"),
        ],
    );
}

#[test]
fn english_news_of_what_is_to_come() {
    check(
        Language::English,
        Tense::Future,
        &[
            ("They will meet on Thursday.", "Thursday = 2024-04-25 day"),
            ("They will meet on Friday.", "Friday = 2024-04-26 day"),
            (
                "They will meet next Thursday.",
                "next Thursday = 2024-05-02 day",
            ),
            ("They will meet on July 26.", "July 26 = 2024-07-26 day"),
            ("They will meet on March 1.", "March 1 = 2025-03-01 day"),
            (
                "They will meet in May.",
                "May = 2024-05-01/2024-05-31 month",
            ),
            (
                "They will meet in April.",
                "April = 2024-04-01/2024-04-30 month",
            ),
            (
                "They will meet this week.",
                "this week = 2024-04-22/2024-04-28 week",
            ),
            (
                "They will meet next month.",
                "next month = 2024-05-01/2024-05-31 month",
            ),
            ("They will meet tomorrow.", "tomorrow = 2024-04-26 day"),
            (
                "They will meet at the weekend.",
                "weekend = 2024-04-27/2024-04-28 day",
            ),
            ("They will meet on Feb. 29.", "Feb. 29 = 2028-02-29 day"),
        ],
    );
}

#[test]
fn french_news() {
    check(
        Language::French,
        Tense::Past,
        &[
            (
                "Ils se sont réunis le 3 mars à Alger.",
                "3 mars = 2024-03-03 day",
            ),
            ("le 1er mai 2023", "1er mai 2023 = 2023-05-01 day"),
            ("jeudi 18 avril", "jeudi 18 avril = 2024-04-18 day"),
            ("Il est arrivé lundi.", "lundi = 2024-04-22 day"),
            (
                "Il est arrivé jeudi dernier.",
                "jeudi dernier = 2024-04-18 day",
            ),
            ("Il est arrivé hier soir.", "hier soir = 2024-04-24 day"),
            ("Il est arrivé avant-hier.", "avant-hier = 2024-04-23 day"),
            ("Il arrive aujourd’hui.", "aujourd’hui = 2024-04-25 day"),
            (
                "la semaine dernière",
                "semaine dernière = 2024-04-15/2024-04-21 week",
            ),
            (
                "le mois dernier",
                "mois dernier = 2024-03-01/2024-03-31 month",
            ),
            ("ce mois-ci", "ce mois-ci = 2024-04-01/2024-04-25 month"),
            ("l’an dernier", "l’an dernier = 2023-01-01/2023-12-31 year"),
            ("il y a deux jours", "il y a deux jours = 2024-04-23 day"),
            ("début mars", "début mars = 2024-03-01/2024-03-10 month"),
            ("en mars", "mars = 2024-03-01/2024-03-31 month"),
            (
                "du 3 au 5 avril",
                "3 au 5 avril = 2024-04-03/2024-04-05 day",
            ),
            (
                "dans la nuit de lundi à mardi",
                "nuit de lundi à mardi = 2024-04-22/2024-04-23 day",
            ),
            ("en 2019", "2019 = 2019-01-01/2019-12-31 year"),
            ("la planète Mars", "nothing"),
        ],
    );
}

#[test]
fn other_languages_keep_their_days() {
    check(
        Language::Other,
        Tense::Past,
        &[
            ("التقى الوزيران الخميس", "الخميس = 2024-04-25 day"),
            ("في 26 يوليو 2023", "26 يوليو 2023 = 2023-07-26 day"),
            ("am 29.2.2024", "29.2.2024 = 2024-02-29 day"),
        ],
    );
}

#[test]
fn what_is_no_date_is_left_alone() {
    let rows = [
        "They may march on.",
        "Theresa May resigned.",
        "March on, he said.",
        "Some 2019 soldiers left.",
        "The Sunday Times wrote so.",
        "It killed 14 people and 15 horses.",
        "He won 3-5 in April’s house.",
        "Flight 2024 was late.",
        "at 16:30 GMT",
        "a 14-year-old boy",
        "The sun set over Sat Phone Ltd.",
        "version 1.2.3 of it",
    ];
    for text in rows {
        let found = find(text, ByteRange::new(0, text.len()), Language::English);
        let words: Vec<_> = found
            .iter()
            .map(|one| &text[one.range.as_range()])
            .collect();
        let expected: &[&str] = match text {
            "He won 3-5 in April’s house." => &["April"],
            _ => &[],
        };
        assert_eq!(words, expected, "{text}");
    }
}

#[test]
fn every_expression_of_a_sentence_is_found() {
    let text = "On Thursday they met, after a truce of July 26 and a year before May 2025.";
    let found = find(text, ByteRange::new(0, text.len()), Language::English);
    let words: Vec<_> = found
        .iter()
        .map(|one| &text[one.range.as_range()])
        .collect();
    assert_eq!(words, ["Thursday", "July 26", "May 2025"]);
}

#[test]
fn without_a_day_of_publication_nothing_is_assumed() {
    let check = |text: &str, expected: Option<&str>| {
        let found = find(text, ByteRange::new(0, text.len()), Language::English);
        let days = resolve(&found[0].when, None, Tense::Past);
        assert_eq!(days.map(|d| in_days(&d)).as_deref(), expected, "{text}");
    };
    check("on Thursday", None);
    check("on July 26", None);
    check("last month", None);
    check("from 3 to 5 May", None);
    check("on 26 July 2023", Some("2023-07-26"));
    check("from 3 to 5 May 2023", Some("2023-05-03/2023-05-05"));
    check("in 2019", Some("2019-01-01/2019-12-31"));
}

#[test]
fn what_is_typed_is_read() {
    let check = |text: &str, expected: &str| {
        let found = typed(text, Some(PUBLISHED), Tense::Past);
        let shown = found.map_or_else(|why| why.to_string(), |found| in_figures(&found));
        assert_eq!(shown, expected, "{text}");
    };
    check("2024-04-25", "2024-04-25");
    check(" 2024-04 ", "2024-04");
    check("2024", "2024");
    check("2024-04-22..2024-04-24", "2024-04-22 to 2024-04-24");
    check("2024-04-22 to 2024-04-24", "2024-04-22 to 2024-04-24");
    check("last Thursday", "2024-04-18");
    check("last thursday", "2024-04-18");
    check("thursday", "2024-04-25");
    check("26 july 2023", "2023-07-26");
    check("yesterday", "2024-04-24");
    check("april 2025", "2025-04");
    check("last week", "2024-04-15 to 2024-04-21");
    check(
        "2024-13-01",
        "“2024-13-01” is not a date: write 2024-04-25, 2024-04, 2024 or last Thursday",
    );
    check(
        "soon",
        "“soon” is not a date: write 2024-04-25, 2024-04, 2024 or last Thursday",
    );
    check("on thursday", "2024-04-25");
    check("the 3rd of april", "2024-04-03");
    check("since the beginning of april", "2024-04-01 to 2024-04-10");
    for no_day in [
        "31 February",
        "31 April",
        "april 31",
        "the 31st of April",
        "29 February 2023",
        "30 April to 31 June",
        "Monday 31 April",
        "not April",
    ] {
        let why =
            format!("“{no_day}” is not a date: write 2024-04-25, 2024-04, 2024 or last Thursday");
        check(no_day, &why);
    }
    let unpublished = typed("thursday", None, Tense::Past).map_err(|why| why.to_string());
    assert_eq!(
        unpublished.as_ref().map_err(String::as_str),
        Err("The article has no publication date, so “thursday” means no day: write 2024-04-25")
    );
    assert!(typed("2024-04", None, Tense::Past).is_ok());
}

#[test]
fn what_is_shown_reads_as_the_same_days() {
    for text in ["2024-04-25", "2024-04", "2024", "2024-04-22 to 2024-04-28"] {
        let found = typed(text, None, Tense::Past).expect("it is a date");
        assert_eq!(in_figures(&found), text);
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn any_when() -> impl Strategy<Value = When> {
    let part = prop_oneof![
        Just(Part::Whole),
        Just(Part::Early),
        Just(Part::Middle),
        Just(Part::Late)
    ];
    let unit = prop_oneof![
        Just(Unit::Day),
        Just(Unit::Week),
        Just(Unit::Month),
        Just(Unit::Year)
    ];
    let which = prop_oneof![Just(Which::Bare), Just(Which::This), Just(Which::Last)];
    let day = (1i8..=7)
        .prop_map(|n| jiff::civil::Weekday::from_monday_one_offset(n).expect("a day of the week"));
    prop_oneof![
        (1i8..=12, 1i8..=28).prop_map(|(month, day)| When::Day {
            year: None,
            month,
            day
        }),
        (1i8..=12, part.clone()).prop_map(|(month, part)| When::Month {
            year: None,
            month,
            part
        }),
        (day, which.clone()).prop_map(|(day, which)| When::Weekday { day, which }),
        (-400i64..=0).prop_map(When::Days),
        (unit.clone(), -30i64..=0).prop_map(|(unit, offset)| When::Units {
            unit,
            offset,
            part: Part::Whole
        }),
        (unit, 1i64..50).prop_map(|(unit, count)| When::Past { unit, count }),
        which.prop_map(|which| When::Weekend { which }),
        Just(When::Overnight),
    ]
}

proptest! {
    #[test]
    fn what_has_happened_is_never_dated_behind_the_publication(
        published in any_date(), when in any_when(),
    ) {
        let found = resolve(&when, Some(published), Tense::Past).expect("it means a day");
        prop_assert!(found.from <= found.to);
        prop_assert!(found.to <= published, "{when:?} {published} {found:?}");
    }

    #[test]
    fn the_days_contain_what_was_named(published in any_date(), when in any_when(), past: bool) {
        let tense = if past { Tense::Past } else { Tense::Future };
        let Some(found) = resolve(&when, Some(published), tense) else { return Ok(()) };
        match when {
            When::Day { month, day, .. } => {
                prop_assert_eq!((found.from.month(), found.from.day()), (month, day));
            }
            When::Month { month, .. } => {
                prop_assert_eq!((found.from.month(), found.to.month()), (month, month));
            }
            When::Weekday { day, .. } => {
                prop_assert_eq!(found.from.weekday(), day);
                prop_assert!(found.from.since(published).is_ok_and(|s| s.get_days().abs() <= 7));
            }
            When::Units { unit: Unit::Week, .. } => {
                prop_assert_eq!(found.from.weekday(), jiff::civil::Weekday::Monday);
            }
            _ => {}
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
        for language in [Language::English, Language::French, Language::Other] {
            for one in find(&text, ByteRange::new(0, text.len()), language) {
                prop_assert!(text.get(one.range.as_range()).is_some_and(|words| !words.is_empty()));
                let _ = resolve(&one.when, Some(PUBLISHED), Tense::Past);
            }
            let _ = typed(&text, Some(PUBLISHED), Tense::Past);
        }
    }

    #[test]
    fn dates_in_figures_are_read_back(from in any_date(), away in 0i64..800) {
        let to = from.checked_add(jiff::Span::new().days(away)).expect("within the calendar");
        let precision = if away == 0 { Precision::Day } else { Precision::Week };
        let found = Interval { from, to, precision };
        let again = typed(&in_figures(&found), None, Tense::Past).expect("it is a date");
        prop_assert_eq!((again.from, again.to), (from, to));
    }
}
