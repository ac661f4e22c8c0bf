//! The stretches of text that may hold names: words with capitals and what stands between them.
//!
//! All other words are outside of names without being asked, which is what makes the tagger fast.

use std::ops::Range;

use super::document::Document;
use crate::text::{Token, TokenKind};

/// A stretch that goes on is cut after so many tokens.
pub(super) const LONGEST: usize = 120;

/// Tokens without a capital that a stretch bridges.
const GAP: usize = 3;

/// Calls `each` with every stretch of a paragraph, as indices of its tokens. Linear.
pub(super) fn each(document: &Document<'_>, paragraph: usize, mut each: impl FnMut(Range<usize>)) {
    let tokens = document.reading.tokens(paragraph);
    let ids = document.reading.forms(paragraph);
    let upper = |i: usize| document.form(ids[i]).upper;
    let mut i = 0;
    let mut free = 0;
    while i < tokens.len() {
        if !upper(i) {
            i += 1;
            continue;
        }
        let start = reach_back(tokens, i, free);
        let mut last = i;
        let mut at = i + 1;
        while at < tokens.len()
            && at - last <= GAP + 1
            && at - start < LONGEST
            && !tokens[at].opens_sentence
        {
            if upper(at) {
                last = at;
            }
            at += 1;
        }
        let end = reach_on(tokens, last + 1)
            .min(start + LONGEST)
            .max(last + 1);
        each(start..end);
        free = end;
        i = end;
    }
}

fn glued(before: Token, behind: Token) -> bool {
    before.end == behind.start
}

/// `al-` before a capital, or the number of `14 July`.
fn reach_back(tokens: &[Token], i: usize, free: usize) -> usize {
    if tokens[i].opens_sentence || i == free {
        return i;
    }
    if i >= free + 2
        && tokens[i - 1].kind == TokenKind::Mark
        && glued(tokens[i - 1], tokens[i])
        && glued(tokens[i - 2], tokens[i - 1])
        && tokens[i - 2].kind == TokenKind::Word
        && !tokens[i - 1].opens_sentence
    {
        return i - 2;
    }
    let short = matches!(tokens[i - 1].kind, TokenKind::Number)
        || tokens[i - 1].kind == TokenKind::Word && tokens[i - 1].range().len() <= 3;
    if short { i - 1 } else { i }
}

/// `-based` or a number behind the last capital.
fn reach_on(tokens: &[Token], end: usize) -> usize {
    let inside = |i: usize| tokens.get(i).is_some_and(|t| !t.opens_sentence);
    if !inside(end) {
        return end;
    }
    let mark = tokens[end].kind == TokenKind::Mark && glued(tokens[end - 1], tokens[end]);
    if mark && inside(end + 1) && glued(tokens[end], tokens[end + 1]) {
        return end + 2;
    }
    if mark || tokens[end].kind == TokenKind::Number {
        return end + 1;
    }
    end
}
