//! Checks: what is likely wrong in the work on an article.
//!
//! A check reads a set and says what looks wrong, where, and what to do. Nothing is changed and
//! nothing is forbidden: the analyst knows better. Each rule is one small function over a set; all
//! together are linear in the text and the set, but for sorting what they found.

mod actors;
mod circles;
mod dates;
mod events;
mod figures;
mod places;
mod rule;
mod spans;

#[cfg(test)]
mod tests;

pub use rule::{Rule, Severity};

use std::collections::HashMap;

use crate::annotation::{AnnotationSet, Event, Id, Schema};
use crate::text::{Article, ByteRange};

/// Words in a sentence are cut to so many characters.
const LONGEST: usize = 40;

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    /// Where it is; nothing for what has no place in the text.
    pub range: Option<ByteRange>,
    /// The span, the event or the actor that it is about.
    pub about: Id,
    /// The span that is to be selected, where there is one.
    pub span: Option<Id>,
    /// What is wrong and what to do, in one sentence without a full stop.
    pub said: String,
}

/// What the rules look at.
struct Look<'a> {
    article: &'a Article,
    set: &'a AnnotationSet,
    schema: &'a Schema,
    /// The events by the spans that trigger them are looked up once.
    events: Vec<&'a Event>,
    found: Vec<Finding>,
}

/// Everything that looks wrong, in reading order; at the same place what is worse comes first.
#[must_use]
pub fn check(article: &Article, set: &AnnotationSet, schema: &Schema) -> Vec<Finding> {
    let mut look = Look {
        article,
        set,
        schema,
        events: set.events().collect(),
        found: Vec::new(),
    };
    spans::check(&mut look);
    figures::check(&mut look);
    places::check(&mut look);
    events::check(&mut look);
    circles::check(&mut look);
    dates::check(&mut look);
    actors::check(&mut look);
    let mut found = look.found;
    found.sort_by_cached_key(|finding| {
        let range = finding.range.unwrap_or(ByteRange {
            start: usize::MAX,
            end: usize::MAX,
        });
        (
            range.start,
            finding.rule.severity(),
            range.end,
            finding.rule,
        )
    });
    found
}

/// How many findings of each severity there are.
#[must_use]
pub fn count(findings: &[Finding]) -> HashMap<Severity, usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        *counts.entry(finding.rule.severity()).or_insert(0) += 1;
    }
    counts
}

impl<'a> Look<'a> {
    /// Something about a span.
    fn of_span(&mut self, rule: Rule, id: &Id, said: String) {
        let range = self.set.span(id).map(|span| span.range);
        self.found.push(Finding {
            rule,
            range,
            about: id.clone(),
            span: Some(id.clone()),
            said,
        });
    }

    /// Something about an event; it is found at its trigger.
    fn of_event(&mut self, rule: Rule, event: &Event, said: String) {
        let range = self.set.span(&event.trigger).map(|span| span.range);
        self.found.push(Finding {
            rule,
            range,
            about: event.id.clone(),
            span: Some(event.trigger.clone()),
            said,
        });
    }

    /// The words of a range in quotation marks, cut where they are long.
    fn words(&self, range: ByteRange) -> String {
        let quote = self.article.quote(range);
        let mut words = String::new();
        for (n, c) in quote.split_whitespace().flat_map(spaced).enumerate() {
            if n > LONGEST {
                words = words.trim_end().to_owned();
                words.push('…');
                break;
            }
            words.push(c);
        }
        format!("“{}”", words.trim_end())
    }

    /// What a span says, in quotation marks.
    fn span_words(&self, id: &Id) -> String {
        match self.set.span(id) {
            Some(span) => self.words(span.range),
            None => id.to_string(),
        }
    }

    /// The trigger of an event with its type: `“visited” (CONSULT)`.
    fn event_words(&self, event: &Event) -> String {
        let words = self.span_words(&event.trigger);
        match &event.kind {
            Some(kind) => format!("{words} ({kind})"),
            None => words,
        }
    }
}

/// A word with a blank behind it.
fn spaced(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().chain(std::iter::once(' '))
}
