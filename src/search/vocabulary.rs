//! The names that a corpus uses, which a query may then use.

use std::collections::BTreeSet;

use super::fields::{About, FieldDef, Takes};
use crate::annotation::{AnnotationSet, AttributeDef, AttributeKind, Fields, Label, Schema};
use crate::text::Article;

/// Labels, types, attributes and values that are known: from the schema, and from what is open.
/// Reading a query needs the labels only, since each is a field; completion offers all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    pub labels: Vec<String>,
    pub event_types: Vec<String>,
    pub modes: Vec<String>,
    pub contexts: Vec<String>,
    pub roles: Vec<String>,
    /// The names of attributes, each with the values that it is known to have.
    pub attributes: Vec<(String, Vec<String>)>,
    /// The same of what the schema asks of an article as a whole.
    pub answers: Vec<(String, Vec<String>)>,
    pub units: BTreeSet<String>,
    pub counted: BTreeSet<String>,
    pub matchers: BTreeSet<String>,
    pub countries: BTreeSet<String>,
    pub sectors: BTreeSet<String>,
    pub names: BTreeSet<String>,
    /// Words that were marked, but for figures: completion does not offer them, but a query may
    /// have meant them.
    pub words: BTreeSet<String>,
}

/// More values of one kind are not offered: nobody reads through them.
const MOST: usize = 2_000;

impl Vocabulary {
    /// What a schema names.
    #[must_use]
    pub fn of(schema: &Schema) -> Self {
        let mut known = Self::default();
        for def in &schema.labels {
            known.labels.push(def.label.as_str().to_owned());
            take_questions(&mut known.attributes, &def.attributes);
        }
        take_questions(&mut known.answers, &schema.article);
        for def in &schema.event_types {
            known.event_types.push(def.name.to_string());
            for mode in &def.modes {
                if !known.modes.iter().any(|known| known == mode) {
                    known.modes.push(mode.to_string());
                }
            }
        }
        known.roles = schema
            .roles
            .iter()
            .map(|role| role.name.to_string())
            .collect();
        known
    }

    /// Adds what stands in a set. Linear in it.
    pub fn learn(&mut self, set: &AnnotationSet) {
        let add = |list: &mut BTreeSet<String>, value: &str| {
            if list.len() < MOST && !value.is_empty() && !list.contains(value) {
                list.insert(value.to_owned());
            }
        };
        for span in set.spans() {
            if let Some(value) = &span.value {
                add(&mut self.units, value.unit.as_deref().unwrap_or_default());
                add(
                    &mut self.counted,
                    value.counted.as_deref().unwrap_or_default(),
                );
            }
            if let Some(place) = &span.place {
                add(
                    &mut self.countries,
                    place.country.as_deref().unwrap_or_default(),
                );
                add(&mut self.names, &place.name);
            }
            if let Some(matcher) = &span.origin.matcher {
                add(&mut self.matchers, matcher);
            }
            take_answers(&mut self.attributes, &span.attributes);
        }
        take_answers(&mut self.answers, &set.attributes);
        for entity in set.entities() {
            add(&mut self.names, &entity.name);
            add(
                &mut self.countries,
                entity.country.as_deref().unwrap_or_default(),
            );
            add(
                &mut self.sectors,
                entity.sector.as_deref().unwrap_or_default(),
            );
        }
        for event in set.events() {
            event
                .kind
                .iter()
                .for_each(|kind| add_to(&mut self.event_types, kind));
            event
                .mode
                .iter()
                .for_each(|mode| add_to(&mut self.modes, mode));
            event
                .contexts
                .iter()
                .for_each(|context| add_to(&mut self.contexts, context));
            event
                .roles
                .iter()
                .for_each(|role| add_to(&mut self.roles, &role.role));
        }
    }

    /// Adds the words that were marked in an article. Linear in its spans until there are enough.
    pub fn learn_words(&mut self, article: &Article, set: &AnnotationSet) {
        for span in set.spans().filter(|span| span.label != Label::FIGURE) {
            let quote = article.quote(span.range);
            let words = quote.split(|c: char| !c.is_alphanumeric() && c != '-');
            for word in words.filter(|word| word.chars().nth(3).is_some()) {
                if self.words.len() >= MOST {
                    return;
                }
                if !self.words.contains(word) {
                    self.words.insert(word.to_owned());
                }
            }
        }
    }

    /// The names that stand behind the point of a field, with their values; nothing for fields
    /// that take none.
    pub(super) fn named(&self, field: &FieldDef) -> Option<&[(String, Vec<String>)]> {
        (field.takes == Takes::Attribute).then_some(match field.about {
            About::Article => &self.answers,
            About::Spans | About::SpansOf(_) => &self.attributes,
        })
    }

    /// The label that a field of this name stands for, where it is no field of the table.
    pub(super) fn label(&self, name: &str) -> Option<&str> {
        let mut labels = self.labels.iter().map(String::as_str);
        labels.find(|label| label.eq_ignore_ascii_case(name))
    }
}

fn add_to(list: &mut Vec<String>, value: &str) {
    if list.len() < MOST && !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}

type Named = Vec<(String, Vec<String>)>;

/// The values known of a name, which is then known.
fn values_of<'n>(known: &'n mut Named, name: &str) -> &'n mut Vec<String> {
    let at = known.iter().position(|(known, _)| known == name);
    let at = at.unwrap_or_else(|| {
        known.push((name.to_owned(), Vec::new()));
        known.len() - 1
    });
    &mut known[at].1
}

fn take_questions(known: &mut Named, asked: &[AttributeDef]) {
    for attribute in asked {
        let values = values_of(known, &attribute.name);
        match &attribute.kind {
            AttributeKind::Choice(all) => all.iter().for_each(|value| add_to(values, value)),
            AttributeKind::Flag => add_to(values, "true"),
            AttributeKind::Text | AttributeKind::Number => {}
        }
    }
}

fn take_answers(known: &mut Named, given: &Fields) {
    for (name, value) in given.iter() {
        let values = values_of(known, name);
        if let Some(value) = value.as_str() {
            add_to(values, value);
        }
    }
}
