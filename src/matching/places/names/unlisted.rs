//! Names that the gazetteer lacks: by the heads of place names, and by their company.

use super::super::Found;
use super::super::context::{Use, Uses};
use super::super::paper::Paper;
use super::super::rules::Rule;
use super::PlaceName;
use super::known::is_strong;
use crate::text::TokenKind;

impl Paper<'_, '_> {
    /// Names by their heads: "Lake Tana", "Port of Sudbrook", "Fulton Street", "Homs Province".
    pub(super) fn headed(&self, i: usize, found: Option<Found>) -> Option<PlaceName> {
        if self.shouting || !self.is_capital(i) {
            return None;
        }
        let known = found.map_or(0, |f| f.tokens);
        let end = self.run_end(i);
        if let Some(name) = self.numbered_road(i).or_else(|| self.owned(i, end, known)) {
            return Some(name);
        }
        if self.is(i, Use::PlaceOpener) && i + 1 < self.tokens.len() {
            let mut from = i + 1;
            if self.word(from) == "." {
                from += 1;
            }
            if self.word(from) == "of" {
                from += 1;
            }
            let last = self.run_end(from).min(from + 3);
            if last > from
                && last - i > known
                && !self.is(last - 1, Use::NamedAfter)
                && !self.tokens[from].opens_sentence
            {
                return Some(PlaceName {
                    first: i,
                    end: last,
                    core: (i, last),
                    found: None,
                    score: 0.72,
                    rule: Rule::FirstWord,
                    cue: Some(i),
                });
            }
        }
        if self.is(i, Use::RealmOpener)
            && self.word(i + 1) == "of"
            && self.is_capital(i + 2)
            && (i == 0 || !self.is_capital(i - 1) || self.says_nothing(i - 1))
        {
            let last = self.run_end(i + 2);
            if last - i > known && last - i <= 5 && !self.is(last - 1, Use::NamedAfter) {
                return Some(PlaceName {
                    first: i,
                    end: last,
                    core: (i + 2, last),
                    found: None,
                    score: 0.7,
                    rule: Rule::FirstWord,
                    cue: Some(i),
                });
            }
        }
        // The head ends the run.
        let from = if self.tokens[i].opens_sentence && self.is(i, Use::Opener) {
            i + 1
        } else {
            i
        };
        let head = end.checked_sub(1).filter(|&at| at > from)?;
        if !self.is(head, Use::PlaceHead) || head - from > 4 || head + 1 - from <= known {
            return None;
        }
        if (from..head).any(|at| {
            let word = self.word(at);
            let based =
                self.word(head) == "Base" && matches!(word, "Air" | "Force" | "Army" | "Navy");
            self.is(at, Use::Title) || self.is(at, Use::NamedAfter) && word != "National" && !based
        }) || matches!(
            self.word(head),
            "Department"
                | "Station"
                | "Park"
                | "Camp"
                | "Territory"
                | "Region"
                | "Coast"
                | "District"
        ) && known == 0
            && from + 1 == head
            && self.is(from, Use::Opener)
        {
            return None;
        }
        if self.demonym(from).is_some() && from + 1 == head {
            return None;
        }
        Some(PlaceName {
            first: from,
            end: head + 1,
            core: if known > 0 {
                (from, from + known)
            } else {
                (from, head + 1)
            },
            found: None,
            score: 0.74,
            rule: Rule::LastWord,
            cue: Some(head),
        })
    }

    /// A capitalised stranger in a place that only places take: "the village of", "near", before
    /// its container.
    pub(super) fn unknown(&self, i: usize, before: Option<&PlaceName>) -> Option<PlaceName> {
        if self.shouting || !self.is_capital(i) {
            return None;
        }
        let end = self.run_end(i);
        if i == 0 && end < 4 && self.word(end) == "," && self.container_at(end + 1) {
            return self.opens_article(end);
        }
        if i == 0 || self.tokens[i].opens_sentence {
            return None;
        }
        if end - i > 3 || self.is(i, Use::Title) || self.is(i, Use::DateWord) {
            return None;
        }
        let previous = self.word(i - 1);
        let (score, rule, cue) = if previous == "of" && i > 1 && self.is(i - 2, Use::PlaceNoun) {
            (0.76, Rule::KindBefore, i - 2)
        } else if self.word(end) == ","
            && self.container_at(end + 1)
            && self.is(i - 1, Use::PlacePreposition)
        {
            (0.78, Rule::Container, end + 1)
        } else if self.word(end) == ","
            && self.is(end + 1, Use::StateAbbreviation)
            && (self.word(end + 2) == "." || self.word(end + 1).len() > 2)
        {
            (0.75, Rule::Container, end + 1)
        } else if self.is(end, Use::TellingPlaceHead) {
            (0.66, Rule::KindBehind, end)
        } else if matches!(previous, "near" | "outside") && end - i <= 2 {
            (0.56, Rule::PrepositionUnknown, i - 1)
        } else if matches!(previous, "in" | "near") && self.stranger(i, end)
            || self.is(i - 1, Use::Visit) && self.stranger(i, end)
        {
            (0.52, Rule::PrepositionUnknown, i - 1)
        } else if previous == "of"
            && i > 1
            && self.is(i - 2, Use::LowDirection)
            && self.stranger(i, end)
            || self.is(i - 1, Use::SettlementNoun) && self.is_low(i - 1) && self.stranger(i, end)
        {
            let cue = if previous == "of" { i - 2 } else { i - 1 };
            (0.6, Rule::WordBefore, cue)
        } else if end - i <= 2 && (self.listed(i, end, before) || self.exemplifies(i, end)) {
            (0.56, Rule::List, i - 1)
        } else {
            return None;
        };
        let stop = if rule == Rule::KindBehind {
            end + 1
        } else {
            end
        };
        if (i..end).any(|at| self.is(at, Use::NamedAfter)) {
            return None;
        }
        let whole = rule == Rule::KindBefore && self.is(cue, Use::UnitNoun);
        Some(PlaceName {
            first: if whole { cue } else { i },
            end: stop,
            core: (i, end),
            found: None,
            score,
            rule,
            cue: Some(cue),
        })
    }

