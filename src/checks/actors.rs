//! Chains of mentions.

use std::collections::HashMap;

use super::{Finding, Look, Rule};
use crate::annotation::{Entity, Id, Label};
use crate::matching::codes::{country_in_words, sector_in_words};
use crate::matching::places::{DemonymKind, Gazetteer};

/// Words that people of two countries share.
const SHARED: [&str; 9] = [
    "congolese",
    "korean",
    "koreans",
    "guinean",
    "guineans",
    "dominican",
    "dominicans",
    "samoan",
    "samoans",
];

pub(super) fn check(look: &mut Look<'_>) {
    let set = look.set;
    let mut of: HashMap<&Id, &Entity> = HashMap::new();
    for entity in set.entities() {
        itself(look, entity);
        let mut mentioned = false;
        for id in &entity.spans {
            let Some(span) = set.span(id) else { continue };
            mentioned = true;
            if span.label == Label::LOCATION || span.label == Label::FIGURE {
                let said = format!(
                    "{} is a mention of {} and marked as {}: take the mention out or mark it anew",
                    look.words(span.range),
                    called(entity),
                    span.label
                );
                look.of_span(Rule::MentionOfAnotherLabel, id, said);
            }
            if let Some(other) = of.insert(id, entity)
                && other.id != entity.id
            {
                let said = format!(
                    "{} is a mention of {} and of {}: keep one",
                    look.words(span.range),
                    other.name,
                    entity.name
                );
                look.of_span(Rule::TwoActors, id, said);
            }
        }
        if !mentioned {
            let said = format!("The actor {} is mentioned nowhere", entity.name);
            look.found.push(Finding {
                rule: Rule::NoMentions,
                range: None,
                about: entity.id.clone(),
                span: None,
                said,
            });
            continue;
        }
        countries(look, entity);
    }
}

/// The name of an actor and its codes.
fn itself(look: &mut Look<'_>, entity: &Entity) {
    let mut say = |rule, said| {
        let first = entity.spans.iter().find_map(|id| look.set.span(id));
        look.found.push(Finding {
            rule,
            range: first.map(|span| span.range),
            about: entity.id.clone(),
            span: first.map(|span| span.id.clone()),
            said,
        });
    };
    if entity.name.trim().is_empty() {
        let said = format!("The actor {} has no name: give it one", entity.id);
        say(Rule::NoName, said);
    }
    let country = entity.country.as_deref();
    if let Some(code) = country.filter(|code| country_in_words(code).is_none()) {
        let said = format!(
            "The actor {} is of “{code}”, which is no country and no code of PLOVER: choose one",
            called(entity)
        );
        say(Rule::UnknownCode, said);
    }
    let sector = entity.sector.as_deref();
    if let Some(code) = sector.filter(|code| sector_in_words(code).is_none()) {
        let said = format!(
            "The actor {} has the sector “{code}”, which is no code of PLOVER: choose one",
            called(entity)
        );
        say(Rule::UnknownCode, said);
    }
}

/// What an actor is called: its id where it has no name.
fn called(entity: &Entity) -> &str {
    if entity.name.trim().is_empty() {
        entity.id.as_str()
    } else {
        &entity.name
    }
}

/// The first mention that names another country than the actor has, or than an earlier one names.
fn countries(look: &mut Look<'_>, entity: &Entity) {
    let gazetteer = Gazetteer::built_in();
    let coded = entity.country.as_deref();
    let coded = coded.filter(|code| gazetteer.country(code).is_some());
    let mut first: Option<(String, Vec<(&'static str, &str)>)> = None;
    for id in &entity.spans {
        let Some(span) = look.set.span(id) else {
            continue;
        };
        let named = nationalities(look.article.quote(span.range));
        let Some((_, word)) = named.first().copied() else {
            continue;
        };
        let has = |code: &str| named.iter().any(|(iso3, _)| *iso3 == code);
        if let Some(coded) = coded.filter(|code| !has(code)) {
            let said = format!(
                "{} says “{word}”, and the actor {} is of {coded}: correct the country or \
                 take the mention out",
                look.words(span.range),
                entity.name
            );
            look.of_span(Rule::TwoCountries, id, said);
            return;
        }
        match &first {
            None => first = Some((word.to_owned(), named)),
            Some((other, earlier)) if !earlier.iter().any(|(code, _)| has(code)) => {
                let said = format!(
                    "{} says “{word}”, and an earlier mention of {} “{other}”: take one out",
                    look.words(span.range),
                    entity.name
                );
                look.of_span(Rule::TwoCountries, id, said);
                return;
            }
            Some(_) => {}
        }
    }
}

/// The countries whose people the words name, each with its word or words.
fn nationalities(words: &str) -> Vec<(&'static str, &str)> {
    let gazetteer = Gazetteer::built_in();
    let mut found = Vec::new();
    let mut at = 0;
    let ends: Vec<(usize, usize)> = words
        .split_whitespace()
        .map(|word| {
            let start = at + words[at..].find(word).unwrap_or(0);
            at = start + word.len();
            (start, at)
        })
        .collect();
    let mut n = 0;
    while let Some(&(start, end)) = ends.get(n) {
        // "South Sudanese" is not "Sudanese".
        let pair = ends.get(n + 1).map(|(_, end)| bare(&words[start..*end]));
        let country = |word: &str| {
            let found = gazetteer.demonym(word)?;
            found.country.filter(|_| found.kind == DemonymKind::Country)
        };
        if let Some((pair, country)) = pair.and_then(|pair| Some((pair, country(pair)?))) {
            found.push((country.iso3, pair));
            n += 2;
            continue;
        }
        let word = bare(&words[start..end]);
        if let Some(country) = country(word).filter(|_| !is_shared(word)) {
            found.push((country.iso3, word));
        }
        n += 1;
    }
    found
}

fn is_shared(word: &str) -> bool {
    SHARED
        .iter()
        .any(|shared| shared.eq_ignore_ascii_case(word))
}

/// A word without what stands around it, and without a genitive.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let owner = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    owner.unwrap_or(word)
}
