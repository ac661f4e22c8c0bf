//! One paragraph as the actor rules read it: words with what the lists know of them.
//!
//! Hyphenated words are one word here, and so are initials and short ranks with their point.
//! Nothing here decides what is an actor.

use super::lexicon::{self, Traits};
use crate::matching::Reading;
use crate::matching::places::{Gazetteer, PlaceKind};
use crate::text::{ByteRange, Token, TokenKind};

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub range: ByteRange,
    pub kind: TokenKind,
    pub capital: bool,
    /// All its letters are capitals, and there are two or more.
    pub shouts: bool,
    pub opens_sentence: bool,
    /// May be part of a proper name: a capital that is not there for the sentence or the
    /// headline only, and no ordinary word.
    pub proper: bool,
    /// An initial: one capital with a point.
    pub initial: bool,
    pub traits: Traits,
}

/// The words of one paragraph.
#[derive(Debug)]
pub(super) struct Words<'r, 'a> {
    pub reading: &'r Reading<'a>,
    words: Vec<Word>,
}

/// Articles that are joined to a name with a hyphen and may stand in lower case before it.
const JOINED: &[&str] = &[
    "al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ul", "ibn",
];

impl<'r, 'a> Words<'r, 'a> {
    /// Reads a paragraph. Linear.
    pub(super) fn new(reading: &'r Reading<'a>, paragraph: usize) -> Self {
        let tokens = reading.tokens(paragraph);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut lower = String::new();
        let mut i = 0;
        while i < tokens.len() {
            let end = compound_end(reading, tokens, i);
            words.push(read(reading, &tokens[i..end], &mut lower));
            i = end;
        }
        mark_places(reading, tokens, &mut words);
        let headline = is_headline(reading, &words);
        let shouting = is_shouting(&words);
        for word in &mut words {
            word.proper = !shouting && may_be_name(reading, word, headline);
        }
        Self { reading, words }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Word> {
        self.words.get(i)
    }

    pub(super) fn text(&self, i: usize) -> &'a str {
        self.words
            .get(i)
            .map_or("", |w| self.reading.quote(w.range))
    }

    /// Whether word `i` has one of the traits.
    pub(super) fn has(&self, i: usize, traits: Traits) -> bool {
        self.words.get(i).is_some_and(|w| w.traits & traits != 0)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.kind == TokenKind::Word)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| w.kind == TokenKind::Word && w.capital)
    }

    pub(super) fn proper(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.proper)
    }

    pub(super) fn opens(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.opens_sentence)
    }

    pub(super) fn possessive(&self, i: usize) -> bool {
        self.words
            .get(i)
            .is_some_and(|w| w.kind == TokenKind::Possessive)
    }

    /// Whether a sentence or the paragraph ends before word `i`.
    pub(super) fn ends_before(&self, i: usize) -> bool {
        self.words.get(i).is_none_or(|w| w.opens_sentence)
    }

    /// The range from word `from` up to, not including, word `to`. A point that also ends the
    /// sentence is left outside.
    pub(super) fn range(&self, from: usize, to: usize) -> ByteRange {
        let mut range = ByteRange::new(self.words[from].range.start, self.words[to - 1].range.end);
        if self.ends_before(to)
            && self.text(to - 1).ends_with('.')
            && !self.text(to - 1)[..self.text(to - 1).len() - 1].contains('.')
        {
            range.end -= 1;
        }
        range
    }
}

/// Sets the traits of places, as the gazetteer knows them. Names that are also given names,
/// surnames or everyday words are left to the context.
fn mark_places(reading: &Reading<'_>, tokens: &[Token], words: &mut [Word]) {
    let gazetteer = Gazetteer::built_in();
    let mut word = 0;
    let mut i = 0;
    while i < tokens.len() {
        if !tokens[i].capital {
            i += 1;
            continue;
        }
        let Some(found) = gazetteer.longest(reading, tokens, i) else {
            i += 1;
            continue;
        };
        let last = (i + found.tokens.max(1)).min(tokens.len()) - 1;
        let (start, end) = (tokens[i].range().start, tokens[last].range().end);
        i = last + 1;
        let place = found.best();
        let big = place.kind == PlaceKind::Capital || place.population > 500_000;
        let small = !big
            && found.tokens == 1
            && (place.is_common_word()
                || place.is_given_name()
                || place.is_surname()
                || place.population < 30_000 && place.kind == PlaceKind::City);
        let country = found.country().is_some();
        if small && !country {
            continue;
        }
        while word < words.len() && words[word].range.start < start {
            word += 1;
        }
        let mut k = word;
        while k < words.len() && words[k].range.end <= end {
            words[k].traits |= lexicon::PLACE | if country { lexicon::COUNTRY } else { 0 };
            k += 1;
        }
    }
}

/// The end of the compound that begins with token `i`: `Jong-un`, `vice-president`, `J.`, `Gen.`.
fn compound_end(reading: &Reading<'_>, tokens: &[Token], i: usize) -> usize {
    let mut end = i + 1;
    if tokens[i].kind != TokenKind::Word {
        return end;
    }
    while let (Some(hyphen), Some(next)) = (tokens.get(end), tokens.get(end + 1))
        && matches!(reading.word(hyphen), "-" | "‑")
        && hyphen.start == tokens[end - 1].end
        && next.start == hyphen.end
        && matches!(next.kind, TokenKind::Word | TokenKind::Number)
    {
        end += 2;
    }
    if end == i + 1
        && let Some(point) = tokens.get(end)
        && point.start == tokens[i].end
        && reading.word(point) == "."
        && takes_point(reading.word(&tokens[i]), tokens[i].capital)
    {
        end += 1;
    }
    end
}

