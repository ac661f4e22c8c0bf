//! The same through egui's own faces: places within shaped words, and the text view's promises.

use egui::{Context, FontId};
use proptest::prelude::*;

use super::*;
use crate::ui::text_view::layout::{BlockLayout, Setting};
use crate::ui::theme;

fn context() -> Context {
    let context = Context::default();
    theme::install(&context);
    let output = context.run_ui(egui::RawInput::default(), |_| {});
    output.drop_without_applying_deltas();
    context
}

fn setting(width: f32) -> Setting {
    Setting {
        face: crate::storage::settings::Face::Serif,
        size: 18.0,
        leading: 1.82,
        width,
        ink: Color32::BLACK,
    }
}

fn block<'a>(context: &Context, text: &'a str, width: f32) -> BlockLayout<'a> {
    BlockLayout::new(
        context,
        text,
        ByteRange::new(0, text.len()),
        &setting(width),
    )
}

const TEXTS: &[&str] = &[
    "قتل 12 شخصا في Paris أمس",
    "وبموجب الاتفاق يتبادل الطرفان 120 أسيرا خلال أسبوع، وتُفتح الطريق بين مأرب وصنعاء أمام قوافل \
     الإغاثة. وقالت هولمستروم للصحفيين: «هذه خطوة صغيرة، لكنها أول خطوة».",
    "הצבא תקף את עזה (Gaza City) ב-7.10 והרג 35 בני אדם",
    "The group «أنصار الوادي» said 12 شخصا were killed, officials in حلب told Reuters",
    "المستشفيات",
    "لا إله إلا الله",
    "ﷲ ۱۲۳ نفر",
];

#[test]
fn every_grapheme_as_shaped_maps_back_to_its_own_position() {
    let context = context();
    for text in TEXTS {
        for width in [60.0, 200.0, 400.0, 2000.0] {
            let layout = block(&context, text, width);
            let mut seen = 0;
            for (at, grapheme) in text.grapheme_indices(true) {
                let stretches = layout.stretches(ByteRange::new(at, at + grapheme.len()));
                let [stretch] = stretches.as_slice() else {
                    panic!("{} stretches for {grapheme:?}", stretches.len());
                };
                assert!(stretch.first && stretch.last);
                let center = stretch.rect.center().to_vec2();
                assert!(stretch.rect.width() > 0.0, "{grapheme:?} in {text}");
                assert_eq!(layout.hit(center), at, "{grapheme:?} in {text} at {width}");
                let caret = layout.caret(at);
                let edge = if stretch.rtl {
                    stretch.rect.right()
                } else {
                    stretch.rect.left()
                };
                assert!((caret.left() - edge).abs() < 0.01);
                assert!(layout.line(at).touches(at));
                seen += 1;
            }
            assert!(seen > 5);
        }
    }
}

#[test]
fn letters_of_a_word_have_the_widths_of_their_glyphs() {
    let context = context();
    let format = TextFormat::simple(theme::reading(18.0), Color32::BLACK);
    for (word, rtl) in [
        ("محادثات", true),
        ("عمّان", true),
        ("الأردنية", true),
        ("Paris", false),
    ] {
        let mut job = LayoutJob::single_section(word.to_owned(), format.clone());
        job.break_on_newline = false;
        let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
        let found = widths(&galley, word, rtl).expect("one face");
        assert!(found.iter().all(|width| *width > 0.5), "{word}: {found:?}");
        let sum: f32 = found.iter().sum();
        assert!((sum - galley.intrinsic_size().x).abs() < 0.05, "{word}");
    }
}

