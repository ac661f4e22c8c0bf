//! Marks on the text: painted, never laid out.
//!
//! A span has a fill behind its words that reaches down to an underline, thicker below its head,
//! and its label's letter above its start. Where spans overlap, the outer one reaches further down
//! and its line is the lower. Another annotator's spans are broken lines further down. A suggestion has a dotted outline and the same letter. The selected
//! span and the current suggestion have a solid outline and their letter on a chip of its colour.

use egui::epaint::Mesh;
use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2,
};

use super::lanes::lanes;
use super::layout::{BlockLayout, Setting, Stretch};
use super::tags::{Tags, Target};
use crate::annotation::{Schema, Span};
use crate::matching::Suggestion;
use crate::text::ByteRange;
use crate::ui::theme::{self, Palette};

/// What marks are painted with.
pub struct MarkPainter<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub schema: &'a Schema,
    pub setting: &'a Setting,
    /// The top left corner of the block.
    pub at: Pos2,
}

/// A span or a suggestion as it stands on one block.
pub struct Mark<T> {
    pub what: T,
    stretches: Vec<Stretch>,
    lane: usize,
}

/// Finds where marks stand on a block. They are in reading order.
#[must_use]
pub fn placed<T>(
    layout: &BlockLayout<'_>,
    all: Vec<T>,
    range: impl Fn(&T) -> ByteRange,
) -> Vec<Mark<T>> {
    let ranges: Vec<_> = all.iter().map(range).collect();
    let marks = all.into_iter().zip(lanes(&ranges)).zip(ranges);
    let mark = |((what, lane), range)| Mark {
        what,
        stretches: layout.stretches(range),
        lane,
    };
    marks.map(mark).collect()
}

