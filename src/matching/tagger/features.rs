//! What the tagger sees of a token: its own form, its neighbours, and the run of capitals that it
//! stands in.
//!
//! The attributes of a form come from [`super::forms`] and are the same wherever it stands; those
//! here depend on the place. Training and tagging share every line of this.

use std::ops::Range;

use super::document::{Document, told};
use super::forms::{Form, PLACES, Place};
use super::hashing::{Attribute, one, two};
use crate::matching::FormId;
use crate::matching::places::{Gazetteer, Place as Settlement, PlaceKind};
use crate::text::{Token, TokenKind};

/// The templates of contexts.
mod template {
    pub const OPENS: u32 = 64;
    pub const EDGE_BEFORE: u32 = 65;
    pub const EDGE_BEHIND: u32 = 66;
    pub const TOLD: u32 = 67;
    pub const TOLD_ALL: u32 = 68;
    pub const PAIR_BEFORE: u32 = 69;
    pub const PAIR_BEHIND: u32 = 70;
    pub const SHAPES: u32 = 71;
    pub const TRAITS_BEFORE: u32 = 72;
    pub const TRAITS_BEHIND: u32 = 73;
    pub const RUN_BEFORE: u32 = 74;
    pub const RUN_BEHIND: u32 = 75;
    pub const RUN_FIRST: u32 = 76;
    pub const RUN_LAST: u32 = 77;
    pub const RUN_LENGTH: u32 = 78;
    pub const RUN_TRAITS: u32 = 79;
    pub const RUN_BETWEEN: u32 = 80;
    pub const PLACE: u32 = 81;
    pub const PLACE_BEFORE: u32 = 82;
    pub const PLACE_BEHIND: u32 = 83;
    pub const PLACE_CONTEXT: u32 = 84;
    pub const GLUED: u32 = 85;
    pub const LOUD: u32 = 86;
    pub const OPENS_TOLD: u32 = 87;
    pub const NONE_BEFORE: u32 = 88;
    pub const NONE_BEHIND: u32 = 89;
    pub const ALWAYS: u32 = 90;
    pub const RUN_BEFORE_TRAITS: u32 = 91;
    pub const RUN_BEHIND_TRAITS: u32 = 92;
    pub const PLACE_WHOLE_RUN: u32 = 93;
}

/// A run of capitals inside a stretch.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    end: usize,
}

/// Works out attributes; kept between stretches for its buffers.
#[derive(Default)]
pub(super) struct Features {
    /// What the gazetteer says of each token of the stretch; 0 nothing.
    places: Vec<u32>,
    runs: Vec<Run>,
}

/// The tokens of a paragraph with their forms.
#[derive(Clone, Copy)]
struct Paragraph<'d, 'r> {
    document: &'d Document<'r>,
    tokens: &'d [Token],
    ids: &'d [FormId],
}

impl Paragraph<'_, '_> {
    /// The form of token `i`, if it stands in the sentence of token `of`, one or two tokens away.
    fn neighbour(&self, of: usize, i: Option<usize>) -> Option<&Form> {
        let i = i.filter(|&i| i < self.ids.len())?;
        let crosses = (of.min(i) + 1..=of.max(i)).any(|k| self.tokens[k].opens_sentence);
        (!crosses).then(|| self.document.form(self.ids[i]))
    }

    fn form(&self, i: usize) -> &Form {
        self.document.form(self.ids[i])
    }

    /// Whether token `i` goes on a run of capitals.
    fn runs_on(&self, i: usize) -> bool {
        self.form(i).upper
            || self.tokens[i].kind == TokenKind::Mark
                && matches!(
                    self.document.reading.word(&self.tokens[i]),
                    "-" | "." | "&" | "’" | "'"
                )
                && i > 0
                && (self.tokens[i - 1].end == self.tokens[i].start
                    || self.document.reading.word(&self.tokens[i]) == "&")
    }
}

