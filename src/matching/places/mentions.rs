//! Places named once for certain and again without a cue.
//!
//! "The town of Velkaro fell. … Shops in the centre of it opened; Velkaro slept." What was found with
//! its kind, its container or its head is a place at its later mentions too, unless the article
//! uses the words for a person or a body.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

use super::NAME;
use super::rules::Rule;
use crate::annotation::Label;
use crate::matching::{Reading, Reason, Suggestion, THRESHOLD};
use crate::text::{ByteRange, TokenKind};

/// How sure a mention has to be for its name to be remembered.
const SURE: f32 = 0.6;
/// How sure a later mention is.
const AGAIN: f32 = 0.58;

/// Appends later mentions of the places that were found. Linear.
pub(super) fn find(
    reading: &Reading<'_>,
    found: &[Suggestion],
    paragraphs: Range<usize>,
    cancelled: &dyn Fn() -> bool,
    out: &mut Vec<Suggestion>,
) {
    let names = remembered(reading, found);
    if names.is_empty() {
        return;
    }
    let opens = reading
        .vocabulary()
        .know(|form| names.contains_key(form.text));
    let mut taken: Vec<ByteRange> = found
        .iter()
        .filter(|s| s.score >= THRESHOLD && s.label != Label::FIGURE && s.label != Label::EVENT)
        .map(|s| s.range)
        .collect();
    taken.sort_unstable_by_key(|r| (r.start, r.end));
    for paragraph in paragraphs {
        if cancelled() {
            return;
        }
        let (tokens, forms) = (reading.tokens(paragraph), reading.forms(paragraph));
        let high = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at))
                .is_some_and(|t| t.kind == TokenKind::Word && t.capital)
        };
        for (i, token) in tokens.iter().enumerate() {
            if !token.capital || !opens[forms[i]] {
                continue;
            }
            let word = reading.word(token);
            let before = i.checked_sub(1).filter(|_| !token.opens_sentence);
            let alone =
                !high(before.filter(|&at| !tokens[at].opens_sentence)) && !high(Some(i + 1));
            if !alone || joined(reading, tokens, i) {
                continue;
            }
            let range = token.range();
            let at = taken.partition_point(|r| r.end <= range.start);
            if taken.get(at).is_some_and(|r| r.overlaps(range)) {
                continue;
            }
            let Some(&first) = names.get(word) else {
                continue;
            };
            let reason = Reason::new(Rule::Before.name(), [range, first]);
            out.push(Suggestion::new(NAME, Label::LOCATION, range, AGAIN, reason));
        }
    }
}

/// The names of one word that were found for certain, and where; none that also ends or opens the
/// name of an actor.
fn remembered<'a>(
    reading: &Reading<'a>,
    found: &[Suggestion],
) -> HashMap<&'a str, ByteRange, RandomState> {
    let mut names = HashMap::<&str, ByteRange, RandomState>::default();
    let mut others = HashSet::<&str, RandomState>::default();
    for suggestion in found {
        let quote = reading.quote(suggestion.head.unwrap_or(suggestion.range));
        if suggestion.matcher == NAME {
            let sure = suggestion.label == Label::LOCATION && suggestion.score >= SURE;
            if sure && quote.len() > 3 && !quote.contains([' ', '-', '.', '’', '\'']) {
                names.entry(quote).or_insert(suggestion.range);
            }
        } else if suggestion.label == Label::ACTOR && suggestion.score >= THRESHOLD {
            others.extend(
                [quote.split(' ').next_back(), quote.split(' ').next()]
                    .into_iter()
                    .flatten(),
            );
        }
    }
    names.retain(|name, _| !others.contains(name) && !reading.occurs_in_lower_case(name));
    names
}

/// Whether a hyphen joins the word to another, or an ending follows.
fn joined(reading: &Reading<'_>, tokens: &[crate::text::Token], i: usize) -> bool {
    let glue = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| matches!(reading.word(t), "-" | "&" | "@" | "#"))
    };
    glue(i + 1) || i > 0 && glue(i - 1)
}
