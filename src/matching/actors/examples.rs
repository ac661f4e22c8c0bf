//! Every rule with invented sentences that it must match, the words that it suggests in brackets,
//! and sentences in which it must stay silent.

use super::{Actors, COMMON_NOUN, RULES};
use crate::matching::{Pipeline, Reading, THRESHOLD};
use crate::text::Article;

struct Examples {
    rule: &'static str,
    language: &'static str,
    hits: &'static [&'static str],
    misses: &'static [&'static str],
}

const fn english(
    rule: &'static str,
    hits: &'static [&'static str],
    misses: &'static [&'static str],
) -> Examples {
    Examples {
        rule,
        language: "en",
        hits,
        misses,
    }
}

const fn french(
    rule: &'static str,
    hits: &'static [&'static str],
    misses: &'static [&'static str],
) -> Examples {
    Examples {
        rule,
        language: "fr",
        hits,
        misses,
    }
}

const TABLE: &[Examples] = &[
    english(
        "title before name",
        &[
            "The [Kenyan Defense Minister Otieno Barasa] spoke.",
            "[Kabul police chief Ghulam Rasoul] saw it.",
            "They heard [Council for the Welfare of Farmers spokeswoman Ruth Dorman] there.",
            "Talks with [European Commission President von der Heide] went on.",
            "They met [Prime Minister Ulla Brand] and [President Keller] in Oslo.",
        ],
        &[
            "The minister left on Friday.",
            "She ran for President of the United States twice.",
            "The head teacher Monday closed the gate.",
            "The Ukrainian General Staff was silent.",
        ],
    ),
    french(
        "title before name",
        &[
            "Le [président Amadou Diallo] a parlé.",
            "La [ministre de la Défense Anne Morel] nie.",
            "Selon [M. Jean-Marc van der Elst], rien ne change.",
        ],
        &[
            "Le juge est venu. Le président a parlé.",
            "Le chef de cuisine prépare le repas.",
            "En général, Paris est calme.",
        ],
    ),
    english(
        "office of a state or body",
        &[
            "The [Secretary of State] travelled on.",
            "He told the [Foreign Secretary] so.",
            "The [Prime Minister of Canada] left early.",
        ],
        &[
            "The secretary opened the letter.",
            "A nurse and a teacher came.",
            "He is the head of a house.",
        ],
    ),
    french(
        "office of a state or body",
        &[
            "L’[ambassadrice française] est partie.",
            "Le [ministre des Affaires étrangères du Niger] a démissionné.",
            "Le [porte-parole de l’ONU] a parlé.",
        ],
        &[
            "Le maire d’une ville voisine proteste.",
            "Le général est mort hier.",
            "La candidate a gagné.",
        ],
    ),
    english(
        "office with a capital",
        &[
            "It was handed to the [President] there.",
            "They wrote to the [Governor] twice.",
            "It went to the [Mayor] at noon.",
        ],
        &[
            "It was handed to the president there.",
            "President or not, he stays.",
            "A Governor of old stood there.",
        ],
    ),
    english(
        "office explains the name before it",
        &[
            "Silifo Wexel, the [defense minister], travelled on.",
            "They saw Tarvin Molde, the [chief economist].",
            "Zorgan Wexel, the [mayor], left.",
        ],
        &[
            "On Monday, the minister, who was ill, left.",
            "In Oslo, the mayor, as ever, smiled.",
            "They saw Tarvin Molde, the man from there.",
        ],
    ),
    english(
        "given name",
        &[
            "In the hall stood [Fatima Osei] and [Kwame van der Berg].",
            "They let [Harry West] and [Andrew Young] in.",
            "They saw [Maria del Campo] there.",
        ],
        &[
            "The Grace Foundation gave the money.",
            "They walked up Mount Mary slowly.",
            "Peter Street was closed.",
            "Harry West Street was closed.",
        ],
    ),
    english(
        "initials before a name",
        &[
            "A book by [J. K. Tremlow] sold well.",
            "It was [D. H. Orvick] there.",
            "They read [T. S. Quillop] at school.",
        ],
        &[
            "Plan B. failed.",
            "Vitamin A. helps a lot.",
            "The answer is C. Nobody knew.",
        ],
    ),
    english(
        "initial inside a name",
        &[
            "Then [Quentil Q. Drabble] arrived.",
            "They saw [Tarvin R. Molde] there.",
            "In it [Orvick B. Zembla] sings.",
        ],
        &[
            "They chose Plan B. Then it rained.",
            "The Drabble family left.",
            "Vitamin A. helps a lot.",
        ],
    ),
    english(
        "suffix of a name",
        &[
            "The heir, [Dunlop Carver Jr.], was silent.",
            "They saw [Zorvek Tarrant III] there.",
            "In it [Orvick Zembla Sr.] sings.",
        ],
        &[
            "World War II ended.",
            "They read part III again.",
            "He met a jr. cook.",
        ],
    ),
    english(
        "particle inside a name",
        &[
            "A son of [Zorgan bin Wexel] rules there.",
            "They saw [Orvick van der Molde] there.",
            "In it [Tarvin al-Quillop] sings.",
        ],
        &[
            "He went to Rio de Janeiro by air.",
            "The wind blew from the al fresco side.",
            "They drove a van der wide.",
        ],
    ),
    english(
        "known organisation",
        &[
            "The [Pentagon] was silent.",
            "Some left [Boko Haram] last year.",
            "They read [Le Monde] and [Kommersant].",
        ],
        &[
            "The treasury of ideas was full.",
            "He ate an apple and a shell.",
            "The guardian of the gate slept.",
        ],
    ),
    english(
        "name with a head",
        &[
            "The [Ministry for the Economy and Finance] wrote to the [Ruritania Labour Party].",
            "It sued [Mali’s Foreign Ministry] again.",
            "The [Bank of the West] shut; the [82nd Airborne Division] came.",
            "The [May 19 Movement] marched.",
        ],
        &[
            "A party was held in the court of the house.",
            "The United Arab Emirates border is long.",
            "The Council Elections came early.",
            "On 3 May 82 dogs ran.",
        ],
    ),
    english(
        "name of a firm",
        &[
            "Shares of [Brightwell Brunkle Inc.] rose.",
            "He bought [Zentral AG] in May.",
            "It was made by [Hobbs & Larkin Ltd] there.",
        ],
        &[
            "The co pilot slept.",
            "It cost a lot, inc tax.",
            "Sa va, he said.",
        ],
    ),
    english(
        "names joined by &",
        &[
            "They hired [Orvick & Tarrant] to look.",
            "A deal with [Zembla & Molde] was near.",
            "In it [Quillop & Drabble] lost.",
        ],
        &[
            "Research & development cost more.",
            "They sell Food & Drink here.",
            "He went to Paris & Oslo.",
        ],
    ),
    english(
        "noun that opens a name",
        &[
            "The [Centre for Policy Studies] was shut.",
            "They joined [Engineers Against Poverty] there.",
            "It was given to [Friends of the Forest] in May.",
            "The [National Center for Rural Equality] closed.",
        ],
        &[
            "The center for the blind was shut.",
            "Women for the most part agreed.",
            "He was the Centre of it all.",
        ],
    ),
    english(
        "acronym in brackets behind the name",
        &[
            "The [Union of Northern Farmers] ([UNF]) met.",
            "He led the [Zembla Liberation Army] ([ZLA]) there.",
            "The [Bureau of Rural Studies] ([BRS]) closed.",
        ],
        &[
            "The price (GDP) fell.",
            "It was late (see XIV).",
            "The Gross Domestic Product (GDP) fell.",
        ],
    ),
    english(
        "acronym",
        &[
            "The [U.N.] was silent.",
            "Some of [NATO] came.",
            "The [G20] met in Oslo.",
        ],
        &[
            "The GDP of the land fell.",
            "A DNA test and a TV show.",
            "It cost AU$50 there.",
            "He has the A4 paper.",
        ],
    ),
    english(
        "letters in capitals",
        &[
            "Talks with the [ZKR] failed.",
            "The [QXF] is old.",
            "He left the [BTVK] there.",
        ],
        &[
            "Prices in XDR dollars rose.",
            "STOP PRESS ALL BANKS CLOSED TODAY",
            "It ran at 27 QXF there.",
        ],
    ),
    english(
        "nationality or body with a role noun",
        &[
            "The [Peruvian people] waited.",
            "[Ghana’s interim authorities] met the [Kremlin delegation].",
            "Some [Hungarian and Romanian officials] agreed.",
            "Some [Kurdish and Zorbet officials] agreed.",
            "At dawn [Interior Ministry officers] came.",
            "In May [New York police] came.",
        ],
        &[
            "The Turkish border and the French capital are far.",
            "A Spanish song was sung.",
            "It was a Dutch treat.",
            "He left the Zembla Party of Canada and Canadian Harbour Union shops.",
        ],
    ),
    english(
        "role noun with a name",
        &[
            "The [government of Ruritania] fell.",
            "Some [residents of Qumra] left.",
            "The [authorities of Northern Zembla] met.",
        ],
        &[
            "A group of five left.",
            "The staff of life is bread.",
            "The army of the poor grew.",
        ],
    ),
    english(
        "what a body is before its name",
        &[
            "The [American carmaker Brunkle] paid.",
            "Some of the [militant group Hezbollah] came.",
            "It quoted [news agency Zembla Press] today.",
        ],
        &[
            "The company left. Paris was far.",
            "The firm Monday shut its doors.",
            "A group of five and a bank in Germany.",
        ],
    ),
    english(
        "people by name",
        &[
            "Most [Syrians] and [Kurds] agreed.",
            "The [Kenyans] won.",
            "He met [young Iraqis] there.",
        ],
        &[
            "A Syrian dish is cheap.",
            "The Germans Club was shut.",
            "Polish the table.",
        ],
    ),
    english(
        COMMON_NOUN,
        &[
            "The [rebels] fled when [police] came.",
            "At dawn [assailants] fled.",
            "The [central bank] was late, and [state media] said so.",
        ],
        &[
            "A police station burned.",
            "The military coup failed.",
            "She spoke in opposition to it.",
            "They hate the media.",
        ],
    ),
    english(
        "name before a verb of saying or acting",
        &[
            "Then [Brunkle] announced a cut.",
            "In the end [Zorgan Wexel] said so.",
            "Later [Quillop] has vowed to stay.",
        ],
        &[
            "Evidence announced itself in June.",
            "The end said it all.",
            "Then Norway Street said so.",
        ],
    ),
    english(
        "name that opens a sentence before a verb",
        &[
            "[Quillop] was elected in May.",
            "[Zorvek] died in the war.",
            "[Tarvin Molde] moved on.",
        ],
        &["Traffic was slow.", "Monday was cold.", "Oslo was cold."],
    ),
    english(
        "name that opens a clause before a verb",
        &[
            "Born in Lyon, [Zorvek] studied law.",
            "The band broke up after [Quillop] died.",
            "It rained; [Tarvin Molde] was late.",
        ],
        &[
            "Born in Lyon, Traffic was slow.",
            "It rained when Monday was over.",
            "It rained while Oslo was asleep.",
        ],
    ),
    english(
        "name behind a verb of saying",
        &[
            "“Never,” said [Molde].",
            "“We go,” added [Tarvin Molde].",
            "“Yes,” replied [Zorvek], and left.",
        ],
        &[
            "On Monday said nobody a word.",
            "He said Monday was fine.",
            "“Yes,” said the man.",
        ],
    ),
    english(
        "name behind words for who did it",
        &[
            "The band was led by [Zorvek] until May.",
            "According to [Brankle], the dam is safe.",
            "It was founded by [Tarvin Molde] there.",
        ],
        &[
            "It was led by Monday morning.",
            "According to Norway, the dam is safe.",
            "It stood by Zorvek for years.",
        ],
    ),
    english(
        "name behind a verb that takes people",
        &[
            "He succeeded [Zorvek] as head.",
            "Many elected [Tarvin Molde] in May.",
            "It met [Quillop], then left.",
        ],
        &[
            "He succeeded on Monday.",
            "They met Monday at noon.",
            "It met Quillop standards there.",
        ],
    ),
    english(
        "name of someone who has something",
        &[
            "After [Zorvek]’s death it rained.",
            "In it [Tarvin Molde]’s former wife sings.",
            "He read [Quillop]’s memoirs.",
        ],
        &[
            "After the man’s death it rained.",
            "In Norway’s victory he saw hope.",
            "He painted Zorvek’s roof.",
        ],
    ),
    english(
        "name explained behind it",
        &[
            "It was [Zorgan Wexel], who left.",
            "They saw [Tarvin Molde], 45, there.",
            "It was [Orvick Zembla], a lawyer, there.",
        ],
        &[
            "It was Monday, a minister left.",
            "In Oslo, the mayor slept.",
            "It was rain, who knows.",
        ],
    ),
    english(
        "name in capitals",
        &[
            "It shows [Zorvek Tarrant] there.",
            "A gift to [Quillop Drabble] here.",
            "They like [Orvick Molde Tarrant] here.",
        ],
        &[
            "It shows Zorvek there.",
            "They like Lake Zorvek here.",
            "They like the Zorvek War here.",
        ],
    ),
    english(
        "surname of a name found in the article",
        &[
            "President Zorgan Wexel spoke. Many saw [Wexel] there.",
            "In it Maria Quillop sings. Some like [Quillop] here.",
            "They met Otto Drabble. It hurt [Drabble] there.",
        ],
        &[
            "President Zorgan May spoke. It rained in May.",
            "President Zorgan French spoke. The French capital was quiet.",
            "Nobody called Wexel Street a road.",
        ],
    ),
    english(
        "first name of someone named in the article",
        &[
            "In it Fatima Quillop sings. Some like [Fatima] here.",
            "They met Otto Drabble. It hurt [Otto] there.",
            "Near it stood Kwame Wexel. It hurt [Kwame] there.",
        ],
        &[
            "They met May Drabble. It rained in May.",
            "In it Fatima Quillop sings. It is loud.",
            "Some like Zorvek here.",
        ],
    ),
    english(
        "firm found in the article",
        &[
            "It sued Brunkle Widgets Inc in March. Some like [Brunkle Widgets] here.",
            "He left Zorvek Ltd. Some like [Zorvek] here.",
            "He bought Molde Tarrant AG. It hurt [Molde Tarrant] there.",
        ],
        &[
            "It sued Brunkle Widgets Inc in March. Widgets sell.",
            "He left Orange Ltd. An orange is cheap.",
            "Some like Zorvek here.",
        ],
    ),
    english(
        "name found elsewhere in the article",
        &[
            "Then Brunkle announced a cut. Some like [Brunkle] here.",
            "“Never,” said Tarvin Molde. It hurt [Tarvin Molde] there.",
            "It was Zorgan Wexel, who left. Some like [Zorgan Wexel] here.",
        ],
        &[
            "Then Brunkle announced a cut. Some like Brunkle Street here.",
            "Then Norway announced a cut. Some like Norway here.",
            "Then Brunkle announced a cut. Some like it here.",
        ],
    ),
    english(
        "in a row with other names",
        &[
            "Among them Hamas, [Zorbet] and [Quillop] were there.",
            "They wrote to [Brunkle], Fatah and others.",
            "In it Maria Olsen, [Zorbet], and Peter Wexel sing.",
        ],
        &[
            "They met Hamas, Paris and others.",
            "With rain, Traffic and mud.",
            "He met Peter Wexel, and May came.",
        ],
    ),
];

