//! The article cut into pieces that are laid out on their own.

use std::collections::HashMap;

use super::leads::Lead;
use crate::text::{Article, ByteRange, motion};

/// A paragraph longer than this is cut into several blocks, so that laying one out stays quick.
const LONGEST: usize = 3000;

/// The blocks of an article: its paragraphs behind any front matter, long ones cut at white space. A block's range leaves
/// out the line end.
#[derive(Debug, Default)]
pub struct Blocks {
    ranges: Vec<ByteRange>,
    /// What blocks must know of the paragraph that they are cut from.
    leads: HashMap<usize, Lead>,
}

impl Blocks {
    /// Linear in the text.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let text = article.text();
        let mut ranges = Vec::with_capacity(article.paragraphs().len());
        let mut leads = HashMap::new();
        let body = article.header.body;
        let last = article.paragraphs().len() - 1;
        for (place, paragraph) in article.paragraphs().iter().enumerate() {
            // Front matter is no part of the story; its facts stand above the text.
            if paragraph.start < body && place < last {
                continue;
            }
            let first = ranges.len();
            let mut start = paragraph.start;
            while paragraph.end - start > LONGEST {
                let end = cut(text, start);
                ranges.push(ByteRange { start, end });
                start = end;
            }
            ranges.push(ByteRange {
                start,
                end: paragraph.end,
            });
            if ranges.len() > first + 1 {
                let found = Lead::of_blocks(text, paragraph, &ranges[first..]);
                leads.extend((first..).zip(found));
            }
        }
        Self { ranges, leads }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    #[must_use]
    pub fn range(&self, block: usize) -> ByteRange {
        self.ranges[block]
    }

    /// What a block must know of the paragraph that it is cut from, if anything.
    #[must_use]
    pub fn lead(&self, block: usize) -> Option<&Lead> {
        self.leads.get(&block)
    }

    /// The block in which a position lies; between two, the later one.
    #[must_use]
    pub fn at(&self, position: usize) -> usize {
        self.ranges
            .partition_point(|range| range.start <= position)
            .saturating_sub(1)
    }
}

/// Where to cut a long paragraph that goes on behind `start`: behind the last white space that
/// leaves a block of the right length, else between two graphemes.
fn cut(text: &str, start: usize) -> usize {
    let limit = floor(text, start + LONGEST);
    let window = &text[floor(text, start + LONGEST / 2)..limit];
    if let Some(at) = window.rfind(char::is_whitespace) {
        let space = limit - window.len() + at;
        return space + text[space..].chars().next().map_or(1, char::len_utf8);
    }
    let at = motion::previous_grapheme(text, limit);
    if at > start { at } else { limit }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_cover_the_text_but_for_line_ends() {
        for text in [
            String::new(),
            "one\r\ntwo\n".to_owned(),
            "word ".repeat(5000),
            "ß".repeat(20_000),
            format!("{}\n{}", "a".repeat(13_000), "b c".repeat(3)),
        ] {
            let article = Article::from_text("a.txt", text.as_str());
            let blocks = Blocks::new(&article);
            let mut at = 0;
            for block in 0..blocks.len() {
                let range = blocks.range(block);
                assert!(
                    text[at..range.start]
                        .chars()
                        .all(|c| c == '\r' || c == '\n')
                );
                assert!(range.len() <= LONGEST);
                assert_eq!(blocks.at(range.start), block);
                at = range.end;
            }
            assert!(text[at..].is_empty());
        }
    }
}
