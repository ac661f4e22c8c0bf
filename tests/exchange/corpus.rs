//! Articles that are hard on formats.

use obelus::annotation::{
    AnnotationSet, Entity, Event, EventDate, FigureKind, FigureValue, Flag, Hedge, Id, Label, Op,
    Origin, Place, Role, RoleFiller, Span, Status, Timestamp,
};
use obelus::text::{Article, ByteRange, Header};
use serde_json::json;

pub struct Subject {
    pub article: Article,
    pub set: AnnotationSet,
    pub stem: &'static str,
}

pub fn labels() -> Vec<Label> {
    let four = [Label::ACTOR, Label::LOCATION, Label::FIGURE, Label::EVENT];
    four.into_iter().chain([Label::new("weapon")]).collect()
}

/// A subject whose marks are label and words, found one behind the other or from the start again.
fn marked(stem: &'static str, text: &str, marks: &[(&str, &str)]) -> Subject {
    let header = Header {
        title: format!("Title of {stem}"),
        published: Some("2024-04-25".to_owned()),
        url: Some(format!("https://example.org/{stem}?a=1&b=2")),
        language: Some("en".to_owned()),
        ..Header::default()
    };
    let article = Article::new(format!("{stem}.txt"), text, header);
    let mut set = AnnotationSet::default();
    set.title.clone_from(&article.header.title);
    set.published.clone_from(&article.header.published);
    let mut at = 0;
    for (label, words) in marks {
        let start = match text[at..].find(words) {
            Some(found) => at + found,
            None => text
                .find(words)
                .unwrap_or_else(|| panic!("{words:?} in {stem}")),
        };
        at = start;
        let range = ByteRange::new(start, start + words.len());
        let now = Timestamp::new("2026-11-23T10:00:00Z");
        let id = set.fresh_span_id(0);
        let span = Span::new(
            id.clone(),
            Label::new(label),
            range,
            Origin::default(),
            &now,
        );
        set.apply(&Op::AddSpan(Box::new(span))).unwrap();
        if *label == "event" {
            let event = Event::new(set.fresh_event_id(0), id);
            set.apply(&Op::AddEvent(Box::new(event))).unwrap();
        }
    }
    Subject { article, set, stem }
}

pub fn subjects() -> Vec<Subject> {
    vec![
        full(),
        marked(
            "emoji",
            "🚨 Rebels 👩‍👩‍👧 killed 650 troops in Ale\u{301}ppo🇸🇾.",
            &[
                ("actor", "Rebels 👩‍👩‍👧"),
                ("event", "killed"),
                ("figure", "650 troops"),
                ("location", "Ale\u{301}ppo🇸🇾"),
            ],
        ),
        marked(
            "rtl",
            "التقى وزير الدفاع Silifo Modi وفداً في نيامي، 25 شخصاً.\nפגישה בתל אביב.",
            &[
                ("event", "التقى"),
                ("actor", "وزير الدفاع Silifo Modi"),
                ("location", "نيامي"),
                ("figure", "25 شخصاً"),
                ("location", "תל אביב"),
            ],
        ),
        marked(
            "crlf",
            "Talks in Niamey.\r\n\r\nTroops\tleft \u{a0}Agadez\u{200b}.\r\n\r\n  Rain fell.\r\n",
            &[
                ("event", "Talks"),
                ("location", "Niamey"),
                ("actor", "Troops"),
                ("event", "left"),
                ("location", "Agadez"),
            ],
        ),
        marked(
            "overlaps",
            "Syrian army commander Ali Hassan said 650 troops died in Aleppo and Aleppo.",
            &[
                ("actor", "Syrian army commander Ali Hassan"),
                ("actor", "Syrian army commander"),
                ("location", "Syrian"),
                ("actor", "Ali Hassan"),
                ("figure", "650 troops"),
                ("event", "650 troops died"),
                ("actor", "troops"),
                ("location", "Aleppo"),
                ("actor", "Aleppo"),
                ("weapon", "army commander Ali"),
            ],
        ),
        marked(
            "newline",
            "Minister\nof Defence Modi met\n\nrebels [_*|] -> \\x; <a&b> \"quoted\" .",
            &[
                ("actor", "Minister\nof Defence Modi"),
                ("event", "met\n\nrebels"),
                ("actor", "[_*|]"),
                ("location", "<a&b>"),
                ("weapon", "\"quoted\""),
            ],
        ),
        marked(
            "edges",
            "Niger",
            &[("location", "Niger"), ("actor", "Niger")],
        ),
        marked(
            "inside",
            "Kundennummer2785708 and US$2bn, 1,500-strong, 650km; e-mail a@b.c",
            &[
                ("figure", "2785708"),
                ("figure", "$2bn"),
                ("figure", "1,500"),
                ("figure", "650km"),
            ],
        ),
        marked(
            "cjk",
            "叛军袭击了首都喀土穆。五百人死亡。",
            &[
                ("actor", "叛军"),
                ("event", "袭击"),
                ("location", "喀土穆"),
                ("figure", "五百人"),
            ],
        ),
        marked("empty", "", &[]),
        marked("blank", " \n\t\n ", &[]),
        marked("unmarked", "Nothing happened. Nothing at all.", &[]),
    ]
}

