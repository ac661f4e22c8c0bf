//! Where sentences begin and end.

use super::{ByteRange, Token, TokenKind, tokenise};

/// Abbreviations that stand before a capital letter without ending a sentence.
const BEFORE_A_NAME: &[&str] = &[
    "adm", "amb", "asst", "ave", "brig", "bros", "capt", "cmdr", "col", "cpl", "dr", "drs", "ft",
    "gen", "gov", "hon", "insp", "jr", "lt", "maj", "messrs", "mme", "mlle", "mr", "mrs", "ms",
    "mt", "no", "pres", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "sr", "st", "supt",
    "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// The sentences of one paragraph, `range` of `text`: from the first to the last character that
/// is not white space, none left out. Linear in the paragraph.
#[must_use]
pub fn sentences(text: &str, range: ByteRange) -> Vec<ByteRange> {
    let mut tokens = Vec::new();
    tokenise(text, range, &mut tokens);
    let mut found: Vec<ByteRange> = Vec::new();
    for token in tokens {
        match found.last_mut() {
            Some(last) if !token.opens_sentence => last.end = token.range().end,
            _ => found.push(token.range()),
        }
    }
    found
}

/// No sentence closes with more marks; rows of points go on for pages.
const MOST_CLOSING_MARKS: usize = 16;

/// Sets `opens_sentence` on the first token of each sentence of one paragraph.
pub(super) fn mark_starts(text: &str, tokens: &mut [Token]) {
    let mut ended = true;
    for i in 0..tokens.len() {
        let word = &text[tokens[i].range().as_range()];
        let closes = tokens[i].kind == TokenKind::Mark && is_closing(word);
        if ended && !closes {
            tokens[i].opens_sentence = true;
            ended = false;
        }
        if ends_sentence(text, tokens, i) {
            ended = true;
        }
    }
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i];
    let word = &text[token.range().as_range()];
    match word {
        "!" | "?" | "…" | "؟" | "۔" => next_may_open(text, tokens, i),
        "。" | "！" | "？" | "।" => true,
        "." => !follows_abbreviation(text, tokens, i) && next_may_open(text, tokens, i),
        // `U.S.` swallows the point of a sentence that it ends.
        _ => {
            token.kind == TokenKind::Word
                && word.len() > 2
                && word.ends_with('.')
                && next_word_opens_after_abbreviation(text, tokens, i)
        }
    }
}

fn follows_abbreviation(text: &str, tokens: &[Token], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|b| tokens[b]) else {
        return false;
    };
    if before.kind != TokenKind::Word || before.end != tokens[i].start {
        return false;
    }
    let word = &text[before.range().as_range()];
    let initial = word.chars().count() == 1 && before.capital;
    initial
        || BEFORE_A_NAME
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
            && !before_full_stop(tokens, i, word)
}

/// "no." and the months also end sentences; they are abbreviations only before a number.
fn before_full_stop(tokens: &[Token], i: usize, word: &str) -> bool {
    let number_follows = tokens
        .get(i + 1)
        .is_some_and(|t| t.kind == TokenKind::Number);
    let lower = word.chars().all(char::is_lowercase);
    (lower && (word == "no" || word == "mar" || word == "dec")) && !number_follows
}

/// Whether a sentence may begin behind token `i`, closing quotes and brackets skipped: behind
/// white space, with anything but a lower-case letter.
fn next_may_open(text: &str, tokens: &[Token], i: usize) -> bool {
    let mut end = tokens[i].end;
    for token in tokens[i + 1..].iter().take(MOST_CLOSING_MARKS) {
        let word = &text[token.range().as_range()];
        if token.start == end && token.kind == TokenKind::Mark && (is_closing(word) || word == ".")
        {
            end = token.end;
            continue;
        }
        let first = word.chars().next().unwrap_or(' ');
        return token.start > end && !first.is_lowercase();
    }
    false
}

/// After `U.S.` a sentence begins only with a word that seldom follows it inside one.
fn next_word_opens_after_abbreviation(text: &str, tokens: &[Token], i: usize) -> bool {
    const OPENERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "In",
        "On",
        "At",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "However",
        "Meanwhile",
        "His",
        "Her",
        "Their",
        "There",
        "After",
        "Before",
        "When",
        "While",
        "As",
        "For",
        "Since",
    ];
    tokens
        .get(i + 1)
        .is_some_and(|next| OPENERS.contains(&&text[next.range().as_range()]))
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "”" | "’" | "\"" | "'" | ")" | "]" | "»" | "」" | "』")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text, ByteRange::new(0, text.len()))
            .into_iter()
            .map(|r| &text[r.as_range()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_no_sentence() {
        check(
            "Gen. Ali met Mr. J. Smith. He left.",
            &["Gen. Ali met Mr. J. Smith.", "He left."],
        );
        check(
            "It cost 2.5 million. So what?",
            &["It cost 2.5 million.", "So what?"],
        );
        check(
            "U.S. troops left the U.S. They flew.",
            &["U.S. troops left the U.S.", "They flew."],
        );
        check(
            "No. 5 won. She said no. Then Oct. 7 came.",
            &["No. 5 won.", "She said no.", "Then Oct. 7 came."],
        );
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        check(
            "“Go.” He went. (Twice.) End",
            &["“Go.”", "He went.", "(Twice.)", "End"],
        );
        check("他来了。他走了。", &["他来了。", "他走了。"]);
        check("", &[]);
    }
}
