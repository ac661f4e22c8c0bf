//! Event frames measured against frames that people have made.
//!
//! Gold frames are text with marks in it, so that they can be read and written by hand
//! (`tests/frames/README.md` says how). What was proposed for each of them is handed in; what comes
//! out are counts for each role. Positions are code points.

mod reading;
mod tally;

pub use reading::{Filler, FrameError, FrameRecord, GoldFrame, Mark, read};
pub use tally::{FrameMistake, FrameScore, ProposedDate, ProposedFrame, RoleRates, judge};
