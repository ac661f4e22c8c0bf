//! The lexicon of triggers: word forms to what they may be, loaded once from the lists in
//! `assets/lexicons/events`.
//!
//! One hash look-up a token answers everything that the rules ask of a word: its senses as a
//! trigger, the phrases that begin with it, and what it is as a function word. It must never
//! allocate while an article is read.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::grammar::{Class, classes, ends_as_adjective, ends_as_adverb};
use super::inflection::{Form, Part, noun_forms, plural, verb_forms};
use super::situations::{Group, Situations};
use super::types::Kind;
use crate::matching::Form as Spelled;

const PLOVER: &str = include_str!("../../../assets/lexicons/events/plover.txt");
const BEYOND: &str = include_str!("../../../assets/lexicons/events/beyond.txt");
const PHRASES: &str = include_str!("../../../assets/lexicons/events/phrases.txt");
const IRREGULAR: &str = include_str!("../../../assets/lexicons/events/irregular.txt");

/// Longer words are no triggers.
const LONGEST: usize = 28;

/// One way of reading a word form as a trigger.
#[derive(Clone, Copy, Debug)]
pub struct Sense {
    pub lemma: &'static str,
    pub kind: Kind,
    pub part: Part,
    pub form: Form,
    pub score: f32,
    /// Suggested only where the words around it make the part of speech plain.
    pub strict: bool,
    /// Its list of situations, by number.
    pub situations: u16,
}

/// A phrase of several words, its first word left to the index.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub words: &'static str,
    /// Nothing: the phrase is no event.
    pub kind: Option<Kind>,
    pub part: Part,
    pub form: Form,
    pub score: f32,
    /// Where the head stands among the words.
    pub head: usize,
    /// Its list of situations, by number.
    pub situations: u16,
    rest: Vec<Piece>,
}

/// One place of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Word(Box<str>),
    /// A word by its number.
    Number(u32),
    /// A short object that is not part of the span.
    Gap,
}

impl Phrase {
    /// What follows the first word.
    pub fn rest(&self) -> &[Piece] {
        &self.rest
    }

    /// Whether an object stands inside, so that the span is the verb alone.
    pub fn has_gap(&self) -> bool {
        self.rest.contains(&Piece::Gap)
    }
}

/// A phrase, with the word by which most of those that begin alike are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Its number.
    pub phrase: u32,
    /// The number of its second word, or of the word behind the gap.
    pub then: u32,
    /// Whether the gap stands directly behind its first word.
    pub gap: bool,
}

impl Start {
    fn of(phrase: u32) -> Self {
        Self {
            phrase,
            then: 0,
            gap: false,
        }
    }
}

/// Everything known of one word form.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub class: Class,
    /// Its number among the words of the lexicon, from 1.
    pub number: u32,
    pub senses: Vec<Sense>,
    /// Phrases that begin with it, the longest first.
    pub phrases: Vec<Start>,
    /// The sets of situations that it belongs to.
    pub groups: Vec<Group>,
}

/// Word forms in lower case, and the phrases.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<Box<str>, Word>,
    phrases: Vec<Phrase>,
    pub situations: Situations,
}

/// A word that the lexicon does not know.
static UNKNOWN: LazyLock<Word> = LazyLock::new(Word::default);

