use super::*;
use crate::text::Article;
use proptest::prelude::*;

/// The longest name at the first token of `text`, its kind and country.
fn look(text: &str) -> Option<(usize, PlaceKind, Option<&'static str>)> {
    let article = Article::from_text("a.txt", text);
    let reading = Reading::new(&article);
    let found = Gazetteer::built_in().longest(&reading, reading.tokens(0), 0)?;
    let best = found.best();
    Some((found.tokens, best.kind, best.country.map(|c| c.iso3)))
}

#[test]
fn countries_are_known_by_their_short_names() {
    for (text, tokens, iso3) in [
        ("Niger", 1, "NER"),
        ("U.S. troops", 1, "USA"),
        ("US", 1, "USA"),
        ("UK", 1, "GBR"),
        ("U.K.", 1, "GBR"),
        ("UAE", 1, "ARE"),
        ("DRC", 1, "COD"),
        ("Ivory Coast", 2, "CIV"),
        ("Côte d’Ivoire", 2, "CIV"),
        ("Congo", 1, "COD"),
        ("Burma", 1, "MMR"),
        ("Democratic Republic of Congo", 4, "COD"),
        ("Bosnia-Herzegovina", 3, "BIH"),
        ("Georgia", 1, "GEO"),
        ("NIGERIA", 1, "NGA"),
    ] {
        assert_eq!(
            look(text),
            Some((tokens, PlaceKind::Country, Some(iso3))),
            "{text}"
        );
    }
}

#[test]
fn other_places_are_known_by_their_spellings() {
    use PlaceKind::{Area, Capital, City, Mountain, Region, Water};
    for (text, tokens, kind, iso3) in [
        ("Niamey", 1, Capital, Some("NER")),
        ("N'Djamena", 1, Capital, Some("TCD")),
        ("Kiev", 1, Capital, Some("UKR")),
        ("Washington", 1, Capital, Some("USA")),
        ("Tillaberi", 1, Region, Some("NER")),
        ("Alabama", 1, Region, Some("USA")),
        ("St. Louis", 3, City, Some("USA")),
        ("al-Bab", 3, City, Some("SYR")),
        ("Deir ez-Zor", 4, City, Some("SYR")),
        ("West Bank", 2, Area, Some("PSE")),
        ("Gaza", 1, Area, Some("PSE")),
        ("Horn of Africa", 3, Area, None),
        ("Lake Chad", 2, Water, None),
        ("Himalayas", 1, Mountain, None),
    ] {
        assert_eq!(look(text), Some((tokens, kind, iso3)), "{text}");
    }
}

#[test]
fn small_letters_and_half_names_are_no_places() {
    for text in [
        "us",
        "niger",
        "Us",
        "Burkina faso said",
        "the",
        "Qqqq",
        "",
        "-",
        "al-qaida",
    ] {
        let found = look(text).map(|f| f.0);
        assert!(
            found.is_none() || text.starts_with("Burkina") && found == Some(1),
            "{text}"
        );
    }
}

#[test]
fn an_entry_words_itself() {
    let words = |name| {
        Gazetteer::built_in()
            .named(name)
            .map(|f| f.best().in_words())
    };
    assert!(words("Niamey").is_some_and(|w| w.starts_with("Niamey, capital of Niger, ")));
    assert_eq!(
        words("Burma").as_deref().map(|w| w.split(", ").nth(1)),
        Some(Some("country"))
    );
    assert_eq!(words("Xyzzy"), None);
}

#[test]
fn a_place_is_found_by_its_first_letters_under_its_usual_name() {
    let first = |typed: &str| {
        let found = Gazetteer::built_in().beginning_with(typed, 5);
        found.first().map(|p| (p.name, p.country.map(|c| c.iso3)))
    };
    assert_eq!(first("niame"), Some(("Niamey", Some("NER"))));
    assert_eq!(first("moscow"), Some(("Moscow", Some("RUS"))));
    assert_eq!(first("burkina f"), Some(("Burkina Faso", Some("BFA"))));
    assert_eq!(first("qqqq"), None);
    assert_eq!(first(""), None);
}

#[test]
fn a_place_is_found_by_what_it_lies_in() {
    let first = |typed: &str| {
        let found = Gazetteer::built_in().typed(typed, 5);
        let first = found.first();
        first.map_or_else(String::new, |p| {
            let country = p.country.map_or("-", |c| c.iso3);
            format!("{}, {}, {country}", p.name, p.region.unwrap_or("-"))
        })
    };
    for typed in [
        "Paris, Texas",
        "paris, tex",
        "Paris, Texas, USA",
        "Paris,Texas,",
    ] {
        assert_eq!(first(typed), "Paris, Texas, USA", "{typed}");
    }
    for typed in [
        "Tripoli, Lebanon",
        "Tripoli, LB",
        "tripoli, lbn",
        "Tripoli, leb",
    ] {
        assert!(first(typed).ends_with("LBN"), "{typed}: {}", first(typed));
    }
    assert!(first("Paris, France").ends_with("FRA"));
    assert!(first("London, Ontario").ends_with("Ontario, CAN"));
    assert_eq!(first("Paris, "), first("Paris"));
    for typed in [
        "Paris, Xyzzy",
        "Paris, Texas, Niger",
        "Qqqq, Texas",
        ",",
        ", Texas",
    ] {
        let expected = if typed == ", Texas" {
            first("Texas")
        } else {
            String::new()
        };
        assert_eq!(first(typed), expected, "{typed}");
    }
    let texas = Gazetteer::built_in().typed("Paris, Texas", 50);
    assert!(
        texas.iter().all(|place| place.region == Some("Texas")),
        "{texas:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_looked_up_without_harm(text in "\\PC{0,60}") {
        let article = Article::from_text("a.txt", text);
        let reading = Reading::new(&article);
        let tokens = reading.tokens(0);
        for i in 0..tokens.len() {
            let found = Gazetteer::built_in().longest(&reading, tokens, i);
            prop_assert!(found.is_none_or(|f| i + f.tokens <= tokens.len()));
            let _ = Gazetteer::built_in().demonym_at(&reading, tokens, i);
        }
    }
}
