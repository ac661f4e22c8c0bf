//! Sentences, all invented, with what the matcher must find in them and nothing else:
//! `[location]`, `{actor}`.

use proptest::prelude::*;

use super::Places;
use crate::annotation::Label;
use crate::matching::{Matcher, Pipeline, Reading, Suggestion, THRESHOLD};
use crate::text::{Article, Header};

fn suggest(article: &Article) -> Vec<Suggestion> {
    let mut found = Pipeline::new(vec![Box::new(Places)]).suggest(&Reading::new(article));
    found.retain(|s| s.score >= THRESHOLD);
    found
}

fn english(text: &str) -> Article {
    in_language(text, "en")
}

fn in_language(text: &str, language: &str) -> Article {
    let header = Header {
        language: Some(language.to_owned()),
        ..Header::default()
    };
    Article::new("a.txt", text, header)
}

fn marked(article: &Article) -> String {
    let mut out = String::new();
    let mut at = 0;
    for s in suggest(article) {
        let (open, close) = if s.label == Label::ACTOR {
            ('{', '}')
        } else {
            ('[', ']')
        };
        out.push_str(&article.text()[at..s.range.start]);
        out.push(open);
        out.push_str(article.quote(s.range));
        out.push(close);
        at = s.range.end;
    }
    out + &article.text()[at..]
}

fn check(sentences: &[&str]) {
    for expected in sentences {
        let text = expected.replace(['[', ']', '{', '}'], "");
        assert_eq!(marked(&english(&text)), *expected);
    }
}

#[test]
fn a_place_behind_a_preposition_is_a_location() {
    check(&[
        "Fighting resumed in [Aleppo] on Monday.",
        "Two trucks burned near [Maiduguri] overnight.",
        "The convoy drove from [Agadez] to [Niamey].",
        "Floods spread across the [Sahel].",
        "Ministers spoke in parliament about mobile phones.",
        "She was reading in bed.",
        "They met in March and again in May.",
    ]);
}

#[test]
fn names_of_people_hold_no_places() {
    check(&[
        "The singer Paris Colvane arrived late.",
        "Jordan Feltham, 34, was charged.",
        "A spokesman, Chad Brumley, declined to comment.",
        "Judge Lincoln Fairbrother adjourned the case.",
        "Lin-Manuel Cordero sang.",
        "A statement by Israel Okonjo Dube followed.",
    ]);
}

#[test]
fn names_of_organisations_hold_no_places() {
    check(&[
        "He wrote for the Washington Post for years.",
        "The Bank of England raised rates.",
        "The Boston Celtics lost again.",
        "Fans of the Dresden Puppet Festival queued.",
        "The Communist Party of Greece objected.",
        "The Charity Commission for England and Wales wrote to them.",
        "The West Nile virus returned.",
    ]);
    check(&[
        "Banks in [England] raised rates.",
        "A post from [Washington] was read out.",
        "The party won seats in [Greece].",
    ]);
}

#[test]
fn a_container_speaks_for_the_place_before_it() {
    check(&[
        "Deputies searched a farm in [Mobile], [Alabama], at dawn.",
        "A fire broke out in [Reading], [England].",
        "The suspect, of [Tyler], [Texas], was held.",
        "Crews from [Fairhope], [Ala.] were sent.",
        "Jordan, 34, and Paris, 29, were fined.",
        "Mobile, the firm said, is growing.",
        "Reading, writing and arithmetic matter.",
    ]);
}

#[test]
fn the_head_of_a_name_makes_it_a_place() {
    check(&[
        "Boats crossed [Lake Wendelo] at night.",
        "Police closed [Farrow Street] for hours.",
        "Climbers on [Mount Orvane] were rescued.",
        "Rebels hold [Tarvola Province] and its roads.",
        "Smoke rose over the [Hamdan mountains] all day.",
        "The street was closed for hours.",
        "Airport staff went home.",
        "Mr Lake said no.",
    ]);
}

