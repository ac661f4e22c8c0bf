//! The words that filter the list of articles.

use super::article_list::Listed;
use crate::annotation::Status;

/// What the field says when it is empty.
pub const HINT: &str = "Filter: words, done, flagged, spans>5…";

/// How filters are written, for the field's hover text.
pub const HELP: &str = "Words of the title or file name · new, progress, done, skipped · flagged, \
noted, unsaved · spans>5, open=0, date>=2024-04 · a minus before any of these means without it";

/// A filter that was typed.
#[derive(Debug)]
pub struct Filter {
    /// Each with whether it is negated.
    terms: Vec<(Term, bool)>,
}

#[derive(Debug, PartialEq)]
enum Term {
    Word(String),
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
    /// Reads a filter. Anything is one: what has no other meaning is a word.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let terms = typed.split_whitespace().map(|word| {
            let word = word.to_lowercase();
            match word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                Some(rest) => (term(rest), true),
                None => (term(&word), false),
            }
        });
        Self {
            terms: terms.collect(),
        }
    }

    /// Whether a row is shown. What is not known yet fits no condition on it.
    #[must_use]
    pub fn lets_through(&self, row: &Listed) -> bool {
        self.terms
            .iter()
            .all(|(term, negated)| term.fits(row).is_some_and(|fits| fits != *negated))
    }
}

fn term(word: &str) -> Term {
    match word {
        "new" => return Term::Status(Status::New),
        "progress" => return Term::Status(Status::InProgress),
        "done" => return Term::Status(Status::Done),
        "skipped" => return Term::Status(Status::Skipped),
        "flagged" => return Term::Flagged,
        "noted" => return Term::Noted,
        "unsaved" => return Term::Unsaved,
        _ => {}
    }
    compared(word).unwrap_or_else(|| Term::Word(word.to_owned()))
}

fn compared(word: &str) -> Option<Term> {
    let at = word.find(['<', '=', '>'])?;
    let (name, rest) = word.split_at(at);
    let (comparison, value) = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
        ("=", Comparison::Equal),
    ]
    .into_iter()
    .find_map(|(sign, comparison)| Some((comparison, rest.strip_prefix(sign)?)))?;
    match name {
        "spans" => Some(Term::Spans(comparison, value.parse().ok()?)),
        "open" => Some(Term::Open(comparison, value.parse().ok()?)),
        "date" if !value.is_empty() => Some(Term::Date(comparison, value.to_owned())),
        _ => None,
    }
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
            ("spans>x", false),
            ("-", false),
        ] {
            let fits = Filter::new(filter).lets_through(&row(true));
            assert_eq!(fits, expected, "{filter}");
        }
        for (filter, expected) in [("done", false), ("-done", false), ("gao", true)] {
            let fits = Filter::new(filter).lets_through(&row(false));
            assert_eq!(fits, expected, "{filter}, unknown");
        }
    }
}
