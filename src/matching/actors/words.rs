//! One paragraph as the actor rules read it: words with what the lists know of them.
//!
//! Hyphenated words are one word here, and so are initials and short ranks with their point.
//! Nothing here decides what is an actor.

use std::borrow::Cow;

use super::lexicon::{self, Traits};
use super::spellings::{Spelling, shouts};
use crate::matching::places::{Gazetteer, PlaceKind};
use crate::matching::{FormId, Known, Reading};
use crate::text::{ByteRange, Token, TokenKind};

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Bytes of the article.
    start: u32,
    end: u32,
    pub traits: Traits,
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
    /// A listed organisation may begin here.
    pub begins_body: bool,
    /// The word also stands in the article in lower case.
    also_low: bool,
}

impl Word {
    pub(super) fn range(&self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }
}

/// The words of one paragraph.
#[derive(Debug)]
pub(super) struct Words<'r, 'a> {
    pub reading: &'r Reading<'a>,
    words: Cow<'r, [Word]>,
}

impl<'r, 'a> Words<'r, 'a> {
    /// Reads a paragraph with what is known of the article's forms. Linear.
    pub(super) fn new(
        reading: &'r Reading<'a>,
        spellings: &Known<Spelling>,
        paragraph: usize,
    ) -> Self {
        let tokens = reading.tokens(paragraph);
        let forms = reading.forms(paragraph);
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut i = 0;
        while i < tokens.len() {
            let end = compound_end(reading, tokens, forms, spellings, i);
            let first = &spellings[forms[i]];
            words.push(if end == i + 1 {
                simple(tokens[i], first)
            } else {
                let also_low = reading.occurs_in_lower_case(reading.quote(ByteRange::new(
                    tokens[i].range().start,
                    tokens[end - 1].range().end,
                )));
                compound(reading, &tokens[i..end], first, also_low)
            });
            i = end;
        }
        mark_places(reading, tokens, &mut words);
        let headline = is_headline(reading, &words);
        let shouting = is_shouting(&words);
        for word in &mut words {
            word.proper = !shouting && may_be_name(reading, word, headline);
        }
        Self {
            reading,
            words: Cow::Owned(words),
        }
    }

    /// The words of a paragraph that was read before.
    pub(super) fn again(reading: &'r Reading<'a>, words: &'r [Word]) -> Self {
        Self {
            reading,
            words: Cow::Borrowed(words),
        }
    }

    /// To be read again.
    pub(super) fn into_words(self) -> Vec<Word> {
        self.words.into_owned()
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
            .map_or("", |w| self.reading.quote(w.range()))
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
        let mut range = ByteRange::new(
            self.words[from].start as usize,
            self.words[to - 1].end as usize,
        );
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
        while word < words.len() && (words[word].start as usize) < start {
            word += 1;
        }
        let mut k = word;
        while k < words.len() && words[k].end as usize <= end {
            words[k].traits |= lexicon::PLACE | if country { lexicon::COUNTRY } else { 0 };
            k += 1;
        }
    }
}

/// The end of the compound that begins with token `i`: `Jong-un`, `vice-president`, `J.`, `Gen.`.
fn compound_end(
    reading: &Reading<'_>,
    tokens: &[Token],
    forms: &[FormId],
    spellings: &Known<Spelling>,
    i: usize,
) -> usize {
    let mut end = i + 1;
    // What follows a space joins nothing.
    if tokens[i].kind != TokenKind::Word || tokens.get(end).is_none_or(|t| t.start != tokens[i].end)
    {
        return end;
    }
    while let (Some(hyphen), Some(next)) = (tokens.get(end), tokens.get(end + 1))
        && hyphen.start == tokens[end - 1].end
        && next.start == hyphen.end
        && matches!(next.kind, TokenKind::Word | TokenKind::Number)
        && matches!(reading.word(hyphen), "-" | "‑")
    {
        end += 2;
    }
    if end == i + 1 && spellings[forms[i]].takes_point && reading.word(&tokens[end]) == "." {
        end += 1;
    }
    end
}

/// A word of one token.
fn simple(token: Token, spelling: &Spelling) -> Word {
    let word = token.kind == TokenKind::Word;
    let capital = token.capital || spelling.inner_capital;
    Word {
        start: token.start,
        end: token.end,
        kind: token.kind,
        capital,
        shouts: spelling.shouts,
        opens_sentence: token.opens_sentence,
        proper: false,
        initial: false,
        begins_body: spelling.begins_body,
        also_low: spelling.also_low,
        traits: match (word, capital) {
            (false, _) => 0,
            (true, true) => spelling.traits,
            (true, false) => lexicon::without_capital(spelling.traits),
        },
    }
}

/// A word of several tokens.
fn compound(reading: &Reading<'_>, tokens: &[Token], spelling: &Spelling, also_low: bool) -> Word {
    let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
    let range = ByteRange::new(first.range().start, last.range().end);
    let text = reading.quote(range);
    let point = reading.word(&last) == ".";
    let plain = if point { &text[..text.len() - 1] } else { text };
    // `al-Assad`
    let joined = !first.capital && spelling.joins;
    let capital = first.capital || joined && tokens.get(2).is_some_and(|t| t.capital);
    let lower = plain.to_lowercase();
    let mut traits = lexicon::traits(&lower, capital);
    if traits == 0 && !point {
        // `Kremlin-backed`, `Syrian-led`: as the nationality before the hyphen; `Jean-Louis` as its
        // first name.
        let before = lower.split('-').next().unwrap_or_default();
        let known = lexicon::traits(before, capital);
        traits = if tokens[2].capital {
            known & (lexicon::GIVEN_NAME | lexicon::NATIONALITY)
        } else if ["-led", "-backed", "-based", "-born"]
            .iter()
            .any(|ending| lower.ends_with(ending))
        {
            (known & lexicon::NATIONALITY) | lexicon::ROLE_MODIFIER
        } else {
            known & lexicon::NATIONALITY
        };
    }
    Word {
        start: first.start,
        end: last.end,
        kind: first.kind,
        capital,
        shouts: shouts(plain),
        opens_sentence: first.opens_sentence,
        proper: false,
        initial: point && plain.chars().nth(1).is_none(),
        begins_body: true,
        also_low,
        traits,
    }
}

/// Whether most words have a capital though no sentence is written there.
fn is_headline(reading: &Reading<'_>, words: &[Word]) -> bool {
    let ends = words.last().map_or("", |w| reading.quote(w.range()));
    if matches!(ends, "." | "!" | "”" | "\"") {
        return false;
    }
    let long = words
        .iter()
        .filter(|w| w.kind == TokenKind::Word && w.range().len() > 3);
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
        return !word.also_low;
    }
    reading.quote(word.range()).chars().nth(1).is_some()
}
