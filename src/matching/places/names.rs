//! Where place names stand, and how surely they are names of places.
//!
//! A name of the gazetteer counts for what its neighbours allow: capitalised strangers beside it
//! make it part of another name, a preposition or a container ("Mobile, Alabama") speaks for it.
//! Names that the gazetteer lacks are found by the heads of place names.

mod unlisted;

use super::context::{
    is_body_of, is_date_word, is_direction, is_loose_preposition, is_low_place_head,
    is_named_after, is_namesake, is_opener, is_place_noun, is_place_preposition, is_realm,
    is_state_abbreviation, is_title, is_visit,
};
use super::{Found, Gazetteer, Place, PlaceKind};
use crate::matching::Reading;
use crate::text::{Token, TokenKind};

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
    pub rule: &'static str,
    /// The token of the context that spoke for it.
    pub cue: Option<usize>,
}

/// All place names of a paragraph in English, in order, none overlapping. Linear.
pub(super) fn find(reading: &Reading<'_>, tokens: &[Token]) -> Vec<PlaceName> {
    let paper = Paper::new(reading, tokens);
    let mut names: Vec<PlaceName> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let before = names.last();
        if let Some(name) = paper.name_at(i, before) {
            i = name.end.max(i + 1);
            if name.score > 0.0 {
                names.push(name);
            }
        } else {
            i += 1;
        }
    }
    names
}

/// The tokens of a paragraph, with what is asked of them.
struct Paper<'a, 'b> {
    reading: &'a Reading<'b>,
    tokens: &'a [Token],
    /// Whether capitals say nothing here: a headline, or all in capitals.
    shouting: bool,
    /// For each token the run of capitalised words that it begins, worked out once: a run may be
    /// as long as the paragraph, and is asked for from each of its words.
    runs: Vec<Run>,
}

/// Capitalised words of one sentence without a gap, hyphens inside names included.
#[derive(Clone, Copy)]
struct Run {
    /// One behind the last token; the first token where no run begins.
    end: usize,
    /// Whether one of its words heads the name of a body: "Post", "University".
    body: bool,
}

impl<'a, 'b> Paper<'a, 'b> {
    fn new(reading: &'a Reading<'b>, tokens: &'a [Token]) -> Self {
        let words = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
        let (mut all, mut high) = (0_usize, 0_usize);
        for token in words {
            all += 1;
            high += usize::from(token.capital);
        }
        // Headlines end without a point; old wire copy is all in capitals.
        let pointed = tokens.last().is_some_and(|t| reading.word(t) == ".");
        let shares = if pointed {
            high == all
        } else {
            high * 10 >= all * 8
        };
        let mut paper = Self {
            reading,
            tokens,
            shouting: all >= 4 && shares,
            runs: Vec::new(),
        };
        paper.runs = paper.runs();
        paper
    }

