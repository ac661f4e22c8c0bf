//! Names that the gazetteer lacks: by the heads of place names, and by their company.

use super::super::context::{
    is_date_word, is_named_after, is_no_place, is_opener, is_place_head, is_place_noun,
    is_place_opener, is_place_preposition, is_realm_opener, is_state_abbreviation,
    is_telling_place_head, is_title, is_visit,
};
use super::super::{Found, Gazetteer};
use super::{Paper, PlaceName};
use crate::text::TokenKind;

const BEHIND: &str = "kind of place behind name";

impl Paper<'_, '_> {
    /// Names by their heads: "Lake Tana", "Port of Sudbrook", "Fulton Street", "Homs Province".
    pub(super) fn headed(&self, i: usize, found: Option<Found>) -> Option<PlaceName> {
        if self.shouting || !self.is_capital(i) {
            return None;
        }
        let word = self.word(i);
        let known = found.map_or(0, |f| f.tokens);
        let end = self.run_end(i);
        if is_place_opener(word) && i + 1 < self.tokens.len() {
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
                && !is_named_after(self.word(last - 1))
                && !self.tokens[from].opens_sentence
            {
                return Some(PlaceName {
                    first: i,
                    end: last,
                    core: (i, last),
                    found: None,
                    score: 0.72,
                    rule: "name of a place by its first word",
                    cue: Some(i),
                });
            }
        }
        if is_realm_opener(word)
            && self.word(i + 1) == "of"
            && self.is_capital(i + 2)
            && (i == 0 || !self.is_capital(i - 1) || self.says_nothing(i - 1))
        {
            let last = self.run_end(i + 2);
            if last - i > known && last - i <= 5 && !is_named_after(self.word(last - 1)) {
                return Some(PlaceName {
                    first: i,
                    end: last,
                    core: (i + 2, last),
                    found: None,
                    score: 0.7,
                    rule: "name of a place by its first word",
                    cue: Some(i),
                });
            }
        }
        // The head ends the run.
        let from = if self.tokens[i].opens_sentence && is_opener(word) {
            i + 1
        } else {
            i
        };
        let head = end.checked_sub(1).filter(|&at| at > from)?;
        if !is_place_head(self.word(head)) || head - from > 4 || head + 1 - from <= known {
            return None;
        }
        if (from..head).any(|at| {
            is_title(self.word(at)) || is_named_after(self.word(at)) && self.word(at) != "National"
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
            && is_opener(self.word(from))
        {
            return None;
        }
        if Gazetteer::built_in().demonym(self.word(from)).is_some() && from + 1 == head {
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
            rule: "name of a place by its last word",
            cue: Some(head),
        })
    }

    /// A capitalised stranger in a place that only places take: "the village of", "near", before
    /// its container.
    pub(super) fn unknown(&self, i: usize, before: Option<&PlaceName>) -> Option<PlaceName> {
        if self.shouting || !self.is_capital(i) || i == 0 || self.tokens[i].opens_sentence {
            return None;
        }
        let end = self.run_end(i);
        if end - i > 3 || is_title(self.word(i)) || is_date_word(self.word(i)) {
            return None;
        }
        let previous = self.word(i - 1);
        let (score, rule, cue) = if previous == "of" && i > 1 && is_place_noun(self.word(i - 2)) {
            (0.76, "kind of place before name", i - 2)
        } else if self.word(end) == ","
            && self.container_at(end + 1)
            && is_place_preposition(previous)
        {
            (0.78, "place, container", end + 1)
        } else if self.word(end) == ","
            && is_state_abbreviation(self.word(end + 1))
            && (self.word(end + 2) == "." || self.word(end + 1).len() > 2)
        {
            (0.75, "place, container", end + 1)
        } else if is_telling_place_head(self.word(end)) {
            (0.66, BEHIND, end)
        } else if matches!(previous, "near" | "outside") && end - i <= 2 {
            (0.56, "preposition before name", i - 1)
        } else if matches!(previous, "in" | "near") && self.stranger(i, end)
            || is_visit(previous) && self.stranger(i, end)
        {
            (0.52, "preposition before name", i - 1)
        } else if end - i <= 2 && self.listed(i, end, before) {
            (0.56, "list of places", i - 1)
        } else {
            return None;
        };
        let stop = if rule == BEHIND { end + 1 } else { end };
        if (i..end).any(|at| is_named_after(self.word(at))) {
            return None;
        }
        Some(PlaceName {
            first: i,
            end: stop,
            core: (i, end),
            found: None,
            score,
            rule,
            cue: Some(cue),
        })
    }

    /// "Ala.", "Calif.", "TX" behind a place and a comma.
    pub(super) fn abbreviated_state(
        &self,
        i: usize,
        before: Option<&PlaceName>,
    ) -> Option<PlaceName> {
        let behind_place = before.is_some_and(|b| b.end + 1 == i) && self.word_before(i) == ",";
        if !behind_place
            || !is_state_abbreviation(self.word(i).trim_end_matches('.'))
                && !is_state_abbreviation(self.word(i))
        {
            return None;
        }
        let point = self.word(i + 1) == "." && self.glued(i + 1) && self.word(i).len() > 2;
        let end = i + 1 + usize::from(point && self.tokens.len() > i + 2);
        Some(PlaceName {
            first: i,
            end,
            core: (i, end),
            found: None,
            score: 0.85,
            rule: "abbreviation of a state",
            cue: Some(i),
        })
    }

    /// Whether a name looks like nothing else: short, no abbreviation, alone.
    fn stranger(&self, i: usize, end: usize) -> bool {
        let word = self.word(i);
        end - i <= 2
            && word.len() > 3
            && word.chars().skip(1).any(char::is_lowercase)
            && !is_no_place(word)
            && !word.ends_with("ism")
            && !word.ends_with("ity")
            && !self.reading.occurs_in_lower_case(word)
            && Gazetteer::built_in().demonym(word).is_none()
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
            && Gazetteer::built_in().demonym(self.word(i)).is_none()
    }
}
