//! The language in tables: what is read, refused, offered and found.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::annotation::edits::{self, Draft};
use crate::annotation::{
    AnnotationSet, Entity, FigureKind, FigureValue, Flag, Id, Label, Maker, Op, Role, RoleFiller,
    Schema, SpanField, Status, Timestamp, Transaction,
};
use crate::text::{Article, ByteRange, Header};

fn vocabulary() -> Vocabulary {
    let mut known = Vocabulary::of(&Schema::built_in());
    known.labels.push("weapon".to_owned());
    known.event_types = vec!["ASSAULT".to_owned(), "CONSULT".to_owned()];
    known.units.insert("EUR".to_owned());
    known.units.insert("km/h".to_owned());
    known.names.insert("Mohamed Bazoum".to_owned());
    known
}

fn read(query: &str) -> Result<Query, QueryError> {
    Query::read(query, &vocabulary())
}

fn check_printed(query: &str, printed: &str) {
    let found = read(query).map(|query| query.to_string());
    assert_eq!(found.as_deref(), Ok(printed), "{query}");
    assert_eq!(read(printed), read(query), "{printed}");
}

#[test]
fn no_label_of_a_schema_hides_behind_a_field() {
    let built_in = Schema::built_in();
    let own = |name: &&str| built_in.label(&Label::new(name)).is_none();
    let fields: Vec<&str> = FIELDS.iter().map(|def| def.name).filter(own).collect();
    assert_eq!(fields, crate::annotation::RESERVED_LABELS);
}

#[test]
fn queries_are_read_as_they_are_meant() {
    check_printed("coup Niger", "coup Niger");
    check_printed("  “coup d’état”  ", "\"coup d’état\"");
    check_printed("a AND b Or c not d", "a b or c -d");
    check_printed("(a or b) c", "(a or b) c");
    check_printed("((a) (b c))", "a b c");
    check_printed("-(a b) --c", "-(a b) -(-c)");
    check_printed("F-16 10:30 *ria Nig*", "\"F-16\" \"10:30\" *ria Nig*");
    check_printed("ACTOR:Bazoum actor:*", "actor:Bazoum actor:*");
    check_printed(
        "figure>1,000 figure:20..30 figure>=2.5",
        "figure>1000 figure:20..30 figure>=2.5",
    );
    check_printed(
        "figure:20.. figure:..30 figure=5",
        "figure>=20 figure<=30 figure:5",
    );
    check_printed(
        "figure:\"650\" figure:dozens",
        "figure:\"650\" figure:dozens",
    );
    check_printed(
        "status:in-progress flagged is:future",
        "status:in_progress is:flagged is:future",
    );
    check_printed(
        "date>=2024-04 date:2023..2024-02",
        "date>=2024-04 date:2023..2024-02",
    );
    check_printed(
        "role:actor=Niger role:actor=\"a b\" role:date",
        "role:actor=Niger role:actor=\"a b\" role:date",
    );
    check_printed(
        "event:ASSAULT type:CONSULT unit:%",
        "event:ASSAULT type:CONSULT unit:\"%\"",
    );
    check_printed("weapon:rifle label:Weapon", "weapon:rifle label:weapon");
    check_printed(
        "attribute.certainty:high attribute.n>3 article.topic:*",
        "attribute.certainty:high attribute.n>3 article.topic:*",
    );
    check_printed(
        "\"flagged\" \"or\" \"a\\\"b\\\\\"",
        "\"flagged\" \"or\" \"a\\\"b\\\\\"",
    );
    check_printed("troops(Niamey)\"a b\"", "troops Niamey \"a b\"");
}

