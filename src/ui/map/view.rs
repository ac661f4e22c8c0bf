//! What of the world is in view, and where on the screen its points lie.
//!
//! Degrees of longitude are shortened as they are at the centre's latitude, so that shapes keep
//! their form there. Longitudes go round: what lies beyond 180° appears on the other side.

use egui::{Pos2, Rect, Vec2, pos2};

/// So many degrees of latitude are in view at least.
const NEAREST: f64 = 0.6;
/// So many points of the screen are kept free around what the view is fitted to.
const MARGIN: f64 = 34.0;

/// What is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    /// Degrees north and east in the middle.
    pub centre: (f64, f64),
    /// Points of the screen for a degree of latitude.
    pub scale: f64,
}

impl View {
    /// The smallest view of a size that holds all points, but never closer than a province. What
    /// is no point on the earth counts for nothing.
    pub(super) fn fitting(points: &[(f64, f64)], size: Vec2) -> Self {
        let on_earth = points.iter().copied().filter(|point| is_on_earth(*point));
        let points: Vec<_> = on_earth.collect();
        let (width, height) = (f64::from(size.x), f64::from(size.y));
        let whole = Self {
            centre: (20.0, 10.0),
            scale: (width / 360.0).max(height / 180.0).max(0.1),
        };
        let Some(first) = points.first() else {
            return whole;
        };
        let (mut south, mut north) = (first.0, first.0);
        let (west, east) = around(points.iter().map(|p| p.1));
        for point in &points {
            south = south.min(point.0);
            north = north.max(point.0);
        }
        let centre = (f64::midpoint(south, north), f64::midpoint(west, east));
        let tall = (north - south).max(5.0);
        let wide = ((east - west) * shrink(centre.0)).max(5.0);
        let scale =
            ((height - 2.0 * MARGIN).max(20.0) / tall).min((width - 2.0 * MARGIN).max(20.0) / wide);
        Self { centre, scale }.kept(size)
    }

    /// Where a point lies on the screen.
    pub(super) fn on_screen(&self, rect: Rect, (north, east): (f64, f64)) -> Pos2 {
        self.unturned(rect, north, turned(east - self.centre.1))
    }

    /// Everywhere on the screen that a point lies: once more on either side of the world where that
    /// is in view, as the land is; nowhere where it is no point on the earth.
    pub(super) fn all_on_screen(
        self,
        rect: Rect,
        (north, east): (f64, f64),
    ) -> impl Iterator<Item = Pos2> {
        let turns = if is_on_earth((north, east)) {
            &[0.0, -360.0, 360.0][..]
        } else {
            &[]
        };
        let from_centre = turned(east - self.centre.1);
        let places = turns
            .iter()
            .map(move |turn| self.unturned(rect, north, from_centre + turn));
        places.filter(move |at| rect.contains(*at))
    }

    /// Where a point lies that is so many degrees east of the centre, however many.
    #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
    pub(super) fn unturned(&self, rect: Rect, north: f64, east: f64) -> Pos2 {
        let x = east * shrink(self.centre.0) * self.scale;
        let y = (self.centre.0 - north) * self.scale;
        rect.center() + egui::vec2(x as f32, y as f32)
    }

    /// Moved by some points of the screen.
    pub(super) fn moved(mut self, by: Vec2, size: Vec2) -> Self {
        self.centre.0 += f64::from(by.y) / self.scale;
        self.centre.1 -= f64::from(by.x) / (self.scale * shrink(self.centre.0));
        self.kept(size)
    }

    /// Closer by a factor, with what lies at a place of the screen staying there.
    pub(super) fn zoomed(self, factor: f64, at: Pos2, rect: Rect) -> Self {
        let from_middle = at - rect.center();
        let mut to = self;
        to.scale *= factor;
        let to = to.kept(rect.size());
        #[expect(clippy::cast_possible_truncation, reason = "a factor near one")]
        let grown = (to.scale / self.scale) as f32;
        to.moved(from_middle - from_middle * grown, rect.size())
    }

    /// Within what there is to see.
    fn kept(mut self, size: Vec2) -> Self {
        let height = f64::from(size.y.max(1.0));
        let least = (height / 180.0)
            .min(f64::from(size.x.max(1.0)) / 360.0)
            .max(0.05);
        self.scale = self.scale.clamp(least, height / NEAREST);
        self.centre.0 = self.centre.0.clamp(-75.0, 80.0);
        self.centre.1 = turned(self.centre.1);
        self
    }
}

/// Whether there are such degrees north and east.
fn is_on_earth((north, east): (f64, f64)) -> bool {
    (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)
}

