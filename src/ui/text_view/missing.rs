//! Characters that no face has: a box with the code point in hexadecimal digits; for a whole emoji
//! one box with a face, since the digits of its parts say nothing to a reader. So are those for
//! private use, whatever a face draws for them: what the author meant is not known, and the desk's
//! own faces have arrows and logos there.
//!
//! egui asks for such a glyph once a size, keeps it with the others and lays it out like them, so
//! that nothing has to be looked for in a text and no position changes.

use egui::epaint::text::{
    FontPriority, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph,
};
use egui::{Color32, ColorImage, Context, vec2};

/// The digits, five rows of three bits each.
const DIGITS: [[u8; 5]; 16] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b001, 0b001],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
    [0b010, 0b101, 0b111, 0b101, 0b101],
    [0b110, 0b101, 0b110, 0b101, 0b110],
    [0b011, 0b100, 0b100, 0b100, 0b011],
    [0b110, 0b101, 0b101, 0b101, 0b110],
    [0b111, 0b100, 0b111, 0b100, 0b111],
    [0b111, 0b100, 0b111, 0b100, 0b100],
];

/// The height of a box in units: frame, two rows of digits, and air between them.
const HEIGHT: usize = 15;
/// How far a box reaches below the baseline, in units.
const BELOW: usize = 3;
/// Most boxes for one grapheme: what is piled up beyond is not worth a wider line.
const MOST: usize = 8;
/// The widest bitmap that egui takes is 1024.
const WIDEST: f32 = 1000.0;

/// Shows characters that no face has as boxes with their code points, in all text of a window.
pub fn install(context: &Context) {
    context.add_glyph_rasterizer(GlyphRasterizer::new("obelus::missing", draw));
    let private = GlyphRasterizer::new("obelus::private", |request| {
        let private = request.cluster.chars().next().is_some_and(is_private);
        private.then(|| draw(request)).flatten()
    });
    context.add_glyph_rasterizer(private.with_priority(FontPriority::Highest));
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The boxes of a grapheme, side by side: one for each of its characters that would be seen.
fn draw(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let first = request.cluster.chars().next()?;
    // egui gives these a width of its own, as no face has a glyph for them.
    if matches!(first, '\t' | '\n' | '\r' | '\u{2009}' | '\u{202F}') {
        return None;
    }
    if is_emoji(first) {
        return Some(finish(request, &[], EMOJI_WIDE));
    }
    let mut shown: Vec<char> = request.cluster.chars().filter(|c| !joins(*c)).collect();
    if shown.is_empty() {
        shown.push(first);
    }
    shown.truncate(MOST);
    // Between boxes one unit is left.
    let units = shown.iter().map(|c| width(*c) + 1).sum::<usize>() - 1;
    Some(finish(request, &shown, units))
}

/// The bitmap of some boxes, or of an emoji where there are none, so many units wide.
fn finish(request: &GlyphRasterizerRequest<'_>, shown: &[char], units: usize) -> RasterizedGlyph {
    let unit = unit(request.font_size_px, units);
    let size = [edge(units, unit), edge(HEIGHT, unit)];
    let mut image = ColorImage::filled(size, Color32::TRANSPARENT);
    let mut left = 0;
    for c in shown {
        draw_box(&mut image, *c, left, unit);
        left += width(*c) + 1;
    }
    if shown.is_empty() {
        draw_emoji(&mut image, unit);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few dozen pixels")]
    let (above, bearing, wide) = (
        edge(HEIGHT - BELOW, unit) as f32,
        edge(1, unit) as f32,
        size[0] as f32,
    );
    RasterizedGlyph {
        bitmap: GlyphBitmap {
            image,
            offset_px: vec2(bearing, -above),
            is_color: false,
        },
        advance_px: wide + 2.0 * bearing,
    }
}

/// Whether a grapheme that begins with it is an emoji: the blocks of pictographs and of the
/// letters that make flags.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// The width of the sign of an emoji, in units.
const EMOJI_WIDE: usize = 13;

/// A quiet face in a frame.
fn draw_emoji(image: &mut ColorImage, unit: f32) {
    let frame = Color32::from_white_alpha(150);
    draw_frame(image, 0, EMOJI_WIDE, unit);
    for (x, y, w) in [(4, 5, 1), (8, 5, 1), (3, 8, 1), (9, 8, 1), (4, 9, 5)] {
        fill(image, (x, y, w, 1), unit, frame);
    }
}

/// Joiners and selectors of forms, which nobody expects to see beside a sign.
fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Digits in a row: two, or three beyond the first 65,536 code points.
fn columns(c: char) -> usize {
    if u32::from(c) > 0xFFFF { 3 } else { 2 }
}

/// The width of a box in units: frame and air at both sides, three for a digit, one between two.
fn width(c: char) -> usize {
    3 + 4 * columns(c)
}

/// Pixels in a unit: whole ones in small text, so that digits stay sharp.
#[expect(clippy::cast_precision_loss, reason = "a few hundred units")]
fn unit(size_px: f32, units: usize) -> f32 {
    (size_px / 18.0).max(1.0).min(WIDEST / units as f32)
}

/// Where a unit begins, in pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small and not negative"
)]
fn edge(units: usize, unit: f32) -> usize {
    (units as f32 * unit).round() as usize
}

