//! Places in languages that have no rules here: by their names alone.
//!
//! Only names that are seldom anything else: of countries, capitals and large cities, of four
//! letters or more. Always locations, since nothing tells whether a country acts.

use super::{Gazetteer, NAME, PlaceKind};
use crate::annotation::Label;
use crate::matching::{Detail, Reading, Reason, Suggestion};
use crate::text::{ByteRange, Token};

/// In languages without rules: prominent places whose name is long enough to be no other word.
pub(super) fn find(reading: &Reading<'_>, tokens: &[Token], out: &mut Vec<Suggestion>) {
    let gazetteer = Gazetteer::built_in();
    let mut i = 0;
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
        i += found.tokens;
        let place = found.best();
        let known = matches!(
            place.kind,
            PlaceKind::Country | PlaceKind::Capital | PlaceKind::Area
        ) || place.population >= 100_000;
        if !known
            || reading.quote(range).chars().count() < 4
            || place.is_given_name() && !place.is_country()
        {
            continue;
        }
        let reason = Reason::new("gazetteer", [range]).with_detail(Detail::words(place.in_words()));
        out.push(Suggestion::new(NAME, Label::LOCATION, range, 0.65, reason));
    }
}
