//! What the work on an article says, without the names that are given to spans: so that two can be
//! compared, and what was dropped can be taken out of one.

use std::collections::BTreeMap;

use obelus::annotation::{AnnotationSet, Id, Maker};
use obelus::text::{Article, ByteRange};
use serde_json::{Map, Value, json};

#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    text: String,
    /// Whether only words are compared, and not what stands between them.
    words_alone: bool,
    /// What is said of the article: title, date, status and the like, by the names of the parts.
    article: Map<String, Value>,
    spans: BTreeMap<Id, Map<String, Value>>,
    /// In the order of the file. Triggers and fillers are named by their ids.
    events: BTreeMap<Id, Map<String, Value>>,
    entities: BTreeMap<Id, Map<String, Value>>,
}

impl Telling {
    pub fn of(article: &Article, set: &AnnotationSet) -> Self {
        let counted = counted(article.text());
        let points = |range: ByteRange| json!([counted[range.start], counted[range.end]]);
        let of_article = json!({
            "annotator": set.annotator, "status": set.status, "flagged": set.flagged,
            "article note": set.note, "article attributes": *set.attributes, "title": set.title,
            "published": set.published, "url": article.header.url,
            "language": article.header.language, "source": article.source,
        });
        let spans = set.spans().map(|span| {
            let fragments: Vec<_> = span.fragments.iter().map(|part| points(*part)).collect();
            let map = json!({
                "label": span.label, "range": points(span.range), "head": span.head.map(points),
                "value": span.value, "place": span.place, "attributes": *span.attributes,
                "note": span.note, "fragments": fragments,
                "origin": span.origin.by != Maker::Import,
            });
            (span.id.clone(), object(map))
        });
        let events = set.events().map(|event| {
            let date = event
                .date
                .as_ref()
                .map(|date| json!([points(date.range), date.from, date.to, date.precision]));
            let map = json!({
                "trigger": event.trigger, "type": event.kind, "mode": event.mode,
                "contexts": event.contexts, "flags": event.flags, "date": date,
                "roles": event.roles,
            });
            (event.id.clone(), object(map))
        });
        let entities = set.entities().map(|entity| {
            let map = json!({
                "name": entity.name, "country": entity.country, "sector": entity.sector,
                "spans": entity.spans,
            });
            (entity.id.clone(), object(map))
        });
        Self {
            text: article.text().to_owned(),
            words_alone: false,
            article: object(of_article),
            spans: spans.collect(),
            events: events.collect(),
            entities: entities.collect(),
        }
    }

    /// With the heads alone, as an export may be asked for.
    pub fn narrow(&mut self, to_heads: bool) {
        if to_heads {
            for span in self.spans.values_mut() {
                let head = span["head"].take();
                if !head.is_null() {
                    span["range"] = head;
                }
            }
        }
    }

    /// Takes out what a line of `dropped.jsonl` names.
    pub fn take_out(&mut self, line: &Value, case: &str) {
        let what = line["what"].as_str().unwrap();
        let id = || Id::new(line["id"].as_str().unwrap());
        match what {
            "span" => {
                let gone = self.spans.remove(&id());
                assert!(
                    gone.is_some(),
                    "{case}: dropped twice or never there: {line}"
                );
            }
            "event" => {
                assert!(self.events.remove(&id()).is_some(), "{case}: {line}");
            }
            "end" => {
                let span = self.spans.get_mut(&id()).unwrap();
                span["range"] = json!([line["start"], line["end"]]);
            }
            "text" => self.words_alone = true,
            part => self.take_part_out(part, line, case),
        }
    }

    fn take_part_out(&mut self, part: &str, line: &Value, case: &str) {
        let Some(ids) = line["ids"].as_array() else {
            if matches!(
                part,
                "rejected" | "unplaced" | "predictions" | "unknown fields"
            ) {
                return;
            }
            let value = self.article.get_mut(part);
            let value = value.unwrap_or_else(|| panic!("{case}: no such part: {line}"));
            *value = Value::Null;
            return;
        };
        for id in ids {
            let id = Id::new(id.as_str().unwrap());
            let was_there = match part {
                "entities" => self.entities.remove(&id).is_some(),
                "codes" => {
                    let entity = self.entities.get_mut(&id).unwrap();
                    (entity["country"], entity["sector"]) = (Value::Null, Value::Null);
                    true
                }
                "events" => {
                    let event = self.events.get_mut(&id).unwrap();
                    for field in ["type", "mode", "date", "contexts", "flags", "roles"] {
                        event[field] = Value::Null;
                    }
                    true
                }
                "nested events" => {
                    let roles = self.events.get_mut(&id).unwrap()["roles"].as_array_mut();
                    roles.unwrap().retain(|role| role.get("event").is_none());
                    true
                }
                "mode" | "contexts" | "flags" | "date" | "roles" => {
                    !std::mem::take(&mut self.events.get_mut(&id).unwrap()[part]).is_null()
                }
                "origin" => {
                    self.spans.get_mut(&id).unwrap()["origin"] = json!(false);
                    true
                }
                part => {
                    let span = self.spans.get_mut(&id);
                    let span = span.unwrap_or_else(|| panic!("{case}: {part} of no span: {line}"));
                    !std::mem::take(&mut span[part]).is_null()
                }
            };
            assert!(was_there, "{case}: {part} was not there: {line}");
        }
    }

