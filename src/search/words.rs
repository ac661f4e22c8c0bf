//! Words and phrases as they are looked for.

use std::fmt;

use crate::text::ByteRange;
use crate::text::finding::{FindError, Options, Pattern, Progress, Search, is_inside_word};

/// Words in a row, found as whole words whatever their case, with the tolerance of
/// [`Pattern`] for quotes, hyphens, white space and composed accents. A star at an end leaves that
/// end open: `Niger*` finds `Nigeria` too.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pattern: Pattern,
    open_start: bool,
    open_end: bool,
}

impl Words {
    /// What stood between quotes: a star is a star.
    ///
    /// # Errors
    /// Where there is nothing to look for, or it is too long.
    pub fn phrase(text: &str) -> Result<Self, FindError> {
        Self::new(text, false, false)
    }

    /// What stood without quotes: a star at an end leaves that end open.
    ///
    /// # Errors
    /// Where there is nothing to look for, or it is too long.
    pub(super) fn bare(text: &str) -> Result<Self, FindError> {
        let (open_start, text) = match text.strip_prefix('*') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (open_end, text) = match text.strip_suffix('*') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        Self::new(text, open_start, open_end)
    }

    fn new(text: &str, open_start: bool, open_end: bool) -> Result<Self, FindError> {
        if text.trim().is_empty() {
            return Err(FindError::Empty);
        }
        Ok(Self {
            pattern: Pattern::new(text, Options::default())?,
            open_start,
            open_end,
        })
    }

    /// What is looked for, where no star leaves an end open.
    pub(super) fn whole(&self) -> Option<&str> {
        (!self.open_start && !self.open_end).then(|| self.pattern.query())
    }

    /// Whether a text has them. Linear in the text up to where they stand.
    pub(super) fn are_in(&self, text: &str) -> bool {
        !self.places(text, 1).is_empty()
    }

    /// Where they stand in a text, in reading order, at most `most` times.
    pub(super) fn places(&self, text: &str, most: usize) -> Vec<ByteRange> {
        let (mut search, mut step, mut found) = (Search::default(), Vec::new(), Vec::new());
        loop {
            // One look at a time, so that nothing is read behind the last place wanted.
            let progress = search.advance(&self.pattern, text, 1, &mut step);
            found.extend(step.drain(..).filter(|hit| self.fits(text, *hit)));
            if found.len() >= most || !matches!(progress, Progress::At(_)) {
                found.truncate(most);
                return found;
            }
        }
    }

    fn fits(&self, text: &str, hit: ByteRange) -> bool {
        (self.open_start || !is_inside_word(text, hit.start))
            && (self.open_end || !is_inside_word(text, hit.end))
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.pattern.query();
        if self.open_start || self.open_end {
            let star = |open: bool| if open { "*" } else { "" };
            return write!(f, "{}{text}{}", star(self.open_start), star(self.open_end));
        }
        write_value(f, text)
    }
}

/// Writes a value as a query has it: in quotes, unless it can mean nothing else without them.
pub(super) fn write_value(f: &mut fmt::Formatter<'_>, value: &str) -> fmt::Result {
    let plain = value.starts_with(char::is_alphabetic)
        && value.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !super::fields::is_keyword(value);
    if plain {
        return f.write_str(value);
    }
    f.write_str("\"")?;
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{c}")?;
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, text: &str, expected: &[&str]) {
        let words = Words::bare(words).unwrap();
        let places = words.places(text, 100);
        let found: Vec<_> = places.iter().map(|p| &text[p.as_range()]).collect();
        assert_eq!(found, expected, "{words} in {text:?}");
        assert_eq!(words.are_in(text), !expected.is_empty());
    }

    #[test]
    fn words_are_whole_unless_a_star_leaves_an_end_open() {
        let text = "Niger, NIGER and Nigeria; the Nigerien (niger) pro-Niger";
        check("niger", text, &["Niger", "NIGER", "niger", "Niger"]);
        check(
            "Niger*",
            text,
            &["Niger", "NIGER", "Niger", "Niger", "niger", "Niger"],
        );
        check("*ria", text, &["ria"]);
        check("*eri*", text, &["eri", "eri"]);
        check(
            "armée",
            "l’Armée, l'arme\u{301}e, larmée",
            &["Armée", "arme\u{301}e"],
        );
        check("袭击", "叛军袭击了首都", &["袭击"]);
        check("军袭", "叛军袭击了首都", &[]);
    }

    #[test]
    fn there_must_be_something_to_look_for() {
        for nothing in ["", "*", "**", " "] {
            assert_eq!(Words::bare(nothing), Err(FindError::Empty), "{nothing:?}");
        }
        assert_eq!(Words::phrase("*").unwrap().to_string(), "\"*\"");
    }
}
