//! Distinct words as they are written, and what a word tells by itself.
//!
//! Everything that depends on the letters alone is worked out once for each distinct form of an
//! article; nothing here looks at neighbours.

use super::hashing::{Attribute, Hash, one};
use crate::matching::actors::lexicon::{self, Traits};

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
    /// Has a capital anywhere.
    pub upper: bool,
    /// All letters are capitals, two or more.
    pub shouts: bool,
    affixes: [u32; 8],
}

/// The templates of single words; those of contexts begin at 64.
mod template {
    pub const WORD: u32 = 1;
    pub const LOWER: u32 = 2;
    pub const SHAPE: u32 = 3;
    pub const TRAITS: u32 = 4;
    pub const TRAIT: u32 = 5;
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
    /// Reads a form; `lower` is the word in lower case.
    pub(super) fn new(word: &str, lower: &str) -> Self {
        let straight = lower.replace('’', "'");
        let upper = word.chars().any(char::is_uppercase);
        let letters = word.chars().filter(|c| c.is_alphabetic());
        let shouts = letters.clone().all(char::is_uppercase) && letters.count() > 1;
        let first = word.chars().next();
        Self {
            word: Hash::new().bytes(word.as_bytes()).finish(),
            lower: Hash::new().bytes(straight.as_bytes()).finish(),
            shape: shape(word),
            traits: lexicon::traits(&straight, upper),
            upper: upper && first.is_some_and(char::is_alphabetic),
            shouts,
            affixes: affixes(&straight),
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
