//! Numbers that rank or number and count nothing: results of matches, and marks of lists.

use super::digits::parse_digits;
use super::numeral::Numeral;
use super::words::Words;

/// "2-1", "3 – 0": small numbers with a dash, the first not smaller.
pub(super) fn is_score(words: &Words<'_>, n: &Numeral) -> bool {
    let pair = |a: usize, b: usize| {
        let value = |at: usize| parse_digits(words.word(at), words.language);
        match (value(a), value(b)) {
            (Some(x), Some(y)) => {
                x.fract() == 0.0
                    && y.fract() == 0.0
                    && (x >= y && x < 200.0 || x < 10.0 && y < 10.0 && sporting(words, a))
            }
            _ => false,
        }
    };
    let (first, end) = (n.first, n.end);
    if end != first + 1 {
        return false;
    }
    if words.is_dash(end) && words.is_number(end + 1) && words.glued(end) == words.glued(end + 1) {
        return pair(first, end + 1);
    }
    first >= 2 && words.is_dash(first - 1) && words.is_number(first - 2) && pair(first - 2, first)
}

fn sporting(words: &Words<'_>, at: usize) -> bool {
    let from = at.saturating_sub(8);
    (from..at + 10).any(|i| {
        words.any(
            i,
            &[
                "beat", "beaten", "defeated", "won", "win", "winning", "lost", "lose", "draw",
                "drew", "score", "victory", "goal", "match", "half", "game", "defeat", "thrashed",
                "trailed", "led", "ended",
            ],
        )
    })
}

/// "1." and "2)" at the start of a line.
pub(super) fn is_list_mark(words: &Words<'_>, n: &Numeral) -> bool {
    n.first == 0
        && words.glued(n.end)
        && matches!(words.word(n.end), "." | ")")
        && words.is_word(n.end + 1)
        && n.value < 100.0
        && !words.glued(n.end + 1)
}