    /// The run that begins at each token, from the last to the first. Linear.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = (0..self.tokens.len())
            .map(|end| Run { end, body: false })
            .collect();
        for i in (0..self.tokens.len()).rev().filter(|&i| self.is_capital(i)) {
            let mut end = i + 1;
            // A hyphen inside a name.
            if self.word(end) == "-"
                && self.glued(end)
                && self.glued(end + 1)
                && self.is_capital(end + 1)
            {
                end += 1;
            }
            let rest = runs
                .get(end)
                .filter(|_| self.is_capital(end) && !self.tokens[end].opens_sentence);
            runs[i] = Run {
                end: rest.map_or(end, |rest| rest.end),
                body: rest.is_some_and(|rest| rest.body) || is_named_after(self.word(i)),
            };
        }
        runs
    }

    fn word(&self, i: usize) -> &'b str {
        self.tokens.get(i).map_or("", |t| self.reading.word(t))
    }

    fn word_before(&self, i: usize) -> &'b str {
        i.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn is_capital(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word && t.capital)
    }

    /// Whether tokens `i - 1` and `i` touch.
    fn glued(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .is_some_and(|t| self.tokens[i - 1].end == t.start)
    }

    fn name_at(&self, i: usize, before: Option<&PlaceName>) -> Option<PlaceName> {
        let token = self.tokens[i];
        if token.kind != TokenKind::Word {
            return None;
        }
        if !token.capital && !self.glued(i + 1) {
            return None;
        }
        if let Some(name) = self.abbreviated_state(i, before) {
            return Some(name);
        }
        let gazetteer = Gazetteer::built_in();
        // "South Korean", "New Yorkers": a nationality is longer than the place in it.
        let demonym = gazetteer.demonym_at(self.reading, self.tokens, i);
        let found = gazetteer.longest(self.reading, self.tokens, i);
        if let Some((length, _)) = demonym {
            let realm = i + length;
            let counted = matches!(
                self.word(realm),
                "First" | "Second" | "Third" | "Fourth" | "Fifth"
            );
            let realm = realm + usize::from(counted);
            if is_realm(self.word(realm)) && !self.shouting {
                return Some(PlaceName {
                    first: i,
                    end: realm + 1,
                    core: (i, realm + 1),
                    found: None,
                    score: 0.66,
                    rule: "nationality before realm",
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

    /// A name of the gazetteer, judged by its neighbours.
    fn known(&self, first: usize, found: Found, before: Option<&PlaceName>) -> Option<PlaceName> {
        let end = first + found.tokens;
        let place = found.best();
        let single = found.tokens == 1;
        let word = self.word(first);
        let opens = self.tokens[first].opens_sentence;
        let strong = is_strong(&place);
        let core = (first, end);
        let mut start = first;
        let mut stop = end;

        // "North-Western Sydney": the direction is no name of its own.
        if (first..end).all(|at| is_direction(self.word(at)) || self.word(at) == "-") {
            return None;
        }

        // What stands directly before.
        let mut preposition = None;
        // "the governor of Vermont Ann Doe"
        let before_title =
            first > 1 && self.word(first - 1) == "of" && is_title(self.word(first - 2));
        if first > 0 && !opens {
            let previous = self.word(first - 1);
            let article = matches!(previous, "the" | "The") && first > 1;
            let at = if article { first - 2 } else { first - 1 };
            let before_name = self.word(at);
            if is_place_preposition(before_name) {
                preposition = Some((at, 0.2));
            } else if is_loose_preposition(before_name) {
                preposition = Some((at, 0.1));
            }
            if self.is_capital(first - 1) && !self.shouting {
                let touching = before.is_some_and(|b| b.end == first);
                if is_direction(previous) && !self.body_behind(stop) {
                    start = first - 1;
                } else if !self.says_nothing(first - 1)
                    && !touching
                    && !is_place_preposition(previous)
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
            if before_name == "of" && at > 0 && is_place_noun(self.word(at - 1)) {
                preposition = Some((at - 1, 0.35));
            } else if is_place_noun(previous) && self.is_low(first - 1) {
                preposition = Some((first - 1, 0.2));
            }
            if previous == "-" && self.glued(first) && first > 1 && is_article(self.word(first - 2))
            {
                start = first - 2;
            }
            if is_visit(before_name) {
                preposition = Some((at, 0.2));
            }
            // "Lin-Manuel Miranda", "Navarro-Valls".
            if previous == "-"
                && self.glued(first)
                && first > 1
                && self.is_capital(first - 2)
                && !is_article(self.word(first - 2))
                && !is_direction(self.word(first - 2))
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
            let strange = Gazetteer::built_in()
                .longest(self.reading, self.tokens, end + 1)
                .is_none_or(|f| !is_strong(&f.best()));
            let people = Gazetteer::built_in().demonym(self.word(end + 1)).is_some();
            if strange && !people && !is_direction(self.word(end + 1)) {
                return Some(nothing(first, self.run_end(end + 1)));
            }
        }
        if touching && self.is_capital(end) {
            if is_date_word(next) {
            } else if is_title(next) {
                penalty = 0.2;
            } else if !self.shouting || is_named_after(next) {
                let follows = Gazetteer::built_in()
                    .longest(self.reading, self.tokens, end)
                    .filter(|f| is_strong(&f.best()) && !f.best().is_common_word());
                let run = self.run_end(end);
                let body = self.runs[end].body;
                let people = Gazetteer::built_in().demonym_at(self.reading, self.tokens, end);
                if is_direction(next) && !body {
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
        if touching && is_namesake(next) || next == "$" && self.glued(end) {
            return Some(nothing(first, end));
        }
        if next == "&"
            || next == "." && self.glued(end) && self.glued(end + 1) && self.is_low(end + 1)
        {
            return Some(nothing(first, end));
        }
        if touching && is_low_place_head(next) && strong && !place.is_country() && next != "river"
            || touching && next == "state" && place.kind == PlaceKind::Area
        {
            stop = end + 1;
        }

        if word == "Washington" && next == "," && matches!(self.word(end + 1), "D.C." | "DC") {
            stop = end + 2;
        }

        // A container behind a comma: "Mobile, Alabama".
        let container = (next == ",")
            .then(|| Gazetteer::built_in().longest(self.reading, self.tokens, end + 1))
            .flatten()
            .filter(|f| {
                let best = f.best();
                matches!(
                    best.kind,
                    PlaceKind::Country | PlaceKind::Region | PlaceKind::Area
                ) && contains(f, &found)
            });
        let abbreviated = next == "," && is_state_abbreviation(self.word(end + 1));
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
                if self.reading.occurs_in_lower_case(word) {
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
        let (mut rule, mut cue) = ("gazetteer", None);
        if container.is_some() || abbreviated {
            score += 0.35;
            rule = "place, container";
            cue = Some(end + 1);
        } else if contained && (!place.is_given_name() || place.kind == PlaceKind::Region) {
            score += 0.15;
        } else if let Some((at, gain)) = preposition {
            score += if place.population < 15_000 && doubtful && place.kind == PlaceKind::City {
                gain * 0.9
            } else {
                gain
            };
            let word = self.tokens.get(at).map_or("", |t| self.reading.word(t));
            rule = if is_place_preposition(word) || is_loose_preposition(word) {
                "preposition before place"
            } else if is_place_noun(word) {
                "kind of place before name"
            } else {
                "word before place"
            };
            cue = Some(at);
        } else if self.dateline(first, end) {
            score += 0.3;
            rule = "dateline";
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
        if start < first && !strong {
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

    /// Whether the capitalised words that end before `of` (at `at`) name an organisation.
    fn body_before(&self, at: usize) -> bool {
        if is_title(self.word_before(at)) {
            return false;
        }
        let low = at.saturating_sub(5);
        (low..at)
            .rev()
            .take_while(|&j| {
                self.is_capital(j) || matches!(self.word(j), "of" | "the" | "for" | "and")
            })
            .filter(|&j| {
                self.is_capital(j) && !(self.tokens[j].opens_sentence && is_opener(self.word(j)))
            })
            .any(|j| {
                let word = self.word(j);
                is_body_of(word)
                    || is_named_after(word)
                    || word.len() > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            })
    }

    /// Where "England and Wales" ends.
    fn paired(&self, end: usize) -> usize {
        if self.word(end) != "and" {
            return end;
        }
        let from = end + 1 + usize::from(self.word(end + 1) == "the");
        let next = Gazetteer::built_in().longest(self.reading, self.tokens, from);
        next.map_or(end, |found| from + found.tokens)
    }

    fn container_at(&self, i: usize) -> bool {
        Gazetteer::built_in()
            .longest(self.reading, self.tokens, i)
            .is_some_and(|f| {
                matches!(
                    f.best().kind,
                    PlaceKind::Country | PlaceKind::Region | PlaceKind::Area
                )
            })
    }

    /// One behind the last of the capitalised words that begin at `i`.
    fn run_end(&self, i: usize) -> usize {
        self.runs.get(i).map_or(i, |run| run.end)
    }

    /// Whether the capital of a word means nothing: it opens a sentence with an everyday word.
    fn says_nothing(&self, i: usize) -> bool {
        let word = self.word(i);
        self.tokens[i].opens_sentence
            && (is_opener(word) || self.reading.occurs_in_lower_case(word))
            || is_date_word(word)
            || is_opener(word) && word.len() < 5
    }

    fn body_behind(&self, i: usize) -> bool {
        self.is_capital(i) && is_named_after(self.word(i))
    }

    fn is_low(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
    }

    fn all_high(&self) -> bool {
        self.tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .take(12)
            .all(|t| !self.reading.word(t).chars().any(char::is_lowercase))
    }

    /// "NIAMEY, Niger (Wire) —", "PARIS –" at the start of a paragraph.
    fn dateline(&self, first: usize, end: usize) -> bool {
        first == 0
            && self.tokens.len() > end + 3
            && (matches!(self.word(end), "—" | "–" | "(")
                || self.word(end) == "-" && !self.glued(end))
    }
}

/// The Arabic article.
fn is_article(word: &str) -> bool {
    matches!(word, "Al" | "El" | "al" | "el")
}

/// A stretch in which nothing is to be found.
fn nothing(first: usize, end: usize) -> PlaceName {
    PlaceName {
        first,
        end,
        core: (first, end),
        found: None,
        score: 0.0,
        rule: "",
        cue: None,
    }
}

/// Whether the place is known beyond its country.
fn is_strong(place: &Place) -> bool {
    !matches!(place.kind, PlaceKind::City) || place.population >= 100_000
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
