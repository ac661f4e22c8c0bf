//! Later mentions: a surname, a short name or an acronym of an actor found elsewhere in the
//! article.

use std::collections::HashMap;

use super::lexicon::{self, FIELD, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, ORDINARY, PLACE_HEAD, ROLE};
use super::words::Words;
use super::{COMMON_NOUN, Found};
use crate::annotation::Label;
use crate::matching::{Reading, Suggestion};
use crate::text::ByteRange;

/// Rules whose heads are names of people.
const OF_PEOPLE: &[&str] = &[
    "title before name", "given name", "initials before a name", "initial inside a name", "suffix of a name",
    "particle inside a name", "name explained behind it", "name behind a verb of saying",
];

/// A name that may be met again.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Where the full name stands.
    full: ByteRange,
    surname: bool,
    score: f32,
}

/// The names of an article, by the words that they are met again by.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    known: HashMap<&'a str, Known>,
    /// The most words that one of them has.
    longest: usize,
}

impl<'a> Names<'a> {
    /// From everything found in the article. Linear.
    pub(super) fn new(reading: &Reading<'a>, found: &[Suggestion]) -> Self {
        let mut names = Self::default();
        for suggestion in found {
            if suggestion.label != Label::ACTOR || suggestion.score < 0.7 || suggestion.reason.rule == COMMON_NOUN {
                continue;
            }
            let rule = suggestion.reason.rule;
            let name = suggestion.head.unwrap_or(suggestion.range);
            if OF_PEOPLE.contains(&rule) {
                names.add(reading, name, name, false, suggestion.score);
                let text = reading.quote(name);
                let bare = text.trim_end_matches(", Jr.").trim_end_matches(" Jr.").trim_end_matches(" Jr");
                if let Some(space) = bare.rfind(' ') {
                    let surname = ByteRange::new(name.start + space + 1, name.start + bare.len());
                    names.add(reading, surname, name, true, suggestion.score);
                }
            } else if matches!(rule, "known organisation" | "acronym in brackets behind the name" | "acronym" | "name with a head" | "name of a firm" | "name before a verb of saying or acting") {
                if rule != "name before a verb of saying or acting" || suggestion.score > 0.7 {
                    names.add(reading, name, name, false, suggestion.score);
                }
                if rule == "name of a firm" {
                    // `Acme Widgets Inc.`: met again without the suffix.
                    let text = reading.quote(name);
                    if let Some(space) = text.rfind(' ') {
                        names.add(reading, ByteRange::new(name.start, name.start + space), name, true, suggestion.score);
                    }
                }
            }
        }
        names
    }

    fn add(&mut self, reading: &Reading<'a>, short: ByteRange, full: ByteRange, surname: bool, score: f32) {
        let text = reading.quote(short).trim_end_matches(',');
        if text.chars().nth(1).is_none() {
            return;
        }
        let lower = text.to_lowercase();
        let traits = lexicon::traits(&lower, true);
        let ordinary = ORDINARY | NATIONALITY | FIELD | HEAD | OFFICE | ROLE | PLACE_HEAD | NO_ACTOR;
        if !text.contains(' ') && traits & ordinary != 0 && traits & GIVEN_NAME == 0 && !surname {
            return;
        }
        if surname && traits & (ORDINARY | NATIONALITY) != 0 {
            return;
        }
        self.longest = self.longest.max(text.split(' ').count()).min(6);
        let known = Known { full, surname, score };
        let place = self.known.entry(text).or_insert(known);
        if score > place.score {
            *place = known;
        }
    }

    /// Appends the later mentions of one paragraph.
    pub(super) fn find(&self, words: &Words<'_, 'a>, found: &mut Found<'_>) {
        if self.known.is_empty() {
            return;
        }
        let mut i = 0;
        while i < words.len() {
            i = self.mention(words, i, found).max(i + 1);
        }
    }

    fn mention(&self, words: &Words<'_, 'a>, i: usize, found: &mut Found<'_>) -> usize {
        if !words.capital(i) {
            return i + 1;
        }
        for length in (1..=self.longest).rev() {
            let end = i + length;
            if end > words.len() || (i + 1..end).any(|k| words.opens(k)) {
                continue;
            }
            let range = words.range(i, end);
            let Some(known) = self.known.get(words.reading.quote(range)) else {
                continue;
            };
            if known.full == range {
                return end;
            }
            let before = i > 0 && !words.opens(i) && words.capital(i - 1);
            let after = words.capital(end) && !words.opens(end);
            if length == 1 && (before || after) {
                return end;
            }
            let rule = if known.surname { "part of a name found in the article" } else { "name found elsewhere in the article" };
            found.add(rule, if length > 1 { 0.82 } else { 0.8 }, range, None, known.full);
            return end;
        }
        i + 1
    }
}
