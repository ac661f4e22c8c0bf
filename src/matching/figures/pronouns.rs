//! "one" that stands for a thing or for anybody, and counts nothing.

use super::counted;
use super::number_words::is_ordinal;
use super::numeral::Numeral;
use super::words::Words;

/// "one" that stands for a thing or for anybody.
pub(super) fn is_pronoun(words: &Words<'_>, n: &Numeral) -> bool {
    if !words.is(n.first, "one") || n.end != n.first + 1 {
        return false;
    }
    let before = words.before(n.first, 1);
    if counted::is_verb_like(&words.lower(n.end)) && !words.capital(n.end) {
        return true;
    }
    let named = matches!(
        &*before,
        "the"
            | "this"
            | "that"
            | "which"
            | "each"
            | "every"
            | "any"
            | "no"
            | "some"
            | "another"
            | "first"
            | "last"
            | "next"
            | "previous"
            | "current"
            | "right"
            | "wrong"
            | "new"
            | "old"
            | "other"
            | "only"
            | "a"
            | "loved"
            | "such"
            | "good"
            | "bigger"
    ) || is_ordinal(&before);
    let after = words.lower(n.end);
    let verb = matches!(
        &*after,
        "can"
            | "could"
            | "is"
            | "was"
            | "has"
            | "had"
            | "may"
            | "might"
            | "must"
            | "should"
            | "would"
            | "will"
            | "another"
            | "day"
            | "by"
            | "who"
            | "that"
            | "which"
            | "thing"
            | "knows"
            | "needs"
            | "wants"
            | "to"
            | "as"
            | "-"
            | "‑"
            | "before"
            | "more"
            | "last"
            | "time"
            | "way"
            | "’s"
            | "'s"
            | "the"
    );
    words.is(n.first.wrapping_sub(1), "at") && words.any(n.end, &["point", "stage"])
        || words.is(n.first.wrapping_sub(1), "by") && words.is(n.first.wrapping_sub(2), "one")
        || named
            && !(words.is(n.first.wrapping_sub(1), "the")
                && counted::noun(words, n.end, 1.0).is_some())
        || verb
        || words.is_dash(n.first.wrapping_sub(1)) && words.glued(n.first)
        || n.first > 0
            && matches!(
                words.word(n.end),
                "" | "." | "," | "?" | "!" | ";" | "”" | "\"" | ")"
            )
}