impl Features {
    /// Gives the attributes of every token of a stretch: first to `form` the form of the token or
    /// of a neighbour and where it stands, then to `context` what depends on the place. `context`
    /// is called with the token's index in the stretch.
    pub(super) fn of_stretch(
        &mut self,
        document: &Document<'_>,
        paragraph: usize,
        stretch: Range<usize>,
        mut form: impl FnMut(usize, FormId, Place),
        mut context: impl FnMut(usize, Attribute),
    ) {
        let words = Paragraph {
            document,
            tokens: document.reading.tokens(paragraph),
            ids: document.reading.forms(paragraph),
        };
        self.read_places(&words, &stretch);
        self.read_runs(&words, &stretch);
        let loud = words.is_loud(&stretch);
        for (at, i) in stretch.clone().enumerate() {
            for place in PLACES {
                let neighbour = match place {
                    Place::Here => Some(i),
                    Place::Before => i.checked_sub(1),
                    Place::Behind => Some(i + 1),
                    Place::TwoBefore => i.checked_sub(2),
                    Place::TwoBehind => Some(i + 2),
                };
                if words.neighbour(i, neighbour).is_some()
                    && let Some(n) = neighbour
                {
                    form(at, words.ids[n], place);
                } else if place == Place::Before {
                    context(at, one(template::NONE_BEFORE, 0));
                } else if place == Place::Behind {
                    context(at, one(template::NONE_BEHIND, 0));
                }
            }
            let mut give = |attribute| context(at, attribute);
            give(one(template::ALWAYS, 0));
            if at == 0 {
                give(one(template::EDGE_BEFORE, 0));
            }
            if i + 1 == stretch.end {
                give(one(template::EDGE_BEHIND, 0));
            }
            if loud {
                give(one(template::LOUD, words.form(i).shape));
            }
            words.of_token(i, &mut give);
            self.of_run(&words, i, at, &mut give);
        }
    }

    fn of_run(
        &self,
        words: &Paragraph<'_, '_>,
        i: usize,
        at: usize,
        give: &mut impl FnMut(Attribute),
    ) {
        let place = self.places[at];
        let before = at.checked_sub(1).map_or(0, |b| self.places[b]);
        let behind = self.places.get(at + 1).copied().unwrap_or(0);
        if place != 0 {
            give(one(template::PLACE, place));
            give(one(template::PLACE, 1_000_000 + (place >> 6)));
            give(one(template::PLACE, 2_000_000 + (place & 0b11_1111)));
            let word = words.neighbour(i, i.checked_sub(1)).map_or(0, |f| f.lower);
            give(two(template::PLACE_CONTEXT, place >> 6, word));
        }
        if before != 0 {
            give(one(template::PLACE_BEFORE, before >> 6));
        }
        if behind != 0 {
            give(one(template::PLACE_BEHIND, behind >> 6));
        }
        let run = self.runs[at];
        if run.first >= run.end {
            return;
        }
        let (first, last) = (words.form(run.first), words.form(run.end - 1));
        let length = u32::try_from((run.end - run.first).min(6)).unwrap_or(6);
        let position = u32::from(i > run.first) * 2 + u32::from(i + 1 < run.end);
        let known = |f: Option<&Form>| f.map_or((0, 0), |f| (f.lower, f.traits));
        let (word_before, traits_before) =
            known(words.neighbour(run.first, run.first.checked_sub(1)));
        let (word_behind, traits_behind) = known(words.neighbour(run.end - 1, Some(run.end)));
        give(two(template::RUN_LENGTH, length, position));
        give(one(template::RUN_BEFORE, word_before));
        give(one(template::RUN_BEHIND, word_behind));
        give(two(template::RUN_BETWEEN, word_before, length));
        give(two(template::RUN_BETWEEN, !word_behind, length));
        if traits_before != 0 {
            give(one(template::RUN_BEFORE_TRAITS, traits_before));
        }
        if traits_behind != 0 {
            give(one(template::RUN_BEHIND_TRAITS, traits_behind));
        }
        if run.end - run.first > 1 {
            give(one(template::RUN_FIRST, first.lower));
            give(one(template::RUN_LAST, last.lower));
            if first.traits != 0 {
                give(two(template::RUN_TRAITS, 0, first.traits));
            }
            if last.traits != 0 {
                give(two(template::RUN_TRAITS, 1, last.traits));
            }
        }
        let base = i - at;
        let whole = (run.first..run.end).all(|k| {
            k.checked_sub(base)
                .and_then(|k| self.places.get(k))
                .is_some_and(|&p| p != 0)
        });
        if whole {
            give(two(template::PLACE_WHOLE_RUN, place >> 6, word_before));
            give(one(template::PLACE_WHOLE_RUN, place));
        }
    }

