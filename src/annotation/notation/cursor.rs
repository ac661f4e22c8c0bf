//! A place in what is typed, and the words that stand there.

use std::ops::Range;

use super::fault::{NotationError, NotationFault};

pub(super) type Read<T> = Result<T, NotationError>;

/// The longest piece of what was typed that a fault repeats, in characters.
const LONGEST: usize = 24;

/// Reads from left to right.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let there = self.rest().starts_with(sign);
        if there {
            self.at += sign.len();
        }
        there
    }

    /// Takes a word that stands by itself, in any case.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let there = self.letters().eq_ignore_ascii_case(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// The letters that stand here.
    pub(super) fn letters(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic());
        &rest[..end.unwrap_or(rest.len())]
    }

    /// Takes digits.
    pub(super) fn digits(&mut self) -> &'a str {
        let digits = digits_of(self.rest());
        self.at += digits.len();
        digits
    }

    pub(super) fn missing(&self, fault: NotationFault) -> NotationError {
        NotationError {
            at: self.at..self.at,
            fault,
        }
    }

    pub(super) fn wrong(&self, from: usize, to: usize, fault: NotationFault) -> NotationError {
        NotationError {
            at: from..to.max(from),
            fault,
        }
    }

    /// What stands between here and the next space.
    pub(super) fn word(&self) -> Range<usize> {
        let rest = self.rest();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at..self.at + end
    }

    /// A fault about the word that stands here, and one where there is none.
    pub(super) fn strange(&self, fault: fn(String) -> NotationFault) -> NotationError {
        let word = self.word();
        let words = shortened(&self.text[word.clone()]);
        self.wrong(word.start, word.end, fault(words))
    }

    /// A name of these characters, or one in quotation marks.
    pub(super) fn name(&mut self, fits: fn(char) -> bool) -> Read<String> {
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        Ok(rest[..end].to_owned())
    }

    /// Words in quotation marks, as they are.
    pub(super) fn quoted(&mut self) -> Read<String> {
        let close: &[char] = match self.rest().chars().next() {
            Some('“' | '”' | '„') => &['”', '“'],
            _ => &['"'],
        };
        let mut words = String::new();
        let mut chars = self.rest().char_indices();
        chars.next();
        while let Some((at, c)) = chars.next() {
            if close.contains(&c) {
                self.at += at + c.len_utf8();
                return Ok(words);
            }
            if c != '\\' {
                words.push(c);
                continue;
            }
            let here = self.at + at;
            let wrong = |to: usize| self.wrong(here, to, NotationFault::Escape);
            match chars.next().map(|(_, c)| c) {
                Some(c @ ('"' | '\\' | '”' | '“')) => words.push(c),
                Some('n') => words.push('\n'),
                Some('r') => words.push('\r'),
                Some('t') => words.push('\t'),
                Some('u') => {
                    let digits: Option<String> = match chars.next() {
                        Some((_, '{')) => Some(
                            chars
                                .by_ref()
                                .map(|(_, c)| c)
                                .take_while(|c| *c != '}')
                                .take(7)
                                .collect(),
                        ),
                        _ => None,
                    };
                    let code = digits.and_then(|d| u32::from_str_radix(&d, 16).ok());
                    match code.and_then(char::from_u32) {
                        Some(c) => words.push(c),
                        None => return Err(wrong(here + 2)),
                    }
                }
                Some(c) => return Err(wrong(here + 1 + c.len_utf8())),
                None => return Err(wrong(here + 1)),
            }
        }
        let end = self.text.len();
        Err(self.wrong(end, end, NotationFault::Unclosed('"')))
    }
}

/// The digits with which a text begins.
pub(super) fn digits_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

/// A piece of what was typed, as long as a sentence can hold it.
pub(super) fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    }
}
