//! The gazetteer: names of places, and what is known of each.
//!
//! A table of about 145,000 names (countries, regions, settlements of 1,000 people and more,
//! seas, rivers, mountains) by which places are found in texts, and one of 120,000 more (hamlets,
//! districts, other spellings) by which a place is only looked up, made by `tools/gazetteer/make.py` and read where it lies: nothing is
//! parsed or copied at start. It knows names, never context: whether "Paris" is a place here is
//! decided by the matchers.
//!
//! Names are compared word by word in lower case, without accents, apostrophes or points, so that
//! "Tillabéri" and "Tillaberi", "Al-Bab" and "al Bab" are one; a hash of the words so far says
//! whether a name ends here and whether a longer one goes on, so a look-up costs the words of the
//! match and allocates nothing.
//!
//! Layout of `places.bin`, little endian: `OBGAZ002`; seven 32-bit counts (countries, entries,
//! regions, folds, slots, more entries, bytes of names); then countries (ISO alpha-3, alpha-2,
//! name), entries of 18 bytes in the order of their keys and then of prominence, names of regions,
//! the table of characters that are written without their accents, hash slots, the entries that
//! are only looked up, in the same order and found by halving, and the bytes of all names.

mod folding;
mod lookup;
mod spelling;

use std::sync::LazyLock;

use folding::{FOLD, Folds, Hash};
use spelling::{is_apostrophe, is_particle, joins, starts_low};

use super::place::{Country, Place, PlaceKind};
use crate::matching::{Detail, Reading};
use crate::text::{Token, TokenKind};

static BYTES: &[u8] = include_bytes!("../../../assets/gazetteer/places.bin");
static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::over(BYTES));

const ENTRY: usize = 18;
const COUNTRY: usize = 9;
const NAME: usize = 4;
const NO_ENTRY: u32 = 0x3F_FFFF;
const SAME_NAME: u8 = 16;
const SECOND_LEVEL: u8 = 32;
/// No name has more words.
const LONGEST: usize = 9;

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many tokens it takes.
    pub tokens: usize,
    first: u32,
    count: u32,
}

impl Found {
    /// The most prominent place of this name.
    #[must_use]
    pub fn best(&self) -> Place {
        Gazetteer::built_in().place(self.first)
    }

    /// What a reason shows of the most prominent place, worded only then.
    #[must_use]
    pub fn detail(&self) -> Detail {
        Detail::Entry(self.first, |entry| {
            Gazetteer::built_in().place(entry).in_words()
        })
    }

    /// All places of this name, the most prominent first.
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        (self.first..self.first + self.count).map(|i| Gazetteer::built_in().place(i))
    }

    /// The country that the words name, in full or in short: "Niger", "U.S.", "Ivory Coast".
    #[must_use]
    pub fn country(&self) -> Option<Country> {
        let best = self.best();
        best.is_country().then_some(best.country).flatten()
    }
}

/// The table, see the module.
#[derive(Debug)]
pub struct Gazetteer {
    countries: &'static [u8],
    entries: &'static [u8],
    regions: &'static [u8],
    folds: Folds,
    slots: &'static [u8],
    more: &'static [u8],
    names: &'static str,
    bits: u32,
}

impl Gazetteer {
    /// The gazetteer that is built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Lays the sections over the bytes. Costs one check of the names for UTF-8.
    fn over(bytes: &'static [u8]) -> Self {
        assert!(bytes.starts_with(b"OBGAZ002"), "the asset is a gazetteer");
        let count = |i: usize| u32_at(bytes, 8 + 4 * i) as usize;
        let mut at = 8 + 4 * 7;
        let mut section = |length: usize| {
            let part = &bytes[at..at + length];
            at += length;
            part
        };
        let countries = section(count(0) * COUNTRY);
        let entries = section(count(1) * ENTRY);
        let regions = section(count(2) * NAME);
        let folds = Folds(section(count(3) * FOLD));
        let slots = section(count(4) * 4);
        let more = section(count(5) * ENTRY);
        let names = std::str::from_utf8(section(count(6))).expect("names are written as UTF-8");
        Self {
            countries,
            entries,
            regions,
            folds,
            slots,
            more,
            names,
            bits: (slots.len() / 4).trailing_zeros(),
        }
    }

