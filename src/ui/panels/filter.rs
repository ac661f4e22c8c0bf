//! The words that filter the list of articles.

use super::article_list::Listed;
use crate::annotation::Status;
use crate::search::{FIELDS, nearest};

/// What the field says when it is empty.
pub const HINT: &str = "Filter: words, done, flagged, spans>5…";

/// How filters are written, for the field's hover text.
pub const HELP: &str = "Words of the title or file name · new, progress, done, skipped · flagged, \
noted, unsaved · spans>5, open=0, date>=2024-04 · a minus before any of these means without it · \
status:done, is:flagged and title:coup are read as in the search";

/// A filter that was typed.
#[derive(Debug)]
pub struct Filter {
    /// Each with whether it is negated.
    terms: Vec<(Term, bool)>,
    /// What is wrong with the first term that is not understood, which then leaves nothing out.
    pub fault: Option<String>,
}

#[derive(Debug, PartialEq)]
enum Term {
    Word(String),
    Title(String),
    Status(Status),
    Flagged,
    Noted,
    Unsaved,
    Spans(Comparison, usize),
    Open(Comparison, usize),
    Date(Comparison, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Comparison {
    fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

impl Filter {
    /// Reads a filter. What has no other meaning is a word.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut filter = Self {
            terms: Vec::new(),
            fault: None,
        };
        for word in words(&typed.to_lowercase()) {
            let (word, negated) = match word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                Some(rest) => (rest, true),
                None => (word, false),
            };
            match term(word) {
                Ok(term) => filter.terms.push((term, negated)),
                Err(fault) => {
                    filter.fault.get_or_insert(fault);
                }
            }
        }
        filter
    }

    /// Whether a row is shown. What is not known yet fits no condition on it.
    #[must_use]
    pub fn lets_through(&self, row: &Listed) -> bool {
        self.terms
            .iter()
            .all(|(term, negated)| term.fits(row).is_some_and(|fits| fits != *negated))
    }
}

/// The words of a filter, what stands in quotes as one.
fn words(typed: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let ends = move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    };
    typed.split(ends).filter(|word| !word.is_empty())
}

fn term(word: &str) -> Result<Term, String> {
    Ok(match word {
        "new" => Term::Status(Status::New),
        "progress" | "in_progress" => Term::Status(Status::InProgress),
        "done" => Term::Status(Status::Done),
        "skipped" => Term::Status(Status::Skipped),
        "flagged" => Term::Flagged,
        "noted" => Term::Noted,
        "unsaved" => Term::Unsaved,
        _ => match field(word) {
            Some((name, comparison, value)) => return condition(name, comparison, value),
            None => Term::Word(unquoted(word)),
        },
    })
}

/// What stands in a word before and behind an operator, where a name is before it.
fn field(word: &str) -> Option<(&str, Comparison, &str)> {
    let at = word.find([':', '<', '=', '>'])?;
    let (name, rest) = word.split_at(at);
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let address = rest.starts_with("://");
    if !name.starts_with(char::is_alphabetic) || !name.chars().all(named) || address {
        return None;
    }
    // A colon may stand before another operator, as in the search.
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ]
    .into_iter()
    .find_map(|(sign, comparison)| Some((name, comparison, rest.strip_prefix(sign)?)))
    .or(Some((name, Comparison::Equal, rest)))
}

fn condition(name: &str, comparison: Comparison, value: &str) -> Result<Term, String> {
    const NAMES: [&str; 6] = ["spans", "open", "date", "status", "is", "title"];
    let number = || {
        let number = value.replace(',', "").parse();
        number.map_err(|_| format!("“{value}” is no number; write {name}>5"))
    };
    match name {
        "spans" => Ok(Term::Spans(comparison, number()?)),
        "open" => Ok(Term::Open(comparison, number()?)),
        "date" if value.starts_with(|c: char| c.is_ascii_digit()) => {
            Ok(Term::Date(comparison, value.to_owned()))
        }
        "date" => Err(format!("“{value}” is no day; write date>=2024-04")),
        "title" => Ok(Term::Title(unquoted(value))),
        "status" => match value {
            "new" | "progress" | "in_progress" | "in-progress" | "done" | "skipped" => {
                term(&value.replace('-', "_"))
            }
            _ => Err("status: is one of new, in_progress, done, skipped".to_owned()),
        },
        "is" => match value {
            "flagged" | "noted" | "unsaved" => term(value),
            _ => Err("is: is one of flagged, noted, unsaved".to_owned()),
        },
        _ if FIELDS.iter().any(|field| field.name == name) => Err(format!(
            "{name}: is asked of the whole corpus; use Search instead of the filter"
        )),
        _ => {
            let meant = nearest(name, NAMES.into_iter());
            let meant = meant.map_or(String::new(), |meant| format!(" (did you mean {meant}?)"));
            Err(format!(
                "there is no field “{name}”{meant}; put it in quotes to look for it in titles"
            ))
        }
    }
}