#[test]
fn a_block_stands_at_the_right_and_within_its_measure() {
    let context = context();
    let text = TEXTS[1];
    let layout = block(&context, text, 300.0);
    assert!(layout.height() >= 4.0 * setting(300.0).line_height());
    assert!((layout.caret(0).left() - 300.0).abs() < 0.01);
    let all = layout.stretches(ByteRange::new(0, text.len()));
    assert!(
        all.iter()
            .all(|s| s.rect.left() > -0.5 && s.rect.right() < 300.5)
    );
    assert_eq!(all.iter().filter(|s| s.first).count(), 1);
    assert_eq!(all.iter().filter(|s| s.last).count(), 1);
    assert!(all.iter().all(|s| s.rtl));
    // Line by line to the end, each beginning where the one before ended.
    let mut at = 0;
    let mut lines = 0;
    while at < text.len() {
        let line = layout.line(at);
        assert_eq!(line.start, at);
        let y = layout.caret(at).center().y;
        assert_eq!(layout.hit(vec2(1e5, y)), line.start);
        assert_eq!(layout.hit(vec2(-1e4, y)), line.end);
        at = crate::text::motion::next_grapheme(text, line.end);
        lines += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let height = lines as f32 * setting(300.0).line_height();
    assert!((layout.height() - height).abs() < 1.0);
}

#[test]
fn positions_are_those_of_the_article_and_a_cut_paragraph_keeps_its_direction() {
    let context = context();
    let text = "Title\nقتل Paris شخصا 12";
    let start = text.find("Paris").expect("a word of the text");
    let range = ByteRange::new(start, text.len());
    let layout = BlockLayout::new(&context, text, range, &setting(400.0));
    assert_eq!(layout.hit(vec2(1e5, 5.0)), start);
    assert_eq!(layout.hit(vec2(-1e5, 5.0)), text.len());
    assert_eq!(layout.line(start), range);
    let stretches = layout.stretches(ByteRange::new(0, start + 5));
    assert!(stretches.len() == 1 && !stretches[0].first && stretches[0].last);
    assert!((stretches[0].rect.right() - 400.0).abs() < 0.01);
}

#[test]
fn text_without_right_to_left_characters_is_one_galley() {
    let context = context();
    let text = "Niger's junta killed 12 people in Paris yesterday, officials said";
    let layout = block(&context, text, 200.0);
    let mut job = LayoutJob::single_section(
        text.to_owned(),
        TextFormat {
            line_height: Some(setting(200.0).line_height()),
            ..TextFormat::simple(theme::reading(18.0), Color32::BLACK)
        },
    );
    job.wrap = egui::text::TextWrapping::wrap_at_width(200.0);
    let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
    assert!((layout.height() - galley.size().y).abs() < 0.01);
    assert!(
        layout
            .stretches(ByteRange::new(0, 5))
            .iter()
            .all(|s| !s.rtl)
    );
}

#[test]
fn a_single_line_is_cut_at_its_logical_end() {
    let context = context();
    let line = |text, width| {
        single_line(
            &context,
            text,
            FontId::proportional(13.0),
            Color32::BLACK,
            width,
        )
    };
    assert!(line("Niamey", 100.0).is_none());
    let whole = line("قتل 12 شخصا", 1000.0).expect("right to left");
    assert_eq!(whole.text(), "شخصا 12 قتل");
    // Each piece is a section of its own, or the shaper would turn digits round.
    let digits = line("۱۲۳", 1000.0).expect("right to left");
    let shaped: String = digits.rows[0].glyphs.iter().map(|g| g.chr).collect();
    assert_eq!(shaped, "۱۲۳");
    let cut = line(TEXTS[1], 90.0).expect("right to left");
    assert!(
        cut.text().starts_with('…') && cut.text().ends_with("وبموجب"),
        "{}",
        cut.text()
    );
    assert!(cut.intrinsic_size().x <= 90.5);
    assert!(line("קצר", 0.0).is_some());
}

fn mixture() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[א-ת]{1,7}",
        "[ء-ي]{1,7}",
        "[\u{64B}-\u{652}]",
        "[a-zA-Z]{1,7}",
        "[0-9۰-۹٠-٩]{1,4}",
        " {1,2}",
        "[.,:()«»؟،%…-]{1,2}",
        "عمّان|لا|الله|می\u{200C}خواهم|ffi|👩🏽‍🚀|马里|देव|\u{200F}|\u{202E}|\u{202C}|\t|\u{A0}|\u{202F}",
    ];
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

#[test]
fn random_mixtures_as_shaped_map_back_too() {
    let context = context();
    let config = ProptestConfig::with_cases(300);
    proptest!(config, |(text in mixture(), width in 20.0f32..600.0)| {
        let layout = block(&context, &text, width);
        let rtl = has_rtl(&text);
        for (at, grapheme) in text.grapheme_indices(true) {
            for stretch in layout.stretches(ByteRange::new(at, at + grapheme.len())) {
                if rtl && stretch.rect.width() > 0.01 {
                    prop_assert_eq!(layout.hit(stretch.rect.center().to_vec2()), at);
                }
            }
            if rtl {
                prop_assert!(layout.line(at).touches(at));
            }
        }
        for point in [vec2(-50.0, -50.0), vec2(1e5, 1e5), vec2(width, 3.0), vec2(0.0, 1e5)] {
            prop_assert!(layout.hit(point) <= text.len());
        }
        let cut = single_line(&context, &text, FontId::proportional(13.0), Color32::BLACK, width);
        prop_assert_eq!(cut.is_some(), rtl);
    });
}

#[test]
fn places_are_remembered_while_they_are_asked_for_and_then_forgotten() {
    let context = context();
    let kept = |context: &Context| Kept::<Placed>::all(context).len();
    let frame = |work: &dyn Fn(&Context)| {
        let output = context.run_ui(egui::RawInput::default(), |ui| work(ui.ctx()));
        output.drop_without_applying_deltas();
    };
    frame(&|context| {
        block(context, TEXTS[0], 200.0);
        block(context, TEXTS[0], 200.0);
        block(context, TEXTS[1], 200.0);
        assert_eq!(kept(context), 2);
    });
    for _ in 0..4 {
        frame(&|context| {
            block(context, TEXTS[0], 200.0);
        });
    }
    assert_eq!(kept(&context), 1);
}

#[test]
fn places_found_with_other_faces_are_found_anew() {
    let context = Context::default();
    let frame = || {
        let output = context.run_ui(egui::RawInput::default(), |ui| {
            let layout = block(ui.ctx(), TEXTS[0], 400.0);
            layout.paint(ui.painter(), Pos2::ZERO, Color32::BLACK);
        });
        output.drop_without_applying_deltas();
        let flows = Kept::<Placed>::all(&context);
        flows.iter().map(|flow| flow.width()).sum::<f32>()
    };
    theme::install(&context);
    frame();
    let right = frame();
    let mut fonts = egui::FontDefinitions::default();
    let mono = fonts.families[&egui::FontFamily::Monospace].clone();
    let family = theme::reading(1.0).family;
    fonts.families.insert(family, mono);
    context.set_fonts(fonts);
    for _ in 0..3 {
        frame();
    }
    let other = frame();
    assert!(
        other > 0.0 && (other - right).abs() > 1.0,
        "{other} {right}"
    );
}
