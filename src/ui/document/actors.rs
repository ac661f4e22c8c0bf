//! The actors of a document: what is proposed for one, which mention is likely the same, walking
//! from mention to mention, and joining all that are clear.

use super::{Caret, Document, sentence};
use crate::annotation::edits::{self, ActorField, EntityDraft};
use crate::annotation::{Id, Label, Span};
use crate::matching::chains::{self, Chains, Mention};
use crate::matching::codes::{Code, Codes};
use crate::text::ByteRange;

/// How many earlier spans are looked at for one that is the same actor, and how many of those that
/// share a word with it are compared.
const PASSED: usize = 1000;
const COMPARED: usize = 200;
/// How many mentions are asked for the codes of their actor.
const ASKED: usize = 40;

/// A mention that is likely of the same actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    pub span: Id,
    /// Why, in a phrase: `the same name`.
    pub reason: &'static str,
}

/// Mentions that are clearly of one actor and not joined yet.
#[derive(Clone, Debug, PartialEq)]
pub struct ClearChain {
    /// In reading order.
    pub mentions: Vec<Id>,
    /// What the actor is called then.
    pub name: String,
}

fn mention(span: &Span) -> Mention {
    Mention {
        range: span.range,
        head: span.head,
    }
}

impl Document {
    /// The earlier mention that is likely of the same actor as a span. Costs the spans before it, up
    /// to a bound: to be asked when something changes, not in each frame.
    #[must_use]
    pub fn likely_same(&self, span: &Span) -> Option<Likely> {
        let own = Words::of(self.article.quote(span.range));
        let known = self.set.entity_of(&span.id).map(|entity| &entity.id);
        let places = self.set.places();
        let mut at = (span.range, span.id.clone());
        let mut found: Vec<&Span> = Vec::new();
        for _ in 0..PASSED {
            let Some((range, id)) = places.before(at.0, &at.1) else {
                break;
            };
            at = (range, id.clone());
            let Some(other) = self.set.span(id).filter(|o| o.label == Label::ACTOR) else {
                continue;
            };
            let joined = known.is_some() && self.set.entity_of(id).map(|e| &e.id) == known;
            // The one right before it may be explained by it.
            let kin = found.is_empty() || own.may_be(&Words::of(self.article.quote(range)));
            if kin && !joined {
                found.push(other);
                if found.len() == COMPARED {
                    break;
                }
            }
        }
        found.reverse();
        let before: Vec<_> = found.iter().map(|span| mention(span)).collect();
        let link = chains::propose(&self.article, &before, mention(span))?;
        Some(Likely {
            span: found.get(link.to)?.id.clone(),
            reason: link.reason,
        })
    }

    /// What the words of an actor's mentions say of it: those of the span itself first.
    #[must_use]
    pub fn codes_of(&self, span: &Span) -> Codes {
        let mut codes = Codes::of(&self.article, span.range);
        let others = self.set.entity_of(&span.id).into_iter();
        let others = others
            .flat_map(|entity| &entity.spans)
            .filter(|id| **id != span.id);
        for other in others.take(ASKED).filter_map(|id| self.set.span(id)) {
            if codes.country.is_some() && codes.sector.is_some() {
                break;
            }
            let more = Codes::of(&self.article, other.range);
            codes.country = codes.country.or(more.country);
            codes.sector = codes.sector.or(more.sector);
        }
        codes
    }

    /// The actor as it is proposed for mentions that become one: the fullest name, and what their
    /// words say.
    #[must_use]
    pub fn proposed_actor(&self, spans: &[&Span]) -> EntityDraft {
        let mut spans = spans.to_vec();
        spans.sort_by_key(|span| span.range);
        let mentions: Vec<_> = spans.iter().map(|span| mention(span)).collect();
        let chains = Chains::of(&self.article, &mentions);
        let all: Vec<_> = (0..mentions.len()).collect();
        let name = chains.fullest(&all).map(|range| self.plain_words(range));
        let mut codes = Codes::default();
        for span in spans.iter().take(ASKED) {
            let more = Codes::of(&self.article, span.range);
            codes.country = codes.country.or(more.country);
            codes.sector = codes.sector.or(more.sector);
        }
        codes.draft(name.unwrap_or_default())
    }

    fn plain_words(&self, range: ByteRange) -> String {
        const LONGEST: usize = 200;
        let words = self.article.quote(range).split_whitespace();
        let words = words.collect::<Vec<_>>().join(" ");
        words.chars().take(LONGEST).collect()
    }

    /// Says something of the actor that a span mentions; it is made where there is none yet.
    ///
    /// # Errors
    /// A sentence where it is refused.
    pub fn set_actor(&mut self, id: &Id, field: &ActorField, clock: f64) -> Result<String, String> {
        let span = self
            .set
            .span(id)
            .ok_or_else(|| "The span is gone".to_owned())?;
        let proposed = self.proposed_actor(&[span]);
        let transaction =
            edits::set_actor(&self.set, id, field, proposed).map_err(|e| sentence(&e))?;
        self.commit(transaction, clock)?;
        let cleared = |code: &Option<String>| code.as_deref().unwrap_or("none").to_owned();
        Ok(match field {
            ActorField::Name(name) => format!("Actor: {}", name.trim()),
            ActorField::Country(code) => format!("Country: {}", cleared(code)),
            ActorField::Sector(code) => format!("Sector: {}", cleared(code)),
        })
    }

