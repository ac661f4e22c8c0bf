//! Country and sector codes of PLOVER for an actor, from the words that mention it.
//!
//! A proposal, never a verdict: where the words do not say, there is no code rather than a wrong
//! one. What decides is the noun phrase: in "Nigerien defense minister Silifo Modi" the last word
//! for an office or a group gives the sector, in "spokesman for the Sudanese army" what stands
//! behind the preposition, since a spokesman is of no sector himself. A nationality, a country or
//! a capital gives the country, wherever it stands before the first preposition, or behind `of`,
//! `for` and `from`. A name that says nothing is explained by what stands beside it:
//! "Silifo Modi, the Nigerien defense minister,".
//!
//! What the codes mean is PLOVER's (manual of 2021, chapter "Actors and Recipients"). Which words
//! have which is written down in `assets/lexicons/actors/sectors.txt` and `known_actors.txt`.

mod beside;
mod hits;
mod lexicon;
mod phrase;
mod plover;
mod shape;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use self::phrase::Phrase;
use self::words::Words;
use crate::annotation::edits::EntityDraft;
use crate::text::{Article, ByteRange};

pub(in crate::matching) use shape::Shape;

pub use plover::{CodeName, complete, countries, country_in_words, sector_in_words, sectors};

/// A code, and what in the text speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub code: Cow<'static, str>,
    /// A phrase such as `“Nigerien” is of Niger`.
    pub reason: String,
}

/// What the words of a mention, and what stands beside it, say of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// ISO 3166-1 alpha-3, or one of PLOVER's codes for those that are of no country.
    pub country: Option<Code>,
    pub sector: Option<Code>,
}

impl Codes {
    /// What is proposed for the actor that a span mentions. Looks at the words of the span and a
    /// few on either side of it; costs the same in every article.
    #[must_use]
    pub fn of(article: &Article, range: ByteRange) -> Self {
        let own = Phrase::of(&Words::within(article, range)).codes(true);
        if own.country.is_some() && own.sector.is_some() {
            return own;
        }
        let beside = beside::codes(article, range, &own);
        Self {
            country: own.country.or(beside.country),
            sector: own.sector.or(beside.sector),
        }
    }

    /// As an actor that is yet to be made takes them.
    #[must_use]
    pub fn draft(&self, name: impl Into<String>) -> EntityDraft {
        let code = |code: &Option<Code>| code.as_ref().map(|code| code.code.to_string());
        EntityDraft {
            name: name.into(),
            country: code(&self.country),
            sector: code(&self.sector),
        }
    }
}
