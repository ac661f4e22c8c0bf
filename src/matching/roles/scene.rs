//! A sentence as the rules for roles see it: its words, and what is marked in it.

use super::{Candidate, Trigger};
use crate::annotation::{Flag, Label};
use crate::matching::events::clause::Clause;
use crate::matching::events::grammar::{Class, ends_as_adjective, ends_as_adverb};
use crate::matching::events::inflection::{Form, Part};
use crate::matching::events::lexicon::{Lexicon, Word};
use crate::matching::events::{context, flags::flags, is_irregular_past};
use crate::text::{ByteRange, Token, TokenKind, tokenise};

/// The tokens of a sentence with their entries in the lexicon of events.
pub struct Sentence<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    words: Vec<&'static Word>,
    classes: Vec<Class>,
}

impl<'t> Sentence<'t> {
    /// Linear in the sentence.
    pub fn new(text: &'t str, range: ByteRange) -> Self {
        let mut tokens = Vec::new();
        tokenise(text, range, &mut tokens);
        let lexicon = Lexicon::english();
        let (words, classes) = tokens
            .iter()
            .map(|token| {
                let word = text[token.range().as_range()].to_lowercase();
                let entry = lexicon.word(&word);
                let mut class = entry.class;
                if ends_as_adjective(&word) {
                    class = class | Class::ADJECTIVAL;
                }
                if ends_as_adverb(&word) {
                    class = class | Class::ADVERBIAL;
                }
                (entry, class)
            })
            .unzip();
        // A sentence that was cut out begins with its first word, whatever the tokeniser makes of
        // abbreviations inside.
        for token in tokens.iter_mut().skip(1) {
            token.opens_sentence = false;
        }
        Self {
            text,
            tokens,
            words,
            classes,
        }
    }

    fn clause(&self) -> Clause<'_> {
        Clause::new(self.text, &self.tokens, &self.words, &self.classes)
    }
}

/// How a trigger stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Active,
    Passive,
    Noun,
}

/// A sentence with its trigger and what may fill roles. Places are tokens.
pub struct Scene<'s> {
    pub clause: Clause<'s>,
    /// The candidate that covers a token: of nested ones the outer.
    mention: Vec<Option<usize>>,
    /// Of each figure, the actor whom it counts: `soldiers` in `at least 11 soldiers`.
    counted: Vec<Option<usize>>,
    /// First and last token of each candidate that stands here.
    places: Vec<Option<(usize, usize)>>,
    labels: Vec<Label>,
    /// Whether a token belongs to the trigger of another event.
    other: Vec<bool>,
    pub first: usize,
    pub last: usize,
    pub head: usize,
    pub voice: Voice,
    /// The dictionary form of the head, or its word.
    pub lemma: String,
}

impl<'s> Scene<'s> {
    /// The scene of a trigger; nothing where it does not stand in the sentence.
    pub fn new(
        sentence: &'s Sentence<'s>,
        trigger: &Trigger<'_>,
        candidates: &[Candidate],
    ) -> Option<Self> {
        let clause = sentence.clause();
        let (first, last) = tokens_of(&clause, trigger.range)?;
        let (_, head) = tokens_of(&clause, trigger.head.unwrap_or(trigger.range))?;
        let mut mention: Vec<Option<usize>> = vec![None; clause.tokens.len()];
        let mut places = Vec::with_capacity(candidates.len());
        let mut other = vec![false; clause.tokens.len()];
        for (number, candidate) in candidates.iter().enumerate() {
            let place = tokens_of(&clause, candidate.range)
                .filter(|_| !candidate.range.overlaps(trigger.range));
            places.push(place);
            let Some((from, to)) = place else { continue };
            if candidate.label == Label::EVENT {
                other[from..=to].fill(true);
                continue;
            }
            let longer = |other: usize| {
                places[other].is_some_and(|(a, b)| {
                    b - a > to - from
                        || b - a == to - from && rank(trigger, &candidates[other], candidate)
                })
            };
            for slot in &mut mention[from..=to] {
                if slot.is_none_or(|other| !longer(other)) {
                    *slot = Some(number);
                }
            }
        }
        let mut scene = Self {
            clause,
            mention,
            counted: counted(candidates),
            places,
            labels: candidates.iter().map(|c| c.label.clone()).collect(),
            other,
            first,
            last,
            head,
            voice: Voice::Noun,
            lemma: String::new(),
        };
        scene.read_trigger();
        Some(scene)
    }

