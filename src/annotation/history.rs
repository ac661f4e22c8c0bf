//! Undo and redo.

use super::{AnnotationSet, OpError, Transaction};

/// How a change came about: what a history must know to go on after a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stroke {
    Do,
    Undo,
    Redo,
}

/// One change as it was carried out: for an undo the changes that took the other ones back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub stroke: Stroke,
    pub transaction: Transaction,
}

/// What was done to one set, and what was undone. Kept while the desk is open.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
    /// How many changes were made in all, those included that were undone.
    made: usize,
}

impl History {
    /// Applies a transaction and remembers it. What was undone before can no longer be redone.
    /// A transaction without changes is not remembered.
    ///
    /// # Errors
    /// Where a change is refused; then nothing has happened.
    pub fn apply(&mut self, set: &mut AnnotationSet, done: Transaction) -> Result<(), OpError> {
        done.apply(set)?;
        if !done.ops.is_empty() {
            self.done.push(done);
            self.undone.clear();
            self.made += 1;
        }
        Ok(())
    }

    /// Takes the last transaction back; its name, or nothing where there is none.
    ///
    /// # Errors
    /// Where the set was changed past this history; then nothing has happened.
    pub fn undo(&mut self, set: &mut AnnotationSet) -> Result<Option<&Transaction>, OpError> {
        let Some(last) = self.done.last() else {
            return Ok(None);
        };
        last.inverse().apply(set)?;
        self.undone.extend(self.done.pop());
        Ok(self.undone.last())
    }

    /// Does the last undone transaction again.
    ///
    /// # Errors
    /// Where the set was changed past this history; then nothing has happened.
    pub fn redo(&mut self, set: &mut AnnotationSet) -> Result<Option<&Transaction>, OpError> {
        let Some(last) = self.undone.last() else {
            return Ok(None);
        };
        last.apply(set)?;
        self.done.extend(self.undone.pop());
        Ok(self.done.last())
    }

    /// Remembers a step that the set has taken already. What was done before this history began
    /// can be undone all the same: an undo of it makes it ready to be redone.
    pub fn take_in(&mut self, step: &Step) {
        match step.stroke {
            Stroke::Do => {
                self.done.push(step.transaction.clone());
                self.undone.clear();
                self.made += 1;
            }
            Stroke::Undo => {
                let undone = self.done.pop();
                self.undone
                    .push(undone.unwrap_or_else(|| step.transaction.inverse()));
            }
            Stroke::Redo => {
                self.undone.pop();
                self.done.push(step.transaction.clone());
            }
        }
    }

    /// Where it stands: how many changes hold, and how many were ever made. It is the same again
    /// only where everything since was undone and nothing was made anew.
    #[must_use]
    pub fn standing(&self) -> (usize, usize) {
        (self.done.len(), self.made)
    }

    /// What undo would take back.
    #[must_use]
    pub fn newest(&self) -> Option<&Transaction> {
        self.done.last()
    }

    /// What redo would do again.
    #[must_use]
    pub fn undone(&self) -> Option<&Transaction> {
        self.undone.last()
    }

    /// The name of what undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|t| t.name.as_str())
    }

    /// The name of what redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|t| t.name.as_str())
    }
}
