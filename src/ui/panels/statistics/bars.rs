//! Rows of bars with their numbers, in aligned columns.

use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Ui, pos2, vec2};

use super::figures::{Bars, grouped};
use crate::annotation::Schema;
use crate::ui::panels::articles::elided;
use crate::ui::theme::{self, Palette};

const ROW: f32 = 22.0;
const SIZE: f32 = 13.0;
/// The widths of the columns for numbers and shares.
const NUMBER: f32 = 62.0;
const SHARE: f32 = 48.0;

/// Draws bars under their heading.
pub(super) fn bars(ui: &mut Ui, bars: &Bars, schema: &Schema) {
    let palette = Palette::of(ui.ctx());
    heading(ui, bars.title);
    if bars.rows.is_empty() {
        ui.label(egui::RichText::new(bars.empty).color(palette.quiet));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let longest = bars
        .rows
        .iter()
        .map(|row| row.share.fraction())
        .fold(0.0, f32::max);
    let name = (width * 0.32).clamp(76.0, 170.0);
    for row in &bars.rows {
        let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::HOVER);
        let shown = format!("{}: {}, {}", row.name, row.count, row.share);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &shown));
        if ui.is_rect_visible(rect) {
            let middle = rect.center().y;
            let words = elided(
                ui,
                &row.name,
                FontId::proportional(SIZE),
                palette.ink,
                name - 10.0,
            );
            let at = pos2(rect.left(), middle - words.size().y / 2.0);
            ui.painter().galley(at, words, palette.ink);
            let right = rect.left() + name + NUMBER;
            numeral(
                ui,
                pos2(right, middle),
                &grouped(row.count),
                SIZE,
                palette.ink,
            );
            let right = right + SHARE;
            numeral(
                ui,
                pos2(right, middle),
                &row.share.to_string(),
                SIZE,
                palette.quiet,
            );
            let from = right + 12.0;
            let room = (rect.right() - from).max(0.0);
            let ground =
                Rect::from_min_max(pos2(from, middle - 4.0), pos2(rect.right(), middle + 4.0));
            let line = palette.rule;
            ui.painter()
                .hline(ground.x_range(), ground.bottom(), (1.0, line));
            let color = row
                .label
                .as_ref()
                .map_or(palette.quiet, |label| palette.label(schema, label));
            let long = if longest > 0.0 {
                room * row.share.fraction() / longest
            } else {
                0.0
            };
            let bar = Rect::from_min_size(
                ground.min,
                vec2(long.max(if row.count > 0 { 1.5 } else { 0.0 }), 8.0),
            );
            ui.painter().rect_filled(bar, 1.0, color);
        }
        if !row.detail.is_empty() {
            response.on_hover_text(&row.detail);
        }
    }
    if bars.more > 0 {
        let more = format!("and {} more", bars.more);
        ui.label(egui::RichText::new(more).small().color(palette.quiet));
    }
}

/// A heading with a line under it.
pub(super) fn heading(ui: &mut Ui, title: &str) {
    let palette = Palette::of(ui.ctx());
    ui.add_space(4.0);
    let response = ui.label(
        egui::RichText::new(title)
            .font(theme::strong(13.0))
            .color(palette.ink),
    );
    let y = response.rect.bottom() + 3.0;
    let from = response.rect.left();
    let until = from + ui.available_width();
    ui.painter().hline(from..=until, y, (1.0, palette.rule));
    ui.add_space(8.0);
}

/// Paints a number that ends at a place, its digits one as wide as the other, so that numbers
/// below each other stand in columns.
pub(super) fn numeral(ui: &Ui, right_middle: Pos2, text: &str, size: f32, color: Color32) {
    let font = FontId::proportional(size);
    let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
    let mut at = right_middle;
    for c in text.chars().rev() {
        let width = if c.is_ascii_digit() {
            digit
        } else {
            ui.fonts_mut(|fonts| fonts.glyph_width(&font, c))
        };
        let middle = at - vec2(width / 2.0, 0.0);
        ui.painter()
            .text(middle, Align2::CENTER_CENTER, c, font.clone(), color);
        at.x -= width;
    }
}
