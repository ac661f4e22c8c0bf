//! Each rule has work that breaks it and work that does not.

use std::collections::HashSet;

use super::{Rule, check};
use crate::annotation::{
    AnnotationSet, Entity, Event, EventDate, Fields, FigureKind, FigureValue, Flag, Id, Label,
    Number, Op, Origin, Place, Role, RoleFiller, Schema, Span, Timestamp,
};
use crate::text::{Article, ByteRange};

const TEXT: &str =
    "Nigerien troops shelled Gao on Monday, killing about 30 of the French soldiers.";

/// A set over [`TEXT`] that breaks no rule, to be spoilt.
struct Work {
    article: Article,
    spans: Vec<Span>,
    events: Vec<Event>,
    entities: Vec<Entity>,
    published: Option<String>,
}

fn range(words: &str) -> ByteRange {
    let start = TEXT.find(words).unwrap();
    ByteRange::new(start, start + words.len())
}

fn span(id: &str, label: Label, words: &str) -> Span {
    let now = Timestamp::new("2026-11-23T10:00:00Z");
    Span::new(Id::new(id), label, range(words), Origin::default(), &now)
}

fn role(name: &str, id: &str) -> Role {
    Role {
        role: name.to_owned(),
        kind: None,
        filler: RoleFiller::Span(Id::new(id)),
        extra: Fields::new(),
    }
}

fn sound() -> Work {
    let mut gao = span("s3", Label::LOCATION, "Gao");
    gao.place = Some(Box::new(Place {
        name: "Gao".to_owned(),
        country: Some("MLI".to_owned()),
        lat: Some(16.27),
        lon: Some(-0.04),
        confirmed: true,
        ..Place::default()
    }));
    let mut killed = span("s4", Label::FIGURE, "about 30");
    killed.head = Some(range("30"));
    killed.value = Some(Box::new(FigureValue {
        kind: FigureKind::Dead,
        ..FigureValue::exactly(30.0)
    }));
    let mut event = Event::new(Id::new("e1"), Id::new("s2"));
    event.kind = Some("ASSAULT".to_owned());
    event.mode = Some("heavy-weapons".to_owned());
    event.date = Some(EventDate {
        range: range("Monday"),
        from: Some("2024-04-22".to_owned()),
        to: Some("2024-04-22".to_owned()),
        precision: Some("day".to_owned()),
        extra: Fields::new(),
    });
    event.roles = vec![
        role("actor", "s1"),
        role("recipient", "s5"),
        role("location", "s3"),
        role("figure", "s4"),
    ];
    Work {
        article: Article::from_text("a.txt", TEXT),
        spans: vec![
            span("s1", Label::ACTOR, "Nigerien troops"),
            span("s2", Label::EVENT, "shelled"),
            gao,
            killed,
            span("s5", Label::ACTOR, "French soldiers"),
        ],
        events: vec![event],
        entities: vec![Entity {
            id: Id::new("a1"),
            name: "the army of Niger".to_owned(),
            country: Some("NER".to_owned()),
            sector: Some("MIL".to_owned()),
            spans: vec![Id::new("s1")],
            extra: Fields::new(),
        }],
        published: Some("2024-04-23".to_owned()),
    }
}

fn found(work: Work) -> HashSet<Rule> {
    let mut set = AnnotationSet::default();
    set.published = work.published;
    let spans = work
        .spans
        .into_iter()
        .map(|span| Op::AddSpan(Box::new(span)));
    let events = work
        .events
        .into_iter()
        .map(|event| Op::AddEvent(Box::new(event)));
    let entities = work
        .entities
        .into_iter()
        .map(|e| Op::AddEntity(Box::new(e)));
    for op in spans.chain(events).chain(entities) {
        set.apply(&op).unwrap();
    }
    let findings = check(&work.article, &set, &Schema::built_in());
    assert!(
        findings
            .iter()
            .all(|f| !f.said.is_empty() && !f.said.ends_with('.'))
    );
    findings.iter().map(|finding| finding.rule).collect()
}

/// What `spoil` does to sound work breaks one rule and no other, and what `mend` then does none.
#[track_caller]
fn rule(rule: Rule, spoil: impl Fn(&mut Work), mend: impl Fn(&mut Work)) {
    let mut work = sound();
    spoil(&mut work);
    assert_eq!(found(work), HashSet::from([rule]));
    let mut work = sound();
    spoil(&mut work);
    mend(&mut work);
    assert_eq!(found(work), HashSet::new());
}

