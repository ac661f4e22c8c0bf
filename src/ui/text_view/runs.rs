//! The text in view as runs, which is how AccessKit hands text to a screen reader.
//!
//! A run is a part of one line that is read in one direction, of at most 255 characters. A
//! character is a grapheme: the smallest unit that can be selected.

use std::ops::Range;

use egui::{Id, Rect, accesskit, pos2};
use unicode_segmentation::UnicodeSegmentation;

use super::lines::{Grapheme, Line};
use super::page::Shown;
use crate::text::ByteRange;

/// AccessKit counts the characters of a run in a byte.
const LONGEST: usize = 255;

/// A part of a line.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: Id,
    characters: Vec<Grapheme>,
    /// On the screen.
    pub rect: Rect,
    rtl: bool,
    /// The characters at which a word begins.
    words: Vec<u8>,
    before: Option<Id>,
    behind: Option<Id>,
    /// Where it begins and ends in the article.
    pub range: ByteRange,
}

impl Run {
    /// The runs of the lines of a block that are in view, in reading order. Linear in the block.
    /// `parent` makes their ids, which stay as long as the lines are broken where they are.
    #[must_use]
    pub fn all(block: &Shown<'_>, text: &str, area: Rect, parent: Id) -> Vec<Self> {
        let mut lines = block.layout.lines();
        if lines.is_empty() {
            return Vec::new();
        }
        end_paragraph(&mut lines, block.range, text);
        let words: Vec<usize> = text[block.range.as_range()]
            .unicode_word_indices()
            .map(|(at, _)| block.range.start + at)
            .collect();
        let mut runs = Vec::new();
        for line in &lines {
            let (top, bottom) = (block.at.y + line.top, block.at.y + line.bottom);
            if bottom <= area.top() || top >= area.bottom() {
                continue;
            }
            let first = runs.len();
            let characters = short(&line.graphemes, text);
            for part in parts(&characters) {
                let characters = characters[part].to_vec();
                let start = characters.first().map_or(block.range.start, |c| c.start);
                let end = characters.last().map_or(start, |c| c.end);
                let left = characters.iter().map(|c| c.left).fold(f32::MAX, f32::min);
                let right = characters.iter().map(|c| c.right).fold(f32::MIN, f32::max);
                let (left, right) = if left > right {
                    (0.0, 0.0)
                } else {
                    (left, right)
                };
                let is_start = |c: &Grapheme| words.binary_search(&c.start).is_ok();
                let places = (0u8..).zip(&characters);
                let words = places.filter(|(_, c)| is_start(c)).map(|(at, _)| at);
                runs.push(Self {
                    id: parent.with(("run", start)),
                    rtl: characters.first().is_some_and(|c| c.rtl),
                    rect: Rect::from_min_max(
                        pos2(block.at.x + left, top),
                        pos2(block.at.x + right, bottom),
                    ),
                    words: words.collect(),
                    characters,
                    before: None,
                    behind: None,
                    range: ByteRange { start, end },
                });
            }
            for place in first + 1..runs.len() {
                runs[place].before = Some(runs[place - 1].id);
                runs[place - 1].behind = Some(runs[place].id);
            }
        }
        runs
    }

    /// Tells AccessKit of it.
    pub fn describe(&self, text: &str, node: &mut accesskit::Node) {
        use accesskit::TextDirection::{LeftToRight, RightToLeft};
        node.set_role(accesskit::Role::TextRun);
        node.set_text_direction(if self.rtl { RightToLeft } else { LeftToRight });
        node.set_bounds(bounds(self.rect));
        node.set_value(text.get(self.range.as_range()).unwrap_or_default());
        let characters = || self.characters.iter();
        let length = |c: &Grapheme| u8::try_from(c.end - c.start).unwrap_or(u8::MAX);
        node.set_character_lengths(characters().map(length).collect::<Vec<_>>());
        let edge = if self.rtl {
            characters().map(|c| c.right).fold(f32::MIN, f32::max)
        } else {
            characters().map(|c| c.left).fold(f32::MAX, f32::min)
        };
        let from_edge = |c: &Grapheme| {
            if self.rtl {
                edge - c.right
            } else {
                c.left - edge
            }
        };
        node.set_character_positions(characters().map(from_edge).collect::<Vec<_>>());
        let width = |c: &Grapheme| c.right - c.left;
        node.set_character_widths(characters().map(width).collect::<Vec<_>>());
        node.set_word_starts(self.words.clone());
        if let Some(before) = self.before {
            node.set_previous_on_line(before.accesskit_id());
        }
        if let Some(behind) = self.behind {
            node.set_next_on_line(behind.accesskit_id());
        }
        node.add_action(accesskit::Action::ScrollIntoView);
    }

