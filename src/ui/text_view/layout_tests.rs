//! Scripts of the world through the real faces, in blocks of both kinds.

use egui::{Context, vec2};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::motion::{next_grapheme, previous_grapheme};
use crate::ui::theme;

fn context() -> Context {
    let context = Context::default();
    theme::install(&context);
    let output = context.run_ui(egui::RawInput::default(), |_| {});
    output.drop_without_applying_deltas();
    context
}

fn block<'a>(context: &Context, text: &'a str, width: f32) -> BlockLayout<'a> {
    let setting = Setting {
        face: crate::storage::settings::Face::Serif,
        size: 18.0,
        leading: 1.82,
        width,
        ink: Color32::BLACK,
    };
    BlockLayout::new(context, text, ByteRange::new(0, text.len()), &setting)
}

/// The lines of a block, by Home and End from its start.
fn lines<'a>(layout: &BlockLayout<'a>) -> Vec<&'a str> {
    let text = layout.text();
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let line = layout.line(at);
        assert_eq!(line.start, at, "{text:?}");
        if line.end == text.len() {
            found.push(&text[at..]);
            return found;
        }
        let next = next_grapheme(text, line.end);
        found.push(&text[at..next]);
        at = next;
    }
}

/// What holds for every text: graphemes and positions stand for each other, and lines have ends.
fn check(layout: &BlockLayout<'_>) -> Result<(), TestCaseError> {
    let text = layout.text();
    let (mut at, mut walked) = (0, 0);
    while at < text.len() {
        let next = next_grapheme(text, at);
        prop_assert_eq!(previous_grapheme(text, next), at);
        for stretch in layout.stretches(ByteRange::new(at, next)) {
            prop_assert!(stretch.rect.is_finite());
            if stretch.rect.width() > 0.5 {
                // A little before the middle as it is read: the middle is as near to either side.
                let before = if stretch.rtl { 0.05 } else { -0.05 };
                let hit = layout.hit(stretch.rect.center().to_vec2() + vec2(before, 0.0));
                prop_assert_eq!(hit, at, "{:?} in {:?}", &text[at..next], text);
            }
        }
        let line = layout.line(at);
        prop_assert!(line.touches(at), "{:?} of {} in {:?}", line, at, text);
        prop_assert_eq!(layout.line(line.start), line, "start, {:?}", text);
        prop_assert_eq!(layout.line(line.end), line, "end, {:?}", text);
        at = next;
        walked += 1;
    }
    prop_assert_eq!(walked, text.graphemes(true).count());
    lines(layout);
    for x in -4..40_i8 {
        let y = f32::from(x.rem_euclid(5)) * 25.0;
        let hit = layout.hit(vec2(f32::from(x) * 17.3, y));
        let whole = crate::text::motion::snap_to_graphemes(text, ByteRange::new(hit, hit));
        prop_assert!(whole.is_empty(), "inside a grapheme: {} of {:?}", hit, text);
    }
    Ok(())
}

fn mixture() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zA-Zéß]{1,7}",
        "[א-ת]{1,7}",
        "[ء-ي]{1,7}",
        "[0-9٠-٩۰-۹]{1,4}",
        "[一-龥]{1,6}",
        "[ぁ-んァ-ヴー]{1,5}",
        "[가-힣]{1,4}",
        "दिल्ली|में|क्षत्रिय|हुई",
        "👩🏽\u{200D}🚀|👨\u{200D}👩\u{200D}👧|🇳🇪|🏴\u{E0067}\u{E0062}\u{E007F}|❤\u{FE0F}",
        "[a-zא-ת][\u{300}-\u{305}\u{5B0}-\u{5B9}\u{64B}-\u{650}\u{1AC0}]{1,2}",
        " {1,2}",
        "[.,:()\\[\\]«»“”？。、（）「」%…–-]{1,2}",
        "\u{A0}|\u{202F}|\u{2060}|\u{200B}|\u{AD}|\t|\u{3000}",
        "[\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200E}\u{200F}]",
        "\u{378}|\u{E000}|\u{10FFFD}|\u{1}|\u{85}|\u{FFFD}",
    ];
    prop::collection::vec(part, 0..18).prop_map(|parts| parts.concat())
}

/// What egui breaks into lines.
fn plain_mixture() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zA-Zéßа-я]{1,20}",
        "[0-9]{1,4}",
        "[a-zа-я][\u{300}-\u{305}\u{1AC0}]{1,2}",
        "दिल्ली|में|क्षत्रिय|हुई|नमस्ते",
        " {1,2}",
        "[.,:()«»“”?%…–-]{1,2}",
        "\u{A0}|\t|ﬁ|ffi|\u{378}|\u{200D}|\u{1}",
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

#[test]
fn random_mixtures_of_scripts_keep_positions_and_places_together() {
    let context = context();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    };
    proptest!(config.clone(), |(text in mixture(), width in 60.0f32..600.0)| {
        check(&block(&context, &text, width))?;
    });
    proptest!(config, |(text in plain_mixture(), width in 60.0f32..600.0)| {
        let layout = block(&context, &text, width);
        // egui may break a long word inside a grapheme, and a face may set a letter with its marks
        // as several glyphs; then the block is set as the others are.
        let plain = matches!(layout.set, Set::Plain(_));
        let one_line = layout.height() < 60.0;
        prop_assert!(plain || !one_line || !text.is_ascii());
        check(&layout)?;
    });
}

