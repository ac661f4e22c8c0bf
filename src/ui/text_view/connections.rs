//! Quiet lines from the trigger of an event to what fills its roles.
//!
//! They run in the gaps between lines of text and in the margin, below the text and its marks, so
//! that nothing is ever covered. Only what is in view is drawn, from a list that is made once after
//! each change.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::layout::Setting;
use super::page::Page;
use crate::annotation::{Id, Label, RoleFiller, Schema};
use crate::text::ByteRange;
use crate::ui::document::Document;
use crate::ui::theme::Palette;

/// More events than this are not drawn at once: the lines would say nothing any more.
const MOST: usize = 40;
/// How many lines lie beside each other before they begin anew.
const LANES: usize = 3;

/// One event and where its lines lead.
#[derive(Debug)]
struct Linked {
    trigger: Id,
    range: ByteRange,
    ends: Vec<End>,
}

#[derive(Debug)]
struct End {
    role: String,
    label: Label,
    range: ByteRange,
    span: Id,
}

/// The events of a document by place, kept between frames.
#[derive(Debug, Default)]
pub struct Connections {
    made_for: Option<(u64, u64)>,
    events: Arc<Vec<Linked>>,
}

/// What is painted on.
pub struct Canvas<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub schema: &'a Schema,
    pub setting: &'a Setting,
}

impl Connections {
    /// Paints the lines of the current event, or of all that are in view where none is.
    pub fn paint(&mut self, canvas: &Canvas<'_>, page: &Page<'_>, document: &Document) {
        self.fit(document);
        let (Some(first), Some(last)) = (page.blocks.first(), page.blocks.last()) else {
            return;
        };
        let view = ByteRange::new(first.range.start, last.range.end);
        let about = document.linking.as_ref().map(|linking| linking.about());
        let chosen = about.or(document.selected.as_ref());
        let of_chosen = |linked: &&Linked| {
            chosen.is_some_and(|id| {
                linked.trigger == *id || linked.ends.iter().any(|end| end.span == *id)
            })
        };
        let events = Arc::clone(&self.events);
        let strong = events.iter().any(|linked| of_chosen(&linked));
        let reaches = |linked: &&Linked| {
            let ends = linked.ends.iter().map(|end| end.range);
            ends.chain([linked.range]).any(|range| range.overlaps(view))
        };
        let here = |linked: &&Linked| linked.range.overlaps(view);
        let shown: Vec<&Linked> = match strong {
            true => events.iter().filter(of_chosen).filter(reaches).collect(),
            false => events.iter().filter(here).take(MOST).collect(),
        };
        let mut lane = 0;
        let mut names = Vec::new();
        for linked in shown {
            for end in &linked.ends {
                let line = Line {
                    canvas,
                    page,
                    color: tone(canvas, &end.label, strong),
                    width: if strong { 1.4 } else { 1.0 },
                    lane: lane % LANES,
                };
                line.draw(linked.range, end, &mut names);
                lane += 1;
            }
        }
        // Above all lines, so that none strikes through them.
        for name in names {
            name.paint(canvas);
        }
    }

    /// Makes the list anew after a change. Linear in the events.
    fn fit(&mut self, document: &Document) {
        let now = (document.number, document.revision());
        if self.made_for == Some(now) {
            return;
        }
        self.made_for = Some(now);
        let set = &document.set;
        let linked = set.events().filter_map(|event| {
            let trigger = set.span(&event.trigger)?;
            let ends = event.roles.iter().filter_map(|role| {
                let id = match &role.filler {
                    RoleFiller::Span(id) => id,
                    RoleFiller::Event(id) => &set.event(id)?.trigger,
                };
                let span = set.span(id)?;
                Some(End {
                    role: role.role.clone(),
                    label: span.label.clone(),
                    range: span.range,
                    span: id.clone(),
                })
            });
            let mut ends: Vec<End> = ends.collect();
            let date = event
                .date
                .as_ref()
                .filter(|date| date.range != trigger.range);
            ends.extend(date.map(|date| End {
                role: "date".to_owned(),
                label: Label::new("date"),
                range: date.range,
                span: event.trigger.clone(),
            }));
            Some(Linked {
                trigger: event.trigger.clone(),
                range: trigger.range,
                ends,
            })
        });
        let mut events: Vec<Linked> = linked.collect();
        events.sort_by_key(|linked| linked.range);
        self.events = Arc::new(events);
    }
}

