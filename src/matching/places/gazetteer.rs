//! The gazetteer: names of places, and what is known of each.
//!
//! One table of about 144,000 names (countries, regions, settlements of 1,000 people and more,
//! seas, rivers, mountains), made by `tools/gazetteer/make.py` and read where it lies: nothing is
//! parsed or copied at start. It knows names, never context: whether "Paris" is a place here is
//! decided by the matchers.
//!
//! Names are compared word by word in lower case, without accents, apostrophes or points, so that
//! "Tillabéri" and "Tillaberi", "Al-Bab" and "al Bab" are one; a hash of the words so far says
//! whether a name ends here and whether a longer one goes on, so a look-up costs the words of the
//! match and allocates nothing.
//!
//! Layout of `places.bin`, little endian: `OBGAZ001`; six 32-bit counts (countries, entries,
//! regions, folds, slots, bytes of names); then countries (ISO alpha-3, alpha-2, name), entries of
//! 18 bytes in the order of their keys and then of prominence, names of regions, the table of
//! characters that are written without their accents, hash slots, and the bytes of all names.

use std::sync::LazyLock;

use crate::matching::Reading;
use crate::text::{Token, TokenKind};

static BYTES: &[u8] = include_bytes!("../../../assets/gazetteer/places.bin");
static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::over(BYTES));

const ENTRY: usize = 18;
const COUNTRY: usize = 9;
const NAME: usize = 4;
const FOLD: usize = 6;
const NO_ENTRY: u32 = 0x3F_FFFF;
const SAME_NAME: u8 = 16;
/// No name has more words.
const LONGEST: usize = 9;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    Country,
    /// A first-level division of a country, or a second-level one.
    Region,
    Capital,
    City,
    /// A sea, river, lake or strait.
    Water,
    /// A mountain, a range, a desert.
    Mountain,
    /// A stretch of land by custom: "Sahel", "West Bank", "Europe".
    Area,
}

/// A country, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3: `NER`; Kosovo is `XKX`.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2: `NE`.
    pub iso2: &'static str,
    /// As news writes it: `Niger`.
    pub name: &'static str,
}

/// One place of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// As the gazetteer writes it.
    pub name: &'static str,
    pub kind: PlaceKind,
    pub country: Option<Country>,
    /// The first-level region of a settlement: `Alabama`.
    pub region: Option<&'static str>,
    /// Inhabitants, to one in a thousand; 0 where unknown.
    pub population: u32,
    /// Degrees north and east, to within 700 m; settlements only.
    pub coordinates: Option<(f32, f32)>,
    /// The number in GeoNames, where known.
    pub geonameid: Option<u32>,
    flags: u8,
}

impl Place {
    /// Whether the name is also an everyday English word: "Mobile", "Reading".
    #[must_use]
    pub fn is_common_word(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether the name is also a given name: "Jordan", "Paris".
    #[must_use]
    pub fn is_given_name(&self) -> bool {
        self.flags & 2 != 0
    }

    /// Whether the name is also a frequent surname: "Jackson", "Lincoln".
    #[must_use]
    pub fn is_surname(&self) -> bool {
        self.flags & 4 != 0
    }

    /// Whether the name is an abbreviation in capitals: "U.S.", "DRC".
    #[must_use]
    pub fn is_acronym(&self) -> bool {
        self.flags & 8 != 0
    }

    /// Whether this is a country under any of its names.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.kind == PlaceKind::Country
    }

