//! From mentions to suggestions.

use super::NAME;
use super::document::Document;
use super::tagging::{Class, Mention};
use crate::annotation::Label;
use crate::matching::{Alternative, Reason, Suggestion};
use crate::text::{ByteRange, TokenKind};

/// Appends a suggestion for every mention.
pub(super) fn offer(document: &Document<'_, '_>, mentions: &[Mention], out: &mut Vec<Suggestion>) {
    for mention in mentions {
        let Some(range) = trimmed(document, mention) else {
            continue;
        };
        let (label, what) = in_words(mention.class);
        let reason = |what: &str, probability: f32| {
            Reason::new("statistical tagger", [range]).with_detail(format!("{what}, {probability:.2}"))
        };
        let mut suggestion = Suggestion::new(
            NAME,
            label.clone(),
            range,
            mention.probability,
            reason(what, mention.probability),
        );
        let (other, probability) = mention.other;
        let (other_label, what) = in_words(other);
        if other_label != label && probability > 0.15 {
            suggestion.alternatives.push(Alternative {
                label: other_label,
                range,
                score: probability,
                matcher: NAME,
                reason: reason(what, probability),
            });
        }
        out.push(suggestion);
    }
}

fn in_words(class: Class) -> (Label, &'static str) {
    match class {
        Class::Person => (Label::ACTOR, "a person's name"),
        Class::Organisation => (Label::ACTOR, "an organisation's name"),
        Class::Place => (Label::LOCATION, "a place's name"),
    }
}

/// The range of a mention without an article, marks and possessives at its ends; nothing if no
/// capital is left.
fn trimmed(document: &Document<'_, '_>, mention: &Mention) -> Option<ByteRange> {
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
    let upper = |i: usize| word(i).chars().any(char::is_uppercase);
    (start..end).any(upper).then(|| {
        ByteRange::new(tokens[start].range().start, tokens[end - 1].range().end)
    })
}
