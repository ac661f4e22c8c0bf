//! The rules in sentences: what each must find and what it must leave. All sentences are invented.
//!
//! A figure is written `[head] rest = value`, with the value as the reason shows it.

use proptest::prelude::*;

use super::*;
use crate::annotation::{FigureKind, Hedge, Number};
use crate::text::Article;

pub(super) fn read(text: &str, language: Language) -> Vec<Suggestion> {
    let article = Article::from_text("a.txt", text);
    let mut reading = Reading::new(&article);
    reading.language = language;
    let mut found = Vec::new();
    let mut finder = Figures.on(&reading);
    for paragraph in 0..reading.paragraphs() {
        finder.find(paragraph, &mut found);
    }
    found.retain(|s| s.score >= crate::matching::THRESHOLD);
    for suggestion in &found {
        for range in &suggestion.reason.evidence {
            assert!(
                article.holds(*range) && !range.is_empty(),
                "evidence stands in {text:?}"
            );
        }
    }
    found
}

fn shown(text: &str, suggestion: &Suggestion) -> String {
    let head = suggestion.head.unwrap_or(suggestion.range);
    format!(
        "{}[{}]{} = {}",
        &text[suggestion.range.start..head.start],
        &text[head.as_range()],
        &text[head.end..suggestion.range.end],
        suggestion.reason.detail.in_words().unwrap_or_default()
    )
}