fn takes_point(word: &str, capital: bool) -> bool {
    if word.chars().nth(1).is_none() {
        return capital;
    }
    capital
        && matches!(
            word,
            "Gen"
                | "Lt"
                | "Maj"
                | "Capt"
                | "Col"
                | "Sgt"
                | "Cpl"
                | "Adm"
                | "Cmdr"
                | "Brig"
                | "Gov"
                | "Sen"
                | "Sens"
                | "Rep"
                | "Reps"
                | "Rev"
                | "Hon"
                | "Pres"
                | "Amb"
                | "Insp"
                | "Supt"
                | "Mr"
                | "Mrs"
                | "Ms"
                | "Dr"
                | "Prof"
                | "Jr"
                | "Sr"
                | "St"
                | "Inc"
                | "Corp"
                | "Ltd"
                | "Co"
                | "Bros"
                | "Messrs"
                | "Mme"
        )
}

fn read(reading: &Reading<'_>, tokens: &[Token], lower: &mut String) -> Word {
    let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
    let range = ByteRange::new(first.range().start, last.range().end);
    let text = reading.quote(range);
    let point = tokens.len() > 1 && reading.word(&last) == ".";
    let plain = if point { &text[..text.len() - 1] } else { text };
    let mut word = Word {
        range,
        kind: first.kind,
        capital: first.capital,
        shouts: false,
        opens_sentence: first.opens_sentence,
        proper: false,
        initial: point && plain.chars().nth(1).is_none(),
        traits: 0,
    };
    if first.kind != TokenKind::Word {
        return word;
    }
    let mut letters = 0;
    word.shouts = plain.chars().filter(|c| c.is_alphabetic()).all(|c| {
        letters += 1;
        c.is_uppercase()
    }) && letters > 1;
    let joined = tokens.len() >= 3 && !first.capital && JOINED.contains(&reading.word(&first));
    // `al-Assad`, `eBay`, `iPhone`
    word.capital |= joined && tokens[2].capital;
    word.capital |= tokens.len() == 1
        && plain.chars().nth(1).is_some_and(char::is_uppercase)
        && !plain.contains('.');
    lower.clear();
    lower.extend(
        plain
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c }),
    );
    word.traits = lexicon::traits(lower, word.capital);
    if word.traits == 0 && tokens.len() >= 3 {
        // `Kremlin-backed`, `Syrian-led`: as the nationality before the hyphen; `Jean-Louis` as its
        // first name.
        let before = lower.split('-').next().unwrap_or_default();
        let known = lexicon::traits(before, word.capital);
        word.traits = if tokens[2].capital {
            known & (lexicon::GIVEN_NAME | lexicon::NATIONALITY)
        } else if lower.ends_with("-led")
            || lower.ends_with("-backed")
            || lower.ends_with("-based")
            || lower.ends_with("-born")
        {
            (known & lexicon::NATIONALITY) | lexicon::ROLE_MODIFIER
        } else {
            known & lexicon::NATIONALITY
        };
    }
    word
}

/// Whether most words have a capital though no sentence is written there.
fn is_headline(reading: &Reading<'_>, words: &[Word]) -> bool {
    let ends = words.last().map_or("", |w| reading.quote(w.range));
    if matches!(ends, "." | "!" | "”" | "\"") {
        return false;
    }
    let long = words
        .iter()
        .filter(|w| w.kind == TokenKind::Word && w.range.len() > 3);
    let (capitals, all) = long.fold((0, 0), |(c, n), w| (c + usize::from(w.capital), n + 1));
    all >= 4 && capitals * 10 >= all * 8
}

fn is_shouting(words: &[Word]) -> bool {
    let (loud, all) = words
        .iter()
        .filter(|w| w.kind == TokenKind::Word)
        .fold((0, 0), |(s, n), w| (s + usize::from(w.shouts), n + 1));
    all >= 4 && loud * 10 >= all * 6
}

fn may_be_name(reading: &Reading<'_>, word: &Word, headline: bool) -> bool {
    use lexicon::{ACTS, GIVEN_NAME, ORDINARY};
    if word.kind != TokenKind::Word || !word.capital {
        return false;
    }
    if word.initial {
        return true;
    }
    if word.traits & ORDINARY != 0
        && word.traits & (GIVEN_NAME | lexicon::NATIONALITY) == 0
        && !word.shouts
    {
        return false;
    }
    let text = reading.quote(word.range);
    if word.opens_sentence || headline {
        let known = word.traits
            & !(lexicon::PLACE
                | lexicon::COUNTRY
                | lexicon::NATIONALITY
                | lexicon::PEOPLE
                | lexicon::PARTICLE)
            != 0;
        let given = word.traits & GIVEN_NAME != 0;
        if !given && known && (headline || word.traits & (ORDINARY | ACTS) != 0) {
            return false;
        }
        return !reading.occurs_in_lower_case(text);
    }
    text.chars().nth(1).is_some()
}
