//! Putting what was read into a set, sound as one that was made by hand.

use std::fmt::Display;

use crate::annotation::{
    AnnotationSet, Change, Entity, Event, EventField, Fields, Id, Label, Maker, Op, Origin, Role,
    Span, Timestamp,
};
use crate::text::ByteRange;

/// A set that grows by what a file says. Ids are given anew, in the order of the calls.
#[derive(Debug, Default)]
pub struct SetBuilder {
    set: AnnotationSet,
    now: Timestamp,
    /// The event spans that no frame has been given to.
    bare: Vec<Id>,
}

impl SetBuilder {
    /// `now` is when the spans count as made.
    #[must_use]
    pub fn new(now: &Timestamp) -> Self {
        Self {
            now: now.clone(),
            ..Self::default()
        }
    }

    /// What belongs to the article as a whole: title, date, status, note, annotator.
    pub fn record(&mut self) -> &mut AnnotationSet {
        &mut self.set
    }

    /// Adds an imported span; `shape` may give it a head, a value and the like. Its id.
    ///
    /// # Errors
    /// A clause where the same words have that label already.
    pub fn span(
        &mut self,
        label: &str,
        range: ByteRange,
        shape: impl FnOnce(&mut Span),
    ) -> Result<Id, String> {
        let label = Label::new(label);
        if let Some(there) = self.set.find(range, &label) {
            return Err(format!(
                "the same words have the label {label} already ({})",
                there.id
            ));
        }
        let origin = Origin {
            by: Maker::Import,
            ..Origin::default()
        };
        let mut span = Span::new(self.set.fresh_span_id(0), label, range, origin, &self.now);
        shape(&mut span);
        let (id, event) = (span.id.clone(), span.label == Label::EVENT);
        self.apply(Op::AddSpan(Box::new(span)))?;
        if event {
            self.bare.push(id.clone());
        }
        Ok(id)
    }

    /// Adds the frame of an event span. Its id.
    ///
    /// # Errors
    /// A clause where there is no such span.
    pub fn event(&mut self, trigger: &Id, shape: impl FnOnce(&mut Event)) -> Result<Id, String> {
        let known = self.set.span(trigger);
        if known.is_none_or(|span| span.label != Label::EVENT) {
            return Err(format!("{trigger} is no event, and triggers none"));
        }
        let mut event = Event::new(self.set.fresh_event_id(0), trigger.clone());
        shape(&mut event);
        let id = event.id.clone();
        self.apply(Op::AddEvent(Box::new(event)))?;
        Ok(id)
    }

    /// Gives an event its roles.
    ///
    /// # Errors
    /// A clause where there is no such event.
    pub fn fill(&mut self, event: &Id, roles: Vec<Role>) -> Result<(), String> {
        let before = self.set.event(event).map(|event| event.roles.clone());
        let before = before.ok_or_else(|| format!("there is no {event}"))?;
        let id = event.clone();
        let field = EventField::Roles(Change::new(before, roles));
        self.apply(Op::EditEvent { id, field })
    }

    /// Adds an actor with its mentions. Its id.
    ///
    /// # Errors
    /// A clause where one of the mentions is no span of the set.
    pub fn entity(
        &mut self,
        name: &str,
        spans: Vec<Id>,
        shape: impl FnOnce(&mut Entity),
    ) -> Result<Id, String> {
        if let Some(lost) = spans.iter().find(|id| self.set.span(id).is_none()) {
            return Err(format!("there is no {lost}, a mention of “{name}”"));
        }
        let mut entity = Entity {
            id: self.set.fresh_entity_id(0),
            name: name.to_owned(),
            country: None,
            sector: None,
            spans,
            extra: Fields::new(),
        };
        shape(&mut entity);
        let id = entity.id.clone();
        self.apply(Op::AddEntity(Box::new(entity)))?;
        Ok(id)
    }

    fn apply(&mut self, op: Op) -> Result<(), String> {
        self.set.apply(&op).map_err(|error| clause(&error))
    }

    /// The set: every event span without a frame is given an empty one. Linear.
    #[must_use]
    pub fn finish(mut self) -> AnnotationSet {
        let framed: foldhash::HashSet<Id> = self
            .set
            .events()
            .map(|event| event.trigger.clone())
            .collect();
        for trigger in std::mem::take(&mut self.bare) {
            if !framed.contains(&trigger) {
                let event = Event::new(self.set.fresh_event_id(0), trigger);
                // Its id is fresh: it cannot be refused.
                let added = self.set.apply(&Op::AddEvent(Box::new(event)));
                debug_assert!(added.is_ok());
            }
        }
        self.set
    }
}

fn clause(error: &dyn Display) -> String {
    error.to_string()
}