#[test]
fn the_kind_of_place_speaks_for_an_unknown_name() {
    check(&[
        "Shells hit the [village of Umm Tarfa] on Friday.",
        "The [town of Velkaro] was retaken.",
        "Herders fled to the outskirts of [Dabbo Salim].",
        "Snipers fired near [Qarmas].",
        "The head of Velkaro Mining resigned.",
        "A book of Hollis was sold.",
        "The idea of Marxism spread.",
    ]);
}

#[test]
fn lists_of_places_take_in_strangers() {
    check(&[
        "Clashes were reported in [Aleppo], [Zarmin] and [Talbouneh].",
        "Rain fell in [Kano] and [Burzali].",
        "Aid reached [Mosul], [Tikrit] and [Hamzeh].",
        "Fighting in [Mosul], Karim Haddad said, went on.",
        "In [Paris], Velasco said no.",
        "Rain fell in [Kano] and Burzali said so.",
    ]);
}

#[test]
fn deeds_make_a_country_an_actor() {
    check(&[
        "{France} withdraws its soldiers this week.",
        "{Chad} said the border would stay open.",
        "{Libya} and {Chad} signed it at noon.",
        "{Tehran} has repeatedly denied the charge.",
        "Soldiers in [France] withdrew.",
        "Voters in [Chad] said no.",
        "The road from [Libya] reached the coast.",
    ]);
}

#[test]
fn dealings_make_a_country_an_actor() {
    check(&[
        "The bloc imposed sanctions on {Niger} last year.",
        "Talks between {Libya} and {Chad} went on.",
        "The move follows a request from {Niger} for help.",
        "The envoy praised {Tehran}’s readiness to talk.",
        "Many states ended aid to {Niamey} at once.",
        "Talks were held in [Niger] last year.",
        "The border between [Libya] and [Chad] is long.",
        "The flight from [Niger] was late.",
    ]);
}

#[test]
fn both_readings_are_offered() {
    let article = english("Troops fought in Niger.");
    let found = suggest(&article);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].label, Label::LOCATION);
    assert_eq!(found[0].alternatives[0].label, Label::ACTOR);
    assert_eq!(
        found[0].reason.in_words(&article).split(" (").next(),
        Some("preposition before place: “Niger”, “in”")
    );
}

#[test]
fn the_reason_names_the_word_for_what_it_is() {
    let reason = |text: &str| {
        let article = english(text);
        suggest(&article)
            .first()
            .map(|s| s.reason.in_words(&article))
            .and_then(|words| words.split(':').next().map(str::to_owned))
    };
    let kind = Some("kind of place before name".to_owned());
    let preposition = Some("preposition before place".to_owned());
    for text in [
        "The town of Bria was calm.",
        "The city of Kano slept.",
        "The port of Odesa froze.",
    ] {
        assert_eq!(reason(text), kind, "{text}");
    }
    for text in [
        "Rain fell in Bria.",
        "Roads near Kano were shut.",
        "He came from Odesa.",
    ] {
        assert_eq!(reason(text), preposition, "{text}");
    }
}

#[test]
fn nationalities_are_left_to_the_actors() {
    check(&[
        "Nigerien people cheered the South Korean envoy.",
        "Turkish and Greek divers met.",
        "New Yorkers queued.",
        "A German island was sold.",
        "Visitors like [Germany] and [South Korea].",
        "Queues in [New York] grew.",
        "[Turkey] is large.",
    ]);
}

#[test]
fn a_name_behind_in_or_visited_is_a_place_until_something_speaks_against_it() {
    check(&[
        "Shelling in [Qamoura] killed nobody.",
        "He visited [Velkaro] twice.",
        "Fighting in [Wadi Hamsa] went on.",
        "They believe in Marxism still.",
        "He wrote it in Latin once.",
        "In Velkaro’s opinion it rained.",
        "Shares in Velkaro Mining fell.",
    ]);
}

#[test]
fn realms_of_the_past_are_places() {
    check(&[
        "It fell to the [British Empire] later.",
        "The [French Fifth Republic] began then.",
        "Monks fled the [Kingdom of Tarvonia] in haste.",
        "The British lost an empire.",
        "French republic fans sang.",
        "The British Tarvon Society met.",
    ]);
}