    /// "TARVOLA, Niger (Wire) —": a stranger before its container, at the very start.
    fn opens_article(&self, end: usize) -> Option<PlaceName> {
        let dash = (end + 2..(end + 10).min(self.tokens.len())).any(|at| {
            matches!(self.word(at), "—" | "–") || self.word(at) == "-" && !self.glued(at)
        });
        dash.then(|| PlaceName {
            first: 0,
            end,
            core: (0, end),
            found: None,
            score: 0.75,
            rule: Rule::Dateline,
            cue: Some(end + 1),
        })
    }

    /// "towns including Rabiyah", "villages such as Zumar and Velkaro".
    fn exemplifies(&self, i: usize, end: usize) -> bool {
        let opened = self.word(i - 1) == "including"
            || i > 1 && self.word(i - 1) == "as" && self.word(i - 2) == "such";
        opened
            && self.stranger(i, end)
            && (i.saturating_sub(8)..i).any(|at| self.is(at, Use::ManyPlaces))
    }

    /// "Highway 61", "Interstate 40", "Route 9W": a road by its number.
    pub(super) fn numbered_road(&self, i: usize) -> Option<PlaceName> {
        let mut end = i;
        while end < i + 3 && self.is(end, Use::RoadWord) {
            end += 1;
        }
        let telling = end > i && self.is(end - 1, Use::NumberedRoad);
        let mut number = end;
        if self.word(number) == "-" && self.glued(number) && self.glued(number + 1) {
            number += 1;
        }
        let digits = self
            .tokens
            .get(number)
            .is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 4);
        (telling && digits && !self.tokens[number].opens_sentence).then(|| PlaceName {
            first: i,
            end: number + 1,
            core: (i, number + 1),
            found: None,
            score: 0.7,
            rule: Rule::Road,
            cue: Some(end - 1),
        })
    }

    /// "Queen Anne’s County", "St. Peter’s Square": the head stands behind a possessive.
    fn owned(&self, i: usize, end: usize, known: usize) -> Option<PlaceName> {
        let possessive = self
            .tokens
            .get(end)
            .is_some_and(|t| t.kind == TokenKind::Possessive);
        let head = end + 1;
        let fits = possessive
            && end - i <= 2
            && self.is(head, Use::OwnedHead)
            && self.run_end(head) == head + 1
            && !(known > 0 && known == end - i && self.word(i).len() > 3 && self.known_well(i))
            && !(self.tokens[i].opens_sentence && self.is(i, Use::Opener));
        fits.then(|| PlaceName {
            first: i,
            end: head + 1,
            core: (i, head + 1),
            found: None,
            score: 0.88,
            rule: Rule::LastWord,
            cue: Some(head),
        })
    }

    /// Whether a country, region or large city begins here.
    fn known_well(&self, i: usize) -> bool {
        self.place(i).is_some_and(|f| is_strong(&f.best()))
    }

    /// "Ala.", "Calif.", "TX" behind a place and a comma.
    pub(super) fn abbreviated_state(
        &self,
        i: usize,
        before: Option<&PlaceName>,
    ) -> Option<PlaceName> {
        let behind_place = before.is_some_and(|b| b.end + 1 == i) && self.word_before(i) == ",";
        if !behind_place
            || !Uses::of(self.word(i).trim_end_matches('.')).has(Use::StateAbbreviation)
                && !self.is(i, Use::StateAbbreviation)
        {
            return None;
        }
        let word = self.word(i);
        let short = word.len() > 2 || word.contains(char::is_lowercase);
        let point = self.word(i + 1) == "." && self.glued(i + 1) && short;
        let end = i + 1 + usize::from(point && self.tokens.len() > i + 2);
        Some(PlaceName {
            first: i,
            end,
            core: (i, end),
            found: None,
            score: 0.85,
            rule: Rule::State,
            cue: Some(i),
        })
    }

    /// Whether a name looks like nothing else: short, no abbreviation, alone.
    fn stranger(&self, i: usize, end: usize) -> bool {
        let word = self.word(i);
        end - i <= 2
            && word.len() > 3
            && word.chars().skip(1).any(char::is_lowercase)
            && !self.is(i, Use::NoPlace)
            && !word.ends_with("ism")
            && !word.ends_with("ity")
            && !self.also_low(i)
            && self.demonym(i).is_none()
            && self
                .tokens
                .get(end)
                .is_none_or(|t| t.kind != TokenKind::Possessive && t.kind != TokenKind::Number)
            && self.word(end) != "-"
    }

    /// Whether a stranger continues a list of places: "Aleppo, Sarmin and Talmenes".
    fn listed(&self, i: usize, end: usize, before: Option<&PlaceName>) -> bool {
        let next = self.word(end);
        before.is_some_and(|b| b.end + 1 == i && b.score >= 0.52 && b.core.1 == b.end)
            && match self.word_before(i) {
                "and" => matches!(next, "." | "," | ";" | ""),
                "," => end == i + 1 && matches!(next, "," | "and"),
                _ => false,
            }
            && self.demonym(i).is_none()
    }
}