/// One that has some of everything.
fn full() -> Subject {
    let text = "On Thursday Niger’s defence minister Silifo Modi held talks with the U.S. \
                delegation in Niamey. About 650 troops will leave; Modi denied it.";
    let mut subject = marked(
        "full",
        text,
        &[
            ("actor", "defence minister Silifo Modi"),
            ("event", "held talks"),
            ("actor", "U.S. delegation"),
            ("location", "Niamey"),
            ("figure", "650 troops"),
            ("event", "leave"),
            ("actor", "Modi"),
        ],
    );
    let range = |words: &str| {
        let start = text.find(words).unwrap();
        ByteRange::new(start, start + words.len())
    };
    let mut spans: Vec<Span> = subject.set.spans().cloned().collect();
    let id = |words: &str, spans: &[Span]| {
        let of_it = |span: &&Span| subject.article.quote(span.range) == words;
        spans.iter().find(of_it).unwrap().id.clone()
    };
    let events: Vec<Event> = subject.set.events().cloned().collect();
    let (minister, talks) = (
        id("defence minister Silifo Modi", &spans),
        id("held talks", &spans),
    );
    let (delegation, niamey) = (id("U.S. delegation", &spans), id("Niamey", &spans));
    let (troops, leave) = (id("650 troops", &spans), id("leave", &spans));
    let last = spans.last().unwrap().id.clone();
    let mut set = AnnotationSet::default();
    set.annotator = Some("amina".to_owned());
    set.title.clone_from(&subject.set.title);
    set.published.clone_from(&subject.set.published);
    set.status = Status::Done;
    set.flagged = true;
    set.note = "Two sources,\nsee \"AFP\".".to_owned();
    set.attributes = [("relevant".to_owned(), json!("yes"))]
        .into_iter()
        .collect();
    for span in &mut spans {
        if span.id == minister {
            span.head = Some(range("Silifo Modi"));
            span.note = Some("New\tin office\nsince May".to_owned());
            span.attributes = [("certainty".to_owned(), json!("high"))]
                .into_iter()
                .collect();
        } else if span.id == talks {
            span.head = Some(range("talks"));
        } else if span.id == niamey {
            span.place = Some(Box::new(Place {
                name: "Niamey".to_owned(),
                geonameid: Some(2_440_485),
                country: Some("NER".to_owned()),
                admin1: Some("Niamey".to_owned()),
                lat: Some(13.51),
                lon: Some(2.11),
                kind: Some("capital".to_owned()),
                precision: Some("city".to_owned()),
                confirmed: true,
                ..Place::default()
            }));
        } else if span.id == troops {
            span.head = Some(range("650"));
            span.value = Some(Box::new(FigureValue {
                hedge: Some(Hedge::About),
                counted: Some("troops".to_owned()),
                kind: FigureKind::Size,
                ..FigureValue::exactly(650.0)
            }));
        }
        set.apply(&Op::AddSpan(Box::new(span.clone()))).unwrap();
    }
    let role = |role: &str, filler: RoleFiller| Role {
        role: role.to_owned(),
        kind: (role == "figure").then_some(FigureKind::Size),
        filler,
        extra: Default::default(),
    };
    for mut event in events {
        if event.trigger == talks {
            event.kind = Some("CONSULT".to_owned());
            event.mode = Some("visit".to_owned());
            event.contexts = vec!["diplomatic".to_owned()];
            event.roles = vec![
                role("actor", RoleFiller::Span(minister.clone())),
                role("actor", RoleFiller::Span(delegation.clone())),
                role("location", RoleFiller::Span(niamey.clone())),
            ];
            event.date = Some(EventDate {
                range: range("Thursday"),
                from: Some("2024-04-25".to_owned()),
                to: Some("2024-04-25".to_owned()),
                precision: Some("day".to_owned()),
                extra: Default::default(),
            });
        } else if event.trigger == leave {
            event.kind = Some("RETREAT".to_owned());
            event.flags = vec![Flag::Future];
            event.roles = vec![role("figure", RoleFiller::Span(troops.clone()))];
        }
        set.apply(&Op::AddEvent(Box::new(event))).unwrap();
    }
    set.apply(&Op::AddEntity(Box::new(Entity {
        id: Id::new("a1"),
        name: "Silifo Modi".to_owned(),
        country: Some("NER".to_owned()),
        sector: Some("GOV".to_owned()),
        spans: vec![minister, last],
        extra: Default::default(),
    })))
    .unwrap();
    subject.set = set;
    subject
}

/// So many spans in one article.
pub fn crowded(spans: usize) -> Subject {
    let article = Article::from_text("crowded.txt", "Rebels 🚨 left. ".repeat(spans));
    let mut set = AnnotationSet::default();
    let now = Timestamp::new("2026-11-23T10:00:00Z");
    let step = "Rebels 🚨 left. ".len();
    for n in 0..spans {
        let id = set.fresh_span_id(0);
        let range = ByteRange::new(n * step, n * step + "Rebels".len());
        let span = Span::new(id, Label::ACTOR, range, Origin::default(), &now);
        set.apply(&Op::AddSpan(Box::new(span))).unwrap();
    }
    Subject {
        article,
        set,
        stem: "crowded",
    }
}
