//! What is worked out of a text once and kept while it is in view.
//!
//! Never for what egui keeps itself: galleys must be asked for in each frame.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Context, Id};

/// Things by the hash of what they were made from. What a frame does not ask for is forgotten after
/// the next.
pub struct Kept<T> {
    frame: u64,
    entries: HashMap<u64, (u64, Arc<T>)>,
}

// Derived, this would ask it of `T`.
impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self {
            frame: self.frame,
            entries: self.entries.clone(),
        }
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self {
            frame: 0,
            entries: HashMap::new(),
        }
    }
}

impl<T: Send + Sync + 'static> Kept<T> {
    /// What was made from this before, or what is made of it now.
    pub fn or_make(context: &Context, key: u64, make: impl FnOnce() -> T) -> Arc<T> {
        let frame = context.cumulative_frame_nr();
        let known = Self::ask(context, |kept| kept.get(key, frame));
        // Made with nothing locked: making asks the context too.
        known.unwrap_or_else(|| {
            let made = Arc::new(make());
            Self::ask(context, |kept| {
                kept.entries.insert(key, (frame, Arc::clone(&made)));
            });
            made
        })
    }

    /// Forgets everything.
    pub fn forget(context: &Context) {
        Self::ask(context, |kept| kept.entries.clear());
    }

    fn get(&mut self, key: u64, frame: u64) -> Option<Arc<T>> {
        if self.frame != frame {
            self.frame = frame;
            self.entries.retain(|_, (used, _)| *used + 1 >= frame);
        }
        let (used, thing) = self.entries.get_mut(&key)?;
        *used = frame;
        Some(Arc::clone(thing))
    }

    fn ask<R>(context: &Context, ask: impl FnOnce(&mut Self) -> R) -> R {
        let id = Id::unique("what the text view keeps");
        context.data_mut(|data| ask(data.get_temp_mut_or_insert_with(id, Self::default)))
    }

    /// All that is kept.
    #[cfg(test)]
    pub fn all(context: &Context) -> Vec<Arc<T>> {
        Self::ask(context, |kept| {
            let things = kept.entries.values();
            things.map(|(_, thing)| Arc::clone(thing)).collect()
        })
    }
}
