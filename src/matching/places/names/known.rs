//! A name of the gazetteer, judged by its neighbours.
//!
//! Strangers with a capital beside it make it part of another name; a preposition, a container or
//! the kind of place speak for it; what it may be else (an everyday word, a given name) against.

use super::super::context::Use;
use super::super::paper::Paper;
use super::super::rules::Rule;
use super::super::{Found, Place, PlaceKind};
use super::{PlaceName, nothing};
use crate::text::TokenKind;

impl Paper<'_, '_> {
    /// A name of the gazetteer, judged by its neighbours.
    pub(super) fn known(
        &self,
        first: usize,
        found: Found,
        before: Option<&PlaceName>,
    ) -> Option<PlaceName> {
        let end = first + found.tokens;
        let place = found.best();
        let single = found.tokens == 1;
        let word = self.word(first);
        let opens = self.tokens[first].opens_sentence;
        let strong = is_strong(&place);
        let core = (first, end);
        let mut start = self.part_of(first);
        let mut stop = end;

        // "North-Western Sydney": the direction is no name of its own.
        if (first..end).all(|at| self.is(at, Use::Direction) || self.word(at) == "-") {
            return None;
        }

        if self.is_unit(first, end, &place) {
            return Some(nothing(first, end));
        }

        // What stands directly before.
        let mut preposition = None;
        // "the governor of Vermont Ann Doe"
        let before_title =
            first > 1 && self.word(first - 1) == "of" && self.is(first - 2, Use::Title);
        if first > 0 && !opens {
            let previous = self.word(first - 1);
            let article = usize::from(start > 1 && is_the(self.word(start - 1)));
            let at = start.saturating_sub(1 + article);
            let before_name = if at < start { self.word(at) } else { "" };
            if self.is(at, Use::PlacePreposition) {
                preposition = Some((at, 0.2));
            } else if self.is(at, Use::LoosePreposition) {
                preposition = Some((at, 0.1));
            }
            if self.is_capital(first - 1) && !self.shouting {
                let touching = before.is_some_and(|b| b.end == first);
                if self.is(first - 1, Use::Direction) && !self.body_behind(stop) {
                    start = first - 1;
                } else if !self.says_nothing(first - 1)
                    && !touching
                    && !self.is(first - 1, Use::PlacePreposition)
                {
                    return Some(nothing(first, end));
                }
            }
            if previous == "-" && self.glued(first) {
                // "anti-Iran", "pro-Russia"; "U.S.-Mexico" is two places.
                let left = self.word(first.wrapping_sub(2));
                let article = matches!(left, "al" | "el");
                if left.chars().all(char::is_lowercase) && !left.is_empty() && !article
                    || matches!(left, "Pro" | "Anti" | "Non")
                {
                    return Some(nothing(first, end));
                }
            }
            if matches!(before_name, "of" | "for") && self.body_before(at) {
                return Some(nothing(first, self.paired(end)));
            }
            if before_name == "in" && self.word_before(at) == "Union" {
                return Some(nothing(first, end));
            }
            if before_name == "of" && at > 0 && self.is(at - 1, Use::PlaceNoun) {
                preposition = Some((at - 1, 0.35));
                start = self.kind_before(at, start, before);
            } else if before_name == "of" && at > 0 && self.bears_on_place(at) {
                preposition = Some((at - 1, 0.3));
            } else if self.is(first - 1, Use::PlaceNoun) && self.is_low(first - 1) {
                preposition = Some((first - 1, 0.2));
            }
            if previous == "-" && self.glued(first) && first > 1 && is_article(self.word(first - 2))
            {
                start = first - 2;
            }
            if self.is(at, Use::Visit) {
                preposition = Some((at, 0.2));
            }
            // "Lin-Manuel Miranda", "Navarro-Valls".
            if previous == "-"
                && self.glued(first)
                && first > 1
                && self.is_capital(first - 2)
                && !is_article(self.word(first - 2))
                && !self.is(first - 2, Use::Direction)
                && before.is_none_or(|b| b.end + 1 != first)
            {
                return Some(nothing(first, end));
            }
            if matches!(previous, "&" | "@" | "#" | "." | "/") && self.glued(first) {
                return Some(nothing(first, end));
            }
        }

        // "Jaish al-Mansurah": the small article belongs to a longer name.
        if !self.tokens[first].capital
            && first > 0
            && self.is_capital(first - 1)
            && !self.says_nothing(first - 1)
        {
            return Some(nothing(first, end));
        }

        // What stands directly behind.
        let next = self.word(end);
        let touching = self.tokens.get(end).is_some_and(|t| !t.opens_sentence);
        let mut penalty = 0.0_f32;
        if next == "-" && self.glued(end) && self.glued(end + 1) && self.is_capital(end + 1) {
            let strange = self.place(end + 1).is_none_or(|f| !is_strong(&f.best()));
            let people = self.demonym(end + 1).is_some();
            if strange && !people && !self.is(end + 1, Use::Direction) {
                return Some(nothing(first, self.run_end(end + 1)));
            }
        }
        if touching && self.is_capital(end) {
            if self.is(end, Use::DateWord) {
            } else if self.is(end, Use::Title) {
                penalty = 0.2;
            } else if !self.shouting || self.is(end, Use::NamedAfter) {
                let follows = self
                    .place(end)
                    .filter(|f| is_strong(&f.best()) && !f.best().is_common_word());
                let run = self.run_end(end);
                let body = self.runs[end].body;
                let people = self.demonym(end);
                if self.is(end, Use::Direction) && !body {
                    // "Galway North", "Dublin North-West".
                    stop = run;
                } else if follows.is_none() && people.is_none() || body || !strong {
                    let ruled = before_title
                        && !body
                        && matches!(place.kind, PlaceKind::Country | PlaceKind::Region);
                    if !ruled {
                        let unknown = (!body).then(|| self.unknown(first, before)).flatten();
                        return unknown.or(Some(nothing(first, run)));
                    }
                }
            }
        }
        if touching && self.is(end, Use::Namesake) || next == "$" && self.glued(end) {
            return Some(nothing(first, end));
        }
        if next == "&"
            || next == "." && self.glued(end) && self.glued(end + 1) && self.is_low(end + 1)
        {
            return Some(nothing(first, end));
        }
        if touching && next == "river" && !place.is_common_word() {
            return Some(PlaceName {
                first,
                end: end + 1,
                core,
                found: (!place.is_country()).then_some(found),
                score: 0.8,
                rule: Rule::KindBehind,
                cue: Some(end),
            });
        }
        let plain = strong || !place.is_common_word() && !place.is_given_name();
        if touching && self.is(end, Use::LowPlaceHead) && plain && !place.is_country()
            || touching && next == "state" && place.kind == PlaceKind::Area
        {
            stop = end + 1;
        }

        if word == "Washington" && next == "," && matches!(self.word(end + 1), "D.C." | "DC") {
            stop = end + 2;
        }

        // A container behind a comma: "Mobile, Alabama".
        let container = (next == ",")
            .then(|| self.place(end + 1))
            .flatten()
            .filter(|f| {
                let best = f.best();
                matches!(
                    best.kind,
                    PlaceKind::Country | PlaceKind::Region | PlaceKind::Area
                ) && contains(f, &found)
            });
        let abbreviated = next == "," && self.is(end + 1, Use::StateAbbreviation);
        let contained = before.is_some_and(|b| {
            first > 0
                && b.end + 1 == first
                && matches!(self.word(first - 1), "," | "and")
                && b.score >= 0.5
                && (place.population >= 15_000
                    || place.kind != PlaceKind::City
                    || matches!(next, "," | "." | "and" | ";"))
        });

        let mut score = match place.kind {
            PlaceKind::Country | PlaceKind::Capital => 0.78,
            PlaceKind::Area | PlaceKind::Water | PlaceKind::Mountain => 0.75,
            PlaceKind::Region => 0.62,
            PlaceKind::City => match place.population {
                500_000.. => 0.7,
                100_000.. => 0.62,
                15_000.. => 0.5,
                _ => 0.36,
            },
        };
        if found.tokens > 1 {
            score += 0.1;
        }
        if single && word.len() <= 3 && !place.is_acronym() && !place.is_country() {
            score -= 0.2;
        }
        let doubtful = !place.is_country() && place.kind != PlaceKind::Capital;
        if single && doubtful {
            let region = place.kind == PlaceKind::Region;
            if place.is_common_word() {
                let largest = found.places().take(6).map(|p| p.population).max();
                let small = largest.is_none_or(|n| n < 100_000);
                let sure = preposition.is_some_and(|(_, gain)| gain >= 0.2);
                score -= if opens || small && container.is_none() && !sure {
                    0.5
                } else {
                    0.2
                };
                if self.also_low(first) {
                    score -= 0.2;
                }
            }
            if place.is_given_name() {
                score -= if region { 0.05 } else { 0.25 };
            } else if place.is_surname() && place.population < 2_000_000 && !region {
                score -= 0.15;
            }
        }
        if self.shouting
            && (!strong || place.is_common_word() || place.is_acronym() && self.all_high())
        {
            score -= 0.3;
        }
        let (mut rule, mut cue) = (Rule::Gazetteer, None);
        if container.is_some() || abbreviated {
            score += 0.35;
            rule = Rule::Container;
            cue = Some(end + 1);
        } else if contained && (!place.is_given_name() || place.kind == PlaceKind::Region) {
            score += 0.15;
        } else if let Some((at, gain)) = preposition {
            score += if place.population < 15_000 && doubtful && place.kind == PlaceKind::City {
                gain * 0.9
            } else {
                gain
            };
            rule = if self.is(at, Use::PlacePreposition) || self.is(at, Use::LoosePreposition) {
                Rule::Preposition
            } else if self.is(at, Use::PlaceNoun) {
                Rule::KindBefore
            } else {
                Rule::WordBefore
            };
            cue = Some(at);
        } else if self.dateline(first, end) {
            score += 0.3;
            rule = Rule::Dateline;
        } else if stop > end && !place.is_country() {
            score += 0.2;
            rule = Rule::KindBehind;
            cue = Some(end);
        }
        // "Jordan, 34," is a person.
        if next == ","
            && self
                .tokens
                .get(end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start == 2)
            && place.is_given_name()
        {
            score -= 0.5;
        }
        score -= penalty;
        if start < first && !strong && self.is_capital(start) {
            start = first;
        }
        Some(PlaceName {
            first: start,
            end: stop,
            core,
            found: Some(found),
            score: score.min(0.97),
            rule,
            cue,
        })
    }

