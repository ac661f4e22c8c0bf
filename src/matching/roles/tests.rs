//! Proposals for invented sentences, marked as the gold frames are: `[words|A]` an actor, `L` a place,
//! `F dead` a figure with its kind, `E KIND` an event, `E! KIND` the one that is asked about.

use super::{Candidate, Filler, Proposal, Trigger, propose};
use crate::annotation::{FigureKind, Label};
use crate::matching::Language;
use crate::text::{Article, ByteRange};

/// The article without its marks, what is marked in it, and the trigger with its type.
fn read(marked: &str) -> (Article, Vec<Candidate>, ByteRange, String) {
    let mut plain = String::new();
    let mut open = Vec::new();
    let mut candidates = Vec::new();
    let mut asked = (ByteRange::new(0, 0), String::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        match c {
            '[' => open.push(plain.len()),
            '|' => {
                let end = rest.find(']').expect("a mark is closed");
                let range = ByteRange::new(open.pop().expect("a mark is open"), plain.len());
                let (label, kind) = rest[1..end].split_once(' ').unwrap_or((&rest[1..end], ""));
                candidates.push(Candidate {
                    range,
                    label: match label {
                        "A" => Label::ACTOR,
                        "L" => Label::LOCATION,
                        "F" => Label::FIGURE,
                        _ => Label::EVENT,
                    },
                    figure: match kind {
                        "dead" => Some(FigureKind::Dead),
                        "injured" => Some(FigureKind::Injured),
                        "arrested" => Some(FigureKind::Arrested),
                        _ => None,
                    },
                });
                if label == "E!" {
                    asked = (range, kind.to_owned());
                }
                rest = &rest[end + 1..];
                continue;
            }
            c => plain.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    (
        Article::from_text("t", plain.as_str()),
        candidates,
        asked.0,
        asked.1,
    )
}

fn proposals(marked: &str) -> Vec<(String, Proposal)> {
    let (article, candidates, range, kind) = read(marked);
    let trigger = Trigger {
        range,
        head: None,
        kind: Some(&kind),
        flags: &[],
    };
    let found = propose(&article, Language::English, &trigger, &candidates);
    let words = |filler: &Filler| match filler {
        Filler::Candidate(number) => article.quote(candidates[*number].range).to_owned(),
        Filler::Date(date) => article.quote(date.range).to_owned(),
    };
    found
        .into_iter()
        .map(|one| (words(&one.filler), one))
        .collect()
}

/// Compares all that is proposed for one role, unsure proposals with a question mark.
fn check(marked: &str, role: &str, expected: &[&str]) {
    let found = proposals(marked).into_iter();
    let of_role = found.filter(|(_, one)| one.role == role);
    let shown: Vec<String> = of_role
        .map(|(words, one)| match one.score >= super::TAKEN {
            true => words,
            false => format!("{words}?"),
        })
        .collect();
    assert_eq!(shown, expected, "{role}: {marked}");
}

#[test]
fn a_figure_belongs_to_one_event_of_its_sentence() {
    let two = |asked: &str| {
        let text = "[Gunmen|A] [raided|E ASSAULT] a post near [Dalby|L], [killing|E ASSAULT] [at \
                    least 11 soldiers|F dead] and [injuring|E ASSAULT] [some 30–35 civilians|F \
                    injured].";
        text.replace(&format!("[{asked}|E "), &format!("[{asked}|E! "))
    };
    check(&two("killing"), "figure", &["at least 11 soldiers"]);
    check(&two("injuring"), "figure", &["some 30–35 civilians"]);
    check(&two("raided"), "figure", &[]);
    let passive = |asked: &str| {
        let text = "[Nine people|F] were [killed|E ASSAULT] and [14|F] were [wounded|E ASSAULT].";
        text.replace(&format!("[{asked}|E "), &format!("[{asked}|E! "))
    };
    check(&passive("killed"), "figure", &["Nine people"]);
    check(&passive("wounded"), "figure", &["14"]);
}

#[test]
fn the_dead_are_not_the_figure_of_an_injury() {
    check(
        "The blast [injured|E! ASSAULT] many and left [12 dead|F dead].",
        "figure",
        &[],
    );
    check(
        "An [earthquake|E! DISASTER] [killed|E LIFE] [230 people|F dead].",
        "figure",
        &["230 people"],
    );
}

#[test]
fn who_is_counted_is_the_recipient() {
    let sentences: [(&str, &[&str]); 6] = [
        (
            "[Border guards|A] [arrested|E! COERCE] [two [Velmorian officers|A]|F arrested].",
            &["Velmorian officers"],
        ),
        (
            "[Gunmen|A] raided a post, [killing|E! ASSAULT] [at least 11 [soldiers|A]|F dead].",
            &["soldiers"],
        ),
        (
            "[Gunmen|A] raided it, [killing|E ASSAULT] [11 [soldiers|A]|F dead] and [injuring|E! \
             ASSAULT] [30 [civilians|A]|F injured].",
            &["civilians"],
        ),
        (
            "[[Nine miners|F dead]|A] were [killed|E! ASSAULT] by [rebels|A].",
            &["Nine miners"],
        ),
        (
            "[[Nine miners|A]|F dead] were [killed|E! ASSAULT] by [rebels|A].",
            &["Nine miners"],
        ),
        (
            "[Rebels|A] [killed|E! ASSAULT] [the governor|A] and [four|F dead] others.",
            &["the governor"],
        ),
    ];
    for (marked, expected) in sentences {
        check(marked, "recipient", expected);
    }
    check(sentences[0].0, "figure", &["two Velmorian officers"]);
    check(sentences[1].0, "figure", &["at least 11 soldiers"]);
    check(sentences[3].0, "actor", &["rebels"]);
}

#[test]
fn who_only_reports_it_has_no_part_in_it() {
    for marked in [
        "[Gunmen|A] [opened fire|E! ASSAULT] in [Dalby|L], [police|A] said.",
        "[Gunmen|A] [opened fire|E! ASSAULT] in [Dalby|L], said [the police|A].",
        "[Gunmen|A] [opened fire|E! ASSAULT] in [Dalby|L], according to [police|A].",
        "[Gunmen|A] [opened fire|E! ASSAULT], [the ministry|A] later told reporters.",
    ] {
        check(marked, "recipient", &[]);
        check(marked, "actor", &["Gunmen"]);
    }
    // Who is told of something is part of that.
    check(
        "“We will stay,” [said|E! STATEMENT] [the minister|A].",
        "actor",
        &["the minister"],
    );
}

#[test]
fn a_party_is_no_place() {
    let praised = |as_what: &str| format!("[Barzan|A] [praised|E! SUPPORT] [Albania|{as_what}].");
    check(&praised("A"), "recipient", &["Albania"]);
    check(&praised("L"), "location", &[]);
    for both in [
        "[Barzan|A] [praised|E! SUPPORT] [[Albania|L]|A].",
        "[Barzan|A] [praised|E! SUPPORT] [[Albania|A]|L].",
    ] {
        check(both, "recipient", &["Albania"]);
        check(both, "location", &[]);
    }
    check(
        "[The president|A] [visited|E! CONSULT] [Gao|L].",
        "location",
        &["Gao"],
    );
}

#[test]
fn the_reason_of_a_place_quotes_its_own_preposition() {
    let marked = "[Gunmen|A] [opened fire|E! ASSAULT] near [Batken|L] in [Kyrgyzstan|L].";
    let (article, ..) = read(marked);
    let found = proposals(marked).into_iter();
    let places = found.filter(|(_, one)| one.role == "location");
    let quoted: Vec<_> = places
        .map(|(words, one)| (words, article.quote(one.reason.evidence[0]).to_owned()))
        .collect();
    let expected = [("Batken", "near"), ("Kyrgyzstan", "in")];
    let expected = expected.map(|(place, by)| (place.to_owned(), by.to_owned()));
    assert_eq!(quoted, expected);
}

#[test]
fn what_is_to_come_is_no_date_of_what_has_happened() {
    let warned = "[The envoy|A] [warned|E! THREATEN] that rebels would strike next week.";
    check(warned, "date", &[]);
    let told = "On Monday [the envoy|A] [warned|E! THREATEN] that rebels would strike next week.";
    check(told, "date", &["Monday"]);
    check(
        "[The garrison|A] will be [withdrawn|E! RETREAT] next week.",
        "date",
        &["next week"],
    );
    check(
        "[The prisoners|A] could be [released|E! RETREAT] tomorrow.",
        "date",
        &["tomorrow"],
    );
    check(
        "[The garrison|A] [withdrew|E! RETREAT] last week.",
        "date",
        &["last week"],
    );
}
