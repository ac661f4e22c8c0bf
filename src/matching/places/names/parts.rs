//! Words before a place that belong to its span: its part ("northern Syria") and its kind ("city of
//! Mosul"). The name stays the head.

use super::super::context::Use;
use super::super::paper::Paper;
use super::PlaceName;

impl Paper<'_, '_> {
    /// Where a place begins when its part is named before it, in small letters: "northern Syria",
    /// "south-eastern Nigeria".
    pub(super) fn part_of(&self, first: usize) -> usize {
        if self.tokens[first].opens_sentence
            || first == 0
            || !self.is_low(first - 1)
            || !self.is(first - 1, Use::LowDirection)
            || self.tokens[first - 1].end == self.tokens[first].start
        {
            return first;
        }
        let part = first - 1;
        let joined = part > 1
            && self.word(part - 1) == "-"
            && self.glued(part)
            && self.glued(part - 1)
            && self.is(part - 2, Use::LowDirection);
        if joined { part - 2 } else { part }
    }

    /// Where a place begins when its kind is named before the "of" at `of`: "city of Mosul". Not
    /// where it is any such place ("a county of Taiwan") or another one ("Karrada district of").
    pub(super) fn kind_before(&self, of: usize, start: usize, before: Option<&PlaceName>) -> usize {
        let kind = of - 1;
        let whole = self.is(kind, Use::UnitNoun)
            && !self.tokens[of].opens_sentence
            && before.is_none_or(|b| b.end < kind)
            && (kind == 0
                || !self.is_capital(kind - 1) && !matches!(self.word(kind - 1), "a" | "A"));
        if whole { kind } else { start }
    }

    /// Whether what stands before the "of" at `of` goes with places: "north of", "residents of".
    pub(super) fn bears_on_place(&self, of: usize) -> bool {
        self.is(of - 1, Use::LowDirection) || self.is(of - 1, Use::Dweller)
    }
}