    /// What the gazetteer says of each token: kind, size and namesakes, and whether the token
    /// begins the name.
    fn read_places(&mut self, words: &Paragraph<'_, '_>, stretch: &Range<usize>) {
        let gazetteer = Gazetteer::built_in();
        self.places.clear();
        self.places.resize(stretch.len(), 0);
        let mut i = stretch.start;
        while i < stretch.end {
            if !words.tokens[i].capital {
                i += 1;
                continue;
            }
            let Some(found) = gazetteer.longest(words.document.reading, words.tokens, i) else {
                i += 1;
                continue;
            };
            let class = class(&found.best());
            let end = (i + found.tokens.max(1)).min(stretch.end);
            for k in i..end {
                let position = 1 + u32::from(k > i) + 2 * u32::from(k + 1 < end);
                self.places[k - stretch.start] = class << 6 | position;
            }
            i = end;
        }
    }

    fn read_runs(&mut self, words: &Paragraph<'_, '_>, stretch: &Range<usize>) {
        self.runs.clear();
        let mut i = stretch.start;
        while i < stretch.end {
            if !words.form(i).upper {
                self.runs.push(Run { first: i, end: i });
                i += 1;
                continue;
            }
            let mut end = i + 1;
            let mut at = end;
            while at < stretch.end && words.runs_on(at) && !words.tokens[at].opens_sentence {
                at += 1;
                if words.form(at - 1).upper {
                    end = at;
                }
            }
            for _ in i..end {
                self.runs.push(Run { first: i, end });
            }
            i = end;
        }
    }
}

impl Paragraph<'_, '_> {
    fn of_token(&self, i: usize, give: &mut impl FnMut(Attribute)) {
        let form = self.form(i);
        let token = self.tokens[i];
        let (before, behind) = (
            self.neighbour(i, i.checked_sub(1)),
            self.neighbour(i, Some(i + 1)),
        );
        if token.opens_sentence {
            give(one(template::OPENS, form.shape));
        }
        if form.upper {
            let told = self.document.told(self.ids[i]);
            let all = u32::from(told) | u32::from(token.opens_sentence) << 15;
            give(one(template::TOLD_ALL, all));
            for bit in 0..told::BITS {
                if told & (1 << bit) != 0 {
                    give(one(template::TOLD, u32::from(bit)));
                }
            }
            if token.opens_sentence {
                let plain = u32::from(told & (told::LOW_ELSEWHERE | told::INSIDE));
                give(two(template::OPENS_TOLD, plain, form.traits));
            }
        }
        let lower = |f: Option<&Form>| f.map_or(0, |f| f.lower);
        let shape = |f: Option<&Form>| f.map_or(0, |f| f.shape);
        give(two(template::PAIR_BEFORE, lower(before), form.lower));
        give(two(template::PAIR_BEHIND, form.lower, lower(behind)));
        give(two(
            template::SHAPES,
            one(shape(before), form.shape),
            shape(behind),
        ));
        if let Some(before) = before.filter(|f| f.traits != 0) {
            give(two(template::TRAITS_BEFORE, before.traits, form.shape));
        }
        if let Some(behind) = behind.filter(|f| f.traits != 0) {
            give(two(template::TRAITS_BEHIND, behind.traits, form.shape));
        }
        if i > 0 && self.tokens[i - 1].end == token.start {
            give(one(template::GLUED, lower(before)));
        }
    }

    /// Whether nearly all words of a long stretch shout or have capitals.
    fn is_loud(&self, stretch: &Range<usize>) -> bool {
        let (loud, all) = stretch
            .clone()
            .filter(|&i| self.tokens[i].kind == TokenKind::Word)
            .fold((0, 0), |(loud, all), i| {
                (loud + usize::from(self.form(i).shouts), all + 1)
            });
        all >= 4 && loud * 10 >= all * 6
    }
}

/// A place as a small number: kind, size, and whether it shares its name with words or people.
fn class(place: &Settlement) -> u32 {
    let kind = match place.kind {
        PlaceKind::Country => 1,
        PlaceKind::Region => 2,
        PlaceKind::Capital => 3,
        PlaceKind::City => 4,
        PlaceKind::Water => 5,
        PlaceKind::Mountain => 6,
        PlaceKind::Area => 7,
    };
    let size = match place.population {
        0..15_000 => 0,
        15_000..100_000 => 1,
        100_000..1_000_000 => 2,
        _ => 3,
    };
    kind | size << 3
        | u32::from(place.is_common_word()) << 5
        | u32::from(place.is_given_name()) << 6
        | u32::from(place.is_surname()) << 7
        | u32::from(place.is_acronym()) << 8
}
