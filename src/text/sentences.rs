//! Where sentences begin and end.
//!
//! Steps by sentence never cost the paragraph, which may be the whole article: a paragraph is read
//! in pieces that begin with a sentence, each of at most 16 KB. Where no sentence begins for
//! [`GRID`] bytes, a piece begins at any word: only there is a sentence cut.

use super::graphemes::{is_grapheme_edge, next_grapheme};
use super::{Article, ByteRange, Token, TokenKind, tokenise};

/// A piece of a paragraph begins in each stretch of so many bytes, and is at most twice as long.
const GRID: usize = 8 * 1024;
/// What stands so far before and behind a stretch of text says whether a sentence begins in it.
const CONTEXT: usize = 512;
/// A step ends in a stretch without sentences that is as long as this.
const FAR: usize = 64 * 1024;

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

/// The sentence at a position, ends included; where two meet, the one behind it.
#[must_use]
pub fn sentence_at(article: &Article, at: usize) -> Option<ByteRange> {
    let piece = piece(article, at);
    let touching = |piece| {
        let all = sentences(article.text(), piece);
        all.into_iter().rfind(|sentence| sentence.touches(at))
    };
    touching(piece).or_else(|| {
        let before = article.text().floor_char_boundary(at.checked_sub(1)?);
        touching(self::piece(article, before)).filter(|_| piece.start == at)
    })
}

/// The start of the first sentence that begins behind `at`; the end of the text where none does.
/// It stops in between after 64 KB without a sentence.
#[must_use]
pub fn next_sentence(article: &Article, at: usize) -> usize {
    let (text, paragraphs) = (article.text(), article.paragraphs());
    let mut here = at;
    while here < text.len() && (here == at || here - at <= FAR) {
        let piece = piece(article, here);
        let found = sentences(text, piece).into_iter().find(|s| s.start > at);
        if let Some(sentence) = found {
            return sentence.start;
        }
        let number = paragraphs.at(here);
        here = if piece.end > here && piece.end < paragraphs.range(number).end {
            piece.end
        } else if number + 1 < paragraphs.len() {
            paragraphs.range(number + 1).start
        } else {
            text.len()
        };
    }
    here
}

/// The start of the last sentence that begins before `at`; 0 where none does. It stops in between
/// after 64 KB without a sentence.
#[must_use]
pub fn previous_sentence(article: &Article, at: usize) -> usize {
    let text = article.text();
    let mut here = at;
    while at - here <= FAR {
        let piece = piece(article, here);
        let found = sentences(text, piece).into_iter().rfind(|s| s.start < at);
        if let Some(sentence) = found {
            return sentence.start;
        }
        // Within the paragraph this leads to the piece before, else to the paragraph before.
        match piece.start.checked_sub(1) {
            Some(before) => here = text.floor_char_boundary(before),
            None => return 0,
        }
    }
    here
}

/// The piece of a paragraph in which a position lies.
fn piece(article: &Article, at: usize) -> ByteRange {
    let text = article.text();
    let paragraph = article.paragraphs().range(article.paragraphs().at(at));
    let at = at.min(paragraph.end);
    let mut line = at / GRID * GRID;
    let mut start = cut(text, paragraph, line);
    let mut end = paragraph.end;
    if start > at {
        end = start;
        line = line.saturating_sub(GRID);
        start = cut(text, paragraph, line);
    } else if line + GRID < paragraph.end {
        end = cut(text, paragraph, line + GRID);
    }
    ByteRange::new(start, end)
}

/// Where the piece begins that belongs to the stretch at `line`: at the first sentence that begins
/// in it, or at its first word or grapheme where there is none.
fn cut(text: &str, paragraph: ByteRange, line: usize) -> usize {
    if line <= paragraph.start {
        return paragraph.start;
    }
    if line >= paragraph.end {
        return paragraph.end;
    }
    let line = text.ceil_char_boundary(line);
    let until = text.floor_char_boundary(line + GRID - 4).min(paragraph.end);
    let start = context(text, paragraph, line);
    let end = text.floor_char_boundary((until + CONTEXT).min(paragraph.end));
    let mut tokens = Vec::new();
    tokenise(text, ByteRange::new(start, end), &mut tokens);
    // The first one passes for a start whatever stands before it.
    let opening = tokens.iter().skip(usize::from(start > paragraph.start));
    let inside = |token: &&Token| (line..until).contains(&token.range().start);
    let opens = opening
        .clone()
        .filter(|token| token.opens_sentence)
        .find(inside);
    if until == paragraph.end && opens.is_none() {
        // The end of the paragraph is near enough.
        return until;
    }
    let word = || {
        opening
            .clone()
            .find(inside)
            .filter(|t| t.kind != TokenKind::Mark)
    };
    if let Some(token) = opens.or_else(word) {
        return token.range().start;
    }
    let next = next_grapheme(text, line);
    if is_grapheme_edge(text, line) || next >= until {
        line
    } else {
        next
    }
}

