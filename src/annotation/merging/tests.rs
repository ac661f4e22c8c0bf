//! Cases of two people at work on the same text.

use super::{Conflict, Merged, merge};
use crate::annotation::edits::{self, Draft, Placed};
use crate::annotation::{
    AnnotationSet, Change, Entity, EventField, Faulty, Fields, Id, Label, Op, Role, RoleFiller,
    Status, Timestamp, Transaction,
};
use crate::text::ByteRange;

/// Does steps such as `+actor 0 4`, `-s1`, `s1>2 6`, `s1^2 4`,
/// `s1=location`, `s1"a note`, `e1:CONSULT`,
/// `e1<s2`, `s1 s2@an actor`, `~a1` (that actor goes), `!done`, one after the other.
fn play(set: &mut AnnotationSet, steps: &str, day: u8) -> Vec<Transaction> {
    let now = Timestamp::new(&format!("2026-01-0{day}T00:00:00Z"));
    let range = |text: &str| {
        let (start, end) = text.split_once(' ').unwrap();
        ByteRange::new(start.parse().unwrap(), end.parse().unwrap())
    };
    let mut done = Vec::new();
    for step in steps.split(", ").filter(|step| !step.is_empty()) {
        let transaction = if let Some(new) = step.strip_prefix('+') {
            let (label, at) = new.split_once(' ').unwrap();
            let draft = Draft::by_hand(Label::new(label), range(at));
            edits::add(set, &[draft], "mark", &now).unwrap()
        } else if let Some(id) = step.strip_prefix('-') {
            edits::delete(set, &[Id::new(id)], "delete")
        } else if let Some(id) = step.strip_prefix('~') {
            let entity = set.entity(&Id::new(id)).unwrap().clone();
            Transaction::new("unname", vec![Op::RemoveEntity(Box::new(entity))])
        } else if let Some((spans, name)) = step.split_once('@') {
            let entity = Entity {
                id: Id::numbered('a', set.last_numbers().1 + 1),
                name: name.into(),
                country: None,
                sector: None,
                spans: spans.split(' ').map(Id::new).collect(),
                extra: Fields::new(),
            };
            Transaction::new("name", vec![Op::AddEntity(Box::new(entity))])
        } else if step == "!done" {
            let op = Op::Status(Change::new(set.status, Status::Done));
            Transaction::new("done", vec![op])
        } else if step == "!begin" {
            let op = Op::Status(Change::new(set.status, Status::InProgress));
            Transaction::new("begin", vec![op])
        } else if let Some((id, at)) = step.split_once('>') {
            edits::set_range(set, &Id::new(id), range(at), &now).unwrap()
        } else if let Some((id, at)) = step.split_once('^') {
            edits::set_head(set, &Id::new(id), Some(range(at)), &now).unwrap()
        } else if let Some((id, label)) = step.split_once('=') {
            edits::relabel(set, &Id::new(id), &Label::new(label), &now).unwrap()
        } else if let Some((id, note)) = step.split_once('"') {
            edits::set_note(set, &Id::new(id), note, &now).unwrap()
        } else if let Some((id, kind)) = step.split_once(':') {
            edits::set_event_kind(set, &Id::new(id), Some(kind)).unwrap()
        } else {
            let (id, filler) = step.split_once('<').unwrap();
            let roles = set.event(&Id::new(id)).unwrap().roles.clone();
            let mut to = roles.clone();
            to.push(Role {
                role: "actor".into(),
                kind: None,
                filler: RoleFiller::Span(Id::new(filler)),
                extra: Fields::new(),
            });
            let field = EventField::Roles(Change::new(roles, to));
            let id = Id::new(id);
            Transaction::new("link", vec![Op::EditEvent { id, field }])
        };
        transaction.apply(set).unwrap();
        done.push(transaction);
    }
    done
}

