//! Words that count without a number: "dozens", "several hundred", "tens of thousands".
//!
//! What such a word comes to is a convention and no fact of the text, so it is chosen by name, and
//! the name stands with every value that was made by it.

use super::Number;

/// A word that counts without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VagueWord {
    Few,
    Several,
    Tens,
    Dozens,
    Scores,
    Hundreds,
    Thousands,
    Millions,
    Billions,
    Trillions,
}

impl VagueWord {
    pub const ALL: [Self; 10] = [
        Self::Several,
        Self::Few,
        Self::Tens,
        Self::Dozens,
        Self::Scores,
        Self::Hundreds,
        Self::Thousands,
        Self::Millions,
        Self::Billions,
        Self::Trillions,
    ];

    /// By its English word in lower case; `many` and its like are no more than several.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "few" => Self::Few,
            "several" | "many" | "numerous" => Self::Several,
            "tens" => Self::Tens,
            "dozens" => Self::Dozens,
            "scores" => Self::Scores,
            "hundreds" => Self::Hundreds,
            "thousands" => Self::Thousands,
            "millions" => Self::Millions,
            "billions" => Self::Billions,
            "trillions" => Self::Trillions,
            _ => return None,
        })
    }

    /// Its English words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Few => "a few",
            Self::Several => "several",
            Self::Tens => "tens",
            Self::Dozens => "dozens",
            Self::Scores => "scores",
            Self::Hundreds => "hundreds",
            Self::Thousands => "thousands",
            Self::Millions => "millions",
            Self::Billions => "billions",
            Self::Trillions => "trillions",
        }
    }

    /// One of what it is the plural of; one for words that are the plural of nothing.
    #[must_use]
    pub fn unit(self) -> u64 {
        match self {
            Self::Few | Self::Several => 1,
            Self::Tens => 10,
            Self::Dozens => 12,
            Self::Scores => 20,
            Self::Hundreds => 100,
            Self::Thousands => 1_000,
            Self::Millions => 1_000_000,
            Self::Billions => 1_000_000_000,
            Self::Trillions => 1_000_000_000_000,
        }
    }
}

/// A vague word, or two of them: "tens of thousands" is tens, a thousand times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VagueNumber {
    pub word: VagueWord,
    /// What it counts: 100 in "several hundred".
    pub times: u64,
}

impl VagueNumber {
    /// A word that stands alone.
    #[must_use]
    pub fn alone(word: VagueWord) -> Self {
        Self { word, times: 1 }
    }

    /// `tens of thousands`, `several hundred`.
    #[must_use]
    pub fn in_words(self) -> String {
        let scale = match self.times {
            1 => return self.word.words().to_owned(),
            12 => "dozen",
            100 => "hundred",
            1_000 => "thousand",
            1_000_000 => "million",
            1_000_000_000 => "billion",
            1_000_000_000_000 => "trillion",
            other => return format!("{} × {other}", self.word.words()),
        };
        match self.word {
            VagueWord::Few | VagueWord::Several => format!("{} {scale}", self.word.words()),
            word => format!("{} of {scale}s", word.words()),
        }
    }
}

/// What a vague word comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct VagueBounds {
    pub low: Number,
    pub best: Number,
    /// Nothing where the policy says nothing of it.
    pub high: Option<Number>,
}

/// How vague words become numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VaguePolicy {
    /// The rule of the ACLED codebook, which takes the most conservative number: tens are 10,
    /// dozens 12, hundreds 100, and larger words one of theirs in the same manner; a few and
    /// several are 3. The best number is the lowest, and the upper side stays open.
    #[default]
    Acled,
    /// As the plural has it, at least two: tens are 20 or more, dozens 24, hundreds 200; a few and
    /// several are 3. The best number is the lowest, and the upper side stays open.
    AtLeastTwo,
    /// Low, best and high, for data that keep all three: from one of the unit to what the next
    /// word would say, with three of them as the best number: hundreds are 100 to 999, best 300.
    LowBestHigh,
}

impl VaguePolicy {
    pub const ALL: [Self; 3] = [Self::Acled, Self::AtLeastTwo, Self::LowBestHigh];

