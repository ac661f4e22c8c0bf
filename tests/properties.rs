//! What holds for every set: it comes back from its file, every change can be taken back, and
//! no sequence of gestures leaves a reference to something that is gone.

#![expect(clippy::unwrap_used, reason = "a test says where it fails")]

use obelus::annotation::Schema;
use obelus::annotation::{
    Anchor, Anchored, Anchoring, AnnotationSet, Change, Entity, Event, EventDate, EventField,
    Extent, Faulty, Fields, FigureKind, FigureValue, Flag, Hedge, History, Id, Label, Maker,
    Number, Op, Origin, Place, Rejection, Role, RoleFiller, Span, SpanField, Status, Timestamp,
    Transaction,
    edits::{self, ActorField, Draft, EntityDraft},
};
use obelus::formats::native;
use obelus::formats::rows::{self, Form, RowWriter, Rows, Style, Work};
use obelus::text::{Article, ByteRange, Header};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

/// Text with characters of one to four bytes, CRLF and a combining mark.
const TEXT: &str = "🚨 About 650 U.S. troops left Niamey.\r\nLe préfet a parlé; e\u{301}té.\r\n\
                    وصل الوفد إلى غاو يوم الخميس.\r\nDozens were held in Agadez after talks.\n";

/// The same cases in every run. To look for new ones, take another seed.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_261_123),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn article() -> Article {
    let header = Header {
        title: "Troops leave".into(),
        published: Some("2024-04-25".into()),
        url: Some("https://example.org/1".into()),
        publisher: None,
        language: Some("en".into()),
        encoding: "utf-8".into(),
        source_sha256: "00".into(),
        replaced: 0,
        body: 0,
        record: Some("a 17".into()),
    };
    Article::new("report.txt", TEXT, header)
}

/// A range of the text from two numbers, never empty.
fn range(article: &Article, start: usize, length: usize) -> ByteRange {
    let last = article.code_points();
    let start = start % last;
    let end = (start + 1 + length).min(last);
    article.to_range(start, end).unwrap()
}

fn now(n: usize) -> Timestamp {
    Timestamp::new(&format!("2026-01-01T00:00:{:02}Z", n % 60))
}

fn apply(set: &mut AnnotationSet, op: &Op) -> bool {
    set.apply(op).is_ok()
}

// ---- save and load ----

/// Unknown fields as a later version might add them.
fn extra() -> impl Strategy<Value = Fields> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |f| f.is_finite())
            .prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec(("\\PC{0,4}", inner), 0..3)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    });
    prop::collection::vec(("x_[a-z]{1,4}", value), 0..3)
        .prop_map(|pairs| pairs.into_iter().collect())
}

fn number() -> impl Strategy<Value = Option<Number>> {
    prop_oneof![
        Just(None),
        any::<i32>().prop_map(|n| Number::new(f64::from(n))),
        (-1e18..1e18).prop_map(Number::new),
        (-1.0..1.0).prop_map(Number::new),
        any::<f64>().prop_map(Number::new),
    ]
}

fn word() -> impl Strategy<Value = Option<String>> {
    prop::option::of("\\PC{0,6}")
}

fn figure() -> impl Strategy<Value = FigureValue> {
    let hedges = vec![
        None,
        Some(Hedge::About),
        Some(Hedge::AtLeast),
        Some(Hedge::MoreThan),
        Some(Hedge::AtMost),
        Some(Hedge::LessThan),
        Some(Hedge::Range),
        Some(Hedge::Vague),
    ];
    let kinds = vec![
        FigureKind::Dead,
        FigureKind::Size,
        FigureKind::Share,
        FigureKind::Other,
    ];
    let bounds = (number(), number(), number(), any::<bool>(), any::<bool>());
    let rest = (
        prop::sample::select(hedges),
        word(),
        word(),
        prop::sample::select(kinds),
        word(),
        extra(),
    );
    (bounds, rest).prop_map(
        |((low, best, high, low_open, high_open), rest)| FigureValue {
            low,
            best,
            high,
            low_open,
            high_open,
            hedge: rest.0,
            unit: rest.1,
            counted: rest.2,
            kind: rest.3,
            policy: rest.4,
            extra: rest.5,
        },
    )
}

fn place() -> impl Strategy<Value = Place> {
    let degrees = || prop::option::of(-180.0..180.0);
    (
        ("\\PC{0,6}", prop::option::of(any::<u64>()), word(), word()),
        (degrees(), degrees(), word(), word(), any::<bool>(), extra()),
    )
        .prop_map(|((name, geonameid, country, admin1), rest)| Place {
            name,
            geonameid,
            country,
            admin1,
            lat: rest.0,
            lon: rest.1,
            kind: rest.2,
            precision: rest.3,
            confirmed: rest.4,
            extra: rest.5,
        })
}

fn origin() -> impl Strategy<Value = Origin> {
    let makers = vec![Maker::Hand, Maker::Suggestion, Maker::Import];
    (
        prop::sample::select(makers),
        word(),
        prop::option::of(0.0..=1.0),
        any::<bool>(),
        extra(),
    )
        .prop_map(|(by, matcher, score, edited, extra)| Origin {
            by,
            matcher: matcher.map(Into::into),
            score,
            edited,
            extra,
        })
}

fn label() -> impl Strategy<Value = Label> {
    prop::sample::select(vec![
        Label::ACTOR,
        Label::LOCATION,
        Label::FIGURE,
        Label::EVENT,
        Label::new("weapon"),
    ])
}