fn value(work: &mut Work) -> &mut FigureValue {
    work.spans[3].value.as_mut().unwrap()
}

fn place(work: &mut Work) -> &mut Place {
    work.spans[2].place.as_mut().unwrap()
}

fn date(work: &mut Work) -> &mut EventDate {
    work.events[0].date.as_mut().unwrap()
}

#[test]
fn sound_work_breaks_no_rule() {
    assert_eq!(found(sound()), HashSet::new());
    let severities: HashSet<_> = Rule::ALL.into_iter().map(Rule::severity).collect();
    assert_eq!(severities.len(), 3);
    assert_eq!(HashSet::from(Rule::ALL).len(), Rule::ALL.len());
}

#[test]
fn spans_hold_their_heads_and_do_not_cross() {
    rule(
        Rule::HeadOutside,
        |work| work.spans[3].head = Some(range("French")),
        |work| work.spans[3].head = None,
    );
    rule(
        Rule::Crossing,
        |work| work.spans.push(span("s6", Label::ACTOR, "troops shelled")),
        |work| work.spans[5].label = Label::new("weapon"),
    );
    rule(
        Rule::Crossing,
        |work| {
            work.spans
                .push(span("s6", Label::ACTOR, "the French soldiers."));
            work.spans.push(span("s7", Label::ACTOR, "of the French"));
        },
        |work| drop(work.spans.pop()),
    );
}

#[test]
fn values_are_possible() {
    rule(
        Rule::NoValue,
        |work| work.spans[3].value = None,
        |work| work.spans[3].value = Some(Box::new(FigureValue::exactly(5.0))),
    );
    rule(
        Rule::NoValue,
        |work| *value(work) = FigureValue::default(),
        |work| value(work).high = Number::new(5.0),
    );
    rule(
        Rule::LowAboveHigh,
        |work| value(work).low = Number::new(40.0),
        |work| {
            value(work).high = Number::new(50.0);
            value(work).best = Number::new(45.0);
        },
    );
    rule(
        Rule::BestOutside,
        |work| value(work).best = Number::new(31.0),
        |work| value(work).high = None,
    );
    rule(
        Rule::BelowZero,
        |work| {
            let below = FigureValue::exactly(-3.0);
            *value(work) = FigureValue {
                kind: FigureKind::Injured,
                ..below
            };
        },
        |work| value(work).kind = FigureKind::Amount,
    );
    rule(
        Rule::ShareAboveAll,
        |work| {
            *value(work) = FigureValue {
                kind: FigureKind::Share,
                ..FigureValue::exactly(150.0)
            };
        },
        |work| value(work).kind = FigureKind::Other,
    );
}

#[test]
fn places_are_resolved_and_confirmed() {
    rule(
        Rule::PlaceUnresolved,
        |work| work.spans[2].place = None,
        |work| {
            work.spans[2].place = sound().spans[2].place.clone();
        },
    );
    rule(
        Rule::PlaceUnconfirmed,
        |work| place(work).confirmed = false,
        |work| place(work).confirmed = true,
    );
    rule(
        Rule::CoordinatesOutside,
        |work| place(work).lat = Some(162.7),
        |work| place(work).lat = Some(-90.0),
    );
    rule(
        Rule::CoordinatesOutside,
        |work| place(work).lon = None,
        |work| place(work).lat = None,
    );
}

#[test]
fn events_are_of_the_schema() {
    rule(
        Rule::NoType,
        |work| work.events[0].kind = None,
        |work| work.events[0].kind = Some("ASSAULT".to_owned()),
    );
    rule(
        Rule::UnknownType,
        |work| work.events[0].kind = Some("assault".to_owned()),
        |work| work.events[0].kind = Some("ASSAULT".to_owned()),
    );
    rule(
        Rule::ModeOfAnotherType,
        |work| work.events[0].mode = Some("visit".to_owned()),
        |work| work.events[0].kind = Some("CONSULT".to_owned()),
    );
    rule(
        Rule::ModeOfAnotherType,
        |work| work.events[0].kind = Some("AGREE".to_owned()),
        |work| work.events[0].mode = None,
    );
}

