//! The parts of a mention: name, office, state. By them mentions of one actor are told.

use super::Codes;
use super::hits::{What, has, is_article};
use super::lexicon::{self, Weight};
use super::phrase::Phrase;
use super::words::{Word, Words};
use crate::matching::actors::lexicon::{ADDRESS, HEAD, OFFICE, PARTICLE};
use crate::text::{Article, ByteRange};

/// What a mention is made of.
#[derive(Clone, Debug, Default)]
pub(in crate::matching) struct Shape {
    /// The words of a name in lower case, without titles: `ebrahim`, `raisi`.
    pub name: Vec<String>,
    /// Where the name stands.
    pub name_range: Option<ByteRange>,
    /// Whether the name can be a person's.
    pub person: bool,
    /// The words of an office or role in lower case, without nationality: `foreign minister`.
    pub office: String,
    /// Whether one person holds it: "minister", not "ministers" or "army".
    pub held_by_one: bool,
    /// The country where the mention is its name and nothing else, told apart from its capital.
    pub state: Option<String>,
    pub codes: Codes,
    /// The whole mention as it is compared: lower case, without articles and points.
    pub whole: String,
}

impl Shape {
    /// Reads a mention. Costs its words.
    pub fn of(article: &Article, range: ByteRange, head: Option<ByteRange>) -> Self {
        let words = Words::within(article, range);
        let phrase = Phrase::of(&words);
        let codes = phrase.codes(true);
        let all = &words.words;
        let first = all.iter().position(|word| !is_article(word));
        let first = first.unwrap_or(all.len());
        let mut shape = Self {
            whole: lexicon::spelled(&words.lower(first, all.len())),
            ..Self::default()
        };
        let end = phrase.core_end_of_name();
        let roles = |hit: &&super::hits::Hit| matches!(hit.what, What::Role(_)) && hit.to <= end;
        let last_role = phrase.hits().iter().rev().find(roles);
        let (title_end, name_end) = name_of(&words, first, end, last_role.map(|hit| hit.to), head);
        let name_start = (title_end..name_end)
            .find(|i| !(has(&all[*i].lower, ADDRESS) && *i + 1 < name_end))
            .unwrap_or(name_end);
        let named = phrase
            .hits()
            .iter()
            .find(|hit| hit.from == first && hit.to == all.len());
        match named.map(|hit| &hit.what) {
            Some(What::Country {
                code,
                named: true,
                capital,
                ..
            }) => {
                let by = if *capital { " by its capital" } else { "" };
                shape.state = Some(format!("{code}{by}"));
            }
            Some(What::Country { .. } | What::People) => {}
            _ if name_start < name_end => {
                let name = &all[name_start..name_end];
                shape.name = name
                    .iter()
                    .map(|word| lexicon::spelled(&word.lower))
                    .collect();
                let (from, to) = (name[0].range.start, name[name.len() - 1].range.end);
                shape.name_range = Some(ByteRange::new(from, to));
                let body = |word: &Word<'_>| has(&word.lower, HEAD) && !has(&word.lower, OFFICE);
                let known = matches!(named.map(|hit| &hit.what), Some(What::Known(_)));
                shape.person = !known && name.len() <= 5 && !name.iter().any(body);
            }
            _ => {}
        }
        let title_end = if shape.name.is_empty() {
            end
        } else {
            title_end
        };
        if let Some(last) = last_role.filter(|hit| hit.to <= title_end) {
            let nation = |i: usize| {
                let over = phrase.hits().iter().find(|hit| hit.from <= i && i < hit.to);
                over.is_some_and(|hit| !matches!(hit.what, What::Role(_)))
            };
            let mut office: Vec<String> = (first..last.to)
                .filter(|i| !nation(*i))
                .map(|i| unified(&all[i].lower))
                .collect();
            if shape.name.is_empty() {
                let field = phrase.completes(end).into_iter().filter(|i| !nation(*i));
                let field: Vec<_> = field.map(|i| unified(&all[i].lower)).collect();
                office.splice(0..0, field);
            }
            shape.office = office.join(" ");
            let word = &all[last.to - 1].lower;
            let family = matches!(last.what, What::Role(role) if role.weight == Weight::Family);
            shape.held_by_one =
                !family && has(word, OFFICE) && !word.ends_with("men") && !is_plural(word);
        }
        shape.codes = codes;
        shape
    }
}

/// British and American spelling as one.
fn unified(word: &str) -> String {
    match word {
        "defence" => "defense".to_owned(),
        "labour" => "labor".to_owned(),
        word => word.to_owned(),
    }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

/// From where to where the words are a name: behind the title, all with capitals.
fn name_of(
    words: &Words<'_>,
    first: usize,
    end: usize,
    title: Option<usize>,
    head: Option<ByteRange>,
) -> (usize, usize) {
    let all = &words.words;
    let named = |from: usize, to: usize| {
        from < to
            && all[from].capital
            && all[to - 1].capital
            && all[from..to].iter().all(|word| {
                word.capital
                    || word.hyphened
                    || has(&word.lower, PARTICLE)
                    || word.lower == "of"
                    || word.lower == "for"
            })
    };
    if let Some(head) = head {
        let from = all.iter().position(|word| word.range.start >= head.start);
        let to = all.iter().rposition(|word| word.range.end <= head.end);
        if let (Some(from), Some(to)) = (from, to)
            && named(from, to + 1)
            && title.is_none_or(|title| title <= from)
        {
            return (from, to + 1);
        }
    }
    let from = title.unwrap_or(first);
    if from < end && named(from, end) {
        return (from, end);
    }
    // A body whose name goes on behind a preposition.
    if title.is_none() && named(first, all.len()) && words.unbroken(first, all.len()) {
        return (first, all.len());
    }
    (end, end)
}