/// The place of a mistake is marked with brackets in the query.
fn check_wrong(marked: &str, message: &str) {
    let start = marked.find('⟦').unwrap();
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let query = marked.replace(['⟦', '⟧'], "");
    let error = read(&query).unwrap_err();
    assert_eq!(error.to_string(), message, "{query}");
    assert_eq!(error.range, ByteRange::new(start, end), "{query}: {error}");
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_would_be_right() {
    check_wrong("⟦ ⟧", "nothing is looked for");
    check_wrong("a ⟦*⟧", "nothing is looked for");
    check_wrong(
        "a ⟦actr⟧:b",
        "there is no field “actr” (did you mean actor:?); put it in quotes to look for it in the text",
    );
    check_wrong(
        "⟦http⟧://x",
        "there is no field “http”; put it in quotes to look for it in the text",
    );
    check_wrong(
        "⟦attribute⟧:x",
        "attribute: the name of the attribute stands behind a point; write attribute.certainty:high",
    );
    check_wrong(
        "⟦article⟧:x",
        "article: the name of the attribute stands behind a point; write article.relevant:yes",
    );
    check_wrong("⟦actor:⟧ x", "actor: takes words, or * for any");
    check_wrong("⟦status:⟧", "status: takes new, in_progress, done, skipped");
    check_wrong(
        "status:⟦finished⟧",
        "status: is one of new, in_progress, done, skipped",
    );
    check_wrong(
        "label:⟦place⟧",
        "label: is one of actor, location, figure, event, weapon",
    );
    check_wrong(
        "actor⟦>⟧5",
        "actor: cannot be compared with >; write actor:Bazoum",
    );
    check_wrong("figure>⟦many⟧", "“many” is no number; write figure>1000");
    check_wrong("score:⟦high⟧", "“high” is no number; write score<0.8");
    check_wrong("figure:⟦30..20⟧", "the first of the two is the larger one");
    check_wrong(
        "date:⟦2024-04..2024-03⟧",
        "the first of the two is the larger one",
    );
    check_wrong(
        "date>=⟦April⟧",
        "“April” is no day; write 2024-04-25, 2024-04 or 2024",
    );
    check_wrong(
        "date:2024..⟦25⟧",
        "“25” is no day; write 2024-04-25, 2024-04 or 2024",
    );
    check_wrong("é ⟦\"⟧open", "the quotation mark is not closed");
    check_wrong("a ⟦(⟧b or c", "the parenthesis is not closed");
    check_wrong(
        "a b⟦)⟧ c",
        "this parenthesis was not opened; put it in quotes to look for it",
    );
    check_wrong("(⟦)⟧", "there is nothing between the parentheses");
    check_wrong(
        "⟦or⟧ a",
        "“or” stands between two conditions; put it in quotes to look for the word",
    );
    check_wrong(
        "a ⟦or⟧",
        "“or” stands between two conditions; put it in quotes to look for the word",
    );
    check_wrong("a ⟦-⟧", "nothing follows to be left out");
    check_wrong("a ⟦not⟧ or b", "nothing follows to be left out");
    let deep = format!("{}a", "(".repeat(60));
    assert_eq!(read(&deep).unwrap_err().wrong, Wrong::TooDeep);
    let long = "a ".repeat(600);
    assert_eq!(read(&long).unwrap_err().wrong, Wrong::TooLong(1000));
}

#[test]
fn every_example_of_the_table_is_a_query_of_its_field() {
    for def in FIELDS {
        let printed = read(def.example).unwrap_or_else(|e| panic!("{}: {e}", def.example));
        assert!(def.example.starts_with(def.name), "{}", def.example);
        assert!(!printed.to_string().is_empty() && !def.help.is_empty());
        assert!(guide().contains(&format!("`{}`", def.example)));
    }
}

/// The caret is a bar in the query; what is offered, and what the query is when the first is taken.
fn check_offered(marked: &str, offered: &[&str], taken: &str) {
    let caret = marked.find('|').unwrap();
    let query = marked.replace('|', "");
    let found = complete(&query, caret, &vocabulary());
    let texts: Vec<_> = found.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, offered, "{marked}");
    if let Some(first) = texts.first() {
        let mut query = query.clone();
        query.replace_range(found.range.as_range(), first);
        assert_eq!(query, taken, "{marked}");
    }
}

