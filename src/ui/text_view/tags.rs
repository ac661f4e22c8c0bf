//! The letters that stand above marks: no two cover each other, and each can be clicked.

use egui::{Pos2, Rect, vec2};

use crate::annotation::Id;

/// A letter stands no more than so many others aside.
const MOST_ASIDE: usize = 12;

/// What a letter belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Span(Id),
    /// The suggestion at this place of the offers.
    Offer(usize),
}

/// The letters of one frame.
#[derive(Debug, Default)]
pub struct Tags {
    /// Those of the block that is being painted.
    row: Vec<Rect>,
    all: Vec<(Rect, Target)>,
}

impl Tags {
    /// Goes on with the next block: its letters stand clear of the others by themselves.
    pub fn next_block(&mut self) {
        self.row.clear();
    }

    /// Keeps letters away from a place.
    pub fn keep_free(&mut self, place: Rect) {
        self.row.push(place);
    }

    /// Finds room for a letter at `wanted`, or behind what stands there: to the left where `rtl`.
    /// Nothing where there is none near: so many letters on one word tell nothing any more.
    pub fn place(&mut self, wanted: Rect, rtl: bool, target: Target) -> Option<Rect> {
        let mut place = wanted;
        for _ in 0..MOST_ASIDE {
            let Some(other) = self.row.iter().find(|r| r.intersects(place.shrink(0.5))) else {
                self.row.push(place);
                self.all.push((place, target));
                return Some(place);
            };
            let aside = if rtl {
                other.left() - place.right() - 0.5
            } else {
                other.right() - place.left() + 0.5
            };
            place = place.translate(vec2(aside, 0.0));
        }
        None
    }

    /// Whose letter is at a point, a little room around it included.
    #[must_use]
    pub fn at(&self, point: Pos2) -> Option<&Target> {
        let near = |place: &Rect| place.expand2(vec2(1.0, 2.0)).contains(point);
        let found = self.all.iter().rev().find(|(place, _)| near(place));
        found.map(|(_, target)| target)
    }
}
