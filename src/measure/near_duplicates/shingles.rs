//! A text as the set of its runs of [`RUN`] words, and how much two of them share.

/// How many words a run has. One changed word changes as many runs; two texts of different hands
/// rarely have a run in common that is no phrase or name.
pub const RUN: usize = 4;

/// The runs of words of a text: each as a number, once, in rising order.
///
/// Words are stretches of letters, digits and marks, folded for case; of scripts that put no spaces
/// between words each character is one. What stands between words does not count, so that quotes,
/// hyphens and line ends of another house change nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

/// How much two texts have in common, in runs of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Runs that stand in both.
    pub common: usize,
    /// Runs of the first text.
    pub first: usize,
    /// Runs of the second.
    pub second: usize,
}

impl Shingles {
    /// Linear in the text, but for the sorting of its runs.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut runs = Vec::with_capacity(text.len() / 6);
        for_each_run(text, |run| runs.push(run));
        runs.sort_unstable();
        runs.dedup();
        runs.shrink_to_fit();
        Self(runs)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Linear in both.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (mut a, mut b) = (self.0.as_slice(), other.0.as_slice());
        let mut common = 0;
        while let ([first, rest_a @ ..], [second, rest_b @ ..]) = (a, b) {
            common += usize::from(first == second);
            if first <= second {
                a = rest_a;
            }
            if second <= first {
                b = rest_b;
            }
        }
        Likeness {
            common,
            first: self.len(),
            second: other.len(),
        }
    }
}

impl Likeness {
    /// The runs in common as a part of all that stand in either: 1 for the same words, also where
    /// order or number of whole passages differ. 0 for texts without runs.
    #[must_use]
    pub fn resemblance(self) -> f64 {
        share(self.common, self.first + self.second - self.common)
    }

    /// The runs in common as a part of the first text's.
    #[must_use]
    pub fn of_first(self) -> f64 {
        share(self.common, self.first)
    }

    /// The runs in common as a part of the second text's.
    #[must_use]
    pub fn of_second(self) -> f64 {
        share(self.common, self.second)
    }

    /// The larger of the two: how much of one text stands in the other.
    #[must_use]
    pub fn containment(self) -> f64 {
        self.of_first().max(self.of_second())
    }

    /// The same, seen from the second text.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            common: self.common,
            first: self.second,
            second: self.first,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "words of an article")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

/// Calls `each` with the number of each run of words, in reading order. A text of fewer words has
/// no run.
pub(super) fn for_each_run(text: &str, mut each: impl FnMut(u64)) {
    let mut last = [0u64; RUN];
    let mut count = 0usize;
    for_each_word(text, |word| {
        last.rotate_left(1);
        last[RUN - 1] = word;
        count += 1;
        if count >= RUN {
            each(last.iter().fold(0, |run, word| mixed(run ^ *word)));
        }
    });
}

/// Calls `each` with the number of each word.
fn for_each_word(text: &str, mut each: impl FnMut(u64)) {
    const NONE: u64 = 0xCBF2_9CE4_8422_2325;
    let mut word = NONE;
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                word = with(word, u32::from(c.to_ascii_lowercase()));
                continue;
            }
        } else if is_unspaced(c) {
            if word != NONE {
                each(mixed(word));
            }
            each(mixed(with(NONE, u32::from(c))));
            word = NONE;
            continue;
        } else if c.is_alphanumeric() || is_mark(c) {
            for folded in c.to_lowercase() {
                word = with(word, u32::from(folded));
            }
            continue;
        }
        if word != NONE {
            each(mixed(word));
            word = NONE;
        }
    }
    if word != NONE {
        each(mixed(word));
    }
}

/// One step of FNV-1a, over a character at a time. The numbers are the same on every machine.
fn with(word: u64, c: u32) -> u64 {
    (word ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01B3)
}

/// Spreads every bit over all: the last steps of SplitMix64.
pub(super) fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

fn is_mark(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};
    c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Letters of scripts without spaces between words: Thai to Burmese, Khmer, Chinese, Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: (usize, usize, usize)) {
        let found = Shingles::of(a).likeness(&Shingles::of(b));
        assert_eq!(
            (found.common, found.first, found.second),
            expected,
            "{a} | {b}"
        );
        let turned = Shingles::of(b).likeness(&Shingles::of(a));
        assert_eq!(turned, found.turned());
    }

    #[test]
    fn texts_share_runs_of_words() {
        check("one two three four", "one two three four", (1, 1, 1));
        check("one two three four five", "one two three four", (1, 2, 1));
        check("one two three", "one two three", (0, 0, 0));
        check("", "", (0, 0, 0));
        check("a b c d e f g h", "a b c X e f g h", (1, 5, 5));
        // Each run counts once.
        check("a b a b a b a b a b", "a b a b a", (2, 2, 2));
    }

    #[test]
    fn case_and_signs_between_words_do_not_count() {
        check(
            "“Rebels” left\r\nGao, today",
            "REBELS LEFT GAO – today!",
            (1, 1, 1),
        );
        check("L’armée a quitté Gao", "l'ARMÉE a quitté gao", (2, 2, 2));
        check("叛军袭击了首都", "叛军袭击了城市", (2, 4, 4));
        check("शांति वार्ता जारी है", "शांति वार्ता जारी है", (1, 1, 1));
    }

    #[test]
    fn shares_are_of_what_they_say() {
        let likeness = Likeness {
            common: 30,
            first: 40,
            second: 120,
        };
        assert_eq!(likeness.of_first().to_bits(), 0.75f64.to_bits());
        assert_eq!(likeness.of_second().to_bits(), 0.25f64.to_bits());
        assert_eq!(likeness.containment().to_bits(), 0.75f64.to_bits());
        assert_eq!(
            likeness.resemblance().to_bits(),
            (30.0 / 130.0f64).to_bits()
        );
        assert_eq!(Likeness::default().resemblance().to_bits(), 0f64.to_bits());
    }
}
