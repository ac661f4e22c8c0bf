//! Stepping through a text by word, and what a word at a place is.
//!
//! Positions are bytes of the whole article. A step costs the same wherever it is made: it looks
//! at the [pieces](super::words) around the position, each of at most 2 KB, and where these hold
//! no word it stops after [`FAR`] bytes, in the middle of nowhere. In more than a kilobyte without
//! a space or a full stop a word may be cut; elsewhere steps lead where the whole text would lead.

use super::words::{GRID, piece, piece_at, words_of};
use super::{Article, ByteRange};

pub use super::graphemes::{is_grapheme_edge, next_grapheme, previous_grapheme, snap_to_graphemes};

/// A step ends in a stretch without words that is as long as this.
const FAR: usize = 64 * 1024;

/// The word at a position. Where two words meet it is the one behind the position; at the edge
/// between a word and something else, the word. Nothing where there is no word on either side.
#[must_use]
pub fn word_at(article: &Article, at: usize) -> Option<ByteRange> {
    let text = article.text();
    let number = piece_at(text, at);
    let here = words_of(text, piece(text, number));
    let around = here.iter().find(|word| word.start <= at && at < word.end);
    if around.is_some() {
        return around.copied();
    }
    let ends = |words: &[ByteRange]| words.iter().rfind(|word| word.end == at).copied();
    ends(&here).or_else(|| {
        let before = number
            .checked_sub(1)
            .filter(|_| piece(text, number).start == at)?;
        ends(&words_of(text, piece(text, before)))
    })
}

/// Where a step to the right by words from `at` leads: the end of the next word.
#[must_use]
pub fn next_word_end(article: &Article, at: usize) -> usize {
    forward(article.text(), at, |words| {
        words.iter().map(|word| word.end).find(|end| *end > at)
    })
}

/// Where a step to the left by words from `at` leads: the start of the word before.
#[must_use]
pub fn previous_word_start(article: &Article, at: usize) -> usize {
    backward(article.text(), at, |words| {
        words
            .iter()
            .map(|word| word.start)
            .rfind(|start| *start < at)
    })
}

/// The start of the first word that begins behind `at`.
#[must_use]
pub fn next_word_start(article: &Article, at: usize) -> usize {
    forward(article.text(), at, |words| {
        words
            .iter()
            .map(|word| word.start)
            .find(|start| *start > at)
    })
}

/// The end of the last word that ends before `at`.
#[must_use]
pub fn previous_word_end(article: &Article, at: usize) -> usize {
    backward(article.text(), at, |words| {
        words.iter().map(|word| word.end).rfind(|end| *end < at)
    })
}

fn forward(text: &str, at: usize, found: impl Fn(&[ByteRange]) -> Option<usize>) -> usize {
    let first = piece_at(text, at);
    for number in first..=first + FAR / GRID {
        let piece = piece(text, number);
        if let Some(found) = found(&words_of(text, piece)) {
            return found;
        }
        if piece.end == text.len() {
            break;
        }
    }
    piece(text, first + FAR / GRID).end
}

fn backward(text: &str, at: usize, found: impl Fn(&[ByteRange]) -> Option<usize>) -> usize {
    let first = piece_at(text, at);
    let last = first.saturating_sub(FAR / GRID);
    (last..=first)
        .rev()
        .find_map(|number| found(&words_of(text, piece(text, number))))
        .unwrap_or_else(|| piece(text, last).start)
}

/// Widens a selection made by hand to whole words where an end lies inside one, and drops white
/// space at its ends. Nothing where only white space is left. It ends at graphemes.
#[must_use]
pub fn snap_to_words(article: &Article, range: ByteRange) -> Option<ByteRange> {
    let trimmed = trim(article.text(), range)?;
    let around = |at| word_at(article, at).filter(|word| word.start < at && at < word.end);
    let start = around(trimmed.start).map_or(trimmed.start, |word| word.start);
    let end = around(trimmed.end).map_or(trimmed.end, |word| word.end);
    Some(snap_to_graphemes(
        article.text(),
        ByteRange::new(start, end),
    ))
}

