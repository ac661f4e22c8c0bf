//! Places in languages that have no rules here: by their names alone.
//!
//! Only names that are seldom anything else: of countries, capitals and large cities, of four
//! letters or more. Those that are given names too ("Paris", "Florence") need a word beside them
//! that goes with places, unless hardly anybody bears the name alone; a capitalised neighbour makes
//! them a person. In French smaller towns are read behind "à". Always locations, since nothing
//! tells whether a country acts.

use super::{Gazetteer, NAME, Place, PlaceKind};
use crate::annotation::Label;
use crate::matching::{Detail, Language, Reading, Reason, Suggestion};
use crate::text::{ByteRange, Token, TokenKind};

/// Of so many people a city is meant wherever its name stands alone, given name or not.
const METROPOLIS: u32 = 2_000_000;
/// Smaller towns are not read behind a preposition.
const TOWN: u32 = 15_000;

/// Prepositions behind which a name is that of a place, in several languages of Europe.
const PREPOSITIONS: &[&str] = &[
    "à", "À", "vers", "Vers", "depuis", "Depuis", "en", "En", "em", "Em", "in", "In", "nach",
    "Nach", "desde", "Desde", "hacia",
];
/// French words before "de" and a place: what a place has, and who lives there.
const OF_PLACES: &[&str] = &[
    "près",
    "Près",
    "autour",
    "Autour",
    "loin",
    "hors",
    "ville",
    "village",
    "commune",
    "région",
    "banlieue",
    "périphérie",
    "centre",
    "nord",
    "sud",
    "est",
    "ouest",
    "maire",
    "mairie",
    "préfet",
    "habitants",
    "gare",
    "aéroport",
    "port",
    "tribunal",
    "université",
    "hôpital",
    "rues",
    "abords",
    "environs",
    "quartier",
    "quartiers",
    "prison",
    "évêque",
    "archevêque",
    "provenance",
    "direction",
];
/// What stands between places of a list.
const LISTING: &[&str] = &[",", "et", "ou", "y", "e", "und", "oder", "en"];

/// In languages without rules: prominent places whose name is long enough to be no other word.
pub(super) fn find(reading: &Reading<'_>, tokens: &[Token], out: &mut Vec<Suggestion>) {
    let gazetteer = Gazetteer::built_in();
    let mut i = 0;
    // The token behind the last place.
    let mut last = None;
    while i < tokens.len() {
        let token = tokens[i];
        let word = reading.word(&token);
        let (found, range) = match gazetteer.longest(reading, tokens, i) {
            Some(found) => {
                let last = tokens[i + found.tokens - 1];
                (
                    found,
                    ByteRange::new(token.start as usize, last.end as usize),
                )
            }
            None => {
                i += 1;
                // "d’Alger", "l’Algérie" are one token.
                let elided = word
                    .split_once(['\'', '’'])
                    .filter(|(small, _)| matches!(*small, "d" | "l" | "D" | "L"));
                let Some((_, rest)) = elided.filter(|(_, r)| r.starts_with(char::is_uppercase))
                else {
                    continue;
                };
                let Some(found) = gazetteer.named(rest) else {
                    continue;
                };
                i -= 1;
                let end = token.end as usize;
                (found, ByteRange::new(end - rest.len(), end))
            }
        };
        let names = i..i + found.tokens;
        i = names.end;
        let place = found.best();
        let known = matches!(
            place.kind,
            PlaceKind::Country | PlaceKind::Capital | PlaceKind::Area
        ) || place.population >= 100_000;
        if reading.quote(range).chars().count() < 4 {
            continue;
        }
        let around = Around {
            reading,
            tokens,
            names: names.clone(),
        };
        let person = place.is_given_name() && !place.is_country();
        let sure = if !known {
            let town = place.kind == PlaceKind::City && place.population >= TOWN;
            town && !person && around.is_behind_a_in_french()
        } else if person {
            around.speaks_for(&place, last)
        } else {
            true
        };
        if !sure {
            continue;
        }
        last = Some(names.end);
        let reason = Reason::new("gazetteer", [range]).with_detail(Detail::words(place.in_words()));
        out.push(Suggestion::new(NAME, Label::LOCATION, range, 0.65, reason));
    }
}

/// The words beside a name.
struct Around<'r, 'a> {
    reading: &'r Reading<'a>,
    tokens: &'r [Token],
    /// The tokens of the name.
    names: std::ops::Range<usize>,
}

impl Around<'_, '_> {
    fn word(&self, at: Option<usize>) -> &str {
        let token = at.and_then(|at| self.tokens.get(at));
        token.map_or("", |token| self.reading.word(token))
    }

    fn before(&self, by: usize) -> Option<usize> {
        self.names.start.checked_sub(by)
    }

    /// Whether a capitalised word of the same sentence or a hyphen stands beside the name, which
    /// is then part of a longer one: "Paris Hilton", "Anne-Florence".
    fn is_in_longer_name(&self) -> bool {
        let (tokens, end) = (self.tokens, self.names.end);
        let name = |at: usize| {
            let token = tokens.get(at);
            token.is_some_and(|t| t.kind == TokenKind::Word && t.capital)
        };
        let touch = |left: usize| {
            let pair = tokens.get(left).zip(tokens.get(left + 1));
            pair.is_some_and(|(left, right)| left.end == right.start)
        };
        let hyphen = |at: Option<usize>| matches!(self.word(at), "-" | "‑" | "&");
        let behind = name(end) && !tokens[end].opens_sentence
            || hyphen(Some(end)) && touch(end - 1) && touch(end);
        let before = self.before(1).is_some_and(|at| {
            !tokens[self.names.start].opens_sentence
                && (name(at)
                    && !tokens[at].opens_sentence
                    && !PREPOSITIONS.contains(&self.word(Some(at)))
                    || hyphen(Some(at)) && touch(at))
        });
        behind || before
    }

    /// Whether what stands beside a name that people bear too makes it a place; `last` is the token
    /// behind the place before it.
    fn speaks_for(&self, place: &Place, last: Option<usize>) -> bool {
        if self.is_in_longer_name() {
            return false;
        }
        let before = self.word(self.before(1));
        let listed = self.before(1).is_some_and(|at| last == Some(at)) && LISTING.contains(&before);
        let of = matches!(before, "de" | "du") && OF_PLACES.contains(&self.word(self.before(2)));
        place.population >= METROPOLIS
            || PREPOSITIONS.contains(&before)
            || listed
            || of
            || self.is_dateline()
    }

    /// "NANCY (AFP) —", "PARIS, 25 avril", at the start of a paragraph.
    fn is_dateline(&self) -> bool {
        let name = &self.tokens[self.names.clone()];
        let high = |token: &Token| {
            let word = self.reading.word(token);
            word.chars().all(|c| !c.is_lowercase())
        };
        let next = self.word(Some(self.names.end));
        self.names.start == 0
            && (matches!(next, "(" | "—" | "–")
                || matches!(next, "," | "-") && name.iter().all(high))
    }

    fn is_behind_a_in_french(&self) -> bool {
        self.reading.language == Language::French
            && matches!(self.word(self.before(1)), "à" | "À")
            && !self.is_in_longer_name()
    }
}
