//! The entries of a list of the file: as values, or where they stand.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use super::json;

/// Entries of one list. Those that stand in the file become values one at a time: all of them
/// together take ten times the memory of what is made of them.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    read: Vec<Value>,
    bytes: &'a [u8],
    standing: Vec<Range<usize>>,
}

impl<'a> Entries<'a> {
    /// The entries of the list `name`, of all that a file holds. Where it stands there twice, as a
    /// careless merge leaves it, the last one comes first, and what the others hold behind it.
    pub(super) fn of(
        bytes: &'a [u8],
        found: &mut Vec<(&'static str, Vec<Range<usize>>)>,
        name: &str,
    ) -> Self {
        let mut standing = Vec::new();
        for (_, list) in found
            .extract_if(.., |(list, _)| *list == name)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            standing.extend(list);
        }
        Self {
            read: Vec::new(),
            bytes,
            standing,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.read.len() + self.standing.len()
    }

    /// Entry `index`; null beyond the last.
    pub(super) fn get(&self, index: usize) -> Cow<'_, Value> {
        match self.read.get(index) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Owned(self.stands(index)),
        }
    }

    /// The same, for good.
    pub(super) fn take(&mut self, index: usize) -> Value {
        match self.read.get_mut(index) {
            Some(value) => std::mem::take(value),
            None => self.stands(index),
        }
    }

    fn stands(&self, index: usize) -> Value {
        let at = self.standing.get(index.saturating_sub(self.read.len()));
        let bytes = at.and_then(|at| self.bytes.get(at.clone()));
        // It was read before, when the whole file was.
        let parsed = bytes.and_then(|bytes| json::parse(bytes).ok());
        parsed.map_or(Value::Null, |parsed| parsed.value)
    }
}

impl From<Vec<Value>> for Entries<'_> {
    fn from(read: Vec<Value>) -> Self {
        Self {
            read,
            ..Self::default()
        }
    }
}
