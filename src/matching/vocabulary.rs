//! The distinct words of an article.
//!
//! News says the same words over and over. Each distinct one ("form") gets a number here, so that
//! what lists know of it is looked up once an article and read by index afterwards. Forms differ
//! by their letters as written: `The` and `the` are two. No rule lives here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Index;

use foldhash::fast::RandomState;

/// The number of a form in one article's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormId(u32);

/// One distinct word, number or mark.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case.
    pub lower: Cow<'a, str>,
    /// Whether the word also stands in the article in lower case: then its capital at the start
    /// of a sentence says nothing. False for words that are written in lower case themselves.
    pub also_low: bool,
}

/// The forms of an article, in the order in which they first occur.
#[derive(Debug, Default)]
pub struct Vocabulary<'a> {
    forms: Vec<Form<'a>>,
    numbers: HashMap<&'a str, FormId, RandomState>,
}

impl<'a> Vocabulary<'a> {
    /// The number of a form, a new one where it was not met before.
    pub(super) fn number(&mut self, text: &'a str) -> FormId {
        *self.numbers.entry(text).or_insert_with(|| {
            let id = FormId(u32::try_from(self.forms.len()).unwrap_or(u32::MAX));
            self.forms.push(Form {
                text,
                lower: lower_case(text),
                also_low: false,
            });
            id
        })
    }

    /// Works out which forms also occur in lower case.
    pub(super) fn settle(&mut self) {
        for form in &mut self.forms {
            form.also_low =
                matches!(form.lower, Cow::Owned(_)) && self.numbers.contains_key(&*form.lower);
        }
    }

    /// All forms, in the order of their numbers.
    #[must_use]
    pub fn forms(&self) -> &[Form<'a>] {
        &self.forms
    }

    /// Whether a form occurs, letter by letter.
    #[must_use]
    pub fn contains(&self, text: &str) -> bool {
        self.numbers.contains_key(text)
    }

    /// What `know` says of each form: one call for each.
    pub fn know<T>(&self, know: impl FnMut(&Form<'a>) -> T) -> Known<T> {
        Known(self.forms.iter().map(know).collect())
    }
}

impl<'a> Index<FormId> for Vocabulary<'a> {
    type Output = Form<'a>;

    fn index(&self, id: FormId) -> &Form<'a> {
        &self.forms[id.0 as usize]
    }
}

/// What a matcher knows of each form of an article.
#[derive(Debug, Default)]
pub struct Known<T>(Vec<T>);

impl<T> Index<FormId> for Known<T> {
    type Output = T;

    fn index(&self, id: FormId) -> &T {
        &self.0[id.0 as usize]
    }
}

fn lower_case(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|b| b.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
    } else if text.chars().any(char::is_uppercase) {
        return Cow::Owned(text.to_lowercase());
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_one_number_and_knows_whether_it_also_stands_low() {
        let mut vocabulary = Vocabulary::default();
        let ids = ["The", "talks", "the", "Élan", "The"].map(|w| vocabulary.number(w));
        vocabulary.settle();
        assert_eq!(ids[0], ids[4]);
        assert_ne!(ids[0], ids[2]);
        assert!(vocabulary[ids[0]].also_low && !vocabulary[ids[2]].also_low);
        assert_eq!(vocabulary[ids[3]].lower, "élan");
        assert!(!vocabulary[ids[3]].also_low);
        let lengths = vocabulary.know(|form| form.text.len());
        assert_eq!(lengths[ids[1]], 5);
    }
}