/// How much shorter a degree of longitude is than one of latitude.
pub(super) fn shrink(north: f64) -> f64 {
    north.to_radians().cos().max(0.2)
}

/// The same longitude between -180° and 180°.
pub(super) fn turned(east: f64) -> f64 {
    (east + 180.0).rem_euclid(360.0) - 180.0
}

/// The shortest arc that holds some longitudes: its western and eastern end, the eastern one
/// beyond 180° where it crosses the date line.
fn around(easts: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut easts: Vec<f64> = easts.map(turned).collect();
    easts.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (easts.first().copied(), easts.last().copied()) else {
        return (0.0, 0.0);
    };
    // The widest gap is what the arc leaves out.
    let mut widest = (first + 360.0 - last, first, last);
    for pair in easts.windows(2) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], pair[1], pair[0] + 360.0);
        }
    }
    (widest.1, widest.2)
}

/// A rectangle around a point, for what can be hit there.
pub(super) fn spot(at: Pos2, radius: f32) -> Rect {
    Rect::from_center_size(pos2(at.x, at.y), Vec2::splat(2.0 * radius))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Vec2 = Vec2::new(300.0, 200.0);

    fn rect() -> Rect {
        Rect::from_min_size(Pos2::ZERO, SIZE)
    }

    #[test]
    fn what_the_view_is_fitted_to_is_in_view() {
        for points in [
            vec![(13.5, 2.1)],
            vec![(13.5, 2.1), (35.7, 51.4)],
            vec![(-18.0, 178.0), (-14.0, -172.0)],
            vec![(60.0, -150.0), (-40.0, 175.0), (52.0, 0.0)],
        ] {
            let view = View::fitting(&points, SIZE);
            for point in &points {
                let at = view.on_screen(rect(), *point);
                assert!(rect().contains(at), "{point:?} of {points:?} is at {at:?}");
            }
        }
    }

    #[test]
    fn across_the_date_line_the_short_way_is_taken() {
        assert_eq!(around([179.0, -179.0].into_iter()), (179.0, 181.0));
        assert_eq!(around([-10.0, 20.0].into_iter()), (-10.0, 20.0));
        let fiji = View::fitting(&[(-18.0, 178.0), (-14.0, -172.0)], SIZE);
        assert!(fiji.scale > 5.0, "{fiji:?}");
    }

    #[test]
    fn what_is_no_point_on_the_earth_is_nowhere() {
        let niamey = (13.5, 2.1);
        let alone = View::fitting(&[niamey], SIZE);
        for point in [
            (1e308, 2.0),
            (91.0, 2.0),
            (2.0, 200.0),
            (f64::NAN, 2.0),
            (2.0, f64::INFINITY),
        ] {
            assert_eq!(View::fitting(&[point, niamey], SIZE), alone, "{point:?}");
            assert_eq!(View::fitting(&[point], SIZE), View::fitting(&[], SIZE));
            assert_eq!(alone.all_on_screen(rect(), point).count(), 0, "{point:?}");
        }
    }

    #[test]
    fn where_land_is_drawn_twice_its_points_are() {
        let mut wide = View::fitting(&[], SIZE);
        wide.scale = 150.0 / (360.0 * shrink(wide.centre.0));
        let places: Vec<_> = wide
            .all_on_screen(rect(), (0.0, wide.centre.1 + 90.0))
            .collect();
        assert_eq!(places.len(), 2, "{places:?}");
        assert!(((places[0].x - places[1].x).abs() - 150.0).abs() < 0.1);
        let near = View::fitting(&[(13.5, 2.1)], SIZE);
        assert_eq!(near.all_on_screen(rect(), (13.5, 2.1)).count(), 1);
        assert_eq!(near.all_on_screen(rect(), (-40.0, 170.0)).count(), 0);
    }

    #[test]
    fn what_lies_under_the_pointer_stays_there() {
        let view = View::fitting(&[(13.5, 2.1)], SIZE);
        let at = view.on_screen(rect(), (14.0, 3.0));
        let closer = view.zoomed(1.5, at, rect());
        let there = closer.on_screen(rect(), (14.0, 3.0));
        assert!((there - at).length() < 1.0, "{at:?} {there:?}");
        assert!(closer.scale > view.scale);
    }

    #[test]
    fn one_never_leaves_the_world() {
        let mut view = View::fitting(&[], SIZE);
        for _ in 0..200 {
            view = view
                .moved(egui::vec2(500.0, 900.0), SIZE)
                .zoomed(0.5, Pos2::ZERO, rect());
        }
        assert!(view.centre.0 <= 80.0 && view.centre.1.abs() <= 180.0 && view.scale > 0.0);
    }
}