impl Lexicon {
    /// The built-in lexicon, loaded at first use.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &ENGLISH
    }

    /// What is known of a distinct word of an article: its entry, and its classes with those of
    /// its ending.
    pub fn known(&'static self, form: &Spelled<'_>) -> (&'static Word, Class) {
        let word = self.word(&form.lower);
        let mut class = word.class;
        if ends_as_adjective(&form.lower) {
            class = class | Class::ADJECTIVAL;
        }
        if ends_as_adverb(&form.lower) {
            class = class | Class::ADVERBIAL;
        }
        (word, class)
    }

    /// What is known of a word as it stands in the text. Constant time.
    pub fn word(&self, word: &str) -> &Word {
        let mut lower = [0; LONGEST];
        let bytes = word.as_bytes();
        let Some(lower) = lower.get_mut(..bytes.len()) else {
            return &UNKNOWN;
        };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower)
            .ok()
            .and_then(|lower| self.words.get(lower))
            .unwrap_or(&UNKNOWN)
    }

    pub fn phrase(&self, number: u32) -> &Phrase {
        &self.phrases[number as usize]
    }

    fn load() -> Self {
        let mut lexicon = Self::default();
        let irregular = irregular_verbs();
        for (word, class) in classes() {
            let entry = lexicon.entry(word);
            entry.class = entry.class | class;
        }
        lexicon.situations =
            Situations::load(&mut |word, group| lexicon.entry(word).groups.push(group));
        lexicon.load_light_verbs(&irregular);
        lexicon.load_triggers(PLOVER, &irregular);
        lexicon.load_triggers(BEYOND, &irregular);
        lexicon.load_phrases(&irregular);
        lexicon.number_words();
        let phrases = &lexicon.phrases;
        for word in lexicon.words.values_mut() {
            for start in &mut word.phrases {
                (start.then, start.gap) = match *phrases[start.phrase as usize].rest {
                    [Piece::Number(then), ..] => (then, false),
                    [Piece::Gap, Piece::Number(then), ..] => (then, true),
                    _ => (0, false),
                };
            }
            word.phrases
                .sort_by_key(|start| std::cmp::Reverse(phrases[start.phrase as usize].rest.len()));
            if !word.senses.is_empty() || !word.phrases.is_empty() {
                word.class = word.class | Class::TRIGGER;
            }
        }
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        self.words.entry(word.into()).or_default()
    }

    /// Numbers the words, those of phrases too, and spells the phrases in numbers: a phrase is
    /// compared without looking at letters.
    fn number_words(&mut self) {
        let mut phrases = std::mem::take(&mut self.phrases);
        for piece in phrases.iter().flat_map(|p| &p.rest) {
            if let Piece::Word(word) = piece {
                self.entry(word);
            }
        }
        for (number, word) in (1..).zip(self.words.values_mut()) {
            word.number = number;
        }
        for piece in phrases.iter_mut().flat_map(|p| &mut p.rest) {
            if let Piece::Word(word) = piece {
                *piece = Piece::Number(self.words.get(word).map_or(0, |w| w.number));
            }
        }
        self.phrases = phrases;
    }

    fn load_light_verbs(&mut self, irregular: &Irregular) {
        for verb in super::grammar::LIGHT_VERBS {
            verb_forms(
                verb,
                irregular.get(verb).map(Vec::as_slice),
                &mut |form, _| {
                    let entry = self.entry(&form);
                    entry.class = entry.class | Class::LIGHT;
                },
            );
        }
    }

    fn load_triggers(&mut self, list: &'static str, irregular: &Irregular) {
        for (header, line) in sections(list) {
            let Some((kind, part, _)) = header else {
                continue;
            };
            let Some(kind) = kind else { continue };
            for item in line.split_whitespace() {
                let (lemma, score, strict) = marked(item);
                let mut add = |form_of_word: String, form| {
                    // `found` is nearly always the past of find.
                    if form_of_word == "found" {
                        return;
                    }
                    if form_of_word.contains('-') {
                        self.add_joined(&form_of_word, lemma, kind, part, form, score);
                        return;
                    }
                    let sense = Sense {
                        lemma,
                        kind,
                        part,
                        form,
                        score,
                        strict,
                        situations: self.situations.list_of(lemma),
                    };
                    let entry = self.entry(&form_of_word);
                    // The surest sense of a form decides its type, the first among equals.
                    let known = entry
                        .senses
                        .iter_mut()
                        .find(|s| s.part == part && s.form == form);
                    match known {
                        Some(known) if known.score < score => *known = sense,
                        Some(_) => {}
                        None => entry.senses.push(sense),
                    }
                };
                match part {
                    Part::Verb => {
                        verb_forms(lemma, irregular.get(lemma).map(Vec::as_slice), &mut add);
                    }
                    Part::Noun => noun_forms(lemma, &mut add),
                }
            }
        }
    }

    /// A lemma with a hyphen is several tokens: a phrase.
    fn add_joined(
        &mut self,
        word: &str,
        words: &'static str,
        kind: Kind,
        part: Part,
        form: Form,
        score: f32,
    ) {
        let pieces = pieces(word);
        if let Some((Piece::Word(first), rest)) = pieces.split_first() {
            let situations = self.situations.list_of(words);
            let number = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
            self.phrases.push(Phrase {
                words,
                kind: Some(kind),
                part,
                form,
                score: score - 0.05,
                head: pieces.len() - 1,
                situations,
                rest: rest.to_vec(),
            });
            self.entry(first).phrases.push(Start::of(number));
        }
    }

    fn load_phrases(&mut self, irregular: &Irregular) {
        for (header, line) in sections(PHRASES) {
            let Some((kind, part, inflected)) = header else {
                continue;
            };
            let (words, score, _) = marked(line.trim());
            let pieces = pieces(words);
            let Some((Piece::Word(first), rest)) = pieces.split_first() else {
                continue;
            };
            let head = match part {
                Part::Verb => 0,
                Part::Noun => pieces
                    .iter()
                    .position(|p| *p == Piece::Word("of".into()))
                    .map_or(pieces.len() - 1, |of| of.saturating_sub(1)),
            };
            let situations = self.situations.list_of(&words.replace(' ', "+"));
            let phrase = |form, rest: Vec<Piece>| Phrase {
                words,
                kind,
                part,
                form,
                score,
                head,
                situations,
                rest,
            };
            let mut forms: Vec<(String, Phrase)> = Vec::new();
            match part {
                Part::Verb if inflected => {
                    let irregular = irregular.get(&**first).map(Vec::as_slice);
                    verb_forms(first, irregular, &mut |form_of_word, form| {
                        forms.push((form_of_word, phrase(form, rest.to_vec())));
                    });
                }
                Part::Noun if inflected && head == 0 => {
                    noun_forms(first, &mut |form_of_word, form| {
                        forms.push((form_of_word, phrase(form, rest.to_vec())));
                    });
                }
                Part::Noun if inflected => {
                    forms.push((first.to_string(), phrase(Form::Singular, rest.to_vec())));
                    let mut many = rest.to_vec();
                    if let Some(Piece::Word(last)) = many.get_mut(head - 1) {
                        *last = plural(last).into();
                    }
                    forms.push((first.to_string(), phrase(Form::Plural, many)));
                }
                _ => forms.push((first.to_string(), phrase(Form::Base, rest.to_vec()))),
            }
            for (form, phrase) in forms {
                let number = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
                self.phrases.push(phrase);
                self.entry(&form).phrases.push(Start::of(number));
            }
        }
    }
}