fn check_in(language: Language, text: &str, expected: &[&str]) {
    let found: Vec<_> = read(text, language)
        .iter()
        .map(|s| shown(text, s))
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

fn check(text: &str, expected: &[&str]) {
    check_in(Language::English, text, expected);
}

/// Sentences without a figure.
fn leave(sentences: &[&str]) {
    for text in sentences {
        check(text, &[]);
    }
}

#[test]
fn digits_are_read_in_every_notation() {
    check("Rebels freed 650 prisoners.", &["[650] prisoners = 650"]);
    check(
        "The camp holds 1,250,000 people.",
        &["[1,250,000] people = 1250000"],
    );
    check(
        "The toll is 12\u{202F}500 now.",
        &["[12\u{202F}500] = 12500"],
    );
    check("They harvested 2.75 tonnes.", &["[2.75] tonnes = 2.75 t"]);
    check(
        "He owes 12,50,000 rupees.",
        &["[12,50,000] rupees = 1250000 INR"],
    );
    check("It fell by .5 per cent.", &["[.5 per cent] = 0.5 %"]);
    check(
        "It cost 1½ million dollars.",
        &["[1½ million] dollars = 1500000 USD"],
    );
}

#[test]
fn a_stretch_of_time_behind_over_is_no_bound() {
    check(
        "The bank lends 40 million euros over three years.",
        &["[40 million] euros = 40000000 EUR", "[three] years = 3 a"],
    );
    check(
        "They waited over three years.",
        &["[three] years = 3 a, more than"],
    );
}

#[test]
fn number_words_and_mixtures_are_read() {
    check(
        "Twenty-one sailors drowned.",
        &["[Twenty-one] sailors = 21"],
    );
    check(
        "Two hundred and five families left.",
        &["[Two hundred and five] families = 205"],
    );
    check(
        "It has 2.5 million inhabitants.",
        &["[2.5 million] inhabitants = 2500000"],
    );
    check(
        "They seized three dozen rifles.",
        &["[three dozen] rifles = 36"],
    );
    check(
        "Half a million voters stayed at home.",
        &["[Half a million] voters = 500000"],
    );
    check(
        "A couple of hundred students came.",
        &["[A couple of hundred] students = 200"],
    );
    check(
        "It drew a quarter of a million visitors.",
        &["[a quarter of a million] visitors = 250000"],
    );
    check(
        "They mined 3 crore tonnes.",
        &["[3 crore] tonnes = 30000000 t"],
    );
    check("The firm has 40k users.", &["[40k] users = 40000"]);
}

#[test]
fn vague_words_follow_the_stated_policy() {
    check(
        "Dozens of houses burned.",
        &["[Dozens] of houses = 12 or more by the acled policy"],
    );
    check(
        "Tens of thousands of people fled.",
        &["[Tens of thousands] of people = 10000 or more by the acled policy"],
    );
    check(
        "Police held several hundred marchers.",
        &["[several hundred] marchers = 100 or more by the acled policy"],
    );
    let found = read("Hundreds were hurt.", Language::English);
    let value = found[0].value.as_ref().expect("a figure has a value");
    assert_eq!(value.policy.as_deref(), Some("acled"));
    assert_eq!(
        (value.low.clone(), value.high.clone()),
        (Number::new(100.0), None)
    );
    leave(&[
        "He tends his sheep.",
        "Of the thousands, nobody spoke.",
        "She scores often.",
    ]);
}

#[test]
fn hedges_stay_outside_and_bound_the_value() {
    check(
        "About 650 U.S. troops remain.",
        &["[650] U.S. troops = 650, about"],
    );
    check("At least 40 miners died.", &["[40] miners = 40, at least"]);
    check(
        "No fewer than 12 villages burned.",
        &["[12] villages = 12, at least"],
    );
    check("Up to 9,000 men fought.", &["[9,000] men = 9000, at most"]);
    check(
        "More than 70 lorries waited.",
        &["[70] lorries = 70, more than"],
    );
    check(
        "Fewer than 500 rebels are left.",
        &["[500] rebels = 500, less than"],
    );
    check("It killed 30 or more.", &["[30] = 30, at least"]);
    check("Some 20-odd monks prayed.", &["[20]-odd monks = 20, about"]);
    check(
        "A bound of greater than or equal to 15 is met.",
        &["[15] = 15, at least"],
    );
    let exact = read("The sum is equal to 20.", Language::English);
    let value = exact[0].value.as_ref().expect("a figure has a value");
    assert_eq!((&value.low, &value.high), (&value.best, &value.best));
    assert_eq!(value.hedge, Some(Hedge::Range));
    check("He spoke of some villages.", &[]);
    check("The talks are about trade.", &[]);
    check("They are over it at last.", &[]);
}

#[test]
fn ranges_are_one_figure() {
    check(
        "Between 20 and 30 guards fled.",
        &["[20 and 30] guards = 20 to 30"],
    );
    check(
        "It takes from 20 to 30 lorries.",
        &["[20 to 30] lorries = 20 to 30"],
    );
    check("They want 15-20 buses.", &["[15-20] buses = 15 to 20"]);
    check(
        "It will cost $3-4 billion.",
        &["[$3-4 billion] = 3000000000 to 4000000000 USD"],
    );
    check(
        "We need 3 to 4 million doses.",
        &["[3 to 4 million] doses = 3000000 to 4000000"],
    );
    check(
        "More than 10 and less than 40 came.",
        &["[10 and less than 40] = 10 to 40"],
    );
    check("Seats rose from 9 to 12.", &["[9] = 9", "[12] = 12"]);
    check(
        "It cut the tax from 16 percent to 12 percent.",
        &["[16 percent] = 16 %", "[12 percent] = 12 %"],
    );
    leave(&[
        "They ruled in 1990-1994.",
        "City won 3-1 at home.",
        "Call 555-0199-443 today.",
    ]);
}

#[test]
fn money_is_read_by_sign_code_and_word() {
    check(
        "Aid of US$ 40 billion came.",
        &["[US$ 40 billion] = 40000000000 USD"],
    );
    check("They paid €18m.", &["[€18m] = 18000000 EUR"]);
    check(
        "The loan is EUR 20.5 million.",
        &["[EUR 20.5 million] = 20500000 EUR"],
    );
    check(
        "It gave 600 million Kenyan shillings.",
        &["[600 million] Kenyan shillings = 600000000 KES"],
    );
    check("She earns 300 dollars.", &["[300] dollars = 300 USD"]);
    check(
        "He lost 5,000 Egyptian pounds.",
        &["[5,000] Egyptian pounds = 5000 EGP"],
    );
    check(
        "A ticket is 20 dollars and 43 cents.",
        &["[20 dollars and 43 cents] = 20.43 USD"],
    );
    leave(&[
        "The dollar fell.",
        "He made a euro zone plan.",
        "Pounds were weighed.",
    ]);
}

#[test]
fn shares_and_units_are_read() {
    check("Turnout was 52.3 per cent.", &["[52.3 per cent] = 52.3 %"]);
    check("Prices rose 7% in May.", &["[7%] = 7 %"]);
    check(
        "It gained half a percentage point.",
        &["[half] a percentage point = 0.5 %{point}"],
    );
    check(
        "Two thirds of the shops closed.",
        &["[Two thirds] = 0.6667"],
    );
    check("It lies 90 km away.", &["[90] km = 90 km"]);
    check("A 10-kilometre march began.", &["[10]-kilometre = 10 km"]);
    check(
        "It sent 700 tonnes of sorghum.",
        &["[700] tonnes of sorghum = 700 t"],
    );
    check(
        "The wall is 7 feet 10 inches high.",
        &["[7 feet 10 inches] = 94 [in_i]"],
    );
    check(
        "It was minus 14 degrees Celsius.",
        &["[minus 14] degrees Celsius = -14 Cel"],
    );
    check("The first half ended badly.", &[]);
    check("She lives in the third quarter.", &[]);
    check("A second miles-long queue formed.", &[]);
}

#[test]
fn what_is_counted_ends_with_its_noun() {
    check(
        "In all 345 Muslim pilgrims died.",
        &["[345] Muslim pilgrims = 345"],
    );
    check(
        "About 60 pickup trucks entered.",
        &["[60] pickup trucks = 60, about"],
    );
    check(
        "Two of the five parties left.",
        &["[Two] = 2", "[five] parties = 5"],
    );
    check(
        "They hold 11 security officers there.",
        &["[11] security officers = 11"],
    );
    check(
        "It gave 25 tons of emergency food aid to them.",
        &["[25] tons of emergency food aid = 25 [ston_av]"],
    );
    check("The mayor met four.", &["[four] = 4"]);
    check("One soldier was hurt.", &["[One] soldier = 1"]);
}

#[test]
fn the_kind_of_fact_comes_from_noun_and_verb() {
    let kind = |text: &str| -> Vec<FigureKind> {
        let found = read(text, Language::English);
        found
            .iter()
            .filter_map(|s| s.value.as_ref())
            .map(|v| v.kind)
            .collect()
    };
    use FigureKind::*;
    assert_eq!(kind("The blast killed 12 soldiers."), [Dead]);
    assert_eq!(kind("In all 43 people were killed."), [Dead]);
    assert_eq!(kind("They counted 43 bodies."), [Dead]);
    assert_eq!(kind("It killed 12 and wounded 30."), [Dead, Injured]);
    assert_eq!(
        kind("At least 64 people were arrested and 12 injured."),
        [Arrested, Injured]
    );
    assert_eq!(kind("Up to 25,000 people had been displaced."), [Displaced]);
    assert_eq!(kind("It sent 1,200 soldiers."), [Size]);
    assert_eq!(kind("It paid $5 million."), [Amount]);
    assert_eq!(kind("It has 40 per cent."), [Share]);
    assert_eq!(kind("They built 14 bridges."), [Other]);
    assert_eq!(kind("The 12 soldiers killed nobody."), [Size]);
}

#[test]
fn dates_years_and_times_are_left() {
    leave(&[
        "On May 14 he resigned.",
        "He resigned on 14 May 2014.",
        "The July 26 coup failed.",
        "In 2014 he left.",
        "The 1990s were calm.",
        "The 2011 earthquake is remembered.",
        "It began at 5 a.m. yesterday.",
        "The bell rang at 16:30 sharp.",
        "By mid-2011 it was over.",
        "The file of 2024-04-25 is lost.",
        "He left two days ago.",
        "From 2014 to 2016 she ruled.",
    ]);
    check(
        "In 2014 about 2000 people left.",
        &["[2000] people = 2000, about"],
    );
    check("May 14 saw 1,400 arrests.", &["[1,400] arrests = 1400"]);
    check(
        "They are closed for three decades.",
        &["[three] decades = 3 10.a"],
    );
}

#[test]
fn ordinals_and_ages_that_describe_are_left() {
    leave(&[
        "The twenty-first summit failed.",
        "He came 5th.",
        "It is the two hundredth attempt.",
        "A 45-year-old man was freed.",
        "A two-month-old girl lived.",
        "Amina Idris, 45, sells tea.",
    ]);
    check("He died aged 56.", &["[56] = 56"]);
    check("Jon Lund, aged 56, resigned.", &["[56] = 56"]);
    check("Both are 19 years old.", &["[19] years = 19 a"]);
    check("She took a third of the votes.", &["[a third] = 0.3333"]);
}

#[test]
fn numbers_in_names_are_left() {
    leave(&[
        "A Boeing 787 landed.",
        "The S&P 500 fell.",
        "An F-16 crashed.",
        "COVID-19 spread.",
        "It breaks Resolution 1701 again.",
        "The Group of 20 met.",
        "The Group of Seven met.",
        "He told Channel 4 so.",
        "Flight 370 is lost.",
        "It breaks article 5 of the treaty.",
        "The G20 met.",
        "See https://example.org/a?q=30%20b now.",
        "He invoked iOS 5 there.",
        "The Ring of Five Towers stood.",
        "She lives at 12 Harbour Street.",
        "It fell.[4] Nobody saw it.",
        "It lies at 33°47′N 44°30′E there.",
        "It lies at 12.345; 41.22 there.",
        "Flights 687 and 862 were late.",
        "Chapter two describes it.",
    ]);
    check("Police searched 3 flats.", &["[3] flats = 3"]);
    check("In Kabul 12 people died.", &["[12] people = 12"]);
    check("Strong Quake Kills 19 In Eastern Province", &["[19] = 19"]);
}

#[test]
fn one_is_a_figure_only_where_it_counts() {
    leave(&[
        "One gives, one takes.",
        "One can only hope.",
        "This one is new.",
        "He is the one who left.",
        "No one came.",
        "It is one of the oldest.",
        "A one-sided report.",
    ]);
    check("He joined one of them.", &[]);
    check(
        "He met three men; one of them died.",
        &["[three] men = 3", "[one] = 1"],
    );
    check("They lost one vote.", &["[one] vote = 1"]);
    check("One protester spoke.", &["[One] protester = 1"]);
    check("It has one side.", &["[one] side = 1"]);
}

#[test]
fn french_figures_are_read() {
    let fr = |text, expected: &[&str]| check_in(Language::French, text, expected);
    fr(
        "Environ 300 blessés sont soignés.",
        &["[300] blessés = 300, about"],
    );
    fr(
        "Plus de 12 000 personnes ont fui.",
        &["[12 000] personnes = 12000, more than"],
    );
    fr(
        "Il a promis 2,5 millions d’euros.",
        &["[2,5 millions] d’euros = 2500000 EUR"],
    );
    fr(
        "La police a arrêté sept personnes.",
        &["[sept] personnes = 7"],
    );
    fr(
        "Une centaine d’habitants manifestent.",
        &["[Une centaine] d’habitants = 100"],
    );
    fr("Moins de 30 % ont voté.", &["[30 %] = 30 %, less than"]);
    fr(
        "Ils ont quatre-vingt-dix maisons.",
        &["[quatre-vingt-dix] maisons = 90"],
    );
    fr(
        "Quatre-vingts personnes et soixante et onze enfants sont là.",
        &[
            "[Quatre-vingts] personnes = 80",
            "[soixante et onze] enfants = 71",
        ],
    );
    fr(
        "Dix-sept bateaux et vingt et un camions attendent.",
        &["[Dix-sept] bateaux = 17", "[vingt et un] camions = 21"],
    );
    fr(
        "Une vingtaine de soldats partent.",
        &["[Une vingtaine] de soldats = 20"],
    );
    fr(
        "Au moins 30 personnes sont là.",
        &["[30] personnes = 30, at least"],
    );
    fr(
        "Il coûte 3 milliards d'euros.",
        &["[3 milliards] d'euros = 3000000000 EUR"],
    );
    fr(
        "Il mesure 1 234,5 mètres.",
        &["[1 234,5] mètres = 1234.5 m"],
    );
    fr("Le 3 septembre, il a plu.", &[]);
    fr("En 2014, la paix est revenue.", &[]);
    fr("Un homme est venu à 17 heures.", &[]);
}

#[test]
fn other_languages_give_digits_shares_and_money() {
    let other = |text, expected: &[&str]| check_in(Language::Other, text, expected);
    other("أكثر من 200 جريح", &["[200] = 200, more than"]);
    other("بنسبة 3 في المئة", &["[3 في المئة] = 3 %"]);
    other("Es kostet 1.500 € mehr.", &["[1.500 €] = 1500 EUR"]);
    other("Die Stadt hat 200 Brücken.", &["[200] = 200"]);
    other("Die Stadt hat 1.234 Brücken.", &[]);
    other("Am 3. Mai kam er.", &[]);
    other("im Jahr 2014", &[]);
    other("der A320 flog", &[]);
}

#[test]
fn a_whole_text_that_is_a_number_has_a_value() {
    use super::numerals::read_number;
    assert_eq!(read_number("2.5 million"), Some(2_500_000.0));
    assert_eq!(read_number("three crore twelve lakh"), Some(31_200_000.0));
    assert_eq!(read_number("-1,200"), Some(-1200.0));
    assert_eq!(read_number("3/4"), Some(0.75));
    assert_eq!(read_number("twenty-first"), None);
    assert_eq!(read_number("2 cows"), None);
    assert_eq!(read_number(""), None);
}

#[test]
fn a_megabyte_of_numbers_is_read_in_one_go() {
    for piece in [
        "7",
        "7 ",
        "1 000 ",
        "one ",
        "million ",
        "and ",
        "7-",
        "$",
        "-",
        "7,",
        "a third of ",
        "2 km ",
    ] {
        let text = piece.repeat(200_000 / piece.len() * 5);
        // Minutes, if the time grew with the square of the text.
        let _ = read(&text, Language::English);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(\\PC|[0-9 ,.$%°'’\\-–/]|one |half |a |million |between |and |d’){0,60}") {
        for language in [Language::English, Language::French, Language::Other] {
            let _ = read(&text, language);
        }
    }
}

#[test]
fn an_age_said_of_a_person_is_no_figure() {
    leave(&[
        "Orla Venn, who is 34, sells tea.",
        "He was 56.",
        "She turned 40 and left.",
        "The officer, 45, wept.",
        "Orvale’s mayor, 64, wept.",
        "He was 3 when they left.",
    ]);
    check("It was 34.", &["[34] = 34"]);
    check("He was 56 kg.", &["[56] kg = 56 kg"]);
    check("He saw 9 boys.", &["[9] boys = 9"]);
}

#[test]
fn ground_zero_is_no_figure() {
    leave(&[
        "They prayed at ground zero.",
        "Doctors found patient zero.",
        "At hour zero the bells rang.",
    ]);
    check("Growth fell to zero.", &["[zero] = 0"]);
    check("They had zero losses.", &["[zero] losses = 0"]);
    check("The toll stands at zero.", &["[zero] = 0"]);
}

#[test]
fn shares_of_so_many_are_one_figure() {
    check(
        "One in five residents has no water.",
        &["[One in five] = 0.2"],
    );
    check("Nine out of 10 pupils passed.", &["[Nine out of 10] = 0.9"]);
    check(
        "He won two in three days.",
        &["[two] = 2", "[three] days = 3 d"],
    );
}

#[test]
fn news_notations_are_read() {
    check(
        "The city counts 1 234 567 residents.",
        &["[1 234 567] residents = 1234567"],
    );
    check(
        "A half-million refugees crossed.",
        &["[A half-million] refugees = 500000"],
    );
    check(
        "The convoy of 40-plus trucks left.",
        &["[40]-plus trucks = 40, at least"],
    );
    check("A 40-strong delegation came.", &["[40] = 40"]);
    check("They paid 50p for it.", &["[50p] = 50 penny"]);
    check("A 75bp cut came.", &["[75bp] = 75 %{bp}"]);
    check("It hit 41C on Sunday.", &["[41]C = 41 Cel"]);
    check(
        "The price rose by a quarter to $40.",
        &["[a quarter] = 0.25", "[$40] = 40 USD"],
    );
    check(
        "It is less than a mile.",
        &["[a] mile = 1 [mi_i], less than"],
    );
    check("The force will number 3,500.", &["[3,500] = 3500"]);
    check("The five-member panel quit.", &["[five]-member = 5"]);
    check("They burned one of the lorries.", &["[one] = 1"]);
    leave(&[
        "Oil sells by the barrel, a barrel at a time.",
        "He led two-way talks.",
        "A half-hearted cheer rose.",
    ]);
}

#[test]
fn numbers_beside_names_and_in_rows_are_left() {
    leave(&[
        "Ines Lund (52) resigned.",
        "Ines Lund, then 17, left.",
        "Call +44 20 7946 0958 today.",
        "The P5+1 met.",
        "The 38 bus was late.",
        "It breaks resolution 242 and 338.",
        "One by one they left.",
        "He left at one point.",
        "Two days later he left.",
        "The Six-Day War ended.",
        "One day they left.",
    ]);
}
