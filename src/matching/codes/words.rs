//! The words of a stretch of text as codes are read from them.

use crate::text::{Article, ByteRange, TokenKind, tokenise};

/// No noun phrase has more words that matter.
const MOST: usize = 60;

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub lower: String,
    pub range: ByteRange,
    pub capital: bool,
    /// Joined to the word before it by a hyphen.
    pub hyphened: bool,
    /// With `'s` or an apostrophe behind it.
    pub possessive: bool,
    /// The mark between the word before it and this one, where there is any but a hyphen.
    pub mark: Option<char>,
}

/// Words in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub words: Vec<Word<'a>>,
    /// The mark behind the last word, where there is one.
    pub end: Option<char>,
}

impl<'a> Words<'a> {
    /// The words of a range, the first of them where they are many.
    pub fn within(article: &'a Article, range: ByteRange) -> Self {
        let text = article.text();
        let longest = text.floor_char_boundary(range.end.min(range.start.saturating_add(1500)));
        let mut tokens = Vec::new();
        tokenise(
            text,
            ByteRange::new(range.start, longest.max(range.start)),
            &mut tokens,
        );
        let mut words: Vec<Word<'a>> = Vec::new();
        let (mut hyphened, mut mark) = (false, None);
        for token in tokens {
            let range = token.range();
            let word = &text[range.as_range()];
            match token.kind {
                TokenKind::Possessive => {
                    if let Some(last) = words.last_mut() {
                        last.possessive = true;
                    }
                }
                TokenKind::Mark if matches!(word, "-" | "‐" | "‑") => {
                    hyphened = words
                        .last()
                        .is_some_and(|last| last.range.end == range.start);
                }
                TokenKind::Mark if matches!(word, "'" | "’") => {}
                TokenKind::Mark => mark = word.chars().next(),
                TokenKind::Word | TokenKind::Number => {
                    if words.len() >= MOST {
                        break;
                    }
                    let elided = elided(word);
                    let parts = [(0, elided), (elided, word.len())];
                    for (from, to) in parts.into_iter().filter(|(from, to)| from < to) {
                        let text = &word[from..to];
                        words.push(Word {
                            text,
                            lower: text.to_lowercase().replace('’', "'"),
                            range: ByteRange::new(range.start + from, range.start + to),
                            capital: text.starts_with(char::is_uppercase),
                            hyphened: std::mem::take(&mut hyphened),
                            possessive: false,
                            mark: mark.take(),
                        });
                    }
                }
            }
        }
        Self { words, end: mark }
    }

    /// The words `from..to` in lower case, one blank between them.
    pub fn lower(&self, from: usize, to: usize) -> String {
        let words = self.words[from..to].iter().map(|word| word.lower.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    /// As they are written, hyphens kept, one blank between the others.
    pub fn written(&self, from: usize, to: usize) -> String {
        let mut written = String::new();
        for (place, word) in self.words[from..to].iter().enumerate() {
            if place > 0 {
                written.push(if word.hyphened { '-' } else { ' ' });
            }
            written.push_str(word.text);
        }
        written
    }

    /// Whether no mark parts the words `from..to`.
    pub fn unbroken(&self, from: usize, to: usize) -> bool {
        self.words[from..to]
            .iter()
            .skip(1)
            .all(|word| word.mark.is_none())
    }
}

/// How many bytes of a French word are an article or a preposition: `d’` of `d’Algérie`. What
/// belongs to the names of roles stays with them.
fn elided(word: &str) -> usize {
    const STAY: &[&str] = &["affaires", "appel", "asile"];
    let Some((at, apostrophe)) = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))
    else {
        return 0;
    };
    let end = at + apostrophe.len_utf8();
    let is_it = matches!(&word[..at], "l" | "d" | "L" | "D") && !STAY.contains(&&word[end..]);
    if is_it { end } else { 0 }
}
