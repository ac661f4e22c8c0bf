//! Each rule with invented sentences that it must and must not match.

use proptest::prelude::*;

use super::*;
use crate::matching::{Pipeline, THRESHOLD};
use crate::text::Article;

fn suggest(text: &str) -> Vec<Suggestion> {
    let mut article = Article::from_text("test", text);
    article.header.language = Some("en".to_owned());
    let reading = Reading::new(&article);
    let mut found = Pipeline::new(vec![Box::new(Actors)]).suggest(&reading);
    found.retain(|s| s.score >= THRESHOLD);
    for s in &found {
        assert!(article.holds(s.range), "{s:?}");
        assert!(
            !s.reason.evidence.is_empty()
                && s.reason
                    .evidence
                    .iter()
                    .all(|e| article.holds(*e) && !e.is_empty())
        );
        assert!(
            s.head
                .is_none_or(|h| s.range.contains_range(h) && h != s.range),
            "{s:?}"
        );
    }
    found
}

/// The text with its suggestions marked: `[` and `]` around actors, `{` and `}` around heads.
fn marked(text: &str, found: &[Suggestion]) -> String {
    let mut marks: Vec<(usize, u8, char)> = Vec::new();
    for s in found {
        marks.push((s.range.start, 2, '['));
        marks.push((s.range.end, 1, ']'));
        if let Some(head) = s.head {
            marks.push((head.start, 3, '{'));
            marks.push((head.end, 0, '}'));
        }
    }
    marks.sort_unstable();
    let mut out = String::new();
    let mut last = 0;
    for (at, _, mark) in marks {
        out.push_str(&text[last..at]);
        out.push(mark);
        last = at;
    }
    out + &text[last..]
}

/// Exactly the marked actors are suggested, with exactly the marked heads.
#[track_caller]
fn check(expected: &str) {
    let text: String = expected.chars().filter(|c| !"[]{}".contains(*c)).collect();
    let found = suggest(&text);
    assert_eq!(marked(&text, &found), expected, "{found:#?}");
}

/// The rule offers something, or nothing, in a sentence.
#[track_caller]
fn silent(rule: &str, text: &str) {
    let found = suggest(text);
    assert!(
        found.iter().all(|s| s.reason.rule != rule),
        "{}",
        marked(text, &found)
    );
}

#[test]
fn title_before_name() {
    check("The [Kenyan Defense Minister {Otieno Barasa}] spoke.");
    check("He met [US Deputy Secretary of Trade for Rural Affairs {Anna Brook}] there.");
    check("A letter reached [Gen. {Abdel Karim}] on Monday.");
    check("It ousted [former President {Idris Vantu}] in a coup.");
    check("She thanked [Mr. {Oyelaran}] warmly.");
    check("Later [France's interior minister {Luc Perrin}] left.");
    check("[Borland CEO {Petra Munk}] resigned.");
    let rule = "title before name";
    silent(rule, "The minister left on Friday.");
    silent(rule, "She ran for President of the United States twice.");
    silent(rule, "The head teacher Monday closed the gate.");
    silent(rule, "President and Parliament were at odds.");
}

#[test]
fn office_of_a_state_or_body() {
    check("The [Secretary of State] travelled on.");
    check("He told the [Foreign Secretary] so.");
    check("The [Latvian goalkeeper] fell ill.");
    let rule = "office of a state or body";
    silent(rule, "The secretary opened the letter.");
    silent(rule, "A nurse and a teacher came.");
    silent(rule, "He is the head of a house.");
}

#[test]
fn given_name() {
    check("In the hall stood [Fatima Osei] and [Kwame van der Berg].");
    check("Near Osaka, [Adama Kofi Dundee], aged, waited.");
    check("They saw [Maria del Campo] there.");
    let rule = "given name";
    silent(rule, "The Grace Foundation gave the money.");
    silent(rule, "They walked up Mount Mary slowly.");
    silent(rule, "Peter Street was closed.");
}

#[test]
fn initials_suffixes_and_particles() {
    check("A book by [J. K. Tremlow] sold well.");
    check("Then [Quentil Q. Drabble] arrived.");
    check("A son of [Zorgan bin Wexel] rules there.");
    check("The heir, [Dunlop Carver Jr.], said nothing.");
    for text in [
        "Plan B. failed.",
        "Vitamin A. helps a lot.",
        "He went to Rio de Janeiro by air.",
    ] {
        for rule in [
            "initials before a name",
            "initial inside a name",
            "particle inside a name",
            "suffix of a name",
        ] {
            silent(rule, text);
        }
    }
}

