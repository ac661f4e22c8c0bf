//! The words of a stretch as the rules for dates see them.

use std::borrow::Cow;

use crate::matching::Language;
use crate::text::{ByteRange, Token, TokenKind, tokenise};

/// The tokens of a stretch, each with its word in lower case.
pub struct Words<'t> {
    pub language: Language,
    tokens: Vec<Token>,
    lower: Vec<Cow<'t, str>>,
}

impl<'t> Words<'t> {
    /// Linear in the stretch.
    pub fn new(text: &'t str, range: ByteRange, language: Language) -> Self {
        let mut tokens = Vec::new();
        tokenise(text, range, &mut tokens);
        let lower = tokens.iter().map(|token| {
            let word = &text[token.range().as_range()];
            match word.chars().any(char::is_uppercase) {
                true => Cow::Owned(word.to_lowercase()),
                false => Cow::Borrowed(word),
            }
        });
        Self {
            language,
            lower: lower.collect(),
            tokens,
        }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a place in lower case; empty behind the end.
    pub fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", AsRef::as_ref)
    }

    /// The word before a place; empty at the start.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    pub fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Whether these words stand there, one after the other.
    pub fn reads(&self, at: usize, words: &str) -> bool {
        let mut place = at;
        words.split(' ').all(|word| {
            let same = self.word(place) == word;
            place += 1;
            same
        })
    }

    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Whether a token touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (before, self.tokens.get(at)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// A whole number in digits, of any script.
    pub fn digits(&self, at: usize) -> Option<i64> {
        let word = self.word(at);
        let short = self.kind(at) == Some(TokenKind::Number) && word.len() <= 12;
        if !short {
            return None;
        }
        let mut value = 0i64;
        for c in word.chars() {
            let digit = c.to_digit(10).or_else(|| eastern(c))?;
            value = value.checked_mul(10)?.checked_add(i64::from(digit))?;
        }
        Some(value)
    }

    /// A day of the month, with its ending: `3`, `3rd`, `1er`; its number and how many tokens.
    pub fn day(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.digits(at).filter(|day| (1..=31).contains(day))?;
        let plain = self.word(at).chars().count() <= 2;
        let ending = self.glued(at + 1) && self.any(at + 1, &["st", "nd", "rd", "th", "er"]);
        // `3%`, `3.5`, `14-year-old`: something else that begins with the digits.
        let day = i8::try_from(day).ok().filter(|_| plain)?;
        Some((day, 1 + usize::from(ending)))
    }

    /// Four digits that can be a year.
    pub fn year(&self, at: usize) -> Option<i16> {
        let year = self
            .digits(at)
            .filter(|year| (1500..=2200).contains(year))?;
        let plain = self.word(at).chars().count() == 4;
        i16::try_from(year).ok().filter(|_| plain)
    }

    pub fn is_dash(&self, at: usize) -> bool {
        self.any(at, &["-", "–", "—", "‐", "‑"])
    }

    /// The stretch of some tokens.
    pub fn range(&self, first: usize, end: usize) -> ByteRange {
        let start = self
            .tokens
            .get(first)
            .map_or(0, |token| token.range().start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        ByteRange::new(start, last.map_or(start, |token| token.range().end))
    }
}

/// Arabic-Indic digits.
fn eastern(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(u32::from(c) - 0x6F0),
        _ => None,
    }
}
