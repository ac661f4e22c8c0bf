//! The tables of a TOML file, read strictly: what is missing, of another kind or unknown is noted
//! with its place.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Faults, shortened};

/// How long one text of the file may be, guidelines apart: it must fit beside a button.
const LONGEST: usize = 1000;
/// How many entries one list may have: menus are made of them.
const MOST: usize = 500;

/// A table of the file, and how faults name it: `labels`.
pub(super) struct Section<'t, 'd> {
    pub what: String,
    /// Where it begins.
    pub at: usize,
    table: &'t DeTable<'d>,
}

/// A text of the file and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub at: usize,
    pub text: String,
}

impl<'t, 'd> Section<'t, 'd> {
    pub(super) fn new(what: &str, at: usize, table: &'t DeTable<'d>) -> Self {
        Self {
            what: what.to_owned(),
            at,
            table,
        }
    }

    /// How faults name an entry of it.
    pub(super) fn path(&self, name: &str) -> String {
        if self.what.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.what)
        }
    }

    fn find(&self, name: &str) -> Option<&'t Spanned<DeValue<'d>>> {
        let mut entries = self.table.iter();
        let found = entries.find(|(key, _)| key.get_ref() == name);
        found.map(|(_, value)| value)
    }

    /// Where an entry stands, if there is one.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        let mut entries = self.table.iter();
        let found = entries.find(|(key, _)| key.get_ref() == name);
        found.map(|(key, _)| key.span().start)
    }

    pub(super) fn is_table(&self, name: &str) -> bool {
        let value = self.find(name).map(Spanned::get_ref);
        matches!(value, Some(DeValue::Table(_)))
    }

    /// Notes every entry whose name is none of these.
    pub(super) fn only(&self, known: &[&str], faults: &mut Faults) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let why = format!(
                    "there is no such entry here; {}",
                    match known {
                        [one] => format!("{one} is the one that there is"),
                        _ => format!("there are {}", known.join(", ")),
                    }
                );
                faults.note(key.span().start, &self.path(name), why);
            }
        }
    }

    /// A text, without white space around it.
    pub(super) fn words(&self, name: &str, faults: &mut Faults) -> Option<Words> {
        let value = self.find(name)?;
        self.as_words(name, value, LONGEST, faults)
    }

    /// A text that may be as long as it likes.
    pub(super) fn long_text(&self, name: &str, faults: &mut Faults) -> Option<Words> {
        let value = self.find(name)?;
        self.as_words(name, value, usize::MAX, faults)
    }

    /// A text that must be there.
    pub(super) fn required(&self, name: &str, faults: &mut Faults) -> Option<Words> {
        if self.find(name).is_none() {
            let why = format!("it is missing: add {name} = \"…\"");
            faults.note(self.at, &self.path(name), why);
        }
        self.words(name, faults)
    }

    fn as_words(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        longest: usize,
        faults: &mut Faults,
    ) -> Option<Words> {
        let at = value.span().start;
        let DeValue::String(text) = value.get_ref() else {
            faults.note(
                at,
                &self.path(name),
                "this must be a text, in quotation marks",
            );
            return None;
        };
        if text.chars().nth(longest).is_some() {
            let why = format!("this is too long: at most {longest} characters are shown");
            faults.note(at, &self.path(name), why);
            return None;
        }
        Some(Words {
            at,
            text: text.trim().to_owned(),
        })
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, name: &str, faults: &mut Faults) -> Option<bool> {
        let value = self.find(name)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                let why = "this must be true or false, without quotation marks";
                faults.note(value.span().start, &self.path(name), why);
                None
            }
        }
    }

    /// A list of texts, each once; empty where there is none.
    pub(super) fn list(&self, name: &str, faults: &mut Faults) -> Vec<Words> {
        let Some(value) = self.find(name) else {
            return Vec::new();
        };
        let DeValue::Array(entries) = value.get_ref() else {
            let why = "this must be a list of texts: [\"one\", \"two\"]";
            faults.note(value.span().start, &self.path(name), why);
            return Vec::new();
        };
        let mut names = Names::default();
        let mut list = Vec::new();
        for entry in entries.iter().take(MOST) {
            if let Some(words) = self.as_words(name, entry, LONGEST, faults)
                && names.take(&self.path(name), &words, faults)
            {
                list.push(words);
            }
        }
        if let Some(next) = entries.iter().nth(MOST) {
            faults.note(next.span().start, &self.path(name), too_many());
        }
        list
    }

    /// A table, if there is one: `[spans]`.
    pub(super) fn section(&self, name: &str, faults: &mut Faults) -> Option<Section<'t, 'd>> {
        let value = self.find(name)?;
        let at = value.span().start;
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(&self.path(name), at, table)),
            _ => {
                let why = format!("this must be a table, under a line [{}]", self.path(name));
                faults.note(at, &self.path(name), why);
                None
            }
        }
    }

    /// A list of tables, if there is one: `[[labels]]`.
    pub(super) fn sections(&self, name: &str, faults: &mut Faults) -> Option<Vec<Section<'t, 'd>>> {
        let value = self.find(name)?;
        let wrong = |at: usize, faults: &mut Faults| {
            let path = self.path(name);
            let why = format!("each of these is a table of its own, under a line [[{path}]]");
            faults.note(at, &path, why);
        };
        let DeValue::Array(entries) = value.get_ref() else {
            wrong(value.span().start, faults);
            return None;
        };
        let mut found = Vec::new();
        for entry in entries.iter().take(MOST) {
            match entry.get_ref() {
                DeValue::Table(table) => {
                    found.push(Section::new(&self.path(name), entry.span().start, table));
                }
                _ => wrong(entry.span().start, faults),
            }
        }
        if let Some(next) = entries.iter().nth(MOST) {
            faults.note(next.span().start, &self.path(name), too_many());
        }
        Some(found)
    }
}

fn too_many() -> String {
    format!("there are too many: at most {MOST} can be offered")
}

/// What must not stand twice, and be no empty text.
#[derive(Default)]
pub(super) struct Names(HashMap<String, usize>);

impl Names {
    /// Notes a name; whether it is new. The fault for one that is not names the line of the first.
    pub(super) fn take(&mut self, what: &str, words: &Words, faults: &mut Faults) -> bool {
        if words.text.is_empty() {
            faults.note(
                words.at,
                what,
                "this is empty: write at least one character",
            );
            return false;
        }
        if let Some(first) = self.0.get(&words.text) {
            let why = format!(
                "“{}” stands there already, on line {}: take one of them out",
                shortened(&words.text),
                faults.line(*first)
            );
            faults.note(words.at, what, why);
            return false;
        }
        self.0.insert(words.text.clone(), words.at);
        true
    }
}
