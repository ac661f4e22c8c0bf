//! Marks on the text: painted, never laid out.
//!
//! A span has a fill behind its words, an underline in a lane of its own where spans overlap
//! (thicker below its head), and its label's letter above its start. A suggestion has a dotted
//! outline and the same letter. The current suggestion and the selected span have an outline that
//! is not to be missed.

use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2,
    vec2,
};

use super::layout::{BlockLayout, Setting, Stretch};
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
}

/// The letters that stand above one block, so that no two cover each other.
#[derive(Default)]
pub struct TagRow {
    taken: Vec<Rect>,
}

impl TagRow {
    /// Keeps letters away from a place.
    pub fn take(&mut self, place: Rect) {
        self.taken.push(place);
    }
}

impl MarkPainter<'_> {
    /// The fills of spans, outer before inner.
    pub fn fills(
        &self,
        layout: &BlockLayout<'_>,
        at: Pos2,
        spans: &[&Span],
        selected: Option<&Span>,
    ) {
        for span in spans {
            let strong = selected.is_some_and(|s| s.id == span.id);
            let color = self.palette.label(self.schema, &span.label);
            let fill = self.palette.fill(color, strong);
            for stretch in layout.stretches(span.range) {
                self.painter
                    .rect_filled(self.band(stretch, at), corners(stretch), fill);
            }
        }
    }

    /// A plain ground behind a range: the selection, hits of a search.
    pub fn ground(&self, layout: &BlockLayout<'_>, at: Pos2, range: ByteRange, color: Color32) {
        for stretch in layout.stretches(range) {
            self.painter
                .rect_filled(self.band(stretch, at), CornerRadius::same(2), color);
        }
    }

    /// The underlines and letters of spans.
    pub fn lines(
        &self,
        layout: &BlockLayout<'_>,
        at: Pos2,
        spans: &[&Span],
        selected: Option<&Span>,
        tags: &mut TagRow,
    ) {
        let lanes = lanes(spans);
        let depth = lanes.iter().max().map_or(1, |deepest| deepest + 1);
        let (first, pitch) = self.lane_places(depth);
        for (span, lane) in spans.iter().zip(&lanes) {
            let color = self.palette.label(self.schema, &span.label);
            let chosen = selected.is_some_and(|s| s.id == span.id);
            #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
            let drop = first + *lane as f32 * pitch;
            let thin = (pitch * 0.6).clamp(0.9, 1.6);
            self.underline(layout, at, span.range, drop, Stroke::new(thin, color));
            if let Some(head) = span.head {
                self.underline(
                    layout,
                    at,
                    head,
                    drop,
                    Stroke::new((pitch * 0.95).max(thin + 0.7), color),
                );
            }
            for stretch in layout.stretches(span.range) {
                if chosen {
                    let rect = self.band(stretch, at);
                    let stroke = Stroke::new(1.6, color);
                    self.painter
                        .rect_stroke(rect, corners(stretch), stroke, StrokeKind::Middle);
                }
                if stretch.first {
                    let letter = self.schema.key(&span.label);
                    self.tag(stretch, at, letter, color, chosen, tags);
                }
            }
        }
    }

    /// The outline of a suggestion that stands inside `inside` others; that of the current one is
    /// unmistakable.
    pub fn suggestion(
        &self,
        layout: &BlockLayout<'_>,
        at: Pos2,
        suggestion: &Suggestion,
        current: bool,
        inside: usize,
        tags: &mut TagRow,
    ) {
        let color = self.palette.label(self.schema, &suggestion.label);
        for stretch in layout.stretches(suggestion.range) {
            let rect = self.band(stretch, at);
            if current {
                self.painter.rect_stroke(
                    rect,
                    CornerRadius::same(3),
                    Stroke::new(2.2, color),
                    StrokeKind::Middle,
                );
            } else {
                // Boxes of neighbours and of what is inside do not share a line.
                #[expect(clippy::cast_precision_loss, reason = "a handful of boxes")]
                let rect = rect.shrink2(vec2(1.0, 2.2 * inside.min(3) as f32));
                let line = Stroke::new(1.1, self.palette.paper.lerp_to_gamma(color, 0.72));
                let corners = [
                    rect.left_top(),
                    rect.right_top(),
                    rect.right_bottom(),
                    rect.left_bottom(),
                    rect.left_top(),
                ];
                self.painter
                    .extend(Shape::dashed_line(&corners, line, 2.0, 2.6));
            }
            if stretch.first {
                let letter = self.schema.key(&suggestion.label);
                self.tag(stretch, at, letter, color, current, tags);
            }
        }
        if current && let Some(head) = suggestion.head {
            let drop = self.lane_places(1).0;
            self.underline(layout, at, head, drop, Stroke::new(2.4, color));
        }
    }

    /// The ground below the words of the current suggestion.
    pub fn current_ground(&self, layout: &BlockLayout<'_>, at: Pos2, suggestion: &Suggestion) {
        let color = self.palette.label(self.schema, &suggestion.label);
        let ground = self.palette.fill(color, true);
        for stretch in layout.stretches(suggestion.range) {
            let rect = self.band(stretch, at);
            self.painter
                .rect_filled(rect, CornerRadius::same(3), ground);
        }
    }

    /// How far below the middle of a line the first lane is, and how far apart lanes are: below
    /// the letters where there is room; where spans nest deeply the lanes move closer together,
    /// and never above the foot of the letters, where they would strike them through.
    fn lane_places(&self, depth: usize) -> (f32, f32) {
        let size = self.setting.size;
        let lowest = self.setting.line_height() / 2.0 - 0.5;
        #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
        let gaps = depth.saturating_sub(1) as f32;
        let pitch = (size * 0.13).max(1.8);
        let first = (lowest - gaps * pitch).clamp(size * 0.38, size * 0.56);
        let pitch = if gaps > 0.0 {
            pitch.min((lowest - first) / gaps)
        } else {
            pitch
        };
        (first, pitch)
    }

    fn underline(
        &self,
        layout: &BlockLayout<'_>,
        at: Pos2,
        range: ByteRange,
        drop: f32,
        stroke: Stroke,
    ) {
        for stretch in layout.stretches(range) {
            let y = at.y + stretch.rect.center().y + drop;
            let (left, right) = (at.x + stretch.rect.left(), at.x + stretch.rect.right());
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
        at: Pos2,
        letter: char,
        color: Color32,
        chosen: bool,
        tags: &mut TagRow,
    ) {
        let size = (self.setting.size * 0.5).max(8.0);
        let width = size * if chosen { 1.1 } else { 0.72 };
        let left = if stretch.rtl {
            stretch.rect.right() - width
        } else {
            stretch.rect.left()
        };
        let mut place = Rect::from_min_size(
            pos2(at.x + left, at.y + stretch.rect.top() - size * 0.58),
            vec2(width, size),
        );
        while let Some(other) = tags
            .taken
            .iter()
            .find(|other| other.intersects(place.shrink(0.5)))
        {
            let aside = if stretch.rtl {
                other.left() - place.right() - 0.5
            } else {
                other.right() - place.left() + 0.5
            };
            place = place.translate(vec2(aside, 0.0));
        }
        tags.taken.push(place);
        let font: FontId = theme::strong(size);
        if chosen {
            let chip = place.expand2(vec2(0.5, 1.0)).translate(vec2(0.0, -1.0));
            self.painter.rect_filled(chip, CornerRadius::same(2), color);
            let paper = self.palette.paper;
            self.painter
                .text(chip.center(), Align2::CENTER_CENTER, letter, font, paper);
        } else {
            self.painter
                .text(place.left_top(), Align2::LEFT_TOP, letter, font, color);
        }
    }

    /// The band of a line that fills and outlines take: the height of the letters, not the line.
    fn band(&self, stretch: Stretch, at: Pos2) -> Rect {
        let center = at.y + stretch.rect.center().y;
        let half = self.setting.size * 0.61;
        Rect::from_min_max(
            pos2(at.x + stretch.rect.left() - 1.0, center - half),
            pos2(at.x + stretch.rect.right() + 1.0, center + half),
        )
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

/// A lane for each span, such that no two overlapping spans share one. `spans` are in reading
/// order, outer before inner.
fn lanes(spans: &[&Span]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    spans
        .iter()
        .map(|span| {
            let lane = ends.iter().position(|end| *end <= span.range.start);
            let lane = lane.unwrap_or_else(|| {
                ends.push(0);
                ends.len() - 1
            });
            ends[lane] = span.range.end;
            lane
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Id, Label, Origin, Timestamp};

    #[test]
    fn overlapping_spans_never_share_a_lane() {
        let span = |start, end| {
            let range = ByteRange::new(start, end);
            Span::new(
                Id::new("s1"),
                Label::ACTOR,
                range,
                Origin::default(),
                &Timestamp::default(),
            )
        };
        let spans = [
            span(0, 40),
            span(0, 10),
            span(5, 20),
            span(12, 14),
            span(20, 30),
            span(41, 45),
        ];
        let refs: Vec<_> = spans.iter().collect();
        assert_eq!(lanes(&refs), [0, 1, 2, 1, 1, 0]);
    }
}
