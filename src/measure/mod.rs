//! Measuring: how well what was found agrees with what people have marked, what was done in a
//! corpus, and which of its articles are nearly the same.
//!
//! Records and proposals in, counts and figures out. Positions in here are Unicode code points, as
//! in the files that are compared: how much of a span was met is a share of its characters. What
//! the matchers do, where records come from and how figures are printed is decided elsewhere.
//! Nothing here touches a file, a thread or a clock; a run with the same seed gives the same
//! figures.

pub mod frames;
pub mod near_duplicates;
pub mod statistics;

mod extent;
mod mistakes;
mod pairing;
mod places;
mod record;
mod resampling;
mod score;
mod tally;
mod units;
mod values;

pub use extent::Extent;
pub use mistakes::{Class, Mistake};
pub use pairing::{MOST_PAIRS, TooManyPairs};
pub use places::{NEAR_KM, Nearness, PlaceScore};
pub use record::{Found, Gold, GoldSpan, Point, Proposal, RecordError};
pub use score::{LabelScore, LabelShare, MatcherScore, Rates, Score, Share};
pub use tally::{LABELS, Question, Verdict, judge};