#[test]
fn completion_offers_what_may_stand_at_the_caret() {
    check_offered("sta|", &["status:"], "status:");
    check_offered("a -sta|", &["status:"], "a -status:");
    check_offered("(lo|", &["location:"], "(location:");
    check_offered("N|", &["note:", "noted", "negated", "not "], "note:");
    check_offered("weap|", &["weapon:"], "weapon:");
    check_offered(
        "status:|",
        &["new", "in_progress", "done", "skipped"],
        "status:new",
    );
    check_offered("status:d|one x", &["done"], "status:done x");
    check_offered("event:|", &["ASSAULT", "CONSULT"], "event:ASSAULT");
    check_offered("type:as|", &["ASSAULT"], "type:ASSAULT");
    check_offered("unit:k|", &["\"km/h\""], "unit:\"km/h\"");
    check_offered(
        "role:|",
        &["actor", "recipient", "location", "date", "figure"],
        "role:actor",
    );
    check_offered(
        "role:actor=mo|",
        &["\"Mohamed Bazoum\""],
        "role:actor=\"Mohamed Bazoum\"",
    );
    check_offered("actor:\"Moh|", &[], "");
    check_offered(
        "actor:moh|",
        &["\"Mohamed Bazoum\""],
        "actor:\"Mohamed Bazoum\"",
    );
    check_offered("\"in quotes sta|", &[], "");
    check_offered("status:done|", &[], "");
    check_offered("nothing:|", &[], "");
    let all = complete("", 0, &vocabulary());
    assert_eq!(all.items.len(), FIELDS.len() + 1);
}

const TEXT: &str = "Niger said on Thursday that 650 U.S. troops would leave Niamey. \
                    President Bazoum met envoys; the army attacked Gao and 20 people died.";

/// An article with spans, values, frames and an actor behind two mentions.
fn subject() -> (Article, AnnotationSet) {
    let header = Header {
        title: "Troops to leave".to_owned(),
        published: Some("2024-04-25".to_owned()),
        language: Some("en".to_owned()),
        ..Header::default()
    };
    let article = Article::new("report 9.txt", TEXT, header.clone());
    let place = |words: &str| {
        let start = TEXT.find(words).unwrap();
        ByteRange::new(start, start + words.len())
    };
    let mut set = AnnotationSet::default();
    set.title = header.title;
    set.published = header.published;
    let draft = |words: &str, label| Draft::by_hand(label, place(words));
    let figure = |words: &str, value: FigureValue| Draft {
        value: Some(value),
        ..draft(words, Label::FIGURE)
    };
    let mut assault = draft("attacked", Label::EVENT);
    assault.event_kind = Some("ASSAULT".to_owned());
    let mut consult = draft("met", Label::EVENT);
    consult.event_kind = Some("CONSULT".to_owned());
    consult.event_flags = vec![Flag::Negated];
    let mut suggested = draft("Niamey", Label::LOCATION);
    suggested.origin.by = Maker::Suggestion;
    suggested.origin.matcher = Some("places".into());
    suggested.origin.score = Some(0.75);
    let troops = FigureValue {
        counted: Some("troops".to_owned()),
        kind: FigureKind::Size,
        ..FigureValue::exactly(650.0)
    };
    let people = FigureValue {
        counted: Some("people".to_owned()),
        kind: FigureKind::Dead,
        unit: Some("EUR".to_owned()),
        ..FigureValue::exactly(20.0)
    };
    let drafts = [
        draft("Niger", Label::ACTOR),
        figure("650 U.S. troops", troops),
        suggested,
        draft("President Bazoum", Label::ACTOR),
        consult,
        draft("the army", Label::ACTOR),
        assault,
        draft("Gao", Label::LOCATION),
        figure("20 people", people),
    ];
    let all = edits::add(&set, &drafts, "", &Timestamp::default()).unwrap();
    all.apply(&mut set).unwrap();
    let entity = Entity {
        id: Id::new("a1"),
        name: "Mohamed Bazoum".to_owned(),
        country: Some("NER".to_owned()),
        sector: Some("GOV".to_owned()),
        spans: vec![Id::new("s4")],
        extra: Default::default(),
    };
    let role = Role {
        role: "actor".to_owned(),
        kind: None,
        filler: RoleFiller::Span(Id::new("s6")),
        extra: Default::default(),
    };
    let roles = crate::annotation::Change::new(Vec::new(), vec![role]);
    let certain = [
        ("certainty".to_owned(), json!("high")),
        ("n".to_owned(), json!(4)),
    ];
    let attributes =
        crate::annotation::Change::new(Default::default(), certain.into_iter().collect());
    let still = crate::annotation::Change::new(Timestamp::default(), Timestamp::default());
    let more = Transaction::new(
        "",
        vec![
            Op::AddEntity(Box::new(entity)),
            Op::EditEvent {
                id: Id::new("e2"),
                field: crate::annotation::EventField::Roles(roles),
            },
            Op::EditSpan {
                id: Id::new("s8"),
                field: Box::new(SpanField::Attributes(attributes)),
                modified: still,
            },
            Op::Status(crate::annotation::Change::new(Status::New, Status::Done)),
            Op::Attributes(crate::annotation::Change::new(
                Default::default(),
                [("Topic".to_owned(), json!("coup"))].into_iter().collect(),
            )),
        ],
    );
    more.apply(&mut set).unwrap();
    (article, set)
}

