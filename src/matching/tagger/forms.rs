//! Distinct words as they are written, and what a word tells by itself.
//!
//! Everything that depends on the letters alone is worked out once for each distinct form of an
//! article; nothing here looks at neighbours.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::hashing::{Attribute, Hash, one};
use crate::matching::actors::lexicon::{self, Traits};
use crate::text::{Token, TokenKind};

/// One distinct form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Hash of the letters as written.
    word: u32,
    /// Hash of the letters in lower case.
    pub lower: u32,
    /// Hash of the pattern of capitals, small letters and digits.
    pub shape: u32,
    pub traits: Traits,
    pub kind: TokenKind,
    /// Has a capital anywhere.
    pub upper: bool,
    /// All letters are capitals, two or more.
    pub shouts: bool,
    /// What the whole article tells of it: bits of [`super::document`].
    pub told: u16,
    affixes: [u32; 8],
}

/// The templates of single words; those of contexts begin at 64.
mod template {
    pub const WORD: u32 = 1;
    pub const LOWER: u32 = 2;
    pub const SHAPE: u32 = 3;
    pub const TRAITS: u32 = 4;
    pub const TRAIT: u32 = 5;
    pub const KIND: u32 = 6;
    pub const AFFIX: u32 = 8;
    /// The same of a neighbour: 32, 36, 40 and 44.
    pub const NEIGHBOUR: u32 = 32;
}

/// Where a word stands, seen from the token that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Here,
    Before,
    Behind,
    TwoBefore,
    TwoBehind,
}

pub(super) const PLACES: [Place; 5] = [
    Place::Here,
    Place::Before,
    Place::Behind,
    Place::TwoBefore,
    Place::TwoBehind,
];

impl Form {
    fn new(word: &str, token: Token, lower: &mut String) -> Self {
        lower.clear();
        for c in word.chars() {
            if c == '’' {
                lower.push('\'');
            } else {
                lower.extend(c.to_lowercase());
            }
        }
        let is_word = token.kind == TokenKind::Word;
        let upper = is_word && word.chars().any(char::is_uppercase);
        let mut letters = 0;
        let shouts = is_word
            && word.chars().filter(|c| c.is_alphabetic()).all(|c| {
                letters += 1;
                c.is_uppercase()
            })
            && letters > 1;
        Self {
            word: Hash::new().bytes(word.as_bytes()).finish(),
            lower: Hash::new().bytes(lower.as_bytes()).finish(),
            shape: shape(word),
            traits: if is_word {
                lexicon::traits(lower, upper)
            } else {
                0
            },
            kind: token.kind,
            upper,
            shouts,
            told: 0,
            affixes: affixes(lower),
        }
    }

    /// The attributes that the form gives to the token at `place` of it.
    pub(super) fn attributes(&self, place: Place, give: &mut impl FnMut(Attribute)) {
        let neighbour = match place {
            Place::Here => return self.own(give),
            Place::Before => template::NEIGHBOUR,
            Place::Behind => template::NEIGHBOUR + 4,
            Place::TwoBefore => template::NEIGHBOUR + 8,
            Place::TwoBehind => template::NEIGHBOUR + 12,
        };
        give(one(neighbour, self.lower));
        give(one(neighbour + 1, self.shape));
        if self.traits != 0 {
            give(one(neighbour + 2, self.traits));
        }
        if matches!(place, Place::Before | Place::Behind) {
            give(one(neighbour + 3, self.affixes[6]));
        }
    }

    fn own(&self, give: &mut impl FnMut(Attribute)) {
        give(one(template::WORD, self.word));
        give(one(template::LOWER, self.lower));
        give(one(template::SHAPE, self.shape));
        give(one(template::KIND, self.kind as u32));
        if self.traits != 0 {
            give(one(template::TRAITS, self.traits));
            let mut bits = self.traits;
            while bits != 0 {
                give(one(template::TRAIT, bits.trailing_zeros()));
                bits &= bits - 1;
            }
        }
        for (template, affix) in (template::AFFIX..).zip(self.affixes) {
            if affix != 0 {
                give(one(template, affix));
            }
        }
    }
}

/// Prefixes of one to four letters, then suffixes; 0 where the word is no longer than that.
fn affixes(lower: &str) -> [u32; 8] {
    let mut found = [0; 8];
    for (i, (at, _)) in lower.char_indices().skip(1).take(4).enumerate() {
        found[i] = Hash::new().bytes(&lower.as_bytes()[..at]).finish();
    }
    for (i, (at, _)) in lower.char_indices().rev().take(4).enumerate() {
        if at > 0 {
            found[4 + i] = Hash::new().bytes(&lower.as_bytes()[at..]).finish();
        }
    }
    found
}

/// `Xx` for `Niger`, `X.X` for `U.S.`; a run of one kind counts once, a run of two or more twice.
fn shape(word: &str) -> u32 {
    let mut hash = Hash::new();
    let (mut last, mut run) = (0, 0);
    for c in word.chars() {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'9'
        } else if c.is_ascii() {
            c as u8
        } else {
            b'?'
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = hash.byte(class);
        }
    }
    hash.finish()
}

/// A fast hash for short words of an article. Its map is looked up and never walked, and a text
/// made to collide costs only its own reader; the chain is cut by the bytes being mixed in full.
#[derive(Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut eight = [0; 8];
            eight.copy_from_slice(chunk);
            self.add(u64::from_le_bytes(eight));
        }
        let mut rest = [0; 8];
        rest[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
        self.add(u64::from_le_bytes(rest));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

impl WordHasher {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}

/// The distinct forms met so far.
#[derive(Default)]
pub(super) struct Forms<'a> {
    numbers: HashMap<&'a str, u32, BuildHasherDefault<WordHasher>>,
    forms: Vec<Form>,
    lower: String,
}

impl<'a> Forms<'a> {
    /// The number of a form; met for the first time, it is read.
    pub(super) fn number(&mut self, word: &'a str, token: Token) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let form = Form::new(word, token, &mut self.lower);
        self.forms.push(form);
        self.numbers.insert(word, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    pub(super) fn get_mut(&mut self, number: u32) -> &mut Form {
        &mut self.forms[number as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }
}
