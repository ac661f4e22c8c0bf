//! Which mentions of an article are of one actor.
//!
//! Proposals from words alone: the same name, a surname behind a full name ("Raisi" for "Iranian
//! President Ebrahim Raisi"), letters in brackets behind a name ("ECOWAS"), a country under another
//! spelling, an office of a country that one person holds, an explanation beside a name. Two full
//! names are never one person, however much they share; a surname that two of them share says
//! nothing alone. A country is not its ministry and not its people: words that differ there differ
//! here.
//!
//! Everything is looked up in tables, so that all mentions of an article are chained in linear
//! time.

mod kinship;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::kinship::Kinship;
use super::codes::Shape;
use crate::text::{Article, ByteRange};

/// From this score on a link is clear: joining all actors of an article takes it.
pub const CLEAR: f32 = 0.8;

/// One mention: its range, and the head where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub range: ByteRange,
    pub head: Option<ByteRange>,
}

/// That a mention is of the same actor as an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The earlier mention, by its place among those handed in.
    pub to: usize,
    /// How sure that is, from 0 to 1.
    pub score: f32,
    /// In a phrase: `the same name`.
    pub reason: &'static str,
}

/// What is known of all mentions of an article.
pub struct Chains {
    shapes: Vec<Shape>,
    mentions: Vec<Mention>,
    links: Vec<Option<Link>>,
}

impl Chains {
    /// Reads mentions, which must be in reading order. Linear in their words.
    #[must_use]
    pub fn of(article: &Article, mentions: &[Mention]) -> Self {
        let shapes: Vec<_> = (mentions.iter())
            .map(|mention| Shape::of(article, mention.range, mention.head))
            .collect();
        let mut kinship = Kinship::over(&shapes);
        let links = (0..mentions.len()).map(|i| kinship.link(article, mentions, &shapes, i));
        let links = links.collect();
        Self {
            shapes,
            mentions: mentions.to_vec(),
            links,
        }
    }

    /// The surest earlier mention of the same actor, the nearest of several as sure.
    #[must_use]
    pub fn link(&self, mention: usize) -> Option<&Link> {
        self.links.get(mention)?.as_ref()
    }

    /// The mentions by actor, in reading order, only those of which there are two or more. `known`
    /// has the number of the actor that each mention is of already, where it is: two such are never
    /// joined, since somebody has told them apart. About linear.
    #[must_use]
    pub fn groups(&self, known: &[Option<usize>]) -> Vec<Vec<usize>> {
        let mut roots: Vec<usize> = (0..self.links.len()).collect();
        // The actor that each root is already, where it is one.
        let mut actors: Vec<Option<usize>> = known.to_vec();
        actors.resize(roots.len(), None);
        let mut first_of: HashMap<usize, usize> = HashMap::new();
        for (mention, actor) in known.iter().enumerate().take(roots.len()) {
            if let Some(actor) = actor {
                let first = *first_of.entry(*actor).or_insert(mention);
                let (first, own) = (root(&mut roots, first), root(&mut roots, mention));
                roots[own] = first;
            }
        }
        for (mention, link) in self.links.iter().enumerate() {
            let Some(link) = link.as_ref().filter(|link| link.score >= CLEAR) else {
                continue;
            };
            let (a, b) = (root(&mut roots, link.to), root(&mut roots, mention));
            let two = actors[a].is_some() && actors[b].is_some();
            if a == b || two {
                continue;
            }
            let (kept, gone) = (a.min(b), a.max(b));
            roots[gone] = kept;
            actors[kept] = actors[kept].or(actors[gone]);
        }
        let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
        for mention in 0..roots.len() {
            let root = root(&mut roots, mention);
            groups.entry(root).or_default().push(mention);
        }
        let mut groups: Vec<_> = groups.into_values().filter(|g| g.len() > 1).collect();
        groups.sort_unstable_by_key(|group| group[0]);
        groups
    }

    /// The mention of a group that says most: the longest name, else the longest words; where its
    /// name stands.
    #[must_use]
    pub fn fullest(&self, group: &[usize]) -> Option<ByteRange> {
        let says = |i: &&usize| {
            let shape = &self.shapes[**i];
            (
                shape.name.len(),
                shape.state.is_some(),
                shape.whole.chars().count(),
            )
        };
        // The first of several that say as much.
        let best = group.iter().rev().max_by_key(says)?;
        let shape = &self.shapes[*best];
        let name = shape.name_range.filter(|_| shape.person);
        Some(name.unwrap_or(self.mentions[*best].range))
    }
}

/// The first mention of the group that a mention is in so far.
fn root(roots: &mut [usize], mut of: usize) -> usize {
    while roots[of] != of {
        roots[of] = roots[roots[of]];
        of = roots[of];
    }
    of
}

/// The surest mention of the same actor among those before one, in reading order. Linear in their
/// words.
#[must_use]
pub fn propose(article: &Article, before: &[Mention], mention: Mention) -> Option<Link> {
    let mut all: Vec<Mention> = before.to_vec();
    all.push(mention);
    Chains::of(article, &all).link(all.len() - 1).cloned()
}