    /// In words, as reasons show it: `Niamey, capital of Niger, 1.3 million people`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let country = self.country.map(|c| c.name);
        let what = match (self.kind, country) {
            (PlaceKind::Country, Some(name)) if name != self.name => format!("country, {name}"),
            (PlaceKind::Country, _) => "country".to_owned(),
            (PlaceKind::Region, Some(name)) => format!("region of {name}"),
            (PlaceKind::Capital, Some(name)) => format!("capital of {name}"),
            (PlaceKind::City, Some(name)) => match self.region {
                Some(region) if region != self.name => format!("{region}, {name}"),
                _ => format!("in {name}"),
            },
            (PlaceKind::Area, Some(name)) => format!("area of {name}"),
            (PlaceKind::Water, _) => "water".to_owned(),
            (PlaceKind::Mountain, _) => "landform".to_owned(),
            _ => "area".to_owned(),
        };
        match self.population {
            0 => format!("{}, {what}", self.name),
            n if n >= 1_000_000 => {
                let tenths = (u64::from(n) + 50_000) / 100_000;
                let (whole, rest) = (tenths / 10, tenths % 10);
                if rest == 0 || whole >= 20 {
                    format!("{}, {what}, {whole} million people", self.name)
                } else {
                    format!("{}, {what}, {whole}.{rest} million people", self.name)
                }
            }
            n if n >= 1_000 => format!("{}, {what}, {},000 people", self.name, (n + 500) / 1000),
            n => format!("{}, {what}, {n} people", self.name),
        }
    }
}

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
    folds: &'static [u8],
    slots: &'static [u8],
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
        assert!(bytes.starts_with(b"OBGAZ001"), "the asset is a gazetteer");
        let count = |i: usize| u32_at(bytes, 8 + 4 * i) as usize;
        let mut at = 8 + 4 * 6;
        let mut section = |length: usize| {
            let part = &bytes[at..at + length];
            at += length;
            part
        };
        let countries = section(count(0) * COUNTRY);
        let entries = section(count(1) * ENTRY);
        let regions = section(count(2) * NAME);
        let folds = section(count(3) * FOLD);
        let slots = section(count(4) * 4);
        let names = std::str::from_utf8(section(count(5))).expect("names are written as UTF-8");
        Self {
            countries,
            entries,
            regions,
            folds,
            slots,
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
                    self.fold(word, |byte| hash.push(byte));
                    words += 1;
                }
                TokenKind::Possessive if at > i => self.fold(word, |byte| hash.push(byte)),
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
            if !goes_on || words == LONGEST {
                break;
            }
            at += 1;
        }
        best
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

    /// The country of an ISO alpha-3 code.
    #[must_use]
    pub fn country(&self, iso3: &str) -> Option<Country> {
        (0..self.countries.len() / COUNTRY)
            .map(|i| self.country_at(i))
            .find(|c| c.iso3 == iso3)
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
            self.fold(word, |byte| hash.push(byte));
        }
        hash.finish()
    }

    fn place(&self, index: u32) -> Place {
        let entry = self.entry(index);
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
        Place {
            name: self.name_at(entry),
            kind,
            country: (entry[5] != 255).then(|| self.country_at(usize::from(entry[5]))),
            region: (region > 0).then(|| self.name_at(&self.regions[region * NAME..])),
            population: u32::from(packed & 0x7FF) << (packed >> 11).min(21),
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

    /// Hands over the bytes by which a word is compared.
    fn fold(&self, word: &str, mut push: impl FnMut(u8)) {
        for c in word.chars() {
            if c.is_ascii() {
                if c != '\'' && c != '.' && c != '`' {
                    push(c.to_ascii_lowercase() as u8);
                }
                continue;
            }
            let code = u32::from(c);
            let folds = self.folds.len() / FOLD;
            let at = |i: usize| {
                u32::from(u16::from_le_bytes([
                    self.folds[i * FOLD],
                    self.folds[i * FOLD + 1],
                ]))
            };
            let (mut low, mut high) = (0, folds);
            while low < high {
                let middle = usize::midpoint(low, high);
                if at(middle) < code {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if low < folds && at(low) == code {
                let row = &self.folds[low * FOLD..(low + 1) * FOLD];
                row[3..3 + usize::from(row[2].min(3))]
                    .iter()
                    .for_each(|b| push(*b));
                continue;
            }
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(&mut push);
            }
        }
    }
}

/// FNV-1a over 64 bits, its bits spread at the end; the generator does the same.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }

    fn finish(self) -> u64 {
        let spread = (self.0 ^ self.0 >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        spread ^ spread >> 29
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn is_apostrophe(mark: &str) -> bool {
    matches!(mark, "'" | "’" | "‘" | "ʼ" | "`" | "ʿ" | "ʾ")
}

/// Whether the mark at `at` stands inside a name: glued to the word before it.
fn joins(reading: &Reading<'_>, tokens: &[Token], at: usize) -> bool {
    let mark = reading.word(&tokens[at]);
    let glued = tokens[at - 1].end == tokens[at].start;
    let glued_behind = tokens
        .get(at + 1)
        .is_some_and(|next| next.start == tokens[at].end);
    match mark {
        "-" | "–" | "‐" => glued && glued_behind,
        "." => glued && tokens[at].start - tokens[at - 1].start <= 3,
        mark => is_apostrophe(mark) && glued_behind,
    }
}

/// "al-Bab", "el-Obeid": a small word glued to a capital.
fn starts_low(reading: &Reading<'_>, tokens: &[Token], i: usize) -> bool {
    let (Some(mark), Some(next)) = (tokens.get(i + 1), tokens.get(i + 2)) else {
        return false;
    };
    let word = reading.word(&tokens[i]);
    word.len() <= 3
        && next.capital
        && mark.start == tokens[i].end
        && mark.end == next.start
        && reading.word(mark) == "-"
        && is_particle(word)
        || word == "sub" && next.capital && reading.word(mark) == "-"
}

/// Words that stay small inside names.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ar"
            | "as"
            | "at"
            | "ad"
            | "an"
            | "az"
            | "ash"
            | "ed"
            | "ez"
            | "es"
            | "et"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "der"
            | "den"
            | "la"
            | "le"
            | "les"
            | "las"
            | "los"
            | "lès"
            | "of"
            | "the"
            | "and"
            | "upon"
            | "on"
            | "under"
            | "en"
            | "am"
            | "an der"
            | "an den"
            | "im"
            | "in"
            | "i"
            | "e"
            | "y"
            | "o"
            | "sur"
            | "sous"
            | "aux"
            | "na"
            | "nad"
            | "pod"
            | "op"
            | "ob"
            | "by"
            | "by the"
            | "with"
            | "sub"
            | "d"
            | "l"
            | "ye"
            | "bei"
            | "vor"
            | "zu"
            | "au"
            | "à"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Article;
    use proptest::prelude::*;

    /// The longest name at the first token of `text`, its kind and country.
    fn look(text: &str) -> Option<(usize, PlaceKind, Option<&'static str>)> {
        let article = Article::from_text("a.txt", text);
        let reading = Reading::new(&article);
        let found = Gazetteer::built_in().longest(&reading, reading.tokens(0), 0)?;
        let best = found.best();
        Some((found.tokens, best.kind, best.country.map(|c| c.iso3)))
    }

    #[test]
    fn countries_are_known_by_their_short_names() {
        for (text, tokens, iso3) in [
            ("Niger", 1, "NER"),
            ("U.S. troops", 1, "USA"),
            ("US", 1, "USA"),
            ("UK", 1, "GBR"),
            ("U.K.", 1, "GBR"),
            ("UAE", 1, "ARE"),
            ("DRC", 1, "COD"),
            ("Ivory Coast", 2, "CIV"),
            ("Côte d’Ivoire", 2, "CIV"),
            ("Congo", 1, "COD"),
            ("Burma", 1, "MMR"),
            ("Democratic Republic of Congo", 4, "COD"),
            ("Bosnia-Herzegovina", 3, "BIH"),
            ("Georgia", 1, "GEO"),
            ("NIGERIA", 1, "NGA"),
        ] {
            assert_eq!(
                look(text),
                Some((tokens, PlaceKind::Country, Some(iso3))),
                "{text}"
            );
        }
    }

    #[test]
    fn other_places_are_known_by_their_spellings() {
        use PlaceKind::{Area, Capital, City, Mountain, Region, Water};
        for (text, tokens, kind, iso3) in [
            ("Niamey", 1, Capital, Some("NER")),
            ("N'Djamena", 1, Capital, Some("TCD")),
            ("Kiev", 1, Capital, Some("UKR")),
            ("Washington", 1, Capital, Some("USA")),
            ("Tillaberi", 1, Region, Some("NER")),
            ("Alabama", 1, Region, Some("USA")),
            ("St. Louis", 3, City, Some("USA")),
            ("al-Bab", 3, City, Some("SYR")),
            ("Deir ez-Zor", 4, City, Some("SYR")),
            ("West Bank", 2, Area, Some("PSE")),
            ("Gaza", 1, Area, Some("PSE")),
            ("Horn of Africa", 3, Area, None),
            ("Lake Chad", 2, Water, None),
            ("Himalayas", 1, Mountain, None),
        ] {
            assert_eq!(look(text), Some((tokens, kind, iso3)), "{text}");
        }
    }

    #[test]
    fn small_letters_and_half_names_are_no_places() {
        for text in [
            "us",
            "niger",
            "Us",
            "Burkina faso said",
            "the",
            "Qqqq",
            "",
            "-",
            "al-qaida",
        ] {
            let found = look(text).map(|f| f.0);
            assert!(
                found.is_none() || text.starts_with("Burkina") && found == Some(1),
                "{text}"
            );
        }
    }

    #[test]
    fn an_entry_words_itself() {
        let words = |name| {
            Gazetteer::built_in()
                .named(name)
                .map(|f| f.best().in_words())
        };
        assert!(words("Niamey").is_some_and(|w| w.starts_with("Niamey, capital of Niger, ")));
        assert_eq!(
            words("Burma").as_deref().map(|w| w.split(", ").nth(1)),
            Some(Some("country"))
        );
        assert_eq!(words("Xyzzy"), None);
    }

    #[test]
    fn loading_takes_no_time() {
        let started = std::time::Instant::now();
        let gazetteer = Gazetteer::over(BYTES);
        assert!(gazetteer.named("Paris").is_some());
        assert!(started.elapsed().as_millis() < 500);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_up_without_harm(text in "\\PC{0,60}") {
            let article = Article::from_text("a.txt", text);
            let reading = Reading::new(&article);
            let tokens = reading.tokens(0);
            for i in 0..tokens.len() {
                let found = Gazetteer::built_in().longest(&reading, tokens, i);
                prop_assert!(found.is_none_or(|f| i + f.tokens <= tokens.len()));
                let _ = Gazetteer::built_in().demonym_at(&reading, tokens, i);
            }
        }
    }
}
