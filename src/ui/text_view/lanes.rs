//! Lanes: how deep each of several overlapping marks lies, so that each has a line of its own.

use crate::text::ByteRange;

/// Deeper marks share the last lane.
const DEEPEST: usize = 9;

/// A lane for each range, such that no two overlapping ones share one as long as they are no more
/// than ten deep: 0 for what holds nothing else, and what holds or crosses another that begins
/// behind it stands further out. `ranges` are in reading order, outer before inner. Costs the sum
/// of the overlaps.
#[must_use]
pub fn lanes(ranges: &[ByteRange]) -> Vec<usize> {
    let mut lanes = vec![0; ranges.len()];
    for (place, range) in ranges.iter().enumerate().rev() {
        let later = ranges[place + 1..].iter().zip(&lanes[place + 1..]);
        let over = later.take_while(|(other, _)| other.start < range.end);
        let mut inside = 0;
        for (_, lane) in over {
            inside = inside.max(lane + 1);
            // Many on one word: deeper than the deepest is nothing.
            if inside > DEEPEST {
                break;
            }
        }
        lanes[place] = inside.min(DEEPEST);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ranges: &[(usize, usize)], expected: &[usize]) {
        let ranges: Vec<_> = ranges.iter().map(|(s, e)| ByteRange::new(*s, *e)).collect();
        assert_eq!(lanes(&ranges), expected, "{ranges:?}");
    }

    #[test]
    fn overlapping_marks_never_share_a_lane() {
        check(&[], &[]);
        check(&[(0, 5), (5, 9), (20, 30)], &[0, 0, 0]);
        check(
            &[(0, 40), (0, 10), (5, 20), (12, 14), (20, 30), (41, 45)],
            &[3, 2, 1, 0, 0, 0],
        );
        let nested: Vec<_> = (0..6).map(|i| (i, 60 - i)).collect();
        check(&nested, &[5, 4, 3, 2, 1, 0]);
        let same = [(0, 9); 14];
        check(
            &same,
            &[9, 9, 9, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(|n| n),
        );
    }
}