/// Where the text begins that is read before `line`: behind white space, if there is any.
fn context(text: &str, paragraph: ByteRange, line: usize) -> usize {
    let far = text
        .floor_char_boundary(line.saturating_sub(2 * CONTEXT))
        .max(paragraph.start);
    let near = text
        .floor_char_boundary(line.saturating_sub(CONTEXT))
        .max(paragraph.start);
    if far == paragraph.start {
        return far;
    }
    let space = text[far..near].rfind(char::is_whitespace);
    space.map_or(far, |at| text.ceil_char_boundary(far + at + 1))
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
    // Most words are words: only a point inside can end a sentence.
    if token.kind == TokenKind::Word && !word.ends_with(['.', '۔', '।']) {
        return false;
    }
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
    use proptest::prelude::*;

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

    #[test]
    fn a_sentence_is_found_at_its_edges_and_where_two_meet() {
        let article = Article::from_text("a.txt", "One.  Two.\n\n他来了。他走了。");
        let at = |at| sentence_at(&article, at).map(|s| article.quote(s));
        assert_eq!(at(0), Some("One."));
        assert_eq!(at(4), Some("One."));
        assert_eq!(at(5), None);
        assert_eq!(at(6), Some("Two."));
        assert_eq!(at(11), None);
        assert_eq!(at(24), Some("他走了。"));
        assert_eq!(at(36), Some("他走了。"));
    }

    #[test]
    fn the_last_sentence_is_not_cut_where_a_stretch_ends() {
        let before = "Go on. ".repeat(GRID / 7 - 1);
        let text = format!("{before}{}end.", "And then ".repeat(100));
        let article = Article::from_text("a.txt", text);
        let last = Some(ByteRange::new(before.len(), article.text().len()));
        let end = article.text().len();
        for at in [GRID + 50, end] {
            assert_eq!(sentence_at(&article, at), last);
            assert_eq!(previous_sentence(&article, at), before.len());
        }
    }

    #[test]
    fn a_step_stays_near_in_a_paragraph_without_an_end() {
        for unit in ["x", "é", ". ", "叛", "-", " ", "\n", "word ", "“", "Go. "] {
            let article = Article::from_text("a.txt", unit.repeat(1_000_000 / unit.len()));
            let middle = article.text().floor_char_boundary(500_000);
            let next = next_sentence(&article, middle);
            assert!(
                middle < next && next <= middle + FAR + 2 * GRID,
                "{unit:?} {next}"
            );
            let previous = previous_sentence(&article, middle);
            assert!(
                previous < middle && middle <= previous + FAR + 2 * GRID,
                "{unit:?}"
            );
            assert!(sentence_at(&article, middle).is_none_or(|s| s.len() <= 2 * GRID));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// As long as a sentence begins once in eight kilobytes.
        #[test]
        fn steps_lead_where_the_whole_paragraph_would_lead(
            parts in prop::collection::vec(prop_oneof![
                "([A-Z]?[a-zé]{1,9}[ ,]){1,12}[a-z]{1,5}[.!?…]{1,2}[”’)]?[ \\u{A0}]",
                "Gen\\. Ali met J\\. Smith in the U\\.S\\. (They|troops) won\\. ",
                "他来了。他走了！|The rulers' aim\\. |\n|\\PC{1,8}\\. ",
            ], 1..900),
            places in prop::collection::vec(0.0..1.0f64, 12),
        ) {
            let article = Article::from_text("a.txt", parts.concat());
            let text = article.text();
            let all: Vec<_> =
                article.paragraphs().iter().flat_map(|range| sentences(text, range)).collect();
            prop_assume!(all.windows(2).all(|pair| pair[1].start - pair[0].start < GRID - 8));
            for place in places {
                let at = text.floor_char_boundary((text.len() as f64 * place) as usize);
                let next = all.iter().find(|s| s.start > at).map_or(text.len(), |s| s.start);
                prop_assert_eq!(next_sentence(&article, at), next);
                let previous = all.iter().rfind(|s| s.start < at).map_or(0, |s| s.start);
                prop_assert_eq!(previous_sentence(&article, at), previous);
                let here = all.iter().rfind(|s| s.touches(at)).copied();
                prop_assert_eq!(sentence_at(&article, at), here);
            }
        }
    }
}
