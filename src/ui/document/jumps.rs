//! Going back to where the caret was before it jumped, within one article and since the desk came
//! to it: what was jumped before that belongs behind the article from which it came.

use super::{Caret, Document};

/// A step of at least this many bytes has left the page: it counts as a jump.
const FAR: usize = 1500;
/// How many places are remembered.
const MOST: usize = 100;

/// How a step of the caret counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leap {
    /// Always a jump: the person meant to go elsewhere.
    Jump,
    /// A jump if it goes far.
    Step,
    /// A search that goes on with each letter typed: all of it is one jump.
    Typing,
}

/// Where the caret jumped from, and where it came back from.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    back: Vec<usize>,
    forward: Vec<usize>,
    /// Where a search led that may still be typed.
    typed_to: Option<usize>,
    /// How many of the places to go back to are older than this visit of the article.
    floor: usize,
}

impl Jumps {
    /// Remembers a step from one place to another; whether it was a jump.
    pub fn note(&mut self, from: usize, to: usize, leap: Leap) -> bool {
        let goes_on = leap == Leap::Typing && self.typed_to == Some(from);
        self.typed_to = (leap == Leap::Typing).then_some(to);
        let jumped = match leap {
            Leap::Jump => from != to,
            Leap::Step => from.abs_diff(to) >= FAR,
            Leap::Typing => from != to && !goes_on,
        };
        if !jumped {
            return false;
        }
        self.forward.clear();
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
            self.floor = self.floor.saturating_sub(1);
        }
        true
    }

    /// A jump from another article has led here: what was jumped before is older than that.
    pub fn arrive(&mut self) {
        self.come_back_to(self.back.len());
        self.forward.clear();
    }

    /// A jump leads to another article, and nothing leads forward but that.
    pub fn leave(&mut self) {
        self.forward.clear();
    }

    /// How many places are older than this visit.
    #[must_use]
    pub fn floor(&self) -> usize {
        self.floor
    }

    /// Goes on with a visit of which so many places are older.
    pub fn come_back_to(&mut self, floor: usize) {
        self.floor = floor.min(self.back.len());
        self.typed_to = None;
    }

    /// Whether there is anything to go back to, or forward.
    #[must_use]
    pub fn leads(&self, back: bool) -> bool {
        if back {
            self.back.len() > self.floor
        } else {
            !self.forward.is_empty()
        }
    }

    fn step(&mut self, here: usize, back: bool) -> Option<usize> {
        let (from, to, floor) = if back {
            (&mut self.back, &mut self.forward, self.floor)
        } else {
            (&mut self.forward, &mut self.back, 0)
        };
        loop {
            let place = if from.len() > floor { from.pop() } else { None }?;
            if place != here {
                to.push(here);
                return Some(place);
            }
        }
    }
}

impl Document {
    /// Puts the caret where it was before the last jump, or, forward, where it came back from;
    /// whether there is such a place.
    pub fn jump(&mut self, back: bool) -> bool {
        let Some(place) = self.jumps.step(self.caret.position, back) else {
            return false;
        };
        self.selected = None;
        self.put_caret(Caret::at(place));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_are_gone_back_and_forward_and_a_new_one_ends_forward() {
        let mut jumps = Jumps::default();
        jumps.note(10, 5000, Leap::Jump);
        jumps.note(5000, 5010, Leap::Step);
        jumps.note(5010, 9000, Leap::Step);
        assert_eq!(jumps.step(9000, true), Some(5010));
        assert_eq!(jumps.step(5010, true), Some(10));
        assert_eq!(jumps.step(10, true), None);
        assert_eq!(jumps.step(10, false), Some(5010));
        jumps.note(5010, 20, Leap::Jump);
        assert_eq!(jumps.step(20, false), None);
        assert_eq!(jumps.step(20, true), Some(5010));
    }

    #[test]
    fn what_is_older_than_a_visit_waits_for_the_visit_before_it() {
        let mut jumps = Jumps::default();
        assert!(jumps.note(10, 5000, Leap::Jump));
        let before = jumps.floor();
        jumps.arrive();
        assert!(!jumps.leads(true));
        assert!(jumps.note(20, 6000, Leap::Jump) && !jumps.note(20, 30, Leap::Step));
        assert_eq!(jumps.step(6000, true), Some(20));
        assert_eq!(jumps.step(20, true), None);
        assert_eq!(jumps.step(20, false), Some(6000));
        jumps.leave();
        assert!(!jumps.leads(false));
        jumps.come_back_to(before);
        assert_eq!(jumps.step(5000, true), Some(20));
        assert_eq!(jumps.step(20, true), Some(10));
        // As many as anybody goes back are kept, and the floor sinks with the oldest.
        jumps.arrive();
        for i in 0..1000 {
            jumps.note(i * 10_000, (i + 1) * 10_000, Leap::Jump);
        }
        assert_eq!((jumps.floor(), jumps.back.len()), (0, MOST));
        jumps.come_back_to(7000);
        assert!(!jumps.leads(true));
    }

    #[test]
    fn a_search_that_is_typed_is_one_jump() {
        let mut jumps = Jumps::default();
        for (from, to) in [(0, 400), (400, 900), (900, 4000)] {
            jumps.note(from, to, Leap::Typing);
        }
        assert_eq!(jumps.step(4000, true), Some(0));
        assert_eq!(jumps.step(0, true), None);
    }

    #[test]
    fn no_more_places_are_kept_than_anybody_goes_back() {
        let mut jumps = Jumps::default();
        for i in 0..1000 {
            jumps.note(i * 10_000, (i + 1) * 10_000, Leap::Jump);
        }
        assert_eq!(jumps.back.len(), MOST);
    }
}