/// A span with its id left to be given.
fn span() -> impl Strategy<Value = Span> {
    (
        (
            label(),
            0usize..200,
            0usize..40,
            prop::option::of((0usize..40, 0usize..10)),
        ),
        (figure(), place(), any::<bool>(), extra(), word(), origin()),
        (
            prop::collection::vec((0usize..40, 0usize..9), 0..3),
            extra(),
            0usize..60,
            0usize..60,
            any::<bool>(),
        ),
    )
        .prop_map(
            |(
                (label, start, length, head),
                (value, place, valued, attributes, note, origin),
                rest,
            )| {
                let article = article();
                let cover = range(&article, start, length);
                let inside = |(start, length): (usize, usize)| {
                    let (first, last) = article.to_code_points(cover);
                    let start = first + start % (last - first);
                    article
                        .to_range(start, (start + 1 + length).min(last))
                        .unwrap()
                };
                let mut span = Span::new(Id::new(""), label.clone(), cover, origin, &now(rest.2));
                span.head = head.map(inside).filter(|head| *head != cover);
                span.value = (valued && label == Label::FIGURE).then_some(Box::new(value));
                span.place = (valued && label == Label::LOCATION).then_some(Box::new(place));
                span.attributes = attributes;
                span.note = note;
                span.fragments = rest.0.into_iter().map(inside).collect();
                span.extra = rest.1;
                span.anchor = rest.4.then_some(Anchor::Moved);
                span.modified = now(rest.3);
                span
            },
        )
}

/// An event frame with trigger and fillers left to be chosen.
fn event() -> impl Strategy<Value = Event> {
    let flags = vec![
        Flag::Negated,
        Flag::Future,
        Flag::Hypothetical,
        Flag::Historical,
    ];
    let date = (0usize..200, 0usize..10, word(), word(), word(), extra());
    (
        (word(), word(), prop::collection::vec("\\PC{0,4}", 0..3)),
        prop::sample::subsequence(flags, 0..4),
        prop::option::of(date),
        prop::collection::vec((any::<bool>(), any::<bool>(), extra()), 0..3),
        extra(),
    )
        .prop_map(|((kind, mode, contexts), flags, date, roles, extra)| {
            let mut event = Event::new(Id::new(""), Id::new(""));
            event.kind = kind;
            event.mode = mode;
            event.contexts = contexts;
            event.flags = flags;
            event.date = date.map(|(start, length, from, to, precision, extra)| EventDate {
                range: range(&article(), start, length),
                from,
                to,
                precision,
                extra,
            });
            let role = |(to_event, counted, extra)| Role {
                role: "figure".into(),
                kind: if counted {
                    Some(FigureKind::Injured)
                } else {
                    None
                },
                filler: if to_event {
                    RoleFiller::Event(Id::new(""))
                } else {
                    RoleFiller::Span(Id::new(""))
                },
                extra,
            };
            event.roles = roles.into_iter().map(role).collect();
            event.extra = extra;
            event
        })
}

/// Entries of a file that cannot be placed, whatever else it holds.
fn faulty() -> impl Strategy<Value = Faulty> {
    let entry = |list: &'static str, raw: Value| (Just(list), Just(raw), extra());
    let bad = |why: &str| json!({"id": "s9", "label": "actor", "start": 2, "end": 7, "quote": why});
    let mut quote = bad("Before");
    for key in ["origin", "created", "modified"] {
        quote[key] = json!("2026-01-01T00:00:00Z");
    }
    quote["origin"] = json!({"by": "hand", "edited": false});
    prop_oneof![
        entry("spans", quote),
        entry("spans", bad("no origin")),
        entry("entities", json!({"id": "a9", "spans": 3})),
        entry(
            "entities",
            json!({"id": "a9", "name": "n", "spans": ["none"]})
        ),
        entry(
            "events",
            json!({"id": "e9", "trigger": "none", "roles": []})
        ),
        entry("events", json!("not even an object")),
        entry(
            "rejected",
            json!({"label": "actor", "start": 5, "end": 5, "quote": ""})
        ),
    ]
    .prop_map(|(list, mut raw, extra)| {
        if let Value::Object(fields) = &mut raw {
            fields.extend(Map::from(extra));
        }
        Faulty {
            list,
            raw,
            why: String::new(),
        }
    })
}

fn whole_set() -> impl Strategy<Value = AnnotationSet> {
    let statuses = vec![
        Status::New,
        Status::InProgress,
        Status::Done,
        Status::Skipped,
    ];
    (
        (
            prop::option::of("[a-z0-9_-]{1,40}"),
            "\\PC{0,9}",
            prop::option::of("20[0-2][0-9]-0[1-9]-[12][0-9]"),
            prop::sample::select(statuses),
            any::<bool>(),
            "\\PC{0,9}",
            extra(),
        ),
        prop::collection::vec(span(), 0..12),
        prop::collection::vec((event(), any::<prop::sample::Index>()), 0..6),
        prop::collection::vec(
            (word(), word(), any::<prop::sample::Index>(), extra()),
            0..3,
        ),
        prop::collection::vec((label(), 0usize..200, 0usize..9, extra()), 0..4),
        prop::collection::vec(faulty(), 0..4),
        (extra(), extra(), extra(), 0u64..50),
    )
        .prop_map(
            |(record, spans, events, entities, rejected, faulty, rest)| {
                let mut set = AnnotationSet::default();
                (
                    set.annotator,
                    set.title,
                    set.published,
                    set.status,
                    set.flagged,
                    set.note,
                    set.attributes,
                ) = record;
                for mut span in spans {
                    span.id = set.fresh_span_id(0);
                    apply(&mut set, &Op::AddSpan(Box::new(span)));
                }
                let all: Vec<Id> = set.spans().map(|s| s.id.clone()).collect();
                let is_event = |s: &&Span| s.label == Label::EVENT;
                let triggers: Vec<Id> =
                    set.spans().filter(is_event).map(|s| s.id.clone()).collect();
                for id in &triggers {
                    let event = Event::new(set.fresh_event_id(0), id.clone());
                    apply(&mut set, &Op::AddEvent(Box::new(event)));
                }
                for (mut event, pick) in events {
                    if triggers.is_empty() {
                        break;
                    }
                    event.id = set.fresh_event_id(0);
                    event.trigger = pick.get(&triggers).clone();
                    for role in &mut event.roles {
                        role.filler = match role.filler {
                            RoleFiller::Span(_) => RoleFiller::Span(pick.get(&all).clone()),
                            RoleFiller::Event(_) => RoleFiller::Event(Id::new("e1")),
                        };
                    }
                    apply(&mut set, &Op::AddEvent(Box::new(event)));
                }
                for (n, (name, country, pick, extra)) in entities.into_iter().enumerate() {
                    let spans = if all.is_empty() {
                        vec![]
                    } else {
                        vec![pick.get(&all).clone()]
                    };
                    let entity = Entity {
                        id: Id::numbered('a', n as u64 + 1),
                        name: name.unwrap_or_default(),
                        country,
                        sector: None,
                        spans,
                        extra,
                    };
                    apply(&mut set, &Op::AddEntity(Box::new(entity)));
                }
                for (label, start, length, extra) in rejected {
                    let range = range(&article(), start, length);
                    apply(
                        &mut set,
                        &Op::Reject(Rejection { range, label }, extra.into()),
                    );
                }
                set.faulty = faulty;
                let order = ["spans", "entities", "events", "rejected"];
                set.faulty
                    .sort_by_key(|f| order.iter().position(|list| *list == f.list));
                set.extra = rest.0.into();
                set.article_extra = rest.1.into();
                if !rest.2.is_empty() {
                    let meta = Value::Object(rest.2.into());
                    set.article_extra.insert("meta".into(), meta);
                }
                set.raise_numbers(rest.3, 0, rest.3);
                set
            },
        )
}

