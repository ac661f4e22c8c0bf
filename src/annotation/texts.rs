//! Short texts that stand in many spans, held once.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Span, Timestamp};

/// So many different texts are remembered: times and the names of matchers repeat within a day's
/// work, and a file that has more of them is none the worse.
const MOST: usize = 4096;

/// Texts that were seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts(HashSet<Arc<str>>);

impl Texts {
    /// Gives a span the texts that others have already.
    pub(super) fn share(&mut self, span: &mut Span) {
        for time in [&mut span.created, &mut span.modified] {
            let Timestamp(text) = time;
            self.share_one(text);
        }
        if let Some(matcher) = &mut span.origin.matcher {
            self.share_one(matcher);
        }
    }

    fn share_one(&mut self, text: &mut Arc<str>) {
        match self.0.get(text) {
            Some(known) => *text = Arc::clone(known),
            None if self.0.len() < MOST => {
                self.0.insert(Arc::clone(text));
            }
            None => {}
        }
    }
}
