//! Which actors a span mentions.

use std::collections::HashMap;

use super::{Entity, Id};

/// The actors by their mentions, kept right by the set with each change of an actor: looking
/// through all actors for each span would take quadratic time.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions(HashMap<Id, Vec<Id>>);

impl Mentions {
    /// The ids of the actors that name a span, in the order of ids.
    pub(super) fn of(&self, span: &Id) -> &[Id] {
        self.0.get(span).map_or(&[], Vec::as_slice)
    }

    /// Enters an actor under each of its mentions.
    pub(super) fn enter(&mut self, entity: &Entity) {
        for span in &entity.spans {
            let of = self.0.entry(span.clone()).or_default();
            // One that names a span twice stands there once.
            if let Err(at) = of.binary_search(&entity.id) {
                of.insert(at, entity.id.clone());
            }
        }
    }

    /// Takes it out again.
    pub(super) fn leave(&mut self, entity: &Entity) {
        for span in &entity.spans {
            if let Some(of) = self.0.get_mut(span) {
                of.retain(|id| *id != entity.id);
                if of.is_empty() {
                    self.0.remove(span);
                }
            }
        }
    }
}
