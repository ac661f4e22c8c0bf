//! Where a span stands, and the same without what annotators disagree on for no good reason.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// A range of Unicode code points, half open, never empty where it comes from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    pub start: usize,
    pub end: usize,
}

impl Extent {
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two share a character.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shared characters as a part of all that either holds; 0 where they share none.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "lengths of spans")]
    pub fn likeness(self, other: Self) -> f64 {
        let shared = self.end.min(other.end) as f64 - self.start.max(other.start) as f64;
        let whole = self.end.max(other.end) as f64 - self.start.min(other.start) as f64;
        if shared > 0.0 { shared / whole } else { 0.0 }
    }

    /// Without a leading article, a trailing possessive and punctuation on the outside, taken
    /// away until nothing more goes. May be empty. An extent that reaches past the text is cut.
    #[must_use]
    pub fn normalised(self, text: &[char]) -> Self {
        let mut end = self.end.min(text.len());
        let mut start = self.start.min(end);
        loop {
            let before = (start, end);
            while start < end && is_outer(text[start]) && !opens_decimal(text, start) {
                start += 1;
            }
            while end > start && is_outer(text[end - 1]) {
                end -= 1;
            }
            start += article(&text[start..end]);
            if let [rest @ .., '\'' | '’', 's'] = &text[start..end]
                && !rest.is_empty()
            {
                end -= 2;
            }
            if before == (start, end) {
                return Self { start, end };
            }
        }
    }
}

/// Punctuation that may belong to a span or not.
fn is_outer(c: char) -> bool {
    " \t\n\"“”‘’'`,;:()[].".contains(c)
}

/// Whether a point begins a number: `.5`.
fn opens_decimal(text: &[char], at: usize) -> bool {
    text[at] == '.' && text.get(at + 1).is_some_and(|c| is_digit(*c))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || c.general_category() == GeneralCategory::DecimalNumber
        || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

/// White space as regular expressions on Unicode text know it: four control characters more than
/// Unicode's own.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// How many characters at the front are an article and the space behind it; 0 where nothing
/// would be left.
fn article(words: &[char]) -> usize {
    for form in ["the", "a", "an"] {
        let fits = words.len() > form.len()
            && words
                .iter()
                .zip(form.chars())
                .all(|(a, b)| a.eq_ignore_ascii_case(&b));
        if fits {
            let space = words[form.len()..]
                .iter()
                .take_while(|c| is_space(**c))
                .count();
            if space > 0 {
                let used = form.len() + space;
                return if used < words.len() { used } else { 0 };
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let text: Vec<char> = words.chars().collect();
        let kept = Extent::new(0, text.len()).normalised(&text);
        let kept: String = text[kept.start..kept.end].iter().collect();
        assert_eq!(kept, expected, "{words:?}");
    }

    #[test]
    fn articles_possessives_and_outer_punctuation_are_forgiven() {
        check("the Senate", "Senate");
        check("An  \u{a0}envoy", "envoy");
        check("“The Senate’s", "Senate");
        check("(the 'Senate'),", "Senate");
        check("the the Senate", "Senate");
        check("Senate's's", "Senate");
        check("Theodore", "Theodore");
        check("Banks", "Banks");
        check("U.S.", "U.S");
    }

    #[test]
    fn what_would_leave_nothing_stays() {
        check("the ", "the");
        check("a", "a");
        check("’s", "s");
        check(" .,", "");
        check("", "");
    }

    #[test]
    fn a_point_before_digits_belongs_to_the_number() {
        check(".5 percent.", ".5 percent");
        check(" .x", "x");
        check(".٣", ".٣");
    }

    #[test]
    fn likeness_is_the_shared_part_of_the_whole() {
        let check = |a: (usize, usize), b: (usize, usize), expected: f64| {
            let (a, b) = (Extent::new(a.0, a.1), Extent::new(b.0, b.1));
            assert!((a.likeness(b) - expected).abs() < 1e-12, "{a:?} {b:?}");
            assert_eq!(a.overlaps(b), expected > 0.0, "{a:?} {b:?}");
        };
        check((0, 4), (0, 4), 1.0);
        check((0, 4), (2, 6), 1.0 / 3.0);
        check((0, 4), (4, 6), 0.0);
        check((5, 6), (0, 10), 0.1);
    }
}