#[test]
fn words_between_hyphens_keep_their_sense() {
    check(&[
        "An anti-Iran bill passed.",
        "A fine of US$5 million was paid.",
        "They crossed the [U.S.]-[Mexico] line.",
        "Pro-Russia crowds sang.",
        "The {Iran}-backed militia left.",
        "A [London]-based firm bid.",
    ]);
}

#[test]
fn other_languages_get_prominent_names_only() {
    for (text, language, expected) in [
        (
            "Le maire d’Alger est parti en Allemagne.",
            "fr",
            "Le maire d’[Alger] est parti en [Allemagne].",
        ),
        (
            "Der Zug nach Berlin fiel aus.",
            "de",
            "Der Zug nach [Berlin] fiel aus.",
        ),
        (
            "Elle lit à Nice et danse au Mali.",
            "fr",
            "Elle lit à [Nice] et danse au [Mali].",
        ),
        (
            "Les rebelles sont partis.",
            "fr",
            "Les rebelles sont partis.",
        ),
        (
            "Le ministre quitte Londres pour Le Caire.",
            "fr",
            "Le ministre quitte [Londres] pour [Le Caire].",
        ),
        ("Us et coutumes de Bree.", "fr", "Us et coutumes de Bree."),
        ("قُتل 12 شخصا", "ar", "قُتل 12 شخصا"),
    ] {
        assert_eq!(marked(&in_language(text, language)), expected);
    }
}

#[test]
fn cities_that_people_are_named_after_are_read_in_other_languages_by_what_stands_beside_them() {
    for (language, expected) in [
        (
            "fr",
            "Il va à [Paris] et à [Berlin], à [Lyon] et à [Marseille], puis à [Londres].",
        ),
        ("fr", "[PARIS] (AFP) – Le sommet est reporté."),
        ("fr", "[PARIS], 25 avril – Le sommet est reporté."),
        ("fr", "[Paris] a annoncé un retrait."),
        ("fr", "Le maire de [Paris] et celui de [Berlin] se parlent."),
        ("fr", "Un incendie à [Florence] a fait deux morts."),
        ("fr", "La police de la ville de [Florence] enquête."),
        ("fr", "Elle vit à [Sydney], [Charlotte] ou [Austin]."),
        ("fr", "Le procès se tient à [Nancy]."),
        ("fr", "Le tribunal de [Nancy] a tranché."),
        (
            "fr",
            "Des pêcheurs manifestent à [Sète], d’autres à [Valence].",
        ),
        ("fr", "Le train part de [Tours] et va vers [Nancy]."),
        ("es", "Una bomba en [Florence] mató a dos."),
        ("de", "Der Zug nach [Florence] fiel aus."),
        // People, and names of other things.
        (
            "fr",
            "Paris Hilton et Florence Parly ont parlé à Paris Jackson.",
        ),
        ("fr", "La ministre Florence Parly est partie."),
        ("fr", "Florence a dit qu’elle viendrait."),
        ("fr", "Florence, 34 ans, vit seule."),
        ("fr", "La robe de Florence est bleue, celle de Nancy aussi."),
        ("fr", "Il a écrit à Charlotte Dumas et à Nancy-Laure."),
        ("fr", "Le journal Paris-Match en parle."),
        ("fr", "Les tours de Valence sont hautes."),
        ("de", "Florence und Nancy lachen."),
    ] {
        let text = expected.replace(['[', ']'], "");
        assert_eq!(marked(&in_language(&text, language)), expected);
    }
}

#[test]
fn long_rows_of_names_are_read_in_one_go() {
    let run = "Paris Washington New York San Al-Bab, and ".repeat(2_000);
    for text in [
        run.clone(),
        run.replace(' ', "-"),
        "Lake ".repeat(20_000),
        "A,".repeat(30_000),
    ] {
        // Minutes, if the time grew with the square of the text.
        suggest(&english(&text));
    }
}