    fn read_trigger(&mut self) {
        // Determiners and numbers may stand in front of what was marked by hand.
        while self.first < self.last && self.clause.is(self.first, Class::DETERMINER) {
            self.first += 1;
        }
        let chosen = context::choose(&self.clause, self.head, &mut |_| {});
        let senses = &self.clause.words[self.head].senses;
        let begins_with_verb = self.last > self.first && {
            let senses = &self.clause.words[self.first].senses;
            let known = senses.iter().any(|s| s.part == Part::Verb);
            let light = self.clause.is(self.first, Class::LIGHT);
            let determined = self.is_determined(self.first);
            !determined && (known || light || self.is_past(self.first))
        };
        let verb = if begins_with_verb {
            true
        } else if self.is_determined(self.first) {
            false
        } else if let Some(choice) = chosen {
            choice.sense.part == Part::Verb
        } else if self.last > self.first {
            self.is_past(self.first)
        } else {
            senses.iter().any(|s| s.part == Part::Verb)
                && !senses.iter().any(|s| s.part == Part::Noun)
                || senses.is_empty()
                    && (self.is_past(self.head) || ends(self.word(self.head), "ing"))
        };
        let part = if verb && !begins_with_verb {
            Part::Verb
        } else {
            Part::Noun
        };
        let sense = chosen.map(|choice| choice.sense).or_else(|| {
            let fitting = senses.iter().find(|s| s.part == part);
            fitting.or(senses.first()).copied()
        });
        self.lemma = match sense {
            Some(sense) => sense.lemma.to_owned(),
            None => self.word(self.head).to_lowercase(),
        };
        self.voice = match verb {
            false => Voice::Noun,
            true if self.is_passive(self.first) => Voice::Passive,
            true => Voice::Active,
        };
    }

    /// Whether the words before the trigger put it into the future.
    pub fn is_to_come(&self) -> bool {
        self.told_as().contains(&Flag::Future)
    }

    /// Whether the trigger is a verb that tells of something over: `warned`, `had been warned`, and
    /// neither `will be`, `could be` nor `is held`.
    pub fn has_happened(&self, trigger: &Trigger<'_>) -> bool {
        let open = |flag: &Flag| matches!(flag, Flag::Future | Flag::Hypothetical);
        let mut at = self.first;
        let mut present = false;
        while let Some(b) = self.clause.before(at).filter(|b| {
            self.is_auxiliary(*b)
                || self.clause.is_adverb(*b)
                || self.clause.is(*b, Class::NEGATION)
        }) {
            present |= self.any(b, &["is", "are", "am", "be", "being"]);
            at = b;
        }
        self.voice != Voice::Noun
            && self.is_past(self.first)
            && !present
            && !trigger.flags.iter().any(open)
            && !self.told_as().iter().any(open)
    }

    /// The flags that the words around the trigger give it.
    fn told_as(&self) -> Vec<Flag> {
        let part = match self.voice {
            Voice::Noun => Part::Noun,
            Voice::Active | Voice::Passive => Part::Verb,
        };
        let form = match self.clause.words[self.first]
            .senses
            .iter()
            .find(|s| s.part == part)
        {
            Some(sense) => sense.form,
            None if self.is_past(self.first) => Form::Past,
            None => Form::Base,
        };
        flags(&self.clause, self.first, self.last, part, form)
    }

    /// Whether a determiner, a possessive or an adjective stands directly before a token.
    pub fn is_determined(&self, at: usize) -> bool {
        self.clause.before(at).is_some_and(|b| {
            self.clause.is(b, Class::DETERMINER) && !self.clause.is(b, Class::SUBJECT)
                || self.clause.kind(b) == Some(TokenKind::Possessive)
        })
    }

