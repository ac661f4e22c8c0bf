//! What may be typed next in a query.

use super::fields::{self, Field, FieldDef, Takes};
use super::reading::{ends_word, field_length};
use super::vocabulary::Vocabulary;
use super::words::write_value;
use crate::text::ByteRange;

/// What may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the query that the one taken replaces.
    pub range: ByteRange,
    pub items: Vec<Completion>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is put into the query. One that ends with a colon wants a value behind it.
    pub text: String,
    /// What it asks, in a few words; may be empty.
    pub help: String,
}

/// More are not offered at once.
const MOST: usize = 50;

/// What may stand at a caret, a byte of the query: fields and keywords where a word begins, values
/// behind a field's colon, nothing inside quotes. What is typed already is not offered.
#[must_use]
pub fn complete(query: &str, caret: usize, vocabulary: &Vocabulary) -> Completions {
    let caret = query.floor_char_boundary(caret);
    let before = &query[..caret];
    let Some(start) = word_start(before) else {
        let range = ByteRange::new(caret, caret);
        let items = Vec::new();
        return Completions { range, items };
    };
    let word = &before[start..];
    let signs = word.len() - word.trim_start_matches('-').len();
    let (start, word) = (start + signs, &word[signs..]);
    let rest = &query[caret..];
    let end = caret + rest.find(ends_word).unwrap_or(rest.len());
    let Some(length) = field_length(word) else {
        let items = names(word, vocabulary);
        // What follows the caret in the same word stays where it is no part of the name.
        let range = ByteRange::new(start, caret);
        return Completions { range, items };
    };
    let name = &word[..length];
    let typed = word[length..].trim_start_matches([':', '=', '<', '>']);
    let (value_start, typed) = (caret - typed.len(), typed);
    let (head, attribute) = name.split_once('.').unwrap_or((name, ""));
    let values = match fields::field(head) {
        Some(def) if def.takes == Takes::Role && typed.contains('=') => {
            let at = typed.find('=').map_or(0, |at| at + 1);
            let start = value_start + at;
            let items = offered(vocabulary.names.iter().map(String::as_str), &typed[at..]);
            let range = ByteRange::new(start, end);
            return Completions { range, items };
        }
        Some(def) => offered(values(def, attribute, vocabulary).into_iter(), typed),
        None => Vec::new(),
    };
    Completions {
        range: ByteRange::new(value_start, end),
        items: values,
    }
}

/// Where the bare word begins that ends at the end; nothing inside quotes.
fn word_start(before: &str) -> Option<usize> {
    let (mut start, mut close, mut escaped) = (0, None, false);
    for (at, c) in before.char_indices() {
        match close {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(end) if c == end => {
                close = None;
                start = at + c.len_utf8();
            }
            Some(_) => {}
            None if c == '"' => close = Some('"'),
            None if matches!(c, '“' | '”') => close = Some('”'),
            None if ends_word(c) => start = at + c.len_utf8(),
            None => {}
        }
    }
    close.is_none().then_some(start)
}

fn begins_with(name: &str, typed: &str) -> bool {
    let (mut name, typed) = (name.chars(), typed.chars());
    typed.flat_map(char::to_lowercase).all(|wanted| {
        name.next()
            .is_some_and(|c| c.to_lowercase().eq(std::iter::once(wanted)))
    })
}

fn names(typed: &str, vocabulary: &Vocabulary) -> Vec<Completion> {
    let mut found = Vec::new();
    let mut offer = |text: String, help: &str| {
        if begins_with(&text, typed) && text != typed {
            let help = help.to_owned();
            found.push(Completion { text, help });
        }
    };
    let typed_attribute = typed.contains('.');
    for def in fields::FIELDS {
        let Some(known) = vocabulary.named(def) else {
            offer(format!("{}:", def.name), def.help);
            continue;
        };
        if known.is_empty() && !typed_attribute {
            offer(format!("{}.", def.name), def.help);
        }
        for (name, _) in known {
            offer(format!("{}.{name}:", def.name), def.help);
        }
    }
    let own = vocabulary.labels.iter().filter(|label| {
        let lexical = field_length(&format!("{label}:")).is_some_and(|n| n == label.len());
        lexical && fields::field(label).is_none()
    });
    for label in own {
        offer(format!("{label}:"), "a span of this label with these words");
    }
    // Where nothing is typed the fields are enough.
    if !typed.is_empty() {
        for state in fields::ALONE {
            offer((*state).to_owned(), "");
        }
        offer("or ".to_owned(), "either of two");
        offer("not ".to_owned(), "leaves out what follows");
    }
    found.truncate(MOST);
    found
}

fn values<'v>(def: &FieldDef, attribute: &str, vocabulary: &'v Vocabulary) -> Vec<&'v str> {
    fn all(list: &[String]) -> Vec<&str> {
        list.iter().map(String::as_str).collect()
    }
    fn sorted(list: &std::collections::BTreeSet<String>) -> Vec<&str> {
        list.iter().map(String::as_str).collect()
    }
    match (def.field, def.takes) {
        (_, Takes::Choice(choices)) => choices.to_vec(),
        (_, Takes::EventType) | (Field::Type, _) => all(&vocabulary.event_types),
        (_, Takes::Mode) => all(&vocabulary.modes),
        (_, Takes::Role) => all(&vocabulary.roles),
        (_, Takes::Label) => all(&vocabulary.labels),
        (Field::Context, _) => all(&vocabulary.contexts),
        (Field::Unit, _) => sorted(&vocabulary.units),
        (Field::Counted, _) => sorted(&vocabulary.counted),
        (Field::Matcher, _) => sorted(&vocabulary.matchers),
        (Field::Country, _) => sorted(&vocabulary.countries),
        (Field::Sector, _) => sorted(&vocabulary.sectors),
        (Field::Labelled, _) => sorted(&vocabulary.names),
        (_, Takes::Attribute) => {
            let mut known = vocabulary.named(def).into_iter().flatten();
            let found = known.find(|(name, _)| name.eq_ignore_ascii_case(attribute));
            found.map_or(Vec::new(), |(_, values)| all(values))
        }
        _ => Vec::new(),
    }
}

fn offered<'v>(values: impl Iterator<Item = &'v str>, typed: &str) -> Vec<Completion> {
    let typed = typed.trim_start_matches(['"', '“']);
    let fitting = values.filter(|value| begins_with(value, typed) && *value != typed);
    let written = fitting.take(MOST).map(|value| Completion {
        text: Written(value).to_string(),
        help: String::new(),
    });
    written.collect()
}

/// A value as a query has it.
struct Written<'v>(&'v str);

impl std::fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write_value(f, self.0)
    }
}