#[test]
fn subjects_that_act_together_are_read_alike() {
    check(&[
        "{Turkey} and the {United States} condemned it.",
        "{Moscow} and {Kyiv} traded blows.",
        "{Chad}, {Libya} and the {Netherlands} agreed.",
    ]);
    check(&[
        "It rained in [Turkey] and the [United States].",
        "Snow fell in [Chad] and [Libya].",
        "He flew from [Chad] to the [Netherlands].",
    ]);
}

#[test]
fn a_country_acts_through_auxiliaries_and_relative_clauses() {
    check(&[
        "{Washington} is not talking to them.",
        "{France}, which withdrew last year, was silent.",
        "{Spain}, whose roads are long, condemned it.",
        "{Chad} has been negotiating since May.",
        "{Mexico} and {Canada} will retaliate.",
        "{Israel} struck the airport.",
    ]);
    check(&[
        "[France], which is warm, was silent.",
        "It rained in [France], which withdrew last year.",
        "[Spain] is growing fast.",
        "[Turkey] struck by floods again.",
        "Farmers in [southern Spain] are demanding rain.",
        "Farmers of [southern Spain] denied it.",
    ]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,80}") {
        for language in ["en", "fr"] {
            let article = in_language(&text, language);
            for s in suggest(&article) {
                prop_assert!(article.holds(s.range));
                prop_assert!(s.head.is_none_or(|h| s.range.contains_range(h)));
            }
        }
    }

    #[test]
    fn any_run_of_telling_words_is_read_without_harm(
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "Paris", "of", "the", "Lake", "-", ",", ".", "Al", "al", "U.S.", "’s", "in", "and",
                "Washington", "D.C.", "Bank", "North", "New", "York", "said", "$", "St", "Ala", "é",
                "British", "Empire", "between", "talks", "with", "Kingdom", "\n",
            ]),
            0..14,
        ),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        let article = english(&words.join(glue));
        for s in suggest(&article) {
            prop_assert!(article.holds(s.range));
            prop_assert!(!s.reason.evidence.is_empty());
            prop_assert!(s.reason.evidence.iter().all(|e| article.holds(*e)));
        }
    }
}

#[test]
fn news_names_places_of_every_kind() {
    check(&[
        "A fire destroyed a barn in [Ashland], [Kentucky], on Sunday.",
        "Two men drowned in the [Licking River].",
        "Mortars fell on villages in [Helmand province].",
        "Aid crossed into [southern Gaza] at dawn.",
        "Crews closed [Highway 61] near [Pine Bluff].",
        "Cars queued on [Maple Drive] in [Dayton].",
        "A man from [Bowie], [Md.], was held.",
        "Fishermen in the [Strait of Hormuz] were warned.",
        "Rain fell over [south-eastern Nigeria] all night.",
        "The [Karakum desert] is dry.",
        "The [People’s Republic of China] was founded in 1949.",
        "Floods hit towns including [Karvela], [Tombari] and [Suleth].",
        "Boats left the island [Karvos] at noon.",
        "They crossed [Queen Anna’s County] on foot.",
    ]);
    check(&[
        "He read the Philadelphia Inquirer.",
        "The gold fields of Velmora drew thousands.",
        "A card of 64GB costs 20 US dollars.",
        "She watched Channel 4 in bed.",
        "Her cousin Paris Dunmore sang.",
        "The Boston Marathon was run.",
        "The Denver Nuggets won.",
    ]);
}

#[test]
fn a_place_that_was_named_for_certain_is_known_again() {
    check(&[
        "The [town of Velkaro] fell. Shops opened again and [Velkaro] slept.",
        "A bridge in [Hollin], [Ohio], fell. Then [Hollin] mourned.",
        "The [village of Tombari] burned. [Tombari] is small.",
    ]);
    check(&[
        "The brothers slept. Velkaro was quiet.",
        "The [town of Velkaro] fell. Velkaro Mining rose.",
        "The [town of Brackish] fell. The water was brackish. Brackish it stayed.",
    ]);
}

#[test]
fn the_matcher_is_named_as_files_name_it() {
    assert_eq!(Places.name(), "places");
}
