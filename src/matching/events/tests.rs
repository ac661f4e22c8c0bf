//! What the rules match and what they must not, as marked sentences: `[held *talks*|CONSULT]` is
//! an event with its head and type, flags behind further bars.

use proptest::prelude::*;

use super::Events;
use crate::annotation::Flag;
use crate::matching::{Matcher, Reading, THRESHOLD};
use crate::text::Article;

/// Reads a marked sentence and compares every event of it.
fn check(marked: &str) {
    let mut plain = String::new();
    let mut inside = None;
    for c in marked.chars() {
        match (c, inside) {
            ('[', _) => inside = Some(false),
            (']', _) => inside = None,
            ('|', Some(_)) => inside = Some(true),
            ('*', _) | (_, Some(true)) => {}
            _ => plain.push(c),
        }
    }
    assert_eq!(mark(&plain), marked);
}

/// The events of a text, marked.
fn mark(text: &str) -> String {
    let article = Article::from_text("t", text);
    let mut marked = String::new();
    let mut at = 0;
    for event in events(&article) {
        let head = event.head.unwrap_or(event.range);
        marked += &text[at..event.range.start];
        marked += "[";
        if head == event.range {
            marked += article.quote(head);
        } else {
            marked += &text[event.range.start..head.start];
            marked += &format!("*{}*", article.quote(head));
            marked += &text[head.end..event.range.end];
        }
        marked += &format!("|{}", event.event_kind.as_deref().unwrap_or_default());
        for flag in &event.event_flags {
            marked += match flag {
                Flag::Negated => "|negated",
                Flag::Future => "|future",
                Flag::Hypothetical => "|hypothetical",
                Flag::Historical => "|historical",
            };
        }
        marked += "]";
        at = event.range.end;
    }
    marked + &text[at..]
}

fn events(article: &Article) -> Vec<crate::matching::Suggestion> {
    let mut reading = Reading::new(article);
    reading.language = crate::matching::Language::English;
    let mut found = Vec::new();
    let mut finder = Events.on(&reading);
    for paragraph in 0..reading.paragraphs() {
        finder.find(paragraph, &mut found);
    }
    found.retain(|s| s.score >= THRESHOLD);
    found
}

fn check_all(sentences: &[&str]) {
    for sentence in sentences {
        check(sentence);
    }
}

#[test]
fn verbs_are_found_in_every_form() {
    check_all(&[
        "The garrison [withdrew|RETREAT] at dawn.",
        "Masked men have [abducted|ASSAULT] a priest near the river.",
        "Police are [detaining|COERCE] the harbour master.",
    ]);
    check_all(&[
        "The baker cleans his window and sings.",
        "She found the keys in a drawer.",
        "He came back from the lake.",
    ]);
}

#[test]
fn nouns_are_found() {
    check_all(&[
        "The [clashes|ASSAULT] in Orvale are over.",
        "A [ceasefire|RETREAT] between the two clans was near.",
        "Amid the [unrest|PROTEST] the shops stayed dark.",
    ]);
    check_all(&[
        "The house has a garden and a table.",
        "The leaves in the garden are red.",
        "Two states with a border and a language.",
    ]);
}

#[test]
fn a_particle_belongs_to_its_verb() {
    check_all(&[
        "The battalion [*pulled* out|RETREAT] of Sarnik.",
        "The mayor [*stepped* down|RETREAT] on Friday.",
        "Teachers [*walked* out|PROTEST] on Monday.",
    ]);
    check_all(&[
        "He pulled a chair to the fire place.",
        "She stepped into the garden.",
        "They walked along the river.",
    ]);
}

#[test]
fn a_verb_is_read_with_its_object() {
    check_all(&[
        "Gunmen [blew|ASSAULT] the bridge up.",
        "Farmers [blocked|PROTEST] the main road with tractors.",
        "The minister [turned|REJECT] the plan down.",
    ]);
    check_all(&[
        "The wind blew the leaves along the path.",
        "He turned the page and sat there.",
        "They took the path along the lake.",
    ]);
}

#[test]
fn noun_phrases_are_one_event() {
    check_all(&[
        "The [hunger *strike*|PROTEST] lasted nine days.",
        "A [*state* of emergency|COERCE] followed.",
        "The village saw three [air *strikes*|ASSAULT] overnight.",
    ]);
    check_all(&[
        "The state of the road is bad.",
        "Hunger is a teacher.",
        "The air was warm.",
    ]);
}