#[test]
fn known_organisation() {
    check("The [Pentagon] said little.");
    check("Fighters of [Boko Haram] fled, [Reuters] reported.");
    check(
        "A spokesman at the [White House] smiled."
            .replace("A spokesman", "Nobody")
            .as_str(),
    );
    let rule = "known organisation";
    silent(rule, "The treasury of ideas was full.");
    silent(rule, "He ate an apple and a shell.");
    silent(rule, "The guardian of the gate slept.");
}

#[test]
fn name_with_a_head() {
    check("The [Ministry of Foreign Affairs] wrote to the [Ruritania Labour Party].");
    check(
        "Staff at [Dunmore University] marched."
            .replace("Staff", "Nobody")
            .as_str(),
    );
    check("It is the [Economic Community of Northern Islands].");
    check("The [Science and Technology Agency] closed.");
    check("It sued [Mali’s {Foreign Ministry}] again.");
    let rule = "name with a head";
    silent(rule, "A party was held in the court of the house.");
    silent(rule, "The United Arab Emirates border is long.");
    silent(rule, "The Council Elections came early.");
}

#[test]
fn name_of_a_firm() {
    check("Shares of [Brightwell Motors Inc.] rose.");
    check("He bought [Zentral AG] in May.");
    check("It was made by [Hobbs & Larkin Ltd] there.");
    let rule = "name of a firm";
    silent(rule, "The co pilot slept.");
    silent(rule, "It cost a lot, inc tax.");
    silent(rule, "Sa va, he said.");
}

#[test]
fn acronyms() {
    check("The [Union of Northern Farmers] ([UNF]) called a strike. Later the [UNF] met.");
    check(
        "Troops of [NATO] and the [U.N.] came."
            .replace("Troops", "Some")
            .as_str(),
    );
    check("Talks with the [ZKR] failed.");
    for text in [
        "The GDP of the land fell.",
        "A DNA test and a TV show.",
        "STOP PRESS ALL BANKS CLOSED TODAY",
    ] {
        for rule in [
            "acronym",
            "letters in capitals",
            "acronym in brackets behind the name",
        ] {
            silent(rule, text);
        }
    }
}

#[test]
fn nationality_or_body_with_a_role_noun() {
    check("The [Peruvian people] and [Sudanese paramilitary forces] waited.");
    check("[Ghana’s {interim authorities}] met the [Kremlin delegation].");
    check("The [country’s {former rulers}] told the [Turkish presidency].");
    check("Many [European countries] left.");
    check("Some [Hungarian and Romanian officials] agreed.");
    check("He saw about 80 [Italian soldiers].");
    let rule = "nationality or body with a role noun";
    silent(rule, "The Turkish border and the French capital are far.");
    silent(rule, "A Spanish song was sung.");
    silent(rule, "It was a Dutch treat.");
}

#[test]
fn what_a_body_is_before_its_name() {
    check("The [American carmaker {Brunkle}] paid.");
    check(
        "Fighters of the [militant group {Hezbollah}] came."
            .replace("Fighters", "Some")
            .as_str(),
    );
    check("It quoted [news agency {Zembla Press}] today.");
    let rule = "what a body is before its name";
    silent(rule, "The company left. Paris was far.");
    silent(rule, "The firm Monday shut its doors.");
    silent(rule, "A group of five and a bank in Germany.");
}

#[test]
fn in_a_row_with_other_names() {
    check(
        "A list: [Hamas], [Zorbet] and [Quillop] were there."
            .replace("A list: ", "Among them ")
            .as_str(),
    );
    check("They wrote to [Brunkle], [Fatah] and others.");
    check("In it [Maria Olsen], [Zorbet], and [Peter Wexel] sing.");
    let rule = "in a row with other names";
    silent(rule, "They met Hamas, Paris and others.");
    silent(rule, "With rain, Traffic and mud.");
    silent(rule, "He met Peter Wexel, and May came.");
}