fn check_found(query: &str, expected: Option<&[&str]>) {
    let (article, set) = subject();
    let read = read(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let found = read.find(&article, Some(&set), 100);
    let words = found.as_ref().map(|found| {
        let hits = found.hits.iter();
        let words = |hit: &Hit| hit.range.map_or("(article)", |range| article.quote(range));
        hits.map(words).collect::<Vec<_>>()
    });
    assert_eq!(words.as_deref(), expected, "{query}");
    if expected.is_some() {
        assert!(!read.rules_out_text(TEXT), "{query}");
    }
    if read.needs_annotations() {
        assert_eq!(read.find(&article, None, 1), None, "{query}");
    }
}

#[test]
fn what_is_asked_for_is_found() {
    let article: Option<&[&str]> = Some(&["(article)"]);
    check_found("niger", Some(&["Niger"]));
    check_found("niger \"gao and\"", Some(&["Niger", "Gao and"]));
    check_found("niger mali", None);
    // Words that stand beside each other in both are one hit.
    check_found("u.s. troops", Some(&["U.S. troops"]));
    check_found("troops u.s.", Some(&["U.S.", "troops"]));
    check_found(
        "president bazoum met gao",
        Some(&["President Bazoum met", "Gao"]),
    );
    check_found("gao 20", Some(&["Gao", "20"]));
    check_found("bazoum -mali met", Some(&["Bazoum", "met"]));
    check_found("niger or mali", Some(&["Niger"]));
    check_found("niger -mali", Some(&["Niger"]));
    check_found("-mali", article);
    check_found("-niger", None);
    check_found("actor:Bazoum", Some(&["President Bazoum"]));
    check_found("actor:Mohamed", Some(&["President Bazoum"]));
    check_found("actor:*", Some(&["Niger", "President Bazoum", "the army"]));
    check_found("actor:Gao", None);
    check_found("figure>100", Some(&["650 U.S. troops"]));
    check_found("figure:20..30", Some(&["20 people"]));
    check_found("figure<1000", Some(&["650 U.S. troops", "20 people"]));
    check_found("figure:troops", Some(&["650 U.S. troops"]));
    check_found("figure<100 counted:troops", None);
    check_found("figure>100 counted:troops", Some(&["650 U.S. troops"]));
    check_found("counted:troops kind:dead", None);
    check_found("unit:eur kind:dead", Some(&["20 people"]));
    check_found("event:assault", Some(&["attacked"]));
    check_found("event:attacked type:assault", Some(&["attacked"]));
    check_found("negated", Some(&["met"]));
    check_found("event:* -negated", Some(&["attacked"]));
    check_found("role:actor", Some(&["attacked"]));
    check_found("role:actor=army", Some(&["attacked"]));
    check_found("role:actor=Niger", None);
    check_found("label:location", Some(&["Niamey", "Gao"]));
    check_found("country:ner", Some(&["President Bazoum"]));
    check_found("sector:gov", Some(&["President Bazoum"]));
    check_found("actor:Mohamed sector:GOV", Some(&["President Bazoum"]));
    check_found("sector:MIL", None);
    check_found("by:suggestion", Some(&["Niamey"]));
    check_found("matcher:places score<0.8", Some(&["Niamey"]));
    check_found("attribute.certainty:high", Some(&["Gao"]));
    check_found("attribute.n>3 attribute.certainty:*", Some(&["Gao"]));
    check_found("attribute.n>4", None);
    check_found("article.topic:coup", article);
    check_found("article.topic:* actor:Bazoum", Some(&["President Bazoum"]));
    check_found("article.topic:flood", None);
    check_found("article.source:*", None);
    check_found("status:done", article);
    check_found("-status:done", None);
    check_found("status:new or flagged or noted", None);
    check_found(
        "date>=2024-04-01 title:troops source:\"report 9\" language:EN",
        article,
    );
    check_found("date<2024-04", None);
}

#[test]
fn conditions_hold_for_one_span_where_they_can() {
    // Different labels are different spans of the article; the words only have to be there.
    check_found(
        "actor:Niger figure>100 niamey",
        Some(&["Niger", "650 U.S. troops"]),
    );
    check_found("actor:Niger figure>1000", None);
    check_found(
        "(counted:troops or counted:people) figure<100",
        Some(&["20 people"]),
    );
    check_found(
        "(actor:Niger or location:Gao) by:hand",
        Some(&["Niger", "Gao"]),
    );
    check_found("location:* by:suggestion", Some(&["Niamey"]));
    // What is left out is left out of the spans that are asked for, or of the article.
    check_found("figure:* -counted:troops", Some(&["20 people"]));
    check_found("figure>100 -actor:Bazoum", None);
    check_found("figure>100 -actor:Macron", Some(&["650 U.S. troops"]));
    check_found("-actor:Macron", Some(&["(article)"]));
    check_found("-actor:*", None);
    check_found(
        "(actor:Niger figure>1000) or (actor:Niger figure>100)",
        Some(&["Niger", "650 U.S. troops"]),
    );
    check_found("status:done actor:Niger", Some(&["Niger"]));
    check_found("actor:Niger or mali or gao", Some(&["Niger"]));
}

#[test]
fn an_article_without_annotations_is_new() {
    let article = Article::from_text("a.txt", TEXT);
    let found = |query: &str| read(query).unwrap().find(&article, None, 10).is_some();
    assert!(found("status:new niger") && found("-actor:*") && !found("actor:*"));
    let needs = |query: &str| read(query).unwrap().needs_annotations();
    assert!(needs("actor:x") && needs("niger actor:x") && !needs("niger or actor:x"));
    assert!(!needs("-actor:x") && !needs("status:done"));
}

#[test]
fn a_text_is_ruled_out_by_its_words_alone() {
    let out = |query: &str| read(query).unwrap().rules_out_text(TEXT);
    assert!(out("mali") && out("mali actor:x") && out("-niger") && out("mali or -gao"));
    assert!(!out("niger actor:x") && !out("mali or actor:x") && !out("actor:mali"));
}

#[test]
fn no_more_places_are_told_than_asked_for() {
    let (article, set) = subject();
    let found = read("actor:*")
        .unwrap()
        .find(&article, Some(&set), 2)
        .unwrap();
    assert_eq!((found.hits.len(), found.more), (2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn a_printed_query_is_read_as_the_same(
        parts in prop::collection::vec(
            prop_oneof![
                "(-|not |)(actor|figure|event|label|counted|unit|kind|role|when|score|status|is|date|title|weapon|attribute\\.n|article\\.n|by)(:|=|>|>=|<|<=|:>)(\\*|Niger|5|1,000|20\\.\\.30|2024-04|dead|done|hand|actor|location|actor=x|actor=\"a b\"|\"a \\\\\" b\"|negated|%|a-b|\\*x\\*)",
                "(or|not|and|-|\\(|\\)|\\(\\(|flagged|\"flagged\"|noted|Niger\\*|\\*a|--b|F-16|é)",
                "\"[a-z( )*\\-:é]{0,6}\"",
                "[a-z*\\-:.=()\"“”\\\\>é ]{1,6}",
            ], 1..8),
        gap in "( |  )",
    ) {
        let query = parts.join(&gap);
        match read(&query) {
            Ok(meant) => {
                let printed = meant.to_string();
                prop_assert_eq!(read(&printed), Ok(meant.clone()), "{:?} as {:?}", query, printed);
                prop_assert_eq!(read(&printed).unwrap().to_string(), printed);
                let (article, set) = subject();
                let found = meant.find(&article, Some(&set), 100);
                prop_assert!(!(found.is_some() && meant.rules_out_text(TEXT)), "{}", query);
                let bare = meant.find(&article, None, 100);
                prop_assert!(!(bare.is_some() && meant.needs_annotations()), "{}", query);
                for hit in found.into_iter().flat_map(|found| found.hits) {
                    prop_assert!(hit.range.is_none_or(|range| article.holds(range)));
                }
            }
            Err(error) => prop_assert!(query.get(error.range.as_range()).is_some(), "{error:?}"),
        }
        for (caret, _) in query.char_indices() {
            let offered = complete(&query, caret, &vocabulary());
            prop_assert!(query.get(offered.range.as_range()).is_some(), "{:?} at {}", query, caret);
        }
    }
}