#[test]
fn a_light_verb_joins_its_noun() {
    check_all(&[
        "Both sides [held *talks*|CONSULT] in Orvale.",
        "The council [imposed new *sanctions*|SANCTION] on the island.",
        "Militants [carried out a deadly *attack*|ASSAULT] near Sarnik.",
        "The two ministers [signed a *treaty*|SUPPORT] there.",
    ]);
    check_all(&[
        "He held the door and the lamp.",
        "She made soup with beans.",
        "They carried the chairs to the garden.",
    ]);
}

#[test]
fn participles_before_nouns_are_weaker_events() {
    check_all(&[
        "The [kidnapped|ASSAULT] pilot is safe.",
        "A [captured|ASSAULT] soldier sat there.",
        "The [ousted|COERCE] president is silent.",
    ]);
    check_all(&[
        "The striking resemblance was odd.",
        "A charged particle is in the circle.",
        "United Harbour Trust is old.",
    ]);
}

#[test]
fn fixed_phrases_are_no_events() {
    check_all(&[
        "The fire department is old.",
        "We must strike a balance.",
        "The air force is small.",
        "The pupil had a heart attack.",
        "The meeting room is dark.",
        "He is in charge of the garden.",
    ]);
    check_all(&[
        "The [fire|DISASTER] was near the gate.",
        "Rebels [struck|ASSAULT] the depot.",
        "The [attack|ASSAULT] was over.",
    ]);
}

#[test]
fn names_months_and_measures_are_no_events() {
    check_all(&[
        "He read Attack on Titan in bed.",
        "They sat in Operation Inherent Resolve together.",
        "It was warm on March 5 and later.",
        "The demand for oil was low.",
        "He talks a lot.",
        "The protest leader was young.",
    ]);
    check_all(&[
        "The [march|PROTEST] was long.",
        "The [demand|REQUEST] for calm was new.",
        "The [protest|PROTEST] was calm.",
    ]);
}

#[test]
fn hyphens_make_modifiers() {
    check_all(&[
        "The war-torn city is quiet.",
        "An Orvale-backed group sat there.",
        "The post-election mood was odd.",
    ]);
    check_all(&[
        "The [sit-in|PROTEST] was calm.",
        "A [cyber-attack|COERCE] was likely.",
        "The [build-up|MOBILIZE] was slow.",
    ]);
}

#[test]
fn negation_is_a_flag() {
    check_all(&[
        "The army did not [attack|ASSAULT|negated] the town.",
        "They have never [apologised|CONCEDE|negated] for it.",
        "There was no [ceasefire|RETREAT|negated] there.",
    ]);
    check_all(&[
        "The army [attacked|ASSAULT] the town, not the port.",
        "They [apologised|CONCEDE] for nothing.",
        "There was a [ceasefire|RETREAT] there.",
    ]);
}

#[test]
fn the_future_is_a_flag_and_changes_the_type() {
    check_all(&[
        "The envoy will [visit|AGREE|future] the island.",
        "The army plans to [withdraw|CONCEDE|future] from the port.",
        "The planned [talks|AGREE|future] are in Orvale.",
        "The navy will [bomb|THREATEN|future] the port.",
    ]);
    check_all(&[
        "The envoy [visited|CONSULT] the island.",
        "The army has [withdrawn|RETREAT] from the port.",
        "The long [talks|CONSULT] are in Orvale.",
    ]);
}

#[test]
fn what_is_only_possible_is_hypothetical() {
    check_all(&[
        "The rebels could [attack|ASSAULT|hypothetical] the port.",
        "If the rebels [surrender|RETREAT|hypothetical], all is well.",
        "The alleged [massacre|ASSAULT|hypothetical] was in May.",
    ]);
    check_all(&[
        "The rebels [attacked|ASSAULT] the port.",
        "When the rebels [surrendered|RETREAT], all was well.",
        "The [massacre|ASSAULT] was in May.",
    ]);
}

#[test]
fn what_lies_far_back_is_historical() {
    check_all(&[
        "The [coup|COERCE|historical] two decades ago was bloodless.",
        "The [anniversary|LIFE] of the [massacre|ASSAULT|historical] is near.",
        "The king [abdicated|RETREAT|historical] forty years ago.",
    ]);
    check_all(&[
        "The [coup|COERCE] two days ago was bloodless.",
        "The morning of the [massacre|ASSAULT] was mild.",
        "The king [abdicated|RETREAT] on Sunday.",
    ]);
}

#[test]
fn governing_words_give_their_type() {
    check_all(&[
        "The union [urged|REQUEST] the king to [abdicate|REQUEST|hypothetical].",
        "The general [threatened|THREATEN] to [invade|THREATEN|hypothetical] the island.",
        "The clan [refused|REJECT] to [surrender|REJECT|negated].",
        "The court [accused|ACCUSE] him of [murder|ACCUSE|hypothetical].",
        "The port [rejected|REJECT] the [request|REJECT|negated].",
        "The clan is willing to [withdraw|AGREE|future].",
    ]);
    check_all(&[
        "The union [visited|CONSULT] the king to [apologise|CONCEDE].",
        "The general [met|CONSULT] the king after the [invasion|ASSAULT].",
        "The clan [surrendered|RETREAT].",
    ]);
}