/// The set in one line: `s1 actor 0-4 "note"; e1 s1 CONSULT <s2`.
fn shown(set: &AnnotationSet) -> String {
    let mut lines: Vec<String> = Vec::new();
    for span in set.spans() {
        let (start, end) = (span.range.start, span.range.end);
        let note = span.note.iter().map(|note| format!(" \"{note}"));
        let note: String = note.collect();
        lines.push(format!("{} {} {start}-{end}{note}", span.id, span.label));
    }
    for event in set.events() {
        let kind = event.kind.iter().map(|kind| format!(" {kind}"));
        let mut line = format!("{} {}", event.id, event.trigger);
        line.extend(kind);
        for role in &event.roles {
            if let RoleFiller::Span(id) = &role.filler {
                line.push_str(&format!(" <{id}"));
            }
        }
        lines.push(line);
    }
    for entity in set.entities() {
        let spans = entity.spans.iter().map(|id| format!(" {id}"));
        let spans: String = spans.collect();
        lines.push(format!("{}{spans} @{}", entity.id, entity.name));
    }
    if set.status != Status::New {
        lines.push(set.status.to_string());
    }
    lines.join("; ")
}

#[track_caller]
fn check(base: &str, theirs: &str, mine: &str, expected: &str, conflicts: &[&str]) {
    let mut set = AnnotationSet::default();
    play(&mut set, base, 1);
    let mut other = set.clone();
    play(&mut other, theirs, 2);
    let mine = play(&mut set, mine, 3);
    let Merged {
        transaction,
        conflicts: found,
    } = merge(&other, &mine);
    let before = other.clone();
    transaction.apply(&mut other).unwrap();
    let told = |c: &Conflict| {
        let label = c.label.as_ref().map(|l| format!("{l} "));
        let at = c.range.map(|r| format!("{}-{}: ", r.start, r.end));
        format!(
            "{}{}{}",
            label.unwrap_or_default(),
            at.unwrap_or_default(),
            c.why
        )
    };
    let told: Vec<String> = found.iter().map(told).collect();
    assert_eq!(shown(&other), expected);
    assert_eq!(told, conflicts);
    assert_eq!(other.dangling(), vec![]);
    assert_eq!(merge(&other, &mine).transaction.ops, vec![]);
    transaction.inverse().apply(&mut other).unwrap();
    assert_eq!(other, before);
}

#[test]
fn what_both_marked_is_joined() {
    check(
        "",
        "+actor 0 4, +actor 5 9",
        "+actor 2 6, +actor 5 9, s2\"mine",
        "s1 actor 0-4; s3 actor 2-6; s2 actor 5-9 \"mine",
        &[],
    );
    check(
        "",
        "+actor 0 4, s1\"theirs",
        "+actor 0 4, s1\"mine",
        "s1 actor 0-4 \"theirs",
        &["actor 0-4: note: both versions changed it, each in another way"],
    );
}

#[test]
fn what_was_changed_there_is_not_deleted() {
    let base = "+actor 0 4, +event 5 9";
    check(base, "", "-s1", "s2 event 5-9; e1 s2", &[]);
    check(
        base,
        "s1\"theirs",
        "-s1",
        "s1 actor 0-4 \"theirs; s2 event 5-9; e1 s2",
        &["actor 0-4: you deleted it, and it was changed in the other version"],
    );
    check(
        base,
        "e1:CONSULT",
        "-s2",
        "s1 actor 0-4; s2 event 5-9; e1 s2 CONSULT",
        &["event 5-9: you deleted it, and it was changed in the other version"],
    );
    check(
        base,
        "e1<s1",
        "-s1",
        "s1 actor 0-4; s2 event 5-9; e1 s2 <s1",
        &["actor 0-4: you deleted it, and the other version has put it to use"],
    );
    check(base, "-s1", "-s1", "s2 event 5-9; e1 s2", &[]);
}

#[test]
fn a_deleted_filler_leaves_its_roles() {
    let base = "+actor 0 4, +event 5 9, e1<s1";
    check(
        base,
        "e1:CONSULT",
        "-s1",
        "s2 event 5-9; e1 s2 CONSULT",
        &[],
    );
    check(
        "+actor 0 4, +event 5 9",
        "-s1",
        "e1<s1",
        "s2 event 5-9; e1 s2",
        &["event 5-9: you linked something to it that was deleted in the other version"],
    );
}