impl MarkPainter<'_> {
    /// The fills of spans, outer before inner.
    pub fn fills(&self, marks: &[Mark<&Span>], selected: Option<&Span>) {
        let lanes = Lanes::of(self.setting, marks);
        for mark in marks {
            let strong = selected.is_some_and(|s| s.id == mark.what.id);
            let color = self.palette.label(self.schema, &mark.what.label);
            let fill = self.palette.fill(color, strong);
            for stretch in &mark.stretches {
                let mut rect = self.band(*stretch);
                rect.max.y = rect.center().y + lanes.drop(mark.lane);
                self.painter.rect_filled(rect, corners(*stretch), fill);
            }
        }
    }

    /// A plain ground behind a range, as high as the line: the selection.
    pub fn selection(&self, layout: &BlockLayout<'_>, range: ByteRange) {
        for stretch in layout.stretches(range) {
            let rect = stretch.rect.translate(self.at.to_vec2());
            self.painter.rect_filled(rect, 0.0, self.palette.selection);
        }
    }

    /// A hit of a search: a ground between two lines.
    pub fn hit(&self, layout: &BlockLayout<'_>, range: ByteRange) {
        let line = Stroke::new(1.0, self.palette.warning);
        for stretch in layout.stretches(range) {
            let rect = self.band(stretch);
            self.painter.rect_filled(rect, 0.0, self.palette.hit);
            self.painter.hline(rect.x_range(), rect.top(), line);
            self.painter.hline(rect.x_range(), rect.bottom(), line);
        }
    }

    /// The frame of the current hit, which is selected as a rule: painted over that.
    pub fn current_hit(&self, layout: &BlockLayout<'_>, range: ByteRange) {
        let line = Stroke::new(2.0, self.palette.warning);
        for stretch in layout.stretches(range) {
            let rect = self.band(stretch);
            self.painter
                .rect_stroke(rect, 0.0, line, StrokeKind::Outside);
        }
    }

    /// The underlines and letters of spans.
    pub fn lines(
        &self,
        layout: &BlockLayout<'_>,
        marks: &[Mark<&Span>],
        selected: Option<&Span>,
        tags: &mut Tags,
    ) {
        let lanes = Lanes::of(self.setting, marks);
        let (thin, thick) = lanes.widths();
        for mark in marks {
            let span = mark.what;
            let color = self.palette.label(self.schema, &span.label);
            let chosen = selected.is_some_and(|s| s.id == span.id);
            let drop = lanes.drop(mark.lane);
            self.underline(&mark.stretches, drop, Stroke::new(thin, color));
            if let Some(head) = span.head {
                let head = layout.stretches(head);
                self.underline(&head, drop, Stroke::new(thick, color));
            }
            for stretch in &mark.stretches {
                if chosen {
                    let mut rect = self.band(*stretch);
                    rect.max.y = rect.center().y + drop;
                    let stroke = Stroke::new(1.8, color);
                    self.painter
                        .rect_stroke(rect, corners(*stretch), stroke, StrokeKind::Middle);
                }
                if stretch.first {
                    let letter = self.schema.key(&span.label);
                    let target = Target::Span(span.id.clone());
                    self.tag(*stretch, letter, color, chosen, tags, target);
                }
            }
        }
    }

    /// The other mentions of the selected actor: a line above their words too, with feet that
    /// reach down to them.
    pub fn mentions(&self, marks: &[Mark<&Span>], is_one: impl Fn(&Span) -> bool) {
        for mark in marks.iter().filter(|mark| is_one(mark.what)) {
            let color = self.palette.label(self.schema, &mark.what.label);
            let stroke = Stroke::new(1.2, color);
            for stretch in &mark.stretches {
                let rect = self.band(*stretch);
                self.painter.hline(rect.x_range(), rect.top(), stroke);
                let (at_left, at_right) = if stretch.rtl {
                    (stretch.last, stretch.first)
                } else {
                    (stretch.first, stretch.last)
                };
                let foot = rect.top()..=rect.top() + rect.height() * 0.3;
                for (x, ends_here) in [(rect.left(), at_left), (rect.right(), at_right)] {
                    if ends_here {
                        self.painter.vline(x, foot.clone(), stroke);
                    }
                }
            }
        }
    }

    /// Another annotator's spans: broken lines below one's own, with a foot at either end. What
    /// they are called is told where the pointer rests on them.
    pub fn beneath(&self, marks: &[Mark<&Span>]) {
        let (first, pitch) = (
            self.setting.size * 0.80,
            (self.setting.size * 0.14).max(2.0),
        );
        for mark in marks {
            let color = self.palette.label(self.schema, &mark.what.label);
            let ink = self.palette.paper.lerp_to_gamma(color, 0.85);
            let stroke = Stroke::new(1.3, ink);
            #[expect(clippy::cast_precision_loss, reason = "three lanes")]
            let drop = first + mark.lane.min(2) as f32 * pitch;
            for stretch in &mark.stretches {
                let y = self.at.y + stretch.rect.center().y + drop;
                let left = self.at.x + stretch.rect.left() + 0.5;
                let right = self.at.x + stretch.rect.right() - 0.5;
                let ends = [pos2(left, y), pos2(right, y)];
                self.painter
                    .extend(egui::Shape::dashed_line(&ends, stroke, 5.0, 3.0));
                let (at_left, at_right) = if stretch.rtl {
                    (stretch.last, stretch.first)
                } else {
                    (stretch.first, stretch.last)
                };
                for (x, ends_here) in [(left, at_left), (right, at_right)] {
                    if ends_here {
                        self.painter.vline(x, y - 3.0..=y, stroke);
                    }
                }
            }
        }
    }

    /// The outlines and letters of suggestions; that of the current one is unmistakable.
    pub fn suggestions(
        &self,
        layout: &BlockLayout<'_>,
        marks: &[Mark<(usize, &Suggestion)>],
        current: Option<usize>,
        tags: &mut Tags,
    ) {
        let mut dots = Mesh::default();
        let pixel = 1.0 / self.painter.ctx().pixels_per_point();
        for mark in marks {
            let (index, suggestion) = mark.what;
            let color = self.palette.label(self.schema, &suggestion.label);
            let is_current = current == Some(index);
            for stretch in &mark.stretches {
                let rect = self.band(*stretch);
                if is_current {
                    let stroke = Stroke::new(2.2, color);
                    self.painter
                        .rect_stroke(rect, 3.0, stroke, StrokeKind::Middle);
                } else {
                    // Boxes of neighbours, and of what is inside, do not share a line.
                    #[expect(clippy::cast_precision_loss, reason = "a handful of boxes")]
                    let rect = rect.expand2(vec2(-1.0, 2.0 * mark.lane.min(2) as f32));
                    let ink = self.palette.paper.lerp_to_gamma(color, 0.8);
                    dotted(&mut dots, rect, ink, pixel);
                }
                if stretch.first {
                    let letter = self.schema.key(&suggestion.label);
                    let target = Target::Offer(index);
                    self.tag(*stretch, letter, color, is_current, tags, target);
                }
            }
            if is_current && let Some(head) = suggestion.head {
                let drop = self.setting.size * 0.5;
                let stroke = Stroke::new(2.4, color);
                self.underline(&layout.stretches(head), drop, stroke);
            }
        }
        if !dots.is_empty() {
            self.painter.add(dots);
        }
    }

    /// The ground below the words of the current suggestion.
    pub fn current_ground(&self, layout: &BlockLayout<'_>, suggestion: &Suggestion) {
        let color = self.palette.label(self.schema, &suggestion.label);
        let ground = self.palette.fill(color, true);
        for stretch in layout.stretches(suggestion.range) {
            self.painter.rect_filled(self.band(stretch), 3.0, ground);
        }
    }

    fn underline(&self, stretches: &[Stretch], drop: f32, stroke: Stroke) {
        for stretch in stretches {
            let y = self.at.y + stretch.rect.center().y + drop;
            let left = self.at.x + stretch.rect.left();
            let right = self.at.x + stretch.rect.right();
            // Neighbours in the same lane stay apart.
            let inset = |end| if end { 0.5 } else { 0.0 };
            let (at_left, at_right) = if stretch.rtl {
                (0.5, inset(stretch.first))
            } else {
                (inset(stretch.first), 0.5)
            };
            self.painter
                .hline(left + at_left..=right - at_right, y, stroke);
        }
    }

    /// A label's letter above the start of a stretch; on a chip where it is `chosen`.
    fn tag(
        &self,
        stretch: Stretch,
        letter: char,
        color: Color32,
        chosen: bool,
        tags: &mut Tags,
        target: Target,
    ) {
        let size = (self.setting.size * 0.5).max(8.0);
        let width = size * if chosen { 1.1 } else { 0.72 };
        let left = if stretch.rtl {
            stretch.rect.right() - width
        } else {
            stretch.rect.left()
        };
        let corner = self.at + vec2(left, stretch.rect.top() - size * 0.58);
        let wanted = Rect::from_min_size(corner, vec2(width, size));
        let Some(place) = tags.place(wanted, stretch.rtl, target) else {
            return;
        };
        let font: FontId = theme::strong(size);
        let (ground, ink) = if chosen {
            (color, self.palette.paper)
        } else {
            // The lines of the marks above do not strike it through.
            (self.palette.paper, color)
        };
        let grown = if chosen {
            vec2(0.5, 1.0)
        } else {
            vec2(0.5, -0.5)
        };
        let chip = place.expand2(grown).translate(vec2(0.0, -1.0));
        self.painter
            .rect_filled(chip, CornerRadius::same(2), ground);
        self.painter
            .text(chip.center(), Align2::CENTER_CENTER, letter, font, ink);
    }

    /// The band of a line that fills and outlines take: the height of the letters, not the line.
    fn band(&self, stretch: Stretch) -> Rect {
        let center = self.at.y + stretch.rect.center().y;
        let half = self.setting.size * 0.61;
        Rect::from_min_max(
            pos2(self.at.x + stretch.rect.left() - 1.0, center - half),
            pos2(self.at.x + stretch.rect.right() + 1.0, center + half),
        )
    }
}