fn draw_box(image: &mut ColorImage, c: char, left: usize, unit: f32) {
    draw_frame(image, left, width(c), unit);
    let columns = columns(c);
    for place in 0..2 * columns {
        let shift = 4 * (2 * columns - 1 - place);
        let digit = DIGITS[(u32::from(c) >> shift) as usize & 0xF];
        let (x, y) = (left + 2 + 4 * (place % columns), 2 + 6 * (place / columns));
        for (row, bits) in digit.iter().enumerate() {
            for column in (0..3).filter(|column| bits >> (2 - column) & 1 == 1) {
                fill(image, (x + column, y + row, 1, 1), unit, Color32::WHITE);
            }
        }
    }
}

fn draw_frame(image: &mut ColorImage, left: usize, wide: usize, unit: f32) {
    let frame = Color32::from_white_alpha(150);
    for (x, y, w, h) in [
        (0, 0, wide, 1),
        (0, HEIGHT - 1, wide, 1),
        (0, 1, 1, HEIGHT - 2),
        (wide - 1, 1, 1, HEIGHT - 2),
    ] {
        fill(image, (left + x, y, w, h), unit, frame);
    }
}

/// Fills a rectangle given in units.
fn fill(
    image: &mut ColorImage,
    (x, y, w, h): (usize, usize, usize, usize),
    unit: f32,
    color: Color32,
) {
    let right = edge(x + w, unit).min(image.size[0]);
    let bottom = edge(y + h, unit).min(image.size[1]);
    for row in edge(y, unit)..bottom {
        for column in edge(x, unit)..right {
            image[(column, row)] = color;
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::FontFamily;

    use super::*;

    fn drawn(cluster: &str, size: f32) -> Option<RasterizedGlyph> {
        draw(&GlyphRasterizerRequest {
            cluster,
            family: &FontFamily::Proportional,
            font_size_px: size,
            subpixel_offset_px: 0.0,
        })
    }

    #[test]
    fn a_box_holds_the_digits_of_the_code_point_in_two_rows() {
        let glyph = drawn("\u{E8F4}", 16.0).expect("a box");
        let image = &glyph.bitmap.image;
        let rows: Vec<String> = (0..image.size[1])
            .map(|y| {
                let dot = |x| match image[(x, y)].a() {
                    0 => ' ',
                    255 => '#',
                    _ => '.',
                };
                (0..image.size[0]).map(dot).collect()
            })
            .collect();
        assert_eq!(
            rows,
            [
                "...........",
                ".         .",
                ". ### ### .",
                ". #   # # .",
                ". ### ### .",
                ". #   # # .",
                ". ### ### .",
                ".         .",
                ". ### # # .",
                ". #   # # .",
                ". ### ### .",
                ". #     # .",
                ". #     # .",
                ".         .",
                "...........",
            ]
        );
        assert!((glyph.advance_px - 13.0).abs() < 0.01);
    }

    #[test]
    fn boxes_grow_with_the_text_and_with_the_code_points_of_a_grapheme() {
        let width = |cluster, size| drawn(cluster, size).expect("a box").bitmap.image.size;
        assert_eq!(width("\u{378}", 18.0), [11, 15]);
        assert_eq!(width("\u{378}", 36.0), [22, 30]);
        assert_eq!(width("\u{13000}", 18.0), [15, 15]);
        // A consonant with its vowel sign; a joiner has no box.
        assert_eq!(width("\u{915}\u{93F}", 18.0), [23, 15]);
        assert_eq!(width("\u{915}\u{200D}\u{93F}", 18.0), [23, 15]);
        // An emoji is one sign, of however many it is made.
        for emoji in [
            "\u{1F9FF}",
            "\u{1F469}\u{200D}\u{1F680}",
            "\u{1F1F3}\u{1F1EA}",
        ] {
            assert_eq!(width(emoji, 18.0), [13, 15], "{emoji}");
        }
        // What is piled up endlessly stays within what egui takes.
        let pile = format!("\u{915}{}", "\u{1AC0}".repeat(500));
        assert!(width(&pile, 400.0)[0] <= 1024);
        assert_eq!(width("\u{200D}", 18.0), [11, 15]);
    }

    #[test]
    fn a_character_for_private_use_is_a_box_though_a_face_draws_something() {
        let context = Context::default();
        crate::ui::theme::install(&context);
        let output = context.run_ui(egui::RawInput::default(), |_| {});
        output.drop_without_applying_deltas();
        let face = crate::ui::theme::reading(18.0);
        // An arrow in one of the desk's faces, and a logo in another.
        for c in ['\u{E0FF}', '\u{E625}', '\u{F8FF}'] {
            let galley = context.fonts_mut(|fonts| {
                fonts.layout_no_wrap(c.to_string(), face.clone(), Color32::BLACK)
            });
            let glyph = galley.rows[0].glyphs[0];
            assert!((glyph.advance_width - 13.0).abs() < 0.01, "{c:?}");
        }
    }

    #[test]
    fn spaces_that_egui_measures_itself_are_left_to_it() {
        for cluster in ["\t", "\u{202F}", "\u{2009}", ""] {
            assert!(drawn(cluster, 18.0).is_none(), "{cluster:?}");
        }
    }
}
