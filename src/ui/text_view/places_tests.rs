//! Visual order, wrapping, hit testing and range rectangles, over graphemes of a made-up width.

use proptest::prelude::*;
use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;

use super::super::bidi::{Around, base_of};
use super::super::flow::{Flow, Shaped};
use super::*;

/// Every grapheme 10 wide, so that a place says which it is.
fn set(text: &str, width: f32) -> Flow<String> {
    set_as(text, base_of(text), width)
}

fn set_as(text: &str, base: Level, width: f32) -> Flow<String> {
    Flow::new(text, &Around::nothing(base), width, |words, _| {
        let widths = vec![10.0; words.graphemes(true).count()];
        Shaped {
            width: widths.iter().sum(),
            widths: Some(widths),
            shape: words.to_owned(),
        }
    })
}

/// A line as it is seen, from left to right.
fn seen(flow: &Flow<String>, line: usize) -> String {
    let mut seen = String::new();
    for place in &flow.lines[line].order {
        let piece = &flow.pieces[*place];
        let words = piece.shape.as_deref().unwrap_or_default();
        if piece.level.is_rtl() {
            seen.extend(words.graphemes(true).rev());
        } else {
            seen.push_str(words);
        }
    }
    seen
}

fn lines(flow: &Flow<String>) -> Vec<String> {
    (0..flow.lines.len()).map(|line| seen(flow, line)).collect()
}

#[test]
fn words_stand_in_visual_order() {
    // (as written, as seen from left to right)
    for (text, expected) in [
        ("قتل 12 شخصا في Paris أمس", "سمأ Paris يف اصخش 12 لتق"),
        ("شنت في 2024-05-17.", ".17-05-2024 يف تنش"),
        ("ارتفع 3.5% (أمس)", "(سمأ) %3.5 عفترا"),
        ("In Gaza قتل 12 شخصا today", "In Gaza اصخش 12 لتق today"),
        ("«أنصار» في صنعاء", "ءاعنص يف «راصنأ»"),
        (
            "הצבא תקף את עזה (Gaza) ב-7.10",
            "7.10-ב (Gaza) הזע תא ףקת אבצה",
        ),
        ("بلغ ١٢٠ أسيرا", "اريسأ ١٢٠ غلب"),
        ("۱۲۰ اسیر", "ریسا ۱۲۰"),
        ("He said “שלום עולם” twice.", "He said “םלוע םולש” twice."),
        ("عمّان", "نامّع"),
        ("abc \u{202E}def\u{202C} ghi", "abc fed ghi"),
    ] {
        assert_eq!(seen(&set(text, f32::INFINITY), 0), expected, "{text}");
    }
}

#[test]
fn a_whole_word_is_shaped_at_once_and_other_signs_alone() {
    let flow = set("قال «أنصار، Paris-2» ثم ۱۲", f32::INFINITY);
    let shapes: Vec<_> = flow
        .pieces
        .iter()
        .filter_map(|p| p.shape.as_deref())
        .collect();
    assert_eq!(
        shapes,
        [
            "قال",
            " ",
            "»",
            "أنصار",
            "،",
            " ",
            "Paris-2",
            "«",
            " ",
            "ثم",
            " ",
            "۱",
            "۲"
        ]
    );
}

#[test]
fn lines_break_at_white_space_and_stand_at_the_right() {
    let flow = set("قتل 12 شخصا في Paris أمس", 90.0);
    assert_eq!(lines(&flow), [" 12 لتق", " يف اصخش", "سمأ Paris"]);
    for line in 0..3 {
        let cells = &flow.cells[flow.lines[line].cells.clone()];
        let right = cells.iter().map(|c| c.right).fold(0.0, f32::max);
        assert!((right - 90.0).abs() < 0.01);
        let text = cells.iter().filter(|c| !c.space);
        assert!(text.map(|c| c.left).fold(f32::INFINITY, f32::min) >= 0.0);
    }
    let flow = set("Report: قتل 12 شخصا", 150.0);
    assert_eq!(lines(&flow), ["Report: 12 لتق ", "اصخش"]);
    assert!(flow.cells[0].left.abs() < 0.01);
}

#[test]
fn a_word_longer_than_a_line_is_broken_between_graphemes() {
    let flow = set("في المستشفيات", 50.0);
    assert_eq!(lines(&flow), [" يف", "تسملا", "تايفش"]);
    let shapes: Vec<_> = flow
        .pieces
        .iter()
        .filter_map(|p| p.shape.as_deref())
        .collect();
    assert_eq!(shapes, ["في", " ", "المست", "شفيات"]);
}

#[test]
fn a_range_has_a_rectangle_for_each_visual_run() {
    // Seen: In Gaza اصخش 12 لتق today
    let text = "In Gaza قتل 12 شخصا today";
    let flow = set(text, f32::INFINITY);
    let of = |words: &str| {
        let start = text.find(words).expect("words of the text");
        flow.runs(start..start + words.len())
    };
    let run = |left, right, first, last, rtl| Run {
        line: 0,
        left,
        right,
        first,
        last,
        rtl,
    };
    assert_eq!(of("Gaza"), [run(30.0, 70.0, true, true, false)]);
    assert_eq!(of("قتل"), [run(160.0, 190.0, true, true, true)]);
    // The number is read on its own, then on to the left.
    assert_eq!(of("12 شخصا"), [run(80.0, 150.0, true, true, false)]);
    assert_eq!(
        of("Gaza قتل"),
        [
            run(30.0, 80.0, true, false, false),
            run(160.0, 190.0, false, true, true)
        ]
    );
    assert!(flow.runs(0..0).is_empty());
}

