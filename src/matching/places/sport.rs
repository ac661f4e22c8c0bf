//! Whether a text is about sport: then places that play are teams.

use super::context::Use;
use super::paper::{Facts, Paper};
use crate::matching::{Known, Reading};
use crate::text::TokenKind;

/// Whether a whole article is about sport: one word in a hundred, and six different ones. Linear.
pub(super) fn fills(reading: &Reading<'_>, facts: &Known<Facts>) -> bool {
    let forms = (0..reading.paragraphs()).flat_map(|at| reading.forms(at));
    let (mut words, mut sport) = (0_usize, Vec::new());
    for &form in forms {
        words += 1;
        if facts[form].has(Use::Sport) {
            sport.push(form);
        }
    }
    let many = sport.len() * 100 >= words;
    sport.sort_unstable();
    sport.dedup();
    many && sport.len() >= 6
}

/// Whether a paragraph is: three of its words, or one and a score ("3-2"), and not lost in it.
pub(super) fn fills_paragraph(paper: &Paper<'_, '_>) -> bool {
    let length = paper.tokens.len();
    let count = (0..length).filter(|&i| paper.is(i, Use::Sport)).count();
    // One word in fifty: a long paragraph may mention a match in passing.
    count * 50 >= length && (count >= 3 || count > 0 && (0..length).any(|i| is_score(paper, i)))
}

/// "3-2", "1 – 0".
fn is_score(paper: &Paper<'_, '_>, i: usize) -> bool {
    let small = |at: usize| {
        paper
            .tokens
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 3)
    };
    small(i) && matches!(paper.word(i + 1), "-" | "–") && small(i + 2)
}