/// How far below the middle of a line the lanes of a block are: below the letters where there is
/// room. Where spans nest deeply they move closer together, and never above the foot of the
/// letters, where they would strike them through.
struct Lanes {
    first: f32,
    pitch: f32,
}

impl Lanes {
    fn of(setting: &Setting, marks: &[Mark<&Span>]) -> Self {
        let deepest = marks.iter().map(|mark| mark.lane).max().unwrap_or(0);
        // A little into the next line, whose letters have a ground of their own.
        let lowest = setting.line_height() / 2.0 + setting.size * 0.12;
        #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
        let gaps = deepest as f32;
        let pitch = (setting.size * 0.13).max(2.0);
        let first = (lowest - gaps * pitch).clamp(setting.size * 0.4, setting.size * 0.58);
        let pitch = if gaps > 0.0 {
            pitch.min((lowest - first) / gaps)
        } else {
            pitch
        };
        Self { first, pitch }
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn drop(&self, lane: usize) -> f32 {
        self.first + lane as f32 * self.pitch
    }

    /// The widths of a line, and of one below a head.
    fn widths(&self) -> (f32, f32) {
        let thin = (self.pitch * 0.55).clamp(0.9, 1.6);
        (thin, (self.pitch * 0.95).max(thin + 0.7))
    }
}

fn corners(stretch: Stretch) -> CornerRadius {
    let round = |end| if end { 3 } else { 0 };
    let (left, right) = if stretch.rtl {
        (stretch.last, stretch.first)
    } else {
        (stretch.first, stretch.last)
    };
    CornerRadius {
        nw: round(left),
        sw: round(left),
        ne: round(right),
        se: round(right),
    }
}

/// Dots along the edges of a box, as one mesh for all boxes of a block: a shape for each dot would
/// cost more than the text.
fn dotted(mesh: &mut Mesh, rect: Rect, color: Color32, pixel: f32) {
    const DOT: f32 = 2.0;
    const STEP: f32 = 4.5;
    let to_pixel = |x: f32| (x / pixel).round() * pixel;
    let thick = pixel.max(1.0);
    let (left, right) = (to_pixel(rect.left()), to_pixel(rect.right()));
    let (top, bottom) = (to_pixel(rect.top()), to_pixel(rect.bottom()));
    let mut dot = |x: f32, y: f32, size: egui::Vec2| {
        let corner = pos2(x, y);
        mesh.add_colored_rect(Rect::from_min_size(corner, size), color);
    };
    let mut x = left;
    while x < right {
        let size = vec2(DOT.min(right - x), thick);
        dot(x, top, size);
        dot(x, bottom - thick, size);
        x += STEP;
    }
    let mut y = top + STEP;
    while y < bottom - DOT {
        let size = vec2(thick, DOT);
        dot(left, y, size);
        dot(right - thick, y, size);
        y += STEP;
    }
}
