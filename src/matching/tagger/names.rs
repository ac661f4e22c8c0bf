//! From mentions to suggestions.

use super::NAME;
use super::document::Document;
use super::recall::Again;
use super::tagging::{Class, Mention};
use super::titles;
use crate::annotation::Label;
use crate::matching::{Alternative, Detail, Reason, Suggestion};
use crate::text::{ByteRange, TokenKind};

/// No name has more words and marks.
const LONGEST: usize = 16;

/// Appends a suggestion for every mention.
pub(super) fn offer(document: &Document<'_>, mentions: &[Mention], out: &mut Vec<Suggestion>) {
    let mut last = (usize::MAX, 0);
    for mention in mentions {
        let free = if last.0 == mention.paragraph {
            last.1
        } else {
            0
        };
        last = (mention.paragraph, mention.tokens.end);
        let Some(range) = trimmed(document, mention) else {
            continue;
        };
        let label = label(mention.class);
        let reason = |class, probability| {
            Reason::new("statistical tagger", [range]).with_detail(detail(class, probability))
        };
        let mut suggestion = Suggestion::new(
            NAME,
            label.clone(),
            range,
            mention.probability,
            reason(mention.class, mention.probability),
        );
        if let Some(start) = titles::before(document, mention, free) {
            suggestion.range = ByteRange::new(start, range.end);
            suggestion.head = Some(range);
        }
        let (other, probability) = mention.other;
        let other_label = self::label(other);
        if other_label != label && probability > 0.15 {
            suggestion.alternatives.push(Alternative {
                label: other_label,
                range,
                score: probability,
                matcher: NAME,
                reason: reason(other, probability),
            });
        }
        out.push(suggestion);
    }
}

/// Appends a suggestion for every name met again; the evidence is where it was sure.
pub(super) fn offer_again(document: &Document<'_>, again: &[Again], out: &mut Vec<Suggestion>) {
    for Again { mention, whole } in again {
        if let Some(range) = trimmed(document, mention) {
            out.push(Suggestion::new(
                NAME,
                label(mention.class),
                range,
                mention.probability,
                Reason::new(
                    "statistical tagger: name found elsewhere in the article",
                    [*whole],
                )
                .with_detail(detail(mention.class, mention.probability)),
            ));
        }
    }
}

fn label(class: Class) -> Label {
    match class {
        Class::Person | Class::Organisation => Label::ACTOR,
        Class::Place => Label::LOCATION,
    }
}

/// The range of a mention without an article, marks and possessives at its ends; nothing if no
/// capital is left.
fn trimmed(document: &Document<'_>, mention: &Mention) -> Option<ByteRange> {
    let reading = document.reading;
    let tokens = &reading.tokens(mention.paragraph)[mention.tokens.clone()];
    let word = |i: usize| reading.word(&tokens[i]);
    let (mut start, mut end) = (0, tokens.len());
    while start < end
        && (matches!(tokens[start].kind, TokenKind::Mark | TokenKind::Possessive)
            || word(start).eq_ignore_ascii_case("the"))
    {
        start += 1;
    }
    while start < end
        && (tokens[end - 1].kind == TokenKind::Possessive
            || tokens[end - 1].kind == TokenKind::Mark && !matches!(word(end - 1), "!" | "+"))
    {
        end -= 1;
    }
    if start < end && is_no_name(document, mention, mention.tokens.start + start, end - start) {
        return None;
    }
    // A name has a capital, and not only single letters: those are lists and initials.
    let upper = |i: usize| word(i).chars().any(char::is_uppercase);
    let long = |i: usize| word(i).chars().nth(1).is_some();
    (end - start.min(end) <= LONGEST && (start..end).any(upper) && (start..end).any(long))
        .then(|| ByteRange::new(tokens[start].range().start, tokens[end - 1].range().end))
}

/// `a person’s name, 0.93`, worded when it is read: the class and the thousandths in one number.
fn detail(class: Class, probability: f32) -> Detail {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a probability in hundredths"
    )]
    let hundredths = (probability.clamp(0.0, 1.0) * 100.0).round() as u32;
    Detail::Entry(class as u32 * 1000 + hundredths, |entry| {
        let what = match entry / 1000 {
            0 => "a person’s name",
            1 => "an organisation’s name",
            _ => "a place’s name",
        };
        format!("{what}, {}.{:02}", entry % 1000 / 100, entry % 100)
    })
}

/// Whether words around a mention rule it out: the letters before a sign of money (`US$5`), the
/// place in `pro-London`, and a single word that an article, a possessive or a number stands
/// before, which is no person.
fn is_no_name(document: &Document<'_>, mention: &Mention, first: usize, length: usize) -> bool {
    let reading = document.reading;
    let tokens = reading.tokens(mention.paragraph);
    let word = |i: usize| tokens.get(i).map_or("", |t| reading.word(t));
    if matches!(word(first + length), "$" | "€" | "£") {
        return true;
    }
    let before = first.checked_sub(1).map(|b| &tokens[b]);
    let Some(before) = before.filter(|_| length == 1 && !tokens[first].opens_sentence) else {
        return false;
    };
    let joined = before.end == tokens[first].start
        && reading.word(before) == "-"
        && first > 1
        && tokens[first - 2].kind == TokenKind::Word
        && tokens[first - 2].end == before.start
        && !tokens[first - 2].capital;
    let counted = matches!(before.kind, TokenKind::Possessive | TokenKind::Number)
        || matches!(reading.word(before), "the" | "a" | "an" | "The" | "A");
    joined || mention.class == Class::Person && counted
}