    /// "30GB", "US dollars", "Channel 4".
    fn is_unit(&self, first: usize, end: usize, place: &Place) -> bool {
        let number = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|t| t.kind == TokenKind::Number)
        };
        first > 0 && self.glued(first) && number(first - 1)
            || self.is(end, Use::Currency)
            || place.is_common_word() && number(end) && !self.tokens[end].opens_sentence
    }

    /// Whether the capitalised words that end before `of` (at `at`) name an organisation.
    fn body_before(&self, at: usize) -> bool {
        if at.checked_sub(1).is_none_or(|b| self.is(b, Use::Title)) {
            return false;
        }
        let low = at.saturating_sub(5);
        (low..at)
            .rev()
            .take_while(|&j| {
                self.is_capital(j) || matches!(self.word(j), "of" | "the" | "for" | "and")
            })
            .filter(|&j| {
                self.is_capital(j) && !(self.tokens[j].opens_sentence && self.is(j, Use::Opener))
            })
            .any(|j| {
                let word = self.word(j);
                self.is(j, Use::BodyOf)
                    || self.is(j, Use::NamedAfter)
                    || word.len() > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            })
    }

    /// Where "England and Wales" ends.
    fn paired(&self, end: usize) -> usize {
        if self.word(end) != "and" {
            return end;
        }
        let from = end + 1 + usize::from(self.word(end + 1) == "the");
        let next = self.place(from);
        next.map_or(end, |found| from + found.tokens)
    }
}

/// The Arabic article.
fn is_article(word: &str) -> bool {
    matches!(word, "Al" | "El" | "al" | "el")
}

/// Whether the place is known beyond its country.
pub(super) fn is_strong(place: &Place) -> bool {
    !matches!(place.kind, PlaceKind::City) || place.population >= 100_000
}

/// The article, at the start of a sentence or inside it.
fn is_the(word: &str) -> bool {
    matches!(word, "the" | "The")
}

/// Whether some place of the name `inner` lies in some place of the name `outer`.
fn contains(outer: &Found, inner: &Found) -> bool {
    let outer: Vec<Place> = outer.places().take(4).collect();
    inner.places().take(200).any(|place| {
        outer.iter().any(|o| {
            o.country.is_some()
                && o.country == place.country
                && (o.is_country() || o.kind == PlaceKind::Area || place.region == Some(o.name))
        })
    })
}
