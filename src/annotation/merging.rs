//! Placeholder until the room is merged.
use super::{AnnotationSet, Label, Transaction};
use crate::text::ByteRange;
/// x
#[derive(Clone, Debug)]
pub struct Merged {
    pub transaction: Transaction,
    pub conflicts: Vec<Conflict>,
}
/// x
#[derive(Clone, Debug)]
pub struct Conflict {
    pub range: Option<ByteRange>,
    pub label: Option<Label>,
    pub why: String,
}
/// x
#[must_use]
pub fn merge(_: &AnnotationSet, _: &[Transaction]) -> Merged {
    Merged {
        transaction: Transaction::new("", vec![]),
        conflicts: vec![],
    }
}
