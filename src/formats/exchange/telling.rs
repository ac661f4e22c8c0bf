//! Everything that is said of the spans and of the article, as JSON that refers to the spans by the
//! names that a format gives them.

use foldhash::HashMap;
use serde_json::{Map, Value, json};

use super::articles::facets_of_article;
use super::facets::facets_of_span;
use super::frames::{entities_in_json, event_in_json};
use super::{Phrase, Phrases, Points, Work};
use crate::annotation::{Event, Id};

/// What a format calls spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// By their number among those that are written, from 0.
    Numbers,
    /// By their ids.
    Ids,
}

/// The work on one article, to be told span by span.
pub struct Telling<'a> {
    work: Work<'a>,
    points: &'a Points<'a>,
    naming: Naming,
    numbers: HashMap<&'a Id, usize>,
    frames: HashMap<&'a Id, Vec<&'a Event>>,
}

impl<'a> Telling<'a> {
    /// Linear in the set.
    #[must_use]
    pub fn new(
        work: &Work<'a>,
        phrases: &Phrases<'a>,
        points: &'a Points<'a>,
        naming: Naming,
    ) -> Self {
        let numbered = phrases.kept.iter().enumerate();
        let mut frames: HashMap<&Id, Vec<&Event>> = HashMap::default();
        for event in work.set.events() {
            frames.entry(&event.trigger).or_default().push(event);
        }
        Self {
            work: *work,
            points,
            naming,
            numbers: numbered.map(|(n, phrase)| (&phrase.span.id, n)).collect(),
            frames,
        }
    }

    /// What a span is called; nothing where it is not written.
    #[must_use]
    pub fn name(&self, span: &Id) -> Option<Value> {
        let number = self.numbers.get(span)?;
        Some(match self.naming {
            Naming::Numbers => json!(number),
            Naming::Ids => json!(span),
        })
    }

    /// The events that a span triggers.
    #[must_use]
    pub fn frames(&self, span: &Id) -> &[&'a Event] {
        self.frames.get(span).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is said of a span, under `events` also of those that it triggers.
    #[must_use]
    pub fn facets(&self, phrase: &Phrase<'_>) -> Map<String, Value> {
        let mut facets = facets_of_span(phrase.span, self.points);
        if phrase.span.head == Some(phrase.range) {
            facets.shift_remove("head");
        }
        let events = self.frames(&phrase.span.id).iter().map(|event| {
            let mut told = Map::new();
            told.insert("id".to_owned(), json!(event.id));
            let span = |id: &Id| self.name(id);
            let other = |id: &Id| {
                let event = self.work.set.event(id)?;
                self.name(&event.trigger).map(|_| json!(id))
            };
            told.extend(event_in_json(event, self.points, &span, &other));
            Value::Object(told)
        });
        let events: Vec<Value> = events.collect();
        if !events.is_empty() {
            facets.insert("events".to_owned(), Value::Array(events));
        }
        facets
    }

    /// What is said of the article, under `actors` also of those.
    #[must_use]
    pub fn article(&self) -> Map<String, Value> {
        let mut facets = facets_of_article(&self.work);
        let actors = entities_in_json(&self.work, &|id: &Id| self.name(id));
        if !actors.is_empty() {
            facets.insert("actors".to_owned(), Value::Array(actors));
        }
        facets
    }
}