fn encoded(article: &Article, set: &AnnotationSet) -> Vec<u8> {
    let mut bytes = Vec::new();
    native::encode(article, set, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_is_saved_is_loaded(set in whole_set()) {
        let article = article();
        let bytes = encoded(&article, &set);
        let loaded = native::decode(&bytes).unwrap();
        prop_assert_eq!(loaded.article.text(), article.text());
        prop_assert_eq!(&loaded.article.source, &article.source);
        let raw = |set: &AnnotationSet| -> Vec<_> {
            set.faulty.iter().map(|f| (f.list, f.raw.clone())).collect()
        };
        prop_assert_eq!(raw(&loaded.set), raw(&set));
        prop_assert_eq!(loaded.faults.len(), set.faulty.len(), "{:?}", loaded.faults);
        let mut same = loaded.set.clone();
        same.faulty.clone_from(&set.faulty);
        prop_assert_eq!(&same, &set);
        prop_assert_eq!(loaded.set.fresh_event_id(0) >= set.fresh_event_id(0), true);
        prop_assert_eq!(loaded.set.fresh_span_id(0) >= set.fresh_span_id(0), true);
        let mut again = loaded.article.clone();
        again.header = article.header.clone();
        let second = native::decode(&encoded(&again, &loaded.set)).unwrap();
        prop_assert_eq!(second.set, loaded.set);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(set in whole_set(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = encoded(&article(), &set);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = native::decode(&bytes);
        let _ = native::decode(&bytes[..at]);
    }
}

#[test]
fn a_deleted_id_does_not_come_back_after_a_load() {
    let article = article();
    let mut set = AnnotationSet::default();
    let draft = |start| Draft::by_hand(Label::EVENT, range(&article, start, 2));
    let both = edits::add(&set, &[draft(2), draft(9)], "mark", &now(0)).unwrap();
    both.apply(&mut set).unwrap();
    edits::delete(&set, &[Id::new("s2")], "delete")
        .apply(&mut set)
        .unwrap();
    let loaded = native::decode(&encoded(&article, &set)).unwrap().set;
    assert_eq!(loaded.fresh_span_id(0), Id::new("s3"));
    assert_eq!(loaded.fresh_event_id(0), Id::new("e3"));
    assert_eq!(encoded(&article, &loaded), encoded(&article, &set));
}

#[test]
fn an_event_span_without_a_frame_is_given_one() {
    let article = article();
    let mut set = AnnotationSet::default();
    let draft = Draft::by_hand(Label::EVENT, range(&article, 2, 5));
    edits::add(&set, &[draft], "mark", &now(0))
        .unwrap()
        .apply(&mut set)
        .unwrap();
    let mut file: Value = serde_json::from_slice(&encoded(&article, &set)).unwrap();
    file["events"] = json!([]);
    let loaded = native::decode(&serde_json::to_vec(&file).unwrap()).unwrap();
    assert_eq!(loaded.set, set);
    assert_eq!(loaded.faults[0].why, "s1 had no frame and was given one");
    // A frame that is there but cannot be read is the span's: no second one is made.
    file["events"] = json!([{"id": "e1", "trigger": "s1", "flags": ["unheard"]}]);
    let loaded = native::decode(&serde_json::to_vec(&file).unwrap()).unwrap();
    assert_eq!(
        (loaded.set.events().count(), loaded.set.faulty.len()),
        (0, 1)
    );
}

// ---- every change and its inverse ----

/// One number for each kind of change. No wildcard: a new kind must be given its number, and a
/// sample below.
fn number_of(op: &Op) -> usize {
    match op {
        Op::AddSpan(_) => 0,
        Op::RemoveSpan(_) => 1,
        Op::EditSpan { field, .. } => match &**field {
            SpanField::Extent(_) => 2,
            SpanField::Label(_) => 3,
            SpanField::Head(_) => 4,
            SpanField::Value(_) => 5,
            SpanField::Place(_) => 6,
            SpanField::Note(_) => 7,
            SpanField::Attributes(_) => 8,
            SpanField::Origin(_) => 9,
            SpanField::Anchor(_) => 28,
        },
        Op::AddEvent(_) => 10,
        Op::RemoveEvent(_) => 11,
        Op::EditEvent { field, .. } => match field {
            EventField::Kind(_) => 12,
            EventField::Mode(_) => 13,
            EventField::Contexts(_) => 14,
            EventField::Flags(_) => 15,
            EventField::Date(_) => 16,
            EventField::Roles(_) => 17,
        },
        Op::AddEntity(_) => 18,
        Op::RemoveEntity(_) => 19,
        Op::EditEntity { .. } => 20,
        Op::Reject(..) => 21,
        Op::Unreject(..) => 22,
        Op::Title(_) => 23,
        Op::Published(_) => 24,
        Op::Status(_) => 25,
        Op::Flag(_) => 26,
        Op::Note(_) => 27,
        Op::AddFaulty(..) => 29,
        Op::RemoveFaulty(..) => 30,
        Op::Attributes(_) => 31,
    }
}

const KINDS_OF_CHANGE: usize = 32;

/// A change of every kind that fits `set`, made from parts of another set.
fn samples(set: &AnnotationSet, parts: (Span, Event, FigureValue, Place, Fields)) -> Vec<Op> {
    let (mut new_span, mut new_event, value, place, extra) = parts;
    let span = set.spans().next().unwrap();
    let event = set.events().next().unwrap();
    let entity = set.entities().next().unwrap();
    let (rejection, kept) = set.rejections().next().unwrap();
    let edit = |field| Op::EditSpan {
        id: span.id.clone(),
        field: Box::new(field),
        modified: Change::new(span.modified.clone(), now(59)),
    };
    let edit_event = |field| Op::EditEvent {
        id: event.id.clone(),
        field,
    };
    new_span.id = set.fresh_span_id(0);
    new_span.label = Label::new("new");
    new_event.id = set.fresh_event_id(0);
    let whole = ByteRange::new(0, TEXT.len());
    let extent = Extent {
        range: whole,
        head: new_span.head,
        fragments: new_span.fragments.clone(),
    };
    let mut named = entity.clone();
    named.name.push('x');
    named.extra = extra.clone();
    vec![
        Op::AddSpan(Box::new(new_span.clone())),
        Op::RemoveSpan(Box::new(span.clone())),
        edit(SpanField::Extent(Change::new(Extent::of(span), extent))),
        edit(SpanField::Label(Change::new(
            span.label.clone(),
            Label::new("other"),
        ))),
        edit(SpanField::Head(Change::new(span.head, Some(whole)))),
        edit(SpanField::Value(Change::new(
            span.value.clone(),
            Some(Box::new(value)),
        ))),
        edit(SpanField::Place(Change::new(
            span.place.clone(),
            Some(Box::new(place)),
        ))),
        edit(SpanField::Note(Change::new(
            span.note.clone(),
            Some("n".into()),
        ))),
        edit(SpanField::Attributes(Change::new(
            span.attributes.clone(),
            extra.clone(),
        ))),
        edit(SpanField::Origin(Change::new(
            span.origin.clone(),
            new_span.origin.clone(),
        ))),
        Op::AddEvent(Box::new(new_event.clone())),
        Op::RemoveEvent(Box::new(event.clone())),
        edit_event(EventField::Kind(Change::new(
            event.kind.clone(),
            new_event.kind,
        ))),
        edit_event(EventField::Mode(Change::new(
            event.mode.clone(),
            new_event.mode,
        ))),
        edit_event(EventField::Contexts(Change::new(
            event.contexts.clone(),
            new_event.contexts,
        ))),
        edit_event(EventField::Flags(Change::new(
            event.flags.clone(),
            new_event.flags,
        ))),
        edit_event(EventField::Date(Box::new(Change::new(
            event.date.clone(),
            new_event.date,
        )))),
        edit_event(EventField::Roles(Change::new(
            event.roles.clone(),
            new_event.roles,
        ))),
        Op::AddEntity(Box::new(Entity {
            id: Id::new("other"),
            ..entity.clone()
        })),
        Op::RemoveEntity(Box::new(entity.clone())),
        Op::EditEntity {
            id: entity.id.clone(),
            change: Change::new(Box::new(entity.clone()), Box::new(named)),
        },
        Op::Reject(
            Rejection {
                range: whole,
                label: Label::new("r"),
            },
            extra.into(),
        ),
        Op::Unreject(rejection.clone(), kept.clone()),
        edit(SpanField::Anchor(Change::new(
            span.anchor,
            match span.anchor {
                None => Some(Anchor::Moved),
                Some(_) => None,
            },
        ))),
        Op::AddFaulty(set.faulty.len() / 2, Box::new(set.faulty[0].clone())),
        Op::RemoveFaulty(0, Box::new(set.faulty[0].clone())),
        Op::Title(Change::new(set.title.clone(), "t".into())),
        Op::Published(Change::new(set.published.clone(), None)),
        Op::Status(Change::new(set.status, Status::Done)),
        Op::Flag(Change::new(set.flagged, !set.flagged)),
        Op::Note(Change::new(set.note.clone(), "n".into())),
        Op::Attributes(Change::new(
            set.attributes.clone(),
            [("relevant".to_owned(), "no".into())].into_iter().collect(),
        )),
    ]
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn every_kind_of_change_is_taken_back_by_its_inverse(
        set in whole_set(), first in span(), parts in (span(), event(), figure(), place(), extra()),
    ) {
        let mut set = set;
        let mut first = first;
        first.id = set.fresh_span_id(0);
        first.label = Label::new("first");
        first.range = ByteRange::new(0, 4);
        let event = Event::new(set.fresh_event_id(0), first.id.clone());
        let entity = Entity {
            id: Id::new("a77"), name: "N".into(), country: None, sector: None,
            spans: vec![first.id.clone()], extra: Fields::new(),
        };
        let rejection = Rejection { range: ByteRange::new(0, 5), label: Label::new("first") };
        let lost = Faulty { list: "spans", raw: json!({"id": "s99"}), why: "it is lost".into() };
        for op in [
            Op::AddFaulty(set.faulty.len(), Box::new(lost)),
            Op::AddSpan(Box::new(first)),
            Op::AddEvent(Box::new(event)),
            Op::AddEntity(Box::new(entity)),
            Op::Reject(rejection, parts.4.clone().into()),
        ] {
            prop_assert!(set.apply(&op).is_ok());
        }
        let mut seen = [false; KINDS_OF_CHANGE];
        for op in samples(&set, parts) {
            let before = set.clone();
            prop_assert_eq!(set.apply(&op), Ok(()), "{:?}", op);
            prop_assert_eq!(set.apply(&op.inverse()), Ok(()), "{:?}", op);
            prop_assert_eq!(&set, &before, "{:?}", op);
            prop_assert_eq!(op.inverse().inverse(), op.clone());
            seen[number_of(&op)] = true;
        }
        prop_assert!(seen.iter().all(|seen| *seen), "{:?}", seen);
    }
}

// ---- gestures ----

#[derive(Clone, Debug)]
enum Gesture {
    Add(Label, usize, usize),
    AddTwo(Label, usize, usize),
    Delete(usize, usize),
    Relabel(usize, Label),
    Move(usize, usize, usize),
    Head(usize, Option<(usize, usize)>),
    Note(usize, String),
    Confirm(usize),
    Kind(usize, Option<String>),
    FillRole(usize, usize, bool),
    Name(usize, usize),
    Role(usize, usize, usize),
    Date(usize, Option<(usize, usize)>),
    SameActor(usize, usize),
    Code(usize, Option<String>),
    Part(usize),
    JoinActors(usize, usize, usize),
    Reject(Label, usize),
    Undo,
    Redo,
}

fn gesture() -> impl Strategy<Value = Gesture> {
    let n = || 0usize..150;
    prop_oneof![
        3 => (label(), n(), 0usize..20).prop_map(|(l, s, w)| Gesture::Add(l, s, w)),
        1 => (label(), n(), 0usize..20).prop_map(|(l, s, w)| Gesture::AddTwo(l, s, w)),
        2 => (n(), n()).prop_map(|(a, b)| Gesture::Delete(a, b)),
        2 => (n(), label()).prop_map(|(k, l)| Gesture::Relabel(k, l)),
        1 => (n(), n(), 0usize..20).prop_map(|(k, s, w)| Gesture::Move(k, s, w)),
        1 => (n(), prop::option::of((n(), 0usize..9))).prop_map(|(k, h)| Gesture::Head(k, h)),
        1 => (n(), "\\PC{0,3}").prop_map(|(k, t)| Gesture::Note(k, t)),
        1 => n().prop_map(Gesture::Confirm),
        1 => (n(), word()).prop_map(|(k, t)| Gesture::Kind(k, t)),
        3 => (n(), n(), any::<bool>()).prop_map(|(a, b, e)| Gesture::FillRole(a, b, e)),
        2 => (n(), n(), n()).prop_map(|(e, r, s)| Gesture::Role(e, r, s)),
        1 => (n(), prop::option::of((n(), 0usize..9))).prop_map(|(e, w)| Gesture::Date(e, w)),
        1 => (n(), n()).prop_map(|(a, b)| Gesture::Name(a, b)),
        3 => (n(), n()).prop_map(|(a, b)| Gesture::SameActor(a, b)),
        1 => (n(), word()).prop_map(|(k, code)| Gesture::Code(k, code)),
        1 => n().prop_map(Gesture::Part),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Gesture::JoinActors(a, b, c)),
        1 => (label(), n()).prop_map(|(l, s)| Gesture::Reject(l, s)),
        3 => Just(Gesture::Undo),
        2 => Just(Gesture::Redo),
    ]
}

/// The transaction that a gesture makes on a set; nothing where it is refused or does not fit.
fn transaction(
    set: &AnnotationSet,
    article: &Article,
    gesture: &Gesture,
    n: usize,
) -> Option<Transaction> {
    let ids: Vec<Id> = set.spans().map(|s| s.id.clone()).collect();
    let span = |k: &usize| (!ids.is_empty()).then(|| &ids[k % ids.len()]);
    let events: Vec<&Event> = set.events().collect();
    let event = |k: &usize| (!events.is_empty()).then(|| events[k % events.len()]);
    let draft =
        |label: &Label, start, length| Draft::by_hand(label.clone(), range(article, start, length));
    let named = |name: &str| EntityDraft {
        name: name.into(),
        ..EntityDraft::default()
    };
    match gesture {
        Gesture::Add(l, s, w) => edits::add(set, &[draft(l, *s, *w)], "mark", &now(n)).ok(),
        Gesture::AddTwo(l, s, w) => {
            let drafts = [draft(l, *s, *w), draft(&Label::EVENT, s + 1, *w)];
            edits::add(set, &drafts, "mark", &now(n)).ok()
        }
        Gesture::Delete(a, b) => {
            let mut doomed = vec![span(a)?.clone()];
            if span(a) != span(b) && b % 2 == 0 {
                doomed.extend(span(b).cloned());
            }
            Some(edits::delete(set, &doomed, "delete"))
        }
        Gesture::Relabel(k, l) => edits::relabel(set, span(k)?, l, &now(n)).ok(),
        Gesture::Move(k, s, w) => {
            edits::set_range(set, span(k)?, range(article, *s, *w), &now(n)).ok()
        }
        Gesture::Head(k, head) => {
            let head = head.map(|(s, w)| range(article, s, w));
            edits::set_head(set, span(k)?, head, &now(n)).ok()
        }
        Gesture::Note(k, text) => edits::set_note(set, span(k)?, text, &now(n)).ok(),
        Gesture::Confirm(k) => edits::confirm(set, &[span(k)?.clone()], &now(n)).ok(),
        Gesture::Kind(k, kind) => edits::set_event_kind(set, &event(k)?.id, kind.as_deref()).ok(),
        Gesture::FillRole(a, b, with_event) => {
            let event_a = event(a)?;
            let filler = if *with_event {
                RoleFiller::Event(event(b)?.id.clone())
            } else {
                RoleFiller::Span(span(b)?.clone())
            };
            let mut roles = event_a.roles.clone();
            roles.push(Role {
                role: "actor".into(),
                kind: None,
                filler,
                extra: Fields::new(),
            });
            let field = EventField::Roles(Change::new(event_a.roles.clone(), roles));
            let op = Op::EditEvent {
                id: event_a.id.clone(),
                field,
            };
            Some(Transaction::new("link", vec![op]))
        }
        Gesture::Name(a, b) => {
            let mut spans = vec![span(a)?.clone()];
            spans.extend(span(b).filter(|id| **id != spans[0]).cloned());
            let id = Id::numbered('a', set.last_numbers().1 + 1);
            let entity = Entity {
                id,
                name: "N".into(),
                country: None,
                sector: None,
                spans,
                extra: Fields::new(),
            };
            Some(Transaction::new(
                "name",
                vec![Op::AddEntity(Box::new(entity))],
            ))
        }
        Gesture::Role(e, role, k) => {
            let roles = &obelus::annotation::BUILT_IN_ROLES;
            let role = &roles[role % roles.len()].name;
            edits::toggle_role(set, &event(e)?.id, role, span(k)?).ok()
        }
        Gesture::Date(e, words) => {
            let date = words.map(|(start, length)| EventDate {
                range: range(article, start, length),
                from: None,
                to: None,
                precision: None,
                extra: Fields::new(),
            });
            edits::set_event_date(set, &event(e)?.id, date).ok()
        }
        Gesture::SameActor(a, b) => {
            edits::toggle_same_actor(set, span(a)?, span(b)?, named("same")).ok()
        }
        Gesture::Code(k, code) => {
            let field = ActorField::Country(code.clone());
            edits::set_actor(set, span(k)?, &field, named("coded")).ok()
        }
        Gesture::Part(k) => Some(edits::part_mention(set, span(k)?)),
        Gesture::JoinActors(a, b, c) => {
            let group = [a, b, c].map(|k| span(k).cloned());
            let group = group.into_iter().flatten().collect();
            Some(edits::join_actors(set, [(group, named("joined"))], "join"))
        }
        Gesture::Reject(label, s) => {
            let rejection = Rejection {
                range: range(article, *s, 3),
                label: label.clone(),
            };
            Some(edits::reject(set, &[rejection], "reject"))
        }
        Gesture::Undo | Gesture::Redo => None,
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_sequence_of_gestures_leaves_a_reference_to_what_is_gone(
        gestures in prop::collection::vec(gesture(), 1..60),
    ) {
        let article = article();
        let (mut set, mut history) = (AnnotationSet::default(), History::default());
        for (n, gesture) in gestures.iter().enumerate() {
            match gesture {
                Gesture::Undo => prop_assert!(history.undo(&mut set).is_ok()),
                Gesture::Redo => prop_assert!(history.redo(&mut set).is_ok()),
                other => {
                    if let Some(done) = transaction(&set, &article, other, n) {
                        let applied = history.apply(&mut set, done);
                        prop_assert_eq!(applied, Ok(()), "{:?}", other);
                    }
                }
            }
            prop_assert_eq!(set.dangling(), Vec::<Id>::new(), "{:?}", gesture);
            for span in set.spans() {
                let framed = set.events_of(&span.id).next().is_some();
                prop_assert_eq!(framed, span.label == Label::EVENT, "{:?}", gesture);
                prop_assert!(span.head.is_none_or(|h| span.range.contains_range(h)));
                let of: Vec<_> = set.entities_of(&span.id).collect();
                let named = |entity: &&Entity| entity.spans.contains(&span.id);
                let linear: Vec<_> = set.entities().filter(named).collect();
                prop_assert_eq!(of, linear, "{:?}", gesture);
            }
        }
        let end = set.clone();
        let loaded = native::decode(&encoded(&article, &set)).unwrap();
        prop_assert_eq!(&loaded.faults, &[]);
        prop_assert_eq!(&loaded.set, &end);
        while history.undo(&mut set).unwrap().is_some() {}
        prop_assert_eq!(&set, &AnnotationSet::default());
    }
}

// ---- rows ----

/// The records of a table as another reader has them.
fn csv_records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut fields, mut ends) = (vec![0; bytes.len() + 8], vec![0; 1024]);
    let (mut input, mut records) = (bytes, Vec::new());
    loop {
        let (result, used, _, count) = reader.read_record(input, &mut fields, &mut ends);
        input = &input[used..];
        match result {
            csv_core::ReadRecordResult::Record => {
                let starts = std::iter::once(&0).chain(&ends);
                let cells = starts.zip(&ends[..count]);
                let cells = cells.map(|(start, end)| {
                    std::str::from_utf8(&fields[*start..*end])
                        .unwrap()
                        .to_owned()
                });
                records.push(cells.collect());
            }
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::End => return records,
            other => panic!("{other:?}"),
        }
    }
}

fn rows_of(set: &AnnotationSet, rows: Rows, form: Form) -> Vec<u8> {
    let mut writer = RowWriter::new(rows, form, &Schema::built_in());
    let mut out = Vec::new();
    writer.begin(&mut out).unwrap();
    let article = article();
    let work = Work::new(&article, set, "a/b.txt");
    writer.article(&work, &mut out).unwrap();
    out
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn another_reader_has_the_same_cells(set in whole_set()) {
        let safe = Form::Csv { bom: false, raw: false };
        let raw = Form::Csv { bom: false, raw: true };
        let all = [Rows::Events(Style::Acled), Rows::Events(Style::Plover), Rows::Spans];
        for rows in all {
            let safe = csv_records(&rows_of(&set, rows, safe));
            let raw = csv_records(&rows_of(&set, rows, raw));
            let count = match rows {
                Rows::Events(_) => set.events().count(),
                Rows::Spans => set.len(),
            };
            prop_assert_eq!(safe.len(), count + 1);
            let columns = rows::columns(rows, &Schema::built_in());
            for (safe, raw) in safe.iter().zip(&raw) {
                prop_assert_eq!(safe.len(), columns.len());
                let back: Vec<_> = safe.iter().map(|cell| rows::unguarded(cell)).collect();
                prop_assert_eq!(&back, raw);
            }
            let lines = rows_of(&set, rows, Form::Jsonl);
            let lines = std::str::from_utf8(&lines).unwrap().lines();
            for (line, raw) in lines.zip(raw.iter().skip(1)) {
                let object: Map<String, Value> = serde_json::from_str(line).unwrap();
                for (column, cell) in columns.iter().zip(raw) {
                    let Some(value) = object.get(&column.name) else {
                        prop_assert!(column.name.contains('.'), "{}", column.name);
                        continue;
                    };
                    match value {
                        Value::Array(values) if column.several => {
                            let cells = rows::split(cell);
                            let lone_nothing = values.len() == 1 && cells.is_empty();
                            prop_assert!(lone_nothing || cells.len() == values.len());
                            for (value, cell) in values.iter().zip(&cells) {
                                prop_assert_eq!(&plain(value), cell);
                            }
                        }
                        other => prop_assert_eq!(&plain(other), cell),
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_words_of_every_span_stand_where_its_row_says(set in whole_set()) {
        let text: Vec<char> = TEXT.chars().collect();
        let lines = rows_of(&set, Rows::Spans, Form::Jsonl);
        for line in std::str::from_utf8(&lines).unwrap().lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let at = |name: &str| usize::try_from(row[name].as_u64().unwrap()).unwrap();
            let words: String = text[at("span_start")..at("span_end")].iter().collect();
            prop_assert_eq!(&row["span_quote"], &Value::from(words));
            if !row["head"].is_null() {
                let head: String = text[at("head_start")..at("head_end")].iter().collect();
                prop_assert_eq!(&row["head"], &Value::from(head));
            }
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

// ---- an edited article ----

/// A text that shares much with [`TEXT`]: pieces of it, in any order, with others between them.
fn edited_text() -> impl Strategy<Value = String> {
    let cuts: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).collect();
    let piece = (
        prop::sample::select(cuts.clone()),
        prop::sample::select(cuts),
    );
    let piece = piece.prop_map(|(a, b)| TEXT[a.min(b)..a.max(b)].to_owned());
    let lines = prop::sample::select(TEXT.lines().collect::<Vec<_>>());
    prop::collection::vec(
        prop_oneof![
            3 => lines.prop_map(|line| format!("{line}\r\n")),
            1 => piece,
            1 => "\\PC{0,9}",
            1 => Just(" ".to_owned()),
        ],
        0..9,
    )
    .prop_map(|pieces| pieces.concat())
}

/// What a set and its leftovers hold, by list: nothing may be missing behind.
fn held(set: &AnnotationSet) -> Vec<(&'static str, String)> {
    let mut held = Vec::new();
    held.extend(set.spans().map(|s| ("spans", s.id.to_string())));
    held.extend(set.entities().map(|e| ("entities", e.id.to_string())));
    held.extend(set.events().map(|e| ("events", e.id.to_string())));
    held.extend(
        set.rejections()
            .map(|(r, _)| ("rejected", r.label.to_string())),
    );
    held.extend(set.faulty.iter().map(|f| {
        let name = if f.list == "rejected" { "label" } else { "id" };
        (f.list, f.raw[name].as_str().unwrap_or_default().to_owned())
    }));
    held.sort();
    held
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn carrying_over_to_the_same_text_changes_nothing(set in whole_set()) {
        let article = article();
        let unconfirmed = set.spans().filter(|s| s.anchor.is_some()).count();
        let carried = native::carry_over(&set, &article, &article);
        prop_assert_eq!(&carried.set, &set);
        prop_assert_eq!(carried.set.last_numbers(), set.last_numbers());
        prop_assert_eq!((carried.exact, carried.moved.len()), (set.len() - unconfirmed, unconfirmed));
        prop_assert_eq!((carried.lost, carried.left), (0, 0));
    }

    #[test]
    fn carrying_over_loses_nothing_and_leaves_nothing_dangling(
        set in whole_set(), text in edited_text(),
    ) {
        let old = article();
        let new = Article::new("report.txt", text, old.header.clone());
        let carried = native::carry_over(&set, &old, &new);
        prop_assert_eq!(held(&carried.set), held(&set));
        prop_assert_eq!(carried.set.dangling(), Vec::<Id>::new());
        prop_assert_eq!(carried.set.last_numbers(), set.last_numbers());
        prop_assert_eq!(carried.exact + carried.moved.len() + carried.lost, set.len());
        for span in carried.set.spans() {
            prop_assert!(new.holds(span.range) && !span.range.is_empty());
            prop_assert!(span.head.is_none_or(|h| span.range.contains_range(h)));
            prop_assert!(span.fragments.iter().all(|f| span.range.contains_range(*f)));
            let was = set.span(&span.id).unwrap();
            if span.anchor.is_none() {
                prop_assert_eq!(new.quote(span.range), old.quote(was.range));
            }
        }
        // What went to the file comes back from it, and no lost entry lands anywhere by chance.
        let loaded = native::decode(&encoded(&new, &carried.set)).unwrap();
        let raw = |set: &AnnotationSet| -> Vec<_> {
            set.faulty.iter().map(|f| (f.list, f.raw.clone())).collect()
        };
        prop_assert_eq!(raw(&loaded.set), raw(&carried.set));
        let mut same = loaded.set.clone();
        same.faulty.clone_from(&carried.set.faulty);
        prop_assert_eq!(&same, &carried.set);
        // Each can be given a place by hand, and that can be taken back.
        for index in 0..carried.set.faulty.len() {
            let Some(words) = new.to_range(0, new.code_points().min(3)) else {
                continue;
            };
            let mut set = carried.set.clone();
            if let Ok(placed) = native::place_lost(&set, &new, index, words, &now(1)) {
                prop_assert_eq!(placed.apply(&mut set), Ok(()));
                prop_assert_eq!(set.dangling(), Vec::<Id>::new());
                prop_assert_eq!(placed.inverse().apply(&mut set), Ok(()));
                prop_assert_eq!(&set, &carried.set);
            }
        }
    }

    #[test]
    fn any_two_texts_can_be_compared(
        old in "(a|b|ab|\\. |\\r?\\n|é|\u{301}|🚨| |\\PC){0,60}",
        new in "(a|b|ab|\\. |\\r?\\n|é|\u{301}|🚨| |\\PC){0,60}",
        start in 0usize..80, length in 0usize..30,
    ) {
        let (old, new) = (Article::from_text("a", old), Article::from_text("a", new));
        let anchoring = Anchoring::new(&old, &new);
        let ends = ByteRange::new(start, start + length);
        for range in old.to_range(start, start + length).into_iter().chain([ends]) {
            match anchoring.place(range) {
                Anchored::Exact(at) => prop_assert_eq!(new.quote(at), old.quote(range)),
                Anchored::Moved(at) => prop_assert!(new.holds(at) && !at.is_empty()),
                Anchored::Lost(_) => {}
            }
        }
        let same = Anchoring::new(&old, &old);
        if let Some(range) = old.to_range(start, start + length) {
            prop_assert_eq!(same.place(range), Anchored::Exact(range));
        }
    }
}

#[test]
fn what_hangs_on_a_lost_span_is_kept_and_comes_back_with_it() {
    let old = Article::from_text(
        "a.txt",
        "Rebels met. Troops left Gao on Friday. Talks failed.",
    );
    let new = Article::from_text("a.txt", "Rebels met. A convoy went home. Talks failed.");
    let mut set = AnnotationSet::default();
    let at = |words: &str| {
        let start = old.text().find(words).unwrap();
        ByteRange::new(start, start + words.len())
    };
    let drafts = [
        Draft::by_hand(Label::ACTOR, at("Troops")),
        Draft::by_hand(Label::EVENT, at("failed")),
        Draft::by_hand(Label::ACTOR, at("Rebels")),
    ];
    let made = edits::add(&set, &drafts, "mark", &now(0)).unwrap();
    made.apply(&mut set).unwrap();
    let role = Role {
        role: "actor".into(),
        kind: None,
        filler: RoleFiller::Span(Id::new("s1")),
        extra: Fields::new(),
    };
    let roles = EventField::Roles(Change::new(vec![], vec![role]));
    let entity = Entity {
        id: Id::new("a1"),
        name: "the army".into(),
        country: None,
        sector: None,
        spans: vec![Id::new("s1")],
        extra: Fields::new(),
    };
    for op in [
        Op::EditEvent {
            id: Id::new("e1"),
            field: roles,
        },
        Op::AddEntity(Box::new(entity)),
    ] {
        set.apply(&op).unwrap();
    }
    let carried = native::carry_over(&set, &old, &new);
    assert_eq!((carried.exact, carried.lost, carried.left), (2, 1, 2));
    let lists: Vec<_> = carried.set.faulty.iter().map(|f| f.list).collect();
    assert_eq!(lists, ["spans", "entities", "events"]);
    let raw = &carried.set.faulty[0].raw;
    assert_eq!(
        (&raw["start"], &raw["quote"], &raw["anchor"]),
        (&json!(12), &json!("Troops"), &json!("lost"))
    );
    let convoy = ByteRange::new(14, 20);
    assert_eq!(new.quote(convoy), "convoy");
    let mut back = carried.set.clone();
    let placed = native::place_lost(&back, &new, 0, convoy, &now(2)).unwrap();
    placed.apply(&mut back).unwrap();
    assert_eq!(back.faulty, []);
    assert_eq!(back.span(&Id::new("s1")).unwrap().range, convoy);
    assert_eq!(back.events().count(), 1);
    assert_eq!(back.entities().count(), 1);
}

#[test]
fn a_moved_span_wants_confirmation_until_it_has_it() {
    let old = Article::from_text("a.txt", "Troops left the city of Gao on Friday.");
    let new = Article::from_text("a.txt", "Troops left the city of Gao late on Friday.");
    let mut set = AnnotationSet::default();
    let draft = Draft::by_hand(Label::LOCATION, ByteRange::new(24, 27));
    let made = edits::add(&set, &[draft], "mark", &now(0)).unwrap();
    made.apply(&mut set).unwrap();
    let id = Id::new("s1");
    let carried = native::carry_over(&set, &old, &new);
    assert_eq!(carried.moved, std::slice::from_ref(&id));
    let saved = encoded(&new, &carried.set);
    let loaded = native::decode(&saved).unwrap().set;
    assert_eq!(loaded.span(&id).unwrap().anchor, Some(Anchor::Moved));
    for clears in [
        edits::confirm(&loaded, std::slice::from_ref(&id), &now(1)).unwrap(),
        edits::set_range(&loaded, &id, ByteRange::new(20, 27), &now(1)).unwrap(),
    ] {
        let mut set = loaded.clone();
        clears.apply(&mut set).unwrap();
        assert_eq!(set.span(&id).unwrap().anchor, None);
        clears.inverse().apply(&mut set).unwrap();
        assert_eq!(set, loaded);
    }
}