#[test]
fn events_have_their_roles() {
    rule(
        Rule::NoActor,
        |work| drop(work.events[0].roles.remove(0)),
        |work| {
            work.events[0].kind = Some("DISASTER".to_owned());
            work.events[0].mode = None;
        },
    );
    rule(
        Rule::NoPlace,
        |work| drop(work.events[0].roles.remove(2)),
        |work| work.events[0].flags.push(Flag::Negated),
    );
    rule(
        Rule::FillerOfAnotherLabel,
        |work| work.events[0].roles.push(role("recipient", "s3")),
        |work| work.events[0].roles[4].role = "via".to_owned(),
    );
    rule(
        Rule::Twice,
        |work| {
            let mut again = work.events[0].clone();
            again.id = Id::new("e2");
            again.roles.reverse();
            work.events.push(again);
        },
        |work| drop(work.events[1].roles.remove(0)),
    );
}

#[test]
fn dates_are_days_before_publication() {
    for wrong in ["Monday", "2024-02-30", "2024-4-2", "20240422"] {
        rule(
            Rule::DateUnreadable,
            |work| date(work).to = Some(wrong.to_owned()),
            |work| date(work).to = None,
        );
    }
    rule(
        Rule::DateReversed,
        |work| date(work).to = Some("2024-04-21".to_owned()),
        |work| date(work).from = Some("2024-04-20".to_owned()),
    );
    rule(
        Rule::AfterPublication,
        |work| work.published = Some("2024-04-21".to_owned()),
        |work| work.events[0].flags.push(Flag::Future),
    );
    rule(
        Rule::AfterPublication,
        |work| work.published = Some("2024-04-21".to_owned()),
        |work| work.published = None,
    );
}

#[test]
fn an_actor_is_of_one_country() {
    rule(
        Rule::TwoCountries,
        |work| {
            work.entities[0].country = None;
            work.entities[0].spans.push(Id::new("s5"));
        },
        |work| drop(work.entities[0].spans.remove(0)),
    );
    rule(
        Rule::TwoCountries,
        |work| work.entities[0].country = Some("NGA".to_owned()),
        |work| work.entities[0].country = Some("IGO".to_owned()),
    );
    rule(
        Rule::TwoActors,
        |work| {
            let mut again = work.entities[0].clone();
            again.id = Id::new("a2");
            work.entities.push(again);
        },
        |work| drop(work.entities.pop()),
    );
    rule(
        Rule::NoMentions,
        |work| work.entities[0].spans.clear(),
        |work| work.entities[0].spans.push(Id::new("s1")),
    );
}

#[test]
fn large_numbers_are_compared_to_the_last_digit() {
    rule(
        Rule::LowAboveHigh,
        |work| {
            *value(work) = FigureValue {
                low: Number::of_digits("9007199254740994"),
                high: Number::of_digits("9007199254740993"),
                ..FigureValue::default()
            };
        },
        |work| value(work).high = Number::of_digits("9007199254740995"),
    );
}

#[test]
fn nothing_fills_a_role_twice_or_itself() {
    rule(
        Rule::FillerTwice,
        |work| work.events[0].roles.push(role("recipient", "s5")),
        |work| work.events[0].roles[4].role = "via".to_owned(),
    );
    let of_event = |id: &str| Role {
        filler: RoleFiller::Event(Id::new(id)),
        ..role("cause", "")
    };
    rule(
        Rule::Circle,
        |work| work.events[0].roles.push(of_event("e1")),
        |work| drop(work.events[0].roles.pop()),
    );
    let chain = |work: &mut Work, last: &str| {
        for (id, filler) in [("e2", "e1"), ("e3", "e2")] {
            let mut event = work.events[0].clone();
            event.id = Id::new(id);
            event.roles.push(of_event(filler));
            work.events.push(event);
        }
        work.events[0].roles.push(of_event(last));
    };
    rule(
        Rule::Circle,
        |work| chain(work, "e3"),
        |work| drop(work.events[0].roles.pop()),
    );
}

#[test]
fn an_actor_has_a_name_codes_and_mentions_that_act() {
    rule(
        Rule::UnknownCode,
        |work| work.entities[0].country = Some("Niger".to_owned()),
        |work| work.entities[0].country = Some("NER".to_owned()),
    );
    rule(
        Rule::UnknownCode,
        |work| work.entities[0].sector = Some("army".to_owned()),
        |work| work.entities[0].sector = None,
    );
    rule(
        Rule::NoName,
        |work| work.entities[0].name = " ".to_owned(),
        |work| work.entities[0].name = "Niger".to_owned(),
    );
    rule(
        Rule::MentionOfAnotherLabel,
        |work| work.entities[0].spans.push(Id::new("s3")),
        |work| drop(work.entities[0].spans.pop()),
    );
}