    /// What goes with what was dropped: frames of lost triggers, roles and mentions of lost spans.
    pub fn settle(&mut self) {
        let spans = &self.spans;
        let there = |id: &Value| spans.contains_key(&Id::new(id.as_str().unwrap_or_default()));
        self.events.retain(|_, event| there(&event["trigger"]));
        let frames: Vec<Id> = self.events.keys().cloned().collect();
        for event in self.events.values_mut() {
            if let Some(roles) = event["roles"].as_array_mut() {
                roles.retain(|role| match role.get("event") {
                    Some(nested) => frames.contains(&Id::new(nested.as_str().unwrap())),
                    None => there(&role["span"]),
                });
            }
        }
        for entity in self.entities.values_mut() {
            entity["spans"]
                .as_array_mut()
                .unwrap()
                .retain(|id| there(id));
        }
        self.entities
            .retain(|_, entity| !entity["spans"].as_array().unwrap().is_empty());
    }

    pub fn stem_order(&self) -> &str {
        self.article["source"].as_str().unwrap_or_default()
    }

    /// Compares the words and what is marked of them, wherever it stands by now.
    fn compare_words(&self, expected: &Self, case: &str) {
        let name = expected.stem_order();
        assert_eq!(
            squeezed(&self.text),
            squeezed(&expected.text),
            "{case}, {name}: the words"
        );
        let told = |telling: &Self| {
            let chars: Vec<char> = telling.text.chars().collect();
            // How many characters that count stand before each.
            let mut before = vec![0];
            for c in &chars {
                before.push(before[before.len() - 1] + usize::from(counts(*c)));
            }
            let mut all: Vec<_> = telling
                .spans
                .values()
                .map(|span| {
                    let at =
                        |n: usize| usize::try_from(span["range"][n].as_u64().unwrap()).unwrap();
                    let words: String = chars[at(0)..at(1)].iter().collect();
                    (before[at(0)], squeezed(&words), span["label"].to_string())
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(told(self), told(expected), "{case}, {name}: spans");
    }

    /// The same without ids: spans by label and place.
    fn nameless(&self) -> Value {
        let place = |id: &Value| {
            let span = &self.spans.get(&Id::new(id.as_str().unwrap()));
            span.map_or(Value::Null, |span| json!([span["label"], span["range"]]))
        };
        let mut spans: Vec<Value> = self.spans.values().map(emptied).collect();
        spans.sort_by_key(key);
        let mut events: Vec<Value> = self
            .events
            .values()
            .map(|event| {
                let mut event = event.clone();
                event["trigger"] = place(&event["trigger"]);
                let roles = event["roles"].as_array().cloned().unwrap_or_default();
                let told = roles.into_iter().map(|mut role| {
                    if let Some(id) = role.get("span") {
                        role["span"] = place(id);
                    }
                    if let Some(id) = role.get("event") {
                        let inner = &self.events[&Id::new(id.as_str().unwrap())];
                        role["event"] = place(&inner["trigger"]);
                    }
                    role
                });
                event["roles"] = told.collect();
                emptied(&event)
            })
            .collect();
        events.sort_by_key(key);
        let mut entities: Vec<Value> = self
            .entities
            .values()
            .map(|entity| {
                let mut entity = entity.clone();
                let spans = entity["spans"].as_array().unwrap().iter().map(place);
                entity["spans"] = spans.collect();
                emptied(&entity)
            })
            .collect();
        entities.sort_by_key(key);
        json!({"spans": spans, "events": events, "entities": entities})
    }

    /// Panics where two differ. What the article itself is called is compared only where it is
    /// expected.
    pub fn compare(&self, expected: &Self, case: &str) {
        let name = expected.stem_order();
        if expected.words_alone {
            return self.compare_words(expected, case);
        }
        assert_eq!(self.text, expected.text, "{case}, {name}: the text");
        for (part, value) in &expected.article {
            let nothing = value.is_null() || *value == json!("") || *value == json!({});
            let usual = *value == json!("new") || *value == json!(false);
            if !nothing && !usual {
                assert_eq!(&self.article[part], value, "{case}, {name}: {part}");
            }
        }
        let (found, wanted) = (self.nameless(), expected.nameless());
        for list in ["spans", "events", "entities"] {
            let (found, wanted) = (
                found[list].as_array().unwrap(),
                wanted[list].as_array().unwrap(),
            );
            for (found, wanted) in found.iter().zip(wanted) {
                assert_eq!(found, wanted, "{case}, {name}: {list}");
            }
            assert_eq!(found.len(), wanted.len(), "{case}, {name}: {list}");
        }
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("no object: {other}"),
    }
}

/// How many characters stand before each byte.
fn counted(text: &str) -> Vec<usize> {
    let mut counted = vec![0; text.len() + 1];
    for (n, (at, c)) in text.char_indices().enumerate() {
        counted[at..at + c.len_utf8()].fill(n);
        counted[at + c.len_utf8()] = n + 1;
    }
    counted
}

/// What is no white space.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| counts(*c)).collect()
}

/// Words are made of it.
fn counts(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}')
}

/// Without what says nothing: what came back may lack what was empty.
fn emptied(map: &Map<String, Value>) -> Value {
    let says = |value: &Value| {
        !value.is_null() && *value != json!([]) && *value != json!({}) && *value != json!(false)
    };
    let kept = map.iter().filter(|(_, value)| says(value));
    Value::Object(kept.map(|(k, v)| (k.clone(), v.clone())).collect())
}

fn key(value: &Value) -> String {
    value.to_string()
}
