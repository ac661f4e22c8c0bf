//! Where place names stand, and how surely they are names of places.
//!
//! A name of the gazetteer counts for what its neighbours allow: capitalised strangers beside it
//! make it part of another name, a preposition or a container ("Mobile, Alabama") speaks for it.
//! Names that the gazetteer lacks are found by the heads of place names.

mod coordinates;
mod known;
mod parts;
mod unlisted;

use super::context::Use;
use super::paper::Paper;
use super::rules::Rule;
use super::{Demonym, Found, Gazetteer, PlaceKind};
use crate::text::TokenKind;

/// A place name in a paragraph. Positions are tokens of the paragraph.
#[derive(Clone, Debug)]
pub(super) struct PlaceName {
    pub first: usize,
    /// One behind the last token.
    pub end: usize,
    /// The bare name inside "Homs province".
    pub core: (usize, usize),
    pub found: Option<Found>,
    pub score: f32,
    pub rule: Rule,
    /// The token of the context that spoke for it.
    pub cue: Option<usize>,
}

/// Appends all place names of a paragraph in English, in order, none overlapping. Linear.
pub(super) fn find(paper: &Paper<'_, '_>, names: &mut Vec<PlaceName>) {
    let mut i = 0;
    while i < paper.tokens.len() {
        let token = paper.tokens[i];
        let asks = match token.kind {
            TokenKind::Word => token.capital || paper.glued(i + 1),
            TokenKind::Number => true,
            _ => false,
        };
        let before = names.last();
        match asks.then(|| paper.name_at(i, before)).flatten() {
            Some(name) => {
                i = name.end.max(i + 1);
                if name.score > 0.0 {
                    names.push(name);
                }
            }
            None => i += 1,
        }
    }
}

impl Paper<'_, '_> {
    fn name_at(&self, i: usize, before: Option<&PlaceName>) -> Option<PlaceName> {
        if self.tokens[i].kind == TokenKind::Number {
            return self.coordinates(i);
        }
        if let Some(name) = self.abbreviated_state(i, before) {
            return Some(name);
        }
        // "South Korean", "New Yorkers": a nationality is longer than the place in it.
        let demonym = self.demonym(i);
        let found = self.place(i);
        if let Some((length, _)) = demonym {
            let realm = i + length;
            let counted = matches!(
                self.word(realm),
                "First" | "Second" | "Third" | "Fourth" | "Fifth"
            );
            let realm = realm + usize::from(counted);
            if self.is(realm, Use::Realm) && !self.shouting {
                return Some(PlaceName {
                    first: i,
                    end: realm + 1,
                    core: (i, realm + 1),
                    found: None,
                    score: 0.66,
                    rule: Rule::Realm,
                    cue: Some(realm),
                });
            }
            let place = found
                .filter(|f| f.tokens >= length)
                .map(|f| (f.tokens, f.best()));
            if place.is_none_or(|(tokens, p)| tokens == length && !p.is_country()) {
                return Some(nothing(i, i + length));
            }
        }
        if let Some(name) = self.headed(i, found) {
            return Some(name);
        }
        let found = match found {
            Some(found) => found,
            None => return self.unknown(i, before),
        };
        self.known(i, found, before)
    }

    /// The longest name of the gazetteer that begins here.
    fn place(&self, i: usize) -> Option<Found> {
        self.opens_place(i)
            .then(|| Gazetteer::built_in().longest(self.reading, self.tokens, i))
            .flatten()
    }

    /// The longest word for people that begins here.
    fn demonym(&self, i: usize) -> Option<(usize, Demonym)> {
        self.opens_demonym(i)
            .then(|| Gazetteer::built_in().demonym_at(self.reading, self.tokens, i))
            .flatten()
    }

    fn container_at(&self, i: usize) -> bool {
        self.place(i).is_some_and(|f| {
            matches!(
                f.best().kind,
                PlaceKind::Country | PlaceKind::Region | PlaceKind::Area
            )
        })
    }

    fn body_behind(&self, i: usize) -> bool {
        self.is_capital(i) && self.is(i, Use::NamedAfter)
    }

    /// "NIAMEY, Niger (Wire) —", "PARIS –", "LONDON 2019-08-30" at the start of a paragraph.
    fn dateline(&self, first: usize, end: usize) -> bool {
        first == 0
            && (self.tokens.len() > end + 3
                && (matches!(self.word(end), "—" | "–" | "(")
                    || self.word(end) == "-" && !self.glued(end))
                || self.tokens.len() <= end + 6
                    && self
                        .tokens
                        .get(end)
                        .is_some_and(|t| t.kind == TokenKind::Number)
                    && self.all_high())
    }
}

/// A stretch in which nothing is to be found.
fn nothing(first: usize, end: usize) -> PlaceName {
    PlaceName {
        first,
        end,
        core: (first, end),
        found: None,
        score: 0.0,
        rule: Rule::Gazetteer,
        cue: None,
    }
}
