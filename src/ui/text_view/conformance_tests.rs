//! The Unicode Consortium's cases, through the code that sets the article.

use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;

use super::super::bidi::{Around, base_of};
use super::super::flow::{Flow, Shaped};

const CASES: &str = include_str!("../../../tests/bidi/cases.txt");

/// The text on one line, each grapheme as wide as any other.
fn set(text: &str, base: Level) -> Flow<()> {
    Flow::new(text, &Around::nothing(base), f32::INFINITY, |words, _| {
        let widths = vec![1.0; words.graphemes(true).count()];
        Shaped {
            width: widths.iter().sum(),
            widths: Some(widths),
            shape: (),
        }
    })
}

/// The level of each grapheme, and the graphemes from left to right.
fn found(flow: &Flow<()>) -> (Vec<u8>, Vec<usize>) {
    let mut levels = vec![0; flow.cells.len()];
    let mut order = Vec::new();
    for place in &flow.lines[0].order {
        let piece = &flow.pieces[*place];
        levels[piece.cells.clone()].fill(piece.level.number());
        if piece.level.is_rtl() {
            order.extend(piece.cells.clone().rev());
        } else {
            order.extend(piece.cells.clone());
        }
    }
    (levels, order)
}

#[test]
fn levels_and_order_are_those_of_the_standard() {
    let mut checked = 0;
    for line in CASES.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split(';').collect();
        let [points, direction, base, levels, order] = fields.as_slice() else {
            panic!("{line}");
        };
        let chars: Vec<char> = points
            .split(' ')
            .map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32))
            .map(|c| c.expect("a code point"))
            .collect();
        let text: String = chars.iter().collect();
        let base = Level::new(base.parse().expect("a level")).expect("a level");
        if *direction == "2" {
            assert_eq!(base_of(&text), base, "{line}");
        }
        let flow = set(&text, base);
        let (our_levels, our_order) = found(&flow);
        // The standard counts characters, the text view graphemes: compared are the characters
        // with which a grapheme begins, but for those that rule X9 takes out.
        let mut starts = Vec::new();
        let mut at = 0;
        for c in &chars {
            starts.push(at);
            at += c.len_utf8();
        }
        let cell_of = |place: usize| {
            flow.cells
                .iter()
                .position(|cell| cell.start == starts[place])
        };
        let mut removed = vec![true; flow.cells.len()];
        for (place, level) in levels.split(' ').enumerate() {
            let Some(cell) = cell_of(place) else { continue };
            if let Ok(level) = level.parse::<u8>() {
                removed[cell] = false;
                assert_eq!(our_levels[cell], level, "level of {place}: {line}");
            }
        }
        let theirs: Vec<usize> = order
            .split(' ')
            .filter_map(|place| cell_of(place.parse().ok()?))
            .collect();
        let ours: Vec<usize> = our_order
            .into_iter()
            .filter(|cell| !removed[*cell])
            .collect();
        assert_eq!(ours, theirs, "order: {line}");
        checked += 1;
    }
    assert!(checked > 4000, "{checked} cases");
}
