//! Entries that had no place in the text: given one by hand, or put back by an undo.

use crate::annotation::{AnnotationSet, Faulty, Op};

/// What became of them in the end.
#[derive(Default)]
pub(super) struct Unplaced {
    taken_out: Vec<Faulty>,
    put_in: Vec<Faulty>,
}

impl Unplaced {
    pub fn take_out(&mut self, entry: &Faulty) {
        if !drop_one(&mut self.put_in, entry) {
            self.taken_out.push(entry.clone());
        }
    }

    pub fn put_in(&mut self, entry: &Faulty) {
        if !drop_one(&mut self.taken_out, entry) {
            self.put_in.push(entry.clone());
        }
    }

    /// What was given a place, or thrown away.
    pub fn taken_out(&self) -> impl Iterator<Item = &Faulty> {
        self.taken_out.iter()
    }

    /// The changes of the other version's list. What it has no longer, or already, needs none.
    pub fn steps(&self, theirs: &AnnotationSet, ops: &mut Vec<Op>) {
        let mut list = theirs.faulty.clone();
        for entry in &self.taken_out {
            if let Some(index) = list.iter().position(|there| there == entry) {
                list.remove(index);
                ops.push(Op::RemoveFaulty(index, Box::new(entry.clone())));
            }
        }
        for entry in &self.put_in {
            if !list.contains(entry) {
                ops.push(Op::AddFaulty(list.len(), Box::new(entry.clone())));
                list.push(entry.clone());
            }
        }
    }
}

fn drop_one(list: &mut Vec<Faulty>, entry: &Faulty) -> bool {
    match list.iter().position(|there| there == entry) {
        Some(index) => {
            list.remove(index);
            true
        }
        None => false,
    }
}
