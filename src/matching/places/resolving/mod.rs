//! Which place in the world a location stands for.
//!
//! The words of a span are looked up in the gazetteer; what the article says decides between the
//! places of that name. A [`Scene`] is gathered from the article once: which countries and regions
//! it names, which places are told apart by what stands beside them ("Mobile, Alabama"), where it
//! was written. A [`Resolver`] then ranks the [`Candidate`]s of each span: what stands around the
//! span weighs most, then what the article says elsewhere, then how large a place is. A span costs
//! its candidates, never the article.
//!
//! Nothing here is certain: a candidate is a proposal with a reason, and only a [`Resolver::clear`]
//! one is worth being filled in before somebody looks at it.

mod asked;
mod candidate;
mod ranking;
mod scene;
mod surroundings;
#[cfg(test)]
mod tests;

pub use candidate::Candidate;
pub use ranking::{Chosen, Resolver, largest};
pub use scene::Scene;