/// The text with the words that a rule suggests in brackets.
fn marked(rule: &str, language: &str, text: &str) -> String {
    let mut article = Article::from_text("test", text);
    article.header.language = Some(language.to_owned());
    let reading = Reading::new(&article);
    let found = Pipeline::new(vec![Box::new(Actors)]).suggest(&reading);
    let mut out = String::new();
    let mut last = 0;
    for s in found
        .iter()
        .filter(|s| s.score >= THRESHOLD && s.reason.rule == rule)
    {
        out.push_str(&text[last..s.range.start]);
        out.push('[');
        out.push_str(&text[s.range.as_range()]);
        out.push(']');
        last = s.range.end;
    }
    out + &text[last..]
}

#[test]
fn every_rule_has_three_examples_and_three_counterexamples() {
    for rule in RULES {
        let own = || TABLE.iter().filter(|e| e.rule == *rule);
        assert!(own().any(|e| e.language == "en"), "no examples of {rule}");
        for examples in own() {
            assert!(
                examples.hits.len() >= 3 && examples.misses.len() >= 3,
                "too few of {rule}, {}",
                examples.language
            );
        }
    }
    for examples in TABLE {
        assert!(RULES.contains(&examples.rule), "{}", examples.rule);
    }
}

#[test]
fn each_rule_matches_its_examples_and_is_silent_elsewhere() {
    let mut wrong = Vec::new();
    for examples in TABLE {
        let marks = |text: &str| text.replace(['[', ']'], "");
        for text in examples.hits {
            assert!(text.contains('['), "nothing is marked: {text}");
        }
        for text in examples.hits.iter().chain(examples.misses) {
            let found = marked(examples.rule, examples.language, &marks(text));
            if found != *text {
                wrong.push(format!("{}: {text}\n    found {found}", examples.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
