//! What a query that finds nothing may have meant: values that are nearly the same as known ones.

use super::query::{ArticleTest, AttributeTest, Node, Query, SpanTest};
use super::vocabulary::Vocabulary;
use super::words::Words;

/// Of a longer value no more characters are compared.
const COMPARED: usize = 30;

impl Query {
    /// The query with the values that nobody knows changed to those that are one or two letters
    /// away; nothing where there are none. Linear in what is known, for each value.
    #[must_use]
    pub fn corrected(&self, known: &Vocabulary) -> Option<Self> {
        let mut root = self.root.clone();
        correct(&mut root, known).then_some(Self { root })
    }
}

/// Whether something was changed.
fn correct(node: &mut Node, known: &Vocabulary) -> bool {
    let words = |words: &mut Words, more: &[String]| {
        let all = known.words.iter().chain(&known.names).chain(more);
        let text = words.whole()?;
        let meant = nearest(text, all.map(String::as_str))?;
        *words = Words::phrase(meant).ok()?;
        Some(())
    };
    let code = |code: &mut String, all: &mut dyn Iterator<Item = &String>| {
        *code = nearest(code, all.map(String::as_str))?.to_owned();
        Some(())
    };
    let changed = match node {
        Node::All(nodes) | Node::Any(nodes) => {
            // All of them, and not the first one only.
            let changed = nodes.iter_mut().map(|node| correct(node, known));
            return changed.fold(false, |any, one| any | one);
        }
        // What is to be left out was not there, as it was asked.
        Node::Not(_) => None,
        Node::Words(text) => words(text, &[]),
        Node::Article(test) => match test {
            ArticleTest::Answer(name, AttributeTest::Words(value)) => {
                of_attribute(&known.answers, name, value)
            }
            _ => None,
        },
        Node::Span(test) => match test {
            SpanTest::Labelled(_, Some(text)) => words(text, &[]),
            SpanTest::Event { code: kind, words } => {
                let all = known.event_types.iter().chain(&known.words);
                let meant = nearest(kind, all.map(String::as_str)).map(str::to_owned);
                meant.and_then(|meant| {
                    *words = Words::phrase(&meant).ok()?;
                    *kind = meant;
                    Some(())
                })
            }
            SpanTest::Type(kind) => code(kind, &mut known.event_types.iter()),
            SpanTest::Mode(mode) => code(mode, &mut known.modes.iter()),
            SpanTest::Context(context) => code(context, &mut known.contexts.iter()),
            SpanTest::Role(role, filler) => {
                let role = code(role, &mut known.roles.iter());
                let filler = filler.as_mut().and_then(|filler| words(filler, &[]));
                role.or(filler)
            }
            SpanTest::Unit(unit) => code(unit, &mut known.units.iter()),
            SpanTest::Counted(Some(text)) => {
                let counted: Vec<String> = known.counted.iter().cloned().collect();
                words(text, &counted)
            }
            SpanTest::Country(country) => code(country, &mut known.countries.iter()),
            SpanTest::Sector(sector) => code(sector, &mut known.sectors.iter()),
            SpanTest::Matcher(matcher) => code(matcher, &mut known.matchers.iter()),
            SpanTest::Attribute(name, AttributeTest::Words(value)) => {
                of_attribute(&known.attributes, name, value)
            }
            _ => None,
        },
    };
    changed.is_some()
}

fn of_attribute(known: &[(String, Vec<String>)], name: &str, value: &mut Words) -> Option<()> {
    let (_, values) = known
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let meant = nearest(value.whole()?, values.iter().map(String::as_str))?;
    *value = Words::phrase(meant).ok()?;
    Some(())
}

/// The known name that is nearly what was typed, whatever the case: two letters away at most, one
/// where it is short. Nothing where what was typed is known itself.
#[must_use]
pub fn nearest<'n>(typed: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let lower = |text: &str| {
        text.to_lowercase()
            .chars()
            .take(COMPARED)
            .collect::<Vec<_>>()
    };
    let typed = lower(typed);
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let letters = lower(name);
        let most = if letters.len() > 4 { 2 } else { 1 };
        if letters.len().abs_diff(typed.len()) > most {
            continue;
        }
        let far = distance(&typed, &letters);
        if far == 0 {
            return None;
        }
        if far <= most && far < letters.len() && best.is_none_or(|best| (far, name) < best) {
            best = Some((far, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How many letters must be put in, left out or changed.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, meant: Option<&str>) {
        let mut known = Vocabulary {
            event_types: vec!["PROTEST".to_owned(), "ASSAULT".to_owned()],
            roles: vec!["actor".to_owned(), "recipient".to_owned()],
            attributes: vec![("certainty".to_owned(), vec!["high".to_owned()])],
            ..Vocabulary::default()
        };
        known.names.insert("Mohamed Bazoum".to_owned());
        known
            .words
            .extend(["Bazoum", "Niamey", "Élysée"].map(str::to_owned));
        known.counted.insert("troops".to_owned());
        known.countries.insert("NER".to_owned());
        let query = Query::read(query, &known).unwrap();
        let found = query.corrected(&known).map(|query| query.to_string());
        assert_eq!(found.as_deref(), meant, "{query}");
    }

    #[test]
    fn values_that_nobody_knows_become_the_nearest_known_ones() {
        check("actor:Bazum", Some("actor:Bazoum"));
        check(
            "actor:\"Mohammed Bazoum\"",
            Some("actor:\"Mohamed Bazoum\""),
        );
        check("event:PROTESTT", Some("event:PROTEST"));
        check("type:asault figure>5", Some("type:ASSAULT figure>5"));
        check("nimaey or gao", Some("Niamey or gao"));
        check("location:elysée", Some("location:Élysée"));
        check("counted:trops", Some("counted:troops"));
        check("country:NRE", None);
        check("country:NR", Some("country:NER"));
        check("role:actr=Bazum", Some("role:actor=Bazoum"));
        check("attribute.certainty:hihg", None);
        check("attribute.certainty:hig", Some("attribute.certainty:high"));
        check("actor:bazoum", None);
        check("actor:Macron", None);
        check("actor:Baz*", None);
        check("-actor:Bazum", None);
        check("x", None);
    }
}
