//! Stepping through a text: by grapheme, by word.
//!
//! Positions are bytes of the whole article. A step looks only at the paragraph at hand, so its
//! cost does not grow with the article.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{Article, ByteRange};

/// The next grapheme boundary behind `at`; the end of the text at the end.
#[must_use]
pub fn next_grapheme(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.next_boundary(text, 0) {
        Ok(Some(next)) => next,
        _ => text.len(),
    }
}

/// The grapheme boundary before `at`; 0 at the start.
#[must_use]
pub fn previous_grapheme(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.prev_boundary(text, 0) {
        Ok(Some(previous)) => previous,
        _ => 0,
    }
}

/// The word at a position, by the Unicode rules; at the edge between a word and something else,
/// the word. Nothing where there is no word on either side.
#[must_use]
pub fn word_at(article: &Article, at: usize) -> Option<ByteRange> {
    let paragraph = article.paragraphs().range(article.paragraphs().at(at));
    words(article.text(), paragraph).find(|word| word.touches(at))
}

/// Where a step to the right by words from `at` leads: the end of the next word.
#[must_use]
pub fn next_word_end(article: &Article, at: usize) -> usize {
    let paragraphs = article.paragraphs();
    (paragraphs.at(at)..paragraphs.len())
        .find_map(|p| words(article.text(), paragraphs.range(p)).find(|word| word.end > at))
        .map_or(article.text().len(), |word| word.end)
}

/// Where a step to the left by words from `at` leads: the start of the word before.
#[must_use]
pub fn previous_word_start(article: &Article, at: usize) -> usize {
    let paragraphs = article.paragraphs();
    (0..=paragraphs.at(at))
        .rev()
        .find_map(|p| {
            words(article.text(), paragraphs.range(p))
                .take_while(|word| word.start < at)
                .last()
        })
        .map_or(0, |word| word.start)
}

/// The start of the first word that begins behind `at`.
#[must_use]
pub fn next_word_start(article: &Article, at: usize) -> usize {
    let paragraphs = article.paragraphs();
    (paragraphs.at(at)..paragraphs.len())
        .find_map(|p| words(article.text(), paragraphs.range(p)).find(|word| word.start > at))
        .map_or(article.text().len(), |word| word.start)
}

/// The end of the last word that ends before `at`.
#[must_use]
pub fn previous_word_end(article: &Article, at: usize) -> usize {
    let paragraphs = article.paragraphs();
    (0..=paragraphs.at(at))
        .rev()
        .find_map(|p| {
            words(article.text(), paragraphs.range(p))
                .take_while(|word| word.end < at)
                .last()
        })
        .map_or(0, |word| word.end)
}

/// Widens a selection made by hand to whole words where an end lies inside one, and drops white
/// space at its ends. Nothing where only white space is left.
#[must_use]
pub fn snap_to_words(article: &Article, range: ByteRange) -> Option<ByteRange> {
    let trimmed = trim(article.text(), range)?;
    let start = word_at(article, trimmed.start)
        .filter(|word| word.start < trimmed.start && trimmed.start < word.end)
        .map_or(trimmed.start, |word| word.start);
    let end = word_at(article, trimmed.end)
        .filter(|word| word.start < trimmed.end && trimmed.end < word.end)
        .map_or(trimmed.end, |word| word.end);
    Some(ByteRange::new(start, end))
}

/// Widens a range to grapheme boundaries: no selection ends inside a character as read.
#[must_use]
pub fn snap_to_graphemes(text: &str, range: ByteRange) -> ByteRange {
    let snapped = |at: usize| {
        let mut cursor = GraphemeCursor::new(at, text.len(), true);
        cursor.is_boundary(text, 0).unwrap_or(true)
    };
    let start = if snapped(range.start) {
        range.start
    } else {
        previous_grapheme(text, range.start)
    };
    let end = if snapped(range.end) {
        range.end
    } else {
        next_grapheme(text, range.end)
    };
    ByteRange::new(start, end)
}

/// The range without white space at its ends; nothing where nothing is left.
#[must_use]
pub fn trim(text: &str, range: ByteRange) -> Option<ByteRange> {
    let words = text.get(range.as_range())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.end - (words.len() - words.trim_end().len());
    (start < end).then_some(ByteRange { start, end })
}

fn words(text: &str, paragraph: ByteRange) -> impl Iterator<Item = ByteRange> + '_ {
    text[paragraph.as_range()]
        .unicode_word_indices()
        .map(move |(at, word)| ByteRange {
            start: paragraph.start + at,
            end: paragraph.start + at + word.len(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article::from_text("a.txt", text)
    }

    #[test]
    fn words_are_stepped_over_in_both_directions_and_across_paragraphs() {
        let a = article("Rebels left.\nThen calm");
        let mut ends = Vec::new();
        let mut at = 0;
        while at < a.text().len() {
            at = next_word_end(&a, at);
            ends.push(at);
        }
        assert_eq!(ends, [6, 11, 17, 22]);
        let mut starts = Vec::new();
        while at > 0 {
            at = previous_word_start(&a, at);
            starts.push(at);
        }
        assert_eq!(starts, [18, 13, 7, 0]);
    }

    #[test]
    fn a_careless_drag_snaps_to_whole_words() {
        let a = article("the rebels, again");
        let snap = |s, e| snap_to_words(&a, ByteRange::new(s, e)).map(|r| a.quote(r).to_owned());
        assert_eq!(snap(6, 9).as_deref(), Some("rebels"));
        assert_eq!(snap(3, 12).as_deref(), Some("rebels,"));
        assert_eq!(snap(3, 4), None);
        assert_eq!(snap(4, 10).as_deref(), Some("rebels"));
    }

    #[test]
    fn no_selection_ends_inside_a_grapheme() {
        let text = "e\u{301}👩‍👩‍👧x";
        let family = text.find('👩').unwrap_or(0);
        let all = snap_to_graphemes(text, ByteRange::new(1, family + 4));
        assert_eq!(&text[all.as_range()], "e\u{301}👩‍👩‍👧");
        assert_eq!(next_grapheme(text, 0), 3);
        assert_eq!(previous_grapheme(text, 3), 0);
    }
}