    /// Its name in values, settings, schema files and at the command line. It stays as it is.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::AtLeastTwo => "at_least_two",
            Self::LowBestHigh => "low_best_high",
        }
    }

    /// The policy of this name.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.key() == key)
    }

    /// What it is called where it is chosen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Acled => "ACLED",
            Self::AtLeastTwo => "At least two",
            Self::LowBestHigh => "Low, best, high",
        }
    }

    /// What it does, in a phrase.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Acled => "tens 10, dozens 12, hundreds 100, or more",
            Self::AtLeastTwo => "tens 20, dozens 24, hundreds 200, or more",
            Self::LowBestHigh => "tens 10–99, dozens 12–99, hundreds 100–999",
        }
    }

    /// What a vague number comes to.
    #[must_use]
    pub fn bounds(self, vague: VagueNumber) -> VagueBounds {
        let VagueNumber { word, times } = vague;
        let uncounted = matches!(word, VagueWord::Few | VagueWord::Several);
        let at = |factor: u64| number(factor.saturating_mul(times));
        let open = |low: u64| VagueBounds {
            low: at(low),
            best: at(low),
            high: None,
        };
        match self {
            // "several hundred" is what "hundreds" is.
            Self::Acled if uncounted && times > 1 => open(1),
            Self::Acled | Self::AtLeastTwo if uncounted => open(3),
            Self::Acled => open(word.unit()),
            Self::AtLeastTwo => open(2 * word.unit()),
            Self::LowBestHigh => {
                let (low, best, high) = match word {
                    VagueWord::Few => (3, 4, 5),
                    VagueWord::Several => (3, 5, 9),
                    VagueWord::Dozens => (12, 36, 99),
                    VagueWord::Scores => (20, 60, 99),
                    word => (word.unit(), 3 * word.unit(), 10 * word.unit()),
                };
                // The last before the next word: 99,999 for tens of thousands.
                let high = match word {
                    VagueWord::Few | VagueWord::Several => high.saturating_mul(times),
                    VagueWord::Dozens | VagueWord::Scores => {
                        (high + 1_u64).saturating_mul(times).saturating_sub(1)
                    }
                    _ => high.saturating_mul(times).saturating_sub(1),
                };
                VagueBounds {
                    low: at(low),
                    best: at(best),
                    high: Some(number(high)),
                }
            }
        }
    }
}

/// A whole number; beyond 2^53 in its digits.
fn number(whole: u64) -> Number {
    Number::of_digits(&whole.to_string()).unwrap_or(Number::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(policy: VaguePolicy, words: &str, expected: &str) {
        let mut parts = words.split(' ').filter(|word| !matches!(*word, "a" | "of"));
        let word = parts.next().and_then(VagueWord::of).expect("a vague word");
        let times = match parts.next() {
            Some("hundred") => 100,
            Some("thousands") => 1000,
            _ => 1,
        };
        let vague = VagueNumber { word, times };
        let bounds = policy.bounds(vague);
        let high = bounds
            .high
            .map_or_else(String::new, |high| high.to_string());
        let found = format!("{} {} {high}", bounds.low, bounds.best);
        assert_eq!(found.trim(), expected, "{words} by {}", policy.key());
        assert_eq!(vague.in_words(), words);
    }

    #[test]
    fn each_policy_says_what_a_vague_word_comes_to() {
        let acled = |words, expected| check(VaguePolicy::Acled, words, expected);
        acled("tens", "10 10");
        acled("dozens", "12 12");
        acled("hundreds", "100 100");
        acled("scores", "20 20");
        acled("tens of thousands", "10000 10000");
        acled("several hundred", "100 100");
        acled("several", "3 3");
        acled("a few", "3 3");
        let two = |words, expected| check(VaguePolicy::AtLeastTwo, words, expected);
        two("dozens", "24 24");
        two("hundreds of thousands", "200000 200000");
        two("several hundred", "300 300");
        let range = |words, expected| check(VaguePolicy::LowBestHigh, words, expected);
        range("tens", "10 30 99");
        range("dozens", "12 36 99");
        range("hundreds", "100 300 999");
        range("tens of thousands", "10000 30000 99999");
        range("dozens of thousands", "12000 36000 99999");
        range("a few hundred", "300 400 500");
        range("several", "3 5 9");
    }

    #[test]
    fn names_are_found_again_and_nothing_overflows() {
        for policy in VaguePolicy::ALL {
            assert_eq!(VaguePolicy::named(policy.key()), Some(policy));
            for word in VagueWord::ALL {
                let most = VagueNumber {
                    word,
                    times: u64::MAX,
                };
                let bounds = policy.bounds(most);
                assert!(bounds.low.to_f64() <= bounds.best.to_f64());
            }
        }
        assert_eq!(VaguePolicy::named("mood"), None);
    }
}
