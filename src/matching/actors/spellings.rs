//! What the actor rules know of a word by its letters alone: looked up once for each distinct word
//! of an article. Nothing here looks at context.

use super::lexicon::{self, Traits};
use crate::matching::Form;

/// A distinct word with what the lists say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// As if it were written with a capital.
    pub traits: Traits,
    /// All its letters are capitals, and there are two or more.
    pub shouts: bool,
    /// A capital behind the first letter: `eBay`, `iPhone`.
    pub inner_capital: bool,
    /// A point behind it belongs to it: initials and short ranks.
    pub takes_point: bool,
    /// An article that is joined to a name with a hyphen: `al`.
    pub joins: bool,
    /// A listed organisation begins with it.
    pub begins_body: bool,
    /// It also stands in the article in lower case.
    pub also_low: bool,
}

/// Articles that are joined to a name with a hyphen and may stand in lower case before it.
const JOINED: &[&str] = &[
    "al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ul", "ibn",
];

/// Short ranks and forms of address that are written with a point.
const POINTED: &[&str] = &[
    "Gen", "Lt", "Maj", "Capt", "Col", "Sgt", "Cpl", "Adm", "Cmdr", "Brig", "Gov", "Sen", "Sens",
    "Rep", "Reps", "Rev", "Hon", "Pres", "Amb", "Insp", "Supt", "Mr", "Mrs", "Ms", "Dr", "Prof",
    "Jr", "Sr", "St", "Inc", "Corp", "Ltd", "Co", "Bros", "Messrs", "Mme",
];

impl Spelling {
    pub(super) fn of(form: &Form<'_>) -> Self {
        let text = form.text;
        let capital = text.starts_with(char::is_uppercase);
        let single = text.chars().nth(1).is_none();
        let traits = if form.lower.contains('’') {
            lexicon::traits(&form.lower.replace('’', "'"), true)
        } else {
            lexicon::traits(&form.lower, true)
        };
        Self {
            traits,
            shouts: shouts(text),
            inner_capital: text.chars().nth(1).is_some_and(char::is_uppercase)
                && !text.contains('.'),
            takes_point: capital && (single || POINTED.contains(&text)),
            joins: JOINED.contains(&text),
            begins_body: lexicon::begins_organisation(text),
            also_low: form.also_low || text == form.lower,
        }
    }
}

/// Whether all letters are capitals, and there are two or more.
pub(super) fn shouts(text: &str) -> bool {
    let mut letters = 0;
    text.chars().filter(|c| c.is_alphabetic()).all(|c| {
        letters += 1;
        c.is_uppercase()
    }) && letters > 1
}