    /// The longest name that begins with token `i` of `tokens`. Costs the words of the match;
    /// a token without a capital costs next to nothing.
    #[must_use]
    pub fn longest(&self, reading: &Reading<'_>, tokens: &[Token], i: usize) -> Option<Found> {
        let first = tokens.get(i)?;
        if !matches!(first.kind, TokenKind::Word)
            || !first.capital && !starts_low(reading, tokens, i)
        {
            return None;
        }
        let mut best = None;
        let mut hash = Hash::new();
        let mut words = 0;
        let mut at = i;
        while let Some(token) = tokens.get(at) {
            let word = reading.word(token);
            if at > i && token.start > tokens[at - 1].end + 2 {
                break;
            }
            match token.kind {
                TokenKind::Word | TokenKind::Number => {
                    let glued = at > i
                        && tokens[at - 1].end == token.start
                        && tokens[at - 1].kind == TokenKind::Mark
                        && is_apostrophe(reading.word(&tokens[at - 1]));
                    if words > 0 && !glued {
                        hash.push(b' ');
                    }
                    self.folds.fold(word, |byte| hash.push(byte));
                    words += 1;
                }
                TokenKind::Possessive if at > i => self.folds.fold(word, |byte| hash.push(byte)),
                TokenKind::Mark if at > i && joins(reading, tokens, at) => {
                    at += 1;
                    continue;
                }
                _ => break,
            }
            let (entry, goes_on) = self.look_up(hash.finish());
            if let Some(entry) = entry
                && let Some(found) = self.accept(reading, &tokens[i..=at], entry)
            {
                best = Some(found);
            }
            // "People’s Republic": the name goes on with the word and its ending as one.
            let ending = tokens
                .get(at + 1)
                .is_some_and(|t| t.kind == TokenKind::Possessive && t.start == token.end);
            if !goes_on && !ending || words == LONGEST {
                break;
            }
            at += 1;
        }
        best
    }

    /// Whether a name of the table begins with a word, as it is or with an `s` that stands behind
    /// an apostrophe in texts ("People’s Republic"). Two look-ups.
    pub(super) fn begins(&self, word: &str) -> bool {
        if !word.contains(char::is_uppercase) && !is_particle(word) && word != "sub" {
            return false;
        }
        let mut hash = Hash::new();
        self.folds.fold(word, |byte| hash.push(byte));
        let known = |hash: Hash| {
            let (entry, goes_on) = self.look_up(hash.finish());
            entry.is_some() || goes_on
        };
        let plain = known(hash);
        hash.push(b's');
        plain || known(hash)
    }