fn tone(canvas: &Canvas<'_>, label: &Label, strong: bool) -> Color32 {
    let color = match canvas.schema.label(label) {
        Some(_) => canvas.palette.label(canvas.schema, label),
        None => canvas.palette.quiet,
    };
    let by = if strong { 0.9 } else { 0.55 };
    canvas.palette.paper.lerp_to_gamma(color, by)
}

/// Where some words stand, or on which side out of view.
enum Place {
    At(Rect),
    Above,
    Below,
}

struct Line<'a> {
    canvas: &'a Canvas<'a>,
    page: &'a Page<'a>,
    color: Color32,
    width: f32,
    lane: usize,
}

impl Line<'_> {
    fn draw(&self, trigger: ByteRange, end: &End, names: &mut Vec<Name>) {
        match (self.place(trigger), self.place(end.range)) {
            (Place::At(from), Place::At(to)) => self.between(from, to, &end.role, names),
            (Place::At(from), Place::Above) => self.out(from, false, (&end.role, true), names),
            (Place::At(from), Place::Below) => self.out(from, true, (&end.role, true), names),
            (Place::Above, Place::At(to)) => self.out(to, false, (&end.role, false), names),
            (Place::Below, Place::At(to)) => self.out(to, true, (&end.role, false), names),
            _ => {}
        }
    }

    fn place(&self, range: ByteRange) -> Place {
        let blocks = &self.page.blocks;
        let number = blocks.partition_point(|block| block.range.start <= range.start);
        let Some(block) = number.checked_sub(1).and_then(|at| blocks.get(at)) else {
            return Place::Above;
        };
        let stretches = block.layout.stretches(range);
        let area = self.page.area;
        match stretches.first() {
            Some(stretch) => {
                let rect = stretch.rect.translate(block.at.to_vec2());
                if rect.bottom() < area.top() {
                    Place::Above
                } else if rect.top() > area.bottom() {
                    Place::Below
                } else {
                    Place::At(rect)
                }
            }
            None => Place::Below,
        }
    }

    /// The middle of the gap above or below a line, moved by the lane.
    #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn gap(&self, line: Rect, below: bool) -> f32 {
        let apart = (self.lane as f32 - 1.0) * 2.0;
        let half = self.canvas.setting.line_height() / 2.0;
        let shift = if below { half } else { -half };
        // Underlines reach below the letters; the letters of labels stand above them.
        (line.center().y + shift + apart).round() + 0.5
    }

    /// How far the band of the letters reaches from the middle of a line.
    fn band(&self) -> f32 {
        self.canvas.setting.size * 0.66
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn margin(&self) -> f32 {
        let left = self.page.blocks.first().map_or(0.0, |block| block.at.x);
        left - 8.0 - self.lane as f32 * 4.0
    }

    fn between(&self, from: Rect, to: Rect, role: &str, names: &mut Vec<Name>) {
        let (a, b) = (self.anchor(from), self.anchor(to));
        let line = self.canvas.setting.line_height();
        let down = to.center().y - from.center().y;
        let same = down.abs() < line * 0.5;
        let below = down > 0.0 || same;
        let leave = pos2(
            a,
            from.center().y + if below { self.band() } else { -self.band() },
        );
        let first = self.gap(from, below);
        if same || down.abs() < line * 1.5 {
            // One gap is enough: from above into the line below, or back into the same.
            let enters_from_below = same || !below;
            let tip = pos2(
                b,
                to.center().y
                    + if enters_from_below {
                        self.band()
                    } else {
                        -self.band()
                    },
            );
            self.path(&[leave, pos2(a, first), pos2(b, first), tip]);
            names.push(self.name(role, a, b, first));
            return;
        }
        let second = self.gap(to, !below);
        let tip = pos2(
            b,
            to.center().y + if below { -self.band() } else { self.band() },
        );
        let x = self.margin();
        let points = [
            leave,
            pos2(a, first),
            pos2(x, first),
            pos2(x, second),
            pos2(b, second),
            tip,
        ];
        self.path(&points);
        names.push(self.name(role, x, b, second));
    }

    /// Out of view, or in from there: along the margin to the edge.
    fn out(&self, line: Rect, below: bool, (role, leaving): (&str, bool), names: &mut Vec<Name>) {
        let a = self.anchor(line);
        let gap = self.gap(line, below);
        let area = self.page.area;
        let edge = if below {
            area.bottom() - 3.0
        } else {
            area.top() + 3.0
        };
        let start = pos2(
            a,
            line.center().y + if below { self.band() } else { -self.band() },
        );
        let x = self.margin();
        let mut points = [start, pos2(a, gap), pos2(x, gap), pos2(x, edge)];
        if !leaving {
            points.reverse();
        }
        self.path(&points);
        names.push(self.name(role, x, a, gap));
    }

    /// Where lines leave and enter some words: beside the letter of their label.
    fn anchor(&self, rect: Rect) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
        let apart = (self.lane as f32 - 1.0) * 3.0;
        let size = self.canvas.setting.size;
        (rect.left() + (rect.width() / 2.0).min(size * 2.5) + apart)
            .clamp(rect.left() + 2.0, rect.right())
    }

    /// A line with round corners and a head.
    fn path(&self, points: &[Pos2]) {
        const ROUND: f32 = 4.0;
        let stroke = Stroke::new(self.width, self.color);
        let mut line = vec![points[0]];
        for corner in points.windows(3) {
            let (before, at, after) = (corner[0], corner[1], corner[2]);
            let (back, on) = (before - at, after - at);
            let round = ROUND.min(back.length() / 2.0).min(on.length() / 2.0);
            if round < 0.5 {
                line.push(at);
                continue;
            }
            let (enter, leave) = (at + back.normalized() * round, at + on.normalized() * round);
            for step in 0..=4u8 {
                let t = f32::from(step) / 4.0;
                // A quadratic curve around the corner.
                let to_corner = enter.lerp(at, t);
                let from_corner = at.lerp(leave, t);
                line.push(to_corner.lerp(from_corner, t));
            }
        }
        let tip = points[points.len() - 1];
        line.push(tip);
        let painter = self.canvas.painter;
        painter.add(Shape::line(line, stroke));
        painter.circle_filled(points[0], self.width + 0.8, self.color);
        let along = (tip - points[points.len() - 2]).normalized();
        if along.length() > 0.5 {
            let (back, side) = (along * 5.0, along.rot90() * 3.0);
            let head = vec![tip, tip - back + side, tip - back - side];
            painter.add(Shape::convex_polygon(head, self.color, Stroke::NONE));
        }
    }

    /// The role's name on the run that leads to the filler.
    fn name(&self, role: &str, from: f32, to: f32, y: f32) -> Name {
        let size = (self.canvas.setting.size * 0.5).clamp(8.0, 11.0);
        let font = egui::FontId::proportional(size);
        let painter = self.canvas.painter;
        let galley = painter.layout_no_wrap(role.to_owned(), font, self.color);
        let width = galley.size().x;
        // Beside the head; where the run is short, behind it.
        let left = if (from - to).abs() < width + 14.0 {
            from.max(to) + 5.0
        } else if to > from {
            to - width - 6.0
        } else {
            to + 6.0
        };
        let corner = pos2(left, y - galley.size().y / 2.0);
        Name {
            galley,
            corner,
            color: self.color,
        }
    }
}

/// The name of a role at its place.
struct Name {
    galley: Arc<Galley>,
    corner: Pos2,
    color: Color32,
}

impl Name {
    /// On a ground of paper.
    fn paint(self, canvas: &Canvas<'_>) {
        let ground = Rect::from_min_size(self.corner, self.galley.size());
        let ground = ground.expand2(vec2(2.0, -1.5));
        canvas
            .painter
            .rect_filled(ground, 2.0, canvas.palette.paper);
        canvas.painter.galley(self.corner, self.galley, self.color);
    }
}
