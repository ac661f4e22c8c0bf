//! Events and actors as JSON, for formats that have room for it: spans and events are named as the
//! format names them.

use foldhash::HashMap;
use serde_json::{Map, Value, json};

use super::facets::{facets_of_event, shape_event};
use super::{Points, SetBuilder, Work};
use crate::annotation::{Entity, Event, Fields, Id, Role, RoleFiller};

/// What a format calls a span or an event; nothing where it is not written.
pub type Named<'a> = dyn Fn(&Id) -> Option<Value> + 'a;

/// An event with its type, what is said of it, and its roles as far as their fillers are written.
#[must_use]
pub fn event_in_json(
    event: &Event,
    points: &Points<'_>,
    span: &Named<'_>,
    other: &Named<'_>,
) -> Map<String, Value> {
    let mut told = Map::new();
    if let Some(kind) = &event.kind {
        told.insert("type".to_owned(), json!(kind));
    }
    told.extend(facets_of_event(event, points));
    let roles = event.roles.iter().filter_map(|role| {
        let mut told = Map::new();
        told.insert("role".to_owned(), json!(role.role));
        if let Some(kind) = role.kind {
            told.insert("kind".to_owned(), json!(kind));
        }
        let (name, filler) = match &role.filler {
            RoleFiller::Span(id) => ("span", span(id)?),
            RoleFiller::Event(id) => ("event", other(id)?),
        };
        told.insert(name.to_owned(), filler);
        Some(Value::Object(told))
    });
    let roles: Vec<Value> = roles.collect();
    if !roles.is_empty() {
        told.insert("roles".to_owned(), Value::Array(roles));
    }
    told
}

/// The actors, each with its mentions as far as they are written.
#[must_use]
pub fn entities_in_json(work: &Work<'_>, span: &Named<'_>) -> Vec<Value> {
    let told = work.set.entities().filter_map(|entity| {
        let spans: Vec<Value> = entity.spans.iter().filter_map(span).collect();
        (!spans.is_empty()).then(|| {
            json!({
                "name": entity.name, "country": entity.country, "sector": entity.sector,
                "spans": spans,
            })
        })
    });
    told.collect()
}

/// Events that are read one after the other, and get their roles when all are known.
#[derive(Default)]
pub struct FrameReader {
    /// By what the format calls them.
    spans: HashMap<String, Id>,
    events: HashMap<String, Id>,
    waiting: Vec<(Id, Value)>,
}

impl FrameReader {
    /// A span is known under this name from now on.
    pub fn know(&mut self, name: &Value, id: &Id) {
        self.spans.insert(name.to_string(), id.clone());
    }

    /// The span of a name.
    #[must_use]
    pub fn span(&self, name: &Value) -> Option<&Id> {
        self.spans.get(&name.to_string())
    }

    /// Adds the event of a trigger as [`event_in_json`] tells it, under a name where it has one.
    /// What cannot be read is told.
    pub fn event(
        &mut self,
        builder: &mut SetBuilder,
        trigger: &Id,
        name: Option<&Value>,
        told: &Map<String, Value>,
        points: &Points<'_>,
        faults: &mut Vec<String>,
    ) {
        let made = builder.event(trigger, |event| {
            event.kind = told.get("type").and_then(Value::as_str).map(str::to_owned);
            shape_event(event, told, points, faults);
        });
        match made {
            Ok(id) => {
                if let Some(name) = name {
                    self.events.insert(name.to_string(), id.clone());
                }
                if let Some(roles) = told.get("roles") {
                    self.waiting.push((id, roles.clone()));
                }
            }
            Err(why) => faults.push(why),
        }
    }

    /// Adds the events that stand among the facets of their triggers, and the actors that stand
    /// among those of the article, as [`super::telling::Telling`] tells them.
    pub fn hear(
        &mut self,
        builder: &mut SetBuilder,
        triggers: &[(Id, &Map<String, Value>)],
        article: &Map<String, Value>,
        points: &Points<'_>,
        faults: &mut Vec<String>,
    ) {
        for (trigger, facets) in triggers {
            let events = facets.get("events").and_then(Value::as_array);
            for told in events.into_iter().flatten().filter_map(Value::as_object) {
                self.event(builder, trigger, told.get("id"), told, points, faults);
            }
        }
        self.fill(builder, faults);
        if let Some(actors) = article.get("actors") {
            self.entities(builder, actors, faults);
        }
    }

    /// Gives every event its roles.
    pub fn fill(&mut self, builder: &mut SetBuilder, faults: &mut Vec<String>) {
        for (event, told) in std::mem::take(&mut self.waiting) {
            let mut roles = Vec::new();
            for role in told.as_array().map(Vec::as_slice).unwrap_or_default() {
                let filler = match (role.get("span"), role.get("event")) {
                    (Some(span), _) => self.span(span).cloned().map(RoleFiller::Span),
                    (None, Some(event)) => {
                        let known = self.events.get(&event.to_string());
                        known.cloned().map(RoleFiller::Event)
                    }
                    (None, None) => None,
                };
                let kind = role.get("kind").cloned().unwrap_or_default();
                match (role["role"].as_str(), filler) {
                    (Some(name), Some(filler)) => roles.push(Role {
                        role: name.to_owned(),
                        kind: serde_json::from_value(kind).unwrap_or_default(),
                        filler,
                        extra: Fields::new(),
                    }),
                    _ => faults.push(format!("a role has no filler that is there: {role}")),
                }
            }
            if let Err(why) = builder.fill(&event, roles) {
                faults.push(why);
            }
        }
    }

    /// Adds actors as [`entities_in_json`] tells them.
    pub fn entities(&self, builder: &mut SetBuilder, told: &Value, faults: &mut Vec<String>) {
        for actor in told.as_array().map(Vec::as_slice).unwrap_or_default() {
            let spans = actor["spans"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            let spans: Option<Vec<Id>> = spans.iter().map(|s| self.span(s).cloned()).collect();
            let name = actor["name"].as_str().unwrap_or_default();
            let text = |name: &str| actor[name].as_str().map(str::to_owned);
            let made = match spans.filter(|spans| !spans.is_empty()) {
                Some(spans) => builder.entity(name, spans, |entity: &mut Entity| {
                    entity.country = text("country");
                    entity.sector = text("sector");
                }),
                None => Err(format!("a mention of “{name}” is not there")),
            };
            if let Err(why) = made {
                faults.push(why);
            }
        }
    }
}