#[test]
fn common_noun_for_people() {
    check("The [rebels] fled when [police] came.");
    check("Help for the [exiled rulers] ended.");
    check("Several [armed gunmen] ran.");
    silent(COMMON_NOUN, "A police station burned.");
    silent(COMMON_NOUN, "The military coup failed.");
    silent(COMMON_NOUN, "She spoke in opposition to it.");
    silent(COMMON_NOUN, "They and we were there.");
}

#[test]
fn role_noun_with_a_name() {
    check("The [government of Ruritania] fell.");
    check("Some [residents of Qumra] left.");
    check("The [mayors of Northern Zembla] met.");
    let rule = "role noun with a name";
    silent(rule, "A group of five left.");
    silent(rule, "The staff of life is bread.");
    silent(rule, "The army of the poor grew.");
}

#[test]
fn people_by_name() {
    check("Most [Syrians] and [Kurds] agreed.");
    check("The [Kenyans] won.");
    check("He met [young Iraqis] there.");
    let rule = "people by name";
    silent(rule, "A Syrian dish is cheap.");
    silent(rule, "The Germans Club was shut.");
    silent(rule, "Polish the table.");
}

#[test]
fn names_by_what_stands_around_them() {
    check("In the end [Zorgan Wexel] said so.");
    check("Then [Brunkle] announced a cut.");
    check("“Never,” said [Tarvin Molde].");
    check(
        "It was [Zorgan Wexel], the minister, who left."
            .replace("the minister, who left", "who left")
            .as_str(),
    );
    check("[Quillop] was elected in May.");
    for text in [
        "Traffic was slow.",
        "On Monday said nobody a word.",
        "Evidence announced itself in June.",
    ] {
        for rule in [
            "name before a verb of saying or acting",
            "name behind a verb of saying",
            "name that opens a sentence before a verb",
            "name explained behind it",
            "name in capitals",
        ] {
            silent(rule, text);
        }
    }
}

#[test]
fn later_mentions() {
    check(
        "[President {Zorgan Wexel}] spoke. The crowd saw [Wexel] leave."
            .replace("The crowd", "Many")
            .as_str(),
    );
    check("It sued [Brunkle Widgets Inc]. In May, [Brunkle Widgets] paid.");
    check(
        "In [Hamas Wexel Ltd] he worked.\n\nLater he left [Hamas Wexel Ltd]."
            .replace("Hamas ", "")
            .as_str(),
    );
    for rule in [
        "surname of a name found in the article",
        "firm found in the article",
        "name found elsewhere in the article",
    ] {
        silent(rule, "President Zorgan May spoke. It rained in May.");
        silent(rule, "Nobody called Wexel Street a road.");
        silent(
            rule,
            "President Zorgan French spoke. The French capital was quiet.",
        );
    }
}

#[test]
fn what_is_no_actor() {
    check("He said she went there on Monday, 3 March.");
    check("It happened in the spring, they say.");
    check("However, nothing came of it.");
    check("Yesterday brought rain, and today brings more.");
    check("");
    check("x");
}

#[test]
fn restraint_without_case() {
    check("president john smith met the head of the bank.");
    assert!(suggest("PRESIDENT JOHN SMITH TO MEET FRENCH LEADERS IN PARIS ON MONDAY").len() <= 2);
}

#[test]
fn bodies_of_the_state_without_a_name() {
    check("The [defence ministry] gave no reason.");
    check("Clerks of the [central bank] were late.");
    check("The [court] ruled on Monday.");
    check("On Monday [parliament] agreed.");
    check("At dawn [assailants] fled.");
    check("The [high court] heard it.");
    check("A [court] ordered it.");
    check("The [senate] approved it.");
    check("[Parliament] passed the bill.");
    let rule = COMMON_NOUN;
    silent(rule, "He was seen in court on Monday.");
    silent(rule, "A bank in the city was shut.");
    silent(rule, "He joined the ministry as a clerk.");
    silent(rule, "They met outside parliament.");
    silent(rule, "He joined the opposition Harbour Party.");
}

#[test]
fn a_figure_holds_its_actor() {
    check("It killed 23 [soldiers] and four [civilians].");
    check("Some 40 [rebels] fled.");
    check("They freed 12 [residents].");
    let rule = COMMON_NOUN;
    silent(rule, "It has 23 members.");
    silent(rule, "It trained 40 people.");
    silent(rule, "It closed 12 schools.");
}

