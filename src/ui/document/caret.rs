//! The caret and the selection.

use crate::text::{Article, ByteRange, motion, next_sentence, previous_sentence};

use crate::ui::commands::Motion;

/// Where the analyst is in the text. Positions are bytes at grapheme boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caret {
    pub position: usize,
    /// The other end of the selection; the position itself where nothing is selected.
    pub anchor: usize,
    /// The x that steps up and down try to keep.
    pub wish: Option<f32>,
}

impl Caret {
    #[must_use]
    pub fn at(position: usize) -> Self {
        Self {
            position,
            anchor: position,
            wish: None,
        }
    }

    /// With a selection whose far end is the end of `range`.
    #[must_use]
    pub fn selecting(range: ByteRange) -> Self {
        Self {
            position: range.end,
            anchor: range.start,
            wish: None,
        }
    }

    /// What is selected, if anything.
    #[must_use]
    pub fn selection(self) -> Option<ByteRange> {
        let range = ByteRange::new(self.anchor, self.position);
        (!range.is_empty()).then_some(range)
    }
}

/// Where a step leads that needs no layout; nothing for steps by line and page.
#[must_use]
pub fn step(article: &Article, from: usize, step: Motion) -> Option<usize> {
    let text = article.text();
    let paragraphs = article.paragraphs();
    let here = paragraphs.at(from);
    Some(match step {
        Motion::Left => motion::previous_grapheme(text, from),
        Motion::Right => motion::next_grapheme(text, from),
        Motion::WordLeft => motion::previous_word_start(article, from),
        Motion::WordRight => motion::next_word_end(article, from),
        Motion::ParagraphUp => {
            let start = paragraphs.range(here).start;
            if from > start {
                start
            } else {
                let above = (0..here).rev().find(|p| !paragraphs.range(*p).is_empty());
                above.map_or(0, |p| paragraphs.range(p).start)
            }
        }
        Motion::ParagraphDown => {
            let mut below = here + 1..paragraphs.len();
            let next = below.find(|p| !paragraphs.range(*p).is_empty());
            next.map_or(text.len(), |p| paragraphs.range(p).start)
        }
        Motion::SentenceBack => previous_sentence(article, from),
        Motion::SentenceForward => next_sentence(article, from),
        Motion::ArticleStart => 0,
        Motion::ArticleEnd => text.len(),
        Motion::LineUp
        | Motion::LineDown
        | Motion::LineStart
        | Motion::LineEnd
        | Motion::PageUp
        | Motion::PageDown => return None,
    })
}

/// Where reading begins: behind front matter and the empty lines between it and the story.
#[must_use]
pub fn beginning(article: &Article) -> usize {
    let text = article.text();
    let body = article.header.body.min(text.len());
    let rest = text.get(body..).unwrap_or_default();
    match body {
        0 => 0,
        _ => text.len() - rest.trim_start_matches(['\n', '\r']).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, motion: Motion, stops: &[usize]) {
        let article = Article::from_text("a.txt", text);
        let mut at = stops[0];
        for expected in &stops[1..] {
            at = step(&article, at, motion).unwrap_or(usize::MAX);
            assert_eq!(at, *expected, "{motion:?} in {text:?}");
        }
    }

    #[test]
    fn steps_by_sentence_and_paragraph_cross_empty_lines() {
        let text = "One. Two.\n\nThree.";
        check(text, Motion::SentenceForward, &[0, 5, 11, 17, 17]);
        check(text, Motion::SentenceBack, &[17, 11, 5, 0, 0]);
        check(text, Motion::ParagraphDown, &[2, 11, 17]);
        check(text, Motion::ParagraphUp, &[14, 11, 0, 0]);
    }

    #[test]
    fn steps_by_character_and_word_stop_at_the_ends() {
        check("é👩‍👧x", Motion::Right, &[0, 2, 13, 14, 14]);
        check("é👩‍👧x", Motion::Left, &[14, 13, 2, 0, 0]);
        check("ab cd", Motion::WordRight, &[0, 2, 5, 5]);
        check("ab cd", Motion::WordLeft, &[5, 3, 0, 0]);
    }
}
