//! Later mentions: a surname, a short name or an acronym of an actor found elsewhere in the
//! article.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Found;
use super::lexicon::{
    self, FIELD, GIVEN_NAME, HEAD, NATIONALITY, NO_ACTOR, OFFICE, ORDINARY, PLACE_HEAD, ROLE,
};
use super::words::Words;
use crate::annotation::Label;
use crate::matching::places::Gazetteer;
use crate::matching::{Reading, Suggestion};
use crate::text::ByteRange;

/// Rules whose heads are names of people.
const OF_PEOPLE: &[&str] = &[
    "title before name",
    "given name",
    "initials before a name",
    "initial inside a name",
    "suffix of a name",
    "particle inside a name",
    "name explained behind it",
    "name behind a verb of saying",
];

/// Rules whose ranges are names of bodies, or of anything that acts.
const OF_BODIES: &[&str] = &[
    "known organisation",
    "acronym in brackets behind the name",
    "acronym",
    "name with a head",
    "name of a firm",
    "name before a verb of saying or acting",
];

/// What of a name is met again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Surname,
    /// A first name, of someone whom the article names in full.
    Given,
    /// A firm without its suffix.
    Short,
}

/// A name that may be met again.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Where the full name stands.
    full: ByteRange,
    part: Part,
    /// How sure the first mention was.
    score: f32,
}

/// The names of an article, by the words that they are met again by.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    known: HashMap<&'a str, Known, RandomState>,
    /// The most words that a name with this first word has.
    longest: HashMap<&'a str, usize, RandomState>,
}

impl<'a> Names<'a> {
    /// From everything found in the article. Linear.
    pub(super) fn new(reading: &Reading<'a>, found: &[Suggestion]) -> Self {
        let mut names = Self::default();
        for suggestion in found
            .iter()
            .filter(|s| s.label == Label::ACTOR && s.score >= 0.64)
        {
            let rule = suggestion.reason.rule;
            let name = suggestion.head.unwrap_or(suggestion.range);
            let text = reading.quote(name);
            let score = suggestion.score;
            if OF_PEOPLE.contains(&rule) {
                names.add(reading, name, name, Part::Whole, score);
                let bare = text
                    .trim_end_matches('.')
                    .trim_end_matches("Jr")
                    .trim_end_matches("Sr")
                    .trim_end_matches([' ', ',']);
                if let Some(space) = bare.rfind(' ') {
                    let surname = ByteRange::new(name.start + space + 1, name.start + bare.len());
                    names.add(reading, surname, name, Part::Surname, score);
                    // `al-Assad` is met again as `Assad`.
                    let short = reading.quote(surname);
                    if let Some(article) = ["al-", "Al-", "el-", "El-"]
                        .iter()
                        .find(|a| short.starts_with(**a))
                    {
                        let rest = ByteRange::new(surname.start + article.len(), surname.end);
                        names.add(reading, rest, name, Part::Surname, score);
                    }
                    let given =
                        ByteRange::new(name.start, name.start + bare.find(' ').unwrap_or(space));
                    if lexicon::traits(&reading.quote(given).to_lowercase(), true) & GIVEN_NAME != 0
                    {
                        names.add(reading, given, name, Part::Given, score - 0.12);
                    }
                }
            } else if OF_BODIES.contains(&rule) {
                names.add(reading, name, name, Part::Whole, score);
                if rule == "name of a firm"
                    && let Some(space) = text.rfind(' ')
                {
                    let short = ByteRange::new(name.start, name.start + space);
                    names.add(reading, short, name, Part::Short, score);
                }
            }
        }
        names
    }

    fn add(
        &mut self,
        reading: &Reading<'a>,
        short: ByteRange,
        full: ByteRange,
        part: Part,
        score: f32,
    ) {
        let text = reading.quote(short).trim_end_matches(',');
        if text.chars().nth(1).is_none() {
            return;
        }
        let traits = lexicon::traits(&text.to_lowercase(), true);
        let single = !text.contains(' ');
        let known = if part == Part::Surname {
            ORDINARY | NATIONALITY
        } else {
            ORDINARY | NATIONALITY | FIELD | HEAD | OFFICE | ROLE | PLACE_HEAD | NO_ACTOR
        };
        if single && traits & known != 0 && traits & GIVEN_NAME == 0 {
            return;
        }
        if part != Part::Surname
            && Gazetteer::built_in()
                .named(text)
                .is_some_and(|place| place.country().is_some() || place.best().population > 100_000)
        {
            return;
        }
        let words = text.split(' ').count().min(6);
        // `AT&T` is read as three words, `al-Assad` and `J.` as one.
        let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '‑' | '.' | '\'' | '’');
        let first = text.split(ends).next().unwrap_or(text);
        let longest = self.longest.entry(first).or_default();
        *longest = words.max(*longest);
        let known = Known { full, part, score };
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
        let Some(&longest) = self.longest.get(words.text(i)) else {
            return i + 1;
        };
        for length in (1..=longest).rev() {
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
            let rule = match known.part {
                Part::Surname => "surname of a name found in the article",
                Part::Given => "first name of someone named in the article",
                Part::Short => "firm found in the article",
                Part::Whole => "name found elsewhere in the article",
            };
            let score = if length > 1 {
                known.score - 0.05
            } else {
                (known.score - 0.06).min(0.8)
            };
            found.add(rule, score, range, None, known.full);
            return end;
        }
        i + 1
    }
}