    /// The places of a name that stands by itself: for names put together by a matcher.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Found> {
        let first = self.look_up(self.key_hash(name)).0?;
        Some(Found {
            tokens: 1,
            first,
            count: self.namesakes(first),
        })
    }

    /// All countries and territories of the table.
    pub fn countries(&self) -> impl Iterator<Item = Country> {
        (0..self.countries.len() / COUNTRY).map(|i| self.country_at(i))
    }

    /// The country of an ISO alpha-3 code.
    #[must_use]
    pub fn country(&self, iso3: &str) -> Option<Country> {
        self.countries().find(|c| c.iso3 == iso3)
    }

    /// The country of an ISO alpha-2 code, in capitals or not.
    #[must_use]
    pub fn country_of(&self, iso2: &str) -> Option<Country> {
        (0..self.countries.len() / COUNTRY)
            .map(|i| self.country_at(i))
            .find(|c| c.iso2.eq_ignore_ascii_case(iso2))
    }

    /// Checks capitals and, for abbreviations, that they are written as such.
    fn accept(&self, reading: &Reading<'_>, tokens: &[Token], first: u32) -> Option<Found> {
        let count = self.namesakes(first);
        // "d'Ivoire" has its capital behind the apostrophe.
        let written_high = |t: &Token| {
            let word = reading.word(t);
            t.kind != TokenKind::Word
                || t.capital
                || is_particle(word)
                || word.contains(char::is_uppercase)
        };
        let last = tokens.last()?;
        if !tokens.iter().all(written_high) || tokens.len() > 1 && is_particle(reading.word(last)) {
            return None;
        }
        let all_capitals = !reading.word(&tokens[0]).chars().any(char::is_lowercase);
        let mut first = first;
        let mut left = count;
        // Acronyms that are the same letters as a name ("US", "Us") need their capitals.
        while left > 0 && self.place(first).is_acronym() && !all_capitals {
            first += 1;
            left -= 1;
        }
        (left > 0).then_some(Found {
            tokens: tokens.len(),
            first,
            count: left,
        })
    }

    /// How many entries share the name of this one; those after the first are marked.
    fn namesakes(&self, first: u32) -> u32 {
        let behind = self.entries.get((first as usize + 1) * ENTRY..);
        let more = behind
            .unwrap_or_default()
            .chunks_exact(ENTRY)
            .take_while(|entry| entry[6] & SAME_NAME != 0);
        u32::try_from(more.count()).map_or(1, |n| n + 1)
    }

    /// The hash under which a name of the table is found.
    fn key_hash(&self, name: &str) -> u64 {
        let mut hash = Hash::new();
        let words = name
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‐' | '/'))
            .filter(|word| !word.is_empty());
        for (n, word) in words.enumerate() {
            if n > 0 {
                hash.push(b' ');
            }
            self.folds.fold(word, |byte| hash.push(byte));
        }
        hash.finish()
    }

    fn place(&self, index: u32) -> Place {
        self.read_entry(self.entry(index))
    }

    fn read_entry(&self, entry: &'static [u8]) -> Place {
        let kind = match entry[4] {
            0 => PlaceKind::Country,
            1 => PlaceKind::Region,
            2 => PlaceKind::Capital,
            3 => PlaceKind::City,
            4 => PlaceKind::Water,
            5 => PlaceKind::Mountain,
            _ => PlaceKind::Area,
        };
        let packed = u16::from_le_bytes([entry[7], entry[8]]);
        let degrees = |at: usize| i16::from_le_bytes([entry[at], entry[at + 1]]);
        let (north, east) = (degrees(9), degrees(11));
        let region = usize::from(u16::from_le_bytes([entry[13], entry[14]]));
        let number = u32::from_le_bytes([entry[15], entry[16], entry[17], 0]);
        let people = u32::from(packed & 0x7FF) << (packed >> 11).min(21);
        let division = kind == PlaceKind::Region;
        // A first-level division is its own region.
        let inside = region > 0 && (!division || entry[6] & SECOND_LEVEL != 0);
        Place {
            name: self.name_at(entry),
            kind,
            country: (entry[5] != 255).then(|| self.country_at(usize::from(entry[5]))),
            region: inside.then(|| self.name_at(&self.regions[region * NAME..])),
            region_number: u16::from_le_bytes([entry[13], entry[14]]),
            population: if division { 0 } else { people },
            people,
            coordinates: (north != i16::MAX)
                .then(|| (f32::from(north) / 300.0, f32::from(east) / 180.0)),
            geonameid: (number > 0).then_some(number),
            flags: entry[6],
        }
    }

    fn entry(&self, index: u32) -> &'static [u8] {
        let at = index as usize * ENTRY;
        &self.entries[at..at + ENTRY]
    }

    fn country_at(&self, index: usize) -> Country {
        let row = &self.countries[index * COUNTRY..(index + 1) * COUNTRY];
        let code = |part: &'static [u8]| std::str::from_utf8(part).unwrap_or_default();
        Country {
            iso3: code(&row[..3]),
            iso2: code(&row[3..5]),
            name: self.name_at(&row[5..]),
        }
    }

    fn name_at(&self, at: &[u8]) -> &'static str {
        let start = u32::from_le_bytes([at[0], at[1], at[2], 0]) as usize;
        self.names
            .get(start..start + usize::from(at[3]))
            .unwrap_or_default()
    }

    /// The first entry of the name with this hash, and whether longer names begin with it.
    fn look_up(&self, hash: u64) -> (Option<u32>, bool) {
        let mask = (1_usize << self.bits) - 1;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "fewer than 32 bits are left"
        )]
        let mut at = (hash >> (64 - self.bits)) as usize;
        let print = (hash & 0x1FF) as u32;
        loop {
            let slot = u32_at(self.slots, at * 4);
            if slot == 0 {
                return (None, false);
            }
            if slot >> 23 == print {
                let goes_on = slot >> 22 & 1 == 1;
                match slot & NO_ENTRY {
                    NO_ENTRY => return (None, goes_on),
                    // The nine bits of the print agree by chance once in 500 times.
                    entry if self.key_hash(self.name_at(self.entry(entry - 1))) == hash => {
                        return (Some(entry - 1), goes_on);
                    }
                    _ => {}
                }
            }
            at = (at + 1) & mask;
        }
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests;
