//! What the words beside a trigger make of it: another type, or no event. `released an album`,
//! `lifted the siege`, `dismissed the minister`.
//!
//! The rows come from `assets/lexicons/events/objects.txt`, each under the name of its rule. Only
//! a bounded number of words of the same sentence is looked at, and only beside triggers that have
//! rows; whether a word is one of a row is a look into the few sets that it belongs to.

use super::clause::Clause;
use super::lexicon::{Lexicon, Part};
use super::types::Kind;

/// On which side of a trigger the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ahead,
    Behind,
    Near,
}

/// What becomes of a trigger beside the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is no event.
    None,
    /// It is an event here, and without such words it is not.
    Only,
    Typed(Kind),
}

/// A set of words, as words refer to it.
pub type Group = u16;

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// The name of the rule that the row belongs to.
    pub rule: &'static str,
    pub outcome: Outcome,
    /// The part of speech that the trigger must have; any where there is none.
    pub part: Option<Part>,
    pub side: Side,
    pub reach: u8,
    pub words: Group,
}

/// What a row says of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub rule: &'static str,
    /// The type; nothing where it is no event.
    pub kind: Option<Kind>,
}

/// What the rows `numbers` say of a trigger from token `first` to `last`; nothing where they are
/// silent and the type of the lexicon stands.
pub fn judge(
    clause: &Clause<'_>,
    lexicon: &Lexicon,
    numbers: &[u16],
    part: Part,
    own: Kind,
    (first, last): (usize, usize),
) -> Option<Verdict> {
    let mut only = None;
    for &number in numbers {
        let row = lexicon.situation(number);
        if row.part.is_some_and(|wanted| wanted != part) {
            continue;
        }
        let reach = usize::from(row.reach);
        let fits = row.side != Side::Behind && ahead(clause, last, reach, row.words)
            || row.side != Side::Ahead && behind(clause, first, reach, row.words);
        match (row.outcome, fits) {
            (Outcome::None, true) => return Some(Verdict { rule: row.rule, kind: None }),
            (Outcome::Typed(kind), true) => {
                return Some(Verdict { rule: row.rule, kind: Some(kind) });
            }
            (Outcome::Only, true) => return Some(Verdict { rule: row.rule, kind: Some(own) }),
            (Outcome::Only, false) => only = Some(row.rule),
            (_, false) => {}
        }
    }
    only.map(|rule| Verdict { rule, kind: None })
}

fn ahead(clause: &Clause<'_>, mut at: usize, reach: usize, words: Group) -> bool {
    for _ in 0..reach {
        let Some(n) = clause.after(at) else {
            return false;
        };
        at = n;
        if clause.words[n].groups.contains(&words) {
            return true;
        }
    }
    false
}

fn behind(clause: &Clause<'_>, mut at: usize, reach: usize, words: Group) -> bool {
    for _ in 0..reach {
        let Some(b) = clause.before(at) else {
            return false;
        };
        at = b;
        if clause.words[b].groups.contains(&words) {
            return true;
        }
    }
    false
}