#[test]
fn ending_a_thing_is_an_event_of_its_own_type() {
    check_all(&[
        "The bank [halted|SANCTION] all [aid|SANCTION].",
        "The king [lifted|CONCEDE] the [curfew|CONCEDE].",
        "The crews [began|PROTEST] a [boycott|PROTEST].",
    ]);
    check_all(&[
        "The bank [donated|AID] [aid|AID].",
        "The king [imposed a *curfew*|COERCE].",
        "The crews [denounced|ACCUSE] it.",
    ]);
}

#[test]
fn neighbours_decide_the_type_of_some_words() {
    check_all(&[
        "The judge [sentenced|COERCE] him to nine years.",
        "The court [ordered|SANCTION] the mill to [pay|TRANSACTION] damages.",
        "A [fire|DISASTER] [*broke* out|DISASTER] in the mill.",
    ]);
    check_all(&[
        "The judge [sentenced|JUSTICE] him on Monday.",
        "The court [ordered|REQUEST] calm in the mill.",
        "[Fighting|ASSAULT] [*broke* out|ASSAULT] in the mill.",
        "The town was close to rebels and troops.",
    ]);
}

#[test]
fn headlines_and_capitals_are_read_with_restraint() {
    check_all(&[
        "REBELS [ATTACK|ASSAULT] THE HARBOUR TOWN",
        "Rebels [Withdraw|RETREAT] From Harbour Town",
        "King [Resigns|RETREAT] After Long Night",
    ]);
    check_all(&["A MAN AND HIS DOG", "The Long Road", "Of Mice And Men"]);
}

#[test]
fn a_strike_on_something_is_an_attack_and_one_over_work_is_not() {
    check_all(&[
        "A [strike|ASSAULT] on the Orvale dam woke the valley.",
        "The [strikes|ASSAULT] against a base near Sarnik followed.",
        "Two [strikes|ASSAULT] [hit|ASSAULT] a clinic in the town.",
        "Heavy [strikes|ASSAULT] on the towns went on.",
        "The army [carried out *strikes*|ASSAULT] on the camp.",
        "Orvale [launched *strikes*|ASSAULT] against the port.",
        "A [strike|ASSAULT] on the convoy [killed|ASSAULT] aid workers.",
        "Orvale [strikes|ASSAULT] [hit|ASSAULT] the port.",
    ]);
    check_all(&[
        "The [strike|PROTEST] on the railways lasted days.",
        "A [strike|PROTEST] against low wages is near.",
        "The [strike|PROTEST] at the mill is long.",
        "The [strike|PROTEST] on Monday was long.",
        "The talk was of a [strike|PROTEST].",
    ]);
}

#[test]
fn what_is_condemned_keeps_its_type() {
    check_all(&[
        "The bishop [condemned|ACCUSE] the [attack|ASSAULT].",
        "Orvale [denounced|ACCUSE] the [coup|COERCE] in Sarnik.",
        "Prosecutors [investigated|ACCUSE] the [massacre|ASSAULT].",
        "Orvale [condemned|ACCUSE] [strikes|ASSAULT] on the town.",
        "They [accused|ACCUSE] him of [attacking|ACCUSE|hypothetical] a [rally|PROTEST].",
    ]);
    check_all(&[
        "The clan [accused|ACCUSE] its rival of an [attack|ACCUSE|hypothetical].",
        "He was [charged|ACCUSE] with [murder|ACCUSE|hypothetical].",
        "The [accusation|ACCUSE] of [torture|ACCUSE|hypothetical] is old.",
    ]);
}

#[test]
fn accusations_are_traded() {
    check_all(&[
        "The two sides [traded *accusations*|ACCUSE].",
        "Both clans [exchanged fresh *accusations*|ACCUSE].",
        "They are [trading *threats*|THREATEN] again.",
    ]);
    check_all(&[
        "They took bread in exchange for salt.",
        "The ports [traded|COOPERATE] with each other.",
        "The crown has its own stock exchange.",
    ]);
}

