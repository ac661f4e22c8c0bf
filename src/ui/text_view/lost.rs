//! Combining marks that are lost: egui sets a whole grapheme in the face of its first character,
//! and leaves out the marks that this face does not have.

use std::borrow::Cow;

use egui::text::LayoutJob;
use egui::{Color32, Context, FontId, Pos2};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// The marks of a text that leave no trace when it is set in a face: where they stand, in bytes,
/// and their code points. Each grapheme in question is set with and without them.
pub fn lost_marks(context: &Context, text: &str, font: &FontId) -> Vec<(usize, Cow<'static, str>)> {
    let mut lost = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let mut chars = grapheme.char_indices();
        let base = match chars.clone().next() {
            // Most text ends here: one character of one or two bytes.
            None => continue,
            Some((_, c)) if c.len_utf8() == grapheme.len() && !is_mark(c) => continue,
            Some((_, c)) => c,
        };
        if is_mark(base) {
            if drawn(context, grapheme, font).is_empty() {
                lost.push((start, name(base)));
            }
            chars.next();
        }
        for (at, c) in chars {
            // A face that has the letters of a script has its marks.
            let akin = u32::from(base) >> 7 == u32::from(c) >> 7 && u32::from(c) >= 0x600;
            if akin || c == base || !is_mark(c) {
                continue;
            }
            let with = &grapheme[..at + c.len_utf8()];
            if drawn(context, with, font) == drawn(context, &grapheme[..at], font) {
                lost.push((start + at, name(c)));
            }
        }
    }
    lost
}

/// Marks that should be seen: not the selectors of forms, nor what joins graphemes.
fn is_mark(c: char) -> bool {
    u32::from(c) >= 0x300
        && c.general_category_group() == GeneralCategoryGroup::Mark
        && !matches!(c, '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn name(c: char) -> Cow<'static, str> {
    format!("U+{:04X}", u32::from(c)).into()
}

/// What is seen of a text: the corners of its glyphs, and what they show.
fn drawn(context: &Context, text: &str, font: &FontId) -> Vec<(Pos2, Pos2)> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), Color32::BLACK);
    job.break_on_newline = false;
    let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
    let rows = galley.rows.iter();
    rows.flat_map(|row| &row.visuals.mesh.vertices)
        .map(|vertex| (vertex.pos, vertex.uv))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme;

    #[test]
    fn marks_that_no_face_of_their_letter_has_are_told() {
        let context = Context::default();
        theme::install(&context);
        let output = context.run_ui(egui::RawInput::default(), |_| {});
        output.drop_without_applying_deltas();
        let found = |text: &str| -> Vec<(usize, String)> {
            let lost = lost_marks(&context, text, &theme::reading(18.0)).into_iter();
            lost.map(|(at, name)| (at, name.into_owned())).collect()
        };
        for whole in [
            "",
            "e\u{301}te\u{301}",
            "عمّان",
            "दिल्ली",
            "👩🏽\u{200D}🚀 ❤\u{FE0F}",
        ] {
            assert!(found(whole).is_empty(), "{whole}");
        }
        assert_eq!(found("ab\u{1AC0}c"), [(2, "U+1AC0".to_owned())]);
        assert_eq!(
            found("x\u{1AC0}\u{301}\u{20E6}"),
            [(1, "U+1AC0".to_owned()), (6, "U+20E6".to_owned())]
        );
        // Alone at the start of a text.
        assert_eq!(found("\u{1AC0}a"), [(0, "U+1AC0".to_owned())]);
    }
}
