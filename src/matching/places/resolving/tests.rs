//! Invented sentences and short articles, and the places that their locations stand for.

use proptest::prelude::*;

use super::*;
use crate::annotation::{Place as AnnotatedPlace, Precision};
use crate::text::{Article, ByteRange};

const TABLE: &str = include_str!("cases.tsv");

/// A text with its last bracketed words.
fn marked(text: &str) -> (Article, ByteRange) {
    let start = text.rfind('[').expect("a location is marked");
    let before = text[..start].replace(['[', ']'], "");
    let end = start + text[start..].find(']').expect("it ends");
    let words = &text[start + 1..end];
    let range = ByteRange::new(before.len(), before.len() + words.len());
    (
        Article::from_text("a.txt", before + words + &text[end + 1..]),
        range,
    )
}

fn candidates(text: &str) -> Vec<Candidate> {
    let (article, range) = marked(text);
    let scene = Scene::of(&article);
    Resolver::new(&scene, article.text()).candidates(range)
}

fn best(text: &str) -> Candidate {
    let found = candidates(text).into_iter().next();
    found.unwrap_or_else(|| panic!("no place in {text}"))
}

#[test]
fn locations_stand_for_the_places_that_a_reader_would_take_them_for() {
    let (mut rows, mut wrong) = (0, Vec::new());
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (text, name, country, region) = match fields[..] {
            [text, name, country, region] => (text, name, country, region),
            _ => panic!("a row has four fields: {line}"),
        };
        rows += 1;
        let found = candidates(text).into_iter().next().map(|c| c.place);
        let right = found.is_some_and(|place| {
            place.name == name
                && place.country.map_or("-", |c| c.iso3) == country
                && (region == "-" || place.region == Some(region))
        });
        if !right {
            let found = found.map(|p| (p.name, p.country.map(|c| c.iso3), p.region, p.kind));
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(rows >= 50, "{rows} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_part_of_a_place_is_known_less_or_more_exactly() {
    let check = |text: &str, expected| assert_eq!(best(text).precision, expected, "{text}");
    check("Rain fell in [Niamey].", Precision::City);
    check("Rain fell near [Niamey].", Precision::NearCity);
    check("Rain fell in [central Niamey].", Precision::SubCity);
    check("Rain fell at [Niamey airport].", Precision::SubCity);
    check("Rain fell in [Niger].", Precision::Country);
    check("Rain fell in [northern Niger].", Precision::Province);
    check("Rain fell in [Alabama].", Precision::Province);
    check("Rain fell in [Dallas County], Texas.", Precision::District);
    check("Rain fell over the [Black Sea].", Precision::Area);
}

#[test]
fn a_reason_says_what_decided() {
    let check = |text: &str, expected: &str| assert_eq!(best(text).reason(), expected, "{text}");
    check("They met in [Paris], Texas.", "“Texas” stands beside it");
    check(
        "The Syrian city of [Hama] fell.",
        "“Syrian” stands beside it",
    );
    check("The president flew to [Paris].", "best known of the name");
    check("Envoys met in [Ouagadougou].", "only place of the name");
}

#[test]
fn what_is_not_clear_is_not_filled_in() {
    let clear = |text: &str| {
        let (article, range) = marked(text);
        let scene = Scene::of(&article);
        Resolver::new(&scene, article.text()).clear(range).is_some()
    };
    assert!(clear("They met in [Niamey]."));
    assert!(clear("They met in [Paris], Texas."));
    assert!(!clear("They met in [Springfield]."));
    assert!(!clear("They met in [Qamoura]."));
    assert!(!clear("They met in [Qamoura], Syria."));
}

#[test]
fn a_name_that_is_not_known_is_placed_beside_its_neighbour() {
    let found = best("Shells hit the village of [Qamoura] in Syria.");
    assert!(found.stands_in());
    assert_eq!(found.place.name, "Syria");
    assert_eq!(
        found.reason(),
        "not in the gazetteer; Syria is named beside it"
    );
    assert_eq!(candidates("They met in [Qamoura].").len(), 0);
}

#[test]
fn what_was_chosen_for_a_name_holds_for_its_other_mentions() {
    let (article, range) = marked("They left London. Later [London] was dark.");
    let scene = Scene::of(&article);
    let mut resolver = Resolver::new(&scene, article.text());
    let usual = resolver.best(range).expect("it is known");
    assert_eq!(usual.place.country.map(|c| c.iso3), Some("GBR"));
    let ontario = resolver
        .candidates(range)
        .into_iter()
        .find(|c| c.place.country.is_some_and(|c| c.iso3 == "CAN"))
        .expect("it is among the candidates");
    let mut decided = Chosen::default();
    decided.note("London", &ontario.to_place());
    let mut resolver = Resolver::new(&scene, article.text()).with_chosen(&decided);
    assert_eq!(resolver.proposal(range), Some(ontario.to_place()));
    let chosen = resolver.best(range).expect("it is known");
    assert_eq!(chosen.place, ontario.place);
    assert_eq!(chosen.reason(), "chosen for this name in the article");
}

#[test]
fn a_place_is_kept_with_what_files_hold() {
    let place = best("Rain fell in [Niamey].").to_place();
    let AnnotatedPlace {
        name,
        geonameid,
        country,
        kind,
        precision,
        confirmed,
        ..
    } = &place;
    assert_eq!((name.as_str(), country.as_deref()), ("Niamey", Some("NER")));
    assert_eq!(
        (kind.as_deref(), precision.as_deref()),
        (Some("capital"), Some("city"))
    );
    assert_eq!((*geonameid, *confirmed), (Some(2_440_485), false));
    let (lat, lon) = place.lat.zip(place.lon).expect("it has a point");
    assert!(
        (lat - 13.51).abs() < 0.02 && (lon - 2.11).abs() < 0.02,
        "{lat} {lon}"
    );
}

#[test]
fn many_mentions_cost_no_more_than_their_candidates() {
    let text = "Rain fell in San Antonio, Springfield and Paris, Texas. ".repeat(20_000);
    let article = Article::from_text("a.txt", text.as_str());
    let scene = Scene::of(&article);
    let mut resolver = Resolver::new(&scene, article.text());
    // Minutes, if each span cost the article.
    let found = text
        .match_indices("Paris")
        .filter_map(|(at, words)| resolver.best(ByteRange::new(at, at + words.len())));
    let texan = found.filter(|c| c.place.region == Some("Texas"));
    assert_eq!(texan.count(), 20_000);
}

proptest! {
    #[test]
    fn any_text_is_resolved_without_harm(text in "\\PC{0,60}", from in 0usize..60, length in 0usize..20) {
        let article = Article::from_text("a.txt", text.as_str());
        let start = text.floor_char_boundary(from.min(text.len()));
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        let scene = Scene::of(&article);
        let mut resolver = Resolver::new(&scene, &text);
        let found = resolver.candidates(ByteRange::new(start, end));
        prop_assert!(found.len() <= 13);
    }

    #[test]
    fn any_run_of_telling_words_is_resolved_without_harm(
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "Paris", "of", "the", "Lake", ",", ".", "in", "and", "Ala.", "Texas", "’s", "(", ")",
                "County", "city", "northern", "Syrian", "province", "near", "Mexico", "é", "\n", "D.C.",
            ]),
            1..14,
        ),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        let text = words.join(glue);
        let article = Article::from_text("a.txt", text.as_str());
        let scene = Scene::of(&article);
        let mut resolver = Resolver::new(&scene, &text);
        for (at, word) in text.match_indices(words[0]) {
            let found = resolver.candidates(ByteRange::new(at, at + word.len()));
            prop_assert!(found.iter().all(|c| c.score.is_finite()));
        }
    }
}