    pub fn word(&self, at: usize) -> &'s str {
        self.clause.word(at)
    }

    pub fn len(&self) -> usize {
        self.clause.tokens.len()
    }

    /// The candidate that covers a token.
    pub fn at(&self, token: usize) -> Option<usize> {
        self.mention.get(token).copied().flatten()
    }

    /// Whether a token belongs to the trigger of another event.
    pub fn is_other(&self, token: usize) -> bool {
        self.other.get(token).copied().unwrap_or_default()
    }

    /// Whether a token begins the trigger of another event that reads as a verb: `set up`.
    pub fn is_other_verb(&self, token: usize) -> bool {
        if !self.is_other(token) || token > 0 && self.is_other(token - 1) {
            return false;
        }
        let noun = self.is_determined(token)
            || self.clause.before(token).is_some_and(|b| {
                self.clause
                    .is(b, Class::PREPOSITION | Class::ADJECTIVE | Class::TO)
            });
        let several = self.is_other(token + 1);
        let verb = self.clause.words[token].senses.iter();
        let verb = verb
            .filter(|s| s.part == Part::Verb)
            .any(|s| s.form != Form::Base);
        !noun && (verb || several && self.clause.is_content(token))
    }

    /// First and last token of a candidate.
    pub fn place(&self, candidate: usize) -> Option<(usize, usize)> {
        self.places.get(candidate).copied().flatten()
    }

    pub fn is_label(&self, candidate: usize, label: &Label) -> bool {
        self.labels.get(candidate) == Some(label)
    }

    /// Whether a candidate is somebody, or counts somebody who is marked within it.
    pub fn is_actor(&self, candidate: usize) -> bool {
        self.actor(candidate).is_some()
    }

    /// The actor that a candidate is, or counts.
    pub fn actor(&self, candidate: usize) -> Option<usize> {
        match self.is_label(candidate, &Label::ACTOR) {
            true => Some(candidate),
            false => self.counted.get(candidate).copied().flatten(),
        }
    }

    /// Whether a candidate behind the trigger or beside it only says what is reported:
    /// `…, police said`, `…, said the police`, `according to police`.
    pub fn is_speaker(&self, candidate: usize) -> bool {
        const SAYING: &[&str] = &[
            "said", "says", "say", "told", "tells", "added", "adds", "reported", "reports",
        ];
        let Some((first, last)) = self.place(candidate) else {
            return false;
        };
        let own = |at: usize| (self.first..=self.last).contains(&at);
        let says = |at: usize| self.any(at, SAYING) && !own(at);
        let mut after = self.clause.after(last);
        while let Some(at) = after.filter(|at| {
            self.at(*at).is_none() && (self.is_auxiliary(*at) || self.clause.is_adverb(*at))
        }) {
            after = self.clause.after(at);
        }
        if after.is_some_and(says) {
            return true;
        }
        let mut before = self.clause.before(first);
        while let Some(at) = before
            .filter(|at| self.clause.is(*at, Class::DETERMINER) || self.clause.is_adjective(*at))
        {
            before = self.clause.before(at);
        }
        let Some(b) = before else { return false };
        let quoted = self
            .clause
            .before(b)
            .is_none_or(|c| self.is_comma(c) || self.is_break(c));
        let according = self.any(b, &["to"])
            && self
                .clause
                .before(b)
                .is_some_and(|c| self.any(c, &["according"]));
        says(b) && quoted || according
    }

    /// Whether another candidate than this one covers its tokens.
    pub fn is_inside(&self, candidate: usize) -> bool {
        let place = self.place(candidate);
        place.is_some_and(|(first, _)| self.at(first) != Some(candidate))
    }

    /// Whether a token is one of these words, whatever its case.
    pub fn any(&self, at: usize, words: &[&str]) -> bool {
        at < self.len()
            && words
                .iter()
                .any(|word| self.word(at).eq_ignore_ascii_case(word))
    }

    pub fn is_comma(&self, at: usize) -> bool {
        at < self.len() && self.word(at) == ","
    }

    /// A mark that ends a clause: a semicolon, a colon, a dash between blanks, a quotation mark.
    pub fn is_break(&self, at: usize) -> bool {
        self.clause.kind(at) == Some(TokenKind::Mark)
            && matches!(
                self.word(at),
                ";" | ":" | "." | "!" | "?" | "—" | "“" | "”" | "\""
            )
    }

    /// A form of be or an auxiliary.
    pub fn is_auxiliary(&self, at: usize) -> bool {
        self.clause
            .is(at, Class::BE | Class::HAVE | Class::DO | Class::MODAL)
    }

    /// Whether a token reads as a past form: of the lexicon, of an irregular verb, or by its ending.
    pub fn is_past(&self, at: usize) -> bool {
        let word = self.word(at);
        let known = self.clause.words[at].senses.iter();
        let mut known = known.filter(|s| s.part == Part::Verb);
        known.any(|s| s.form == Form::Past)
            || is_irregular_past(word)
            || ends(word, "ed") && !self.clause.is(at, Class::CLOSED)
    }

    /// Whether a verb of its own clause stands at a token: not the trigger, no name, no part of
    /// something marked.
    pub fn is_verb(&self, at: usize) -> bool {
        if !self.clause.is_word(at) || self.at(at).is_some() || self.clause.is_name(at) {
            return false;
        }
        if (self.first..=self.last).contains(&at) {
            return false;
        }
        if self.is_auxiliary(at) {
            return true;
        }
        let past = self.is_past(at);
        let senses = &self.clause.words[at].senses;
        let finite = senses.iter().any(|s| {
            s.part == Part::Verb && matches!(s.form, Form::Past | Form::Third) && s.score >= 0.4
        });
        // `the wounded soldiers`, `his attacks on`
        let noun = self.is_determined(at)
            || self.clause.before(at).is_some_and(|b| {
                self.clause.is(b, Class::PREPOSITION) || self.clause.is(b, Class::ADJECTIVE)
            });
        (past || finite) && !noun
    }

    /// Whether a form of be stands before a past form.
    pub fn is_passive(&self, verb: usize) -> bool {
        if !self.is_past(verb) {
            return false;
        }
        let mut at = verb;
        for _ in 0..5 {
            let Some(b) = self.clause.before(at) else {
                break;
            };
            if self.clause.is(b, Class::BE) {
                return true;
            }
            // `was beaten and detained`
            let joined = self.any(b, &["and", "or"])
                && self.clause.before(b).is_some_and(|v| self.is_past(v));
            if joined && let Some(other) = self.clause.before(b) {
                return self.is_passive(other);
            }
            if !(self.clause.is_adverb(b) || self.clause.is(b, Class::NEGATION)) {
                break;
            }
            at = b;
        }
        self.is_reduced_at(verb)
    }

    /// `protesters detained by police`: a past form with its agent directly behind it.
    pub fn is_reduced_at(&self, verb: usize) -> bool {
        let mut at = verb;
        for _ in 0..4 {
            let Some(n) = self.clause.after(at) else {
                return false;
            };
            if self.any(n, &["by"]) {
                let agent = self.forward(n).and_then(|next| self.at(next));
                return agent.is_some_and(|agent| self.is_actor(agent));
            }
            let place = self.at(n).is_some_and(|m| !self.is_actor(m));
            let prep = self.any(n, &["in", "at", "near", "on", "outside"]);
            if !place && !prep && !self.clause.is_adverb(n) {
                return false;
            }
            at = self
                .at(n)
                .and_then(|m| self.place(m))
                .map_or(n, |(_, last)| last);
        }
        false
    }

    /// The token behind one, over determiners and adjectives up to something marked; else the next.
    pub fn forward(&self, at: usize) -> Option<usize> {
        let next = self.clause.after(at)?;
        let mut here = next;
        for _ in 0..5 {
            if self.at(here).is_some() {
                return Some(here);
            }
            let passes = self.clause.is(here, Class::DETERMINER)
                || self.clause.is_adjective(here)
                || self.clause.is_adverb(here)
                || self.clause.kind(here) == Some(TokenKind::Number)
                || matches!(self.word(here), "“" | "\"" | "‘");
            // `killing eleven and injuring thirty`: what is behind another event is its own.
            if !passes || self.is_other(here) {
                break;
            }
            here = self.clause.after(here)?;
        }
        Some(next)
    }

    /// The stretch of the text that some tokens cover.
    pub fn range(&self, first: usize, last: usize) -> ByteRange {
        self.clause.range(first, last)
    }
}