#[test]
fn a_range_over_two_lines_begins_on_one_and_ends_on_the_other() {
    let text = "قتل 12 شخصا في Paris أمس";
    let flow = set(text, 90.0);
    let runs = flow.runs(text.find("12").expect("12")..text.find(" في").expect("في"));
    assert_eq!(runs.len(), 2);
    assert!(runs[0].first && !runs[0].last && runs[0].line == 0);
    assert!(!runs[1].first && runs[1].last && runs[1].line == 1 && runs[1].rtl);
}

#[test]
fn a_caret_stands_at_the_leading_edge_and_a_line_has_its_ends() {
    let text = "قتل 12 شخصا";
    let flow = set(text, 80.0);
    assert_eq!(lines(&flow), [" 12 لتق", "اصخش"]);
    assert_eq!(flow.caret(0), (0, 80.0));
    assert_eq!(flow.caret(text.find("12").expect("12")), (0, 20.0));
    let second = text.find("شخصا").expect("شخصا");
    assert_eq!(flow.caret(second), (1, 80.0));
    assert_eq!(flow.caret(text.len()), (1, 40.0));
    assert_eq!(flow.line_range(0), 0..second - 1);
    assert_eq!(flow.line_range(1), second..text.len());
    assert_eq!(flow.hit(0, 500.0), 0);
    assert_eq!(flow.hit(0, -500.0), second - 1);
    assert_eq!(flow.hit(1, -500.0), text.len());
}

fn mixture() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[א-ת]{1,7}",
        "[ء-ي]{1,7}",
        "[a-zA-Z]{1,7}",
        "[0-9]{1,4}",
        "[٠-٩]{1,3}",
        "[۰-۹]{1,3}",
        " {1,2}",
        "[.,:()«»%-]{1,2}",
        "عمّان|لا|👩🏽‍🚀|é|\u{200F}|\u{202B}|\u{202E}|\u{202C}|\u{2067}|\u{2069}|\t|\u{A0}|\u{2029}|\u{64B}",
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_grapheme_maps_back_to_its_own_position(text in mixture(), width in 5.0f32..400.0) {
        let flow = set(&text, width);
        for (number, line) in flow.lines.iter().enumerate() {
            for cell in &flow.cells[line.cells.clone()] {
                if cell.width > 0.0 {
                    let center = cell.left.midpoint(cell.right);
                    prop_assert_eq!(flow.hit(number, center), cell.start);
                }
                let (at, x) = flow.caret(cell.start);
                prop_assert_eq!(at, number);
                prop_assert!((x - cell.leading()).abs() < 0.01);
            }
        }
    }

    #[test]
    fn lines_cover_the_text_and_graphemes_tile_them(text in mixture(), width in 5.0f32..400.0) {
        let flow = set(&text, width);
        let mut at = 0;
        let mut pieces = 0;
        for line in &flow.lines {
            prop_assert_eq!(line.cells.start, at);
            at = line.cells.end;
            let mut cells: Vec<_> = flow.cells[line.cells.clone()].iter().collect();
            cells.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.right.total_cmp(&b.right)));
            for pair in cells.windows(2) {
                prop_assert!((pair[0].right - pair[1].left).abs() < 0.01);
            }
            let dark: f32 = {
                let shown = flow.cells[line.cells.clone()].iter();
                let end = shown.clone().rposition(|c| !c.space).map_or(0, |last| last + 1);
                shown.take(end).map(|c| c.width).sum()
            };
            prop_assert!(dark <= width.max(10.0) + 0.01);
            let mut order = line.order.clone();
            order.sort_unstable();
            prop_assert!(order.iter().copied().eq(pieces..pieces + order.len()));
            pieces += order.len();
        }
        prop_assert_eq!(at, flow.cells.len());
        prop_assert_eq!(pieces, flow.pieces.len());
    }

    #[test]
    fn the_order_is_that_of_the_library(text in mixture()) {
        let base = base_of(&text);
        let info = unicode_bidi::ParagraphBidiInfo::new(&text, Some(base));
        let flow = set_as(&text, base, f32::INFINITY);
        let mut shown: Vec<_> = flow.cells.iter().filter(|c| c.width > 0.0).collect();
        shown.sort_by(|a, b| a.left.total_cmp(&b.left));
        let ours: Vec<_> = shown.iter().map(|c| c.start).collect();
        // Its levels, reordered one by one: those of the first characters of the graphemes.
        let levels = info.reordered_levels(0..text.len());
        let levels: Vec<_> = flow.cells.iter().map(|c| levels[c.start]).collect();
        let order = unicode_bidi::ParagraphBidiInfo::reorder_visual(&levels);
        let theirs: Vec<_> = order
            .into_iter()
            .map(|i| &flow.cells[i])
            .filter(|c| c.width > 0.0)
            .map(|c| c.start)
            .collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn the_rectangles_of_a_range_are_its_graphemes(
        text in mixture(), width in 30.0f32..400.0, from in 0usize..200, length in 0usize..60
    ) {
        let flow = set(&text, width);
        let floor = |at: usize| flow.cells.iter().map(|c| c.start).rfind(|s| *s <= at).unwrap_or(0);
        let range = floor(from)..floor((from + length).min(text.len())).max(floor(from));
        let runs = flow.runs(range.clone());
        if !range.is_empty() {
            prop_assert_eq!(runs.iter().filter(|run| run.first).count(), 1);
            prop_assert!(runs.iter().filter(|run| run.last).count() <= 1);
        }
        for run in &runs {
            let line = &flow.lines[run.line];
            let inside: f32 = flow.cells[line.cells.clone()]
                .iter()
                .filter(|c| c.left >= run.left - 0.01 && c.right <= run.right + 0.01)
                .filter(|c| range.contains(&c.start))
                .map(|c| c.width)
                .sum();
            prop_assert!((inside - (run.right - run.left)).abs() < 0.01);
        }
    }
}