/// The range without white space at its ends; nothing where nothing is left. Costs as much as
/// there is white space.
#[must_use]
pub fn trim(text: &str, range: ByteRange) -> Option<ByteRange> {
    let words = text.get(range.as_range())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.end - (words.len() - words.trim_end().len());
    (start < end).then_some(ByteRange { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn a_word_is_found_at_its_edges_and_where_two_meet() {
        let a = article("l’armée « Gao », 叛军袭击。");
        let word = |place: &str| {
            let at = a.text().find(place).map(|at| word_at(&a, at));
            at.flatten().map(|w| a.quote(w).to_owned())
        };
        assert_eq!(word("’armée").as_deref(), Some("l’"));
        assert_eq!(word("armée").as_deref(), Some("armée"));
        assert_eq!(word(" «").as_deref(), Some("armée"));
        assert_eq!(word(" »").as_deref(), Some("Gao"));
        assert_eq!(word("»"), None);
        assert_eq!(word("军").as_deref(), Some("叛军"));
        assert_eq!(word("袭").as_deref(), Some("袭击"));
        assert_eq!(word("。").as_deref(), Some("袭击"));
        assert_eq!(
            snap_to_words(&a, ByteRange::new(5, 7)).map(|r| a.quote(r)),
            Some("armée")
        );
    }

    /// What steps look at when there is no end to it.
    #[test]
    fn a_step_stays_near_in_a_paragraph_without_an_end() {
        for unit in [
            "x", "é", "\u{301}", "🇫🇷", "叛", "ก", "-", " ", "\n", "\u{200D}", "1,",
        ] {
            let a = article(&unit.repeat(2_000_000 / unit.len()));
            let middle = a.text().floor_char_boundary(a.text().len() / 2);
            let near = FAR + 4 * GRID;
            for step in [next_word_end, next_word_start] {
                let to = step(&a, middle);
                assert!(middle < to && to <= middle + near, "{unit:?} {to}");
            }
            for step in [previous_word_start, previous_word_end] {
                let to = step(&a, middle);
                assert!(to < middle && middle <= to + near, "{unit:?} {to}");
            }
            assert!(word_at(&a, middle).is_none_or(|w| w.len() <= 4 * GRID));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn steps_lead_where_the_whole_text_would_lead(
            parts in prop::collection::vec("[a-zé]{1,9}[ ,\n\u{A0}]{1,3}|叛军袭击了首都。|l’armée |\\PC{1,6} ", 1..400),
            places in prop::collection::vec(0.0..1.0f64, 12),
        ) {
            let a = article(&parts.concat());
            let text = a.text();
            let all = words_of(text, ByteRange::new(0, text.len()));
            for place in places {
                let at = text.floor_char_boundary((text.len() as f64 * place) as usize);
                let first = |edge: Option<&ByteRange>, end: bool, other| edge.map_or(other, |w| if end { w.end } else { w.start });
                prop_assert_eq!(next_word_end(&a, at), first(all.iter().find(|w| w.end > at), true, text.len()));
                prop_assert_eq!(next_word_start(&a, at), first(all.iter().find(|w| w.start > at), false, text.len()));
                prop_assert_eq!(previous_word_start(&a, at), first(all.iter().rfind(|w| w.start < at), false, 0));
                prop_assert_eq!(previous_word_end(&a, at), first(all.iter().rfind(|w| w.end < at), true, 0));
                let here = all.iter().rfind(|w| w.touches(at)).copied();
                prop_assert_eq!(word_at(&a, at), here);
                if let Some(range) = snap_to_words(&a, ByteRange::new(at, text.len())) {
                    prop_assert_eq!(snap_to_graphemes(text, range), range);
                }
            }
        }
    }
}
