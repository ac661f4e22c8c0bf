//! The names that a corpus uses, which a query may then use.

use std::collections::BTreeSet;

use crate::annotation::{AnnotationSet, AttributeKind, Schema};

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
    pub units: BTreeSet<String>,
    pub counted: BTreeSet<String>,
    pub matchers: BTreeSet<String>,
    pub countries: BTreeSet<String>,
    pub sectors: BTreeSet<String>,
    pub names: BTreeSet<String>,
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
            for attribute in &def.attributes {
                let values = match &attribute.kind {
                    AttributeKind::Choice(values) => {
                        values.iter().map(ToString::to_string).collect()
                    }
                    AttributeKind::Flag => vec!["true".to_owned()],
                    AttributeKind::Text | AttributeKind::Number => Vec::new(),
                };
                let name = attribute.name.to_string();
                let same = known
                    .attributes
                    .iter_mut()
                    .find(|(known, _)| *known == name);
                match same {
                    Some((_, all)) => all.extend(values),
                    None => known.attributes.push((name, values)),
                }
            }
        }
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
        let add_to = |list: &mut Vec<String>, value: &str| {
            if list.len() < MOST && !list.iter().any(|known| known == value) {
                list.push(value.to_owned());
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
            for (name, value) in span.attributes.iter() {
                let at = self.attributes.iter().position(|(known, _)| known == name);
                let at = at.unwrap_or_else(|| {
                    self.attributes.push((name.clone(), Vec::new()));
                    self.attributes.len() - 1
                });
                if let Some(value) = value.as_str() {
                    add_to(&mut self.attributes[at].1, value);
                }
            }
        }
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

    /// The label that a field of this name stands for, where it is no field of the table.
    pub(super) fn label(&self, name: &str) -> Option<&str> {
        let mut labels = self.labels.iter().map(String::as_str);
        labels.find(|label| label.eq_ignore_ascii_case(name))
    }
}
