//! Bodies of the state that a common noun names, and the verbs by which such a body acts.
//!
//! Nothing here decides where an actor begins; only the next two words behind a noun are read.

use super::lexicon::{ACTS, FIELD};
use super::words::Words;

/// Whether a verb of saying or acting begins at word `i` or behind its auxiliary.
pub(super) fn acts(words: &Words<'_, '_>, i: usize) -> bool {
    let verb = |i: usize| words.has(i, ACTS) && !words.ends_before(i);
    let step = matches!(
        words.text(i),
        "has" | "had" | "have" | "also" | "will" | "would" | "later" | "then"
    );
    verb(i) || step && !words.ends_before(i) && verb(i + 1)
}

/// Whether a verb of acting or any past form stands at word `i`: `approved`, `said`.
pub(super) fn passes(words: &Words<'_, '_>, i: usize) -> bool {
    let text = words.text(i);
    acts(words, i) || text.len() > 4 && text.ends_with("ed") && !words.ends_before(i)
}

/// A body of the state without a name: `the defence ministry`, `the central bank`, and a court or
/// council that acts.
pub(super) fn is_institution(words: &Words<'_, '_>, start: usize, noun: usize) -> bool {
    let lower = words.text(noun).to_ascii_lowercase();
    let before = noun.checked_sub(1).map_or("", |i| words.text(i));
    match lower.as_str() {
        "ministry" => start < noun && words.has(noun - 1, FIELD),
        "bank" => start < noun && matches!(before, "central" | "Central"),
        "court" => {
            start < noun
                && matches!(
                    before.to_ascii_lowercase().as_str(),
                    "supreme" | "high" | "constitutional" | "appeals" | "appeal"
                )
                || (definite(words, start)
                    || start > 0 && matches!(words.text(start - 1), "a" | "A"))
                    && rules(words, noun + 1)
        }
        "media" => start < noun && passes(words, noun + 1),
        "council" | "commission" | "committee" | "senate" | "cabinet" | "navy" => {
            definite(words, start) && passes(words, noun + 1)
        }
        _ => false,
    }
}

/// Whether an article stands before the actor.
fn definite(words: &Words<'_, '_>, start: usize) -> bool {
    start > 0 && matches!(words.text(start - 1), "the" | "The")
}

/// What a court does.
pub(super) fn rules(words: &Words<'_, '_>, i: usize) -> bool {
    let verb = |i: usize| {
        matches!(
            words.text(i),
            "ruled"
                | "rules"
                | "heard"
                | "ordered"
                | "orders"
                | "sentenced"
                | "convicted"
                | "found"
                | "upheld"
                | "overturned"
                | "dismissed"
                | "adjourned"
                | "annulled"
                | "acquitted"
                | "granted"
                | "jailed"
        ) && !words.ends_before(i)
    };
    acts(words, i) || verb(i) || matches!(words.text(i), "has" | "had" | "will") && verb(i + 1)
}