    /// The position in the article before one of its characters; behind the last, its end.
    #[must_use]
    pub fn position(&self, character: usize) -> usize {
        let found = self.characters.get(character);
        found.map_or(self.range.end, |character| character.start)
    }
}

/// Where a position of the article stands among runs in reading order; the nearest place where it
/// is not among them. Nothing where there are no runs.
#[must_use]
pub fn place(runs: &[Run], position: usize) -> Option<accesskit::TextPosition> {
    let found = runs.partition_point(|run| run.range.start <= position);
    let run = runs.get(found.saturating_sub(1))?;
    let character = if position >= run.range.end {
        run.characters.len()
    } else {
        let before = run.characters.partition_point(|c| c.start <= position);
        before.saturating_sub(1)
    };
    Some(accesskit::TextPosition {
        node: run.id.accesskit_id(),
        character_index: character,
    })
}

/// A rectangle as AccessKit has it.
#[must_use]
pub fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}

/// Puts the line end behind the last line: it is a character, and tells paragraphs apart.
fn end_paragraph(lines: &mut [Line], block: ByteRange, text: &str) {
    let rest = &text[block.end..];
    let length = if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(rest.starts_with('\n'))
    };
    if let Some(line) = lines.last_mut().filter(|_| length > 0) {
        let last = line.graphemes.last();
        let rtl = last.is_some_and(|last| last.rtl);
        let x = last.map_or(0.0, |last| if rtl { last.left } else { last.right });
        line.graphemes.push(Grapheme {
            start: block.end,
            end: block.end + length,
            left: x,
            right: x,
            rtl,
        });
    }
}

/// The graphemes as characters of at most 255 bytes: one with hundreds of marks is several.
fn short(graphemes: &[Grapheme], text: &str) -> Vec<Grapheme> {
    let mut characters = Vec::with_capacity(graphemes.len());
    for grapheme in graphemes {
        let mut rest = *grapheme;
        while rest.end - rest.start > LONGEST {
            let cut = text.floor_char_boundary(rest.start + LONGEST);
            characters.push(Grapheme { end: cut, ..rest });
            rest.start = cut;
            // All of the width is the first part's.
            let edge = if rest.rtl { rest.left } else { rest.right };
            (rest.left, rest.right) = (edge, edge);
        }
        characters.push(rest);
    }
    characters
}

/// Cuts a line where the direction changes, and where a run would be too long. At least one part.
fn parts(characters: &[Grapheme]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..=characters.len() {
        let ends = at == characters.len()
            || characters[at].rtl != characters[start].rtl
            || at - start == LONGEST;
        if ends {
            parts.push(start..at);
            start = at;
        }
    }
    if parts.is_empty() {
        parts.push(0..0);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of this many bytes each, one point wide, and where lines of them are cut.
    fn check(text: &str, rtl: &[bool], lengths: &[usize], cuts: &[usize]) {
        let graphemes: Vec<_> = text
            .grapheme_indices(true)
            .zip(rtl.iter().chain(std::iter::repeat(&false)))
            .map(|((start, grapheme), rtl)| Grapheme {
                start,
                end: start + grapheme.len(),
                left: 0.0,
                right: 1.0,
                rtl: *rtl,
            })
            .collect();
        let characters = short(&graphemes, text);
        let found: Vec<_> = characters.iter().map(|c| c.end - c.start).collect();
        assert_eq!(found, lengths, "lengths in {text:?}");
        let wide: f32 = characters.iter().map(|c| c.right - c.left).sum();
        let graphemes = graphemes.iter().map(|g| g.right - g.left);
        assert!((wide - graphemes.sum::<f32>()).abs() < f32::EPSILON);
        let ends: Vec<_> = parts(&characters).iter().map(|part| part.end).collect();
        assert_eq!(ends, cuts, "ends of the parts of {text:?}");
    }

    #[test]
    fn runs_are_cut_where_the_direction_changes_and_hold_no_more_than_a_byte_counts() {
        check("", &[], &[], &[0]);
        check("abc", &[], &[1, 1, 1], &[3]);
        check("abcd", &[false, true, true], &[1; 4], &[1, 3, 4]);
        let long = "x".repeat(600);
        check(&long, &[], &[1; 600], &[255, 510, 600]);
        // One grapheme of 301 bytes.
        let marks = format!("e{}", "\u{301}".repeat(150));
        check(&marks, &[], &[255, 46], &[2]);
    }
}
