//! Parts of a whole in whole percent, so that they add up.

/// Part and whole in percent as it is written.
///
/// All only where nothing lacks, and nothing only where there is nothing: what is rounded to
/// either says so ("> 99 %", "< 1 %").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Whole percent. Those of all parts of a whole add up to 100.
    pub percent: u64,
    part: u64,
    whole: u64,
}

/// What each part is of all of them together, by the largest remainder: each is cut to whole
/// percent, and those that lost most get one more until there are 100. Of equal losses the earlier
/// part's counts.
#[must_use]
pub fn shares(parts: &[u64]) -> Vec<Share> {
    let whole: u64 = parts.iter().sum();
    let of = |part: u64| u128::from(part) * 100;
    let cut = |part: u64| {
        let percent = of(part).checked_div(u128::from(whole)).unwrap_or(0);
        u64::try_from(percent).unwrap_or(100)
    };
    let mut shares: Vec<Share> = (parts.iter())
        .map(|&part| Share {
            percent: cut(part),
            part,
            whole,
        })
        .collect();
    if whole == 0 {
        return shares;
    }
    let lacking = 100 - shares.iter().map(|share| share.percent).sum::<u64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(of(parts[index]) % u128::from(whole)));
    for &index in (order.iter().cycle()).take(usize::try_from(lacking).unwrap_or(0)) {
        shares[index].percent += 1;
    }
    shares
}

impl Share {
    /// Of a part and the rest of its whole.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Self {
        shares(&[part, whole.saturating_sub(part)])[0]
    }

    /// What two parts of one whole are together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            percent: self.percent + other.percent,
            part: self.part + other.part,
            whole: self.whole,
        }
    }

    /// Between 0 and 1, as it is.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "the length of a bar"
    )]
    pub fn fraction(self) -> f32 {
        if self.whole == 0 {
            return 0.0;
        }
        (self.part as f64 / self.whole as f64) as f32
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.percent {
            _ if self.whole == 0 => f.pad("–"),
            0 if self.part > 0 => f.pad("< 1 %"),
            100 if self.part < self.whole => f.pad("> 99 %"),
            percent => f.pad(&format!("{percent} %")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[u64], expected: &[&str]) {
        let found = shares(parts);
        let written: Vec<_> = found.iter().map(Share::to_string).collect();
        assert_eq!(written, expected, "{parts:?}");
        if parts.iter().sum::<u64>() > 0 {
            assert_eq!(found.iter().map(|share| share.percent).sum::<u64>(), 100);
        }
    }

    #[test]
    fn shares_of_a_whole_add_up() {
        check(&[2, 1], &["67 %", "33 %"]);
        check(&[1, 1, 1], &["34 %", "33 %", "33 %"]);
        check(&[17, 11, 11, 3], &["41 %", "26 %", "26 %", "7 %"]);
        check(&[18, 12, 10, 2], &["43 %", "28 %", "24 %", "5 %"]);
        check(
            &[1; 7],
            &["15 %", "15 %", "14 %", "14 %", "14 %", "14 %", "14 %"],
        );
        check(&[899, 1], &["> 99 %", "< 1 %"]);
        check(&[900, 0], &["100 %", "0 %"]);
        check(&[0, 0], &["–", "–"]);
        check(&[], &[]);
        check(&[u64::MAX / 2, u64::MAX / 2], &["50 %", "50 %"]);
    }

    #[test]
    fn parts_taken_together_are_written_as_one() {
        let all = shares(&[1, 1, 1]);
        assert_eq!(all[1].and(all[2]).to_string(), "66 %");
        assert_eq!(Share::of(3, 3).to_string(), "100 %");
        assert_eq!(Share::of(0, 0).to_string(), "–");
        assert!((Share::of(1, 4).fraction() - 0.25).abs() < 1e-6);
    }
}