#[test]
fn each_part_is_carried_by_itself() {
    check(
        "+actor 0 4",
        "s1\"theirs",
        "s1>0 6",
        "s1 actor 0-6 \"theirs",
        &[],
    );
    check(
        "+actor 0 4",
        "s1>0 5",
        "s1>0 7, s1\"mine",
        "s1 actor 0-5 \"mine",
        &["actor 0-5: range: both versions changed it, each in another way"],
    );
    check(
        "+actor 0 4",
        "-s1",
        "s1>0 7",
        "",
        &["0-4: you changed it, and it was deleted in the other version"],
    );
}

#[test]
fn a_head_given_there_is_not_left_outside() {
    check(
        "+actor 0 4",
        "s1^0 2",
        "s1>6 9, s1^6 7",
        "s1 actor 0-4",
        &[
            "actor 0-4: range: both versions changed it, each in another way",
            "actor 0-4: head: both versions changed it, each in another way",
        ],
    );
}

#[test]
fn states_in_between_are_not_asked_for() {
    check(
        "+actor 0 4",
        "s1>0 7",
        "s1>0 5, s1>0 7",
        "s1 actor 0-7",
        &[],
    );
    check(
        "+actor 0 4",
        "s1\"theirs",
        "+actor 5 6, -s2",
        "s1 actor 0-4 \"theirs",
        &[],
    );
}

#[test]
fn spans_change_places() {
    let base = "+actor 0 4, +actor 5 9";
    let swap = "s1>20 21, s2>0 4, s1>5 9";
    check(base, "", swap, "s2 actor 0-4; s1 actor 5-9", &[]);
    // Where one cannot go, the other cannot come.
    check(
        base,
        "s1>0 3",
        swap,
        "s2 actor 0-4; s1 actor 0-3",
        &["actor 0-3: range: both versions changed it, each in another way"],
    );
    check(
        base,
        "+actor 10 14",
        "s1>10 14, s2>0 4",
        "s1 actor 0-4; s2 actor 5-9; s3 actor 10-14",
        &[
            "actor 0-4: you moved or relabelled it, and the other version has this mark already",
            "actor 5-9: you moved or relabelled it, and the other version has this mark already",
        ],
    );
}

#[test]
fn frames_of_the_same_span_are_filled() {
    check(
        "+actor 0 4",
        "+event 5 9, e1:CONSULT",
        "+event 5 9, e1<s1",
        "s1 actor 0-4; s2 event 5-9; e1 s2 CONSULT <s1",
        &[],
    );
    check(
        "+actor 5 9",
        "s1=event, e1:PROTEST",
        "+event 0 2, s1=event, e2:CONSULT",
        "s2 event 0-2; s1 event 5-9; e1 s1 PROTEST; e3 s2",
        &["event 5-9: event type: both versions changed it, each in another way"],
    );
}

/// Relabelled back and forth, a span has a new frame, here with an id that is taken there.
#[test]
fn a_frame_given_anew_is_carried_over_once() {
    check(
        "+event 0 4",
        "+event 5 9",
        "s1=actor, s1=event",
        "s1 event 0-4; s2 event 5-9; e2 s2; e3 s1",
        &[],
    );
}

#[test]
fn a_label_stays_where_its_frame_was_filled() {
    check(
        "+event 0 4",
        "e1:CONSULT",
        "s1=actor",
        "s1 event 0-4; e1 s1 CONSULT",
        &["event 0-4: label: both versions changed it, each in another way"],
    );
}

#[test]
fn a_span_marked_again_does_not_fill_what_was_kept() {
    check(
        "+location 0 4, s1\"noted",
        "s1\"",
        "-s1, +location 0 4, s2\"noted",
        "s1 location 0-4",
        &[
            "location 0-4: you deleted it, and it was changed in the other version",
            "location 0-4: note: both versions changed it, each in another way",
        ],
    );
}

/// The actor of the same name that it could be taken for goes with the label.
#[test]
fn an_actor_named_again_is_not_taken_for_one_that_goes() {
    check(
        "+actor 0 4, s1@N",
        "s1@M",
        "s1=event, s1@N",
        "s1 event 0-4; e1 s1; a2 s1 @M; a3 s1 @N",
        &[],
    );
    check(
        "+actor 0 4, s1@N",
        "~a1",
        "s1=event, s1@N, +actor 5 9",
        "s1 event 0-4; s2 actor 5-9; e1 s1; a2 s1 @N",
        &[],
    );
}