#[test]
fn no_line_breaks_inside_french_quotes_and_numbers() {
    let context = context();
    let text = "Le ministre a dit «\u{202F}non\u{202F}» hier\u{202F}: 1\u{202F}200 morts, \
                «\u{A0}oui\u{A0}» demain\u{A0}; 35\u{202F}% selon Reuters";
    let mixed = format!("{text} في حلب");
    for text in [text, mixed.as_str()] {
        for width in 12..40_u8 {
            let layout = block(&context, text, f32::from(width) * 8.0);
            let lines = lines(&layout);
            assert!(lines.len() > 2);
            for pair in lines.windows(2) {
                let end = pair[0].chars().next_back();
                let start = pair[1].chars().next();
                assert_eq!(end, Some(' '), "{lines:?}");
                let glued = |c: Option<char>| matches!(c, Some('\u{A0}' | '\u{202F}' | '»' | ':'));
                assert!(!glued(start), "{lines:?}");
            }
        }
    }
}

#[test]
fn chinese_and_japanese_lines_neither_begin_with_closing_nor_end_with_opening_marks() {
    let context = context();
    let text =
        "外交部发言人说：“双方（中国、法国）同意《协定》。”记者问：「何时？」东京でのスピーチ。";
    let mixed = format!("{text} שלום");
    for text in [text, mixed.as_str()] {
        for width in 5..30_u8 {
            let layout = block(&context, text, f32::from(width) * 18.0);
            let lines = lines(&layout);
            assert!(lines.len() > 1);
            for pair in lines.windows(2) {
                let end = pair[0].chars().next_back().expect("no line is empty");
                let start = pair[1].chars().next().expect("no line is empty");
                assert!(!"“（《「".contains(end), "{width}: {lines:?}");
                assert!(!"”）》」。、：？ーッ".contains(start), "{width}: {lines:?}");
            }
        }
    }
}

#[test]
fn a_caret_never_stands_inside_a_cluster() {
    let context = context();
    for text in [
        "नई दिल्ली में क्षत्रिय हुई",
        "👩🏽\u{200D}🚀 et 👨\u{200D}👩\u{200D}👧 🇳🇪🇫🇷",
        "e\u{301}te\u{301} Tha\u{300}nh pho\u{302}\u{301}",
        "한국 각",
    ] {
        let layout = block(&context, text, 400.0);
        check(&layout).expect(text);
        // Left of a cluster's middle its start is nearer, right of it its end.
        for (at, grapheme) in text.grapheme_indices(true) {
            for stretch in layout.stretches(ByteRange::new(at, at + grapheme.len())) {
                let y = stretch.rect.center().y;
                let x = |share: f32| stretch.rect.left() + stretch.rect.width() * share;
                assert_eq!(layout.hit(vec2(x(0.3), y)), at, "{grapheme:?} of {text}");
                let end = at + grapheme.len();
                assert_eq!(layout.hit(vec2(x(0.7), y)), end, "{grapheme:?} of {text}");
            }
        }
    }
}

#[test]
fn a_word_longer_than_a_line_is_not_broken_inside_a_cluster() {
    let context = context();
    for text in ["नमस्ते", "xe\u{301}\u{302}\u{303}xe\u{301}\u{302}xe\u{301}"] {
        for width in 20..90_u8 {
            let layout = block(&context, text, f32::from(width));
            for line in lines(&layout) {
                let at = line.as_ptr() as usize - text.as_ptr() as usize;
                let whole = motion::snap_to_graphemes(text, ByteRange::new(at, at));
                assert!(whole.is_empty(), "{line:?} of {text:?}");
            }
        }
    }
}

#[test]
fn characters_that_no_face_has_are_boxes_of_readable_width() {
    let context = context();
    for missing in [
        '\u{378}',
        '\u{E000}',
        '\u{10FFFD}',
        '\u{1E922}',
        '\u{16A0}',
        '\u{1}',
    ] {
        for words in ["before {} after", "قبل {} بعد", "之前{}之后"] {
            let text = words.replace("{}", &missing.to_string());
            let layout = block(&context, &text, 600.0);
            let at = text.find(missing).expect("it stands there");
            let stretches = layout.stretches(ByteRange::new(at, at + missing.len_utf8()));
            let hidden = missing.is_control() && matches!(layout.set, Set::Mixed(_));
            let width: f32 = stretches.iter().map(|s| s.rect.width()).sum();
            if hidden {
                // Its name stands above the line.
                assert!(width < 0.1, "{missing:?}");
            } else {
                assert!(width > 10.0, "{missing:?} in {text}: {width}");
            }
            check(&layout).expect("positions stay");
        }
    }
}

#[test]
fn a_block_cut_from_a_paragraph_of_another_direction_stands_as_the_paragraph_does() {
    let context = context();
    let sentence = "The group said 12 people were killed, (officials) told Reuters. ";
    let text = format!("قال المتحدث: {}", sentence.repeat(300));
    let article = crate::text::Article::from_text("a.txt", text.as_str());
    let blocks = super::super::blocks::Blocks::new(&article);
    assert!(blocks.len() > 2);
    let setting = Setting {
        face: crate::storage::settings::Face::Serif,
        size: 18.0,
        leading: 1.82,
        width: 500.0,
        ink: Color32::BLACK,
    };
    for place in 0..blocks.len() {
        let range = blocks.range(place);
        let lead = blocks.lead(place);
        let layout = BlockLayout::of_block(&context, &text, range, lead, &setting);
        let line = layout.line(range.end);
        let last = layout.stretches(ByteRange::new(line.start, range.end));
        let right = last.iter().map(|s| s.rect.right()).fold(0.0, f32::max);
        assert!((right - 500.0).abs() < 6.0, "block {place} ends at {right}");
    }
    // In a paragraph of its own it stands at the left.
    let layout = block(&context, sentence, 500.0);
    assert!(layout.caret(0).left() < 1.0);
}