#[test]
fn a_nationality_belongs_to_the_name_behind_it() {
    check("The [Turkish {Red Crescent}] sent tents.");
    check("A plea by the [Kenyan {Red Cross}] was heard.");
    check("The [Danish {Red Cross}] left.");
    check("The [Red Crescent] sent tents.");
    check("In Danish the [Red Cross] has another name.");
    check("The [Pentagon] sent tents.");
}

#[test]
fn months_and_modals_are_given_names_before_a_surname() {
    check("[May Harlow] spoke.");
    check("[Will Orvick] said so.");
    check("[Will Orvick] and the cook were late.");
    check("The singer [June Tolver], 34, was there.");
    let rule = "given name";
    silent(rule, "In May Harlow spoke.");
    silent(rule, "Will Orvick resign?");
    silent(rule, "On 5 June Tolver was there.");
}

#[test]
fn letters_before_a_currency_are_no_actor() {
    check("It cost 400 CFA francs.");
    check("A loan in CFA francs was due.");
    check("Prices in XDR dollars rose.");
    check("The [ECOWAS] met.");
    check("[NATO] met.");
    check("The [UN] met.");
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}") {
        suggest(&text);
    }

    #[test]
    fn any_row_of_words_is_read_without_a_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("President"), Just("of"), Just("the"), Just("Ministry"), Just("’s"), Just("al"), Just("-"), Just("Wexel"),
                Just("John"), Just("("), Just("ABC"), Just(")"), Just("."), Just("and"), Just("J."), Just("rebels"), Just("U.S."),
                Just("said"), Just(","), Just("Jr."), Just("Inc"), Just("New"), Just("York"), Just("&"), Just("French"), Just("\n\n"),
            ],
            0..40,
        ),
        glue in any::<bool>(),
    ) {
        suggest(&words.join(if glue { "" } else { " " }));
    }
}

#[test]
fn a_long_row_of_capitals_is_read_in_one_go() {
    // Minutes, if the time grew with the square of the row.
    let text = "Ministry Zorgan of President Wexel and Bank ".repeat(20_000);
    let article = Article::from_text("test", text);
    let found = Pipeline::new(vec![Box::new(Actors)]).suggest(&Reading::new(&article));
    assert!(!found.is_empty());
}

#[track_caller]
fn check_french(expected: &str) {
    let text: String = expected.chars().filter(|c| !"[]{}".contains(*c)).collect();
    let mut article = Article::from_text("essai", text.as_str());
    article.header.language = Some("fr".to_owned());
    let reading = Reading::new(&article);
    let mut found = Pipeline::new(vec![Box::new(Actors)]).suggest(&reading);
    found.retain(|s| s.score >= THRESHOLD);
    assert_eq!(marked(&text, &found), expected, "{found:#?}");
}

#[test]
fn french_titles_are_read_with_their_names_and_bodies() {
    check_french("Le [président {Amadou Diallo}] a parlé. [Diallo] reste.");
    check_french("L’[ambassadrice française] a vu [Mme {Claire Le Goff}].");
    check_french("Le [Premier ministre nigérien {Salou Maiga}] part.");
    check_french("La [ministre de la Défense {Anne Morel}] nie.");
    check_french("Le [ministre des Affaires étrangères du Niger] a démissionné.");
    check_french("Selon [M. {Jean-Marc van der Elst}], rien ne change.");
    check_french("Le [général {Ousmane ould Sidi}] commande.");
    check_french("Le [secrétaire général adjoint de l’ONU {Piotr Nowak}] arrive.");
}

#[test]
fn french_words_that_only_look_like_titles_are_left() {
    check_french("Le juge est venu. Le président a parlé.");
    check_french("Le chef de cuisine prépare le repas.");
    check_french("En général, Paris est calme.");
    check_french("Le maire d’une ville voisine proteste.");
}

#[test]
fn a_row_of_offices_without_an_end_is_no_actor() {
    for unit in ["Minister ", "Minister of ", "Prime Minister "] {
        let found = suggest(&unit.repeat(500));
        assert!(found.iter().all(|s| s.range.len() <= LONGEST), "{unit}");
    }
}