#[test]
fn an_actor_is_not_taken_for_the_counterpart_of_another() {
    check(
        "+actor 0 4, +actor 5 9",
        "s1@M, s1@N",
        "s1@N, s1 s2@N",
        "s1 actor 0-4; s2 actor 5-9; a1 s1 @M; a2 s1 s2 @N; a3 s1 @N",
        &[],
    );
}

/// What had no place gets one with the id that it had, and only once.
#[test]
fn what_was_given_a_place_keeps_its_id() {
    let mut set = AnnotationSet::default();
    play(&mut set, "+actor 0 4, s1@N", 1);
    let actor = set.entity(&Id::new("a1")).unwrap().clone();
    play(&mut set, "~a1", 1);
    set.faulty = vec![Faulty {
        list: "entities",
        raw: serde_json::json!({"id": "a1", "name": "N", "spans": ["s1"]}),
        why: "it had no place".into(),
    }];
    let placed = [(0, Placed::Entity(actor))];
    let mine = [edits::place_lost(&set, &placed, &[]).unwrap()];
    let mut here = set.clone();
    mine[0].apply(&mut here).unwrap();
    merge(&set, &mine).transaction.apply(&mut set).unwrap();
    assert_eq!(set, here);
    assert_eq!(merge(&set, &mine).transaction.ops, vec![]);
}

#[test]
fn beginning_is_no_disagreement() {
    check("", "!begin, !done", "!begin", "done", &[]);
    check("", "!begin", "!begin", "in progress", &[]);
    check("", "!begin", "!begin, !done", "done", &[]);
    check("!begin", "!done", "!begin", "done", &[]);
}

#[test]
fn what_is_said_of_the_article_is_joined_name_by_name() {
    let mut set = AnnotationSet::default();
    edits::set_article_attribute(&set, "relevant", Some("yes".into()))
        .apply(&mut set)
        .unwrap();
    let mut here = set.clone();
    let mut mine = Vec::new();
    for (name, value) in [("relevant", "no"), ("kind", "report")] {
        let change = edits::set_article_attribute(&here, name, Some(value.into()));
        change.apply(&mut here).unwrap();
        mine.push(change);
    }
    let mut theirs = set.clone();
    edits::set_article_attribute(&theirs, "region", Some("Sahel".into()))
        .apply(&mut theirs)
        .unwrap();
    let merged = merge(&theirs, &mine);
    merged.transaction.apply(&mut theirs).unwrap();
    assert_eq!(merged.conflicts, []);
    let joined = serde_json::json!({"relevant": "no", "region": "Sahel", "kind": "report"});
    assert_eq!(serde_json::to_value(&theirs.attributes).unwrap(), joined);

    edits::set_article_attribute(&set, "relevant", Some("perhaps".into()))
        .apply(&mut set)
        .unwrap();
    let merged = merge(&set, &mine);
    assert_eq!(merged.conflicts.len(), 1);
    assert!(
        merged.conflicts[0]
            .why
            .to_string()
            .starts_with("relevant: ")
    );
    merged.transaction.apply(&mut set).unwrap();
    assert_eq!(set.attributes.get("relevant"), Some(&"perhaps".into()));
}

#[test]
fn many_changes_cost_no_more_than_their_number() {
    let mut set = AnnotationSet::default();
    let now = Timestamp::new("2026-01-01T00:00:00Z");
    let drafts = |from: usize| -> Vec<Draft> {
        let at = (from..from + 4_000).map(|n| ByteRange::new(n * 8, n * 8 + 4));
        at.map(|range| Draft::by_hand(Label::EVENT, range))
            .collect()
    };
    let theirs = edits::add(&set, &drafts(0), "mark", &now).unwrap();
    let mine = edits::add(&set, &drafts(2_000), "mark", &now).unwrap();
    theirs.apply(&mut set).unwrap();
    let merged = merge(&set, &[mine]);
    merged.transaction.apply(&mut set).unwrap();
    assert_eq!((set.len(), merged.conflicts.len()), (6_000, 0));
    assert_eq!(set.events().count(), 6_000);
}