/// Whether the first of two candidates on the same words stands for them: figures, since they know
/// whom they count, and actors before places where nothing can be done to a place.
fn rank(trigger: &Trigger<'_>, a: &Candidate, b: &Candidate) -> bool {
    let of = |candidate: &Candidate| match &candidate.label {
        label if *label == Label::FIGURE => 2,
        label if *label == Label::ACTOR && trigger.is_between_parties() => 1,
        _ => 0,
    };
    of(a) >= of(b)
}

/// For each figure, the last actor that stands within it. Linear but for the sort.
fn counted(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut counted = vec![None; candidates.len()];
    let with = |label: Label| {
        let all = (0..candidates.len()).filter(move |n| candidates[*n].label == label);
        let mut all: Vec<usize> = all.collect();
        all.sort_by_key(|n| (candidates[*n].range.end, candidates[*n].range.start));
        all
    };
    let actors = with(Label::ACTOR);
    for figure in with(Label::FIGURE) {
        let range = candidates[figure].range;
        let behind = actors.partition_point(|n| candidates[*n].range.end <= range.end);
        let last = actors[..behind].last().copied();
        counted[figure] = last.filter(|n| range.contains_range(candidates[*n].range));
    }
    counted
}

/// The first and the last token that a range touches.
pub fn tokens_of(clause: &Clause<'_>, range: ByteRange) -> Option<(usize, usize)> {
    let tokens = clause.tokens;
    let first = tokens.partition_point(|token| token.range().end <= range.start);
    let end = tokens.partition_point(|token| token.range().start < range.end);
    (first < end).then(|| (first, end - 1))
}

pub fn ends(word: &str, ending: &str) -> bool {
    word.len() > ending.len() + 1 && word.to_ascii_lowercase().ends_with(ending)
}