    /// Takes the selected mention out of its actor.
    ///
    /// # Errors
    /// A sentence where it is of none.
    pub fn part_mention(&mut self, clock: f64) -> Result<String, String> {
        let span = self.selected_span()?;
        let Some(entity) = self.set.entity_of(&span.id) else {
            return Err("This mention is of no actor yet".to_owned());
        };
        let name = entity.name.clone();
        let transaction = edits::part_mention(&self.set, &span.id);
        self.commit(transaction, clock)?;
        Ok(format!("No longer a mention of {name}"))
    }

    /// Selects the next or previous mention of the selected actor, round and round.
    pub fn walk_mentions(&mut self, forward: bool) -> bool {
        let Some(id) = &self.selected else {
            return false;
        };
        let Some(entity) = self.set.entity_of(id).filter(|e| e.spans.len() > 1) else {
            return false;
        };
        let count = entity.spans.len();
        let at = entity.spans.iter().position(|span| span == id).unwrap_or(0);
        let next = if forward { at + 1 } else { at + count - 1 } % count;
        let Some(span) = self.set.span(&entity.spans[next]) else {
            return false;
        };
        let (start, id) = (span.range.start, span.id.clone());
        self.caret = Caret::at(start);
        self.select(id);
        true
    }

    /// The chains that are clear from the words and not joined yet, by their first mention. Linear
    /// in the actors.
    #[must_use]
    pub fn clear_chains(&self) -> Vec<ClearChain> {
        let spans: Vec<&Span> = (self.set.spans())
            .filter(|span| span.label == Label::ACTOR)
            .collect();
        let mentions: Vec<_> = spans.iter().map(|span| mention(span)).collect();
        let numbers: std::collections::HashMap<&Id, usize> =
            (self.set.entities().map(|entity| &entity.id))
                .zip(0..)
                .collect();
        let known = spans.iter().map(|span| self.set.entity_of(&span.id));
        let known: Vec<_> = known
            .map(|entity| numbers.get(&entity?.id).copied())
            .collect();
        let chains = Chains::of(&self.article, &mentions);
        let groups = chains.groups(&known).into_iter();
        // What is one actor already needs no joining.
        let is_new = |group: &Vec<usize>| {
            known[group[0]].is_none() || group.iter().any(|i| known[*i] != known[group[0]])
        };
        let chain = |group: Vec<usize>| {
            let entity = group.iter().find_map(|i| self.set.entity_of(&spans[*i].id));
            let fullest = || chains.fullest(&group).map(|range| self.plain_words(range));
            ClearChain {
                name: entity.map_or_else(|| fullest().unwrap_or_default(), |e| e.name.clone()),
                mentions: group.iter().map(|i| spans[*i].id.clone()).collect(),
            }
        };
        groups.filter(is_new).map(chain).collect()
    }

    /// Joins chains as one step.
    ///
    /// # Errors
    /// A sentence where it is refused.
    pub fn join_chains(&mut self, joined: &[ClearChain], clock: f64) -> Result<String, String> {
        let groups: Vec<_> = (joined.iter())
            .map(|chain| {
                let spans = chain.mentions.iter().filter_map(|id| self.set.span(id));
                let spans: Vec<_> = spans.take(ASKED).collect();
                let mut draft = self.proposed_actor(&spans);
                draft.name.clone_from(&chain.name);
                (chain.mentions.clone(), draft)
            })
            .collect();
        let transaction = edits::join_actors(&self.set, groups, "join same actors");
        self.commit(transaction, clock)?;
        Ok(match joined {
            [one] => format!("Joined the mentions of {}", one.name),
            all => format!("Joined the mentions of {} actors", all.len()),
        })
    }

    /// The countries that the words of an actor's mentions say, each once, with the mention that
    /// says it first.
    #[must_use]
    pub fn countries_of(&self, mentions: &[Id]) -> Vec<(Code, Id)> {
        let mut found: Vec<(Code, Id)> = Vec::new();
        let spans = mentions.iter().filter_map(|id| self.set.span(id));
        for span in spans.take(ASKED) {
            let country = Codes::of(&self.article, span.range).country;
            if let Some(country) = country
                && found.iter().all(|(known, _)| known.code != country.code)
            {
                found.push((country, span.id.clone()));
            }
        }
        found
    }
}

/// The words of a mention by which others are passed over quickly.
struct Words {
    words: Vec<String>,
    letters: bool,
}

impl Words {
    fn of(quote: &str) -> Self {
        const MOST: usize = 24;
        let words = quote.split(|c: char| !c.is_alphanumeric() && c != '.');
        let words = words.filter(|word| word.chars().count() > 1).take(MOST);
        Self {
            words: words.map(str::to_lowercase).collect(),
            letters: quote.len() <= 12 && !quote.contains(char::is_lowercase),
        }
    }

    /// Whether both may be of one actor: they share a word, or one is letters.
    fn may_be(&self, other: &Self) -> bool {
        self.letters || other.letters || self.words.iter().any(|word| other.words.contains(word))
    }
}