/// Whether a word is a past form or participle of an irregular verb, whatever its case. The few
/// that are as often nouns or other words are left out.
pub fn is_irregular_past(word: &str) -> bool {
    static PASTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        const OTHERWISE: &[&str] = &[
            "read", "set", "put", "cut", "cost", "split", "spread", "ground", "born", "bit", "saw",
            "bid", "bent", "wound", "found", "hung",
        ];
        let forms = irregular_verbs().into_values().flatten();
        forms.filter(|form| !OTHERWISE.contains(form)).collect()
    });
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|lower| PASTS.contains(lower))
}

type Irregular = HashMap<&'static str, Vec<&'static str>>;

fn irregular_verbs() -> Irregular {
    lines(IRREGULAR)
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let lemma = words.next()?;
            Some((lemma, words.flat_map(|w| w.split('/')).collect()))
        })
        .collect()
}

type Header = (Option<Kind>, Part, bool);

/// The lines of a list with the section that each stands in: type, part of speech, whether
/// phrases are inflected.
fn sections(list: &'static str) -> impl Iterator<Item = (Option<Header>, &'static str)> {
    let mut header = None;
    lines(list).filter_map(move |line| {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            let part = if section.contains("noun") {
                Part::Noun
            } else {
                Part::Verb
            };
            let name = section.split(' ').next().unwrap_or_default();
            let inflected = section != "none phrase";
            header = Some((Kind::named(name), part, inflected));
            None
        } else {
            Some((header, line))
        }
    })
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A lemma or phrase without its mark, its score, and whether it is strict.
fn marked(item: &'static str) -> (&'static str, f32, bool) {
    if let Some(lemma) = item.strip_suffix('?') {
        (lemma, 0.62, false)
    } else if let Some(lemma) = item.strip_suffix('~') {
        (lemma, 0.4, false)
    } else if let Some(lemma) = item.strip_suffix('!') {
        (lemma, 0.74, true)
    } else {
        (item, 0.82, false)
    }
}

/// The words of a phrase as the tokeniser cuts them: hyphens stand alone.
fn pieces(words: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in words.split(' ') {
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                pieces.push(Piece::Word("-".into()));
            }
            if part == "_" {
                pieces.push(Piece::Gap);
            } else {
                pieces.push(Piece::Word(part.into()));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(word: &str) -> Vec<Kind> {
        let senses = &Lexicon::english().word(word).senses;
        senses.iter().map(|s| s.kind).collect()
    }

    #[test]
    fn inflected_and_irregular_forms_are_known_in_any_case() {
        for form in [
            "withdraw",
            "Withdrew",
            "withdrawn",
            "WITHDRAWING",
            "withdraws",
            "withdrawal",
        ] {
            assert_eq!(kinds(form)[0], Kind::Retreat, "{form}");
        }
        assert_eq!(kinds("clashes")[0], Kind::Assault);
        assert!(kinds("withdrawed").is_empty());
        assert!(kinds("table").is_empty());
        assert!(kinds("ääääääääääääääääääääääääää").is_empty());
    }

    #[test]
    fn the_lists_are_large_and_sound() {
        let lexicon = Lexicon::english();
        assert!(lexicon.words.len() > 4000, "{}", lexicon.words.len());
        for word in lexicon.words.keys() {
            assert!(!word.contains(['?', '~', '!', '[', ' ']), "{word}");
        }
    }
}