fn unquoted(word: &str) -> String {
    word.replace('"', "")
}

impl Term {
    /// Nothing where it cannot be told.
    fn fits(&self, row: &Listed) -> Option<bool> {
        let known = row.known.then_some(&row.facts);
        match self {
            Self::Word(word) => Some(
                row.facts.title.to_lowercase().contains(word)
                    || row.name.to_lowercase().contains(word),
            ),
            Self::Title(words) => Some(row.facts.title.to_lowercase().contains(words)),
            Self::Status(status) => Some(known?.status == *status),
            Self::Flagged => Some(known?.flagged),
            Self::Noted => Some(known?.noted),
            Self::Unsaved => Some(row.unsaved),
            Self::Spans(comparison, n) => Some(comparison.holds(known?.spans.cmp(n))),
            Self::Open(comparison, n) => Some(comparison.holds(row.open.counted()?.cmp(n))),
            Self::Date(comparison, date) => {
                let published = known?.published.as_deref()?;
                // "2024-04" means the month: as many signs as were typed are compared.
                let published = published.get(..date.len()).unwrap_or(published);
                Some(comparison.holds(published.cmp(date)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{Facts, Place};
    use crate::ui::panels::article_list::Open;

    #[test]
    fn filters_let_through_what_they_say() {
        let row = |known| Listed {
            place: Place::File("news/a.txt".into()),
            name: "news/a.txt".to_owned(),
            known,
            facts: Facts {
                title: "Clashes near Gao".to_owned(),
                published: Some("2024-04-25".to_owned()),
                status: Status::InProgress,
                flagged: true,
                spans: 5,
                ..Facts::default()
            },
            open: Open::Counted(3),
            unsaved: false,
            others: Vec::new(),
        };
        for (filter, expected) in [
            ("", true),
            ("gao", true),
            ("GAO news", true),
            ("gao mopti", false),
            ("-gao", false),
            ("-mopti", true),
            ("progress", true),
            ("done", false),
            ("-done", true),
            ("flagged", true),
            ("noted", false),
            ("unsaved", false),
            ("spans>4", true),
            ("spans>5", false),
            ("spans=5 open<=3", true),
            ("open>3", false),
            ("date=2024-04", true),
            ("date>=2024-05", false),
            ("date<2024-04-26", true),
            ("-", false),
            ("status:progress", true),
            ("status:in_progress is:flagged", true),
            ("status:done", false),
            ("-status:done", true),
            ("is:noted", false),
            ("title:gao", true),
            ("title:news", false),
            ("title:\"near gao\"", true),
            ("\"gao near\"", false),
            ("spans:5 spans:>4", true),
            ("spans:>5", false),
            ("date:2024-04", true),
            // What is not understood leaves nothing out.
            ("spans>x", true),
            ("spanz>5", true),
            ("spanz>5 mopti", false),
        ] {
            let fits = Filter::new(filter).lets_through(&row(true));
            assert_eq!(fits, expected, "{filter}");
        }
        for (filter, expected) in [("done", false), ("-done", false), ("gao", true)] {
            let fits = Filter::new(filter).lets_through(&row(false));
            assert_eq!(fits, expected, "{filter}, unknown");
        }
    }

    #[test]
    fn what_is_wrong_with_a_filter_is_said() {
        for (filter, fault) in [
            ("", None),
            (
                "gao done spans>5 -status:done https://example.org/a 10:30",
                None,
            ),
            ("\"spanz>5\"", None),
            (
                "spanz>5",
                Some("there is no field “spanz” (did you mean spans?)"),
            ),
            (
                "zebra:5",
                Some("there is no field “zebra”; put it in quotes"),
            ),
            ("spans>x", Some("“x” is no number; write spans>5")),
            ("date>soon", Some("“soon” is no day")),
            (
                "status:ready",
                Some("status: is one of new, in_progress, done, skipped"),
            ),
            ("-is:odd", Some("is: is one of flagged, noted, unsaved")),
            (
                "actor:Bazoum",
                Some("actor: is asked of the whole corpus; use Search"),
            ),
        ] {
            let found = Filter::new(filter).fault;
            let fits = match (&found, fault) {
                (Some(found), Some(fault)) => found.starts_with(fault),
                (found, fault) => found.is_none() && fault.is_none(),
            };
            assert!(fits, "{filter}: {found:?}");
        }
    }
}
