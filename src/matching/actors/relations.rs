//! Unknown names by what people do with them, and by what people have; offices that explain a
//! name.

use super::Found;
use super::lexicon::{
    ADDRESS, BELONGS, DONE_BY, FIELD, NATIONALITY, OFFICE, OFFICE_MODIFIER, ORDINARY, PLACE,
    ROLE_MODIFIER, TAKES_PEOPLE,
};
use super::words::Words;
use crate::text::TokenKind;

/// What gives a name away.
pub(super) struct Relation {
    pub rule: &'static str,
    pub score: f32,
    /// The word that does.
    pub evidence: usize,
}

/// What gives away the name of words `from..to`.
pub(super) fn of_name(words: &Words<'_, '_>, from: usize, to: usize) -> Option<Relation> {
    let surer = if to > from + 1 { 0.08 } else { 0.0 };
    if words.possessive(to) {
        let what = if words.has(to + 1, BELONGS) {
            to + 1
        } else {
            to + 2
        };
        if words.has(what, BELONGS) && !words.ends_before(what) {
            return Some(Relation {
                rule: "name of someone who has something",
                score: 0.66 + surer,
                evidence: what,
            });
        }
    }
    if words.opens(from) {
        return None;
    }
    let before = from.checked_sub(1)?;
    if words.has(before, TAKES_PEOPLE) && ends_phrase(words, to) {
        return Some(Relation {
            rule: "name behind a verb that takes people",
            score: 0.64 + surer,
            evidence: before,
        });
    }
    let verb = before.checked_sub(1)?;
    let by = words.has(verb, DONE_BY) && words.text(before) == "by";
    let source =
        words.text(before) == "to" && matches!(words.text(verb), "According" | "according");
    ((by || source) && !words.opens(before)).then_some(Relation {
        rule: "name behind words for who did it",
        score: 0.66 + surer,
        evidence: verb,
    })
}

/// Whether no noun follows that the name would only describe: `elected Zorvek` and a mark or a
/// small word.
fn ends_phrase(words: &Words<'_, '_>, to: usize) -> bool {
    words.ends_before(to)
        || words.possessive(to)
        || words.get(to).is_some_and(|w| match w.kind {
            TokenKind::Mark => true,
            TokenKind::Word => !w.capital && w.traits & ORDINARY != 0,
            _ => false,
        })
}

/// Appends offices between marks that explain the name before them: `Zorgan Wexel, the defence
/// minister,` is two actors.
pub(super) fn find(words: &Words<'_, '_>, found: &mut Found<'_>) {
    const OF_OFFICE: u32 = FIELD | OFFICE_MODIFIER | NATIONALITY | ROLE_MODIFIER | OFFICE;
    const LONGEST: usize = 6;
    for comma in 1..words.len() {
        let mark = words.get(comma).is_some_and(|w| w.kind == TokenKind::Mark);
        if !mark
            || !words.proper(comma - 1)
            || words.has(comma - 1, PLACE)
            || words.text(comma) != ","
            || words.text(comma + 1) != "the"
        {
            continue;
        }
        let start = comma + 2;
        let mut end = start;
        while end < start + LONGEST
            && words.is_word(end)
            && !words.opens(end)
            && (words.has(end, OF_OFFICE) || end == start && words.proper(end))
        {
            end += 1;
        }
        let office = end > start && words.has(end - 1, OFFICE) && !words.has(end - 1, ADDRESS);
        let closed =
            words.ends_before(end) || matches!(words.text(end), "," | "." | ";" | ")" | "?");
        if office && closed {
            let range = words.range(start, end);
            let rule = "office explains the name before it";
            found.add(rule, 0.62, range, None, words.range(end - 1, end));
        }
    }
}