#[test]
fn the_object_decides_whether_there_is_an_event() {
    check_all(&[
        "The garrison [left|MOVEMENT] the harbour on Friday.",
        "Orvale [recalled|SANCTION] its envoy.",
        "The mill [posted|BUSINESS] a record profit.",
        "Gunmen [hit|ASSAULT] the bridge.",
        "Shares [ended|BUSINESS] higher.",
        "The [war|ASSAULT] of the two clans is over.",
        "The king [ended|CONCEDE] the [*state* of emergency|CONCEDE].",
        "The ship [left|MOVEMENT] the port with ten men on board, dead tired.",
        "A drone [hit|ASSAULT] the market.",
        "Shells [hit|ASSAULT] a high school and six homes.",
        "She [won|PERSONNEL] the [election|PERSONNEL].",
        "Shares in the mill [fell|BUSINESS].",
    ]);
    check_all(&[
        "Little flour is left in the town.",
        "It left at least twelve people homeless.",
        "Those were good days, she recalled.",
        "A picture posted on a page went round.",
        "He came home, ending three weeks of silence.",
        "Harlan hit a home run in the third inning.",
        "It has become a war of attrition.",
        "It has no leverage left.",
        "The town fell to its foes.",
        "He lost a shoe.",
        "The shutters closed at noon.",
        "The opposition was late.",
        "It left Sarnik in ruins.",
        "The new lamp hit the market.",
        "A balance was struck.",
    ]);
}

#[test]
fn a_set_phrase_is_one_event() {
    check_all(&[
        "The mayor [*declined* to comment|REJECT].",
        "The clan [*claimed* responsibility|STATEMENT] for it.",
        "Two jets were [*shot* down|ASSAULT] over the lake.",
        "The guards [*hunted* down|COERCE] the men.",
        "He [*declined* to say|REJECT] whether [talks|CONSULT|hypothetical] were near.",
    ]);
    check_all(&[
        "The mayor [declined|REJECT] it.",
        "They [*shot* down|REJECT] the plan.",
        "The guards were down by the river.",
    ]);
}

#[test]
fn what_is_threatened_is_a_threat() {
    check_all(&[
        "The king [threatened|THREATEN] new [sanctions|THREATEN|hypothetical] on Friday.",
        "The union has [threatened|THREATEN] a [boycott|THREATEN|hypothetical].",
        "They [threatened|THREATEN] an [invasion|THREATEN|hypothetical].",
    ]);
    check_all(&[
        "The threatened [invasion|ASSAULT|hypothetical] never came.",
        "The king [imposed new *sanctions*|SANCTION] on it.",
        "It [threatened|THREATEN] the [talks|CONSULT|hypothetical].",
    ]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        mark(&text);
    }

    #[test]
    fn no_mixture_of_triggers_makes_it_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "held", "talks", "-", "to", "not", "of", "state", "emergency", "attack", "’s", ".",
                "March", "5", "carry", "out", "a", "will", "rejected", "demand", "“", "İ", "sit-in", "pull",
            ]),
            0..40,
        ),
        glue in prop::sample::select(vec![" ", ""]),
    ) {
        mark(&words.join(glue));
    }
}

#[test]
fn reading_is_linear() {
    // Work is bounded per token; a quadratic reading of 2 MB in one paragraph would not end.
    let text = "Rebels attacked the town and held talks to stop not the war , ".repeat(32_000);
    let article = Article::from_text("t", text);
    assert!(events(&article).len() >= 32_000);
}

#[test]
fn the_evidence_stands_in_the_text() {
    let article = Article::from_text("t", "Both sides held secret talks and then withdrew.");
    let words: Vec<_> = events(&article)
        .iter()
        .map(|s| s.reason.in_words(&article))
        .collect();
    assert_eq!(
        words,
        [
            "light verb and noun: “held”, “talks” (talks, CONSULT)",
            "verb: “withdrew” (withdraw, RETREAT)"
        ]
    );
}

#[test]
fn nobody_denies() {
    check("Nobody [resigned|RETREAT|negated] that week.");
}

#[test]
fn words_that_only_look_like_triggers_are_left() {
    check("The fire department talks a lot about hoses.");
    check("They dug with their bare hands in the mud.");
}

#[test]
fn what_is_denied_is_negated() {
    let flags = |text: &str, verb: &str| {
        let article = Article::from_text("t", text);
        let found = events(&article).into_iter();
        let mut found = found.filter(|event| article.quote(event.range) == verb);
        found.next().map(|event| event.event_flags)
    };
    for text in [
        "The army denied that its forces had attacked the village.",
        "The ministry denied reports that the troops attacked a convoy.",
    ] {
        assert_eq!(flags(text, "attacked"), Some(vec![Flag::Negated]), "{text}");
    }
    for text in [
        "Rebels who deny any link and attacked the village fled.",
        "The army denied the report, and rebels attacked the village.",
        "The army said that its forces had attacked the village.",
    ] {
        assert_eq!(flags(text, "attacked"), Some(Vec::new()), "{text}");
    }
}
